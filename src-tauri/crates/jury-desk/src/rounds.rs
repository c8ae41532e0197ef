//! Rounds on the organiser's desk: which one is worked in, who takes part in it, drawing the shortlist 入围名单.
//!
//! Where a line falls is jury-core's; ranks are results.rs. The one rule: who takes part in a later round is said by signed shortlists alone, so
//! that the state of every round is a function of the documents there are.

mod promoting;

pub(crate) use promoting::{differing, going_on};

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::Round;
use jury_core::rule::Rule;
use jury_core::{Digest, EntryId, ExpertId, TrackId};
use jury_exchange::rule_file::read_rule;
use jury_seal::ShortCode;
use jury_seal::document::{Document as _, Shortlist};

use crate::desk::{OpenDesk, meta, read_payload};
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::wire::start::DeskKind;

/// The rule in force on the organiser's desk.
pub(crate) fn rule(desk: &OpenDesk) -> Result<Rule, DeskError> {
    let text = desk
        .meta(meta::RULE)?
        .ok_or_else(|| DeskError::new(ErrorCode::NotADesk).with("missing", "规则文件"))?;
    read_rule(&text).map_err(|error| DeskError::internal(&error))
}

/// The round in which everybody takes part.
pub(crate) fn first(rule: &Rule) -> Round {
    rule.rounds.first().map_or(Round::Written, |one| one.round)
}

/// The rounds held before this one, in their order.
pub(crate) fn before(rule: &Rule, round: Round) -> impl Iterator<Item = Round> {
    rule.rounds
        .iter()
        .map(|one| one.round)
        .take_while(move |one| *one != round)
}

/// The round after this one.
pub(crate) fn after(rule: &Rule, round: Round) -> Option<Round> {
    let (index, _) = rule.round(round)?;
    rule.rounds.get(index + 1).map(|one| one.round)
}

/// The round that is worked in: the one chosen since signing in, or else the first that not every track has left. On an expert's desk the
/// letter's.
pub(crate) fn current(desk: &OpenDesk) -> Result<Round, DeskError> {
    if desk.kind == DeskKind::Expert {
        return Ok(desk.letter()?.round);
    }
    if let Some(round) = desk.cached(|cache| cache.round) {
        return Ok(round);
    }
    let (rule, lists) = (rule(desk)?, in_force(desk)?);
    let tracks = desk.read(|view| Ok(jury_store::table::track::list(view)?))?;
    let left = |round: Round| {
        let of_round = || lists.values().filter(|list| list.document.round == round);
        let gone_on = |track: &str| {
            of_round().any(|list| {
                list.document
                    .track
                    .as_ref()
                    .is_none_or(|of| of.as_str() == track)
            })
        };
        tracks.iter().all(|track| gone_on(&track.id))
    };
    let rounds = || rule.rounds.iter().map(|one| one.round);
    let here = rounds()
        .find(|round| !left(*round))
        .or(rounds().next_back());
    Ok(here.unwrap_or(Round::Written))
}

/// A shortlist with its names.
pub(crate) struct Listed {
    pub(crate) digest: Digest,
    pub(crate) code: String,
    pub(crate) document: Shortlist,
}

/// The shortlist in force of every round and track, or of a round across all tracks.
pub(crate) fn in_force(
    desk: &OpenDesk,
) -> Result<BTreeMap<(Round, Option<TrackId>), Listed>, DeskError> {
    let mut lists: BTreeMap<(Round, Option<TrackId>), Listed> = BTreeMap::new();
    for envelope in desk.documents(Shortlist::KIND)? {
        let document: Shortlist = read_payload(&envelope)?;
        let key = (document.round, document.track.clone());
        let is_newer = lists
            .get(&key)
            .is_none_or(|known| known.document.version < document.version);
        if is_newer {
            let listed = Listed {
                digest: envelope.digest(),
                code: ShortCode::of(&envelope.digest()).to_string(),
                document,
            };
            lists.insert(key, listed);
        }
    }
    Ok(lists)
}

/// Who takes part in a later round, and who judges whom there.
pub(crate) struct Part {
    entries: BTreeSet<EntryId>,
    assignments: BTreeMap<ExpertId, BTreeSet<EntryId>>,
}

/// Those who take part in a round by the shortlists that lead to it; nothing for the first round, which is open to all.
pub(crate) fn taking_part(
    desk: &OpenDesk,
    rule: &Rule,
    round: Round,
) -> Result<Option<Part>, DeskError> {
    if round == first(rule) {
        return Ok(None);
    }
    let mut part = Part {
        entries: BTreeSet::new(),
        assignments: BTreeMap::new(),
    };
    for list in in_force(desk)?.into_values() {
        if list.document.next != round {
            continue;
        }
        part.entries.extend(list.document.entries);
        for one in list.document.assignments {
            let entries = part.assignments.entry(one.expert).or_default();
            entries.extend(one.entries);
        }
    }
    part.assignments.retain(|_, entries| !entries.is_empty());
    Ok(Some(part))
}

impl Part {
    /// Leaves of a contest what takes part.
    pub(crate) fn narrow(self, facts: &mut ContestFacts) {
        facts
            .entries
            .retain(|entry, _| self.entries.contains(entry));
        let here = |entry: &EntryId| self.entries.contains(entry);
        for recused in facts.recusals.values_mut() {
            recused.retain(here);
        }
        facts.assignments = self.assignments;
    }
}
