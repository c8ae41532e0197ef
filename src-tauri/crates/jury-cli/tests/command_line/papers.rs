//! `papers`: a paper of one entry is of the entry named.

use crate::demo::demo;
use crate::program::{jury, jury_json, text};

#[test]
fn a_paper_of_one_entry_asks_which() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let desk = demo.copy("organiser", folder.path());
    let out = folder.path().join("form.pdf");
    let write = [
        "papers",
        "write",
        "--desk",
        text(&desk),
        "entry-form",
        text(&out),
    ];
    let run = jury_json(&write);
    assert_eq!(run.refusal(), "entryNotNamed");
    assert!(run.err.contains("--entry"), "{}", run.err);
    assert!(!out.exists());
    jury(&[&write[..], &["--entry", "01-001"]].concat()).expect(0);
    assert!(out.exists());
}
