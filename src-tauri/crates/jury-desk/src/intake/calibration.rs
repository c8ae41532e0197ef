//! Calibration entries 校准项目 out of the entries workbook: which they are, and the reference marks that could be given for them.
//!
//! Not reading cells. The one rule: a reference mark lies within what an expert could give under the entry's weight profile; between two steps is
//! fine, since a reference is often a mean.

use std::collections::BTreeMap;

use jury_core::entry::Entry;
use jury_core::rubric::{MarkFault, Rubric};
use jury_core::{CriterionId, EntryId};
use jury_exchange::entries_book::{EntryRow, ReferenceRow};

use crate::facts::CalibrationFacts;

/// What makes entries calibration entries; every reference that cannot stand is a fault.
pub(super) fn of(
    rows: &[EntryRow],
    entries: &[(Entry, String)],
    references: &[ReferenceRow],
    rubric: &Rubric,
    faults: &mut Vec<String>,
) -> BTreeMap<EntryId, CalibrationFacts> {
    let mut found: BTreeMap<EntryId, CalibrationFacts> = rows
        .iter()
        .filter(|row| row.calibration)
        .map(|row| (row.id.clone(), CalibrationFacts::default()))
        .collect();
    for line in references {
        let Some(facts) = found.get_mut(&line.entry) else {
            faults.push(fault(
                line,
                &format!(
                    "{} 不是校准项目，请在参赛项目表的“校准”一栏填“是”，或删去这一行",
                    line.entry
                ),
            ));
            continue;
        };
        // An entry that is not there has a fault of its own already.
        let mut listed = entries.iter().map(|(entry, _)| entry);
        let entry = listed.find(|entry| entry.id == line.entry);
        let why = entry.and_then(|entry| take(line, entry, rubric, facts));
        faults.extend(why.map(|why| fault(line, &why)));
    }
    found
}

fn fault(line: &ReferenceRow, why: &str) -> String {
    format!("校准参考分 第 {} 行：{why}。", line.row)
}

/// Takes a line in, or says why it cannot stand.
fn take(
    line: &ReferenceRow,
    entry: &Entry,
    rubric: &Rubric,
    facts: &mut CalibrationFacts,
) -> Option<String> {
    if !line.remark.is_empty() {
        if !facts.remark.is_empty() {
            facts.remark.push('\n');
        }
        facts.remark.push_str(&jury_seal::canon::tidy(&line.remark));
    }
    let (given, value) = line.mark.as_ref()?;
    let Some(criterion) = criterion(rubric, given) else {
        return Some(format!("没有“{given}”这个指标，请填二级指标的代码或名称"));
    };
    let profile = rubric.profile(&entry.profile)?;
    if let Err(MarkFault::OutOfRange { max, .. }) = rubric.check_mark(profile, &criterion, *value) {
        return Some(format!("参考分 {value} 超出范围，这一项为 0 至 {max} 分"));
    }
    let before = facts.reference.insert(criterion, *value);
    before.map(|_| format!("{} 的“{given}”已有参考分，请只留一行", entry.id))
}

fn criterion(rubric: &Rubric, given: &str) -> Option<CriterionId> {
    let criteria = || rubric.criteria().map(|(_, criterion)| criterion);
    let by_id = criteria().find(|one| one.id.as_str() == given);
    by_id
        .or_else(|| criteria().find(|one| one.name == given))
        .map(|one| one.id.clone())
}
