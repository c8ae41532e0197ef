//! Opening, closing, refusing: what a desk does when its files or its key are not right.

use std::fs;
use std::sync::Barrier;

use jury_store::table::meta;
use jury_store::{DataKey, Desk, DeskFile, StoreError, set_aside};

use crate::support::{Bench, a_desk, key, raw};

fn noted() -> Bench {
    let bench = a_desk();
    bench.write(|change| {
        (0..200).try_for_each(|n| meta::put_text(change, &format!("fact-{n}"), "某省赛事"))
    });
    bench
}

#[test]
fn what_was_written_is_there_after_closing_and_nothing_of_it_is_in_clear() {
    let bench = noted().reopen();
    let found = bench
        .desk
        .read(|view| meta::get_text(view, "fact-7"))
        .unwrap();
    assert_eq!(found.as_deref(), Some("某省赛事"));
    bench.desk.close().unwrap();
    for file in fs::read_dir(bench.folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap_or_default();
        let canary = "某省赛事".as_bytes();
        assert!(!bytes.windows(canary.len()).any(|window| window == canary));
    }
}

#[test]
fn a_refused_change_leaves_nothing_behind() {
    let bench = a_desk();
    let refused: Result<(), StoreError> = bench.desk.write(|change| {
        meta::put_text(change, "a", "1")?;
        Err(StoreError::Missing {
            path: "anything".into(),
        })
    });
    assert!(matches!(refused, Err(StoreError::Missing { .. })));
    assert_eq!(bench.desk.read(|view| meta::get(view, "a")).unwrap(), None);
}

#[test]
fn a_panic_inside_a_change_undoes_it_and_the_desk_works_on() {
    let bench = a_desk();
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _ = bench.desk.write(|change| -> Result<(), StoreError> {
            meta::put_text(change, "a", "1")?;
            panic!("a fault in a use case");
        });
    }));
    assert!(outcome.is_err());
    assert_eq!(bench.desk.read(|view| meta::get(view, "a")).unwrap(), None);
    bench.write(|change| meta::put_text(change, "a", "2"));
}

#[test]
fn of_many_starting_at_once_exactly_one_gets_the_desk() {
    let bench = a_desk();
    let folder = bench.folder.path();
    assert!(matches!(
        Desk::open(folder, &key()),
        Err(StoreError::InUse { .. })
    ));
    assert!(matches!(
        set_aside(folder, DeskFile::Desk),
        Err(StoreError::InUse { .. })
    ));
    bench.desk.close().unwrap();

    let ready = Barrier::new(20);
    let attempts = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..20)
            .map(|_| {
                scope.spawn(|| {
                    ready.wait();
                    Desk::open(folder, &key())
                })
            })
            .collect();
        // All are kept until the last has tried, so that none finds the lock given back.
        starts
            .into_iter()
            .map(|start| start.join().unwrap())
            .collect::<Vec<_>>()
    });
    assert_eq!(attempts.iter().filter(|attempt| attempt.is_ok()).count(), 1);
    assert!(
        attempts
            .iter()
            .all(|attempt| matches!(attempt, Ok(_) | Err(StoreError::InUse { .. })))
    );
}

#[test]
fn a_folder_without_a_desk_and_a_folder_with_one_are_told_apart() {
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(
        Desk::open(empty.path(), &key()),
        Err(StoreError::Missing { .. })
    ));
    let bench = a_desk();
    bench.desk.close().unwrap();
    let again = Desk::create(bench.folder.path(), &key());
    assert!(matches!(again, Err(StoreError::AlreadyExists { .. })));
}

#[test]
fn a_wrong_key_is_not_mistaken_for_damage() {
    let bench = noted();
    bench.desk.close().unwrap();
    let path = bench.folder.path();
    let wrong = Desk::open(path, &DataKey::new([1; 32]));
    assert!(matches!(
        wrong,
        Err(StoreError::WrongKey {
            file: DeskFile::Desk
        })
    ));
    assert!(
        Desk::open(path, &key()).is_ok(),
        "the attempt changed nothing"
    );
}

