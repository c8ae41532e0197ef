use jury_core::size_class::SizeClass;
use jury_seal::sha256;

use super::*;

/// The letter of FORMAT §19: two entries, 01-001 with a material.
fn letter() -> Letter {
    let format = include_str!("../../../jury-seal/FORMAT.md");
    let (_, from) = format.split_once("### Assignment letter").unwrap();
    let (_, payload) = from.split_once("payload: ").unwrap();
    let (payload, _) = payload.split_once('\n').unwrap();
    jury_seal::canon::from_bytes(payload.as_bytes()).unwrap()
}

fn texts(old: &Letter, new: &Letter) -> Vec<(ChangeKind, String)> {
    changes(old, new)
        .into_iter()
        .map(|row| (row.kind, row.text))
        .collect()
}

#[test]
fn the_same_assignment_under_another_number_changes_nothing() {
    let old = letter();
    let mut new = old.clone();
    new.no += 1;
    new.at = "2026-11-30T09:00:00+08:00".to_owned();
    assert_eq!(texts(&old, &new), []);
}

#[test]
fn entries_that_come_and_go_are_said_first() {
    let all = letter();
    let mut one = all.clone();
    let gone = one.entries.remove(0);
    one.expires = "2026-12-02T18:00:00+08:00".to_owned();
    let rows = changes(&all, &one);
    assert_eq!(rows[0].kind, ChangeKind::Removed);
    assert_eq!(rows[0].entry.as_deref(), Some(gone.id.as_str()));
    assert_eq!(rows[1].kind, ChangeKind::Deadline);
    assert!(rows[1].text.ends_with("改为 2026-12-02 18:00"), "{rows:?}");
    let back = changes(&one, &all);
    assert_eq!(
        (back[0].kind, &back[0].title),
        (ChangeKind::Added, &gone.title)
    );
}

#[test]
fn facts_size_class_weights_and_materials_are_told_apart() {
    let old = letter();
    let mut new = old.clone();
    let place = new
        .entries
        .iter()
        .position(|entry| !entry.materials.is_empty())
        .unwrap();
    let other = old.rubric.profiles[0].id.clone();
    let entry = &mut new.entries[place];
    entry.title.push('二');
    entry.size_class = match entry.size_class {
        SizeClass::Large => SizeClass::Micro,
        _ => SizeClass::Large,
    };
    let mut more = entry.materials[0].clone();
    entry.materials[0].sha256 = sha256(b"another");
    more.name = "补充证明.pdf".to_owned();
    entry.materials.push(more);
    let same_profile = entry.profile == other;
    entry.profile = other;
    let rows = texts(&old, &new);
    let kinds: Vec<ChangeKind> = rows.iter().map(|(kind, _)| *kind).collect();
    let mut expected = vec![ChangeKind::Facts, ChangeKind::SizeClass];
    if !same_profile {
        expected.push(ChangeKind::Profile);
    }
    expected.push(ChangeKind::Materials);
    assert_eq!(kinds, expected);
    let materials = &rows.last().unwrap().1;
    assert!(
        materials.contains("新增材料补充证明.pdf") && materials.contains("更换材料"),
        "{materials}"
    );
    assert!(materials.ends_with("请添加新的材料包"), "{materials}");
}

#[test]
fn rubric_rule_and_role_are_said_without_an_entry() {
    let old = letter();
    let mut new = old.clone();
    new.rubric_digest = sha256(b"rubric");
    new.rule_digest = sha256(b"rule");
    new.expert.chair = !old.expert.chair;
    let rows = changes(&old, &new);
    let kinds: Vec<ChangeKind> = rows.iter().map(|row| row.kind).collect();
    assert_eq!(
        kinds,
        [ChangeKind::Rubric, ChangeKind::Rule, ChangeKind::Role]
    );
    assert!(rows.iter().all(|row| sentence(row).ends_with('。')));
}
