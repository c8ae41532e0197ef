//! Receipts 回执: a chair or the organiser writes signed ones for the sheets that came; an expert's desk takes in its own.
//!
//! A receipt changes nothing in any merge. The one rule: a desk believes a receipt only from the pinned contest key or a chair its letter names, and
//! only for a sheet that was signed here.

use std::path::Path;

use jury_core::merge::VerdictKind;
use jury_core::{Digest, ExpertId};
use jury_seal::document::{Document as _, Receipt, Sheet, seal};
use jury_seal::verify::{Opened, ReceiptFrom, open_receipt};
use jury_seal::{Envelope, SigningKey};
use jury_store::table;

use crate::call::Call;
use crate::credentials;
use crate::desk::{OpenDesk, envelope_of, read_payload, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::letters::pinned_key;
use crate::merging::{self, Merged};
use crate::merging::{look, rows};
use crate::offers::{file_name, read_limited};
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::check::FileAsk;
use crate::wire::everyday::{ReceiptRow, Receipts, ReceiptsWritten};
use crate::wire::expert::SaveTo;
use crate::wire::start::DeskKind;

/// A thousand experts' receipts are two megabytes.
const LIMIT: u64 = 16 << 20;

impl Session {
    pub(crate) fn receipts_save(
        &self,
        ask: SaveTo,
        _: &Call<'_>,
    ) -> Result<ReceiptsWritten, DeskError> {
        let desk = self.open_desk()?;
        merging::may_merge(&desk)?;
        let merged = merging::merged(&desk)?;
        let envelopes = write(&desk, &merged)?;
        if envelopes.is_empty() {
            return Err(DeskError::new(ErrorCode::NothingReceived));
        }
        let mut bytes = Vec::new();
        for envelope in &envelopes {
            bytes.extend(envelope.to_bytes());
        }
        let written = self.write_to(&ask.target, &bytes)?;
        let at = desk.now()?;
        desk.save(|change| {
            for envelope in &envelopes {
                table::document::put(change, &row_of(envelope, &at))?;
            }
            let what = format!("{} 份：{}", envelopes.len(), written.name);
            Ok(desk.log(change, &at, "签发回执", &what)?)
        })?;
        Ok(ReceiptsWritten {
            written,
            count: look::narrow(envelopes.len()),
        })
    }

    pub(crate) fn receipt_add(&self, ask: FileAsk, _: &Call<'_>) -> Result<Receipts, DeskError> {
        let desk = self.open_desk()?;
        let path = self.path_of(&ask.file)?;
        let own = own_receipts(&desk, &path)?;
        let at = desk.now()?;
        desk.save(|change| {
            for (opened, _) in &own {
                table::document::put(change, &row_of(&opened.envelope, &at))?;
            }
            Ok(desk.log(change, &at, "收到回执", &file_name(&path))?)
        })?;
        receipts(&desk)
    }

    pub(crate) fn receipts_look(&self, _: Nothing, _: &Call<'_>) -> Result<Receipts, DeskError> {
        receipts(&*self.open_desk()?)
    }
}

/// One receipt for every sheet whose signer is known; what was refused gets none, since nobody knows whose it is.
fn write(desk: &OpenDesk, merged: &Merged) -> Result<Vec<Envelope>, DeskError> {
    let written_before = desk.documents(Receipt::KIND)?;
    let audit_head = desk.audit_head()?;
    let at = desk.now()?;
    let (signer, record) = signer(desk)?;
    let mut envelopes = Vec::new();
    for (digest, verdict) in &merged.state.verdicts {
        let Some(claim) = merged.claims.get(digest) else {
            continue;
        };
        // A transcript was typed here: the expert has no file that a receipt could name.
        if claim.transcribed
            || verdict.kind == VerdictKind::Rejected
            || is_own(desk, &claim.expert)?
        {
            continue;
        }
        let receipt = Receipt {
            contest: merged.facts.contest.id.clone(),
            expert: claim.expert.clone(),
            document: *digest,
            verdict: verdict.kind.as_str().to_owned(),
            codes: verdict
                .codes
                .iter()
                .map(|code| code.as_str().to_owned())
                .collect(),
            audit_head,
            at: at.to_string(),
            key: record.clone(),
        };
        envelopes.push(match known(&written_before, &receipt)? {
            Some(envelope) => envelope,
            None => seal(&receipt, &[signer]).map_err(|error| DeskError::internal(&error))?,
        });
    }
    Ok(envelopes)
}

/// Who signs: the organiser with the contest key, a chair with their own, introduced as on their sheet.
fn signer(
    desk: &OpenDesk,
) -> Result<
    (
        &SigningKey,
        Option<jury_seal::document::parts::SigningRecord>,
    ),
    DeskError,
> {
    if desk.kind == DeskKind::Organiser {
        let key = desk.contest_key.as_ref();
        let missing = || DeskError::new(ErrorCode::NotAllowed).with("who", "组织方");
        return Ok((key.ok_or_else(missing)?, None));
    }
    let record = credentials::signing_record(desk, &*desk.letter()?)?;
    Ok((&desk.key, Some(record)))
}

/// A chair gives no receipt to themselves.
fn is_own(desk: &OpenDesk, expert: &ExpertId) -> Result<bool, DeskError> {
    Ok(desk.kind == DeskKind::Expert && desk.letter()?.expert.id == *expert)
}

/// The receipt that already says the same of the same sheet, so that writing twice does not make two.
fn known(before: &[Envelope], receipt: &Receipt) -> Result<Option<Envelope>, DeskError> {
    for envelope in before {
        let old: Receipt = read_payload(envelope)?;
        let same = old.document == receipt.document && old.verdict == receipt.verdict;
        if same && old.codes == receipt.codes && old.key == receipt.key {
            return Ok(Some(envelope.clone()));
        }
    }
    Ok(None)
}

type Own = (Opened<Receipt>, ReceiptFrom);

/// The receipts in a file that are for sheets of this desk.
fn own_receipts(desk: &OpenDesk, path: &Path) -> Result<Vec<Own>, DeskError> {
    let bytes = read_limited(path, LIMIT)?;
    let sheets = sheets(desk)?;
    let expert = desk.letter()?.expert.id.clone();
    let named = |code| DeskError::new(code).with("file", file_name(path));
    let mut own = Vec::new();
    let mut genuine = false;
    // An envelope's file is one line with its line feed.
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let Some((opened, from)) = opened(desk, line)? else {
            continue;
        };
        genuine = true;
        let receipt = &opened.document;
        if receipt.expert == expert && sheets.iter().any(|(digest, _)| *digest == receipt.document)
        {
            own.push((opened, from));
        }
    }
    match (own.is_empty(), genuine) {
        (false, _) => Ok(own),
        (true, true) => Err(named(ErrorCode::ReceiptOther)),
        (true, false) => Err(named(ErrorCode::ReceiptForeign)),
    }
}

