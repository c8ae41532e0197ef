//! Cells, coverage, blockers and marks.

use super::*;

fn recused(number: usize) -> Line {
    unscored(
        number,
        LineState::Recused {
            reason: "同单位".to_owned(),
        },
    )
}

fn missing(number: usize) -> Line {
    unscored(
        number,
        LineState::MaterialMissing {
            reason: "无申报书".to_owned(),
        },
    )
}

#[test]
fn before_anything_arrives_everything_is_awaited() {
    let state = merged([], &expected());
    assert_eq!(state.coverage.expected, 6);
    assert_eq!(state.coverage.awaited, 6);
    let missing: Vec<_> = (1..=3)
        .map(|number| Blocker::ExpertMissing {
            expert: expert(number),
        })
        .collect();
    let entries = (1..=2).map(|number| Blocker::EntryMissing {
        entry: entry(number),
    });
    assert_eq!(
        state.blockers,
        missing.into_iter().chain(entries).collect::<Vec<_>>()
    );
}

#[test]
fn each_line_says_its_own_thing_and_coverage_counts_them() {
    let state = merged(
        [
            enrolled(
                1,
                with_lines(sheet(1, 1, None), vec![recused(1), scored(2, 50)]),
            ),
            introduced(
                2,
                "a",
                with_lines(sheet(2, 1, None), vec![scored(1, 0), missing(2)]),
            ),
        ],
        &expected(),
    );
    assert_eq!(cell(&state, 1, 1), CellState::Recused);
    assert_eq!(cell(&state, 2, 1), CellState::Verified);
    assert_eq!(cell(&state, 1, 2), CellState::Provisional);
    assert_eq!(cell(&state, 2, 2), CellState::MissingMaterial);
    assert_eq!(cell(&state, 1, 3), CellState::Awaited);
    let Coverage {
        verified,
        provisional,
        recused,
        material_missing,
        awaited,
        held,
        expected,
        ..
    } = state.coverage;
    assert_eq!(
        [
            verified,
            provisional,
            recused,
            material_missing,
            awaited,
            held,
            expected
        ],
        [1, 1, 1, 1, 2, 0, 6]
    );
    assert_eq!(state.coverage.per_entry[&entry(1)].valid(), 1);
    assert_eq!(state.coverage.per_expert[&expert(3)].awaited, 2);
}

#[test]
fn what_blocks_is_named_and_a_recusal_does_not_block() {
    let state = merged(
        [
            enrolled(
                1,
                with_lines(sheet(1, 1, None), vec![recused(1), scored(2, 50)]),
            ),
            introduced(
                2,
                "a",
                with_lines(sheet(2, 1, None), vec![scored(1, 0), missing(2)]),
            ),
            enrolled(
                3,
                with_lines(
                    sheet(3, 1, None),
                    vec![scored(1, 0), unscored(2, LineState::Unmarked)],
                ),
            ),
        ],
        &expected(),
    );
    let expected = [
        Blocker::Provisional {
            expert: expert(2),
            sheet: digest(2),
        },
        Blocker::Unmarked {
            expert: expert(3),
            entry: entry(2),
        },
        Blocker::MaterialMissing {
            expert: expert(2),
            entry: entry(2),
        },
    ];
    assert_eq!(state.blockers, expected);
}

#[test]
fn an_entry_with_too_few_valid_sheets_is_named() {
    let expected = Expected {
        quorum: 3,
        ..expected()
    };
    let state = merged(
        [
            enrolled(
                1,
                with_lines(sheet(1, 1, None), vec![recused(1), scored(2, 50)]),
            ),
            enrolled(2, sheet(2, 1, None)),
            enrolled(3, sheet(3, 1, None)),
        ],
        &expected,
    );
    assert_eq!(
        state.blockers,
        [Blocker::Quorum {
            entry: entry(1),
            valid: 2,
            needed: 3
        }]
    );
}

#[test]
fn an_entry_nobody_is_assigned_to_is_named() {
    let mut expected = expected();
    expected.assignments.clear();
    let state = merged([], &expected);
    let missing = |number| Blocker::EntryMissing {
        entry: entry(number),
    };
    assert_eq!(
        state.blockers,
        [missing(1), missing(2)],
        "and nobody without an entry is missing"
    );
}

#[test]
fn a_refused_sheet_leaves_its_cells_awaited_and_a_held_one_holds_them() {
    let state = merged(
        [
            received(1, Signer::Unknown, sheet(1, 1, None)),
            enrolled(
                2,
                Sheet {
                    rubric: digest(9),
                    ..sheet(2, 1, None)
                },
            ),
        ],
        &expected(),
    );
    assert_eq!(cell(&state, 1, 1), CellState::Awaited);
    assert_eq!(cell(&state, 1, 2), CellState::Held);
    assert_eq!(state.cells[&entry(1)][&expert(2)].sheet, Some(digest(2)));
    assert!(
        state
            .blockers
            .contains(&Blocker::ExpertMissing { expert: expert(1) })
    );
    assert!(state.blockers.contains(&Blocker::Held {
        sheet: digest(2),
        codes: vec![Code::Rubric]
    }));
}

#[test]
fn the_marks_that_count_carry_totals_and_groups() {
    let state = merged(
        [
            enrolled(1, sheet(1, 1, None)),
            introduced(2, "a", sheet(2, 1, None)),
        ],
        &expected(),
    );
    let mark = &state.marks[&entry(2)][&expert(1)];
    assert_eq!(mark.total, Exact::ratio(9_950, 100).unwrap());
    assert_eq!(mark.groups.values().cloned().sum::<Exact>(), mark.total);
    assert_eq!(
        state.marks[&entry(1)].len(),
        2,
        "provisional marks count in the tentative ranking"
    );
    assert_eq!(
        state.cells[&entry(2)][&expert(1)].total,
        Some(mark.total.clone())
    );
}

#[test]
fn a_chair_sees_the_cells_of_the_panel_only() {
    let chair = Expected {
        only_panel: PanelId::new("P1").ok(),
        ..expected()
    };
    let state = merged(
        [
            enrolled(1, sheet(1, 1, None)),
            enrolled(3, sheet(3, 1, None)),
        ],
        &chair,
    );
    assert_eq!(state.coverage.expected, 4);
    assert!(!state.cells[&entry(1)].contains_key(&expert(3)));
    assert!(!state.marks[&entry(1)].contains_key(&expert(3)));
    assert!(!state.blockers.iter().any(
        |blocker| matches!(blocker, Blocker::ExpertMissing { expert } if *expert == self::expert(3))
    ));
}
