//! Which candidates are on the list: the largest size, then the best in order.
//!
//! The one rule: whether a partial list can be completed is asked of a flow that knows every constraint, never guessed.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::{Flow, SINK, SOURCE};
use super::{Body, Candidate, Constraints, Wish, Wishes, narrow};
use crate::TrackId;
use crate::rule::SmeBase;

/// Worth of filling a place that a track must have: above all shares together.
const MUST: i64 = 1 << 40;

/// What is alike in all respects a constraint can see.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Class<'a> {
    track: &'a TrackId,
    body: Body,
    /// Only of entrants that have more candidates than may be taken.
    entrant: Option<&'a str>,
}

pub(super) struct Problem<'a> {
    ordered: &'a [&'a Candidate],
    constraints: &'a Constraints,
    classes: Vec<Class<'a>>,
    tracks: BTreeMap<&'a TrackId, usize>,
}

/// Taken and not yet refused candidates.
#[derive(Clone)]
struct Partial<'a> {
    taken: BTreeSet<usize>,
    /// One more that counts in its track and for the share, but for no entrant: if even that is too much, nobody of its kind fits.
    phantom: Option<(&'a TrackId, Body)>,
    open: BTreeMap<Class<'a>, u32>,
}

/// The indices of the best list in order, or nothing when there is none.
pub(super) fn solve(
    ordered: &[&Candidate],
    constraints: &Constraints,
    wishes: &Wishes,
) -> Option<Vec<usize>> {
    let problem = Problem::new(ordered, constraints);
    let mut partial = problem.start(wishes);
    let size = problem.largest(&partial)?;
    let mut closed: BTreeSet<(&TrackId, Body, Option<&str>)> = BTreeSet::new();
    for (index, candidate) in ordered.iter().enumerate() {
        if narrow(partial.taken.len()) == size {
            break;
        }
        let class = &problem.classes[index];
        let kind = (class.track, class.body, None);
        let own = (class.track, class.body, class.entrant);
        if wishes.contains_key(&candidate.entry) || closed.contains(&kind) || closed.contains(&own)
        {
            continue;
        }
        let mut longer = partial.clone();
        longer.take(index, class);
        if problem.completes(&longer, size) {
            partial = longer;
            continue;
        }
        closed.insert(own);
        let phantom = Partial {
            phantom: Some((class.track, class.body)),
            ..partial.clone()
        };
        if class.entrant.is_some() && !problem.completes(&phantom, size) {
            closed.insert(kind);
        }
    }
    Some(partial.taken.into_iter().collect())
}

impl<'a> Partial<'a> {
    fn count(&self) -> u32 {
        narrow(self.taken.len() + usize::from(self.phantom.is_some()))
    }

    fn take(&mut self, index: usize, class: &Class<'a>) {
        self.taken.insert(index);
        if let Some(open) = self.open.get_mut(class) {
            *open = open.saturating_sub(1);
        }
    }
}

