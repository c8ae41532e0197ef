//! Sending out: packs and letters, and what must be known of materials for both.
//!
//! The one rule: a pack is the same for every expert of a track; what differs from person to person stands in the letter.

mod letters;
mod pack;
mod sealing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jury_core::contest::{Contest, Round};
use jury_core::{ContestId, Digest, ExpertId};
use jury_seal::document::letter::{
    LetterEntry, LetterMaterial, MaterialKind as Sealed, assignment_digest,
};
use jury_seal::document::rubric::RubricPart;
use jury_seal::wire::{Hex, Secret32};
use jury_seal::{canon, sha256};
use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, meta};
use crate::error::{DeskError, ErrorCode};
use crate::facts::{ContestFacts, EntryFacts, Tables, id, kind_of};
use crate::merging::look;
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::expert::MaterialKind;
use crate::wire::organiser::{DispatchLetter, DispatchLook, DispatchTrack};
use crate::{credentials, roster, rounds};

/// The organiser's contest in the round that is worked in, from its tables and shortlists.
pub(crate) fn facts(desk: &OpenDesk) -> Result<Arc<ContestFacts>, DeskError> {
    facts_in(desk, rounds::current(desk)?)
}

/// The whole contest, as the first round has it.
pub(crate) fn whole(desk: &OpenDesk) -> Result<Arc<ContestFacts>, DeskError> {
    facts_in(desk, rounds::first(&rounds::rule(desk)?))
}

/// The organiser's contest in one round: those who take part in it.
pub(crate) fn facts_in(desk: &OpenDesk, round: Round) -> Result<Arc<ContestFacts>, DeskError> {
    if let Some(facts) = desk.cached(|cache| cache.facts.get(&round).cloned()) {
        return Ok(facts);
    }
    let mut facts = load(desk, round)?;
    if let Some(part) = rounds::taking_part(desk, &facts.rule, round)? {
        part.narrow(&mut facts);
    }
    let facts = Arc::new(facts);
    desk.cached(|cache| cache.facts.insert(round, Arc::clone(&facts)));
    Ok(facts)
}

fn load(desk: &OpenDesk, round: Round) -> Result<ContestFacts, DeskError> {
    let missing = |what: &str| DeskError::new(ErrorCode::NotADesk).with("missing", what);
    let tables = desk.read(Tables::load)?;
    let part = rubric_part(desk)?;
    let name = desk
        .meta(meta::CONTEST)?
        .ok_or_else(|| missing("赛事名称"))?;
    let mut lines = name.lines();
    let mut line = || lines.next().unwrap_or_default().to_owned();
    let contest = Contest {
        id: id(ContestId::new(line()))?,
        name: line(),
        edition: line(),
    };
    let dossiers = letter_materials(desk)?;
    let mut calibration = tables.calibration;
    let entries = tables
        .entries
        .into_iter()
        .map(|(entry, size_basis)| {
            let listed = letter_entry(
                &entry,
                &size_basis,
                dossiers.get(entry.id.as_str()).cloned().unwrap_or_default(),
                Secret32::new([0; 32]),
            );
            let dossier = listed
                .dossier_digest()
                .map_err(|error| DeskError::internal(&error))?;
            let id_of_entry = entry.id.clone();
            Ok((
                id_of_entry.clone(),
                EntryFacts {
                    entry,
                    size_basis,
                    dossier,
                    calibration: calibration.remove(&id_of_entry),
                },
            ))
        })
        .collect::<Result<_, DeskError>>()?;
    Ok(ContestFacts {
        contest,
        round,
        rubric: part.to_core(),
        rubric_digest: part.digest().map_err(|error| DeskError::internal(&error))?,
        rule: rounds::rule(desk)?,
        tracks: tables.tracks,
        entries,
        experts: tables
            .experts
            .into_iter()
            .map(|expert| (expert.id.clone(), expert))
            .collect(),
        assignments: tables.assignments,
        recusals: tables.recusals,
    })
}

/// The rubric as letters carry it.
pub(crate) fn rubric_part(desk: &OpenDesk) -> Result<RubricPart, DeskError> {
    let bytes = desk.read(|view| Ok(table::meta::get(view, meta::RUBRIC)?))?;
    let bytes =
        bytes.ok_or_else(|| DeskError::new(ErrorCode::NotADesk).with("missing", "指标体系"))?;
    canon::from_bytes(&bytes).map_err(|error| DeskError::internal(&error))
}

/// Materials by entry, as letters list them; those not packed yet have no digest of tags.
pub(crate) fn letter_materials(
    desk: &OpenDesk,
) -> Result<BTreeMap<String, Vec<LetterMaterial>>, DeskError> {
    let mut by_entry: BTreeMap<String, Vec<LetterMaterial>> = BTreeMap::new();
    for row in desk.read(|view| Ok(table::material::list(view)?))? {
        let entry = row.entry.clone();
        by_entry
            .entry(entry)
            .or_default()
            .push(letter_material(row)?);
    }
    Ok(by_entry)
}

fn letter_material(row: table::material::Material) -> Result<LetterMaterial, DeskError> {
    let unreadable = row.problem.is_some();
    Ok(LetterMaterial {
        id: Hex::from_hex(&row.id)
            .ok_or_else(|| DeskError::new(ErrorCode::Internal).with("source", "material id"))?,
        kind: sealed_kind(kind_of(&row.kind)),
        media: media_of(&row.name).to_owned(),
        name: row.name,
        size: if unreadable { 0 } else { row.size },
        sha256: row
            .sha256
            .filter(|_| !unreadable)
            .unwrap_or_else(|| sha256(b"")),
        chunks: row.chunks.filter(|_| !unreadable).unwrap_or(0),
        tags_digest: row
            .tags_digest
            .filter(|_| !unreadable)
            .unwrap_or_else(|| sha256(b"")),
    })
}

