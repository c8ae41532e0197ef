//! 跨赛道的奖项: a level drawn from all tracks together stands in the signed result of each, and the other program asks after it.

use jury_desk::wire::finalise::FinaliseLook;
use serde_json::{Value, json};

use crate::a_forged_archive::write;
use crate::a_second_round::{adopt, judge};
use crate::an_archive_is_checked::{Parts, archive, check, parts};
use crate::harness::{Contest, Seat, opinion, two_people};

/// Track 12 is judged by two, and track 01 by one who likes 01-001 best of all; one grand prize over both, one first prize in each.
fn contest() -> Contest {
    let contest = Contest::make();
    judge(&contest);
    let seat = contest.expert("E0102");
    for row in seat.home().entries {
        let liking = match row.id.as_str() {
            "01-001" => 8,
            "01-002" => 1,
            _ => 0,
        };
        seat.mark_alike(&row.id, liking);
    }
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("E0102.xlsx"));
    drop(seat);
    let organiser = contest.organiser();
    organiser.merge_one(&sheet);
    let mut form = organiser.ask("rule_look", json!({}))["form"].clone();
    let places = |kind: &str| json!({"kind": kind, "count": 1, "ratio": "", "rounding": "half-up"});
    form["levels"] = json!([
        {"id": "grand", "name": "特等奖", "places": places("across"), "vacancies": false, "floor": ""},
        {"id": "first", "name": "一等奖", "places": places("perTrack"), "vacancies": false, "floor": ""},
    ]);
    adopt(&organiser, &form);
    drop(organiser);
    contest
}

/// Settles what is open in a track and signs its result.
fn finalise(organiser: &Seat, track: &str) {
    let look: FinaliseLook = organiser.ask_as("finalise_look", json!({ "track": track }));
    for open in look.open.iter().filter(|one| one.item.kind != "award-line") {
        let decision = json!({"track": track, "item": open.item, "outcome": "accept-as-is", "reason": "合议后认定"});
        organiser.ask("decision_sign", two_people(decision));
    }
    organiser.ask("finalise", two_people(json!({ "track": track })));
}

fn withdraw(organiser: &Seat, entry: &str) {
    let gone =
        json!({"entry": entry, "day": "2025-08-30", "withdrawn": true, "reason": "主动退出"});
    organiser.ask("withdrawal_put", gone);
}

fn outcome(parts: &mut Parts, change: impl FnOnce(&mut Value)) {
    let found = parts.iter_mut().find(|(name, _)| name == "outcome.json");
    let bytes = &mut found.unwrap().1;
    let mut said: Value = serde_json::from_slice(bytes).unwrap();
    change(&mut said);
    *bytes = said.to_string().into_bytes();
}

/// What is wrong with the archive when nobody ever withdrew, and the awards are named accordingly.
fn without_withdrawals(contest: &Contest, parts: &Parts, awards: Value) -> Vec<String> {
    let mut parts = parts.clone();
    outcome(&mut parts, |said| {
        said["lines"] = json!([]);
        said["awards"] = awards;
    });
    let file = contest.at("forged.zip");
    write(&file, &parts);
    let (_, problems) = check(&file, &["--no-openssl"]);
    let inside = problems.into_iter();
    inside.filter(|one| !one.starts_with("seal.json")).collect()
}

#[test]
fn a_grand_prize_that_is_not_the_next_ones_is_told_of_the_signed_result() {
    let contest = contest();
    let organiser = contest.organiser();
    let best = organiser.results("12").rows;
    withdraw(&organiser, "01-001");
    finalise(&organiser, "01");
    finalise(&organiser, "12");
    let file = archive(&contest, &organiser, "归档.zip");
    let (well, problems) = check(&file, &[]);
    assert!(well, "{problems:#?}");
    let parts = parts(&file);
    let said = parts.iter().find(|(name, _)| name == "outcome.json");
    let said: Value = serde_json::from_slice(&said.unwrap().1).unwrap();
    assert_eq!(said["awards"][0]["entries"], json!([best[0].entry]));

    // As if 01-001 had never withdrawn: what nobody signed agrees with itself, and the results of both tracks do not.
    let firsts = said["awards"][1]["entries"].as_array().unwrap();
    let of_01 = firsts
        .iter()
        .find(|one| one.as_str().unwrap().starts_with("01-"));
    let awards = json!([
        {"award": "特等奖", "entries": ["01-001"]},
        {"award": "一等奖", "entries": [of_01.unwrap(), best[0].entry]},
    ]);
    let problems = without_withdrawals(&contest, &parts, awards);
    assert!(!problems.is_empty());
    for problem in &problems {
        assert!(problem.contains("所列奖项不是"), "{problems:#?}");
    }
    let of_12 = |one: &&String| one.contains("赛道 12");
    assert!(
        problems.iter().any(|one| of_12(&one)),
        "signed last, after track 01: {problems:#?}"
    );
}

#[test]
fn a_result_signed_before_the_other_tracks_is_told_by_its_own_entries() {
    let contest = contest();
    let organiser = contest.organiser();
    let best = organiser.results("12").rows;
    withdraw(&organiser, &best[0].entry);
    withdraw(&organiser, "01-001");
    finalise(&organiser, "12");
    // The grand prize went to what was best then; now it is another's, and the result stays as it was signed.
    let back =
        json!({"entry": "01-001", "day": "2025-08-31", "withdrawn": false, "reason": "撤回退出"});
    organiser.ask("withdrawal_put", back);
    finalise(&organiser, "01");
    let file = archive(&contest, &organiser, "归档.zip");
    let (well, problems) = check(&file, &[]);
    assert!(well, "{problems:#?}");
    // Without the lines the result of track 12 names the second before the first of its own.
    let awards = json!([
        {"award": "特等奖", "entries": ["01-001"]},
        {"award": "一等奖", "entries": ["01-002", best[0].entry]},
    ]);
    let problems = without_withdrawals(&contest, &parts(&file), awards);
    assert!(
        problems
            .iter()
            .any(|one| one.contains("赛道 12") && one.contains("所列奖项不是")),
        "{problems:#?}"
    );
}

#[test]
fn a_prize_that_another_track_took_since_is_a_note_and_no_problem() {
    let contest = contest();
    let organiser = contest.organiser();
    // Track 12 is signed while the best of track 01 has left, and before the next of it is marked up.
    withdraw(&organiser, "01-001");
    finalise(&organiser, "12");
    let seat = contest.again("E0102");
    seat.ask("revision_start", json!({"reason": "复核后更正"}));
    seat.mark_alike("01-002", 7);
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("E0102-2.xlsx"));
    drop(seat);
    organiser.merge_one(&sheet);
    finalise(&organiser, "01");
    let file = archive(&contest, &organiser, "归档.zip");
    let report = opinion(&file, &["--no-openssl"]);
    assert_eq!(report["problems"], json!([]), "{report:#}");
    let notes = report["notes"].to_string();
    assert!(
        notes.contains("赛道 12") && notes.contains("跨赛道的奖项"),
        "{notes}"
    );
}
