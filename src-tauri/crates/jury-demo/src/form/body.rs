//! What a form says, part by part: 项目概述, 解决方案, 应用价值, 商业模式, 团队介绍, and the list of proofs.
//!
//! Not sentences (see [`crate::grammar`]) and not drawing. The one rule to know: the order is the notice's (项目应包括但不限于…), and
//! `fullness` only adds paragraphs and items, never leaves a part out.

use super::{tables, value};
use crate::grammar::{Story, TECHNIQUES};
use crate::paper::figure::{Drawing, Figure};
use crate::paper::flow::Block;
use crate::plan::PlannedEntry;
use crate::random::Random;

const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const LAYERS: [&str; 5] = ["应用层", "服务层", "数据层", "汇聚层", "基础层"];
const ADVANTAGES: [&str; 8] = [
    "数据来源合规、供给稳定",
    "场景牵引、业务数据双轮驱动",
    "关键技术自主可控",
    "“可用不可见”的流通机制",
    "成效可量化、可核验",
    "轻量部署、快速复制",
    "多方共建的收益分配机制",
    "标准先行、质量可追溯",
];

/// The body in the making.
pub(super) struct Body<'a> {
    pub(super) story: Story<'a>,
    pub(super) entry: &'a PlannedEntry,
    pub(super) blocks: Vec<Block>,
    pub(super) fullness: usize,
    official: bool,
    part: usize,
    section: usize,
    sub: usize,
}

/// The blocks of a body.
pub(super) fn blocks(
    random: Random,
    entry: &PlannedEntry,
    official: bool,
    fullness: usize,
    attachments: &[String],
) -> Vec<Block> {
    let story = Story::new(entry, random);
    let mut body = Body {
        story,
        entry,
        blocks: Vec::new(),
        fullness,
        official,
        part: 0,
        section: 0,
        sub: 0,
    };
    body.overview();
    body.solution();
    value::application_value(&mut body);
    value::business(&mut body);
    value::team(&mut body);
    body.attachments(attachments);
    body.blocks
}

