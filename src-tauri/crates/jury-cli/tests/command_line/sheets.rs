//! `sheet verify`, `sheet extract`, `pack inspect`: files looked at without any desk, and openssl's own opinion.

#[cfg(target_os = "linux")]
use std::{path::Path, process::Command};

use serde_json::json;

use crate::demo::demo;
use crate::program::{jury, jury_json, keys, text};

#[test]
fn verify_says_whose_sheet_it_claims_to_be_and_that_the_signature_fits() {
    let demo = demo();
    let sheet = &demo.sheets()[0];
    let answer = jury_json(&["sheet", "verify", text(sheet)])
        .expect(0)
        .json();
    let envelope = &answer["envelopes"][0];
    assert_eq!(
        keys(envelope),
        [
            "code", "codes", "digest", "expert", "fits", "key", "kind", "owner", "seq"
        ]
    );
    assert_eq!(
        (&envelope["kind"], &envelope["expert"], &envelope["seq"]),
        (&json!("scoresheet"), &json!("E0101"), &json!(1))
    );
    assert_eq!(envelope["codes"], json!([]));
    assert_eq!(
        (&envelope["fits"], &envelope["owner"], &answer["by"]),
        (&json!(true), &json!("unchecked"), &json!(null))
    );
    let said = jury(&["sheet", "verify", text(sheet)]).expect(0).out;
    assert!(
        said.contains("没有核对公钥是谁的") && !said.contains("有效"),
        "{said}"
    );
}

#[test]
fn whose_key_it_is_only_somebody_with_a_roster_says() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let sheet = &demo.sheets()[0];
    let organiser = demo.copy("organiser", folder.path());
    let answer = jury_json(&["sheet", "verify", text(sheet), "--desk", text(&organiser)])
        .expect(0)
        .json();
    assert_eq!(answer["envelopes"][0]["owner"], "known");
    assert!(answer["by"].as_str().unwrap().contains("专家名册第"));
    // A chair knows their own panel: to them, an expert of another track is a stranger whose signature fits.
    let contest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(demo.at("demo.json")).unwrap()).unwrap();
    let mut experts = contest["experts"].as_array().unwrap().iter();
    let elsewhere = |one: &&serde_json::Value| one["chair"] == true && one["track"] != "01";
    let chair = experts.find(elsewhere).unwrap()["id"].as_str().unwrap();
    let desk = demo.copy(&format!("experts/{chair}"), folder.path());
    let run = jury_json(&["sheet", "verify", text(sheet), "--desk", text(&desk)]).expect(1);
    let envelope = &run.json()["envelopes"][0];
    assert_eq!(
        (&envelope["fits"], &envelope["owner"], &envelope["codes"]),
        (&json!(true), &json!("unknown"), &json!(["KEY-UNKNOWN"]))
    );
    let foreign = demo.at("demo.json");
    let run = jury_json(&["sheet", "verify", text(sheet), "--roster", text(&foreign)]);
    assert_eq!(run.refusal(), "rosterForeign");
}

/// On Linux openssl is part of the set-up; elsewhere it need not be there.
#[cfg(target_os = "linux")]
#[test]
fn openssl_verifies_what_extract_writes_and_refuses_a_changed_byte() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    let sheet = &demo.sheets()[0];
    let answer = jury_json(&[
        "sheet",
        "extract",
        text(sheet),
        "--out",
        text(folder.path()),
    ])
    .expect(0)
    .json();
    let mut files: Vec<&str> = answer["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap())
        .collect();
    files.sort_unstable();
    assert_eq!(
        files.join(" "),
        "key.pem pae.bin payload.json sheet.json sig.bin"
    );
    assert!(openssl(folder.path()));
    let pae = folder.path().join("pae.bin");
    let mut bytes = std::fs::read(&pae).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(pae, bytes).unwrap();
    assert!(!openssl(folder.path()));
}