#[test]
fn every_flipped_byte_of_a_sample_is_detected() {
    let bench = noted();
    bench.desk.close().unwrap();
    let path = bench.folder.path().join("desk.db");
    let sound = fs::read(&path).unwrap();
    // Every 4 KiB page is hit several times, at places that differ from page to page; the first page at its salt too.
    let places = (0..sound.len()).step_by(1021).chain([1, 15, 16, 100]);
    for place in places {
        let mut damaged = sound.clone();
        damaged[place] ^= 0x10;
        fs::write(&path, &damaged).unwrap();
        let outcome = Desk::open(bench.folder.path(), &key());
        assert!(
            matches!(
                outcome,
                Err(StoreError::Broken {
                    file: DeskFile::Desk,
                    ..
                })
            ),
            "byte {place} of {} was changed unnoticed",
            sound.len()
        );
    }
    fs::write(&path, &sound).unwrap();
    let desk = Desk::open(bench.folder.path(), &key()).unwrap();
    desk.check().unwrap();
}

#[test]
fn truncated_and_emptied_files_are_damage_not_a_fresh_start() {
    let bench = noted();
    bench.desk.close().unwrap();
    let path = bench.folder.path().join("desk.db");
    let sound = fs::read(&path).unwrap();
    for length in [0, 1, 512, 4096, sound.len() / 2, sound.len() - 1] {
        fs::write(&path, &sound[..length]).unwrap();
        let outcome = Desk::open(bench.folder.path(), &key());
        assert!(
            matches!(outcome, Err(StoreError::Broken { .. })),
            "cut to {length} bytes"
        );
    }
}

#[test]
fn a_damaged_file_is_set_aside_under_a_new_name_each_time() {
    let bench = a_desk();
    bench.desk.close().unwrap();
    let folder = bench.folder.path();
    for n in 1..=2 {
        fs::write(folder.join("desk.db"), format!("damaged {n}")).unwrap();
        fs::write(folder.join("desk.db-wal"), format!("log {n}")).unwrap();
        let aside = set_aside(folder, DeskFile::Desk).unwrap();
        assert_eq!(aside, folder.join(format!("desk.db.broken-{n}")));
        assert_eq!(fs::read_to_string(aside).unwrap(), format!("damaged {n}"));
        let log = folder.join(format!("desk.db.broken-{n}-wal"));
        assert_eq!(fs::read_to_string(log).unwrap(), format!("log {n}"));
    }
    assert!(matches!(
        set_aside(folder, DeskFile::Desk),
        Err(StoreError::Missing { .. })
    ));
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let bench = a_desk();
    bench.desk.close().unwrap();
    let path = bench.folder.path().join("desk.db");
    raw(&path).pragma_update(None, "user_version", 99).unwrap();
    let outcome = Desk::open(bench.folder.path(), &key());
    assert!(matches!(
        outcome,
        Err(StoreError::NewerSchema {
            file: DeskFile::Desk,
            found: 99,
            ..
        })
    ));
    assert!(path.exists());
}

#[test]
fn a_file_under_the_name_of_another_is_refused() {
    let bench = a_desk();
    bench.desk.close().unwrap();
    let folder = bench.folder.path();
    fs::copy(folder.join("index.db"), folder.join("desk.db")).unwrap();
    assert!(matches!(
        Desk::open(folder, &key()),
        Err(StoreError::Broken { .. })
    ));
}

#[test]
fn a_full_disk_gives_the_ballast_back_and_the_change_goes_through() {
    let bench = a_desk();
    bench.desk.lay_ballast().unwrap();
    let ballast = bench.folder.path().join("ballast");
    assert_eq!(fs::metadata(&ballast).unwrap().len(), 16 << 20);
    let mut attempts = 0;
    bench.write(|change| {
        attempts += 1;
        if attempts == 1 {
            return Err(StoreError::DiskFull("as if".into()));
        }
        meta::put_text(change, "a", "1")
    });
    assert_eq!(attempts, 2);
    assert!(!ballast.exists() && bench.desk.is_disk_low());
    bench.desk.lay_ballast().unwrap();
    assert!(ballast.exists() && !bench.desk.is_disk_low());
}

#[test]
fn a_disk_that_stays_full_is_said_after_one_more_try() {
    let bench = a_desk();
    for (ballast, expected) in [(true, 2), (false, 1)] {
        if ballast {
            bench.desk.lay_ballast().unwrap();
        }
        let mut attempts = 0;
        let outcome: Result<(), StoreError> = bench.desk.write(|_| {
            attempts += 1;
            Err(StoreError::DiskFull("as if".into()))
        });
        assert!(matches!(outcome, Err(StoreError::DiskFull(_))));
        assert_eq!(
            attempts, expected,
            "without ballast there is nothing to try again with"
        );
    }
}
