//! Files that were dropped: listed as they came, their envelopes taken out, what the visible cells say compared.
//!
//! Not verdicts. The one rule: every file is listed, whatever is wrong with it, and nothing in a file can stop the others; what is kept is what is,
//! or once was, a document of this contest, for everything kept is archived.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jury_core::{Digest, ExpertId, PanelId};
use jury_exchange::book::BookError;
use jury_exchange::compare::{Expected, Oddity};
use jury_exchange::seal_sheet::HandedIn;
use jury_exchange::sheet_book;
use jury_seal::document::sheet::SheetEntry;
use jury_seal::document::{
    Document as _, Letter, PanelReturn, RescueAnswer, RescueRequest, Sheet, Transcript,
};
use jury_seal::{Envelope, Fault, sha256};
use jury_store::table::{self, document::Document, received_file, received_item};
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::desk::{OpenDesk, read_payload};
use crate::error::{DeskError, ErrorCode};
use crate::facts::ACROSS;
use crate::offers::{file_name, read_limited};
use crate::returning;
use crate::signing::{BookNames, EntryNames, render};
use crate::wire::start::DeskKind;

/// Kind under which a received envelope's bytes are kept; its digest is that of the bytes, so that a spoilt copy of a document is another row.
const RECEIVED: &str = "received";
/// Largest file taken.
const LIMIT: u64 = 64 << 20;

/// What was found about a file or one envelope in it, beyond the envelope itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Findings {
    /// Why nothing could be taken from the file.
    pub(crate) refused: Option<String>,
    /// Code for that.
    pub(crate) code: Option<String>,
    /// Cells that show something else than what was signed: address, sealed, found.
    pub(crate) cells: Vec<(String, String, String)>,
    /// What else about the workbook is not as it was written.
    #[serde(default)]
    pub(crate) shape: Vec<Oddity>,
    /// The readable form is gone or cannot be read, so that there is nothing to compare.
    #[serde(default)]
    pub(crate) form_missing: bool,
    /// Bytes of the file; nothing for one that could not be read whole.
    #[serde(default)]
    pub(crate) size: Option<u64>,
    /// The file is no evidence of anything: its bytes are not kept, and so never archived.
    #[serde(default)]
    pub(crate) dropped: bool,
}

impl Findings {
    /// Whether what a person sees in the workbook is something else than what was signed.
    pub(crate) fn differs(&self) -> bool {
        self.form_missing || !self.cells.is_empty() || !self.shape.is_empty()
    }
}

/// Documents that are no business of a merge and hold keys: a copy dropped by mistake must not get into an archive that everybody may read.
const SECRET: [&str; 3] = [Letter::KIND, RescueRequest::KIND, RescueAnswer::KIND];

/// What was taken from one place of a file: an envelope, if there is one, and what was found about it.
type Taken = (Option<Vec<u8>>, Findings);

/// One row of the list of files: an envelope in a file, or a file without any.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) file_id: i64,
    pub(crate) n: u32,
    /// How many envelopes the file has.
    pub(crate) of: usize,
    pub(crate) name: String,
    pub(crate) at: String,
    /// Digest of the envelope's bytes.
    pub(crate) bytes_digest: Option<Digest>,
    pub(crate) findings: Findings,
    /// Whether this very file had come before.
    pub(crate) again: bool,
}

/// Takes files in, one transaction each, and says which rows they became.
pub(crate) fn add(
    desk: &OpenDesk,
    paths: &[PathBuf],
    call: &Call<'_>,
) -> Result<Vec<Item>, DeskError> {
    let total = u64::try_from(paths.len()).unwrap_or(u64::MAX);
    let mut items = Vec::new();
    for (position, path) in paths.iter().enumerate() {
        call.step(
            "正在核验",
            u64::try_from(position).unwrap_or(0),
            total,
            "份",
        )?;
        items.extend(add_one(desk, path)?);
    }
    call.step("正在核验", total, total, "份")?;
    Ok(items)
}

