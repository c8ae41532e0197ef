//! The merging screen: rows of files in plain words, the matrix, coverage, blockers.
//!
//! Not decisions. The one rule: a chair is shown no total of an entry they recused, only states (DESIGN §4, "What a chair may see").

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::Expert;
use jury_core::merge::{
    Blocker as CoreBlocker, Cell, CellState as CoreCell, Code, Gravity, Subject, SubjectKind,
    Verdict, VerdictKind,
};
use jury_core::{Digest, EntryId, ExpertId, TrackId};

pub(crate) use super::coverage::{coverage_of, track_coverage};
use super::files::{self, Item};
use super::{Merged, judge};
use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::wire::merge::{
    Blocker, CellState, FileRow, FileVerdict, MergeCell, MergeEntry, MergeExpert, MergeLook,
};
use crate::wire::start::DeskKind;
use crate::{finalising, returning, words};

pub(crate) fn look(
    desk: &OpenDesk,
    merged: &Merged,
    track: Option<&str>,
) -> Result<MergeLook, DeskError> {
    let facts = &merged.facts;
    let track = facts.choose_track(track)?;
    let experts = shown_experts(desk, merged, &track.id)?;
    let hidden = hidden_entries(desk, merged)?;
    let entries = facts
        .entries_of(&track.id)
        .into_iter()
        .map(|one| matrix_row(merged, &experts, &one.entry, &hidden))
        .collect();
    let items = files::items(desk)?;
    let mut rows = rows_of(desk, merged, &items)?;
    rows.retain(|row| is_listed(merged, row, &track.id));
    // What belongs to another round is listed there.
    let elsewhere: BTreeSet<String> = merged.elsewhere.keys().map(ToString::to_string).collect();
    rows.retain(|row| {
        row.digest
            .as_ref()
            .is_none_or(|digest| !elsewhere.contains(digest))
    });
    rows.sort_by_key(|row| !row.needs_action);
    Ok(MergeLook {
        tracks: facts.track_names(),
        track: track.id.to_string(),
        experts: experts
            .iter()
            .map(|expert| matrix_head(merged, expert))
            .collect(),
        entries,
        files: rows,
        coverage: track_coverage(merged, &track.id),
        blockers: blockers(merged, Some(&track.id)),
        mark: finalising::mark(desk, facts, &track.id)?,
        panel_return: returning::signed(desk)?,
    })
}

/// Whether a file stands in a track's list. Only those of experts known to be of another track do not: nobody would look for a stranger's
/// sheet, or on a chair's desk for another panel's, under any track in particular, and what was refused must be seen somewhere.
fn is_listed(merged: &Merged, row: &FileRow, track: &TrackId) -> bool {
    let claimed = row.expert.as_deref().map(ExpertId::new);
    claimed
        .and_then(|expert| merged.facts.experts.get(&expert.ok()?))
        .is_none_or(|known| merged.facts.judges_in(&known.id, track))
}

/// Experts of the track; a chair's own panel only.
pub(crate) fn shown_experts<'m>(
    desk: &OpenDesk,
    merged: &'m Merged,
    track: &TrackId,
) -> Result<Vec<&'m Expert>, DeskError> {
    let panel = match desk.kind {
        DeskKind::Organiser => None,
        DeskKind::Expert => Some(desk.letter()?.expert.panel.clone()),
    };
    Ok(merged
        .facts
        .experts_of(track)
        .into_iter()
        .filter(|expert| panel.as_ref().is_none_or(|panel| expert.panel == *panel))
        .collect())
}

/// Entries whose totals this person may not see.
pub(crate) fn hidden_entries(
    desk: &OpenDesk,
    merged: &Merged,
) -> Result<BTreeSet<EntryId>, DeskError> {
    if desk.kind == DeskKind::Organiser {
        return Ok(BTreeSet::new());
    }
    let own = desk.letter()?.expert.id.clone();
    let recused = |(entry, cells): (&EntryId, &BTreeMap<ExpertId, Cell>)| {
        let is_recused = cells
            .get(&own)
            .is_some_and(|cell| cell.state == CoreCell::Recused);
        // Not assigned at all means recused before the letters went out.
        let is_absent = merged
            .facts
            .assignments
            .get(&own)
            .is_none_or(|assigned| !assigned.contains(entry));
        (is_recused || is_absent).then(|| entry.clone())
    };
    Ok(merged.state.cells.iter().filter_map(recused).collect())
}

