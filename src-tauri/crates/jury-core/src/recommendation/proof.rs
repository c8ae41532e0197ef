//! The proof beside the list: what every constraint cost, and what would make an impossible one possible.
//!
//! The one rule: a constraint's cost is found by solving again without it, so the claim can be checked by anybody with the same solver.

use std::collections::BTreeSet;

use super::{Candidate, Constraints, TrackWish, Wishes, choose, narrow};
use crate::{EntryId, Points, TrackId};

/// One constraint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Constraint {
    /// The limit of the whole list.
    Limit,
    /// The share of small and medium enterprises.
    SmeShare,
    /// At least so many of a track.
    AtLeast(TrackId),
    /// At most so many of a track.
    AtMost(TrackId),
    /// At most so many of one entrant.
    PerEntrant,
    /// Decisions by hand.
    Decisions,
}

/// What a constraint cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The constraint.
    pub constraint: Constraint,
    /// Entries that would be on the list without it, in order. Of the limit: the next one only (the limit one higher).
    pub given_up: Vec<EntryId>,
    /// Entries that are on the list only because of it, in order.
    pub let_in: Vec<EntryId>,
}

impl Bound {
    /// Whether the list would be another without the constraint.
    #[must_use]
    pub fn is_binding(&self) -> bool {
        !self.given_up.is_empty() || !self.let_in.is_empty()
    }
}

/// One item per constraint that was given.
pub type Proof = Vec<Bound>;

/// Solves again without each constraint and compares with `list`.
#[must_use]
pub fn prove(
    candidates: &[Candidate],
    constraints: &Constraints,
    wishes: &Wishes,
    list: &[EntryId],
) -> Proof {
    let here: BTreeSet<&EntryId> = list.iter().collect();
    let compare = |constraint: Constraint| {
        let (without, wishes) = lifted(&constraint, constraints, wishes);
        let other = choose(candidates, &without, &wishes)
            .map_or_else(|_| Vec::new(), |choice| choice.entries);
        let there: BTreeSet<&EntryId> = other.iter().collect();
        Bound {
            given_up: other
                .iter()
                .filter(|entry| !here.contains(entry))
                .cloned()
                .collect(),
            let_in: list
                .iter()
                .filter(|entry| !there.contains(entry))
                .cloned()
                .collect(),
            constraint,
        }
    };
    listed(constraints, wishes)
        .into_iter()
        .map(compare)
        .collect()
}

/// The constraints that were given.
fn listed(constraints: &Constraints, wishes: &Wishes) -> Vec<Constraint> {
    let mut all = vec![Constraint::Limit];
    if constraints.sme_percent > Points::ZERO {
        all.push(Constraint::SmeShare);
    }
    for (track, wish) in &constraints.tracks {
        all.extend(wish.at_least.map(|_| Constraint::AtLeast(track.clone())));
        all.extend(wish.at_most.map(|_| Constraint::AtMost(track.clone())));
    }
    all.extend(constraints.per_entrant.map(|_| Constraint::PerEntrant));
    all.extend((!wishes.is_empty()).then_some(Constraint::Decisions));
    all
}

/// Everything without one constraint.
fn lifted(
    constraint: &Constraint,
    constraints: &Constraints,
    wishes: &Wishes,
) -> (Constraints, Wishes) {
    let (mut without, mut wishes) = (constraints.clone(), wishes.clone());
    match constraint {
        Constraint::Limit => without.limit = without.limit.saturating_add(1),
        Constraint::SmeShare => without.sme_percent = Points::ZERO,
        Constraint::AtLeast(track) => wish_of(&mut without, track).at_least = None,
        Constraint::AtMost(track) => wish_of(&mut without, track).at_most = None,
        Constraint::PerEntrant => without.per_entrant = None,
        Constraint::Decisions => wishes.clear(),
    }
    (without, wishes)
}

fn wish_of<'a>(constraints: &'a mut Constraints, track: &TrackId) -> &'a mut TrackWish {
    constraints.tracks.entry(track.clone()).or_default()
}

/// A change that makes an impossible list possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relaxation {
    /// The limit raised to this.
    Limit(u32),
    /// The share lowered to this many percent.
    SmeShare(Points),
    /// A track's least lowered to this.
    AtLeast(TrackId, u32),
    /// A track's most raised to this.
    AtMost(TrackId, u32),
    /// The number per entrant raised to this.
    PerEntrant(u32),
    /// The decisions by hand taken back.
    Decisions,
}

