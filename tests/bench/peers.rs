//! Merging and ranking a panel's workbooks beside the same in the Python people use today.
//!
//! Not the same work: ours checks every signature and every visible cell, keeps the files and says why; theirs reads cells. Both read the same
//! workbooks. The one rule: starting Python and importing pandas is not counted against it.

use std::path::{Path, PathBuf};
use std::process::Command;

use jury_core::rubric::Rubric;
use jury_core::size_class::SizeClass;
use jury_desk::Session;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::clock::{median, timed};
use crate::contest::{Contest, ask};
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::sheets::Noise;

const EXPERTS: usize = 60;
const ENTRIES: usize = 30;
const ROUNDS: usize = 3;
/// The interpreter with pandas and openpyxl that `cargo xtask bench --peers` prepares.
const PYTHON: &str = "JURY_BENCH_PYTHON";
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/bench/peers.py");

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let python = python()?;
    let folder = crate::files::scratch()?;
    let contest = Contest::at(folder.path());
    eprintln!("  {EXPERTS} experts score {ENTRIES} entries and sign");
    let organiser = contest.organiser(ENTRIES, EXPERTS)?;
    let workbooks = workbooks(&contest, &organiser)?;
    let (ours, first) = timed(|| merge(&organiser, &workbooks))?;
    if first != ENTRIES {
        return Err(Fault::wrong(format!("the desk ranked {first} entries")));
    }
    let theirs = (0..ROUNDS)
        .map(|_| in_python(&python, SCRIPT, &workbooks, ENTRIES))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(vec![Figure {
        name: "merge_60_workbooks_s",
        value: ours,
        unit: "s",
        baseline: median(&theirs),
        beside: "pandas and openpyxl reading and averaging the same workbooks, nothing checked",
        bar: Bar::Unset,
        paired_ratio: None,
    }])
}

/// Every expert's signed workbook.
fn workbooks(contest: &Contest, organiser: &Session) -> Result<Vec<PathBuf>, Fault> {
    let letters = contest.letters(organiser)?;
    let folder = contest.path("sheets");
    std::fs::create_dir_all(&folder).map_err(Fault::file(&folder))?;
    let signed = letters.par_iter().enumerate().map(|(n, letter)| {
        let expert = contest.expert(letter)?;
        ask(&expert, "marks_put", json!({"marks": marks(n)?}))?;
        let workbook = folder.join(format!("{}.xlsx", letter.expert));
        contest.sign(&expert, &workbook)?;
        Ok(workbook)
    });
    signed.collect()
}

fn marks(expert: usize) -> Result<Vec<Value>, Fault> {
    let rubric = Rubric::built_in();
    let profile = rubric.profile_for(SizeClass::Small);
    let profile = profile
        .ok_or_else(|| Fault::wrong("the built-in rubric has no profile for small enterprises"))?;
    let mut noise = Noise::new(expert as u64);
    let of_entry = |n| {
        let entry = format!("01-{n:03}");
        let mark = move |(criterion, points): (jury_core::CriterionId, jury_core::Points)| json!({"entry": entry, "criterion": criterion.as_str(), "value": points.to_string()});
        noise
            .marks(&rubric, profile)
            .into_iter()
            .map(mark)
            .collect::<Vec<_>>()
    };
    Ok((1..=ENTRIES).flat_map(of_entry).collect())
}

/// Adds the files and looks at the ranking; gives how many entries have a rank.
fn merge(organiser: &Session, workbooks: &[PathBuf]) -> Result<usize, Fault> {
    let files: Vec<String> = workbooks.iter().map(|path| organiser.offer(path)).collect();
    ask(organiser, "merge_add", json!({"files": files}))?;
    let results = ask(organiser, "results_look", json!({"track": null}))?;
    let rows = results["rows"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    Ok(rows.iter().filter(|row| row["rank"].is_number()).count())
}

/// The interpreter; told before any long work.
pub(crate) fn python() -> Result<PathBuf, Fault> {
    std::env::var_os(PYTHON).map(PathBuf::from).ok_or_else(|| {
        Fault::wrong("there is no Python with pandas: run `cargo xtask bench --peers`")
    })
}

/// Seconds a script took with these files, as it says them; it must have got figures of as many entries.
pub(crate) fn in_python(
    python: &Path,
    script: &str,
    files: &[PathBuf],
    entries: usize,
) -> Result<f64, Fault> {
    let program = python.display().to_string();
    let mut command = Command::new(python);
    let output = command.arg(script).args(files).output();
    let output = output.map_err(|source| Fault::NotStarted {
        program: program.clone(),
        source,
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Fault::Failed {
            program,
            status: output.status,
            said,
        });
    }
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    match (answer["seconds"].as_f64(), answer["entries"].as_u64()) {
        (Some(seconds), Some(ranked)) if ranked == entries as u64 => Ok(seconds),
        _ => Err(Fault::wrong(format!("the script said {answer}"))),
    }
}
