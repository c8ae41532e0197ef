//! Text files named on the command line: tables, rule files, passphrases.
//!
//! The one rule: only regular files of a size such a file can have are read; a pipe would be waited for without end.

use std::io::Read as _;
use std::path::Path;

use crate::outcome::Failure;

/// No table or rule is larger, bytes.
const LIMIT: u64 = 64 << 20;

/// The text of a file.
pub(crate) fn text(file: &Path) -> Result<String, Failure> {
    let refused = || {
        Failure::input(
            "cannotRead",
            format!(
                "无法读取“{}”：请确认它是文件、不超过 64 MB，并以 UTF-8 编码保存。",
                file.display()
            ),
        )
    };
    let facts = std::fs::metadata(file).map_err(|_| refused())?;
    if !facts.is_file() || facts.len() > LIMIT {
        return Err(refused());
    }
    let mut text = String::new();
    let opened = std::fs::File::open(file).map_err(|_| refused())?;
    opened
        .take(LIMIT)
        .read_to_string(&mut text)
        .map_err(|_| refused())?;
    Ok(text)
}
