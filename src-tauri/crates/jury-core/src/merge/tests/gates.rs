//! Findings at gates, and entries that are judged and count for nothing.

use VerdictKind::{Accepted, Rejected};

use super::*;
use crate::GateId;
use crate::sheet::{Finding, GateFinding};

fn found(gate: &str, finding: Finding, reason: &str) -> GateFinding {
    GateFinding {
        gate: GateId::new(gate).unwrap(),
        finding,
        reason: reason.to_owned(),
    }
}

fn at_gates(number: usize, gates: Vec<GateFinding>) -> Line {
    Line {
        gates,
        ..scored(number, 0)
    }
}

fn sheet_with(expert: usize, gates: Vec<GateFinding>) -> Sheet {
    with_lines(
        sheet(expert, 1, None),
        vec![at_gates(1, gates), scored(2, 50)],
    )
}

#[test]
fn a_gate_changes_no_number_and_stands_in_the_way() {
    let expected = expected();
    let failed = vec![
        found("G3", Finding::Fail, "代表 6 人"),
        found("G5", Finding::Pass, ""),
    ];
    let doubted = vec![found("G3", Finding::Doubt, "缺名单")];
    let with = merged(
        [
            enrolled(1, sheet_with(1, failed.clone())),
            enrolled(2, sheet_with(2, doubted.clone())),
            enrolled(3, sheet_with(3, vec![found("G1", Finding::Pass, "")])),
        ],
        &expected,
    );
    let without = merged(
        (1..=3).map(|number| enrolled(number, sheet_with(usize::from(number), Vec::new()))),
        &expected,
    );
    assert_eq!(with.marks, without.marks);
    assert_eq!(with.coverage, without.coverage);
    assert_eq!(with.cells, without.cells);
    assert_eq!(with.gates[&entry(1)][&expert(1)], failed);
    assert_eq!(with.gates[&entry(1)][&expert(2)], doubted);
    assert!(!with.gates.contains_key(&entry(2)));
    let blocker = Blocker::Gate {
        entry: entry(1),
        experts: vec![expert(1), expert(2)],
    };
    assert_eq!(with.blockers, [blocker]);
    assert_eq!(without.blockers, []);
}

#[test]
fn a_recorded_decision_closes_what_a_gate_left_open() {
    let subject = Subject::new(SubjectKind::Gate, Some(entry(1)), None, None).unwrap();
    let decided = |outcome| {
        let decision = Decided {
            subject: subject.clone(),
            outcome,
            replaces: None,
        };
        Expected {
            decisions: Decisions::in_force(&BTreeMap::from([(digest(99), decision)])),
            ..expected()
        }
    };
    let all = || {
        let failed = sheet_with(1, vec![found("G3", Finding::Fail, "代表 6 人")]);
        let others =
            [2, 3].map(|number| enrolled(number, sheet_with(usize::from(number), Vec::new())));
        others.into_iter().chain([enrolled(1, failed)])
    };
    let kept = merged(all(), &decided(Outcome::AcceptAsIs));
    assert_eq!(kept.blockers, []);
    assert!(kept.marks.contains_key(&entry(1)));
    let out = merged(all(), &decided(Outcome::ExcludeEntry));
    assert_eq!(out.blockers, []);
    assert!(!out.marks.contains_key(&entry(1)));
}

#[test]
fn findings_of_a_sheet_that_does_not_count_are_not_told() {
    let mut of_stranger = enrolled(
        1,
        sheet_with(1, vec![found("G3", Finding::Fail, "代表 6 人")]),
    );
    of_stranger.signer = Signer::Unknown;
    let state = merged([of_stranger], &expected());
    assert_eq!(state.gates, Gates::new());
}

#[test]
fn a_revision_takes_the_place_of_earlier_findings() {
    let first = sheet_with(1, vec![found("G3", Finding::Fail, "代表 6 人")]);
    let second = with_lines(
        sheet(1, 2, Some(digest(1))),
        vec![scored(1, 0), scored(2, 50)],
    );
    let state = merged([enrolled(1, first), enrolled(2, second)], &expected());
    assert_eq!(state.gates, Gates::new());
}

#[test]
fn findings_that_cannot_stand_reject_the_sheet() {
    let cases = [
        vec![found("X1", Finding::Pass, "")],
        vec![found("G1", Finding::Doubt, " ")],
        vec![found("G1", Finding::Fail, "")],
        vec![
            found("G1", Finding::Pass, ""),
            found("G1", Finding::Pass, ""),
        ],
        vec![
            found("G2", Finding::Pass, ""),
            found("G1", Finding::Pass, ""),
        ],
    ];
    for gates in cases {
        check_alone(
            enrolled(1, sheet_with(1, gates)),
            &expected(),
            Rejected,
            &[Code::Gate],
        );
    }
    let recused = Line {
        gates: vec![found("G1", Finding::Pass, "")],
        ..unscored(
            1,
            LineState::Recused {
                reason: "同单位".to_owned(),
            },
        )
    };
    check_alone(
        enrolled(
            1,
            with_lines(sheet(1, 1, None), vec![recused, scored(2, 0)]),
        ),
        &expected(),
        Rejected,
        &[Code::Gate],
    );
}

#[test]
fn who_lacks_material_may_still_find_something_at_a_gate() {
    let line = Line {
        gates: vec![found("G7", Finding::Fail, "证明是别的单位的")],
        ..unscored(
            1,
            LineState::MaterialMissing {
                reason: "无申报书".to_owned(),
            },
        )
    };
    check_alone(
        enrolled(1, with_lines(sheet(1, 1, None), vec![line, scored(2, 0)])),
        &expected(),
        Accepted,
        &[],
    );
}

/// Entry 2 is for calibration.
fn calibrating() -> Expected {
    let mut expected = expected();
    if let Some(known) = expected.entries.get_mut(&entry(2)) {
        known.calibration = true;
    }
    expected
}

#[test]
fn a_calibration_entry_is_checked_like_any_other_and_counts_for_nothing() {
    let expected = calibrating();
    let line = at_gates(2, vec![found("G3", Finding::Fail, "代表 6 人")]);
    let all = (1..=3).map(|number| {
        enrolled(
            number,
            with_lines(
                sheet(usize::from(number), 1, None),
                vec![scored(1, 0), line.clone()],
            ),
        )
    });
    let state = merged(all, &expected);
    assert_eq!(verdict(&state, 1), (Accepted, &[][..]));
    assert_eq!(state.coverage.expected, 3);
    assert_eq!(state.coverage.verified, 3);
    assert!(!state.cells.contains_key(&entry(2)));
    assert!(!state.marks.contains_key(&entry(2)));
    assert_eq!(state.gates, Gates::new());
    assert_eq!(state.blockers, []);
    // Left out it is missing like any other, and marks that cannot stand are refused like anywhere.
    check_alone(
        enrolled(1, with_lines(sheet(1, 1, None), vec![scored(1, 0)])),
        &expected,
        Rejected,
        &[Code::Count],
    );
}

#[test]
fn who_judges_nothing_but_calibration_entries_is_not_waited_for() {
    let mut expected = calibrating();
    expected
        .assignments
        .insert(expert(3), BTreeSet::from([entry(2)]));
    let state = merged([], &expected);
    let missing: Vec<_> = state
        .blockers
        .iter()
        .filter_map(|blocker| match blocker {
            Blocker::ExpertMissing { expert } => Some(expert.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(missing, [expert(1), expert(2)]);
}
