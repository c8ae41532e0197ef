//! Looking for words where no page can be read: entries are found by name, and what could not be looked through is said.
//!
//! With pages to read it is tried through the command line, which brings its own render worker (jury-cli's `searches`).

use jury_desk::error::ErrorCode;
use jury_desk::wire::search::{IndexState, SearchAnswer};
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
