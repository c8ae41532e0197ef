//! Rows of the list of files: verdict, codes and sentences of each, in plain words.
//!
//! Not verdicts, which are jury-core's. The one rule: of a file that came again the row says what became of the one it repeats, so that nobody
//! takes a refused sheet for settled.

use std::collections::BTreeMap;

use jury_core::Digest;
use jury_core::contest::Round;
use jury_core::merge::{Code, Gravity, VerdictKind};

use super::files::{self, Item};
use super::{Merged, judge};
use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::wire::merge::{FileRow, FileVerdict};
use crate::wire::start::DeskKind;
use crate::{returning, words};

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
            let name = match merged.elsewhere.get(&digest) {
                Some(round) => identity(&*super::merged_in(desk, *round)?, item, digest),
                None => identity(merged, item, digest),
            };
            first.entry(name).or_insert((item.file_id, item.n));
        }
    }
    ordered
        .into_iter()
        .map(|(item, digest)| {
            let Some(round) = digest.and_then(|digest| merged.elsewhere.get(&digest)) else {
                return Ok(row(merged, desk.kind, item, digest, &first));
            };
            let mut row = row(
                &*super::merged_in(desk, *round)?,
                desk.kind,
                item,
                digest,
                &first,
            );
            row.sentences.insert(0, of_other_round(*round));
            Ok(row)
        })
        .collect()
}

/// Said first of a sheet of another round.
pub(super) fn of_other_round(round: Round) -> String {
    format!("属于{}，归入该阶段的汇总。", round.label())
}

/// The row of a file that was only looked into: as if it came for the first time.
pub(crate) fn row_of_new(merged: &Merged, kind: DeskKind, one: &files::LookedInto) -> FileRow {
    row(merged, kind, &one.item, one.digest, &BTreeMap::new())
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
    kind: DeskKind,
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
    let standing = verdict;
    let repeats = ((item.again || repeated) && digest.is_some()).then_some(standing);
    if repeats.is_some() {
        verdict = FileVerdict::Duplicate;
        // What is wrong with a sheet is wrong with every copy of it.
        if !is_open(standing) {
            codes.clear();
        }
        codes.insert(0, Code::Replay);
    }
    // Said of a repetition too: the copy that shows other marks may well come second.
    if item.findings.differs() {
        codes.push(Code::XlsxMismatch);
    }
    let claim = digest.and_then(|digest| merged.claims.get(&digest));
    let chair = digest.and_then(|digest| merged.returns.get(&digest));
    let proven = matches!(
        standing,
        FileVerdict::Accepted | FileVerdict::Provisional | FileVerdict::Superseded
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
        repeats,
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
        sentences: sentences(item, kind, (verdict, repeats), &codes, (chair, merged)),
        needs_action: matches!(
            verdict,
            FileVerdict::Provisional | FileVerdict::Held | FileVerdict::Rejected
        ),
        codes: code_words(item, &codes),
    }
}

/// Whether somebody has to find out what is wrong with it.
const fn is_open(verdict: FileVerdict) -> bool {
    matches!(verdict, FileVerdict::Held | FileVerdict::Rejected)
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
    desk: DeskKind,
    (verdict, repeats): (FileVerdict, Option<FileVerdict>),
    codes: &[Code],
    (chair, merged): (Option<&judge::ReturnFacts>, &Merged),
) -> Vec<String> {
    let mut said: Vec<String> = item.findings.refused.iter().cloned().collect();
    let kind = match repeats.unwrap_or(verdict) {
        FileVerdict::Held => VerdictKind::Held,
        _ => VerdictKind::Rejected,
    };
    said.extend(codes.iter().map(|code| match (code, repeats) {
        (Code::Replay, Some(standing)) if is_open(standing) => {
            let word = verdict_word(standing);
            format!("与已收的签名数据完全相同，不重复计入；已收的那份是“{word}”，原因如下。")
        }
        (Code::Replay, Some(_)) if item.findings.differs() => {
            "签名数据与已收的相同，不重复计入；但这份表格显示的不一样。".to_owned()
        }
        _ if desk == DeskKind::Expert => words::sentence_for_chair(*code, kind).to_owned(),
        // What would hold a sheet holds nothing where it is refused for something worse.
        _ if kind == VerdictKind::Rejected => {
            words::sentence_of(*code, kind).replace("，已搁置", "")
        }
        _ => words::sentence_of(*code, kind).to_owned(),
    }));
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
