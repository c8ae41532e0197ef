//! The recovery code 恢复码 out of its sealed envelope: a new passphrase for the organiser who forgot theirs.
//!
//! Not the rescue of an expert (rescue.rs). The one rule: it opens the organiser's login alone. A supervisor's key stands in the signed roster and
//! countersigns; a new one made by whoever holds the envelope would be one person playing two.

use jury_seal::vault::{PaperCode, Role as VaultRole, VaultError};
use jury_store::{DataKey, Desk, write_atomically};

use crate::call::Call;
use crate::credentials;
use crate::error::{DeskError, ErrorCode};
use crate::session::Session;
use crate::wire::start::{OpenDesk as Seated, PaperRecover};

impl Session {
    pub(crate) fn paper_recover(
        &self,
        ask: PaperRecover,
        _: &Call<'_>,
    ) -> Result<Seated, DeskError> {
        let folder = self.folder_of(&ask.desk)?;
        let code: PaperCode = ask
            .code
            .parse()
            .map_err(|_| DeskError::new(ErrorCode::RecoveryCodeMistyped))?;
        self.check_strength(&ask.passphrase)?;
        self.unseat();
        let mut vault = credentials::read_vault(self, &folder)?;
        let login = vault
            .logins()
            .into_iter()
            .find(|login| login.role == VaultRole::Organiser)
            .ok_or_else(|| DeskError::new(ErrorCode::RecoveryCodeWrong))?;
        let unlocked = vault
            .recover_with_paper(
                &code,
                &login.id,
                &credentials::secret(&ask.passphrase),
                self.config.cost,
                &mut |bytes: &mut [u8]| self.config.randomness.fill(bytes),
            )
            .map_err(|error| refusal(&error))?;
        // The stores must open under the recovered key before the key file is touched.
        Desk::open(&folder, &DataKey::new(*unlocked.data_key().expose()))?.close()?;
        write_atomically(&folder.join(credentials::KEY_FILE), &vault.to_bytes())?;
        let desk = credentials::unlock(self, &folder, Some(&login.id), &ask.passphrase)?;
        let at = desk.now()?;
        desk.save(|change| Ok(desk.log(change, &at, "凭恢复码重设口令", &login.name)?))?;
        let desk = self.seat(desk);
        self.describe(&desk)
    }
}

fn refusal(error: &VaultError) -> DeskError {
    match error {
        VaultError::WrongPassphrase | VaultError::NoneSet => {
            DeskError::new(ErrorCode::RecoveryCodeWrong)
        }
        other => credentials::vault_error(other),
    }
}
