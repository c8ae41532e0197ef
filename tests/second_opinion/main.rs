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
mod happenings;
mod noise;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use jury_core::EntryId;
use jury_core::contest::Round;
use jury_core::cut::{line, seats};
use jury_core::merge::{Expected, MergeState, Subject};
use jury_core::ranking::{Held, Ranked, standing};
use jury_core::rule::{Places, Rule};
use jury_desk::judging::judge;
use jury_exchange::rule_file::read_rule;
use jury_seal::{Envelope, SigningKey, sha256};
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
    transcripts: usize,
    gate: usize,
    later_rounds: usize,
    open: usize,
    cuts: usize,
}

const KINDS: [&str; 5] = ["accepted", "provisional", "superseded", "held", "rejected"];

fn verifier() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/verifier/verify.py")
}

/// One set, and what the program says of each round.
struct Set {
    seed: u64,
    path: PathBuf,
    rounds: Vec<Said>,
}

/// What the program says in one round: of each envelope, by the name the archive gives it, of what is open, and each track's ranking.
struct Said {
    verdicts: BTreeMap<String, Value>,
    open: BTreeSet<String>,
    tracks: Value,
    cuts: Value,
}

fn make(seed: u64, mutated: bool, folder: &Path, compared: &mut Compared) -> Set {
    let rule_text = RULES[usize::try_from(seed).unwrap() % RULES.len()];
    let rule = read_rule(rule_text).unwrap();
    let mut world = World::new(seed, &rule, rule_text);
    let received = received(&mut world, seed, mutated, compared);
    world::take_in(&mut world, &received);
    let all: BTreeSet<Round> = world.expected.iter().map(|one| one.round).collect();
    let states: Vec<MergeState> = world
        .expected
        .iter()
        .map(|expected| {
            let elsewhere = all.iter().copied().filter(|one| *one != expected.round);
            let envelopes = received.clone().into_iter();
            judge(envelopes, expected, &world.book, &elsewhere.collect())
        })
        .collect();
    let mut rounds = Vec::new();
    for (at, state) in states.iter().enumerate() {
        let said = Said {
            verdicts: verdicts(&received, state, at == 0, compared),
            open: state
                .blockers
                .iter()
                .map(|one| subject(&Subject::of(one)))
                .collect(),
            tracks: tracks(&world, &states[..=at], &rule, compared),
            cuts: cuts(&world, &states[..=at], &rule, compared),
        };
        compared.open += said.open.len();
        compared.later_rounds += usize::from(at > 0 && said.tracks != json!({}));
        rounds.push(said);
    }
    let path = folder.join(format!("{seed}.zip"));
    archive::write(&path, &world, &received, rule_text);
    Set { seed, path, rounds }
}

/// What came in: in a mutated set one document of each expert in each round is changed.
fn received(world: &mut World, seed: u64, mutated: bool, compared: &mut Compared) -> Vec<Vec<u8>> {
    let mut noise = Noise::new(seed ^ 0xabcd);
    let mut received: Vec<Vec<u8>> = Vec::new();
    for of in std::mem::take(&mut world.sheets) {
        let which = if mutated && !of.is_empty() {
            noise.below(of.len())
        } else {
            usize::MAX
        };
        for (place, signed) in of.iter().enumerate() {
            let good = jury_seal::seal(&signed.sheet, &[&signed.key]).unwrap();
            if place == which {
                received.push(change::changed(signed, &mut noise));
                compared.mutated += 1;
                // Sometimes the good one is there as well.
                if noise.once_in(4) {
                    received.push(good.to_bytes());
                }
            } else {
                compared.good += 1;
                received.push(good.to_bytes());
            }
        }
    }
    for typed in std::mem::take(&mut world.typed) {
        let keys: Vec<&SigningKey> = typed.keys.iter().collect();
        let good = jury_seal::seal(&typed.transcript, &keys).unwrap();
        compared.transcripts += 1;
        if mutated && noise.once_in(2) {
            compared.mutated += 1;
            received.push(change::changed_typed(&typed, &mut noise));
            if !noise.once_in(4) {
                continue;
            }
        } else {
            compared.good += 1;
        }
        received.push(good.to_bytes());
    }
    received
}

fn verdicts(
    received: &[Vec<u8>],
    state: &MergeState,
    first: bool,
    compared: &mut Compared,
) -> BTreeMap<String, Value> {
    let mut said = BTreeMap::new();
    for bytes in received {
        let verdict = match Envelope::read(bytes) {
            Err(fault) => json!({"kind": "rejected", "codes": [fault.code()]}),
            Ok((envelope, _)) => match state.verdicts.get(&envelope.digest()) {
                Some(verdict) => {
                    let mut codes: Vec<_> =
                        verdict.codes.iter().map(|code| code.as_str()).collect();
                    codes.sort_unstable();
                    compared.gate += usize::from(codes.contains(&"GATE"));
                    json!({"kind": verdict.kind.as_str(), "codes": codes})
                }
                None => continue,
            },
        };
        let kind = KINDS
            .iter()
            .position(|kind| verdict["kind"] == **kind)
            .unwrap();
        compared.by_kind[kind] += usize::from(first);
        said.insert(format!("received/{}.json", sha256(bytes)), verdict);
    }
    said
}

