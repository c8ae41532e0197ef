//! An expert levels the marks: a block pasted, entries ranked by hand, equals parted, a draft on disk; nothing of it travels in the sheet.

use std::path::Path;

use jury_desk::wire::expert::MarkPut;
use jury_desk::wire::levelling::{Levelling, MarksChecked, OrderPair, OwnMarks, Revisit};
use jury_desk::wire::merge::FileVerdict;
use serde_json::{Value, json};

use crate::harness::{Contest, Seat};

fn levelling(seat: &Seat) -> Levelling {
    seat.ask_as("levelling", json!({}))
}

fn places(look: &Levelling) -> Vec<(String, Option<u32>)> {
    let rows = look.rows.iter();
    rows.map(|row| (row.entry.clone(), row.place)).collect()
}

fn pairs(pairs: &[OrderPair]) -> Vec<(String, String)> {
    let both = |pair: &OrderPair| (pair.upper.entry.clone(), pair.lower.entry.clone());
    pairs.iter().map(both).collect()
}

/// Every criterion of an entry at its maximum, less so many half points on the first ones.
fn full_less(look: &Levelling, entry: &str, less: usize) -> Vec<Value> {
    let row = look.rows.iter().find(|row| row.entry == entry).unwrap();
    let one = |(number, maximum): (usize, &String)| {
        let hundredths: i64 = maximum.replace('.', "").parse().unwrap();
        let value = hundredths - if number < less { 50 } else { 0 };
        json!({
            "entry": entry,
            "criterion": look.criteria[number].id,
            "value": format!("{}.{:02}", value / 100, value % 100),
        })
    };
    row.maxima.iter().enumerate().map(one).collect()
}

/// Three entries at 99.50, 99.00 and 99.50.
fn marked(seat: &Seat) {
    let look = levelling(seat);
    for (entry, less) in [("01-001", 1), ("01-002", 2), ("01-003", 1)] {
        seat.ask("marks_put", json!({"marks": full_less(&look, entry, less)}));
    }
}

fn text_of(file: &Path) -> String {
    let bytes = std::fs::read(file).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        _ = std::io::Read::read_to_string(&mut part, &mut all);
    }
    all
}

#[test]
fn a_ranking_by_hand_survives_and_changes_no_mark() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    marked(&seat);
    let before = seat.all_marks();
    let look = levelling(&seat);
    assert_eq!(
        places(&look),
        [("01-001", 1), ("01-002", 3), ("01-003", 1)]
            .map(|(id, place)| (id.to_owned(), Some(place)))
    );
    assert_eq!(
        pairs(&look.ties),
        [("01-001".to_owned(), "01-003".to_owned())]
    );

    seat.ask("tie_break", json!({"better": "01-003", "other": "01-001"}));
    let moved: Levelling = seat.ask_as(
        "order_put",
        json!({"entry": "01-002", "beside": "01-003", "above": true}),
    );
    let expected = [("01-001", 3), ("01-002", 1), ("01-003", 2)]
        .map(|(id, place)| (id.to_owned(), Some(place)));
    assert_eq!(places(&moved), expected);
    assert!(moved.ties.is_empty() && moved.by_hand);
    assert_eq!(
        pairs(&moved.disagreements),
        [("01-002".to_owned(), "01-003".to_owned())]
    );

    drop(seat);
    let seat = contest.again("E0102");
    assert_eq!(levelling(&seat), moved, "after signing in again");
    assert_eq!(seat.all_marks(), before);

    let pair = json!({"upper": "01-002", "lower": "01-003", "choice": "keep"});
    let kept: Levelling = seat.ask_as("order_settle", pair.clone());
    assert!(kept.disagreements.is_empty());
    assert_eq!(places(&kept), expected);
    seat.ask("marks_put", json!({"marks": full_less(&kept, "01-002", 3)}));
    assert_eq!(
        levelling(&seat).disagreements.len(),
        1,
        "the totals are others now"
    );
    let mut pair = pair;
    pair["choice"] = json!("byTotals");
    let settled: Levelling = seat.ask_as("order_settle", pair);
    assert_eq!(places(&settled)[1].1, Some(3));
    let forgotten: Levelling = seat.ask_as("order_forget", json!({}));
    assert!(!forgotten.by_hand);
    assert_eq!(forgotten.ties.len(), 1);
}

