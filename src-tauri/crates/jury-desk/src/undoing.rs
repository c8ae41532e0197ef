//! 撤销, 重做 and 改动记录: what this person did, taken back, given again, and looked at.
//!
//! Not the steps themselves (journal.rs). The one rule: nothing is ever unwritten; taking back gives the value before as a new event.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use jury_core::{EntryId, Points};
use jury_store::table::score_event::{self, EventKind, ScoreEvent};

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::draft::{Draft, Found, Stand};
use crate::error::{DeskError, ErrorCode};
use crate::journal::{About, Edit, Journal, Way};
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::expert::EntryState;
use crate::wire::form::{Changed, History, HistoryAsk, HistoryRow, Moved, Undone};
use crate::{gating, scoring};

impl Session {
    pub(crate) fn undo(&self, _: Nothing, _: &Call<'_>) -> Result<Undone, DeskError> {
        go(&*self.open_desk()?, Way::Back)
    }

    pub(crate) fn redo(&self, _: Nothing, _: &Call<'_>) -> Result<Undone, DeskError> {
        go(&*self.open_desk()?, Way::Again)
    }

    pub(crate) fn history_look(&self, ask: HistoryAsk, _: &Call<'_>) -> Result<History, DeskError> {
        let desk = self.open_desk()?;
        let draft = scoring::draft(&desk)?;
        let entry = scoring::find(&draft, &ask.entry)?.assigned.id.clone();
        let events = desk.read(|view| Ok(score_event::events_of(view, entry.as_str())?))?;
        let wanted = |event: &&ScoreEvent| {
            ask.criterion.is_none()
                || (event.kind == EventKind::Mark && event.criterion == ask.criterion)
        };
        let mut seen = BTreeSet::new();
        let rows = events.iter().rev().filter(wanted).map(|event| {
            let latest = seen.insert((changed(event.kind), event.criterion.clone()));
            history_row(event, latest)
        });
        Ok(History {
            rows: rows.collect(),
        })
    }
}

/// The journal is held throughout: two people pressing at once is one after the other.
fn go(desk: &OpenDesk, way: Way) -> Result<Undone, DeskError> {
    scoring::writable(desk)?;
    let mut journal = desk.journal.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(edits) = journal.next(way) else {
        return Ok(undone(&journal, None));
    };
    let draft = scoring::draft(desk)?;
    if let Err(refusal) = edits.iter().try_for_each(|edit| still_fits(&draft, edit)) {
        journal.give_up(way);
        return Err(refusal);
    }
    let at = scoring::write(desk, &edits)?.at;
    journal.moved(way);
    let Some(first) = edits.first() else {
        return Ok(undone(&journal, None));
    };
    let saved = scoring::saved(desk, &first.entry, at)?;
    let moved = Moved {
        entry: first.entry.to_string(),
        what: changed(first.about.kind()),
        criterion: match &first.about {
            About::Mark(criterion) => Some(criterion.to_string()),
            _ => None,
        },
        gate: match &first.about {
            About::Gate(gate) => Some(gate.to_string()),
            _ => None,
        },
        before: first.before.value.map(points),
        after: first.after.value.map(points),
        values: u32::try_from(edits.len()).unwrap_or(u32::MAX),
        saved,
    };
    Ok(undone(&journal, Some(moved)))
}

fn undone(journal: &Journal, moved: Option<Moved>) -> Undone {
    let (undo, redo) = journal.left();
    Undone {
        moved,
        undo: u32::try_from(undo).unwrap_or(u32::MAX),
        redo: u32::try_from(redo).unwrap_or(u32::MAX),
    }
}

/// A newer letter may have taken the entry away or given it another weight profile since.
fn still_fits(draft: &Draft, edit: &Edit) -> Result<(), DeskError> {
    let work = find(draft, &edit.entry)?;
    match (&edit.about, edit.after.value) {
        (About::Mark(criterion), Some(value)) => {
            scoring::check(draft, work, criterion, Points::from_hundredths(value))
        }
        (About::Gate(gate), _) if draft.rubric.gate(gate).is_none() => {
            Err(DeskError::new(ErrorCode::UnknownGate).with("gate", gate))
        }
        _ => Ok(()),
    }
}

fn find<'d>(draft: &'d Draft, entry: &EntryId) -> Result<&'d crate::draft::Work, DeskError> {
    scoring::find(draft, entry.as_str())
}

fn points(hundredths: i64) -> String {
    Points::from_hundredths(hundredths).to_string()
}

const fn changed(kind: EventKind) -> Changed {
    match kind {
        EventKind::Mark => Changed::Mark,
        EventKind::Comment => Changed::Comment,
        EventKind::State => Changed::State,
        EventKind::Gate => Changed::Gate,
    }
}

fn history_row(event: &ScoreEvent, in_force: bool) -> HistoryRow {
    let text = event.text.clone().unwrap_or_default();
    let stand = (event.kind == EventKind::State).then(|| Stand::from_text(&text));
    let at_gate = event.kind == EventKind::Gate;
    let found = at_gate.then(|| Found::from_text(&text)).flatten();
    let text = match (&stand, &found) {
        (Some(stand), _) => stand.reason().to_owned(),
        (_, Some(found)) => found.reason.clone(),
        _ if at_gate => String::new(),
        _ => text,
    };
    let part = |wanted: bool| event.criterion.clone().filter(|_| wanted);
    HistoryRow {
        at: event.at.to_string(),
        what: changed(event.kind),
        criterion: part(!at_gate),
        gate: part(at_gate),
        finding: found.map(|found| gating::state(found.finding)),
        mark: event.value.map(points),
        state: stand.as_ref().map(|stand| match stand {
            Stand::Open => EntryState::Done,
            Stand::Recused(_) => EntryState::Recused,
            Stand::MaterialMissing(_) => EntryState::MaterialMissing,
        }),
        text,
        in_force,
    }
}
