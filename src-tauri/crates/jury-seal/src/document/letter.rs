//! The assignment letter, 任务函: what one expert needs to judge one track in one round.
//!
//! Not readable by anyone else: the signed letter travels inside an age file ([`crate::letter_file`]). The one rule: it carries secrets
//! (entry keys, the introduction key), so it is stored only in the encrypted desk and never printed.

use jury_core::entry::EntrantKind;
use jury_core::size_class::SizeClass;
use jury_core::{ContestId, EntryId, ExpertId, PanelId, ProfileId, TrackId, contest::Round};
use serde::{Deserialize, Serialize};

use super::calibration::Calibration;
use super::gates;
use super::parts::{ContestName, KeyRecord, Supervisor, TrackName, distinct};
use super::roster::RosterExpert;
use super::rubric::RubricPart;
use super::{Document, SealError, ShapeFault};
use crate::canon;
use crate::digest::{Digest, sha256};
use crate::keys::SigningKey;
use crate::wire::{self, Hex, Secret32};

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// 1, 2, 3 … per expert, round and track.
    pub no: u32,
    /// The letter this one replaces; null for the first.
    #[serde(with = "wire::optional")]
    pub replaces: Option<Digest>,
    /// The contest.
    pub contest: ContestName,
    /// The round.
    #[serde(with = "wire::text")]
    pub round: Round,
    /// The track.
    pub track: TrackName,
    /// Whom it is for.
    pub expert: Addressee,
    /// The introduction key's seed, the same in all letters of this expert and contest.
    pub introduction: Secret32,
    /// The rubric to judge by.
    pub rubric: RubricPart,
    /// SHA-256 of the rubric's canonical bytes.
    #[serde(with = "wire::text")]
    pub rubric_digest: Digest,
    /// The rule file, TOML text.
    pub rule: String,
    /// SHA-256 of the rule file's UTF-8 bytes.
    #[serde(with = "wire::text")]
    pub rule_digest: Digest,
    /// This expert's entries in reading order.
    pub entries: Vec<LetterEntry>,
    /// Whether the expert may copy the text of materials out of the program.
    pub copying: bool,
    /// The last day, RFC 3339; a warning, never a lock.
    pub expires: String,
    /// The organiser's age recipient for rescue.
    pub recovery: String,
    /// The key that signs this letter, pinned on the first.
    pub contest_key: KeyRecord,
    /// Those who countersign and confirm.
    pub supervisors: Vec<Supervisor>,
    /// The chairs an expert may hear from.
    pub chairs: Vec<ChairName>,
    /// For a chair: what aggregating the panel needs; null otherwise.
    #[serde(deserialize_with = "wire::or_null")]
    pub panel: Option<PanelPart>,
    /// When it was made, RFC 3339; advisory.
    pub at: String,
}

/// Whom a letter is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addressee {
    /// The expert.
    #[serde(with = "wire::text")]
    pub id: ExpertId,
    /// The name as printed.
    pub name: String,
    /// The employer.
    pub unit: String,
    /// The panel.
    #[serde(with = "wire::text")]
    pub panel: PanelId,
    /// Whether the letter appoints them chair of it.
    pub chair: bool,
}

/// The chair of a panel with the keys known of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChairName {
    /// The panel.
    #[serde(with = "wire::text")]
    pub panel: PanelId,
    /// The chair.
    #[serde(with = "wire::text")]
    pub expert: ExpertId,
    /// The name as printed.
    pub name: String,
    /// Their keys in the roster, introduction keys among them.
    pub keys: Vec<KeyRecord>,
}

/// An entry to judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterEntry {
    /// The entry.
    #[serde(with = "wire::text")]
    pub id: EntryId,
    /// The title.
    pub title: String,
    /// The team.
    pub team: String,
    /// The lead entrant.
    pub entrant: String,
    /// What kind of body the entrant is.
    #[serde(with = "wire::text")]
    pub kind: EntrantKind,
    /// The topic chosen.
    pub topic: String,
    /// The size class decided.
    #[serde(with = "wire::text")]
    pub size_class: SizeClass,
    /// Why that size class, one line for people.
    pub size_basis: String,
    /// The weight profile in force.
    #[serde(with = "wire::text")]
    pub profile: ProfileId,
    /// For an entry that is judged for calibration and counts for nothing; null for every other.
    #[serde(deserialize_with = "wire::or_null")]
    pub calibration: Option<Calibration>,
    /// The dossier.
    pub materials: Vec<LetterMaterial>,
    /// The entry key, from which every material's key is derived.
    pub key: Secret32,
}

/// A material of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterMaterial {
    /// The opaque id under which the pack stores it.
    pub id: Hex<16>,
    /// Application form, proof, video, other.
    pub kind: MaterialKind,
    /// The name shown; never a path.
    pub name: String,
    /// The media type as probed, such as `application/pdf`.
    pub media: String,
    /// Bytes in clear.
    pub size: u64,
    /// SHA-256 in clear.
    #[serde(with = "wire::text")]
    pub sha256: Digest,
    /// How many chunks.
    pub chunks: u32,
    /// SHA-256 of the chunks' tags, concatenated.
    #[serde(with = "wire::text")]
    pub tags_digest: Digest,
}

/// What a material is in the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaterialKind {
    /// 申报书.
    ApplicationForm,
    /// 证明材料.
    Proof,
    /// 视频.
    Video,
    /// 其他.
    Other,
}

