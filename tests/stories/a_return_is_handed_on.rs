//! A panel return beside the sheets themselves: it carries them, and decides nothing about them.

use std::path::{Path, PathBuf};

use jury_desk::wire::merge::{FileRow, FileVerdict, SignedReturn};
use jury_exchange::seal_sheet::read_envelopes;
use serde_json::json;

use crate::harness::{Contest, PASSPHRASE, Seat, carrying, with_part_changed};

/// A panel of three of which two have handed in to the chair, the chair among them. Nobody's key is in the roster.
fn return_of_two(contest: &Contest) -> PathBuf {
    let colleague = contest.sheet("E0102", 1);
    let chair = contest.signed("E0101", 2);
    assert_eq!(
        chair.merge_one(&colleague).verdict,
        FileVerdict::Provisional
    );
    hand_on(&chair, contest, "return.xlsx")
}

fn hand_on(chair: &Seat, contest: &Contest, name: &str) -> PathBuf {
    let file = contest.at(name);
    chair.ask(
        "panel_return_sign",
        json!({"passphrase": PASSPHRASE, "minutes": "两位专家已交。"}),
    );
    chair.ask("panel_return_save", json!({"target": chair.pick(&file)}));
    file
}

/// The row of the return itself; the others are the sheets it carries.
fn of_return(rows: &[FileRow]) -> &FileRow {
    let mut returns = rows.iter().filter(|row| row.who.contains("评审组汇总表"));
    let row = returns.next().unwrap();
    assert!(returns.next().is_none());
    row
}

#[test]
fn a_return_carries_its_sheets_and_each_stands_on_its_own_signature() {
    let contest = Contest::make();
    let panel_return = return_of_two(&contest);
    let organiser = contest.organiser();
    let rows = organiser.merge(&[&panel_return]);
    let verdicts: Vec<FileVerdict> = rows.iter().map(|row| row.verdict).collect();
    assert_eq!(
        verdicts,
        [FileVerdict::Provisional; 3],
        "the return and two sheets wait for ink"
    );
    let names: Vec<&str> = rows.iter().map(|row| row.file.as_str()).collect();
    assert_eq!(names, ["return.xlsx#1", "return.xlsx#2", "return.xlsx#3"]);
    let sheets = organiser.merge_look("01").coverage;
    assert_eq!((sheets.provisional, sheets.verified), (6, 0));
}

#[test]
fn what_a_return_shows_is_compared_with_what_the_chair_signed() {
    let contest = Contest::make();
    let panel_return = return_of_two(&contest);
    let original = std::fs::read(&panel_return).unwrap();
    let organiser = contest.organiser();
    let untouched = organiser.merge(&[&panel_return]);
    assert_eq!(of_return(&untouched).codes, Vec::<String>::new());
    let minutes = with_part_changed(&original, "xl/sharedStrings.xml", |xml| {
        xml.replacen("两位专家已交。", "全体专家已交。", 1)
    });
    let rows = organiser.merge(&[&contest.file("minutes.xlsx", minutes)]);
    let row = of_return(&rows);
    assert!(row.codes.contains(&"XLSX-MISMATCH".to_owned()), "{row:?}");
    assert!(
        row.sentences
            .iter()
            .any(|one| one.contains("签名时为“两位专家已交。”，现在显示“全体专家已交。”")),
        "{row:?}"
    );
    let shown = with_part_changed(&original, "xl/worksheets/sheet1.xml", |xml| {
        let cell = xml.find("<c r=\"A5\"").unwrap();
        let at = cell + xml[cell..].find("<v>").unwrap();
        format!("{}<f>1</f>{}", &xml[..at], &xml[at..])
    });
    let rows = organiser.merge(&[&contest.file("formula.xlsx", shown)]);
    let row = of_return(&rows);
    assert!(
        row.sentences
            .iter()
            .any(|one| one.starts_with("单元格 A5 是公式")),
        "{row:?}"
    );
    for row in rows.iter().filter(|row| !row.who.contains("评审组汇总表")) {
        assert_eq!(row.codes, ["REPLAY"], "its sheets have no form here");
    }
}

#[test]
fn a_sheet_that_comes_after_the_return_counts_and_the_difference_is_said() {
    let contest = Contest::make();
    let panel_return = return_of_two(&contest);
    let late = contest.sheet("E0103", 6);
    let organiser = contest.organiser();
    assert_eq!(
        of_return(&organiser.merge(&[&panel_return]))
            .sentences
            .len(),
        1,
        "that it waits for ink"
    );
    organiser.merge_one(&late);
    let files = organiser.merge_look("01").files;
    let said = &of_return(&files).sentences;
    assert!(
        said.iter()
            .any(|sentence| sentence.contains("又收到该组 1 份")),
        "{said:?}"
    );
    assert!(
        organiser
            .results("01")
            .rows
            .iter()
            .all(|row| row.valid == 3)
    );
}

