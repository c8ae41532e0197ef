//! The program's window in a person's words.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::driver::Driver;
use super::find::{Named, find};
use super::{PATIENCE, Place, add_line, out, program};

/// How often something is looked for while waiting.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// WebDriver's code points for keys (W3C WebDriver §17.4.2).
pub(crate) mod key {
    /// Lets go of all modifiers.
    pub(crate) const RELEASE: char = '\u{E000}';
    pub(crate) const TAB: char = '\u{E004}';
    pub(crate) const ENTER: char = '\u{E007}';
    pub(crate) const SHIFT: char = '\u{E008}';
    pub(crate) const CONTROL: char = '\u{E009}';
    pub(crate) const ALT: char = '\u{E00A}';
    pub(crate) const BACKSPACE: char = '\u{E003}';
    pub(crate) const ESCAPE: char = '\u{E00C}';
    pub(crate) const LEFT: char = '\u{E012}';
    pub(crate) const RIGHT: char = '\u{E014}';
    /// Selects all in a field and deletes it.
    pub(super) fn empty_field() -> String {
        format!("{CONTROL}a{RELEASE}{BACKSPACE}")
    }
}

/// The sizes wished for in `JURY_E2E_SIZES`, such as `1366x768,1920x1080`; none: the window's own.
fn sizes() -> Vec<(u32, u32)> {
    let wished = std::env::var("JURY_E2E_SIZES").unwrap_or_default();
    let size = |text: &str| {
        let (wide, high) = text.split_once('x')?;
        Some((wide.parse().ok()?, high.parse().ok()?))
    };
    wished.split(',').filter_map(size).collect()
}

/// A running program with its one window.
pub(crate) struct Window<'a> {
    runtime: Runtime,
    client: Client,
    place: &'a Place,
    story: &'static str,
    _driver: Driver,
}

