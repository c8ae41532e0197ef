//! Composing the result document: the ranking as it stands, and the name of every document it was made from.
//!
//! The one rule: whoever has the inputs named here computes the same ranking; nothing that counted is left out.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::ranking::Ranked;
use jury_core::{Digest, ExpertId, TrackId};
use jury_exchange::rule_file::canonical_text;
use jury_seal::document::parts::Fraction;
use jury_seal::document::result::{EntryNames, Input, ResultDocument, ResultEntry, names_digest};
use jury_seal::document::{Closing, Confirmation, Document, Minutes, Sheet};
use jury_seal::{Envelope, sha256};

use super::items;
use super::standing::{Standing, decisions};
use crate::desk::{OpenDesk, read_payload};
use crate::error::{DeskError, ErrorCode};
use crate::merging::{Merged, files, knowledge, look};
use crate::{outcome, results, roster, signing};

pub(super) fn result(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
    supervisor: &str,
) -> Result<ResultDocument, DeskError> {
    let facts = &merged.facts;
    let standing = Standing::of(desk, facts.round, track)?;
    let last = standing.last();
    let rule = canonical_text(&facts.rule);
    Ok(ResultDocument {
        contest: facts.contest.id.clone(),
        round: facts.round,
        track: track.clone(),
        version: last.map_or(1, |version| version.document.version + 1),
        prev: last.map(|version| version.digest),
        reopening: last.and_then(|version| Some(version.reopened.as_ref()?.0)),
        rubric: facts.rubric_digest,
        rule_digest: sha256(rule.as_bytes()),
        rule,
        roster: roster::current(desk)?.digest,
        names: names(desk, merged, track)?,
        inputs: inputs(desk, merged, track)?,
        ranking: ranking(desk, merged, track)?,
        supervisor: supervisor.to_owned(),
        audit_head: desk.audit_head()?,
        at: desk.now()?.to_string(),
        app: signing::app(),
    })
}

/// The ranking of a track as a result carries it; awards stand in that of the last round.
pub(super) fn ranking(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<Vec<ResultEntry>, DeskError> {
    let mut awards = outcome::awards::in_last_round(desk, merged)?;
    let ranked = results::ranked_of(merged, track);
    let mut rows = ranked
        .iter()
        .map(|one| row(merged, one, awards.remove(&one.entry)))
        .collect::<Result<Vec<_>, _>>()?;
    rows.sort_by_key(|row| (row.rank.unwrap_or(u32::MAX), row.entry.clone()));
    Ok(rows)
}

/// The digest of what the entries of a track's ranking are called.
pub(super) fn names(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<Digest, DeskError> {
    // A later round's facts hold only those that went on; the ranking has the others too.
    let whole = knowledge::facts(desk)?;
    let ranked = results::ranked_of(merged, track);
    let known = ranked
        .iter()
        .filter_map(|one| Some((one.entry.as_str(), &whole.entries.get(&one.entry)?.entry)));
    names_digest(known.map(|(id, entry)| EntryNames {
        entrant: &entry.entrant,
        id,
        team: &entry.team,
        title: &entry.title,
    }))
    .map_err(|error| DeskError::internal(&error))
}

fn row(merged: &Merged, ranked: &Ranked, award: Option<String>) -> Result<ResultEntry, DeskError> {
    let excluded = merged.decisions.excludes_entry(&ranked.entry);
    let score = match &ranked.score {
        Some(exact) => Some(Fraction::of(exact).ok_or_else(|| {
            DeskError::new(ErrorCode::Internal).with("source", "a score beyond 53 bits")
        })?),
        None => None,
    };
    Ok(ResultEntry {
        entry: ranked.entry.clone(),
        rank: ranked.rank,
        score,
        published: ranked.published.as_ref().map(ToString::to_string),
        step: ranked
            .decided_by
            .filter(|_| !ranked.tied)
            .map(|step| look::narrow(step + 1)),
        award: award.filter(|_| !excluded),
        excluded,
    })
}

fn inputs(desk: &OpenDesk, merged: &Merged, track: &TrackId) -> Result<Vec<Input>, DeskError> {
    let facts = &merged.facts;
    let of_track = |expert: &ExpertId| facts.judges_in(expert, track);
    let current: BTreeMap<Digest, &ExpertId> = merged
        .state
        .current
        .iter()
        .filter(|(expert, _)| of_track(expert))
        .map(|(expert, digest)| (*digest, expert))
        .collect();
    let mut inputs = Inputs::default();
    for envelope in counted(desk, &current)? {
        inputs.take(&envelope);
        if envelope.payload_type == Sheet::KIND
            && let Some(ticket) = read_payload::<Sheet>(&envelope)?.ticket
        {
            inputs.name("ticket", ticket);
        }
    }
    for envelope in desk.documents(Confirmation::KIND)? {
        let confirmation: Confirmation = read_payload(&envelope)?;
        if of_track(&confirmation.expert) {
            inputs.take(&envelope);
        }
    }
    for envelope in desk.documents(Closing::KIND)? {
        let closing: Closing = read_payload(&envelope)?;
        if closing.round == facts.round && closing.track == *track {
            inputs.take(&envelope);
        }
    }
    let (_, in_force) = decisions(desk, facts.round)?;
    for (subject, _, digest) in in_force.iter() {
        // One on an expert who judges across tracks is in the result of each.
        if items::in_track(merged, subject, track) {
            inputs.name("decision", digest);
        }
    }
    inputs.minutes(desk, merged, track)?;
    for earlier in &merged.earlier {
        let standing = Standing::of(desk, earlier.facts.round, track)?;
        if let Some(version) = standing.in_force() {
            inputs.name("result", version.digest);
        }
    }
    Ok(inputs.0.into_iter().collect())
}

/// The envelopes of the documents that count, out of everything received.
fn counted(
    desk: &OpenDesk,
    wanted: &BTreeMap<Digest, &ExpertId>,
) -> Result<Vec<Envelope>, DeskError> {
    let mut found = BTreeMap::new();
    for bytes in files::envelopes(desk)? {
        if let Ok((envelope, _)) = Envelope::read(&bytes?)
            && wanted.contains_key(&envelope.digest())
        {
            found.insert(envelope.digest(), envelope);
        }
    }
    Ok(found.into_values().collect())
}

#[derive(Default)]
struct Inputs(BTreeSet<Input>);

impl Inputs {
    fn name(&mut self, kind: &str, digest: Digest) {
        self.0.insert(Input {
            kind: kind.to_owned(),
            digest,
        });
    }

    fn take(&mut self, envelope: &Envelope) {
        let kind = envelope
            .payload_type
            .strip_prefix("application/vnd.jurybench.")
            .and_then(|rest| rest.strip_suffix("+json;v=1"))
            .unwrap_or_default();
        self.name(kind, envelope.digest());
    }

    /// Minutes that no later ones replace.
    fn minutes(
        &mut self,
        desk: &OpenDesk,
        merged: &Merged,
        track: &TrackId,
    ) -> Result<(), DeskError> {
        let mut of_track = BTreeMap::new();
        for envelope in desk.documents(Minutes::KIND)? {
            let minutes: Minutes = read_payload(&envelope)?;
            if minutes.round == merged.facts.round && minutes.track == *track {
                of_track.insert(envelope.digest(), minutes.prev);
            }
        }
        let replaced: BTreeSet<Digest> = of_track.values().copied().flatten().collect();
        for digest in of_track.keys().filter(|digest| !replaced.contains(digest)) {
            self.name("minutes", *digest);
        }
        Ok(())
    }
}
