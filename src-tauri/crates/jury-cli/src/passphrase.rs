//! Passphrases come from a file or the environment, never from the command line, where other users could read them.

use std::path::Path;

use crate::outcome::Failure;

/// Reads the first line of `file`, or the variable.
pub(crate) fn read(file: Option<&Path>, variable: &str) -> Result<String, Failure> {
    let text = match file {
        Some(file) => crate::reading::text(file)?,
        None => std::env::var(variable).map_err(|_| {
            Failure::input(
                "noPassphrase",
                format!("没有口令：请用 --passphrase-file 指定文件，或设置环境变量 {variable}。"),
            )
        })?,
    };
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