/// A receipt whose signature this desk believes, for its own contest.
fn opened(desk: &OpenDesk, bytes: &[u8]) -> Result<Option<Own>, DeskError> {
    let letter = desk.letter()?;
    let pinned = pinned_key(desk)?;
    let opened = open_receipt(bytes, &letter.contest.id, &pinned, &letter.chairs);
    Ok(opened
        .ok()
        .filter(|(opened, _)| opened.document.contest == letter.contest.id))
}

/// Sheets signed on this desk, with their revisions.
fn sheets(desk: &OpenDesk) -> Result<Vec<(Digest, u32)>, DeskError> {
    let own = desk.letter()?.expert.id.clone();
    let mut sheets = Vec::new();
    for envelope in desk.documents(Sheet::KIND)? {
        let sheet: Sheet = read_payload(&envelope)?;
        if sheet.expert.id == own {
            sheets.push((envelope.digest(), sheet.seq));
        }
    }
    Ok(sheets)
}

fn receipts(desk: &OpenDesk) -> Result<Receipts, DeskError> {
    let sheets = sheets(desk)?;
    let mut rows = Vec::new();
    for document in desk.read(|view| Ok(table::document::of_kind(view, Receipt::KIND)?))? {
        let envelope = envelope_of(&document.bytes)?;
        // A chair's desk also keeps the receipts it wrote for others.
        let Some((opened, from)) = opened(desk, &envelope.to_bytes())? else {
            continue;
        };
        let receipt = opened.document;
        let Some((_, seq)) = sheets
            .iter()
            .find(|(digest, _)| *digest == receipt.document)
        else {
            continue;
        };
        rows.push(ReceiptRow {
            seq: *seq,
            code: jury_seal::ShortCode::of(&receipt.document).to_string(),
            at: receipt.at,
            who: match from {
                ReceiptFrom::Organiser => "组织方".to_owned(),
                ReceiptFrom::Chair(name) => format!("组长{name}"),
            },
            verdict: verdict_word(&receipt.verdict).to_owned(),
            codes: receipt.codes,
        });
    }
    rows.sort_by(|one, other| other.seq.cmp(&one.seq).then(other.at.cmp(&one.at)));
    Ok(Receipts { rows })
}

/// The verdict a receipt names, as the merging screen calls it; a word of a later program is shown as it stands.
fn verdict_word(verdict: &str) -> &str {
    use crate::wire::merge::FileVerdict;
    let kinds = [
        (VerdictKind::Accepted, FileVerdict::Accepted),
        (VerdictKind::Provisional, FileVerdict::Provisional),
        (VerdictKind::Superseded, FileVerdict::Superseded),
        (VerdictKind::Held, FileVerdict::Held),
    ];
    kinds
        .into_iter()
        .find(|(kind, _)| kind.as_str() == verdict)
        .map_or(verdict, |(_, word)| rows::verdict_word(word))
}
