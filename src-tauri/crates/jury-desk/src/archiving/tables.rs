//! The open parts of an archive: facts, verdicts, results and the log as JSON and CSV (FORMAT §18).
//!
//! The one rule: numbers stand here as jury-core gives them, exact ones as fractions in text; nothing is computed.

use std::collections::BTreeSet;

use jury_core::merge::Subject;
use jury_core::ranking::Ranked;
use jury_core::tally::Dropped;
use jury_core::{EntryId, ExpertId};
use jury_seal::{Envelope, sha256};
use jury_store::table::{self, audit::Act};
use serde_json::{Value, json};

use crate::desk::{OpenDesk, meta};
use crate::dispatch;
use crate::error::DeskError;
use crate::facts::ContestFacts;
use crate::merging::{Merged, files};
use crate::results::ranked_of;

pub(super) fn bytes(value: &Value) -> Result<Vec<u8>, DeskError> {
    let mut bytes = serde_json::to_vec(value).map_err(|error| DeskError::internal(&error))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Contest, entries with what their dossiers consist of, and who judges what in which round. `merged`: the last round's.
pub(super) fn contest(desk: &OpenDesk, merged: &Merged) -> Result<Vec<u8>, DeskError> {
    let facts = first_facts(merged);
    let materials = dispatch::letter_materials(desk)?;
    let entries: Vec<Value> = facts
        .entries
        .iter()
        .map(|(id, one)| {
            let of: Vec<Value> = materials
                .get(id.as_str())
                .into_iter()
                .flatten()
                .map(|material| json!({"kind": material.kind, "name": material.name, "sha256": material.sha256.to_string(), "size": material.size}))
                .collect();
            let entry = &one.entry;
            json!({
                "calibration": one.calibration.is_some(),
                "entrant": entry.entrant,
                "id": id.as_str(),
                "materials": of,
                "profile": entry.profile.as_str(),
                "size_basis": one.size_basis,
                "size_class": entry.size.as_str(),
                "team": entry.team,
                "title": entry.title,
                "topic": entry.topic,
                "track": entry.track.as_str(),
            })
        })
        .collect();
    let rounds: Vec<Value> = merged.rounds().map(round).collect();
    let rule = desk.meta(meta::RULE)?.unwrap_or_default();
    let contest = &facts.contest;
    bytes(&json!({
        "contest": {"edition": contest.edition, "id": contest.id.as_str(), "name": contest.name},
        "entries": entries,
        "format": "jurybench-archive/1",
        "rounds": rounds,
        "rubric": facts.rubric_digest.to_string(),
        "rule": sha256(rule.as_bytes()).to_string(),
    }))
}

/// The facts of the first round, in which every entry takes part.
fn first_facts(merged: &Merged) -> &ContestFacts {
    let first = merged.earlier.first();
    first.map_or(&merged.facts, |first| &first.facts)
}

fn round(merged: &Merged) -> Value {
    let facts = &merged.facts;
    let assignments: Vec<Value> = facts
        .assignments
        .iter()
        .map(|(expert, entries)| {
            let entries: Vec<&str> = entries.iter().map(EntryId::as_str).collect();
            json!({"entries": entries, "expert": expert.as_str()})
        })
        .collect();
    json!({"assignments": assignments, "round": facts.round.as_str()})
}

/// What became of one received envelope in one round, nothing if another round judges it; of copies of one document the one that counted.
pub(super) fn verdict(merged: &Merged, envelope: &[u8]) -> Option<Value> {
    let digest = Envelope::read(envelope)
        .ok()
        .map(|(envelope, _)| envelope.digest());
    if digest.is_some_and(|digest| merged.elsewhere.contains_key(&digest)) {
        return None;
    }
    let texts = |codes: &[jury_core::merge::Code]| -> Vec<&str> {
        codes.iter().map(|code| code.as_str()).collect()
    };
    let (verdict, codes) = digest.map_or((None, Vec::new()), |digest| {
        let of_sheet = merged.state.verdicts.get(&digest);
        let of_return = merged.returns.get(&digest);
        match (of_sheet, of_return) {
            (Some(verdict), _) => (Some(verdict.kind.as_str()), texts(&verdict.codes)),
            (None, Some(facts)) => {
                let mut codes = facts.codes.clone();
                codes.sort();
                codes.dedup();
                (Some("return"), texts(&codes))
            }
            (None, None) => (None, Vec::new()),
        }
    });
    Some(json!({
        "codes": codes,
        "document": digest.map(|digest| digest.to_string()),
        "envelope": sha256(envelope).to_string(),
        "verdict": verdict,
    }))
}

/// The list of files as they came, and the numbers of those in which no envelope could be read, ascending by their digests.
pub(super) fn received(desk: &OpenDesk) -> Result<(Vec<u8>, Vec<i64>), DeskError> {
    let kept = desk.read(|view| Ok(table::received_file::list(view)?))?;
    let items = files::items(desk)?;
    let mut refused = Vec::new();
    let mut rows = Vec::new();
    for file in kept {
        let mut of: Vec<&files::Item> = items
            .iter()
            .filter(|item| item.file_id == file.id)
            .collect();
        of.sort_by_key(|item| item.n);
        if of.iter().all(|item| item.bytes_digest.is_none()) {
            refused.push((file.sha256, file.id));
        }
        let listed: Vec<Value> = of
            .iter()
            .map(|item| {
                let cells: Vec<Value> = item
                    .findings
                    .cells
                    .iter()
                    .map(|(cell, sealed, found)| json!({"cell": cell, "found": found, "sealed": sealed}))
                    .collect();
                json!({
                    "cells": cells,
                    "code": item.findings.code,
                    "envelope": item.bytes_digest.map(|digest| digest.to_string()),
                    "form_missing": item.findings.form_missing,
                    "shape": item.findings.shape,
                })
            })
            .collect();
        rows.push(json!({
            "again": file.again,
            "at": file.at.as_str(),
            "envelopes": listed,
            "kept": of.iter().all(|item| !item.findings.dropped),
            "name": file.name,
            "sha256": file.sha256.to_string(),
            "size": of.first().and_then(|item| item.findings.size),
        }));
    }
    refused.sort();
    let ids = refused.into_iter().map(|(_, id)| id).collect();
    Ok((bytes(&json!({ "files": rows }))?, ids))
}

/// Round by round the verdicts, what is still open and, track by track, the ranking after that round with every cell it was made from.
/// `verdicts`: of each round, in their order.
pub(super) fn results(merged: &Merged, verdicts: Vec<Vec<Value>>) -> Result<Vec<u8>, DeskError> {
    let rounds: Vec<Value> = merged
        .rounds()
        .zip(verdicts)
        .map(|(round, verdicts)| {
            let open: BTreeSet<Subject> = round.state.blockers.iter().map(Subject::of).collect();
            let open: Vec<Value> = open.iter().map(subject).collect();
            json!({
                "open": open,
                "round": round.facts.round.as_str(),
                "tracks": tracks(round),
                "verdicts": verdicts,
            })
        })
        .collect();
    bytes(&json!({ "rounds": rounds }))
}

fn subject(subject: &Subject) -> Value {
    json!({
        "entry": subject.entry().map(EntryId::as_str),
        "expert": subject.expert().map(ExpertId::as_str),
        "kind": subject.kind().as_str(),
        "sheet": subject.sheet().map(|digest| digest.to_string()),
    })
}

/// Nothing while nobody takes part in the round.
fn tracks(merged: &Merged) -> Vec<Value> {
    let facts = &merged.facts;
    let held = facts.tracks.iter().filter(|_| !facts.entries.is_empty());
    held.map(|track| {
        let rows: Vec<Value> = ranked_of(merged, &track.id)
            .iter()
            .map(|ranked| row(merged, ranked))
            .collect();
        json!({"id": track.id.as_str(), "name": track.name, "rows": rows})
    })
    .collect()
}

fn row(merged: &Merged, ranked: &Ranked) -> Value {
    let cells: Vec<Value> = merged
        .state
        .cells
        .get(&ranked.entry)
        .into_iter()
        .flatten()
        .map(|(expert, cell)| {
            json!({
                "expert": expert.as_str(),
                "sheet": cell.sheet.map(|digest| digest.to_string()),
                "state": cell.state.as_str(),
                "total": cell.total.as_ref().map(ToString::to_string),
            })
        })
        .collect();
    let tally = ranked.tally.as_ref();
    let dropped: Vec<Value> = tally
        .into_iter()
        .flat_map(|tally| &tally.dropped)
        .map(|(expert, end)| json!({"end": end_word(*end), "expert": expert.as_str()}))
        .collect();
    let used: Vec<&str> = tally
        .into_iter()
        .flat_map(|tally| &tally.used)
        .map(ExpertId::as_str)
        .collect();
    let rounds: Vec<Value> = ranked
        .rounds
        .iter()
        .map(|one| json!({"exact": one.exact.as_ref().map(ToString::to_string), "published": one.published.as_ref().map(ToString::to_string), "round": one.round.as_str()}))
        .collect();
    json!({
        "cells": cells,
        "decided_by": ranked.decided_by.map(|step| step + 1),
        "dropped": dropped,
        "entry": ranked.entry.as_str(),
        "exact": ranked.score.as_ref().map(ToString::to_string),
        "published": ranked.published.as_ref().map(ToString::to_string),
        "rank": ranked.rank,
        "rounds": rounds,
        "tie_values": ranked.tie_values.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "tied": ranked.tied,
        "used": used,
        "valid": tally.map_or(0, |tally| tally.valid),
    })
}

const fn end_word(end: Dropped) -> &'static str {
    match end {
        Dropped::Highest => "highest",
        Dropped::Lowest => "lowest",
    }
}

