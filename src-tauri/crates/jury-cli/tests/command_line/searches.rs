//! `search`: words in the PDFs of a demo desk, read by the render worker.

use serde_json::Value;

use crate::demo::demo;
use crate::program::{jury, jury_json, text};

/// Texts of the pages found, as pieces that are the words and pieces that are not.
fn hits(answer: &Value) -> Vec<Value> {
    let entries = answer["entries"].as_array().unwrap();
    let hits = entries
        .iter()
        .flat_map(|entry| entry["hits"].as_array().unwrap());
    hits.cloned().collect()
}

#[test]
fn words_are_found_in_the_dossiers_of_an_expert() {
    let demo = demo();
    let work = tempfile::tempdir().unwrap();
    let expert = demo.made["experts"][0]["id"].as_str().unwrap();
    let desk = demo.copy(&format!("experts/{expert}"), work.path());
    let search = |words: &[&str]| {
        let mut arguments = vec!["search", "--desk", text(&desk)];
        arguments.extend(words);
        jury_json(&arguments).expect(0).json()
    };
    let answer = search(&["数据"]);
    assert_eq!(answer["unindexed"], 0, "{answer}");
    assert_eq!(answer["words"][0], "数据");
    let found = hits(&answer);
    assert!(!found.is_empty(), "{answer}");
    for hit in &found {
        let pieces = hit["context"].as_array().unwrap();
        let marked: Vec<&Value> = pieces.iter().filter(|one| one["found"] == true).collect();
        assert!(!marked.is_empty(), "{hit}");
        assert!(marked.iter().all(|one| {
            let bare: String = one["text"].as_str().unwrap().split_whitespace().collect();
            bare == "数据"
        }));
    }

    let entry = answer["entries"][0]["entry"].as_str().unwrap();
    let within = search(&["--entry", entry, "数据", "要素"]);
    assert_eq!(within["entries"].as_array().unwrap().len(), 1, "{within}");
    assert!(within["pages"].as_u64() <= answer["entries"][0]["pages"].as_u64());

    let nothing = search(&["鼎彝簠簋"]);
    assert_eq!(nothing["pages"], 0);
    assert_eq!(hits(&nothing), Vec::<Value>::new());

    let said = jury(&["search", "--desk", text(&desk), "数据"]).expect(0);
    assert!(said.out.contains("【数据】"), "{said:?}");
    assert!(
        !said.err.contains("索引"),
        "what is in the index is not read again: {said:?}"
    );
}

#[test]
fn an_organiser_has_no_dossiers_to_search_and_an_unknown_entry_is_refused() {
    let demo = demo();
    let work = tempfile::tempdir().unwrap();
    let organiser = demo.copy("organiser", work.path());
    let refused = jury_json(&["search", "--desk", text(&organiser), "数据"]);
    assert_eq!(refused.refusal(), "notAllowed");
    let expert = demo.made["experts"][0]["id"].as_str().unwrap();
    let desk = demo.copy(&format!("experts/{expert}"), work.path());
    let unknown = jury_json(&["search", "--desk", text(&desk), "--entry", "99-999", "数据"]);
    assert_eq!(unknown.refusal(), "badRequest");
}
