//! 核验结论: what verify.py says to people. What was changed comes first, what follows from it is counted, and rounds have their names.
//!
//! The one rule: whatever is left out of the lines for people stands in its JSON, and the exit code is that of the whole list.

use std::path::Path;
use std::process::Command;

use jury_seal::Envelope;

use crate::a_forged_archive::write;
use crate::a_second_round::judge;
use crate::an_archive_is_checked::{Parts, archive, parts};
use crate::harness::{Contest, opinion, verifier};

/// Exit code, what was said, and what was said of bad usage.
fn run(file: &Path, more: &[&str]) -> (i32, String, String) {
    let output = Command::new("python3")
        .arg(verifier())
        .arg("--no-openssl")
        .arg(file)
        .args(more)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn complaints(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.contains('×')).collect()
}

/// The names of sheets received.
fn sheets(parts: &Parts) -> Vec<String> {
    let is_sheet = |(name, bytes): &&(String, Vec<u8>)| {
        name.starts_with("received/") && String::from_utf8_lossy(bytes).contains("scoresheet")
    };
    let found = parts.iter().filter(is_sheet);
    found.map(|(name, _)| name.clone()).collect()
}

/// One mark of a signed sheet is another.
fn change_a_mark(parts: &mut Parts, name: &str) {
    let (_, bytes) = parts.iter_mut().find(|(part, _)| part == name).unwrap();
    let (mut envelope, _) = Envelope::read(bytes).unwrap();
    let payload = String::from_utf8(envelope.payload.clone()).unwrap();
    let from = payload.find("\"value\":").unwrap() + "\"value\":".len();
    let digits = payload[from..].find('}').unwrap();
    let changed = format!("{}150{}", &payload[..from], &payload[from + digits..]);
    assert_ne!(payload, changed);
    envelope.payload = changed.into_bytes();
    *bytes = envelope.to_bytes();
}

fn contest() -> (Contest, Parts) {
    let contest = Contest::make();
    judge(&contest);
    let organiser = contest.organiser();
    let parts = parts(&archive(&contest, &organiser, "归档.zip"));
    drop(organiser);
    (contest, parts)
}

#[test]
fn an_altered_mark_is_told_first_and_what_follows_from_it_is_counted() {
    let (contest, mut parts) = contest();
    let name = sheets(&parts)[0].clone();
    change_a_mark(&mut parts, &name);
    let file = contest.at("altered.zip");
    write(&file, &parts);
    let (code, said, _) = run(&file, &[]);
    assert_eq!(code, 1);
    let lines = complaints(&said);
    assert!(
        lines[0].contains(&name) && lines[1].contains("SIG-BAD"),
        "{said}"
    );
    assert!(lines.len() < 20, "{} lines: {said}", lines.len());
    assert!(said.contains("处多由此引起"), "{said}");
    assert!(
        said.contains("书面评审") && !said.contains("written"),
        "{said}"
    );
    // Nothing is lost: what is counted stands in the list for programs.
    let all = opinion(&file, &["--no-openssl"])["problems"].clone();
    let all = all.as_array().unwrap();
    assert!(all.len() > 2 * lines.len(), "{all:#?}");
    assert!(
        said.contains(&format!("结论：{} 处不一致", all.len())),
        "{said}"
    );
}

#[test]
fn no_other_change_hides_behind_the_first() {
    let (contest, mut parts) = contest();
    let names = sheets(&parts);
    assert!(names.len() > 1);
    for name in &names {
        change_a_mark(&mut parts, name);
    }
    let (_, table) = parts
        .iter_mut()
        .find(|(name, _)| name == "audit.csv")
        .unwrap();
    let text = String::from_utf8(table.clone()).unwrap();
    *table = text.replacen("2025-", "2024-", 1).into_bytes();
    let file = contest.at("altered.zip");
    write(&file, &parts);
    let (code, said, _) = run(&file, &[]);
    assert_eq!(code, 1);
    for name in names.iter().map(String::as_str).chain(["audit.csv"]) {
        assert!(
            complaints(&said).iter().any(|line| line.contains(name)),
            "{name}: {said}"
        );
    }
}

#[test]
fn differences_that_nothing_explains_are_all_told() {
    let (contest, mut parts) = contest();
    let (_, table) = parts
        .iter_mut()
        .find(|(name, _)| name == "ranking.csv")
        .unwrap();
    let text = String::from_utf8(table.clone()).unwrap();
    let changed = text.replace("城市治理", "别的").replace(",12-", ",99-");
    assert_ne!(text, changed);
    *table = changed.into_bytes();
    let file = contest.at("altered.zip");
    write(&file, &parts);
    let (code, said, _) = run(&file, &[]);
    assert_eq!(code, 1);
    let all = opinion(&file, &["--no-openssl"])["problems"].clone();
    assert_eq!(
        complaints(&said).len(),
        all.as_array().unwrap().len(),
        "{said}"
    );
}

#[test]
fn a_contest_code_that_is_none_is_bad_usage_and_another_one_a_problem() {
    let (contest, parts) = contest();
    let file = contest.at("good.zip");
    write(&file, &parts);
    for code in [
        "xx",
        "",
        "0000-0000-0000",
        "0000-0000-0000-000U",
        "0000-0000-0000-00000",
    ] {
        let (exit, said, wrong) = run(&file, &["--contest-code", code]);
        assert_eq!((exit, said.as_str()), (2, ""), "{code}");
        let sentence = wrong.trim_end();
        assert!(
            sentence.contains("核对码") && sentence.ends_with('。'),
            "{wrong}"
        );
        assert_eq!(sentence.lines().count(), 1, "{wrong}");
    }
    // O stands for 0, and blanks mean nothing.
    let (exit, said, _) = run(&file, &["--contest-code", "oooo 0000 0000 0000"]);
    assert_eq!(exit, 1);
    assert!(
        complaints(&said)[0].contains("0000-0000-0000-0000"),
        "{said}"
    );
}

#[test]
fn a_part_named_like_a_verdict_says_nothing_of_its_own() {
    let (contest, mut parts) = contest();
    parts.push((
        "x\u{1b}[2J\n  结论：全部一致。".to_owned(),
        b"nothing".to_vec(),
    ));
    let file = contest.at("steers.zip");
    write(&file, &parts);
    let (code, said, _) = run(&file, &[]);
    assert_eq!(code, 1, "{said}");
    assert!(!said.contains('\u{1b}'), "{said:?}");
    let verdicts = |line: &&str| line.trim_start().starts_with("结论");
    let verdicts: Vec<&str> = said.lines().filter(verdicts).collect();
    assert!(
        matches!(verdicts[..], [one] if one.contains("不一致")),
        "{verdicts:?}"
    );
    let (code, _, refused) = run(Path::new("/dev/null"), &[]);
    assert_eq!(code, 2, "{refused}");
}
