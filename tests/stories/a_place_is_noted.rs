//! Notes as evidence: places of a dossier noted, attached, and what of them travels in the signed sheet.

use jury_desk::error::ErrorCode;
use jury_desk::wire::expert::{EntryLook, MaterialKind};
use jury_desk::wire::notes::{Note, Notes, Remarks};
use jury_seal::Envelope;
use jury_seal::document::sheet::{Sheet, SheetEntry};
use serde_json::{Value, json};

use crate::harness::{Contest, PASSPHRASE, Seat};

const ENTRY: &str = "01-001";
const OTHER: &str = "01-002";

#[track_caller]
fn material(seat: &Seat, entry: &str) -> String {
    let look: EntryLook = seat.ask_as("entry_look", json!({ "entry": entry }));
    let mut materials = look.materials.into_iter();
    materials
        .find(|one| one.kind == MaterialKind::ApplicationForm)
        .unwrap()
        .id
}

/// A note on words of page 14, private unless told otherwise.
fn words(seat: &Seat, entry: &str) -> Value {
    json!({
        "id": null, "entry": entry, "material": material(seat, entry), "page": 13,
        "boxes": [
            {"left": 1200, "top": 2000, "right": 8800, "bottom": 2180},
            {"left": 1000, "top": 2200, "right": 4000, "bottom": 2380},
        ],
        "filmMs": null, "quote": "年节约成本 320 万元", "text": "附件二可佐证", "attached": false, "criterion": null,
    })
}

/// The same with some fields set otherwise.
fn with(mut note: Value, changes: Value) -> Value {
    let Value::Object(changes) = changes else {
        panic!("changes are an object");
    };
    note.as_object_mut().unwrap().extend(changes);
    note
}

#[track_caller]
fn put(seat: &Seat, note: Value) -> Vec<Note> {
    seat.ask_as::<Notes>("note_put", note).notes
}

#[track_caller]
fn notes(seat: &Seat, entry: &str) -> Notes {
    seat.ask_as("notes_look", json!({ "entry": entry }))
}

/// The lines of the sheet signed last.
#[track_caller]
fn lines(contest: &Contest, seat: &Seat) -> Vec<SheetEntry> {
    let file = seat.save_sheet(&contest.at("signed.sheet.json"));
    let envelope = Envelope::parse(&std::fs::read(file).unwrap()).unwrap();
    let sheet: Sheet = jury_seal::canon::from_bytes(&envelope.payload).unwrap();
    sheet.entries
}

fn line<'l>(lines: &'l [SheetEntry], entry: &str) -> &'l SheetEntry {
    let mut all = lines.iter();
    all.find(|line| line.id.as_str() == entry).unwrap()
}

#[test]
fn an_attached_note_travels_in_the_sheet_and_a_private_one_does_not() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    put(
        &seat,
        with(words(&seat, ENTRY), json!({"text": "仅自己看"})),
    );
    let criterion = with(
        words(&seat, ENTRY),
        json!({"attached": true, "criterion": "A1"}),
    );
    put(&seat, criterion);
    let film = json!({"page": null, "boxes": [], "filmMs": 151_000, "quote": "", "attached": true});
    put(&seat, with(words(&seat, OTHER), film));
    seat.ask(
        "chair_note_put",
        json!({"entry": OTHER, "text": "请合议时关注"}),
    );
    seat.sign();

    let lines = lines(&contest, &seat);
    let [evidence] = line(&lines, ENTRY).evidence.as_slice() else {
        panic!("one note is attached: {lines:?}");
    };
    assert_eq!(
        evidence.criterion.as_ref().map(|id| id.as_str()),
        Some("A1")
    );
    assert_eq!((evidence.page, evidence.film_ms), (Some(14), None));
    assert_eq!(
        evidence.area,
        Some([1000, 2000, 8800, 2380]),
        "the box around both lines"
    );
    assert_eq!(
        (evidence.quote.as_str(), evidence.text.as_str()),
        ("年节约成本 320 万元", "附件二可佐证")
    );
    let other = line(&lines, OTHER);
    assert_eq!(
        (
            other.evidence[0].film_ms,
            other.evidence[0].page,
            &other.evidence[0].criterion
        ),
        (Some(151_000), None, &None)
    );
    assert_eq!(other.to_chair, "请合议时关注");
    assert!(!format!("{lines:?}").contains("仅自己看"));
}

#[test]
fn a_note_made_private_again_stays_at_home() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    let noted = put(
        &seat,
        with(
            words(&seat, ENTRY),
            json!({"attached": true, "criterion": "A1"}),
        ),
    );
    let back: Notes = seat.ask_as(
        "note_attach",
        json!({"id": noted[0].id, "attached": false, "criterion": "A1"}),
    );
    assert_eq!(
        (back.notes[0].attached, &back.notes[0].criterion),
        (false, &None)
    );
    seat.sign();
    assert!(line(&lines(&contest, &seat), ENTRY).evidence.is_empty());
}

#[test]
fn after_signing_attached_notes_are_locked_and_private_ones_are_not() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    put(&seat, words(&seat, ENTRY));
    let all = put(
        &seat,
        with(words(&seat, ENTRY), json!({"page": 20, "attached": true})),
    );
    let (private, attached) = (&all[0].id, &all[1].id);
    seat.sign();
    assert!(notes(&seat, ENTRY).read_only);

    let refused = [
        ("note_remove", json!({"id": attached})),
        (
            "note_attach",
            json!({"id": attached, "attached": false, "criterion": null}),
        ),
        (
            "note_attach",
            json!({"id": private, "attached": true, "criterion": null}),
        ),
        (
            "note_put",
            with(words(&seat, ENTRY), json!({"id": attached, "text": "改"})),
        ),
        (
            "note_put",
            with(words(&seat, ENTRY), json!({"attached": true})),
        ),
    ];
    for (name, request) in refused {
        assert_eq!(
            seat.refused(name, request).code,
            ErrorCode::SheetSigned,
            "{name}"
        );
    }
    let changed = put(
        &seat,
        with(words(&seat, ENTRY), json!({"id": private, "text": "改"})),
    );
    assert_eq!(changed[0].text, "改");
    seat.ask("note_remove", json!({"id": private}));
    assert_eq!(notes(&seat, ENTRY).notes.len(), 1);

    seat.ask("revision_start", json!({"reason": "补充依据"}));
    seat.ask("note_remove", json!({"id": attached}));
    seat.sign();
    assert!(line(&lines(&contest, &seat), ENTRY).evidence.is_empty());
}

