//! Rescue of a forgotten passphrase, both sides.
//!
//! The one rule: the organiser never learns a signing key; what comes back opens the marks, and the expert signs with a new key from then on.

use std::path::Path;

use jury_core::{ContestId, ExpertId};
use jury_seal::document::Letter;
use jury_seal::rescue::{self, PendingRescue, RescueError};
use jury_seal::verify::open_rescue_request;
use jury_seal::wire::{Hex, Secret32};
use jury_seal::{PublicKey, ShortCode, SigningKey};
use jury_store::{DataKey, Desk, table, write_atomically};
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::desk::{OpenDesk, meta};
use crate::error::{DeskError, ErrorCode};
use crate::merging;
use crate::offers::{file_name, read_limited};
use crate::session::Session;
use crate::wire::Written;
use crate::wire::start::{
    OpenDesk as Seated, RescueAnswer, RescueApply, RescueRequest, RescueRequested,
};
use crate::{credentials, roster};

/// What a locked expert's desk must know of itself to ask for rescue; written when its letter is opened. Nothing in it is secret.
const WHO_FILE: &str = "desk.who";
/// The one-time key of a request under way.
const PENDING_FILE: &str = "desk.rescue";
const LIMIT: u64 = 1 << 20;

/// Who a locked desk belongs to.
#[derive(Debug, Serialize, Deserialize)]
struct Who {
    contest: String,
    expert: String,
    install: String,
    contest_key: String,
    supervisors: Vec<String>,
}

/// Notes, beside the locked desk, what a rescue needs.
pub(crate) fn note_who(desk: &OpenDesk, letter: &Letter) -> Result<(), DeskError> {
    let supervisors = letter
        .supervisors
        .iter()
        .filter_map(|one| one.key.key().ok())
        .map(|key| hex::encode(key.to_bytes()))
        .collect();
    let who = Who {
        contest: letter.contest.id.to_string(),
        expert: letter.expert.id.to_string(),
        install: desk.meta(meta::INSTALL)?.unwrap_or_default(),
        contest_key: desk.meta(meta::CONTEST_KEY)?.unwrap_or_default(),
        supervisors,
    };
    let bytes = serde_json::to_vec(&who).map_err(|error| DeskError::internal(&error))?;
    Ok(write_atomically(&desk.folder.join(WHO_FILE), &bytes)?)
}

fn read_who(folder: &Path) -> Result<Who, DeskError> {
    let missing = || DeskError::new(ErrorCode::NotADesk).with("missing", WHO_FILE);
    let bytes = read_limited(&folder.join(WHO_FILE), LIMIT).map_err(|_| missing())?;
    serde_json::from_slice(&bytes).map_err(|_| missing())
}

fn public_key(text: &str) -> Option<PublicKey> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    PublicKey::new(bytes).ok()
}

impl Session {
    pub(crate) fn rescue_request(
        &self,
        ask: RescueRequest,
        _: &Call<'_>,
    ) -> Result<RescueRequested, DeskError> {
        let folder = self.folder_of(&ask.desk)?;
        let who = read_who(&folder)?;
        let damaged = || DeskError::new(ErrorCode::NotADesk).with("missing", WHO_FILE);
        let contest = ContestId::new(&who.contest).map_err(|_| damaged())?;
        let expert = ExpertId::new(&who.expert).map_err(|_| damaged())?;
        let install = Hex::from_hex(&who.install).ok_or_else(damaged)?;
        let escrow = credentials::read_vault(self, &folder)?
            .escrow()
            .map_err(|error| credentials::vault_error(&error))?;
        let at = self.config.clock.now();
        let entropy = &mut |bytes: &mut [u8]| self.config.randomness.fill(bytes);
        let (envelope, pending) =
            rescue::request(&escrow, &contest, &expert, install, &at, entropy)
                .map_err(|error| DeskError::internal(&error))?;
        write_atomically(&folder.join(PENDING_FILE), &pending.to_bytes())?;
        let written = self.write_to(&ask.target, &envelope.to_bytes())?;
        Ok(RescueRequested {
            written,
            code: envelope.short_code().to_string(),
        })
    }

