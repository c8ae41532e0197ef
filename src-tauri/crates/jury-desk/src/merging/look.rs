//! The merging screen: the matrix, coverage, blockers; the rows of files beside it are rows.rs.
//!
//! Not decisions. The one rule: a chair is shown no total of an entry they recused, only states (DESIGN §4, "What a chair may see").

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::Expert;
use jury_core::merge::{
    Blocker as CoreBlocker, Cell, CellState as CoreCell, Subject, SubjectKind, Verdict, VerdictKind,
};
use jury_core::{Digest, EntryId, ExpertId, TrackId};

pub(crate) use super::coverage::{coverage_of, track_coverage};
use super::rows::rows_of;
use super::{Merged, files};
use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::wire::merge::{
    Blocker, CellState, FileRow, MergeCell, MergeEntry, MergeExpert, MergeLook,
};
use crate::wire::start::DeskKind;
use crate::{finalising, returning};

pub(crate) fn look(
    desk: &OpenDesk,
    merged: &Merged,
    track: Option<&str>,
) -> Result<MergeLook, DeskError> {
    let facts = &merged.facts;
    let track = facts.choose_track(track)?;
    let experts = shown_experts(desk, merged, &track.id)?;
    let hidden = hidden_entries(desk, merged)?;
    let entries = facts
        .entries_of(&track.id)
        .into_iter()
        .map(|one| matrix_row(merged, &experts, &one.entry, &hidden))
        .collect();
    let items = files::items(desk)?;
    let mut rows = rows_of(desk, merged, &items)?;
    rows.retain(|row| is_listed(merged, row, &track.id));
    // What belongs to another round is listed there.
    let elsewhere: BTreeSet<String> = merged.elsewhere.keys().map(ToString::to_string).collect();
    rows.retain(|row| {
        row.digest
            .as_ref()
            .is_none_or(|digest| !elsewhere.contains(digest))
    });
    rows.sort_by_key(|row| !row.needs_action);
    Ok(MergeLook {
        tracks: facts.track_names(),
        track: track.id.to_string(),
        experts: experts
            .iter()
            .map(|expert| matrix_head(merged, expert))
            .collect(),
        entries,
        files: rows,
        coverage: track_coverage(merged, &track.id),
        blockers: blockers(merged, Some(&track.id)),
        mark: finalising::mark(desk, facts, &track.id)?,
        panel_return: returning::signed(desk)?,
    })
}

/// Whether a file stands in a track's list. Only those of experts known to be of another track do not: nobody would look for a stranger's
/// sheet, or on a chair's desk for another panel's, under any track in particular, and what was refused must be seen somewhere.
fn is_listed(merged: &Merged, row: &FileRow, track: &TrackId) -> bool {
    let claimed = row.expert.as_deref().map(ExpertId::new);
    claimed
        .and_then(|expert| merged.facts.experts.get(&expert.ok()?))
        .is_none_or(|known| merged.facts.judges_in(&known.id, track))
}

/// Experts of the track; a chair's own panel only.
pub(crate) fn shown_experts<'m>(
    desk: &OpenDesk,
    merged: &'m Merged,
    track: &TrackId,
) -> Result<Vec<&'m Expert>, DeskError> {
    let panel = match desk.kind {
        DeskKind::Organiser => None,
        DeskKind::Expert => Some(desk.letter()?.expert.panel.clone()),
    };
    Ok(merged
        .facts
        .experts_of(track)
        .into_iter()
        .filter(|expert| panel.as_ref().is_none_or(|panel| expert.panel == *panel))
        .collect())
}

/// Entries whose totals this person may not see.
pub(crate) fn hidden_entries(
    desk: &OpenDesk,
    merged: &Merged,
) -> Result<BTreeSet<EntryId>, DeskError> {
    if desk.kind == DeskKind::Organiser {
        return Ok(BTreeSet::new());
    }
    let own = desk.letter()?.expert.id.clone();
    let recused = |(entry, cells): (&EntryId, &BTreeMap<ExpertId, Cell>)| {
        let is_recused = cells
            .get(&own)
            .is_some_and(|cell| cell.state == CoreCell::Recused);
        // Not assigned at all means recused before the letters went out.
        let is_absent = merged
            .facts
            .assignments
            .get(&own)
            .is_none_or(|assigned| !assigned.contains(entry));
        (is_recused || is_absent).then(|| entry.clone())
    };
    Ok(merged.state.cells.iter().filter_map(recused).collect())
}

fn matrix_head(merged: &Merged, expert: &Expert) -> MergeExpert {
    let counts = merged
        .state
        .coverage
        .per_expert
        .get(&expert.id)
        .copied()
        .unwrap_or_default();
    MergeExpert {
        id: expert.id.to_string(),
        name: expert.name.clone(),
        chair: expert.chair,
        state: sheet_state(merged, &expert.id),
        done: narrow(counts.valid() + counts.material_missing),
        assigned: narrow(counts.expected - counts.recused),
    }
}

/// What an expert's sheet as a whole is.
pub(crate) fn sheet_state(merged: &Merged, expert: &ExpertId) -> CellState {
    let current = merged.state.current.get(expert);
    let transcribed = current
        .and_then(|digest| merged.claims.get(digest))
        .is_some_and(|claim| claim.transcribed);
    if let Some(verdict) = current.and_then(|digest| merged.state.verdicts.get(digest)) {
        return match verdict.kind {
            VerdictKind::Provisional => CellState::Provisional,
            _ if transcribed => CellState::Transcript,
            _ => CellState::Verified,
        };
    }
    let held = |(digest, verdict): (&Digest, &Verdict)| {
        verdict.kind == VerdictKind::Held
            && merged
                .claims
                .get(digest)
                .is_some_and(|claim| claim.expert == *expert)
    };
    if merged.state.verdicts.iter().any(held) {
        CellState::Held
    } else if is_absent(merged, expert) {
        CellState::Absent
    } else {
        CellState::Awaited
    }
}

