//! The search index: two-character words, broken lines, mixed scripts, excerpts; going on where it stopped, and its being disposable.

use std::fs;

use jury_store::{Desk, NewPage, Progress, SearchIndex, Words};
use proptest::prelude::*;

use crate::support::{Bench, a_desk, key};

fn page<'t>(material: &'t str, of: u32, page: u32, text: &'t str) -> NewPage<'t> {
    NewPage {
        material,
        of,
        page,
        text: Some(text),
    }
}

fn with_pages() -> Bench {
    let bench = a_desk();
    let pages = [
        page("m1", 2, 1, "数据要素市场化配置，数据 Hub 平台ＡＩ技术"),
        page(
            "m1",
            2,
            2,
            "医疗\n健康 𠮷野家 Open Data 2026年，处置率87.6%",
        ),
        page("m2", 1, 1, "交通运输。数、据，二〇二六"),
    ];
    bench.desk.index().take_in(&pages).unwrap();
    bench
}

fn found(index: &SearchIndex, words: &[&str]) -> Vec<(String, u32)> {
    let by_material = index.pages_with(&Words::new(words)).unwrap();
    let hits = by_material
        .into_iter()
        .flat_map(|(material, pages)| pages.into_iter().map(move |page| (material.clone(), page)));
    hits.collect()
}

#[track_caller]
fn check(bench: &Bench, words: &[&str], expected: &[(&str, u32)]) {
    let hits = found(bench.desk.index(), words);
    let hits: Vec<_> = hits
        .iter()
        .map(|(material, page)| (material.as_str(), *page))
        .collect();
    assert_eq!(hits, expected, "{words:?}");
}

