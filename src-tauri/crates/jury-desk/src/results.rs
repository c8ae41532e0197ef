//! Results of a track: ranking, how each number came about, the results workbook 评分汇总表.
//!
//! A pure function of the merged set: no times and no paths reach an answer. The one rule: numbers come from jury-core's ranking and are only
//! shown here.

use std::collections::BTreeSet;

use jury_core::contest::Track;
use jury_core::ranking::{Ranked, rank};
use jury_core::rule::{RankBasis, Rule, TieStep};
use jury_core::tally::{Aggregation, Dropped};
use jury_core::{EntryId, Exact, TrackId};
use jury_exchange::results_book::{
    ResultMark as BookMark, ResultRow as BookRow, ResultsBook, TrackResults,
};
use jury_seal::sha256;

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::finalising;
use crate::merging::{self, Merged, look};
use crate::session::Session;
use crate::wire::Written;
use crate::wire::expert::{EntryAsk, SaveTo};
use crate::wire::merge::{CellState, TrackAsk};
use crate::wire::results::{ExplainLine, Explanation, ResultMark, ResultRow, ResultsLook};

impl Session {
    pub(crate) fn results_look(
        &self,
        ask: TrackAsk,
        _: &Call<'_>,
    ) -> Result<ResultsLook, DeskError> {
        let desk = self.open_desk()?;
        merging::may_merge(&desk)?;
        let merged = merging::merged(&desk)?;
        let facts = &merged.facts;
        let track = facts.choose_track(ask.track.as_deref())?;
        let hidden = look::hidden_entries(&desk, &merged)?;
        let ranked = ranked_of(&merged, &track.id);
        Ok(ResultsLook {
            tracks: facts.track_names(),
            track: track.id.to_string(),
            experts: facts
                .experts_of(&track.id)
                .iter()
                .map(|expert| expert.name.clone())
                .collect(),
            rule: rule_sentence(&facts.rule),
            ties: facts
                .rule
                .ties
                .iter()
                .map(|step| tie_words(facts, step))
                .collect(),
            rows: ranked
                .iter()
                .filter_map(|ranked| result_row(&merged, ranked, &hidden))
                .collect(),
            mark: finalising::mark(&desk, facts, &track.id)?,
            blockers: look::blockers(&merged, Some(&track.id)),
        })
    }

    pub(crate) fn result_explain(
        &self,
        ask: EntryAsk,
        _: &Call<'_>,
    ) -> Result<Explanation, DeskError> {
        let desk = self.open_desk()?;
        merging::may_merge(&desk)?;
        let merged = merging::merged(&desk)?;
        let unknown = || DeskError::new(ErrorCode::UnknownEntry).with("entry", &ask.entry);
        let entry = EntryId::new(&ask.entry).map_err(|_| unknown())?;
        let one = merged.facts.entries.get(&entry).ok_or_else(unknown)?;
        let all = ranked_of(&merged, &one.entry.track);
        let ranked = all
            .iter()
            .find(|ranked| ranked.entry == entry)
            .ok_or_else(unknown)?;
        let profile = merged
            .facts
            .rubric
            .profile(&one.entry.profile)
            .map(|profile| profile.name.clone())
            .unwrap_or_default();
        let hidden = look::hidden_entries(&desk, &merged)?.contains(&entry);
        Ok(Explanation {
            entry: entry.to_string(),
            title: one.entry.title.clone(),
            facts: format!(
                "{} · {} · {profile}",
                one.entry.entrant,
                one.entry.size.label()
            ),
            lines: if hidden {
                Vec::new()
            } else {
                explain(&merged, ranked, &all)
            },
        })
    }

    pub(crate) fn results_save(&self, ask: SaveTo, _: &Call<'_>) -> Result<Written, DeskError> {
        let desk = self.open_desk()?;
        merging::may_merge(&desk)?;
        let merged = merging::merged(&desk)?;
        let bytes = book(&desk, &merged)?
            .to_xlsx()
            .map_err(|error| DeskError::internal(&error))?;
        let written = self.write_to(&ask.target, &bytes)?;
        let at = desk.now()?;
        desk.save(|change| Ok(desk.log(change, &at, "导出评分汇总表", &written.name)?))?;
        Ok(written)
    }
}

