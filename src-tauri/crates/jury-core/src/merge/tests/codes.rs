//! At least three negative cases for every code the merge decides by itself, as one table.
//!
//! Not what each code does to a sheet (the files beside). The one rule: a code without three cases fails here, so that a new one cannot come without.

use super::*;
use crate::GateId;
use crate::sheet::{Finding, GateFinding};

/// What comes in, and what the one who merges knows.
type Case = (Vec<Received>, Expected);

/// The codes that are found before the merge, or said by the desk or of the whole set, with who has their cases.
const ELSEWHERE: &[(Code, &str)] = &[
    (Code::SigBad, "jury-seal"),
    (Code::TypeWrong, "jury-seal"),
    (Code::AlgMismatch, "jury-seal"),
    (Code::KeyWeak, "jury-seal"),
    (Code::EnvNoncanonical, "jury-seal"),
    (Code::PayloadNoncanonical, "jury-seal"),
    (Code::TooLarge, "jury-seal"),
    (Code::Truncated, "jury-seal"),
    (Code::NoEnvelope, "the desk, of files"),
    (Code::Replay, "the desk, of files"),
    (Code::XlsxMismatch, "the desk, of files"),
    (Code::Excluded, "decisions"),
    (Code::AfterFinal, "decisions"),
    (Code::ExpertMissing, "a blocker"),
    (Code::EntryMissing, "a blocker"),
    (Code::Quorum, "a blocker"),
    // Reserved spellings: no program says them yet.
    (Code::RosterStale, "reserved"),
    (Code::Recused, "reserved"),
    (Code::Clock, "the desk, of a sheet's times"),
    (Code::PaperCodeMismatch, "reserved"),
];

fn changed(change: impl FnOnce(&mut Sheet)) -> Case {
    let mut sheet = sheet(1, 1, None);
    change(&mut sheet);
    (vec![enrolled(1, sheet)], expected())
}

fn under(sheets: Vec<Received>, change: impl FnOnce(&mut Expected)) -> Case {
    let mut expected = expected();
    change(&mut expected);
    (sheets, expected)
}

fn first() -> Received {
    enrolled(1, sheet(1, 1, None))
}

fn marks(sheet: &mut Sheet) -> &mut BTreeMap<CriterionId, Points> {
    match &mut sheet.lines[0].state {
        LineState::Scored(marks) => marks,
        other => panic!("a scored line, not {other:?}"),
    }
}

fn marked(id: &str, hundredths: i64) -> Case {
    changed(|sheet| {
        marks(sheet).insert(criterion(id), Points::from_hundredths(hundredths));
    })
}

/// Findings at gates of the first entry.
fn found(gates: &[(&str, Finding, &str)]) -> Case {
    let finding = |(gate, finding, reason): &(&str, Finding, &str)| GateFinding {
        gate: GateId::new(gate).unwrap(),
        finding: *finding,
        reason: (*reason).to_owned(),
    };
    changed(|sheet| sheet.lines[0].gates = gates.iter().map(finding).collect())
}

fn signed_by(signer: Signer) -> Received {
    received(1, signer, sheet(1, 1, None))
}

fn foreign(code: Code) -> Vec<Case> {
    let contest = |id: &str| ContestId::new(id).unwrap();
    let panel = |number: usize, panel: &str| {
        under(vec![enrolled(1, sheet(number, 1, None))], |expected| {
            expected.only_panel = Some(PanelId::new(panel).unwrap());
        })
    };
    match code {
        Code::Contest => vec![
            changed(|sheet| sheet.contest = contest("demo-2025")),
            changed(|sheet| sheet.contest = contest("demo-20260")),
            under(vec![first()], |expected| {
                expected.contest = contest("demo-2027");
            }),
        ],
        Code::Round => vec![
            changed(|sheet| sheet.round = Round::Roadshow),
            under(vec![first()], |expected| expected.round = Round::Roadshow),
            changed(|sheet| {
                sheet.round = Round::Roadshow;
                sheet.lines.clear();
            }),
        ],
        Code::NotPanel => vec![panel(3, "P1"), panel(1, "P2"), panel(9, "P1")],
        Code::NotAssigned => vec![
            changed(|sheet| sheet.track = TrackId::new("03").unwrap()),
            (vec![enrolled(1, sheet(9, 1, None))], expected()),
            under(vec![first()], |expected| {
                expected
                    .assignments
                    .insert(expert(1), BTreeSet::from([entry(1)]));
            }),
        ],
        _ => Vec::new(),
    }
}

