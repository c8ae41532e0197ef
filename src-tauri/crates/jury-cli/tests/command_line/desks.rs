//! `demo`, `merge`, `panel return`, `results`, `confirm`, `doctor`: whole steps on copied desks.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::demo::{Demo, demo};
use crate::program::{Run, jury, jury_as, jury_json, keys, text};

fn merge(desk: &Path, files: &[PathBuf]) -> Run {
    let mut arguments = vec!["merge", "--desk", text(desk)];
    arguments.extend(files.iter().map(|file| text(file)));
    jury_json(&arguments)
}

fn results(desk: &Path) -> Value {
    jury_json(&["results", "--desk", text(desk)])
        .expect(0)
        .json()
}

fn verdicts(run: &Run) -> Vec<String> {
    let files = run.json()["files"].as_array().unwrap().clone();
    files
        .iter()
        .map(|file| file["verdict"].as_str().unwrap().to_owned())
        .collect()
}

fn sheets_of(demo: &Demo, start: &str) -> Vec<PathBuf> {
    let is_wanted = |path: &PathBuf| {
        path.file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with(start)
    };
    demo.sheets().into_iter().filter(is_wanted).collect()
}

#[test]
fn the_demo_is_laid_out_as_promised() {
    let demo = demo();
    for name in [
        "organiser",
        "experts",
        "fresh",
        "packs",
        "letters",
        "materials",
        "sheets",
        "roster.xlsx",
    ] {
        assert!(demo.at(name).exists(), "{name}");
    }
    assert_eq!(demo.made["passphrase"], "demo");
    let experts = demo.made["experts"].as_array().unwrap();
    assert_eq!(experts.len(), 6, "three experts in each of two panels");
    for expert in experts {
        assert!(expert["name"].is_string() && expert["track"].is_string());
        assert!(
            demo.at("experts")
                .join(expert["id"].as_str().unwrap())
                .is_dir()
        );
    }
    assert_eq!(
        experts
            .iter()
            .filter(|expert| expert["chair"] == json!(true))
            .count(),
        2
    );
    assert_eq!(demo.sheets().len(), 7, "one of six was revised");
    let again = jury_json(&["demo", text(&demo.folder)]);
    assert_eq!(again.refusal(), "deskExists");
}

#[test]
fn honest_sheets_are_accepted_in_any_order_and_any_number_of_times() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let one = demo.copy("organiser", &folder.path().join("one"));
    let other = demo.copy("organiser", &folder.path().join("other"));
    let mut sheets = demo.sheets();
    let run = merge(&one, &sheets).expect(0);
    let answer = run.json();
    assert_eq!(keys(&answer), ["coverage", "files", "round"]);
    for file in answer["files"].as_array().unwrap() {
        for key in ["file", "verdict", "codes", "expert", "seq"] {
            assert!(!file[key].is_null(), "{key}: {file}");
        }
    }
    for verdict in verdicts(&run) {
        assert!(
            ["accepted", "superseded"].contains(&verdict.as_str()),
            "{run:?}"
        );
    }
    let ranking = results(&one);
    assert_eq!(
        verdicts(&merge(&one, &sheets).expect(0)),
        vec!["duplicate"; 7]
    );
    assert_eq!(results(&one), ranking, "a second merge changes nothing");

    sheets.reverse();
    for sheet in &sheets {
        merge(&other, std::slice::from_ref(sheet)).expect(0);
    }
    let there = results(&other);
    assert_eq!(there.to_string(), ranking.to_string(), "byte by byte");
    for stray in [text(folder.path()), "2025-", "T09:"] {
        assert!(
            !there.to_string().contains(stray),
            "a ranking knows no {stray}"
        );
    }
}

#[test]
fn a_chairs_return_gives_the_ranking_that_loose_sheets_give() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let by_sheets = demo.copy("organiser", &folder.path().join("sheets"));
    merge(&by_sheets, &demo.sheets()).expect(0);
    let by_returns = demo.copy("organiser", &folder.path().join("returns"));
    for (chair, panel) in [("E0101", "E01"), ("E1201", "E12")] {
        // A copied desk works without the materials.
        let desk = demo.copy(&format!("experts/{chair}"), folder.path());
        merge(&desk, &sheets_of(&demo, panel)).expect(0);
        let out = folder.path().join(format!("{chair}.xlsx"));
        jury(&[
            "panel",
            "return",
            "--desk",
            text(&desk),
            "--out",
            text(&out),
            "--minutes",
            "合议一致。",
        ])
        .expect(0);
        let answer = merge(&by_returns, &[out]).expect(0).json();
        let names: Vec<&str> = answer["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| file["file"].as_str().unwrap())
            .collect();
        let expected: Vec<String> = (1..=names.len())
            .map(|number| format!("{chair}.xlsx#{number}"))
            .collect();
        assert_eq!(names, expected);
        assert_eq!(jury(&["doctor", text(&desk)]).code, 0);
    }
    assert_eq!(results(&by_returns), results(&by_sheets));
}

