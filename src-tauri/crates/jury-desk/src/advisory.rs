//! What can be trusted, 参考: the advisory figures of a track beside its official result.
//!
//! The arithmetic is jury-stats'; nothing here reaches an official number or paper. The one rule: it is shown only where the contest switched it on,
//! and every viewing is written into the log before it is shown.

mod adjusting;
mod agreement;
mod lines;
mod marks;
mod numbers;
mod people;
pub(crate) mod ranges;

use std::collections::BTreeMap;

use jury_core::EntryId;
use jury_stats::bootstrap::RankShares;
use jury_stats::severity::Severity;

use self::adjusting::Adjusted;
use self::lines::Line;
use self::marks::Marks;
use self::numbers::percent;
use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::form;
use crate::merging::{self, Merged, look};
use crate::session::Session;
use crate::wire::advisory::{AdvisoryAsk, AdvisoryLook, AdvisoryRow};

/// Share of draws a range of ranks covers.
const SHARE: f64 = 0.9;

impl Session {
    pub(crate) fn advisory_look(
        &self,
        ask: AdvisoryAsk,
        call: &Call<'_>,
    ) -> Result<AdvisoryLook, DeskError> {
        let desk = self.open_desk()?;
        merging::may_merge(&desk)?;
        let merged = merging::merged(&desk)?;
        if !switched_on(&merged.facts) {
            return Err(DeskError::new(ErrorCode::AdvisoryOff));
        }
        let look = compute(&desk, &merged, &ask, call)?;
        note_viewing(&desk, &merged, &look, ask.line)?;
        Ok(look)
    }
}

/// Whether the contest wants such figures at all.
pub(crate) const fn switched_on(facts: &ContestFacts) -> bool {
    facts.rule.advisory
}

fn note_viewing(
    desk: &OpenDesk,
    merged: &Merged,
    look: &AdvisoryLook,
    line: Option<u32>,
) -> Result<(), DeskError> {
    let name = look
        .tracks
        .iter()
        .find(|track| track.id == look.track)
        .map_or(look.track.as_str(), |track| track.name.as_str());
    let line = line.map_or_else(String::new, |after| format!("，试看第 {after} 名的线"));
    let detail = format!("{name} · {}{line}", merged.facts.round.label());
    let at = desk.now()?;
    desk.save(|change| Ok(desk.log(change, &at, "查看参考", &detail)?))
}

fn compute(
    desk: &OpenDesk,
    merged: &Merged,
    ask: &AdvisoryAsk,
    call: &Call<'_>,
) -> Result<AdvisoryLook, DeskError> {
    let facts = &merged.facts;
    let track = facts.choose_track(ask.track.as_deref())?;
    let hidden = look::hidden_entries(desk, merged)?;
    let marks = Marks::of(merged, &track.id, &hidden)?;
    let lines = lines::of(facts, &track.id, marks.took_part, ask.line);
    let shares = ranges::shares(desk, &marks, call)?;
    let severity = Severity::of(&marks.all);
    let groups = Groups::of(&severity);
    let title = |entry: &str| title(facts, entry);
    let adjusted = Adjusted::of(&marks, &severity, &facts.rule);
    let rows: Vec<AdvisoryRow> = (0..marks.ranked.len())
        .map(|row| AdvisoryRow {
            group: groups.entries.get(&row).copied().unwrap_or_default(),
            adjusted: adjusted.score(row),
            adjusted_rank: adjusted.rank(row),
            ..ranged(&marks, row, &shares, &lines, &title)
        })
        .collect();
    let agreement = agreement::figures(&marks);
    let again = people::again(&marks, &severity, &title);
    let coverage = look::track_coverage(merged, &track.id);
    Ok(AdvisoryLook {
        tracks: facts.track_names(),
        track: track.id.to_string(),
        marked: look::narrow(marks.ranked.len()),
        unmarked: look::narrow(marks.unmarked),
        experts_marked: look::narrow(marks.active()),
        awaited: coverage.awaited + coverage.held,
        hidden: look::narrow(
            facts.entries_of(&track.id).len() - marks.ranked.len() - marks.unmarked,
        ),
        scope: scope(facts, &marks),
        official: marks.official,
        basis: marks.basis.to_string(),
        exact: shares.exact(),
        draws: look::narrow(shares.draws()),
        share: percent(SHARE),
        lines: lines
            .iter()
            .enumerate()
            .map(|(number, line)| lines::look(&marks, line, number, &rows, &title))
            .collect(),
        warnings: adjusting::warnings(&rows, &lines, marks.official),
        rows,
        groups: look::narrow(severity.components.len()),
        agreement: agreement.figures,
        cases: look::narrow(agreement.cases),
        experts: people::experts(&marks, &severity, &groups.experts),
        disputed: again.disputed,
        unusual: again.unusual,
    })
}

/// What the figures of a later round are about, in one sentence; nothing after the first, where there is but one kind of rank.
fn scope(facts: &ContestFacts, marks: &Marks<'_>) -> Option<String> {
    let now = facts.round.label();
    if !marks.official {
        return Some(format!(
            "本机只有{now}的评分：这里的名次只按本阶段，不是正式名次。正式名次由组织方按各阶段权重合成。"
        ));
    }
    if facts.is_first_round() {
        return None;
    }
    let (at, _) = facts.rule.round(facts.round)?;
    let held = facts.rule.rounds.iter().take(at + 1);
    let parts: Vec<String> = held
        .map(|one| format!("{} {}%", one.round.label(), form::short(one.weight)))
        .collect();
    Some(format!(
        "正式名次按{}合成。以前各阶段的成绩照旧计入；名次范围和校正宽严只变动{now}的评分，再同正式名次比较。",
        parts.join("、")
    ))
}

fn title(facts: &ContestFacts, entry: &str) -> String {
    let known = EntryId::new(entry)
        .ok()
        .and_then(|entry| facts.entries.get(&entry));
    known.map(|one| one.entry.title.clone()).unwrap_or_default()
}

/// Which component each row and column is in, from 1.
struct Groups {
    entries: BTreeMap<usize, u32>,
    experts: BTreeMap<usize, u32>,
}

impl Groups {
    fn of(severity: &Severity) -> Self {
        let numbered = || (1_u32..).zip(&severity.components);
        Self {
            entries: numbered()
                .flat_map(|(number, one)| {
                    one.entries.iter().map(move |level| (level.entry, number))
                })
                .collect(),
            experts: numbered()
                .flat_map(|(number, one)| {
                    one.experts
                        .iter()
                        .map(move |effect| (effect.expert, number))
                })
                .collect(),
        }
    }
}

fn ranged(
    marks: &Marks<'_>,
    row: usize,
    shares: &RankShares,
    lines: &[Line],
    title: &dyn Fn(&str) -> String,
) -> AdvisoryRow {
    let entry = marks.entry(row);
    let range = shares.range(row, SHARE);
    let crosses = |line: &Line| {
        range.is_some_and(|range| range.best <= line.place() && line.place() < range.worst)
    };
    AdvisoryRow {
        title: title(&entry),
        entry,
        rank: marks.rank(row),
        published: marks
            .ranked
            .get(row)
            .and_then(|ranked| ranked.published.as_ref())
            .map(ToString::to_string),
        group: 0,
        best: range.map(|range| look::narrow(range.best)),
        worst: range.map(|range| look::narrow(range.worst)),
        within: lines
            .iter()
            .map(|line| shares.share_within(row, line.place()).map(percent))
            .collect(),
        crosses: lines.iter().map(crosses).collect(),
        adjusted: None,
        adjusted_rank: None,
    }
}
