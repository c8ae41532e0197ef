//! A desk is carried away on a stick, reminded of, lost, and put back.

use std::path::{Path, PathBuf};

use jury_desk::error::ErrorCode;
use jury_desk::wire::backup::{BackupFacts, BackupSaved, BackupState};
use jury_desk::wire::start::OpenDesk;
use serde_json::json;

use crate::harness::{Contest, PASSPHRASE, Seat};

const NEXT_DAY: &str = "2025-06-11T10:00:00+08:00";

fn back_up(seat: &Seat, file: &Path) -> BackupSaved {
    seat.ask_as("backup_save", json!({"target": seat.pick(file)}))
}

fn state(seat: &Seat) -> BackupState {
    seat.ask_as("backup_look", json!({}))
}

/// The desk of E0102, everything marked, backed up; then the computer is gone.
fn carried_away(contest: &Contest) -> (PathBuf, Vec<(String, String, Option<String>)>) {
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    let marks = seat.all_marks();
    let file = contest.at("stick/评审台备份.jurybackup");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    back_up(&seat, &file);
    (file, marks)
}

fn restore(seat: &Seat, file: &Path, passphrase: &str) -> serde_json::Value {
    json!({"file": seat.pick(file), "login": null, "passphrase": passphrase})
}

#[test]
fn a_backup_brings_every_mark_to_another_computer() {
    let contest = Contest::make();
    let (file, marks) = carried_away(&contest);
    assert_eq!(
        std::fs::read_dir(file.parent().unwrap()).unwrap().count(),
        1,
        "nothing is left beside the backup"
    );
    let seat = Seat::at(&contest.at("another computer"));
    let facts: BackupFacts = seat.ask_as("backup_inspect", json!({"file": seat.pick(&file)}));
    assert_eq!(facts.logins[0].name, "苏清越");
    let open: OpenDesk = seat.ask_as("backup_restore", restore(&seat, &file, PASSPHRASE));
    assert_eq!((open.name.as_str(), open.committed), ("苏清越", true));
    assert_eq!(seat.all_marks(), marks);
    let state = state(&seat);
    assert!(
        !state.due && state.changed == 0 && state.last.is_some(),
        "{state:?}"
    );
    // The materials come from the pack again, and the sheet is signed and believed as before.
    let packs = json!({"packs": [seat.pick(&contest.at("packs"))], "keep": "copy"});
    seat.ask("pack_add", packs);
    assert_eq!(seat.ailments(), Vec::<String>::new());
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("E0102.xlsx"));
    drop(seat);
    let row = contest.organiser().merge_one(&sheet);
    assert_eq!(row.codes, Vec::<String>::new(), "{row:?}");
}

#[test]
fn a_restored_desk_stands_beside_the_one_there_is_and_the_next_letter_goes_to_it() {
    let mut contest = Contest::make();
    let (file, marks) = carried_away(&contest);
    let computer = contest.at("one computer");
    let seat = Seat::at(&computer);
    seat.ask("backup_restore", restore(&seat, &file, PASSPHRASE));
    drop(seat);
    let seat = Seat::at(&computer);
    seat.ask("backup_restore", restore(&seat, &file, PASSPHRASE));
    assert_eq!(std::fs::read_dir(&computer).unwrap().count(), 2);
    let start: jury_desk::wire::start::StartLook = seat.ask_as("start_look", json!({}));
    let mut told: Vec<_> = start.desks.iter().map(|desk| desk.restored).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [None, Some(2)],
        "they can be told apart before one is opened"
    );
    drop(seat);
    contest.issue(&contest.organiser(), &["E0102"]);
    let seat = Seat::at(&computer);
    let opened: jury_desk::wire::start::LetterOpened =
        seat.ask_as("letter_open", contest.opening(&seat, "E0102"));
    assert!(opened.replaced);
    assert_eq!(seat.all_marks(), marks);
    assert_eq!(std::fs::read_dir(&computer).unwrap().count(), 2);
}

#[test]
fn a_wrong_passphrase_or_a_bad_file_leaves_nothing_behind() {
    let contest = Contest::make();
    let (file, _) = carried_away(&contest);
    let computer = contest.at("another computer");
    std::fs::create_dir_all(&computer).unwrap();
    let seat = Seat::at(&computer);
    let refused = |file: &Path, passphrase: &str| {
        let error = seat.refused("backup_restore", restore(&seat, file, passphrase));
        assert_eq!(std::fs::read_dir(&computer).unwrap().count(), 0, "{error}");
        error.code
    };
    assert_eq!(refused(&file, "别的口令"), ErrorCode::WrongPassphrase);
    let bytes = std::fs::read(&file).unwrap();
    let cut = contest.file("cut.jurybackup", &bytes[..bytes.len() - 1]);
    assert_eq!(refused(&cut, PASSPHRASE), ErrorCode::BackupDamaged);
    let mut changed = bytes.clone();
    changed[bytes.len() / 2] ^= 1;
    let changed = contest.file("changed.jurybackup", changed);
    assert_eq!(refused(&changed, PASSPHRASE), ErrorCode::BackupDamaged);
    let foreign = contest.at("entries.xlsx");
    assert_eq!(refused(&foreign, PASSPHRASE), ErrorCode::BackupForeign);
}

