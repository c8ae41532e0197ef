//! `entry` 参赛项目: the entries with the facts their size class is derived from. The derivation itself is jury-core's.

use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::handle::{Change, View};

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id, such as `02-031`.
    pub id: String,
    /// Its track.
    pub track: String,
    /// Number of its topic within the track.
    pub topic: Option<i64>,
    /// Its title.
    pub title: String,
    /// The team's name.
    pub team: String,
    /// The lead entrant, 牵头单位.
    pub entrant: String,
    /// Its 统一社会信用代码.
    pub credit_code: Option<String>,
    /// What the entrant is (enterprise, public institution, …), in the caller's words.
    pub kind: String,
    /// Industry of the size-class table.
    pub industry: Option<String>,
    /// Employees.
    pub employees: Option<i64>,
    /// Revenue, an integer in the caller's unit.
    pub revenue: Option<i64>,
    /// Assets, an integer in the caller's unit.
    pub assets: Option<i64>,
    /// Size class in force, in the caller's words.
    pub size_class: Option<String>,
    /// How it came about, as JSON; must be well-formed.
    pub size_basis: Option<String>,
    /// Weight profile in force.
    pub profile: Option<String>,
}

/// Puts `entries` in the place of all entries.
///
/// # Errors
/// [`StoreError::Constraint`] for two under one id; at the end of the change for an unknown track, or when a material or an assignment
/// still names an entry that went.
pub fn replace_all(change: &Change<'_>, entries: &[Entry]) -> Result<(), StoreError> {
    change.run("DELETE FROM entry", [])?;
    entries.iter().try_for_each(|entry| put(change, entry))
}

/// Adds an entry, or replaces the one with its id.
///
/// # Errors
/// As [`replace_all`].
pub fn put(change: &Change<'_>, entry: &Entry) -> Result<(), StoreError> {
    change.run(
        "INSERT INTO entry (id, track, topic, title, team, entrant, kind, industry, employees, revenue, assets,
                            size_class, size_basis, profile, credit_code)
         VALUES (:id, :track, :topic, :title, :team, :entrant, :kind, :industry, :employees, :revenue, :assets,
                 :size_class, :size_basis, :profile, :credit_code)
         ON CONFLICT (id) DO UPDATE SET
            track = excluded.track, topic = excluded.topic, title = excluded.title, team = excluded.team,
            entrant = excluded.entrant, kind = excluded.kind, industry = excluded.industry,
            employees = excluded.employees, revenue = excluded.revenue, assets = excluded.assets,
            size_class = excluded.size_class, size_basis = excluded.size_basis, profile = excluded.profile,
            credit_code = excluded.credit_code",
        named_params! {
            ":id": entry.id,
            ":track": entry.track,
            ":topic": entry.topic,
            ":title": entry.title,
            ":team": entry.team,
            ":entrant": entry.entrant,
            ":credit_code": entry.credit_code,
            ":kind": entry.kind,
            ":industry": entry.industry,
            ":employees": entry.employees,
            ":revenue": entry.revenue,
            ":assets": entry.assets,
            ":size_class": entry.size_class,
            ":size_basis": entry.size_basis,
            ":profile": entry.profile,
        },
    )?;
    Ok(())
}

/// All entries by id.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Entry>, StoreError> {
    view.all(
        "SELECT id, track, topic, title, team, entrant, kind, industry, employees, revenue, assets, size_class, size_basis, profile,
                credit_code
         FROM entry ORDER BY id",
        [],
        read,
    )
}

/// The entries of one track by id.
///
/// # Errors
/// The engine's.
pub fn of_track(view: &View<'_>, track: &str) -> Result<Vec<Entry>, StoreError> {
    view.all(
        "SELECT id, track, topic, title, team, entrant, kind, industry, employees, revenue, assets, size_class, size_basis, profile,
                credit_code
         FROM entry WHERE track = ?1 ORDER BY id",
        [track],
        read,
    )
}

/// The entries assigned to one expert, in whatever state, by id.
///
/// # Errors
/// The engine's.
pub fn of_expert(view: &View<'_>, expert: &str) -> Result<Vec<Entry>, StoreError> {
    view.all(
        "SELECT id, track, topic, title, team, entrant, kind, industry, employees, revenue, assets, size_class, size_basis, profile,
                credit_code
         FROM entry WHERE id IN (SELECT entry FROM assignment WHERE expert = ?1) ORDER BY id",
        [expert],
        read,
    )
}

/// One entry.
///
/// # Errors
/// The engine's.
pub fn get(view: &View<'_>, id: &str) -> Result<Option<Entry>, StoreError> {
    view.first(
        "SELECT id, track, topic, title, team, entrant, kind, industry, employees, revenue, assets, size_class, size_basis, profile,
                credit_code
         FROM entry WHERE id = ?1",
        [id],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        track: row.get(1)?,
        topic: row.get(2)?,
        title: row.get(3)?,
        team: row.get(4)?,
        entrant: row.get(5)?,
        kind: row.get(6)?,
        industry: row.get(7)?,
        employees: row.get(8)?,
        revenue: row.get(9)?,
        assets: row.get(10)?,
        size_class: row.get(11)?,
        size_basis: row.get(12)?,
        profile: row.get(13)?,
        credit_code: row.get(14)?,
    })
}