/// The ranking of a track.
pub(crate) fn ranked_of(merged: &Merged, track: &TrackId) -> Vec<Ranked> {
    let entries: Vec<EntryId> = merged
        .facts
        .entries_of(track)
        .into_iter()
        .map(|one| one.entry.id.clone())
        .collect();
    rank(&entries, &merged.state.marks, &merged.facts.rule)
}

fn result_row(merged: &Merged, ranked: &Ranked, hidden: &BTreeSet<EntryId>) -> Option<ResultRow> {
    let facts = &merged.facts;
    let entry = &facts.entries.get(&ranked.entry)?.entry;
    let is_hidden = hidden.contains(&ranked.entry);
    let cells = merged.state.cells.get(&ranked.entry);
    let marks = facts
        .experts_of(&entry.track)
        .into_iter()
        .map(|expert| {
            let cell = look::cell(
                merged,
                cells.and_then(|cells| cells.get(&expert.id)),
                &entry.id,
                expert,
                is_hidden,
            );
            let dropped = ranked
                .tally
                .as_ref()
                .is_some_and(|tally| tally.dropped.iter().any(|(id, _)| *id == expert.id));
            ResultMark {
                state: cell.state,
                total: cell.total,
                dropped,
            }
        })
        .collect();
    Some(ResultRow {
        rank: ranked.rank,
        entry: entry.id.to_string(),
        title: entry.title.clone(),
        entrant: entry.entrant.clone(),
        size_class: entry.size.label().to_owned(),
        marks,
        valid: ranked
            .tally
            .as_ref()
            .map_or(0, |tally| look::narrow(tally.valid)),
        published: ranked
            .published
            .as_ref()
            .filter(|_| !is_hidden)
            .map(ToString::to_string),
        exact: ranked
            .tally
            .as_ref()
            .filter(|_| !is_hidden)
            .map(|tally| tally.exact.to_string()),
        decided: decided(facts, ranked),
        tied: ranked.tied,
    })
}

/// `第①步` with the step's words, or 并列.
fn decided(facts: &ContestFacts, ranked: &Ranked) -> String {
    if ranked.tied {
        return "并列".to_owned();
    }
    ranked
        .decided_by
        .map(|step| format!("第{}步", circled(step)))
        .filter(|_| !facts.rule.ties.is_empty())
        .unwrap_or_default()
}

fn circled(step: usize) -> char {
    char::from_u32(0x2460 + u32::try_from(step).unwrap_or(0)).unwrap_or('①')
}

/// The rule in one sentence, as the results page and the panel return say it.
pub(crate) fn rule_sentence(rule: &Rule) -> String {
    let how = match rule.aggregation {
        Aggregation::Mean => "各专家合计取平均".to_owned(),
        Aggregation::Median => "各专家合计取中位数".to_owned(),
        Aggregation::Trimmed {
            drop_high,
            drop_low,
            minimum_experts,
        } => {
            format!(
                "去掉 {drop_high} 个最高分和 {drop_low} 个最低分后平均（有效专家满 {minimum_experts} 位时）"
            )
        }
    };
    let basis = match rule.rank_basis {
        RankBasis::Published => "按公布分排名",
        RankBasis::Exact => "按准确值排名",
    };
    format!("{how}，保留 {} 位小数、四舍五入，{basis}", rule.decimals)
}

fn tie_words(facts: &ContestFacts, step: &TieStep) -> String {
    match step {
        TieStep::AllMean => "全部专家平均（含最高、最低）".to_owned(),
        TieStep::Highest => "最高分".to_owned(),
        TieStep::Round(round) => format!("{}成绩", round.label()),
        TieStep::Group(group) => facts
            .rubric
            .groups
            .iter()
            .find(|one| one.id == *group)
            .map_or_else(|| group.to_string(), |one| one.name.clone()),
    }
}

fn explain(merged: &Merged, ranked: &Ranked, all: &[Ranked]) -> Vec<ExplainLine> {
    let mut lines = vec![heading("各位专家合计", "")];
    lines.extend(expert_lines(merged, ranked));
    let Some(tally) = &ranked.tally else {
        lines.push(heading("还没有有效评分，暂不排名", ""));
        return lines;
    };
    lines.extend(tally_lines(merged, ranked, tally));
    lines.extend(tie_lines(merged, ranked, all));
    if let Some(rank) = ranked.rank {
        let shared = if ranked.tied { "（并列）" } else { "" };
        lines.push(heading(&format!("第 {rank} 名{shared}"), ""));
    }
    lines
}

