//! Recorded decisions: each closes the one item it names, whatever came first.

use proptest::prelude::*;

use super::*;

fn subject(
    kind: SubjectKind,
    of_entry: Option<usize>,
    of: Option<usize>,
    sheet: Option<u8>,
) -> Subject {
    Subject::new(kind, of_entry.map(entry), of.map(expert), sheet.map(digest)).unwrap()
}

fn decided(subject: Subject, outcome: Outcome, replaces: Option<u8>) -> Decided {
    Decided {
        subject,
        outcome,
        replaces: replaces.map(digest),
    }
}

fn with(decisions: impl IntoIterator<Item = (u8, Decided)>) -> Expected {
    let set = decisions
        .into_iter()
        .map(|(number, decided)| (digest(number), decided))
        .collect();
    Expected {
        decisions: Decisions::in_force(&set),
        ..expected()
    }
}

fn two_of_three() -> Vec<Received> {
    vec![
        enrolled(1, sheet(1, 1, None)),
        enrolled(2, sheet(2, 1, None)),
    ]
}

#[test]
fn an_absent_expert_is_closed_by_a_decision_and_nothing_else_is() {
    let absent = Blocker::ExpertMissing { expert: expert(3) };
    let before = merged(two_of_three(), &expected());
    assert_eq!(before.blockers, std::slice::from_ref(&absent));
    let about = |number| subject(SubjectKind::ExpertMissing, None, Some(number), None);
    let accept = |number| decided(about(number), Outcome::AcceptAsIs, None);
    let other = merged(two_of_three(), &with([(100, accept(2))]));
    assert_eq!(
        (other.blockers, other.decided),
        (vec![absent.clone()], vec![])
    );
    let after = merged(two_of_three(), &with([(100, accept(3))]));
    assert_eq!(
        (after.blockers, after.decided),
        (vec![], vec![(absent, digest(100))])
    );
    assert_eq!(after.marks, before.marks, "a decision is no mark");
}

#[test]
fn an_excluded_sheet_is_as_if_it_had_never_come() {
    let first = enrolled(1, sheet(1, 1, None));
    let second = enrolled(2, sheet(1, 2, Some(digest(1))));
    let fork = enrolled(3, sheet(1, 2, Some(digest(1))));
    let held = merged([first.clone(), second.clone(), fork.clone()], &expected());
    assert_eq!(verdict(&held, 2).0, VerdictKind::Held);
    let about = subject(SubjectKind::Held, None, None, Some(3));
    let expected = with([(100, decided(about, Outcome::ExcludeSheet, None))]);
    let state = merged([first, second, fork], &expected);
    assert_eq!(
        verdict(&state, 3),
        (VerdictKind::Rejected, &[Code::Excluded][..])
    );
    assert_eq!(verdict(&state, 2), (VerdictKind::Accepted, &[][..]));
    assert!(
        !state
            .blockers
            .iter()
            .any(|one| matches!(one, Blocker::Held { .. }))
    );
}

#[test]
fn a_held_sheet_can_be_let_in_unless_its_marks_could_not_be_checked() {
    let about = || subject(SubjectKind::Held, None, None, Some(1));
    let accept = || with([(100, decided(about(), Outcome::AcceptAsIs, None))]);
    let spelled = Received {
        faults: vec![Code::EnvNoncanonical],
        ..enrolled(1, sheet(1, 1, None))
    };
    check_alone(
        spelled,
        &accept(),
        VerdictKind::Accepted,
        &[Code::EnvNoncanonical],
    );
    let foreign = Sheet {
        rubric: digest(99),
        ..sheet(1, 1, None)
    };
    let state = merged([enrolled(1, foreign)], &accept());
    assert_eq!(verdict(&state, 1), (VerdictKind::Held, &[Code::Rubric][..]));
    assert!(
        state
            .blockers
            .iter()
            .any(|one| matches!(one, Blocker::Held { .. }))
    );
}

#[test]
fn a_late_sheet_let_in_counts_as_with_a_ticket() {
    let mut expected = with([(
        100,
        decided(
            subject(SubjectKind::Held, None, None, Some(2)),
            Outcome::AcceptAsIs,
            None,
        ),
    )]);
    expected
        .closed
        .insert(expert(1), BTreeSet::from([digest(1)]));
    let sheets = [
        enrolled(1, sheet(1, 1, None)),
        enrolled(2, sheet(1, 2, Some(digest(1)))),
    ];
    let state = merged(sheets, &expected);
    assert_eq!(state.current[&expert(1)], digest(2));
    assert_eq!(
        verdict(&state, 2),
        (VerdictKind::Accepted, &[Code::AfterClose][..])
    );
}

