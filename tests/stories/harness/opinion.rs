//! The other program: `verify.py`, which shares no code with ours.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

pub(crate) fn verifier() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/verifier/verify.py")
}

/// What it says of an archive. Its exit code says the same as its list of problems.
#[track_caller]
pub(crate) fn opinion(archive: &Path, more: &[&str]) -> Value {
    let output = Command::new("python3")
        .arg(verifier())
        .arg("--json")
        .args(more)
        .arg(archive)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let reports: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"));
    let is_well = reports[0]["problems"].as_array().unwrap().is_empty();
    assert_eq!(output.status.code(), Some(i32::from(!is_well)), "{said}");
    reports[0].clone()
}
