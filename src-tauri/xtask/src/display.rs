//! A display in memory for windows that nobody looks at.
//!
//! Xvfb chooses a free number itself and says it on a pipe, so that two runs never meet on one display.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::error::XtaskError;

/// How long the display may take to come up.
const PATIENCE: Duration = Duration::from_secs(20);

/// An Xvfb that ends with this value.
pub(crate) struct Display {
    server: Child,
    number: u32,
}

impl Display {
    pub(crate) fn start() -> Result<Self, XtaskError> {
        // `-displayfd 1`: the number goes to standard output once the display accepts clients.
        let mut command = Command::new("Xvfb");
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1920x1080x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        let mut server = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| XtaskError::NotStarted {
                command: "Xvfb".to_owned(),
                source,
            })?;
        let output = server.stdout.take().expect("standard output was piped");
        let (send, receive) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            // An Xvfb that dies closes the pipe and leaves the line empty.
            let _ = BufReader::new(output).read_line(&mut line);
            let _ = send.send(line);
        });
        let said = receive.recv_timeout(PATIENCE).unwrap_or_default();
        match said.trim().parse() {
            Ok(number) => Ok(Self { server, number }),
            Err(_) => {
                end(&mut server);
                Err(XtaskError::NoDisplay {
                    seconds: PATIENCE.as_secs(),
                    said,
                })
            }
        }
    }

    /// As the environment variable `DISPLAY` wants it.
    pub(crate) fn name(&self) -> String {
        format!(":{}", self.number)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        end(&mut self.server);
    }
}

fn end(server: &mut Child) {
    // It may have ended by itself; both calls then do nothing.
    let _ = server.kill();
    let _ = server.wait();
}