fn subject(one: &Subject) -> String {
    let sheet = one.sheet().map(|digest| digest.to_string());
    let (entry, expert) = (one.entry().map(EntryId::as_str), one.expert());
    json!({"entry": entry, "expert": expert.map(ToString::to_string), "kind": one.kind().as_str(), "sheet": sheet}).to_string()
}

/// The ranking of each track after the last of `states`; nothing while nobody takes part in its round.
fn tracks(world: &World, states: &[MergeState], rule: &Rule, compared: &mut Compared) -> Value {
    let mut tracks = serde_json::Map::new();
    let rounds = || world.expected.iter().zip(states);
    if rounds()
        .next_back()
        .is_some_and(|(expected, _)| expected.entries.is_empty())
    {
        return Value::Object(tracks);
    }
    for track in ["01", "02"] {
        let rows: Vec<Value> = ranked(world, states, rule, Some(track))
            .iter()
            .map(archive::row)
            .collect();
        compared.rows += rows.len();
        tracks.insert(track.to_owned(), Value::Array(rows));
    }
    Value::Object(tracks)
}

/// The ranking of one track, or of both, after the last of `states`.
fn ranked(world: &World, states: &[MergeState], rule: &Rule, track: Option<&str>) -> Vec<Ranked> {
    let rounds = || world.expected.iter().zip(states);
    let entries: Vec<Vec<EntryId>> = rounds()
        .map(|(expected, _)| counted(expected, track))
        .collect();
    let held: Vec<Held<'_>> = rounds()
        .zip(&entries)
        .map(|((expected, state), entries)| Held {
            round: expected.round,
            entries,
            marks: &state.marks,
        })
        .collect();
    standing(&held, rule)
}

fn counted(expected: &Expected, track: Option<&str>) -> Vec<EntryId> {
    let here = expected.entries.iter().filter(|(_, facts)| {
        !facts.calibration && track.is_none_or(|track| facts.track.as_str() == track)
    });
    here.map(|(id, _)| id.clone()).collect()
}

/// Who goes on after a round, and who ties at the cut, by track.
fn cuts(world: &World, states: &[MergeState], rule: &Rule, compared: &mut Compared) -> Value {
    let mut cuts = serde_json::Map::new();
    let expected = &world.expected[states.len() - 1];
    let Some(promote) = rule.rounds[states.len() - 1].promote.as_ref() else {
        return Value::Object(cuts);
    };
    let all = ["01", "02"];
    let sizes = all.map(|track| counted(expected, Some(track)).len());
    let places: Vec<(Option<&str>, u32)> = match (promote.places, seats(promote.places, &sizes)) {
        (_, Some(seats)) => all.into_iter().map(Some).zip(seats).collect(),
        (Places::Across(places), None) => vec![(None, places)],
        _ => Vec::new(),
    };
    for (track, places) in places {
        let mut rows = ranked(world, states, rule, track);
        rows.retain(|row| expected.entries.contains_key(&row.entry));
        let line = line(&rows, places);
        let names =
            |of: &[EntryId]| -> Vec<String> { of.iter().map(ToString::to_string).collect() };
        compared.cuts += 1;
        let cut = json!([names(&line.within), names(&line.tied)]);
        cuts.insert(track.unwrap_or_default().to_owned(), cut);
    }
    Value::Object(cuts)
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
        for (said, other) in set.rounds.iter().zip(report["rounds"].as_array().unwrap()) {
            let round = &other["round"];
            let mut say = |what: String| found.push(format!("seed {} {round}: {what}", set.seed));
            for (name, theirs) in other["verdicts"].as_object().unwrap() {
                let ours = said.verdicts.get(name);
                let neither = theirs["kind"].is_null() || theirs["kind"] == "return";
                if ours.map_or(!neither, |ours| ours != theirs) {
                    say(format!("{name}: {ours:?} but verify.py {theirs}"));
                }
            }
            for name in said.verdicts.keys() {
                if other["verdicts"].get(name).is_none() {
                    say(format!("{name}: nothing from verify.py"));
                }
            }
            let items = other["open"].as_array().unwrap().iter();
            let open: BTreeSet<String> = items.map(ToString::to_string).collect();
            for item in open.symmetric_difference(&said.open) {
                say(format!("open for one of the two: {item}"));
            }
            if other["cuts"] != said.cuts {
                say(format!("cut {} but verify.py {}", said.cuts, other["cuts"]));
            }
            if other["tracks"] != said.tracks {
                say(format!(
                    "ranking {} but verify.py {}",
                    said.tracks, other["tracks"]
                ));
            }
        }
        if report["rounds"].as_array().unwrap().len() != set.rounds.len() {
            found.push(format!("seed {}: rounds", set.seed));
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
        all.transcripts += one.transcripts;
        all.gate += one.gate;
        all.later_rounds += one.later_rounds;
        all.open += one.open;
        all.cuts += one.cuts;
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
    let sets = if full() { 75 } else { 6 };
    let compared = compare(0..sets, false);
    assert!(
        compared.good >= if full() { 10_000 } else { 200 },
        "{compared:?}"
    );
}

#[test]
fn both_say_the_same_of_mutated_sheets() {
    let sets = if full() { 900 } else { 18 };
    let compared = compare(10_000..10_000 + sets, true);
    assert!(
        compared.mutated >= if full() { 100_000 } else { 2_000 },
        "{compared:?}"
    );
}
