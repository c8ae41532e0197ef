//! What the signing key does to a sheet.

use super::VerdictKind::{Accepted, Held, Provisional, Rejected, Superseded};
use super::*;

fn changed(sheet: Sheet) -> Sheet {
    with_lines(sheet, vec![scored(1, 50), scored(2, 50)])
}

#[test]
fn an_enrolled_or_confirmed_key_is_accepted_and_an_introduced_one_awaits_the_ink() {
    let with = |signer| received(1, signer, sheet(1, 1, None));
    check_alone(with(Signer::Enrolled), &expected(), Accepted, &[]);
    check_alone(with(Signer::Confirmed), &expected(), Accepted, &[]);
    check_alone(with(Signer::Introduced), &expected(), Provisional, &[]);
}

#[test]
fn a_strangers_and_a_revoked_key_are_refused_however_right_the_sheet() {
    for (signer, code) in [
        (Signer::Unknown, Code::KeyUnknown),
        (Signer::Revoked, Code::KeyRevoked),
    ] {
        check_alone(
            received(1, signer, sheet(1, 1, None)),
            &expected(),
            Rejected,
            &[code],
        );
        check_alone(
            received(1, signer, sheet(1, 2, Some(digest(9)))),
            &expected(),
            Rejected,
            &[code],
        );
        let state = merged(
            [
                enrolled(2, sheet(1, 1, None)),
                received(1, signer, changed(sheet(1, 2, Some(digest(2))))),
            ],
            &expected(),
        );
        assert_eq!(verdict(&state, 1), (Rejected, &[code][..]));
        assert_eq!(
            verdict(&state, 2),
            (Accepted, &[][..]),
            "and it replaces nothing"
        );
    }
}

#[test]
fn two_introduced_keys_for_one_expert_hold_each_other() {
    let state = merged(
        [
            introduced(1, "a", sheet(1, 1, None)),
            introduced(2, "b", changed(sheet(1, 1, None))),
        ],
        &expected(),
    );
    for number in [1, 2] {
        assert_eq!(
            verdict(&state, number),
            (Held, &[Code::KeyExpertMismatch, Code::Fork][..])
        );
    }
    assert_eq!(cell(&state, 1, 1), CellState::Held);
    assert!(state.marks.is_empty());
}

#[test]
fn a_second_key_cannot_win_by_a_higher_number() {
    let state = merged(
        [
            introduced(1, "a", sheet(1, 1, None)),
            introduced(2, "b", changed(sheet(1, 2, Some(digest(1))))),
        ],
        &expected(),
    );
    for number in [1, 2] {
        assert_eq!(
            verdict(&state, number),
            (Held, &[Code::KeyExpertMismatch][..])
        );
    }
}

#[test]
fn confirming_one_key_refuses_the_sheets_of_the_other() {
    let confirmed = Received {
        signer: Signer::Confirmed,
        ..introduced(1, "a", sheet(1, 1, None))
    };
    for other in [
        sheet(1, 1, None),
        changed(sheet(1, 1, None)),
        changed(sheet(1, 2, Some(digest(1)))),
    ] {
        let state = merged([confirmed.clone(), introduced(2, "b", other)], &expected());
        assert_eq!(verdict(&state, 1), (Accepted, &[][..]));
        assert_eq!(
            verdict(&state, 2),
            (Rejected, &[Code::KeyExpertMismatch][..])
        );
    }
}

#[test]
fn an_introduced_key_is_refused_where_the_expert_has_a_known_one_even_before_that_signed_anything()
{
    let mut expected = expected();
    expected
        .trusted_keys
        .insert(expert(1), BTreeSet::from(["a".to_owned()]));
    check_alone(
        introduced(2, "b", sheet(1, 1, None)),
        &expected,
        Rejected,
        &[Code::KeyExpertMismatch],
    );
    check_alone(
        introduced(2, "a", sheet(1, 1, None)),
        &expected,
        Provisional,
        &[],
    );
}

