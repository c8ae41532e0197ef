//! The program's windows: how large, what they may load, where they may go.
//!
//! Not what they show (the page decides). The one rule: a window shows this program's own pages and nothing else; a link,
//! a script or a drop that would lead elsewhere is refused.

use std::path::Path;

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// Label of the desk's window, as `capabilities/desk.json` names it.
pub(crate) const DESK: &str = "desk";

/// A 1366×768 laptop, the commonest among experts, in logical pixels.
const USUAL: (f64, f64) = (1366.0, 768.0);
/// The same laptop at 125 % scaling.
const LEAST: (f64, f64) = (1093.0, 614.0);

/// Percent between which everything may be shown; beyond them nothing can be found any more, the way back included.
pub(crate) const ZOOM: std::ops::RangeInclusive<u32> = 50..=300;

/// Opens the desk's window. `scratch` holds the webview's caches and is thrown away at exit, because pages of a dossier
/// must not stay behind on a judge's laptop.
pub(crate) fn open_desk<R: Runtime>(
    app: &AppHandle<R>,
    scratch: &Path,
) -> tauri::Result<WebviewWindow<R>> {
    WebviewWindowBuilder::new(app, DESK, WebviewUrl::App("index.html".into()))
        .title("评审台")
        .inner_size(USUAL.0, USUAL.1)
        .min_inner_size(LEAST.0, LEAST.1)
        .center()
        .data_directory(scratch.to_owned())
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()
}

/// Whether an address is one of the program's own pages.
pub(crate) fn is_own_page(url: &Url) -> bool {
    let own_host = match url.scheme() {
        "tauri" => "localhost",
        // Windows serves custom schemes under this name.
        "http" | "https" if cfg!(windows) => "tauri.localhost",
        _ => return false,
    };
    url.host_str() == Some(own_host) && url.port().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_goes_to_no_page_but_its_own() {
        let own = |address: &str| is_own_page(&Url::parse(address).unwrap());
        assert!(own(if cfg!(windows) {
            "http://tauri.localhost/index.html"
        } else {
            "tauri://localhost/index.html"
        }));
        for elsewhere in [
            "https://example.org/",
            "http://127.0.0.1:8080/x",
            "file:///etc/passwd",
            "tauri://localhost.example.org/",
            "http://tauri.example.org/",
            "data:text/html,x",
            "about:blank",
        ] {
            assert!(!own(elsewhere), "{elsewhere}");
        }
    }
}
