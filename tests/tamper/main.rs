//! Tampering: every byte of a signed sheet changed, in the bare envelope and in the workbook, and merged on an organiser's desk.
//!
//! jury-seal tries every byte of an envelope with several values against the verifier, jury-exchange a workbook against its reader; here the
//! whole merge is tried, with its copies, matrix and ranking. The one rule: what does not verify counts nowhere, whatever comes beside it.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets an error has failed; helpers are part of the test"
)]

#[allow(
    dead_code,
    unused_imports,
    reason = "stories need more of it than tampering does"
)]
#[path = "../stories/harness/mod.rs"]
mod harness;

use std::path::{Path, PathBuf};

use jury_desk::wire::merge::{FileRow, FileVerdict};
use jury_seal::workbook::MAX_ENVELOPES;
use jury_testkit::bytes::one_byte_changed;

use harness::{Contest, Seat, carrying};

/// A signed sheet of E1202, whose key is in the roster, as a workbook and as a bare envelope.
fn signed(contest: &Contest) -> (PathBuf, Vec<u8>) {
    contest.expert("E1202");
    contest.enrol(&["E1202"]);
    let seat = contest.again("E1202");
    seat.mark_everything(1);
    seat.sign();
    let workbook = seat.save_sheet(&contest.at("E1202.xlsx"));
    let bare = seat.save_sheet(&contest.at("E1202.json"));
    (workbook, std::fs::read(bare).unwrap())
}

#[track_caller]
fn nothing_counts(seat: &Seat, row: &FileRow) {
    assert!(
        matches!(row.verdict, FileVerdict::Rejected | FileVerdict::Held),
        "{row:?}"
    );
    assert!(
        !row.codes.is_empty() && !row.sentences.is_empty(),
        "{row:?}"
    );
    let coverage = seat.merge_look("12").coverage;
    assert_eq!((coverage.verified, coverage.provisional), (0, 0), "{row:?}");
}

#[test]
fn no_envelope_with_a_byte_changed_is_accepted() {
    let contest = Contest::make();
    let (_, bare) = signed(&contest);
    let organiser = contest.organiser();
    // One file each for some of them, as they would come.
    let mut sampled = 0;
    for (place, changed) in one_byte_changed(&bare).step_by(bare.len() / 40) {
        let file = contest.file(&format!("changed-{place}.json"), changed);
        nothing_counts(&organiser, &organiser.merge_one(&file));
        sampled += 1;
    }
    // All of them, each byte once, many to a workbook.
    let mut repeated = 0;
    let all: Vec<Vec<u8>> = one_byte_changed(&bare)
        .map(|(_, changed)| changed)
        .collect();
    for (number, some) in all.chunks(MAX_ENVELOPES).enumerate() {
        let file = contest.file(&format!("many-{number}.xlsx"), carrying(some.to_vec()));
        let rows = organiser.merge(&[&file]);
        assert_eq!(rows.len(), some.len());
        for row in &rows {
            let refused = matches!(row.verdict, FileVerdict::Rejected | FileVerdict::Held);
            assert!(refused || row.verdict == FileVerdict::Duplicate, "{row:?}");
            assert!(!row.codes.is_empty(), "{row:?}");
        }
        let is_repetition = |row: &&FileRow| row.verdict == FileVerdict::Duplicate;
        repeated += rows.iter().filter(is_repetition).count();
    }
    assert!(
        repeated <= sampled,
        "only what had come already is a repetition: {repeated}"
    );
    let coverage = organiser.merge_look("12").coverage;
    assert_eq!((coverage.verified, coverage.provisional), (0, 0));
    // Among all its spoilt copies the good one counts.
    let file = contest.file("good.json", &bare);
    assert_eq!(organiser.merge_one(&file).verdict, FileVerdict::Accepted);
    assert_eq!(organiser.ailments(), Vec::<String>::new());
}

#[test]
fn no_envelope_cut_short_is_accepted() {
    let contest = Contest::make();
    let (_, bare) = signed(&contest);
    let organiser = contest.organiser();
    let all: Vec<Vec<u8>> = (1..bare.len())
        .step_by(7)
        .map(|length| bare[..length].to_vec())
        .collect();
    let file = contest.file("short.xlsx", carrying(all));
    for row in organiser.merge(&[&file]) {
        assert_eq!(row.verdict, FileVerdict::Rejected, "{row:?}");
    }
    nothing_counts(
        &organiser,
        &organiser.merge_one(&contest.file("half.json", &bare[..bare.len() / 2])),
    );
}

#[test]
fn a_workbook_with_a_byte_changed_is_refused_or_gives_the_identical_sheet() {
    let contest = Contest::make();
    let (workbook, _) = signed(&contest);
    let bytes = std::fs::read(&workbook).unwrap();
    let good = contest.supervised_state(&workbook);
    let organiser = contest.organiser();
    let mut files: Vec<PathBuf> = Vec::new();
    // Every byte takes minutes; some from everywhere, and more of the directory at the end, where a reader begins.
    let directory = bytes.len() - 1_000;
    for (place, changed) in one_byte_changed(&bytes)
        .filter(|(place, _)| place % 97 == 0 || (*place > directory && place % 7 == 0))
    {
        files.push(contest.file(&format!("changed/{place:06}.xlsx"), changed));
    }
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let rows = organiser.merge(&paths);
    assert_eq!(rows.len(), files.len(), "one row a file");
    let (mut refused, mut identical) = (0, 0);
    for row in &rows {
        match row.verdict {
            FileVerdict::Rejected => refused += 1,
            FileVerdict::Accepted | FileVerdict::Duplicate => {
                assert_eq!(row.digest.as_deref(), Some(good.0.as_str()), "{row:?}");
                identical += 1;
            }
            _ => panic!("{row:?}"),
        }
    }
    assert!(
        refused > 50 && identical > 0,
        "{refused} refused, {identical} identical"
    );
    organiser.merge_one(&workbook);
    assert_eq!(
        organiser.merge_state(),
        good.1,
        "the marks are the signed ones"
    );
    assert_eq!(organiser.ailments(), Vec::<String>::new());
}

impl Contest {
    /// What a fresh copy of the organiser's desk makes of the good file alone: its digest and the state of the merge.
    fn supervised_state(&self, file: &Path) -> (String, String) {
        let copy = self.at("fresh/organiser");
        std::fs::create_dir_all(&copy).unwrap();
        for entry in std::fs::read_dir(self.at("organiser"))
            .unwrap()
            .map(Result::unwrap)
            .filter(|entry| entry.path().is_file())
        {
            std::fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
        }
        let seat = Seat::signed_in(&copy, None);
        let row = seat.merge_one(file);
        (row.digest.unwrap(), seat.merge_state())
    }
}
