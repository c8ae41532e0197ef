//! A window with nothing in it: what Tauri itself takes to start, for `cargo xtask bench` to lay the real one beside.
//!
//! Not part of the program. The one rule: built and opened as the desk's window is, with an empty page and no desk behind it.

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    let builder = tauri::Builder::default().setup(|app| {
        WebviewWindowBuilder::new(app, "empty", WebviewUrl::App("index.html".into()))
            .title("空")
            .inner_size(1366.0, 768.0)
            .center()
            .build()?;
        Ok(())
    });
    builder.run(tauri::generate_context!(
        "examples/empty_window/tauri.conf.json"
    ))
}
