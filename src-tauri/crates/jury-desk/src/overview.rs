//! The overview 总览: an expert's entries side by side, what is missing, and whether the sheet can be signed.
//!
//! Pure over [`Draft`]. The one rule: completeness is a status; it stops signing, never saving.

use jury_core::Exact;
use jury_exchange::sheet_book::not_passed;

use crate::draft::{Draft, Stand, Work};
use crate::form::group_maximum;
use crate::signing;
use crate::wire::expert::{
    EntryRow, EntryState, Gap, GroupHead, HistogramBar, Overview, OverviewCell, OverviewRow,
};

const BAR_WIDTH: u32 = 5;

/// Everything the overview shows. Entries for calibration are compared with nothing; only what they lack is told, since it stops signing.
pub(crate) fn overview(draft: &Draft, signed: bool) -> Overview {
    let rows: Vec<EntryRow> = draft
        .rows()
        .into_iter()
        .filter(|row| !row.calibration)
        .collect();
    let totals = complete_totals(draft);
    let gaps = gaps(draft);
    let why_not = why_not(&gaps, signed);
    Overview {
        groups: draft
            .rubric
            .groups
            .iter()
            .map(|group| GroupHead {
                id: group.id.to_string(),
                name: group.name.clone(),
            })
            .collect(),
        rows: draft
            .compared()
            .zip(&rows)
            .map(|(work, row)| overview_row(draft, work, row, &rows))
            .collect(),
        histogram: histogram(&totals),
        mean: Exact::mean(&totals).map(two_decimals),
        median: median(&totals).map(two_decimals),
        remarks: remarks(draft, &rows),
        can_sign: why_not.is_empty(),
        why_not,
        gaps,
    }
}

/// What must be settled before signing, in reading order.
pub(crate) fn gaps(draft: &Draft) -> Vec<Gap> {
    draft
        .works
        .iter()
        .flat_map(|work| gap(draft, work).into_iter().chain(gate_gap(draft, work)))
        .collect()
}

/// Gates found in doubt or failed without saying why.
fn gate_gap(draft: &Draft, work: &Work) -> Option<Gap> {
    let unreasoned = work.unreasoned(&draft.rubric);
    let listed: Vec<&str> = unreasoned.iter().map(|gate| gate.as_str()).collect();
    (!listed.is_empty()).then(|| Gap {
        entry: work.assigned.id.to_string(),
        title: work.assigned.title.clone(),
        what: format!("门槛项 {} 缺理由", listed.join("、")),
        criterion: None,
    })
}

fn gap(draft: &Draft, work: &Work) -> Option<Gap> {
    if work.stand != Stand::Open {
        return None;
    }
    let missing = work.missing(&draft.rubric);
    let first = missing.first()?;
    let what = if work.marks.is_empty() {
        "未开始评分".to_owned()
    } else {
        format!("缺 {}", name_criteria(draft, &missing))
    };
    Some(Gap {
        entry: work.assigned.id.to_string(),
        title: work.assigned.title.clone(),
        what,
        criterion: Some(first.to_string()),
    })
}

/// `D 商业模式 3 项` for a whole group, `C3 社会效益` for a single criterion, at most two of them named.
fn name_criteria(draft: &Draft, missing: &[&jury_core::CriterionId]) -> String {
    let mut parts = Vec::new();
    for group in &draft.rubric.groups {
        let of_group: Vec<_> = group
            .criteria
            .iter()
            .filter(|criterion| missing.contains(&&criterion.id))
            .collect();
        match of_group.as_slice() {
            [] => {}
            [only] => parts.push(format!("{} {}", only.id, only.name)),
            several => parts.push(format!("{} {} {} 项", group.id, group.name, several.len())),
        }
    }
    let more = if parts.len() > 2 {
        format!("等 {} 项", missing.len())
    } else {
        String::new()
    };
    format!(
        "{}{more}",
        parts.into_iter().take(2).collect::<Vec<_>>().join("、")
    )
}

fn why_not(gaps: &[Gap], signed: bool) -> String {
    if signed {
        return "评分表已签名。如需修改，请先重新修订。".to_owned();
    }
    match gaps.len() {
        0 => String::new(),
        count => format!("暂不能签名，还有 {count} 项没有评完。"),
    }
}

