//! The two append-only chains: marks and the audit log.

use jury_store::table::audit::{self, NewAct};
use jury_store::table::score_event::{self, EventKind, NewEvent};
use jury_store::{At, ChainHead, Desk, GENESIS, StoreError};
use proptest::prelude::*;

use crate::support::{Bench, a_desk, key, noon, raw};

fn mark<'a>(at: &'a At, entry: &'a str, criterion: &'a str, value: Option<i64>) -> NewEvent<'a> {
    NewEvent {
        entry,
        kind: EventKind::Mark,
        criterion: Some(criterion),
        value,
        text: None,
        at,
        mono: 7,
    }
}

fn with_five_marks() -> Bench {
    let bench = a_desk();
    let at = noon();
    for value in 1..=5 {
        bench.write(|change| {
            score_event::append(change, &mark(&at, "02-001", "A1", Some(value * 100)))
        });
    }
    bench
}

#[test]
fn the_latest_event_is_in_force_and_a_cleared_mark_is_no_mark() {
    let bench = a_desk();
    let at = noon();
    let comment = |criterion, text| NewEvent {
        entry: "02-001",
        kind: EventKind::Comment,
        criterion,
        value: None,
        text: Some(text),
        at: &at,
        mono: 8,
    };
    bench.write(|change| {
        score_event::append(change, &mark(&at, "02-001", "A1", Some(1350)))?;
        score_event::append(change, &mark(&at, "02-001", "A2", Some(900)))?;
        score_event::append(change, &mark(&at, "02-001", "A1", Some(1400)))?;
        score_event::append(change, &mark(&at, "02-001", "A2", None))?;
        score_event::append(change, &comment(None, "总体较好"))?;
        score_event::append(change, &comment(Some("A1"), "数据量大"))?;
        score_event::append(change, &mark(&at, "02-002", "A1", Some(1)))
    });
    let current = bench
        .desk
        .read(|view| score_event::current_of(view, "02-001"))
        .unwrap();
    let told: Vec<_> = current
        .iter()
        .map(|now| {
            (
                now.kind,
                now.criterion.as_deref(),
                now.value,
                now.text.as_deref(),
                now.no,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (EventKind::Comment, None, None, Some("总体较好"), 5),
            (EventKind::Comment, Some("A1"), None, Some("数据量大"), 6),
            (EventKind::Mark, Some("A1"), Some(1400), None, 3),
            (EventKind::Mark, Some("A2"), None, None, 4),
        ]
    );
    assert_eq!(bench.desk.read(score_event::current).unwrap().len(), 5);
    assert_eq!(
        bench
            .desk
            .read(|view| score_event::events_of(view, "02-001"))
            .unwrap()
            .len(),
        6
    );
}

#[test]
fn an_untouched_chain_verifies_and_its_head_is_the_last_event() {
    let bench = with_five_marks().reopen();
    let head = bench.desk.read(score_event::verify_chain).unwrap();
    assert_eq!(bench.desk.read(score_event::head).unwrap(), head);
    assert_eq!(head.count, 5);
    let events = bench
        .desk
        .read(|view| score_event::events_of(view, "02-001"))
        .unwrap();
    assert_eq!((events[0].prev, events[4].hash), (GENESIS, head.hash));
}

#[test]
fn the_hash_is_the_documented_one() {
    // Recomputed by hand from the description in chain.rs, so that a second program can check a chain.
    use sha2::{Digest, Sha256};
    let bench = a_desk();
    let head = bench
        .write(|change| score_event::append(change, &mark(&noon(), "02-001", "A1", Some(1350))));
    let mut bytes = b"jurybench/score_event/v1".to_vec();
    bytes.extend([0; 32]);
    let text = |bytes: &mut Vec<u8>, text: &str| {
        bytes.push(1);
        bytes.extend((text.len() as u64).to_be_bytes());
        bytes.extend(text.as_bytes());
    };
    let integer = |bytes: &mut Vec<u8>, integer: i64| {
        bytes.push(2);
        bytes.extend(integer.to_be_bytes());
    };
    integer(&mut bytes, 1);
    text(&mut bytes, "02-001");
    text(&mut bytes, "mark");
    text(&mut bytes, "A1");
    integer(&mut bytes, 1350);
    bytes.push(0);
    text(&mut bytes, "2026-11-24T12:00:00+08:00");
    integer(&mut bytes, 7);
    assert_eq!(head.hash.0, <[u8; 32]>::from(Sha256::digest(&bytes)));
}

#[test]
fn events_and_log_cannot_be_changed_deleted_replaced_or_inserted_out_of_turn() {
    let bench = with_five_marks();
    let at = noon();
    let act = NewAct {
        at: &at,
        who: "org-1",
        act: "merge",
        detail: "{}",
    };
    bench.write(|change| audit::append(change, &act));
    bench.desk.close().unwrap();
    let connection = raw(&bench.folder.path().join("desk.db"));
    for sql in [
        "UPDATE score_event SET value = 9999 WHERE no = 3",
        "DELETE FROM score_event WHERE no = 5",
        "INSERT OR REPLACE INTO score_event SELECT no, entry, kind, criterion, 9999, text, at, mono, prev, hash FROM score_event WHERE no = 3",
        "INSERT INTO score_event SELECT 9, entry, kind, criterion, 9999, text, at, mono, prev, hash FROM score_event WHERE no = 3",
        "UPDATE audit SET who = 'nobody'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT no, at, 'nobody', act, detail, prev, hash FROM audit",
    ] {
        let refusal = connection.execute(sql, []).unwrap_err().to_string();
        assert!(refusal.contains("append-only"), "{sql}: {refusal}");
    }
}

#[test]
fn a_row_changed_behind_the_triggers_breaks_the_chain_there() {
    for (sql, table, first) in [
        (
            "UPDATE score_event SET value = 9999 WHERE no = 3",
            "score_event",
            3,
        ),
        (
            "UPDATE score_event SET at = '2026-11-24T12:00:01+08:00' WHERE no = 5",
            "score_event",
            5,
        ),
        ("DELETE FROM score_event WHERE no = 2", "score_event", 2),
        (
            "UPDATE score_event SET hash = zeroblob(32) WHERE no = 1",
            "score_event",
            1,
        ),
        ("UPDATE audit SET detail = '[]' WHERE no = 1", "audit", 1),
    ] {
        let bench = with_five_marks();
        let at = noon();
        let act = NewAct {
            at: &at,
            who: "org-1",
            act: "merge",
            detail: "{}",
        };
        bench.write(|change| audit::append(change, &act));
        bench.desk.close().unwrap();
        let connection = raw(&bench.folder.path().join("desk.db"));
        for trigger in ["never_updated", "never_deleted"] {
            connection
                .execute_batch(&format!("DROP TRIGGER {table}_is_{trigger}"))
                .unwrap();
        }
        assert_eq!(connection.execute(sql, []).unwrap(), 1);
        drop(connection);
        let desk = Desk::open(bench.folder.path(), &key()).unwrap();
        match desk.check() {
            Err(StoreError::ChainBroken { table: found, no }) => {
                assert_eq!((found, no), (table, first));
            }
            other => panic!("{sql}: {other:?}"),
        }
    }
}

#[test]
fn the_log_is_paged_from_its_end_and_takes_only_json() {
    let bench = a_desk();
    let at = noon();
    assert_eq!(
        bench.desk.read(audit::head).unwrap(),
        ChainHead {
            count: 0,
            hash: GENESIS
        }
    );
    for n in 0..5 {
        let detail = format!("{{\"n\":{n}}}");
        let act = NewAct {
            at: &at,
            who: "org-1",
            act: "merge",
            detail: &detail,
        };
        bench.write(|change| audit::append(change, &act));
    }
    let numbers = |before| -> Vec<i64> {
        let acts = bench
            .desk
            .read(|view| audit::list(view, 2, before))
            .unwrap();
        acts.into_iter().map(|act| act.no).collect()
    };
    assert_eq!(
        (numbers(None), numbers(Some(4)), numbers(Some(1))),
        (vec![5, 4], vec![3, 2], vec![])
    );
    assert_eq!(bench.desk.read(audit::verify_chain).unwrap().count, 5);
    let bad = NewAct {
        at: &at,
        who: "org-1",
        act: "merge",
        detail: "{",
    };
    let outcome = bench.desk.write(|change| audit::append(change, &bad));
    assert!(matches!(outcome, Err(StoreError::Constraint(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// The view agrees with a map filled in the order of the events.
    #[test]
    fn the_value_in_force_is_the_last_one_given(
        events in proptest::collection::vec((0..3_u8, 0..3_u8, proptest::option::of(0..10_000_i64)), 1..40)
    ) {
        let bench = a_desk();
        let at = noon();
        let mut model = std::collections::BTreeMap::new();
        bench.write(|change| {
            for (entry, criterion, value) in &events {
                let (entry, criterion) = (format!("02-{entry}"), format!("A{criterion}"));
                score_event::append(change, &mark(&at, &entry, &criterion, *value))?;
                model.insert((entry, criterion), *value);
            }
            Ok(())
        });
        let current = bench.desk.read(score_event::current).unwrap();
        let found: std::collections::BTreeMap<_, _> = current
            .into_iter()
            .map(|now| ((now.entry, now.criterion.unwrap()), now.value))
            .collect();
        prop_assert_eq!(found, model);
        prop_assert_eq!(bench.desk.read(score_event::verify_chain).unwrap().count, events.len() as i64);
    }
}