/// Changes each of which alone, and by no more than it must, makes a list possible. Where no single one does, those wishes first that ask for more than
/// a track has, then what more is needed: all of them together. Empty when a list is possible already.
#[must_use]
pub fn relaxations(
    candidates: &[Candidate],
    constraints: &Constraints,
    wishes: &Wishes,
) -> Vec<Vec<Relaxation>> {
    if choose(candidates, constraints, wishes).is_ok() {
        return Vec::new();
    }
    let alone = single(candidates, constraints, wishes);
    if !alone.is_empty() {
        return alone.into_iter().map(|one| vec![one]).collect();
    }
    let (mut eased, mut together) = eased_to_what_there_is(candidates, constraints);
    let mut free = wishes.clone();
    // Ever more is taken back, until something works; with no wish and no decision left the empty list does.
    for step in 0..3 {
        match step {
            0 => {}
            1 if wishes.is_empty() => continue,
            1 => {
                free.clear();
                together.push(Relaxation::Decisions);
            }
            _ => together.extend(without_least(&mut eased)),
        }
        if choose(candidates, &eased, &free).is_ok() {
            return vec![together];
        }
        let more = single(candidates, &eased, &free);
        if !more.is_empty() {
            let with = |one| together.iter().cloned().chain([one]).collect();
            return more.into_iter().map(with).collect();
        }
    }
    vec![together]
}

/// Takes every track's least back.
fn without_least(constraints: &mut Constraints) -> Vec<Relaxation> {
    let wished = constraints.tracks.iter_mut();
    wished
        .filter_map(|(track, wish)| {
            let given = wish.at_least.replace(0)?;
            (given > 0).then(|| Relaxation::AtLeast(track.clone(), 0))
        })
        .collect()
}

fn single(candidates: &[Candidate], constraints: &Constraints, wishes: &Wishes) -> Vec<Relaxation> {
    let works = |constraints: &Constraints| choose(candidates, constraints, wishes).is_ok();
    let with = |change: &dyn Fn(&mut Constraints)| {
        let mut changed = constraints.clone();
        change(&mut changed);
        works(&changed)
    };
    let all = narrow(candidates.len());
    let mut found = Vec::new();
    let limit = least(constraints.limit, all.max(constraints.limit), |limit| {
        with(&|to| to.limit = limit)
    });
    found.extend(limit.map(Relaxation::Limit));
    let percent = constraints.sme_percent.hundredths();
    let lowered = |by: u32| Points::from_hundredths(percent - i64::from(by));
    let by = least(0, u32::try_from(percent).unwrap_or(0), |by| {
        with(&|to| to.sme_percent = lowered(by))
    });
    found.extend(by.map(|by| Relaxation::SmeShare(lowered(by))));
    for (track, wish) in &constraints.tracks {
        if let Some(given) = wish.at_least {
            let by = least(0, given, |by| {
                with(&|to| wish_of(to, track).at_least = Some(given - by))
            });
            found.extend(by.map(|by| Relaxation::AtLeast(track.clone(), given - by)));
        }
        if let Some(given) = wish.at_most {
            let to = least(given, all.max(given), |most| {
                with(&|to| wish_of(to, track).at_most = Some(most))
            });
            found.extend(to.map(|most| Relaxation::AtMost(track.clone(), most)));
        }
    }
    if let Some(given) = constraints.per_entrant {
        let to = least(given, all.max(given), |most| {
            with(&|to| to.per_entrant = Some(most))
        });
        found.extend(to.map(Relaxation::PerEntrant));
    }
    if !wishes.is_empty() && choose(candidates, constraints, &Wishes::new()).is_ok() {
        found.push(Relaxation::Decisions);
    }
    found
}

/// The least number in `from..=to` that works, if `to` does; what works keeps working further on.
fn least(from: u32, to: u32, works: impl Fn(u32) -> bool) -> Option<u32> {
    if !works(to) {
        return None;
    }
    let (mut low, mut high) = (from, to);
    while low < high {
        let middle = low + (high - low) / 2;
        if works(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(low)
}

/// Every track's least lowered to the candidates it has.
fn eased_to_what_there_is(
    candidates: &[Candidate],
    constraints: &Constraints,
) -> (Constraints, Vec<Relaxation>) {
    let mut eased = constraints.clone();
    let mut changes = Vec::new();
    for (track, wish) in &mut eased.tracks {
        let there = narrow(candidates.iter().filter(|one| one.track == *track).count());
        let there = wish.at_most.map_or(there, |most| most.min(there));
        if wish.at_least.is_some_and(|least| least > there) {
            wish.at_least = Some(there);
            changes.push(Relaxation::AtLeast(track.clone(), there));
        }
    }
    (eased, changes)
}
