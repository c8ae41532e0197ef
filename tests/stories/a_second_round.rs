//! Two rounds: the rule is adopted by two people, the shortlist drawn, the roadshow judged on new desks with the old keys, and both rounds count
//! by weight.

use std::path::PathBuf;

use jury_desk::error::ErrorCode;
use jury_desk::wire::merge::FileVerdict;
use jury_desk::wire::results::Explanation;
use jury_desk::wire::rounds::RoundLook;
use jury_desk::wire::rules::{RuleEffect, RuleLook, RulePreview};
use serde_json::{Value, json};

use crate::harness::{Contest, PASSPHRASE, Seat, two_people};

/// Both experts of track 12 have handed in under known keys.
fn judged() -> Contest {
    let contest = Contest::make();
    judge(&contest);
    contest
}

pub(crate) fn judge(contest: &Contest) {
    for expert in ["E1201", "E1202"] {
        drop(contest.expert(expert));
    }
    contest.enrol(&["E1201", "E1202"]);
    let mut files = Vec::new();
    for (expert, liking) in [("E1201", 1), ("E1202", 4)] {
        let seat = contest.again(expert);
        seat.mark_everything(liking);
        seat.sign();
        files.push(seat.save_sheet(&contest.at(&format!("{expert}.xlsx"))));
    }
    let organiser = contest.organiser();
    for file in &files {
        assert_eq!(organiser.merge_one(file).verdict, FileVerdict::Accepted);
    }
}

/// The form in force with a second round after it, one entry of every track going on.
pub(crate) fn with_roadshow(organiser: &Seat) -> Value {
    let look = organiser.ask("rule_look", json!({}));
    let mut form = look["form"].clone();
    let places = json!({"kind": "perTrack", "count": 1, "ratio": "", "rounding": "half-up"});
    form["rounds"] = json!([
        {"round": "written", "weight": "40", "promote": places, "tiesGoOn": false},
        {"round": "roadshow", "weight": "60", "promote": null, "tiesGoOn": false},
    ]);
    form
}

pub(crate) fn adopt(organiser: &Seat, form: &Value) -> RuleLook {
    let draft = json!({"form": form, "text": null});
    let preview: RulePreview = organiser.ask_as("rule_preview", draft.clone());
    assert_eq!(preview.faults, Vec::<String>::new());
    organiser.ask_as(
        "rule_adopt",
        two_people(json!({"draft": draft, "digest": preview.digest})),
    )
}

#[test]
fn a_rule_is_looked_at_before_two_people_adopt_it() {
    let contest = judged();
    let organiser = contest.organiser();
    let before: RuleLook = organiser.ask_as("rule_look", json!({}));
    let mut form = with_roadshow(&organiser);
    form["rounds"][1]["weight"] = json!("50");
    let draft = |form: &Value| json!({"form": form, "text": null});
    let faulty: RulePreview = organiser.ask_as("rule_preview", draft(&form));
    assert_eq!(faulty.faults.len(), 1, "{:?}", faulty.faults);
    assert!(faulty.faults[0].contains("100"), "{:?}", faulty.faults);
    let refusal = organiser.refused(
        "rule_adopt",
        two_people(json!({"draft": draft(&form), "digest": ""})),
    );
    assert_eq!(refusal.code, ErrorCode::RuleFaults);
    let form = with_roadshow(&organiser);
    let preview: RulePreview = organiser.ask_as("rule_preview", draft(&form));
    assert!(!preview.same);
    let goes_on = |track: &RuleEffect| {
        let mut fortunes = track.fortunes.iter();
        fortunes.any(|one| one.before.is_empty() && one.after.starts_with("晋级"))
    };
    assert!(
        preview.tracks.iter().any(goes_on),
        "who would go on is said: {:?}",
        preview.tracks
    );
    let unseen = two_people(json!({"draft": draft(&form), "digest": before.digest}));
    assert_eq!(
        organiser.refused("rule_adopt", unseen).code,
        ErrorCode::RuleNotSeen
    );
    let alone = json!({"draft": draft(&form), "digest": preview.digest, "passphrase": PASSPHRASE, "supervisor": "organiser", "supervisorPassphrase": PASSPHRASE});
    assert_eq!(
        organiser.refused("rule_adopt", alone).code,
        ErrorCode::NotAllowed
    );
    let after = adopt(&organiser, &form);
    assert_eq!(after.digest, preview.digest);
    assert!(after.letters.contains("原规则"), "{}", after.letters);
    let again = two_people(json!({"draft": draft(&form), "digest": preview.digest}));
    assert_eq!(
        organiser.refused("rule_adopt", again).code,
        ErrorCode::SameAsInForce
    );
    assert_eq!(organiser.results("12").rule_digest, after.digest);
    let acts = organiser
        .ask("audit_look", json!({"limit": 5, "before": null}))
        .to_string();
    assert!(
        acts.contains(&after.digest) && acts.contains(&before.digest),
        "{acts}"
    );
    let mut advisory = form;
    advisory["advisory"] = json!(true);
    let frozen: RulePreview = organiser.ask_as("rule_preview", draft(&advisory));
    assert!(frozen.faults[0].contains("冻结"), "{:?}", frozen.faults);
}

