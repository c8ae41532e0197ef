//! WebKitWebDriver: one process a window, on a free port, ended with the window.
//!
//! Linux alone: WebDriver for WebView2 is another program, and macOS has none for embedded views.

use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{PATIENCE, Place};

/// How long a window may take to close.
const TO_CLOSE: Duration = Duration::from_secs(5);

/// A driver that accepts connections.
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts it; the window it will start inherits this environment, so everything the program would keep at home goes to
    /// `place`. What program and driver say on stderr goes to `log`.
    pub(crate) fn start(place: &Place, log: File) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        command
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        command
            .env("JURY_E2E_PICKS", place.path("picks"))
            .env("JURY_E2E_DROPS", place.path("drops"));
        for home in [
            "HOME",
            "XDG_DATA_HOME",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_RUNTIME_DIR",
            "TMPDIR",
        ] {
            command.env(home, place.folder(&format!("home/{home}")));
        }
        let process = command
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver is installed by xtask");
        let driver = Self { process, port };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "WebKitWebDriver does not listen");
            std::thread::yield_now();
        }
        driver
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Driver {
    /// Whether a program it started is still there.
    fn has_children(&self) -> bool {
        let id = self.process.id();
        std::fs::read_to_string(format!("/proc/{id}/task/{id}/children"))
            .is_ok_and(|children| !children.trim().is_empty())
    }
}

impl Drop for Driver {
    /// Lets the window close by itself, then ends whatever of this driver's own process group is left.
    fn drop(&mut self) {
        let deadline = Instant::now() + TO_CLOSE;
        while self.has_children() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(10));
        }
        let group = format!("-{}", self.process.id());
        // All may have ended by themselves; these calls then do nothing.
        let _ = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stderr(Stdio::null())
            .status();
        let _ = self.process.wait();
    }
}
