//! Published figures through the desk's own operations, so that nothing is lost between a typed decimal and a printed one.
//!
//! The tables and their sources are jury-core's (`src-tauri/crates/jury-core/tests/vectors`), which is held to them itself.
#![expect(
    clippy::unwrap_used,
    reason = "a table that does not read is a failed test"
)]

use std::collections::BTreeMap;

use jury_core::rule::Rule;
use jury_core::tally::Aggregation;
use jury_desk::Session;
use jury_desk::call::Call;
use jury_desk::wire::figures::{SizeAnswer, TallyAnswer, TotalAnswer};
use jury_exchange::rule_file::canonical_text;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn rows(csv: &'static str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[track_caller]
fn ask<T: DeserializeOwned>(name: &str, request: Value) -> T {
    let answer = Session::without_desk().ask(name, request, &Call::quiet());
    serde_json::from_value(answer.unwrap()).unwrap()
}

/// Whether two fractions are equal, in whatever terms.
fn same(one: &str, other: &str) -> bool {
    let parts = |text: &str| -> (i128, i128) {
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        (numerator.parse().unwrap(), denominator.parse().unwrap())
    };
    let (one, other) = (parts(one), parts(other));
    one.0 * other.1 == other.0 * one.1
}

fn list(text: &str) -> Vec<&str> {
    text.split(' ').collect()
}

#[test]
fn weighted_totals_come_out_as_published() {
    for row in rows(include_str!(
        "../../src-tauri/crates/jury-core/tests/vectors/totals.csv"
    )) {
        let answer: TotalAnswer = ask(
            "total",
            json!({"weights": list(&row["weights"]), "scores": list(&row["scores"])}),
        );
        assert_eq!(answer.total, row["published"], "{row:?}");
        assert!(
            same(&answer.exact, &row["exact"]),
            "{row:?} {}",
            answer.exact
        );
    }
}

#[test]
fn size_classes_come_out_as_published() {
    for row in rows(include_str!(
        "../../src-tauri/crates/jury-core/tests/vectors/sizes.csv"
    )) {
        let stated = |name: &str| Some(&row[name]).filter(|text| !text.is_empty());
        let request = json!({"industry": row["industry"], "employees": stated("employees"), "revenue": stated("revenue"), "assets": stated("assets")});
        let answer: SizeAnswer = ask("size", request);
        // Several classes: the facts decide nothing.
        let candidates: Vec<&str> = row["size"].split('|').collect();
        let decided = Some(candidates[0].to_owned()).filter(|_| candidates.len() == 1);
        assert_eq!(
            (answer.size, answer.candidates),
            (
                decided,
                candidates.iter().map(ToString::to_string).collect()
            ),
            "{row:?}"
        );
    }
}

#[test]
fn tallies_come_out_as_published() {
    for row in rows(include_str!(
        "../../src-tauri/crates/jury-core/tests/vectors/tallies.csv"
    )) {
        let marks = list(&row["marks"]);
        let experts: Vec<String> = (1..=marks.len())
            .map(|number| format!("E{number}"))
            .collect();
        let aggregation = match row["rule"].as_str() {
            "mean" => Aggregation::Mean,
            "median" => Aggregation::Median,
            _ => Rule::default().aggregation,
        };
        let rule = canonical_text(&Rule {
            aggregation,
            ..Rule::default()
        });
        let request = json!({
            "experts": experts,
            "rows": [{"entry": "x", "scores": marks}],
            "rule": rule,
            "dropExtremes": null,
            "decimals": null,
        });
        let answer: TallyAnswer = ask("tally", request);
        let entry = &answer.entries[0];
        assert_eq!(entry.score.as_ref(), Some(&row["published"]), "{row:?}");
        assert!(
            same(entry.exact.as_ref().unwrap(), &row["exact"]),
            "{row:?} {entry:?}"
        );
        assert_eq!(entry.dropped.len().to_string(), row["dropped"], "{row:?}");
    }
}
