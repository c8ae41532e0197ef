//! How a track stands: the results signed so far, and which of them is in force.
//!
//! Read from the desk's own documents. The one rule: a result is in force while no reopening names it, and only the highest version can be.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::Round;
use jury_core::merge::Decisions;
use jury_core::{Digest, TrackId};
use jury_seal::document::{Decision, Document as _, Reopening, ResultDocument};

use crate::desk::{OpenDesk, read_payload};
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::wire::start::DeskKind;

/// One version of a result with its name.
pub(crate) struct Version {
    pub(crate) digest: Digest,
    pub(crate) document: ResultDocument,
    /// The reopening that ended it, with its name.
    pub(crate) reopened: Option<(Digest, Reopening)>,
}

/// The results of one track and round, the latest first.
pub(crate) struct Standing {
    pub(crate) versions: Vec<Version>,
}

impl Standing {
    pub(crate) fn of(desk: &OpenDesk, round: Round, track: &TrackId) -> Result<Self, DeskError> {
        let mut all = results(desk)?;
        all.retain(|version| version.document.round == round && version.document.track == *track);
        Ok(Self { versions: all })
    }

    pub(crate) fn last(&self) -> Option<&Version> {
        self.versions.first()
    }

    pub(crate) fn in_force(&self) -> Option<&Version> {
        self.last().filter(|version| version.reopened.is_none())
    }

    /// How often the track was reopened.
    pub(crate) fn reopenings(&self) -> usize {
        let reopened = |version: &&Version| version.reopened.is_some();
        self.versions.iter().filter(reopened).count()
    }
}

/// Every result this desk signed, the highest version first. A chair's desk has none.
fn results(desk: &OpenDesk) -> Result<Vec<Version>, DeskError> {
    if desk.kind == DeskKind::Expert {
        return Ok(Vec::new());
    }
    let mut reopened = BTreeMap::new();
    for envelope in desk.documents(Reopening::KIND)? {
        let document: Reopening = read_payload(&envelope)?;
        reopened.insert(document.result, (envelope.digest(), document));
    }
    let mut versions = Vec::new();
    for envelope in desk.documents(ResultDocument::KIND)? {
        let digest = envelope.digest();
        versions.push(Version {
            digest,
            document: read_payload(&envelope)?,
            reopened: reopened.remove(&digest),
        });
    }
    versions.sort_by_key(|version| std::cmp::Reverse(version.document.version));
    Ok(versions)
}

/// The sheets and transcripts that counted, of every track that is final.
pub(crate) fn finalised_inputs(
    desk: &OpenDesk,
    facts: &ContestFacts,
) -> Result<BTreeMap<TrackId, BTreeSet<Digest>>, DeskError> {
    let mut finalised = BTreeMap::new();
    for track in &facts.tracks {
        let standing = Standing::of(desk, facts.round, &track.id)?;
        if let Some(version) = standing.in_force() {
            let counted = version
                .document
                .inputs
                .iter()
                .filter(|input| matches!(input.kind.as_str(), "scoresheet" | "transcript"))
                .map(|input| input.digest)
                .collect();
            finalised.insert(track.id.clone(), counted);
        }
    }
    Ok(finalised)
}

/// A decision this desk signed, with its name.
pub(crate) struct Decided {
    pub(crate) digest: Digest,
    pub(crate) document: Decision,
}

/// Every decision of a round, and which of them are in force.
pub(crate) fn decisions(
    desk: &OpenDesk,
    round: Round,
) -> Result<(Vec<Decided>, Decisions), DeskError> {
    let mut all = Vec::new();
    for envelope in desk.documents(Decision::KIND)? {
        let document: Decision = read_payload(&envelope)?;
        if document.round == round {
            all.push(Decided {
                digest: envelope.digest(),
                document,
            });
        }
    }
    let set = all
        .iter()
        .filter_map(|one| Some((one.digest, one.document.to_core()?)))
        .collect();
    let in_force = Decisions::in_force(&set);
    Ok((all, in_force))
}

/// Refuses an act that would change a final track.
pub(crate) fn refuse_final(
    desk: &OpenDesk,
    facts: &ContestFacts,
    track: &TrackId,
) -> Result<(), DeskError> {
    refuse_final_in(desk, facts, facts.round, track)
}

/// The same of a round that need not be the one worked in.
pub(crate) fn refuse_final_in(
    desk: &OpenDesk,
    facts: &ContestFacts,
    round: Round,
    track: &TrackId,
) -> Result<(), DeskError> {
    match Standing::of(desk, round, track)?.in_force() {
        None => Ok(()),
        Some(version) => Err(DeskError::new(ErrorCode::Finalised)
            .with("track", facts.track_name(track))
            .with("version", version.document.version)),
    }
}