#[test]
fn who_recuses_sends_no_evidence() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    put(&seat, with(words(&seat, ENTRY), json!({"attached": true})));
    seat.ask("recusal_put", json!({"entry": ENTRY, "reason": "曾任顾问"}));
    seat.mark_everything(1);
    seat.sign();
    assert!(line(&lines(&contest, &seat), ENTRY).evidence.is_empty());
    assert_eq!(notes(&seat, ENTRY).notes.len(), 1, "it stays at home");
}

#[test]
fn notes_are_there_again_after_a_restart_in_reading_order() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    put(&seat, with(words(&seat, ENTRY), json!({"page": 20})));
    put(&seat, words(&seat, ENTRY));
    let before = notes(&seat, ENTRY);
    assert_eq!(
        before
            .notes
            .iter()
            .map(|note| note.page)
            .collect::<Vec<_>>(),
        [Some(13), Some(20)]
    );
    assert_eq!(before.notes[0].boxes.len(), 2);
    assert!(before.notes[0].material_name.is_some());
    drop(seat);
    assert_eq!(notes(&contest.again("E0102"), ENTRY), before);
    assert!(notes(&contest.again("E0102"), OTHER).notes.is_empty());
}

#[test]
fn a_place_outside_the_dossier_is_refused_in_words() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let foreign = material(&seat, OTHER);
    let outside = json!([{"left": 10, "top": 10, "right": 10_001, "bottom": 20}]);
    for spoilt in [
        json!({ "material": foreign }),
        json!({ "boxes": outside }),
        json!({"page": null}),
        json!({"filmMs": 5}),
    ] {
        let error = seat.refused("note_put", with(words(&seat, ENTRY), spoilt));
        assert_eq!(error.code, ErrorCode::UnknownNotePlace);
    }
    let long = json!({"quote": "字".repeat(501)});
    let error = seat.refused("note_put", with(words(&seat, ENTRY), long));
    assert_eq!(error.code, ErrorCode::TextTooLong);
    let strange = json!({"attached": true, "criterion": "Z9"});
    let error = seat.refused("note_put", with(words(&seat, ENTRY), strange));
    assert_eq!(error.code, ErrorCode::UnknownCriterion);
    let error = seat.refused("note_remove", json!({"id": "nothing"}));
    assert_eq!(error.code, ErrorCode::UnknownNote);
    assert!(notes(&seat, ENTRY).notes.is_empty());
}

#[test]
fn a_sheet_takes_a_hundred_places_an_entry_and_no_more() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let attached = |page: u32| with(words(&seat, ENTRY), json!({"page": page, "attached": true}));
    for page in 0..100 {
        put(&seat, attached(page));
    }
    let error = seat.refused("note_put", attached(100));
    assert_eq!(error.code, ErrorCode::EvidenceTooMuch);
    put(&seat, with(attached(100), json!({"attached": false})));
    seat.mark_everything(1);
    seat.ask("sheet_sign", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(line(&lines(&contest, &seat), ENTRY).evidence.len(), 100);
}

#[test]
fn a_workbook_with_evidence_is_merged_like_any_other() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    put(
        &seat,
        with(
            words(&seat, ENTRY),
            json!({"attached": true, "criterion": "A1"}),
        ),
    );
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("sheet.xlsx"));
    let row = contest.organiser().merge_one(&sheet);
    assert!(
        row.codes.iter().all(|code| code != "XLSX-MISMATCH"),
        "{row:?}"
    );
}

#[test]
fn those_who_merge_read_what_was_attached_and_told_and_nothing_private() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    put(
        &seat,
        with(words(&seat, ENTRY), json!({"text": "仅自己看"})),
    );
    put(
        &seat,
        with(
            words(&seat, ENTRY),
            json!({"page": 20, "attached": true, "criterion": "A1"}),
        ),
    );
    seat.ask(
        "chair_note_put",
        json!({"entry": ENTRY, "text": "请合议时关注"}),
    );
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("sheet.xlsx"));
    drop(seat);
    let organiser = contest.organiser();
    let none: Remarks = organiser.ask_as("remarks_look", json!({ "entry": ENTRY }));
    assert!(none.remarks.is_empty());
    organiser.merge_one(&sheet);
    let said: Remarks = organiser.ask_as("remarks_look", json!({ "entry": ENTRY }));
    let [remark] = said.remarks.as_slice() else {
        panic!("one expert said something: {said:?}");
    };
    assert_eq!(remark.to_chair, "请合议时关注");
    let [place] = remark.evidence.as_slice() else {
        panic!("one place is attached: {remark:?}");
    };
    assert_eq!(
        (place.criterion.as_deref(), place.place.as_str()),
        (Some("A1"), "第 21 页")
    );
    assert!(!place.material.is_empty());
    assert!(!format!("{said:?}").contains("仅自己看"));
    let quiet: Remarks = organiser.ask_as("remarks_look", json!({ "entry": OTHER }));
    assert!(quiet.remarks.is_empty());
}
