//! Signing an expert's sheet and handing it back as one workbook.
//!
//! Not merging. The one rule: the workbook is rendered from the signed payload, never from the draft, so that paper and signature agree.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::rubric::Rubric;
use jury_core::sheet::{Counts, GateFinding, Line, LineState};
use jury_core::{Digest, Exact};
use jury_exchange::sheet_book::{EvidenceRow, GateNote, GroupColumns, SheetBook, SheetRow};
use jury_seal::document::Evidence;
use jury_seal::document::letter::Letter;
use jury_seal::document::parts::{App, ExpertName};
use jury_seal::document::seal;
use jury_seal::document::sheet::{Install, RubricName, Sheet, SheetEntry, SheetKind, Times};
use jury_seal::wire::Hex;
use jury_seal::{Envelope, ShortCode};
use jury_store::{At, BackupReason, table};

use crate::call::Call;
use crate::desk::{OpenDesk, meta, read_payload, row_of};
use crate::draft::{Draft, Stand, Work};
use crate::error::{DeskError, ErrorCode};
use crate::noting::Enclosed;
use crate::session::Session;
use crate::wire::Written;
use crate::wire::expert::{ExpertHome, RevisionStart, SaveTo, SheetSign, SignedSheet};
use crate::{credentials, noting, overview, scoring, tickets};

impl Session {
    pub(crate) fn sheet_sign(
        &self,
        ask: SheetSign,
        _: &Call<'_>,
    ) -> Result<SignedSheet, DeskError> {
        let desk = self.open_desk()?;
        self.check_passphrase(&desk, &ask.passphrase)?;
        if scoring::read_only(&desk)? {
            return Err(DeskError::new(ErrorCode::SheetSigned));
        }
        let draft = scoring::draft(&desk)?;
        let gaps = overview::gaps(&draft);
        if !gaps.is_empty() {
            return Err(DeskError::new(ErrorCode::SheetIncomplete).with("count", gaps.len()));
        }
        desk.store.backup(BackupReason::BeforeExport)?;
        let at = desk.now()?;
        let sheet = compose(&desk, &draft, &at)?;
        let envelope = seal(&sheet, &[&desk.key]).map_err(|error| DeskError::internal(&error))?;
        desk.save(|change| {
            table::document::put(change, &row_of(&envelope, &at))?;
            table::meta::put_text(change, meta::SHEET, &envelope.digest().to_string())?;
            table::meta::put(change, meta::REVISION, &[])?;
            Ok(desk.log(
                change,
                &at,
                "签名评分表",
                &format!("第 {} 版，核对码 {}", sheet.seq, envelope.short_code()),
            )?)
        })?;
        desk.forget();
        signed(&desk)?.ok_or_else(|| DeskError::new(ErrorCode::NothingSigned))
    }

    pub(crate) fn sheet_save(&self, ask: SaveTo, _: &Call<'_>) -> Result<Written, DeskError> {
        let desk = self.open_desk()?;
        let envelope =
            signed_envelope(&desk)?.ok_or_else(|| DeskError::new(ErrorCode::NothingSigned))?;
        let bytes = match book_name(&ask.target, self)?
            .to_lowercase()
            .ends_with(".json")
        {
            true => envelope.to_bytes(),
            false => book(&*desk.letter()?, &envelope)?
                .to_xlsx()
                .map_err(|error| DeskError::internal(&error))?,
        };
        let written = self.write_to(&ask.target, &bytes)?;
        desk.store.backup(BackupReason::AfterExport)?;
        let at = desk.now()?;
        desk.save(|change| Ok(desk.log(change, &at, "导出评分表", &written.name)?))?;
        Ok(written)
    }

    pub(crate) fn revision_start(
        &self,
        ask: RevisionStart,
        _: &Call<'_>,
    ) -> Result<ExpertHome, DeskError> {
        let desk = self.open_desk()?;
        let reason = scoring::plain(&ask.reason)?;
        if reason.trim().is_empty() {
            return Err(DeskError::new(ErrorCode::ReasonNeeded));
        }
        let last = signed_envelope(&desk)?;
        if last.is_none() {
            return Err(DeskError::new(ErrorCode::NothingSigned));
        }
        // A chair has seen the colleagues' marks by then; a change of their own needs the organiser's leave (DESIGN §4).
        let has_merged = desk.meta(meta::MERGED)?.is_some();
        if has_merged && ticket_for(&desk, &*desk.letter()?, last.as_ref())?.is_none() {
            return Err(DeskError::new(ErrorCode::TicketNeeded));
        }
        let at = desk.now()?;
        desk.save(|change| {
            table::meta::put_text(change, meta::REVISION, reason.trim())?;
            Ok(desk.log(change, &at, "开始修订", reason.trim())?)
        })?;
        self.expert_home(crate::wire::Nothing {}, &Call::quiet())
    }
}