impl<'a> Window<'a> {
    /// Starts the program on folders of desks. `story` names the picture and the log of a failure.
    pub(crate) fn open(story: &'static str, place: &'a Place, desks: &[&Path]) -> Self {
        let log = File::create(out().join(format!("{story}.log"))).unwrap();
        let driver = Driver::start(place, log);
        let arguments: Vec<&str> = desks
            .iter()
            .flat_map(|desk| ["--desks", desk.to_str().unwrap()])
            .collect();
        let options = json!({"binary": program("jurybench"), "args": arguments});
        // A script may wait for a film to play on a machine that does other things at the same time.
        let timeouts = json!({"script": 120_000});
        let capabilities = [
            ("webkitgtk:browserOptions".to_owned(), options),
            ("timeouts".to_owned(), timeouts),
        ];
        let capabilities = capabilities.into_iter().collect();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let client = runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder
                .capabilities(capabilities)
                .connect(&driver.address())
                .await
                .expect("the program starts")
        });
        Self {
            runtime,
            client,
            place,
            story,
            _driver: driver,
        }
    }

    /// Presses what carries these words: a button, a tab, a row, a box to tick.
    pub(crate) fn click(&self, words: &str) {
        self.act(Named::Press(words), |element| {
            self.runtime.block_on(element.click()).is_ok()
        });
    }

    /// Presses something that has no words.
    pub(crate) fn click_testid(&self, id: &str) {
        self.act(Named::TestId(id), |element| {
            self.runtime.block_on(element.click()).is_ok()
        });
    }

    /// Empties the field of this label and types into it, key by key.
    pub(crate) fn fill(&self, label: &str, text: &str) {
        self.act(Named::Field(label), |element| self.type_into(element, text));
    }

    /// The same for a field that is found by its `data-testid`, on the field itself or around it.
    pub(crate) fn fill_testid(&self, id: &str, text: &str) {
        self.act(Named::TestId(id), |element| self.type_into(element, text));
    }

    fn type_into(&self, field: &Element, text: &str) -> bool {
        let typed = async {
            field.click().await?;
            let focused = self.client.active_element().await?;
            focused.send_keys(&key::empty_field()).await?;
            focused.send_keys(text).await
        };
        self.runtime.block_on(typed).is_ok()
    }

    /// Types keys into whatever has the focus.
    pub(crate) fn press(&self, keys: &str) {
        self.runtime
            .block_on(async { self.client.active_element().await?.send_keys(keys).await })
            .unwrap();
    }

    /// Waits until these words can be seen.
    pub(crate) fn see(&self, words: &str) {
        self.wait(PATIENCE, &format!("“{words}” to be seen"), || {
            self.shows(words)
        });
    }

    /// The same for something that takes long.
    pub(crate) fn see_within(&self, patience: Duration, words: &str) {
        self.wait(patience, &format!("“{words}” to be seen"), || {
            self.shows(words)
        });
    }

    /// Waits until these words are gone.
    pub(crate) fn gone(&self, words: &str) {
        self.wait(PATIENCE, &format!("“{words}” to be gone"), || {
            !self.shows(words)
        });
    }

    /// Whether these words can be seen now; blanks do not count.
    pub(crate) fn shows(&self, words: &str) -> bool {
        let plain = |text: &str| {
            text.chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
        };
        plain(&self.text()).contains(&plain(words))
    }

    /// All visible text.
    pub(crate) fn text(&self) -> String {
        let text = self.script("return document.body?.innerText ?? ''", &[]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Runs JavaScript in the page.
    pub(crate) fn script(&self, body: &str, arguments: &[Value]) -> Value {
        self.runtime
            .block_on(self.client.execute(body, arguments.to_vec()))
            .unwrap()
    }

    /// Waits until JavaScript in the page says true.
    pub(crate) fn wait_for(&self, what: &str, body: &str) {
        self.wait(PATIENCE, what, || {
            self.script(body, &[]) == Value::Bool(true)
        });
    }

    /// Waits until a look at the window says true.
    pub(crate) fn wait_until(&self, what: &str, done: impl FnMut() -> bool) {
        self.wait(PATIENCE, what, done);
    }

    /// Prepares the answer to the next file dialog; call before pressing what opens it.
    pub(crate) fn will_pick(&self, paths: &[&Path]) {
        add_line(&self.place.path("picks"), paths);
    }

    /// Drops files on the window.
    pub(crate) fn drop_files(&self, paths: &[&Path]) {
        add_line(&self.place.path("drops"), paths);
    }

    /// Keeps a picture of the page under this name; where sizes are wished for, one of each.
    pub(crate) fn screenshot(&self, name: &str) {
        let sizes = sizes();
        for (wide, high) in &sizes {
            self.resize(*wide, *high);
            self.picture(&format!("{name}-{wide}x{high}"));
        }
        match sizes.first() {
            Some((wide, high)) => self.resize(*wide, *high),
            None => self.picture(name),
        }
    }

    /// The page may be enlarged: its own width is then a part of the window's, before and after.
    fn resize(&self, wide: u32, high: u32) {
        let enlarged = self.number("outerWidth") / self.number("innerWidth");
        self.runtime
            .block_on(self.client.set_window_size(wide, high))
            .unwrap();
        self.wait_until("the window to have its size", || {
            (self.number("innerWidth") * enlarged - f64::from(wide)).abs() < 3.0
        });
    }

    fn number(&self, name: &str) -> f64 {
        let number = self.script(&format!("return window.{name}"), &[]);
        number.as_f64().unwrap_or_default()
    }

    fn picture(&self, name: &str) {
        // WebKitGTK's own drawing gives a picture with the next frame, and a page at rest has none: one pixel blinks until it is taken.
        const BLINK: &str = "const dot = document.createElement('i'); dot.id = 'blink'; dot.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px'; document.body.append(dot); window.blinking = setInterval(() => { dot.style.background = dot.style.background === 'red' ? 'blue' : 'red'; }, 50); return true";
        const STILL: &str = "clearInterval(window.blinking); document.getElementById('blink')?.remove(); return true";
        // What has just changed is painted two frames later; a window out of sight paints no frames.
        const PAINTED: &str = "return new Promise((done) => { setTimeout(done, 500); requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))); })";
        self.script(BLINK, &[]);
        self.script(PAINTED, &[]);
        let picture = self.drawn();
        self.script(STILL, &[]);
        std::fs::write(out().join(format!("{name}.png")), picture).unwrap();
    }

    /// The driver says no, without a word, while a window is between two frames of another size: it is asked again then.
    fn drawn(&self) -> Vec<u8> {
        let mut left = 5;
        loop {
            match self.runtime.block_on(self.client.screenshot()) {
                Ok(picture) => return picture,
                Err(error) if left == 0 => panic!("no picture of the window: {error}"),
                Err(_) => left -= 1,
            }
            self.runtime
                .block_on(async { tokio::time::sleep(LOOK_AGAIN).await });
        }
    }

    /// Finds an element and does something with it, again while the page is still moving under it.
    fn act(&self, named: Named<'_>, mut act: impl FnMut(&Element) -> bool) {
        self.wait(PATIENCE, &format!("{named:?}"), || {
            let found = self.runtime.block_on(find(&self.client, named));
            found.is_some_and(|element| act(&element))
        });
    }

    fn wait(&self, patience: Duration, what: &str, mut done: impl FnMut() -> bool) {
        let deadline = Instant::now() + patience;
        while !done() {
            if Instant::now() > deadline {
                let picture = format!("failed-{}", self.story);
                // As it is: taking it at other sizes waits for those, and could fail in its turn.
                self.picture(&picture);
                panic!(
                    "waited in vain for {what}; see {picture}.png. The window shows:\n{}",
                    self.text()
                );
            }
            self.runtime
                .block_on(async { tokio::time::sleep(LOOK_AGAIN).await });
        }
    }
}

impl Drop for Window<'_> {
    /// Ends the session, and with it the program, also when the story failed.
    fn drop(&mut self) {
        let ended = self.runtime.block_on(self.client.clone().close());
        assert!(
            ended.is_ok() || std::thread::panicking(),
            "the program ended before its story: {ended:?}"
        );
    }
}
