//! Running other programs, saying in one line what is being done.
//!
//! The one rule: every program runs in the repository's root unless told otherwise, and a failure names the whole command.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::XtaskError;

/// Says in one line what is about to be done.
pub(crate) fn say(what: &str) {
    eprintln!("▸ {what}");
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .nth(2)
        .expect("xtask lies in src-tauri/xtask")
        .to_owned()
}

/// A program with its arguments.
pub(crate) struct Tool {
    command: Command,
}

impl Tool {
    pub(crate) fn new<S: AsRef<OsStr>>(
        program: impl AsRef<OsStr>,
        arguments: impl IntoIterator<Item = S>,
    ) -> Self {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(root())
            .stdin(Stdio::null());
        Self { command }
    }

    /// Cargo, the one that runs us.
    pub(crate) fn cargo(arguments: &[&str]) -> Self {
        let mut tool = Self::new(
            std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
            arguments,
        );
        // Set by `cargo run` for us; the tests of another package must see their own.
        for name in [
            "CARGO_MANIFEST_DIR",
            "CARGO_MANIFEST_PATH",
            "CARGO_PKG_NAME",
            "CARGO_BIN_NAME",
        ] {
            tool.command.env_remove(name);
        }
        tool
    }

    /// npm, in the UI's folder.
    pub(crate) fn npm(arguments: &[&str]) -> Self {
        Self::new(if cfg!(windows) { "npm.cmd" } else { "npm" }, arguments).inside("ui")
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn inside(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(root().join(folder));
        self
    }

    /// Runs it with its output where ours goes.
    pub(crate) fn run(mut self) -> Result<(), XtaskError> {
        let status = self
            .command
            .status()
            .map_err(|source| XtaskError::NotStarted {
                command: self.line(),
                source,
            })?;
        if status.success() {
            Ok(())
        } else {
            Err(XtaskError::Failed {
                command: self.line(),
                status,
            })
        }
    }

    /// Says what it is for, then runs it.
    pub(crate) fn run_saying(self, what: &str) -> Result<(), XtaskError> {
        say(what);
        self.run()
    }

    /// Its standard output, when it succeeds.
    pub(crate) fn output(mut self) -> Result<String, XtaskError> {
        let output = self
            .command
            .output()
            .map_err(|source| XtaskError::NotStarted {
                command: self.line(),
                source,
            })?;
        if !output.status.success() {
            eprint!("{}", String::from_utf8_lossy(&output.stderr));
            return Err(XtaskError::Failed {
                command: self.line(),
                status: output.status,
            });
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether it can be started and succeeds; its output is dropped.
    pub(crate) fn succeeds(mut self) -> bool {
        self.command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    fn line(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        words
            .map(OsStr::to_string_lossy)
            .collect::<Vec<_>>()
            .join(" ")
    }
}