fn book_name(token: &str, session: &Session) -> Result<String, DeskError> {
    Ok(crate::offers::file_name(&session.path_of(token)?))
}

/// The sheet signed last.
pub(crate) fn signed_envelope(desk: &OpenDesk) -> Result<Option<Envelope>, DeskError> {
    desk.document_named(meta::SHEET)
}

/// The sheet signed last, for showing.
pub(crate) fn signed(desk: &OpenDesk) -> Result<Option<SignedSheet>, DeskError> {
    let Some(envelope) = signed_envelope(desk)? else {
        return Ok(None);
    };
    let sheet: Sheet = read_payload(&envelope)?;
    Ok(Some(SignedSheet {
        seq: sheet.seq,
        at: sheet.times.signed_at.clone(),
        code: envelope.short_code().to_string(),
        digest: envelope.digest().to_string(),
        suggested_name: suggested_name(&*desk.letter()?, &sheet, &envelope),
    }))
}

/// `评分表_02现代农业_专家张三_第1版_3F7A.xlsx`: sortable, and unlike the file of any other expert or revision.
fn suggested_name(letter: &Letter, sheet: &Sheet, envelope: &Envelope) -> String {
    let code = envelope.short_code().to_string();
    let start = code.split(['-', ' ']).next().unwrap_or_default().to_owned();
    let name = format!(
        "评分表_{}{}_{}_第{}版_{start}.xlsx",
        letter.track.id, letter.track.name, letter.expert.name, sheet.seq
    );
    harmless_name(&name)
}

/// Replaces what file systems refuse in a name.
pub(crate) fn harmless_name(name: &str) -> String {
    name.chars()
        .map(|c| {
            if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') || c.is_control() {
                '_'
            } else {
                c
            }
        })
        .collect()
}

fn compose(desk: &OpenDesk, draft: &Draft, at: &At) -> Result<Sheet, DeskError> {
    let letter = desk.letter()?;
    let last = signed_envelope(desk)?;
    let last_sheet = last.as_ref().map(read_payload::<Sheet>).transpose()?;
    let lines: Vec<Line> = draft
        .works
        .iter()
        .map(|work| line(draft, work))
        .collect::<Result<_, _>>()?;
    let enclosed = noting::enclosed(desk)?;
    let entries = draft
        .works
        .iter()
        .zip(&lines)
        .map(|(work, line)| sheet_entry(&letter, work, line, &enclosed))
        .collect::<Result<_, _>>()?;
    let counter = desk.read(|view| Ok(table::score_event::head(view)?))?.count;
    let clock_anomalies = desk.read(|view| Ok(table::score_event::clock_steps_back(view, at)?))?;
    Ok(Sheet {
        contest: letter.contest.id.clone(),
        round: letter.round,
        track: letter.track.id.clone(),
        panel: letter.expert.panel.clone(),
        expert: ExpertName {
            id: letter.expert.id.clone(),
            name: letter.expert.name.clone(),
        },
        kind: SheetKind::Final,
        seq: last_sheet.as_ref().map_or(1, |sheet| sheet.seq + 1),
        prev: last.as_ref().map(Envelope::digest),
        ticket: ticket_for(desk, &letter, last.as_ref())?.map(|ticket| ticket.digest()),
        reason: desk
            .meta(meta::REVISION)?
            .filter(|reason| !reason.is_empty()),
        letter: desk
            .meta(meta::LETTER)?
            .and_then(|hex| Digest::from_hex(&hex))
            .ok_or_else(no_letter)?,
        assignment: letter
            .assignment_digest()
            .map_err(|error| DeskError::internal(&error))?,
        rubric: RubricName::of(&draft.rubric, letter.rubric_digest),
        key: credentials::signing_record(desk, &letter)?,
        install: Install {
            id: install(desk)?,
            counter: u64::try_from(counter).unwrap_or(0),
        },
        entries,
        counts: Counts::of(&lines).into(),
        times: Times {
            signed_at: at.to_string(),
            since_prev_s: None,
            clock_anomalies,
        },
        app: app(),
    })
}

