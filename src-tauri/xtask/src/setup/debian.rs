//! Debian packages. On another system the list is printed and its reader installs them.

use std::path::Path;

use crate::error::XtaskError;
use crate::tool::{Tool, say};

/// What is needed and why.
const PACKAGES: &[&str] = &[
    // Compiling the shell and SQLCipher's OpenSSL.
    "build-essential",
    "pkg-config",
    "file",
    "perl",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
    "librsvg2-dev",
    // Video in the window; H.264 needs libav.
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-bad",
    "gstreamer1.0-libav",
    // Chinese on the screen.
    "fonts-noto-cjk",
    // The window without a display, and driving it.
    "xvfb",
    "dbus-x11",
    "webkit2gtk-driver",
    // Stories: a workbook saved again by an office program, a signature checked by another implementation.
    "libreoffice-calc",
    "openssl",
];

/// Installs the packages that are missing.
pub(crate) fn packages() -> Result<(), XtaskError> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let mut missing = missing()?;
    if !Tool::new("python3", ["-m", "pip", "--version"]).succeeds() {
        missing.extend(["python3", "python3-pip"]);
    }
    if missing.is_empty() {
        return Ok(());
    }
    if !Path::new("/usr/bin/apt-get").exists() {
        return Err(XtaskError::PackagesMissing { packages: missing });
    }
    say(&format!(
        "installing Debian packages: {}",
        missing.join(" ")
    ));
    apt_get(&["update", "-q"])?;
    let mut install = vec!["install", "-y", "-q", "--no-install-recommends"];
    install.extend(missing);
    apt_get(&install)
}

/// One question to the package database for all of them. Without that database all count as missing.
fn missing() -> Result<Vec<&'static str>, XtaskError> {
    let mut query = vec!["-W", "-f", "${Package} ${db:Status-Status}\n"];
    query.extend(PACKAGES);
    // dpkg-query fails as soon as one package is unknown, but answers for the others.
    let mut command = std::process::Command::new("dpkg-query");
    let answer = match command.args(query).output() {
        Ok(output) => String::from_utf8_lossy(&output.stdout).into_owned(),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(source) => {
            return Err(XtaskError::NotStarted {
                command: "dpkg-query".to_owned(),
                source,
            });
        }
    };
    Ok(not_installed(&answer))
}

fn not_installed(answer: &str) -> Vec<&'static str> {
    let installed = |package: &str| {
        answer
            .lines()
            .any(|line| line == format!("{package} installed"))
    };
    PACKAGES
        .iter()
        .copied()
        .filter(|package| !installed(package))
        .collect()
}

fn apt_get(arguments: &[&str]) -> Result<(), XtaskError> {
    let is_root = Tool::new("id", ["-u"]).output()?.trim() == "0";
    let before: &[&str] = if is_root { &["env"] } else { &["sudo", "env"] };
    let words = before
        .iter()
        .chain(&["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .chain(arguments);
    let words: Vec<&str> = words.copied().collect();
    Tool::new(words[0], &words[1..]).run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_database_calls_installed_counts() {
        let all: String = PACKAGES
            .iter()
            .map(|package| format!("{package} installed\n"))
            .collect();
        assert_eq!(not_installed(&all), Vec::<&str>::new());
        let removed = all.replace("xvfb installed", "xvfb config-files");
        assert_eq!(not_installed(&removed), ["xvfb"], "removed but configured");
        assert_eq!(not_installed(""), PACKAGES, "no such database");
    }
}