fn matrix_head(merged: &Merged, expert: &Expert) -> MergeExpert {
    let counts = merged
        .state
        .coverage
        .per_expert
        .get(&expert.id)
        .copied()
        .unwrap_or_default();
    MergeExpert {
        id: expert.id.to_string(),
        name: expert.name.clone(),
        chair: expert.chair,
        state: sheet_state(merged, &expert.id),
        done: narrow(counts.valid() + counts.material_missing),
        assigned: narrow(counts.expected - counts.recused),
    }
}

/// What an expert's sheet as a whole is.
pub(crate) fn sheet_state(merged: &Merged, expert: &ExpertId) -> CellState {
    let current = merged.state.current.get(expert);
    let transcribed = current
        .and_then(|digest| merged.claims.get(digest))
        .is_some_and(|claim| claim.transcribed);
    if let Some(verdict) = current.and_then(|digest| merged.state.verdicts.get(digest)) {
        return match verdict.kind {
            VerdictKind::Provisional => CellState::Provisional,
            _ if transcribed => CellState::Transcript,
            _ => CellState::Verified,
        };
    }
    let held = |(digest, verdict): (&Digest, &Verdict)| {
        verdict.kind == VerdictKind::Held
            && merged
                .claims
                .get(digest)
                .is_some_and(|claim| claim.expert == *expert)
    };
    if merged.state.verdicts.iter().any(held) {
        CellState::Held
    } else if is_absent(merged, expert) {
        CellState::Absent
    } else {
        CellState::Awaited
    }
}

/// Whether it was decided that nothing will come of an expert.
fn is_absent(merged: &Merged, expert: &ExpertId) -> bool {
    let subject = Subject::new(SubjectKind::ExpertMissing, None, Some(expert.clone()), None);
    subject.is_some_and(|subject| merged.decisions.on(&subject).is_some())
}

fn matrix_row(
    merged: &Merged,
    experts: &[&Expert],
    entry: &jury_core::entry::Entry,
    hidden: &BTreeSet<EntryId>,
) -> MergeEntry {
    let counts = merged
        .state
        .coverage
        .per_entry
        .get(&entry.id)
        .copied()
        .unwrap_or_default();
    let cells = merged.state.cells.get(&entry.id);
    let is_hidden = hidden.contains(&entry.id);
    MergeEntry {
        id: entry.id.to_string(),
        title: entry.title.clone(),
        entrant: entry.entrant.clone(),
        size_class: entry.size.label().to_owned(),
        cells: experts
            .iter()
            .map(|expert| {
                cell(
                    merged,
                    cells.and_then(|cells| cells.get(&expert.id)),
                    &entry.id,
                    expert,
                    is_hidden,
                )
            })
            .collect(),
        valid: narrow(counts.valid()),
        due: narrow(counts.expected - counts.recused),
    }
}

pub(crate) fn cell(
    merged: &Merged,
    cell: Option<&Cell>,
    entry: &EntryId,
    expert: &Expert,
    hidden: bool,
) -> MergeCell {
    let Some(cell) = cell else {
        let recused = merged
            .facts
            .recusals
            .get(&expert.id)
            .is_some_and(|recused| recused.contains(entry));
        return MergeCell {
            state: if recused {
                CellState::Recused
            } else {
                CellState::NotAssigned
            },
            total: None,
        };
    };
    let total = cell
        .total
        .as_ref()
        .filter(|_| !hidden)
        .map(|total| total.round_half_up(2).to_string());
    let state = match cell_state(cell.state) {
        CellState::Awaited => match sheet_state(merged, &expert.id) {
            CellState::Absent => CellState::Absent,
            _ => CellState::Awaited,
        },
        state => state,
    };
    MergeCell { state, total }
}

