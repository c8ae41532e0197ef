//! The speed bars: what is measured beside what, in one run on one machine.
//!
//! `cargo xtask bench` runs it, optimised. Not a test: it prints figures and fails on none of them, because a figure taken on a busy machine
//! accuses nobody. The one rule: every figure has its baseline taken in the same run, as near in time as can be, and anyone can redo it.

mod clock;
mod fault;
mod figure;
mod files;
mod materials;
mod merge;
mod options;
mod pages;
mod scenes;
mod sheets;
mod tally;

use std::process::ExitCode;

use fault::Fault;
use figure::Figure;
use options::Options;

/// A piece of work that gives figures, with the beginnings of their names for `--only`.
struct Measure {
    names: &'static [&'static str],
    take: fn() -> Result<Vec<Figure>, Fault>,
}

const MEASURES: &[Measure] = &[
    Measure {
        names: &["tally_25000x9_s"],
        take: tally::take,
    },
    Measure {
        names: &["page_pixels_vs_pdfium", "page_ahead_ms"],
        take: pages::take,
    },
    Measure {
        names: &["merge_10000x30_s", "merge_10000x30_peak_mb"],
        take: merge::take,
    },
    Measure {
        names: &["materials_in_vs_copy_sha256"],
        take: materials::take,
    },
];

fn main() -> ExitCode {
    // The page measures start this very program as their render worker.
    if let Some(code) = jury_desk::render_worker() {
        return code;
    }
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(usage) => {
            eprintln!("{usage}");
            return ExitCode::from(2);
        }
    };
    if let Some(file) = &options.merge_child {
        return merge::child(file);
    }
    run(&options)
}

fn run(options: &Options) -> ExitCode {
    let (mut figures, mut all_taken) = (Vec::new(), true);
    for measure in MEASURES
        .iter()
        .filter(|measure| options.wants(measure.names))
    {
        eprintln!("▸ measuring {}", measure.names.join(", "));
        match (measure.take)() {
            Ok(taken) => figures.extend(taken),
            Err(fault) => {
                all_taken = false;
                eprintln!("  not taken: {fault}");
            }
        }
    }
    if options.json {
        println!("{}", figure::json(&figures));
    } else {
        print!("{}", figure::table(&figures));
    }
    if all_taken {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
