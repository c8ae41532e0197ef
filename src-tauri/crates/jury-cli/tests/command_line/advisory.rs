//! `agreement`, `severity`: advisory figures of a table. The figures are tested in jury-stats; here the contract.

use serde_json::{Value, json};

use crate::program::{Run, jury, jury_json, keys, text};

/// Shrout & Fleiss (1979), table 2.
const SHROUT_FLEISS: &str =
    "entry,A,B,C,D\n1,9,2,5,8\n2,6,1,3,2\n3,8,4,6,8\n4,7,1,2,6\n5,10,5,6,9\n6,6,2,4,7\n";

fn figures_of(command: &str, table: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("marks.csv");
    std::fs::write(&file, table).unwrap();
    jury_json(&[command, text(&file)])
}

#[test]
fn agreement_has_every_coefficient_as_a_number() {
    let answer = figures_of("agreement", SHROUT_FLEISS).expect(0).json();
    assert_eq!(
        keys(&answer),
        ["complete_cases", "icc", "kendall_w", "krippendorff_alpha"]
    );
    assert_eq!(
        keys(&answer["icc"]),
        ["ci95", "icc1", "icc1k", "icc2", "icc2k", "icc3", "icc3k"]
    );
    assert_eq!(
        keys(&answer["icc"]["ci95"]),
        ["icc1", "icc1k", "icc2", "icc2k", "icc3", "icc3k"]
    );
    assert_eq!(
        keys(&answer["kendall_w"]),
        ["chi2", "df", "p", "w", "w_uncorrected"]
    );
    assert_eq!(
        keys(&answer["krippendorff_alpha"]),
        ["interval", "nominal", "ordinal", "ratio"]
    );
    let published = |value: &Value, expected: f64| {
        let value = value.as_f64().unwrap();
        assert!((value - expected).abs() < 0.005, "{value} {expected}");
    };
    published(&answer["icc"]["icc2"], 0.29);
    published(&answer["icc"]["icc3k"], 0.91);
    published(&answer["icc"]["ci95"]["icc1"][0], -0.13);
    published(&answer["icc"]["ci95"]["icc1"][1], 0.72);
    assert_eq!(answer["kendall_w"]["df"], 5);
}

#[test]
fn what_is_not_defined_is_null() {
    let answer = figures_of("agreement", "entry,A,B\nx,88.1,88.1\ny,88.1,88.1\n")
        .expect(0)
        .json();
    assert_eq!(answer["icc"]["icc1"], Value::Null);
    assert_eq!(answer["icc"]["ci95"]["icc1"], Value::Null);
    assert_eq!(
        answer["kendall_w"],
        json!({"w": null, "w_uncorrected": null, "chi2": null, "df": null, "p": null})
    );
    assert_eq!(
        answer["krippendorff_alpha"],
        json!({"nominal": null, "ordinal": null, "interval": null, "ratio": null})
    );
}

#[test]
fn severity_compares_only_what_is_linked() {
    let table = "entry,A,B,C,D\nx,80,84,,\ny,,,60,70\nz,70,74,,\nw,,,65,\n";
    let answer = figures_of("severity", table).expect(0).json();
    assert_eq!(
        answer,
        json!({"components": [
            {
                "entries": [{"id": "x", "raw": 82.0, "adjusted": 82.0}, {"id": "z", "raw": 72.0, "adjusted": 72.0}],
                "experts": [{"id": "A", "effect": -2.0}, {"id": "B", "effect": 2.0}],
            },
            {
                "entries": [{"id": "y", "raw": 65.0, "adjusted": 60.0}, {"id": "w", "raw": 65.0, "adjusted": 65.0}],
                "experts": [{"id": "C", "effect": 0.0}, {"id": "D", "effect": null}],
            },
        ]})
    );
}

#[test]
fn people_get_tables_that_say_they_are_advisory() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("marks.csv");
    std::fs::write(&file, SHROUT_FLEISS).unwrap();
    let agreement = jury(&["agreement", text(&file)]).expect(0);
    assert!(
        agreement.out.contains("ICC(2,1)") && agreement.out.contains("0.290"),
        "{agreement:?}"
    );
    assert!(agreement.out.contains("仅供参考"), "{agreement:?}");
    let severity = jury(&["severity", text(&file)]).expect(0);
    assert!(
        severity.out.contains("调整后") && severity.out.contains("仅供参考"),
        "{severity:?}"
    );
}

#[test]
fn a_table_that_does_not_add_up_is_refused_in_words() {
    for (bad, code) in [
        ("", "badTable"),
        ("entry\nx\n", "badTable"),
        ("entry,A\n", "badTable"),
        ("entry,A,A\nx,1,2\n", "badTable"),
        ("entry,A,\nx,1,2\n", "badTable"),
        ("entry,A\nx,1\nx,2\n", "badTable"),
        ("entry,A\n,1\n", "badTable"),
        ("entry,A\nx,1,2\n", "badTable"),
        ("entry;A\nx;1\n", "badTable"),
        ("entry,A\nx,1e300\n", "badTable"),
        ("entry,A\nx,ninety\n", "badNumber"),
        ("entry,A\nx,NaN\n", "badNumber"),
        ("entry,A\nx,inf\n", "badNumber"),
    ] {
        for command in ["agreement", "severity"] {
            assert_eq!(
                figures_of(command, bad).refusal(),
                code,
                "{command} {bad:?}"
            );
        }
    }
    assert_eq!(
        jury_json(&["severity", "/nowhere.csv"]).refusal(),
        "cannotRead"
    );
}
