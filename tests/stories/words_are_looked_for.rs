//! Looking for words where no page can be read: entries are found by name, and what could not be looked through is said.
//!
//! With pages to read it is tried through the command line, which brings its own render worker (jury-cli's `searches`).

use jury_desk::error::ErrorCode;
use jury_desk::wire::expert::EntryLook;
use jury_desk::wire::search::{IndexState, OwnKind, SearchAnswer};
use serde_json::{Value, json};

use crate::harness::{Contest, Seat};

#[track_caller]
fn search(seat: &Seat, words: &str, scope: &str, within: Value) -> SearchAnswer {
    seat.ask_as(
        "search",
        json!({"words": words, "scope": scope, "within": within, "most": 50}),
    )
}

#[test]
fn an_entry_is_found_by_its_name_before_any_material_is_here() {
    let contest = Contest::make();
    let seat = contest.open_letter("E0102", &contest.at("one/desk"));
    let first = seat.home().entries.remove(0);
    let answer = search(&seat, &first.title, "all", Value::Null);
    let named: Vec<&str> = answer
        .entries
        .iter()
        .filter(|entry| entry.named)
        .map(|entry| entry.entry.as_str())
        .collect();
    assert!(named.contains(&first.id.as_str()), "{answer:?}");
    assert_eq!(answer.pages, 0);
    assert!(answer.unindexed > 0, "{answer:?}");
    let within = search(&seat, &first.title, "entry", json!(first.id));
    assert_eq!(within.entries.len(), 0, "a name is looked for among all");
    assert!(within.unindexed < answer.unindexed);
}

#[test]
fn indexing_without_a_page_reader_ends_and_is_tried_again() {
    let contest = Contest::make();
    let seat = contest.open_letter("E0102", &contest.at("one/desk"));
    let look: IndexState = seat.ask_as("index_look", json!({}));
    assert_eq!((look.indexed, look.total), (0, 0), "nothing is here yet");
    let packs = seat.pick(&contest.at("packs"));
    seat.ask("pack_add", json!({"packs": [packs], "keep": "copy"}));
    let built: IndexState = seat.ask_as("index_build", json!({}));
    assert!(built.total > 0 && built.indexed < built.total, "{built:?}");
    assert!(!built.building);
    assert_eq!(seat.ask_as::<IndexState>("index_look", json!({})), built);
}

#[test]
fn what_is_not_in_the_letter_is_not_looked_through() {
    let contest = Contest::make();
    let seat = contest.open_letter("E0102", &contest.at("one/desk"));
    for scope in ["entry", "material"] {
        let ask = json!({"words": "数据", "scope": scope, "within": "00-000", "most": 50});
        assert_eq!(seat.refused("search", ask).code, ErrorCode::BadRequest);
    }
    let nothing = search(&seat, " ，。 ", "all", Value::Null);
    assert_eq!((nothing.entries.len(), nothing.words.len()), (0, 0));
}

/// Notes something on the first material of the first entry, and says something of the entry.
fn write_something(seat: &Seat) -> (String, String) {
    let entry = seat.home().entries.remove(0).id;
    let look: EntryLook = seat.ask_as("entry_look", json!({ "entry": entry }));
    let material = look.materials.first().unwrap().id.clone();
    seat.ask(
        "note_put",
        json!({
            "id": null, "entry": entry, "material": material, "page": 13,
            "boxes": [{"left": 1200, "top": 2000, "right": 8800, "bottom": 2180}], "filmMs": null,
            "quote": "年节约成本 320 万元", "text": "鼎彝存疑", "attached": false, "criterion": null,
        }),
    );
    seat.ask(
        "comment_put",
        json!({"entry": entry, "text": "鼎彝之说有第三方佐证。"}),
    );
    seat.ask(
        "chair_note_put",
        json!({"entry": entry, "text": "鼎彝一事请合议。"}),
    );
    (entry, material)
}

#[test]
fn my_comments_and_notes_are_found_with_their_places() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let (entry, material) = write_something(&seat);
    let answer = search(&seat, "鼎彝", "all", Value::Null);
    let kinds: Vec<OwnKind> = answer.own.iter().map(|one| one.kind).collect();
    assert_eq!(
        kinds,
        [OwnKind::Comment, OwnKind::ToChair, OwnKind::Note],
        "{answer:?}"
    );
    assert_eq!((answer.own_count, answer.pages), (3, 0));
    let note = &answer.own[2];
    assert_eq!((note.entry.as_str(), note.page), (entry.as_str(), Some(13)));
    assert_eq!(note.material.as_deref(), Some(material.as_str()));
    assert_eq!(note.boxes.len(), 1);
    let quoted = search(&seat, "节约成本", "material", json!(material));
    assert_eq!(
        (quoted.own.len(), quoted.own[0].kind),
        (1, OwnKind::Note),
        "what a note quotes is found too: {quoted:?}"
    );
    let across = search(&seat, "存疑年节约", "all", Value::Null);
    assert_eq!(across.own_count, 0, "a note and its quote are two texts");
    let of_material = search(&seat, "鼎彝", "material", json!(material));
    assert_eq!(
        of_material.own_count, 1,
        "what is said of the entry as a whole is not of one material"
    );
    let second = seat.home().entries.remove(1).id;
    let elsewhere = search(&seat, "鼎彝", "entry", json!(second));
    assert_eq!(elsewhere.own_count, 0);
}

#[test]
fn what_an_expert_wrote_is_found_by_nobody_else() {
    let contest = Contest::make();
    let (one, other) = (contest.expert("E0102"), contest.expert("E0103"));
    write_something(&one);
    let answer = search(&other, "鼎彝", "all", Value::Null);
    assert_eq!((answer.own_count, answer.entries.len()), (0, 0));
    let ask = json!({"words": "鼎彝", "scope": "all", "within": null, "most": 50});
    let refused = contest.organiser().refused("search", ask.clone());
    assert_eq!(refused.code, ErrorCode::NotAllowed);
    let refused = contest.supervisor().refused("search", ask);
    assert_eq!(refused.code, ErrorCode::NotAllowed);
}