#[test]
fn an_excluded_entry_has_no_marks_and_no_open_items() {
    let missing = LineState::MaterialMissing {
        reason: "缺视频".to_owned(),
    };
    let lines = vec![scored(1, 0), unscored(2, missing)];
    let sheets: Vec<_> = (1..=3)
        .map(|number| {
            let sheet = with_lines(sheet(number, 1, None), lines.clone());
            enrolled(u8::try_from(number).unwrap(), sheet)
        })
        .collect();
    let open = merged(sheets.clone(), &expected());
    assert_eq!(
        open.blockers.len(),
        4,
        "three without material, and no quorum"
    );
    let about = subject(SubjectKind::Quorum, Some(2), None, None);
    let expected = with([(100, decided(about, Outcome::ExcludeEntry, None))]);
    let state = merged(sheets, &expected);
    assert_eq!((state.blockers.len(), state.decided.len()), (0, 4));
    assert_eq!(state.marks.keys().collect::<Vec<_>>(), [&entry(1)]);
    assert_eq!(
        cell(&state, 2, 1),
        CellState::MissingMaterial,
        "the matrix shows what came"
    );
}

#[test]
fn contradicting_decisions_close_nothing_until_one_replaces_the_other() {
    let about = || subject(SubjectKind::Gate, Some(1), None, None);
    let accept = decided(about(), Outcome::AcceptAsIs, None);
    let exclude = decided(about(), Outcome::ExcludeEntry, None);
    let on = |set: &[(u8, &Decided)]| {
        let set = set.iter().map(|(number, one)| (*number, (*one).clone()));
        with(set).decisions.on(&about())
    };
    assert_eq!(on(&[(100, &accept), (101, &exclude)]), None);
    assert_eq!(
        on(&[(100, &accept), (101, &accept)]),
        Some((Outcome::AcceptAsIs, digest(100)))
    );
    let replacing = Decided {
        replaces: Some(digest(100)),
        ..exclude
    };
    assert_eq!(
        on(&[(100, &accept), (101, &replacing)]),
        Some((Outcome::ExcludeEntry, digest(101)))
    );
    let elsewhere = decided(
        subject(SubjectKind::Gate, Some(2), None, None),
        Outcome::AcceptAsIs,
        Some(100),
    );
    assert_eq!(
        on(&[(100, &accept), (102, &elsewhere)]),
        Some((Outcome::AcceptAsIs, digest(100))),
        "a decision on another item replaces nothing"
    );
}

#[test]
fn nothing_that_comes_later_changes_a_final_track() {
    let taken = two_of_three();
    let before = merged(taken.clone(), &expected());
    let mut expected = expected();
    let counted = [digest(1), digest(2)].into();
    expected
        .finalised
        .insert(TrackId::new("02").unwrap(), counted);
    let late = [
        enrolled(4, sheet(1, 2, Some(digest(1)))),
        enrolled(5, sheet(3, 1, None)),
        enrolled(6, sheet(2, 1, None)),
    ];
    let state = merged(taken.into_iter().chain(late), &expected);
    assert_eq!(
        (&state.marks, &state.current),
        (&before.marks, &before.current)
    );
    for number in 4..=6 {
        assert_eq!(
            verdict(&state, number),
            (VerdictKind::Held, &[Code::AfterFinal][..])
        );
    }
    assert!(
        !state
            .blockers
            .iter()
            .any(|one| matches!(one, Blocker::Held { .. }))
    );
}

#[test]
fn a_subject_is_named_by_exactly_what_its_kind_wants() {
    for kind in SubjectKind::ALL {
        assert_eq!(SubjectKind::parse(kind.as_str()), Some(*kind));
        for given in 0..8_u8 {
            let has = [given & 1 > 0, given & 2 > 0, given & 4 > 0];
            let subject = Subject::new(
                *kind,
                has[0].then(|| entry(1)),
                has[1].then(|| expert(1)),
                has[2].then(|| digest(1)),
            );
            assert_eq!(subject.is_some(), has == kind.names(), "{kind:?} {has:?}");
        }
    }
}

fn any_decided() -> impl Strategy<Value = Decided> {
    let kind = proptest::sample::select(SubjectKind::ALL);
    let outcome = proptest::sample::select(Outcome::ALL);
    let replaces = proptest::option::of(100_u8..106);
    (kind, outcome, 1_usize..3, 1_usize..4, 1_u8..4, replaces).prop_map(
        |(kind, outcome, of_entry, of, sheet, replaces)| {
            let [by_entry, by_expert, by_sheet] = kind.names();
            let subject = subject(
                kind,
                by_entry.then_some(of_entry),
                by_expert.then_some(of),
                by_sheet.then_some(sheet),
            );
            decided(subject, outcome, replaces)
        },
    )
}

proptest! {
    #[test]
    fn a_decision_takes_items_away_and_never_changes_a_mark(
        decisions in proptest::collection::vec(any_decided(), 0..6),
    ) {
        let sheets: Vec<_> = two_of_three();
        let plain = merged(sheets.clone(), &expected());
        let numbered = (100_u8..).zip(decisions);
        let expected = with(numbered);
        let state = merged(sheets, &expected);
        for (entry, row) in &state.marks {
            for (expert, mark) in row {
                prop_assert_eq!(Some(mark), plain.marks.get(entry).and_then(|row| row.get(expert)));
            }
        }
        for (blocker, decision) in &state.decided {
            let named = expected.decisions.on(&Subject::of(blocker)).map(|(_, digest)| digest);
            let excluded = Subject::of(blocker).entry().is_some_and(|entry| expected.decisions.excludes_entry(entry));
            prop_assert!(named == Some(*decision) || excluded);
            prop_assert!(!state.blockers.contains(blocker));
        }
    }
}
