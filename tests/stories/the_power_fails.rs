//! `kill -9` during autosave: a window that saves marks is killed at random moments; no mark that said 已保存 may be missing.
//!
//! jury-store tries its tables the same way; here the whole way from the operation to the file is tried. The child is this very program, told
//! by an environment variable to play the part.

use std::env;
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::json;

use crate::harness::{Contest, Seat};

const DESK: &str = "JURY_STORIES_KILL9_DESK";
const FIRST: &str = "JURY_STORIES_KILL9_FIRST";
const KILLS: u32 = 200;

#[test]
fn no_mark_that_was_said_to_be_saved_is_lost_over_two_hundred_kills() {
    let contest = Contest::make();
    drop(contest.expert("E0102"));
    let desk = contest.desk("E0102");
    let (mut saved, mut moment) = (0, 0x2545_f491_4f6c_dd1d_u64);
    for kill in 0..KILLS {
        let (mut child, mut lines) = start(&desk, saved);
        let found = next(&mut lines, "found ").expect("the child opens what the last kill left");
        // The mark after the last one acknowledged may have come through as well.
        assert!(
            found == saved || found == saved + 1,
            "kill {kill}: {saved} were acknowledged, {found} found"
        );
        saved = found;
        moment = moment
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        for _ in 0..moment >> 61 {
            saved = next(&mut lines, "saved ").expect("the child saves until it is killed");
        }
        // The kill falls anywhere within the transactions that follow the last line read.
        (0..moment >> 44).for_each(|turn| _ = std::hint::black_box(turn));
        child.kill().unwrap();
        child.wait().unwrap();
        // What the child still managed to say was acknowledged too.
        while let Some(number) = next(&mut lines, "saved ") {
            saved = number;
        }
    }
    assert!(
        saved > u64::from(KILLS),
        "the children hardly saved: {saved}"
    );
    let seat = contest.again("E0102");
    assert_eq!(seat.ailments(), Vec::<String>::new());
    seat.mark_everything(1);
    seat.sign();
}

/// The child's part; nothing when the tests are run as usual.
#[test]
fn the_child_saves_marks_until_it_is_killed() {
    let Ok(desk) = env::var(DESK) else { return };
    let acknowledged: u64 = env::var(FIRST).unwrap().parse().unwrap();
    let seat = Seat::signed_in(Path::new(&desk), None);
    let marks = seat.all_marks();
    let holds = |count: u64| {
        marks
            .iter()
            .zip(0..)
            .all(|((.., value), cell)| *value == value_after(count, cell, marks.len() as u64))
    };
    let found = [acknowledged, acknowledged + 1]
        .into_iter()
        .find(|count| holds(*count));
    say(&format!("found {}", found.unwrap_or(u64::MAX)));
    for number in found.unwrap() + 1.. {
        let (entry, criterion, _) =
            &marks[usize::try_from((number - 1) % marks.len() as u64).unwrap()];
        let value = value_of(number);
        seat.ask(
            "mark_put",
            json!({"entry": entry, "criterion": criterion, "value": value}),
        );
        say(&format!("saved {number}"));
    }
}

/// The n-th mark, from 1, goes to cell n − 1 and round again. Every maximum is above 2.5 points.
fn value_of(number: u64) -> String {
    let half_points = number % 5;
    format!("{}.{}0", half_points / 2, half_points % 2 * 5)
}

/// What stands in a cell after so many marks.
fn value_after(count: u64, cell: u64, cells: u64) -> Option<String> {
    let rounds = (count + cells - 1 - cell) / cells;
    (rounds > 0).then(|| value_of((rounds - 1) * cells + cell + 1))
}

/// Writes past the test harness, which captures `println!`.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

fn start(desk: &Path, acknowledged: u64) -> (Child, Lines<BufReader<ChildStdout>>) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "the_power_fails::the_child_saves_marks_until_it_is_killed",
            "--nocapture",
        ])
        .env(DESK, desk)
        .env(FIRST, acknowledged.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    (child, lines)
}

/// The number in the child's next line of this kind; nothing when it says no more. A line cut off by the kill was not said.
fn next(lines: &mut Lines<BufReader<ChildStdout>>, kind: &str) -> Option<u64> {
    lines
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix(kind)?.parse().ok())
}
