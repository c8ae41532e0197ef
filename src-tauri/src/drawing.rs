//! How the webview draws where there is no graphics card to draw with (Linux: virtual machines, thin clients, missing drivers).
//!
//! WebKitGTK then hands every frame to a software OpenGL, which takes three times as long as its own software drawing and eighty megabytes
//! more. The one rule: whoever has said how to draw is not overruled.

/// Read by WebKitGTK when its first process starts: anything but empty means no OpenGL.
#[cfg(target_os = "linux")]
const CHOICE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Begins the program again with that choice made, where it is needed; otherwise, and where that fails, returns.
///
/// Again, because an environment can only be changed safely for a program that has not begun.
#[cfg(target_os = "linux")]
pub fn settle() {
    use std::os::unix::process::CommandExt as _;

    if std::env::var_os(CHOICE).is_some() || has_graphics(std::path::Path::new("/dev/dri")) {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    // Returns only when it could not begin; then the window is slow, and there.
    let _ = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(CHOICE, "1")
        .exec();
}

/// Elsewhere the system's own webview decides.
#[cfg(not(target_os = "linux"))]
pub fn settle() {}

/// Whether there is a render node: a device that draws, whoever sits at the screen (drm-uapi, "Render nodes").
#[cfg(target_os = "linux")]
fn has_graphics(devices: &std::path::Path) -> bool {
    let is_render_node = |entry: std::fs::DirEntry| {
        let name = entry.file_name();
        name.to_str()
            .is_some_and(|name| name.starts_with("renderD"))
    };
    std::fs::read_dir(devices).is_ok_and(|listed| listed.filter_map(Result::ok).any(is_render_node))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_screen_without_a_render_node_is_no_graphics_card() {
        let devices = tempfile::tempdir().unwrap();
        assert!(!has_graphics(&devices.path().join("none")));
        std::fs::write(devices.path().join("card0"), "").unwrap();
        assert!(!has_graphics(devices.path()));
        std::fs::write(devices.path().join("renderD128"), "").unwrap();
        assert!(has_graphics(devices.path()));
    }
}
