//! Judging signed sheets without a desk: what the merge does once a store has given it the envelopes, for measuring and for checking a result
//! elsewhere.
//!
//! Not a second merge: the desk's own goes through the same function. The one rule: nothing but the arguments reaches the answer, and in what
//! order the envelopes come does not matter.

use std::collections::BTreeSet;
use std::convert::Infallible;

use jury_core::contest::Round;
use jury_core::merge::{Expected, MergeState};
use jury_seal::verify::KeyBook;

use crate::merging::judge::judge_by;

/// Examines every envelope under the keys of `book` and merges the sheets among them. `expected` and `book` are of one contest.
///
/// `elsewhere`: rounds that are merged on their own; what names one of these is left to it.
///
/// The envelopes are taken from the iterator as cores become free, so that thousands of them need not be in memory together.
#[must_use]
pub fn judge(
    envelopes: impl Iterator<Item = Vec<u8>> + Send,
    expected: &Expected,
    book: &KeyBook,
    elsewhere: &BTreeSet<Round>,
) -> MergeState {
    match judge_by(
        expected,
        book,
        elsewhere,
        envelopes.map(Ok::<_, Infallible>),
    ) {
        Ok(judgement) => judgement.state,
        Err(never) => match never {},
    }
}
