//! The real window driven from outside: a WebKitWebDriver, and what it and the page have to say.
//!
//! Not the driver of the end-to-end tests, which finds things by their words. The one rule: it ends with its value, and the
//! window with it.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::screen::Screen;
use crate::window::Demo;

/// For anything that comes at all.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);
/// WebDriver's Enter key (W3C WebDriver §17.4.2).
pub(crate) const ENTER: &str = "\u{E007}";
/// What any change of the page takes: one frame.
const FRAME: &str = "const tell = arguments[0]; const start = performance.now(); requestAnimationFrame(() => setTimeout(() => tell(performance.now() - start)));";
/// How many pages the document on the screen has.
const PAGES: &str = "return Number(document.querySelector('[data-testid=page-number]')?.parentElement.innerText.match(/\\d+/)?.[0] ?? 0)";

/// A WebKitWebDriver that ends with this value.
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    pub(crate) fn start(screen: &Screen, demo: &Demo) -> Result<Self, Fault> {
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

    /// Process id; the window's processes descend from it.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Opens the window, has something done there and closes it, also after a failure.
    pub(crate) fn with_window<T>(
        &self,
        program: &Path,
        demo: &Demo,
        act: impl AsyncFnOnce(&Client) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = runtime.map_err(|source| Fault::NotStarted {
            program: "the WebDriver client".to_owned(),
            source,
        })?;
        runtime.block_on(async {
            let client = self.open(program, demo).await?;
            let done = act(&client).await;
            let closed = client.close().await;
            let done = done?;
            closed?;
            Ok(done)
        })
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

/// Types the passphrase and presses Enter.
pub(crate) async fn sign_in(client: &Client, demo: &Demo) -> Result<(), Fault> {
    let field = appears(client, "[data-testid=passphrase]").await?;
    field.click().await?;
    field
        .send_keys(&format!("{}{ENTER}", demo.passphrase))
        .await?;
    Ok(())
}

/// Waits for an element.
pub(crate) async fn appears(client: &Client, css: &str) -> Result<Element, Fault> {
    let waiting = client.wait().at_most(PATIENCE);
    Ok(waiting.for_element(Locator::Css(css)).await?)
}

/// Milliseconds until the window has painted nothing in particular.
pub(crate) async fn frame(client: &Client) -> Result<f64, Fault> {
    milliseconds(&client.execute_async(FRAME, vec![]).await?)
}

/// Pages of the document on the screen; 0 where there is none.
pub(crate) async fn pages(client: &Client) -> Result<u64, Fault> {
    Ok(client.execute(PAGES, vec![]).await?.as_u64().unwrap_or(0))
}

/// What the page measured itself.
pub(crate) fn milliseconds(value: &Value) -> Result<f64, Fault> {
    value
        .as_f64()
        .filter(|milliseconds| *milliseconds >= 0.0)
        .ok_or_else(|| Fault::wrong("what was waited for was never painted"))
}

impl From<CmdError> for Fault {
    fn from(error: CmdError) -> Self {
        Self::wrong(format!("WebDriver: {error}"))
    }
}
