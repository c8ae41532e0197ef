//! Files that must not count: of another contest, another panel, under a key nobody introduced, or no sheets at all.

use std::path::{Path, PathBuf};

use jury_desk::wire::merge::{FileRow, FileVerdict};
use jury_seal::document::parts::{KeyRecord, SigningRecord};
use jury_seal::introduction::certify;
use jury_testkit::forgery::{key, sheet_in, signed_anew};

use crate::harness::{Contest, ENTRIES_HEAD, Seat, entries, plain_workbook, with_part_changed};

#[track_caller]
fn is_refused(seat: &Seat, file: &Path, code: &str) -> FileRow {
    let state = seat.merge_state();
    let row = seat.merge_one(file);
    assert_eq!(row.verdict, FileVerdict::Rejected, "{row:?}");
    assert!(row.codes.iter().any(|found| found == code), "{row:?}");
    assert!(!row.sentences.is_empty());
    assert_eq!(
        seat.merge_state(),
        state,
        "{} changed the merge",
        file.display()
    );
    row
}

#[test]
fn a_sheet_of_another_contest_is_kept_and_does_not_count() {
    let (contest, other) = (Contest::make(), Contest::make());
    let sheet = other.sheet("E0102", 1);
    let row = is_refused(&contest.organiser(), &sheet, "CONTEST");
    assert_eq!(row.who, "自称苏清越");
    assert!(
        row.sentences
            .iter()
            .any(|sentence| sentence.starts_with("非本赛事")),
        "{:?}",
        row.sentences
    );
}

#[test]
fn a_chair_refuses_sheets_of_another_panel_and_of_another_track() {
    let contest = Contest::make();
    let [panel, track] = ["E0104", "E1202"].map(|expert| contest.sheet(expert, 1));
    let chair = contest.signed("E0101", 2);
    for sheet in [panel, track] {
        let before = chair.results("01");
        let row = chair.merge_one(&sheet);
        assert_eq!(row.verdict, FileVerdict::Rejected);
        assert!(row.codes.contains(&"NOT-PANEL".to_owned()), "{row:?}");
        assert_eq!(chair.results("01"), before);
    }
}

#[track_caller]
fn is_listed(seat: &Seat, tracks: &[&str], row: &FileRow) {
    for track in tracks {
        let files = seat.merge_look(track).files;
        assert!(files.iter().any(|one| one.id == row.id), "{track}: {row:?}");
    }
}

#[test]
fn whatever_was_refused_stands_in_the_list_of_the_screen() {
    let (contest, other) = (Contest::make(), Contest::make());
    let foreign = other.sheet("E0102", 1);
    let [panel, track] = ["E0104", "E1202"].map(|expert| contest.sheet(expert, 1));
    drop(contest.signed("E0102", 1));
    let stranger = forged(&contest, "stranger", |bytes| {
        signed_anew(bytes, &key(7), |sheet| {
            sheet.expert.id = "E9999".parse().unwrap();
        })
    });
    let organiser = contest.organiser();
    let row = organiser.merge_one(&stranger);
    assert_eq!(row.verdict, FileVerdict::Rejected, "{row:?}");
    is_listed(&organiser, &["01", "12"], &row);
    let row = organiser.merge_one(&foreign);
    is_listed(&organiser, &["01"], &row);
    // What is known to be of one track is not in the way in another.
    let good = organiser.merge_one(&track);
    is_listed(&organiser, &["12"], &good);
    let listed = organiser.merge_look("01").files;
    assert!(listed.iter().all(|one| one.id != good.id));
    drop(organiser);
    let chair = contest.signed("E0101", 2);
    for sheet in [panel, track, stranger] {
        let row = chair.merge_one(&sheet);
        assert_eq!(row.verdict, FileVerdict::Rejected, "{row:?}");
        is_listed(&chair, &["01"], &row);
    }
}

/// The bare envelope of E0102's sheet, signed anew by somebody else after a change.
fn forged(contest: &Contest, name: &str, forge: impl FnOnce(&[u8]) -> Vec<u8>) -> PathBuf {
    let bare = contest
        .again("E0102")
        .save_sheet(&contest.at(&format!("{name}-source.json")));
    let bytes = forge(&std::fs::read(bare).unwrap());
    contest.file(&format!("{name}.json"), bytes)
}

#[test]
fn a_sheet_under_a_key_nobody_introduced_does_not_count() {
    let contest = Contest::make();
    drop(contest.signed("E0102", 1));
    let record = |introduction| SigningRecord {
        own: KeyRecord::of(&key(7).public()),
        introduction,
    };
    let bare = forged(&contest, "bare-key", |bytes| {
        signed_anew(bytes, &key(7), |sheet| sheet.key = record(None))
    });
    let own_introduction = forged(&contest, "own-introduction", |bytes| {
        signed_anew(bytes, &key(7), |sheet| {
            sheet.key = certify(&key(8), &sheet.contest, &sheet.expert.id, &key(7).public());
        })
    });
    let borrowed_certificate = forged(&contest, "borrowed", |bytes| {
        let certificate = sheet_in(bytes).key.introduction;
        signed_anew(bytes, &key(7), |sheet| sheet.key = record(certificate))
    });
    let organiser = contest.organiser();
    is_refused(&organiser, &bare, "KEY-UNKNOWN");
    is_refused(&organiser, &own_introduction, "KEY-UNKNOWN");
    let row = organiser.merge_one(&borrowed_certificate);
    assert_eq!(row.verdict, FileVerdict::Rejected, "{row:?}");
}

