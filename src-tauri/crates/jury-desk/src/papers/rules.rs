//! 省内推荐规则 and the rubric, as the secretariat reads them.
//!
//! The one rule: every sentence says what the rule file in force says, or what the program does for every contest; nothing else is claimed.

use jury_core::rule::{CutTies, Rule};
use jury_exchange::formal::{Fingerprint, Formal, Section, columns};
use jury_exchange::rule_file::rule_digest;
use jury_seal::ShortCode;

use super::lists::ISSUER;
use super::{Source, not_ready, texts};
use crate::error::DeskError;
use crate::outcome::awards::quota_words;
use crate::{outcome, results};

/// Headings are numbered in this order.
const NUMBERS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

impl Source<'_> {
    pub(super) fn rules(&self) -> Result<Formal, DeskError> {
        let rule = &self.merged.facts.rule;
        let list = outcome::recommendation(self.desk, self.merged)?;
        if list.rule.is_empty() {
            return Err(not_ready("规则中没有推荐名单"));
        }
        let mut sections = vec![rounds(rule), self.scoring(), self.ties()];
        if !rule.awards.levels.is_empty() || !rule.awards.special.is_empty() {
            sections.push(awards(rule));
        }
        sections.push(self.recommending(&list.rule));
        sections.push(supervised());
        for (number, section) in NUMBERS.iter().zip(&mut sections) {
            section.heading = format!("{number}、{}", section.heading);
        }
        let digest = rule_digest(rule);
        Ok(Formal {
            title: self.title("省内推荐规则"),
            sections,
            issuer: ISSUER.to_owned(),
            fingerprint: Some(Fingerprint {
                name: "计分规则文件".to_owned(),
                digest,
                code: ShortCode::of(&digest).to_string(),
            }),
            ..Formal::default()
        })
    }

    fn scoring(&self) -> Section {
        let facts = &self.merged.facts;
        let profiles = facts.rubric.profiles.iter();
        let profiles: Vec<&str> = profiles.map(|profile| profile.name.as_str()).collect();
        let mut lines = vec![
            format!(
                "指标体系：{}，权重方案：{}，按参赛单位适用。",
                facts.rubric_label(),
                profiles.join("、")
            ),
            format!("计分：{}。", results::rule_sentence(&facts.rule)),
        ];
        let quorum = facts.rule.missing.quorum();
        let too_few = if quorum > 1 {
            format!("有效评分不足 {quorum} 份的项目，须经认定才能排名")
        } else {
            "没有有效评分的项目不排名".to_owned()
        };
        lines.push(format!(
            "回避、缺席的专家不计入该项目的专家人数，不按 0 分计；{too_few}。"
        ));
        let rereview = &facts.rule.rereview;
        let range = rereview
            .range
            .map(|most| format!("最高与最低合计相差超过 {most} 分"));
        let deviation = rereview
            .deviation
            .map(|most| format!("某位专家的合计与其他专家平均相差超过 {most} 分"));
        let when: Vec<String> = range.into_iter().chain(deviation).collect();
        if !when.is_empty() {
            lines.push(format!(
                "复评：{}的项目请专家复评，是否改分由专家本人决定并签名。",
                when.join("，或")
            ));
        }
        Section {
            heading: "计分".to_owned(),
            lines,
            ..Section::default()
        }
    }

    fn ties(&self) -> Section {
        let facts = &self.merged.facts;
        let step = |(at, tie)| {
            let mark = results::circled(at);
            format!("{mark}{}", results::tie_words(facts, tie))
        };
        let steps: Vec<String> = facts.rule.ties.iter().enumerate().map(step).collect();
        let line = if steps.is_empty() {
            "得分相同的项目名次并列。".to_owned()
        } else {
            let steps = steps.join("；");
            format!("得分相同的项目依次比较：{steps}。仍然相同的名次并列。")
        };
        Section {
            heading: "同分规则".to_owned(),
            lines: vec![line],
            ..Section::default()
        }
    }

    fn recommending(&self, rule: &str) -> Section {
        let facts = &self.merged.facts;
        let mut lines = vec![format!("{rule}。")];
        for wish in facts.rule.recommendation.iter().flat_map(|one| &one.tracks) {
            let least = wish.at_least.map(|count| format!("至少 {count} 项"));
            let most = wish.at_most.map(|count| format!("至多 {count} 项"));
            let said: Vec<String> = least.into_iter().chain(most).collect();
            if !said.is_empty() {
                let track = facts.track_name(&wish.track);
                lines.push(format!("{track}赛道{}。", said.join("、")));
            }
        }
        lines.push(
            "有实名异议尚未处理的项目暂缓推荐；退出或被取消资格的，由后面的项目依次递补。"
                .to_owned(),
        );
        Section {
            heading: "推荐".to_owned(),
            lines,
            ..Section::default()
        }
    }

    /// 评审指标体系.
    pub(super) fn rubric(&self) -> Formal {
        let rubric = &self.merged.facts.rubric;
        let mut heads: Vec<(&str, u16)> =
            vec![("一级指标", 16), ("二级指标", 20), ("评分要点", 50)];
        let profiles: Vec<String> = rubric
            .profiles
            .iter()
            .map(|profile| format!("满分（{}）", profile.name))
            .collect();
        heads.extend(profiles.iter().map(|name| (name.as_str(), 10)));
        let mut rows = Vec::new();
        for group in &rubric.groups {
            for criterion in &group.criteria {
                let mut row = vec![
                    group.name.clone(),
                    criterion.name.clone(),
                    criterion.guidance.clone(),
                ];
                row.extend(rubric.profiles.iter().map(|profile| {
                    rubric
                        .maximum(profile, &criterion.id)
                        .map(crate::form::short)
                        .unwrap_or_default()
                }));
                rows.push(row);
            }
        }
        Formal {
            title: self.title("评审指标体系"),
            status: self.merged.facts.rubric_label().to_owned(),
            sections: vec![Section {
                columns: columns(&heads),
                rows,
                ..Section::default()
            }],
            ..Formal::default()
        }
    }
}