fn expert_lines(merged: &Merged, ranked: &Ranked) -> Vec<ExplainLine> {
    let Some(entry) = merged.facts.entries.get(&ranked.entry) else {
        return Vec::new();
    };
    let cells = merged.state.cells.get(&ranked.entry);
    let line = |expert: &jury_core::contest::Expert| {
        let cell = look::cell(
            merged,
            cells.and_then(|cells| cells.get(&expert.id)),
            &entry.entry.id,
            expert,
            false,
        );
        let dropped = ranked
            .tally
            .as_ref()
            .and_then(|tally| tally.dropped.iter().find(|(id, _)| *id == expert.id));
        let note = match (dropped, cell.state) {
            (Some((_, Dropped::Highest)), _) => "最高，去掉",
            (Some((_, Dropped::Lowest)), _) => "最低，去掉",
            (None, CellState::Recused | CellState::NotAssigned) => "不计入人数",
            (None, CellState::Provisional) => "待纸质确认，暂计入",
            _ => "",
        };
        let value = cell
            .total
            .clone()
            .unwrap_or_else(|| cell_word(cell.state).to_owned());
        ExplainLine {
            level: 1,
            label: expert.name.clone(),
            note: note.to_owned(),
            value,
            struck: dropped.is_some(),
        }
    };
    merged
        .facts
        .experts_of(&entry.entry.track)
        .into_iter()
        .map(line)
        .collect()
}

fn tally_lines(
    merged: &Merged,
    ranked: &Ranked,
    tally: &jury_core::tally::Tally,
) -> Vec<ExplainLine> {
    let sum: Exact = tally
        .used
        .iter()
        .filter_map(|expert| merged.state.marks.get(&ranked.entry)?.get(expert))
        .map(|mark| mark.total.clone())
        .sum();
    let count = tally.used.len();
    let valid = tally.valid;
    let trimming = match (tally.dropped.is_empty(), tally.trim_refused) {
        (false, _) => format!("有效专家 {valid} 位，去掉最高、最低"),
        (true, true) => format!("有效专家 {valid} 位，人数不足，不去最高最低"),
        (true, false) => format!("有效专家 {valid} 位"),
    };
    let exact = &tally.exact;
    let published = ranked
        .published
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    vec![
        heading(&trimming, ""),
        heading(
            &format!("计入的 {count} 位相加"),
            &sum.round_half_up(2).to_string(),
        ),
        heading(
            &format!("除以 {count}，准确值 {exact}"),
            &exact.round_half_up(4).to_string(),
        ),
        heading(
            &format!("四舍五入到 {} 位小数", merged.facts.rule.decimals),
            &published,
        ),
    ]
}

fn tie_lines(merged: &Merged, ranked: &Ranked, all: &[Ranked]) -> Vec<ExplainLine> {
    let rivals: Vec<&Ranked> = all
        .iter()
        .filter(|other| {
            other.entry != ranked.entry
                && other.published.is_some()
                && other.published == ranked.published
        })
        .collect();
    if rivals.is_empty() {
        return Vec::new();
    }
    let names = rivals
        .iter()
        .map(|other| other.entry.to_string())
        .collect::<Vec<_>>()
        .join("、");
    let mut lines = vec![heading(&format!("同分：与 {names} 公布分相同"), "")];
    let last = ranked.decided_by.unwrap_or(usize::MAX);
    for (step, tie) in merged
        .facts
        .rule
        .ties
        .iter()
        .enumerate()
        .take_while(|(step, _)| *step <= last)
    {
        lines.push(heading(
            &format!("{} {}", circled(step), tie_words(&merged.facts, tie)),
            "",
        ));
        for one in std::iter::once(&ranked).chain(&rivals) {
            let value = one
                .tie_values
                .get(step)
                .map(|value| (value.to_string(), value.round_half_up(4).to_string()));
            let (note, value) = value.unwrap_or_default();
            lines.push(ExplainLine {
                level: 1,
                label: one.entry.to_string(),
                note,
                value,
                struck: false,
            });
        }
    }
    lines
}

fn heading(label: &str, value: &str) -> ExplainLine {
    ExplainLine {
        level: 0,
        label: label.to_owned(),
        note: String::new(),
        value: value.to_owned(),
        struck: false,
    }
}

