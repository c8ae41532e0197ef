//! A signature checked by a tool that shares no code with us: FORMAT.md §3's command, word for word.

use std::path::Path;
use std::process::Command;

use crate::document::seal;
use crate::samples::{self, key};

fn openssl_says_yes(folder: &Path) -> bool {
    let run = Command::new("openssl")
        .args([
            "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "pae.bin",
            "-sigfile", "sig.bin",
        ])
        .current_dir(folder)
        .output()
        .unwrap();
    run.status.success()
}

#[test]
fn openssl_verifies_an_extracted_sheet_and_refuses_a_changed_one() {
    let found = Command::new("openssl").arg("version").output().is_ok();
    // On Linux, where the checks run, a missing tool is a failure; Windows and macOS do without.
    assert!(
        found || !cfg!(target_os = "linux"),
        "openssl is not installed"
    );
    if !found {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let envelope = seal(&samples::sheet(), &[&key(4)]).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("key.pem", key(4).public().to_pem().as_bytes());
    write("pae.bin", &envelope.pae());
    write("sig.bin", &envelope.signatures[0].sig);
    assert!(openssl_says_yes(folder.path()));
    let mut changed = envelope.pae();
    *changed.last_mut().unwrap() ^= 1;
    write("pae.bin", &changed);
    assert!(!openssl_says_yes(folder.path()));
}
