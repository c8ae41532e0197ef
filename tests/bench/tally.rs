//! 25,000 entries judged by nine experts each, tallied and ranked under the rule most contests have.
//!
//! The baseline is what a spreadsheet does: the mean of nine doubles, sorted. It stands beside, no bar is laid against it.

use std::collections::BTreeMap;
use std::hint::black_box;

use jury_core::ranking::{EntryMark, Marks, rank};
use jury_core::rubric::Rubric;
use jury_core::rule::Rule;
use jury_core::tally::Aggregation;
use jury_core::{CriterionId, EntryId, ExpertId, Points};

use crate::clock::{median, timed};
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::sheets::Noise;

const ENTRIES: usize = 25_000;
const EXPERTS: usize = 9;
const ROUNDS: usize = 5;
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/bench/tally.py");

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let (entries, marks) = table()?;
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(seconds(&entries, &marks)?);
        plain.push(timed(|| Ok::<_, Fault>(black_box(by_doubles(&marks))))?.0);
    }
    Ok(vec![Figure {
        name: "tally_25000x9_s",
        value: median(&ours),
        unit: "s",
        baseline: median(&plain),
        beside: "means of doubles, sorted",
        bar: Bar::Value(1.0),
        paired_ratio: None,
    }])
}

/// The same beside pandas; only with `--peers`.
pub(crate) fn take_with_pandas() -> Result<Vec<Figure>, Fault> {
    let python = crate::peers::python()?;
    let (entries, marks) = table()?;
    let folder = crate::files::scratch()?;
    let file = folder.path().join("marks.json");
    let row = |of: &BTreeMap<ExpertId, EntryMark>| of.values().map(double).collect();
    let rows: Vec<Vec<f64>> = marks.values().map(row).collect();
    std::fs::write(&file, serde_json::json!(rows).to_string()).map_err(Fault::file(&file))?;
    let files = [file];
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(seconds(&entries, &marks)?);
        theirs.push(crate::peers::in_python(&python, SCRIPT, &files, ENTRIES)?);
    }
    Ok(vec![Figure {
        name: "tally_25000x9_vs_pandas_s",
        value: median(&ours),
        unit: "s",
        baseline: median(&theirs),
        beside: "pandas on the same totals, in doubles, one step for ties, nothing explained",
        bar: Bar::Unset,
        paired_ratio: None,
    }])
}

/// How long ranking all entries took.
fn seconds(entries: &[EntryId], marks: &Marks) -> Result<f64, Fault> {
    let rule = Rule {
        aggregation: Aggregation::Trimmed {
            drop_high: 1,
            drop_low: 1,
            minimum_experts: 5,
        },
        ..Rule::default()
    };
    let (seconds, ranked) = timed(|| Ok::<_, Fault>(rank(entries, marks, &rule)))?;
    if ranked.len() != ENTRIES || ranked.iter().any(|one| one.rank.is_none()) {
        return Err(Fault::wrong("not every entry got a rank"));
    }
    Ok(seconds)
}

/// Totals of the built-in rubric with groups, so that the tie chain has something to compare.
fn table() -> Result<(Vec<EntryId>, Marks), Fault> {
    let rubric = Rubric::built_in();
    let profile = rubric
        .profiles
        .first()
        .ok_or_else(|| Fault::wrong("the built-in rubric has no profile"))?;
    let experts = (0..EXPERTS)
        .map(|n| ExpertId::new(format!("E{n:04}")))
        .collect::<Result<Vec<_>, _>>()?;
    let mut noise = Noise::new(25_000);
    let (mut entries, mut marks) = (Vec::new(), Marks::new());
    for n in 0..ENTRIES {
        let entry = EntryId::new(format!("01-{n:05}"))?;
        let by_expert = experts.iter().map(|expert| {
            let given: BTreeMap<CriterionId, Points> = noise.marks(&rubric, profile);
            (
                expert.clone(),
                EntryMark {
                    total: rubric.total(profile, &given),
                    groups: rubric.group_totals(profile, &given),
                },
            )
        });
        marks.insert(entry.clone(), by_expert.collect());
        entries.push(entry);
    }
    Ok((entries, marks))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "what a spreadsheet does is the point"
)]
fn double(mark: &EntryMark) -> f64 {
    mark.total
        .as_parts()
        .map_or(0.0, |(numerator, denominator)| {
            numerator as f64 / denominator as f64
        })
}

#[expect(
    clippy::cast_precision_loss,
    reason = "what a spreadsheet does is the point"
)]
fn by_doubles(marks: &Marks) -> Vec<(f64, &EntryId)> {
    let mut means: Vec<_> = marks
        .iter()
        .map(|(entry, row)| {
            (
                row.values().map(double).sum::<f64>() / row.len() as f64,
                entry,
            )
        })
        .collect();
    means.sort_by(|one, other| other.0.total_cmp(&one.0));
    means
}