#[test]
fn what_is_in_a_file_never_causes_bad_usage() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    let sheet = &demo.sheets()[0];
    let bytes = std::fs::read(sheet).unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let half = file("half.xlsx", &bytes[..bytes.len() / 2]);
    let note = file("note.xlsx", "分数：92".as_bytes());
    let run = merge(&desk, &[half, note, sheet.clone()]).expect(1);
    assert_eq!(verdicts(&run), ["rejected", "rejected", "accepted"]);
    assert_eq!(run.json()["files"][0]["expert"], Value::Null);
    let gone = merge(&desk, &[folder.path().join("gone.xlsx")]);
    assert_eq!(gone.refusal(), "cannotRead");
}

#[test]
fn a_desk_opens_with_its_passphrase_from_environment_or_file_alone() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    let look = ["--json", "results", "--desk", text(&desk)];
    assert_eq!(jury_as(Some("dem0"), &look).refusal(), "wrongPassphrase");
    assert_eq!(jury_as(None, &look).refusal(), "noPassphrase");
    let file = folder.path().join("passphrase");
    std::fs::write(&file, "demo\n").unwrap();
    let with_file = [
        "--json",
        "results",
        "--desk",
        text(&desk),
        "--passphrase-file",
        text(&file),
    ];
    jury_as(None, &with_file).expect(0);
    assert_eq!(
        jury_json(&["results", "--desk", text(folder.path())]).refusal(),
        "notADesk"
    );
    assert_eq!(
        jury_json(&["results", "--desk", text(&desk), "--as", "clerk"]).refusal(),
        "unknownLogin"
    );
}

#[test]
fn results_are_printed_and_written() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    merge(&desk, &demo.sheets()).expect(0);
    let out = folder.path().join("results.xlsx");
    let run = jury_json(&["results", "--desk", text(&desk), "--xlsx", text(&out)]).expect(0);
    assert!(std::fs::read(&out).unwrap().starts_with(b"PK"));
    let answer = run.json();
    let tracks = answer["tracks"].as_array().unwrap();
    assert_eq!(tracks.len(), 2);
    let rows: Vec<&Value> = tracks
        .iter()
        .flat_map(|track| track["entries"].as_array().unwrap())
        .collect();
    assert_eq!(rows.len(), 8);
    for row in rows {
        assert!(
            row["published"].is_string() && row["exact"].is_string() && row["rank"].is_u64(),
            "{row}"
        );
    }
    let table = jury(&["results", "--desk", text(&desk)]).expect(0).out;
    assert!(
        table.contains("名次") && table.contains("准确值"),
        "{table}"
    );
}

#[test]
fn a_rule_and_the_cut_it_makes_are_told_in_words() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    merge(&desk, &demo.sheets()).expect(0);
    let rule = jury(&["rule", "show", "--desk", text(&desk)]).expect(0).out;
    let (head, _) = rule.split_once("[[rounds]]").unwrap();
    let rounds = "[[rounds]]\nround = \"written\"\nweight = \"40.00\"\npromote = { per-track = 1, ties = \"all\" }\n\n[[rounds]]\nround = \"roadshow\"\nweight = \"60.00\"\n\n[[awards.levels]]\nid = \"first\"\nname = \"一等奖\"\nper-track = 1\n";
    let file = folder.path().join("rule.toml");
    std::fs::write(&file, format!("{head}{rounds}")).unwrap();
    let preview = jury(&["rule", "preview", "--desk", text(&desk), text(&file)])
        .expect(0)
        .out;
    assert!(
        preview.contains("奖项和晋级") && preview.contains("晋级"),
        "{preview}"
    );
    jury(&["rule", "adopt", "--desk", text(&desk), text(&file)]).expect(0);
    let cut = jury(&["round", "show", "--desk", text(&desk)])
        .expect(0)
        .out;
    for word in [
        "▸书面评审",
        "路演答辩",
        "60.00%",
        "每赛道前 1 名",
        "按规则晋级",
        "还不能确定",
    ] {
        assert!(cut.contains(word), "{word}: {cut}");
    }
}

/// The demo as a secretariat would hand it on: everything merged, archived, and checked by the program that shares no code with this one.
#[test]
fn the_archive_of_the_demo_is_found_right_by_the_other_program() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    merge(&desk, &demo.sheets()).expect(0);
    let out = folder.path().join("archive.zip");
    let run = jury_json(&["archive", "--desk", text(&desk), text(&out)]).expect(0);
    assert_eq!(run.json()["name"], "archive.zip");
    let verifier = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/verifier/verify.py");
    let output = std::process::Command::new("python3")
        .arg(verifier)
        .arg(&out)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("全部一致"),
        "{said}"
    );
}

/// The desk of the expert whose letter is still to be opened. Passphrases of `demo` are the demo's alone: a new desk wants a longer one.
struct OwnDesk(PathBuf);

