//! The folder for what the webview wants to keep while it runs: caches, its own databases.
//!
//! Not for anything of ours. The one rule: nothing of a dossier stays behind on a judge's laptop, so the folder goes at exit,
//! and one whose program was killed goes at the next start.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Held locked by the program that uses the folder; the system lets go of it however that program ends.
const LOCK: &str = "in-use";

/// One run's folder.
pub(crate) struct Scratch {
    folder: PathBuf,
    _lock: File,
}

impl Scratch {
    /// Makes this run's folder below `home`, after removing those that no program uses any more.
    pub(crate) fn new(home: &Path) -> io::Result<Self> {
        let all = home.join("view");
        fs::create_dir_all(&all)?;
        // Two starts at once: the second must not take the first one's new folder for an unused one.
        let starting = File::create(all.join("starting"))?;
        starting.lock()?;
        for entry in fs::read_dir(&all)? {
            let path = entry?.path();
            if path.is_dir() {
                remove_if_unused(&path);
            }
        }
        let folder = tempfile::Builder::new()
            .prefix("run-")
            .tempdir_in(&all)?
            .keep();
        let lock = File::create(folder.join(LOCK))?;
        lock.lock()?;
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.folder
    }

    /// Removes it. What a process of the webview still writes is left for the next start.
    pub(crate) fn remove(&self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn remove_if_unused(folder: &Path) {
    let unused = match File::open(folder.join(LOCK)) {
        Ok(lock) => lock.try_lock().is_ok(),
        // Half removed: the lock went first.
        Err(_) => true,
    };
    if unused {
        // Another start may be removing it at this moment.
        let _ = fs::remove_dir_all(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_program_left_goes_at_the_next_start_and_what_is_in_use_stays() {
        let home = tempfile::tempdir().unwrap();
        let running = Scratch::new(home.path()).unwrap();
        let killed = Scratch::new(home.path()).unwrap();
        fs::write(killed.path().join("cache"), "a page").unwrap();
        let left = killed.path().to_owned();
        // Dropping lets go of the lock and removes nothing, as a kill does.
        drop(killed);
        let next = Scratch::new(home.path()).unwrap();
        assert!(!left.exists());
        assert!(running.path().exists() && next.path().exists());
        next.remove();
        assert!(!next.path().exists());
    }
}
