//! The result, 定稿, of one round and track; and the reopening 重开 of one.
//!
//! Not a source of numbers: whoever has the inputs named here and the rule computes the same ranking. The one rule: a result is never changed; after
//! a reopening with its reason there is a next version that names it.

use jury_core::{ContestId, EntryId, TrackId, contest::Round};
use serde::{Deserialize, Serialize};

use super::parts::{App, Fraction, distinct, reasoned};
use super::{Document, SealError, ShapeFault};
use crate::digest::{Digest, sha256};
use crate::{canon, wire};

/// A result, signed with the contest key and by a supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultDocument {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The round.
    #[serde(with = "wire::text")]
    pub round: Round,
    /// The track.
    #[serde(with = "wire::text")]
    pub track: TrackId,
    /// 1, 2, 3 … per round and track.
    pub version: u32,
    /// The result before; null for the first.
    #[serde(with = "wire::optional")]
    pub prev: Option<Digest>,
    /// The reopening of the result before; null for the first.
    #[serde(with = "wire::optional")]
    pub reopening: Option<Digest>,
    /// The rubric judged by.
    #[serde(with = "wire::text")]
    pub rubric: Digest,
    /// The rule file ranked by, TOML.
    pub rule: String,
    /// SHA-256 of `rule`.
    #[serde(with = "wire::text")]
    pub rule_digest: Digest,
    /// The roster in force.
    #[serde(with = "wire::text")]
    pub roster: Digest,
    /// What the entries of the ranking are called: [`names_digest`].
    #[serde(with = "wire::text")]
    pub names: Digest,
    /// Every document that counted, ascending by kind, then digest.
    pub inputs: Vec<Input>,
    /// The ranking: ascending by rank, then entry; those without a rank last.
    pub ranking: Vec<ResultEntry>,
    /// The supervisor's login.
    pub supervisor: String,
    /// The head of the audit log.
    #[serde(with = "wire::text")]
    pub audit_head: Digest,
    /// When, RFC 3339; advisory.
    pub at: String,
    /// The program.
    pub app: App,
}

/// What an entry is called.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct EntryNames<'a> {
    /// Who entered it.
    pub entrant: &'a str,
    /// Its id.
    pub id: &'a str,
    /// The team.
    pub team: &'a str,
    /// The title.
    pub title: &'a str,
}

/// SHA-256 of the canonical bytes of these names, ascending by id, so that nobody can hang a result on another title.
///
/// # Errors
/// [`SealError`] if a name may not stand in a payload.
pub fn names_digest<'a>(
    entries: impl IntoIterator<Item = EntryNames<'a>>,
) -> Result<Digest, SealError> {
    let mut entries: Vec<_> = entries.into_iter().collect();
    entries.sort_by_key(|entry| entry.id);
    Ok(sha256(&canon::to_bytes(&entries)?))
}

/// One document that counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Its kind, the `K` of its payload type.
    pub kind: String,
    /// The document.
    #[serde(with = "wire::text")]
    pub digest: Digest,
}

/// One entry in the ranking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultEntry {
    /// The entry.
    #[serde(with = "wire::text")]
    pub entry: EntryId,
    /// Its rank from 1, equal ones shared; null for one that is out or without enough valid sheets.
    #[serde(deserialize_with = "wire::or_null")]
    pub rank: Option<u32>,
    /// The exact score; null without a valid sheet.
    #[serde(deserialize_with = "wire::or_null")]
    pub score: Option<Fraction>,
    /// The score as published, a decimal such as `75.43`; null without a valid sheet.
    #[serde(deserialize_with = "wire::or_null")]
    pub published: Option<String>,
    /// The step of the tie chain that told it from its neighbours, from 1; null where the score did, or nothing could.
    #[serde(deserialize_with = "wire::or_null")]
    pub step: Option<u32>,
    /// The award; null without.
    #[serde(deserialize_with = "wire::or_null")]
    pub award: Option<String>,
    /// Whether a decision took it out of the ranking.
    pub excluded: bool,
}

/// The kinds that can be inputs of a result.
const INPUTS: [&str; 8] = [
    "closing",
    "confirmation",
    "decision",
    "minutes",
    "result",
    "scoresheet",
    "ticket",
    "transcript",
];

impl Document for ResultDocument {
    const KIND: &'static str = "application/vnd.jurybench.result+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        let first = self.version == 1;
        if self.version == 0 || first != self.prev.is_none() || first != self.reopening.is_none() {
            return Err(ShapeFault::new(
                "version",
                "the first names no result and no reopening before it, every other names both",
            ));
        }
        if self.rule_digest != sha256(self.rule.as_bytes()) {
            return Err(ShapeFault::new("rule_digest", "not the digest of the rule"));
        }
        if !self.inputs.windows(2).all(|pair| pair[0] < pair[1]) {
            return Err(ShapeFault::new(
                "inputs",
                "not in ascending order without repetition",
            ));
        }
        let foreign = |input: &&Input| !INPUTS.contains(&input.kind.as_str());
        if let Some(input) = self.inputs.iter().find(foreign) {
            return Err(ShapeFault::new(
                format!("inputs[{}]", input.digest),
                "not a kind that counts",
            ));
        }
        distinct("ranking", self.ranking.iter().map(|row| &row.entry))?;
        self.ranking.iter().try_for_each(ResultEntry::check)?;
        let place = |row: &ResultEntry| (row.rank.unwrap_or(u32::MAX), row.entry.clone());
        if !self.ranking.is_sorted_by_key(place) {
            return Err(ShapeFault::new("ranking", "not in the order of ranks"));
        }
        Ok(())
    }
}

impl ResultEntry {
    fn check(&self) -> Result<(), ShapeFault> {
        let at = |what: &str| format!("ranking[{}].{what}", self.entry);
        if self.rank == Some(0) || self.step == Some(0) {
            return Err(ShapeFault::new(at("rank"), "ranks and steps count from 1"));
        }
        if self.score.is_some() != self.published.is_some()
            || (self.rank.is_some() && self.score.is_none())
        {
            return Err(ShapeFault::new(
                at("score"),
                "a ranked entry has a score, and every score is published",
            ));
        }
        if self.excluded && (self.rank.is_some() || self.award.is_some()) {
            return Err(ShapeFault::new(
                at("excluded"),
                "an entry that is out has neither rank nor award",
            ));
        }
        self.score.map_or(Ok(()), |score| score.check(&at("score")))
    }
}

/// A reopening, signed with the contest key and by a supervisor: the result it names is no longer the last word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reopening {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The round.
    #[serde(with = "wire::text")]
    pub round: Round,
    /// The track.
    #[serde(with = "wire::text")]
    pub track: TrackId,
    /// The result reopened.
    #[serde(with = "wire::text")]
    pub result: Digest,
    /// Why; not empty.
    pub reason: String,
    /// The supervisor's login.
    pub supervisor: String,
    /// The head of the audit log.
    #[serde(with = "wire::text")]
    pub audit_head: Digest,
    /// When, RFC 3339; advisory.
    pub at: String,
}

impl Document for Reopening {
    const KIND: &'static str = "application/vnd.jurybench.reopening+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        reasoned(&self.reason)
    }
}
