//! An open desk: its store, who sits at it, and the keys that person unlocked.
//!
//! Not the slot that holds it (session.rs). The one rule: dropping it closes the stores and wipes the keys; nothing outside keeps a copy.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jury_core::contest::Round;
use jury_seal::document::Letter;
use jury_seal::vault::OrganiserKeys;
use jury_seal::{Digest, Envelope, SigningKey};
use jury_store::table;
use jury_store::{At, Change, Desk, StoreError, View};

use crate::advisory::ranges::Kept;
use crate::backing_up;
use crate::blame::Saving;
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::journal::Journal;
use crate::merging::Merged;
use crate::ports::{Clock, Randomness};
use crate::wire::start::{DeskKind, Role};

/// Keys of the meta table.
pub(crate) mod meta {
    /// Canonical rubric, as a letter carries it.
    pub(crate) const RUBRIC: &str = "rubric";
    /// Rule file text.
    pub(crate) const RULE: &str = "rule";
    /// Contest id, name and edition, one per line.
    pub(crate) const CONTEST: &str = "contest";
    /// [`FORBIDDEN`] where experts may not copy the text of materials; absent where they may.
    pub(crate) const COPYING: &str = "copying";
    /// See [`COPYING`].
    pub(crate) const FORBIDDEN: &str = "forbidden";
    /// Digest of the letter in force, hexadecimal.
    pub(crate) const LETTER: &str = "letter";
    /// Public half of the pinned contest key, hexadecimal.
    pub(crate) const CONTEST_KEY: &str = "contest-key";
    /// When the commitment was accepted.
    pub(crate) const COMMITTED: &str = "committed-at";
    /// Digest of the sheet signed last, hexadecimal.
    pub(crate) const SHEET: &str = "sheet";
    /// Reason of the revision under way; absent while the sheet is signed.
    pub(crate) const REVISION: &str = "revision";
    /// When the expert waved away the proposal to look at the first entries again.
    pub(crate) const REVISITED: &str = "revisited-at";
    /// Random id of this installation, hexadecimal.
    pub(crate) const INSTALL: &str = "install";
    /// Secret by which experts are ordered on anonymous papers, hexadecimal.
    pub(crate) const ANONYMITY: &str = "anonymity";
    /// Whether a chair has merged, after which revisions need a ticket.
    pub(crate) const MERGED: &str = "merged-at";
    /// Digest of the panel return signed last, hexadecimal.
    pub(crate) const PANEL_RETURN: &str = "panel-return";
    /// Number of the letter whose changes the expert has read.
    pub(crate) const LETTER_READ: &str = "letter-read";
    /// Idle minutes after which the desk locks; 0 for never.
    pub(crate) const IDLE_MINUTES: &str = "idle-minutes";
    /// Percent at which the window is shown.
    pub(crate) const ZOOM: &str = "zoom";
    /// When the last backup to a file was made, a space, and how much the desk held then.
    pub(crate) const BACKUP: &str = "backup";
    /// Day on which nobody wants to be reminded of a backup any more.
    pub(crate) const BACKUP_LATER: &str = "backup-later";
    /// When the copy at the start of a day was made last.
    pub(crate) const START_OF_DAY: &str = "start-of-day";
    /// Seed of the introduction key that replaced the letter's after a rescue, hexadecimal.
    pub(crate) const INTRODUCTION: &str = "introduction";
}

/// The desk and the person.
pub(crate) struct OpenDesk {
    pub(crate) id: String,
    pub(crate) folder: PathBuf,
    pub(crate) store: Desk,
    pub(crate) kind: DeskKind,
    pub(crate) role: Role,
    pub(crate) login: String,
    pub(crate) name: String,
    /// When this person signed in, for the watermark.
    pub(crate) opened_at: String,
    /// This person's own signing key.
    pub(crate) key: SigningKey,
    /// The contest key; on an organiser's login only.
    pub(crate) contest_key: Option<SigningKey>,
    /// Contest key and recovery identity; on an organiser's login only.
    pub(crate) organiser_keys: Option<OrganiserKeys>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) randomness: Arc<dyn Randomness>,
    pub(crate) cache: Mutex<Cache>,
    /// What can be taken back; an expert's marks alone.
    pub(crate) journal: Mutex<Journal>,
    /// Whether the state this day found is kept; an expert's desk keeps it before the first thing it saves, so that opening it waits for no copy.
    pub(crate) day_begun: AtomicBool,
}

/// What can be computed again from the store and is dear to compute.
#[derive(Default)]
pub(crate) struct Cache {
    pub(crate) letter: Option<Arc<Letter>>,
    pub(crate) facts: BTreeMap<Round, Arc<ContestFacts>>,
    pub(crate) merged: BTreeMap<Round, Arc<Merged>>,
    /// The round somebody chose to work in; kept when the rest is forgotten.
    pub(crate) round: Option<Round>,
    /// Ranges of ranks computed last.
    pub(crate) ranges: Option<Kept>,
}

