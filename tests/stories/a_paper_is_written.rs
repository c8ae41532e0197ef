//! 文书: what can be written is written and read back with another tool; what cannot says why; who judged stays unsaid where it must.

use std::io::{Cursor, Read as _};

use jury_desk::error::ErrorCode;
use jury_desk::wire::everyday::PaperWritten;
use jury_desk::wire::papers::PapersLook;
use serde_json::{Value, json};

use crate::harness::{Contest, Seat, whole};

fn merged() -> (Contest, Seat) {
    let contest = Contest::make();
    let sheets = [contest.sheet("E0102", 1), contest.sheet("E0103", 6)];
    let organiser = contest.organiser();
    sheets.iter().for_each(|sheet| {
        organiser.merge_one(sheet);
    });
    (contest, organiser)
}

fn write(kind: &str, format: &str, target: &str) -> Value {
    json!({"kind": kind, "format": format, "track": "01", "entry": "01-002", "byPinyin": false, "target": target})
}

/// Every text of a workbook, as one.
fn texts(bytes: Vec<u8>) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name("xl/sharedStrings.xml")
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn every_paper_that_can_be_written_is_and_the_others_say_why() {
    let (contest, organiser) = merged();
    let look: PapersLook = organiser.ask_as("papers_look", json!({"track": "01"}));
    assert!(!look.warnings.is_empty(), "云江 is no province");
    let ready = |kind: &str| {
        let found = look.papers.iter().find(|paper| paper.kind == kind);
        found.is_some_and(|paper| paper.why_not.is_empty())
    };
    assert!(ready("experts") && ready("entry-form") && ready("entry-file"));
    assert!(!ready("shortlist") && !ready("notices") && !ready("minutes"));
    for paper in &look.papers {
        for format in &paper.formats {
            let ending = if format == "folder" { "" } else { "." };
            let name = if ending.is_empty() {
                paper.kind.clone()
            } else {
                format!("{}.{format}", paper.kind)
            };
            let target = organiser.pick(&contest.at(&name));
            if paper.why_not.is_empty() {
                let written: PaperWritten =
                    organiser.ask_as("paper_write", write(&paper.kind, format, &target));
                assert_eq!(written.written.name, name);
                assert!(written.absent.is_empty(), "{:?}", written.absent);
            } else {
                whole(&paper.why_not);
                organiser.refused("paper_write", write(&paper.kind, format, &target));
                assert!(!contest.at(&name).exists(), "{name}");
            }
        }
    }
}

#[test]
fn the_file_of_an_entry_names_no_expert_and_shows_the_number_as_it_came_about() {
    let (contest, organiser) = merged();
    for kind in ["entry-file", "results-anonymous"] {
        let file = contest.at(&format!("{kind}.xlsx"));
        organiser.ask("paper_write", write(kind, "xlsx", &organiser.pick(&file)));
        let said = texts(std::fs::read(&file).unwrap());
        let experts = organiser.ask("experts_look", json!({}));
        for expert in experts["experts"].as_array().unwrap() {
            for key in ["id", "name"] {
                let word = expert[key].as_str().unwrap();
                assert!(!said.contains(word), "{kind}: {word}");
            }
        }
        assert!(said.contains(">专家"), "{kind}");
        assert!(!said.contains("参考分"), "{kind}");
    }
}

#[test]
fn a_supervisor_looks_and_does_not_write() {
    let (contest, organiser) = merged();
    drop(organiser);
    let supervisor = contest.supervisor();
    supervisor.ask("papers_look", json!({"track": null}));
    let target = supervisor.pick(&contest.at("a.docx"));
    let error = supervisor.refused("paper_write", write("experts", "docx", &target));
    assert_eq!(error.code, ErrorCode::NotAllowed);
}

#[test]
fn a_paper_nobody_knows_is_refused() {
    let (contest, organiser) = merged();
    let target = organiser.pick(&contest.at("a.docx"));
    for (kind, format) in [("experts", "exe"), ("odds", "docx")] {
        let error = organiser.refused("paper_write", write(kind, format, &target));
        assert_eq!(error.code, ErrorCode::UnknownPaper);
    }
}