impl Body<'_> {
    pub(super) fn begin_part(&mut self, name: &str) {
        (self.part, self.section, self.sub) = (self.part + 1, 0, 0);
        let digit = DIGITS[(self.part - 1) % 10];
        self.blocks.push(Block::Part(if self.official {
            format!("{digit}、{name}")
        } else {
            format!("第{digit}部分　{name}")
        }));
    }

    pub(super) fn begin_section(&mut self, name: &str) {
        (self.section, self.sub) = (self.section + 1, 0);
        let digit = DIGITS[(self.section - 1) % 10];
        let (part, section) = (self.part, self.section);
        self.blocks.push(Block::Section(if self.official {
            format!("（{digit}）{name}")
        } else {
            format!("{part}.{section} {name}")
        }));
    }

    pub(super) fn begin_sub(&mut self, name: &str) {
        self.sub += 1;
        let (part, section, sub) = (self.part, self.section, self.sub);
        self.blocks.push(Block::Sub(if self.official {
            format!("{sub}．{name}")
        } else {
            format!("{part}.{section}.{sub} {name}")
        }));
    }

    /// Paragraphs of a part, each of three to five sentences. A part that is about nothing in particular gets no more of them than it
    /// has sentences for, so that none comes twice in one section.
    pub(super) fn paragraphs(&mut self, part: &str, it: &str, count: usize) {
        let phrases = crate::lexicon::sentences(part).len();
        let count = if it.is_empty() {
            count.min((phrases / 4).max(1))
        } else {
            count
        };
        for _ in 0..count {
            let sentences = (3 + self.story.random().below(2)).min(phrases);
            let text = self.story.paragraph(part, it, sentences);
            self.blocks.push(Block::Text(text));
        }
    }

    pub(super) fn figure(&mut self, caption: &str, drawing: Drawing) {
        self.blocks.push(Block::Figure(Figure {
            caption: caption.to_owned(),
            drawing,
        }));
    }

    /// `base` items, and one more for every `every` steps of fullness.
    pub(super) fn items(&self, base: usize, every: usize) -> usize {
        base + self.fullness / every
    }

    fn overview(&mut self) {
        self.begin_part("项目概述");
        self.begin_section("项目背景");
        self.paragraphs("background", "", self.items(2, 4));
        self.begin_section("应用行业");
        self.paragraphs("industry", "", self.items(1, 6));
        let table = tables::users(&mut self.story);
        self.blocks.push(Block::Table(table));
        self.begin_section("核心优势");
        let count = self.items(3, 4).min(ADVANTAGES.len());
        let chosen = self.story.random().some(&ADVANTAGES, count);
        self.figure(
            "项目核心优势",
            Drawing::Tree {
                root: super::shortened(&self.entry.scene, 18),
                leaves: chosen.iter().take(4).map(|it| (*it).to_owned()).collect(),
            },
        );
        for it in chosen {
            self.begin_sub(it);
            self.paragraphs("advantage", it, self.items(1, 8));
        }
    }

    fn solution(&mut self) {
        self.begin_part("解决方案");
        self.architecture();
        self.functions();
        self.technologies();
        self.data_use();
    }

    fn architecture(&mut self) {
        self.begin_section("架构设计");
        self.paragraphs("architecture", "总体架构", 1);
        let layers = tables::layers(&mut self.story, &LAYERS);
        self.figure(
            &format!("{}总体架构", super::shortened(&self.entry.scene, 20)),
            Drawing::Layers(layers),
        );
        for layer in LAYERS.iter().take(self.items(3, 4)) {
            self.begin_sub(&format!("{layer}设计"));
            self.paragraphs("architecture", layer, self.items(1, 9));
        }
    }

    fn functions(&mut self) {
        self.begin_section("方案功能");
        let count = self.items(4, 3).min(8);
        let words = self.story.words;
        let features = self.story.random().some(&words.features, count);
        let table = tables::functions(&mut self.story, &features);
        self.blocks.push(Block::Table(table));
        for feature in &features {
            self.begin_sub(feature);
            self.paragraphs("function", feature, self.items(1, 6));
        }
        let mut steps = vec!["数据接入".to_owned(), "质量稽核".to_owned()];
        steps.extend(features.iter().take(4).cloned());
        steps.extend(["结果推送".to_owned(), "反馈优化".to_owned()]);
        self.figure("业务处理流程", Drawing::Steps(steps));
    }

    fn technologies(&mut self) {
        self.begin_section("关键技术");
        let count = self.items(3, 4).min(6);
        for it in self.story.random().some(&TECHNIQUES, count) {
            self.begin_sub(it);
            self.paragraphs("technology", it, self.items(1, 7));
        }
        let curves = value::accuracy_curves(self.story.random());
        self.figure("模型准确率随迭代轮次的变化（%）", curves);
    }

    fn data_use(&mut self) {
        self.begin_section("数据要素利用方案");
        let count = self.items(4, 4).min(8);
        let words = self.story.words;
        let sources = self.story.random().some(&words.sources, count);
        let table = tables::sources(&mut self.story, &sources);
        self.blocks.push(Block::Table(table));
        for source in &sources {
            self.begin_sub(source);
            self.paragraphs("data_source", source, self.items(1, 9));
        }
        for (name, part) in [
            ("数据治理", "data_governance"),
            ("流通与融合利用", "data_flow"),
            ("安全与合规", "data_security"),
        ] {
            self.begin_sub(name);
            self.paragraphs(part, name, self.items(1, 5));
        }
        let table = tables::fields(&mut self.story, 8 + 3 * self.fullness);
        self.blocks.push(Block::Table(table));
    }

    fn attachments(&mut self, names: &[String]) {
        self.begin_part("证明材料清单");
        self.blocks.push(Block::Text(
            "以下证明材料均为参赛单位所有，复印件与原件一致，随申报书一并提交。".to_owned(),
        ));
        self.blocks.push(Block::Table(tables::attachments(names)));
    }
}