/// The program, as documents name it.
pub(crate) fn app() -> App {
    App {
        name: "jurybench".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

fn no_letter() -> DeskError {
    DeskError::new(ErrorCode::NotADesk).with("missing", "任务函")
}

fn install(desk: &OpenDesk) -> Result<Hex<16>, DeskError> {
    desk.meta(meta::INSTALL)?
        .and_then(|hex| Hex::from_hex(&hex))
        .ok_or_else(|| DeskError::new(ErrorCode::NotADesk).with("missing", "安装编号"))
}

/// The ticket for the revision after `last`; a first sheet needs none.
fn ticket_for(
    desk: &OpenDesk,
    letter: &Letter,
    last: Option<&Envelope>,
) -> Result<Option<Envelope>, DeskError> {
    match last {
        Some(last) => tickets::for_revision_of(desk, letter, last),
        None => Ok(None),
    }
}

fn line(draft: &Draft, work: &Work) -> Result<Line, DeskError> {
    let profile = work.profile(&draft.rubric).ok_or_else(no_letter)?;
    let complete = work.missing(&draft.rubric).is_empty();
    let state = match &work.stand {
        Stand::Recused(reason) => LineState::Recused {
            reason: reason.clone(),
        },
        Stand::MaterialMissing(reason) => LineState::MaterialMissing {
            reason: reason.clone(),
        },
        Stand::Open if complete => LineState::Scored(work.marks.clone()),
        Stand::Open => LineState::Unmarked,
    };
    let total =
        matches!(state, LineState::Scored(_)).then(|| draft.rubric.total(profile, &work.marks));
    Ok(Line {
        entry: work.assigned.id.clone(),
        profile: profile.id.clone(),
        weights: profile.weights.clone(),
        state,
        total,
        gates: work.findings(),
        comment: work.comment.clone(),
    })
}

fn sheet_entry(
    letter: &Letter,
    work: &Work,
    line: &Line,
    enclosed: &Enclosed,
) -> Result<SheetEntry, DeskError> {
    let entry = letter
        .entries
        .iter()
        .find(|entry| entry.id == work.assigned.id)
        .ok_or_else(no_letter)?;
    let dossier = entry
        .dossier_digest()
        .map_err(|error| DeskError::internal(&error))?;
    SheetEntry::of(line, dossier, work.assigned.size, work.updated_at.clone())
        .map(|line| enclosed.put_into(line, entry))
        .map_err(|error| DeskError::internal(&error))
}

/// The hand-back workbook of a signed sheet, as the letter's facts and the payload give it.
pub(crate) fn book(letter: &Letter, envelope: &Envelope) -> Result<SheetBook, DeskError> {
    let sheet: Sheet = read_payload(envelope)?;
    let names = BookNames {
        contest: &letter.contest.name,
        track: &letter.track.name,
        unit: &letter.expert.unit,
        rubric: &letter.rubric.to_core(),
        entries: letter
            .entries
            .iter()
            .map(|entry| {
                (
                    entry.id.clone(),
                    EntryNames {
                        topic: entry.topic.clone(),
                        work: entry.title.clone(),
                        team: entry.team.clone(),
                        entrant: entry.entrant.clone(),
                    },
                )
            })
            .collect(),
        materials: letter
            .entries
            .iter()
            .flat_map(|entry| &entry.materials)
            .map(|material| (material.id, material.name.clone()))
            .collect(),
    };
    Ok(render(&names, &sheet, envelope))
}

/// 工业制造赛道, and 跨赛道 as it is.
pub(crate) fn track_words(name: &str) -> String {
    if name.ends_with("赛道") {
        name.to_owned()
    } else {
        format!("{name}赛道")
    }
}

/// What a workbook calls an entry.
#[derive(Debug, Clone, Default)]
pub(crate) struct EntryNames {
    pub(crate) topic: String,
    pub(crate) work: String,
    pub(crate) team: String,
    pub(crate) entrant: String,
}

/// Names that a workbook shows beside what the sheet itself says; the organiser's desk has them too.
pub(crate) struct BookNames<'a> {
    pub(crate) contest: &'a str,
    pub(crate) track: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) rubric: &'a jury_core::rubric::Rubric,
    pub(crate) entries: BTreeMap<jury_core::EntryId, EntryNames>,
    /// By opaque id. May be empty where the sheet of evidence is not looked at: a merge compares only the form.
    pub(crate) materials: BTreeMap<Hex<16>, String>,
}