impl OpenDesk {
    pub(crate) fn now(&self) -> Result<At, DeskError> {
        At::new(self.clock.now()).map_err(|error| DeskError::internal(&error))
    }

    pub(crate) fn read<T>(
        &self,
        look: impl FnOnce(&View<'_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        self.store.read(look)
    }

    /// One transaction; saved when this returns.
    pub(crate) fn save<T>(
        &self,
        change: impl FnMut(&Change<'_>) -> Result<T, Saving>,
    ) -> Result<T, DeskError> {
        if !self.day_begun.swap(true, Ordering::Relaxed) {
            backing_up::keep_start_of_day(self)?;
        }
        self.store.write(change).map_err(DeskError::from)
    }

    /// Fills bytes with this desk's randomness, in the shape jury-seal asks for.
    pub(crate) fn entropy(&self) -> impl FnMut(&mut [u8]) + use<'_> {
        |bytes: &mut [u8]| self.randomness.fill(bytes)
    }

    pub(crate) fn cached<T>(&self, look: impl FnOnce(&mut Cache) -> T) -> T {
        look(&mut self.cache.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Forgets what was computed; called by everything that adds documents.
    pub(crate) fn forget(&self) {
        self.cached(|cache| {
            *cache = Cache {
                round: cache.round,
                ..Cache::default()
            }
        });
    }

    /// A small fact; one that was emptied counts as absent.
    pub(crate) fn meta(&self, key: &str) -> Result<Option<String>, DeskError> {
        Ok(self
            .read(|view| Ok(table::meta::get_text(view, key)?))?
            .filter(|text| !text.is_empty()))
    }

    /// The letter in force on an expert's desk.
    pub(crate) fn letter(&self) -> Result<Arc<Letter>, DeskError> {
        if let Some(letter) = self.cached(|cache| cache.letter.clone()) {
            return Ok(letter);
        }
        let envelope = self
            .document_named(meta::LETTER)?
            .ok_or_else(|| DeskError::new(ErrorCode::NotADesk).with("missing", "任务函"))?;
        let letter = Arc::new(read_payload::<Letter>(&envelope)?);
        self.cached(|cache| cache.letter = Some(Arc::clone(&letter)));
        Ok(letter)
    }

    /// The document whose digest stands under a meta key.
    pub(crate) fn document_named(&self, key: &str) -> Result<Option<Envelope>, DeskError> {
        let Some(digest) = self.meta(key)?.and_then(|text| Digest::from_hex(&text)) else {
            return Ok(None);
        };
        let Some(document) = self.read(|view| Ok(table::document::get(view, &digest)?))? else {
            return Ok(None);
        };
        envelope_of(&document.bytes).map(Some)
    }

    /// Envelopes of a kind, in digest order.
    pub(crate) fn documents(&self, kind: &str) -> Result<Vec<Envelope>, DeskError> {
        let documents = self.read(|view| Ok(table::document::of_kind(view, kind)?))?;
        documents
            .iter()
            .map(|document| envelope_of(&document.bytes))
            .collect()
    }

    /// Where the log stands: what goes into receipts, countersignatures and results, so that a rewritten log shows.
    pub(crate) fn audit_head(&self) -> Result<Digest, DeskError> {
        Ok(self.read(|view| Ok(table::audit::head(view)?))?.hash)
    }

    /// Writes a line into the log, within a change under way.
    pub(crate) fn log(
        &self,
        change: &Change<'_>,
        at: &At,
        act: &str,
        detail: &str,
    ) -> Result<(), StoreError> {
        let who = self.name.clone();
        let detail = serde_json::Value::String(detail.to_owned()).to_string();
        table::audit::append(
            change,
            &table::audit::NewAct {
                at,
                who: &who,
                act,
                detail: &detail,
            },
        )?;
        Ok(())
    }
}

/// Reads an envelope this program wrote itself; another spelling is damage.
pub(crate) fn envelope_of(bytes: &[u8]) -> Result<Envelope, DeskError> {
    Envelope::parse(bytes).map_err(|fault| DeskError::internal(&fault))
}

/// Reads the payload of a document that was verified when it came in.
pub(crate) fn read_payload<T: jury_seal::document::Document>(
    envelope: &Envelope,
) -> Result<T, DeskError> {
    jury_seal::canon::from_bytes(&envelope.payload).map_err(|error| DeskError::internal(&error))
}

/// A document's row for the store.
pub(crate) fn row_of(envelope: &Envelope, at: &At) -> table::document::Document {
    table::document::Document {
        digest: envelope.digest(),
        kind: envelope.payload_type.clone(),
        bytes: envelope.to_bytes(),
        at: at.clone(),
    }
}
