//! How long the window's one thread is busy without a break while the organiser opens and scrolls the matrix and the ranking of 1,200 entries and nine
//! experts.
//!
//! The one rule: the figure is the longest of all breaks in all the acts, not a median: one task of a second is one second in which no key is heard.

use fantoccini::Client;
use jury_core::rubric::Rubric;
use jury_seal::vault::KdfCost;
use serde_json::{Value, json};

use crate::contest::{Contest, PASSPHRASE, ask};
use crate::driver::{Driver, appears, frame, milliseconds, sign_in};
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::screen::Screen;
use crate::sheets::Noise;
use crate::window::Demo;

const ACT: &str = include_str!("ui_tasks.js");
const ENTRIES: usize = 1_200;
const EXPERTS: usize = 9;
/// Those that came first take the program's code from the disk; the second time is what a working day is made of.
const TIMES: usize = 2;
const ACTS: [&str; 4] = [
    "open-matrix",
    "scroll-matrix",
    "open-ranking",
    "scroll-ranking",
];

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let (demo, screen) = (merged_contest()?, Screen::start()?);
    let program = crate::window::program("jurybench")?;
    let driver = Driver::start(&screen, &demo)?;
    let (longest, frames) =
        driver.with_window(&program, &demo, async |client| measure(client, &demo).await)?;
    Ok(vec![Figure {
        name: "ui_task_1200x9_ms",
        value: longest,
        unit: "ms",
        baseline: frames,
        beside: "one frame of the same window",
        bar: Bar::Value(100.0),
        paired_ratio: None,
    }])
}

async fn measure(client: &Client, demo: &Demo) -> Result<(f64, f64), Fault> {
    // Of the two who may sign in the first is the organiser.
    sign_in(client, demo).await?;
    appears(client, "[data-testid=nav-merge]").await?;
    let mut longest = 0.0_f64;
    for _ in 0..TIMES {
        for act in ACTS {
            let busy = milliseconds(&client.execute_async(ACT, vec![json!(act)]).await?)?;
            eprintln!("  {act}: {busy:.0} ms");
            longest = longest.max(busy);
        }
    }
    Ok((longest, frame(client).await?))
}

/// An organiser's desk with every expert's signed sheet merged.
fn merged_contest() -> Result<Demo, Fault> {
    let folder = crate::files::scratch()?;
    let mut contest = Contest::at(folder.path());
    // The window opens no desk that was made cheaper.
    contest.cost = KdfCost::FLOOR;
    eprintln!("  making {EXPERTS} sheets of {ENTRIES} entries");
    let organiser = contest.organiser(ENTRIES, EXPERTS)?;
    let mut noise = Noise::new(1_200);
    let mut sheets = Vec::new();
    for letter in contest.letters(&organiser)? {
        let expert = contest.expert(&letter)?;
        ask(&expert, "marks_put", json!({"marks": marks(&mut noise)}))?;
        let sheet = contest.path(&format!("{}.xlsx", letter.expert));
        contest.sign(&expert, &sheet)?;
        sheets.push(organiser.offer(&sheet));
    }
    ask(&organiser, "merge_add", json!({"files": sheets}))?;
    ask(&organiser, "desk_lock", json!({}))?;
    let desk = contest.path("organiser");
    Ok(Demo::of(folder, desk, PASSPHRASE))
}

/// A mark for every criterion of every entry.
fn marks(noise: &mut Noise) -> Vec<Value> {
    let rubric = Rubric::built_in();
    let small = jury_core::size_class::SizeClass::Small;
    let Some(profile) = rubric.profile_for(small) else {
        return Vec::new();
    };
    (1..=ENTRIES)
        .flat_map(|entry| {
            let given = noise.marks(&rubric, profile);
            given.into_iter().map(move |(criterion, mark)| {
                json!({"entry": format!("01-{entry:03}"), "criterion": criterion.to_string(), "value": mark.to_string()})
            })
        })
        .collect()
}