#[test]
fn who_goes_on_is_judged_again_and_both_rounds_count() {
    let mut contest = judged();
    let organiser = contest.organiser();
    adopt(&organiser, &with_roadshow(&organiser));
    let written = organiser.results("12").rows;
    let promote =
        |track: &str| two_people(json!({"track": track, "chosen": [], "judges": [], "reason": ""}));
    assert_eq!(
        organiser.refused("round_promote", promote("01")).code,
        ErrorCode::RoundOpen
    );
    let look: RoundLook = organiser.ask_as("round_promote", promote("12"));
    let track = look
        .tracks
        .iter()
        .find(|one| one.track.as_deref() == Some("12"))
        .unwrap();
    let shortlist = track.shortlist.as_ref().unwrap();
    assert_eq!(shortlist.entries, [written[0].entry.clone()]);
    assert!(!shortlist.differs);
    let again = organiser.refused("round_promote", promote("12"));
    assert_eq!(again.code, ErrorCode::SameAsInForce, "{}", again.sentence);
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    contest.issue(&organiser, &[]);
    drop(organiser);

    let sheets: Vec<PathBuf> = [("E1201", 2), ("E1202", 6)]
        .into_iter()
        .map(|(expert, liking)| roadshow_sheet(&contest, expert, liking))
        .collect();

    let organiser = contest.organiser();
    for sheet in &sheets {
        let row = organiser.merge_one(sheet);
        assert_eq!(row.verdict, FileVerdict::Accepted, "{row:?}");
        assert!(row.sentences[0].contains("路演答辩"), "{row:?}");
    }
    assert_eq!(
        organiser.results("12").rows,
        written,
        "its own round is as it was"
    );
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    let results = organiser.results("12");
    assert_eq!(results.round, "路演答辩");
    let order: Vec<_> = results
        .rows
        .iter()
        .map(|row| (row.entry.clone(), row.rank))
        .collect();
    let expected: Vec<_> = written
        .iter()
        .map(|row| (row.entry.clone(), row.rank))
        .collect();
    assert_eq!(order, expected);
    assert_eq!(results.rows[1].published, written[1].published);
    let first = &results.rows[0];
    let explained: Explanation = organiser.ask_as("result_explain", json!({"entry": first.entry}));
    let score = |label: &str| {
        let line = explained
            .lines
            .iter()
            .find(|line| line.label == label)
            .unwrap();
        hundredths(&line.value)
    };
    assert_eq!(
        score("书面评审"),
        hundredths(written[0].published.as_ref().unwrap())
    );
    let sum = 40 * score("书面评审") + 60 * score("路演答辩");
    assert_eq!(
        hundredths(first.published.as_ref().unwrap()),
        (sum + 50) / 100
    );
    assert_eq!(
        organiser.merge_look("12").files.len(),
        2,
        "the other round's files are listed there"
    );
    organiser.ask("closing_sign", json!({"track": "12"}));
    organiser.ask("round_choose", json!({"round": "written"}));
    assert_eq!(organiser.results("12").rows, written);
}

