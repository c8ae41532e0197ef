//! Looking into files and desks: a pack's header, a sheet's signature with and without a roster, the parts for other tools, the doctor.
//!
//! The one rule: that a signature fits the key the document brings is one thing, whose key that is another; only a roster says the second.

use std::path::Path;

use jury_core::Digest;
use jury_core::merge::Signer;
use jury_exchange::pack::PackReader;
use jury_exchange::seal_sheet::read_envelopes;
use jury_seal::document::{Document as _, PanelReturn, Roster, Sheet};
use jury_seal::verify::{ExpertSigned, KeyBook, examine, open_roster};
use jury_seal::{Envelope, Fault, PublicKey, canon};
use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, envelope_of, read_payload};
use crate::error::{DeskError, ErrorCode};
use crate::merging::look::narrow;
use crate::offers::{file_name, read_limited};
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::check::{
    Doctor, DoctorCheck, EnvelopeFacts, Extracted, FileAsk, KeyOwner, PackInspection, SheetExtract,
    SheetVerification, SheetVerify,
};
use crate::wire::merge::{FileRow, FileVerdict};
use crate::wire::start::DeskKind;
use crate::{blame, merging, packs};

const LIMIT: u64 = 64 << 20;

impl Session {
    pub(crate) fn pack_inspect(
        &self,
        ask: FileAsk,
        _: &Call<'_>,
    ) -> Result<PackInspection, DeskError> {
        let path = self.path_of(&ask.file)?;
        let reader =
            PackReader::open(&path).map_err(|error| blame::pack_file(&error, &file_name(&path)))?;
        let header = reader.header();
        let entries = &reader.index().entries;
        Ok(PackInspection {
            contest: header.contest.to_string(),
            track: header.track.to_string(),
            volume: header.volume,
            volumes: header.of,
            materials: narrow(entries.len()),
            chunks: narrow(entries.iter().map(|entry| entry.tags.len()).sum()),
            complete: true,
        })
    }

    pub(crate) fn sheet_verify(
        &self,
        ask: SheetVerify,
        _: &Call<'_>,
    ) -> Result<SheetVerification, DeskError> {
        let path = self.path_of(&ask.file)?;
        let envelopes = envelopes_in(&path)?;
        let known = match &ask.roster {
            Some(roster) => Some(keys_of_roster(&self.path_of(roster)?)?),
            None => self
                .open_desk()
                .ok()
                .map(|desk| keys_of_desk(&desk, &envelopes))
                .transpose()?,
        };
        let (by, book) = known.unzip();
        let rows = match self.open_desk() {
            Ok(desk) if merging::may_merge(&desk).is_ok() => merging::rows_if_added(&desk, &path)?,
            _ => Vec::new(),
        };
        let mut envelopes: Vec<EnvelopeFacts> = envelopes
            .iter()
            .map(|bytes| verify(bytes, book.as_ref()))
            .collect();
        for facts in &mut envelopes {
            let has_other = |row: &FileRow| {
                row.verdict == FileVerdict::Rejected
                    && row.digest.as_deref() == Some(&facts.digest)
                    && row.codes.iter().any(|code| code == "KEY-EXPERT-MISMATCH")
            };
            if facts.owner == KeyOwner::Introduced && rows.iter().any(has_other) {
                facts.owner = KeyOwner::Superfluous;
            }
        }
        Ok(SheetVerification {
            rows,
            envelopes,
            by,
        })
    }

