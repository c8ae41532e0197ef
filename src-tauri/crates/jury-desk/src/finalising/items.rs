//! Open items in words: what each is, how to mend it, and what may be decided about it instead.
//!
//! What is open is jury-core's finding. The one rule: every item has a sentence with the mend, and nothing open is left out.

use std::collections::BTreeMap;

use jury_core::contest::Track;
use jury_core::merge::{Blocker, Code, Outcome, Subject, SubjectKind, VerdictKind};
use jury_core::{Digest, EntryId, ExpertId, TrackId};

use super::{standing, waiting};
use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::merging::{Merged, files, rows};
use crate::wire::finalise::{ItemName, OpenItem, OutcomeChoice};
use crate::{outcome, rounds, words};

/// Everything open in a track.
pub(super) fn open(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<Vec<OpenItem>, DeskError> {
    let mut items: Vec<OpenItem> = blockers(merged, track)
        .map(|(subject, blocker)| OpenItem {
            item: name(&subject),
            title: title(merged, &subject),
            sentence: sentence(blocker),
            screen: screen(subject.kind()).to_owned(),
            outcomes: choices(&subject, held_codes(blocker)),
        })
        .collect();
    tell_apart(desk, merged, &mut items)?;
    // Awards are drawn after the last round; a tie across one of their lines has to be settled first.
    if rounds::after(&merged.facts.rule, merged.facts.round).is_none() {
        let ties = outcome::awards::unsettled(desk, merged, track)?;
        items.extend(ties.into_iter().map(|(title, sentence)| OpenItem {
            item: ItemName {
                kind: "award-line".to_owned(),
                entry: None,
                expert: None,
                sheet: None,
            },
            title,
            sentence,
            screen: "ranking".to_owned(),
            outcomes: Vec::new(),
        }));
    }
    items.extend(waiting::items(desk, merged, track)?);
    Ok(items)
}

/// Two sheets of one revision are told apart by the files they came in; never by their 核对码, which may be one that waits for the ink.
fn tell_apart(desk: &OpenDesk, merged: &Merged, items: &mut [OpenItem]) -> Result<(), DeskError> {
    let titles: Vec<String> = items.iter().map(|item| item.title.clone()).collect();
    let is_double = |title: &String| titles.iter().filter(|other| *other == title).count() > 1;
    let mut double = items
        .iter_mut()
        .filter(|item| item.item.sheet.is_some() && is_double(&item.title))
        .peekable();
    if double.peek().is_none() {
        return Ok(());
    }
    let mut came_in: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows::rows_of(desk, merged, &files::items(desk)?)? {
        if let Some(digest) = row.digest {
            let at = row.at.get(..16).unwrap_or(&row.at).replace('T', " ");
            let file = format!("{}，{at} 收到", row.file);
            came_in.entry(digest).or_default().push(file);
        }
    }
    for item in double {
        let files = item
            .item
            .sheet
            .as_ref()
            .and_then(|sheet| came_in.get(sheet));
        if let Some(files) = files {
            item.title = format!("{}（{}）", item.title, files.join("；"));
        }
    }
    Ok(())
}

/// Whether an item is open in a track.
pub(super) fn is_open(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
    wanted: &Subject,
) -> Result<bool, DeskError> {
    if blockers(merged, track).any(|(subject, _)| subject == *wanted) {
        return Ok(true);
    }
    Ok(waiting::decidable(desk, merged, track)?.contains_key(wanted))
}

fn blockers<'m>(
    merged: &'m Merged,
    track: &'m TrackId,
) -> impl Iterator<Item = (Subject, &'m Blocker)> {
    merged
        .state
        .blockers
        .iter()
        .map(|blocker| (Subject::of(blocker), blocker))
        .filter(|(subject, _)| in_track(merged, subject, track))
}

/// The decision in force on an item, if there is one; of several that contradict each other the last by name, so that it can be replaced.
pub(super) fn decided_on(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
    subject: &Subject,
) -> Result<Option<Digest>, DeskError> {
    let (all, in_force) = standing::decisions(desk, merged.facts.round)?;
    let on_it = all.iter().filter(|one| {
        one.document.track == *track && one.document.subject.to_core().as_ref() == Some(subject)
    });
    let last = on_it.map(|one| one.digest).max();
    Ok(in_force.on(subject).map(|(_, digest)| digest).or(last))
}

/// The tracks whose ranking a decision on an item may change.
pub(super) fn tracks_of<'m>(merged: &'m Merged, subject: &Subject) -> Vec<&'m Track> {
    let here = |track: &&Track| in_track(merged, subject, &track.id);
    merged.facts.tracks.iter().filter(here).collect()
}

pub(super) fn in_track(merged: &Merged, subject: &Subject, track: &TrackId) -> bool {
    if let Some(entry) = subject.entry() {
        // An objection may be about one that was cut earlier.
        let mut rounds = merged.rounds();
        let known = rounds.find_map(|round| round.facts.entries.get(entry));
        return known.is_some_and(|known| known.entry.track == *track);
    }
    expert_of(merged, subject).is_some_and(|expert| merged.facts.judges_in(expert, track))
}

/// The expert an item is about, or whose sheet it is about.
pub(super) fn expert_of<'m>(merged: &'m Merged, subject: &'m Subject) -> Option<&'m ExpertId> {
    subject.expert().or_else(|| {
        let claim = merged.claims.get(&subject.sheet()?)?;
        Some(&claim.expert)
    })
}