impl<'a> Problem<'a> {
    pub(super) fn new(ordered: &'a [&'a Candidate], constraints: &'a Constraints) -> Self {
        let mut of_entrant: BTreeMap<&str, u32> = BTreeMap::new();
        for candidate in ordered {
            *of_entrant.entry(&candidate.entrant).or_default() += 1;
        }
        let crowded = |entrant: &str| {
            constraints
                .per_entrant
                .is_some_and(|most| of_entrant.get(entrant).is_some_and(|count| *count > most))
        };
        let classes = ordered
            .iter()
            .map(|candidate| Class {
                track: &candidate.track,
                body: candidate.body,
                entrant: Some(candidate.entrant.as_str()).filter(|entrant| crowded(entrant)),
            })
            .collect();
        let named = constraints.tracks.keys();
        let tracks: BTreeSet<&TrackId> = named
            .chain(ordered.iter().map(|candidate| &candidate.track))
            .collect();
        Self {
            ordered,
            constraints,
            classes,
            tracks: tracks
                .into_iter()
                .enumerate()
                .map(|(index, track)| (track, index + 2))
                .collect(),
        }
    }

    /// Whether a complete list satisfies everything.
    pub(super) fn satisfies(&self, list: BTreeSet<usize>) -> bool {
        let size = narrow(list.len());
        let complete = Partial {
            taken: list,
            phantom: None,
            open: BTreeMap::new(),
        };
        self.completes(&complete, size)
    }

    /// Whether some list of exactly `size` entries contains `partial` and satisfies everything.
    fn completes(&self, partial: &Partial<'_>, size: u32) -> bool {
        self.sizes(partial, size).last() == Some(&true)
    }

    /// What decisions put on the list or keep off it.
    fn start(&self, wishes: &Wishes) -> Partial<'a> {
        let mut partial = Partial {
            taken: BTreeSet::new(),
            phantom: None,
            open: BTreeMap::new(),
        };
        for (index, candidate) in self.ordered.iter().enumerate() {
            match wishes.get(&candidate.entry) {
                Some(Wish::In) => {
                    partial.taken.insert(index);
                }
                Some(Wish::Out) => {}
                None => *partial.open.entry(self.classes[index].clone()).or_default() += 1,
            }
        }
        partial
    }

    /// The largest size a list that contains `partial` can have.
    fn largest(&self, partial: &Partial<'_>) -> Option<u32> {
        let possible = self.sizes(partial, self.constraints.limit);
        let longest = possible.iter().rposition(|possible| *possible)?;
        Some(partial.count() + narrow(longest))
    }

    /// What an entry adds to the small and medium enterprises' side of the balance, in hundredths of a percent.
    fn worth(&self, body: Body) -> i64 {
        let percent = self.constraints.sme_percent.hundredths();
        match (body, self.constraints.sme_of) {
            (Body::Sme, _) => 10_000 - percent,
            (Body::Other, SmeBase::Enterprises) => 0,
            (Body::LargeEnterprise | Body::Other, _) => -percent,
        }
    }

    /// Whether lists with 0, 1, 2 … entries more than `partial`, up to `size` in all, can satisfy everything. Empty when `partial` alone breaks a rule.
    fn sizes(&self, partial: &Partial<'_>, size: u32) -> Vec<bool> {
        let taken = partial.count();
        let Some((mut flow, must)) = self.graph(partial).filter(|_| taken <= size) else {
            return Vec::new();
        };
        let mut value: i64 = partial
            .taken
            .iter()
            .map(|index| self.ordered[*index].body)
            .chain(partial.phantom.map(|(_, body)| body))
            .map(|body| self.worth(body))
            .sum();
        let needed = MUST * i64::from(must);
        let mut possible = vec![value >= needed];
        for _ in taken..size {
            let Some(more) = flow.push() else { break };
            value += more;
            possible.push(value >= needed);
        }
        // A list of exactly `size` was asked for by some: say no rather than nothing.
        if narrow(possible.len()) <= size - taken {
            possible.push(false);
        }
        possible
    }

    /// The graph of what may still be added, and how many places tracks must still get. Nothing when a track or an entrant has too many already.
    fn graph(&self, partial: &Partial<'_>) -> Option<(Flow, u32)> {
        let mut in_track: BTreeMap<&TrackId, u32> = BTreeMap::new();
        if let Some((track, _)) = partial.phantom {
            in_track.insert(track, 1);
        }
        let mut of_entrant: BTreeMap<&str, u32> = BTreeMap::new();
        for index in &partial.taken {
            let candidate = self.ordered[*index];
            *in_track.entry(&candidate.track).or_default() += 1;
            *of_entrant.entry(&candidate.entrant).or_default() += 1;
        }
        let most = self.constraints.per_entrant.unwrap_or(u32::MAX);
        if of_entrant.values().any(|count| *count > most) {
            return None;
        }
        let entrants: BTreeSet<&str> = partial
            .open
            .keys()
            .filter_map(|class| class.entrant)
            .collect();
        let entrants: BTreeMap<&str, usize> = entrants
            .into_iter()
            .enumerate()
            .map(|(index, entrant)| (entrant, index + 2 + self.tracks.len()))
            .collect();
        let mut flow = Flow::new(2 + self.tracks.len() + entrants.len());
        for (entrant, node) in &entrants {
            let has = of_entrant.get(entrant).copied().unwrap_or(0);
            flow.edge(SOURCE, *node, most - has, 0);
        }
        for (class, open) in &partial.open {
            let from = class
                .entrant
                .and_then(|entrant| entrants.get(entrant))
                .copied();
            let track = *self.tracks.get(class.track)?;
            flow.edge(from.unwrap_or(SOURCE), track, *open, self.worth(class.body));
        }
        let mut must = 0;
        for (track, node) in &self.tracks {
            let wish = self
                .constraints
                .tracks
                .get(*track)
                .copied()
                .unwrap_or_default();
            let has = in_track.get(*track).copied().unwrap_or(0);
            let room = wish.at_most.unwrap_or(u32::MAX).checked_sub(has)?;
            let missing = wish.at_least.unwrap_or(0).saturating_sub(has);
            flow.edge(*node, SINK, missing.min(room), MUST);
            flow.edge(*node, SINK, room - missing.min(room), 0);
            must += missing;
        }
        Some((flow, must))
    }
}
