//! `meta`, `document`, `received_*`, `login`, `held_pack`.

use jury_store::StoreError;
use jury_store::table::document::{self, Document};
use jury_store::table::held_pack::{self, HeldPack};
use jury_store::table::login::{self, Login};
use jury_store::table::meta;
use jury_store::table::received_file::{self, Receipt};
use jury_store::table::received_item::{self, ReceivedItem};

use crate::support::{a_desk, digest, noon, raw};

fn a_document(byte: u8) -> Document {
    Document {
        digest: digest(byte),
        kind: "sheet".into(),
        bytes: vec![byte; 5],
        at: noon(),
    }
}

#[test]
fn the_latest_fact_under_a_key_holds() {
    let bench = a_desk();
    bench.write(|change| meta::put_text(change, "desk", "expert"));
    bench.write(|change| meta::put_text(change, "desk", "organiser"));
    bench.write(|change| meta::put(change, "bytes", &[0, 255]));
    let desk = &bench.desk;
    assert_eq!(
        desk.read(|view| meta::get_text(view, "desk"))
            .unwrap()
            .as_deref(),
        Some("organiser")
    );
    assert_eq!(
        desk.read(|view| meta::get(view, "bytes")).unwrap(),
        Some(vec![0, 255])
    );
    assert_eq!(
        desk.read(|view| meta::get_text(view, "bytes")).unwrap(),
        None,
        "not text"
    );
    assert_eq!(desk.read(|view| meta::get(view, "nothing")).unwrap(), None);
}

#[test]
fn documents_are_kept_once_and_listed_by_digest_whatever_the_order_of_arrival() {
    let bench = a_desk();
    let came =
        [3, 1, 2, 1].map(|byte| bench.write(|change| document::put(change, &a_document(byte))));
    assert_eq!(came, [true, true, true, false]);
    let other = Document {
        kind: "roster".into(),
        ..a_document(9)
    };
    bench.write(|change| document::put(change, &other));
    let sheets = bench
        .desk
        .read(|view| document::of_kind(view, "sheet"))
        .unwrap();
    assert_eq!(sheets, [1, 2, 3].map(a_document));
    assert_eq!(
        bench
            .desk
            .read(|view| document::count_of_kind(view, "sheet"))
            .unwrap(),
        3
    );
    assert_eq!(
        bench
            .desk
            .read(|view| document::get(view, &digest(9)))
            .unwrap(),
        Some(other)
    );
}

#[test]
fn other_bytes_under_a_known_digest_are_refused() {
    let bench = a_desk();
    bench.write(|change| document::put(change, &a_document(1)));
    let forged = Document {
        bytes: vec![7],
        ..a_document(1)
    };
    let outcome = bench.desk.write(|change| document::put(change, &forged));
    assert!(matches!(outcome, Err(StoreError::DigestTaken { .. })));
}

#[test]
fn documents_and_received_files_cannot_be_changed_or_deleted() {
    let bench = a_desk();
    bench.write(|change| document::put(change, &a_document(1)));
    bench.write(|change| received_file::put(change, "a.xlsx", &digest(1), b"bytes", &noon()));
    bench.desk.close().unwrap();
    let connection = raw(&bench.folder.path().join("desk.db"));
    for sql in [
        "UPDATE document SET bytes = x'00'",
        "DELETE FROM document",
        "UPDATE received_file SET bytes = x'00'",
        "DELETE FROM received_file",
    ] {
        let refusal = connection.execute(sql, []).unwrap_err().to_string();
        assert!(refusal.contains("append-only"), "{sql}: {refusal}");
    }
}

#[test]
fn the_same_file_again_is_one_row_and_a_note() {
    let bench = a_desk();
    let put = |name: &str, byte: u8| {
        bench.write(|change| received_file::put(change, name, &digest(byte), &[byte], &noon()))
    };
    let first = put("张三.xlsx", 1);
    assert_eq!(
        first,
        Receipt {
            id: first.id,
            is_new: true
        }
    );
    assert_eq!(
        put("张三(1).xlsx", 1),
        Receipt {
            id: first.id,
            is_new: false
        }
    );
    put("李四.xlsx", 2);

    let files = bench.desk.read(received_file::list).unwrap();
    let told: Vec<_> = files
        .iter()
        .map(|file| (file.name.as_str(), file.again))
        .collect();
    assert_eq!(told, [("张三.xlsx", 1), ("李四.xlsx", 0)]);
    let again = bench
        .desk
        .read(|view| received_file::came_again(view, first.id))
        .unwrap();
    assert_eq!(again, [(noon(), "张三(1).xlsx".to_owned())]);
    assert_eq!(
        bench
            .desk
            .read(|view| received_file::bytes(view, first.id))
            .unwrap(),
        Some(vec![1])
    );
}

#[test]
fn the_inside_of_a_file_can_be_read_anew() {
    let bench = a_desk();
    let file = bench.write(|change| received_file::put(change, "a", &digest(1), b"a", &noon()));
    let item = |n, byte: Option<u8>| ReceivedItem {
        file_id: file.id,
        n,
        digest: byte.map(digest),
        findings: r#"["SIG-BAD"]"#.into(),
    };
    bench.write(|change| {
        received_item::replace_all(change, file.id, &[item(1, None), item(2, Some(2))])
    });
    let second = [item(1, Some(1))];
    bench.write(|change| received_item::replace_all(change, file.id, &second));
    assert_eq!(
        bench
            .desk
            .read(|view| received_item::of_file(view, file.id))
            .unwrap(),
        second
    );
    assert_eq!(bench.desk.read(received_item::list).unwrap(), second);

    let broken = ReceivedItem {
        findings: "no json".into(),
        ..item(1, None)
    };
    let outcome = bench
        .desk
        .write(|change| received_item::replace_all(change, file.id, std::slice::from_ref(&broken)));
    assert!(matches!(outcome, Err(StoreError::Constraint(_))));
    assert_eq!(
        bench.desk.read(received_item::list).unwrap(),
        second,
        "nothing half-replaced"
    );
}

#[test]
fn logins_and_held_packs_are_replaced_by_their_names() {
    let bench = a_desk();
    let login = |name: &str| Login {
        id: "org-1".into(),
        name: name.into(),
        role: "organiser".into(),
        public_key: vec![1; 32],
        at: noon(),
    };
    bench.write(|change| login::put(change, &login("王五")));
    bench.write(|change| login::put(change, &login("赵六")));
    assert_eq!(bench.desk.read(login::list).unwrap(), [login("赵六")]);
    assert_eq!(
        bench.desk.read(|view| login::get(view, "org-1")).unwrap(),
        Some(login("赵六"))
    );

    let pack = |volume| HeldPack {
        path: "E:/a.jurymat".into(),
        track: "02".into(),
        volume,
        digest: digest(4),
    };
    bench.write(|change| held_pack::put(change, &pack(1)));
    bench.write(|change| held_pack::put(change, &pack(2)));
    assert_eq!(bench.desk.read(held_pack::list).unwrap(), [pack(2)]);
    assert!(bench.write(|change| held_pack::remove(change, "E:/a.jurymat")));
    assert!(!bench.write(|change| held_pack::remove(change, "E:/a.jurymat")));
}
