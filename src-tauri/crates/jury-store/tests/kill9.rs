//! `kill -9` during autosave and import: a child that saves is killed at random moments; nothing it acknowledged may be missing.
//!
//! Not a power cut: the operating system keeps what it was given. What a power cut does is decided by `synchronous=FULL`, asserted at every start.
//!
//! The child is this very program, told by an environment variable to play the part. It opens the desk, verifies the whole chain, says what it
//! found, then saves and says so, for ever.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets an error has failed; helpers are part of the test"
)]

use std::env;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use jury_store::table::score_event::{self, EventKind, NewEvent};
use jury_store::{At, BlobId, Chunk, DataKey, Desk};

const FOLDER: &str = "JURY_STORE_KILL9_FOLDER";

#[test]
fn no_acknowledged_mark_is_lost_over_two_hundred_kills() {
    let folder = tempfile::tempdir().unwrap();
    Desk::create(folder.path(), &key())
        .unwrap()
        .close()
        .unwrap();
    let acknowledged = kill_often(
        folder.path(),
        "the_child_saves_marks_until_it_is_killed",
        200,
    );
    let desk = Desk::open(folder.path(), &key()).unwrap();
    desk.check().unwrap();
    assert!(desk.read(score_event::head).unwrap().count >= acknowledged);
}

#[test]
fn no_material_said_to_be_complete_is_lost_over_forty_kills() {
    let folder = tempfile::tempdir().unwrap();
    Desk::create(folder.path(), &key())
        .unwrap()
        .close()
        .unwrap();
    let acknowledged = kill_often(
        folder.path(),
        "the_child_takes_in_materials_until_it_is_killed",
        40,
    );
    let desk = Desk::open(folder.path(), &key()).unwrap();
    desk.dossiers().check().unwrap();
    for n in 0..acknowledged {
        assert!(desk.dossiers().blob(blob(n)).unwrap().unwrap().complete);
        assert_eq!(
            desk.dossiers().read_chunk(blob(n), 3).unwrap(),
            chunk(n, 3).bytes
        );
    }
}

/// Kills a child `kills` times and returns the last number it acknowledged; fails as soon as a child finds less than was acknowledged.
fn kill_often(folder: &Path, part: &str, kills: u32) -> i64 {
    let mut acknowledged = 0;
    let mut moment = 0x2545_f491_4f6c_dd1d_u64;
    for kill in 0..kills {
        let (mut child, mut lines) = start(folder, part);
        let found =
            next_ack(&mut lines, "found ").expect("the child opens what the last kill left");
        assert!(
            found >= acknowledged,
            "kill {kill}: {found} found, {acknowledged} acknowledged"
        );
        acknowledged = found;
        moment = moment
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        for _ in 0..moment >> 61 {
            acknowledged =
                next_ack(&mut lines, "saved ").expect("the child saves until it is killed");
        }
        // The kill falls anywhere within the transactions that follow the last line read.
        (0..moment >> 44).for_each(|turn| _ = std::hint::black_box(turn));
        child.kill().unwrap();
        child.wait().unwrap();
        // What the child still managed to say was acknowledged too.
        while let Some(saved) = next_ack(&mut lines, "saved ") {
            acknowledged = saved;
        }
    }
    assert!(
        acknowledged > i64::from(kills),
        "the children hardly saved: {acknowledged}"
    );
    acknowledged
}

/// The child's part; nothing when the tests are run as usual.
#[test]
fn the_child_saves_marks_until_it_is_killed() {
    let Ok(folder) = env::var(FOLDER) else { return };
    let desk = Desk::open(Path::new(&folder), &key()).unwrap();
    let found = desk.read(score_event::verify_chain).unwrap().count;
    say(&format!("found {found}"));
    let at = At::new("2026-11-24T12:00:00+08:00").unwrap();
    loop {
        let event = NewEvent {
            entry: "02-001",
            kind: EventKind::Mark,
            criterion: Some("A1"),
            value: Some(1350),
            text: Some("评语"),
            at: &at,
            mono: 0,
        };
        let head = desk
            .write(|change| score_event::append(change, &event))
            .unwrap();
        say(&format!("saved {}", head.count));
    }
}

/// The other child's part; nothing when the tests are run as usual.
#[test]
fn the_child_takes_in_materials_until_it_is_killed() {
    let Ok(folder) = env::var(FOLDER) else { return };
    let desk = Desk::open(Path::new(&folder), &key()).unwrap();
    let dossiers = desk.dossiers();
    let is_complete = |n: &i64| {
        dossiers
            .blob(blob(*n))
            .unwrap()
            .is_some_and(|blob| blob.complete)
    };
    let found = (0..).take_while(is_complete).count() as i64;
    say(&format!("found {found}"));
    for n in found.. {
        dossiers.begin_blob(blob(n), 4, 0).unwrap();
        let from = dossiers.missing_from(blob(n)).unwrap();
        let mut import = dossiers.import();
        (from..4).for_each(|seq| _ = import.push(chunk(n, seq)).unwrap());
        import.finish_blob(blob(n)).unwrap();
        say(&format!("saved {}", n + 1));
    }
}

fn blob(n: i64) -> BlobId {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&n.to_be_bytes());
    BlobId(id)
}

fn chunk(n: i64, seq: u32) -> Chunk {
    Chunk {
        blob: blob(n),
        seq,
        bytes: vec![(n + i64::from(seq)) as u8; 100_000],
    }
}

/// Writes past the test harness, which captures `println!`.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

fn start(folder: &Path, part: &str) -> (Child, Lines<BufReader<ChildStdout>>) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", part, "--nocapture"])
        .env(FOLDER, folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    (child, lines)
}

/// The number in the child's next line of this kind; `None` when it says no more. A line cut off by the kill was not said.
fn next_ack(lines: &mut Lines<BufReader<ChildStdout>>, kind: &str) -> Option<i64> {
    lines
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix(kind)?.parse().ok())
}

fn key() -> DataKey {
    DataKey::new([0x5a; 32])
}
