//! Papers of one entry: 单项目评分表 for a roadshow, 单项目核查卷 for a complaint.
//!
//! The one rule: the file for a complaint names no expert, neither by name nor by id nor by the order in which they stand, and shows nothing advisory.

mod marks;

use std::collections::BTreeMap;

use jury_core::rubric::{Group, Profile};
use jury_core::{EntryId, ExpertId, TrackId};
use jury_exchange::formal::{Formal, Section, columns, signature_chain};

use super::anonymous::{letters, secret, without_names};
use super::{Source, not_ready, texts};
use crate::error::DeskError;
use crate::merging::Merged;
use crate::{deliberating, finalising, form, outcome, rereviewing, results};

impl Source<'_> {
    /// 单项目评分表 (domain.md §3.4 b), blank.
    pub(super) fn entry_form(&self, id: &EntryId) -> Result<Formal, DeskError> {
        let facts = &self.merged.facts;
        let taking_part = facts.entries.get(id).map(|one| &one.entry);
        let entry = taking_part
            .ok_or_else(|| not_ready(&format!("{id} 没有进入{}", facts.round.label())))?;
        let profile = facts
            .rubric
            .profile(&entry.profile)
            .ok_or_else(|| not_ready("项目没有权重方案"))?;
        let mut rows: Vec<Vec<String>> = facts
            .rubric
            .groups
            .iter()
            .flat_map(|group| self.form_rows(profile, group))
            .collect();
        rows.push(texts(["合计", "", "", "100", "", "大写："]));
        rows.push(texts(["评语", "\n\n\n", "", "", "", ""]));
        Ok(Formal {
            title: self.title(&format!("{}单项目评分表", facts.round.label())),
            sections: vec![Section {
                heading: String::new(),
                lines: vec![
                    format!(
                        "项目编号：{id}　　项目名称：{}　　参赛单位：{}　　团队：{}",
                        entry.title, entry.entrant, entry.team
                    ),
                    format!(
                        "赛道：{}　　企业规模：{}　　权重方案：{}　　指标体系：{}　　出场序：______",
                        facts.track_name(&entry.track),
                        entry.size.label(),
                        profile.name,
                        facts.rubric_label()
                    ),
                ],
                columns: columns(&[
                    ("一级指标", 14),
                    ("二级指标", 18),
                    ("评分要点", 50),
                    ("满分", 7),
                    ("得分", 10),
                    ("备注", 14),
                ]),
                rows,
                after: texts(["涂改处须签名；不得空项。"]),
            }],
            signatures: texts(["专家签字", "日期"]),
            compact: true,
            ..Formal::default()
        })
    }

    fn form_rows(&self, profile: &Profile, group: &Group) -> Vec<Vec<String>> {
        let rubric = &self.merged.facts.rubric;
        let row = |criterion: &jury_core::rubric::Criterion| {
            vec![
                group.name.clone(),
                criterion.name.clone(),
                criterion.guidance.clone(),
                rubric
                    .maximum(profile, &criterion.id)
                    .map(form::short)
                    .unwrap_or_default(),
                String::new(),
                String::new(),
            ]
        };
        group.criteria.iter().map(row).collect()
    }

    /// 单项目核查卷.
    pub(super) fn entry_file(&self, id: &EntryId) -> Result<Formal, DeskError> {
        let entry = self.known(id).ok_or_else(|| not_ready("没有这个项目"))?;
        let track = entry.track.clone();
        let experts = results::columns(self.merged, &track);
        let names = letters(&secret(self.desk)?, id.as_str(), experts);
        let mark = finalising::mark(self.desk, &self.merged.facts, &track)?;
        let mut sections = vec![self.basics(id)?];
        let mut judged = Vec::new();
        for round in self.merged.rounds() {
            if round.facts.entries.contains_key(id) {
                judged.push(round.facts.round.label());
                sections.push(marks::marks(self.desk, round, id, &track, &names)?);
            }
        }
        sections.extend(self.calculations(id, &names));
        sections.push(self.revisions(id, &track, &names)?);
        sections.push(self.decisions(id, &names)?);
        if let Some(section) = self.talked_about(id, &names) {
            sections.push(section);
        }
        Ok(Formal {
            title: self.title(&format!("单项目核查卷 {id}")),
            status: finalising::on_paper(mark),
            round: judged.join("、"),
            sections,
            signatures: signature_chain(),
            fingerprint: Some(self.fingerprint()),
            ..Formal::default()
        })
    }

    fn basics(&self, id: &EntryId) -> Result<Section, DeskError> {
        let found = self
            .merged
            .rounds()
            .find_map(|round| round.facts.entries.get(id));
        let one = found.ok_or_else(|| not_ready("没有这个项目"))?;
        let facts = &self.merged.facts;
        let row = |name: &str, value: String| vec![name.to_owned(), value];
        let mut rows = vec![
            row("项目", format!("{id} {}", one.entry.title)),
            row(
                "参赛单位",
                format!("{}（{}）", one.entry.entrant, one.entry.kind.label()),
            ),
            row("团队", one.entry.team.clone()),
            row(
                "赛道与赛题",
                format!(
                    "{}　{}",
                    facts.track_name(&one.entry.track),
                    one.entry.topic
                ),
            ),
            row(
                "企业规模",
                format!("{}　{}", one.entry.size.label(), one.size_basis),
            ),
            row("申报材料清单摘要", one.dossier.to_string()),
            row("指标体系", facts.rubric_label().to_owned()),
            row("计分规则", results::rule_sentence(&facts.rule)),
        ];
        rows.push(row("资格与门槛检查", self.gates(id)));
        rows.extend(
            outcome::objections_about(self.desk, id)?
                .into_iter()
                .map(|said| row("异议", said)),
        );
        Ok(Section {
            heading: "基本信息与检查".to_owned(),
            columns: columns(&[("项", 20), ("内容", 90)]),
            rows,
            ..Section::default()
        })
    }

    /// What experts said of gates, in every round the entry was judged in.
    fn gates(&self, id: &EntryId) -> String {
        let of_round = |round: &Merged| {
            let note = results::gates_note(round, id);
            (!note.is_empty()).then(|| format!("{}{note}", round.facts.round.label()))
        };
        let all: Vec<String> = self.merged.rounds().filter_map(of_round).collect();
        if all.is_empty() {
            return "专家未提出门槛项问题".to_owned();
        }
        format!("{}；门槛项不计分，是否参加排名以认定为准", all.join("；"))
    }

    /// One calculation per round the entry was judged in, the last with what the rounds make together.
    fn calculations(&self, id: &EntryId, names: &BTreeMap<ExpertId, String>) -> Vec<Section> {
        let judged: Vec<&Merged> = self
            .merged
            .rounds()
            .filter(|round| round.facts.entries.contains_key(id))
            .collect();
        let several = judged.len() > 1;
        let section = |round: &&Merged| {
            let rows = results::anonymous_lines(round, id, names).into_iter();
            let row = |line: crate::wire::results::ExplainLine| {
                let indent = if line.level == 0 { "" } else { "　　" };
                vec![format!("{indent}{}", line.label), line.note, line.value]
            };
            Section {
                heading: if several {
                    format!("计算过程（{}）", round.facts.round.label())
                } else {
                    "计算过程".to_owned()
                },
                columns: columns(&[("步骤", 60), ("说明", 30), ("数值", 20)]),
                rows: rows.map(row).collect(),
                ..Section::default()
            }
        };
        judged.iter().map(section).collect()
    }

    fn revisions(
        &self,
        id: &EntryId,
        track: &TrackId,
        names: &BTreeMap<ExpertId, String>,
    ) -> Result<Section, DeskError> {
        let experts = &self.merged.facts.experts;
        let hide = |text: &str| without_names(text, names, experts);
        let mut rows = Vec::new();
        for ticket in rereviewing::tickets(self.desk, self.merged, track)? {
            let whole = ticket.entries.is_empty();
            if !whole && !ticket.entries.iter().any(|entry| entry.id == id.as_str()) {
                continue;
            }
            let changes: Vec<String> = ticket
                .changes
                .iter()
                .filter(|change| change.entry == id.as_str())
                .map(|change| {
                    hide(&format!(
                        "{}：{} → {}",
                        change.what, change.before, change.after
                    ))
                })
                .collect();
            rows.push(vec![
                hide(&ticket.name),
                hide(&ticket.asked_by),
                hide(&ticket.reason),
                day(&ticket.at),
                match (ticket.answer.is_some(), changes.is_empty()) {
                    (false, _) => "尚未交回".to_owned(),
                    (true, true) => "已交回，本项目未改动".to_owned(),
                    (true, false) => changes.join("\n"),
                },
            ]);
        }
        for own in rereviewing::own_changes(self.desk, self.merged, id)? {
            rows.push(vec![
                hide(&own.name),
                "专家本人".to_owned(),
                hide(&own.reason),
                day(&own.at),
                hide(&own.changes.join("\n")),
            ]);
        }
        Ok(Section {
            heading: "复评与改动".to_owned(),
            lines: if rows.is_empty() {
                texts(["没有复评单涉及本项目，专家交来的各版评分表中本项目也没有改动。"])
            } else {
                Vec::new()
            },
            columns: columns(&[
                ("专家", 10),
                ("提出", 12),
                ("理由", 34),
                ("日期", 11),
                ("改动", 43),
            ]),
            rows,
            after: Vec::new(),
        })
    }

    fn decisions(
        &self,
        id: &EntryId,
        names: &BTreeMap<ExpertId, String>,
    ) -> Result<Section, DeskError> {
        let experts = &self.merged.facts.experts;
        let hide = |text: &str| without_names(text, names, experts);
        let rows: Vec<Vec<String>> = finalising::decided_about(self.desk, self.merged, id)?
            .into_iter()
            .map(|line| line.iter().map(|text| hide(text)).collect())
            .collect();
        Ok(Section {
            heading: "认定".to_owned(),
            lines: if rows.is_empty() {
                texts(["没有认定涉及本项目。"])
            } else {
                Vec::new()
            },
            columns: columns(&[("事项", 34), ("认定", 20), ("理由", 44), ("日期", 12)]),
            rows,
            after: Vec::new(),
        })
    }

    fn talked_about(&self, id: &EntryId, names: &BTreeMap<ExpertId, String>) -> Option<Section> {
        // The entry's track, whichever was asked for beside it.
        let facts = &self.merged.facts;
        let own = &self.known(id)?.track;
        let track = facts.tracks.iter().find(|track| track.id == *own)?;
        let paper = deliberating::minutes_paper(self.desk, self.merged, track).ok()?;
        let item = paper.items.iter().find(|item| item.entry == id.as_str())?;
        Some(Section {
            heading: "合议".to_owned(),
            lines: vec![format!(
                "合议纪要第 {} 版，核对码 {}。",
                paper.seq, paper.code
            )],
            columns: columns(&[("合议前", 20), ("意见", 50), ("表决", 20), ("结果", 20)]),
            rows: vec![vec![
                item.before.clone(),
                without_names(&item.notes, names, &self.merged.facts.experts),
                item.votes.clone().unwrap_or_else(|| "未表决".to_owned()),
                item.outcome.clone(),
            ]],
            after: Vec::new(),
        })
    }
}

fn day(at: &str) -> String {
    at.split('T').next().unwrap_or_default().to_owned()
}
