//! Rank ranges of a track: ninety entries, nine experts, ten thousand draws of experts with replacement.
//!
//! The baseline is the same number of draws written down plainly: draw, average doubles, sort. It stands beside, no bar is laid against it.

use std::hint::black_box;

use jury_stats::bootstrap::{RankShares, Resampling};
use jury_stats::{Aggregate, Table};

use crate::clock::{median, timed};
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::sheets::Noise;

const ENTRIES: usize = 90;
const EXPERTS: usize = 9;
const DRAWS: usize = 10_000;
const ROUNDS: usize = 5;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/bench/bootstrap.py");

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let marks = marks();
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(seconds(&marks)?);
        plain.push(timed(|| Ok::<_, Fault>(black_box(plainly(&marks))))?.0);
    }
    Ok(vec![Figure {
        name: "bootstrap_90x9_s",
        value: median(&ours),
        unit: "s",
        baseline: median(&plain),
        beside: "the same draws, plain means of doubles, sorted",
        bar: Bar::Value(1.0),
        paired_ratio: None,
    }])
}

/// The same beside numpy; only with `--peers`.
pub(crate) fn take_with_numpy() -> Result<Vec<Figure>, Fault> {
    let python = crate::peers::python()?;
    let marks = marks();
    let folder = crate::files::scratch()?;
    let file = folder.path().join("marks.json");
    let rows: Vec<&[f64]> = marks.iter().map(<[f64; EXPERTS]>::as_slice).collect();
    std::fs::write(&file, serde_json::json!(rows).to_string()).map_err(Fault::file(&file))?;
    let files = [file];
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(seconds(&marks)?);
        theirs.push(crate::peers::in_python(&python, SCRIPT, &files, ENTRIES)?);
    }
    Ok(vec![Figure {
        name: "bootstrap_90x9_vs_numpy_s",
        value: median(&ours),
        unit: "s",
        baseline: median(&theirs),
        beside: "numpy on the same marks, all draws at once",
        bar: Bar::Unset,
        paired_ratio: None,
    }])
}

/// How long the ranges of all entries took.
fn seconds(marks: &[[f64; EXPERTS]]) -> Result<f64, Fault> {
    let rows: Vec<Vec<Option<f64>>> = marks
        .iter()
        .map(|row| row.iter().copied().map(Some).collect())
        .collect();
    let table = Table::new(EXPERTS, &rows).map_err(|fault| Fault::wrong(fault.to_string()))?;
    let aggregate = Aggregate::Trimmed {
        high: 1,
        low: 1,
        minimum: 5,
    };
    let resampling = Resampling {
        draws: DRAWS,
        seed: 1,
    };
    let (seconds, shares) =
        timed(|| Ok::<_, Fault>(RankShares::of(&table, aggregate, resampling)))?;
    if shares.exact() || (0..ENTRIES).any(|entry| shares.range(entry, 0.95).is_none()) {
        return Err(Fault::wrong(
            "not every entry got a range from random draws",
        ));
    }
    Ok(seconds)
}

/// Marks between 60 and 100 in hundredths.
fn marks() -> Vec<[f64; EXPERTS]> {
    let mut noise = Noise::new(90);
    let mut mark = || 60.0 + f64::from(u32::try_from(noise.below(4_001)).unwrap_or(0)) / 100.0;
    (0..ENTRIES)
        .map(|_| std::array::from_fn(|_| mark()))
        .collect()
}

/// The order of entries in the last draw.
fn plainly(marks: &[[f64; EXPERTS]]) -> Vec<(f64, usize)> {
    let mut noise = Noise::new(1);
    let mut order = Vec::new();
    for _ in 0..DRAWS {
        let drawn: [usize; EXPERTS] = std::array::from_fn(|_| {
            usize::try_from(noise.below(EXPERTS as u64)).unwrap_or_default()
        });
        order = marks
            .iter()
            .map(|row| drawn.iter().map(|expert| row[*expert]).sum::<f64>() / EXPERTS as f64)
            .zip(0..)
            .collect();
        order.sort_by(|one, other| other.0.total_cmp(&one.0));
    }
    order
}