pub(crate) const fn cell_state(state: CoreCell) -> CellState {
    match state {
        CoreCell::Awaited => CellState::Awaited,
        CoreCell::Verified => CellState::Verified,
        CoreCell::Provisional => CellState::Provisional,
        CoreCell::Replaced => CellState::Replaced,
        CoreCell::Recused => CellState::Recused,
        CoreCell::Transcript => CellState::Transcript,
        CoreCell::Held => CellState::Held,
        CoreCell::MissingMaterial => CellState::MaterialMissing,
    }
}

/// Rows for items, each with verdict, codes and sentences.
pub(crate) fn rows_of(
    desk: &OpenDesk,
    merged: &Merged,
    items: &[Item],
) -> Result<Vec<FileRow>, DeskError> {
    let mut first: BTreeMap<Digest, (i64, u32)> = BTreeMap::new();
    let mut ordered: Vec<(&Item, Option<Digest>)> = Vec::new();
    for item in items {
        ordered.push((item, digest_of(desk, item)?));
    }
    // The first file a document came in is the one that counts; every later one is a repetition of it.
    let mut all = files::items(desk)?;
    all.sort_by_key(|item| (item.file_id, item.n));
    for item in &all {
        if let Some(digest) = digest_of(desk, item)? {
            first
                .entry(identity(merged, item, digest))
                .or_insert((item.file_id, item.n));
        }
    }
    ordered
        .into_iter()
        .map(|(item, digest)| {
            let Some(round) = digest.and_then(|digest| merged.elsewhere.get(&digest)) else {
                return Ok(row(merged, item, digest, &first));
            };
            let mut row = row(&*super::merged_in(desk, *round)?, item, digest, &first);
            let where_to = format!("属于{}，已归入该阶段的汇总。", round.label());
            row.sentences.insert(0, where_to);
            Ok(row)
        })
        .collect()
}

fn digest_of(desk: &OpenDesk, item: &Item) -> Result<Option<Digest>, DeskError> {
    let digest = item
        .bytes_digest
        .map(|bytes| files::document_digest(desk, &bytes));
    Ok(digest.transpose()?.flatten())
}

/// What a file repeats when it comes again: the document; but a spoilt copy repeats only that same spoilt copy.
fn identity(merged: &Merged, item: &Item, digest: Digest) -> Digest {
    let spoilt = |bytes: &Digest| merged.spoilt.contains_key(bytes);
    item.bytes_digest.filter(spoilt).unwrap_or(digest)
}

fn row(
    merged: &Merged,
    item: &Item,
    digest: Option<Digest>,
    first: &BTreeMap<Digest, (i64, u32)>,
) -> FileRow {
    let (mut verdict, mut codes) = verdict_of(merged, item, digest);
    let repeated = digest.is_some_and(|digest| {
        first
            .get(&identity(merged, item, digest))
            .is_some_and(|place| *place != (item.file_id, item.n))
    });
    if (item.again || repeated) && digest.is_some() {
        verdict = FileVerdict::Duplicate;
        codes = vec![Code::Replay];
    }
    // Said of a repetition too: the copy that shows other marks may well come second.
    if item.findings.differs() {
        codes.push(Code::XlsxMismatch);
    }
    let claim = digest.and_then(|digest| merged.claims.get(&digest));
    let chair = digest.and_then(|digest| merged.returns.get(&digest));
    let proven = matches!(
        verdict,
        FileVerdict::Accepted
            | FileVerdict::Provisional
            | FileVerdict::Superseded
            | FileVerdict::Duplicate
    );
    let name = claim
        .map(|claim| {
            let paper = if claim.transcribed {
                "（代录）"
            } else {
                ""
            };
            format!("{}{paper}", claim.name)
        })
        .or_else(|| chair.map(|facts| format!("{}（{}评审组汇总表）", facts.chair, facts.panel)));
    FileRow {
        id: format!("{}-{}", item.file_id, item.n),
        file: if item.of > 1 {
            format!("{}#{}", item.name, item.n)
        } else {
            item.name.clone()
        },
        at: item.at.clone(),
        verdict,
        expert: claim.map(|claim| claim.expert.to_string()),
        who: match name {
            Some(name) if proven || chair.is_some() => name,
            Some(name) => format!("自称{name}"),
            None => "来源不明".to_owned(),
        },
        seq: claim
            .map(|claim| claim.seq)
            .or_else(|| chair.map(|facts| facts.seq)),
        digest: digest.map(|digest| digest.to_string()),
        sentences: sentences(item, verdict, &codes, chair, merged),
        needs_action: matches!(
            verdict,
            FileVerdict::Provisional | FileVerdict::Held | FileVerdict::Rejected
        ),
        codes: code_words(item, &codes),
    }
}