    pub(crate) fn sheet_extract(
        &self,
        ask: SheetExtract,
        _: &Call<'_>,
    ) -> Result<Extracted, DeskError> {
        let path = self.path_of(&ask.file)?;
        let folder = self.path_of(&ask.folder)?;
        std::fs::create_dir_all(&folder)
            .map_err(|_| DeskError::new(ErrorCode::CannotWrite).with("file", folder.display()))?;
        let envelopes = envelopes_in(&path)?;
        let sheet = envelopes
            .iter()
            .filter_map(|bytes| bytes.as_ref().ok())
            .find(|bytes| merging::judge::kind_of(bytes).as_deref() == Some(Sheet::KIND));
        let bytes = sheet.ok_or_else(|| no_seal(&path))?;
        let (envelope, _) = Envelope::read(bytes).map_err(|_| no_seal(&path))?;
        let key = named_key(&envelope).ok_or_else(|| no_seal(&path))?;
        let signature = envelope
            .signatures
            .first()
            .map(|signature| signature.sig.to_vec())
            .unwrap_or_default();
        let parts = [
            ("sheet.json", bytes.clone()),
            ("payload.json", envelope.payload.clone()),
            ("pae.bin", envelope.pae()),
            ("sig.bin", signature),
            ("key.pem", key.to_pem().into_bytes()),
        ];
        let mut files = Vec::new();
        for (name, content) in parts {
            // Other tools are told these names, so an earlier extraction is written over.
            let path = folder.join(name);
            std::fs::write(&path, content)
                .map_err(|_| DeskError::new(ErrorCode::CannotWrite).with("file", path.display()))?;
            files.push(name.to_owned());
        }
        Ok(Extracted {
            files,
            envelope: verify(&Ok(bytes.clone()), None),
        })
    }

    pub(crate) fn doctor(&self, _: Nothing, _: &Call<'_>) -> Result<Doctor, DeskError> {
        let desk = self.open_desk()?;
        let mut checks = vec![
            check(
                "store.pages",
                desk.store
                    .check()
                    .map(|()| "数据库各页完好".to_owned())
                    .map_err(DeskError::from),
            ),
            check(
                "dossiers.pages",
                desk.store
                    .dossiers()
                    .check()
                    .map(|()| "材料库各页完好".to_owned())
                    .map_err(DeskError::from),
            ),
            check(
                "score.chain",
                desk.read(|view| Ok(table::score_event::verify_chain(view)?))
                    .map(|head| format!("{} 条评分记录首尾相接", head.count)),
            ),
            check(
                "audit.chain",
                desk.read(|view| Ok(table::audit::verify_chain(view)?))
                    .map(|head| format!("{} 条日志首尾相接", head.count)),
            ),
            check("documents.digests", documents(&desk)),
        ];
        if desk.kind == DeskKind::Organiser {
            checks.push(check(
                "roster.keys",
                crate::roster::current(&desk)
                    .map(|roster| format!("专家名册第 {} 版", roster.document.version)),
            ));
            checks.push(check("merge.coverage", coverage(&desk)));
        } else {
            checks.push(check("dossiers.materials", materials(&desk)));
            checks.push(check(
                "letter",
                desk.letter().map(|letter| {
                    format!("任务函第 {} 号，{} 项", letter.no, letter.entries.len())
                }),
            ));
        }
        Ok(Doctor { checks })
    }
}

fn check(name: &str, result: Result<String, DeskError>) -> DoctorCheck {
    match result {
        Ok(found) => DoctorCheck {
            name: name.to_owned(),
            ok: true,
            found,
        },
        Err(error) => DoctorCheck {
            name: name.to_owned(),
            ok: false,
            found: error.sentence,
        },
    }
}

/// Every document is under the digest of its bytes.
fn documents(desk: &OpenDesk) -> Result<String, DeskError> {
    use jury_seal::document::{Closing, Confirmation, Letter, Roster, Ticket, Transcript};
    let mut count = 0;
    for kind in [
        Letter::KIND,
        Roster::KIND,
        Sheet::KIND,
        PanelReturn::KIND,
        Confirmation::KIND,
        Closing::KIND,
        Ticket::KIND,
        Transcript::KIND,
    ] {
        for document in desk.read(|view| Ok(table::document::of_kind(view, kind)?))? {
            let digest: Digest = envelope_of(&document.bytes)?.digest();
            if digest != document.digest {
                return Err(DeskError::new(ErrorCode::DeskDamaged).with("kept", "desk.db"));
            }
            count += 1;
        }
    }
    Ok(format!("{count} 份已签名文件与其校验值相符"))
}

