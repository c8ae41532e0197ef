//! The one door: two commands, and everything the page may ask goes through them.
//!
//! Not a list of operations: jury-desk has the table. A handful of requests are the shell's own, because they need a window
//! (picking files, showing a folder, zooming) or are about the carrier itself (where the media server is, giving up on a call); their
//! map is [`ShellOperations`]. The one rule: whatever happens behind it, a panic included, the page gets an answer.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jury_desk::call::{Call, Cancel, ProgressSink};
use jury_desk::error::{DeskError, ErrorCode};
use jury_desk::wire::{Nothing, Progress};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tauri::ipc::Channel;
use tauri::{Runtime, State, Webview};

use crate::bench::Bench;
use crate::log;
use crate::picker::{self, PickFiles, PickFolder, PickReveal, PickSave, Picked, Picker};
use crate::windows;

/// Operations the board may ask for, all of them looks. There is no board window yet, so there are none.
pub(crate) const BOARD_MAY_ASK: &[&str] = &[];

/// TypeScript: what the shell answers itself, name to request and answer, beside jury-desk's `Operations`.
#[derive(ts_rs::TS)]
#[ts(export)]
#[allow(dead_code, reason = "only its shape is exported")]
pub struct ShellOperations {
    /// Gives up on a call that is under way; it then answers `cancelled`.
    pub cancel: (CancelCall, Nothing),
    /// Where page images, pictures and films are.
    pub media_base: (Nothing, MediaBase),
    /// Asks the person for one or several files.
    pub pick_files: (PickFiles, Picked),
    /// Asks the person for a folder.
    pub pick_folder: (PickFolder, Picked),
    /// Asks the person where to write a file.
    pub pick_save: (PickSave, Picked),
    /// Shows a file in its folder, in the system's own file manager.
    pub pick_reveal: (PickReveal, Nothing),
    /// Shows everything in the window larger or smaller.
    pub zoom_set: (ZoomSet, Nothing),
}

/// Names a call that is under way.
#[derive(Debug, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct CancelCall {
    /// Id of the channel the call reports its progress to.
    pub call: u32,
}

/// How large everything in the window is shown.
#[derive(Debug, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ZoomSet {
    /// Percent, 50 to 300.
    pub percent: u32,
}

/// Where the media server listens.
#[derive(Debug, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MediaBase {
    /// `http://127.0.0.1:PORT/TOKEN`, without a slash at the end. Under it: `/page/MATERIAL/PAGE?width=W&rotation=R` (pages
    /// from 0, pixels, degrees clockwise), `/image/MATERIAL?width=W`, `/video/MATERIAL`.
    pub base: String,
}

/// What stands behind the two commands.
pub(crate) struct Door {
    bench: Arc<dyn Bench>,
    picker: Arc<dyn Picker>,
    media_base: String,
    running: Running,
}

/// The desk window's command. `channel` takes progress, and its id names this call to `cancel`.
#[tauri::command]
pub(crate) async fn desk<R: Runtime>(
    name: String,
    request: Value,
    channel: Channel<Progress>,
    webview: Webview<R>,
    door: State<'_, Arc<Door>>,
) -> Result<Value, DeskError> {
    if name == "zoom_set" {
        return zoom(&webview, request);
    }
    let door = Arc::clone(&door);
    answered(name.clone(), move || {
        door.answer(&name, request, channel.id(), &Reports(channel))
    })
    .await
}

/// The one request that is about the window it comes from.
fn zoom<R: Runtime>(webview: &Webview<R>, request: Value) -> Result<Value, DeskError> {
    let ZoomSet { percent } = read(request)?;
    if !windows::ZOOM.contains(&percent) {
        return Err(DeskError::new(ErrorCode::BadRequest).with("detail", "percent"));
    }
    let factor = f64::from(percent) / 100.0;
    let zoomed = webview.set_zoom(factor);
    zoomed.map_err(|problem| DeskError::internal(&problem))?;
    written(&Nothing {})
}

/// The board window's command: it may only look.
#[tauri::command]
pub(crate) async fn board_look(
    name: String,
    request: Value,
    door: State<'_, Arc<Door>>,
) -> Result<Value, DeskError> {
    if !BOARD_MAY_ASK.contains(&name.as_str()) {
        return Err(DeskError::new(ErrorCode::NotAllowed).with("who", "组织方在工作台"));
    }
    let bench = Arc::clone(&door.bench);
    answered(name.clone(), move || {
        bench.ask(&name, request, &Call::quiet())
    })
    .await
}

