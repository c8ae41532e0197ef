//! A roadshow across tracks: those that go on are judged by one panel of experts from both tracks and of one who judged nothing before.
//!
//! The one rule: an expert judges in the tracks of what they were given, whatever track the roster has them in.

use jury_desk::error::ErrorCode;
use jury_desk::wire::finalise::FinaliseLook;
use jury_desk::wire::merge::FileVerdict;
use jury_desk::wire::organiser::OrganiserHome;
use jury_desk::wire::rounds::RoundLook;
use serde_json::{Value, json};

use crate::a_second_round::adopt;
use crate::an_archive_is_checked::{archive, check};
use crate::harness::{Contest, EXPERTS_HEAD, Seat, new_request, plain_workbook, two_people};

const WRITTEN: [&str; 4] = ["E0101", "E0102", "E1201", "E1202"];
/// One of each track, and one for the roadshow alone, who is recused from 01-002.
const ROADSHOW: [&str; 3] = ["E0101", "E1202", "E9001"];

fn contest() -> Contest {
    contest_where_e1202_is_recused_from("")
}

fn contest_where_e1202_is_recused_from(entries: &'static str) -> Contest {
    Contest::make_with(|seat, folder| {
        let rows = vec![
            vec![
                "E0101",
                "韩立言",
                "云江大学",
                "工业制造",
                "第一组",
                "是",
                "全部",
                "",
            ],
            vec![
                "E0102",
                "苏清越",
                "省标准化院",
                "工业制造",
                "第一组",
                "否",
                "全部",
                "",
            ],
            vec![
                "E1201",
                "陆文舟",
                "云江大学",
                "城市治理",
                "第一组",
                "是",
                "全部",
                "",
            ],
            vec![
                "E1202",
                "沈知微",
                "市城管局",
                "城市治理",
                "第一组",
                "否",
                "全部",
                entries,
            ],
            vec![
                "E9001",
                "秦望舒",
                "云江创投",
                "城市治理",
                "路演组",
                "是",
                "无",
                "01-002",
            ],
        ];
        let book = plain_workbook("评审专家", EXPERTS_HEAD, &rows);
        std::fs::write(folder.join("experts.xlsx"), book).unwrap();
        new_request(seat, folder)
    })
}

fn judged(contest: &Contest, expert: &str, round: &str, liking: usize) -> Value {
    // A later letter is opened on a desk beside the first one.
    let first = contest.desk(expert);
    let desk = if first.exists() {
        contest.at(&format!("experts/{expert}{round}"))
    } else {
        first
    };
    let seat = contest.open_letter(expert, &desk);
    seat.ask("commitment_accept", json!({"recusals": []}));
    let listed = seat
        .home()
        .entries
        .iter()
        .map(|row| row.id.clone())
        .collect();
    seat.mark_everything(liking);
    seat.sign();
    seat.save_sheet(&contest.at(&format!("{expert}{round}.xlsx")));
    listed
}

/// Three of both tracks together go on.
fn rule(organiser: &Seat) -> Value {
    let mut form = organiser.ask("rule_look", json!({}))["form"].clone();
    let places = json!({"kind": "across", "count": 3, "ratio": "", "rounding": "half-up"});
    form["rounds"] = json!([
        {"round": "written", "weight": "40", "promote": places, "tiesGoOn": true},
        {"round": "roadshow", "weight": "60", "promote": null, "tiesGoOn": false},
    ]);
    form
}

fn promote(judges: &[&str]) -> Value {
    two_people(json!({"track": null, "chosen": [], "judges": judges, "reason": ""}))
}

fn merge(organiser: &Seat, contest: &Contest, experts: &[&str], round: &str) {
    for expert in experts {
        let row = organiser.merge_one(&contest.at(&format!("{expert}{round}.xlsx")));
        assert_eq!(row.verdict, FileVerdict::Accepted, "{row:?}");
        // The workbook calls the track what the letter called it.
        assert_eq!(row.codes, Vec::<String>::new(), "{row:?}");
    }
}

fn decide_all(organiser: &Seat, track: &str) {
    let look: FinaliseLook = organiser.ask_as("finalise_look", json!({ "track": track }));
    for open in look.open {
        let decision = json!({"track": track, "item": open.item, "outcome": "accept-as-is", "reason": "合议后认定"});
        organiser.ask("decision_sign", two_people(decision));
    }
}

/// The written round is judged and merged; the shortlist names who judges on.
fn shortlisted() -> Contest {
    let mut contest = contest();
    for (liking, expert) in (1..).zip(WRITTEN) {
        judged(&contest, expert, "", liking);
    }
    contest.enrol(&WRITTEN);
    let organiser = contest.organiser();
    let home: OrganiserHome = organiser.ask_as("organiser_home", json!({}));
    let due: u32 = home.tracks.iter().map(|track| track.due).sum();
    assert_eq!(due, 4, "nothing is asked of who judges later only");
    merge(&organiser, &contest, &WRITTEN, "");
    adopt(&organiser, &rule(&organiser));
    let stranger = organiser.refused("round_promote", promote(&["E0101", "E7777"]));
    assert_eq!(stranger.code, ErrorCode::UnknownExpert);
    organiser.ask("round_promote", promote(&ROADSHOW));
    let look: RoundLook = organiser.ask_as("round_choose", json!({"round": "written"}));
    let list = look.tracks[0].shortlist.as_ref().unwrap();
    assert_eq!(list.judges, ["韩立言", "沈知微", "秦望舒"]);
    assert!(
        list.entries.len() >= 3 && list.entries[0].starts_with("01"),
        "{list:?}"
    );
    assert!(
        list.entries.iter().any(|one| one.starts_with("12")),
        "{list:?}"
    );
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    contest.issue(&organiser, &[]);
    drop(organiser);
    contest
}

