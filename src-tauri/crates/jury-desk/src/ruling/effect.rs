//! What another rule would change in a track's ranking as it stands.
//!
//! The one rule: both rankings come from the same marks; nothing is kept of the other rule.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::EntryId;
use jury_core::contest::Track;
use jury_core::ranking::Ranked;
use jury_core::rule::Rule;

use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::merging::{Merged, look};
use crate::outcome::awards;
use crate::wire::rules::{RuleEffect, RuleFortune, RuleMove};
use crate::{results, rounds};

/// Words for what entries get, before and after: awards and places in the next round.
type Fortunes = Vec<(BTreeMap<EntryId, String>, BTreeMap<EntryId, String>)>;

/// The effect on every track.
pub(super) fn of_all(
    desk: &OpenDesk,
    merged: &Merged,
    rule: &Rule,
) -> Result<Vec<RuleEffect>, DeskError> {
    let now = &merged.facts.rule;
    let is_last = now
        .rounds
        .last()
        .is_some_and(|one| one.round == merged.facts.round);
    let mut fortunes = vec![(
        rounds::going_on(merged, now),
        rounds::going_on(merged, rule),
    )];
    if is_last {
        fortunes.push((
            awards::given_by(desk, merged, now)?,
            awards::given_by(desk, merged, rule)?,
        ));
    }
    let tracks = merged.facts.tracks.iter();
    Ok(tracks
        .map(|track| of(merged, track, rule, &fortunes))
        .collect())
}

fn of(merged: &Merged, track: &Track, rule: &Rule, fortunes: &Fortunes) -> RuleEffect {
    let now = results::ranked_of(merged, &track.id);
    let then = results::ranked_by(merged, Some(&track.id), rule);
    let before: BTreeMap<&EntryId, &Ranked> = now.iter().map(|one| (&one.entry, one)).collect();
    let moved = then
        .iter()
        .filter_map(|after| {
            let before = before.get(&after.entry)?;
            (before.rank != after.rank).then(|| changed(merged, before, after))
        })
        .collect();
    let (ties_now, ties_then) = (ties(&now), ties(&then));
    let with_rank = |one: &&Ranked| {
        let earlier = before.get(&one.entry).and_then(|one| one.rank);
        one.rank.or(earlier).is_some()
    };
    RuleEffect {
        track: track.id.to_string(),
        name: track.name.clone(),
        entries: look::narrow(then.iter().filter(with_rank).count()),
        moved,
        new_ties: ties_then
            .difference(&ties_now)
            .map(|tie| tie.iter().map(ToString::to_string).collect())
            .collect(),
        ties_gone: look::narrow(ties_now.difference(&ties_then).count()),
        fortunes: then
            .iter()
            .flat_map(|one| fortunes.iter().map(move |pair| (&one.entry, pair)))
            .filter_map(|(entry, (before, after))| fortune(merged, entry, before, after))
            .collect(),
    }
}

fn fortune(
    merged: &Merged,
    entry: &EntryId,
    before: &BTreeMap<EntryId, String>,
    after: &BTreeMap<EntryId, String>,
) -> Option<RuleFortune> {
    let words = |of: &BTreeMap<EntryId, String>| of.get(entry).cloned().unwrap_or_default();
    let (before, after) = (words(before), words(after));
    (before != after).then(|| RuleFortune {
        entry: entry.to_string(),
        title: title(merged, entry),
        before,
        after,
    })
}

fn title(merged: &Merged, entry: &EntryId) -> String {
    let title = merged
        .rounds()
        .find_map(|round| round.facts.entries.get(entry))
        .map(|one| one.entry.title.clone());
    title.unwrap_or_default()
}

/// Sets of entries that share a rank.
fn ties(ranked: &[Ranked]) -> BTreeSet<BTreeSet<&EntryId>> {
    let mut by_rank: BTreeMap<u32, BTreeSet<&EntryId>> = BTreeMap::new();
    for one in ranked.iter().filter(|one| one.tied) {
        if let Some(rank) = one.rank {
            by_rank.entry(rank).or_default().insert(&one.entry);
        }
    }
    by_rank.into_values().collect()
}

fn changed(merged: &Merged, before: &Ranked, after: &Ranked) -> RuleMove {
    let published = |one: &Ranked| one.published.as_ref().map(ToString::to_string);
    RuleMove {
        entry: after.entry.to_string(),
        title: title(merged, &after.entry),
        before: before.rank,
        after: after.rank,
        published_before: published(before),
        published_after: published(after),
    }
}
