//! What a system or a hurried person does to the files of a desk: each ends in a sentence, not in "internal error".

use crate::demo::demo;
use crate::program::{jury, jury_json, text};

#[test]
fn a_folder_where_a_file_of_the_desk_should_be_is_named() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    for name in ["desk.db", "dossiers.db", "index.db"] {
        let desk = demo.copy("organiser", &folder.path().join(name));
        let _ = std::fs::remove_file(desk.join(name));
        std::fs::create_dir(desk.join(name)).unwrap();
        let run = jury_json(&["results", "--desk", text(&desk)]);
        assert_eq!(run.refusal(), "deskFileUnusable", "{name}");
        assert!(run.err.contains(name), "{run:?}");
    }
}

/// `RLIMIT_FSIZE` answers a write as a full disk does, without filling one.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_may_not_grow_is_said_as_a_full_disk() {
    use std::process::Command;
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    let limited = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{}' --json merge --desk '{}' '{}'",
        env!("CARGO_BIN_EXE_jury"),
        text(&desk),
        text(&demo.at("sheets"))
    );
    let output = Command::new("sh")
        .args(["-c", &limited])
        .env("JURY_PASSPHRASE", "demo")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(said.contains("\"diskFull\""), "{said}");
    jury(&["doctor", text(&desk)]).expect(0);
}

#[test]
fn the_doctor_misses_materials_that_were_imported_and_are_gone() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = folder.path().join("desk");
    let fresh = |key: &str| demo.made["fresh"][key].as_str().unwrap();
    let own =
        |arguments: &[&str]| crate::program::jury_as(Some("correct horse battery"), arguments);
    let open = ["letter", "open", fresh("letter"), "--code", fresh("code")];
    own(&[&open[..], &["--desk", text(&desk), "--accept-commitment"]].concat()).expect(0);
    let packs = demo.at("packs");
    own(&["pack", "add", "--desk", text(&desk), text(&packs)]);
    own(&["doctor", text(&desk)]).expect(0);
    std::fs::remove_file(desk.join("dossiers.db")).unwrap();
    let run = own(&["--json", "doctor", text(&desk)]).expect(1);
    let answer = run.json();
    let missed = answer["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["name"] == "dossiers.materials")
        .unwrap();
    assert_eq!(missed["ok"], false);
    let found = missed["found"].as_str().unwrap();
    assert!(found.contains("重新添加材料包"), "{found}");
}

#[test]
fn a_table_of_marks_without_its_header_saves_nothing() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    for table in [
        "",
        "01-001,c1,3\n",
        "entry;criterion;value\n",
        "entry,criterion,value\n",
    ] {
        let file = folder.path().join("marks.csv");
        std::fs::write(&file, table).unwrap();
        let run = jury_json(&["sheet", "mark", "--desk", text(&desk), text(&file)]);
        assert_eq!(run.refusal(), "badTable", "{table:?}");
    }
}

#[test]
fn a_folder_without_sheets_or_packs_says_so() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let run = jury_json(&["merge", "--desk", text(&desk), text(&empty)]);
    assert_eq!(run.refusal(), "noSheetsInFolder");
    let expert = demo.copy("experts/E0101", folder.path());
    let run = jury_json(&["pack", "add", "--desk", text(&expert), text(&empty)]);
    assert_eq!(run.refusal(), "noPacksInFolder");
}

#[test]
fn a_demo_of_nothing_names_the_numbers_it_takes() {
    let folder = tempfile::tempdir().unwrap();
    let run = jury_json(&["demo", text(&folder.path().join("d")), "--entries", "0"]);
    assert_eq!(run.refusal(), "badNumber");
    assert!(
        run.err.contains("“0”不是有效的数字（项目数，2 至 2000）"),
        "{run:?}"
    );
    assert!(!folder.path().join("d").exists());
}

#[test]
fn a_letter_is_not_opened_into_an_organisers_desk() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    let fresh = |key: &str| demo.made["fresh"][key].as_str().unwrap();
    let open = ["letter", "open", fresh("letter"), "--code", fresh("code")];
    let run = jury_json(&[&open[..], &["--desk", text(&desk)]].concat());
    assert_eq!(run.refusal(), "deskExists");
    jury(&["doctor", text(&desk)]).expect(0);
}

/// A pipe is waited for without end by whoever opens it unasked.
#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_is_refused_at_once() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let expert = demo.copy("experts/E0101", folder.path());
    let (pipe, expert) = (text(&pipe), text(&expert));
    jury_json(&["pack", "inspect", pipe]).refusal();
    jury_json(&["pack", "add", "--desk", expert, pipe]).expect(1);
    jury_json(&["merge", "--desk", expert, pipe]).refusal();
    jury_json(&["sheet", "verify", pipe]).refusal();
    jury_json(&["sheet", "mark", "--desk", expert, pipe]).refusal();
    jury_json(&["tally", pipe]).refusal();
    jury_json(&["size", "--csv", pipe]).refusal();
    let open = ["letter", "open", pipe, "--code", "0000 0000 0000 0000"];
    jury_json(&[&open[..], &["--desk", expert]].concat()).refusal();
    jury_json(&["results", "--desk", expert, "--passphrase-file", pipe]).refusal();
}
