//! Running `jury` and reading what it says.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What a run ended in.
#[derive(Debug)]
pub(crate) struct Run {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Run {
    /// The one JSON document on standard output.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The code of a refusal, which is said in words as well.
    #[track_caller]
    pub(crate) fn refusal(&self) -> String {
        assert_eq!(self.code, 2, "{self:?}");
        let sentence = self.err.lines().last().unwrap_or_default();
        assert!(sentence.ends_with('。'), "{self:?}");
        let document = self.json();
        assert_eq!(document["error"]["sentence"], sentence);
        document["error"]["code"].as_str().unwrap().to_owned()
    }

    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }
}

/// Runs `jury` with everybody's passphrase in the environment.
pub(crate) fn jury(arguments: &[impl AsRef<OsStr>]) -> Run {
    jury_as(Some("demo"), arguments)
}

/// Runs `jury` with this passphrase, or none, in the environment.
pub(crate) fn jury_as(passphrase: Option<&str>, arguments: &[impl AsRef<OsStr>]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jury"));
    command
        .args(arguments)
        .env_remove("JURY_PASSPHRASE")
        .env_remove("JURY_SUPERVISOR_PASSPHRASE");
    if let Some(passphrase) = passphrase {
        command
            .env("JURY_PASSPHRASE", passphrase)
            .env("JURY_SUPERVISOR_PASSPHRASE", passphrase);
    }
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// The same with `--json`.
pub(crate) fn jury_json(arguments: &[&str]) -> Run {
    jury(&[&["--json"], arguments].concat())
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The keys of an object, in order of the alphabet.
#[track_caller]
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}
