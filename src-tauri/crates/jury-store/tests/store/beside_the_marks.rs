//! What an expert writes beside the marks: phrases and words to the chair.

use jury_store::table::{chair_note, phrase};

use crate::support::{a_desk, noon};

#[test]
fn phrases_come_by_use_and_the_same_words_are_kept_once() {
    let bench = a_desk();
    bench.write(|change| {
        phrase::keep(change, "数据来源清楚")?;
        phrase::keep(change, "缺少第三方佐证")?;
        phrase::keep(change, "数据来源清楚")
    });
    let texts = || -> Vec<(String, i64)> {
        let phrases = bench.desk.read(phrase::list).unwrap();
        phrases
            .into_iter()
            .map(|one| (one.text, one.used))
            .collect()
    };
    assert_eq!(
        texts(),
        [
            ("缺少第三方佐证".to_owned(), 0),
            ("数据来源清楚".to_owned(), 0)
        ]
    );
    let first = bench.desk.read(phrase::list).unwrap()[1].id;
    assert!(bench.write(|change| phrase::use_once(change, first)));
    assert_eq!(texts()[0], ("数据来源清楚".to_owned(), 1));
    assert!(bench.write(|change| phrase::remove(change, first)));
    assert!(!bench.write(|change| phrase::remove(change, first)));
    assert!(!bench.write(|change| phrase::use_once(change, first)));
    assert_eq!(texts().len(), 1);
}

#[test]
fn words_to_the_chair_are_one_text_per_entry_and_an_empty_one_is_none() {
    let bench = a_desk();
    let at = noon();
    bench.write(|change| {
        chair_note::put(change, "01-002", "建议合议", &at)?;
        chair_note::put(change, "01-001", "附件与正文不一致", &at)?;
        chair_note::put(change, "01-001", "附件二与正文不一致", &at)?;
        chair_note::put(change, "01-002", "", &at)
    });
    let bench = bench.reopen();
    let all = bench.desk.read(chair_note::list).unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(
        bench
            .desk
            .read(|view| chair_note::of(view, "01-001"))
            .unwrap(),
        Some(all[0].clone())
    );
    assert_eq!(all[0].text, "附件二与正文不一致");
    assert_eq!(
        bench
            .desk
            .read(|view| chair_note::of(view, "01-002"))
            .unwrap(),
        None
    );
}
