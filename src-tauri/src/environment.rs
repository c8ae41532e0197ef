//! What must be said in the environment before the program begins (Linux).
//!
//! An environment can only be changed safely for a program that has not begun, so the program begins again with it, once. The one rule: whoever
//! has said otherwise is not overruled.

/// Begins the program again with the settings that are missing; returns where none is, and where that fails.
#[cfg(target_os = "linux")]
pub fn settle() {
    use std::os::unix::process::CommandExt as _;

    let missing: Vec<_> = settings(std::path::Path::new("/dev/dri"))
        .filter(|(name, _)| std::env::var_os(name).is_none())
        .collect();
    let Some(program) = std::env::current_exe().ok().filter(|_| !missing.is_empty()) else {
        return;
    };
    // Returns only when it could not begin; then the window is slower and larger, and there.
    let _ = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .envs(missing)
        .exec();
}

/// Elsewhere the system decides.
#[cfg(not(target_os = "linux"))]
pub fn settle() {}

/// Large blocks go back to the system when they are freed: bitmaps of pages come and go by the hundred, and by default glibc keeps the room of the
/// largest (mallopt(3), `M_MMAP_THRESHOLD`).
#[cfg(target_os = "linux")]
const MEMORY: [(&str, &str); 2] = [
    ("MALLOC_MMAP_THRESHOLD_", "262144"),
    ("MALLOC_ARENA_MAX", "2"),
];
/// The webview's script engine is told to be thrifty (JavaScriptCore's options): it collects garbage as on a machine of 256 MiB, and does without
/// its last optimising compiler, which makes long sums faster and nothing that a page of ours does.
#[cfg(target_os = "linux")]
const SCRIPT: [(&str, &str); 2] = [
    ("JSC_forceRAMSize", "268435456"),
    ("JSC_useFTLJIT", "false"),
];
/// Without a graphics card WebKitGTK hands every frame to a software OpenGL, which takes three times as long as its own software drawing and eighty
/// megabytes more.
#[cfg(target_os = "linux")]
const NO_OPENGL: (&str, &str) = ("WEBKIT_DISABLE_DMABUF_RENDERER", "1");

#[cfg(target_os = "linux")]
fn settings(graphics: &std::path::Path) -> impl Iterator<Item = (&'static str, &'static str)> {
    let drawing = (!has_graphics(graphics)).then_some(NO_OPENGL);
    MEMORY.into_iter().chain(SCRIPT).chain(drawing)
}

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
        let opengl = |devices: &std::path::Path| !settings(devices).any(|one| one == NO_OPENGL);
        assert!(!opengl(&devices.path().join("none")));
        std::fs::write(devices.path().join("card0"), "").unwrap();
        assert!(!opengl(devices.path()));
        std::fs::write(devices.path().join("renderD128"), "").unwrap();
        assert!(opengl(devices.path()));
    }
}
