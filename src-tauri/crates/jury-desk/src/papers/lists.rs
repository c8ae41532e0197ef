//! Lists for the public and the file: experts, shortlist, awards, notices, citations, minutes.
//!
//! The one rule: nobody stands first by rank where the paper does not say ranks; experts go by surname, entries by id.

use std::collections::BTreeSet;

use jury_core::contest::Round;
use jury_core::{EntryId, TrackId};
use jury_exchange::formal::{Fingerprint, Formal, Section, columns};
use jury_exchange::name_order::sort_by_name;

use super::{Source, not_ready, texts};
use crate::error::DeskError;
use crate::{deliberating, outcome, rounds};

/// Where an organiser writes their full name; it is not ours to guess (R41).
pub(super) const ISSUER: &str = "主办单位：________________";

impl Source<'_> {
    pub(super) fn experts(&self) -> Result<Formal, DeskError> {
        let facts = &self.merged.facts;
        let mut people: Vec<_> = facts.experts.values().collect();
        if people.is_empty() {
            return Err(not_ready("还没有评审专家"));
        }
        sort_by_name(&mut people, self.order, |expert| &expert.name)
            .map_err(|error| DeskError::internal(&error))?;
        let rows = (1..).zip(&people).map(|(number, expert): (usize, _)| {
            vec![
                number.to_string(),
                expert.name.clone(),
                expert.unit.clone(),
                facts.track_name(&expert.track),
            ]
        });
        Ok(Formal {
            title: self.title("评审专家名单"),
            sections: vec![Section {
                lines: vec![format!("共 {} 位，{}。", people.len(), self.order.label())],
                columns: columns(&[
                    ("序号", 6),
                    ("姓名", 12),
                    ("工作单位", 34),
                    ("评审赛道", 18),
                ]),
                rows: rows.collect(),
                ..Section::default()
            }],
            issuer: ISSUER.to_owned(),
            ..Formal::default()
        })
    }

    /// Rows of entries: number, id, title, entrant, team.
    fn rows<'e>(&self, entries: impl Iterator<Item = &'e EntryId>) -> Vec<Vec<String>> {
        let facts = &self.merged.facts;
        let one = |id: &EntryId| self.known(id);
        (1_usize..)
            .zip(entries)
            .map(|(number, id)| {
                let entry = one(id);
                let text = |get: fn(&jury_core::entry::Entry) -> &String| {
                    entry.map(|entry| get(entry).clone()).unwrap_or_default()
                };
                vec![
                    number.to_string(),
                    id.to_string(),
                    entry
                        .map(|entry| facts.track_name(&entry.track))
                        .unwrap_or_default(),
                    text(|entry| &entry.title),
                    text(|entry| &entry.entrant),
                    text(|entry| &entry.team),
                ]
            })
            .collect()
    }

    /// An entry of this round or of one before.
    pub(super) fn known(&self, id: &EntryId) -> Option<&jury_core::entry::Entry> {
        let found = self
            .merged
            .rounds()
            .find_map(|round| round.facts.entries.get(id));
        found.map(|one| &one.entry)
    }

    /// Entries that go out, and those an undecided objection holds back.
    pub(super) fn held_apart(
        &self,
        entries: Vec<EntryId>,
    ) -> Result<(Vec<EntryId>, Vec<EntryId>), DeskError> {
        let held = outcome::held(self.desk)?;
        let goes = |entry: &EntryId| !held.contains(entry.as_str());
        Ok(entries.into_iter().partition(goes))
    }

    /// What a paper says instead of the rows held back; nothing where none is.
    pub(super) fn held_words(&self, held: &[EntryId]) -> Vec<String> {
        let one = |id: &EntryId| {
            let title = self.known(id).map(|entry| entry.title.as_str());
            format!("{id} {}：暂缓，见异议登记。", title.unwrap_or_default())
        };
        held.iter().map(one).collect()
    }

    fn table(&self, heading: String, entries: &[EntryId]) -> Section {
        Section {
            heading,
            columns: columns(&[
                ("序号", 5),
                ("项目编号", 9),
                ("赛道", 12),
                ("项目名称", 28),
                ("参赛单位", 24),
                ("团队名称", 14),
            ]),
            rows: self.rows(entries.iter()),
            ..Section::default()
        }
    }

    pub(super) fn shortlist(&self) -> Result<Formal, DeskError> {
        let lists = rounds::in_force(self.desk)?;
        if lists.is_empty() {
            return Err(not_ready("还没有签发入围名单，请先在“晋级”里签发"));
        }
        let facts = &self.merged.facts;
        let sections = lists.values().map(|listed| {
            let document = &listed.document;
            let track = document
                .track
                .as_ref()
                .map_or("全部赛道".to_owned(), |track: &TrackId| {
                    facts.track_name(track)
                });
            let mut section = self.table(
                format!(
                    "{track}：进入{} {} 项",
                    document.next.label(),
                    document.entries.len()
                ),
                &document.entries,
            );
            section.lines = vec![format!("依据{}成绩。", document.round.label())];
            section.after = vec![format!(
                "按项目编号排序。第 {} 版，核对码 {}。",
                document.version, listed.code
            )];
            section
        });
        Ok(Formal {
            title: self.title("入围名单"),
            sections: sections.collect(),
            issuer: ISSUER.to_owned(),
            ..Formal::default()
        })
    }

    pub(super) fn awards(&self) -> Result<Formal, DeskError> {
        let mut sections = Vec::new();
        for (level, entries) in outcome::awarded(self.desk, self.merged)? {
            let (entries, held) = self.held_apart(entries)?;
            let mut section = self.table(format!("{level}（{} 项）", entries.len()), &entries);
            section.after = self.held_words(&held);
            sections.push(section);
        }
        Ok(Formal {
            title: self.title("获奖名单"),
            status: self.status()?,
            round: self.rounds_shown(),
            sections,
            issuer: ISSUER.to_owned(),
            fingerprint: Some(self.fingerprint()),
            ..Formal::default()
        })
    }

    /// The notice of one list, as it was entered last.
    pub(super) fn notice(&self, what: &str) -> Result<Formal, DeskError> {
        let mut notices = outcome::published_notices(self.desk)?.into_iter();
        let notice = notices
            .find(|notice| notice.what == what)
            .ok_or_else(|| not_ready("还没有登记这项公示，请先在“公示与异议”里登记"))?;
        let entries: Vec<EntryId> = notice
            .list
            .iter()
            .filter_map(|entry| EntryId::new(entry).ok())
            .collect();
        let mut section = self.table(String::new(), &entries);
        if !notice.awards.is_empty() {
            section.columns.extend(columns(&[("拟获奖项", 12)]));
            for (row, entry) in section.rows.iter_mut().zip(&entries) {
                let award = notice.awards.get(entry.as_str());
                row.push(award.cloned().unwrap_or_default());
            }
        }
        let place = if notice.place.is_empty() {
            String::new()
        } else {
            format!("公示渠道：{}。", notice.place)
        };
        section.lines = vec![format!(
            "现将{}{}（共 {} 个项目，名单附后）予以公示，公示期 {} 天，自{}起至{}止。{place}",
            self.merged.facts.contest.name,
            notice.name.trim_end_matches("公示"),
            entries.len(),
            notice.days,
            written_day(&notice.starts),
            written_day(&notice.ends),
        )];
        section.after = texts([
            "对公示项目有异议的，请在公示期内以真实姓名书面提出，并提供相应的证据；匿名举报无效。",
            "联系人：____________　联系电话：____________　电子邮箱：____________",
        ]);
        // A shortlist is signed by itself; awards and recommendations rest on results.
        let (status, round) = if what == "shortlist" {
            (String::new(), self.led_to(&entries)?)
        } else {
            (self.status()?, self.rounds_shown())
        };
        Ok(Formal {
            title: self.title(&notice.name),
            status,
            round,
            sections: vec![section],
            issuer: ISSUER.to_owned(),
            ..Formal::default()
        })
    }

    /// The round after which exactly these went on; nothing where the lists in force say otherwise by now.
    fn led_to(&self, entries: &[EntryId]) -> Result<String, DeskError> {
        let listed: BTreeSet<&EntryId> = entries.iter().collect();
        let lists = rounds::in_force(self.desk)?;
        let went_on = |round: Round| -> BTreeSet<&EntryId> {
            let of_round = lists.values().filter(|list| list.document.round == round);
            of_round.flat_map(|list| &list.document.entries).collect()
        };
        let rounds = self.merged.facts.rule.rounds.iter().map(|one| one.round);
        let led = rounds.into_iter().find(|round| went_on(*round) == listed);
        Ok(led.map_or_else(String::new, |round| round.label().to_owned()))
    }

    pub(super) fn citations(&self) -> Result<Formal, DeskError> {
        let contest = &self.merged.facts.contest.name;
        let awarded = outcome::awarded(self.desk, self.merged)?;
        let (mut sections, mut held_back) = (Vec::new(), Vec::new());
        for (level, entries) in awarded {
            let (entries, held) = self.held_apart(entries)?;
            held_back.extend(held);
            for id in &entries {
                let Some(entry) = self.known(id) else {
                    continue;
                };
                sections.push(Section {
                    heading: format!("{level}　{id}"),
                    lines: vec![
                        format!("{}（{}）：", entry.entrant, entry.team),
                        format!(
                            "你单位申报的项目《{}》在{contest}{}赛道评审中，荣获{level}。特颁此证，以资鼓励。",
                            entry.title,
                            self.merged.facts.track_name(&entry.track),
                        ),
                    ],
                    ..Section::default()
                });
            }
        }
        if !held_back.is_empty() {
            sections.push(Section {
                heading: "暂缓".to_owned(),
                lines: self.held_words(&held_back),
                ..Section::default()
            });
        }
        Ok(Formal {
            title: self.title("授奖词"),
            status: self.status()?,
            round: self.rounds_shown(),
            sections,
            issuer: ISSUER.to_owned(),
            fingerprint: Some(self.fingerprint()),
            ..Formal::default()
        })
    }

    pub(super) fn minutes(&self) -> Result<Formal, DeskError> {
        let paper = deliberating::minutes_paper(self.desk, self.merged, self.track)?;
        let here: Vec<String> = paper
            .people
            .iter()
            .filter(|person| person.present)
            .map(|person| person.name.clone())
            .collect();
        let away: Vec<&str> = paper
            .people
            .iter()
            .filter(|person| !person.present)
            .map(|person| person.name.as_str())
            .collect();
        let mut lines = vec![
            format!("日期：{}　第 {} 版　{}", paper.date, paper.seq, paper.panel),
            format!("到会专家 {} 人：{}。", here.len(), here.join("、")),
        ];
        if !away.is_empty() {
            lines.push(format!("未到会 {} 人：{}。", away.len(), away.join("、")));
        }
        let rows = paper.items.iter().map(|item| {
            vec![
                format!("{}\n{}", item.entry, item.title),
                item.before.clone(),
                item.notes.clone(),
                item.votes.clone().unwrap_or_else(|| "未表决".to_owned()),
                item.outcome.clone(),
            ]
        });
        let mut after = Vec::new();
        if !paper.text.trim().is_empty() {
            after.push(format!("其他：{}", paper.text));
        }
        after.push("改分以专家本人签名的修订表为准，纪要不改变任何分数。".to_owned());
        let mut signatures = here;
        signatures.extend(texts(["主持人", "记录人", "监督人"]));
        Ok(Formal {
            title: paper.title.clone(),
            status: paper.status.clone(),
            sections: vec![Section {
                lines,
                columns: columns(&[
                    ("项目", 20),
                    ("合议前", 12),
                    ("合议意见", 34),
                    ("表决", 12),
                    ("结果", 12),
                ]),
                rows: rows.collect(),
                after,
                ..Section::default()
            }],
            signatures,
            issuer: ISSUER.to_owned(),
            fingerprint: Some(Fingerprint {
                name: "纪要".to_owned(),
                digest: paper.digest,
                code: paper.code.clone(),
            }),
            ..Formal::default()
        })
    }
}

/// 2026-06-01 → 2026年6月1日, as official papers write a day; anything else stays as it is.
fn written_day(day: &str) -> String {
    let mut parts = day.splitn(3, '-').map(str::parse::<u32>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => format!("{year}年{month}月{day}日"),
        _ => day.to_owned(),
    }
}
