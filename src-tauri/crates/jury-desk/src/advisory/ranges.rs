//! How sure ranks are: the bootstrap as long work that reports, can be given up, and is kept while the marks stay the same.
//!
//! The one rule: the seed comes from the marks themselves, so that the same set of sheets gives the same ranges on every desk.

use std::ops::ControlFlow;
use std::sync::Arc;

use jury_core::Digest;
use jury_stats::Aggregate;
use jury_stats::bootstrap::{RankShares, Resampling};

use super::marks::Marks;
use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::DeskError;

/// Draws at random; as many distinct ones are enumerated where that covers all.
const DRAWS: usize = 10_000;
/// Marks looked at between two reports: some tens of milliseconds.
const MARKS_A_STEP: usize = 200_000;

/// What ranges were computed of, and the ranges.
pub(crate) type Kept = (Digest, Aggregate, Arc<RankShares>);

pub(super) fn shares(
    desk: &OpenDesk,
    marks: &Marks<'_>,
    call: &Call<'_>,
) -> Result<Arc<RankShares>, DeskError> {
    let kept = desk.cached(|cache| cache.ranges.clone());
    if let Some((basis, aggregate, shares)) = kept
        && (basis, aggregate) == (marks.basis, marks.aggregate)
    {
        return Ok(shares);
    }
    let shares = Arc::new(compute(marks, call)?);
    let keep = (marks.basis, marks.aggregate, Arc::clone(&shares));
    desk.cached(|cache| cache.ranges = Some(keep));
    Ok(shares)
}

fn compute(marks: &Marks<'_>, call: &Call<'_>) -> Result<RankShares, DeskError> {
    let resampling = Resampling {
        draws: DRAWS,
        seed: seed(&marks.basis),
    };
    let of_draw = (marks.weighed.entries() * marks.weighed.experts()).max(1);
    let every = (MARKS_A_STEP / of_draw).max(1);
    call.step("正在推演名次范围", 0, 0, "次")?;
    let mut stopped = None;
    let shares = RankShares::watched(&marks.weighed, marks.aggregate, resampling, |done, all| {
        if !done.is_multiple_of(every) {
            return ControlFlow::Continue(());
        }
        match call.step("正在推演名次范围", wide(done), wide(all), "次") {
            Ok(()) => ControlFlow::Continue(()),
            Err(given_up) => {
                stopped = Some(given_up);
                ControlFlow::Break(())
            }
        }
    });
    match (shares, stopped) {
        (Some(shares), None) => {
            // Few draws are done before a step is due; whoever gave up meanwhile is still heard.
            let all = wide(shares.draws());
            call.step("正在推演名次范围", all, all, "次")?;
            Ok(shares)
        }
        (_, Some(given_up)) => Err(given_up),
        (None, None) => Err(DeskError::new(crate::error::ErrorCode::Cancelled)),
    }
}

fn seed(basis: &Digest) -> u64 {
    let first: [u8; 8] = std::array::from_fn(|place| basis.0[place]);
    u64::from_be_bytes(first)
}

fn wide(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