fn code_words(item: &Item, codes: &[Code]) -> Vec<String> {
    item.findings
        .code
        .iter()
        .cloned()
        .chain(codes.iter().map(|code| code.as_str().to_owned()))
        .collect()
}

fn verdict_of(merged: &Merged, item: &Item, digest: Option<Digest>) -> (FileVerdict, Vec<Code>) {
    let Some(digest) = digest else {
        return (FileVerdict::Rejected, Vec::new());
    };
    let faults = item
        .bytes_digest
        .and_then(|bytes| merged.spoilt.get(&bytes));
    // The document's verdict is that of its best copy, which need not be this one.
    let is_its_best =
        |codes: &[Code]| faults.is_none_or(|faults| faults.iter().all(|code| codes.contains(code)));
    let verdict = merged.state.verdicts.get(&digest);
    if let Some(verdict) = verdict.filter(|verdict| is_its_best(&verdict.codes)) {
        return (file_verdict(verdict.kind), verdict.codes.clone());
    }
    let facts = merged.returns.get(&digest);
    if let Some(facts) = facts.filter(|facts| is_its_best(&facts.codes)) {
        let verdict = match (facts.codes.is_empty(), facts.provisional) {
            (false, _) => FileVerdict::Rejected,
            (true, true) => FileVerdict::Provisional,
            (true, false) => FileVerdict::Accepted,
        };
        return (verdict, facts.codes.clone());
    }
    match faults {
        Some(faults) if faults.iter().all(|code| code.gravity() < Gravity::Reject) => {
            (FileVerdict::Held, faults.clone())
        }
        Some(faults) => (FileVerdict::Rejected, faults.clone()),
        None => (FileVerdict::Rejected, vec![Code::TypeWrong]),
    }
}

pub(crate) const fn file_verdict(kind: VerdictKind) -> FileVerdict {
    match kind {
        VerdictKind::Accepted => FileVerdict::Accepted,
        VerdictKind::Provisional => FileVerdict::Provisional,
        VerdictKind::Duplicate => FileVerdict::Duplicate,
        VerdictKind::Superseded => FileVerdict::Superseded,
        VerdictKind::Held => FileVerdict::Held,
        VerdictKind::Rejected => FileVerdict::Rejected,
    }
}

/// The Chinese word of a verdict.
pub(crate) const fn verdict_word(verdict: FileVerdict) -> &'static str {
    match verdict {
        FileVerdict::Accepted => "已核验",
        FileVerdict::Provisional => "待纸质确认",
        FileVerdict::Duplicate => "重复",
        FileVerdict::Superseded => "已替换",
        FileVerdict::Held => "待处理",
        FileVerdict::Rejected => "拒收",
    }
}

fn sentences(
    item: &Item,
    verdict: FileVerdict,
    codes: &[Code],
    chair: Option<&judge::ReturnFacts>,
    merged: &Merged,
) -> Vec<String> {
    let mut said: Vec<String> = item.findings.refused.iter().cloned().collect();
    let kind = match verdict {
        FileVerdict::Held => VerdictKind::Held,
        _ => VerdictKind::Rejected,
    };
    said.extend(
        codes
            .iter()
            .map(|code| words::sentence_of(*code, kind).to_owned()),
    );
    if item.findings.form_missing {
        said.push(
            match chair {
                None => "工作簿里缺少评分表工作表（或无法读取），看不到分数，请专家重新导出原件。",
                Some(_) => {
                    "工作簿里缺少评审组汇总表工作表（或无法读取），看不到名次，请组长重新导出原件。"
                }
            }
            .to_owned(),
        );
    }
    said.extend(shown_otherwise(&item.findings));
    if verdict == FileVerdict::Provisional {
        said.push(
            "电子签名有效，公钥随表带来，暂计入。请监督员输入纸质表上的核对码（16 位，可扫码）。"
                .to_owned(),
        );
    }
    if let Some(facts) = chair.filter(|facts| facts.codes.is_empty()) {
        said.extend(returning::differences(facts, merged));
    }
    said
}

