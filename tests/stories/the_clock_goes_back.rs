//! The expert's computer loses its time: that is said beside the sheet, and takes nothing from it.

use jury_desk::wire::merge::FileVerdict;
use serde_json::json;

use crate::harness::{Contest, Seat};

const LATER: &str = "2026-06-09T09:00:00+08:00";
const EARLIER: &str = "2026-06-08T09:00:00+08:00";

/// Marks everything at one time and signs at another; the codes of the merge.
fn codes(marked: &str, signed: &str) -> (FileVerdict, Vec<String>) {
    let contest = Contest::make();
    drop(contest.expert("E0102"));
    let desk = contest.desk("E0102");
    let seat = Seat::signed_in_at(&desk, None, marked);
    seat.mark_everything(1);
    drop(seat);
    let seat = Seat::signed_in_at(&desk, None, signed);
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("E0102.xlsx"));
    drop(seat);
    let row = contest.organiser().merge_one(&sheet);
    let codes = row.codes.iter();
    (
        row.verdict,
        codes
            .map(|code| json!(code).as_str().unwrap_or_default().to_owned())
            .collect(),
    )
}

#[test]
fn a_sheet_signed_a_day_before_its_marks_says_so_and_counts() {
    let (verdict, codes) = codes(LATER, EARLIER);
    assert_eq!(codes, ["CLOCK"]);
    assert_eq!(verdict, FileVerdict::Provisional);
}

#[test]
fn time_that_goes_on_and_a_clock_corrected_by_minutes_are_no_news() {
    assert!(codes(EARLIER, LATER).1.is_empty());
    assert!(codes("2026-06-08T09:40:00+08:00", EARLIER).1.is_empty());
    // The same moment in another time zone.
    assert!(codes(LATER, "2026-06-09T01:01:00Z").1.is_empty());
}
