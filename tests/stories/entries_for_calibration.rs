//! Calibration entries 校准项目: judged first and by everybody, compared privately, counted for nothing. And copying, which an organiser may forbid.

use std::path::Path;

use jury_desk::wire::expert::{EntryLook, Overview};
use jury_desk::wire::letters::LetterChanges;
use jury_desk::wire::levelling::Levelling;
use jury_desk::wire::organiser::{ContestCheck, DispatchLetter, EntriesLook, LettersBuilt};
use jury_seal::letter_file::{Key, open_letter};
use jury_seal::opening_code::OpeningCode;
use serde_json::json;

use crate::harness::{Contest, ENTRIES_HEAD, PASSPHRASE, Seat, entries, new_request, write_inputs};

/// The one for calibration: not the first by number.
pub(crate) const ENTRY: &str = "01-002";
const REFERENCE_HEAD: &[&str] = &["项目编号", "指标", "参考分", "说明"];

/// The entries workbook with a column 校准 and a sheet of reference marks.
fn workbook(references: &[&[&str]]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let mut fill = |name: &str, rows: Vec<Vec<&str>>| {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells) {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    };
    let mut table = vec![[ENTRIES_HEAD, &["校准"]].concat()];
    table.extend(entries().into_iter().map(|mut row| {
        row.push(if row[0] == ENTRY { "是" } else { "" });
        row
    }));
    fill("参赛项目", table);
    let mut sheet = vec![REFERENCE_HEAD.to_vec()];
    sheet.extend(references.iter().map(|row| row.to_vec()));
    fill("校准参考分", sheet);
    workbook.save_to_buffer().unwrap()
}

const SOUND: &[&[&str]] = &[
    &[ENTRY, "A1", "3.25", "三位组长的平均"],
    &[ENTRY, "应用行业", "2", ""],
];

/// A contest with the calibration entry, in which copying is forbidden.
pub(crate) fn contest() -> Contest {
    Contest::make_with(|seat, folder| {
        std::fs::write(folder.join("entries.xlsx"), workbook(SOUND)).unwrap();
        let mut request = new_request(seat, folder);
        request["copying"] = json!(false);
        request
    })
}

#[track_caller]
fn look(seat: &Seat) -> EntryLook {
    seat.ask_as("entry_look", json!({"entry": ENTRY}))
}

fn references(look: &EntryLook) -> Vec<(&str, &str)> {
    look.groups
        .iter()
        .flat_map(|group| &group.criteria)
        .filter_map(|one| Some((one.id.as_str(), one.reference.as_deref()?)))
        .collect()
}

/// A letter that lets experts compare, for one of them.
fn release(contest: &Contest, organiser: &Seat, expert: &str) -> DispatchLetter {
    let folder = contest.at("letters");
    let request = json!({"experts": [expert], "folder": organiser.pick(&folder), "deadline": null, "feedback": true});
    let mut built: LettersBuilt = organiser.ask_as("letters_build", request);
    built.letters.remove(0)
}

fn open(contest: &Contest, letter: &DispatchLetter, desk: &Path) -> Seat {
    let seat = Seat::at(desk.parent().unwrap());
    seat.session().make_desks_at(desk);
    let file = seat.pick(&contest.at("letters").join(&letter.file));
    seat.ask(
        "letter_open",
        json!({"letter": file, "code": letter.code, "passphrase": PASSPHRASE}),
    );
    seat
}

#[test]
fn it_comes_first_is_judged_and_signed_and_counts_for_nothing() {
    let contest = contest();
    let seat = contest.expert("E0102");
    let home = seat.home();
    let listed: Vec<_> = home
        .entries
        .iter()
        .map(|row| (row.id.as_str(), row.calibration))
        .collect();
    assert_eq!(
        listed,
        [(ENTRY, true), ("01-001", false), ("01-003", false)]
    );
    seat.mark_everything(1);
    let overview: Overview = seat.ask_as("overview", json!({}));
    assert!(overview.rows.iter().all(|row| row.row.id != ENTRY));
    assert_eq!(
        overview.histogram.iter().map(|bar| bar.count).sum::<u32>(),
        2
    );
    let levelling: Levelling = seat.ask_as("levelling", json!({}));
    assert!(levelling.rows.iter().all(|row| row.entry != ENTRY));
    seat.refused(
        "order_put",
        json!({"entry": ENTRY, "beside": "01-001", "above": true}),
    );
    assert_eq!(seat.home().entries[0].rank, None);
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("E0102.xlsx"));
    drop(seat);

    let organiser = contest.organiser();
    let row = organiser.merge_one(&sheet);
    assert!(row.codes.is_empty(), "{:?}", row.codes);
    let merge = organiser.merge_look("01");
    assert!(merge.entries.iter().all(|entry| entry.id != ENTRY));
    assert_eq!(merge.coverage.expected, 2 * 4);
    let results = organiser.results("01");
    assert_eq!(results.rows.len(), 2);
    assert!(results.rows.iter().all(|row| row.entry != ENTRY));
    organiser.refused("result_explain", json!({"entry": ENTRY}));
    let register: EntriesLook = organiser.ask_as("entries_look", json!({}));
    let listed: Vec<_> = register
        .entries
        .iter()
        .filter(|entry| entry.calibration)
        .map(|entry| entry.id.as_str())
        .collect();
    assert_eq!(listed, [ENTRY]);
}