    pub(crate) fn rescue_answer(
        &self,
        ask: RescueAnswer,
        _: &Call<'_>,
    ) -> Result<Written, DeskError> {
        let desk = self.open_desk()?;
        let path = self.path_of(&ask.request)?;
        let foreign = || DeskError::new(ErrorCode::RescueForeign).with("file", file_name(&path));
        let request = open_rescue_request(&read_limited(&path, LIMIT)?).map_err(|_| foreign())?;
        let heard: ShortCode = ask
            .code
            .parse()
            .map_err(|_| DeskError::new(ErrorCode::RescueCodeMismatch))?;
        if heard != ShortCode::of(&request.digest) {
            return Err(DeskError::new(ErrorCode::RescueCodeMismatch));
        }
        let expert = request.document.expert.clone();
        let facts = crate::dispatch::facts(&desk)?;
        if request.document.contest != facts.contest.id || !facts.experts.contains_key(&expert) {
            return Err(foreign());
        }
        let supervisor = credentials::unlocked(
            self,
            &desk.folder,
            &ask.supervisor,
            &ask.supervisor_passphrase,
        )?;
        let supervisor_key =
            credentials::supervisor_key(self, &desk, &ask.supervisor, &ask.supervisor_passphrase)?;
        let keys = desk
            .organiser_keys
            .as_ref()
            .ok_or_else(|| DeskError::new(ErrorCode::NotAllowed).with("who", "组织方"))?;
        let mut seed = [0; 32];
        self.config.randomness.fill(&mut seed);
        let at = desk.now()?;
        let answer = rescue::answer(
            &request,
            keys,
            &supervisor,
            &Secret32::new(seed),
            at.as_str(),
        )
        .map_err(|error| rescue_error(&error, &path))?;
        let last = merging::merged(&desk)?.state.current.get(&expert).copied();
        let introduction = SigningKey::from_seed(&seed).public();
        roster::renew(
            &desk,
            &supervisor_key,
            "口令救援，换发引荐密钥",
            |roster| roster::replace_keys(roster, &expert, last, &introduction),
        )?;
        credentials::put_introduction(&desk, &expert, &seed, &at)?;
        desk.forget();
        self.write_to(&ask.target, &answer)
    }

    pub(crate) fn rescue_apply(&self, ask: RescueApply, _: &Call<'_>) -> Result<Seated, DeskError> {
        self.check_strength(&ask.passphrase)?;
        let folder = self.folder_of(&ask.desk)?;
        let path = self.path_of(&ask.answer)?;
        let foreign = || DeskError::new(ErrorCode::RescueForeign).with("file", file_name(&path));
        let who = read_who(&folder)?;
        let pending = PendingRescue::from_bytes(
            &read_limited(&folder.join(PENDING_FILE), LIMIT).map_err(|_| foreign())?,
        )
        .ok_or_else(foreign)?;
        let contest_key = public_key(&who.contest_key).ok_or_else(foreign)?;
        let supervisors: Vec<PublicKey> = who
            .supervisors
            .iter()
            .filter_map(|text| public_key(text))
            .collect();
        let (data_key, introduction) = rescue::open_answer(
            &read_limited(&path, LIMIT)?,
            &pending,
            &contest_key,
            &supervisors,
        )
        .map_err(|error| rescue_error(&error, &path))?;
        self.unseat();
        // The stores must open under the rescued key before the key file is touched.
        let store = Desk::open(&folder, &DataKey::new(*data_key.expose()))?;
        let mut vault = credentials::read_vault(self, &folder)?;
        let login = vault
            .logins()
            .first()
            .map(|login| login.id.clone())
            .ok_or_else(foreign)?;
        let entropy = &mut |bytes: &mut [u8]| self.config.randomness.fill(bytes);
        vault
            .reset_after_rescue(
                &login,
                &data_key,
                &credentials::secret(&ask.passphrase),
                self.config.cost,
                entropy,
            )
            .map_err(|error| credentials::vault_error(&error))?;
        store
            .write(|change| table::meta::put(change, meta::INTRODUCTION, &*introduction.seed()))?;
        store.close()?;
        write_atomically(&folder.join(credentials::KEY_FILE), &vault.to_bytes())?;
        let _ = std::fs::remove_file(folder.join(PENDING_FILE));
        let desk = credentials::unlock(self, &folder, None, &ask.passphrase)?;
        let desk = self.seat(desk);
        self.describe(&desk)
    }
}

fn rescue_error(error: &RescueError, path: &Path) -> DeskError {
    DeskError::new(ErrorCode::RescueForeign)
        .with("file", file_name(path))
        .with("source", error)
}
