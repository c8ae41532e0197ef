//! The recommendation list, 推荐名单: which entries a region recommends, under a limit, a share of small and medium enterprises and wishes by track.
//!
//! The objective, in this order: **as many entries as the constraints allow; then the lexicographically best list**, where entries are compared by
//! their rank within their own track and, where ranks are equal, by their score. So the first of every track is looked at before any second, and the
//! better of two lists is the one that holds the first entry in which they differ. It is solved exactly (see [`choose`]) and comes with a proof: what
//! each constraint cost, and which entries would be in without it.
//!
//! Not the papers and not the substitution's calendar. The one rule to know: entries that rank and score equally are never parted silently; where
//! the list's edge runs between them, [`Choice::questions`] names them, and the answer comes back as [`Wish`].

mod flow;
mod proof;
mod solve;

use std::collections::{BTreeMap, BTreeSet};

use crate::rule::SmeBase;
use crate::{EntryId, Exact, Points, TrackId};

pub use proof::{Bound, Constraint, Proof, Relaxation, prove, relaxations};

/// What a constraint on enterprises sees in an entrant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    /// A medium, small or micro enterprise, 中小企业.
    Sme,
    /// Another enterprise.
    LargeEnterprise,
    /// No enterprise.
    Other,
}

/// An entry that may be recommended: one with a rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub entry: EntryId,
    /// Its track; an entry belongs to exactly one (R53).
    pub track: TrackId,
    /// Its rank within the track, from 1.
    pub rank: u32,
    /// Its score, compared where ranks are equal.
    pub score: Exact,
    /// What its lead entrant is.
    pub body: Body,
    /// The lead entrant, compared where the number per entrant is limited.
    pub entrant: String,
}

/// Wishes for one track.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TrackWish {
    /// At least so many.
    pub at_least: Option<u32>,
    /// At most so many.
    pub at_most: Option<u32>,
}

/// The constraints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constraints {
    /// At most so many in all (R50: 28).
    pub limit: u32,
    /// At least this share of small and medium enterprises, in percent, 0.00 to 100.00 (R50: 10.00).
    pub sme_percent: Points,
    /// Of what the share is taken (Q1).
    pub sme_of: SmeBase,
    /// Wishes by track.
    pub tracks: BTreeMap<TrackId, TrackWish>,
    /// At most so many of one entrant.
    pub per_entrant: Option<u32>,
}

/// What people decided about an entry, by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// It is on the list.
    In,
    /// It is not.
    Out,
}

/// Decisions by entry.
pub type Wishes = BTreeMap<EntryId, Wish>;

/// Equals at the edge of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdgeQuestion {
    /// Entries of equal rank and score, some of which are on the list.
    pub among: Vec<EntryId>,
    /// How many of them are.
    pub room: u32,
}

/// A list that satisfies every constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The entries in the order of recommendation 推荐序.
    pub entries: Vec<EntryId>,
    /// Small and medium enterprises among them.
    pub smes: u32,
    /// What the share is taken of.
    pub sme_base: u32,
    /// Equals that were parted for want of an answer; the list shown is one of those possible.
    pub questions: Vec<EdgeQuestion>,
}

/// No list satisfies the constraints and the decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no list satisfies the constraints")]
pub struct Infeasible;

