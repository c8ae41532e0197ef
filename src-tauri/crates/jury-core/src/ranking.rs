//! The ranking, 排名: entries in order after one round or several, and what decided it.
//!
//! Not awards, and not who goes on to the next round (see [`crate::cut`]). The one rule to know: a higher mark never lowers an entry's rank, and
//! entries that the whole tie chain cannot tell apart share a rank (1, 2, 2, 4); no id, name or order of arrival ever decides.

mod placing;

use std::collections::BTreeMap;

use crate::contest::Round;
use crate::exact::Published;
use crate::rule::Rule;
use crate::tally::Tally;
use crate::{EntryId, Exact, ExpertId, GroupId};

/// What one expert's sheet says about one entry, as far as a rank depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryMark {
    /// The total, out of 100.
    pub total: Exact,
    /// What each group contributes to the total; may be empty where no tie step compares groups.
    pub groups: BTreeMap<GroupId, Exact>,
}

/// The marks of many entries by expert: what [`rank`] takes and a merge gives.
pub type Marks = BTreeMap<EntryId, BTreeMap<ExpertId, EntryMark>>;

/// One round as far as it was held: who took part, and their marks.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// The round.
    pub round: Round,
    /// The entries that take part, each once. In the first round all, in a later one those that went on.
    pub entries: &'a [EntryId],
    /// Their marks; marks of other entries are not looked at.
    pub marks: &'a Marks,
}

/// An entry's score in one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundScore {
    /// The round.
    pub round: Round,
    /// The exact score; none without a valid sheet.
    pub exact: Option<Exact>,
    /// The rounded score.
    pub published: Option<Published>,
}

/// One entry's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The entry.
    pub entry: EntryId,
    /// The rank from 1; none without a score, or with fewer valid sheets than the rule wants.
    pub rank: Option<u32>,
    /// How the score of the last round it took part in came about; none without a valid sheet there.
    pub tally: Option<Tally>,
    /// The exact score: in the first round that of the tally, later all its rounds by weight. None where a round has no valid sheet: an
    /// absent score is no zero.
    pub score: Option<Exact>,
    /// The rounded score.
    pub published: Option<Published>,
    /// The rounds it took part in, in the order they were held.
    pub rounds: Vec<RoundScore>,
    /// The step of [`Rule::ties`] that was needed to tell this entry from the nearest ones with the same score. None where the score itself
    /// decided, or where nothing could ([`Self::tied`]).
    pub decided_by: Option<usize>,
    /// Whether another entry has the same rank.
    pub tied: bool,
    /// What each step of the tie chain compares, in order; empty where the score was the entry's own.
    pub tie_values: Vec<Exact>,
}

/// Ranks entries by one round's marks and a rule: [`standing`] after the rule's first round. Ordered by rank, then id; entries without a rank
/// come last.
///
/// `entries` are those of one track, each once; marks of other entries are not looked at.
#[must_use]
pub fn rank(entries: &[EntryId], marks: &Marks, rule: &Rule) -> Vec<Ranked> {
    let round = rule.rounds.first().map_or(Round::Written, |one| one.round);
    let held = Held {
        round,
        entries,
        marks,
    };
    standing(&[held], rule)
}

/// Ranks entries after the rounds held so far, in the order they were held. Ordered by rank, then id; entries without a rank come last.
///
/// - An entry stands with those that left after the same round. Whoever went further comes before, however the scores are, and takes a place
///   even while its own score is missing: a rank does not change because somebody else's last sheet comes in.
/// - Among those that left after one round the score decides: the rounds' scores by the rule's weights, divided by the weights of the rounds
///   held until then. Where ranks use published values, the rounds' published scores are what is weighed, so that the public can recompute it;
///   otherwise the exact ones. With a single round there is nothing to weigh.
/// - Then the tie chain, each step on the marks of that last round; `round:` compares the exact score of the round it names, and decides
///   nothing where that round was not held.
#[must_use]
pub fn standing(held: &[Held<'_>], rule: &Rule) -> Vec<Ranked> {
    placing::standing(held, rule)
}

#[cfg(test)]
mod rounds_tests;
#[cfg(test)]
mod tests;
