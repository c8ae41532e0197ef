//! The window program's entry: a render worker when asked to be one, else the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    // Before anything else: a worker must inherit no window, no session and no open file.
    if let Some(code) = jury_desk::render_worker() {
        return code;
    }
    jurybench::environment::settle();
    match jurybench::run(std::env::args_os().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            jurybench::tell(&fault);
            ExitCode::FAILURE
        }
    }
}