#[test]
fn the_reference_shows_only_once_it_is_released_and_all_own_marks_are_given() {
    let contest = contest();
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    let before = look(&seat);
    let calibration = before.calibration.as_ref().unwrap();
    assert_eq!((calibration.feedback, calibration.shown), (false, false));
    assert_eq!(references(&before), []);
    drop(seat);

    let organiser = contest.organiser();
    let letter = release(&contest, &organiser, "E0102");
    drop(organiser);
    let seat = open(&contest, &letter, &contest.desk("E0102"));
    let changes: LetterChanges = seat.ask_as("letter_changes", json!({}));
    assert!(
        changes.steps[0]
            .rows
            .iter()
            .any(|row| row.text.contains("参考分已放开")),
        "{changes:?}"
    );
    let released = look(&seat);
    assert_eq!(references(&released), [("A1", "3.25"), ("A2", "2.00")]);
    let calibration = released.calibration.unwrap();
    assert_eq!(
        (calibration.shown, calibration.remark.as_str()),
        (true, "三位组长的平均")
    );
    let cleared = json!({"entry": ENTRY, "criterion": "E3", "value": null});
    seat.ask("mark_put", cleared);
    let hidden = look(&seat);
    assert_eq!(references(&hidden), []);
    let calibration = hidden.calibration.unwrap();
    assert_eq!(
        (calibration.shown, calibration.remark.as_str()),
        (false, "")
    );
    let other: EntryLook = seat.ask_as("entry_look", json!({"entry": "01-001"}));
    assert!(other.calibration.is_none());
}

#[test]
fn references_that_cannot_stand_are_said_before_a_contest_is_made() {
    let folder = tempfile::tempdir().unwrap();
    write_inputs(folder.path());
    let bad: &[&[&str]] = &[
        &["01-001", "A1", "3", ""],
        &[ENTRY, "Z9", "3", ""],
        &[ENTRY, "A1", "40", ""],
        &[ENTRY, "A2", "2", ""],
        &[ENTRY, "应用行业", "1", ""],
    ];
    std::fs::write(folder.path().join("entries.xlsx"), workbook(bad)).unwrap();
    let seat = Seat::at(folder.path());
    let files = new_request(&seat, folder.path())["files"].clone();
    let check: ContestCheck = seat.ask_as("contest_check", files);
    assert_eq!(check.calibration, 1);
    for (number, what) in [
        (2, "01-001 不是校准项目"),
        (3, "没有“Z9”这个指标"),
        (4, "40.00 超出范围"),
        (6, "已有参考分"),
    ] {
        let line = format!("第 {number} 行");
        assert!(
            check.faults.iter().any(|fault| fault.contains(&line)
                && fault.contains(what)
                && fault.ends_with('。')),
            "{what}: {:?}",
            check.faults
        );
    }
    assert_eq!(check.faults.len(), 4, "{:?}", check.faults);
}

/// Whether the letter issued last lets its expert copy.
fn may_copy(contest: &Contest, expert: &str) -> bool {
    let issued = contest.letter(expert);
    let code: OpeningCode = issued.code.parse().unwrap();
    let bytes = open_letter(&std::fs::read(&issued.file).unwrap(), Key::Code(&code)).unwrap();
    jury_seal::verify::open_letter(&bytes, None)
        .unwrap()
        .document
        .copying
}

#[test]
fn copying_is_allowed_unless_the_organiser_forbade_it() {
    assert!(may_copy(&Contest::make(), "E0102"));
    let contest = contest();
    assert!(
        ["E0101", "E0102", "E1201"]
            .iter()
            .all(|expert| !may_copy(&contest, expert))
    );
}
