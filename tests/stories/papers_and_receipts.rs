//! What goes on paper for the ink, and the receipts 回执 that come back.

use std::path::{Path, PathBuf};

use jury_desk::error::ErrorCode;
use jury_desk::wire::everyday::{PaperWritten, Receipts, ReceiptsWritten};
use serde_json::json;

use crate::harness::{Contest, Seat};

fn print(seat: &Seat, operation: &str, file: &Path) -> PaperWritten {
    seat.ask_as(operation, json!({"target": seat.pick(file)}))
}

/// The stretch of a PDF's bytes between two marks, for looking at what is in clear.
fn has(bytes: &[u8], needle: &str) -> bool {
    bytes
        .windows(needle.len())
        .any(|part| part == needle.as_bytes())
}

#[test]
fn the_form_for_the_ink_is_printed_from_the_signed_sheet_alone() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    let file = contest.at("纸质表.pdf");
    let error = seat.refused("paper_save", json!({"target": seat.pick(&file)}));
    assert_eq!(error.code, ErrorCode::NothingSigned);
    seat.sign();
    let paper = print(&seat, "paper_save", &file);
    assert!(paper.pages >= 1 && paper.absent.is_empty(), "{paper:?}");
    let bytes = std::fs::read(&file).unwrap();
    assert!(
        bytes.starts_with(b"%PDF-") && bytes.len() > 5_000,
        "{}",
        bytes.len()
    );
    let again = contest.at("再印.pdf");
    print(&seat, "paper_save", &again);
    assert_eq!(
        std::fs::read(&again).unwrap(),
        bytes,
        "the same sheet prints alike"
    );
}

#[test]
fn blank_forms_are_printed_before_anything_is_marked() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let blank = print(&seat, "blank_forms_save", &contest.at("空白表.pdf"));
    assert!(blank.pages >= 1 && blank.absent.is_empty(), "{blank:?}");
    let before = std::fs::read(contest.at("空白表.pdf")).unwrap();
    seat.mark_everything(1);
    print(&seat, "blank_forms_save", &contest.at("空白表二.pdf"));
    let after = std::fs::read(contest.at("空白表二.pdf")).unwrap();
    assert_eq!(after, before, "no unsigned mark gets on paper");
    assert!(!has(&after, "JURYBENCH1"));
}

/// E0102 has handed in; whoever merges writes the receipts.
fn receipts_of(contest: &Contest, merger: &Seat, sheets: &[&Path]) -> PathBuf {
    merger.merge(sheets);
    let file = contest.at("回执.juryreceipt");
    let written: ReceiptsWritten =
        merger.ask_as("receipts_save", json!({"target": merger.pick(&file)}));
    assert!(written.count >= 1, "{written:?}");
    file
}

#[test]
fn the_organisers_receipt_shows_as_received_on_the_experts_desk() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    let other = contest.sheet("E0103", 2);
    let organiser = contest.organiser();
    let file = receipts_of(&contest, &organiser, &[&sheet, &other]);
    drop(organiser);
    let seat = contest.again("E0102");
    let code = seat.home().signed.unwrap().code;
    let add = json!({"file": seat.pick(&file)});
    let receipts: Receipts = seat.ask_as("receipt_add", add.clone());
    let row = &receipts.rows[0];
    assert_eq!((receipts.rows.len(), row.seq, &row.code), (1, 1, &code));
    assert_eq!(
        (row.who.as_str(), row.verdict.as_str()),
        ("组织方", "待纸质确认")
    );
    let again: Receipts = seat.ask_as("receipt_add", add);
    assert_eq!(again, receipts, "the same receipt again changes nothing");
}

#[test]
fn a_chairs_receipt_is_believed_through_the_letter() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    let chair = contest.signed("E0101", 2);
    let file = receipts_of(&contest, &chair, &[&sheet]);
    drop(chair);
    let seat = contest.again("E0102");
    let receipts: Receipts = seat.ask_as("receipt_add", json!({"file": seat.pick(&file)}));
    assert!(receipts.rows[0].who.starts_with("组长"), "{receipts:?}");
    drop(seat);
    let chair = contest.again("E0101");
    let own: Receipts = chair.ask_as("receipts_look", json!({}));
    assert_eq!(
        own.rows,
        Vec::new(),
        "receipts a chair wrote are not for the chair"
    );
}

#[test]
fn a_receipt_of_a_stranger_for_another_sheet_or_none_at_all_is_refused() {
    let (contest, stranger) = (Contest::make(), Contest::make());
    let sheet = contest.sheet("E0102", 1);
    let theirs = stranger.sheet("E0102", 1);
    let organiser = contest.organiser();
    let own = receipts_of(&contest, &organiser, &[&sheet]);
    drop(organiser);
    let strange = receipts_of(&stranger, &stranger.organiser(), &[&theirs]);
    let colleague = contest.signed("E0103", 2);
    let refused = |seat: &Seat, file: &Path| {
        seat.refused("receipt_add", json!({"file": seat.pick(file)}))
            .code
    };
    assert_eq!(refused(&colleague, &own), ErrorCode::ReceiptOther);
    drop(colleague);
    let seat = contest.again("E0102");
    assert_eq!(refused(&seat, &strange), ErrorCode::ReceiptForeign);
    assert_eq!(
        refused(&seat, &contest.at("entries.xlsx")),
        ErrorCode::ReceiptForeign
    );
    let none: Receipts = seat.ask_as("receipts_look", json!({}));
    assert_eq!(none.rows, Vec::new());
}

#[test]
fn nothing_received_gives_no_receipts() {
    let contest = Contest::make();
    let organiser = contest.organiser();
    let target = organiser.pick(&contest.at("回执.juryreceipt"));
    let error = organiser.refused("receipts_save", json!({"target": target}));
    assert_eq!(error.code, ErrorCode::NothingReceived);
}