fn facts(code: Code) -> Vec<Case> {
    match code {
        Code::Package => vec![
            changed(|sheet| sheet.assignment = digest(9)),
            changed(|sheet| {
                sheet.dossiers.insert(entry(1), digest(9));
            }),
            changed(|sheet| {
                sheet.dossiers.remove(&entry(2));
            }),
        ],
        Code::Rubric => vec![
            changed(|sheet| sheet.rubric = digest(9)),
            under(vec![first()], |expected| {
                expected.rubric_digest = digest(9);
            }),
            changed(|sheet| {
                sheet.rubric = digest(9);
                sheet.assignment = digest(9);
            }),
        ],
        Code::NameConfusable => vec![
            changed(|sheet| sheet.name = "专家2".to_owned()),
            changed(|sheet| sheet.name.clear()),
            // Looks alike and is not.
            changed(|sheet| sheet.name.push('\u{200b}')),
            under(vec![first()], |expected| {
                if let Some(expert) = expected.experts.get_mut(&expert(1)) {
                    expert.name = "专家甲".to_owned();
                }
            }),
        ],
        Code::SizeClass => vec![
            changed(|sheet| {
                sheet.size_classes.insert(entry(1), SizeClass::Large);
            }),
            changed(|sheet| {
                sheet.size_classes.remove(&entry(1));
            }),
            under(vec![first()], |expected| {
                if let Some(entry) = expected.entries.get_mut(&entry(2)) {
                    entry.size = SizeClass::Micro;
                }
            }),
        ],
        Code::Gate => vec![
            found(&[("X1", Finding::Pass, "")]),
            found(&[("G1", Finding::Doubt, " ")]),
            found(&[
                ("G1", Finding::Pass, ""),
                ("G1", Finding::Fail, "无法人资格"),
            ]),
        ],
        Code::DupEntry => vec![
            changed(|sheet| sheet.lines.push(scored(1, 0))),
            changed(|sheet| sheet.lines = vec![scored(2, 0), scored(1, 0), scored(2, 0)]),
            changed(|sheet| sheet.lines.push(unscored(2, LineState::Unmarked))),
        ],
        Code::Count => vec![
            changed(|sheet| sheet.counts.scored = 1),
            changed(|sheet| sheet.counts.assigned = 3),
            changed(|sheet| {
                marks(sheet).remove(&criterion("A1"));
            }),
            changed(|sheet| {
                sheet.lines.pop();
            }),
        ],
        _ => Vec::new(),
    }
}

fn numbers(code: Code) -> Vec<Case> {
    match code {
        Code::Range => vec![
            marked("A1", -50),
            marked("A1", 401),
            marked("A1", 399),
            marked("Z9", 100),
        ],
        Code::Weights => vec![
            changed(|sheet| {
                sheet.lines[0]
                    .weights
                    .insert(criterion("A1"), Points::from_hundredths(500));
            }),
            changed(|sheet| {
                sheet.lines[0].weights.remove(&criterion("A1"));
            }),
            changed(|sheet| sheet.lines[0].profile = ProfileId::new("nobody").unwrap()),
        ],
        Code::Total => vec![
            changed(|sheet| sheet.lines[0].total = None),
            changed(|sheet| sheet.lines[0].total = Some(Exact::zero())),
            changed(|sheet| {
                sheet.lines[0].total = Exact::ratio(10_001, 100);
            }),
        ],
        _ => Vec::new(),
    }
}

fn keys(code: Code) -> Vec<Case> {
    let introduced_twice = |seqs: [u32; 2]| {
        let sheets = vec![
            introduced(1, "one", sheet(1, seqs[0], None)),
            introduced(2, "two", sheet(1, seqs[1], None)),
        ];
        (sheets, expected())
    };
    let nobody = |signer| {
        vec![
            (vec![signed_by(signer)], expected()),
            (
                vec![signed_by(signer), enrolled(2, sheet(1, 1, None))],
                expected(),
            ),
            under(vec![signed_by(signer)], |expected| {
                expected.only_panel = Some(PanelId::new("P1").unwrap());
            }),
        ]
    };
    match code {
        Code::KeyUnknown => nobody(Signer::Unknown),
        Code::KeyRevoked => nobody(Signer::Revoked),
        Code::KeyExpertMismatch => vec![
            introduced_twice([1, 1]),
            introduced_twice([1, 2]),
            under(vec![introduced(1, "new", sheet(1, 1, None))], |expected| {
                expected
                    .trusted_keys
                    .insert(expert(1), BTreeSet::from(["known".to_owned()]));
            }),
        ],
        Code::Schema => [Signer::Enrolled, Signer::Introduced, Signer::Transcribed]
            .map(|signer| {
                let mut unreadable = signed_by(signer);
                unreadable.sheet = None;
                (vec![unreadable], expected())
            })
            .into(),
        _ => Vec::new(),
    }
}

