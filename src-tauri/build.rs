//! Lists the two commands for Tauri's access control, so that each window may call only what its capability names.
//! Without the list every registered command would be open to every window.
fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["desk", "board_look"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).expect("tauri.conf.json and capabilities/ are valid");
}
