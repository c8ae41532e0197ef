//! An act of two people: the organiser at the desk and a supervisor beside them, both with their passphrases.
//!
//! What the act is stands with those who ask for it. The one rule: nothing of either passphrase outlives the act.

use jury_seal::document::{Document, seal};
use jury_seal::{Envelope, SigningKey};
use jury_store::table;

use crate::credentials;
use crate::desk::{OpenDesk, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::session::Session;

impl Session {
    /// The organiser at the desk and a supervisor beside them, both with their passphrases.
    pub(crate) fn two_people(
        &self,
        desk: &OpenDesk,
        passphrase: &str,
        supervisor: &str,
        supervisor_passphrase: &str,
    ) -> Result<TwoPeople, DeskError> {
        self.check_passphrase(desk, passphrase)?;
        let (key, name) = credentials::supervisor(self, desk, supervisor, supervisor_passphrase)?;
        Ok(TwoPeople { key, name })
    }
}

/// The consent of a second person to one act.
pub(crate) struct TwoPeople {
    key: SigningKey,
    name: String,
}

impl TwoPeople {
    /// The supervisor's name, for the log.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A document under the contest key and the supervisor's.
    pub(crate) fn seal<T: Document>(
        &self,
        desk: &OpenDesk,
        document: &T,
    ) -> Result<Envelope, DeskError> {
        let contest_key = desk
            .contest_key
            .as_ref()
            .ok_or_else(|| DeskError::new(ErrorCode::NotAllowed).with("who", "组织方"))?;
        seal(document, &[contest_key, &self.key]).map_err(|error| DeskError::internal(&error))
    }

    /// Seals a document, keeps it and logs the act.
    pub(crate) fn sign<T: Document>(
        &self,
        desk: &OpenDesk,
        document: &T,
        act: &str,
        said: &str,
    ) -> Result<Envelope, DeskError> {
        let envelope = self.seal(desk, document)?;
        let at = desk.now()?;
        let line = format!(
            "{said}（监督员{}会签，核对码 {}）",
            self.name,
            envelope.short_code()
        );
        desk.save(|change| {
            table::document::put(change, &row_of(&envelope, &at))?;
            Ok(desk.log(change, &at, act, &line)?)
        })?;
        desk.forget();
        Ok(envelope)
    }
}
