//! Award lines in words: how many places, what was left empty, what was decided.

use std::collections::BTreeSet;

use jury_core::awards::{LevelOutcome, Vacancy};
use jury_core::rule::{AwardLevel, Places, Rounding};

use super::LineSaid;

pub(crate) fn quota_words(places: Places) -> String {
    match places {
        Places::PerTrack(count) => format!("每赛道 {count} 项"),
        Places::Across(count) => format!("全部赛道共 {count} 项"),
        Places::Ratio { percent, rounding } => {
            let rounding = match rounding {
                Rounding::HalfUp => "四舍五入",
                Rounding::Up => "进一",
                Rounding::Down => "舍去",
                Rounding::LargestRemainder => "最大余额",
            };
            format!("参赛项目的 {percent}%，{rounding}")
        }
    }
}

pub(super) fn vacancy_words(outcome: &LevelOutcome, level: &AwardLevel) -> String {
    let empty = outcome.places.saturating_sub(outcome.taken);
    match (outcome.vacancy, &level.floor) {
        (None, _) => String::new(),
        (Some(Vacancy::Entries), _) => format!("空缺 {empty} 项：有名次的项目不足"),
        (Some(Vacancy::Floor), Some(floor)) => format!("空缺 {empty} 项：其余项目不到 {floor} 分"),
        (Some(Vacancy::Floor), None) => format!("空缺 {empty} 项"),
        (Some(Vacancy::Decision), _) => format!("空缺 {empty} 项：经决定"),
    }
}

pub(super) fn decision_words(line: &LineSaid) -> String {
    let listed =
        |entries: &BTreeSet<String>| entries.iter().cloned().collect::<Vec<_>>().join("、");
    let tie = line.above.as_ref().map(|above| {
        if above.is_empty() {
            format!("{} 并列，均不入线", listed(&line.among))
        } else {
            format!("{} 并列，{} 入线", listed(&line.among), listed(above))
        }
    });
    let most = line
        .fill_at_most
        .map(|most| format!("至多取 {most} 项，其余空缺"));
    let parts: Vec<String> = tie.into_iter().chain(most).collect();
    if parts.is_empty() {
        return "撤回此前的处理".to_owned();
    }
    parts.join("；")
}
