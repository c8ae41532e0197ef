//! What awards are worked out from: places with their scores, and what was decided at the lines.
//!
//! Not the awards (jury-core). The one rule: whoever left takes no place, and nobody else moves for it.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::awards::{Decisions, Field, LineDecision, Placed, TieAnswer};
use jury_core::ranking::Ranked;
use jury_core::rule::{AwardLevel, Places, RankBasis, Rule};
use jury_core::{EntryId, Exact, TrackId};

use super::LineSaid;
use crate::merging::Merged;
use crate::outcome::Said;
use crate::results;

pub(super) fn decisions(
    levels: &[AwardLevel],
    ranked: &BTreeMap<TrackId, Vec<Ranked>>,
    said: &[Said<LineSaid>],
) -> Decisions {
    let ids = |entries: &BTreeSet<String>| {
        entries
            .iter()
            .filter_map(|entry| EntryId::new(entry).ok())
            .collect()
    };
    let mut decisions = Decisions::new();
    for line in said {
        let Some((level, of)) = line.subject.split_once(' ') else {
            continue;
        };
        let index = levels.iter().position(|one| one.id.as_str() == level);
        let track = ranked.keys().find(|track| track.as_str() == of).cloned();
        let Some(index) = index.filter(|_| of.is_empty() || track.is_some()) else {
            continue;
        };
        let tie = line.body.above.as_ref().map(|above| TieAnswer {
            among: ids(&line.body.among),
            above: ids(above),
        });
        let decision = LineDecision {
            tie,
            fill_at_most: line.body.fill_at_most,
        };
        decisions.insert((index, track), decision);
    }
    decisions
}

/// The score ranks and floors are compared by: the published one where the rule says so.
pub(crate) fn score(rule: &Rule, ranked: &Ranked) -> Option<Exact> {
    match rule.rank_basis {
        RankBasis::Published => ranked.published.as_ref().map(jury_core::Published::exact),
        RankBasis::Exact => ranked.score.clone(),
    }
}

pub(super) fn field(
    merged: &Merged,
    rule: &Rule,
    ranked: &BTreeMap<TrackId, Vec<Ranked>>,
    left: &BTreeMap<String, String>,
) -> Field {
    let placed = |ranked: &[Ranked]| -> Vec<Placed> {
        let stays = ranked
            .iter()
            .filter(|one| !left.contains_key(one.entry.as_str()));
        stays
            .filter_map(|one| {
                Some(Placed {
                    entry: one.entry.clone(),
                    rank: one.rank?,
                    score: score(rule, one)?,
                })
            })
            .collect()
    };
    let across = |level: &AwardLevel| matches!(level.places, Places::Across(_));
    let mut field = Field {
        tracks: BTreeMap::new(),
        all: if rule.awards.levels.iter().any(across) {
            placed(&results::ranked_by(merged, None, rule))
        } else {
            Vec::new()
        },
    };
    for (track, ranked) in ranked {
        field.add(track.clone(), ranked.len(), placed(ranked));
    }
    field
}
