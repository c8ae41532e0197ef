//! Backups: made, checked, kept to five, put back.

use std::fs;

use jury_store::table::meta;
use jury_store::{BackupReason, DataKey, Desk, StoreError, list_backups, restore_backup};

use crate::support::{Bench, a_desk, key, raw};

fn note(bench: &Bench, text: &str) {
    bench.write(|change| meta::put_text(change, "state", text));
}

#[test]
fn a_backup_is_encrypted_under_the_same_key_and_says_why_it_was_made() {
    let bench = a_desk();
    note(&bench, "某省赛事某省赛事");
    let backup = bench.desk.backup(BackupReason::BeforeExport).unwrap();
    assert_eq!(
        backup.path.file_name().unwrap(),
        "desk-000001-before-export.db"
    );
    let bytes = fs::read(&backup.path).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"));
    assert!(
        !bytes
            .windows(12)
            .any(|window| window == "某省赛事".as_bytes())
    );
    assert_eq!(list_backups(bench.folder.path()).unwrap(), [backup]);
}

#[test]
fn seven_starts_of_a_day_are_kept_whatever_the_days_bring() {
    let bench = a_desk();
    for _ in 0..9 {
        bench.desk.backup(BackupReason::StartOfDay).unwrap();
        bench.desk.backup(BackupReason::BeforeMerge).unwrap();
    }
    let kept = list_backups(bench.folder.path()).unwrap();
    let of = |reason| kept.iter().filter(|one| one.reason == reason).count();
    assert_eq!(
        (of(BackupReason::StartOfDay), of(BackupReason::BeforeMerge)),
        (7, 5)
    );
}

#[test]
fn a_copy_anywhere_is_a_sound_desk_under_the_same_key() {
    let bench = a_desk();
    note(&bench, "carried away");
    let stick = tempfile::tempdir().unwrap();
    let copy = stick.path().join("desk.db");
    bench.desk.copy_to(&copy).unwrap();
    bench.desk.copy_to(&copy).unwrap();
    let desk = Desk::open(stick.path(), &key()).unwrap();
    let found = desk.read(|view| meta::get_text(view, "state")).unwrap();
    assert_eq!(found.as_deref(), Some("carried away"));
    let nowhere = stick.path().join("no such folder/desk.db");
    assert!(bench.desk.copy_to(&nowhere).is_err());
}

#[test]
fn the_five_newest_backups_are_kept_and_other_files_are_left_alone() {
    let bench = a_desk();
    bench.desk.backup(BackupReason::Asked).unwrap();
    let foreign = bench.folder.path().join("backups/my-copy.db");
    fs::write(&foreign, "mine").unwrap();
    for _ in 0..6 {
        bench.desk.backup(BackupReason::Asked).unwrap();
    }
    let numbers: Vec<u32> = list_backups(bench.folder.path())
        .unwrap()
        .iter()
        .map(|backup| backup.number)
        .collect();
    assert_eq!(numbers, [7, 6, 5, 4, 3]);
    assert!(foreign.exists());
}

#[test]
fn a_damaged_desk_comes_back_from_its_backup_and_the_damaged_file_stays() {
    let bench = a_desk();
    note(&bench, "before");
    let backup = bench.desk.backup(BackupReason::BeforeMerge).unwrap();
    note(&bench, "after");
    assert!(matches!(
        restore_backup(bench.folder.path(), &key(), &backup),
        Err(StoreError::InUse { .. })
    ));
    bench.desk.close().unwrap();
    let folder = bench.folder.path();
    let path = folder.join("desk.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[5000] ^= 1;
    fs::write(&path, &bytes).unwrap();
    assert!(matches!(
        Desk::open(folder, &key()),
        Err(StoreError::Broken { .. })
    ));

    let aside = restore_backup(folder, &key(), &backup).unwrap().unwrap();
    assert_eq!(
        fs::read(aside).unwrap(),
        bytes,
        "the damaged file is kept as it was"
    );
    let desk = Desk::open(folder, &key()).unwrap();
    let found = desk.read(|view| meta::get_text(view, "state")).unwrap();
    assert_eq!(found.as_deref(), Some("before"));
}

#[test]
fn a_backup_that_is_damaged_or_under_another_key_is_refused_and_the_desk_is_untouched() {
    let bench = a_desk();
    note(&bench, "kept");
    let backup = bench.desk.backup(BackupReason::Asked).unwrap();
    bench.desk.close().unwrap();
    let folder = bench.folder.path();
    let wrong = restore_backup(folder, &DataKey::new([9; 32]), &backup);
    assert!(matches!(wrong, Err(StoreError::BackupUnusable { .. })));
    let mut bytes = fs::read(&backup.path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&backup.path, bytes).unwrap();
    let damaged = restore_backup(folder, &key(), &backup);
    assert!(matches!(damaged, Err(StoreError::BackupUnusable { .. })));
    let desk = Desk::open(folder, &key()).unwrap();
    assert_eq!(
        desk.read(|view| meta::get_text(view, "state"))
            .unwrap()
            .as_deref(),
        Some("kept")
    );
}

#[test]
fn an_older_desk_is_copied_before_it_is_brought_up_to_date() {
    let bench = a_desk();
    note(&bench, "old");
    bench.desk.close().unwrap();
    let folder = bench.folder.path();
    // What the third script left behind: the fourth to the sixth have made these tables since, the seventh a column.
    let since = "login held_pack reading_place note phrase chair_note transcript_event own_order time_spent calibration calibration_reference outcome";
    let drops: String = since
        .split(' ')
        .map(|table| format!("DROP TABLE {table};"))
        .collect();
    raw(&folder.join("desk.db"))
        .execute_batch(&format!(
            "{drops} ALTER TABLE entry DROP COLUMN credit_code; PRAGMA user_version = 3"
        ))
        .unwrap();
    let desk = Desk::open(folder, &key()).unwrap();
    assert_eq!(desk.read(jury_store::table::login::list).unwrap(), []);
    assert_eq!(
        desk.read(|view| meta::get_text(view, "state"))
            .unwrap()
            .as_deref(),
        Some("old")
    );
    let backups = list_backups(folder).unwrap();
    assert_eq!(backups[0].reason, BackupReason::BeforeMigration);
    let copied: u32 = raw(&backups[0].path)
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(copied, 3, "the copy is of the older schema");
    desk.close().unwrap();
    Desk::open(folder, &key()).unwrap();
    assert_eq!(
        list_backups(folder).unwrap().len(),
        1,
        "nothing to migrate the second time"
    );
}
