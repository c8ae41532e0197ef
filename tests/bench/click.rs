//! From a key pressed in the window to the page painted, through WebDriver on the real window with a real desk behind it.
//!
//! Each go is to a page that is neither on the screen nor beside it, so that nothing of it can be ready. The one rule: the page times itself;
//! what the driver takes is in no figure.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::clock::median;
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::screen::Screen;
use crate::window::Demo;

const SCRIPT: &str = include_str!("click.js");
/// What any change of the page takes: one frame.
const FRAME: &str = "const tell = arguments[0]; const start = performance.now(); requestAnimationFrame(() => setTimeout(() => tell(performance.now() - start)));";
/// Pages between one go and the next.
const LEAP: u64 = 7;
const GOES: u64 = 20;
const PATIENCE: Duration = Duration::from_secs(30);
/// WebDriver's Enter key (W3C WebDriver §17.4.2).
const ENTER: &str = "\u{E007}";

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let (demo, screen) = (Demo::make()?, Screen::start()?);
    let program = crate::window::program("jurybench")?;
    let driver = Driver::start(&screen, &demo)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|source| Fault::NotStarted {
        program: "the WebDriver client".to_owned(),
        source,
    })?;
    let (clicks, frames) = runtime.block_on(async {
        let client = driver.open(&program, &demo).await?;
        let taken = measure(&client, &demo).await;
        // The window closes with its session, also after a failure.
        let closed = client.close().await;
        let taken = taken?;
        closed?;
        Ok::<_, Fault>(taken)
    })?;
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
    let field = client
        .wait()
        .at_most(PATIENCE)
        .for_element(Locator::Css("[data-testid=passphrase]"))
        .await?;
    field.click().await?;
    field
        .send_keys(&format!("{}{ENTER}", demo.passphrase))
        .await?;
    // The entry the desk opens on may lack its application form; the first in the list has one.
    for part in ["[data-testid^=entry-0]", "[data-testid=page-1] img"] {
        let found = client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(part))
            .await?;
        if part.contains("entry") {
            found.click().await?;
        }
    }
    let pages = client.execute("return Number(document.querySelector('[data-testid=page-number]').parentElement.innerText.match(/\\d+/)?.[0] ?? 0)", vec![]).await?;
    let pages = pages.as_u64().filter(|pages| *pages > LEAP * 2);
    let pages = pages
        .ok_or_else(|| Fault::wrong("the desk's first document is too short to leaf through"))?;
    let (mut clicks, mut frames) = (Vec::new(), Vec::new());
    for go in 1..=GOES {
        let page = go * LEAP % pages + 1;
        clicks.push(number(
            &client.execute_async(SCRIPT, vec![json!(page)]).await?,
        )?);
        frames.push(number(&client.execute_async(FRAME, vec![]).await?)?);
    }
    Ok((clicks, frames))
}

fn number(value: &Value) -> Result<f64, Fault> {
    value
        .as_f64()
        .filter(|milliseconds| *milliseconds >= 0.0)
        .ok_or_else(|| Fault::wrong("a page was never painted"))
}

/// A WebKitWebDriver that ends with this value.
struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    fn start(screen: &Screen, demo: &Demo) -> Result<Self, Fault> {
        let not_started = |source| Fault::NotStarted {
            program: "WebKitWebDriver".to_owned(),
            source,
        };
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.map_err(not_started)?.port();
        let mut command = demo.command(Path::new("WebKitWebDriver"), screen)?;
        command
            .arg(format!("--port={port}"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        let driver = Self {
            process: command.spawn().map_err(not_started)?,
            port,
        };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if start.elapsed() > PATIENCE {
                return Err(Fault::wrong("WebKitWebDriver does not listen"));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(driver)
    }

    async fn open(&self, program: &Path, demo: &Demo) -> Result<Client, Fault> {
        let options = json!({"binary": program, "args": ["--desks", demo.desk]});
        let capabilities = [("webkitgtk:browserOptions".to_owned(), options)]
            .into_iter()
            .collect();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await;
        client
            .map_err(|error| Fault::wrong(format!("the window does not answer WebDriver: {error}")))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself; both calls then do nothing.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl From<CmdError> for Fault {
    fn from(error: CmdError) -> Self {
        Self::wrong(format!("WebDriver: {error}"))
    }
}
