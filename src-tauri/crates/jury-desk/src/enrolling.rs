//! Enrolment beforehand, optional: an expert hands in their key, organiser and supervisor enter it into the roster.
//!
//! The file is the introduction certificate of the key, the same that every sheet carries. The one rule: entering a key takes two people.

use std::collections::BTreeMap;

use jury_core::ExpertId;
use jury_seal::document::parts::SigningRecord;
use jury_seal::document::roster::{Roster, RosterExpert};
use jury_seal::introduction::is_certified;
use jury_seal::{PublicKey, SigningKey, canon};
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::error::{DeskError, ErrorCode};
use crate::offers::{file_name, read_limited};
use crate::session::Session;
use crate::wire::Written;
use crate::wire::expert::SaveTo;
use crate::wire::organiser::{EnrolmentAdd, ExpertsLook};
use crate::{credentials, dispatch, organising, roster};

const LIMIT: u64 = 64 << 10;

/// A `*.juryenrol` file: canonical JSON.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EnrolmentFile {
    format: String,
    contest: String,
    expert: String,
    key: SigningRecord,
}

const FORMAT: &str = "jurybench-enrolment/1";

/// Whose a key is by the roster or by the files before this one.
fn owner(
    roster: &Roster,
    keys: &BTreeMap<ExpertId, Vec<PublicKey>>,
    key: &PublicKey,
) -> Option<ExpertId> {
    let known = |expert: &&RosterExpert| expert.keys.iter().any(|one| one.key.keyid == key.id());
    let of_roster = roster.experts.iter().find(known).map(|expert| &expert.id);
    let of_files = || keys.iter().find(|(_, keys)| keys.contains(key));
    of_roster
        .or_else(|| of_files().map(|(expert, _)| expert))
        .cloned()
}

impl Session {
    pub(crate) fn enrolment_save(&self, ask: SaveTo, _: &Call<'_>) -> Result<Written, DeskError> {
        let desk = self.open_desk()?;
        let letter = desk.letter()?;
        let file = EnrolmentFile {
            format: FORMAT.to_owned(),
            contest: letter.contest.id.to_string(),
            expert: letter.expert.id.to_string(),
            key: credentials::signing_record(&desk, &letter)?,
        };
        let bytes = canon::to_bytes(&file).map_err(|error| DeskError::internal(&error))?;
        self.write_to(&ask.target, &bytes)
    }

    pub(crate) fn enrolment_add(
        &self,
        ask: EnrolmentAdd,
        _: &Call<'_>,
    ) -> Result<ExpertsLook, DeskError> {
        let desk = self.open_desk()?;
        let supervisor =
            credentials::supervisor_key(self, &desk, &ask.supervisor, &ask.supervisor_passphrase)?;
        let roster = roster::current(&desk)?.document;
        let mut files = 0_u32;
        let mut keys: BTreeMap<ExpertId, Vec<PublicKey>> = BTreeMap::new();
        for path in self.files_of(&ask.files, &[".juryenrol"])? {
            let foreign =
                || DeskError::new(ErrorCode::EnrolmentForeign).with("file", file_name(&path));
            let file: EnrolmentFile =
                canon::from_bytes(&read_limited(&path, LIMIT)?).map_err(|_| foreign())?;
            let (expert, key) = self.certified(&file).ok_or_else(foreign)?;
            match owner(&roster, &keys, &key) {
                Some(known) if known == expert => {}
                Some(known) => {
                    return Err(DeskError::new(ErrorCode::EnrolmentTaken)
                        .with("file", file_name(&path))
                        .with("expert", known));
                }
                None => keys.entry(expert).or_default().push(key),
            }
            files += 1;
        }
        if files == 0 {
            return Err(DeskError::new(ErrorCode::NoFiles));
        }
        if keys.is_empty() {
            return Err(DeskError::new(ErrorCode::SameAsInForce).with("what", "这些签名钥匙"));
        }
        roster::renew(&desk, &supervisor, "登记签名钥匙", |roster| {
            roster::enrol(roster, &keys);
        })?;
        organising::experts(&desk)
    }

    /// The key of a file whose certificate holds for an expert of this contest.
    fn certified(&self, file: &EnrolmentFile) -> Option<(ExpertId, PublicKey)> {
        let desk = self.open_desk().ok()?;
        let facts = dispatch::facts(&desk).ok()?;
        let expert = ExpertId::new(&file.expert).ok()?;
        if file.format != FORMAT
            || file.contest != facts.contest.id.as_str()
            || !facts.experts.contains_key(&expert)
        {
            return None;
        }
        let introduction =
            SigningKey::from_seed(&credentials::introduction_seed(&desk, &expert).ok()?).public();
        let key = file.key.own.key().ok()?;
        // The introduction key certifies, and the organiser has it: nobody signs with it.
        if key == introduction {
            return None;
        }
        let certificate = file.key.introduction.as_ref()?;
        is_certified(&introduction, certificate, &facts.contest.id, &expert, &key)
            .then_some((expert, key))
    }
}
