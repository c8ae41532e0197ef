//! Results of a track: ranking, how each number came about, the results workbook 评分汇总表.
//!
//! A pure function of the merged set: no times and no paths reach an answer. The one rule: numbers come from jury-core's ranking and are only
//! shown here.

mod book;
mod explaining;

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::{Expert, Track};
use jury_core::ranking::{Held, Ranked, standing};
use jury_core::rubric::Gate;
use jury_core::rule::{RankBasis, Rule, TieStep};
use jury_core::sheet::{Finding, GateFinding};
use jury_core::tally::Aggregation;
use jury_core::{Digest, EntryId, ExpertId, TrackId};
use jury_exchange::results_book::ResultsBook;

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::facts::{ContestFacts, EntryFacts};
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
        let experts = columns(&merged, &track.id);
        Ok(ResultsLook {
            tracks: facts.track_names(),
            track: track.id.to_string(),
            experts: experts.iter().map(|expert| expert.name.clone()).collect(),
            round: facts.round.label().to_owned(),
            rule: rule_sentence(&facts.rule),
            rule_digest: jury_exchange::rule_file::rule_digest(&facts.rule).to_string(),
            ties: facts
                .rule
                .ties
                .iter()
                .map(|step| tie_words(facts, step))
                .collect(),
            rows: ranked
                .iter()
                .filter_map(|ranked| result_row(&merged, &experts, ranked, &hidden))
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
        let home = last_round(&merged, &entry).ok_or_else(unknown)?;
        let one = home.facts.entries.get(&entry).ok_or_else(unknown)?;
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
                explaining::explain(home, ranked, &all, None)
            },
        })
    }

    pub(crate) fn results_save(&self, ask: SaveTo, _: &Call<'_>) -> Result<Written, DeskError> {
        let desk = self.open_desk()?;
        merging::may_merge(&desk)?;
        let merged = merging::merged(&desk)?;
        let bytes = book::book(&desk, &merged)?
            .to_xlsx()
            .map_err(|error| DeskError::internal(&error))?;
        let written = self.write_to(&ask.target, &bytes)?;
        let at = desk.now()?;
        desk.save(|change| Ok(desk.log(change, &at, "导出评分汇总表", &written.name)?))?;
        Ok(written)
    }
}

/// The ranking of a track after the round that is merged and those before it.
pub(crate) fn ranked_of(merged: &Merged, track: &TrackId) -> Vec<Ranked> {
    ranked_by(merged, Some(track), &merged.facts.rule)
}

/// The ranking of one track, or of all tracks together, by a rule that need not be the one in force.
pub(crate) fn ranked_by(merged: &Merged, track: Option<&TrackId>, rule: &Rule) -> Vec<Ranked> {
    standing_of(merged.rounds(), track, rule)
}

/// The ranking of a track by this round's marks alone: what a chair's desk can know.
pub(crate) fn round_ranked_of(merged: &Merged, track: &TrackId) -> Vec<Ranked> {
    standing_of(std::iter::once(merged), Some(track), &merged.facts.rule)
}

/// Names the set of sheets that counted and the rule they were counted by.
pub(crate) fn fingerprint(merged: &Merged) -> Digest {
    book::fingerprint(merged)
}

/// 评分汇总表 with experts by number, in an order that tells nothing.
pub(crate) fn anonymous_book(desk: &OpenDesk, merged: &Merged) -> Result<ResultsBook, DeskError> {
    book::anonymous(desk, merged)
}

/// 评分汇总表 of one track alone.
pub(crate) fn track_book(
    desk: &OpenDesk,
    merged: &Merged,
    track: &Track,
) -> Result<ResultsBook, DeskError> {
    book::of(desk, merged, std::slice::from_ref(track))
}

/// How an entry's number came about, with experts under the names given, in the order of those names.
pub(crate) fn anonymous_lines(
    merged: &Merged,
    entry: &EntryId,
    names: &BTreeMap<ExpertId, String>,
) -> Vec<ExplainLine> {
    let home = last_round(merged, entry);
    let Some((home, one)) = home.and_then(|home| Some((home, home.facts.entries.get(entry)?)))
    else {
        return Vec::new();
    };
    let all = ranked_of(merged, &one.entry.track);
    let ranked = all.iter().find(|ranked| ranked.entry == *entry);
    ranked.map_or_else(Vec::new, |ranked| {
        explaining::explain(home, ranked, &all, Some(names))
    })
}

