//! A small contest and sheets for it; the tests stand by theme in the files beside.

mod codes;
mod content;
mod decisions;
mod gates;
mod history;
mod keys;
mod laws;
mod matrix;

use super::*;
use crate::sheet::{Counts, Line, LineState};
use crate::{CriterionId, Exact, Points};

const RUBRIC: Digest = Digest([0xaa; 32]);
const ASSIGNMENT: Digest = Digest([0xbb; 32]);
const LETTER: Digest = Digest([0xcc; 32]);
const DOSSIER: Digest = Digest([0xdd; 32]);

fn digest(number: u8) -> Digest {
    Digest([number; 32])
}

fn expert(number: usize) -> ExpertId {
    ExpertId::new(format!("E02{number:02}")).unwrap()
}

fn entry(number: usize) -> EntryId {
    EntryId::new(format!("02-{number:03}")).unwrap()
}

fn criterion(id: &str) -> CriterionId {
    CriterionId::new(id).unwrap()
}

/// Track 02, panel P1 with experts 1 and 2, panel P2 with expert 3; entries 1 (small) and 2 (large), assigned to all.
fn expected() -> Expected {
    let track = TrackId::new("02").unwrap();
    let mut expected = Expected::new(
        ContestId::new("demo-2026").unwrap(),
        Round::Written,
        Rubric::built_in(),
        RUBRIC,
    );
    for (number, size) in [(1, SizeClass::Small), (2, SizeClass::Large)] {
        let profile = expected.rubric.profile_of[&size].clone();
        expected.entries.insert(
            entry(number),
            ExpectedEntry {
                track: track.clone(),
                size,
                profile,
                dossier: DOSSIER,
                calibration: false,
            },
        );
    }
    for number in 1..=3 {
        let panel = PanelId::new(if number < 3 { "P1" } else { "P2" }).unwrap();
        let person = Expert {
            id: expert(number),
            name: format!("专家{number}"),
            unit: "某大学".to_owned(),
            track: track.clone(),
            panel,
            chair: number == 1,
        };
        expected.experts.insert(expert(number), person);
        expected
            .assignments
            .insert(expert(number), expected.entries.keys().cloned().collect());
        expected
            .assignment_digests
            .insert(expert(number), BTreeSet::from([ASSIGNMENT]));
    }
    expected
}

/// A scored line: so many hundredths off the maximum of A1, everything else full.
fn scored(number: usize, off: i64) -> Line {
    let expected = expected();
    let entry = entry(number);
    let profile = expected
        .rubric
        .profile(&expected.entries[&entry].profile)
        .unwrap();
    let mut marks = profile.weights.clone();
    marks.insert(criterion("A1"), Points::from_hundredths(400 - off));
    Line {
        entry,
        profile: profile.id.clone(),
        weights: profile.weights.clone(),
        total: Some(expected.rubric.total(profile, &marks)),
        state: LineState::Scored(marks),
        gates: Vec::new(),
        comment: String::new(),
    }
}

fn unscored(number: usize, state: LineState) -> Line {
    Line {
        state,
        total: None,
        ..scored(number, 0)
    }
}

/// A correct sheet of an expert: entry 1 full marks, entry 2 half a point off.
fn sheet(number: usize, seq: u32, prev: Option<Digest>) -> Sheet {
    let expected = expected();
    with_lines(
        Sheet {
            contest: expected.contest.clone(),
            round: Round::Written,
            track: TrackId::new("02").unwrap(),
            expert: expert(number),
            name: format!("专家{number}"),
            seq,
            prev,
            ticket: None,
            letter: LETTER,
            assignment: ASSIGNMENT,
            rubric: RUBRIC,
            size_classes: expected
                .entries
                .iter()
                .map(|(entry, facts)| (entry.clone(), facts.size))
                .collect(),
            dossiers: expected
                .entries
                .keys()
                .map(|entry| (entry.clone(), DOSSIER))
                .collect(),
            counts: Counts::default(),
            lines: Vec::new(),
        },
        vec![scored(1, 0), scored(2, 50)],
    )
}

fn with_lines(sheet: Sheet, lines: Vec<Line>) -> Sheet {
    Sheet {
        counts: Counts::of(&lines),
        lines,
        ..sheet
    }
}

fn received(number: u8, signer: Signer, sheet: Sheet) -> Received {
    let key = format!("key-{}", sheet.expert);
    Received {
        digest: digest(number),
        faults: Vec::new(),
        signer,
        key,
        sheet: Some(sheet),
    }
}

fn enrolled(number: u8, sheet: Sheet) -> Received {
    received(number, Signer::Enrolled, sheet)
}

fn introduced(number: u8, key: &str, sheet: Sheet) -> Received {
    Received {
        key: key.to_owned(),
        ..received(number, Signer::Introduced, sheet)
    }
}

fn merged(received: impl IntoIterator<Item = Received>, expected: &Expected) -> MergeState {
    merge(&gather(received), expected)
}

fn verdict(state: &MergeState, number: u8) -> (VerdictKind, &[Code]) {
    let verdict = &state.verdicts[&digest(number)];
    (verdict.kind, &verdict.codes)
}

#[track_caller]
fn check_alone(received: Received, expected: &Expected, kind: VerdictKind, codes: &[Code]) {
    let number = received.digest.0[0];
    let state = merged([received], expected);
    assert_eq!(verdict(&state, number), (kind, codes));
}

fn cell(state: &MergeState, entry_number: usize, expert_number: usize) -> CellState {
    state.cells[&entry(entry_number)][&expert(expert_number)].state
}