/// Every material whose chunks were once verified here is still here; a store made anew looks whole and has none of them.
fn materials(desk: &OpenDesk) -> Result<String, DeskError> {
    let letter = desk.letter()?;
    let (mut here, mut gone, mut elsewhere) = (0_u32, 0_u32, 0_u32);
    for material in letter.entries.iter().flat_map(|entry| &entry.materials) {
        let key = packs::tags_key(material);
        if desk
            .read(|view| Ok(table::meta::get(view, &key)?))?
            .is_none()
        {
            continue;
        }
        if crate::packs::is_present(desk, material)? {
            here += 1;
        } else if packs::is_in_place(desk, material)? {
            elsewhere += 1;
        } else {
            gone += 1;
        }
    }
    if gone > 0 {
        return Err(DeskError::new(ErrorCode::MaterialsGone).with("count", gone));
    }
    let away = match elsewhere {
        0 => String::new(),
        count => format!("；{count} 份所在的材料包现在不在原处"),
    };
    Ok(format!("{here} 份已导入的材料都在{away}"))
}

fn coverage(desk: &OpenDesk) -> Result<String, DeskError> {
    let merged = merging::merged(desk)?;
    let coverage = &merged.state.coverage;
    let sum = coverage.verified
        + coverage.provisional
        + coverage.held
        + coverage.recused
        + coverage.material_missing
        + coverage.awaited;
    if sum == coverage.expected {
        return Ok(format!("{} 格各有且只有一种状态", coverage.expected));
    }
    Err(DeskError::new(ErrorCode::Internal).with("source", "coverage does not add up"))
}

fn no_seal(path: &Path) -> DeskError {
    DeskError::new(ErrorCode::WorkbookUnreadable)
        .with("file", file_name(path))
        .with("why", "此文件不含签名数据，请专家重新导出")
}

fn envelopes_in(path: &Path) -> Result<Vec<Result<Vec<u8>, Fault>>, DeskError> {
    let bytes = read_limited(path, LIMIT)?;
    read_envelopes(&bytes).map_err(|error| blame::workbook(&error, &file_name(path)))
}

/// The keys an open desk knows, and in words where they are from; what revoked keys still cover is judged with these envelopes beside its own.
fn keys_of_desk(
    desk: &OpenDesk,
    envelopes: &[Result<Vec<u8>, Fault>],
) -> Result<(String, KeyBook), DeskError> {
    let facts = merging::knowledge::facts(desk)?;
    let mut knowledge = merging::knowledge::of(desk, facts.round)?;
    let also: Vec<Vec<u8>> = envelopes.iter().flatten().cloned().collect();
    knowledge.cover_revoked(desk, &also)?;
    let by = match desk.kind {
        DeskKind::Organiser => {
            let roster = crate::roster::current(desk)?;
            format!("组织方工作台的专家名册第 {} 版", roster.document.version)
        }
        DeskKind::Expert => "这台工作台的任务函所附本组名册".to_owned(),
    };
    Ok((by, knowledge.book))
}

/// The keys of a roster that travels alone. Who signed it stands in itself, so its contest key is said, to be compared with an invitation.
fn keys_of_roster(path: &Path) -> Result<(String, KeyBook), DeskError> {
    let bytes = read_limited(path, LIMIT)?;
    let refused = || DeskError::new(ErrorCode::RosterForeign).with("file", file_name(path));
    let (envelope, _) = Envelope::read(&bytes).map_err(|_| refused())?;
    let named: Roster = read_payload(&envelope).map_err(|_| refused())?;
    let key = named.contest_key.key().map_err(|_| refused())?;
    let roster = open_roster(&bytes, &key, &[])
        .map_err(|_| refused())?
        .document;
    let book = KeyBook::of_roster(&roster).map_err(|_| refused())?;
    let code = key.short_code();
    let by = format!(
        "专家名册第 {} 版，赛事公钥核对码 {code}（请与邀请函上印的核对）",
        roster.version
    );
    Ok((by, book))
}

