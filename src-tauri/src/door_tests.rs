//! The door on Tauri's mock runtime: real commands and the real capability files, no window.

use std::path::{Path, PathBuf};

use serde_json::json;
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};

use super::*;
use crate::bench::fake::FakeBench;
use crate::picker::Ask;

/// Picks one fixed file.
struct FixedPicker(PathBuf);

impl Picker for FixedPicker {
    fn pick(&self, ask: &Ask) -> Vec<PathBuf> {
        if matches!(ask, Ask::Folder(_)) {
            Vec::new()
        } else {
            vec![self.0.clone()]
        }
    }

    fn reveal(&self, _: &Path) {}
}

fn app() -> App<MockRuntime> {
    use tauri::Manager as _;
    let app = mock_builder()
        .invoke_handler(tauri::generate_handler![desk, board_look])
        .build(tauri::generate_context!(test = true))
        .unwrap();
    let picker = FixedPicker(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    let door = Door::new(
        Arc::new(FakeBench::default()),
        Arc::new(picker),
        "http://127.0.0.1:9/token".to_owned(),
    );
    app.manage(Arc::new(door));
    app
}

fn window(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, tauri::WebviewUrl::default())
        .build()
        .unwrap()
}

fn call(
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    name: &str,
    request: &Value,
) -> Result<Value, Value> {
    let own_page = if cfg!(windows) {
        "http://tauri.localhost"
    } else {
        "tauri://localhost"
    };
    let invoke = InvokeRequest {
        cmd: command.to_owned(),
        callback: tauri::ipc::CallbackFn(0),
        error: tauri::ipc::CallbackFn(1),
        url: own_page.parse().unwrap(),
        body: json!({"name": name, "request": request, "channel": "__CHANNEL__:7"}).into(),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, invoke).map(|body| body.deserialize().unwrap())
}

#[test]
fn the_desks_window_is_answered() {
    let app = app();
    let desk = window(&app, "desk");
    assert_eq!(
        call(&desk, "desk", "echo", &json!({"分": "13.50"})),
        Ok(json!({"分": "13.50"}))
    );
}

#[test]
fn the_boards_window_can_call_nothing_that_writes() {
    let app = app();
    let board = window(&app, "board");
    let refusal = call(&board, "desk", "echo", &json!({})).unwrap_err();
    assert!(
        refusal
            .as_str()
            .is_some_and(|text| text.contains("not allowed")),
        "{refusal}"
    );
    let refusal = call(&board, "board_look", "mark_put", &json!({})).unwrap_err();
    assert_eq!(refusal["code"], "notAllowed");
}

#[test]
fn the_board_may_ask_only_for_looks_of_the_one_table() {
    for name in BOARD_MAY_ASK {
        assert!(name.ends_with("_look"), "{name}");
    }
}

#[test]
fn a_window_of_no_capability_is_refused_by_both_commands() {
    let app = app();
    let stranger = window(&app, "stranger");
    for command in ["desk", "board_look"] {
        assert!(
            call(&stranger, command, "echo", &json!({}))
                .unwrap_err()
                .is_string(),
            "{command}"
        );
    }
}

#[test]
fn a_refusal_arrives_with_its_code_parameters_and_sentence() {
    let app = app();
    let refusal = call(&window(&app, "desk"), "desk", "refuses", &json!({})).unwrap_err();
    assert_eq!(refusal["code"], "markOutOfRange");
    assert_eq!(refusal["params"]["maximum"], "40.00");
    assert_eq!(refusal["sentence"], "41 超出范围：这一项为 0 至 40.00 分。");
}

#[test]
fn a_panic_behind_the_door_is_answered_and_the_next_call_works() {
    let app = app();
    let desk = window(&app, "desk");
    assert_eq!(
        call(&desk, "desk", "panics", &json!({})).unwrap_err()["code"],
        "internal"
    );
    assert_eq!(call(&desk, "desk", "echo", &json!(1)), Ok(json!(1)));
}

#[test]
fn a_picked_file_reaches_the_page_as_a_token_and_never_as_a_path() {
    let app = app();
    let desk = window(&app, "desk");
    let ask =
        json!({"title": "选择任务函", "kind": "任务函", "endings": ["jurytask"], "many": false});
    let picked = call(&desk, "desk", "pick_files", &ask).unwrap();
    assert_eq!(picked["files"][0]["token"], "f1");
    assert_eq!(picked["files"][0]["name"], "Cargo.toml");
    assert!(
        !picked.to_string().contains(env!("CARGO_MANIFEST_DIR")),
        "{picked}"
    );
    assert_eq!(
        call(&desk, "desk", "pick_folder", &json!({"title": "x"})),
        Ok(json!({"files": []})),
        "closed: nothing"
    );
    assert_eq!(
        call(&desk, "desk", "pick_reveal", &json!({"token": "f1"})),
        Ok(json!({}))
    );
    assert_eq!(
        call(&desk, "desk", "pick_reveal", &json!({"token": "f9"})).unwrap_err()["code"],
        "unknownFile"
    );
}

#[test]
fn the_window_zooms_within_limits() {
    let app = app();
    let desk = window(&app, "desk");
    assert_eq!(
        call(&desk, "desk", "zoom_set", &json!({"percent": 200})),
        Ok(json!({}))
    );
    for percent in [0, 49, 301] {
        let refusal = call(&desk, "desk", "zoom_set", &json!({ "percent": percent })).unwrap_err();
        assert_eq!(refusal["code"], "badRequest", "{percent}");
    }
}

#[test]
fn a_request_the_shell_does_not_understand_is_refused_in_words() {
    let app = app();
    let refusal = call(
        &window(&app, "desk"),
        "desk",
        "pick_files",
        &json!({"path": "/etc/passwd"}),
    )
    .unwrap_err();
    assert_eq!(refusal["code"], "badRequest");
}

#[test]
fn a_call_under_way_can_be_cancelled_by_its_channel() {
    let door = Arc::new(Door::new(
        Arc::new(FakeBench::default()),
        Arc::new(FixedPicker(PathBuf::new())),
        String::new(),
    ));
    let working = Arc::clone(&door);
    let long =
        std::thread::spawn(move || working.answer("long", json!({}), 7, &jury_desk::call::Quiet));
    // The call may not have started yet, so it is asked until it is over.
    while !long.is_finished() {
        door.answer("cancel", json!({"call": 7}), 8, &jury_desk::call::Quiet)
            .unwrap();
        std::thread::yield_now();
    }
    assert_eq!(long.join().unwrap().unwrap_err().code, ErrorCode::Cancelled);
    assert!(
        door.running.calls().is_empty(),
        "nothing is left on the list"
    );
}
