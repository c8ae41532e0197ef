//! Which of one expert's sheets counts.

use super::VerdictKind::{Accepted, Held, Superseded};
use super::*;

fn changed(sheet: Sheet, off: i64) -> Sheet {
    with_lines(sheet, vec![scored(1, off), scored(2, 50)])
}

#[test]
fn a_revision_takes_the_place_of_the_sheet_it_names() {
    let state = merged(
        [
            enrolled(1, sheet(1, 1, None)),
            enrolled(2, changed(sheet(1, 2, Some(digest(1))), 50)),
        ],
        &expected(),
    );
    assert_eq!(verdict(&state, 1), (Superseded, &[Code::Stale][..]));
    assert_eq!(verdict(&state, 2), (Accepted, &[][..]));
    assert_eq!(state.current[&expert(1)], digest(2));
    assert_eq!(cell(&state, 1, 1), CellState::Replaced);
}

#[test]
fn an_older_sheet_is_stale_however_late_it_comes() {
    let third = || enrolled(3, sheet(1, 3, Some(digest(2))));
    for older in [
        enrolled(1, sheet(1, 1, None)),
        enrolled(2, sheet(1, 2, Some(digest(1)))),
    ] {
        let number = older.digest.0[0];
        let state = merged([third(), older], &expected());
        assert_eq!(verdict(&state, number).0, Superseded);
        assert!(verdict(&state, number).1.contains(&Code::Stale));
        assert_eq!(verdict(&state, 3).0, Accepted);
    }
    let state = merged(
        [
            third(),
            enrolled(1, sheet(1, 1, None)),
            enrolled(2, sheet(1, 2, Some(digest(1)))),
        ],
        &expected(),
    );
    assert_eq!(verdict(&state, 1), (Superseded, &[Code::Stale][..]));
}

#[test]
fn two_different_sheets_of_one_number_are_both_held() {
    let fork = |seq, prev: Option<Digest>| {
        let state = merged(
            [
                enrolled(8, sheet(1, seq, prev)),
                enrolled(9, changed(sheet(1, seq, prev), 50)),
            ],
            &expected(),
        );
        for number in [8, 9] {
            assert_eq!(verdict(&state, number).0, Held);
            assert!(verdict(&state, number).1.contains(&Code::Fork));
        }
        assert_eq!(cell(&state, 1, 1), CellState::Held);
        assert!(state.current.is_empty() && state.marks.is_empty());
    };
    fork(1, None);
    fork(2, Some(digest(1)));
    fork(7, Some(digest(6)));
}

#[test]
fn a_fork_does_not_touch_other_experts() {
    let state = merged(
        [
            enrolled(1, sheet(1, 1, None)),
            enrolled(2, changed(sheet(1, 1, None), 50)),
            enrolled(3, sheet(2, 1, None)),
        ],
        &expected(),
    );
    assert_eq!(verdict(&state, 3), (Accepted, &[][..]));
}

#[test]
fn a_revision_that_names_one_side_of_a_fork_settles_it_and_the_fork_stays_on_record() {
    let state = merged(
        [
            enrolled(1, sheet(1, 1, None)),
            enrolled(2, changed(sheet(1, 1, None), 50)),
            enrolled(3, sheet(1, 2, Some(digest(2)))),
        ],
        &expected(),
    );
    assert_eq!(verdict(&state, 3), (Accepted, &[][..]));
    for number in [1, 2] {
        assert_eq!(
            verdict(&state, number),
            (Superseded, &[Code::Stale, Code::Fork][..])
        );
    }
}

#[test]
fn a_sheet_whose_predecessor_never_arrived_counts_with_a_note() {
    let gap = |seq, prev| {
        check_alone(
            enrolled(9, sheet(1, seq, Some(digest(prev)))),
            &expected(),
            Accepted,
            &[Code::Gap],
        );
    };
    gap(2, 1);
    gap(3, 2);
    let state = merged(
        [
            enrolled(1, sheet(1, 1, None)),
            enrolled(3, sheet(1, 3, Some(digest(2)))),
        ],
        &expected(),
    );
    assert_eq!(
        verdict(&state, 3),
        (Accepted, &[Code::Gap][..]),
        "number 2 is missing in between"
    );
    let state = merged(
        [
            enrolled(1, sheet(1, 1, None)),
            enrolled(3, sheet(1, 3, Some(digest(1)))),
        ],
        &expected(),
    );
    assert_eq!(
        verdict(&state, 3),
        (Accepted, &[Code::Gap][..]),
        "a number was left out"
    );
}

#[test]
fn a_sheet_that_names_another_predecessor_than_the_one_here_is_held() {
    let broken = |others: Vec<Received>, sheet: Sheet| {
        let state = merged(others.into_iter().chain([enrolled(9, sheet)]), &expected());
        assert_eq!(verdict(&state, 9), (Held, &[Code::ChainBroken][..]));
        assert_eq!(cell(&state, 1, 1), CellState::Held);
    };
    broken(
        vec![enrolled(1, sheet(1, 1, None))],
        sheet(1, 2, Some(digest(7))),
    );
    broken(
        vec![enrolled(2, sheet(2, 1, None))],
        sheet(1, 2, Some(digest(2))),
    );
    broken(Vec::new(), sheet(1, 1, Some(digest(7))));
    broken(Vec::new(), sheet(1, 2, None));
    broken(Vec::new(), sheet(1, 0, None));
    broken(Vec::new(), sheet(1, 2, Some(digest(9))));
    broken(
        vec![
            enrolled(1, sheet(1, 1, None)),
            enrolled(2, sheet(1, 2, Some(digest(1)))),
        ],
        sheet(1, 3, Some(digest(1))),
    );
}

