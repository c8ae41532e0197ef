//! Letters: codes, strangers, replacements, and files that are no letters.

use std::path::Path;

use jury_desk::error::ErrorCode;
use jury_desk::wire::letters::{ChangeKind, LetterChanges};
use jury_desk::wire::start::LetterOpened;
use jury_testkit::bytes::noise;
use serde_json::json;

use crate::harness::{Contest, PASSPHRASE, Seat};

#[track_caller]
fn refused_without_a_trace(
    contest: &Contest,
    letter: &Path,
    code: &str,
    passphrase: &str,
) -> ErrorCode {
    let folder = contest.at("nowhere");
    let seat = Seat::at(&folder);
    let request = json!({"letter": seat.pick(letter), "code": code, "passphrase": passphrase});
    let error = seat.refused("letter_open", request);
    assert!(
        !folder.exists() || std::fs::read_dir(&folder).unwrap().next().is_none(),
        "{error} left a desk behind"
    );
    error.code
}

#[test]
fn a_wrong_code_a_mistyped_code_and_a_short_passphrase_are_told_apart() {
    let contest = Contest::make();
    let (own, other) = (contest.letter("E0102"), contest.letter("E0103"));
    let refused = |code: &str| refused_without_a_trace(&contest, &own.file, code, PASSPHRASE);
    assert_eq!(refused(&other.code), ErrorCode::LetterWrongCode);
    let mistyped = format!(
        "{}{}",
        &own.code[..own.code.len() - 1],
        if own.code.ends_with('0') { '1' } else { '0' }
    );
    assert_eq!(refused(&mistyped), ErrorCode::OpeningCodeMistyped);
    assert_eq!(refused("1234"), ErrorCode::OpeningCodeMistyped);
    assert_eq!(refused(""), ErrorCode::OpeningCodeMistyped);
    let short = refused_without_a_trace(&contest, &own.file, &own.code, "abc");
    assert_eq!(short, ErrorCode::WeakPassphrase);
}

#[test]
fn a_code_may_be_typed_with_or_without_spaces() {
    let contest = Contest::make();
    let letter = contest.letter("E0102");
    let seat = Seat::at(&contest.at("experts"));
    let code: String = letter.code.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(code.len(), 16);
    seat.ask(
        "letter_open",
        json!({"letter": seat.pick(&letter.file), "code": code, "passphrase": PASSPHRASE}),
    );
}

#[test]
fn a_truncated_or_spoilt_letter_gets_one_sentence_and_leaves_no_desk() {
    let contest = Contest::make();
    let letter = contest.letter("E0102");
    let bytes = std::fs::read(&letter.file).unwrap();
    // The first of them is empty.
    let mut spoilt: Vec<Vec<u8>> = (0..12)
        .map(|twelfth| bytes[..bytes.len() * twelfth / 12].to_vec())
        .collect();
    for twelfth in 0..12 {
        let mut changed = bytes.clone();
        changed[bytes.len() * twelfth / 12] ^= 0x11;
        spoilt.push(changed);
    }
    spoilt.push(bytes[..bytes.len() - 1].to_vec());
    for (number, bytes) in spoilt.into_iter().enumerate() {
        let file = contest.file(&format!("spoilt-{number}.jurytask"), bytes);
        let code = refused_without_a_trace(&contest, &file, &letter.code, PASSPHRASE);
        let sayable = [
            ErrorCode::LetterForeign,
            ErrorCode::LetterDamaged,
            ErrorCode::LetterWrongCode,
            ErrorCode::LetterHostile,
        ];
        assert!(sayable.contains(&code), "{number}: {code:?}");
    }
}

