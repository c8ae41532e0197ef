//! How one entry's number came about, line by line: experts' totals, tally, rounds by weight, tie chain.
//!
//! Not the numbers: they are jury-core's. The one rule: whoever adds up what is shown gets what was published.

use std::collections::BTreeMap;

use jury_core::ranking::Ranked;
use jury_core::rule::{RankBasis, Rule};
use jury_core::tally::Dropped;
use jury_core::{Exact, ExpertId};

use super::{cell_word, circled, gates_note, tie_words};
use crate::merging::{Merged, look};
use crate::wire::merge::CellState;
use crate::wire::results::ExplainLine;

/// All lines, from the experts' totals to the rank.
///
/// With `names`, experts stand under those and in their order.
pub(super) fn explain(
    merged: &Merged,
    ranked: &Ranked,
    all: &[Ranked],
    names: Option<&BTreeMap<ExpertId, String>>,
) -> Vec<ExplainLine> {
    let mut lines = vec![heading("各位专家合计", "")];
    lines.extend(expert_lines(merged, ranked, names));
    let Some(tally) = &ranked.tally else {
        let why = if merged.decisions.excludes_entry(&ranked.entry) {
            "经认定不参加排名，以上得分只作记录"
        } else {
            "还没有有效评分，暂不排名"
        };
        lines.push(heading(why, ""));
        return lines;
    };
    lines.extend(tally_lines(merged, ranked, tally));
    lines.extend(weighing_lines(&merged.facts.rule, ranked));
    lines.extend(tie_lines(merged, ranked, all));
    if let Some(rank) = ranked.rank {
        let shared = if ranked.tied { "（并列）" } else { "" };
        lines.push(heading(&format!("第 {rank} 名{shared}"), ""));
    }
    let gates = gates_note(merged, &ranked.entry);
    if !gates.is_empty() {
        lines.push(heading(&format!("{gates}，不影响分数"), ""));
    }
    lines
}

fn expert_lines(
    merged: &Merged,
    ranked: &Ranked,
    names: Option<&BTreeMap<ExpertId, String>>,
) -> Vec<ExplainLine> {
    let Some(entry) = merged.facts.entries.get(&ranked.entry) else {
        return Vec::new();
    };
    let cells = merged.state.cells.get(&ranked.entry);
    let named = |expert: &jury_core::contest::Expert| match names {
        None => expert.name.clone(),
        Some(names) => names.get(&expert.id).cloned().unwrap_or_default(),
    };
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
            (None, CellState::Recused | CellState::Absent | CellState::NotAssigned) => "不计入人数",
            (None, CellState::Provisional) => "待纸质确认，暂计入",
            _ => "",
        };
        let value = cell
            .total
            .clone()
            .unwrap_or_else(|| cell_word(cell.state).to_owned());
        ExplainLine {
            level: 1,
            label: named(expert),
            note: note.to_owned(),
            value,
            struck: dropped.is_some(),
        }
    };
    let experts = merged.facts.experts_of(&entry.entry.track).into_iter();
    let mut lines: Vec<ExplainLine> = experts.map(line).collect();
    if names.is_some() {
        lines.sort_by(|one, other| one.label.cmp(&other.label));
    }
    lines
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
        .rounds
        .last()
        .and_then(|round| round.published.as_ref())
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

/// How the rounds came together; nothing after the first.
fn weighing_lines(rule: &Rule, ranked: &Ranked) -> Vec<ExplainLine> {
    if ranked.rounds.len() < 2 {
        return Vec::new();
    }
    let basis = match rule.rank_basis {
        RankBasis::Published => "各阶段公布分按权重合成",
        RankBasis::Exact => "各阶段准确值按权重合成",
    };
    let mut lines = vec![heading(basis, "")];
    for round in &ranked.rounds {
        let weight = rule
            .round(round.round)
            .map(|(_, one)| format!("权重 {}%", one.weight))
            .unwrap_or_default();
        let value = match rule.rank_basis {
            RankBasis::Published => round.published.as_ref().map(ToString::to_string),
            RankBasis::Exact => round.exact.as_ref().map(ToString::to_string),
        };
        lines.push(ExplainLine {
            level: 1,
            label: round.round.label().to_owned(),
            note: weight,
            value: value.unwrap_or_else(|| "没有有效评分，不计为 0".to_owned()),
            struck: false,
        });
    }
    let Some(score) = &ranked.score else {
        lines.push(heading("有一个阶段没有有效评分，暂无综合得分", ""));
        return lines;
    };
    let published = ranked.published.as_ref().map(ToString::to_string);
    lines.push(heading(
        &format!("综合得分，准确值 {score}"),
        &published.unwrap_or_default(),
    ));
    lines
}