/// What an item is about, in a few words.
pub(super) fn title(merged: &Merged, subject: &Subject) -> String {
    let entry = subject.entry().map(|entry| entry_words(merged, entry));
    let expert = expert_of(merged, subject);
    let expert = expert.map(|expert| expert_words(merged, expert));
    let sheet = subject
        .sheet()
        .and_then(|sheet| merged.claims.get(&sheet))
        .map(|claim| format!("第 {} 版评分表", claim.seq));
    let parts: Vec<String> = [entry, expert, sheet].into_iter().flatten().collect();
    if parts.is_empty() {
        return "来源不明的评分表".to_owned();
    }
    parts.join(" · ")
}

fn entry_words(merged: &Merged, entry: &EntryId) -> String {
    let known = merged.facts.entries.get(entry);
    known.map_or_else(
        || entry.to_string(),
        |one| format!("{entry} {}", one.entry.title),
    )
}

fn expert_words(merged: &Merged, expert: &ExpertId) -> String {
    let known = merged.facts.experts.get(expert);
    known.map_or_else(
        || expert.to_string(),
        |one| format!("{}（{expert}）", one.name),
    )
}

fn sentence(blocker: &Blocker) -> String {
    match blocker {
        Blocker::ExpertMissing { .. } => {
            "没有交来可以计入的评分表。请催交；确实不能交的，登记认定后按缺席处理。".to_owned()
        }
        Blocker::Provisional { .. } => "签名有效，等待监督员按纸质签字表输入核对码。".to_owned(),
        Blocker::Held { codes, .. } => {
            let said = codes
                .iter()
                .map(|code| words::sentence_of(*code, VerdictKind::Held));
            said.collect::<Vec<_>>().join("")
        }
        Blocker::Unmarked { .. } => {
            "专家的评分表里没有评这个项目，也没有说明理由。请专家修订，或登记认定。".to_owned()
        }
        Blocker::MaterialMissing { .. } => {
            "专家因材料缺失没有评。请补发材料后请专家修订，或登记认定。".to_owned()
        }
        Blocker::EntryMissing { .. } => {
            "没有一份评分表评过这个项目。请补评，或登记认定。".to_owned()
        }
        Blocker::Quorum { valid, needed, .. } => {
            format!("有效评分 {valid} 份，少于规定的 {needed} 份。请补评，或登记认定。")
        }
        Blocker::Gate { experts, .. } => {
            let count = experts.len();
            format!("{count} 位专家认为门槛项不通过或待补。请在合议中核实，再登记认定。")
        }
    }
}

pub(super) const fn screen(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Gate | SubjectKind::Tie | SubjectKind::Referred => "deliberation",
        SubjectKind::Objection => "notices",
        _ => "merge",
    }
}

fn held_codes(blocker: &Blocker) -> &[Code] {
    match blocker {
        Blocker::Held { codes, .. } => codes,
        _ => &[],
    }
}

/// What may be decided. A held sheet can only be let in where letting it in does something.
pub(super) fn choices(subject: &Subject, held_by: &[Code]) -> Vec<OutcomeChoice> {
    use jury_core::merge::Gravity;
    let lets_in = held_by
        .iter()
        .filter(|code| code.gravity() == Gravity::Hold)
        .all(|code| code.yields_to_decision());
    subject
        .kind()
        .outcomes()
        .iter()
        .filter(|outcome| {
            **outcome != Outcome::AcceptAsIs || subject.kind() != SubjectKind::Held || lets_in
        })
        .map(|outcome| OutcomeChoice {
            outcome: outcome.as_str().to_owned(),
            label: label(subject, *outcome).to_owned(),
        })
        .collect()
}

/// A decision in words.
pub(super) const fn label(subject: &Subject, outcome: Outcome) -> &'static str {
    match (subject.kind(), outcome) {
        (SubjectKind::ExpertMissing, _) => "按缺席处理，不计入人数",
        (SubjectKind::Provisional, Outcome::AcceptAsIs) => "不再等待纸质表，按电子签名计入",
        (SubjectKind::Held, Outcome::AcceptAsIs) => "已查明，照常计入",
        (_, Outcome::ExcludeSheet) => "这份评分表不计入",
        (SubjectKind::Unmarked, _) => "按未评处理，不计入人数",
        (SubjectKind::MaterialMissing, _) => "按材料缺失处理，不计入人数",
        (SubjectKind::EntryMissing, Outcome::AcceptAsIs) => "保留在名单中，不排名",
        // What the rule wants stays wanted: a decision closes the item and makes no rank.
        (SubjectKind::Quorum, Outcome::AcceptAsIs) => "保留现有得分，不排名次",
        (SubjectKind::Gate, Outcome::AcceptAsIs) => "认定通过，照常排名",
        (SubjectKind::Objection, Outcome::AcceptAsIs) => "先行定稿，异议处理前该项目暂缓",
        (SubjectKind::Referred, Outcome::AcceptAsIs) => "认定维持，照常排名",
        (SubjectKind::Ticket, _) => "不再等待修订，按现有评分表计入",
        (_, Outcome::ExcludeEntry) => "不参加排名",
        (_, Outcome::Within) => "列入线内",
        (_, Outcome::Below) => "列在线外",
        (SubjectKind::Tie, Outcome::AcceptAsIs) => "维持",
    }
}

pub(super) fn name(subject: &Subject) -> ItemName {
    ItemName {
        kind: subject.kind().as_str().to_owned(),
        entry: subject.entry().map(ToString::to_string),
        expert: subject.expert().map(ToString::to_string),
        sheet: subject.sheet().map(|sheet| sheet.to_string()),
    }
}