/// Does blocking work away from the window's thread; a panic in it becomes an answer like any other fault.
async fn answered<F>(name: String, work: F) -> Result<Value, DeskError>
where
    F: FnOnce() -> Result<Value, DeskError> + Send + 'static,
{
    let answer = match tauri::async_runtime::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(panicked) => Err(DeskError::internal(&panicked)),
    };
    if let Err(fault) = &answer
        && fault.code == ErrorCode::Internal
    {
        log::line(&format!("{name}: {:?}", fault.params));
    }
    answer
}

impl Door {
    pub(crate) fn new(bench: Arc<dyn Bench>, picker: Arc<dyn Picker>, media_base: String) -> Self {
        Self {
            bench,
            picker,
            media_base,
            running: Running::default(),
        }
    }

    /// Gives up on everything under way, because the window is gone.
    pub(crate) fn cancel_all(&self) {
        self.running.cancel_all();
    }

    /// Offers dropped paths to the page.
    pub(crate) fn dropped(&self, paths: &[std::path::PathBuf]) -> Picked {
        picker::offer(self.bench.as_ref(), paths)
    }

    fn answer(
        &self,
        name: &str,
        request: Value,
        id: u32,
        reports: &dyn ProgressSink,
    ) -> Result<Value, DeskError> {
        match name {
            "cancel" => {
                self.running.cancel(read::<CancelCall>(request)?.call);
                written(&Nothing {})
            }
            "media_base" => written(&MediaBase {
                base: self.media_base.clone(),
            }),
            "pick_files" => self.pick(&read::<PickFiles>(request)?.into()),
            "pick_folder" => self.pick(&read::<PickFolder>(request)?.into()),
            "pick_save" => self.pick(&read::<PickSave>(request)?.into()),
            "pick_reveal" => {
                self.picker
                    .reveal(&self.bench.offered(&read::<PickReveal>(request)?.token)?);
                written(&Nothing {})
            }
            _ => {
                let call = self.running.start(id);
                self.bench
                    .ask(name, request, &Call::new(reports, call.cancel.clone()))
            }
        }
    }

    fn pick(&self, ask: &picker::Ask) -> Result<Value, DeskError> {
        written(&picker::offer(self.bench.as_ref(), &self.picker.pick(ask)))
    }
}

fn read<T: DeserializeOwned>(request: Value) -> Result<T, DeskError> {
    serde_json::from_value(request)
        .map_err(|problem| DeskError::new(ErrorCode::BadRequest).with("detail", problem))
}

fn written<T: Serialize>(answer: &T) -> Result<Value, DeskError> {
    serde_json::to_value(answer).map_err(|problem| DeskError::internal(&problem))
}

/// Progress into the page's channel. A page that is gone hears nothing, which is no fault.
struct Reports(Channel<Progress>);

impl ProgressSink for Reports {
    fn report(&self, progress: Progress) {
        let _ = self.0.send(progress);
    }
}

/// Calls under way, by channel id.
#[derive(Default)]
struct Running(Mutex<BTreeMap<u32, Cancel>>);

/// One of them; dropping it takes it off the list, also when the call panics.
struct Started<'a> {
    running: &'a Running,
    id: u32,
    cancel: Cancel,
}

impl Running {
    fn start(&self, id: u32) -> Started<'_> {
        let cancel = Cancel::default();
        self.calls().insert(id, cancel.clone());
        Started {
            running: self,
            id,
            cancel,
        }
    }

    fn cancel(&self, id: u32) {
        if let Some(cancel) = self.calls().get(&id) {
            cancel.cancel();
        }
    }

    fn cancel_all(&self) {
        self.calls().values().for_each(Cancel::cancel);
    }

    fn calls(&self) -> std::sync::MutexGuard<'_, BTreeMap<u32, Cancel>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Started<'_> {
    fn drop(&mut self) {
        self.running.calls().remove(&self.id);
    }
}

#[cfg(test)]
#[path = "door_tests.rs"]
mod tests;
