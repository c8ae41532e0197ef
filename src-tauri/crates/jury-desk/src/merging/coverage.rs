//! How much of what is expected has come, counted in cells: of everything, of one track.
//!
//! The one rule: recused cells are expected of nobody.

use jury_core::TrackId;
use jury_core::merge::Coverage as CoreCoverage;

use super::Merged;
use super::look::narrow;
use crate::wire::merge::Coverage;

/// Coverage of everything.
pub(crate) fn coverage_of(coverage: &CoreCoverage) -> Coverage {
    counts(
        coverage.verified,
        coverage.provisional,
        coverage.held,
        coverage.recused,
        coverage.material_missing,
        coverage.awaited,
    )
}

/// Coverage of one track.
pub(crate) fn track_coverage(merged: &Merged, track: &TrackId) -> Coverage {
    let mut sums = [0; 6];
    for one in merged.facts.entries_of(track) {
        if let Some(cell) = merged.state.coverage.per_entry.get(&one.entry.id) {
            let parts = [
                cell.verified,
                cell.provisional,
                cell.held,
                cell.recused,
                cell.material_missing,
                cell.awaited,
            ];
            sums.iter_mut()
                .zip(parts)
                .for_each(|(sum, part)| *sum += part);
        }
    }
    let [verified, provisional, held, recused, missing, awaited] = sums;
    counts(verified, provisional, held, recused, missing, awaited)
}

fn counts(
    verified: usize,
    provisional: usize,
    held: usize,
    recused: usize,
    missing: usize,
    awaited: usize,
) -> Coverage {
    let expected = verified + provisional + held + missing + awaited;
    let tenths = ((verified + provisional) * 1000 + expected / 2)
        .checked_div(expected)
        .unwrap_or(0);
    Coverage {
        verified: narrow(verified),
        provisional: narrow(provisional),
        held: narrow(held),
        awaited: narrow(awaited + missing),
        recused: narrow(recused),
        expected: narrow(expected),
        percent: format!("{}.{}", tenths / 10, tenths % 10),
    }
}
