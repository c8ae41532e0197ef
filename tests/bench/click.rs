//! From a key pressed in the window to the page painted, through WebDriver on the real window with a real desk behind it.
//!
//! Each go is to a page that is neither on the screen nor beside it, so that nothing of it can be ready. The one rule: the page times itself;
//! what the driver takes is in no figure.

use fantoccini::Client;
use serde_json::json;

use crate::clock::median;
use crate::driver::{Driver, appears, frame, milliseconds, pages, sign_in};
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::screen::Screen;
use crate::window::Demo;

/// Goes to a page by its number.
pub(crate) const TO_PAGE: &str = include_str!("click.js");
/// Pages between one go and the next.
const LEAP: u64 = 7;
const GOES: u64 = 20;

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let (demo, screen) = (Demo::make()?, Screen::start()?);
    let program = crate::window::program("jurybench")?;
    let driver = Driver::start(&screen, &demo)?;
    let (clicks, frames) =
        driver.with_window(&program, &demo, async |client| measure(client, &demo).await)?;
    Ok(vec![Figure {
        name: "click_to_painted_ms",
        value: median(&clicks),
        unit: "ms",
        baseline: median(&frames),
        beside: "one frame of the same window",
        bar: Bar::Value(150.0),
        paired_ratio: None,
    }])
}

async fn measure(client: &Client, demo: &Demo) -> Result<(Vec<f64>, Vec<f64>), Fault> {
    sign_in(client, demo).await?;
    // The entry the desk opens on may lack its application form; the first in the list has one.
    appears(client, "[data-testid^=entry-0]")
        .await?
        .click()
        .await?;
    appears(client, "[data-testid=page-1] img").await?;
    let pages = Some(pages(client).await?).filter(|pages| *pages > LEAP * 2);
    let pages = pages
        .ok_or_else(|| Fault::wrong("the desk's first document is too short to leaf through"))?;
    let (mut clicks, mut frames) = (Vec::new(), Vec::new());
    for go in 1..=GOES {
        let page = go * LEAP % pages + 1;
        let painted = client.execute_async(TO_PAGE, vec![json!(page)]).await?;
        clicks.push(milliseconds(&painted)?);
        frames.push(frame(client).await?);
    }
    Ok((clicks, frames))
}
