//! The UI's packages and its build.

use crate::error::XtaskError;
use crate::files::{Stamp, below, digest, digest_of_all, read};
use crate::tool::{Tool, root};

/// `npm ci` when the lock file changed since the last one.
pub(crate) fn modules() -> Result<(), XtaskError> {
    let lock = read(&root().join("ui/package-lock.json"))?;
    let stamp = Stamp::new("npm", digest(&lock));
    if stamp.is_current() && root().join("ui/node_modules").is_dir() {
        return Ok(());
    }
    Tool::npm(&["ci", "--no-audit", "--no-fund"]).run_saying("installing the UI's npm packages")?;
    stamp.set()
}

/// `npm run build` when a source of the UI changed since the last one.
pub(crate) fn build() -> Result<(), XtaskError> {
    let sources = below(&root().join("ui"), &["node_modules", "dist"])?;
    let stamp = Stamp::new("ui", digest_of_all(&sources)?);
    if stamp.is_current() && root().join("ui/dist/index.html").is_file() {
        return Ok(());
    }
    Tool::npm(&["run", "--silent", "build"]).run_saying("building the UI")?;
    stamp.set()
}