fn rounds(rule: &Rule) -> Section {
    let row = |one: &jury_core::rule::RoundRule| {
        let (places, ties) = one
            .promote
            .as_ref()
            .map_or(("—".to_owned(), "—"), |promote| {
                let ties = match promote.ties {
                    CutTies::All => "并列的全部晋级",
                    CutTies::Ask => "由评审决定并写明理由",
                };
                (quota_words(promote.places), ties)
            });
        vec![
            one.round.label().to_owned(),
            format!("{}%", crate::form::short(one.weight)),
            places,
            ties.to_owned(),
        ]
    };
    Section {
        heading: "评审阶段".to_owned(),
        columns: columns(&[
            ("阶段", 16),
            ("权重", 12),
            ("晋级", 34),
            ("晋级线上并列", 26),
        ]),
        rows: rule.rounds.iter().map(row).collect(),
        ..Section::default()
    }
}

fn awards(rule: &Rule) -> Section {
    let levels = rule.awards.levels.iter().map(|level| {
        let floor = level.floor.map(|points| format!("不低于 {points} 分"));
        vec![
            level.name.clone(),
            quota_words(level.places),
            floor.unwrap_or_else(|| "—".to_owned()),
            if level.vacancies { "可空缺" } else { "—" }.to_owned(),
        ]
    });
    let special = rule.awards.special.iter().map(|prize| {
        let count = format!("至多 {} 项", prize.count);
        vec![
            prize.name.clone(),
            count,
            "—".to_owned(),
            "可空缺".to_owned(),
        ]
    });
    Section {
        heading: "奖项".to_owned(),
        columns: columns(&[("奖项", 20), ("名额", 36), ("最低得分", 18), ("空缺", 12)]),
        rows: levels.chain(special).collect(),
        ..Section::default()
    }
}

fn supervised() -> Section {
    Section {
        heading: "监督".to_owned(),
        lines: texts([
            "评分表由专家本人电子签名；入围名单、定稿和重开由组织方与监督员共同签名；计分规则由两人共同采用。",
            "签名的评分表不改动，更正另立新版并指明前一版；操作日志逐条相接，随归档交付，可独立重新计算。",
        ]),
        ..Section::default()
    }
}
