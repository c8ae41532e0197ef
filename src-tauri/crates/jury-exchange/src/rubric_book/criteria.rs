//! The table of criteria: groups, criteria, weights and level descriptors.
//!
//! Not the profiles themselves. The one rule: a blank group cell belongs to the group above, as merged cells read.

use jury_core::rubric::{Band, Criterion, Group};
use jury_core::{CriterionId, GroupId, Points, PointsError};

use crate::table::{Column, Problem, RowFault, RowReader, Table, fold};

use super::parts::Profiles;
use super::{LEVEL, WEIGHT};

const GROUP_CODE: &str = "一级代码";
const GROUP: &str = "一级指标";
const CODE: &str = "二级代码";
const NAME: &str = "二级指标";
const GUIDANCE: &str = "评分要点";
const NAME_LIMIT: usize = 100;
const TEXT_LIMIT: usize = 2_000;

pub(crate) const COLUMNS: &[Column] = &[
    Column::optional(GROUP_CODE, &["一级编号", "level1_code"]),
    Column::required(GROUP, &["level1"]),
    Column::optional(CODE, &["二级编号", "level2_code"]),
    Column::required(NAME, &["level2", "指标", "评价指标"]),
    Column::optional(GUIDANCE, &["评价要点", "说明", "评分说明", "guidance"]),
];

/// Reads the criteria and puts their weights into the profiles.
pub(super) fn read(
    table: &Table,
    profiles: &mut Profiles,
    bands: &[Band],
    faults: &mut Vec<RowFault>,
) -> Vec<Group> {
    let weights = weight_columns(table, profiles, faults);
    let levels = level_columns(table, bands);
    let (mut groups, mut notes) = (Vec::new(), Vec::new());
    for row in &table.rows {
        let mut reader = RowReader::new(table, row);
        read_row(&mut reader, &mut groups, profiles, &weights, &levels);
        reader.finish(Some(()), faults, &mut notes);
    }
    if table.rows.is_empty() {
        faults.push(fault(table, NAME, Problem::NoRows));
    }
    groups
}

fn fault(table: &Table, column: &str, problem: Problem) -> RowFault {
    RowFault {
        sheet: table.sheet.clone(),
        row: table.heading_row,
        column: column.to_owned(),
        problem,
    }
}

/// Which columns hold weights, and of which profile.
fn weight_columns(
    table: &Table,
    profiles: &mut Profiles,
    faults: &mut Vec<RowFault>,
) -> Vec<(usize, u32)> {
    let mut columns = Vec::new();
    for (heading, at) in &table.others {
        let Some(name) =
            named(heading, WEIGHT).or_else(|| (fold(heading) == "max_score").then(String::new))
        else {
            continue;
        };
        match profiles.position(&name) {
            Some(profile) => columns.push((profile, *at)),
            None => faults.push(fault(
                table,
                heading,
                Problem::UnknownProfile { given: name },
            )),
        }
    }
    if columns.is_empty() && faults.is_empty() {
        faults.push(fault(table, WEIGHT, Problem::ColumnMissing));
    }
    columns
}

/// Which columns hold level descriptors, in the order of the bands.
fn level_columns(table: &Table, bands: &[Band]) -> Vec<u32> {
    let of = |band: &Band| {
        table
            .others
            .iter()
            .find(|(heading, _)| named(heading, LEVEL).is_some_and(|name| name == fold(&band.name)))
    };
    let columns: Vec<_> = bands.iter().filter_map(of).map(|(_, at)| *at).collect();
    // Descriptors for some bands only would shift to the wrong ones.
    if columns.len() == bands.len() {
        columns
    } else {
        Vec::new()
    }
}

/// `满分：中小微` and `满分（中小微）` name 中小微; `满分` alone names nothing.
fn named(heading: &str, first: &str) -> Option<String> {
    let folded = fold(heading).replace('*', "");
    let rest = folded.strip_prefix(first)?;
    let marks = |character| matches!(character, ':' | '(' | ')' | '-' | '·');
    (rest.is_empty() || rest.starts_with(marks)).then(|| rest.trim_matches(marks).to_owned())
}

fn read_row(
    reader: &mut RowReader<'_>,
    groups: &mut Vec<Group>,
    profiles: &mut Profiles,
    weights: &[(usize, u32)],
    levels: &[u32],
) {
    read_group(reader, groups);
    let code = reader.text(CODE, NAME_LIMIT);
    let Some(name) = reader.required_text(NAME, NAME_LIMIT) else {
        return;
    };
    let guidance = reader.text(GUIDANCE, TEXT_LIMIT).unwrap_or_default();
    let Some(group) = groups.last_mut() else {
        return;
    };
    // Without codes criteria are counted within their group: A1, A2, …
    let code = code.unwrap_or_else(|| format!("{}{}", group.id, group.criteria.len() + 1));
    let Some(id) = reader.id(CODE, Some(code), CriterionId::new) else {
        return;
    };
    for (profile, at) in weights {
        if let Some(weight) = read_weight(reader, *at) {
            profiles.weigh(*profile, id.clone(), weight);
        }
    }
    let texts: Vec<_> = levels
        .iter()
        .map(|at| reader.text_at(LEVEL, *at, TEXT_LIMIT).unwrap_or_default())
        .collect();
    let levels = if texts.iter().all(String::is_empty) {
        Vec::new()
    } else {
        texts
    };
    group.criteria.push(Criterion {
        id,
        name,
        guidance,
        levels,
    });
}

/// Opens a new group where the row names one other than the last.
fn read_group(reader: &mut RowReader<'_>, groups: &mut Vec<Group>) {
    let code = reader.text(GROUP_CODE, NAME_LIMIT);
    let name = reader.text(GROUP, NAME_LIMIT);
    let Some(name) = name else {
        if groups.is_empty() {
            reader.fault(GROUP, Problem::Blank);
        }
        return;
    };
    if groups.last().is_some_and(|group| {
        group.name == name
            && code
                .as_deref()
                .is_none_or(|code| fold(code) == group.id.as_str())
    }) {
        return;
    }
    let code = code.unwrap_or_else(|| letter(groups.len()));
    if let Some(id) = reader.id(GROUP_CODE, Some(code), GroupId::new) {
        groups.push(Group {
            id,
            name,
            criteria: Vec::new(),
        });
    }
}

/// A, B, …, Z, AA.
fn letter(at: usize) -> String {
    crate::paper::column_name(u32::try_from(at).unwrap_or(u32::MAX - 1))
}

fn read_weight(reader: &mut RowReader<'_>, at: u32) -> Option<Points> {
    let Some(given) = reader.text_at(WEIGHT, at, NAME_LIMIT) else {
        reader.fault(WEIGHT, Problem::Blank);
        return None;
    };
    match points(&given) {
        Ok(weight) => Some(weight),
        Err(problem) => {
            reader.fault(WEIGHT, problem);
            None
        }
    }
}

/// Points as a cell has them.
pub(crate) fn points(given: &str) -> Result<Points, Problem> {
    let given = given.to_owned();
    let Some(plain) = crate::decimal::canonical(&given) else {
        return Err(Problem::NotANumber { given });
    };
    Points::parse(&plain).map_err(|error| match error {
        PointsError::TooFine { .. } => Problem::TooFine { given },
        PointsError::TooLarge { .. } => Problem::TooLarge { given },
        PointsError::NotANumber { .. } => Problem::NotANumber { given },
    })
}
