//! 遴选过程: how entries were selected, in numbers and days.
//!
//! It names no expert and shows no expert's mark. The one rule: every number is counted from the documents on this desk; what they cannot say
//! (宣传, 成果转化) is left to the organiser.

mod acts;
mod coming;

use std::collections::BTreeMap;

use jury_core::EntryId;
use jury_core::contest::{Round, Track};
use jury_exchange::formal::{Formal, Section, columns};

use self::acts::{Acts, day};
use self::coming::Coming;
use super::Source;
use super::lists::ISSUER;
use crate::error::DeskError;
use crate::facts::EntryFacts;
use crate::merging::Merged;
use crate::rounds::Listed;
use crate::wire::outcome::RecommendationLook;
use crate::{outcome, results, rounds};

/// A track in a round.
struct Step<'a> {
    round: &'a Merged,
    track: &'a Track,
    entries: Vec<&'a EntryFacts>,
}

impl Source<'_> {
    pub(super) fn selection(&self) -> Result<Formal, DeskError> {
        let acts = Acts::of(self.desk, self.merged)?;
        let lists = rounds::in_force(self.desk)?;
        let list = outcome::recommendation(self.desk, self.merged)?;
        let mut sections = vec![
            self.whole(&acts, &list),
            self.handed_in(),
            self.reviewed(&acts),
        ];
        if !lists.is_empty() {
            sections.push(self.promoted(lists.values()));
        }
        sections.push(self.days(&acts));
        sections.push(self.given(&list)?);
        sections.push(self.published(&list)?);
        let numbers = ["一", "二", "三", "四", "五", "六", "七"];
        for (number, section) in numbers.iter().zip(&mut sections) {
            section.heading = format!("{number}、{}", section.heading);
        }
        Ok(Formal {
            title: self.title("遴选过程"),
            status: self.status()?,
            round: self.rounds_shown(),
            sections,
            issuer: ISSUER.to_owned(),
            fingerprint: Some(self.fingerprint()),
            ..Formal::default()
        })
    }

    fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        self.merged.rounds().flat_map(|round| {
            let step = |track| Step {
                round,
                track,
                entries: round.facts.entries_of(&track.id),
            };
            let tracks = round.facts.tracks.iter().map(step);
            tracks.filter(|step| !step.entries.is_empty())
        })
    }

    fn whole(&self, acts: &Acts, list: &RecommendationLook) -> Section {
        let mut lines = Vec::new();
        for round in self.merged.rounds() {
            let facts = &round.facts;
            let entries = facts.entries.values();
            let entries = entries.filter(|one| one.calibration.is_none()).count();
            let tracks = facts.tracks.iter();
            let tracks = tracks
                .filter(|track| !facts.entries_of(&track.id).is_empty())
                .count();
            let typed = round.state.current.values().filter(|sheet| {
                let claim = round.claims.get(sheet);
                claim.is_some_and(|claim| claim.transcribed)
            });
            let sheets = Coming::sheets(round, facts.judges());
            let counted = facts.entries.values();
            let cells = Coming::cells(round, counted.filter(|one| one.calibration.is_none()));
            lines.push(format!(
                "{}：{tracks} 个赛道 {entries} 个项目，{} 位专家参加评审，应交签名评分表 {} 份，计入 {} 份（其中纸质评分表代录 {} 份），待处理 {} 份，缺席（认定）{} 份，未交 {} 份；应评 {} 项次，其中有效评分 {} 项次，回避 {} 项次，材料缺失 {} 项次，待处理 {} 项次，缺席（认定）{} 项次，未交或未评 {} 项次；复评 {} 次，认定 {} 项，重开 {} 次。",
                facts.round.label(),
                facts.judges().count(),
                sheets.expected(),
                sheets.counted,
                typed.count(),
                sheets.held,
                sheets.absent,
                sheets.awaited,
                cells.expected(),
                cells.counted,
                cells.recused,
                cells.material_missing,
                cells.held,
                cells.absent,
                cells.awaited,
                acts.rereviews_in(facts.round),
                acts.decisions.get(&facts.round).copied().unwrap_or(0),
                acts.reopened_in(facts.round),
            ));
        }
        let recommended = if list.rule.is_empty() {
            "规则中没有推荐名单".to_owned()
        } else {
            let (count, most) = (list.rows.len(), list.limit);
            format!("推荐 {count} 个项目（至多 {most} 个），{}", list.share)
        };
        let experts = self.merged.facts.experts.len();
        lines.push(format!("评审专家名单共 {experts} 位；{recommended}。"));
        Section {
            heading: "概况".to_owned(),
            lines,
            ..Section::default()
        }
    }

    /// Sheets handed in, of each track in each round.
    fn handed_in(&self) -> Section {
        let rows = self.steps().map(|step| {
            let facts = &step.round.facts;
            let experts = facts.experts_of(&step.track.id).into_iter();
            let sheets = Coming::sheets(step.round, experts);
            let counts = [
                step.entries.len(),
                sheets.expected(),
                sheets.counted,
                sheets.held,
                sheets.absent,
                sheets.awaited,
            ];
            row(&step, &counts)
        });
        Section {
            heading: "各阶段评分表".to_owned(),
            lines: vec![
                "每位专家在每个阶段交一份评分表；跨赛道评审的专家在每个赛道各计一次。应交＝已收＋待处理＋缺席（认定）＋未交。"
                    .to_owned(),
            ],
            columns: columns(&[
                ("阶段", 13),
                ("赛道", 16),
                ("参评项目", 11),
                ("应交评分表", 12),
                ("已收", 10),
                ("待处理", 10),
                ("缺席（认定）", 12),
                ("未交", 10),
            ]),
            rows: rows.collect(),
            ..Section::default()
        }
    }

    fn reviewed(&self, acts: &Acts) -> Section {
        let rows = self.steps().map(|step| {
            let cells = Coming::cells(step.round, step.entries.iter().copied());
            let counts = [
                cells.expected(),
                cells.counted,
                cells.recused,
                cells.material_missing,
                cells.held,
                cells.absent,
                cells.awaited,
                acts.rereviews(step.round.facts.round, &step.track.id),
            ];
            row(&step, &counts)
        });
        Section {
            heading: "各阶段评审".to_owned(),
            lines: vec![
                "一位专家对一个项目的评分为一项次。应评项次＝有效项次＋回避＋材料缺失＋待处理＋缺席（认定）＋未交或未评。"
                    .to_owned(),
            ],
            columns: columns(&[
                ("阶段", 13),
                ("赛道", 14),
                ("应评项次", 9),
                ("有效项次", 9),
                ("回避", 8),
                ("材料缺失", 9),
                ("待处理", 9),
                ("缺席（认定）", 10),
                ("未交或未评", 9),
                ("复评", 8),
            ]),
            rows: rows.collect(),
            ..Section::default()
        }
    }

    /// Cuts: who went on, down to which score, and when it was signed.
    fn promoted<'l>(&self, lists: impl Iterator<Item = &'l Listed>) -> Section {
        let facts = &self.merged.facts;
        let (mut rows, mut after) = (Vec::new(), Vec::new());
        for list in lists {
            let document = &list.document;
            let track = document.track.as_ref();
            let name = track.map_or_else(|| "全部赛道".to_owned(), |id| facts.track_name(id));
            let round = self
                .merged
                .rounds()
                .find(|round| round.facts.round == document.round);
            let ranked = round.map(|round| results::ranked_by(round, track, &facts.rule));
            let went_on = |entry: &EntryId| document.entries.binary_search(entry).is_ok();
            let lowest = ranked
                .iter()
                .flatten()
                .filter(|one| went_on(&one.entry))
                .filter_map(|one| one.published.as_ref())
                .min();
            let step = format!("{}→{}", document.round.label(), document.next.label());
            if !document.chosen.is_empty() {
                after.push(format!(
                    "{step} {name}：晋级线上并列，评审决定其中 {} 项晋级，理由：{}",
                    document.chosen.len(),
                    document.reason
                ));
            }
            rows.push(vec![
                step,
                name,
                ranked.as_ref().map_or(0, Vec::len).to_string(),
                document.entries.len().to_string(),
                lowest.map_or_else(|| "—".to_owned(), ToString::to_string),
                format!("第 {} 版", document.version),
                day(&document.at).to_owned(),
            ]);
        }
        Section {
            heading: "晋级".to_owned(),
            columns: columns(&[
                ("阶段", 22),
                ("赛道", 14),
                ("参评项目", 10),
                ("晋级项目", 10),
                ("晋级最低分", 12),
                ("入围名单", 11),
                ("签发日期", 15),
            ]),
            rows,
            after,
            ..Section::default()
        }
    }

    fn days(&self, acts: &Acts) -> Section {
        let rows = self.steps().map(|step| {
            let round = step.round.facts.round;
            let key = (round, step.track.id.clone());
            let closed = acts.closed.get(&key).cloned();
            let standing = acts.standing.get(&key);
            let (last, times) = standing.map_or((String::new(), 0), |standing| {
                let last = standing.in_force().map(|version| {
                    let at = day(&version.document.at);
                    format!("{at}（第 {} 版）", version.document.version)
                });
                (last.unwrap_or_default(), standing.reopenings())
            });
            let or = |text: String, otherwise: &str| {
                if text.is_empty() {
                    otherwise.to_owned()
                } else {
                    text
                }
            };
            vec![
                round.label().to_owned(),
                step.track.name.clone(),
                or(closed.unwrap_or_default(), "未收卷"),
                or(last, "未定稿"),
                times.to_string(),
            ]
        });
        Section {
            heading: "收卷、定稿与重开".to_owned(),
            columns: columns(&[
                ("阶段", 16),
                ("赛道", 18),
                ("收卷日期", 20),
                ("定稿日期", 28),
                ("重开次数", 12),
            ]),
            rows: rows.collect(),
            after: acts.reasons(&self.merged.facts),
            ..Section::default()
        }
    }

    /// Awards and recommended entries by track.
    fn given(&self, list: &RecommendationLook) -> Result<Section, DeskError> {
        let levels = outcome::certain_awards(self.desk, self.merged)?;
        let track_of = |entry: &EntryId| self.known(entry).map(|entry| entry.track.clone());
        let mut recommended: BTreeMap<_, usize> = BTreeMap::new();
        for row in &list.rows {
            let entry = EntryId::new(&row.entry.entry).ok();
            if let Some(track) = entry.and_then(|entry| track_of(&entry)) {
                *recommended.entry(track).or_default() += 1;
            }
        }
        let share = 60 / u16::try_from(levels.len() + 2).unwrap_or(10).max(2);
        let mut heads = vec![("赛道", 18), ("参赛项目", share)];
        heads.extend(levels.iter().map(|(level, _)| (level.as_str(), share)));
        heads.push(("推荐", share));
        let first = self.merged.rounds().next();
        let tracks = first.map_or(&self.merged.facts.tracks, |round| &round.facts.tracks);
        let rows = tracks.iter().map(|track| {
            let took_part = first.map_or(0, |round| round.facts.entries_of(&track.id).len());
            let mut row = vec![track.name.clone(), took_part.to_string()];
            row.extend(levels.iter().map(|(_, entries)| {
                let here = |entry: &&EntryId| track_of(entry).as_ref() == Some(&track.id);
                entries.iter().filter(here).count().to_string()
            }));
            row.push(recommended.get(&track.id).unwrap_or(&0).to_string());
            row
        });
        Ok(Section {
            heading: "获奖与推荐".to_owned(),
            rows: rows.filter(|row| row[1] != "0").collect(),
            columns: columns(&heads),
            ..Section::default()
        })
    }

    fn published(&self, list: &RecommendationLook) -> Result<Section, DeskError> {
        let mut lines: Vec<String> = outcome::published_notices(self.desk)?
            .into_iter()
            .map(|notice| {
                let place = if notice.place.is_empty() {
                    String::new()
                } else {
                    format!("，公示渠道：{}", notice.place)
                };
                format!(
                    "{}：{} 个项目，{} 至 {} 公示{place}。",
                    notice.name,
                    notice.list.len(),
                    notice.starts,
                    notice.ends
                )
            })
            .collect();
        if lines.is_empty() {
            lines.push("没有登记公示。".to_owned());
        }
        let [upheld, dismissed, open] = outcome::objections_counted(self.desk)?;
        lines.push(format!(
            "实名异议登记 {} 件：成立 {upheld} 件，不成立 {dismissed} 件，尚未处理 {open} 件。",
            upheld + dismissed + open
        ));
        lines.extend(list.withdrawn.iter().map(|one| {
            format!(
                "{} {}：{}退出或取消资格，{}",
                one.entry.entry, one.entry.title, one.day, one.reason
            )
        }));
        lines.extend(list.substitutes.iter().map(|one| {
            format!(
                "{} {}：{}通知递补，{}。",
                one.entry.entry, one.entry.title, one.notified, one.state
            )
        }));
        Ok(Section {
            heading: "公示与异议".to_owned(),
            lines,
            after: vec!["宣传和成果转化情况请由主办单位另行补充。".to_owned()],
            ..Section::default()
        })
    }
}

/// A row of counts.
fn row(step: &Step<'_>, counts: &[usize]) -> Vec<String> {
    let place = [step.round.facts.round.label(), step.track.name.as_str()];
    let place = place.into_iter().map(str::to_owned);
    place.chain(counts.iter().map(usize::to_string)).collect()
}

/// In which round, in which track.
type Place = (Round, jury_core::TrackId);
