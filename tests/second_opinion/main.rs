//! The second opinion: `assets/verifier/verify.py`, written from FORMAT.md alone, must say of every sheet what the program says, and rank alike.
//!
//! Good sheets and mutated ones, a sample by default; `JURY_FULL=1` for ten thousand and a hundred thousand. The one rule: a disagreement is
//! a fault of one of the two or of FORMAT.md, and is printed with the seed that makes it again.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets an error has failed; helpers are part of the test"
)]

mod archive;
mod change;
mod noise;
mod world;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use jury_core::ranking::rank;
use jury_core::{EntryId, TrackId};
use jury_desk::judging::judge;
use jury_exchange::rule_file::read_rule;
use jury_seal::{Envelope, sha256};
use rayon::prelude::*;
use serde_json::{Value, json};

use archive::RULES;
use noise::Noise;
use world::World;

/// Sets handed to one run of the other program.
const BATCH: usize = 10;
static DONE: AtomicUsize = AtomicUsize::new(0);

/// What was compared.
#[derive(Debug, Default, Clone, Copy)]
struct Compared {
    good: usize,
    mutated: usize,
    by_kind: [usize; 5],
    rows: usize,
}

const KINDS: [&str; 5] = ["accepted", "provisional", "superseded", "held", "rejected"];

fn verifier() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/verifier/verify.py")
}

/// One set: what the program says of each envelope, by the name the archive gives it, and of each track's ranking.
struct Set {
    seed: u64,
    path: PathBuf,
    said: BTreeMap<String, Value>,
    tracks: Value,
}

fn make(seed: u64, mutated: bool, folder: &Path, compared: &mut Compared) -> Set {
    let mut world = World::new(seed);
    let mut noise = Noise::new(seed ^ 0xabcd);
    let mut received: Vec<Vec<u8>> = Vec::new();
    for of in std::mem::take(&mut world.sheets) {
        let which = if mutated {
            noise.below(of.len())
        } else {
            usize::MAX
        };
        for (place, signed) in of.iter().enumerate() {
            let good = jury_seal::seal(&signed.sheet, &[&signed.key])
                .unwrap()
                .to_bytes();
            if place == which {
                received.push(change::changed(signed, &mut noise));
                compared.mutated += 1;
                // Sometimes the good one is there as well.
                if noise.once_in(4) {
                    received.push(good);
                }
            } else {
                compared.good += 1;
                received.push(good);
            }
        }
    }
    world::take_in(&mut world, &received);
    let rule_text = RULES[usize::try_from(seed).unwrap() % RULES.len()];
    let rule = read_rule(rule_text).unwrap();
    let state = judge(received.clone().into_iter(), &world.expected, &world.book);
    let mut said = BTreeMap::new();
    for bytes in &received {
        let verdict = match Envelope::read(bytes) {
            Err(fault) => json!({"kind": "rejected", "codes": [fault.code()]}),
            Ok((envelope, _)) => match state.verdicts.get(&envelope.digest()) {
                Some(verdict) => {
                    let mut codes: Vec<_> =
                        verdict.codes.iter().map(|code| code.as_str()).collect();
                    codes.sort_unstable();
                    json!({"kind": verdict.kind.as_str(), "codes": codes})
                }
                None => continue,
            },
        };
        let kind = KINDS
            .iter()
            .position(|kind| verdict["kind"] == **kind)
            .unwrap();
        compared.by_kind[kind] += 1;
        said.insert(format!("received/{}.json", sha256(bytes)), verdict);
    }
    let mut tracks = serde_json::Map::new();
    for track in ["01", "02"] {
        let track = TrackId::new(track).unwrap();
        let entries: Vec<EntryId> = world
            .expected
            .entries
            .iter()
            .filter(|(_, facts)| facts.track == track)
            .map(|(id, _)| id.clone())
            .collect();
        let rows: Vec<Value> = rank(&entries, &state.marks, &rule)
            .iter()
            .map(archive::row)
            .collect();
        compared.rows += rows.len();
        tracks.insert(track.to_string(), Value::Array(rows));
    }
    let path = folder.join(format!("{seed}.zip"));
    archive::write(&path, &world, &received, rule_text);
    Set {
        seed,
        path,
        said,
        tracks: Value::Object(tracks),
    }
}

