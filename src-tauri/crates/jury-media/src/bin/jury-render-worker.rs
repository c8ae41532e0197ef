//! The render worker as a program of its own, for this crate's tests and for the bench.
//!
//! The shell and `jury` host the same loop behind `--render-worker`; nothing is installed under this name.

fn main() -> std::process::ExitCode {
    jury_media::worker::run_if_asked().unwrap_or_else(|| {
        eprintln!("usage: jury-render-worker --render-worker PDFIUM FONTS [FONT-FOLDER…]");
        std::process::ExitCode::from(2)
    })
}