#[test]
fn a_return_with_a_spoilt_signature_is_refused_and_its_sheets_count() {
    let contest = Contest::make();
    let panel_return = std::fs::read(return_of_two(&contest)).unwrap();
    let mut envelopes: Vec<Vec<u8>> = read_envelopes(&panel_return)
        .unwrap()
        .into_iter()
        .map(Result::unwrap)
        .collect();
    // The first is the return; a letter of its signature.
    let text = std::str::from_utf8(&envelopes[0]).unwrap();
    let at = text.find("\"sig\":\"").unwrap() + 9;
    envelopes[0][at] = if envelopes[0][at] == b'A' { b'B' } else { b'A' };
    let spoilt = contest.file("spoilt.xlsx", carrying(envelopes));
    let organiser = contest.organiser();
    let rows = organiser.merge(&[&spoilt]);
    assert_eq!(rows[0].verdict, FileVerdict::Rejected, "{:?}", rows[0]);
    assert!(rows[0].codes.contains(&"SIG-BAD".to_owned()));
    assert!(
        rows[1..]
            .iter()
            .all(|row| row.verdict == FileVerdict::Provisional)
    );
    let by_sheets = organiser.merge_state();
    // The good return afterwards changes nothing of the ranking, and is no repetition of the spoilt one.
    let good = contest.file("good.xlsx", &panel_return);
    let rows = organiser.merge(&[&good]);
    assert_eq!(rows[0].verdict, FileVerdict::Provisional, "{:?}", rows[0]);
    assert!(
        rows[1..]
            .iter()
            .all(|row| row.verdict == FileVerdict::Duplicate)
    );
    assert_eq!(organiser.merge_state(), by_sheets);
}

#[test]
fn a_second_return_of_the_chair_follows_the_first() {
    let contest = Contest::make();
    let first = return_of_two(&contest);
    let late = contest.sheet("E0103", 6);
    let chair = contest.again("E0101");
    chair.merge_one(&late);
    let second = hand_on(&chair, &contest, "second.xlsx");
    let look: Option<SignedReturn> = chair.merge_look("01").panel_return;
    assert_eq!(look.unwrap().seq, 2);
    drop(chair);
    let organiser = contest.organiser();
    organiser.merge(&[&second]);
    let state = organiser.merge_state();
    organiser.merge(&[&first]);
    assert_eq!(
        organiser.merge_state(),
        state,
        "the older return changes nothing"
    );
}

#[test]
fn a_chair_without_colleagues_sheets_may_still_hand_on() {
    let contest = Contest::make();
    let chair = contest.signed("E0101", 2);
    let file = contest.at("alone.xlsx");
    // No merge, no minutes: neither refuses the return.
    chair.ask(
        "panel_return_sign",
        json!({"passphrase": PASSPHRASE, "minutes": ""}),
    );
    chair.ask("panel_return_save", json!({"target": chair.pick(&file)}));
    drop(chair);
    assert_eq!(contest.organiser().merge(&[&file]).len(), 2);
}

/// A copy of a closed desk.
fn copied(from: &Path, to: &Path) -> PathBuf {
    std::fs::create_dir_all(to).unwrap();
    let files = std::fs::read_dir(from).unwrap().map(Result::unwrap);
    for entry in files.filter(|entry| entry.path().is_file()) {
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
    to.to_owned()
}

/// The files in an order drawn from `seed`.
fn shuffled<'f>(files: &[&'f Path], seed: u64) -> Vec<&'f Path> {
    let mut keyed: Vec<(u64, &Path)> = files
        .iter()
        .zip(1..)
        .map(|(file, place)| {
            let mixed = (seed + place).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            (
                (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9),
                *file,
            )
        })
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, file)| file).collect()
}

#[test]
fn returns_of_any_sheets_and_the_loose_sheets_merge_to_the_same_state_in_any_order() {
    let contest = Contest::make();
    let colleague = contest.signed("E0102", 1);
    let first = colleague.save_sheet(&contest.at("first.xlsx"));
    colleague.revise(4);
    let second = colleague.save_sheet(&contest.at("second.xlsx"));
    drop(colleague);
    let third = contest.sheet("E0103", 2);
    let chair = contest.signed("E0101", 3);
    let own = chair.save_sheet(&contest.at("own.xlsx"));
    drop(chair);
    let loose: [&Path; 4] = [&first, &second, &third, &own];
    let state = |files: &[&Path], name: &str| {
        let seat = Seat::signed_in(
            &copied(
                &contest.at("organiser"),
                &contest.at(&format!("{name}/organiser")),
            ),
            None,
        );
        for file in files {
            seat.merge(&[file]);
        }
        seat.merge_state()
    };
    let expected = state(&loose, "loose");
    for mask in 0..8_u32 {
        let desk = copied(
            &contest.desk("E0101"),
            &contest.at(&format!("chair-{mask}/desk")),
        );
        let chair = Seat::signed_in(&desk, None);
        let taken = loose[..3]
            .iter()
            .zip(0..)
            .filter(|(_, bit)| mask >> bit & 1 == 1);
        for (file, _) in taken {
            chair.merge(&[file]);
        }
        let carried = hand_on(&chair, &contest, &format!("return-{mask}.xlsx"));
        drop(chair);
        // The return with every loose sheet, and with those alone that it does not carry, the chair's own among the carried.
        let all: Vec<&Path> = loose.iter().copied().chain([carried.as_path()]).collect();
        let rest: Vec<&Path> = loose[..3]
            .iter()
            .zip(0..)
            .filter(|(_, bit)| mask >> bit & 1 == 0)
            .map(|(file, _)| *file)
            .chain([carried.as_path()])
            .collect();
        for (number, files) in [all, rest].iter().enumerate() {
            let order = shuffled(files, u64::from(mask));
            let name = format!("merge-{mask}-{number}");
            assert_eq!(state(&order, &name), expected, "{order:?}");
        }
    }
}