#[test]
fn a_letter_opened_away_from_the_old_desk_says_so_and_the_new_key_can_be_entered() {
    let mut contest = judged();
    let organiser = contest.organiser();
    adopt(&organiser, &with_roadshow(&organiser));
    let promote = json!({"track": "12", "chosen": [], "judges": [], "reason": ""});
    organiser.ask("round_promote", two_people(promote));
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    let idle = json!({"experts": ["E0101"], "folder": organiser.pick(&contest.at("idle")), "deadline": null});
    let refusal = organiser.refused("letters_build", idle);
    assert_eq!(refusal.code, ErrorCode::NothingToJudge);
    assert!(refusal.sentence.contains("E0101"), "{}", refusal.sentence);
    contest.issue(&organiser, &["E1201", "E1202"]);
    drop(organiser);

    let old = contest.at("experts/E1201-roadshow");
    assert_eq!(opened(&contest, "E1201", &old)["newKey"], json!(false));
    // Another computer has no desk beside it.
    let new = contest.at("another-computer/E1202");
    assert_eq!(opened(&contest, "E1202", &new)["newKey"], json!(true));
    let seat = Seat::signed_in(&new, None);
    seat.ask("commitment_accept", json!({"recusals": []}));
    seat.mark_everything(3);
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("E1202-elsewhere.xlsx"));
    let key = contest.at("E1202-elsewhere.juryenrol");
    seat.ask("enrolment_save", json!({ "target": seat.pick(&key) }));
    drop(seat);

    let organiser = contest.organiser();
    let row = organiser.merge_one(&sheet);
    assert_eq!(row.verdict, FileVerdict::Rejected);
    assert_eq!(row.codes, ["KEY-EXPERT-MISMATCH"]);
    assert!(
        row.sentences.concat().contains("登记"),
        "{:?}",
        row.sentences
    );
    let files = [organiser.pick(&key)];
    let enrol =
        json!({"files": files, "supervisor": "supervisor", "supervisorPassphrase": PASSPHRASE});
    organiser.ask("enrolment_add", enrol.clone());
    assert_eq!(
        organiser.refused("enrolment_add", enrol).code,
        ErrorCode::SameAsInForce
    );
    let row = organiser.merge_one(&sheet);
    assert_eq!(row.repeats, Some(FileVerdict::Accepted), "{row:?}");
}

fn opened(contest: &Contest, expert: &str, desk: &std::path::Path) -> Value {
    let parent = desk.parent().unwrap();
    std::fs::create_dir_all(parent).unwrap();
    let seat = Seat::at(parent);
    seat.session().make_desks_at(desk);
    seat.ask("letter_open", contest.opening(&seat, expert))
}

/// A new desk beside the old one, which signs with the same key.
fn roadshow_sheet(contest: &Contest, expert: &str, liking: usize) -> PathBuf {
    let seat = contest.open_letter(expert, &contest.at(&format!("experts/{expert}-roadshow")));
    seat.ask("commitment_accept", json!({"recusals": []}));
    assert_eq!(seat.home().entries.len(), 1, "only those that went on");
    seat.mark_everything(liking);
    seat.sign();
    seat.save_sheet(&contest.at(&format!("{expert}-roadshow.xlsx")))
}

/// Both experts of track 12 judge who went on; the organiser has their sheets and works in the roadshow.
pub(crate) fn hold_roadshow(contest: &mut Contest, organiser: Seat) -> Seat {
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    contest.issue(&organiser, &["E1201", "E1202"]);
    drop(organiser);
    let sheets = [("E1201", 2), ("E1202", 6)]
        .map(|(expert, liking)| roadshow_sheet(contest, expert, liking));
    let organiser = contest.organiser();
    for sheet in &sheets {
        organiser.merge_one(sheet);
    }
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    organiser
}

fn hundredths(text: &str) -> u64 {
    text.replace('.', "").parse().unwrap()
}