/// Renders a signed sheet. The merge renders it again and compares the visible cells, so this must depend on nothing but its arguments.
pub(crate) fn render(names: &BookNames<'_>, sheet: &Sheet, envelope: &Envelope) -> SheetBook {
    let used: BTreeSet<_> = sheet
        .entries
        .iter()
        .map(|entry| entry.profile.clone())
        .collect();
    let profiles: Vec<_> = names
        .rubric
        .profiles
        .iter()
        .filter(|profile| used.contains(&profile.id))
        .collect();
    let date = sheet
        .times
        .signed_at
        .split('T')
        .next()
        .unwrap_or_default()
        .to_owned();
    SheetBook {
        title: format!(
            "{}{}{}专家评分表",
            names.contest,
            track_words(names.track),
            sheet.round.label()
        ),
        expert: sheet.expert.name.clone(),
        unit: names.unit.to_owned(),
        panel: sheet.panel.to_string(),
        date,
        rubric: names.rubric.name.clone(),
        seq: sheet.seq,
        profiles: profiles
            .iter()
            .map(|profile| profile.name.clone())
            .collect(),
        groups: names
            .rubric
            .groups
            .iter()
            .map(|group| GroupColumns::of(names.rubric, &profiles, group))
            .collect(),
        rows: sheet
            .entries
            .iter()
            .map(|entry| row(names, entry))
            .collect(),
        evidence: sheet
            .entries
            .iter()
            .flat_map(|entry| {
                let row = |place| evidence_row(names, entry, place);
                entry.evidence.iter().map(row)
            })
            .collect(),
        code: ShortCode::of(&envelope.digest()).to_string(),
        digest: envelope.digest(),
        envelopes: vec![envelope.to_bytes()],
    }
}

fn row(names: &BookNames<'_>, entry: &SheetEntry) -> SheetRow {
    let line = entry.to_line();
    let EntryNames {
        topic,
        work,
        team,
        entrant,
    } = names.entries.get(&entry.id).cloned().unwrap_or_default();
    let profile = names
        .rubric
        .profile(&entry.profile)
        .map(|profile| profile.name.clone())
        .unwrap_or_default();
    let total: Option<Exact> = line.total.clone();
    SheetRow {
        entry: entry.id.clone(),
        track: names.track.to_owned(),
        topic,
        work,
        team,
        entrant,
        profile,
        state: line.state,
        total,
        gates: gate_notes(names.rubric, &line.gates),
        comment: line.comment,
    }
}

/// Findings with the names of their gates, in the rubric's order; one at a gate the rubric lacks is nameless and last.
pub(crate) fn gate_notes(rubric: &Rubric, findings: &[GateFinding]) -> Vec<GateNote> {
    let place = |one: &GateFinding| rubric.gates.iter().position(|gate| gate.id == one.gate);
    let mut ordered: Vec<&GateFinding> = findings.iter().collect();
    ordered.sort_by_key(|one| place(one).unwrap_or(usize::MAX));
    let note = |one: &GateFinding| GateNote {
        gate: one.gate.clone(),
        name: rubric
            .gate(&one.gate)
            .map(|gate| gate.name.clone())
            .unwrap_or_default(),
        finding: one.finding,
        reason: one.reason.clone(),
    };
    ordered.into_iter().map(note).collect()
}

fn evidence_row(names: &BookNames<'_>, entry: &SheetEntry, place: &Evidence) -> EvidenceRow {
    let criterion = place.criterion.as_ref().and_then(|id| {
        let mut criteria = names.rubric.criteria();
        criteria.find(|(_, one)| one.id == *id)
    });
    EvidenceRow {
        entry: entry.id.clone(),
        criterion: criterion.map_or_else(
            || "整体".to_owned(),
            |(_, criterion)| criterion.name.clone(),
        ),
        material: names
            .materials
            .get(&place.material)
            .cloned()
            .unwrap_or_default(),
        place: noting::place_text(place),
        quote: place.quote.clone(),
        text: place.text.clone(),
    }
}