/// Judges some sets by the other program and returns the disagreements.
fn differences(sets: &[Set]) -> Vec<String> {
    let output = Command::new("python3")
        .arg(verifier())
        .args(["--json", "--no-openssl"])
        .args(sets.iter().map(|set| &set.path))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let reports: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"));
    let mut found = Vec::new();
    for (set, report) in sets.iter().zip(reports.as_array().unwrap()) {
        let other = report["verdicts"].as_object().unwrap();
        for (name, verdict) in &set.said {
            let theirs = other.get(name).unwrap_or(&Value::Null);
            if theirs != verdict {
                found.push(format!(
                    "seed {} {name}: {verdict} but verify.py {theirs}",
                    set.seed
                ));
            }
        }
        if report["rounds"][0]["tracks"] != set.tracks {
            found.push(format!(
                "seed {}: ranking {} but verify.py {}",
                set.seed, set.tracks, report["rounds"][0]["tracks"]
            ));
        }
    }
    found
}

fn compare(seeds: std::ops::Range<u64>, mutated: bool) -> Compared {
    let folder = tempfile::tempdir().unwrap();
    let seeds: Vec<u64> = seeds.collect();
    let outcome: Vec<(Compared, Vec<String>)> = seeds
        .par_chunks(BATCH)
        .map(|seeds| {
            let mut compared = Compared::default();
            let sets: Vec<Set> = seeds
                .iter()
                .map(|seed| make(*seed, mutated, folder.path(), &mut compared))
                .collect();
            let found = differences(&sets);
            if full() {
                // The full count takes an hour; whoever waits sees how far it is and what was found so far.
                let done = DONE.fetch_add(sets.len(), Ordering::Relaxed) + sets.len();
                eprintln!(
                    "{done} sets, {} disagreements in the last {}",
                    found.len(),
                    sets.len()
                );
            }
            for set in &sets {
                if found.is_empty() {
                    std::fs::remove_file(&set.path).unwrap();
                } else if let Some(keep) = std::env::var_os("JURY_KEEP") {
                    std::fs::copy(
                        &set.path,
                        Path::new(&keep).join(set.path.file_name().unwrap()),
                    )
                    .unwrap();
                }
            }
            (compared, found)
        })
        .collect();
    let mut all = Compared::default();
    let mut found = Vec::new();
    for (one, differences) in outcome {
        all.good += one.good;
        all.mutated += one.mutated;
        all.rows += one.rows;
        for (sum, more) in all.by_kind.iter_mut().zip(one.by_kind) {
            *sum += more;
        }
        found.extend(differences);
    }
    println!("{all:?} {KINDS:?}");
    found.sort();
    assert!(
        found.is_empty(),
        "{} disagreements\n{}",
        found.len(),
        found
            .iter()
            .take(300)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
    all
}

fn full() -> bool {
    std::env::var_os("JURY_FULL").is_some_and(|value| value == "1")
}

#[test]
fn both_say_the_same_of_good_sheets() {
    let sets = if full() { 75 } else { 2 };
    let compared = compare(0..sets, false);
    assert!(
        compared.good >= if full() { 10_000 } else { 200 },
        "{compared:?}"
    );
}

#[test]
fn both_say_the_same_of_mutated_sheets() {
    let sets = if full() { 1_000 } else { 20 };
    let compared = compare(10_000..10_000 + sets, true);
    assert!(
        compared.mutated >= if full() { 100_000 } else { 2_000 },
        "{compared:?}"
    );
}
