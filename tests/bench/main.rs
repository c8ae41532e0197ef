//! The speed bars: what is measured beside what, in one run on one machine.
//!
//! `cargo xtask bench` runs it, optimised. Not a test: it prints figures and fails on none of them, because a figure taken on a busy machine
//! accuses nobody. The one rule: every figure has its baseline taken in the same run, as near in time as can be, and anyone can redo it.

mod bootstrap;
#[cfg(target_os = "linux")]
mod click;
mod clock;
mod contest;
#[cfg(target_os = "linux")]
mod driver;
mod fault;
mod figure;
mod files;
mod materials;
#[cfg(target_os = "linux")]
mod memory;
mod merge;
mod options;
mod pages;
mod papers;
mod peers;
mod scenes;
#[cfg(target_os = "linux")]
mod screen;
mod search;
mod sheets;
#[cfg(target_os = "linux")]
mod soak;
mod tally;
#[cfg(target_os = "linux")]
mod ui_tasks;
#[cfg(target_os = "linux")]
mod window;

use std::process::ExitCode;

use fault::Fault;
use figure::Figure;
use options::Options;

/// What takes figures.
type Take = fn() -> Result<Vec<Figure>, Fault>;

/// A piece of work that gives figures, with the beginnings of their names for `--only`.
struct Measure {
    names: &'static [&'static str],
    /// Only with `--peers`.
    peers: bool,
    take: Take,
    /// In place of it with `--long`.
    long: Option<Take>,
}

const fn measure(names: &'static [&'static str], take: Take) -> Measure {
    Measure {
        names,
        peers: false,
        take,
        long: None,
    }
}

const MEASURES: &[Measure] = &[
    measure(&["tally_25000x9_s"], tally::take),
    measure(&["bootstrap_90x9_s"], bootstrap::take),
    measure(&["page_pixels_vs_pdfium", "page_ahead_ms"], pages::take),
    measure(&["merge_10000x30_s", "merge_10000x30_peak_mb"], merge::take),
    measure(&["materials_in_vs_copy_sha256"], materials::take),
    measure(
        &["search_90_dossiers_ms", "search_index_90_dossiers_s"],
        search::take,
    ),
    // Xvfb and WebKitWebDriver exist for Linux alone.
    #[cfg(target_os = "linux")]
    measure(&["window_ready_vs_empty"], window::take),
    #[cfg(target_os = "linux")]
    measure(&["click_to_painted_ms"], click::take),
    #[cfg(target_os = "linux")]
    measure(&["ui_task_1200x9_ms"], ui_tasks::take),
    #[cfg(target_os = "linux")]
    Measure {
        long: Some(soak::take_long),
        ..measure(
            &[
                "soak_pss_mb",
                "soak_growth",
                "list_opens_ms",
                "switch_entry_ms",
                "switch_to_page_ms",
            ],
            soak::take,
        )
    },
    Measure {
        peers: true,
        ..measure(&["merge_60_workbooks_s"], peers::take)
    },
    Measure {
        peers: true,
        ..measure(&["tally_25000x9_vs_pandas_s"], tally::take_with_pandas)
    },
    Measure {
        peers: true,
        ..measure(&["bootstrap_90x9_vs_numpy_s"], bootstrap::take_with_numpy)
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
        .filter(|measure| options.wants(measure.names) && (options.peers || !measure.peers))
    {
        eprintln!("▸ measuring {}", measure.names.join(", "));
        let take = measure.long.filter(|_| options.long);
        match take.unwrap_or(measure.take)() {
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
