//! 评审专家表: who judges, in which panel, and which entries.
//!
//! Not keys or logins. The one rule: an expert without a number gets one in the order of the rows, so that the same file gives the same numbers.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::{EntryId, ExpertId};

use crate::entries_book::EntryRow;
use crate::table::{
    self, Column, ImportError, Imported, NoteKind, Problem, RowFault, RowNote, RowReader, fold,
};

pub(crate) const SHEET: &str = "评审专家";
const NAME_LIMIT: usize = 100;
/// A list of all entries of a large track fits.
const LIST_LIMIT: usize = 16_000;

const ID: &str = "专家编号";
const NAME: &str = "姓名";
const UNIT: &str = "单位";
const TRACK: &str = "赛道";
const PANEL: &str = "评审组";
pub(crate) const CHAIR: &str = "组长";
const ASSIGNED: &str = "分配";
const RECUSED: &str = "回避";

pub(crate) const COLUMNS: &[Column] = &[
    Column::optional(ID, &["编号"]),
    Column::required(NAME, &["专家姓名", "专家"]),
    Column::required(UNIT, &["工作单位", "所在单位", "专家单位"]),
    Column::required(TRACK, &["赛道名称", "评审赛道"]),
    Column::optional(PANEL, &["组别", "评审小组"]),
    Column::required(CHAIR, &["是否组长", "评审组长"]),
    Column::optional(ASSIGNED, &["分配项目", "评审项目"]),
    Column::optional(RECUSED, &["回避项目"]),
];

/// Which entries an expert is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assigned {
    /// 全部: every entry of the expert's track, and a blank cell too.
    All,
    /// These entries, in the order written.
    Entries(Vec<EntryId>),
}

/// One expert as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpertRow {
    /// The row of the table, from 1.
    pub row: u32,
    /// 专家编号, as written or given by the order of the rows: `E0001`.
    pub id: ExpertId,
    /// 姓名.
    pub name: String,
    /// 单位.
    pub unit: String,
    /// 赛道, as written: a name or a number.
    pub track: String,
    /// 评审组, as written; a blank cell is the track's one panel.
    pub panel: String,
    /// 组长.
    pub chair: bool,
    /// 分配.
    pub assigned: Assigned,
    /// 回避项目: entries this expert must not get.
    pub recused: Vec<EntryId>,
}

