//! Five hundred odd PDFs through the real worker: each gives a page or a typed fault, in time, and the next document shows.
//!
//! Hostile and broken documents are made here, the same on every run. CI takes each case written by hand and every fourth of
//! the rest with a short deadline; `JURY_ODD_ALL=1` takes all with the real one and says what became of them. The one rule: a
//! case says only what it may become, never how long it takes.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets an error has failed; helpers are part of the test"
)]

mod active;
mod case;
#[path = "../common/mod.rs"]
mod common;
mod crypt;
mod doc;
mod fonts;
mod heavy;
mod mutated;
mod reading;
mod shapes;
mod tables;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use case::Case;
use reading::{Desk, Seen};

fn all() -> Vec<Case> {
    let families = [
        crypt::cases(),
        shapes::cases(),
        tables::references(),
        tables::trees(),
        fonts::cases(),
        heavy::bombs(),
        heavy::pictures(),
        heavy::annotations(),
        heavy::drawings(),
        active::cases(),
    ];
    let made = families.into_iter().flat_map(|family| family.cases);
    made.chain(mutated::cases()).collect()
}

/// Families of which each case is one more throw of the dice.
const THROWN: [&str; 4] = ["cut/", "bitten/", "mixed/", "counted/"];

#[test]
fn every_odd_document_gives_a_page_or_a_word_and_the_next_one_shows() {
    let everything = std::env::var_os("JURY_ODD_ALL").is_some();
    let mut cases = all();
    assert!(cases.len() >= 500, "{} cases", cases.len());
    let deadline = if everything {
        Duration::from_secs(10)
    } else {
        let mut thrown = 0_usize;
        cases.retain(|case| {
            let dice = THROWN.iter().any(|family| case.name.starts_with(family));
            thrown += usize::from(dice);
            !dice || thrown % 4 == 1
        });
        Duration::from_secs(3)
    };
    let (next, seen) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut desk = Desk::new(deadline);
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let start = Instant::now();
                    let found = desk.read(case);
                    seen.lock().unwrap().push((case, found, start.elapsed()));
                }
            });
        }
    });
    let seen = seen.into_inner().unwrap();
    report(&seen);
    let wrong: Vec<String> = seen
        .iter()
        .flat_map(|(case, seen, _)| {
            seen.wrong
                .iter()
                .map(move |wrong| format!("{}: {wrong}", case.name))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What became of them, for people who ran it with `--no-capture`.
fn report(seen: &[(&Case, Seen, Duration)]) {
    let mut became: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (case, seen, _) in seen {
        let family = case.name.split('/').next().unwrap_or_default();
        *became.entry((family, &seen.became)).or_default() += 1;
    }
    for ((family, word), count) in &became {
        eprintln!("{count:5} {family:<12} {word}");
    }
    let mut slow: Vec<_> = seen
        .iter()
        .map(|(case, _, took)| (took, &case.name))
        .collect();
    slow.sort();
    for (took, name) in slow.iter().rev().take(25) {
        eprintln!("{took:8.2?} {name}");
    }
    let mut large: Vec<_> = seen
        .iter()
        .map(|(case, seen, _)| (seen.peak_mib, &case.name))
        .collect();
    large.sort();
    for (peak, name) in large.iter().rev().take(15) {
        eprintln!("{peak:5} MiB {name}");
    }
    eprintln!("{} documents", seen.len());
}