fn add_one(desk: &OpenDesk, path: &Path) -> Result<Vec<Item>, DeskError> {
    let name = file_name(path);
    let (bytes, mut taken, is_evidence) = match read_handed_in(path) {
        Ok(bytes) => {
            let (mut taken, is_evidence) = take(desk, &bytes)?;
            for (_, findings) in &mut taken {
                findings.size = u64::try_from(bytes.len()).ok();
            }
            (bytes, taken, is_evidence)
        }
        // Too large to keep: the row stands for it, with an empty file of its own name.
        Err(error) if error.code == ErrorCode::TooLarge => {
            let refused = refusal("TOO-LARGE", error.sentence.clone());
            (name.clone().into_bytes(), vec![(None, refused)], false)
        }
        Err(error) => (
            format!("{name}: {error}").into_bytes(),
            vec![(None, refusal("TRUNCATED", error.sentence.clone()))],
            false,
        ),
    };
    for (_, findings) in &mut taken {
        findings.dropped = !is_evidence;
    }
    let kept = if is_evidence { bytes.as_slice() } else { &[] };
    let at = desk.now()?;
    let receipt = desk.save(|change| {
        let receipt = received_file::put(change, &name, &sha256(&bytes), kept, &at)?;
        if receipt.is_new {
            let rows = rows(receipt.id, &taken);
            for envelope in taken.iter().filter_map(|(envelope, _)| envelope.as_ref()) {
                let document = Document {
                    digest: sha256(envelope),
                    kind: RECEIVED.to_owned(),
                    bytes: envelope.clone(),
                    at: at.clone(),
                };
                table::document::put(change, &document)?;
            }
            received_item::replace_all(change, receipt.id, &rows)?;
        }
        Ok(receipt)
    })?;
    let of = taken.len();
    let item = |(position, (envelope, findings)): (usize, Taken)| Item {
        file_id: receipt.id,
        n: u32::try_from(position + 1).unwrap_or(u32::MAX),
        of,
        name: name.clone(),
        at: at.to_string(),
        bytes_digest: envelope.as_deref().map(sha256),
        findings,
        again: !receipt.is_new,
    };
    Ok(taken.into_iter().enumerate().map(item).collect())
}

/// An envelope of a file that was only looked into, or the file where it has none.
pub(crate) struct LookedInto {
    pub(crate) envelope: Option<Vec<u8>>,
    /// Digest of the document in it.
    pub(crate) digest: Option<Digest>,
    pub(crate) item: Item,
}

/// What [`add`] would find in a file. Nothing is kept of it.
pub(crate) fn looked_into(desk: &OpenDesk, path: &Path) -> Result<Vec<LookedInto>, DeskError> {
    let (taken, _) = take(desk, &read_handed_in(path)?)?;
    let of = taken.len();
    let at = desk.now()?;
    let one = |(position, (envelope, findings)): (usize, Taken)| LookedInto {
        digest: envelope
            .as_deref()
            .and_then(|bytes| Envelope::read(bytes).ok())
            .map(|(envelope, _)| envelope.digest()),
        item: Item {
            file_id: 0,
            n: u32::try_from(position + 1).unwrap_or(u32::MAX),
            of,
            name: file_name(path),
            at: at.to_string(),
            bytes_digest: envelope.as_deref().map(sha256),
            findings,
            again: false,
        },
        envelope,
    };
    Ok(taken.into_iter().enumerate().map(one).collect())
}

/// A link on somebody's stick may point to this computer's own secrets, and what is received is archived.
fn read_handed_in(path: &Path) -> Result<Vec<u8>, DeskError> {
    if std::fs::symlink_metadata(path).is_ok_and(|facts| facts.is_symlink()) {
        return Err(DeskError::new(ErrorCode::LinkGiven).with("file", file_name(path)));
    }
    read_limited(path, LIMIT)
}

fn refusal(code: &str, sentence: String) -> Findings {
    Findings {
        refused: Some(sentence),
        code: Some(code.to_owned()),
        ..Findings::default()
    }
}

