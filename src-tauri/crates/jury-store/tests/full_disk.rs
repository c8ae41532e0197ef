//! A disk that fills up while marks are saved: the one that does not fit is refused, all acknowledged ones are there, and work goes on when there
//! is room again.
//!
//! The limit is `ulimit -f` in a child, with its signal ignored, so that writing fails as it does on a full disk; no mount, no privileges.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets an error has failed; helpers are part of the test"
)]
#![cfg(unix)]

use std::env;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use jury_store::table::meta;
use jury_store::table::score_event::{self, EventKind, NewEvent};
use jury_store::{At, BlobId, Chunk, DataKey, Desk, StoreError, write_atomically};

const FOLDER: &str = "JURY_STORE_FULL_DISK_FOLDER";

#[test]
fn marks_acknowledged_before_the_disk_filled_up_are_there_at_fifty_limits() {
    let mut refused = 0;
    for limit in 0..50 {
        let folder = tempfile::tempdir().unwrap();
        Desk::create(folder.path(), &key())
            .unwrap()
            .close()
            .unwrap();
        // In blocks of 512 bytes, and above the size of every fresh file: a full disk still lets written blocks be written again, this limit
        // does not.
        let output = under_limit(folder.path(), 1600 + limit * 9);
        let saved = last_number(&output, "saved ");
        refused += usize::from(output.contains("refused"));

        let desk = Desk::open(folder.path(), &key()).unwrap();
        desk.check().unwrap();
        let found = desk.read(score_event::head).unwrap().count;
        assert!(
            found >= saved,
            "limit {limit}: {found} marks found, {saved} acknowledged"
        );
        desk.write(|change| append(change, 1)).unwrap();
    }
    assert_eq!(refused, 50, "every limit was reached");
}

#[test]
fn a_value_beyond_sqlites_limit_is_not_taken_for_a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::create(folder.path(), &key()).unwrap();
    let huge = vec![0; (64 << 20) - 100];
    let outcome =
        desk.write(|change| meta::put(change, "huge", &[huge.clone(), huge.clone()].concat()));
    assert!(matches!(outcome, Err(StoreError::Sql(_))), "{outcome:?}");
    assert!(!desk.is_disk_low());
}

/// The child's part; nothing when the tests are run as usual.
#[test]
fn the_child_saves_until_the_disk_is_full() {
    let Ok(folder) = env::var(FOLDER) else { return };
    let folder = Path::new(&folder);
    let desk = Desk::open(folder, &key()).unwrap();
    let mut no = 0;
    let error = loop {
        match desk.write(|change| append(change, 3000)) {
            Ok(count) => no = count,
            Err(error) => break error,
        }
        say(&format!("saved {no}"));
    };
    say(&format!("refused {error:?}"));
    // The desk can still be read, and the other files refuse in the same way.
    assert_eq!(desk.read(score_event::head).unwrap().count, no);
    let keys = folder.join("desk.keys");
    assert!(matches!(
        write_atomically(&keys, &vec![1; 4 << 20]),
        Err(StoreError::DiskFull(_))
    ));
    assert!(!keys.exists() && !folder.join("desk.keys.part").exists());
    assert!(matches!(desk.lay_ballast(), Err(StoreError::DiskFull(_))));
    assert!(!folder.join("ballast").exists());
    let id = BlobId([1; 16]);
    desk.dossiers().begin_blob(id, 9, 9).unwrap();
    let chunk = Chunk {
        blob: id,
        seq: 0,
        bytes: vec![1; 1 << 20],
    };
    assert!(desk.dossiers().put_chunks(&[chunk]).is_err());
    assert_eq!(desk.dossiers().missing_from(id).unwrap(), 0);
    say("done");
}

fn append(change: &jury_store::Change<'_>, length: usize) -> Result<i64, StoreError> {
    let at = At::new("2026-11-24T12:00:00+08:00").unwrap();
    let event = NewEvent {
        entry: "02-001",
        kind: EventKind::Comment,
        criterion: None,
        value: None,
        text: Some(&"评".repeat(length)),
        at: &at,
        mono: 0,
    };
    score_event::append(change, &event).map(|head| head.count)
}

fn under_limit(folder: &Path, blocks: u32) -> String {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &script])
        .arg(env::current_exe().unwrap())
        .args([
            "--exact",
            "the_child_saves_until_the_disk_is_full",
            "--nocapture",
        ])
        .env(FOLDER, folder)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        text.contains("\ndone\n"),
        "at {blocks} blocks:\n{text}\n{errors}"
    );
    text
}

/// Writes past the test harness, which captures `println!`.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

fn last_number(text: &str, kind: &str) -> i64 {
    text.lines()
        .filter_map(|line| line.strip_prefix(kind)?.parse().ok())
        .next_back()
        .unwrap_or(0)
}

fn key() -> DataKey {
    DataKey::new([0x5a; 32])
}
