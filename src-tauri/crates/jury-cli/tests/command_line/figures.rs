//! `size`, `total`, `tally`: figures without a desk.

use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::{Run, jury, jury_json, keys, text};

fn written(name: &str, content: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

#[test]
fn size_says_class_candidates_industry_and_basis() {
    let run = jury_json(&[
        "size",
        "--industry",
        "工业",
        "--employees",
        "300",
        "--revenue",
        "2000",
    ])
    .expect(0);
    let answer = run.json();
    assert_eq!(keys(&answer), ["basis", "candidates", "industry", "size"]);
    assert_eq!(
        (&answer["size"], &answer["candidates"]),
        (&json!("medium"), &json!(["medium"]))
    );
    assert!(answer["basis"].as_str().unwrap().contains("工业"));
}

#[test]
fn size_never_guesses_what_was_not_said() {
    let answer = jury_json(&["size", "--industry", "工业", "--employees", "300"])
        .expect(0)
        .json();
    assert_eq!(
        (&answer["size"], &answer["candidates"]),
        (&Value::Null, &json!(["medium", "small", "micro"]))
    );
}

#[test]
fn size_of_a_table_answers_row_by_row_in_file_order() {
    let table = "\u{feff}industry,employees,revenue,assets\n工业,1000,40000,\n,,,\n软件和信息技术服务业,103,15735.28,\n工业,19,,\n";
    let (_folder, file) = written("sizes.csv", table);
    let answer = jury_json(&["size", "--csv", text(&file)]).expect(0).json();
    let sizes: Vec<&Value> = answer
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["size"])
        .collect();
    assert_eq!(
        sizes,
        [
            &json!("large"),
            &Value::Null,
            &json!("medium"),
            &json!("micro")
        ]
    );
    assert_eq!(
        answer[1]["candidates"],
        json!(["large", "medium", "small", "micro"])
    );
}

#[test]
fn size_refuses_what_is_no_industry_and_no_number() {
    assert_eq!(
        jury_json(&["size", "--industry", "炼金术"]).refusal(),
        "unknownIndustry"
    );
    for bad in ["abc", "-3", "1e3", "12.5"] {
        let employees = format!("--employees={bad}");
        assert_eq!(
            jury_json(&["size", "--industry", "工业", &employees]).refusal(),
            "badNumber",
            "{bad}"
        );
    }
    for heads in [
        "branche,employees,revenue,assets",
        "industry,employees,revenue",
        "industry,employees,employees,revenue,assets",
    ] {
        let (_folder, file) = written("sizes.csv", &format!("{heads}\n工业,3\n"));
        assert_eq!(
            jury_json(&["size", "--csv", text(&file)]).refusal(),
            "badTable",
            "{heads}"
        );
    }
    assert_eq!(
        jury_json(&["size", "--csv", "/nowhere/sizes.csv"]).refusal(),
        "cannotRead"
    );
}

#[test]
fn total_is_exact_and_rounds_half_up() {
    let answer = jury_json(&[
        "total",
        "--weights",
        "30,30,25,15",
        "--scores",
        "96.92,73,61.25,60.91",
    ])
    .expect(0)
    .json();
    assert_eq!(answer, json!({"total": "75.43", "exact": "3017/40"}));
    let people = jury(&["total", "--weights", "50,50", "--scores", "84.62,84.63"]).expect(0);
    assert_eq!(people.out, "84.63（准确值 677/8）\n");
}

#[test]
fn total_refuses_weights_that_are_not_a_hundred_and_scores_out_of_range() {
    let refused = |weights: &str, scores: &str| {
        jury_json(&[
            "total",
            &format!("--weights={weights}"),
            &format!("--scores={scores}"),
        ])
        .refusal()
    };
    for (weights, scores) in [
        ("50,40", "1,2"),
        ("50,50", "1"),
        ("50,50", "1,101"),
        ("50,50", "1,-1"),
        ("50,50", "1,x"),
        ("150,-50", "1,1"),
    ] {
        refused(weights, scores);
    }
}

const TALLY: &str = "entry,A,B,C,D,E\nx,90.02,88,95,90.01,90\ny,88,88,,90,70\nz,,,,,\n";

fn tally(arguments: &[&str]) -> Run {
    let (_folder, file) = written("marks.csv", TALLY);
    jury_json(&[&["tally", text(&file)], arguments].concat())
}

#[test]
fn tally_ranks_a_table_and_says_what_was_dropped() {
    let answer = tally(&["--drop-extremes", "1"]).expect(0).json();
    assert_eq!(keys(&answer), ["entries", "notes"]);
    let rows = answer["entries"].as_array().unwrap();
    assert_eq!(
        keys(&rows[0]),
        ["dropped", "exact", "id", "rank", "score", "used"]
    );
    assert_eq!(
        (&rows[0]["id"], &rows[0]["score"], &rows[0]["exact"]),
        (&json!("x"), &json!("90.01"), &json!("9001/100"))
    );
    assert_eq!(
        (
            &rows[0]["rank"],
            &rows[0]["used"],
            rows[0]["dropped"].as_array().unwrap().len()
        ),
        (&json!(1), &json!(3), 2)
    );
    assert_eq!(
        (&rows[1]["id"], &rows[1]["used"], &rows[1]["exact"]),
        (&json!("y"), &json!(2), &json!("88")),
        "an empty cell is no zero"
    );
    assert_eq!(
        (&rows[2]["id"], &rows[2]["score"], &rows[2]["rank"]),
        (&json!("z"), &Value::Null, &Value::Null)
    );
}

