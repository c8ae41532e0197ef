//! The desk a command works at, and how its answers are read.
//!
//! The one rule: a command knows a desk through its operations alone, by name and JSON, as the window does.

use std::path::{Path, PathBuf};

use jury_desk::Session;
use jury_desk::call::{Call, Cancel};
use serde_json::{Value, json};

use crate::args::{DeskArgs, Unlock};
use crate::outcome::Failure;
use crate::passphrase;
use crate::terminal::Terminal;

/// A session with, perhaps, one desk open.
pub(crate) struct Bench {
    session: Session,
    terminal: Terminal,
}

impl Bench {
    pub(crate) fn without_desk() -> Self {
        Self {
            session: Session::without_desk(),
            terminal: Terminal::new(),
        }
    }

    pub(crate) fn open(desk: &DeskArgs) -> Result<Self, Failure> {
        let bench = Self::open_folder(&desk.desk, &desk.unlock)?;
        if let Some(round) = &desk.round {
            bench.ask("round_choose", json!({ "round": round }))?;
        }
        Ok(bench)
    }

    pub(crate) fn open_folder(folder: &Path, unlock: &Unlock) -> Result<Self, Failure> {
        let bench = Self::without_desk();
        let desk = bench.desk_at(folder)?;
        let phrase = passphrase::read(unlock.passphrase_file.as_deref(), "JURY_PASSPHRASE")?;
        bench.ask(
            "desk_unlock",
            json!({"desk": desk, "login": unlock.login, "passphrase": phrase}),
        )?;
        Ok(bench)
    }

    pub(crate) const fn session(&self) -> &Session {
        &self.session
    }

    /// The id under which the desk in `folder` can be asked for.
    pub(crate) fn desk_at(&self, folder: &Path) -> Result<String, Failure> {
        Ok(self.session.offer_desk(folder)?)
    }

    /// A token for a path.
    pub(crate) fn offer(&self, path: &Path) -> String {
        self.session.offer(path)
    }

    pub(crate) fn offer_all(&self, paths: &[PathBuf]) -> Vec<String> {
        paths.iter().map(|path| self.offer(path)).collect()
    }

    pub(crate) fn ask(&self, name: &str, request: Value) -> Result<Value, Failure> {
        Ok(self
            .session
            .ask(name, request, &Call::new(&self.terminal, Cancel::default()))?)
    }
}

/// `已写入 …` for a file that was written.
pub(crate) fn written(answer: &Value) -> String {
    let text = |key: &str| answer[key].as_str().unwrap_or_default();
    format!(
        "已写入 {}",
        Path::new(text("folder")).join(text("name")).display()
    )
}

/// A field as people read it.
pub(crate) fn field(value: &Value, key: &str) -> String {
    match &value[key] {
        Value::Null => "—".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

pub(crate) fn items(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}