#[test]
fn marks_changed_and_signed_by_somebody_else_do_not_count() {
    let contest = Contest::make();
    drop(contest.signed("E0102", 1));
    // The key named stays the expert's; the signature under it is missing.
    let forged = forged(&contest, "raised", |bytes| {
        signed_anew(bytes, &key(7), |sheet| {
            sheet.entries[0].marks[0].value = 0;
        })
    });
    let row = contest.organiser().merge_one(&forged);
    assert_eq!(row.verdict, FileVerdict::Rejected, "{row:?}");
}

#[test]
fn an_expert_cannot_sign_for_a_colleague() {
    let contest = Contest::make();
    contest.expert("E0102");
    contest.expert("E0103");
    contest.enrol(&["E0102", "E0103"]);
    let seat = contest.again("E0102");
    seat.mark_everything(1);
    seat.sign();
    let own = seat.save_sheet(&contest.at("own.xlsx"));
    drop(seat);
    // E0102's key is enrolled; under E0103's name it is still E0102's.
    let forged = forged(&contest, "for-a-colleague", |bytes| {
        signed_anew(bytes, &key(7), |sheet| {
            sheet.expert.id = "E0103".parse().unwrap();
        })
    });
    let organiser = contest.organiser();
    assert_eq!(organiser.merge_one(&own).verdict, FileVerdict::Accepted);
    let row = organiser.merge_one(&forged);
    assert_eq!(row.verdict, FileVerdict::Rejected, "{row:?}");
}

#[test]
fn a_workbook_without_its_envelope_asks_for_a_new_export() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    // Copied cell by cell into a new workbook, as people do to fix a column's width.
    let copied = contest.file(
        "copied.xlsx",
        plain_workbook("评分表", ENTRIES_HEAD, &entries()),
    );
    let organiser = contest.organiser();
    let row = is_refused(&organiser, &copied, "NO-ENVELOPE");
    assert_eq!(row.sentences, ["此文件不含签名数据，请专家重新导出。"]);
    assert_eq!((row.who.as_str(), row.expert), ("来源不明", None));
    // The hidden sheet deleted from the real one.
    let bytes = std::fs::read(sheet).unwrap();
    let emptied = with_part_changed(&bytes, "xl/workbook.xml", |xml| {
        xml.replace("_seal", "_gone")
    });
    let emptied = contest.file("emptied.xlsx", emptied);
    is_refused(&organiser, &emptied, "NO-ENVELOPE");
}

#[test]
fn files_that_are_no_sheets_get_one_sentence_each_and_stop_nothing() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    let bytes = std::fs::read(&sheet).unwrap();
    let letter = contest.letter("E0103").file;
    let pack = std::fs::read_dir(contest.at("packs"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let mut files = vec![
        contest.file("empty.xlsx", ""),
        contest.file("text.xlsx", "评分：92"),
        contest.file("half.xlsx", &bytes[..bytes.len() / 2]),
        contest.file("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .xls"),
        contest.file("scan.pdf.xlsx", b"%PDF-1.7 a scan"),
        contest.file("packed.xlsx", b"Rar!\x1a\x07\x01\x00"),
        contest.file("brace.json", "{"),
        contest.file(
            "other.json",
            r#"{"payload":"","payloadType":"text/plain","signatures":[]}"#,
        ),
        letter,
        pack,
    ];
    let organiser = contest.organiser();
    let state = organiser.merge_state();
    for file in &files {
        let row = organiser.merge_one(file);
        assert_eq!(row.verdict, FileVerdict::Rejected, "{row:?}");
        assert_eq!((row.sentences.len(), row.codes.len()), (1, 1), "{row:?}");
    }
    assert_eq!(organiser.merge_state(), state);
    // Among them, the good one still counts.
    files.insert(4, sheet);
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let rows = organiser.merge(&files);
    assert_eq!(
        rows.iter()
            .filter(|row| row.verdict == FileVerdict::Provisional)
            .count(),
        1
    );
    assert_eq!(organiser.ailments(), Vec::<String>::new());
}

#[test]
fn a_file_too_large_to_be_a_sheet_is_not_read() {
    let contest = Contest::make();
    let film = contest.file("film.xlsx", "");
    let file = std::fs::File::options().write(true).open(&film).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    let row = is_refused(&contest.organiser(), &film, "TOO-LARGE");
    assert_eq!(row.sentences.len(), 1);
}

/// What is received is archived: a link on a stick that points to this computer's own files must not bring them along.
#[cfg(unix)]
#[test]
fn a_link_on_a_stick_is_refused_and_nothing_it_points_to_is_read() {
    let contest = Contest::make();
    let secret = contest.file("secret.txt", "PASSPHRASE=demo");
    let stick = contest.at("stick");
    std::fs::create_dir(&stick).unwrap();
    std::os::unix::fs::symlink(&secret, stick.join("E0102.xlsx")).unwrap();
    let organiser = contest.organiser();
    let row = organiser.merge_one(&stick);
    assert_eq!(row.verdict, FileVerdict::Rejected);
    assert!(row.sentences[0].contains("链接"), "{:?}", row.sentences);
    let archive = contest.at("archive.zip");
    organiser.ask(
        "archive_save",
        serde_json::json!({"target": organiser.pick(&archive)}),
    );
    let bytes = std::fs::read(&archive).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for at in 0..zip.len() {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut zip.by_index(at).unwrap(), &mut text).unwrap();
        assert!(!text.windows(10).any(|some| some == b"PASSPHRASE"));
    }
}
