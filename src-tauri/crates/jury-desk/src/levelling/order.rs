//! My ranking: totals first, then what my own hand changed.
//!
//! Pure, and never a source of marks. The one rule: a hand-made order only moves the entry that was moved, so that a total changed later puts
//! everything else where it belongs; and an order the totals already give is no move at all.

use std::collections::BTreeSet;

use jury_core::{EntryId, Exact};
use jury_store::table::own_order::Placed;

use crate::draft::Draft;
use crate::wire::expert::EntryState;

/// A complete entry in my ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stood {
    pub(crate) entry: EntryId,
    pub(crate) title: String,
    pub(crate) total: Exact,
    /// Undecided equals share the place of the first of them.
    pub(crate) place: u32,
}

impl Stood {
    /// The total as it is shown.
    pub(crate) fn shown(&self) -> String {
        self.total.round_half_up(2).to_string()
    }
}

/// My whole ranking, best first.
pub(crate) fn ranking(draft: &Draft, placed: &[Placed]) -> Vec<Stood> {
    let mut stood = by_totals(draft);
    for one in placed {
        apply(&mut stood, one);
    }
    share_places(&mut stood, placed);
    stood
}

fn by_totals(draft: &Draft) -> Vec<Stood> {
    let mut stood: Vec<Stood> = draft
        .compared()
        .filter(|work| work.state(&draft.rubric) == EntryState::Done)
        .filter_map(|work| {
            Some(Stood {
                entry: work.assigned.id.clone(),
                title: work.assigned.title.clone(),
                total: work.total(&draft.rubric)?,
                place: 0,
            })
        })
        .collect();
    // A stable sort: equals stay in reading order.
    stood.sort_by(|one, other| other.total.cmp(&one.total));
    stood
}

fn apply(stood: &mut Vec<Stood>, placed: &Placed) {
    let position = |id: &str| stood.iter().position(|one| one.entry.as_str() == id);
    let (Some(upper), Some(lower)) = (position(&placed.upper), position(&placed.lower)) else {
        return;
    };
    if upper < lower {
        return;
    }
    if placed.moved == placed.upper {
        let moved = stood.remove(upper);
        stood.insert(lower, moved);
    } else {
        let moved = stood.remove(lower);
        // The one above has moved up by one.
        stood.insert(upper, moved);
    }
}

fn share_places(stood: &mut [Stood], placed: &[Placed]) {
    for at in 0..stood.len() {
        let shares = at > 0 && is_open_tie(&stood[at - 1], &stood[at], placed);
        stood[at].place = if shares {
            stood[at - 1].place
        } else {
            u32::try_from(at + 1).unwrap_or(u32::MAX)
        };
    }
}

/// Neighbours of equal totals of which I have not said which is better.
pub(crate) fn ties<'s>(stood: &'s [Stood], placed: &[Placed]) -> Vec<(&'s Stood, &'s Stood)> {
    stood
        .windows(2)
        .map(|pair| (&pair[0], &pair[1]))
        .filter(|(upper, lower)| is_open_tie(upper, lower, placed))
        .collect()
}

fn is_open_tie(upper: &Stood, lower: &Stood, placed: &[Placed]) -> bool {
    upper.total == lower.total
        && !placed
            .iter()
            .any(|one| one.upper == upper.entry.as_str() && one.lower == lower.entry.as_str())
}

/// Where I put one above another that has the higher total, unless I said that I mean it for these totals.
pub(crate) fn disagreements<'s>(
    stood: &'s [Stood],
    placed: &[Placed],
) -> Vec<(&'s Stood, &'s Stood)> {
    let find = |id: &str| {
        stood
            .iter()
            .enumerate()
            .find(|(_, one)| one.entry.as_str() == id)
    };
    let mut seen = BTreeSet::new();
    placed
        .iter()
        .filter_map(|one| {
            let ((upper_at, upper), (lower_at, lower)) = (find(&one.upper)?, find(&one.lower)?);
            let against = upper_at < lower_at && upper.total < lower.total;
            let meant = one.kept.as_deref() == Some(kept(upper, lower).as_str());
            (against && !meant && seen.insert((&upper.entry, &lower.entry)))
                .then_some((upper, lower))
        })
        .collect()
}

/// The totals for which 保持 was said.
pub(crate) fn kept(upper: &Stood, lower: &Stood) -> String {
    format!("{}/{}", upper.shown(), lower.shown())
}

#[cfg(test)]
mod tests;
