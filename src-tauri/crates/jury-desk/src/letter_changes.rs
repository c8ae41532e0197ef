//! What a newer letter 任务函 changed for this expert, until it was read and for as long as the desk is there.
//!
//! Not the renewing itself (letters.rs). The one rule: nothing of it is kept: it is read again out of the letters themselves, which no desk throws
//! away.

use std::collections::BTreeMap;

use jury_core::EntryId;
use jury_seal::document::Document as _;
use jury_seal::document::Letter;
use jury_seal::document::calibration::Calibration;
use jury_seal::document::letter::{LetterEntry, LetterMaterial};
use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, meta, read_payload};
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::letters::{ChangeKind, LetterChange, LetterChanges, LetterStep};

impl Session {
    pub(crate) fn letter_changes(
        &self,
        _: Nothing,
        _: &Call<'_>,
    ) -> Result<LetterChanges, DeskError> {
        look(&*self.open_desk()?)
    }

    pub(crate) fn letter_changes_read(
        &self,
        _: Nothing,
        _: &Call<'_>,
    ) -> Result<LetterChanges, DeskError> {
        let desk = self.open_desk()?;
        let no = desk.letter()?.no.to_string();
        desk.save(|change| Ok(table::meta::put_text(change, meta::LETTER_READ, &no)?))?;
        look(&desk)
    }
}

fn look(desk: &OpenDesk) -> Result<LetterChanges, DeskError> {
    let mut letters = desk
        .documents(Letter::KIND)?
        .iter()
        .map(read_payload::<Letter>)
        .collect::<Result<Vec<_>, _>>()?;
    letters.sort_by_key(|letter| letter.no);
    let mut steps: Vec<LetterStep> = letters
        .windows(2)
        .filter_map(|pair| match pair {
            [old, new] => Some(step(old, new)),
            _ => None,
        })
        .collect();
    steps.reverse();
    let no = letters.last().map_or(0, |letter| letter.no);
    let read = desk
        .meta(meta::LETTER_READ)?
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    Ok(LetterChanges {
        no,
        read: steps.is_empty() || read >= no,
        steps,
    })
}

fn step(old: &Letter, new: &Letter) -> LetterStep {
    LetterStep {
        no: new.no,
        replaces: old.no,
        at: new.at.clone(),
        rows: changes(old, new),
    }
}

/// What a newer letter changed, in the order it matters: what to do first, entry by entry in reading order, the rest.
pub(crate) fn changes(old: &Letter, new: &Letter) -> Vec<LetterChange> {
    let (before, after) = (by_id(old), by_id(new));
    let added = new
        .entries
        .iter()
        .filter(|entry| !before.contains_key(&entry.id))
        .map(|entry| about(ChangeKind::Added, entry, "新增，请评审".to_owned()));
    let removed = old
        .entries
        .iter()
        .filter(|entry| !after.contains_key(&entry.id))
        .map(|entry| {
            let text = "撤去，不再评审（已评分数仍保留在本机）".to_owned();
            about(ChangeKind::Removed, entry, text)
        });
    let changed = new.entries.iter().flat_map(|entry| {
        before
            .get(&entry.id)
            .map(|known| entry_changes(known, entry, new))
            .unwrap_or_default()
    });
    added
        .chain(removed)
        .chain(changed)
        .chain(general(old, new))
        .collect()
}

fn by_id(letter: &Letter) -> BTreeMap<&EntryId, &LetterEntry> {
    letter
        .entries
        .iter()
        .map(|entry| (&entry.id, entry))
        .collect()
}

fn about(kind: ChangeKind, entry: &LetterEntry, text: String) -> LetterChange {
    LetterChange {
        kind,
        entry: Some(entry.id.to_string()),
        title: entry.title.clone(),
        text,
    }
}

fn entry_changes(old: &LetterEntry, new: &LetterEntry, letter: &Letter) -> Vec<LetterChange> {
    let mut rows = Vec::new();
    if let Some(text) = fact_changes(old, new) {
        rows.push(about(ChangeKind::Facts, new, text));
    }
    if old.size_class != new.size_class {
        let (was, is) = (old.size_class.label(), new.size_class.label());
        rows.push(about(
            ChangeKind::SizeClass,
            new,
            format!("企业规模由{was}改为{is}"),
        ));
    }
    if old.profile != new.profile {
        let name = profile_name(letter, new);
        let text = format!("权重方案改为{name}，各项满分随之改变，请核对已评分数");
        rows.push(about(ChangeKind::Profile, new, text));
    }
    if let Some(text) = calibration_changes(old.calibration.as_ref(), new.calibration.as_ref()) {
        rows.push(about(ChangeKind::Facts, new, text.to_owned()));
    }
    if let Some(text) = material_changes(&old.materials, &new.materials) {
        rows.push(about(ChangeKind::Materials, new, text));
    }
    rows
}

