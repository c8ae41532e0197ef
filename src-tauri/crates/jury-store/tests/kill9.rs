//! `kill -9` during autosave: 200 times a child that saves marks is killed at a random moment; no mark it acknowledged may be missing.
//!
//! Not a power cut: the operating system keeps what it was given. What a power cut does is decided by `synchronous=FULL`, asserted at every start.
//!
//! The child is this very program, told by an environment variable to play the part. It opens the desk, verifies the whole chain, says what it
//! found, then saves and says so, for ever.

use std::env;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use jury_store::table::score_event::{self, EventKind, NewEvent};
use jury_store::{At, DataKey, Desk};

const FOLDER: &str = "JURY_STORE_KILL9_FOLDER";
const KILLS: u32 = 200;

#[test]
fn no_acknowledged_mark_is_lost_over_two_hundred_kills() {
    let folder = tempfile::tempdir().unwrap();
    Desk::create(folder.path(), &key())
        .unwrap()
        .close()
        .unwrap();
    let mut acknowledged = 0;
    let mut moment = 0x2545_f491_4f6c_dd1d_u64;
    for kill in 0..KILLS {
        let (mut child, mut lines) = start(folder.path());
        let found =
            next_ack(&mut lines, "found ").expect("the child opens what the last kill left");
        assert!(
            found >= acknowledged,
            "kill {kill}: {found} marks found, {acknowledged} acknowledged"
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
    let desk = Desk::open(folder.path(), &key()).unwrap();
    desk.check().unwrap();
    let head = desk.read(score_event::head).unwrap();
    assert!(head.count >= acknowledged);
    assert!(
        acknowledged > i64::from(KILLS) / 2,
        "the children hardly saved: {acknowledged}"
    );
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

/// Writes past the test harness, which captures `println!`.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

fn start(folder: &Path) -> (Child, Lines<BufReader<ChildStdout>>) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "the_child_saves_marks_until_it_is_killed",
            "--nocapture",
        ])
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
