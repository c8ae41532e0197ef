//! What one sheet alone is refused or held for.

use super::VerdictKind::{Accepted, Held, Rejected};
use super::*;

#[track_caller]
fn refused(change: impl FnOnce(&mut Sheet), codes: &[Code]) {
    let mut sheet = sheet(1, 1, None);
    change(&mut sheet);
    check_alone(enrolled(1, sheet), &expected(), Rejected, codes);
}

#[track_caller]
fn held(change: impl FnOnce(&mut Sheet), codes: &[Code]) {
    let mut sheet = sheet(1, 1, None);
    change(&mut sheet);
    check_alone(enrolled(1, sheet), &expected(), Held, codes);
}

fn marks(sheet: &mut Sheet, line: usize) -> &mut BTreeMap<CriterionId, Points> {
    match &mut sheet.lines[line].state {
        LineState::Scored(marks) => marks,
        other => panic!("a scored line, not {other:?}"),
    }
}

/// Changes one mark and keeps the total right, so that only the mark is wrong.
fn mark(sheet: &mut Sheet, id: &str, hundredths: i64) {
    marks(sheet, 0).insert(criterion(id), Points::from_hundredths(hundredths));
    retotal(sheet);
}

fn retotal(sheet: &mut Sheet) {
    let rubric = Rubric::built_in();
    let profile = rubric.profile(&sheet.lines[0].profile).unwrap();
    let total = rubric.total(profile, marks(sheet, 0));
    sheet.lines[0].total = Some(total);
}

#[test]
fn a_correct_sheet_is_accepted() {
    check_alone(enrolled(1, sheet(1, 1, None)), &expected(), Accepted, &[]);
}

#[test]
fn a_sheet_of_another_contest_or_round_is_refused_for_that_alone() {
    let other = || ContestId::new("demo-2025").unwrap();
    refused(|sheet| sheet.contest = other(), &[Code::Contest]);
    refused(|sheet| sheet.round = Round::Roadshow, &[Code::Round]);
    refused(
        |sheet| {
            (sheet.contest, sheet.round) = (other(), Round::Roadshow);
            sheet.lines.clear();
        },
        &[Code::Contest, Code::Round],
    );
    let roadshow = Expected {
        round: Round::Roadshow,
        ..expected()
    };
    check_alone(
        enrolled(1, sheet(1, 1, None)),
        &roadshow,
        Rejected,
        &[Code::Round],
    );
    let renamed = Expected {
        contest: other(),
        ..expected()
    };
    check_alone(
        enrolled(1, sheet(1, 1, None)),
        &renamed,
        Rejected,
        &[Code::Contest],
    );
}

#[test]
fn a_sheet_of_somebody_or_something_not_assigned_is_refused() {
    refused(|sheet| sheet.expert = expert(9), &[Code::NotAssigned]);
    refused(
        |sheet| sheet.track = TrackId::new("03").unwrap(),
        &[Code::NotAssigned],
    );
    let fewer = |sheet: Sheet| {
        let mut expected = expected();
        expected
            .assignments
            .insert(expert(1), BTreeSet::from([entry(1)]));
        check_alone(
            enrolled(1, sheet),
            &expected,
            Rejected,
            &[Code::NotAssigned],
        );
    };
    fewer(sheet(1, 1, None));
    let foreign = Line {
        entry: entry(9),
        ..scored(1, 0)
    };
    let with_foreign = with_lines(sheet(1, 1, None), vec![scored(1, 0), scored(2, 0), foreign]);
    check_alone(
        enrolled(1, with_foreign),
        &expected(),
        Rejected,
        &[Code::NotAssigned],
    );
}

#[test]
fn a_chair_refuses_the_sheets_of_other_panels_whatever_is_in_them() {
    let chair = Expected {
        only_panel: PanelId::new("P1").ok(),
        ..expected()
    };
    check_alone(
        enrolled(3, sheet(3, 1, None)),
        &chair,
        Rejected,
        &[Code::NotPanel],
    );
    check_alone(
        enrolled(3, with_lines(sheet(3, 1, None), Vec::new())),
        &chair,
        Rejected,
        &[Code::NotPanel],
    );
    let mut only_own = chair.clone();
    only_own.experts.remove(&expert(3));
    check_alone(
        enrolled(3, sheet(3, 1, None)),
        &only_own,
        Rejected,
        &[Code::NotPanel],
    );
    check_alone(enrolled(1, sheet(1, 1, None)), &chair, Accepted, &[]);
}