/// The ranking as a table for people; spreadsheets open it.
pub(super) fn ranking_csv(merged: &Merged) -> Result<Vec<u8>, DeskError> {
    let head = [
        "阶段",
        "赛道",
        "名次",
        "编号",
        "项目",
        "参赛单位",
        "公布分",
        "准确值",
        "有效评分数",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for round in merged.rounds() {
        if !round.facts.entries.is_empty() {
            rows.extend(ranking_rows(round, first_facts(merged)));
        }
    }
    csv(&rows)
}

/// `all`: facts in which every entry stands, also those that left earlier.
fn ranking_rows(merged: &Merged, all: &ContestFacts) -> Vec<Vec<String>> {
    let facts = &merged.facts;
    let mut rows = Vec::new();
    for track in &facts.tracks {
        for ranked in ranked_of(merged, &track.id) {
            let Some(one) = all.entries.get(&ranked.entry) else {
                continue;
            };
            let tally = ranked.tally.as_ref();
            rows.push(vec![
                facts.round.as_str().to_owned(),
                track.id.to_string(),
                ranked
                    .rank
                    .map_or_else(String::new, |rank| rank.to_string()),
                ranked.entry.to_string(),
                plain(&one.entry.title),
                plain(&one.entry.entrant),
                ranked
                    .published
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string),
                ranked
                    .score
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string),
                tally.map_or(0, |tally| tally.valid).to_string(),
            ]);
        }
    }
    rows
}

