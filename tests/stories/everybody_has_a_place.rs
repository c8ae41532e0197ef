//! Who may ask what: every operation refused to everybody the table does not name.

use jury_desk::error::ErrorCode;
use jury_desk::table::OPERATIONS;
use jury_desk::wire::start::Role;
use serde_json::{Value, json};

use crate::harness::{Contest, Seat};

/// What a supervisor may ask that is not a look. Each leaves sheets and marks alone.
const SUPERVISOR_ACTS: &[&str] = &[
    "paper_confirm",
    // A second pair of eyes on a paper: what is typed counts only once both logins have signed it.
    "transcript_put",
    "transcript_compare",
    "transcript_sign",
    "transcript_save",
    // Its only trace is the line in the log that says it was looked at.
    "advisory_look",
    "results_save",
    "minutes_save",
    "audit_save",
    "templates_write",
    "sheet_extract",
    "desk_lock",
    "desk_unlock",
    "letter_open",
    "rescue_request",
    "rescue_apply",
    "paper_recover",
    "contest_new",
    "settings_put",
    "backup_save",
    "backup_later",
    "backup_restore",
    "desk_mend",
];
/// What asks nothing of a desk's content, or only reads.
const LOOKS: &[&str] = &[
    "start_look",
    "merge_look",
    "results_look",
    "result_explain",
    "remarks_look",
    "sheet_look",
    "rereview_look",
    "transcript_look",
    "organiser_home",
    "entries_look",
    "experts_look",
    // A dossier: the place where one stopped is kept for everybody but the supervisor.
    "dossier_look",
    "material_look",
    "page_text",
    "page_links",
    "outline_look",
    "reading_place_put",
    "dispatch_look",
    "audit_look",
    "round_look",
    // Chooses what is looked at, for as long as the desk is open.
    "round_choose",
    "rule_look",
    "rule_preview",
    "deliberation_look",
    "finalise_look",
    "awards_look",
    "recommendation_look",
    "notices_look",
    "papers_look",
    "doctor",
    "settings_look",
    "backup_look",
    "backup_inspect",
    "pack_inspect",
    "sheet_verify",
    "contest_check",
    "size",
    "total",
    "tally",
];

#[track_caller]
fn refuses_all_others(seat: &Seat, role: Role) {
    for (name, who) in OPERATIONS
        .iter()
        .filter(|(_, who)| !who.includes(Some(role)))
    {
        // The role is looked at before the request is.
        let error = seat.refused(name, json!({"no": "request"}));
        assert_eq!(
            error.code,
            ErrorCode::NotAllowed,
            "{role:?} asked {name} of {who:?}"
        );
    }
}

#[test]
fn nobody_does_anything_before_signing_in() {
    let contest = Contest::make();
    let seat = Seat::at(&contest.at(""));
    for (name, _) in OPERATIONS.iter().filter(|(_, who)| !who.includes(None)) {
        assert_eq!(
            seat.refused(name, json!({})).code,
            ErrorCode::NotSignedIn,
            "{name}"
        );
    }
    assert_eq!(
        seat.refused("marks_delete", json!({})).code,
        ErrorCode::UnknownOperation
    );
}

#[test]
fn everybody_signed_in_is_refused_what_is_not_theirs() {
    let contest = Contest::make();
    refuses_all_others(&contest.organiser(), Role::Organiser);
    refuses_all_others(&contest.supervisor(), Role::Supervisor);
    refuses_all_others(&contest.expert("E0102"), Role::Expert);
    refuses_all_others(&contest.expert("E0101"), Role::Chair);
}

#[test]
fn a_supervisor_looks_confirms_and_writes_nothing_else() {
    for (name, who) in OPERATIONS
        .iter()
        .filter(|(_, who)| who.includes(Some(Role::Supervisor)))
    {
        assert!(
            LOOKS.contains(name) || SUPERVISOR_ACTS.contains(name),
            "{name} ({who:?}) is new to the supervisor: look at what it writes"
        );
    }
}

#[test]
fn an_organiser_cannot_ask_for_a_mark_to_be_changed() {
    let contest = Contest::make();
    let organiser = contest.organiser();
    for name in [
        "mark_put",
        "marks_put",
        "comment_put",
        "gate_put",
        "recusal_put",
        "material_missing_put",
        "sheet_sign",
        "revision_start",
    ] {
        assert_eq!(
            organiser.refused(name, json!({})).code,
            ErrorCode::NotAllowed,
            "{name}"
        );
    }
}

#[test]
fn locking_forgets_the_desk_and_a_second_window_waits_for_it() {
    let contest = Contest::make();
    let organiser = contest.organiser();
    let second = Seat::at(&contest.at(""));
    let desk = second
        .session()
        .offer_desk(&contest.at("organiser"))
        .unwrap();
    let unlock = json!({"desk": desk, "login": null, "passphrase": crate::harness::PASSPHRASE});
    assert_eq!(
        second.refused("desk_unlock", unlock.clone()).code,
        ErrorCode::DeskInUse
    );
    organiser.ask("desk_lock", json!({}));
    assert_eq!(
        organiser.refused("organiser_home", json!({})).code,
        ErrorCode::NotSignedIn
    );
    second.ask("desk_unlock", unlock);
}

#[test]
fn a_role_written_into_the_key_file_gives_nobody_that_role() {
    let contest = Contest::make();
    let file = contest.at("organiser/desk.keys");
    let as_made: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let refused = |login: &str, change: &dyn Fn(&mut Value)| {
        let mut keys = as_made.clone();
        let mut logins = keys["logins"].as_array_mut().unwrap().iter_mut();
        change(logins.find(|one| one["id"] == login).unwrap());
        std::fs::write(&file, jury_seal::canon::to_bytes(&keys).unwrap()).unwrap();
        let seat = Seat::at(&contest.at(""));
        let desk = seat.session().offer_desk(&contest.at("organiser")).unwrap();
        let unlock =
            json!({"desk": desk, "login": login, "passphrase": crate::harness::PASSPHRASE});
        seat.refused("desk_unlock", unlock).code
    };
    let supervises = |login: &mut Value| login["role"] = json!("supervisor");
    assert_eq!(refused("organiser", &supervises), ErrorCode::DeskDamaged);
    let without_keys = |login: &mut Value| {
        supervises(login);
        login["organiser"] = Value::Null;
    };
    assert_eq!(refused("organiser", &without_keys), ErrorCode::DeskDamaged);
    let renamed = |login: &mut Value| login["name"] = json!("周明岳");
    assert_eq!(refused("supervisor", &renamed), ErrorCode::DeskDamaged);
    let organises = |login: &mut Value| login["role"] = json!("organiser");
    assert_eq!(refused("supervisor", &organises), ErrorCode::DeskDamaged);
}