/// Whose the key of an envelope is, and what is wrong with it as a merge would say.
fn owner_of(bytes: &[u8], kind: &str, book: &KeyBook) -> Option<(KeyOwner, Vec<String>)> {
    let (signer, codes) = match kind {
        Sheet::KIND => {
            let evidence = examine::<Sheet>(bytes, book);
            (evidence.signer, evidence.codes())
        }
        PanelReturn::KIND => {
            let evidence = examine::<PanelReturn>(bytes, book);
            (evidence.signer, evidence.codes())
        }
        _ => return None,
    };
    let owner = match signer {
        Signer::Enrolled | Signer::Confirmed | Signer::Transcribed => KeyOwner::Known,
        Signer::Introduced => KeyOwner::Introduced,
        Signer::Revoked => KeyOwner::Revoked,
        Signer::Unknown => KeyOwner::Unknown,
    };
    Some((
        owner,
        codes.iter().map(|code| code.as_str().to_owned()).collect(),
    ))
}

fn verify(bytes: &Result<Vec<u8>, Fault>, book: Option<&KeyBook>) -> EnvelopeFacts {
    let mut facts = EnvelopeFacts {
        kind: String::new(),
        digest: String::new(),
        code: String::new(),
        key: String::new(),
        expert: None,
        seq: None,
        fits: false,
        owner: KeyOwner::Unchecked,
        codes: Vec::new(),
    };
    let read = bytes
        .as_ref()
        .map_err(Clone::clone)
        .and_then(|bytes| Envelope::read(bytes));
    let (envelope, canonical) = match read {
        Ok(read) => read,
        Err(fault) => {
            facts.codes.push(fault.code().to_owned());
            return facts;
        }
    };
    facts.kind = short_kind(&envelope.payload_type);
    facts.digest = envelope.digest().to_string();
    facts.code = envelope.short_code().to_string();
    facts.key = envelope
        .signatures
        .first()
        .map(|signature| signature.keyid.to_string())
        .unwrap_or_default();
    if !canonical {
        facts.codes.push("ENV-NONCANONICAL".to_owned());
    }
    match named_key(&envelope) {
        Some(key) if envelope.is_signed_by(&key) => facts.fits = true,
        Some(_) => facts.codes.push("SIG-BAD".to_owned()),
        None => facts.codes.push("SCHEMA".to_owned()),
    }
    if let Ok(sheet) = canon::from_bytes::<Sheet>(&envelope.payload) {
        facts.expert = Some(sheet.expert.id.to_string());
        facts.seq = Some(sheet.seq);
    } else if let Ok(panel_return) = canon::from_bytes::<PanelReturn>(&envelope.payload) {
        facts.seq = Some(panel_return.seq);
    }
    let owner = bytes
        .as_ref()
        .ok()
        .zip(book)
        .and_then(|(bytes, book)| owner_of(bytes, &envelope.payload_type, book));
    if let Some((owner, codes)) = owner {
        facts.owner = owner;
        for code in codes {
            if !facts.codes.contains(&code) {
                facts.codes.push(code);
            }
        }
    }
    facts
}

/// `scoresheet` of `application/vnd.jurybench.scoresheet+json;v=1`.
fn short_kind(payload_type: &str) -> String {
    let tail = payload_type
        .rsplit("jurybench.")
        .next()
        .unwrap_or(payload_type);
    tail.split('+').next().unwrap_or(tail).to_owned()
}

/// The key an expert's document brings along.
fn named_key(envelope: &Envelope) -> Option<PublicKey> {
    let record = match envelope.payload_type.as_str() {
        Sheet::KIND => canon::from_bytes::<Sheet>(&envelope.payload)
            .ok()?
            .signing_record()
            .clone(),
        PanelReturn::KIND => canon::from_bytes::<PanelReturn>(&envelope.payload)
            .ok()?
            .signing_record()
            .clone(),
        _ => return None,
    };
    record.own.key().ok()
}