fn calibration_changes(
    old: Option<&Calibration>,
    new: Option<&Calibration>,
) -> Option<&'static str> {
    match (old, new) {
        (None, Some(_)) => Some("改为校准项目，不计入排名"),
        (Some(_), None) => Some("不再是校准项目，计入排名"),
        (Some(old), Some(new)) if !old.feedback && new.feedback => {
            Some("参考分已放开，评完后可在评分表中对照")
        }
        _ => None,
    }
}

fn profile_name(letter: &Letter, entry: &LetterEntry) -> String {
    letter
        .rubric
        .to_core()
        .profile(&entry.profile)
        .map_or_else(|| entry.profile.to_string(), |profile| profile.name.clone())
}

fn fact_changes(old: &LetterEntry, new: &LetterEntry) -> Option<String> {
    let facts = [
        ("项目名称", &old.title, &new.title),
        ("团队名称", &old.team, &new.team),
        ("牵头单位", &old.entrant, &new.entrant),
        ("赛题", &old.topic, &new.topic),
    ];
    let mut parts: Vec<String> = facts
        .into_iter()
        .filter(|(_, was, is)| was != is)
        .map(|(what, was, is)| format!("{what}由“{was}”改为“{is}”"))
        .collect();
    if old.kind != new.kind {
        let (was, is) = (old.kind.label(), new.kind.label());
        parts.push(format!("单位性质由{was}改为{is}"));
    }
    (!parts.is_empty()).then(|| parts.join("，"))
}

fn material_changes(old: &[LetterMaterial], new: &[LetterMaterial]) -> Option<String> {
    let find = |all: &[LetterMaterial], name: &str| -> Option<LetterMaterial> {
        all.iter().find(|one| one.name == name).cloned()
    };
    let (mut added, mut replaced) = (Vec::new(), Vec::new());
    for material in new {
        match find(old, &material.name) {
            None => added.push(material.name.as_str()),
            Some(known) if known.sha256 != material.sha256 => replaced.push(material.name.as_str()),
            Some(_) => {}
        }
    }
    let removed: Vec<&str> = old
        .iter()
        .filter(|material| find(new, &material.name).is_none())
        .map(|material| material.name.as_str())
        .collect();
    let mut parts: Vec<String> = [
        ("新增材料", &added),
        ("更换材料", &replaced),
        ("撤去材料", &removed),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(what, names)| format!("{what}{}", names.join("、")))
    .collect();
    if parts.is_empty() {
        return None;
    }
    if !(added.is_empty() && replaced.is_empty()) {
        parts.push("请添加新的材料包".to_owned());
    }
    Some(parts.join("；"))
}

fn general(old: &Letter, new: &Letter) -> Vec<LetterChange> {
    let row = |kind, text: String| LetterChange {
        kind,
        entry: None,
        title: String::new(),
        text,
    };
    let mut rows = Vec::new();
    if old.expires != new.expires {
        let text = format!(
            "评分截止由 {} 改为 {}",
            minute(&old.expires),
            minute(&new.expires)
        );
        rows.push(row(ChangeKind::Deadline, text));
    }
    if old.rubric_digest != new.rubric_digest {
        let text = "指标体系有变化，请逐项核对已评分数".to_owned();
        rows.push(row(ChangeKind::Rubric, text));
    }
    if old.rule_digest != new.rule_digest {
        let text = "计分与排名规则有变化，不影响已评分数".to_owned();
        rows.push(row(ChangeKind::Rule, text));
    }
    match (old.copying, new.copying) {
        (true, false) => {
            let text = "组织方不再允许复制材料文字，可用批注引用".to_owned();
            rows.push(row(ChangeKind::Rule, text));
        }
        (false, true) => {
            rows.push(row(ChangeKind::Rule, "组织方允许复制材料文字".to_owned()));
        }
        _ => {}
    }
    match (old.expert.chair, new.expert.chair) {
        (false, true) => rows.push(row(ChangeKind::Role, "您被任命为组长".to_owned())),
        (true, false) => rows.push(row(ChangeKind::Role, "您不再担任组长".to_owned())),
        _ => {}
    }
    rows
}

/// `2025-06-12T18:00:00+08:00` → `2025-06-12 18:00`.
fn minute(at: &str) -> String {
    at.get(..16)
        .map_or_else(|| at.to_owned(), |text| text.replace('T', " "))
}

/// A change as one sentence, for those who have no table to show it in.
pub(crate) fn sentence(change: &LetterChange) -> String {
    match &change.entry {
        Some(entry) => format!("{entry} {}：{}。", change.title, change.text),
        None => format!("{}。", change.text),
    }
}

#[cfg(test)]
mod tests;