/// The Chinese word of a cell's state.
pub(crate) const fn cell_word(state: CellState) -> &'static str {
    match state {
        CellState::Awaited => "待交",
        CellState::Verified => "已核验",
        CellState::Provisional => "待纸质确认",
        CellState::Replaced => "已替换",
        CellState::Recused => "回避",
        CellState::Transcript => "代录",
        CellState::Held => "待处理",
        CellState::MaterialMissing => "材料缺失",
        CellState::NotAssigned => "未分配",
    }
}

fn book(desk: &OpenDesk, merged: &Merged) -> Result<ResultsBook, DeskError> {
    let facts = &merged.facts;
    let hidden = look::hidden_entries(desk, merged)?;
    let trimmed = matches!(facts.rule.aggregation, Aggregation::Trimmed { .. });
    Ok(ResultsBook {
        title: format!("{}{}评分汇总表", facts.contest.name, facts.round.label()),
        mean_heading: if trimmed {
            "平均分（去极值）"
        } else {
            "平均分"
        }
        .to_owned(),
        rubric: facts.rubric_label().to_owned(),
        fingerprint: fingerprint(merged),
        tracks: facts
            .tracks
            .iter()
            .map(|track| track_results(desk, merged, track, &hidden))
            .collect::<Result<_, _>>()?,
    })
}

/// Names the set of sheets that counted, so that two workbooks can be told to be of the same inputs.
fn fingerprint(merged: &Merged) -> String {
    let digests: Vec<String> = merged
        .state
        .current
        .values()
        .map(ToString::to_string)
        .collect();
    sha256(digests.join("\n").as_bytes()).to_string()
}

fn track_results(
    desk: &OpenDesk,
    merged: &Merged,
    track: &Track,
    hidden: &BTreeSet<EntryId>,
) -> Result<TrackResults, DeskError> {
    let rows = ranked_of(merged, &track.id)
        .iter()
        .filter_map(|ranked| book_row(merged, ranked, &track.name, hidden))
        .collect();
    let mark = finalising::mark(desk, &merged.facts, &track.id)?;
    Ok(TrackResults {
        name: track.name.clone(),
        final_as: mark.finalised.then_some(mark.text),
        experts: merged
            .facts
            .experts_of(&track.id)
            .iter()
            .map(|expert| expert.name.clone())
            .collect(),
        rows,
    })
}

fn book_row(
    merged: &Merged,
    ranked: &Ranked,
    track: &str,
    hidden: &BTreeSet<EntryId>,
) -> Option<BookRow> {
    let facts = &merged.facts;
    let entry = &facts.entries.get(&ranked.entry)?.entry;
    let is_hidden = hidden.contains(&entry.id);
    let cells = merged.state.cells.get(&entry.id);
    let totals = || {
        cells
            .into_iter()
            .flat_map(|cells| cells.values())
            .filter_map(|cell| cell.total.as_ref())
            .filter(|_| !is_hidden)
    };
    let dropped = |expert| {
        ranked
            .tally
            .as_ref()
            .is_some_and(|tally| tally.dropped.iter().any(|(id, _)| id == expert))
    };
    let marks = facts
        .experts_of(&entry.track)
        .into_iter()
        .map(|expert| {
            let cell = cells.and_then(|cells| cells.get(&expert.id));
            match cell
                .and_then(|cell| cell.total.as_ref())
                .filter(|_| !is_hidden)
            {
                Some(total) if dropped(&expert.id) => BookMark::Dropped(total.round_half_up(2)),
                Some(total) => BookMark::Counted(total.round_half_up(2)),
                None => BookMark::None(
                    cell_word(look::cell(merged, cell, &entry.id, expert, is_hidden).state)
                        .to_owned(),
                ),
            }
        })
        .collect();
    let published = ranked.published.clone().filter(|_| !is_hidden);
    Some(BookRow {
        entry: entry.id.clone(),
        track: track.to_owned(),
        topic: entry.topic.clone(),
        team: entry.team.clone(),
        entrant: entry.entrant.clone(),
        kind: entry.kind.label().to_owned(),
        size: entry.size.label().to_owned(),
        work: entry.title.clone(),
        marks,
        highest: totals().max().map(|total| total.round_half_up(2)),
        lowest: totals().min().map(|total| total.round_half_up(2)),
        valid: ranked
            .tally
            .as_ref()
            .map_or(0, |tally| look::narrow(tally.valid)),
        mean: published.clone(),
        written: published.clone(),
        roadshow: None,
        overall: published,
        rank: ranked.rank,
        award: String::new(),
        note: decided(facts, ranked),
    })
}