#[test]
fn tally_keeps_as_many_decimals_as_asked() {
    let answer = tally(&["--drop-extremes", "0", "--decimals", "1"])
        .expect(0)
        .json();
    assert_eq!(answer["entries"][0]["score"], "90.6");
}

#[test]
fn tally_follows_a_rule_file_and_says_what_is_wrong_with_one() {
    let (_folder, rule) = written("rule.toml", "decimals = 2\nno-such-key = 1\n");
    let run = tally(&["--rule", text(&rule)]);
    assert_eq!(run.refusal(), "ruleFaults");
    let error = &run.json()["error"];
    let sentence = error["sentence"].as_str().unwrap();
    assert!(sentence.contains("第 2 行“no-such-key”"), "{sentence}");
    assert!(!sentence.contains("unknown field"), "{sentence}");
    assert!(error["detail"].as_str().unwrap().contains("unknown field"));
    assert_eq!(
        tally(&["--rule", "/nowhere/rule.toml"]).refusal(),
        "cannotRead"
    );
}

#[test]
fn tally_refuses_a_table_that_does_not_add_up() {
    for bad in [
        "entry,A\nx,ninety\n",
        "entry,A\nx,90\nx,91\n",
        "entry,A\nx,90,91\n",
        "",
        "entry\nx\n",
    ] {
        let (_folder, file) = written("marks.csv", bad);
        let run = jury_json(&["tally", text(&file)]);
        assert_eq!(run.code, 2, "{bad:?}: {run:?}");
        assert!(run.json()["error"]["code"].is_string(), "{bad:?}");
    }
}

#[test]
fn tally_says_what_a_table_without_header_or_commas_lacks() {
    for (table, said) in [
        ("x,90,91\ny,88,70\n", "缺少表头"),
        ("entry;A;B\nx;90;91\n", "英文逗号"),
        ("entry\tA\nx\t90\n", "英文逗号"),
    ] {
        let (_folder, file) = written("marks.csv", table);
        let run = jury_json(&["tally", text(&file)]);
        assert_eq!(run.refusal(), "badTable", "{table:?}");
        assert!(run.err.contains(said), "{run:?}");
    }
}

#[test]
fn tally_says_where_there_were_too_few_scores_to_drop_any() {
    let run = tally(&["--drop-extremes", "1"]).expect(0).json();
    assert_eq!(run["notes"], json!([]), "{run}");
    let run = tally(&["--drop-extremes", "2"]).expect(0).json();
    let note = run["notes"][0].as_str().unwrap();
    assert!(note.contains('y') && note.contains("不足 5 个"), "{note}");
    let (_folder, file) = written("marks.csv", TALLY);
    let people = jury(&["tally", text(&file), "--drop-extremes", "2"]).expect(0);
    assert!(people.out.contains(note), "{people:?}");
}

#[test]
fn a_misspelt_command_is_bad_usage() {
    for arguments in [
        &["sise"][..],
        &["total"],
        &["total", "--weights", "1"],
        &[],
        &["merge", "--desk", "x"],
    ] {
        assert_eq!(jury(arguments).code, 2, "{arguments:?}");
    }
    for command in [
        &["--version"][..],
        &["--help"],
        &["sheet", "sign", "--help"],
    ] {
        let run = jury(command).expect(0);
        assert!(run.err.is_empty() && !run.out.is_empty(), "{run:?}");
    }
    let help = jury(&["merge", "--help"]).expect(0).out;
    assert!(help.contains("用法：") && help.contains("选项:"), "{help}");
}

#[test]
fn bad_usage_is_said_in_chinese_and_as_a_document() {
    for (arguments, said) in [
        (&["sise"][..], "没有“sise”这个命令"),
        (&["total"], "缺少必填的参数"),
        (&["total", "--wieghts", "1"], "没有“--wieghts”这个参数"),
        (&["tally", "x.csv", "--decimals", "many"], "不能是“many”"),
        (
            &["size", "--industry", "工业", "--csv", "x"],
            "不能同时使用",
        ),
        (&[], "没有写明要执行的命令"),
        (&["sheet"], "没有写明要执行的命令"),
    ] {
        let run = jury_json(arguments);
        assert_eq!(run.refusal(), "usage", "{arguments:?}");
        assert!(run.err.contains(said), "{run:?}");
        let run = jury(arguments).expect(2);
        assert!(run.out.is_empty(), "{run:?}");
        assert!(run.err.lines().next().unwrap().ends_with('。'), "{run:?}");
    }
}