#[test]
fn a_mark_out_of_range_off_the_step_or_of_no_criterion_is_refused() {
    refused(|sheet| mark(sheet, "B4", 1750), &[Code::Range]);
    refused(|sheet| mark(sheet, "B4", -50), &[Code::Range]);
    refused(|sheet| mark(sheet, "B4", 1325), &[Code::Range]);
    refused(|sheet| mark(sheet, "Z1", 50), &[Code::Range]);
    refused(|sheet| mark(sheet, "B4", i64::MAX), &[Code::Range]);
}

#[test]
fn other_weights_than_the_entry_has_are_refused() {
    refused(
        |sheet| {
            sheet.lines[0]
                .weights
                .insert(criterion("A1"), Points::from_hundredths(401));
        },
        &[Code::Weights],
    );
    refused(
        |sheet| {
            sheet.lines[0].weights.remove(&criterion("A1"));
        },
        &[Code::Weights],
    );
    refused(
        |sheet| sheet.lines[0].profile = ProfileId::new("gone").unwrap(),
        &[Code::Weights],
    );
    // A profile of the rubric, whole and well added up, that is not this entry's.
    refused(
        |sheet| {
            let rubric = Rubric::built_in();
            let profile = &rubric.profiles[0];
            let line = &mut sheet.lines[0];
            line.profile = profile.id.clone();
            line.weights = profile.weights.clone();
            line.state = LineState::Scored(profile.weights.clone());
        },
        &[Code::Weights],
    );
}

#[test]
fn a_total_that_its_marks_do_not_make_is_refused() {
    refused(
        |sheet| sheet.lines[0].total = Exact::ratio(9_999, 100),
        &[Code::Total],
    );
    refused(|sheet| sheet.lines[0].total = None, &[Code::Total]);
    let recused = Line {
        total: Some(Exact::zero()),
        ..unscored(
            1,
            LineState::Recused {
                reason: "同单位".to_owned(),
            },
        )
    };
    let sheet = with_lines(sheet(1, 1, None), vec![recused, scored(2, 0)]);
    check_alone(enrolled(1, sheet), &expected(), Rejected, &[Code::Total]);
}

#[test]
fn another_size_class_than_decided_is_refused() {
    refused(
        |sheet| {
            sheet.size_classes.insert(entry(1), SizeClass::Medium);
        },
        &[Code::SizeClass],
    );
    refused(
        |sheet| {
            sheet.size_classes.remove(&entry(1));
        },
        &[Code::SizeClass],
    );
    let mut expected = expected();
    expected.entries.get_mut(&entry(2)).unwrap().size = SizeClass::NotClassified;
    check_alone(
        enrolled(1, sheet(1, 1, None)),
        &expected,
        Rejected,
        &[Code::SizeClass],
    );
}

#[test]
fn an_entry_that_stands_twice_is_refused() {
    let twice = |lines| {
        check_alone(
            enrolled(1, with_lines(sheet(1, 1, None), lines)),
            &expected(),
            Rejected,
            &[Code::DupEntry],
        );
    };
    twice(vec![scored(1, 0), scored(2, 0), scored(2, 0)]);
    twice(vec![scored(1, 0), scored(2, 0), scored(2, 50)]);
    twice(vec![
        scored(1, 0),
        scored(2, 0),
        unscored(1, LineState::Unmarked),
    ]);
}

#[test]
fn a_sheet_cut_short_is_refused() {
    let short = with_lines(sheet(1, 1, None), vec![scored(1, 0)]);
    check_alone(enrolled(1, short), &expected(), Rejected, &[Code::Count]);
    refused(|sheet| sheet.counts.assigned = 3, &[Code::Count]);
    refused(|sheet| sheet.counts.recused = 1, &[Code::Count]);
    refused(
        |sheet| {
            marks(sheet, 0).remove(&criterion("A2"));
            retotal(sheet);
        },
        &[Code::Count],
    );
}

