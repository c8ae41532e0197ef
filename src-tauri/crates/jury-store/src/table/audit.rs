//! `audit` 操作日志: who did what, append only, hash-chained. Its head goes into receipts and results, so that a rewritten log shows.

use jury_core::Digest;
use rusqlite::Row;

use crate::at::At;
use crate::chain::{ChainHead, Link};
use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// Something that was done, about to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAct<'a> {
    /// When.
    pub at: &'a At,
    /// By whom: a login's id, or the caller's word for the desk's owner.
    pub who: &'a str,
    /// What, in the caller's fixed words.
    pub act: &'a str,
    /// The circumstances as JSON; must be well-formed.
    pub detail: &'a str,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// 1, 2, 3, … without gaps.
    pub no: i64,
    /// When.
    pub at: At,
    /// By whom.
    pub who: String,
    /// What.
    pub act: String,
    /// The circumstances as JSON.
    pub detail: String,
    /// Hash of the line before.
    pub prev: Digest,
    /// Hash of this one, see [`crate::ChainHead`].
    pub hash: Digest,
}

/// Appends a line and returns where the chain now stands.
///
/// # Errors
/// [`StoreError::Constraint`] when `detail` is not JSON.
pub fn append(change: &Change<'_>, act: &NewAct<'_>) -> Result<ChainHead, StoreError> {
    let last = head(change)?;
    let no = last.count + 1;
    let hash = hash(no, act, &last.hash);
    change.run(
        "INSERT INTO audit (no, at, who, act, detail, prev, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (no, act.at.as_str(), act.who, act.act, act.detail, last.hash.0, hash.0),
    )?;
    Ok(ChainHead { count: no, hash })
}

/// Where the chain stands.
///
/// # Errors
/// The engine's.
pub fn head(view: &View<'_>) -> Result<ChainHead, StoreError> {
    let sql = "SELECT no, hash FROM audit ORDER BY no DESC LIMIT 1";
    Ok(view
        .first(sql, [], ChainHead::read)?
        .unwrap_or(ChainHead::EMPTY))
}

/// At most `most` lines, newest first; with `before`, only lines with a lower number (the next page of a list).
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>, most: u32, before: Option<i64>) -> Result<Vec<Act>, StoreError> {
    view.all(
        "SELECT no, at, who, act, detail, prev, hash FROM audit WHERE no < ?1 ORDER BY no DESC LIMIT ?2",
        (before.unwrap_or(i64::MAX), most),
        read,
    )
}

/// Recomputes the whole chain and returns its head.
///
/// # Errors
/// [`StoreError::ChainBroken`] names the first line that is not as it was written.
pub fn verify_chain(view: &View<'_>) -> Result<ChainHead, StoreError> {
    let mut head = ChainHead::EMPTY;
    let mut statement = view
        .connection()
        .prepare_cached("SELECT no, at, who, act, detail, prev, hash FROM audit ORDER BY no")?;
    for act in statement.query_map([], read)? {
        let act = act?;
        let no = head.count + 1;
        if act.no != no || act.prev != head.hash || act.hash != hash(no, &act.as_new(), &head.hash)
        {
            return Err(StoreError::ChainBroken { table: "audit", no });
        }
        head = ChainHead {
            count: no,
            hash: act.hash,
        };
    }
    Ok(head)
}

fn hash(no: i64, act: &NewAct<'_>, prev: &Digest) -> Digest {
    Link::new("jurybench/audit/v1", prev)
        .integer(no)
        .text(act.at.as_str())
        .text(act.who)
        .text(act.act)
        .text(act.detail)
        .finish()
}

impl Act {
    fn as_new(&self) -> NewAct<'_> {
        NewAct {
            at: &self.at,
            who: &self.who,
            act: &self.act,
            detail: &self.detail,
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Act> {
    Ok(Act {
        no: row.get(0)?,
        at: table::at(row, 1)?,
        who: row.get(2)?,
        act: row.get(3)?,
        detail: row.get(4)?,
        prev: table::digest(row, 5)?,
        hash: table::digest(row, 6)?,
    })
}