#[test]
fn words_of_any_length_and_script_are_found() {
    let bench = with_pages();
    for (words, expected) in [
        (&["数据"][..], &[("m1", 1)][..]),
        (&["要素市场"], &[("m1", 1)]),
        (&["医疗健康"], &[("m1", 2)]),
        (&["置"], &[("m1", 1), ("m1", 2)]),
        (&["数"], &[("m1", 1), ("m2", 1)]),
        (&["𠮷野"], &[("m1", 2)]),
        (&["ai技术"], &[("m1", 1)]),
        (&["数据hub平台"], &[("m1", 1)]),
        (&["ＤＡＴＡ"], &[("m1", 2)]),
        (&["2026"], &[("m1", 2)]),
        (&["二〇二六"], &[("m2", 1)]),
        (&["87.6"], &[("m1", 2)]),
        (&["87.6%"], &[("m1", 2)]),
        (&["876"], &[]),
        (&["7.65"], &[]),
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
fn an_excerpt_shows_the_words_where_they_stand() {
    let bench = with_pages();
    let words = Words::new(&["健康𠮷", "data"]);
    let excerpt = bench
        .desk
        .index()
        .excerpt("m1", 2, &words)
        .unwrap()
        .unwrap();
    let marked: Vec<&str> = excerpt
        .pieces
        .iter()
        .filter(|piece| piece.found)
        .map(|piece| piece.text.as_str())
        .collect();
    assert_eq!((marked, excerpt.count), (vec!["健康𠮷", "Data"], 2));
    let whole: String = excerpt.pieces.into_iter().map(|piece| piece.text).collect();
    assert_eq!(whole, "医疗健康𠮷野家 Open Data 2026年，处置率87.6%");
    assert_eq!(bench.desk.index().excerpt("m1", 1, &words).unwrap(), None);
    assert_eq!(bench.desk.index().excerpt("m9", 1, &words).unwrap(), None);
}

#[test]
fn a_material_goes_on_where_it_stopped_and_counts_what_has_no_text() {
    let bench = a_desk();
    let unread = NewPage {
        text: None,
        ..page("m1", 4, 2, "")
    };
    let first = [page("m1", 4, 1, "第一页"), unread];
    bench.desk.index().take_in(&first).unwrap();
    let bench = bench.reopen();
    let index = bench.desk.index();
    let begun = Progress {
        pages: 4,
        taken: 2,
        blank: 0,
        unread: 1,
    };
    assert_eq!(index.progress().unwrap()["m1"], begun);
    assert!(!begun.is_complete());
    // The first page again, the scan that is due, and one before its turn.
    let more = [
        page("m1", 4, 1, "改过"),
        page("m1", 4, 3, " \n—"),
        page("m2", 3, 2, "早到"),
    ];
    index.take_in(&more).unwrap();
    index.take_in(&[page("m1", 4, 4, "末页")]).unwrap();
    index.set_unreadable("m3").unwrap();
    let progress = index.progress().unwrap();
    let done = Progress {
        taken: 4,
        blank: 1,
        ..begun
    };
    assert_eq!(progress["m1"], done);
    assert!(progress["m1"].is_complete() && progress["m3"].is_complete());
    assert_eq!((progress["m3"].pages, progress["m2"].taken), (0, 0));
    check(&bench, &["改过"], &[]);
    check(&bench, &["早到"], &[]);
    check(&bench, &["页"], &[("m1", 1), ("m1", 4)]);
}

#[test]
fn a_page_that_cannot_be_refuses_all_that_came_with_it() {
    let bench = a_desk();
    let index = bench.desk.index();
    let beyond = [page("m1", 1, 1, "好的"), page("m2", 5_000, 1, "太长")];
    assert!(index.take_in(&beyond).is_err());
    assert!(index.progress().unwrap().is_empty());
    check(&bench, &["好的"], &[]);
}

#[test]
fn an_index_brought_into_its_quickest_form_finds_the_same() {
    let bench = with_pages();
    let index = bench.desk.index();
    for number in 1..=40 {
        index
            .take_in(&[page("m3", 40, number, "逐页写入的文字")])
            .unwrap();
    }
    let before = found(index, &["文字"]);
    index.settle(|| true).unwrap();
    index.settle(|| false).unwrap();
    assert_eq!(found(index, &["文字"]), before);
    assert_eq!(before.len(), 40);
    check(&bench, &["要素"], &[("m1", 1)]);
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
    assert!(found(desk.index(), &["数据"]).is_empty());
    assert!(desk.index().progress().unwrap().is_empty());
    assert!(folder.join("index.db.broken-1").exists());
}

#[test]
fn the_text_of_a_page_never_stands_in_the_file_in_clear() {
    let bench = a_desk();
    let text = "CONFIDENTIAL-CONFIDENTIAL 机密".repeat(20);
    bench
        .desk
        .index()
        .take_in(&[page("m1", 1, 1, &text)])
        .unwrap();
    let folder = bench.folder;
    bench.desk.close().unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        for clear in ["CONFIDENTIAL".as_bytes(), "机密".as_bytes()] {
            assert!(!bytes.windows(clear.len()).any(|window| window == clear));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Every stretch of letters on a page is found, the index and the page agree on everything else, and no query makes the engine complain.
    #[test]
    fn the_index_finds_a_word_exactly_where_the_page_holds_it(
        text in "[数据要素×a-z0-9 \n，.]{1,40}", from in 0..40_usize, length in 1..8_usize,
        other in "[数据要素a-c0-2 .]{1,4}", query in "\\PC{0,20}"
    ) {
        let bench = a_desk();
        let index = bench.desk.index();
        index.take_in(&[page("m", 1, 1, &text)]).unwrap();
        let stretch: String = text.chars().skip(from).take(length).collect();
        let has_letters = stretch.chars().any(char::is_alphanumeric);
        let stretches: Vec<&str> = stretch.split(|letter: char| !letter.is_alphanumeric()).collect();
        prop_assert_eq!(found(index, &stretches).len(), usize::from(has_letters), "{:?} in {:?}", stretch, text);
        for word in [&stretch, &other, &query] {
            let stands = Words::new(&[word]).stand_in(&text);
            prop_assert_eq!(found(index, &[word]).len(), usize::from(stands), "{:?} in {:?}", word, text);
            prop_assert_eq!(index.excerpt("m", 1, &Words::new(&[word])).unwrap().is_some(), stands);
        }
    }
}
