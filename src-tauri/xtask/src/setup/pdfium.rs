//! PDFium's shared library, out of a pinned wheel of the Python package index.
//!
//! pip checks the wheel against the hashes of `pdfium-requirements.txt`; for Linux x64 the library itself is checked again, as
//! that is the one every test runs with. It lands in `build/pdfium`, where jury-media looks in a checkout.

use std::fs;
use std::path::PathBuf;

use crate::error::XtaskError;
use crate::files::{build, digest, fresh_folder, read};
use crate::tool::{Tool, say};

/// SHA-256 of `libpdfium.so` in the Linux x64 wheel.
const LINUX_X64: &str = "c76dc0f7839644bfa7c3e3107a6068df714e339c861bb7d4519907b821d427f9";

/// A platform: pip's name of it and the library's name.
#[derive(Debug, PartialEq, Eq)]
struct Build {
    platform: &'static str,
    library: &'static str,
}

/// Fetches the library unless it is there.
pub(crate) fn fetch() -> Result<(), XtaskError> {
    let wanted = build_for(std::env::consts::OS, std::env::consts::ARCH)?;
    let library = build("pdfium").join(wanted.library);
    if library.is_file() {
        return verify(&library);
    }
    say("fetching PDFium's shared library (pypdfium2 5.15.2, pinned by SHA-256)");
    let work = build("pdfium-wheel");
    fresh_folder(&work)?;
    download(&wanted, &work)?;
    let wheel = the_wheel_in(&work)?;
    let out = work.join("out");
    Tool::new(
        python(),
        [
            "-m".as_ref(),
            "zipfile".as_ref(),
            "-e".as_ref(),
            wheel.as_os_str(),
            out.as_os_str(),
        ],
    )
    .run()?;
    let unpacked = out.join("pypdfium2_raw").join(wanted.library);
    verify(&unpacked)?;
    fs::create_dir_all(build("pdfium")).map_err(XtaskError::file(build("pdfium")))?;
    fs::rename(&unpacked, &library).map_err(XtaskError::file(&library))?;
    fs::remove_dir_all(&work).map_err(XtaskError::file(&work))
}

fn download(wanted: &Build, work: &std::path::Path) -> Result<(), XtaskError> {
    let requirements = "src-tauri/xtask/pdfium-requirements.txt";
    let fixed = [
        "-m",
        "pip",
        "download",
        "-q",
        "--require-hashes",
        "--no-deps",
        "--only-binary=:all:",
        "--platform",
        wanted.platform,
        "-r",
        requirements,
    ];
    let words = fixed
        .iter()
        .map(std::ffi::OsStr::new)
        .chain(["-d".as_ref(), work.as_os_str()]);
    Tool::new(python(), words).run()
}

fn the_wheel_in(folder: &std::path::Path) -> Result<PathBuf, XtaskError> {
    let files = crate::files::below(folder, &[])?;
    let missing = || XtaskError::File {
        path: folder.to_owned(),
        source: std::io::ErrorKind::NotFound.into(),
    };
    files
        .into_iter()
        .find(|file| file.extension().is_some_and(|ending| ending == "whl"))
        .ok_or_else(missing)
}

fn verify(library: &std::path::Path) -> Result<(), XtaskError> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Ok(());
    }
    let found = digest(&read(library)?);
    if found == LINUX_X64 {
        return Ok(());
    }
    Err(XtaskError::WrongDigest {
        path: library.to_owned(),
        expected: LINUX_X64,
        found,
    })
}

fn python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

fn build_for(system: &str, machine: &str) -> Result<Build, XtaskError> {
    let platform = match (system, machine) {
        ("linux", "x86_64") => "manylinux_2_17_x86_64",
        ("linux", "aarch64") => "manylinux_2_17_aarch64",
        ("windows", "x86_64") => "win_amd64",
        ("windows", "aarch64") => "win_arm64",
        ("macos", "x86_64") => "macosx_13_0_x86_64",
        ("macos", "aarch64") => "macosx_13_0_arm64",
        _ => {
            return Err(XtaskError::NoPdfium {
                platform: format!("{system} on {machine}"),
            });
        }
    };
    let library = match system {
        "linux" => "libpdfium.so",
        "windows" => "pdfium.dll",
        _ => "libpdfium.dylib",
    };
    Ok(Build { platform, library })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_platform_of_the_program_has_a_pinned_wheel() {
        let pinned = include_str!("../../pdfium-requirements.txt")
            .matches("--hash=sha256:")
            .count();
        let systems = ["linux", "windows", "macos"];
        let builds = systems
            .iter()
            .flat_map(|system| ["x86_64", "aarch64"].map(|machine| build_for(system, machine)));
        assert_eq!(builds.filter(Result::is_ok).count(), pinned);
        assert!(matches!(
            build_for("linux", "riscv64"),
            Err(XtaskError::NoPdfium { .. })
        ));
    }
}
