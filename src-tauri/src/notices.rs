//! What the shell tells the page unasked: files hang over the window, files were dropped.
//!
//! Not what the page's own calls changed: it knows that from their answers. The one rule: an event that nobody hears is no
//! fault.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use tauri::{AppHandle, DragDropEvent, Emitter as _, Manager as _, Runtime, WindowEvent};

use crate::door::Door;
use crate::windows;

/// Turns the system's drag events over the desk into `dragging` (true while files hang over it) and `dropped` (with the
/// tokens), and ends long work when its window closes.
pub(crate) fn on_window_event<R: Runtime>(app: &AppHandle<R>, label: &str, event: &WindowEvent) {
    if label != windows::DESK {
        return;
    }
    match event {
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => say(app, "dragging", true),
        WindowEvent::DragDrop(DragDropEvent::Leave) => say(app, "dragging", false),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            dropped(app, paths);
        }
        WindowEvent::Destroyed => app.state::<Arc<Door>>().cancel_all(),
        _ => {}
    }
}

/// Offers dropped files to the desk and tells its page.
pub(crate) fn dropped<R: Runtime>(app: &AppHandle<R>, paths: &[PathBuf]) {
    say(app, "dragging", false);
    say(app, "dropped", app.state::<Arc<Door>>().dropped(paths));
}

fn say<R: Runtime, T: Serialize + Clone>(app: &AppHandle<R>, event: &str, payload: T) {
    let _ = app.emit_to(windows::DESK, event, payload);
}