/// A chair's part: the panel as the roster has it, who judges what, and every entry of the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelPart {
    /// The roster's version this part was taken from.
    pub roster_version: u32,
    /// The panel's experts with their keys.
    pub experts: Vec<RosterExpert>,
    /// Who judges what.
    pub assignments: Vec<Assignment>,
    /// Every entry the panel judges.
    pub entries: Vec<LetterEntry>,
}

/// Who judges what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The expert.
    #[serde(with = "wire::text")]
    pub expert: ExpertId,
    /// Their entries.
    #[serde(with = "wire::list")]
    pub entries: Vec<EntryId>,
    /// The assignment digest their sheets name.
    #[serde(with = "wire::text")]
    pub digest: Digest,
}

/// The part of a letter that a sheet is bound to. Not the letter's digest: a replaced letter with the same assignment leaves it as it
/// is, and so do new keys, a new reading order or a later expiry.
#[derive(Debug, Serialize)]
struct AssignmentPart<'a> {
    contest: &'a str,
    round: &'a str,
    track: &'a str,
    expert: &'a str,
    entries: Vec<AssignedEntry>,
}

#[derive(Debug, Serialize)]
struct AssignedEntry {
    id: String,
    size_class: &'static str,
    profile: String,
    dossier: String,
}

#[derive(Debug, Serialize)]
struct DossierPart<'a> {
    entry: &'a str,
    materials: Vec<DossierMaterial<'a>>,
}

#[derive(Debug, Serialize)]
struct DossierMaterial<'a> {
    kind: MaterialKind,
    name: &'a str,
    size: u64,
    sha256: String,
}

impl<'a> DossierMaterial<'a> {
    fn of(material: &'a LetterMaterial) -> Self {
        Self {
            kind: material.kind,
            name: &material.name,
            size: material.size,
            sha256: material.sha256.to_string(),
        }
    }
}

/// The assignment digest of an expert with these entries: SHA-256 of the canonical bytes of contest, round, track, expert and, ascending
/// by entry, id, size class, profile and dossier digest.
///
/// # Errors
/// [`SealError`] if a name may not stand in a payload.
pub fn assignment_digest<'a>(
    contest: &ContestId,
    round: Round,
    track: &TrackId,
    expert: &ExpertId,
    entries: impl IntoIterator<Item = &'a LetterEntry>,
) -> Result<Digest, SealError> {
    let mut entries = entries
        .into_iter()
        .map(LetterEntry::assigned)
        .collect::<Result<Vec<_>, _>>()?;
    entries.sort_by(|one, other| one.id.cmp(&other.id));
    let part = AssignmentPart {
        contest: contest.as_str(),
        round: round.as_str(),
        track: track.as_str(),
        expert: expert.as_str(),
        entries,
    };
    Ok(sha256(&canon::to_bytes(&part)?))
}

impl LetterEntry {
    /// The dossier's digest: SHA-256 of the canonical bytes of the entry's id and its materials' kinds, names, sizes and digests, in
    /// order. Encryption does not enter it, so that a rebuilt pack leaves it as it is.
    ///
    /// # Errors
    /// [`SealError`] if a name may not stand in a payload.
    pub fn dossier_digest(&self) -> Result<Digest, SealError> {
        let materials = self.materials.iter().map(DossierMaterial::of).collect();
        let part = DossierPart {
            entry: self.id.as_str(),
            materials,
        };
        Ok(sha256(&canon::to_bytes(&part)?))
    }

    fn assigned(&self) -> Result<AssignedEntry, SealError> {
        Ok(AssignedEntry {
            id: self.id.to_string(),
            size_class: self.size_class.as_str(),
            profile: self.profile.to_string(),
            dossier: self.dossier_digest()?.to_string(),
        })
    }
}

impl Letter {
    /// The digest that sheets under this letter name as their assignment.
    ///
    /// # Errors
    /// [`SealError`] if a name may not stand in a payload.
    pub fn assignment_digest(&self) -> Result<Digest, SealError> {
        assignment_digest(
            &self.contest.id,
            self.round,
            &self.track.id,
            &self.expert.id,
            &self.entries,
        )
    }

    /// The introduction key.
    #[must_use]
    pub fn introduction_key(&self) -> SigningKey {
        SigningKey::from_seed(self.introduction.expose())
    }
}

impl Document for Letter {
    const KIND: &'static str = "application/vnd.jurybench.letter+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        if self.no == 0 || (self.no == 1) != self.replaces.is_none() {
            return Err(ShapeFault::new(
                "no",
                "the first letter replaces none, every other replaces one",
            ));
        }
        distinct("entries", self.entries.iter().map(|entry| &entry.id))?;
        distinct(
            "materials",
            self.entries
                .iter()
                .flat_map(|entry| &entry.materials)
                .map(|material| material.id),
        )?;
        gates::check_listed(&self.rubric.gates)?;
        let rubric = self.rubric.to_core();
        let panel = self.panel.iter().flat_map(|panel| &panel.entries);
        for entry in self.entries.iter().chain(panel) {
            if let Some(calibration) = &entry.calibration {
                let place = format!("entries[{}]", entry.id);
                calibration.check(&place, &rubric, &entry.profile)?;
            }
        }
        if self.expert.chair != self.panel.is_some() {
            return Err(ShapeFault::new(
                "panel",
                "stands in the letters of chairs only",
            ));
        }
        if self.rule_digest != sha256(self.rule.as_bytes()) {
            return Err(ShapeFault::new(
                "rule_digest",
                "is not the digest of the rule file",
            ));
        }
        match self.rubric.digest() {
            Ok(digest) if digest == self.rubric_digest => Ok(()),
            _ => Err(ShapeFault::new(
                "rubric_digest",
                "is not the digest of the rubric",
            )),
        }
    }
}
