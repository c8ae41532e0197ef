//! The results workbook 评分汇总表, as data for jury-exchange to lay out.
//!
//! The one rule: it shows what the results page shows, and hides what it hides.

use std::collections::BTreeSet;

use jury_core::contest::{Expert, Round, Track};
use jury_core::ranking::Ranked;
use jury_core::tally::Aggregation;
use jury_core::{Digest, EntryId};
use jury_exchange::results_book::{
    ResultMark as BookMark, ResultRow as BookRow, ResultsBook, TrackResults,
};
use jury_seal::sha256;

use super::{cell_word, columns, decided, gates_note, last_round, ranked_of};
use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::facts::ContestFacts;
use crate::merging::{Merged, look};
use crate::papers::anonymous;
use crate::wire::merge::CellState;
use crate::{finalising, outcome};

/// The workbook of all tracks.
pub(super) fn book(desk: &OpenDesk, merged: &Merged) -> Result<ResultsBook, DeskError> {
    of(desk, merged, &merged.facts.tracks)
}

/// The workbook of some tracks.
pub(super) fn of(
    desk: &OpenDesk,
    merged: &Merged,
    tracks: &[Track],
) -> Result<ResultsBook, DeskError> {
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
        tracks: tracks
            .iter()
            .map(|track| track_results(desk, merged, track, &hidden))
            .collect::<Result<_, _>>()?,
    })
}

/// The same with experts by number.
pub(super) fn anonymous(desk: &OpenDesk, merged: &Merged) -> Result<ResultsBook, DeskError> {
    let secret = anonymous::secret(desk)?;
    let mut all = book(desk, merged)?;
    all.title.push_str("（匿名）");
    for (track, sheet) in merged.facts.tracks.iter().zip(&mut all.tracks) {
        let experts = columns(merged, &track.id);
        let order: Vec<usize> = anonymous::order(&secret, track.id.as_str(), experts.clone())
            .iter()
            .filter_map(|one| experts.iter().position(|expert| expert.id == one.id))
            .collect();
        sheet.experts = (1..=order.len())
            .map(|number| format!("专家{number}"))
            .collect();
        for row in &mut sheet.rows {
            row.marks = order
                .iter()
                .filter_map(|at| row.marks.get(*at).cloned())
                .collect();
        }
    }
    Ok(all)
}

/// Names the set of sheets that counted and the rule they were counted by, so that two workbooks can be told to be of the same inputs.
pub(super) fn fingerprint(merged: &Merged) -> Digest {
    let of_round = |round: &'_ Merged| -> Vec<String> {
        let current = round.state.current.values();
        current.map(ToString::to_string).collect()
    };
    let mut digests: Vec<String> = merged.rounds().flat_map(of_round).collect();
    digests.push(jury_exchange::rule_file::rule_digest(&merged.facts.rule).to_string());
    sha256(digests.join("\n").as_bytes())
}

fn track_results(
    desk: &OpenDesk,
    merged: &Merged,
    track: &Track,
    hidden: &BTreeSet<EntryId>,
) -> Result<TrackResults, DeskError> {
    let awards = outcome::awards::in_last_round(desk, merged)?;
    let experts = columns(merged, &track.id);
    let rows = ranked_of(merged, &track.id)
        .iter()
        .filter_map(|ranked| book_row(merged, &experts, ranked, &track.name, hidden))
        .map(|mut row| {
            if !hidden.contains(&row.entry) {
                row.award = awards.get(&row.entry).cloned().unwrap_or_default();
            }
            row
        })
        .collect();
    let mark = finalising::mark(desk, &merged.facts, &track.id)?;
    Ok(TrackResults {
        name: track.name.clone(),
        final_as: mark.finalised.then_some(mark.text),
        experts: experts
            .iter()
            .map(|expert| book_head(merged, expert))
            .collect(),
        rows,
    })
}

/// An expert's column; one that was typed from paper says so.
fn book_head(merged: &Merged, expert: &jury_core::contest::Expert) -> String {
    match look::sheet_state(merged, &expert.id) {
        CellState::Transcript => format!("{}（代录）", expert.name),
        _ => expert.name.clone(),
    }
}

fn book_row(
    merged: &Merged,
    experts: &[&Expert],
    ranked: &Ranked,
    track: &str,
    hidden: &BTreeSet<EntryId>,
) -> Option<BookRow> {
    let now = &merged.facts;
    let merged = last_round(merged, &ranked.entry)?;
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
    let marks = experts
        .iter()
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
    let of_round = |wanted: &dyn Fn(Round) -> bool| {
        let round = ranked.rounds.iter().rev().find(|one| wanted(one.round));
        round
            .and_then(|one| one.published.clone())
            .filter(|_| !is_hidden)
    };
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
        mean: of_round(&|_| true),
        written: of_round(&|round| round == Round::Written),
        roadshow: of_round(&|round| round != Round::Written),
        overall: published,
        rank: ranked.rank,
        award: String::new(),
        note: book_note(merged, now, ranked, is_hidden),
    })
}

/// How a tie was decided and what gates say, which changes no number; of an entry that did not go on to the round of the table (`now`) or is in no
/// ranking, that it did not. `merged` is the entry's last round, whose marks its row shows.
fn book_note(merged: &Merged, now: &ContestFacts, ranked: &Ranked, is_hidden: bool) -> String {
    let gates = if is_hidden {
        String::new()
    } else {
        gates_note(merged, &ranked.entry)
    };
    let last = &merged.facts;
    let track = last.entries.get(&ranked.entry).map(|one| &one.entry.track);
    // Before the shortlist of a track is drawn nobody has gone on, and nobody has not.
    let is_drawn = track.is_some_and(|track| !now.entries_of(track).is_empty());
    let left = if last.round != now.round && is_drawn {
        format!("未晋级，列{}成绩", last.round.label())
    } else {
        String::new()
    };
    let out = if merged.decisions.excludes_entry(&ranked.entry) {
        "经认定不参加排名".to_owned()
    } else {
        String::new()
    };
    [left, out, decided(&merged.facts, ranked), gates]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("；")
}
