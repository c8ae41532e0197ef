//! `cargo xtask bench`: the speed bars, optimised. The measures themselves are `tests/bench`.

use crate::error::XtaskError;
use crate::setup;
use crate::tool::Tool;

/// Takes all measures; `--json` prints one JSON document, `--peers` adds the same work in the Python people use today.
pub(crate) fn bench(options: &[&str]) -> Result<(), XtaskError> {
    setup::everything()?;
    setup::ui()?;
    let words = [
        "bench",
        "--quiet",
        "-p",
        "jury-tests",
        "--bench",
        "bars",
        "--",
    ];
    let words: Vec<&str> = words.iter().chain(options).copied().collect();
    Tool::cargo(&words).run_saying("measuring the speed bars in an optimised build")
}
