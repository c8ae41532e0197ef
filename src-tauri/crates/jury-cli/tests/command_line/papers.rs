//! `papers`: what can be written is listed in Chinese, and a paper of one entry is of the entry named.

use crate::demo::demo;
use crate::program::{jury, jury_json, text};

#[test]
fn papers_are_listed_by_their_chinese_names_with_states_in_words() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    let run = jury(&["papers", "list", "--desk", text(&desk)]).expect(0);
    let document = jury_json(&["papers", "list", "--desk", text(&desk)]).expect(0);
    let is_chinese = |word: &str| word.chars().any(|one| one >= '\u{4e00}');
    let mut lines = run.out.lines();
    assert!(lines.next().unwrap().starts_with("代号"), "{}", run.out);
    for paper in document.json()["papers"].as_array().unwrap() {
        let (kind, name) = (
            paper["kind"].as_str().unwrap(),
            paper["name"].as_str().unwrap(),
        );
        let line = run
            .out
            .lines()
            .find(|line| line.starts_with(&format!("{kind} ")));
        let cells: Vec<&str> = line.unwrap().split_whitespace().collect();
        assert_eq!(cells[1], name, "{line:?}");
        assert!(is_chinese(name) && is_chinese(cells[3]), "{line:?}");
        assert!(!cells[2].contains("folder"), "{line:?}");
    }
}

#[test]
fn a_paper_of_one_entry_asks_which() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    let out = folder.path().join("form.pdf");
    let write = [
        "papers",
        "write",
        "--desk",
        text(&desk),
        "entry-form",
        text(&out),
    ];
    let run = jury_json(&write);
    assert_eq!(run.refusal(), "entryNotNamed");
    assert!(run.err.contains("--entry"), "{}", run.err);
    assert!(!out.exists());
    jury(&[&write[..], &["--entry", "01-001"]].concat()).expect(0);
    assert!(out.exists());
}
