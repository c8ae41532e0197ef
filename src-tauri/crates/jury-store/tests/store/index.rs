//! The search index: two-character words, broken lines, mixed scripts; and its being disposable.

use std::fs;

use jury_store::{Desk, Hit};
use proptest::prelude::*;

use crate::support::{Bench, a_desk, key};

fn with_pages() -> Bench {
    let bench = a_desk();
    let index = bench.desk.index();
    index
        .index_page("m1", 1, "数据要素市场化配置，数据 Hub 平台ＡＩ技术")
        .unwrap();
    index
        .index_page("m1", 2, "医疗\n健康 𠮷野家 Open Data 2026年")
        .unwrap();
    index.index_page("m2", 1, "交通运输。数、据").unwrap();
    bench
}

#[track_caller]
fn check(bench: &Bench, words: &[&str], expected: &[(&str, u32)]) {
    let hits = bench.desk.index().search(words, 100).unwrap();
    let found: Vec<_> = hits
        .iter()
        .map(|hit| (hit.material.as_str(), hit.page))
        .collect();
    assert_eq!(found, expected, "{words:?}");
}

#[test]
fn words_of_any_length_and_script_are_found() {
    let bench = with_pages();
    for (words, expected) in [
        (&["数据"][..], &[("m1", 1)][..]),
        (&["要素市场"], &[("m1", 1)]),
        (&["医疗健康"], &[("m1", 2)]),
        (&["置"], &[("m1", 1)]),
        (&["数"], &[("m1", 1), ("m2", 1)]),
        (&["𠮷野"], &[("m1", 2)]),
        (&["ai技术"], &[("m1", 1)]),
        (&["DATA"], &[("m1", 2)]),
        (&["2026"], &[("m1", 2)]),
        (&["数据", "配置"], &[("m1", 1)]),
        (&["数据", "医疗"], &[]),
        (&["据数"], &[]),
        (&["hubopen"], &[]),
        (&["，"], &[]),
        (&[], &[]),
    ] {
        check(&bench, words, expected);
    }
}

#[test]
fn a_page_taken_in_again_has_only_its_new_words() {
    let bench = with_pages();
    bench.desk.index().index_page("m1", 1, "全新内容").unwrap();
    check(&bench, &["数据"], &[]);
    check(&bench, &["新内"], &[("m1", 1)]);
    assert_eq!(bench.desk.index().pages_of("m1").unwrap(), 2);
    assert_eq!(bench.desk.index().pages_of("m9").unwrap(), 0);
}

#[test]
fn hits_stop_at_the_limit() {
    let bench = with_pages();
    let hits = bench.desk.index().search(&["数"], 1).unwrap();
    assert_eq!(
        hits,
        [Hit {
            material: "m1".into(),
            page: 1
        }]
    );
}

#[test]
fn a_deleted_or_damaged_index_is_made_again_and_the_desk_opens() {
    let bench = with_pages().reopen();
    check(&bench, &["数据"], &[("m1", 1)]);
    bench.desk.close().unwrap();
    let folder = bench.folder.path();
    let path = folder.join("index.db");
    fs::remove_file(&path).unwrap();
    Desk::open(folder, &key()).unwrap().close().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[20] ^= 1;
    fs::write(&path, bytes).unwrap();
    let desk = Desk::open(folder, &key()).unwrap();
    assert_eq!(desk.index().search(&["数据"], 9).unwrap(), []);
    assert!(folder.join("index.db.broken-1").exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Every stretch of letters on a page is found, and no query makes the engine complain.
    #[test]
    fn every_stretch_of_a_page_is_found(
        text in "[数据要素×a-z0-9 ]{1,30}", from in 0..30_usize, length in 1..8_usize, query in "\\PC{0,20}"
    ) {
        let bench = a_desk();
        bench.desk.index().index_page("m", 1, &text).unwrap();
        let word: String = text.chars().skip(from).take(length).collect();
        let searchable = word.chars().any(char::is_alphanumeric);
        let words: Vec<&str> = word.split(|letter: char| !letter.is_alphanumeric()).collect();
        let hits = bench.desk.index().search(&words, 9).unwrap();
        prop_assert_eq!(hits.len(), usize::from(searchable), "{:?} in {:?}", word, text);
        bench.desk.index().search(&[&query], 9).unwrap();
    }
}