/// Whether it was decided that nothing will come of an expert.
fn is_absent(merged: &Merged, expert: &ExpertId) -> bool {
    let subject = Subject::new(SubjectKind::ExpertMissing, None, Some(expert.clone()), None);
    subject.is_some_and(|subject| merged.decisions.on(&subject).is_some())
}

fn matrix_row(
    merged: &Merged,
    experts: &[&Expert],
    entry: &jury_core::entry::Entry,
    hidden: &BTreeSet<EntryId>,
) -> MergeEntry {
    let counts = merged
        .state
        .coverage
        .per_entry
        .get(&entry.id)
        .copied()
        .unwrap_or_default();
    let cells = merged.state.cells.get(&entry.id);
    let is_hidden = hidden.contains(&entry.id);
    MergeEntry {
        id: entry.id.to_string(),
        title: entry.title.clone(),
        entrant: entry.entrant.clone(),
        size_class: entry.size.label().to_owned(),
        cells: experts
            .iter()
            .map(|expert| {
                cell(
                    merged,
                    cells.and_then(|cells| cells.get(&expert.id)),
                    &entry.id,
                    expert,
                    is_hidden,
                )
            })
            .collect(),
        valid: narrow(counts.valid()),
        due: narrow(counts.expected - counts.recused),
    }
}

pub(crate) fn cell(
    merged: &Merged,
    cell: Option<&Cell>,
    entry: &EntryId,
    expert: &Expert,
    hidden: bool,
) -> MergeCell {
    let Some(cell) = cell else {
        let recused = merged
            .facts
            .recusals
            .get(&expert.id)
            .is_some_and(|recused| recused.contains(entry));
        return MergeCell {
            state: if recused {
                CellState::Recused
            } else {
                CellState::NotAssigned
            },
            total: None,
        };
    };
    let total = cell
        .total
        .as_ref()
        .filter(|_| !hidden)
        .map(|total| total.round_half_up(2).to_string());
    let state = match cell_state(cell.state) {
        CellState::Awaited => match sheet_state(merged, &expert.id) {
            CellState::Absent => CellState::Absent,
            _ => CellState::Awaited,
        },
        state => state,
    };
    MergeCell { state, total }
}

pub(crate) const fn cell_state(state: CoreCell) -> CellState {
    match state {
        CoreCell::Awaited => CellState::Awaited,
        CoreCell::Verified => CellState::Verified,
        CoreCell::Provisional => CellState::Provisional,
        CoreCell::Replaced => CellState::Replaced,
        CoreCell::Recused => CellState::Recused,
        CoreCell::Transcript => CellState::Transcript,
        CoreCell::Held => CellState::Held,
        CoreCell::MissingMaterial => CellState::MaterialMissing,
    }
}

/// What blocks 定稿, grouped, of one track or of all.
pub(crate) fn blockers(merged: &Merged, track: Option<&TrackId>) -> Vec<Blocker> {
    let facts = &merged.facts;
    let expert_here = |expert: &ExpertId| track.is_none_or(|track| facts.judges_in(expert, track));
    let entry_here = |entry: &EntryId| {
        track.is_none_or(|track| {
            facts
                .entries
                .get(entry)
                .is_some_and(|known| known.entry.track == *track)
        })
    };
    let sheet_here = |sheet: &Digest| {
        merged
            .claims
            .get(sheet)
            .is_some_and(|claim| expert_here(&claim.expert))
    };
    let count = |wanted: &dyn Fn(&CoreBlocker) -> bool| {
        narrow(
            merged
                .state
                .blockers
                .iter()
                .filter(|blocker| wanted(blocker))
                .count(),
        )
    };
    let held =
        count(&|blocker| matches!(blocker, CoreBlocker::Held { sheet, .. } if sheet_here(sheet)));
    let provisional = count(
        &|blocker| matches!(blocker, CoreBlocker::Provisional { expert, .. } if expert_here(expert)),
    );
    let missing = count(
        &|blocker| matches!(blocker, CoreBlocker::ExpertMissing { expert } if expert_here(expert)),
    );
    let unmarked = count(
        &|blocker| matches!(blocker, CoreBlocker::Unmarked { expert, .. } if expert_here(expert)),
    );
    let unjudged = count(
        &|blocker| matches!(blocker, CoreBlocker::MaterialMissing { expert, .. } if expert_here(expert)),
    );
    let quorum =
        count(&|blocker| matches!(blocker, CoreBlocker::Quorum { entry, .. } if entry_here(entry)));
    let gates =
        count(&|blocker| matches!(blocker, CoreBlocker::Gate { entry, .. } if entry_here(entry)));
    [
        (CellState::Held, held, "待处理"),
        (CellState::Provisional, provisional, "待纸质确认"),
        (CellState::Awaited, missing, "待交专家"),
        (CellState::Awaited, unmarked, "未评"),
        (CellState::MaterialMissing, unjudged, "材料缺失"),
        (CellState::Held, quorum, "有效评分不足"),
        (CellState::Held, gates, "门槛项未通过"),
    ]
    .into_iter()
    .filter(|(_, count, _)| *count > 0)
    .map(|(state, count, text)| Blocker {
        state,
        count,
        text: text.to_owned(),
    })
    .collect()
}

pub(crate) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
