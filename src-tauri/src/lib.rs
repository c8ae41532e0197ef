//! Jurybench's window: the shell around jury-desk.
//!
//! What it adds to the desk is what only a window program has: the door the page calls through (`door`), native dialogs and
//! drops (`picker`), a server on this computer for pixels and film (`media`), events (`notices`) and the windows themselves
//! (`windows`). Not here: any judging. The one rule: this crate names Tauri and nothing below it does.

mod bench;
pub mod door;
pub mod environment;
mod log;
mod media;
mod notices;
mod options;
pub mod picker;
mod range;
mod scratch;
mod windows;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use jury_desk::{Session, SessionConfig};
use tauri::{AppHandle, Manager as _, RunEvent};

use crate::bench::Bench;
use crate::door::Door;
use crate::media::MediaServer;
use crate::options::Options;
use crate::scratch::Scratch;

/// Starts the program and returns when its window is closed.
///
/// # Errors
/// [`ShellError`] when it cannot start.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<(), ShellError> {
    let options = Options::read(arguments)?;
    let context = tauri::generate_context!();
    let home = home(&context.config().identifier)?;
    log::open(&home);
    let bench = open_bench(&options, &home);
    let media = media::serve(Arc::clone(&bench)).map_err(ShellError::Media)?;
    let scratch = Scratch::new(&home).map_err(ShellError::Scratch)?;
    let view = scratch.path().to_owned();
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![door::desk, door::board_look])
        .on_window_event(|window, event| {
            notices::on_window_event(window.app_handle(), window.label(), event);
        })
        .setup(move |app| {
            manage_door(app.handle(), bench, media);
            windows::open_desk(app.handle(), &view)?;
            Ok(())
        })
        .build(context)?
        // The last thing to happen: `run` ends the process without returning here.
        .run(move |_, event| {
            if matches!(event, RunEvent::Exit) {
                scratch.remove();
            }
        });
    Ok(())
}

/// Says on stderr why the program did not start, and in a dialog where there is a screen to show one.
pub fn tell(fault: &ShellError) {
    eprintln!("{fault}");
    let screen = !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some());
    // A wrong argument comes from a terminal; everything else may come from a double click.
    if screen && !cfg!(feature = "e2e") && !matches!(fault, ShellError::Options(_)) {
        let dialog = rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title("评审台");
        dialog.set_description(fault.to_string()).show();
    }
}

/// Why the program cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// The arguments.
    #[error(transparent)]
    Options(#[from] options::OptionsError),
    /// No folder of the person's own.
    #[error("找不到当前用户的数据文件夹，无法保存评分。请用普通用户登录后再打开。")]
    NoHome,
    /// The loopback server.
    #[error("无法在本机打开材料查看服务：{0}。请检查安全软件是否拦截了本程序访问 127.0.0.1。")]
    Media(#[source] io::Error),
    /// The folder for the webview's caches.
    #[error("无法建立临时文件夹：{0}。请确认磁盘未满、当前用户可以写入自己的数据文件夹。")]
    Scratch(#[source] io::Error),
    /// The window.
    #[error("无法打开窗口：{0}。")]
    Window(#[from] tauri::Error),
}

/// The person's own data folder of this program.
fn home(identifier: &str) -> Result<PathBuf, ShellError> {
    dirs::data_dir()
        .map(|folder| folder.join(identifier))
        .ok_or(ShellError::NoHome)
}

fn manage_door(app: &AppHandle, bench: Arc<dyn Bench>, media: MediaServer) {
    let picker = Arc::new(picker::Chosen::new(app));
    app.manage(Arc::new(Door::new(bench, picker, media.base)));
}

/// A session over the folders of desks given, or over the usual one.
fn open_bench(options: &Options, home: &std::path::Path) -> Arc<dyn Bench> {
    let usual = SessionConfig::system(
        options
            .desks
            .first()
            .cloned()
            .unwrap_or_else(|| home.join("desks")),
    );
    let desk_roots = if options.desks.is_empty() {
        usual.desk_roots.clone()
    } else {
        options.desks.clone()
    };
    Arc::new(Session::new(SessionConfig {
        desk_roots,
        ..usual
    }))
}