fn rows(file_id: i64, taken: &[Taken]) -> Vec<received_item::ReceivedItem> {
    let row = |(position, (envelope, findings)): (usize, &Taken)| received_item::ReceivedItem {
        file_id,
        n: u32::try_from(position + 1).unwrap_or(u32::MAX),
        digest: envelope.as_deref().map(sha256),
        findings: serde_json::to_string(findings).unwrap_or_else(|_| "{}".to_owned()),
    };
    taken.iter().enumerate().map(row).collect()
}

/// Takes the envelopes out of a file, and says whether its bytes are evidence.
fn take(desk: &OpenDesk, bytes: &[u8]) -> Result<(Vec<Taken>, bool), DeskError> {
    let mut file = match HandedIn::open(bytes) {
        Ok(file) => file,
        Err(error) => {
            let is_evidence = is_spoilt_workbook(bytes, &error);
            return Ok((vec![(None, book_refusal(&error))], is_evidence));
        }
    };
    let mut is_evidence = bytes.first() != Some(&b'{') || bytes.starts_with(ENVELOPE);
    // What is no envelope stays with its file alone: there is no document that a verdict could name.
    let mut taken: Vec<Taken> = std::mem::take(&mut file.envelopes)
        .into_iter()
        .map(|envelope| match envelope.and_then(readable) {
            Ok(envelope) if is_secret(&envelope) => {
                is_evidence = false;
                let sentence = "这是任务函或换用口令的文件，不是评分表；请从共享文件夹和聊天记录里删除，不要转发。";
                (None, refusal("TYPE-WRONG", sentence.to_owned()))
            }
            Ok(envelope) => (Some(envelope), Findings::default()),
            Err(fault) => {
                let sentence = "文件里的签名数据不完整或被改动过，请重新导出后再交。";
                (None, refusal(fault.code(), sentence.to_owned()))
            }
        })
        .collect();
    let mut shows_return = false;
    for (envelope, findings) in &mut taken {
        if let Some(envelope) = readable_of(envelope.as_deref(), PanelReturn::KIND) {
            *findings = return_differences(desk, &mut file, &envelope)?;
            shows_return |= !findings.form_missing;
        }
    }
    // The form of a panel return shows no sheet. In any other workbook, a second envelope beside the first is no reason to look away from the cells.
    if !shows_return {
        for (envelope, findings) in &mut taken {
            if let Some(envelope) = readable_of(envelope.as_deref(), Sheet::KIND) {
                *findings = sheet_differences(desk, &mut file, &envelope)?;
            }
        }
    }
    Ok((taken, is_evidence))
}

/// What a bare envelope begins with (FORMAT §3).
const ENVELOPE: &[u8] = b"{\"payload";

fn is_secret(envelope: &[u8]) -> bool {
    let kind = Envelope::parse(envelope).map(|one| one.payload_type);
    kind.is_ok_and(|kind| SECRET.contains(&kind.as_str()))
}

/// Whether a file that cannot be read may have been somebody's sheet: a workbook cut off or altered, or made to be refused. A letter, a pack, a
/// backup, a vault, a list of codes, a photograph was never one.
fn is_spoilt_workbook(bytes: &[u8], error: &BookError) -> bool {
    let is_other = matches!(
        error,
        BookError::NoSeal
            | BookError::Empty
            | BookError::TooLarge { .. }
            | BookError::PasswordProtected
            | BookError::Foreign { .. }
            | BookError::NoSheet { .. }
    );
    !is_other && jury_exchange::book::begins_as_workbook(bytes)
}

/// The envelope, if it is one of this kind.
fn readable_of(bytes: Option<&[u8]>, kind: &str) -> Option<Envelope> {
    let envelope = Envelope::parse(bytes?).ok()?;
    (envelope.payload_type == kind).then_some(envelope)
}

fn readable(envelope: Vec<u8>) -> Result<Vec<u8>, Fault> {
    Envelope::read(&envelope).map(|_| envelope)
}