#[test]
fn one_panel_judges_those_who_went_on_from_every_track() {
    let contest = shortlisted();
    let given = ROADSHOW.map(|expert| judged(&contest, expert, "-roadshow", 2));
    assert_eq!(given[0], given[1], "both were given all that went on");
    let recused = |entries: &Value| !entries.to_string().contains("01-002");
    assert!(
        recused(&given[2]),
        "but what one is recused from: {}",
        given[2]
    );
    contest.enrol(&["E9001"]);
    let organiser = contest.organiser();
    merge(&organiser, &contest, &ROADSHOW, "-roadshow");
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    for track in ["01", "12"] {
        let matrix = organiser.merge_look(track);
        let heads: Vec<&str> = matrix.experts.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(heads, ["韩立言", "沈知微", "秦望舒"], "track {track}");
        assert_eq!(
            matrix.files.len(),
            3,
            "their sheets are listed in track {track}"
        );
        // The ranking has columns for both rounds' experts: its rows show the marks of each entry's last round.
        let results = organiser.results(track);
        assert!(results.experts.len() > 3, "{:?}", results.experts);
        let scored = |row: &jury_desk::wire::results::ResultRow| {
            row.marks.len() == results.experts.len()
                && row.marks.iter().any(|mark| mark.total.is_some())
        };
        assert!(results.rows.iter().all(scored), "{:?}", results.rows);
    }
}

#[test]
fn a_chair_who_judges_across_tracks_takes_a_colleague_who_judges_in_one() {
    let mut contest = contest_where_e1202_is_recused_from("01-001、01-002、01-003");
    for (liking, expert) in (1..).zip(WRITTEN) {
        judged(&contest, expert, "", liking);
    }
    contest.enrol(&WRITTEN);
    let organiser = contest.organiser();
    merge(&organiser, &contest, &WRITTEN, "");
    adopt(&organiser, &rule(&organiser));
    organiser.ask("round_promote", promote(&["E1201", "E1202"]));
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    contest.issue(&organiser, &[]);
    drop(organiser);
    let [both, one] = ["E1201", "E1202"].map(|expert| judged(&contest, expert, "-roadshow", 2));
    assert_ne!(both, one, "{both} {one}");
    let chair = Seat::signed_in(&contest.at("experts/E1201-roadshow"), None);
    merge(&chair, &contest, &["E1202"], "-roadshow");
    // What is not the panel's is told as that, and not as a stranger's.
    let row = chair.merge_one(&contest.at("E0101.xlsx"));
    let said = row.sentences.concat();
    assert!(
        said.contains("本评审组的名册") && said.contains("转交组织方"),
        "{said}"
    );
}

#[test]
fn what_the_panel_said_is_final_in_each_track_by_itself_and_recomputed() {
    let contest = shortlisted();
    for expert in ROADSHOW {
        judged(&contest, expert, "-roadshow", 3);
    }
    contest.enrol(&["E9001"]);
    let organiser = contest.organiser();
    merge(&organiser, &contest, &["E0101", "E1202"], "-roadshow");
    organiser.ask("round_choose", json!({"round": "written"}));
    for track in ["01", "12"] {
        decide_all(&organiser, track);
        organiser.ask("finalise", two_people(json!({ "track": track })));
    }
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    for track in ["01", "12"] {
        let open = organiser.refused("finalise", two_people(json!({ "track": track })));
        assert_eq!(
            open.code,
            ErrorCode::StillOpen,
            "the third sheet is missed in track {track}"
        );
    }
    merge(&organiser, &contest, &["E9001"], "-roadshow");
    organiser.ask("closing_sign", json!({"track": "12"}));
    decide_all(&organiser, "12");
    organiser.ask("finalise", two_people(json!({"track": "12"})));
    // Track 01 is not final, but who judges in both changes nothing any more without a reopening of what is.
    let seat = Seat::signed_in(&contest.at("experts/E0101-roadshow"), None);
    seat.revise(5);
    let late = organiser.merge_one(&seat.save_sheet(&contest.at("late.xlsx")));
    assert_eq!(late.verdict, FileVerdict::Held, "{late:?}");
    assert!(
        late.codes.iter().any(|code| code == "AFTER-FINAL"),
        "{late:?}"
    );
    decide_all(&organiser, "01");
    organiser.ask("finalise", two_people(json!({"track": "01"})));
    let (well, problems) = check(&archive(&contest, &organiser, "归档.zip"), &[]);
    assert!(well, "{problems:#?}");
}
