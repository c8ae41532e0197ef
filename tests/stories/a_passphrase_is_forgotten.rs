//! Rescue: request, code by phone, answer by two people, a new passphrase; marks kept, keys not.

use jury_desk::error::ErrorCode;
use jury_desk::wire::merge::FileVerdict;
use jury_desk::wire::start::{OpenDesk, RescueRequested, Role};
use serde_json::{Value, json};

use crate::harness::{Contest, PASSPHRASE, Seat};

const NEW: &str = "另外四个词语";

/// A request of E0102's desk: the code read out by phone.
fn request(contest: &Contest) -> String {
    let seat = Seat::at(&contest.at("experts"));
    let desk = seat.session().offer_desk(&contest.desk("E0102")).unwrap();
    let target = seat.pick(&contest.at("request.juryrescue"));
    let requested: RescueRequested =
        seat.ask_as("rescue_request", json!({"desk": desk, "target": target}));
    requested.code
}

fn answering(contest: &Contest, organiser: &Seat, code: &str) -> Value {
    json!({
        "request": organiser.pick(&contest.at("request.juryrescue")),
        "code": code,
        "supervisor": "supervisor",
        "supervisorPassphrase": PASSPHRASE,
        "target": organiser.pick(&contest.at("answer.juryrescue")),
    })
}

fn apply(contest: &Contest) -> Seat {
    let seat = Seat::at(&contest.at("experts"));
    let desk = seat.session().offer_desk(&contest.desk("E0102")).unwrap();
    let answer = seat.pick(&contest.at("answer.juryrescue"));
    seat.ask(
        "rescue_apply",
        json!({"desk": desk, "answer": answer, "passphrase": NEW}),
    );
    seat
}

#[test]
fn a_forgotten_passphrase_costs_no_mark_and_the_old_sheet_keeps_its_verdict() {
    let contest = Contest::make();
    contest.expert("E0102");
    contest.enrol(&["E0102"]);
    let seat = contest.again("E0102");
    seat.mark_everything(1);
    seat.sign();
    let marks = seat.all_marks();
    let first = seat.save_sheet(&contest.at("first.xlsx"));
    drop(seat);
    assert_eq!(
        contest.organiser().merge_one(&first).verdict,
        FileVerdict::Accepted
    );

    let code = request(&contest);
    let organiser = contest.organiser();
    organiser.ask("rescue_answer", answering(&contest, &organiser, &code));
    // The key is revoked after the sheet that was received.
    assert_eq!(
        organiser.merge_look("01").files[0].verdict,
        FileVerdict::Accepted
    );
    drop(organiser);

    let seat = apply(&contest);
    assert_eq!(seat.all_marks(), marks);
    assert_eq!(seat.ailments(), Vec::<String>::new());
    drop(seat);
    let seat = Seat::at(&contest.at("experts"));
    let desk = seat.session().offer_desk(&contest.desk("E0102")).unwrap();
    let unlock = |passphrase| json!({"desk": desk, "login": null, "passphrase": passphrase});
    assert_eq!(
        seat.refused("desk_unlock", unlock(PASSPHRASE)).code,
        ErrorCode::WrongPassphrase
    );
    seat.ask("desk_unlock", unlock(NEW));

    seat.ask("revision_start", json!({"reason": "口令救援后重新签名"}));
    let signed: jury_desk::wire::expert::SignedSheet =
        seat.ask_as("sheet_sign", json!({"passphrase": NEW}));
    assert_eq!(signed.seq, 2);
    let second = seat.save_sheet(&contest.at("second.xlsx"));
    drop(seat);
    let organiser = contest.organiser();
    let row = organiser.merge_one(&second);
    // The new key has the new introduction and waits for ink again.
    assert_eq!(
        (row.verdict, row.codes),
        (FileVerdict::Provisional, Vec::new())
    );
    let files = organiser.merge_look("01").files;
    let old = files.iter().find(|row| row.seq == Some(1)).unwrap();
    assert_eq!(
        (old.verdict, old.codes.as_slice()),
        (FileVerdict::Superseded, ["STALE".to_owned()].as_slice())
    );
}

