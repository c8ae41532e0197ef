//! The ink confirmation: a supervisor types the 核对码 from the paper, and the key that signed becomes the expert's.
//!
//! The one rule: the desk never shows a pending code, so that the code can only come from the paper.

use jury_core::ExpertId;
use jury_core::merge::VerdictKind;
use jury_seal::document::{Confirmation, Document as _, Sheet, seal};
use jury_seal::{Envelope, ShortCode};
use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, read_payload, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::finalising;
use crate::merging::{self, files, look, rows};
use crate::session::Session;
use crate::wire::merge::{MergeAdded, PaperConfirm};

impl Session {
    pub(crate) fn paper_confirm(
        &self,
        ask: PaperConfirm,
        _: &Call<'_>,
    ) -> Result<MergeAdded, DeskError> {
        let desk = self.open_desk()?;
        let typed: ShortCode = ask
            .code
            .parse()
            .map_err(|_| DeskError::new(ErrorCode::PaperCodeMistyped))?;
        let expert = ExpertId::new(&ask.expert)
            .map_err(|_| DeskError::new(ErrorCode::UnknownExpert).with("expert", &ask.expert))?;
        finalising::refuse_final_expert(&desk, &*merging::merged(&desk)?, &expert)?;
        let pending = pending(&desk, &expert)?;
        if pending.is_empty() {
            return Err(DeskError::new(ErrorCode::NothingToConfirm));
        }
        let (envelope, sheet) = pending
            .into_iter()
            .find(|(envelope, _)| envelope.short_code() == typed)
            .ok_or_else(|| DeskError::new(ErrorCode::PaperCodeMismatch))?;
        let at = desk.now()?;
        let confirmation = Confirmation {
            contest: sheet.contest.clone(),
            expert: expert.clone(),
            key: sheet.key.own.clone(),
            sheet: envelope.digest(),
            supervisor: desk.login.clone(),
            scan: None,
            audit_head: desk.audit_head()?,
            at: at.to_string(),
        };
        let signed =
            seal(&confirmation, &[&desk.key]).map_err(|error| DeskError::internal(&error))?;
        desk.save(|change| {
            table::document::put(change, &row_of(&signed, &at))?;
            Ok(desk.log(
                change,
                &at,
                "纸质表核对相符",
                &format!("{}（{expert}）第 {} 版", sheet.expert.name, sheet.seq),
            )?)
        })?;
        desk.forget();
        let merged = merging::merged(&desk)?;
        let items: Vec<_> = files::items(&desk)?;
        let mut rows = rows::rows_of(&desk, &merged, &items)?;
        rows.retain(|row| row.digest.as_deref() == Some(envelope.digest().to_string().as_str()));
        Ok(MergeAdded {
            files: rows,
            round: merged.facts.round.label().to_owned(),
            coverage: look::coverage_of(&merged.state.coverage),
        })
    }
}

/// Sheets of an expert that wait for the ink: provisional ones, and those held because two unconfirmed keys claim the expert.
fn pending(desk: &OpenDesk, expert: &ExpertId) -> Result<Vec<(Envelope, Sheet)>, DeskError> {
    let merged = merging::merged(desk)?;
    let mut pending = Vec::new();
    for bytes in files::envelopes(desk)? {
        let Ok(envelope) = Envelope::parse(&bytes?) else {
            continue;
        };
        let verdict = merged.state.verdicts.get(&envelope.digest());
        let waits = verdict.is_some_and(|verdict| {
            matches!(verdict.kind, VerdictKind::Provisional | VerdictKind::Held)
        });
        if !waits || envelope.payload_type != Sheet::KIND {
            continue;
        }
        let sheet: Sheet = read_payload(&envelope)?;
        if sheet.expert.id == *expert {
            pending.push((envelope, sheet));
        }
    }
    Ok(pending)
}
