//! What people decide after the ranking: kept as lines of the `outcome` table, told to jury-core, shown with their reasons.
//!
//! Not the rules themselves (jury_core::awards, jury_core::recommendation). The one rule: a decision is never edited; a newer line of the same subject
//! takes its place, every one has a reason, and every one stands in the log.

pub(crate) mod awards;
mod notices;
mod recommendation;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jury_core::calendar::Day;
use jury_core::{EntryId, TrackId};
use jury_store::table::outcome::{self, Line, NewLine};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::merging::{self, Merged};
use crate::wire::outcome::{EntryName, RecommendationLook};

pub(crate) use notices::{objections_about, objections_counted, published_notices};

/// The longest text a decision or objection may have, in characters.
const MOST_TEXT: usize = 2_000;

/// A kind of line and what its body says.
trait Kind: Serialize + DeserializeOwned {
    /// The word in the `kind` column.
    const KIND: &'static str;
}

/// A line with its body read.
struct Said<T> {
    subject: String,
    body: T,
    reason: String,
    who: String,
    at: String,
}

/// An entry withdrew or was excluded; subject: the entry.
#[derive(Debug, Serialize, Deserialize)]
struct Withdrawal {
    day: String,
    withdrawn: bool,
}

impl Kind for Withdrawal {
    const KIND: &'static str = "withdrawal";
}

/// The newest of every subject.
fn newest<T: Kind>(desk: &OpenDesk) -> Result<Vec<Said<T>>, DeskError> {
    let lines = desk.read(|view| Ok(outcome::newest(view, T::KIND)?))?;
    lines.into_iter().map(said).collect()
}

fn said<T: Kind>(line: Line) -> Result<Said<T>, DeskError> {
    let body = serde_json::from_str(&line.body).map_err(|error| DeskError::internal(&error))?;
    Ok(Said {
        subject: line.subject,
        body,
        reason: line.reason,
        who: line.who,
        at: line.at.to_string(),
    })
}

/// Something to be written.
struct Saying {
    kind: &'static str,
    subject: String,
    body: String,
    reason: String,
}

fn saying<T: Kind>(
    subject: impl Into<String>,
    body: &T,
    reason: &str,
) -> Result<Saying, DeskError> {
    Ok(Saying {
        kind: T::KIND,
        subject: subject.into(),
        body: serde_json::to_string(body).map_err(|error| DeskError::internal(&error))?,
        reason: reason.trim().to_owned(),
    })
}

/// Writes lines and one line of the log, all or nothing.
fn write(desk: &OpenDesk, lines: &[Saying], act: &str, detail: &str) -> Result<(), DeskError> {
    let at = desk.now()?;
    desk.save(|change| {
        for line in lines {
            let new = NewLine {
                kind: line.kind,
                subject: &line.subject,
                body: &line.body,
                reason: &line.reason,
                who: &desk.name,
                at: &at,
            };
            outcome::add(change, &new)?;
        }
        Ok(desk.log(change, &at, act, detail)?)
    })
}

/// A reason that was given, trimmed.
fn reason(text: &str) -> Result<String, DeskError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DeskError::new(ErrorCode::ReasonNeeded));
    }
    short(text)
}

/// A text of bearable length, trimmed.
fn short(text: &str) -> Result<String, DeskError> {
    let given = text.trim().chars().count();
    if given > MOST_TEXT {
        return Err(DeskError::new(ErrorCode::TextTooLong)
            .with("given", given)
            .with("most", MOST_TEXT));
    }
    Ok(text.trim().to_owned())
}

fn day(text: &str) -> Result<Day, DeskError> {
    Day::parse(text.trim()).ok_or_else(|| DeskError::new(ErrorCode::BadDay).with("given", text))
}

/// The day it is where this desk stands.
fn today(desk: &OpenDesk) -> Result<Day, DeskError> {
    let now = desk.now()?;
    day(now.as_str().get(..10).unwrap_or_default())
}

