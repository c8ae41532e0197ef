//! The agenda in words, with every expert's total side by side.
//!
//! What is on it is jury-core's finding. The one rule: of an entry the chair recused no number is shown, and its reasons neither.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::{Expert, Track};
use jury_core::deliberation::{Item, Reason, agenda, spread};
use jury_core::merge::CellState as CoreCell;
use jury_core::ranking::Ranked;
use jury_core::rule::Rule;
use jury_core::{EntryId, Exact};

use super::notes::{Noted, Notes};
use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::merging::{Merged, look};
use crate::wire::deliberation::{
    DeliberationItem, DeliberationMark, DeliberationOutcome, DeliberationVotes,
};
use crate::{rereviewing, results};

pub(super) fn items(
    desk: &OpenDesk,
    merged: &Merged,
    track: &Track,
    experts: &[&Expert],
    notes: &Notes,
) -> Result<Vec<DeliberationItem>, DeskError> {
    let ranked = results::ranked_of(merged, &track.id);
    let hidden = look::hidden_entries(desk, merged)?;
    let held = held(merged, &ranked);
    let mut listed = agenda(&ranked, &merged.state.marks, &merged.facts.rule, &held);
    let by_entry: BTreeMap<&EntryId, &Ranked> =
        ranked.iter().map(|one| (&one.entry, one)).collect();
    // What somebody noted stays, whatever became of the reason.
    for one in &ranked {
        let noted = notes.items.contains_key(one.entry.as_str());
        if noted && listed.iter().all(|item| item.entry != one.entry) {
            listed.push(spread(one, &merged.state.marks));
        }
    }
    Ok(listed
        .iter()
        .filter_map(|item| {
            let is_hidden = hidden.contains(&item.entry);
            let ranked = by_entry.get(&item.entry)?;
            let noted = notes.items.get(item.entry.as_str());
            row(merged, experts, item, ranked, is_hidden, noted)
        })
        .collect())
}

fn held(merged: &Merged, ranked: &[Ranked]) -> BTreeSet<EntryId> {
    let waits = |entry: &EntryId| {
        merged
            .state
            .cells
            .get(entry)
            .is_some_and(|cells| cells.values().any(|cell| cell.state == CoreCell::Held))
    };
    ranked
        .iter()
        .map(|one| &one.entry)
        .filter(|entry| waits(entry))
        .cloned()
        .collect()
}

fn row(
    merged: &Merged,
    experts: &[&Expert],
    item: &Item,
    ranked: &Ranked,
    is_hidden: bool,
    noted: Option<&Noted>,
) -> Option<DeliberationItem> {
    let entry = &merged.facts.entries.get(&item.entry)?.entry;
    let rule = &merged.facts.rule;
    let reasons = if is_hidden {
        vec!["组长回避，请由本组其他专家主持".to_owned()]
    } else if item.reasons.is_empty() {
        vec!["现场提出".to_owned()]
    } else {
        item.reasons
            .iter()
            .map(|reason| words(*reason, rule))
            .collect()
    };
    Some(DeliberationItem {
        entry: entry.id.to_string(),
        title: entry.title.clone(),
        entrant: entry.entrant.clone(),
        reasons,
        before: if is_hidden {
            String::new()
        } else {
            before(ranked)
        },
        spread: item.spread.as_ref().filter(|_| !is_hidden).map(two),
        marks: experts
            .iter()
            .map(|expert| mark(merged, expert, item, is_hidden))
            .collect(),
        notes: noted.map(|noted| noted.notes.clone()).unwrap_or_default(),
        votes: noted
            .and_then(|noted| noted.votes)
            .map(|[in_favour, against, abstain]| DeliberationVotes {
                in_favour,
                against,
                abstain,
            }),
        outcome: noted.map_or(DeliberationOutcome::Open, |noted| noted.outcome),
    })
}

fn mark(merged: &Merged, expert: &Expert, item: &Item, is_hidden: bool) -> DeliberationMark {
    let cells = merged.state.cells.get(&item.entry);
    let cell = look::cell(
        merged,
        cells.and_then(|cells| cells.get(&expert.id)),
        &item.entry,
        expert,
        is_hidden,
    );
    let deviation = item.deviations.get(&expert.id).filter(|_| !is_hidden);
    DeliberationMark {
        expert: expert.id.to_string(),
        name: expert.name.clone(),
        state: cell.state,
        total: cell.total,
        deviation: deviation.map(rereviewing::signed),
    }
}

fn two(value: &Exact) -> String {
    value.round_half_up(2).to_string()
}

/// Where an entry stands, in words.
pub(super) fn before(ranked: &Ranked) -> String {
    match (ranked.rank, &ranked.published) {
        (Some(rank), Some(published)) if ranked.tied => format!("并列第 {rank} 名，{published}"),
        (Some(rank), Some(published)) => format!("第 {rank} 名，{published}"),
        (None, Some(published)) => format!("未排名，{published}"),
        (_, None) => "还没有有效评分".to_owned(),
    }
}

fn words(reason: Reason, rule: &Rule) -> String {
    match (reason, rule.rereview.range, rule.rereview.deviation) {
        (Reason::Range, Some(limit), _) => format!("分歧：最高与最低相差超过 {limit} 分"),
        (Reason::Deviation, _, Some(limit)) => {
            format!("分歧：有专家与其他专家的平均相差超过 {limit} 分")
        }
        (Reason::Range | Reason::Deviation | Reason::Widest, ..) => "分歧：极差较大".to_owned(),
        (Reason::Tie, ..) => "并列：同分规则未能分出先后".to_owned(),
        (Reason::Line, ..) => "临界：在奖项或晋级线上下".to_owned(),
        (Reason::Held, ..) => "有评分表待处理".to_owned(),
    }
}

/// What the agenda was made by.
pub(super) fn basis(rule: &Rule) -> String {
    let said: Vec<String> = [
        rule.rereview
            .range
            .map(|limit| format!("最高与最低相差超过 {limit} 分")),
        rule.rereview
            .deviation
            .map(|limit| format!("与其他专家的平均相差超过 {limit} 分")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if said.is_empty() {
        "规则没有规定复评界限：列入极差最大的十分之一（至少三项）、并列、奖项或晋级线上下和待处理的项目。".to_owned()
    } else {
        format!(
            "按规则列入{}的项目，以及并列、奖项或晋级线上下和待处理的项目。",
            said.join("或")
        )
    }
}
