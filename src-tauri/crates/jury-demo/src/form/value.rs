//! The second half of a form's body: 应用价值, 商业模式, 团队介绍.

use super::body::Body;
use super::tables;
use crate::paper::figure::Drawing;
use crate::paper::flow::Block;
use crate::plan::PLACES;
use crate::random::Random;

/// 应用价值: cases, economic and social effects.
pub(super) fn application_value(body: &mut Body<'_>) {
    body.begin_part("应用价值");
    body.begin_section("具体应用案例");
    let count = body.items(2, 4).min(5);
    let places = body.story.random().some(&PLACES, count);
    let words = body.story.words;
    let features = body.story.random().some(&words.features, count);
    for (place, feature) in places.iter().zip(&features) {
        body.begin_sub(&format!("{place}{feature}应用"));
        body.paragraphs("case", feature, body.items(1, 6));
    }
    let groups = body.story.metrics.iter().take(5).map(|metric| {
        (
            format!("{}（{}）", metric.name, metric.unit),
            metric.before,
            metric.after,
        )
    });
    let bars = Drawing::Bars(groups.collect());
    body.figure("主要指标应用前后对比", bars);
    let table = tables::metrics(&mut body.story);
    body.blocks.push(Block::Table(table));
    body.begin_section("经济效益");
    body.paragraphs("economic", "", body.items(2, 6));
    let table = tables::economy(&mut body.story);
    body.blocks.push(Block::Table(table));
    let curves = revenue_curves(body.story.random());
    body.figure("项目收入与节约成本（万元）", curves);
    body.begin_section("社会效益");
    body.paragraphs("social", "", body.items(1, 5));
}

/// 商业模式: promotion, market, effect on society.
pub(super) fn business(body: &mut Body<'_>) {
    body.begin_part("商业模式");
    body.begin_section("推广模式");
    body.paragraphs("promotion", "", body.items(1, 6));
    let tasks = tasks(body.story.random());
    body.figure("2025年度推广实施计划", Drawing::Schedule(tasks));
    body.begin_section("市场空间");
    body.paragraphs("market", "", body.items(1, 6));
    let table = tables::market(&mut body.story);
    body.blocks.push(Block::Table(table));
    body.begin_section("社会效应");
    body.paragraphs("effect", "", body.items(1, 7));
}

/// 团队介绍: who they are, what the entrant has, why they can.
pub(super) fn team(body: &mut Body<'_>) {
    body.begin_part("团队介绍");
    body.begin_section("履历");
    let leaves = body
        .story
        .members
        .iter()
        .skip(1)
        .take(4)
        .map(|member| format!("{} {}", member.role, member.name))
        .collect();
    let root = format!(
        "{} {}",
        body.story.members[0].role, body.story.members[0].name
    );
    body.figure("项目组织架构", Drawing::Tree { root, leaves });
    let table = tables::members(&mut body.story);
    body.blocks.push(Block::Table(table));
    for _ in 0..body.items(3, 4).min(8) {
        let text = body.story.sentence("resume", "");
        body.blocks.push(Block::Text(text));
    }
    body.begin_section("资质");
    body.paragraphs("qualification", "", body.items(1, 8));
    body.begin_section("优势");
    body.paragraphs("strength", "", body.items(1, 7));
}

/// A model getting better, by round.
pub(super) fn accuracy_curves(random: &mut Random) -> Drawing {
    let mut curve = |name: &str, start: i64| {
        let mut tenths = start;
        let values = (0..8).map(|_| {
            tenths += random.between(5, 45).min((985 - tenths).max(0));
            tenths as f32 / 10.0
        });
        (name.to_owned(), values.collect())
    };
    let series = vec![curve("本项目方法", 760), curve("基线方法", 650)];
    Drawing::Curves {
        labels: (1..=8).map(|round| format!("第{round}轮")).collect(),
        series,
    }
}

fn revenue_curves(random: &mut Random) -> Drawing {
    let mut curve = |name: &str, mut value: i64| {
        let values = (0..6).map(|_| {
            value += random.between(10, 240);
            value as f32
        });
        (name.to_owned(), values.collect())
    };
    let series = vec![curve("项目收入", 60), curve("应用单位节约成本", 20)];
    let labels = ["2023上", "2023下", "2024上", "2024下", "2025上", "2025下"];
    Drawing::Curves {
        labels: labels.map(|half| format!("{half}半年")).to_vec(),
        series,
    }
}

fn tasks(random: &mut Random) -> Vec<(String, usize, usize)> {
    let names = [
        "样板打磨与评估",
        "标准与手册编制",
        "区县复制推广",
        "数据产品上架",
        "生态伙伴招募",
        "成效跟踪与评价",
    ];
    let mut first = 0;
    let mut task = |name: &str| {
        let task = (name.to_owned(), first, 2 + random.below(4));
        first = (first + 1 + random.below(2)).min(10);
        task
    };
    names.iter().map(|name| task(name)).collect()
}