#[test]
fn a_file_that_is_no_letter_is_called_one_that_is_not() {
    let contest = Contest::make();
    let code = contest.letter("E0102").code;
    let pack = std::fs::read_dir(contest.at("packs"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let files = [
        pack,
        contest.at("entries.xlsx"),
        contest.file("noise.jurytask", noise(1, 4_000)),
    ];
    for file in files {
        let found = refused_without_a_trace(&contest, &file, &code, PASSPHRASE);
        assert_eq!(found, ErrorCode::LetterForeign, "{}", file.display());
    }
}

#[test]
fn a_letter_that_asks_for_hours_of_work_is_refused_at_once() {
    let contest = Contest::make();
    let letter = contest.letter("E0102");
    let bytes = std::fs::read(&letter.file).unwrap();
    // The second line of an age file: `-> scrypt SALT log2N`.
    let header = bytes.split(|byte| *byte == b'\n').nth(1).unwrap();
    let line = std::str::from_utf8(header).unwrap();
    let (start, _) = line.rsplit_once(' ').unwrap();
    assert!(start.starts_with("-> scrypt "), "{line}");
    let position = bytes
        .windows(header.len())
        .position(|window| window == header)
        .unwrap();
    let hostile = [
        &bytes[..position],
        format!("{start} 30").as_bytes(),
        &bytes[position + header.len()..],
    ]
    .concat();
    let file = contest.file("hostile.jurytask", hostile);
    assert_eq!(
        refused_without_a_trace(&contest, &file, &letter.code, PASSPHRASE),
        ErrorCode::LetterHostile
    );
}

#[test]
fn a_strangers_letter_is_refused_on_a_desk_that_knows_its_contest() {
    let (contest, stranger) = (Contest::make(), Contest::make());
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    let before = seat.home();
    drop(seat);

    let seat = Seat::at(&contest.at("experts"));
    seat.session().make_desks_at(&contest.desk("E0102"));
    let error = seat.refused("letter_open", stranger.opening(&seat, "E0102"));
    assert_eq!(error.code, ErrorCode::LetterStranger);
    drop(seat);
    let again = contest.again("E0102");
    assert_eq!(again.home(), before);
    assert_eq!(again.ailments(), Vec::<String>::new());
}

#[test]
fn a_colleagues_letter_is_refused_on_ones_own_desk() {
    let contest = Contest::make();
    let before = contest.expert("E0102").home();
    let seat = Seat::at(&contest.at("experts"));
    seat.session().make_desks_at(&contest.desk("E0102"));
    let error = seat.refused("letter_open", contest.opening(&seat, "E0103"));
    assert_eq!(error.code, ErrorCode::LetterOtherExpert);
    assert!(error.sentence.contains("罗致远"), "{error}");
    drop(seat);
    assert_eq!(contest.again("E0102").home(), before);
}

#[test]
fn a_replaced_letter_keeps_marks_and_an_older_one_is_refused() {
    let mut contest = Contest::make();
    let old = contest.letter("E0102");
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    let marks = seat.all_marks();
    drop(seat);
    let organiser = contest.organiser();
    contest.issue(&organiser, &["E0102"]);
    drop(organiser);

    let seat = Seat::at(&contest.at("experts"));
    seat.session().make_desks_at(&contest.desk("E0102"));
    let opened: LetterOpened = seat.ask_as("letter_open", contest.opening(&seat, "E0102"));
    assert!(
        opened.replaced && opened.changes.is_empty(),
        "{:?}",
        opened.changes
    );
    assert_eq!(seat.all_marks(), marks);

    seat.session().make_desks_at(&contest.desk("E0102"));
    let older = json!({"letter": seat.pick(&old.file), "code": old.code, "passphrase": PASSPHRASE});
    let error = seat.refused("letter_open", older);
    assert_eq!(error.code, ErrorCode::LetterOlder);
    assert!(
        error.sentence.contains("第 1 号") && error.sentence.contains("第 2 号"),
        "{error}"
    );

    seat.session().make_desks_at(&contest.desk("E0102"));
    let same: LetterOpened = seat.ask_as("letter_open", contest.opening(&seat, "E0102"));
    assert!(
        same.replaced && same.changes.is_empty(),
        "opening the same letter again changes nothing"
    );
    assert_eq!(seat.all_marks(), marks);
}

#[test]
fn what_a_newer_letter_changed_stands_until_it_is_read_and_is_found_later() {
    let mut contest = Contest::make();
    let first = contest.expert("E0102");
    let look = |seat: &Seat| -> LetterChanges { seat.ask_as("letter_changes", json!({})) };
    let none = look(&first);
    assert!(none.read && none.steps.is_empty(), "{none:?}");
    drop(first);
    let organiser = contest.organiser();
    contest.issue_until(&organiser, &["E0102"], "2025-06-14T12:00:00+08:00");
    drop(organiser);
    let seat = contest.open_letter("E0102", &contest.desk("E0102"));
    let unread = look(&seat);
    assert!(!unread.read, "{unread:?}");
    let [step] = unread.steps.as_slice() else {
        panic!("{unread:?}");
    };
    assert_eq!((step.no, step.replaces, step.rows.len()), (2, 1, 1));
    assert_eq!(step.rows[0].kind, ChangeKind::Deadline);
    assert_eq!(
        step.rows[0].text,
        "评分截止由 2025-06-12 18:00 改为 2025-06-14 12:00"
    );
    drop(seat);
    let seat = contest.again("E0102");
    assert!(!look(&seat).read, "signing in is not reading");
    let read: LetterChanges = seat.ask_as("letter_changes_read", json!({}));
    assert!(read.read);
    drop(seat);
    let later = look(&contest.again("E0102"));
    assert!(later.read && later.steps == unread.steps, "{later:?}");
}

#[test]
fn a_sheet_under_a_replaced_letter_still_counts() {
    let mut contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    let organiser = contest.organiser();
    contest.issue(&organiser, &["E0102"]);
    assert_eq!(organiser.merge_one(&sheet).codes, Vec::<String>::new());
}

#[test]
fn renewing_a_letter_takes_the_desks_own_passphrase() {
    let mut contest = Contest::make();
    drop(contest.expert("E0102"));
    let organiser = contest.organiser();
    contest.issue(&organiser, &["E0102"]);
    drop(organiser);
    let letter = contest.letter("E0102");
    let seat = Seat::at(&contest.at("experts"));
    seat.session().make_desks_at(&contest.desk("E0102"));
    let request =
        json!({"letter": seat.pick(&letter.file), "code": letter.code, "passphrase": "猜错的口令"});
    assert_eq!(
        seat.refused("letter_open", request).code,
        ErrorCode::WrongPassphrase
    );
}

#[test]
fn a_wrong_passphrase_and_an_unknown_login_open_nothing() {
    let contest = Contest::make();
    let seat = Seat::at(&contest.at(""));
    let desk = seat.session().offer_desk(&contest.at("organiser")).unwrap();
    let unlock = |login: Option<&str>, passphrase: &str| json!({"desk": desk, "login": login, "passphrase": passphrase});
    assert_eq!(
        seat.refused("desk_unlock", unlock(None, "猜错的口令")).code,
        ErrorCode::WrongPassphrase
    );
    assert_eq!(
        seat.refused("desk_unlock", unlock(None, "")).code,
        ErrorCode::WeakPassphrase
    );
    assert_eq!(
        seat.refused("desk_unlock", unlock(Some("clerk"), PASSPHRASE))
            .code,
        ErrorCode::UnknownLogin
    );
    assert_eq!(
        seat.refused("organiser_home", json!({})).code,
        ErrorCode::NotSignedIn
    );
    seat.ask("desk_unlock", unlock(Some("supervisor"), PASSPHRASE));
}

#[test]
fn a_signature_asks_for_the_passphrase_again() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    let error = seat.refused("sheet_sign", json!({"passphrase": "猜错的口令"}));
    assert_eq!(error.code, ErrorCode::WrongPassphrase);
    assert_eq!(seat.home().signed, None);
}
