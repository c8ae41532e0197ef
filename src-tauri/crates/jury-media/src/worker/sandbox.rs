//! Shuts the worker in, as far as the platform goes.
//!
//! Linux: Landlock (files), resource limits, a list of allowed system calls. Elsewhere nothing yet: on Windows the place
//! for a job object and a restricted token is the host, where it spawns the process; the functions here then stay empty.
//! A kernel without a part of it is reported in [`SandboxState`], not refused: a judge on an old Kylin laptop still has
//! the separate process.
//!
//! The one rule: what holds is said; what does not hold is said too.

#[cfg(target_os = "linux")]
#[path = "sandbox_linux.rs"]
mod platform;

#[cfg(not(target_os = "linux"))]
mod platform {
    use crate::wire::SandboxState;
    use std::path::PathBuf;

    pub(in crate::worker) fn hold_files(_font_dirs: &[PathBuf]) -> bool {
        false
    }

    pub(in crate::worker) fn hold_rest(files: bool) -> SandboxState {
        SandboxState {
            files,
            ..SandboxState::default()
        }
    }

    #[cfg(unix)]
    pub(in crate::worker) fn widen(_pipe: &impl std::os::fd::AsFd) {}
}

#[cfg(unix)]
pub(super) use platform::widen;
pub(super) use platform::{hold_files, hold_rest};
