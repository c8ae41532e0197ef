//! 得分 of one entry in one round: what counts of each expert, and under it what it replaced.
//!
//! The one rule: 已替换 stands beside a version that counts no longer, never beside the mark that counts; what does not count is in brackets.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jury_core::contest::Expert;
use jury_core::merge::VerdictKind;
use jury_core::{EntryId, Exact, ExpertId, GroupId, Points, TrackId};
use jury_exchange::formal::{Section, columns};
use jury_seal::document::parts::Fraction;
use jury_seal::document::sheet::{SheetEntry, Status};

use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::merging::{Claim, Merged, look};
use crate::papers::texts;
use crate::wire::merge::CellState;
use crate::{rereviewing, results, viewing};

/// One version of what an expert says of the entry.
struct Version {
    expert: String,
    seq: u32,
    state: String,
    /// One per group of criteria.
    groups: Vec<String>,
    total: String,
}

/// Totals of one round with what each group of criteria brings to them.
pub(super) fn marks(
    desk: &OpenDesk,
    merged: &Merged,
    id: &EntryId,
    track: &TrackId,
    names: &BTreeMap<ExpertId, String>,
) -> Result<Section, DeskError> {
    let facts = &merged.facts;
    let mut versions = Vec::new();
    for expert in facts.experts_of(track) {
        if let Some(name) = names.get(&expert.id) {
            versions.push(counted(desk, merged, id, expert, name)?);
            versions.extend(replaced(desk, merged, id, expert, name)?);
        }
    }
    versions.sort_by(|one, other| {
        (&one.expert, Reverse(one.seq)).cmp(&(&other.expert, Reverse(other.seq)))
    });
    let mut heads: Vec<(&str, u16)> = vec![("专家", 10), ("状态", 18)];
    let groups = facts.rubric.groups.iter();
    heads.extend(groups.map(|group| (group.name.as_str(), 14)));
    heads.push(("合计", 10));
    let any_replaced = versions
        .windows(2)
        .any(|pair| pair[0].expert == pair[1].expert);
    Ok(Section {
        heading: format!("{}得分（匿名）", facts.round.label()),
        lines: if any_replaced {
            texts(["计入成绩的是不加括号的得分；加括号的是已被后来的评分表替换的前一版，不计入。"])
        } else {
            Vec::new()
        },
        columns: columns(&heads),
        rows: versions.into_iter().map(Version::row).collect(),
        ..Section::default()
    })
}

impl Version {
    fn row(self) -> Vec<String> {
        let mut row = vec![self.expert, self.state];
        row.extend(self.groups);
        row.push(self.total);
        row
    }
}

/// What counts, or why nothing does.
fn counted(
    desk: &OpenDesk,
    merged: &Merged,
    id: &EntryId,
    expert: &Expert,
    name: &str,
) -> Result<Version, DeskError> {
    let cells = merged.state.cells.get(id);
    let cell = cells.and_then(|cells| cells.get(&expert.id));
    let shown = look::cell(merged, cell, id, expert, false);
    let marks = merged.state.marks.get(id);
    let mark = marks.and_then(|marks| marks.get(&expert.id));
    let current = merged.state.current.get(&expert.id);
    let mut groups = mark.map(|mark| mark.groups.clone());
    // An entry that was decided out of the ranking has marks that count nowhere, and they are what the complaint is about.
    if let (None, Some(_), Some(digest)) = (&groups, &shown.total, current) {
        let documents = viewing::documents(desk, merged, &expert.id)?;
        let said = documents.get(digest);
        let line = said.and_then(|said| said.entries.iter().find(|line| line.id == *id));
        groups = line.and_then(|line| groups_of(merged, line));
    }
    let seq = current
        .and_then(|digest| merged.claims.get(digest))
        .map_or(u32::MAX, |claim| claim.seq);
    let word = results::cell_word(match shown.state {
        // The matrix calls a revision by what it did; here each version has its own row.
        CellState::Replaced => CellState::Verified,
        state => state,
    });
    Ok(Version {
        expert: name.to_owned(),
        seq,
        state: if current.is_some() && seq > 1 {
            format!("{word}（第 {seq} 版）")
        } else {
            word.to_owned()
        },
        groups: by_group(merged, groups.as_ref()),
        total: shown.total.unwrap_or_default(),
    })
}

/// What each group of criteria brings to a line's total.
fn groups_of(merged: &Merged, line: &SheetEntry) -> Option<BTreeMap<GroupId, Exact>> {
    let rubric = &merged.facts.rubric;
    let profile = rubric.profile(&line.profile)?;
    let given = line.marks.iter();
    let given = given.map(|mark| (mark.criterion.clone(), Points::from_hundredths(mark.value)));
    (line.status == Status::Scored).then(|| rubric.group_totals(profile, &given.collect()))
}

/// The versions that a later one of the same expert took the place of.
fn replaced(
    desk: &OpenDesk,
    merged: &Merged,
    id: &EntryId,
    expert: &Expert,
    name: &str,
) -> Result<Vec<Version>, DeskError> {
    let of_expert = merged
        .claims
        .iter()
        .filter(|(_, claim)| claim.expert == expert.id);
    let superseded: BTreeMap<_, _> = of_expert
        .filter(|(digest, _)| {
            let verdict = merged.state.verdicts.get(digest);
            verdict.is_some_and(|verdict| verdict.kind == VerdictKind::Superseded)
        })
        .collect();
    // Reading every envelope is the dear part, and most experts sign once.
    if superseded.is_empty() {
        return Ok(Vec::new());
    }
    let documents = viewing::documents(desk, merged, &expert.id)?;
    let versions = superseded.into_iter().filter_map(|(digest, claim)| {
        let said = documents.get(digest)?;
        let line = said.entries.iter().find(|line| line.id == *id)?;
        Some(before(merged, line, name, claim))
    });
    Ok(versions.collect())
}

/// A line of a sheet that counts no longer, as it was.
fn before(merged: &Merged, line: &SheetEntry, name: &str, claim: &Claim) -> Version {
    let groups = groups_of(merged, line);
    let in_brackets = |text: String| {
        if text.is_empty() {
            text
        } else {
            format!("({text})")
        }
    };
    let total = line.total.and_then(Fraction::exact);
    let total = total.map(|total| total.round_half_up(2).to_string());
    let paper = if claim.transcribed { "代录" } else { "" };
    let what = match line.status {
        Status::Scored => String::new(),
        _ => format!("，{}", rereviewing::state_word(line)),
    };
    Version {
        expert: name.to_owned(),
        seq: claim.seq,
        state: format!("已替换（{paper}第 {} 版{what}）", claim.seq),
        groups: by_group(merged, groups.as_ref())
            .into_iter()
            .map(in_brackets)
            .collect(),
        total: in_brackets(total.unwrap_or_default()),
    }
}

fn by_group(merged: &Merged, parts: Option<&BTreeMap<GroupId, Exact>>) -> Vec<String> {
    let groups = merged.facts.rubric.groups.iter();
    groups
        .map(|group| {
            let part = parts.and_then(|parts| parts.get(&group.id));
            part.map(|part| part.round_half_up(2).to_string())
                .unwrap_or_default()
        })
        .collect()
}
