//! The system's own dialogs, through rfd.
//!
//! The one rule: a dialog is made on the window's thread and waited for on another, so that the page keeps painting.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;

use rfd::{AsyncFileDialog, FileHandle};
use tauri::{AppHandle, Manager};

use super::{Ask, Picker, with_ending};
use crate::{log, windows};

type Waiting = std::pin::Pin<Box<dyn Future<Output = Vec<PathBuf>> + Send>>;

/// Asks by dialogs over the desk's window.
pub(crate) struct Dialogs {
    app: AppHandle,
}

impl Dialogs {
    pub(crate) fn new(app: &AppHandle) -> Self {
        Self { app: app.clone() }
    }

    fn dialog(&self) -> AsyncFileDialog {
        let dialog = AsyncFileDialog::new();
        match self.app.get_webview_window(windows::DESK) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }

    fn open(&self, ask: &Ask) -> Waiting {
        let dialog = self.dialog();
        match ask {
            Ask::Files(files) => {
                let mut dialog = dialog.set_title(&files.title);
                if !files.endings.is_empty() {
                    dialog = dialog.add_filter(&files.kind, &files.endings);
                }
                if files.many {
                    let picked = dialog.pick_files();
                    Box::pin(async { paths(picked.await.unwrap_or_default()) })
                } else {
                    let picked = dialog.pick_file();
                    Box::pin(async { paths(picked.await) })
                }
            }
            Ask::Folder(folder) => {
                let picked = dialog.set_title(&folder.title).pick_folder();
                Box::pin(async { paths(picked.await) })
            }
            Ask::Save(save) => {
                let picked = dialog
                    .set_title(&save.title)
                    .set_file_name(&save.name)
                    .save_file();
                let proposed = save.name.clone();
                Box::pin(async move {
                    paths(picked.await)
                        .into_iter()
                        .map(|path| with_ending(path, &proposed))
                        .collect()
                })
            }
        }
    }
}

fn paths(handles: impl IntoIterator<Item = FileHandle>) -> Vec<PathBuf> {
    handles
        .into_iter()
        .map(|handle| handle.path().to_owned())
        .collect()
}

impl Picker for Dialogs {
    fn pick(&self, ask: &Ask) -> Vec<PathBuf> {
        let (send, receive) = mpsc::channel();
        let (dialogs, ask) = (
            Self {
                app: self.app.clone(),
            },
            ask.clone(),
        );
        let asked = self.app.run_on_main_thread(move || {
            // The receiver is gone only when the program is ending.
            let _ = send.send(dialogs.open(&ask));
        });
        if let Err(fault) = asked {
            log::line(&format!("no dialog: {fault}"));
            return Vec::new();
        }
        receive
            .recv()
            .map_or_else(|_| Vec::new(), tauri::async_runtime::block_on)
    }

    fn reveal(&self, path: &Path) {
        if let Err(fault) = file_manager(path).spawn() {
            log::line(&format!("no file manager: {fault}"));
        }
    }
}

#[cfg(target_os = "windows")]
fn file_manager(path: &Path) -> Command {
    use std::os::windows::process::CommandExt as _;
    let mut command = Command::new("explorer");
    // Explorer has quoting rules of its own: the path goes in quotes inside the one argument.
    command.raw_arg(format!("/select,\"{}\"", path.display()));
    command
}

#[cfg(target_os = "macos")]
fn file_manager(path: &Path) -> Command {
    let mut command = Command::new("open");
    command.arg("-R").arg(path);
    command
}

#[cfg(all(unix, not(target_os = "macos")))]
fn file_manager(path: &Path) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(if path.is_dir() {
        path
    } else {
        path.parent().unwrap_or(path)
    });
    command
}