#[cfg(target_os = "linux")]
fn openssl(folder: &Path) -> bool {
    let command = "pkeyutl -verify -pubin -inkey key.pem -rawin -in pae.bin -sigfile sig.bin";
    let run = Command::new("openssl")
        .args(command.split(' '))
        .current_dir(folder)
        .output();
    run.unwrap().status.success()
}

#[test]
fn the_extracted_envelope_is_the_sheet_to_every_other_command() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    jury(&[
        "sheet",
        "extract",
        text(&demo.sheets()[0]),
        "--out",
        text(folder.path()),
    ])
    .expect(0);
    let bare = folder.path().join("sheet.json");
    let (workbook, envelope) = (
        jury_json(&["sheet", "verify", text(&demo.sheets()[0])]),
        jury_json(&["sheet", "verify", text(&bare)]),
    );
    assert_eq!(workbook.json(), envelope.json());
    let desk = demo.copy("organiser", folder.path());
    let answer = jury_json(&["merge", "--desk", text(&desk), text(&bare)])
        .expect(0)
        .json();
    assert_eq!(answer["files"][0]["verdict"], "accepted");
    let payload = std::fs::read(folder.path().join("payload.json")).unwrap();
    let pae = std::fs::read(folder.path().join("pae.bin")).unwrap();
    assert!(
        pae.starts_with(b"DSSEv1 ") && pae.ends_with(&payload),
        "what is signed ends in the payload"
    );
}

#[test]
fn a_changed_sheet_fails_verification_and_a_foreign_file_is_bad_input() {
    let (demo, folder) = (demo(), tempfile::tempdir().unwrap());
    jury(&[
        "sheet",
        "extract",
        text(&demo.sheets()[0]),
        "--out",
        text(folder.path()),
    ])
    .expect(0);
    let bare = folder.path().join("sheet.json");
    let envelope = std::fs::read_to_string(&bare).unwrap();
    // A letter of the base64 signature.
    let at = envelope.find("\"sig\":\"").unwrap() + 9;
    let other = if &envelope[at..=at] == "A" { "B" } else { "A" };
    std::fs::write(
        &bare,
        format!("{}{other}{}", &envelope[..at], &envelope[at + 1..]),
    )
    .unwrap();
    let run = jury_json(&["sheet", "verify", text(&bare)]).expect(1);
    assert_eq!(run.json()["envelopes"][0]["codes"], json!(["SIG-BAD"]));
    // A desk says what its merge would; that the same refused file comes again makes nothing better.
    let desk = demo.copy("organiser", folder.path());
    let run = jury(&["sheet", "verify", text(&bare), "--desk", text(&desk)]).expect(1);
    assert!(run.out.contains("结论是：拒收 SIG-BAD"), "{}", run.out);
    for verdict in ["rejected", "duplicate"] {
        let run = jury_json(&["merge", "--desk", text(&desk), text(&bare)]).expect(1);
        assert_eq!(run.json()["files"][0]["verdict"], verdict);
    }
    for foreign in [demo.at("roster.xlsx"), demo.at("demo.json")] {
        let run = jury_json(&["sheet", "verify", text(&foreign)]);
        assert!(matches!(run.code, 1 | 2), "{run:?}");
    }
    assert_eq!(
        jury_json(&[
            "sheet",
            "extract",
            text(&demo.at("roster.xlsx")),
            "--out",
            text(folder.path())
        ])
        .refusal(),
        "workbookUnreadable"
    );
}

#[test]
fn a_pack_says_what_it_holds_without_a_letter() {
    let demo = demo();
    for pack in std::fs::read_dir(demo.at("packs")).unwrap() {
        let pack = pack.unwrap().path();
        let answer = jury_json(&["pack", "inspect", text(&pack)])
            .expect(0)
            .json();
        assert_eq!(
            (&answer["volume"], &answer["volumes"], &answer["complete"]),
            (&json!(1), &json!(1), &json!(true))
        );
        assert!(answer["materials"].as_u64().unwrap() > 3);
    }
    assert_eq!(
        jury_json(&["pack", "inspect", text(&demo.at("roster.xlsx"))]).refusal(),
        "packForeign"
    );
}
