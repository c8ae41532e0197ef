//! What an expert writes beside the marks: phrases and words to the chair.

use jury_store::StoreError;
use jury_store::table::note::{self, Note};
use jury_store::table::transcript_event::{self, TranscriptEvent};
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

fn a_note(id: &str, page: u32) -> Note {
    Note {
        id: id.to_owned(),
        entry: "01-001".to_owned(),
        material: "m1".to_owned(),
        page: Some(page),
        boxes: Some("[[1,2,3,4]]".to_owned()),
        film_ms: None,
        quote: "年节约成本".to_owned(),
        text: String::new(),
        attached: false,
        criterion: None,
        at: noon(),
    }
}

#[test]
fn notes_come_in_reading_order_and_survive_a_restart() {
    let bench = a_desk();
    bench.write(|change| {
        note::put(change, &a_note("b", 14))?;
        note::put(change, &a_note("a", 9))?;
        note::put(
            change,
            &Note {
                text: "核实".to_owned(),
                ..a_note("b", 14)
            },
        )
    });
    let bench = bench.reopen();
    let all = bench.desk.read(|view| note::of(view, "01-001")).unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!((all[0].page, all[1].text.as_str()), (Some(9), "核实"));
    assert_eq!(
        bench.desk.read(|view| note::get(view, "a")).unwrap(),
        Some(all[0].clone())
    );
    assert!(bench.write(|change| note::remove(change, "a")));
    assert!(!bench.write(|change| note::remove(change, "a")));
}

#[test]
fn only_attached_notes_travel_and_a_private_one_has_no_criterion() {
    let bench = a_desk();
    let attached = Note {
        attached: true,
        criterion: Some("A1".to_owned()),
        ..a_note("b", 14)
    };
    bench.write(|change| {
        note::put(change, &a_note("a", 9))?;
        note::put(change, &attached)
    });
    assert_eq!(
        bench.desk.read(note::attached).unwrap(),
        std::slice::from_ref(&attached)
    );
    for broken in [
        Note {
            attached: false,
            ..attached.clone()
        },
        Note {
            page: Some(0),
            ..attached.clone()
        },
        Note {
            boxes: Some("[".to_owned()),
            ..attached.clone()
        },
    ] {
        let outcome = bench.desk.write(|change| note::put(change, &broken));
        assert!(
            matches!(outcome, Err(StoreError::Constraint { .. })),
            "{outcome:?}"
        );
    }
    assert_eq!(bench.desk.read(note::attached).unwrap(), [attached]);
}

#[test]
fn what_a_clerk_typed_is_never_changed_and_the_latest_counts() {
    let bench = a_desk();
    let typed = |clerk: &str, value: Option<i64>, again: bool| TranscriptEvent {
        clerk: clerk.to_owned(),
        expert: "E0101".to_owned(),
        entry: "01-001".to_owned(),
        kind: "mark".to_owned(),
        criterion: Some("A1".to_owned()),
        value,
        text: None,
        again,
        at: noon(),
    };
    bench.write(|change| {
        transcript_event::append(change, &typed("organiser", Some(300), false))?;
        transcript_event::append(change, &typed("supervisor", Some(350), false))?;
        transcript_event::append(change, &typed("organiser", None, true))
    });
    let bench = bench.reopen();
    let current = bench
        .desk
        .read(|view| transcript_event::current(view, "E0101"))
        .unwrap();
    assert_eq!(
        current,
        [
            typed("organiser", None, true),
            typed("supervisor", Some(350), false)
        ],
        "each clerk has a value of their own"
    );
    assert_eq!(
        bench.desk.read(transcript_event::experts).unwrap(),
        ["E0101"]
    );
}
