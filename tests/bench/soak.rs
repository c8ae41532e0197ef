//! An hour's reading in the real window, sped up: ninety entries opened one after the other, pages of each turned, memory of all processes
//! at the tenth minute and at the end; and how soon the list and an entry are there.
//!
//! An hour is 1,500 page turns; the short run makes a fifth of them, over the same ninety entries. The one rule: memory is the proportional
//! share (PSS) of every process that the window started, render workers among them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::Client;
use jury_seal::vault::KdfCost;
use serde_json::json;

use crate::click::TO_PAGE;
use crate::clock::median;
use crate::contest::{Contest, PASSPHRASE, ask};
use crate::driver::{Driver, PATIENCE, frame, milliseconds, pages, sign_in};
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::memory;
use crate::screen::Screen;
use crate::window::Demo;

const ENTRIES: usize = 90;
/// Pages turned in each entry, in the short run and in the long one.
const TURNS: u64 = 3;
const TURNS_LONG: u64 = 17;
/// The tenth minute of an hour, in entries.
const TENTH_MINUTE: usize = ENTRIES / 6;
/// Before memory is read: what is to be let go is let go within this time.
const REST: Duration = Duration::from_secs(3);
const SWITCH: &str = include_str!("soak.js");
/// Told before the passphrase is typed; Enter starts the watch.
const WATCH_LIST: &str = "addEventListener('keydown', ({ key }) => { if (key !== 'Enter') return; const start = performance.now(); \
const look = () => { const row = document.querySelector('[data-testid^=\"entry-0\"]'); \
if (row?.getBoundingClientRect().height > 0) requestAnimationFrame(() => setTimeout(() => { window.listOpened = performance.now() - start; })); \
else requestAnimationFrame(look); }; look(); }, { capture: true })";

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    soak(TURNS)
}

/// A whole hour's worth.
pub(crate) fn take_long() -> Result<Vec<Figure>, Fault> {
    soak(TURNS_LONG)
}

/// What one run gave: milliseconds and megabytes.
struct Hour {
    list: f64,
    forms: Vec<f64>,
    first_pages: Vec<f64>,
    frames: Vec<f64>,
    tenth_minute: f64,
    end: f64,
    turned: u64,
}

fn soak(turns: u64) -> Result<Vec<Figure>, Fault> {
    let (demo, screen) = (desk_of_ninety()?, Screen::start()?);
    let program = crate::window::program("jurybench")?;
    let driver = Driver::start(&screen, &demo)?;
    let hour = driver.with_window(&program, &demo, async |client| {
        read(client, &demo, driver.id(), turns).await
    })?;
    eprintln!("  {} pages turned in {ENTRIES} entries", hour.turned);
    Ok(figures(&hour))
}

fn figures(hour: &Hour) -> Vec<Figure> {
    let figure = |name, value, unit, baseline, beside, bar| Figure {
        name,
        value,
        unit,
        baseline,
        beside,
        bar,
        paired_ratio: None,
    };
    let (tenth, frame) = (hour.tenth_minute, median(&hour.frames));
    let (ten, one) = (
        "the tenth minute of the same hour",
        "one frame of the same window",
    );
    let memory = |name, bar| figure(name, hour.end, "MB", tenth, ten, bar);
    let soon = |name, value, bar| figure(name, value, "ms", frame, one, bar);
    vec![
        memory("soak_pss_mb", Bar::Value(600.0)),
        memory("soak_growth", Bar::RatioAtMost(1.1)),
        soon("list_opens_ms", hour.list, Bar::Value(1_000.0)),
        soon("switch_entry_ms", median(&hour.forms), Bar::Value(200.0)),
        soon("switch_to_page_ms", median(&hour.first_pages), Bar::Unset),
    ]
}