#[test]
fn a_predecessor_that_was_refused_is_still_a_predecessor() {
    let mut wrong = sheet(1, 1, None);
    wrong.lines[0].total = None;
    let state = merged(
        [
            enrolled(1, wrong),
            enrolled(2, sheet(1, 2, Some(digest(1)))),
        ],
        &expected(),
    );
    assert_eq!(verdict(&state, 2), (Accepted, &[][..]));
}

#[test]
fn a_held_revision_leaves_the_cells_held_and_the_older_sheet_replaced() {
    let newer = Sheet {
        rubric: digest(7),
        ..sheet(1, 2, Some(digest(1)))
    };
    let state = merged(
        [enrolled(1, sheet(1, 1, None)), enrolled(2, newer)],
        &expected(),
    );
    assert_eq!(verdict(&state, 1).0, Superseded);
    assert_eq!(verdict(&state, 2), (Held, &[Code::Rubric][..]));
    assert_eq!(cell(&state, 1, 1), CellState::Held);
}

#[test]
fn a_refused_revision_changes_nothing() {
    let mut newer = sheet(1, 2, Some(digest(1)));
    newer.lines[0].total = None;
    let state = merged(
        [enrolled(1, sheet(1, 1, None)), enrolled(2, newer)],
        &expected(),
    );
    assert_eq!(verdict(&state, 1), (Accepted, &[][..]));
    assert_eq!(cell(&state, 1, 1), CellState::Verified);
}

fn closed(number: u8) -> Expected {
    let mut expected = expected();
    expected
        .closed
        .insert(expert(1), BTreeSet::from([digest(number)]));
    expected.closed_tracks.insert(TrackId::new("02").unwrap());
    expected
}

#[test]
fn a_revision_after_the_closing_is_held_and_the_sheet_taken_still_counts() {
    let state = merged(
        [
            enrolled(1, sheet(1, 1, None)),
            enrolled(2, changed(sheet(1, 2, Some(digest(1))), 50)),
        ],
        &closed(1),
    );
    assert_eq!(verdict(&state, 1), (Accepted, &[][..]));
    assert_eq!(verdict(&state, 2), (Held, &[Code::AfterClose][..]));
    assert_eq!(cell(&state, 1, 1), CellState::Verified);
    assert!(
        state
            .blockers
            .iter()
            .any(|blocker| matches!(blocker, Blocker::Held { sheet, .. } if *sheet == digest(2)))
    );
}

#[test]
fn a_second_sheet_of_the_number_taken_cannot_undo_the_closing() {
    let state = merged(
        [
            enrolled(1, sheet(1, 1, None)),
            enrolled(2, changed(sheet(1, 1, None), 50)),
        ],
        &closed(1),
    );
    assert_eq!(verdict(&state, 1), (Accepted, &[][..]));
    assert_eq!(
        verdict(&state, 2),
        (Held, &[Code::Fork, Code::AfterClose][..])
    );
}

#[test]
fn a_first_sheet_after_the_closing_is_held_too() {
    let state = merged([enrolled(3, sheet(2, 1, None))], &closed(1));
    assert_eq!(verdict(&state, 3), (Held, &[Code::AfterClose][..]));
    assert_eq!(cell(&state, 1, 2), CellState::Held);
}

#[test]
fn a_ticket_allows_exactly_the_revision_it_names() {
    let ticket = digest(0x77);
    let mut expected = closed(1);
    expected.tickets.insert(
        ticket,
        TicketFacts {
            expert: expert(1),
            seq: 2,
            prev: Some(digest(1)),
        },
    );
    let revision = |seq, prev| Sheet {
        ticket: Some(ticket),
        ..changed(sheet(1, seq, Some(prev)), 50)
    };
    let verdict_of = |sheet| {
        let state = merged(
            [enrolled(1, self::sheet(1, 1, None)), enrolled(2, sheet)],
            &expected,
        );
        (verdict(&state, 2).0, verdict(&state, 2).1.to_vec())
    };
    assert_eq!(verdict_of(revision(2, digest(1))), (Accepted, vec![]));
    assert_eq!(
        verdict_of(revision(3, digest(1))),
        (Held, vec![Code::AfterClose])
    );
    assert_eq!(
        verdict_of(revision(2, digest(5))),
        (Held, vec![Code::AfterClose])
    );
    let unknown = Sheet {
        ticket: Some(digest(0x78)),
        ..sheet(1, 2, Some(digest(1)))
    };
    assert_eq!(verdict_of(unknown), (Held, vec![Code::AfterClose]));
    let others = Sheet {
        expert: expert(2),
        name: "专家2".to_owned(),
        ..revision(2, digest(1))
    };
    assert_eq!(verdict_of(others).0, Held);
}

#[test]
fn the_sheet_before_the_one_taken_stays_replaced_after_the_closing() {
    let state = merged(
        [
            enrolled(1, sheet(1, 1, None)),
            enrolled(2, sheet(1, 2, Some(digest(1)))),
        ],
        &closed(2),
    );
    assert_eq!(verdict(&state, 1), (Superseded, &[Code::Stale][..]));
    assert_eq!(verdict(&state, 2), (Accepted, &[][..]));
}
