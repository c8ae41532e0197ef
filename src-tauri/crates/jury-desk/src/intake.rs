//! What a secretariat has — workbooks and a folder of materials — read into one value, with every fault named.
//!
//! Nothing is stored here. The one rule: an [`Intake`] with a single fault makes no contest; there is no half import.

mod calibration;
mod fault_words;
mod materials;
mod rule_faults;
mod rule_words;
mod tracks;

use std::collections::BTreeMap;
use std::path::Path;

use jury_core::contest::{Expert, Track};
use jury_core::entry::Entry;
use jury_core::rubric::Rubric;
use jury_core::size_class::{SizeClass, size_of};
use jury_core::{EntryId, ExpertId, PanelId};
use jury_exchange::entries_book::{EntryRow, read_entries, read_references};
use jury_exchange::experts_book::{
    Assigned, EXPERTS_SHEET, ExpertRow, check_assignment, read_experts,
};
use jury_exchange::rubric_book::{RubricImportError, read_rubric as read_rubric_book};
use jury_exchange::table::{ImportError, Imported};

use crate::error::{DeskError, ErrorCode};
use crate::facts::CalibrationFacts;
use crate::offers::{file_name, read_limited};

pub(crate) use fault_words::book as book_words;
pub(crate) use materials::Found;
pub(crate) use rule_faults::words as rule_fault;
pub(crate) use rule_words::{refusal as rule_refusal, words as rule_words};

/// Workbooks larger than this are not a secretariat's.
const WORKBOOK_LIMIT: u64 = 64 << 20;

/// Paths of the files a contest is made from.
#[derive(Debug, Clone)]
pub(crate) struct IntakePaths {
    pub(crate) entries: std::path::PathBuf,
    pub(crate) experts: std::path::PathBuf,
    pub(crate) rubric: Option<std::path::PathBuf>,
    pub(crate) materials: Option<std::path::PathBuf>,
}

/// Everything read.
#[derive(Debug)]
pub(crate) struct Intake {
    pub(crate) rubric: Rubric,
    pub(crate) tracks: Vec<Track>,
    pub(crate) entries: Vec<(Entry, String)>,
    pub(crate) calibration: BTreeMap<EntryId, CalibrationFacts>,
    pub(crate) experts: Vec<Expert>,
    pub(crate) assignments: BTreeMap<ExpertId, Vec<EntryId>>,
    pub(crate) recusals: BTreeMap<ExpertId, Vec<EntryId>>,
    pub(crate) materials: Vec<Found>,
    pub(crate) faults: Vec<String>,
    pub(crate) remarks: Vec<String>,
}

/// Reads everything; faults are collected, not thrown, except that a file which cannot be read at all is an error.
pub(crate) fn read(paths: &IntakePaths) -> Result<Intake, DeskError> {
    let mut faults = Vec::new();
    let mut remarks = Vec::new();
    let rubric = read_rubric(paths.rubric.as_deref(), &mut faults)?;
    let entries_bytes = workbook(&paths.entries)?;
    let entry_rows = take(
        read_entries(&entries_bytes),
        &paths.entries,
        &mut faults,
        &mut remarks,
    )?;
    let expert_rows = take(
        read_experts(&workbook(&paths.experts)?),
        &paths.experts,
        &mut faults,
        &mut remarks,
    )?;
    if faults.is_empty() {
        let misfits = check_assignment(&entry_rows, &expert_rows, EXPERTS_SHEET);
        faults.extend(
            misfits
                .iter()
                .map(|fault| fault_words::row(fault, &file_name(&paths.experts))),
        );
    }
    let numbering = tracks::Numbering::of(entry_rows.iter().map(|row| row.track.as_str()));
    let entries: Vec<(Entry, String)> = entry_rows
        .iter()
        .filter_map(|row| entry(row, &numbering, &rubric, &mut faults, &mut remarks))
        .collect();
    let references = match read_references(&entries_bytes) {
        Ok(rows) => rows,
        Err(error) => {
            faults.extend(fault_words::import(&error, &file_name(&paths.entries))?);
            Vec::new()
        }
    };
    let calibration = calibration::of(&entry_rows, &entries, &references, &rubric, &mut faults);
    let experts = numbering.experts(&expert_rows);
    let materials = match &paths.materials {
        Some(root) => materials::find(root, &entry_rows, &mut remarks),
        None => Vec::new(),
    };
    Ok(Intake {
        tracks: numbering.tracks(&entry_rows),
        assignments: assignments(&entry_rows, &expert_rows),
        recusals: expert_rows
            .iter()
            .map(|row| (row.id.clone(), row.recused.clone()))
            .collect(),
        rubric,
        entries,
        calibration,
        experts,
        materials,
        faults,
        remarks,
    })
}

