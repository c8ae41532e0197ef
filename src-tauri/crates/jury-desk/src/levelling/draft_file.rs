//! The draft workbook 草稿, at any time.
//!
//! Not the sheet: nothing in it is signed. The one rule: time per entry is for the expert alone and stays out even of this.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::rubric::Profile;
use jury_core::sheet::Finding;
use jury_exchange::draft_book::{DraftBook, DraftRow};
use jury_exchange::sheet_book::{GateNote, GroupColumns};

use super::order::{self, Stood};
use super::placed;
use crate::call::Call;
use crate::desk::OpenDesk;
use crate::draft::{Draft, Stand, Work};
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::Written;
use crate::wire::expert::{EntryState, SaveTo};
use crate::{scoring, signing};

impl Session {
    pub(crate) fn draft_save(&self, ask: SaveTo, _: &Call<'_>) -> Result<Written, DeskError> {
        let desk = self.open_desk()?;
        let bytes = book(&desk)?
            .to_xlsx()
            .map_err(|error| DeskError::internal(&error))?;
        let written = self.write_to(&ask.target, &bytes)?;
        let at = desk.now()?;
        desk.save(|change| Ok(desk.log(change, &at, "导出草稿", &written.name)?))?;
        Ok(written)
    }
}

fn book(desk: &OpenDesk) -> Result<DraftBook, DeskError> {
    let letter = desk.letter()?;
    let draft = scoring::draft(desk)?;
    let stood = order::ranking(&draft, &placed(desk)?);
    let profiles = profiles_in_use(&draft);
    let at = desk.now()?.to_string();
    Ok(DraftBook {
        title: format!(
            "{}{}赛道{}",
            letter.contest.name,
            letter.track.name,
            letter.round.label()
        ),
        expert: letter.expert.name.clone(),
        at: at.chars().take(16).collect::<String>().replace('T', " "),
        rubric: draft.rubric.name.clone(),
        profiles: profiles
            .iter()
            .map(|profile| profile.name.clone())
            .collect(),
        groups: draft
            .rubric
            .groups
            .iter()
            .map(|group| GroupColumns::of(&draft.rubric, &profiles, group))
            .collect(),
        rows: draft
            .works
            .iter()
            .map(|work| row(&draft, work, &stood))
            .collect(),
    })
}

fn profiles_in_use(draft: &Draft) -> Vec<&Profile> {
    let used: BTreeSet<_> = draft
        .works
        .iter()
        .map(|work| &work.assigned.profile)
        .collect();
    draft
        .rubric
        .profiles
        .iter()
        .filter(|profile| used.contains(&profile.id))
        .collect()
}

fn row(draft: &Draft, work: &Work, stood: &[Stood]) -> DraftRow {
    let judged = work.stand == Stand::Open;
    DraftRow {
        entry: work.assigned.id.clone(),
        title: work.assigned.title.clone(),
        entrant: work.assigned.entrant.clone(),
        profile: work
            .profile(&draft.rubric)
            .map_or_else(String::new, |profile| profile.name.clone()),
        marks: if judged {
            work.marks.clone()
        } else {
            BTreeMap::new()
        },
        total: work.total(&draft.rubric),
        place: stood
            .iter()
            .find(|one| one.entry == work.assigned.id)
            .map(|one| one.place),
        state: state(work.state(&draft.rubric)).to_owned(),
        comment: [work.stand.reason(), &gates(draft, work), &work.comment]
            .iter()
            .filter(|text| !text.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("；"),
    }
}

/// `门槛项：G3 不通过（代表 6 人）、G5 待补`: what stands against the entry, with the reasons there are.
fn gates(draft: &Draft, work: &Work) -> String {
    let text = |note: &GateNote| {
        let reason = if note.reason.is_empty() {
            String::new()
        } else {
            format!("（{}）", note.reason)
        };
        format!("{} {}{reason}", note.gate, note.finding.label())
    };
    let listed: Vec<String> = signing::gate_notes(&draft.rubric, &work.findings())
        .iter()
        .filter(|note| note.finding != Finding::Pass)
        .map(text)
        .collect();
    if listed.is_empty() {
        String::new()
    } else {
        format!("门槛项：{}", listed.join("、"))
    }
}

const fn state(state: EntryState) -> &'static str {
    match state {
        EntryState::Untouched => "未评",
        EntryState::Partial => "未评完",
        EntryState::Done => "已评",
        EntryState::MaterialMissing => "材料缺失",
        EntryState::Recused => "回避",
    }
}