/// A text no spreadsheet takes for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// UTF-8 with a byte order mark, which spreadsheets need to read Chinese.
fn csv(rows: &[Vec<String>]) -> Result<Vec<u8>, DeskError> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer
            .write_record(row)
            .map_err(|error| DeskError::internal(&error))?;
    }
    writer
        .into_inner()
        .map_err(|error| DeskError::internal(&error))
}

/// The log with its chain, first line first. `acts`: newest first.
pub(super) fn audit_json(acts: &[Act]) -> Result<Vec<u8>, DeskError> {
    let lines: Vec<Value> = acts
        .iter()
        .rev()
        .map(|act| {
            json!({
                "act": act.act,
                "at": act.at.as_str(),
                "detail": act.detail,
                "hash": act.hash.to_string(),
                "no": act.no,
                "prev": act.prev.to_string(),
                "who": act.who,
            })
        })
        .collect();
    bytes(&json!({ "lines": lines }))
}

/// The same for people.
pub(super) fn audit_csv(acts: &[Act]) -> Result<Vec<u8>, DeskError> {
    let mut rows = vec![
        ["序号", "时间", "人员", "操作", "内容", "摘要"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for act in acts.iter().rev() {
        let detail = serde_json::from_str(&act.detail).unwrap_or_else(|_| act.detail.clone());
        rows.push(vec![
            act.no.to_string(),
            act.at.to_string(),
            plain(&act.who),
            plain(&act.act),
            plain(&detail),
            act.hash.to_string(),
        ]);
    }
    csv(&rows)
}