impl OwnDesk {
    const PASSPHRASE: &str = "correct horse battery";

    fn run(&self, command: &str, rest: &[&str]) -> Run {
        let mut arguments = vec!["--json"];
        arguments.extend(command.split(' '));
        arguments.extend(["--desk", text(&self.0)]);
        arguments.extend(rest);
        jury_as(Some(Self::PASSPHRASE), &arguments)
    }
}

#[test]
fn the_fresh_expert_comes_from_letter_to_confirmed_sheet() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let organiser = demo.copy("organiser", folder.path());
    let at = |name: &str| folder.path().join(name);
    let fresh = |key: &str| demo.made["fresh"][key].as_str().unwrap();
    let own = OwnDesk(at("desk"));
    let open = [fresh("letter"), "--code", fresh("code")];
    let opened = own.run("letter open --accept-commitment", &open).expect(0);
    own.run("pack add --in-place", &[text(&demo.at("packs"))]);
    let early = own.run("sheet sign", &["--out", text(&at("early.xlsx"))]);
    assert_eq!(early.refusal(), "sheetIncomplete");
    // A table with one line that cannot be saved saves nothing, and one mark completes no entry.
    let marks = table_of_marks(&demo, fresh("id"));
    std::fs::write(at("marks.csv"), format!("{marks}99-999,A1,2\n")).unwrap();
    own.run("sheet mark", &[text(&at("marks.csv"))]).refusal();
    let one: Vec<&str> = marks.lines().take(2).collect();
    std::fs::write(at("marks.csv"), one.join("\n")).unwrap();
    let saved = own.run("sheet mark", &[text(&at("marks.csv"))]).expect(0);
    assert_eq!(saved.json()["last"]["done"], 0);
    std::fs::write(at("marks.csv"), marks).unwrap();
    let saved = own.run("sheet mark", &[text(&at("marks.csv"))]).expect(0);
    assert_eq!(saved.json()["last"]["done"], opened.json()["entries"]);
    let sheet = at("sheet.xlsx");
    let signed = own.run("sheet sign", &["--out", text(&sheet)]).expect(0);
    own.run("sheet sign", &["--out", text(&sheet)]).refusal();

    let merged = merge(&organiser, &[sheet]).expect(0);
    assert_eq!(verdicts(&merged), ["provisional"]);
    let signed = signed.json();
    let code = signed["signed"]["code"].as_str().unwrap();
    let confirm = |login: &str| {
        let person = ["confirm", "--desk", text(&organiser), "--as", login];
        jury_json(&[&person[..], &["--expert", fresh("id"), "--code", code]].concat())
    };
    assert_eq!(confirm("organiser").refusal(), "notAllowed");
    let confirmed = confirm("supervisor").expect(0).json();
    assert_eq!(confirmed["files"][0]["verdict"], "accepted");
    jury(&["doctor", text(&organiser)]).expect(0);
}

/// Two points on everything of the expert's track; every maximum is above that.
fn table_of_marks(demo: &Demo, expert: &str) -> String {
    let rubric = include_str!("../../../../../assets/rubrics/sample.csv");
    let criteria: Vec<&str> = rubric
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(3))
        .collect();
    let track = &expert[1..3];
    let mut entries: Vec<String> = std::fs::read_dir(demo.at("materials"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    entries.retain(|entry| entry.starts_with(track));
    let rows = entries.iter().flat_map(|entry| {
        criteria
            .iter()
            .map(move |criterion| format!("{entry},{criterion},2\n"))
    });
    std::iter::once("entry,criterion,value\n".to_owned())
        .chain(rows)
        .collect()
}

#[test]
fn the_doctor_names_its_checks_and_finds_a_damaged_desk() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    let answer = jury_json(&["doctor", text(&desk)]).expect(0).json();
    let checks = answer["checks"].as_array().unwrap();
    assert!(checks.len() >= 6, "{answer}");
    assert!(
        checks
            .iter()
            .all(|check| check["ok"] == json!(true) && check["name"].is_string()),
        "{answer}"
    );
    let database = desk.join("desk.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64]
        .iter_mut()
        .for_each(|byte| *byte ^= 0xff);
    std::fs::write(&database, bytes).unwrap();
    let run = jury_json(&["doctor", text(&desk)]);
    assert!(matches!(run.code, 1 | 2), "{run:?}");
}

#[test]
fn the_same_seed_makes_the_same_ranking() {
    let folder = tempfile::tempdir().unwrap();
    let make = |name: &str| {
        let path = folder.path().join(name);
        jury(&[
            "demo",
            text(&path),
            "--entries",
            "2",
            "--experts",
            "2",
            "--seed",
            "11",
        ])
        .expect(0);
        let sheets = path.join("sheets");
        merge(&path.join("organiser"), &[sheets]).expect(0);
        results(&path.join("organiser"))
    };
    assert_eq!(make("one"), make("two"));
}