fn history(code: Code) -> Vec<Case> {
    let chain = |seqs: &[(u32, Option<u8>)]| {
        let sheets = (1..)
            .zip(seqs)
            .map(|(number, (seq, prev))| enrolled(number, sheet(1, *seq, prev.map(digest))))
            .collect();
        (sheets, expected())
    };
    let closed = |sheets: Vec<Received>, taken: Option<u8>| {
        under(sheets, |expected| {
            expected.closed_tracks.insert(TrackId::new("02").unwrap());
            expected
                .closed
                .extend(taken.map(|taken| (expert(1), BTreeSet::from([digest(taken)]))));
        })
    };
    match code {
        Code::Stale => vec![
            chain(&[(1, None), (2, Some(1))]),
            chain(&[(1, None), (2, Some(1)), (3, Some(2))]),
            chain(&[(1, None), (3, Some(1))]),
        ],
        Code::Fork => vec![
            chain(&[(1, None), (1, None)]),
            chain(&[(2, Some(9)), (2, Some(9))]),
            (
                vec![
                    enrolled(1, sheet(1, 1, None)),
                    received(
                        2,
                        Signer::Transcribed,
                        with_lines(sheet(1, 1, None), vec![scored(1, 50), scored(2, 50)]),
                    ),
                ],
                expected(),
            ),
        ],
        Code::Gap => vec![
            chain(&[(2, Some(9))]),
            chain(&[(5, Some(9))]),
            chain(&[(3, Some(2)), (1, None)]),
        ],
        Code::ChainBroken => vec![
            chain(&[(2, None)]),
            chain(&[(1, Some(9))]),
            chain(&[(2, Some(9)), (1, None)]),
        ],
        Code::AfterClose => vec![
            closed(vec![first()], None),
            closed(
                vec![
                    enrolled(1, sheet(1, 2, Some(digest(2)))),
                    enrolled(2, sheet(1, 1, None)),
                ],
                Some(2),
            ),
            closed(vec![signed_by(Signer::Transcribed)], None),
        ],
        _ => Vec::new(),
    }
}

#[test]
fn every_code_the_merge_decides_has_three_negative_cases() {
    for code in Code::ALL {
        let cases: Vec<Case> = [foreign, facts, numbers, keys, history]
            .iter()
            .flat_map(|of| of(*code))
            .collect();
        if ELSEWHERE.iter().any(|(known, _)| known == code) {
            assert!(cases.is_empty(), "{code} is listed as somebody else's");
            continue;
        }
        assert!(cases.len() >= 3, "{code} has {} cases", cases.len());
        for (number, (received, expected)) in cases.into_iter().enumerate() {
            let state = merged(received, &expected);
            let (kind, codes) = verdict(&state, 1);
            assert!(codes.contains(code), "{code}, case {number}: {codes:?}");
            match code.gravity() {
                Gravity::Note => {}
                Gravity::Hold => assert!(kind >= VerdictKind::Held, "{code}, case {number}"),
                Gravity::Reject => {
                    assert!(kind >= VerdictKind::Held, "{code}, case {number}: {kind:?}");
                }
            }
        }
    }
}

#[test]
fn what_was_typed_from_paper_is_before_no_sheet_the_expert_signed() {
    let paper = received(1, Signer::Transcribed, sheet(1, 1, None));
    let second = enrolled(2, sheet(1, 2, Some(digest(9))));
    let state = merged([paper, second], &expected());
    assert_eq!(
        verdict(&state, 2),
        (VerdictKind::Accepted, &[Code::Gap][..])
    );
    assert_eq!(
        verdict(&state, 1),
        (VerdictKind::Superseded, &[Code::Stale][..]),
        "they say the same"
    );
}