fn overview_row(draft: &Draft, work: &Work, row: &EntryRow, rows: &[EntryRow]) -> OverviewRow {
    let profile = work.profile(&draft.rubric);
    let cells = draft
        .rubric
        .groups
        .iter()
        .zip(work.group_totals(&draft.rubric))
        .map(|(group, total)| OverviewCell {
            total: total.map(two_decimals),
            maximum: profile
                .map(|profile| group_maximum(profile, group).to_string())
                .unwrap_or_default(),
            missing: group
                .criteria
                .iter()
                .filter(|criterion| !work.marks.contains_key(&criterion.id))
                .map(|_| 1)
                .sum(),
        })
        .collect();
    OverviewRow {
        row: row.clone(),
        cells,
        hint: hint(draft, work, row, rows),
    }
}

fn hint(draft: &Draft, work: &Work, row: &EntryRow, rows: &[EntryRow]) -> String {
    match row.state {
        EntryState::Recused => format!("回避：{}", work.stand.reason()),
        EntryState::MaterialMissing => format!("材料缺失：{}", work.stand.reason()),
        EntryState::Untouched => "未评".to_owned(),
        EntryState::Partial => format!("缺 {}", name_criteria(draft, &work.missing(&draft.rubric))),
        EntryState::Done => equal_to(row, rows)
            .map(|other| format!("与 {other} 同分"))
            .unwrap_or_default(),
    }
}

fn equal_to<'a>(row: &EntryRow, rows: &'a [EntryRow]) -> Option<&'a str> {
    let rank = row.rank?;
    rows.iter()
        .find(|other| other.rank == Some(rank) && other.id != row.id)
        .map(|other| other.id.as_str())
}

fn remarks(draft: &Draft, rows: &[EntryRow]) -> Vec<String> {
    let equal = rows
        .iter()
        .filter(|row| equal_to(row, rows).is_some())
        .count();
    let zeros = draft
        .works
        .iter()
        .filter(|work| {
            work.stand == Stand::Open
                && work.comment.is_empty()
                && work.marks.values().any(|mark| mark.hundredths() == 0)
        })
        .count();
    let mut remarks = Vec::new();
    remarks.extend(draft.works.iter().filter_map(|work| against(draft, work)));
    let unsaid = draft
        .works
        .iter()
        .filter(|work| is_unsaid(draft, work))
        .count();
    if unsaid > 0 {
        remarks.push(format!("有 {unsaid} 项还有门槛项没有判断"));
    }
    if equal > 0 {
        remarks.push(format!("有 {equal} 项与别的项目同分"));
    }
    if zeros > 0 {
        remarks.push(format!("有 {zeros} 项给了零分而没有评语"));
    }
    remarks
}

/// `01-003 门槛项：G3 不通过`.
fn against(draft: &Draft, work: &Work) -> Option<String> {
    let said = not_passed(&signing::gate_notes(&draft.rubric, &work.findings()));
    (!said.is_empty()).then(|| format!("{} {said}", work.assigned.id))
}

/// Whether something was not said about a gate of an entry that is not recused.
fn is_unsaid(draft: &Draft, work: &Work) -> bool {
    !matches!(work.stand, Stand::Recused(_)) && work.gates.len() < draft.rubric.gates.len()
}

fn complete_totals(draft: &Draft) -> Vec<Exact> {
    let mut totals: Vec<Exact> = draft
        .compared()
        .filter(|work| work.state(&draft.rubric) == EntryState::Done)
        .filter_map(|work| work.total(&draft.rubric))
        .collect();
    totals.sort();
    totals
}

fn median(ascending: &[Exact]) -> Option<Exact> {
    let (low, high) = (ascending.len().checked_sub(1)? / 2, ascending.len() / 2);
    Exact::mean([&ascending[low], &ascending[high]])
}

/// Bars of five points from the lowest to the highest total.
fn histogram(ascending: &[Exact]) -> Vec<HistogramBar> {
    let bar_of = |total: &Exact| {
        total
            .round_half_up(2)
            .to_string()
            .split('.')
            .next()
            .and_then(|whole| whole.parse::<u32>().ok())
            .map(|whole| whole.min(99) / BAR_WIDTH)
    };
    let bars: Vec<u32> = ascending.iter().filter_map(bar_of).collect();
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else {
        return Vec::new();
    };
    (*first..=*last)
        .map(|bar| HistogramBar {
            from: bar * BAR_WIDTH,
            to: (bar + 1) * BAR_WIDTH,
            count: bars.iter().filter(|other| **other == bar).map(|_| 1).sum(),
        })
        .collect()
}

fn two_decimals(exact: Exact) -> String {
    exact.round_half_up(2).to_string()
}
