//! Signing a transcript: both logins and the contest key, with the scan of the paper kept beside it.
//!
//! The one rule: what is signed is what both typed; nothing is signed while anything differs or is missing.

use jury_core::ExpertId;
use jury_core::sheet::{Counts, Line};
use jury_seal::document::parts::{ExpertName, KeyRecord, Supervisor};
use jury_seal::document::sheet::{RubricName, SheetEntry};
use jury_seal::document::{Document as _, Transcript, seal};
use jury_seal::vault::Role as VaultRole;
use jury_seal::{Envelope, SigningKey, sha256};
use jury_store::table::{self, document::Document};

use super::{Paper, look, typed};
use crate::call::Call;
use crate::desk::{OpenDesk, read_payload, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::offers::{file_name, read_limited};
use crate::session::Session;
use crate::wire::Written;
use crate::wire::transcript::{TranscriptLook, TranscriptSave, TranscriptSign};
use crate::{credentials, dispatch, signing};

/// Kind under which the bytes of a scan are kept; the digest is theirs.
const SCAN: &str = "scan";
/// Largest scan taken.
const LIMIT: u64 = 32 << 20;

impl Session {
    pub(crate) fn transcript_sign(
        &self,
        ask: TranscriptSign,
        _: &Call<'_>,
    ) -> Result<TranscriptLook, DeskError> {
        let desk = self.open_desk()?;
        let paper = Paper::open(&desk, &ask.expert)?;
        paper.refuse_final(&desk)?;
        let differing = paper.differences()?.len();
        if differing > 0 {
            return Err(DeskError::new(ErrorCode::TranscriptDiffers).with("count", differing));
        }
        if paper.is_signed_so() {
            return Err(DeskError::new(ErrorCode::TranscriptUnchanged));
        }
        let scan = scan(self, &ask.scan)?;
        let keys = Keys::of(self, &desk, &paper, &ask)?;
        let at = desk.now()?;
        let transcript = Transcript {
            clerks: keys.clerks.clone(),
            scan: sha256(&scan),
            at: at.to_string(),
            ..compose(&desk, &paper)?
        };
        let signers = [&keys.contest, &keys.own, &keys.other];
        let envelope = seal(&transcript, &signers).map_err(|error| DeskError::internal(&error))?;
        let kept = Document {
            digest: transcript.scan,
            kind: SCAN.to_owned(),
            bytes: scan,
            at: at.clone(),
        };
        let what = format!(
            "{}（{}）第 {} 版，录入人{}",
            paper.expert.name,
            paper.expert.id,
            transcript.seq,
            names(&transcript)
        );
        desk.save(|change| {
            table::document::put(change, &kept)?;
            table::document::put(change, &row_of(&envelope, &at))?;
            Ok(desk.log(change, &at, "签名代录", &what)?)
        })?;
        desk.forget();
        look(self, &ask.expert)
    }

    pub(crate) fn transcript_save(
        &self,
        ask: TranscriptSave,
        _: &Call<'_>,
    ) -> Result<Written, DeskError> {
        let desk = self.open_desk()?;
        let paper = Paper::open(&desk, &ask.expert)?;
        let (envelope, _) = paper
            .signed
            .ok_or_else(|| DeskError::new(ErrorCode::NothingSigned))?;
        self.write_to(&ask.target, &envelope.to_bytes())
    }
}

/// The clerks' names.
pub(super) fn names(transcript: &Transcript) -> String {
    let names: Vec<&str> = transcript
        .clerks
        .iter()
        .map(|clerk| clerk.name.as_str())
        .collect();
    names.join("、")
}

/// The transcript of an expert's paper signed last.
pub(super) fn latest(
    desk: &OpenDesk,
    facts: &ContestFacts,
    expert: &ExpertId,
) -> Result<Option<(Envelope, Transcript)>, DeskError> {
    let mut latest: Option<(Envelope, Transcript)> = None;
    for envelope in desk.documents(Transcript::KIND)? {
        let document: Transcript = read_payload(&envelope)?;
        let is_this = document.expert.id == *expert && document.round == facts.round;
        let is_later = latest
            .as_ref()
            .is_none_or(|(_, known)| known.seq < document.seq);
        if is_this && is_later {
            latest = Some((envelope, document));
        }
    }
    Ok(latest)
}

fn lines(paper: &Paper) -> Result<Vec<Line>, DeskError> {
    let line = |entry: &&crate::facts::EntryFacts| {
        let typed = paper.mine.line(&entry.entry.id);
        typed::line(typed, entry, &paper.facts.rubric)
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownEntry).with("entry", &entry.entry.id))
    };
    paper.entries().iter().map(line).collect()
}