fn book_refusal(error: &BookError) -> Findings {
    let code = match error {
        BookError::TooLarge { .. }
        | BookError::TooManyParts { .. }
        | BookError::UnpacksTooLarge
        | BookError::TooManyCells { .. }
        | BookError::TooManyColumns { .. }
        | BookError::TooManyRows { .. }
        | BookError::TooManySheets { .. }
        | BookError::TextTooLong { .. }
        | BookError::TooMuchText { .. } => "TOO-LARGE",
        BookError::Damaged | BookError::Empty => "TRUNCATED",
        _ => "NO-ENVELOPE",
    };
    refusal(code, format!("{}。", crate::intake::book_words(error)))
}

/// What a panel return's workbook shows otherwise than was signed.
fn return_differences(
    desk: &OpenDesk,
    file: &mut HandedIn,
    envelope: &Envelope,
) -> Result<Findings, DeskError> {
    let Ok(document) = read_payload::<PanelReturn>(envelope) else {
        return Ok(Findings::default());
    };
    let facts = super::knowledge::facts(desk)?;
    let mut form = returning::form(&facts, &document, envelope);
    form.fit_coverage(file);
    Ok(compared(file, &form.expected()))
}

/// What a sheet's workbook shows otherwise than was signed. A bare envelope shows nothing.
fn sheet_differences(
    desk: &OpenDesk,
    file: &mut HandedIn,
    envelope: &Envelope,
) -> Result<Findings, DeskError> {
    let Ok(sheet) = read_payload::<Sheet>(envelope) else {
        return Ok(Findings::default());
    };
    let facts = super::knowledge::facts(desk)?;
    let Some(expert) = facts.experts.get(&sheet.expert.id) else {
        return Ok(Findings::default());
    };
    let listed = sheet.entries.iter().map(|line| &line.id);
    let track = facts.name_of_tracks(listed, &sheet.track);
    let names = BookNames {
        contest: &facts.contest.name,
        track: &track,
        unit: &expert.unit,
        rubric: &facts.rubric,
        entries: sheet
            .entries
            .iter()
            .filter_map(|line| facts.entries.get_key_value(&line.id))
            .map(|(id, one)| {
                (
                    id.clone(),
                    EntryNames {
                        topic: one.entry.topic.clone(),
                        work: one.entry.title.clone(),
                        team: one.entry.team.clone(),
                        entrant: one.entry.entrant.clone(),
                    },
                )
            })
            .collect(),
        materials: BTreeMap::new(),
    };
    let book = render(&names, &sheet, envelope);
    let mut expected = sheet_book::expected(&book);
    // Which tracks others' entries are of, a chair of a panel across tracks is not told: the organiser compares it.
    if desk.kind == DeskKind::Expert && track == ACROSS {
        expected.form.forgive(&track);
    }
    Ok(compared(file, &expected))
}

fn compared(file: &mut HandedIn, expected: &Expected) -> Findings {
    let Ok(differences) = file.compare(expected) else {
        return Findings {
            form_missing: true,
            ..Findings::default()
        };
    };
    let cells = differences.cells.into_iter();
    Findings {
        cells: cells
            .map(|one| (one.place(), one.sealed, one.found))
            .collect(),
        shape: differences.oddities,
        ..Findings::default()
    }
}

/// Every envelope the merge is made from, each once: those received, on a chair's desk the chair's own, and transcripts signed here; ascending by the digest of their bytes. They are read one after the other
/// while the iterator is asked, since ten thousand together would fill half a gigabyte.
pub(crate) fn envelopes(
    desk: &OpenDesk,
) -> Result<impl Iterator<Item = Result<Vec<u8>, DeskError>> + Send, DeskError> {
    let received = desk.read(|view| Ok(table::document::digests_of_kind(view, RECEIVED)?))?;
    let kind = match desk.kind {
        DeskKind::Expert => Sheet::KIND,
        DeskKind::Organiser => Transcript::KIND,
    };
    let mut own: Vec<_> = desk
        .documents(kind)?
        .iter()
        .map(Envelope::to_bytes)
        .collect();
    // A chair may drop their own workbook too, and a transcript may come back with a panel return.
    own.retain(|bytes| received.binary_search(&sha256(bytes)).is_err());
    let mut all: Vec<(Digest, Option<Vec<u8>>)> = received
        .into_iter()
        .map(|digest| (digest, None))
        .chain(own.into_iter().map(|bytes| (sha256(&bytes), Some(bytes))))
        .collect();
    all.sort();
    let bytes_of = |(digest, own): (Digest, Option<Vec<u8>>)| {
        if let Some(bytes) = own {
            return Ok(bytes);
        }
        let document = desk.read(|view| Ok(table::document::get(view, &digest)?))?;
        let gone = || DeskError::new(ErrorCode::Internal).with("source", "a received document");
        document.map(|document| document.bytes).ok_or_else(gone)
    };
    Ok(all.into_iter().map(bytes_of))
}

