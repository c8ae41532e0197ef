//! What a command ends in: a document to print, and an exit code.

use std::fmt::Write as _;
use std::process::ExitCode;

use jury_desk::error::{DeskError, ErrorCode};
use serde_json::{Value, json};

/// A command that did its work.
pub(crate) struct Outcome {
    /// The whole answer, for `--json`.
    pub(crate) document: Value,
    /// The same for people.
    pub(crate) text: String,
    /// Whether something was held or rejected, or a check failed.
    pub(crate) complaints: bool,
}

/// A command that could not.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The desk refused, with its sentence.
    #[error("{0}")]
    Desk(#[from] DeskError),
    /// Something was wrong with the arguments or a file they name.
    #[error("{sentence}")]
    Input {
        /// Code for scripts.
        code: &'static str,
        /// What is wrong and how to mend it.
        sentence: String,
    },
}

impl Outcome {
    pub(crate) fn good(document: Value, text: String) -> Self {
        Self {
            document,
            text,
            complaints: false,
        }
    }
}

impl Failure {
    pub(crate) fn input(code: &'static str, sentence: impl Into<String>) -> Self {
        Self::Input {
            code,
            sentence: sentence.into(),
        }
    }
}

/// Prints and picks the exit code.
pub(crate) fn finish(result: Result<Outcome, Failure>, json: bool) -> ExitCode {
    match result {
        Ok(outcome) => {
            if json {
                emit(&outcome.document.to_string());
            } else {
                emit(outcome.text.trim_end());
            }
            ExitCode::from(u8::from(outcome.complaints))
        }
        Err(failure) => {
            refuse(&failure, json);
            ExitCode::from(exit_code(&failure))
        }
    }
}

fn exit_code(failure: &Failure) -> u8 {
    match failure {
        Failure::Desk(error) if error.code == ErrorCode::Internal => 3,
        _ => 2,
    }
}

/// Says what is wrong, on stderr.
#[expect(clippy::print_stderr, reason = "a refusal goes to stderr")]
pub(crate) fn complain(text: &str) {
    eprintln!("{}", printable(text));
}

fn refuse(failure: &Failure, json: bool) {
    complain(&failure.to_string());
    if !json {
        return;
    }
    let mut error = match failure {
        Failure::Desk(error) => json!({"code": error.code, "sentence": error.sentence}),
        Failure::Input { code, sentence } => json!({"code": code, "sentence": sentence}),
    };
    if let Failure::Desk(DeskError { params, .. }) = failure
        && let Some(detail) = params.get("detail")
    {
        error["detail"] = json!(detail);
    }
    emit(&json!({"error": error}).to_string());
}

/// Prints to stdout.
pub(crate) fn emit(text: &str) {
    use std::io::Write as _;
    // Whoever reads may have seen enough (`| head`); that is no fault of ours.
    let _ = writeln!(std::io::stdout().lock(), "{}", printable(text));
}

/// Names come from files: characters that would steer a terminal are shown as a mark instead.
fn printable(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| if steers(c) { '\u{fffd}' } else { c })
        .collect()
}

/// A table for people: cells padded to the width of their column, Chinese characters counted as two.
///
/// One row stays one line, whatever the names in it hold.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| one_line(cell)).collect())
        .collect();
    let rows = rows.as_slice();
    let mut widths: Vec<usize> = head.iter().map(|cell| width(cell)).collect();
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            if let Some(known) = widths.get_mut(column) {
                *known = (*known).max(width(cell));
            }
        }
    }
    let mut text = String::new();
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    for row in std::iter::once(&head).chain(rows) {
        for (cell, column) in row.iter().zip(&widths) {
            let _ = write!(text, "{cell}{}", " ".repeat(column + 2 - width(cell)));
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// The same text on one line; a line feed that a name brought along is shown as a mark.
pub(crate) fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\u{2028}', '\u{2029}'], "\u{fffd}")
}

fn width(text: &str) -> usize {
    text.chars()
        .map(|character| if character < '\u{2e80}' { 1 } else { 2 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_of_a_table_is_one_line_whatever_a_name_holds() {
        let row = vec!["甲\n已核验  乙".to_owned(), "拒收".to_owned()];
        let text = table(&["专家", "结论"], &[row]);
        assert_eq!(text.lines().count(), 2, "{text}");
    }
}