#[test]
fn a_sheet_that_comes_under_the_revoked_key_afterwards_does_not_count() {
    let contest = Contest::make();
    let seat = contest.signed("E0102", 1);
    let first = seat.save_sheet(&contest.at("first.xlsx"));
    seat.revise(5);
    let second = seat.save_sheet(&contest.at("second.xlsx"));
    drop(seat);
    contest.organiser().merge_one(&first);
    let code = request(&contest);
    let organiser = contest.organiser();
    organiser.ask("rescue_answer", answering(&contest, &organiser, &code));
    let row = organiser.merge_one(&second);
    assert_eq!(row.verdict, FileVerdict::Rejected, "{row:?}");
    assert!(
        row.codes.contains(&"KEY-REVOKED".to_owned())
            || row.codes.contains(&"KEY-UNKNOWN".to_owned()),
        "{row:?}"
    );
}

#[test]
fn a_rescue_takes_the_right_code_and_a_supervisor() {
    let contest = Contest::make();
    drop(contest.expert("E0102"));
    let code = request(&contest);
    let organiser = contest.organiser();
    let refused = |change: fn(&mut Value)| {
        let mut ask = answering(&contest, &organiser, &code);
        change(&mut ask);
        organiser.refused("rescue_answer", ask).code
    };
    assert_eq!(
        refused(|ask| ask["code"] = json!("0000-0000-0000-0000")),
        ErrorCode::RescueCodeMismatch
    );
    assert_eq!(
        refused(|ask| ask["supervisorPassphrase"] = json!("猜错的口令")),
        ErrorCode::WrongPassphrase
    );
    assert_eq!(
        refused(|ask| ask["supervisor"] = json!("organiser")),
        ErrorCode::NotAllowed
    );
    let mut foreign = answering(&contest, &organiser, &code);
    foreign["request"] = json!(organiser.pick(&contest.at("entries.xlsx")));
    assert_eq!(
        organiser.refused("rescue_answer", foreign).code,
        ErrorCode::RescueForeign
    );
    assert!(!contest.at("answer.juryrescue").exists());
}

#[test]
fn an_answer_for_another_desk_or_of_another_contest_opens_nothing() {
    let (contest, other) = (Contest::make(), Contest::make());
    for contest in [&contest, &other] {
        drop(contest.expert("E0102"));
    }
    request(&contest);
    let code = request(&other);
    let organiser = other.organiser();
    organiser.ask("rescue_answer", answering(&other, &organiser, &code));
    let seat = Seat::at(&contest.at("experts"));
    let desk = seat.session().offer_desk(&contest.desk("E0102")).unwrap();
    let answer = seat.pick(&other.at("answer.juryrescue"));
    let error = seat.refused(
        "rescue_apply",
        json!({"desk": desk, "answer": answer, "passphrase": NEW}),
    );
    assert_eq!(error.code, ErrorCode::RescueForeign);
    drop(seat);
    assert_eq!(
        contest.again("E0102").ailments(),
        Vec::<String>::new(),
        "the old passphrase still opens it"
    );
}

#[test]
fn the_code_in_the_envelope_opens_the_organisers_desk_again() {
    let contest = Contest::make();
    let letters = contest.organiser().ask("dispatch_look", json!({}));
    let seat = Seat::at(&contest.at(""));
    let desk = seat.session().offer_desk(&contest.at("organiser")).unwrap();
    let recover = |code: &str| json!({"desk": desk, "code": code, "passphrase": "另外四个词语"});
    let code = &contest.made.recovery_code;
    let refused = |code: &str| seat.refused("paper_recover", recover(code)).code;
    assert_eq!(refused(&code[1..]), ErrorCode::RecoveryCodeMistyped);
    let other = Contest::make().made.recovery_code;
    assert_eq!(refused(&other), ErrorCode::RecoveryCodeWrong);
    let typed = code.replace('-', " ").to_lowercase();
    let open: OpenDesk = seat.ask_as("paper_recover", recover(&typed));
    assert_eq!(open.role, Role::Organiser);
    assert_eq!(seat.ask("dispatch_look", json!({})), letters);
    seat.ask("desk_lock", json!({}));
    let old = json!({"desk": desk, "login": "organiser", "passphrase": PASSPHRASE});
    assert_eq!(
        seat.refused("desk_unlock", old).code,
        ErrorCode::WrongPassphrase
    );
    let supervisor = json!({"desk": desk, "login": "supervisor", "passphrase": PASSPHRASE});
    seat.ask("desk_unlock", supervisor);
}