#[test]
fn a_day_without_a_backup_is_said_once_there_is_something_to_lose() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    drop(seat);
    let seat = Seat::signed_in_at(&contest.desk("E0102"), None, NEXT_DAY);
    assert!(!state(&seat).due, "nothing to lose yet");
    seat.mark_everything(1);
    let reminded = state(&seat);
    assert!(reminded.due && reminded.changed > 0 && reminded.last.is_none());
    let later: BackupState = seat.ask_as("backup_later", json!({}));
    assert!(!later.due, "not again today");
    drop(seat);
    let day_after = Seat::signed_in_at(&contest.desk("E0102"), None, "2025-06-12T10:00:00+08:00");
    assert!(state(&day_after).due, "but tomorrow");
    let saved = back_up(&day_after, &contest.at("a.jurybackup"));
    assert!(!saved.state.due && saved.state.changed == 0, "{saved:?}");
    let same_day = back_up(&day_after, &contest.at("a.jurybackup"));
    assert_eq!(same_day.written.name, "a (2).jurybackup");
}

#[test]
fn each_desk_keeps_after_how_many_minutes_it_locks_and_how_large_it_is_shown() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let usual = json!({"idleMinutes": 10, "zoom": 100});
    assert_eq!(seat.ask("settings_look", json!({})), usual);
    let never = json!({"idleMinutes": 0, "zoom": 150});
    assert_eq!(seat.ask("settings_put", never.clone()), never);
    for wrong in [
        json!({"idleMinutes": 7, "zoom": 100}),
        json!({"idleMinutes": 10, "zoom": 30}),
    ] {
        let error = seat.refused("settings_put", wrong);
        assert_eq!(error.code, ErrorCode::BadRequest);
    }
    drop(seat);
    assert_eq!(
        contest.again("E0102").ask("settings_look", json!({})),
        never
    );
    assert_eq!(contest.organiser().ask("settings_look", json!({})), usual);
}

#[test]
fn the_organisers_desk_is_backed_up_too() {
    let contest = Contest::make();
    let organiser = contest.organiser();
    let file = contest.at("组织方.jurybackup");
    back_up(&organiser, &file);
    let letters = organiser.ask("dispatch_look", json!({}));
    drop(organiser);
    let seat = Seat::at(&contest.at("another computer"));
    seat.ask(
        "backup_restore",
        json!({"file": seat.pick(&file), "login": "organiser", "passphrase": PASSPHRASE}),
    );
    assert_eq!(seat.ask("dispatch_look", json!({})), letters);
}

#[test]
fn each_day_begins_with_a_copy_and_a_damaged_database_comes_back_from_the_newest() {
    let contest = Contest::make();
    let desk = contest.desk("E0102");
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    let marks = seat.all_marks();
    drop(seat);
    // What the day found is kept before its first change, and no other copy for the next sitting.
    for time in [NEXT_DAY, NEXT_DAY] {
        let seat = Seat::signed_in_at(&desk, None, time);
        seat.mark_everything(1);
    }
    let copies = std::fs::read_dir(desk.join("backups")).unwrap();
    let days = copies.filter(|copy| {
        let name = copy.as_ref().unwrap().file_name();
        name.to_string_lossy().contains("start-of-day")
    });
    assert_eq!(days.count(), 1, "one a day");
    let path = desk.join("desk.db");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[5_000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let seat = Seat::at(desk.parent().unwrap());
    let id = seat.session().offer_desk(&desk).unwrap();
    let unlock = json!({"desk": id, "login": null, "passphrase": PASSPHRASE});
    assert_eq!(
        seat.refused("desk_unlock", unlock.clone()).code,
        ErrorCode::DeskDamaged
    );
    seat.ask("desk_mend", unlock.clone());
    assert_eq!(seat.all_marks(), marks);
    seat.mark_everything(2);
    let newer = seat.all_marks();
    seat.ask("desk_mend", unlock);
    assert_eq!(seat.all_marks(), newer, "a sound desk is left as it is");
}
