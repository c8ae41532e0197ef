//! Passphrases come from a file or the environment, never from the command line, where other users could read them.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::args::{DeskArgs, Second};
use crate::outcome::Failure;

/// The variable with the second person's passphrase.
const SUPERVISOR: &str = "JURY_SUPERVISOR_PASSPHRASE";

/// Reads the first line of `file`, or the variable.
pub(crate) fn read(file: Option<&Path>, variable: &str) -> Result<String, Failure> {
    let text = match file {
        Some(file) => crate::reading::text(file)?,
        None => std::env::var(variable).map_err(|_| {
            let (whose, option) = match variable {
                SUPERVISOR => ("监督员", "--supervisor-passphrase-file"),
                _ => ("", "--passphrase-file"),
            };
            Failure::input(
                "noPassphrase",
                format!("没有{whose}口令：请用 {option} 指定文件，或设置环境变量 {variable}。"),
            )
        })?,
    };
    Ok(first_line(&text).to_owned())
}

/// Notepad puts a mark before the text of a file saved as UTF-8, which nobody sees and nobody typed.
fn first_line(text: &str) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines().next().unwrap_or_default()
}

/// The supervisor's passphrase.
pub(crate) fn of_supervisor(second: &Second) -> Result<String, Failure> {
    read(second.supervisor_passphrase_file.as_deref(), SUPERVISOR)
}

/// What an act of two people asks for: organiser's passphrase, supervisor, supervisor's passphrase.
pub(crate) fn two_people(desk: &DeskArgs, second: &Second) -> Result<Map<String, Value>, Failure> {
    let own = read(desk.unlock.passphrase_file.as_deref(), "JURY_PASSPHRASE")?;
    let theirs = of_supervisor(second)?;
    let asked = [
        ("passphrase", json!(own)),
        ("supervisor", json!(second.supervisor)),
        ("supervisorPassphrase", json!(theirs)),
    ];
    Ok(asked
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_the_first_line_whatever_program_saved_it() {
        for text in ["口令", "口令\n", "口令\r\n第二行", "\u{feff}口令\r\n"] {
            assert_eq!(first_line(text), "口令", "{text:?}");
        }
        assert_eq!(first_line(""), "");
    }
}
