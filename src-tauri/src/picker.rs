//! Files and folders a person points at: native dialogs, drops, and the file manager.
//!
//! Not a way for the page to name a path: what was picked becomes an opaque token of the desk. The one rule: a path enters
//! the program here, from a person's hand, and nowhere else. With the cargo feature `e2e` a queue answers instead of dialogs
//! (`picker/queue.rs`), since WebDriver cannot press their buttons.

#[cfg(not(feature = "e2e"))]
mod native;
#[cfg(feature = "e2e")]
mod queue;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::bench::Bench;

#[cfg(not(feature = "e2e"))]
pub(crate) use native::Dialogs as Chosen;
#[cfg(feature = "e2e")]
pub(crate) use queue::Queue as Chosen;

/// Asks the person.
pub(crate) trait Picker: Send + Sync + 'static {
    /// Blocks until the person has chosen; empty when they closed the dialog.
    fn pick(&self, ask: &Ask) -> Vec<PathBuf>;

    /// Shows a file in its folder.
    fn reveal(&self, path: &Path);
}

/// What to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    Files(PickFiles),
    Folder(PickFolder),
    Save(PickSave),
}

/// Asks for files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct PickFiles {
    /// Title of the dialog, in Chinese.
    pub title: String,
    /// What kind of file, in Chinese: 任务函.
    pub kind: String,
    /// Endings without a dot; empty for any file.
    pub endings: Vec<String>,
    /// Whether several may be chosen.
    pub many: bool,
}

/// Asks for a folder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct PickFolder {
    /// Title of the dialog, in Chinese.
    pub title: String,
}

/// Asks where to write a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct PickSave {
    /// Title of the dialog, in Chinese.
    pub title: String,
    /// Name to propose; its ending is kept whatever the person types.
    pub name: String,
}

/// Names a file to show in its folder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct PickReveal {
    /// Token of the file.
    pub token: String,
}

/// What was picked or dropped; empty when the person changed their mind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Picked {
    /// In the order the system gave them.
    pub files: Vec<PickedFile>,
}

/// A file or folder somebody picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PickedFile {
    /// By which requests name it.
    pub token: String,
    /// Its name without the folder, for showing.
    pub name: String,
    /// Whether it is a folder.
    pub folder: bool,
    /// Length in bytes; 0 for a folder and for a file that is still to be written.
    pub bytes: u64,
}

impl From<PickFiles> for Ask {
    fn from(ask: PickFiles) -> Self {
        Self::Files(ask)
    }
}

impl From<PickFolder> for Ask {
    fn from(ask: PickFolder) -> Self {
        Self::Folder(ask)
    }
}

impl From<PickSave> for Ask {
    fn from(ask: PickSave) -> Self {
        Self::Save(ask)
    }
}

/// Offers paths to the desk and describes them to the page.
pub(crate) fn offer(bench: &dyn Bench, paths: &[PathBuf]) -> Picked {
    Picked {
        files: paths.iter().map(|path| describe(bench, path)).collect(),
    }
}

fn describe(bench: &dyn Bench, path: &Path) -> PickedFile {
    let facts = std::fs::metadata(path).ok();
    let folder = facts.as_ref().is_some_and(std::fs::Metadata::is_dir);
    PickedFile {
        token: bench.offer(path),
        name: path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned(),
        folder,
        bytes: facts.filter(|_| !folder).map_or(0, |facts| facts.len()),
    }
}

/// The path to write to: with the proposed name's ending, which GTK's dialog does not add. Where adding it would hit a file
/// the person was not asked about, a free name beside it.
#[cfg_attr(
    feature = "e2e",
    expect(dead_code, reason = "the queue gives whole names")
)]
fn with_ending(chosen: PathBuf, proposed: &str) -> PathBuf {
    let Some(ending) = Path::new(proposed).extension() else {
        return chosen;
    };
    if chosen
        .extension()
        .is_some_and(|given| given.eq_ignore_ascii_case(ending))
    {
        return chosen;
    }
    let stem = chosen.file_name().unwrap_or_default().to_os_string();
    let named = |suffix: &str| {
        let mut name = stem.clone();
        name.push(suffix);
        name.push(".");
        name.push(ending);
        chosen.with_file_name(name)
    };
    let free = (2..).map(|number| named(&format!(" ({number})")));
    std::iter::once(named(""))
        .chain(free)
        .find(|path| !path.exists())
        .unwrap_or_else(|| named(""))
}

#[cfg(all(test, not(feature = "e2e")))]
mod tests {
    use super::*;

    #[test]
    fn a_name_typed_without_its_ending_gets_it() {
        let folder = tempfile::tempdir().unwrap();
        let typed = |name: &str| with_ending(folder.path().join(name), "评分表.xlsx");
        assert_eq!(typed("我的表"), folder.path().join("我的表.xlsx"));
        assert_eq!(typed("我的表.XLSX"), folder.path().join("我的表.XLSX"));
        assert_eq!(
            typed("v1.2"),
            folder.path().join("v1.2.xlsx"),
            "a dot in the name is no ending"
        );
    }

    #[test]
    fn a_file_the_person_was_not_asked_about_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("表.xlsx"), "old").unwrap();
        assert_eq!(
            with_ending(folder.path().join("表"), "评分表.xlsx"),
            folder.path().join("表 (2).xlsx")
        );
    }
}
