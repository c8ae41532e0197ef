//! What was done beside marking: tracks closed, entries reviewed again, open items decided, results signed and reopened.
//!
//! The one rule: counted from signed documents, not from the log, so that two desks with the same documents say the same.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::Round;
use jury_core::{Digest, TrackId};
use jury_seal::document::{Closing, Document as _, Ticket};

use super::Place;
use crate::desk::{OpenDesk, read_payload};
use crate::error::DeskError;
use crate::facts::ContestFacts;
use crate::finalising::{Standing, decisions};
use crate::merging::Merged;

pub(super) struct Acts {
    /// The day a track was closed last.
    pub(super) closed: BTreeMap<Place, String>,
    pub(super) standing: BTreeMap<Place, Standing>,
    /// Decisions that stand.
    pub(super) decisions: BTreeMap<Round, usize>,
    tickets: Vec<Place>,
}

impl Acts {
    pub(super) fn of(desk: &OpenDesk, merged: &Merged) -> Result<Self, DeskError> {
        let mut closings: BTreeMap<Place, String> = BTreeMap::new();
        for envelope in desk.documents(Closing::KIND)? {
            let closing: Closing = read_payload(&envelope)?;
            let last = closings.entry((closing.round, closing.track)).or_default();
            *last = std::mem::take(last).max(closing.at);
        }
        let mut tickets = Vec::new();
        for envelope in desk.documents(Ticket::KIND)? {
            let ticket: Ticket = read_payload(&envelope)?;
            tickets.push((ticket.round, ticket.track));
        }
        let (mut standing, mut decided) = (BTreeMap::new(), BTreeMap::new());
        for round in merged.rounds() {
            let of_round = round.facts.round;
            for track in &round.facts.tracks {
                let stands = Standing::of(desk, of_round, &track.id)?;
                standing.insert((of_round, track.id.clone()), stands);
            }
            let (all, _) = decisions(desk, of_round)?;
            let replaced: BTreeSet<Digest> =
                all.iter().filter_map(|one| one.document.replaces).collect();
            let stands = all.iter().filter(|one| !replaced.contains(&one.digest));
            decided.insert(of_round, stands.count());
        }
        Ok(Self {
            closed: closings
                .into_iter()
                .map(|(place, at)| (place, day(&at).to_owned()))
                .collect(),
            standing,
            decisions: decided,
            tickets,
        })
    }

    pub(super) fn rereviews(&self, round: Round, track: &TrackId) -> usize {
        let here = |(of, on): &&Place| *of == round && on == track;
        self.tickets.iter().filter(here).count()
    }

    pub(super) fn rereviews_in(&self, round: Round) -> usize {
        self.tickets.iter().filter(|(of, _)| *of == round).count()
    }

    pub(super) fn reopened_in(&self, round: Round) -> usize {
        let here = self.standing.iter().filter(|((of, _), _)| *of == round);
        here.map(|(_, standing)| standing.reopenings()).sum()
    }

    /// A line for every reopening, the oldest version first.
    pub(super) fn reasons(&self, facts: &ContestFacts) -> Vec<String> {
        let mut lines = Vec::new();
        for ((round, track), standing) in &self.standing {
            for version in standing.versions.iter().rev() {
                if let Some((_, reopening)) = &version.reopened {
                    lines.push(format!(
                        "{}{} 第 {} 版于 {} 重开，理由：{}",
                        round.label(),
                        facts.track_name(track),
                        version.document.version,
                        day(&reopening.at),
                        reopening.reason
                    ));
                }
            }
        }
        lines
    }
}

/// The day of a time in RFC 3339.
pub(super) fn day(at: &str) -> &str {
    at.split('T').next().unwrap_or_default()
}
