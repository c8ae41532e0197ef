//! Where PDFium's library and the bundled font lie.
//!
//! Not a downloader: `cargo xtask` fetches the library. The one rule: what is returned exists.

use std::path::{Path, PathBuf};

/// The name of the bundled font inside the fonts folder.
pub(crate) const FONT_FILE: &str = "NotoSansSC-Subset.otf";

/// The two things the render worker loads before it shuts the door behind itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaPaths {
    /// PDFium's shared library.
    pub pdfium: PathBuf,
    /// The folder that holds the bundled Chinese font.
    pub fonts: PathBuf,
}

/// Why the paths could not be found; the fields say where was looked.
#[derive(Debug, thiserror::Error)]
pub enum PathsError {
    #[error("PDFium's library {name} is in none of {looked:?}")]
    NoPdfium { name: String, looked: Vec<PathBuf> },
    #[error("the bundled font {FONT_FILE} is in none of {looked:?}")]
    NoFonts { looked: Vec<PathBuf> },
}

impl MediaPaths {
    /// Looks where an installed program and a checkout keep them: the environment (`JURY_PDFIUM`, `JURY_FONTS`), beside
    /// the executable, `../lib/jurybench`, macOS's `../Resources`, and `build/pdfium` and `assets/fonts` in any folder
    /// above the executable or this crate.
    ///
    /// # Errors
    /// [`PathsError`] when either is missing.
    pub fn discover() -> Result<Self, PathsError> {
        let name = pdfium_render::prelude::Pdfium::pdfium_platform_library_name();
        let exe = std::env::current_exe().ok();
        let exe_dir = exe.as_deref().and_then(Path::parent);
        let roots = [exe_dir, Some(Path::new(env!("CARGO_MANIFEST_DIR")))];
        let above = |inner: &'static str| {
            let roots = roots.into_iter().flatten();
            roots.flat_map(move |root| root.ancestors().map(move |dir| dir.join(inner)))
        };
        let installed: Vec<PathBuf> = exe_dir
            .map(|dir| {
                vec![
                    dir.to_owned(),
                    dir.join("../lib/jurybench"),
                    dir.join("../Resources"),
                ]
            })
            .unwrap_or_default();

        let mut libraries: Vec<PathBuf> = std::env::var_os("JURY_PDFIUM")
            .map(PathBuf::from)
            .into_iter()
            .collect();
        libraries.extend(installed.iter().map(|dir| dir.join(&name)));
        libraries.extend(above("build/pdfium").map(|dir| dir.join(&name)));
        let mut folders: Vec<PathBuf> = std::env::var_os("JURY_FONTS")
            .map(PathBuf::from)
            .into_iter()
            .collect();
        folders.extend(installed.iter().map(|dir| dir.join("fonts")));
        folders.extend(above("assets/fonts"));

        let Some(pdfium) = libraries.iter().find(|path| path.is_file()).cloned() else {
            return Err(PathsError::NoPdfium {
                name: name.to_string_lossy().into_owned(),
                looked: libraries,
            });
        };
        let Some(fonts) = folders
            .iter()
            .find(|dir| dir.join(FONT_FILE).is_file())
            .cloned()
        else {
            return Err(PathsError::NoFonts { looked: folders });
        };
        Ok(Self { pdfium, fonts })
    }

    /// The bundled font's file.
    #[must_use]
    pub fn font_file(&self) -> PathBuf {
        self.fonts.join(FONT_FILE)
    }
}

/// Folders in which this platform keeps fonts. Only these, and the bundled one, can be read by the worker.
#[must_use]
pub fn system_font_dirs() -> Vec<PathBuf> {
    let candidates: &[&str] = if cfg!(target_os = "windows") {
        &["C:\\Windows\\Fonts"]
    } else if cfg!(target_os = "macos") {
        &["/System/Library/Fonts", "/Library/Fonts"]
    } else {
        &[
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            "/usr/share/X11/fonts/Type1",
            "/usr/share/X11/fonts/TTF",
        ]
    };
    candidates
        .iter()
        .map(PathBuf::from)
        .filter(|dir| dir.is_dir())
        .collect()
}