/// Chooses the list. Candidates may come in any order; wishes about others are ignored.
///
/// Exact: the largest size is found by a maximum-value flow (tracks and crowded entrants are its nodes, what matters of an entry beyond them is only its
/// [`Body`]); then candidates are taken one by one in the order of the objective, each if some complete list of that size still contains
/// everything taken so far. What one candidate of a class may not, no later one of the same class may, so that the work grows with
/// the number of classes, not of entries.
///
/// # Errors
/// [`Infeasible`] when not even a shorter list can satisfy what must be on it.
pub fn choose(
    candidates: &[Candidate],
    constraints: &Constraints,
    wishes: &Wishes,
) -> Result<Choice, Infeasible> {
    let ordered = order(candidates);
    let chosen = solve::solve(&ordered, constraints, wishes).ok_or(Infeasible)?;
    let count = |wanted: fn(Body) -> bool| {
        narrow(
            chosen
                .iter()
                .filter(|index| wanted(ordered[**index].body))
                .count(),
        )
    };
    Ok(Choice {
        smes: count(|body| body == Body::Sme),
        sme_base: match constraints.sme_of {
            SmeBase::All => narrow(chosen.len()),
            SmeBase::Enterprises => count(|body| body != Body::Other),
        },
        questions: questions(&ordered, &chosen, constraints, wishes),
        entries: chosen
            .into_iter()
            .map(|index| ordered[index].entry.clone())
            .collect(),
    })
}

/// Who moves up when entries have left a list that is already known, 递补: everybody in `staying` stays on it, and the places left of `places` are
/// filled by the same objective under the same constraints. Those who left are no candidates or wished out. Empty when nobody can move up.
///
/// # Errors
/// [`Infeasible`] when what is left of the list violates a constraint whoever moves up.
pub fn substitutes(
    candidates: &[Candidate],
    constraints: &Constraints,
    wishes: &Wishes,
    staying: &[EntryId],
    places: u32,
) -> Result<Vec<EntryId>, Infeasible> {
    let mut wishes = wishes.clone();
    wishes.extend(staying.iter().map(|entry| (entry.clone(), Wish::In)));
    let constraints = Constraints {
        limit: constraints.limit.min(places),
        ..constraints.clone()
    };
    let choice = choose(candidates, &constraints, &wishes)?;
    let new = |entry: &EntryId| !staying.contains(entry);
    Ok(choice.entries.into_iter().filter(new).collect())
}

/// Candidates in the order of the objective; the id only makes the order total.
fn order(candidates: &[Candidate]) -> Vec<&Candidate> {
    let mut ordered: Vec<&Candidate> = candidates.iter().collect();
    ordered.sort_by(|one, other| {
        one.rank
            .cmp(&other.rank)
            .then_with(|| other.score.cmp(&one.score))
            .then_with(|| one.entry.cmp(&other.entry))
    });
    ordered
}

fn equal(one: &Candidate, other: &Candidate) -> bool {
    one.rank == other.rank && one.score == other.score
}

/// Equals of which one could stand in another's place.
fn questions(
    ordered: &[&Candidate],
    chosen: &[usize],
    constraints: &Constraints,
    wishes: &Wishes,
) -> Vec<EdgeQuestion> {
    let on_list: BTreeSet<usize> = chosen.iter().copied().collect();
    let free = |index: &usize| !wishes.contains_key(&ordered[*index].entry);
    let problem = solve::Problem::new(ordered, constraints);
    let indices: Vec<usize> = (0..ordered.len()).collect();
    let mut questions = Vec::new();
    for group in indices.chunk_by(|one, other| equal(ordered[*one], ordered[*other])) {
        let (inside, outside): (Vec<usize>, Vec<usize>) = group
            .iter()
            .filter(|index| free(index))
            .partition(|index| on_list.contains(index));
        let mut movable: BTreeSet<usize> = BTreeSet::new();
        for (leaves, comes) in inside
            .iter()
            .flat_map(|leaves| outside.iter().map(move |comes| (*leaves, *comes)))
        {
            let mut swapped = on_list.clone();
            swapped.remove(&leaves);
            swapped.insert(comes);
            if problem.satisfies(swapped) {
                movable.extend([leaves, comes]);
            }
        }
        if !movable.is_empty() {
            questions.push(EdgeQuestion {
                room: narrow(movable.intersection(&on_list).count()),
                among: movable
                    .into_iter()
                    .map(|index| ordered[index].entry.clone())
                    .collect(),
            });
        }
    }
    questions
}

fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
