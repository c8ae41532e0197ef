//! The TypeScript of every type that crosses to the window.
//!
//! ts-rs writes it while tests run. It is written to a folder of its own and compared with the committed one, so that a
//! stale, missing or left-over file is seen; the tests themselves never touch the tree when run from here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::XtaskError;
use crate::files::{below, build, fresh_folder, read, write as write_file};
use crate::tool::{Tool, root, say};

/// Tells ts-rs where to write.
pub(crate) const EXPORT_DIR: &str = "TS_RS_EXPORT_DIR";

/// Where it writes when run from here.
pub(crate) fn exported() -> PathBuf {
    build("bindings")
}

fn committed() -> PathBuf {
    root().join("ui/src/ipc/generated")
}

/// Writes the committed files anew.
pub(crate) fn write() -> Result<(), XtaskError> {
    export()?;
    let (new, old) = (contents(&exported())?, contents(&committed())?);
    for (name, bytes) in &new {
        if old.get(name) != Some(bytes) {
            write_file(&committed().join(name), bytes)?;
        }
    }
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        let left_over = committed().join(name);
        fs::remove_file(&left_over).map_err(XtaskError::file(&left_over))?;
    }
    say(&format!(
        "{} files of TypeScript in ui/src/ipc/generated",
        new.len()
    ));
    Ok(())
}

/// Fails when the committed files are not what the types say.
pub(crate) fn check() -> Result<(), XtaskError> {
    export()?;
    compare()
}

/// Compares with what a test run has just exported.
pub(crate) fn compare() -> Result<(), XtaskError> {
    let files = differences(&contents(&exported())?, &contents(&committed())?);
    if files.is_empty() {
        Ok(())
    } else {
        Err(XtaskError::StaleBindings { files })
    }
}

fn export() -> Result<(), XtaskError> {
    fresh_folder(&exported())?;
    crate::setup::ui()?;
    let test = [
        "test",
        "--quiet",
        "-p",
        "jury-desk",
        "-p",
        "jurybench",
        "--lib",
        "export_bindings",
    ];
    Tool::cargo(&test)
        .env(EXPORT_DIR, exported())
        .run_saying("writing TypeScript bindings")
}

type Contents = BTreeMap<String, Vec<u8>>;

fn contents(folder: &Path) -> Result<Contents, XtaskError> {
    if !folder.is_dir() {
        return Ok(Contents::new());
    }
    let files = below(folder, &[])?.into_iter();
    files
        .map(|file| {
            Ok((
                file.strip_prefix(folder)
                    .unwrap_or(&file)
                    .to_string_lossy()
                    .into_owned(),
                read(&file)?,
            ))
        })
        .collect()
}

fn differences(new: &Contents, old: &Contents) -> Vec<String> {
    let changed = new.iter().filter_map(|(name, bytes)| match old.get(name) {
        None => Some(format!("{name} is missing")),
        Some(known) if known != bytes => Some(format!("{name} differs")),
        Some(_) => None,
    });
    let left_over = old
        .keys()
        .filter(|name| !new.contains_key(*name))
        .map(|name| format!("{name} is left over"));
    let mut found: Vec<String> = changed.chain(left_over).collect();
    if new.is_empty() {
        found.push("nothing was exported".to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents_of(files: &[(&str, &str)]) -> Contents {
        files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn a_changed_a_missing_and_a_left_over_file_are_each_said() {
        let new = contents_of(&[("Same.ts", "1"), ("Changed.ts", "2"), ("Added.ts", "3")]);
        let old = contents_of(&[("Same.ts", "1"), ("Changed.ts", "1"), ("Removed.ts", "4")]);
        assert_eq!(
            differences(&new, &old),
            [
                "Added.ts is missing",
                "Changed.ts differs",
                "Removed.ts is left over"
            ]
        );
        assert!(differences(&old, &old).is_empty());
    }

    #[test]
    fn an_export_that_wrote_nothing_is_no_success() {
        assert_eq!(
            differences(&Contents::new(), &Contents::new()),
            ["nothing was exported"]
        );
    }
}