/// Reads the table from an `.xlsx` or a text file.
///
/// # Errors
/// [`ImportError`]: not a table, or the list of everything wrong with its rows.
pub fn read_experts(bytes: &[u8]) -> Result<Imported<ExpertRow>, ImportError> {
    let table = table::read(bytes, SHEET, COLUMNS)?;
    let (mut drafts, mut faults, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for row in &table.rows {
        let mut reader = RowReader::new(&table, row);
        let draft = read_row(&mut reader);
        drafts.extend(reader.finish(draft, &mut faults, &mut notes));
    }
    let fault = |row, column: &str, problem| RowFault {
        sheet: table.sheet.clone(),
        row,
        column: column.to_owned(),
        problem,
    };
    if table.rows.is_empty() {
        faults.push(fault(table.heading_row, NAME, Problem::NoRows));
    }
    let mut first_rows = BTreeMap::new();
    for draft in &drafts {
        let Some(id) = &draft.id else { continue };
        let first_row = *first_rows
            .entry(id.as_str().to_ascii_lowercase())
            .or_insert(draft.row);
        if first_row != draft.row {
            faults.push(fault(draft.row, ID, Problem::Twice { first_row }));
        }
    }
    if !faults.is_empty() {
        return Err(ImportError::Rows(faults));
    }
    notes.extend(same_names(&table.sheet, &drafts));
    Ok(Imported {
        rows: with_ids(drafts),
        notes,
    })
}

/// Checks the experts against the entries they are to judge: tracks and entries exist, an entry is of the expert's track and not recused at the
/// same time, and every panel has one chair.
///
/// Tracks are compared as written in the two tables. `sheet` names the experts' sheet in the faults.
#[must_use]
pub fn check_assignment(entries: &[EntryRow], experts: &[ExpertRow], sheet: &str) -> Vec<RowFault> {
    let tracks: BTreeSet<&str> = entries.iter().map(|entry| entry.track.as_str()).collect();
    let track_of: BTreeMap<&EntryId, &str> = entries
        .iter()
        .map(|entry| (&entry.id, entry.track.as_str()))
        .collect();
    let mut faults = Vec::new();
    let mut chairs: BTreeMap<(&str, &str), Vec<&ExpertRow>> = BTreeMap::new();
    for expert in experts {
        let mut fault = |column: &str, problem| {
            faults.push(RowFault {
                sheet: sheet.to_owned(),
                row: expert.row,
                column: column.to_owned(),
                problem,
            });
        };
        if !tracks.contains(expert.track.as_str()) {
            fault(
                TRACK,
                Problem::UnknownTrack {
                    given: expert.track.clone(),
                },
            );
        }
        if let Assigned::Entries(ids) = &expert.assigned {
            ids.iter()
                .filter_map(|id| misassigned(id, expert, &track_of))
                .for_each(|problem| fault(ASSIGNED, problem));
        }
        let unknown = expert
            .recused
            .iter()
            .filter(|id| !track_of.contains_key(id));
        unknown.for_each(|id| fault(RECUSED, Problem::UnknownEntry { entry: id.clone() }));
        let panel = chairs.entry((&expert.track, &expert.panel)).or_default();
        if expert.chair
            && let Some(first) = panel.iter().find(|other| other.chair)
        {
            fault(
                CHAIR,
                Problem::SecondChair {
                    first_row: first.row,
                },
            );
        }
        panel.push(expert);
    }
    for ((_, panel), members) in chairs {
        if let Some(first) = members
            .first()
            .filter(|_| !members.iter().any(|expert| expert.chair))
        {
            let problem = Problem::NoChair {
                panel: panel.to_owned(),
            };
            faults.push(RowFault {
                sheet: sheet.to_owned(),
                row: first.row,
                column: CHAIR.to_owned(),
                problem,
            });
        }
    }
    faults
}

fn misassigned(
    id: &EntryId,
    expert: &ExpertRow,
    track_of: &BTreeMap<&EntryId, &str>,
) -> Option<Problem> {
    match track_of.get(id) {
        None => Some(Problem::UnknownEntry { entry: id.clone() }),
        Some(track) if *track != expert.track => Some(Problem::OtherTrack {
            entry: id.clone(),
            track: (*track).to_owned(),
        }),
        Some(_) if expert.recused.contains(id) => {
            Some(Problem::AssignedAndRecused { entry: id.clone() })
        }
        Some(_) => None,
    }
}

struct Draft {
    row: u32,
    id: Option<ExpertId>,
    name: String,
    unit: String,
    track: String,
    panel: String,
    chair: bool,
    assigned: Assigned,
    recused: Vec<EntryId>,
}

fn read_row(reader: &mut RowReader<'_>) -> Option<Draft> {
    let id = reader.text(ID, NAME_LIMIT);
    let id = reader.id(ID, id, ExpertId::new);
    let [name, unit, track] =
        [NAME, UNIT, TRACK].map(|column| reader.required_text(column, NAME_LIMIT));
    let panel = reader.text(PANEL, NAME_LIMIT);
    let chair = read_chair(reader);
    let assigned = match reader.text(ASSIGNED, LIST_LIMIT) {
        None => Assigned::All,
        Some(text) if ["全部", "全部项目", "所有"].contains(&fold(&text).as_str()) => {
            Assigned::All
        }
        // An expert of a later round only.
        Some(text) if table::is_not_applicable(&text) => Assigned::Entries(Vec::new()),
        Some(text) => Assigned::Entries(read_list(reader, ASSIGNED, &text)),
    };
    let recused = match reader.text(RECUSED, LIST_LIMIT) {
        Some(text) if !table::is_not_applicable(&text) => read_list(reader, RECUSED, &text),
        _ => Vec::new(),
    };
    let track = track?;
    Some(Draft {
        row: reader.number(),
        id,
        name: name?,
        unit: unit?,
        panel: panel.unwrap_or_else(|| track.clone()),
        track,
        chair: chair?,
        assigned,
        recused,
    })
}

fn read_chair(reader: &mut RowReader<'_>) -> Option<bool> {
    let Some(given) = reader.text(CHAIR, NAME_LIMIT) else {
        return Some(false);
    };
    match fold(&given).as_str() {
        "是" | "组长" | "√" | "✓" | "1" | "Y" | "y" => Some(true),
        "否" | "组员" | "×" | "0" | "N" | "n" => Some(false),
        word if table::is_not_applicable(word) => Some(false),
        _ => {
            reader.fault(
                CHAIR,
                Problem::UnknownWord {
                    given,
                    allowed: vec!["是".to_owned(), "否".to_owned()],
                },
            );
            None
        }
    }
}

/// Ids separated by commas, semicolons, 顿号 or spaces. One named twice is kept once.
fn read_list(reader: &mut RowReader<'_>, column: &'static str, text: &str) -> Vec<EntryId> {
    let mut ids = Vec::new();
    for part in text
        .split([',', '，', '、', ';', '；', ' ', '\u{3000}'])
        .filter(|part| !part.is_empty())
    {
        if let Some(id) = reader.id(column, Some(part.to_owned()), EntryId::new)
            && !ids.contains(&id)
        {
            ids.push(id);
        }
    }
    ids
}

fn with_ids(drafts: Vec<Draft>) -> Vec<ExpertRow> {
    let mut taken: BTreeSet<String> = drafts
        .iter()
        .filter_map(|draft| draft.id.as_ref())
        .map(|id| id.as_str().to_ascii_uppercase())
        .collect();
    let mut next = 1_u32;
    let mut fresh = || loop {
        let candidate = format!("E{next:04}");
        next += 1;
        if taken.insert(candidate.clone()) {
            return ExpertId::new(candidate).expect("a letter and digits are an id");
        }
    };
    let numbered = drafts.into_iter().map(
        |Draft {
             row,
             id,
             name,
             unit,
             track,
             panel,
             chair,
             assigned,
             recused,
         }| {
            let id = id.unwrap_or_else(&mut fresh);
            ExpertRow {
                row,
                id,
                name,
                unit,
                track,
                panel,
                chair,
                assigned,
                recused,
            }
        },
    );
    numbered.collect()
}

fn same_names(sheet: &str, drafts: &[Draft]) -> Vec<RowNote> {
    let mut first_rows: BTreeMap<(&str, String), u32> = BTreeMap::new();
    let note = |draft: &Draft, other_row| RowNote {
        sheet: sheet.to_owned(),
        row: draft.row,
        column: NAME,
        kind: NoteKind::SameName { other_row },
    };
    let mut notes = Vec::new();
    for draft in drafts {
        let first_row = *first_rows
            .entry((&draft.track, fold(&draft.name)))
            .or_insert(draft.row);
        if first_row != draft.row {
            notes.push(note(draft, first_row));
        }
    }
    notes
}

/// The sheet's name of a table made from the template, for [`check_assignment`].
pub const EXPERTS_SHEET: &str = SHEET;

#[cfg(test)]
mod tests;