/// All rows of the list of files, latest first.
pub(crate) fn items(desk: &OpenDesk) -> Result<Vec<Item>, DeskError> {
    desk.read(|view| {
        let mut items = Vec::new();
        let mut rows: BTreeMap<i64, Vec<_>> = BTreeMap::new();
        for row in received_item::list(view)? {
            rows.entry(row.file_id).or_default().push(row);
        }
        for file in received_file::list(view)? {
            let of_file = rows.remove(&file.id).unwrap_or_default();
            items.extend(of_file.iter().map(|row| Item {
                file_id: file.id,
                n: row.n,
                of: of_file.len(),
                name: file.name.clone(),
                at: file.at.to_string(),
                bytes_digest: row.digest,
                findings: serde_json::from_str(&row.findings).unwrap_or_default(),
                again: false,
            }));
        }
        items.sort_by(|one, other| other.file_id.cmp(&one.file_id).then(one.n.cmp(&other.n)));
        Ok(items)
    })
}

/// The document digest (SHA-256 of the PAE) of a received envelope.
pub(crate) fn document_digest(
    desk: &OpenDesk,
    bytes_digest: &Digest,
) -> Result<Option<Digest>, DeskError> {
    let document = desk.read(|view| Ok(table::document::get(view, bytes_digest)?))?;
    Ok(document
        .and_then(|document| Envelope::read(&document.bytes).ok())
        .map(|(envelope, _)| envelope.digest()))
}

/// Whose the sheets of these digests are, among everything received.
pub(crate) fn experts_of(
    desk: &OpenDesk,
    digests: &[Digest],
) -> Result<Vec<(Digest, ExpertId)>, DeskError> {
    let mut found = Vec::new();
    for bytes in envelopes(desk)? {
        if let Ok((envelope, _)) = Envelope::read(&bytes?)
            && digests.binary_search(&envelope.digest()).is_ok()
            && let Some(said) = said(&envelope)
        {
            found.push((envelope.digest(), said.expert));
        }
    }
    Ok(found)
}

/// What a sheet or a transcript says, whichever it is.
pub(crate) struct SaidByExpert {
    pub(crate) expert: ExpertId,
    pub(crate) panel: PanelId,
    pub(crate) at: String,
    /// Why it was revised.
    pub(crate) reason: Option<String>,
    /// The ticket it used.
    pub(crate) ticket: Option<Digest>,
    /// Who typed it from paper.
    pub(crate) clerks: Vec<String>,
    pub(crate) entries: Vec<SheetEntry>,
}

/// Reads a sheet or a transcript; nothing of any other kind.
pub(crate) fn said(envelope: &Envelope) -> Option<SaidByExpert> {
    match envelope.payload_type.as_str() {
        Sheet::KIND => {
            let sheet: Sheet = read_payload(envelope).ok()?;
            Some(SaidByExpert {
                expert: sheet.expert.id,
                panel: sheet.panel,
                at: sheet.times.signed_at,
                reason: sheet.reason,
                ticket: sheet.ticket,
                clerks: Vec::new(),
                entries: sheet.entries,
            })
        }
        Transcript::KIND => {
            let paper: Transcript = read_payload(envelope).ok()?;
            Some(SaidByExpert {
                expert: paper.expert.id,
                panel: paper.panel,
                at: paper.at,
                reason: None,
                ticket: None,
                clerks: paper.clerks.into_iter().map(|clerk| clerk.name).collect(),
                entries: paper.entries,
            })
        }
        _ => None,
    }
}
