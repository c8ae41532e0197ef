//! A whole contest: everybody hands in, sheets come in any order and twice, some go on to a second round, every track is finalised in both
//! rounds, and another program recomputes all of it from the archive.
//!
//! Two tracks of four entries by default; `JURY_FULL=1` for fourteen of thirty, judged by seven each. The one rule: nothing here looks into a
//! number; the other program does.

use std::path::{Path, PathBuf};

use jury_demo::{entries_xlsx, experts_xlsx, plan};
use jury_desk::wire::expert::EntryLook;
use jury_desk::wire::merge::FileVerdict;
use jury_desk::wire::rules::RulePreview;
use serde_json::json;

use crate::harness::{Contest, Seat, new_request, opinion, two_people};

/// Entries, and experts of a panel.
fn size() -> (usize, usize) {
    if std::env::var_os("JURY_FULL").is_some() {
        (420, 7)
    } else {
        (8, 3)
    }
}

/// Numbers that only look accidental (SplitMix64, Steele et al. 2014).
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            let other = self.next() % (at as u64 + 1);
            list.swap(at, usize::try_from(other).unwrap());
        }
    }
}

/// A contest of these people, and their ids.
fn contest() -> (Contest, Vec<String>) {
    let (entries, experts) = size();
    let plan = plan(14, entries, experts).unwrap();
    let contest = Contest::make_with(|seat, folder| {
        std::fs::write(folder.join("entries.xlsx"), entries_xlsx(&plan).unwrap()).unwrap();
        std::fs::write(folder.join("experts.xlsx"), experts_xlsx(&plan).unwrap()).unwrap();
        std::fs::remove_dir_all(folder.join("materials")).unwrap();
        for entry in &plan.entries {
            let dossier = folder.join("materials").join(entry.id.as_str());
            std::fs::create_dir_all(&dossier).unwrap();
            std::fs::write(dossier.join("申报书.txt"), entry.id.as_str()).unwrap();
        }
        new_request(seat, folder)
    });
    let people = plan.roster().map(|one| one.expert.id.to_string());
    (contest, people.collect())
}

/// Opens the letter on a desk of its own, marks everything, signs and saves the sheet.
fn judge(contest: &Contest, expert: &str, round: &str, noise: &mut Noise) -> PathBuf {
    let seat = contest.open_letter(expert, &contest.at(&format!("experts/{expert}{round}")));
    seat.ask("commitment_accept", json!({"recusals": []}));
    let mut marks = Vec::new();
    for row in seat.home().entries {
        let look: EntryLook = seat.ask_as("entry_look", json!({"entry": row.id}));
        for criterion in look.groups.iter().flat_map(|group| &group.criteria) {
            let most: u64 = criterion.maximum.replace('.', "").parse().unwrap();
            let value = most * (50 + noise.next() % 51) / 100 / 50 * 50;
            let value = format!("{}.{:02}", value / 100, value % 100);
            marks.push(json!({"entry": row.id, "criterion": criterion.id, "value": value}));
        }
    }
    seat.ask("marks_put", json!({ "marks": marks }));
    seat.sign();
    seat.save_sheet(&contest.at(&format!("{expert}{round}.xlsx")))
}

/// Takes all in, shuffled, and a third of them twice.
fn merge(organiser: &Seat, sheets: &[PathBuf], noise: &mut Noise) {
    let mut incoming: Vec<&Path> = sheets.iter().map(PathBuf::as_path).collect();
    incoming.extend(sheets.iter().step_by(3).map(PathBuf::as_path));
    noise.shuffle(&mut incoming);
    for some in incoming.chunks(37) {
        for row in organiser.merge(some) {
            let harmless = matches!(row.verdict, FileVerdict::Accepted | FileVerdict::Duplicate);
            assert!(harmless, "{row:?}");
        }
    }
}

/// A second round after the first, a third of a track's entries going on, with whoever is tied there.
fn adopt_rounds(organiser: &Seat) {
    let mut form = organiser.ask("rule_look", json!({}))["form"].clone();
    let third = json!({"kind": "ratio", "count": 0, "ratio": "34", "rounding": "up"});
    form["rounds"] = json!([
        {"round": "written", "weight": "40", "promote": third, "tiesGoOn": true},
        {"round": "roadshow", "weight": "60", "promote": null, "tiesGoOn": false},
    ]);
    let draft = json!({"form": form, "text": null});
    let preview: RulePreview = organiser.ask_as("rule_preview", draft.clone());
    assert_eq!(preview.faults, Vec::<String>::new());
    let adopted = two_people(json!({"draft": draft, "digest": preview.digest}));
    organiser.ask("rule_adopt", adopted);
}

/// Signs the result of every track of the round that is chosen.
fn finalise(organiser: &Seat, tracks: &[String]) {
    for track in tracks {
        organiser.ask("finalise", two_people(json!({ "track": track })));
    }
}

#[test]
fn a_contest_of_two_rounds_is_recomputed_from_its_archive() {
    let (mut contest, people) = contest();
    let mut noise = Noise(20_261_128);
    let written: Vec<PathBuf> = people
        .iter()
        .map(|expert| judge(&contest, expert, "", &mut noise))
        .collect();
    contest.enrol(&people.iter().map(String::as_str).collect::<Vec<_>>());

    let organiser = contest.organiser();
    merge(&organiser, &written, &mut noise);
    let look = organiser.ask("finalise_look", json!({"track": null}));
    let tracks: Vec<String> = look["tracks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|track| track["id"].as_str().unwrap().to_owned())
        .collect();
    adopt_rounds(&organiser);
    for track in &tracks {
        let promote = json!({"track": track, "chosen": [], "judges": [], "reason": ""});
        organiser.ask("round_promote", two_people(promote));
    }
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    contest.issue(&organiser, &[]);
    drop(organiser);

    let shown: Vec<PathBuf> = people
        .iter()
        .map(|expert| judge(&contest, expert, "-roadshow", &mut noise))
        .collect();
    let organiser = contest.organiser();
    merge(&organiser, &shown, &mut noise);
    organiser.ask("round_choose", json!({"round": "written"}));
    finalise(&organiser, &tracks);
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    finalise(&organiser, &tracks);

    let archive = contest.at("archive.zip");
    organiser.ask("archive_save", json!({"target": organiser.pick(&archive)}));
    let report = opinion(&archive, &["--no-openssl"]);
    assert_eq!(report["problems"], json!([]));
    let recomputed = |round: &str| -> usize {
        let rounds = report["rounds"].as_array().unwrap();
        let of = rounds.iter().find(|one| one["round"] == round).unwrap();
        let tracks = of["tracks"].as_object().unwrap().values();
        tracks.map(|rows| rows.as_array().unwrap().len()).sum()
    };
    assert_eq!(recomputed("written"), size().0);
    // The ranking after the second round lists those that stayed behind as well.
    assert!(recomputed("roadshow") >= tracks.len());
}