fn standing_of<'m>(
    rounds: impl Iterator<Item = &'m Merged>,
    track: Option<&TrackId>,
    rule: &Rule,
) -> Vec<Ranked> {
    let rounds: Vec<(&Merged, Vec<EntryId>)> = rounds
        .map(|round| {
            let here = |one: &&EntryFacts| {
                one.calibration.is_none() && track.is_none_or(|track| one.entry.track == *track)
            };
            let entries = round.facts.entries.values().filter(here);
            (round, entries.map(|one| one.entry.id.clone()).collect())
        })
        .collect();
    let held: Vec<Held<'_>> = rounds
        .iter()
        .map(|(round, entries)| Held {
            round: round.facts.round,
            entries,
            marks: &round.state.marks,
        })
        .collect();
    standing(&held, rule)
}

/// The round an entry left after, of those merged here.
fn last_round<'m>(merged: &'m Merged, entry: &EntryId) -> Option<&'m Merged> {
    merged
        .rounds()
        .rev()
        .find(|round| round.facts.entries.contains_key(entry))
}

/// The experts who have a column in a track's tables, in id order: those of every round held, since a row shows the marks of its entry's last.
pub(crate) fn columns<'m>(merged: &'m Merged, track: &TrackId) -> Vec<&'m Expert> {
    let of_round = |round: &'m Merged| round.facts.experts_of(track);
    let all: BTreeMap<&ExpertId, &Expert> = merged
        .rounds()
        .flat_map(of_round)
        .map(|expert| (&expert.id, expert))
        .collect();
    all.into_values().collect()
}

fn result_row(
    merged: &Merged,
    experts: &[&Expert],
    ranked: &Ranked,
    hidden: &BTreeSet<EntryId>,
) -> Option<ResultRow> {
    let merged = last_round(merged, &ranked.entry)?;
    let facts = &merged.facts;
    let entry = &facts.entries.get(&ranked.entry)?.entry;
    let is_hidden = hidden.contains(&ranked.entry);
    let cells = merged.state.cells.get(&ranked.entry);
    let marks = experts
        .iter()
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
            .score
            .as_ref()
            .filter(|_| !is_hidden)
            .map(ToString::to_string),
        decided: decided(facts, ranked),
        tied: ranked.tied,
        note: if is_hidden {
            String::new()
        } else {
            gates_note(merged, &entry.id)
        },
    })
}

/// `门槛项：G3 不通过（2 人）、G5 待补（1 人）`, in the rubric's order; empty when nothing stands against the entry. No number follows from it.
pub(crate) fn gates_note(merged: &Merged, entry: &EntryId) -> String {
    let Some(row) = merged.state.gates.get(entry) else {
        return String::new();
    };
    let count = |gate: &Gate, finding: Finding| {
        let found = |one: &&GateFinding| one.gate == gate.id && one.finding == finding;
        row.values().flatten().filter(found).count()
    };
    let said = |gate: &Gate| {
        [Finding::Fail, Finding::Doubt]
            .into_iter()
            .map(|finding| (finding, count(gate, finding)))
            .filter(|(_, count)| *count > 0)
            .map(|(finding, count)| format!("{} {}（{count} 人）", gate.id, finding.label()))
            .collect::<Vec<_>>()
    };
    let all: Vec<String> = merged.facts.rubric.gates.iter().flat_map(said).collect();
    if all.is_empty() {
        String::new()
    } else {
        format!("门槛项：{}", all.join("、"))
    }
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

pub(crate) fn circled(step: usize) -> char {
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

pub(crate) fn tie_words(facts: &ContestFacts, step: &TieStep) -> String {
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

/// The Chinese word of a cell's state.
pub(crate) const fn cell_word(state: CellState) -> &'static str {
    match state {
        CellState::Awaited => "待交",
        CellState::Absent => "缺席",
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
