//! `score_event`: every mark, comment, state and finding ever given, in the order given. The value in force is a view over them.
//!
//! Not here: maxima, completeness, totals. The one rule: append only. Triggers refuse everything else, and the hash chain shows what got
//! around them.

use jury_core::Digest;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};

use crate::at::At;
use crate::chain::{ChainHead, Link};
use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A mark; `value` in hundredths of a point, `None` = cleared.
    Mark,
    /// A comment; `text`, on a criterion or (without one) on the entry.
    Comment,
    /// What was found at a gate, whose id stands in place of a criterion's; finding and reason, worded by the caller in `text`.
    Gate,
    /// The entry's state (scored, recused, material missing) with its reason, worded by the caller in `text`.
    State,
}

impl EventKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Comment => "comment",
            Self::State => "state",
            Self::Gate => "gate",
        }
    }
}

impl FromSql for EventKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "mark" => Ok(Self::Mark),
            "comment" => Ok(Self::Comment),
            "state" => Ok(Self::State),
            "gate" => Ok(Self::Gate),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

/// An event about to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent<'a> {
    /// The entry it is about.
    pub entry: &'a str,
    /// What it is about.
    pub kind: EventKind,
    /// The criterion, or the gate, where there is one.
    pub criterion: Option<&'a str>,
    /// Hundredths of a point.
    pub value: Option<i64>,
    /// Comment, or state with reason.
    pub text: Option<&'a str>,
    /// Wall-clock time.
    pub at: &'a At,
    /// Milliseconds on a clock that only goes forward while the program runs: shows a wall clock that was set back.
    pub mono: i64,
}

/// An appended event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreEvent {
    /// 1, 2, 3, … without gaps.
    pub no: i64,
    /// The entry it is about.
    pub entry: String,
    /// What it is about.
    pub kind: EventKind,
    /// The criterion, or the gate, where there is one.
    pub criterion: Option<String>,
    /// Hundredths of a point.
    pub value: Option<i64>,
    /// Comment, or state with reason.
    pub text: Option<String>,
    /// Wall-clock time.
    pub at: At,
    /// Milliseconds on a clock that only goes forward.
    pub mono: i64,
    /// Hash of the event before.
    pub prev: Digest,
    /// Hash of this one, see [`crate::ChainHead`].
    pub hash: Digest,
}

/// The value in force for one entry, kind and criterion: that of the latest event about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentValue {
    /// The entry.
    pub entry: String,
    /// Mark, comment or state.
    pub kind: EventKind,
    /// The criterion, or the gate, where there is one.
    pub criterion: Option<String>,
    /// Hundredths of a point.
    pub value: Option<i64>,
    /// Comment, or state with reason.
    pub text: Option<String>,
    /// When it was given.
    pub at: At,
    /// Number of the event it comes from.
    pub no: i64,
}

/// Appends an event and returns where the chain now stands: the event's number and hash.
///
/// # Errors
/// The engine's; above all [`StoreError::DiskFull`].
pub fn append(change: &Change<'_>, event: &NewEvent<'_>) -> Result<ChainHead, StoreError> {
    let last = head(change)?;
    let no = last.count + 1;
    let hash = hash(no, event, &last.hash);
    change.run(
        "INSERT INTO score_event (no, entry, kind, criterion, value, text, at, mono, prev, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        (
            no,
            event.entry,
            event.kind.as_str(),
            event.criterion,
            event.value,
            event.text,
            event.at.as_str(),
            event.mono,
            last.hash.0,
            hash.0,
        ),
    )?;
    Ok(ChainHead { count: no, hash })
}

/// Where the chain stands.
///
/// # Errors
/// The engine's.
pub fn head(view: &View<'_>) -> Result<ChainHead, StoreError> {
    let sql = "SELECT no, hash FROM score_event ORDER BY no DESC LIMIT 1";
    Ok(view
        .first(sql, [], ChainHead::read)?
        .unwrap_or(ChainHead::EMPTY))
}

/// All values in force, by entry, kind and criterion.
///
/// # Errors
/// The engine's.
pub fn current(view: &View<'_>) -> Result<Vec<CurrentValue>, StoreError> {
    view.all(
        "SELECT entry, kind, criterion, value, text, at, no FROM current_value ORDER BY entry, kind, criterion",
        [],
        read_current,
    )
}