fn workbook(path: &Path) -> Result<Vec<u8>, DeskError> {
    read_limited(path, WORKBOOK_LIMIT)
}

fn read_rubric(path: Option<&Path>, faults: &mut Vec<String>) -> Result<Rubric, DeskError> {
    let Some(path) = path else {
        return Ok(Rubric::built_in());
    };
    match read_rubric_book(&workbook(path)?) {
        Ok(rubric) => return Ok(rubric),
        Err(RubricImportError::Import(error)) => {
            faults.extend(fault_words::import(&error, &file_name(path))?);
        }
        Err(RubricImportError::Rubric(problems)) => faults.extend(
            problems
                .iter()
                .map(|fault| fault_words::rubric(fault, &file_name(path))),
        ),
    }
    Ok(Rubric::built_in())
}

fn take<T>(
    read: Result<Imported<T>, ImportError>,
    path: &Path,
    faults: &mut Vec<String>,
    remarks: &mut Vec<String>,
) -> Result<Vec<T>, DeskError> {
    match read {
        Ok(imported) => {
            remarks.extend(
                imported
                    .notes
                    .iter()
                    .map(|note| fault_words::note(note, &file_name(path))),
            );
            Ok(imported.rows)
        }
        Err(error) => {
            faults.extend(fault_words::import(&error, &file_name(path))?);
            Ok(Vec::new())
        }
    }
}

/// Decides the size class: from the facts; where they leave several, the stated class if it is one of them; never a guess.
fn entry(
    row: &EntryRow,
    numbering: &tracks::Numbering,
    rubric: &Rubric,
    faults: &mut Vec<String>,
    remarks: &mut Vec<String>,
) -> Option<(Entry, String)> {
    let decision = size_of(row.kind, &row.facts);
    let stated = row
        .stated_size
        .filter(|stated| decision.candidates.contains(stated));
    let Some(size) = decision.size.or(stated) else {
        let candidates = decision
            .candidates
            .iter()
            .map(|size| size.label())
            .collect::<Vec<_>>()
            .join("、");
        faults.push(format!(
            "参赛项目表第 {} 行（{}）：划型信息不足，可能是{candidates}。请补全行业、从业人员、营业收入或资产总额，或在“企业规模”一栏填明其一。",
            row.row, row.id
        ));
        return None;
    };
    let mut basis = decision.basis_text();
    if decision.size.is_none() {
        basis = format!("{basis}；信息不足，按申报填写的{}", size.label());
    } else if let Some(other) = row
        .stated_size
        .filter(|other| *other != size && *other != SizeClass::NotClassified)
    {
        remarks.push(format!(
            "参赛项目表第 {} 行（{}）：申报填写{}，按划型标准为{}，以标准为准。",
            row.row,
            row.id,
            other.label(),
            size.label()
        ));
    }
    let profile = rubric.profile_for(size).map(|profile| profile.id.clone())?;
    let entry = Entry {
        id: row.id.clone(),
        track: numbering.track(&row.track)?,
        topic: row.topic.clone(),
        title: row.title.clone(),
        team: row.team.clone(),
        entrant: row.entrant.clone(),
        credit_code: row.credit_code.clone().unwrap_or_default(),
        kind: row.kind,
        facts: row.facts.clone(),
        size,
        profile,
    };
    Some((entry, basis))
}

fn assignments(entries: &[EntryRow], experts: &[ExpertRow]) -> BTreeMap<ExpertId, Vec<EntryId>> {
    experts
        .iter()
        .map(|expert| {
            let of_track = entries
                .iter()
                .filter(|entry| entry.track == expert.track)
                .map(|entry| entry.id.clone());
            let assigned: Vec<EntryId> = match &expert.assigned {
                Assigned::All => of_track
                    .filter(|entry| !expert.recused.contains(entry))
                    .collect(),
                Assigned::Entries(listed) => listed.clone(),
            };
            (expert.id.clone(), assigned)
        })
        .collect()
}

/// The refusal that a contest with faults ends in.
pub(crate) fn refuse(faults: &[String]) -> DeskError {
    DeskError::new(ErrorCode::ContestFaults)
        .with("count", faults.len())
        .with("faults", faults.join("\n"))
}

/// A panel's id from its track and its number within the track.
fn panel_id(track: &jury_core::TrackId, number: usize) -> Option<PanelId> {
    PanelId::new(format!("P{track}-{number}")).ok()
}
