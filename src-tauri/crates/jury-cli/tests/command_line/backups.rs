//! `backup`: a desk in one file, what the file says of itself, and a new desk from it.

use crate::demo::demo;
use crate::program::{jury, jury_json, text};

#[test]
fn a_desk_goes_into_a_file_and_comes_back_with_its_marks() {
    let demo = demo();
    let work = tempfile::tempdir().unwrap();
    let expert = demo.made["experts"][0]["id"].as_str().unwrap();
    let desk = demo.copy(&format!("experts/{expert}"), work.path());
    let file = work.path().join("desk.jurybackup");
    let saved = jury_json(&[
        "backup",
        "save",
        "--desk",
        text(&desk),
        "--out",
        text(&file),
    ]);
    assert_eq!(saved.expect(0).json()["state"]["changed"], 0);

    let facts = jury_json(&["backup", "inspect", text(&file)])
        .expect(0)
        .json();
    assert_eq!(facts["kind"], "expert", "{facts}");
    assert_eq!(facts["logins"].as_array().unwrap().len(), 1);

    let back = work.path().join("back");
    let restore = ["backup", "restore", text(&file), "--desk", text(&back)];
    jury(&restore).expect(0);
    let paper = |desk| {
        let out = work.path().join("paper.pdf");
        jury_json(&["sheet", "print", "--desk", desk, "--out", text(&out)])
            .expect(0)
            .json()["pages"]
            .clone()
    };
    assert_eq!(
        paper(text(&desk)),
        paper(text(&back)),
        "the same signed sheet"
    );
    assert_eq!(
        jury_json(&restore).refusal(),
        "deskExists",
        "nothing is written over"
    );
}

#[test]
fn a_backup_of_another_kind_or_under_another_passphrase_makes_no_desk() {
    let demo = demo();
    let work = tempfile::tempdir().unwrap();
    let foreign = work.path().join("foreign.jurybackup");
    std::fs::write(&foreign, b"not a backup").unwrap();
    let back = work.path().join("back");
    let refused = jury_json(&["backup", "restore", text(&foreign), "--desk", text(&back)]);
    assert_eq!(refused.refusal(), "backupForeign");
    assert!(!back.exists());

    let organiser = demo.copy("organiser", work.path());
    let file = work.path().join("organiser.jurybackup");
    jury(&[
        "backup",
        "save",
        "--desk",
        text(&organiser),
        "--out",
        text(&file),
    ])
    .expect(0);
    let wrong = work.path().join("wrong");
    std::fs::write(&wrong, "not the passphrase\n").unwrap();
    let refused = jury_json(&[
        "backup",
        "restore",
        text(&file),
        "--desk",
        text(&back),
        "--passphrase-file",
        text(&wrong),
    ]);
    assert_eq!(refused.refusal(), "wrongPassphrase");
    assert!(!back.exists());
}