/// The entries an entry is told from by the tie chain alone: of the same tier and of the same number, the one that ranks are made from.
fn rivals<'a>(basis: RankBasis, ranked: &Ranked, all: &'a [Ranked]) -> Vec<&'a Ranked> {
    let is_same = |other: &Ranked| match basis {
        RankBasis::Published => other.published == ranked.published,
        RankBasis::Exact => other.score == ranked.score,
    };
    all.iter()
        .filter(|other| {
            // Without a rank nothing was compared.
            ranked.rank.is_some()
                && other.rank.is_some()
                && other.entry != ranked.entry
                && other.rounds.len() == ranked.rounds.len()
                && is_same(other)
        })
        .collect()
}

fn tie_lines(merged: &Merged, ranked: &Ranked, all: &[Ranked]) -> Vec<ExplainLine> {
    let basis = merged.facts.rule.rank_basis;
    let rivals = rivals(basis, ranked, all);
    if rivals.is_empty() {
        return Vec::new();
    }
    let names = rivals
        .iter()
        .map(|other| other.entry.to_string())
        .collect::<Vec<_>>()
        .join("、");
    let same = match basis {
        RankBasis::Published => "公布分",
        RankBasis::Exact => "准确值",
    };
    let mut lines = vec![heading(&format!("同分：与 {names} {same}相同"), "")];
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

#[cfg(test)]
mod tests {
    use jury_core::ranking::{EntryMark, Marks, rank};
    use jury_core::rule::{MissingPolicy, TieStep};
    use jury_core::tally::Aggregation;
    use jury_core::{EntryId, Points};

    use super::*;

    /// The mean of two experts' totals, published as a whole number: E1 and E2 have 80 and 80.4, E3 has what E1 has, by other marks.
    fn ranked(basis: RankBasis, missing: MissingPolicy) -> Vec<Ranked> {
        let rule = Rule {
            aggregation: Aggregation::Mean,
            decimals: 0,
            rank_basis: basis,
            ties: vec![TieStep::Highest],
            missing,
            ..Rule::default()
        };
        let of = |entry: &str, totals: [i64; 2]| {
            let marks = ["A", "B"].into_iter().zip(totals).map(|(expert, total)| {
                let mark = EntryMark {
                    total: Exact::from(Points::from_hundredths(total)),
                    groups: BTreeMap::new(),
                };
                (ExpertId::new(expert).unwrap(), mark)
            });
            (EntryId::new(entry).unwrap(), marks.collect())
        };
        let marks: Marks = [
            of("E1", [8000, 8000]),
            of("E2", [8030, 8050]),
            of("E3", [7900, 8100]),
        ]
        .into();
        let entries: Vec<EntryId> = marks.keys().cloned().collect();
        rank(&entries, &marks, &rule)
    }

    fn names(basis: RankBasis, missing: MissingPolicy) -> Vec<Vec<String>> {
        let all = ranked(basis, missing);
        let of = |one: &Ranked| rivals(basis, one, &all).into_iter().map(named).collect();
        all.iter().map(of).collect()
    }

    fn named(ranked: &Ranked) -> String {
        ranked.entry.to_string()
    }

    #[test]
    fn rivals_are_those_of_the_number_ranks_are_made_from() {
        let all = ranked(RankBasis::Exact, MissingPolicy::Ignore);
        let order: Vec<String> = all.iter().map(named).collect();
        assert_eq!(order, ["E2", "E3", "E1"]);
        assert_eq!(
            names(RankBasis::Exact, MissingPolicy::Ignore),
            [vec![], vec!["E1".to_owned()], vec!["E3".to_owned()]],
            "80.4 is published like 80 and is another score"
        );
        // Whoever is named has a value to be compared with.
        for one in &all {
            for rival in rivals(RankBasis::Exact, one, &all) {
                assert_eq!(rival.tie_values.len(), 1);
            }
        }
        let published = names(RankBasis::Published, MissingPolicy::Ignore);
        assert!(published.iter().all(|rivals| rivals.len() == 2));
    }

    #[test]
    fn what_has_no_rank_has_no_rivals() {
        for basis in [RankBasis::Exact, RankBasis::Published] {
            let rivals = names(basis, MissingPolicy::AtLeast(3));
            assert!(rivals.iter().all(Vec::is_empty), "{rivals:?}");
        }
    }
}