#[test]
fn a_paste_is_checked_cell_by_cell_and_taken_whole_or_not_at_all() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.ask(
        "recusal_put",
        json!({"entry": "01-002", "reason": "同一集团"}),
    );
    let first = levelling(&seat).criteria[0].id.clone();
    let put = |entry: &str, value: Option<&str>| MarkPut {
        entry: entry.to_owned(),
        criterion: first.clone(),
        value: value.map(str::to_owned),
    };
    let marks = [
        put("01-001", Some("1.5")),
        put("01-002", Some("1")),
        put("01-003", Some("99")),
        put("01-003", Some("1.3")),
        put("01-003", Some("优")),
        put("01-003", None),
    ];
    let checked: MarksChecked = seat.ask_as("marks_check", json!({ "marks": marks }));
    let said: Vec<_> = checked
        .refused
        .iter()
        .map(|one| (one.entry.as_str(), one.given.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("01-002", "1"),
            ("01-003", "99"),
            ("01-003", "1.3"),
            ("01-003", "优")
        ]
    );
    checked
        .refused
        .iter()
        .for_each(|one| crate::harness::whole(&one.sentence));

    seat.refused("marks_put", json!({"marks": [marks[0], marks[2]]}));
    assert_eq!(levelling(&seat).rows[0].marks[0], None, "none of them");
    seat.ask("marks_put", json!({"marks": [marks[0]]}));
    assert_eq!(levelling(&seat).rows[0].marks[0].as_deref(), Some("1.50"));
    let own: OwnMarks = seat.ask_as("own_marks", json!({ "criterion": first }));
    assert_eq!(own.marks.len(), 1);
    assert_eq!(own.marks[0].entry, "01-001");
}

#[test]
fn only_what_is_complete_is_ranked() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let error = seat.refused(
        "order_put",
        json!({"entry": "01-001", "beside": "01-002", "above": true}),
    );
    assert_eq!(format!("{:?}", error.code), "EntryUnranked");
    assert!(levelling(&seat).rows.iter().all(|row| row.place.is_none()));
}

#[test]
fn time_is_for_the_expert_alone_and_never_in_a_draft_or_a_sheet() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.mark_everything(3);
    for seconds in [1_600, 1_717] {
        seat.ask("time_add", json!({"entry": "01-001", "seconds": seconds}));
    }
    seat.refused("time_add", json!({"entry": "01-999", "seconds": 5}));
    assert_eq!(levelling(&seat).rows[0].seconds, 3_317);

    let draft = contest.at("draft.xlsx");
    seat.ask("draft_save", json!({"target": seat.pick(&draft)}));
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("sheet.xlsx"));
    let bare = seat.save_sheet(&contest.at("sheet.json"));
    for file in [&draft, &sheet] {
        assert!(!text_of(file).contains("3317"), "{}", file.display());
    }
    let bare = std::fs::read_to_string(bare).unwrap();
    assert!(!bare.contains("3317") && !bare.contains("seconds"));
}

#[test]
fn a_draft_is_written_at_any_time_says_so_and_cannot_be_handed_in() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let first = levelling(&seat).criteria[0].id.clone();
    seat.ask(
        "mark_put",
        json!({"entry": "01-001", "criterion": first, "value": "1.5"}),
    );
    let draft = contest.at("draft.xlsx");
    seat.ask("draft_save", json!({"target": seat.pick(&draft)}));
    let text = text_of(&draft);
    assert!(text.contains("草稿 未签名") && text.contains("未评完"));
    let row = contest.organiser().merge_one(&draft);
    assert_eq!(row.verdict, FileVerdict::Rejected);
    assert_eq!(row.codes, ["NO-ENVELOPE"]);
}

#[test]
fn a_small_assignment_is_never_asked_to_be_looked_at_again() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.mark_everything(3);
    let revisit: Revisit = seat.ask_as("revisit_look", json!({}));
    assert!(revisit.entries.is_empty());
    assert_eq!(revisit.done, 3);
}
