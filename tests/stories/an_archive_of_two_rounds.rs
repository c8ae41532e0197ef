//! 归档 of a whole contest: two rounds by weight, a shortlist, final results, a paper typed, a gate failed, an entry for calibration.

use jury_desk::wire::merge::FileVerdict;
use serde_json::{Value, json};

use crate::a_paper_is_typed::transcribed;
use crate::a_second_round::{adopt, hold_roadshow, judge, with_roadshow};
use crate::a_track_is_finalised::{decide_all, together};
use crate::an_archive_is_checked::{Parts, archive, check, check_inside, forged, parts};
use crate::entries_for_calibration::{self, ENTRY};
use crate::harness::{Contest, two_people};

/// Track 12 is final in both rounds; track 01 has a transcript, a failed gate and the entry for calibration, and stays open.
fn contest() -> Contest {
    let mut contest = entries_for_calibration::contest();
    transcribed(&contest);
    let seat = contest.expert("E0102");
    seat.mark_everything(3);
    let failed = json!({"entry": "01-001", "gate": "G3", "finding": "fail", "reason": "代表 6 人"});
    seat.ask("gate_put", failed);
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("E0102.xlsx"));
    drop(seat);
    let row = contest.organiser().merge_one(&sheet);
    assert_eq!(row.verdict, FileVerdict::Provisional);
    judge(&contest);
    let organiser = contest.organiser();
    adopt(&organiser, &with_roadshow(&organiser));
    let promote = two_people(json!({"track": "12", "chosen": [], "judges": [], "reason": ""}));
    organiser.ask("round_promote", promote);
    organiser.ask("finalise", together(json!({})));
    let organiser = hold_roadshow(&mut contest, organiser);
    decide_all(&organiser);
    organiser.ask("finalise", together(json!({})));
    drop(organiser);
    contest
}

fn part(parts: &Parts, name: &str) -> Value {
    let (_, bytes) = parts.iter().find(|(part, _)| part == name).unwrap();
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn both_rounds_are_in_the_archive_and_found_right() {
    let contest = contest();
    let organiser = contest.organiser();
    let file = archive(&contest, &organiser, "归档.zip");
    let (well, problems) = check(&file, &[]);
    assert!(well, "{problems:#?}");
    let parts = parts(&file);
    let contest_said = part(&parts, "contest.json");
    let calibrating = contest_said["entries"].as_array().unwrap().iter();
    let calibrating: Vec<_> = calibrating
        .filter(|entry| entry["calibration"] == true)
        .map(|entry| entry["id"].clone())
        .collect();
    assert_eq!(calibrating, [ENTRY]);
    let results = part(&parts, "results.json");
    let rounds = results["rounds"].as_array().unwrap();
    assert_eq!(rounds.len(), 2);
    let text = results.to_string();
    assert!(text.contains("\"state\":\"transcript\""), "{text}");
    assert!(
        rounds[0]["open"].to_string().contains("\"kind\":\"gate\""),
        "{text}"
    );
    let first = &rounds[1]["tracks"][1]["rows"][0];
    assert_eq!(first["rounds"].as_array().unwrap().len(), 2, "{first}");
    assert!(!rounds[0]["tracks"].to_string().contains(ENTRY));
    // Whichever round is worked in, the archive is the same but for the log.
    organiser.ask("round_choose", json!({"round": "written"}));
    let again = crate::an_archive_is_checked::parts(&archive(&contest, &organiser, "归档2.zip"));
    for (one, other) in parts.iter().zip(&again) {
        let of_the_log =
            one.0.starts_with("audit") || one.0 == "manifest.json" || one.0 == "seal.json";
        assert!(one == other || of_the_log, "{}", one.0);
    }
}

#[test]
fn what_was_changed_in_a_later_round_is_named() {
    let contest = contest();
    let organiser = contest.organiser();
    let parts = parts(&archive(&contest, &organiser, "归档.zip"));
    let say = |name: &str, from: &str, to: &str| {
        let change = |text: &str| text.replacen(from, to, 1);
        let (well, problems) =
            check_inside(&forged(&contest, &parts, name, change), &["--no-openssl"]);
        assert!(!well, "{name}");
        problems.join("\n")
    };
    let said = say(
        "contest.json",
        "\"calibration\":true",
        "\"calibration\":false",
    );
    assert!(said.contains("的次序"), "{said}");
    let said = say(
        "contest.json",
        "\"calibration\":false",
        "\"calibration\":true",
    );
    assert!(said.contains("的次序"), "{said}");
    let said = say("results.json", "\"kind\":\"gate\"", "\"kind\":\"quorum\"");
    assert!(said.contains("未决事项"), "{said}");
    let said = say("rule.toml", "decimals = 2", "decimals = 3");
    assert!(
        said.contains("入围名单") && said.contains("contest.json rule"),
        "{said}"
    );
    let said = say(
        "documents/shortlist/",
        "\"payload\":\"ey",
        "\"payload\":\"eX",
    );
    assert!(said.contains("documents/shortlist/"), "{said}");
    let said = say("documents/result/", "\"sig\":\"", "\"sig\":\"A");
    assert!(said.contains("documents/result/"), "{said}");
}
