//! Ten thousand sheets of thirty entries and sixteen criteria, from envelope bytes to verdicts, matrix and marks.
//!
//! The merge runs in a process of its own, since the memory a process once used cannot be told from what it uses now. Envelopes come from a file,
//! as they come from a store: one after the other. The baseline of the time is the least anybody would have to do: read them and check their
//! signatures. That of the memory is the size of the envelopes.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode};

use jury_core::merge::{MergeState, VerdictKind};
use jury_seal::{Envelope, PublicKey};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::clock::timed;
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::sheets::{self, LINES, SHEETS, World};

/// Envelopes signed at a time while the file is made.
const BATCH: usize = 500;
const MB: f64 = 1e6;

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let folder = crate::files::scratch()?;
    let file = folder.path().join("envelopes");
    eprintln!("  signing {SHEETS} sheets");
    let bytes = write_envelopes(&file)?;
    let merged = in_child(&file)?;
    let least = check_signatures(&file)?;
    Ok(vec![
        Figure {
            name: "merge_10000x30_s",
            value: merged.seconds,
            unit: "s",
            baseline: least,
            beside: "the same signatures checked, nothing else",
            bar: Bar::Value(10.0),
            paired_ratio: None,
        },
        Figure {
            name: "merge_10000x30_peak_mb",
            value: merged.peak / MB,
            unit: "MB",
            baseline: bytes / MB,
            beside: "the envelopes' bytes",
            bar: Bar::Value(500.0),
            paired_ratio: None,
        },
    ])
}

/// Length, bytes, length, bytes …; gives the bytes of all envelopes.
fn write_envelopes(path: &Path) -> Result<f64, Fault> {
    let mut out = BufWriter::new(File::create(path).map_err(Fault::file(path))?);
    let mut total = 0.0;
    for start in (0..SHEETS).step_by(BATCH) {
        let signed: Vec<_> = (start..SHEETS.min(start + BATCH))
            .into_par_iter()
            .map(sheets::envelope)
            .collect::<Result<_, _>>()?;
        for envelope in signed {
            let length =
                u32::try_from(envelope.len()).map_err(|_| Fault::wrong("an envelope of 4 GiB"))?;
            total += f64::from(length);
            out.write_all(&length.to_le_bytes())
                .and_then(|()| out.write_all(&envelope))
                .map_err(Fault::file(path))?;
        }
    }
    out.flush().map_err(Fault::file(path))?;
    Ok(total)
}

/// Reads what [`write_envelopes`] wrote, one at a time.
struct Envelopes(BufReader<File>);

impl Envelopes {
    fn open(path: &Path) -> Result<Self, Fault> {
        Ok(Self(BufReader::with_capacity(
            1 << 20,
            File::open(path).map_err(Fault::file(path))?,
        )))
    }

    fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut length = [0; 4];
        self.0.read_exact(&mut length)?;
        let mut envelope = vec![0; u32::from_le_bytes(length) as usize];
        self.0.read_exact(&mut envelope)?;
        Ok(envelope)
    }
}

impl Iterator for Envelopes {
    type Item = Vec<u8>;

    /// Ends at the end of the file; a file cut short shows in the number of verdicts.
    fn next(&mut self) -> Option<Vec<u8>> {
        self.read().ok()
    }
}

struct Merged {
    seconds: f64,
    /// Bytes.
    peak: f64,
}

fn in_child(file: &Path) -> Result<Merged, Fault> {
    let program = "the merging process".to_owned();
    let not_started = |source| Fault::NotStarted {
        program: program.clone(),
        source,
    };
    let this = std::env::current_exe().map_err(not_started)?;
    let output = Command::new(this)
        .arg("--merge-child")
        .arg(file)
        .output()
        .map_err(not_started)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Fault::Failed {
            program,
            status: output.status,
            said,
        });
    }
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let number = |key: &str| {
        answer[key]
            .as_f64()
            .ok_or_else(|| Fault::wrong(format!("the merging process did not say its {key}")))
    };
    Ok(Merged {
        seconds: number("seconds")?,
        peak: number("peak")?,
    })
}

/// What the other process does: merges and says how long it took and how much memory it ever had.
pub(crate) fn child(file: &Path) -> ExitCode {
    match merge(file) {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn merge(file: &Path) -> Result<Value, Fault> {
    let world = World::new()?;
    let (seconds, state) = timed(|| {
        Ok::<_, Fault>(jury_desk::judging::judge(
            Envelopes::open(file)?,
            &world.expected,
            &world.book,
            &std::collections::BTreeSet::new(),
        ))
    })?;
    check(&state)?;
    Ok(json!({"seconds": seconds, "peak": peak_memory()?}))
}

/// A merge that refused sheets would be quick for the wrong reason.
fn check(state: &MergeState) -> Result<(), Fault> {
    let accepted = state
        .verdicts
        .values()
        .filter(|verdict| verdict.kind == VerdictKind::Accepted)
        .count();
    let marks: usize = state
        .marks
        .values()
        .map(std::collections::BTreeMap::len)
        .sum();
    if (accepted, marks) == (SHEETS, SHEETS * LINES) {
        Ok(())
    } else {
        let refused = state
            .verdicts
            .values()
            .find(|verdict| verdict.kind != VerdictKind::Accepted);
        Err(Fault::wrong(format!(
            "{accepted} sheets accepted, {marks} marks, {refused:?}"
        )))
    }
}

/// The most memory this process ever had resident, bytes. Linux counts it for every process (proc_pid_status(5), VmHWM).
fn peak_memory() -> Result<f64, Fault> {
    let path = Path::new("/proc/self/status");
    let status = std::fs::read_to_string(path).map_err(Fault::file(path))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|rest| {
        rest.trim()
            .trim_end_matches("kB")
            .trim()
            .parse::<f64>()
            .ok()
    });
    kib.map(|kib| kib * 1024.0)
        .ok_or_else(|| Fault::wrong("the system does not say how much memory was used"))
}

/// Seconds to read the same envelopes and check each signature, on as many cores.
fn check_signatures(file: &Path) -> Result<f64, Fault> {
    let keys = sheets::keys();
    let (seconds, good) = timed(|| {
        Ok::<_, Fault>(
            Envelopes::open(file)?
                .par_bridge()
                .filter(|bytes| is_signed(bytes, &keys))
                .count(),
        )
    })?;
    if good == SHEETS {
        Ok(seconds)
    } else {
        Err(Fault::wrong(format!("{good} signatures are right")))
    }
}

fn is_signed(bytes: &[u8], keys: &std::collections::HashMap<jury_seal::KeyId, PublicKey>) -> bool {
    let Ok(envelope) = Envelope::parse(bytes) else {
        return false;
    };
    let key = envelope
        .signatures
        .first()
        .and_then(|signature| keys.get(&signature.keyid));
    key.is_some_and(|key| envelope.is_signed_by(key))
}