fn known(facts: &ContestFacts, entry: &str) -> Result<EntryId, DeskError> {
    EntryId::new(entry)
        .ok()
        .filter(|entry| facts.entries.contains_key(entry))
        .ok_or_else(|| DeskError::new(ErrorCode::UnknownEntry).with("entry", entry))
}

/// An entry with its names.
pub(crate) fn name(facts: &ContestFacts, entry: &EntryId) -> EntryName {
    let one = facts.entries.get(entry).map(|one| &one.entry);
    let text = |get: fn(&jury_core::entry::Entry) -> String| one.map(get).unwrap_or_default();
    EntryName {
        entry: entry.to_string(),
        track: one
            .map(|one| facts.track_name(&one.track))
            .unwrap_or_default(),
        title: text(|one| one.title.clone()),
        entrant: text(|one| one.entrant.clone()),
    }
}

/// The same of an entry as a line names it. Never refused: one line of an entry that is no longer there must not hide a whole page.
fn named(facts: &ContestFacts, entry: &str) -> EntryName {
    EntryId::new(entry).map_or_else(
        |_| EntryName {
            entry: entry.to_owned(),
            track: String::new(),
            title: String::new(),
            entrant: String::new(),
        },
        |entry| name(facts, &entry),
    )
}

/// Everybody who ever took part. A later round's facts hold only those who went on; decisions are about the others too.
fn everybody(desk: &OpenDesk) -> Result<Arc<ContestFacts>, DeskError> {
    merging::knowledge::facts(desk)
}

/// `01-003 稻米追溯` for the log.
fn titled(facts: &ContestFacts, entry: &EntryId) -> String {
    format!("{entry} {}", name(facts, entry).title)
}

/// Entries that take part in awards and list no more, with the reason: withdrawn ones and those an upheld objection excluded.
fn left(desk: &OpenDesk) -> Result<BTreeMap<String, String>, DeskError> {
    let mut left: BTreeMap<String, String> = newest::<Withdrawal>(desk)?
        .into_iter()
        .filter(|line| line.body.withdrawn)
        .map(|line| (line.subject, line.reason))
        .collect();
    for (entry, reason) in notices::excluded(desk)? {
        left.entry(entry).or_insert(reason);
    }
    Ok(left)
}

/// Award levels with their entries by id, the highest first, then special prizes; those without an entry are left out.
pub(crate) fn awarded(
    desk: &OpenDesk,
    merged: &Merged,
) -> Result<Vec<(String, Vec<EntryId>)>, DeskError> {
    awards::Stand::of(desk, merged)?.awarded()
}

/// Levels and special prizes with the entries that have them for certain, whether or not a tie is still open.
pub(crate) fn certain_awards(
    desk: &OpenDesk,
    merged: &Merged,
) -> Result<Vec<(String, Vec<EntryId>)>, DeskError> {
    Ok(awards::Stand::of(desk, merged)?.certain())
}

/// The recommendation list as its page has it.
pub(crate) fn recommendation(
    desk: &OpenDesk,
    merged: &Merged,
) -> Result<RecommendationLook, DeskError> {
    let stand = awards::Stand::of(desk, merged)?;
    recommendation::List::of(desk, merged, &stand)?.look()
}

/// Entries of a track that an undecided objection concerns, those cut in an earlier round too.
pub(crate) fn objected(desk: &OpenDesk, track: &TrackId) -> Result<Vec<EntryId>, DeskError> {
    let (whole, held) = (everybody(desk)?, held(desk)?);
    let here = |entry: &EntryId| {
        let known = whole.entries.get(entry);
        known.is_some_and(|one| one.entry.track == *track)
    };
    let entries = held.iter().filter_map(|entry| EntryId::new(entry).ok());
    Ok(entries.filter(here).collect())
}

/// Entries that an undecided objection holds.
pub(crate) fn held(desk: &OpenDesk) -> Result<BTreeSet<String>, DeskError> {
    notices::held(desk)
}