const fn sealed_kind(kind: MaterialKind) -> Sealed {
    match kind {
        MaterialKind::ApplicationForm => Sealed::ApplicationForm,
        MaterialKind::Proof => Sealed::Proof,
        MaterialKind::Video => Sealed::Video,
        MaterialKind::Other => Sealed::Other,
    }
}

/// The media type a name claims; what a file really is, the reader's probe decides.
pub(crate) fn media_of(name: &str) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}

/// An entry as letters carry it.
pub(crate) fn letter_entry(
    entry: &jury_core::entry::Entry,
    basis: &str,
    materials: Vec<LetterMaterial>,
    key: Secret32,
) -> LetterEntry {
    LetterEntry {
        id: entry.id.clone(),
        title: entry.title.clone(),
        team: entry.team.clone(),
        entrant: entry.entrant.clone(),
        kind: entry.kind,
        topic: entry.topic.clone(),
        size_class: entry.size,
        size_basis: basis.to_owned(),
        profile: entry.profile.clone(),
        calibration: None,
        materials,
        key,
    }
}

/// The digest of every expert's assignment as it stands now: a sheet that names another was made from a replaced one.
pub(crate) fn assignment_digests(
    desk: &OpenDesk,
    facts: &ContestFacts,
) -> Result<BTreeMap<ExpertId, BTreeSet<Digest>>, DeskError> {
    let materials = letter_materials(desk)?;
    let entries: BTreeMap<_, LetterEntry> = facts
        .entries
        .values()
        .map(|one| {
            let of_entry = materials
                .get(one.entry.id.as_str())
                .cloned()
                .unwrap_or_default();
            (
                one.entry.id.clone(),
                letter_entry(
                    &one.entry,
                    &one.size_basis,
                    of_entry,
                    Secret32::new([0; 32]),
                ),
            )
        })
        .collect();
    facts
        .experts
        .values()
        .map(|expert| {
            Ok((
                expert.id.clone(),
                BTreeSet::from([digest_of(facts, &entries, expert)?]),
            ))
        })
        .collect()
}

fn digest_of(
    facts: &ContestFacts,
    entries: &BTreeMap<jury_core::EntryId, LetterEntry>,
    expert: &jury_core::contest::Expert,
) -> Result<Digest, DeskError> {
    let assigned = facts
        .assignments
        .get(&expert.id)
        .into_iter()
        .flatten()
        .filter_map(|entry| entries.get(entry));
    assignment_digest(
        &facts.contest.id,
        facts.round,
        &expert.track,
        &expert.id,
        assigned,
    )
    .map_err(|error| DeskError::internal(&error))
}

impl Session {
    pub(crate) fn dispatch_look(
        &self,
        _: Nothing,
        _: &Call<'_>,
    ) -> Result<DispatchLook, DeskError> {
        let desk = self.open_desk()?;
        let facts = facts(&desk)?;
        let roster = roster::current(&desk)?;
        let contest_code = roster
            .document
            .contest_key
            .key()
            .map(|key| key.short_code().to_string())
            .unwrap_or_default();
        Ok(DispatchLook {
            tracks: tracks(&desk, &facts)?,
            letters: issued(&desk, &facts)?,
            contest_code,
        })
    }
}

fn tracks(desk: &OpenDesk, facts: &ContestFacts) -> Result<Vec<DispatchTrack>, DeskError> {
    facts
        .tracks
        .iter()
        .map(|track| {
            let (materials, volumes) = desk.read(|view| {
                Ok((
                    table::material::of_track(view, track.id.as_str())?,
                    table::pack_volume::of_track(view, track.id.as_str())?,
                ))
            })?;
            Ok(DispatchTrack {
                id: track.id.to_string(),
                name: track.name.clone(),
                entries: look::narrow(facts.entries_of(&track.id).len()),
                materials: look::narrow(
                    materials
                        .iter()
                        .filter(|material| material.problem.is_none())
                        .count(),
                ),
                bytes: materials.iter().map(|material| material.size).sum(),
                volumes: volumes
                    .into_iter()
                    .filter(|volume| volume.complete)
                    .map(|volume| volume.file_name)
                    .collect(),
            })
        })
        .collect()
}

/// The latest letter of every expert. Codes are for the one who phones: the supervisor's login does not see them.
fn issued(desk: &OpenDesk, facts: &ContestFacts) -> Result<Vec<DispatchLetter>, DeskError> {
    let issues = desk.read(|view| Ok(table::letter_issue::list(view)?))?;
    let may_see = desk.contest_key.is_some();
    let row = |expert: &jury_core::contest::Expert| {
        let latest = issues
            .iter()
            .filter(|issue| {
                issue.expert == expert.id.as_str() && issue.round == facts.round.as_str()
            })
            .max_by_key(|issue| issue.seq);
        DispatchLetter {
            expert: expert.id.to_string(),
            name: expert.name.clone(),
            track: facts.track_name(&expert.track),
            chair: expert.chair,
            seq: latest.map(|issue| issue.seq),
            file: latest
                .map(|issue| issue.file_name.clone())
                .unwrap_or_default(),
            code: latest
                .filter(|_| may_see)
                .map(|issue| issue.code.clone())
                .unwrap_or_default(),
            at: latest.map(|issue| issue.at.to_string()).unwrap_or_default(),
        }
    };
    Ok(facts.judges().map(row).collect())
}

/// The introduction key of an expert: made with the contest, the same in every letter.
pub(crate) fn introduction_seed(desk: &OpenDesk, expert: &ExpertId) -> Result<[u8; 32], DeskError> {
    credentials::introduction_seed(desk, expert)
}