async fn read(client: &Client, demo: &Demo, driver: u32, turns: u64) -> Result<Hour, Fault> {
    client.execute(WATCH_LIST, vec![]).await?;
    sign_in(client, demo).await?;
    let mut hour = Hour {
        list: list_opened(client).await?,
        forms: Vec::new(),
        first_pages: Vec::new(),
        frames: Vec::new(),
        tenth_minute: 0.0,
        end: 0.0,
        turned: 0,
    };
    // The desk opens on the first entry; it is come back to in the end.
    for place in 1..=ENTRIES {
        let id = entry(place % ENTRIES);
        let painted = client.execute_async(SWITCH, vec![json!(id)]).await?;
        hour.forms.push(milliseconds(&painted[0])?);
        // An entry may lack its application form, as one of the demo's does.
        hour.first_pages.extend(milliseconds(&painted[1]).ok());
        hour.frames.push(frame(client).await?);
        let last = pages(client).await?.min(turns + 1);
        for page in 2..=last {
            milliseconds(&client.execute_async(TO_PAGE, vec![json!(page)]).await?)?;
            hour.turned += 1;
        }
        if place == TENTH_MINUTE {
            hour.tenth_minute = megabytes(driver).await?;
        }
    }
    if hour.first_pages.len() < ENTRIES * 9 / 10 {
        let shown = hour.first_pages.len();
        return Err(Fault::wrong(format!(
            "only {shown} of {ENTRIES} dossiers showed their first page"
        )));
    }
    hour.end = megabytes(driver).await?;
    Ok(hour)
}

async fn list_opened(client: &Client) -> Result<f64, Fault> {
    let started = std::time::Instant::now();
    loop {
        let told = client.execute("return window.listOpened", vec![]).await?;
        if told.is_number() {
            return milliseconds(&told);
        }
        if started.elapsed() > PATIENCE {
            return Err(Fault::wrong("the list of entries never came"));
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn megabytes(driver: u32) -> Result<f64, Fault> {
    tokio::time::sleep(REST).await;
    memory::of_descendants(driver)
}

/// As the bench's contest numbers its entries.
fn entry(place: usize) -> String {
    format!("01-{:03}", place + 1)
}

/// The desk of one expert with ninety real dossiers imported.
fn desk_of_ninety() -> Result<Demo, Fault> {
    let folder = crate::files::scratch()?;
    let mut contest = Contest::at(folder.path());
    // What a passphrase really costs is part of opening the list.
    contest.cost = KdfCost::FLOOR;
    eprintln!("  making {ENTRIES} dossiers");
    write_dossiers(&contest.path("materials"))?;
    let organiser = contest.organiser(ENTRIES, 1)?;
    let packs = contest.path("packs");
    let request = json!({"tracks": [], "folder": organiser.offer(&packs)});
    ask(&organiser, "packs_build", request)?;
    let letters = contest.letters(&organiser)?;
    let letter = letters
        .first()
        .ok_or_else(|| Fault::wrong("nobody got a letter"))?;
    let expert = contest.expert(letter)?;
    let request = json!({"packs": [expert.offer(&packs)], "keep": "copy"});
    ask(&expert, "pack_add", request)?;
    let desk: PathBuf = contest.path("experts").join(&letter.expert);
    Ok(Demo::of(folder, desk, PASSPHRASE))
}

/// The demo's dossiers, in folders of this contest's numbers.
fn write_dossiers(folder: &Path) -> Result<(), Fault> {
    let not_made = |error: &dyn std::fmt::Display| Fault::wrong(format!("the dossiers: {error}"));
    let plan = jury_demo::plan(7, ENTRIES, 1).map_err(|error| not_made(&error))?;
    let go_on = |_| std::ops::ControlFlow::Continue(());
    jury_demo::write_materials(&plan, folder, &go_on).map_err(|error| not_made(&error))?;
    let own: Vec<PathBuf> = plan
        .entries
        .iter()
        .map(|entry| folder.join(entry.id.as_str()))
        .collect();
    // In two steps, for some numbers are those of other entries here.
    let aside = |place: usize| folder.join(format!("aside-{place}"));
    let moved = |from: &Path, to: &Path| std::fs::rename(from, to).map_err(Fault::file(from));
    for (place, from) in own.iter().enumerate() {
        moved(from, &aside(place))?;
    }
    (0..ENTRIES).try_for_each(|place| moved(&aside(place), &folder.join(entry(place))))
}