/// The lines as the document will have them.
pub(super) fn entries(paper: &Paper) -> Result<Vec<SheetEntry>, DeskError> {
    let entries = paper.entries();
    lines(paper)?
        .iter()
        .zip(entries)
        .map(|(line, facts)| {
            SheetEntry::of(line, facts.dossier, facts.entry.size, None)
                .map_err(|error| DeskError::internal(&error))
        })
        .collect()
}

/// Everything but who signs when.
fn compose(desk: &OpenDesk, paper: &Paper) -> Result<Transcript, DeskError> {
    let facts = &paper.facts;
    let assignment = dispatch::assignment_digests(desk, facts)?
        .remove(&paper.expert.id)
        .and_then(|digests| digests.first().copied())
        .ok_or_else(|| DeskError::new(ErrorCode::UnknownExpert).with("expert", &paper.expert.id))?;
    let signed = paper.signed.as_ref();
    Ok(Transcript {
        contest: facts.contest.id.clone(),
        round: facts.round,
        track: paper.expert.track.clone(),
        panel: paper.expert.panel.clone(),
        expert: ExpertName {
            id: paper.expert.id.clone(),
            name: paper.expert.name.clone(),
        },
        clerks: Vec::new(),
        seq: signed.map_or(1, |(_, document)| document.seq + 1),
        prev: signed.map(|(envelope, _)| envelope.digest()),
        assignment,
        rubric: RubricName::of(&facts.rubric, facts.rubric_digest),
        entries: entries(paper)?,
        counts: Counts::of(&lines(paper)?).into(),
        scan: sha256(&[]),
        at: String::new(),
        app: signing::app(),
    })
}

/// The three keys, one of the two people being the organiser and one a supervisor.
struct Keys {
    contest: SigningKey,
    own: SigningKey,
    other: SigningKey,
    clerks: Vec<Supervisor>,
}

impl Keys {
    fn of(
        session: &Session,
        desk: &OpenDesk,
        paper: &Paper,
        ask: &TranscriptSign,
    ) -> Result<Self, DeskError> {
        // Only the one who typed may sign with me.
        let typed = paper.other.as_ref().map(|(clerk, _)| clerk);
        if typed != Some(&ask.clerk) {
            return Err(DeskError::new(ErrorCode::TranscriptOther));
        }
        let open = |login: &str, passphrase: &str| {
            credentials::unlocked(session, &desk.folder, login, passphrase)
        };
        let people = [
            (desk.login.as_str(), open(&desk.login, &ask.passphrase)?),
            (ask.clerk.as_str(), open(&ask.clerk, &ask.clerk_passphrase)?),
        ];
        let contest = people
            .iter()
            .find_map(|(_, unlocked)| unlocked.organiser_keys());
        let supervised = people
            .iter()
            .any(|(_, unlocked)| unlocked.role() == VaultRole::Supervisor);
        let Some(contest) = contest.filter(|_| supervised) else {
            return Err(DeskError::new(ErrorCode::NotAllowed).with("who", "组织方和监督员两人"));
        };
        let logins = credentials::read_vault(session, &desk.folder)?.logins();
        let clerk = |(login, unlocked): &(&str, jury_seal::vault::Unlocked)| Supervisor {
            id: (*login).to_owned(),
            name: logins
                .iter()
                .find(|known| known.id == *login)
                .map(|known| known.name.clone())
                .unwrap_or_default(),
            key: KeyRecord::of(&unlocked.signing_key().public()),
        };
        let copy = |key: &SigningKey| SigningKey::from_seed(&key.seed());
        Ok(Self {
            contest: copy(&contest.contest),
            own: copy(people[0].1.signing_key()),
            other: copy(people[1].1.signing_key()),
            clerks: people.iter().map(clerk).collect(),
        })
    }
}

/// The bytes of the scan, which must be something a person can look at.
fn scan(session: &Session, token: &str) -> Result<Vec<u8>, DeskError> {
    let path = session.path_of(token)?;
    let bytes = read_limited(&path, LIMIT)?;
    let known: [&[u8]; 3] = [b"%PDF-", &[0xff, 0xd8, 0xff], b"\x89PNG\r\n"];
    if known.iter().any(|magic| bytes.starts_with(magic)) {
        Ok(bytes)
    } else {
        Err(DeskError::new(ErrorCode::ScanForeign).with("file", file_name(&path)))
    }
}