/// What a person sees in the workbook that was not signed, the first few of each kind.
fn shown_otherwise(findings: &files::Findings) -> Vec<String> {
    const SAID: usize = 5;
    let cells = findings.cells.iter().take(SAID);
    let mut said: Vec<String> = cells
        .map(|(address, sealed, found)| cell_words(address, sealed, found))
        .collect();
    said.extend(findings.shape.iter().take(SAID).map(words::oddity));
    let more =
        findings.cells.len().saturating_sub(SAID) + findings.shape.len().saturating_sub(SAID);
    if more > 0 {
        said.push(format!("还有 {more} 处不同。"));
    }
    said
}

fn cell_words(address: &str, sealed: &str, found: &str) -> String {
    let (sealed, found) = (clipped(sealed), clipped(found));
    match (sealed.is_empty(), found.is_empty()) {
        (true, _) => format!("单元格 {address}：签名时没有内容，现在显示“{found}”。"),
        (_, true) => format!("单元格 {address}：签名时为“{sealed}”，现在是空的。"),
        _ => format!("单元格 {address}：签名时为“{sealed}”，现在显示“{found}”。"),
    }
}

/// A comment of a thousand characters is told by its beginning.
fn clipped(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}……", &text[..end]),
        None => text.to_owned(),
    }
}

/// What blocks 定稿, grouped, of one track or of all.
pub(crate) fn blockers(merged: &Merged, track: Option<&TrackId>) -> Vec<Blocker> {
    let facts = &merged.facts;
    let expert_here = |expert: &ExpertId| track.is_none_or(|track| facts.judges_in(expert, track));
    let entry_here = |entry: &EntryId| {
        track.is_none_or(|track| {
            facts
                .entries
                .get(entry)
                .is_some_and(|known| known.entry.track == *track)
        })
    };
    let sheet_here = |sheet: &Digest| {
        merged
            .claims
            .get(sheet)
            .is_some_and(|claim| expert_here(&claim.expert))
    };
    let count = |wanted: &dyn Fn(&CoreBlocker) -> bool| {
        narrow(
            merged
                .state
                .blockers
                .iter()
                .filter(|blocker| wanted(blocker))
                .count(),
        )
    };
    let held =
        count(&|blocker| matches!(blocker, CoreBlocker::Held { sheet, .. } if sheet_here(sheet)));
    let provisional = count(
        &|blocker| matches!(blocker, CoreBlocker::Provisional { expert, .. } if expert_here(expert)),
    );
    let missing = count(
        &|blocker| matches!(blocker, CoreBlocker::ExpertMissing { expert } if expert_here(expert)),
    );
    let unmarked = count(
        &|blocker| matches!(blocker, CoreBlocker::Unmarked { expert, .. } if expert_here(expert)),
    );
    let unjudged = count(
        &|blocker| matches!(blocker, CoreBlocker::MaterialMissing { expert, .. } if expert_here(expert)),
    );
    let quorum =
        count(&|blocker| matches!(blocker, CoreBlocker::Quorum { entry, .. } if entry_here(entry)));
    let gates =
        count(&|blocker| matches!(blocker, CoreBlocker::Gate { entry, .. } if entry_here(entry)));
    [
        (CellState::Held, held, "待处理"),
        (CellState::Provisional, provisional, "待纸质确认"),
        (CellState::Awaited, missing, "待交专家"),
        (CellState::Awaited, unmarked, "未评"),
        (CellState::MaterialMissing, unjudged, "材料缺失"),
        (CellState::Held, quorum, "有效评分不足"),
        (CellState::Held, gates, "门槛项未通过"),
    ]
    .into_iter()
    .filter(|(_, count, _)| *count > 0)
    .map(|(state, count, text)| Blocker {
        state,
        count,
        text: text.to_owned(),
    })
    .collect()
}

pub(crate) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