#[test]
fn one_introduced_key_may_revise_its_own_sheet() {
    let state = merged(
        [
            introduced(1, "a", sheet(1, 1, None)),
            introduced(2, "a", changed(sheet(1, 2, Some(digest(1))))),
        ],
        &expected(),
    );
    assert_eq!(verdict(&state, 1).0, Superseded);
    assert_eq!(verdict(&state, 2), (Provisional, &[][..]));
}

#[test]
fn after_a_rescue_the_new_key_continues_and_what_the_old_one_signed_stands() {
    for signer in [Signer::Enrolled, Signer::Confirmed, Signer::Introduced] {
        let mut expected = expected();
        expected.retired_keys.insert("old".to_owned());
        let old = Received {
            signer,
            ..introduced(1, "old", sheet(1, 1, None))
        };
        let new = introduced(2, "new", changed(sheet(1, 2, Some(digest(1)))));
        let kind = if signer == Signer::Introduced {
            Provisional
        } else {
            Accepted
        };
        let state = merged([old.clone()], &expected);
        assert_eq!(verdict(&state, 1), (kind, &[][..]));
        let state = merged([old, new], &expected);
        assert_eq!(verdict(&state, 1), (Superseded, &[Code::Stale][..]));
        assert_eq!(verdict(&state, 2), (Provisional, &[][..]));
    }
}

#[test]
fn keys_in_dispute_hold_the_cells_and_leave_an_earlier_verdict_alone() {
    let mut expected = expected();
    expected.retired_keys.insert("old".to_owned());
    let old = Received {
        signer: Signer::Enrolled,
        ..introduced(1, "old", sheet(1, 1, None))
    };
    let state = merged(
        [
            old,
            introduced(2, "new", sheet(1, 2, Some(digest(1)))),
            introduced(3, "other", changed(sheet(1, 2, Some(digest(1))))),
        ],
        &expected,
    );
    assert_eq!(verdict(&state, 1), (Accepted, &[][..]));
    assert_eq!(
        verdict(&state, 2),
        (Held, &[Code::KeyExpertMismatch, Code::Fork][..])
    );
    assert_eq!(cell(&state, 1, 1), CellState::Held);
}

#[test]
fn a_transcript_counts_until_the_expert_signs_something_else() {
    let typed = || received(1, Signer::Transcribed, sheet(1, 1, None));
    let state = merged([typed()], &expected());
    assert_eq!(verdict(&state, 1), (Accepted, &[][..]));
    assert_eq!(cell(&state, 1, 1), CellState::Transcript);

    let state = merged([typed(), enrolled(2, sheet(1, 1, None))], &expected());
    assert_eq!(
        verdict(&state, 1),
        (Superseded, &[Code::Stale][..]),
        "they agree, and the signed one is better"
    );
    assert_eq!(cell(&state, 1, 1), CellState::Verified);

    let state = merged(
        [typed(), enrolled(2, changed(sheet(1, 1, None)))],
        &expected(),
    );
    for number in [1, 2] {
        assert_eq!(verdict(&state, number), (Held, &[Code::Fork][..]));
    }
    assert_eq!(cell(&state, 1, 1), CellState::Held);
}

#[test]
fn a_spoilt_copy_never_pushes_the_good_one_out() {
    let good = enrolled(1, sheet(1, 1, None));
    let spoilt = [
        Received {
            faults: vec![Code::SigBad],
            signer: Signer::Unknown,
            sheet: None,
            ..good.clone()
        },
        Received {
            faults: vec![Code::EnvNoncanonical],
            ..good.clone()
        },
        Received {
            signer: Signer::Unknown,
            key: "x".to_owned(),
            ..good.clone()
        },
        Received {
            signer: Signer::Introduced,
            key: "x".to_owned(),
            ..good.clone()
        },
    ];
    for copy in spoilt {
        for pair in [[good.clone(), copy.clone()], [copy.clone(), good.clone()]] {
            let state = merged(pair, &expected());
            assert_eq!(verdict(&state, 1), (Accepted, &[][..]), "{copy:?}");
        }
    }
}