/// The values in force for one entry, by kind and criterion.
///
/// # Errors
/// The engine's.
pub fn current_of(view: &View<'_>, entry: &str) -> Result<Vec<CurrentValue>, StoreError> {
    view.all(
        "SELECT entry, kind, criterion, value, text, at, no FROM current_value WHERE entry = ?1 ORDER BY kind, criterion",
        [entry],
        read_current,
    )
}

/// The history of one entry.
///
/// # Errors
/// The engine's.
pub fn events_of(view: &View<'_>, entry: &str) -> Result<Vec<ScoreEvent>, StoreError> {
    view.all(
        "SELECT no, entry, kind, criterion, value, text, at, mono, prev, hash FROM score_event WHERE entry = ?1 ORDER BY no",
        [entry],
        read,
    )
}

/// How often the computer's clock had gone back by more than an hour from one event to the next, `signed_at` standing after the last: a battery that is
/// flat, or somebody who sets it. A clock that is corrected by less, or a change of time zone, does not count.
///
/// # Errors
/// The engine's.
pub fn clock_steps_back(view: &View<'_>, signed_at: &At) -> Result<u32, StoreError> {
    let count = view.first(
        "SELECT count(*) FROM (
             SELECT unixepoch(at) AS now, lag(unixepoch(at)) OVER (ORDER BY no) AS before
             FROM (SELECT no, at FROM score_event UNION ALL SELECT 9223372036854775807, ?1)
         ) WHERE now < before - 3600",
        [signed_at.as_str()],
        |row| row.get(0),
    )?;
    Ok(count.unwrap_or(0))
}

/// Entries in the order in which each got its first mark.
///
/// # Errors
/// The engine's.
pub fn first_marked(view: &View<'_>) -> Result<Vec<String>, StoreError> {
    view.all(
        "SELECT entry FROM score_event WHERE kind = 'mark' GROUP BY entry ORDER BY MIN(no)",
        [],
        |row| row.get(0),
    )
}

/// Recomputes the whole chain and returns its head.
///
/// # Errors
/// [`StoreError::ChainBroken`] names the first event that is not as it was written. A chain cut short at its end shows only against a head
/// kept elsewhere.
pub fn verify_chain(view: &View<'_>) -> Result<ChainHead, StoreError> {
    let mut head = ChainHead::EMPTY;
    let mut statement = view.connection().prepare_cached(
        "SELECT no, entry, kind, criterion, value, text, at, mono, prev, hash FROM score_event ORDER BY no",
    )?;
    for event in statement.query_map([], read)? {
        let event = event?;
        let no = head.count + 1;
        if event.no != no
            || event.prev != head.hash
            || event.hash != hash(no, &event.as_new(), &head.hash)
        {
            return Err(StoreError::ChainBroken {
                table: "score_event",
                no,
            });
        }
        head = ChainHead {
            count: no,
            hash: event.hash,
        };
    }
    Ok(head)
}

fn hash(no: i64, event: &NewEvent<'_>, prev: &Digest) -> Digest {
    Link::new("jurybench/score_event/v1", prev)
        .integer(no)
        .text(event.entry)
        .text(event.kind.as_str())
        .maybe(event.criterion, Link::text)
        .maybe(event.value, Link::integer)
        .maybe(event.text, Link::text)
        .text(event.at.as_str())
        .integer(event.mono)
        .finish()
}

impl ScoreEvent {
    fn as_new(&self) -> NewEvent<'_> {
        NewEvent {
            entry: &self.entry,
            kind: self.kind,
            criterion: self.criterion.as_deref(),
            value: self.value,
            text: self.text.as_deref(),
            at: &self.at,
            mono: self.mono,
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ScoreEvent> {
    Ok(ScoreEvent {
        no: row.get(0)?,
        entry: row.get(1)?,
        kind: row.get(2)?,
        criterion: row.get(3)?,
        value: row.get(4)?,
        text: row.get(5)?,
        at: table::at(row, 6)?,
        mono: row.get(7)?,
        prev: table::digest(row, 8)?,
        hash: table::digest(row, 9)?,
    })
}

fn read_current(row: &Row<'_>) -> rusqlite::Result<CurrentValue> {
    Ok(CurrentValue {
        entry: row.get(0)?,
        kind: row.get(1)?,
        criterion: row.get(2)?,
        value: row.get(3)?,
        text: row.get(4)?,
        at: table::at(row, 5)?,
        no: row.get(6)?,
    })
}
