//! The organiser's lists: tracks, topics, entries, experts, assignments, materials, keys, letters, volumes.

use jury_store::table::assignment::{self, Assignment};
use jury_store::table::entry::{self, Entry};
use jury_store::table::entry_key;
use jury_store::table::expert::{self, Expert};
use jury_store::table::letter_issue::{self, LetterIssue};
use jury_store::table::material::{self, Material};
use jury_store::table::pack_volume::{self, PackVolume};
use jury_store::table::topic::{self, Topic};
use jury_store::table::track::{self, Track};
use jury_store::{Change, Secret, StoreError};

use crate::support::{Bench, a_desk, digest, noon};

fn a_track(id: &str, position: i64) -> Track {
    Track {
        id: id.into(),
        name: format!("赛道{id}"),
        position,
    }
}

fn an_entry(id: &str) -> Entry {
    Entry {
        id: id.into(),
        track: id[..2].into(),
        topic: Some(1),
        title: format!("项目{id}"),
        team: "一队".into(),
        entrant: "某某公司".into(),
        credit_code: Some("91110108MA01234567".into()),
        kind: "enterprise".into(),
        industry: Some("工业".into()),
        employees: Some(300),
        revenue: Some(2000),
        assets: None,
        size_class: Some("medium".into()),
        size_basis: Some(r#"{"rule":"2017"}"#.into()),
        profile: Some("sme".into()),
    }
}

fn an_expert(id: &str, track: &str) -> Expert {
    Expert {
        id: id.into(),
        name: "张三".into(),
        unit: "某大学".into(),
        track: track.into(),
        panel: format!("P{track}"),
        chair: id.ends_with('1'),
    }
}

fn an_assignment(entry: &str, expert: &str) -> Assignment {
    Assignment {
        entry: entry.into(),
        expert: expert.into(),
        state: "assigned".into(),
        reason: None,
    }
}

fn a_material(id: &str, entry: &str, position: i64) -> Material {
    Material {
        id: id.into(),
        entry: entry.into(),
        kind: "application-form".into(),
        name: "申报书.pdf".into(),
        path: "/library/a.pdf".into(),
        size: 5 << 32,
        sha256: None,
        chunks: None,
        tags_digest: None,
        position,
        problem: None,
    }
}

fn put_contest(change: &Change<'_>) -> Result<(), StoreError> {
    track::replace_all(change, &[a_track("02", 2), a_track("01", 1)])?;
    let topic = Topic {
        track: "01".into(),
        no: 1,
        name: "赛题一".into(),
    };
    topic::replace_all(change, &[topic])?;
    entry::replace_all(
        change,
        &[an_entry("01-001"), an_entry("02-002"), an_entry("02-001")],
    )?;
    expert::replace_all(
        change,
        &[an_expert("E0201", "02"), an_expert("E0102", "01")],
    )?;
    let pairs = [
        ("02-001", "E0201"),
        ("02-002", "E0201"),
        ("01-001", "E0102"),
    ];
    assignment::replace_all(
        change,
        &pairs.map(|(entry, expert)| an_assignment(entry, expert)),
    )?;
    let materials = [
        ("m3", "02-001", 2),
        ("m1", "01-001", 1),
        ("m2", "02-001", 1),
    ];
    material::replace_all(
        change,
        &materials.map(|(id, entry, place)| a_material(id, entry, place)),
    )
}

fn with_contest() -> Bench {
    let bench = a_desk();
    bench.write(put_contest);
    bench
}

#[test]
fn lists_come_back_whole_in_their_order_and_by_track_and_expert() {
    let Bench {
        desk,
        folder: _folder,
    } = with_contest();
    assert_eq!(
        desk.read(track::list).unwrap(),
        [a_track("01", 1), a_track("02", 2)]
    );
    assert_eq!(
        desk.read(|view| topic::of_track(view, "01")).unwrap().len(),
        1
    );
    assert_eq!(desk.read(topic::list).unwrap().len(), 1);
    assert_eq!(
        desk.read(entry::list).unwrap(),
        ["01-001", "02-001", "02-002"].map(an_entry)
    );
    let of_track = desk.read(|view| entry::of_track(view, "02")).unwrap();
    assert_eq!(of_track, ["02-001", "02-002"].map(an_entry));
    assert_eq!(
        desk.read(|view| entry::of_expert(view, "E0102")).unwrap(),
        [an_entry("01-001")]
    );
    assert_eq!(
        desk.read(|view| entry::get(view, "02-001")).unwrap(),
        Some(an_entry("02-001"))
    );
    let experts = [an_expert("E0102", "01"), an_expert("E0201", "02")];
    assert_eq!(desk.read(expert::list).unwrap(), experts);
    assert_eq!(
        desk.read(|view| expert::of_track(view, "02")).unwrap(),
        experts[1..]
    );
    assert_eq!(
        desk.read(|view| expert::get(view, "E0102")).unwrap(),
        Some(experts[0].clone())
    );
    let of_expert = desk
        .read(|view| assignment::of_expert(view, "E0201"))
        .unwrap();
    assert_eq!(
        of_expert,
        [
            an_assignment("02-001", "E0201"),
            an_assignment("02-002", "E0201")
        ]
    );
    assert_eq!(
        desk.read(|view| assignment::of_track(view, "02")).unwrap(),
        of_expert
    );
    assert_eq!(desk.read(assignment::list).unwrap().len(), 3);
    let of_entry = desk
        .read(|view| material::of_entry(view, "02-001"))
        .unwrap();
    assert_eq!(
        of_entry,
        [a_material("m2", "02-001", 1), a_material("m3", "02-001", 2)]
    );
    assert_eq!(
        desk.read(|view| material::of_track(view, "02")).unwrap(),
        of_entry
    );
    assert_eq!(desk.read(material::list).unwrap().len(), 3);
}

#[test]
fn a_whole_contest_can_be_put_in_again() {
    let bench = with_contest();
    bench.write(put_contest);
    assert_eq!(bench.desk.read(entry::list).unwrap().len(), 3);
}

#[test]
fn a_list_that_would_leave_loose_ends_is_refused_and_nothing_changes() {
    let bench = with_contest();
    let outcome = bench
        .desk
        .write(|change| entry::replace_all(change, &[an_entry("01-001")]));
    assert!(
        matches!(outcome, Err(StoreError::Constraint(_))),
        "materials name entries that went"
    );
    let stranger = an_assignment("01-001", "E9999");
    let outcome = bench
        .desk
        .write(|change| assignment::replace_all(change, std::slice::from_ref(&stranger)));
    assert!(matches!(outcome, Err(StoreError::Constraint(_))));
    let twice = [an_expert("E0201", "02"), an_expert("E0201", "02")];
    let outcome = bench
        .desk
        .write(|change| expert::replace_all(change, &twice));
    assert!(matches!(outcome, Err(StoreError::Constraint(_))));
    assert_eq!(bench.desk.read(entry::list).unwrap().len(), 3);
    assert_eq!(bench.desk.read(assignment::list).unwrap().len(), 3);
    assert_eq!(bench.desk.read(expert::list).unwrap().len(), 2);
}

#[test]
fn one_entry_can_be_corrected_in_place() {
    let bench = with_contest();
    let corrected = Entry {
        assets: Some(5),
        size_class: None,
        size_basis: None,
        ..an_entry("02-001")
    };
    bench.write(|change| entry::put(change, &corrected));
    assert_eq!(
        bench.desk.read(|view| entry::get(view, "02-001")).unwrap(),
        Some(corrected)
    );
}

#[test]
fn what_reading_and_sealing_a_material_found_is_noted() {
    let bench = with_contest();
    bench.write(|change| material::note_read(change, "m1", 12, Some(&digest(3)), None));
    bench.write(|change| material::note_read(change, "m2", 0, None, Some("empty")));
    bench.write(|change| material::note_sealed(change, "m1", 3, &digest(4)));
    let found = bench.desk.read(material::list).unwrap();
    assert_eq!(
        (found[0].chunks, found[0].tags_digest),
        (Some(3), Some(digest(4)))
    );
    assert_eq!((found[0].size, found[0].sha256), (12, Some(digest(3))));
    assert_eq!(found[1].problem.as_deref(), Some("empty"));
}

#[test]
fn an_entry_keeps_the_first_key_it_got() {
    let bench = a_desk();
    let put = |byte| {
        bench.write(|change| entry_key::put_or_get(change, "02-001", &Secret::new([byte; 32])))
    };
    assert_eq!(
        (put(1), put(2)),
        (Secret::new([1; 32]), Secret::new([1; 32]))
    );
    assert_eq!(
        bench
            .desk
            .read(|view| entry_key::get(view, "02-002"))
            .unwrap(),
        None
    );
    let found = bench
        .desk
        .read(|view| entry_key::get(view, "02-001"))
        .unwrap();
    assert_eq!(found, Some(Secret::new([1; 32])));
    assert_eq!(bench.desk.read(entry_key::list).unwrap().len(), 1);
}

#[test]
fn the_latest_letter_is_in_force_and_the_first_gave_the_introduction_key() {
    let bench = a_desk();
    let letter = |seq: u32, round: &str| LetterIssue {
        expert: "E0201".into(),
        track: "02".into(),
        round: round.into(),
        seq,
        code: "1234567890123456".into(),
        digest: digest(8),
        intro_secret: Secret::new([seq as u8; 32]),
        file_name: "02-E0201.jurytask".into(),
        at: noon(),
    };
    let numbers = [(1, "written"), (2, "written"), (1, "roadshow")].map(|(seq, round)| {
        bench.write(|change| letter_issue::append(change, &letter(seq, round)))
    });
    assert_eq!(numbers, [1, 2, 3]);
    let latest = bench
        .desk
        .read(|view| letter_issue::latest(view, "E0201", "02", "written"))
        .unwrap();
    assert_eq!(latest, Some(letter(2, "written")));
    let introduction = bench
        .desk
        .read(|view| letter_issue::introduction_of(view, "E0201"))
        .unwrap();
    assert_eq!(introduction, Some(Secret::new([1; 32])));
    let again = bench
        .desk
        .write(|change| letter_issue::append(change, &letter(2, "written")));
    assert!(matches!(again, Err(StoreError::Constraint(_))));
    assert_eq!(bench.desk.read(letter_issue::list).unwrap().len(), 3);
    assert!(
        !format!("{:?}", letter(1, "written")).contains("1234567890123456"),
        "codes stay out of logs"
    );
}

#[test]
fn volumes_are_noted_as_they_grow_and_replaced_by_track() {
    let bench = a_desk();
    let volume = |track: &str, volume, complete: bool| PackVolume {
        track: track.into(),
        volume,
        file_name: format!("{track}-{volume}.jurymat"),
        size: 100,
        sha256: complete.then(|| digest(5)),
        complete,
    };
    for row in [
        volume("02", 2, false),
        volume("02", 1, false),
        volume("02", 1, true),
        volume("01", 1, true),
    ] {
        bench.write(|change| pack_volume::put(change, &row));
    }
    let found = bench
        .desk
        .read(|view| pack_volume::of_track(view, "02"))
        .unwrap();
    assert_eq!(found, [volume("02", 1, true), volume("02", 2, false)]);
    bench.write(|change| pack_volume::replace_track(change, "02", &[volume("02", 1, false)]));
    let left = [volume("01", 1, true), volume("02", 1, false)];
    assert_eq!(bench.desk.read(pack_volume::list).unwrap(), left);
}
