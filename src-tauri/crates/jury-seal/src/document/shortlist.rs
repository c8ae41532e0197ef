//! The shortlist, 入围名单: who goes on to the next round, and who judges them there.
//!
//! Not a result: it draws a cut and gives no number. The one rule: what a tie at the cut left to people is named, with the reason.

use jury_core::{ContestId, EntryId, ExpertId, TrackId, contest::Round};
use serde::{Deserialize, Serialize};

use super::{Document, ShapeFault};
use crate::digest::Digest;
use crate::wire;

/// A shortlist, signed with the contest key and by a supervisor. Of one round and track the highest version is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shortlist {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The round whose ranking it was drawn from.
    #[serde(with = "wire::text")]
    pub round: Round,
    /// The round it leads to.
    #[serde(with = "wire::text")]
    pub next: Round,
    /// The track; null for a cut across all tracks.
    #[serde(with = "wire::optional")]
    pub track: Option<TrackId>,
    /// 1, 2, 3 … per round and track.
    pub version: u32,
    /// The one before; null exactly in version 1.
    #[serde(with = "wire::optional")]
    pub prev: Option<Digest>,
    /// The rule file it was drawn by.
    #[serde(with = "wire::text")]
    pub rule_digest: Digest,
    /// Who goes on, ascending.
    #[serde(with = "wire::list")]
    pub entries: Vec<EntryId>,
    /// Those among them whom a tie at the cut left to people, ascending.
    #[serde(with = "wire::list")]
    pub chosen: Vec<EntryId>,
    /// Why those; empty exactly where there are none.
    pub reason: String,
    /// Who judges whom in the next round, ascending by expert.
    pub assignments: Vec<NextAssignment>,
    /// The supervisor's login.
    pub supervisor: String,
    /// The head of the audit log.
    #[serde(with = "wire::text")]
    pub audit_head: Digest,
    /// When, RFC 3339; advisory.
    pub at: String,
}

/// What one expert judges in the next round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextAssignment {
    /// The expert.
    #[serde(with = "wire::text")]
    pub expert: ExpertId,
    /// Their entries, ascending, of those that go on.
    #[serde(with = "wire::list")]
    pub entries: Vec<EntryId>,
}

impl Document for Shortlist {
    const KIND: &'static str = "application/vnd.jurybench.shortlist+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        if self.version == 0 || (self.version == 1) != self.prev.is_none() {
            return Err(ShapeFault::new(
                "version",
                "the first names none before it, every other names one",
            ));
        }
        if self.next == self.round {
            return Err(ShapeFault::new("next", "the round it was drawn from"));
        }
        ascending("entries", &self.entries)?;
        ascending("chosen", &self.chosen)?;
        among("chosen", &self.chosen, &self.entries)?;
        if self.chosen.is_empty() != self.reason.trim().is_empty() {
            return Err(ShapeFault::new(
                "reason",
                "given exactly where people had to choose",
            ));
        }
        let experts: Vec<_> = self.assignments.iter().map(|one| &one.expert).collect();
        ascending("assignments", &experts)?;
        for one in &self.assignments {
            let place = format!("assignments[{}]", one.expert);
            ascending(&place, &one.entries)?;
            among(&place, &one.entries, &self.entries)?;
        }
        Ok(())
    }
}

fn ascending<T: Ord>(place: &str, values: &[T]) -> Result<(), ShapeFault> {
    if values.windows(2).all(|pair| pair[0] < pair[1]) {
        return Ok(());
    }
    Err(ShapeFault::new(
        place,
        "not in ascending order without repetition",
    ))
}

/// Both ascending.
fn among(place: &str, some: &[EntryId], all: &[EntryId]) -> Result<(), ShapeFault> {
    if some.iter().all(|entry| all.binary_search(entry).is_ok()) {
        return Ok(());
    }
    Err(ShapeFault::new(place, "names an entry that does not go on"))
}