#[test]
fn a_sheet_from_an_assignment_or_dossier_that_no_longer_holds_is_held() {
    held(|sheet| sheet.assignment = digest(9), &[Code::Package]);
    held(
        |sheet| {
            sheet.dossiers.insert(entry(1), digest(9));
        },
        &[Code::Package],
    );
    held(
        |sheet| {
            sheet.dossiers.remove(&entry(1));
        },
        &[Code::Package],
    );
    let mut replaced = expected();
    replaced.assignment_digests.clear();
    check_alone(
        enrolled(1, sheet(1, 1, None)),
        &replaced,
        Held,
        &[Code::Package],
    );
}

#[test]
fn facts_that_changed_with_the_assignment_are_not_held_against_an_older_sheet() {
    held(
        |sheet| {
            sheet.assignment = digest(9);
            sheet.size_classes.insert(entry(1), SizeClass::Micro);
            sheet.lines.pop();
            sheet.counts = Counts::of(&sheet.lines);
        },
        &[Code::Package],
    );
    refused(
        |sheet| {
            sheet.assignment = digest(9);
            sheet.lines[0].total = None;
        },
        &[Code::Package, Code::Total],
    );
}

#[test]
fn a_sheet_judged_by_another_rubric_is_held_and_its_marks_are_not_measured_by_this_one() {
    held(|sheet| sheet.rubric = digest(9), &[Code::Rubric]);
    held(
        |sheet| {
            sheet.rubric = digest(9);
            sheet.lines[0].weights.clear();
            mark(sheet, "B4", 9_000);
        },
        &[Code::Rubric],
    );
    let refrozen = Expected {
        rubric_digest: digest(8),
        ..expected()
    };
    check_alone(
        enrolled(1, sheet(1, 1, None)),
        &refrozen,
        Held,
        &[Code::Rubric],
    );
}

#[test]
fn everything_wrong_is_listed() {
    refused(
        |sheet| {
            mark(sheet, "B4", 9_000);
            sheet.lines[0].total = None;
            sheet.counts.scored = 7;
            sheet.size_classes.clear();
            sheet.lines[1].weights.clear();
        },
        &[
            Code::Range,
            Code::Weights,
            Code::Total,
            Code::SizeClass,
            Code::Count,
        ],
    );
}

#[test]
fn what_was_found_before_the_content_decides_too() {
    let with = |faults: &[Code], sheet| Received {
        faults: faults.to_vec(),
        sheet,
        ..enrolled(1, self::sheet(1, 1, None))
    };
    let whole = || Some(sheet(1, 1, None));
    for code in Code::ALL {
        let kind = match code.gravity() {
            Gravity::Reject => Rejected,
            Gravity::Hold => Held,
            Gravity::Note => Accepted,
        };
        check_alone(with(&[*code], whole()), &expected(), kind, &[*code]);
    }
    check_alone(
        with(&[Code::Truncated], None),
        &expected(),
        Rejected,
        &[Code::Truncated],
    );
    check_alone(with(&[], None), &expected(), Rejected, &[Code::Schema]);
    check_alone(
        with(&[Code::EnvNoncanonical], None),
        &expected(),
        Rejected,
        &[Code::EnvNoncanonical, Code::Schema],
    );
    check_alone(
        with(&[Code::SigBad, Code::EnvNoncanonical], None),
        &expected(),
        Rejected,
        &[Code::SigBad, Code::EnvNoncanonical],
    );
}

#[test]
fn a_hostile_number_meets_a_verdict_and_no_panic() {
    for hostile in [i64::MIN, i64::MAX] {
        let mut sheet = sheet(1, u32::MAX, Some(digest(7)));
        for mark in marks(&mut sheet, 0).values_mut() {
            *mark = Points::from_hundredths(hostile);
        }
        sheet.counts.assigned = usize::MAX;
        let state = merged([enrolled(1, sheet)], &expected());
        assert_eq!(verdict(&state, 1).0, Rejected);
    }
}
