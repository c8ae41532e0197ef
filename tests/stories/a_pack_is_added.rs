//! Material packs on an expert's desk: interrupted, truncated, foreign, and with a chunk where it does not belong.

use std::path::{Path, PathBuf};

use jury_desk::error::ErrorCode;
use jury_desk::wire::expert::{EntryLook, MaterialRow, MaterialState, PackAdded};
use jury_exchange::pack::{
    PackName, PackPlan, PackReader, PackWriter, PlannedMaterial, VOLUME_LIMIT,
};
use jury_testkit::bytes::noise;
use serde_json::json;

use crate::harness::{Contest, Seat, cancelled_after, whole};

/// The pack of a track.
fn pack(contest: &Contest, track: &str) -> PathBuf {
    let packs = std::fs::read_dir(contest.at("packs"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let start = format!("材料包_{track}");
    let mut of_track = packs.filter(|path| {
        path.file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with(&start)
    });
    of_track.next().unwrap()
}

#[track_caller]
fn add(seat: &Seat, packs: &[&Path], keep: &str) -> PackAdded {
    let packs: Vec<String> = packs.iter().map(|pack| seat.pick(pack)).collect();
    let added: PackAdded = seat.ask_as("pack_add", json!({"packs": packs, "keep": keep}));
    added.problems.iter().for_each(|problem| whole(problem));
    added
}

/// The film of 01-001, the one material of three chunks.
#[track_caller]
fn film(seat: &Seat) -> MaterialRow {
    let look: EntryLook = seat.ask_as("entry_look", json!({"entry": "01-001"}));
    look.materials
        .into_iter()
        .find(|material| material.name == "演示.mp4")
        .unwrap()
}

/// Nothing of the materials is there, and the desk is sound.
#[track_caller]
fn is_untouched(seat: &Seat) {
    assert_eq!(seat.home().materials_present, 0);
    assert_eq!(seat.ailments(), Vec::<String>::new());
    let look: EntryLook = seat.ask_as("entry_look", json!({"entry": "01-001"}));
    assert!(
        look.materials
            .iter()
            .all(|material| material.state == MaterialState::Absent),
        "{:?}",
        look.materials
    );
}

#[test]
fn a_pack_is_copied_or_read_where_it_lies() {
    let contest = Contest::make();
    for (keep, desk) in [("copy", "one/desk"), ("inPlace", "two/desk")] {
        let seat = contest.open_letter("E0102", &contest.at(desk));
        let added = add(&seat, &[&pack(&contest, "01")], keep);
        assert_eq!(
            (added.present, added.total, added.problems),
            (6, 6, Vec::new()),
            "{keep}"
        );
        let film = seat.session().film(&film(&seat).id).unwrap();
        let original = std::fs::read(contest.at("materials/01-001/演示.mp4")).unwrap();
        assert_eq!(film.length(), original.len() as u64);
        for range in [
            0..10,
            (1 << 20) - 5..(1 << 20) + 5,
            original.len() - 7..original.len(),
        ] {
            let mut read = vec![0; range.len()];
            film.read_at(range.start as u64, &mut read).unwrap();
            assert_eq!(read, original[range.clone()], "{keep} {range:?}");
        }
    }
}

#[test]
fn an_interrupted_import_goes_on_where_it_stopped() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let pack = pack(&contest, "01");
    let request = json!({"packs": [seat.pick(&pack)], "keep": "copy"});
    for steps in 1..=5 {
        cancelled_after(steps, &seat, "pack_add", request.clone());
        assert_eq!(seat.ailments(), Vec::<String>::new(), "after {steps} steps");
    }
    drop(seat);
    let seat = contest.again("E0102");
    let added = add(&seat, &[&pack], "copy");
    assert_eq!((added.present, added.problems), (6, Vec::new()));
    let again = add(&seat, &[&pack], "copy");
    assert_eq!(
        (again.present, again.problems),
        (6, Vec::new()),
        "a pack may be added twice"
    );
}

#[test]
fn a_pack_not_copied_to_its_end_or_of_another_kind_gets_one_sentence() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let bytes = std::fs::read(pack(&contest, "01")).unwrap();
    let mut files: Vec<PathBuf> = Vec::new();
    for (number, length) in [0, 7, 20, bytes.len() / 3, bytes.len() - 40, bytes.len() - 1]
        .into_iter()
        .enumerate()
    {
        files.push(contest.file(&format!("short-{number}.jurymat"), &bytes[..length]));
    }
    files.push(contest.file("noise.jurymat", noise(3, 10_000)));
    files.push(contest.letter("E0102").file);
    files.push(pack(&contest, "12"));
    for file in &files {
        for keep in ["copy", "inPlace"] {
            let added = add(&seat, &[file], keep);
            assert_eq!(
                (added.volumes, added.present, added.problems.len()),
                (0, 0, 1),
                "{}",
                file.display()
            );
        }
    }
    is_untouched(&seat);
    let other_track = add(&seat, &[&pack(&contest, "12")], "copy")
        .problems
        .remove(0);
    assert!(other_track.contains("别的赛事或赛道"), "{other_track}");
    let gone = json!({"packs": [seat.pick(&contest.at("gone.jurymat"))], "keep": "copy"});
    let gone: PackAdded = seat.ask_as("pack_add", gone);
    assert_eq!(gone.problems.len(), 1);
    assert_eq!(
        seat.refused("pack_add", json!({"packs": [], "keep": "copy"}))
            .code,
        ErrorCode::NoFiles
    );
    assert_eq!(
        add(&seat, &[&pack(&contest, "01")], "copy").present,
        6,
        "the good one still goes in"
    );
}

/// The pack of track 01 written anew in volumes of at most `limit` bytes; `from` says which chunk of the material of three chunks
/// stands at each place.
fn repacked(contest: &Contest, stem: &str, limit: u64, from: impl Fn(u32) -> u32) -> Vec<PathBuf> {
    let reader = PackReader::open(&pack(contest, "01")).unwrap();
    let entries = &reader.index().entries;
    let film = entries
        .iter()
        .find(|entry| entry.tags.len() == 3)
        .unwrap()
        .id;
    let mut materials = Vec::new();
    for entry in entries {
        let chunks = (0..)
            .zip(&entry.tags)
            .map(|(seq, _)| reader.read_chunk(&entry.id, seq).unwrap().len() as u64 - 16);
        materials.push(PlannedMaterial {
            id: entry.id,
            size: chunks.sum(),
        });
    }
    let header = reader.header();
    let name = PackName {
        contest: header.contest.clone(),
        track: header.track.clone(),
        pack: header.pack,
        stem: stem.to_owned(),
    };
    let plan = PackPlan::new(&materials, limit).unwrap();
    let folder = contest.at(stem);
    std::fs::create_dir_all(&folder).unwrap();
    let go_on = &mut |_| std::ops::ControlFlow::Continue(());
    let mut writer = PackWriter::open(&folder, name, plan, go_on).unwrap();
    while let Some(next) = writer.next() {
        let seq = if next.id == film {
            from(next.seq)
        } else {
            next.seq
        };
        let chunk = reader.read_chunk(&next.id, seq).unwrap();
        writer.append(&next.id, next.seq, &chunk, go_on).unwrap();
    }
    let (volumes, _) = writer.finish().unwrap();
    volumes.into_iter().map(|volume| volume.path).collect()
}

/// A pack whose index agrees with its content, and whose content is not what the letter names: the first two chunks of the film change places.
fn swapped(contest: &Contest) -> PathBuf {
    repacked(contest, "换过块", VOLUME_LIMIT, first_two_swapped).remove(0)
}

fn first_two_swapped(seq: u32) -> u32 {
    if seq < 2 { 1 - seq } else { seq }
}

/// Less than the film.
const SMALL_VOLUME: u64 = (2 << 20) + 4_500;

#[test]
fn volumes_of_a_pack_come_one_by_one_in_any_order_and_a_missing_one_is_waited_for() {
    let contest = Contest::make();
    let volumes = repacked(&contest, "分卷", SMALL_VOLUME, |seq| seq);
    assert!(volumes.len() > 1, "{volumes:?}");
    for (keep, desk) in [("copy", "one/desk"), ("inPlace", "two/desk")] {
        let seat = contest.open_letter("E0102", &contest.at(desk));
        for (number, volume) in volumes.iter().rev().enumerate() {
            let added = add(&seat, &[volume], keep);
            let last = number + 1 == volumes.len();
            assert_eq!(added.present == added.total, last, "{keep} {added:?}");
        }
        let original = std::fs::read(contest.at("materials/01-001/演示.mp4")).unwrap();
        let shown = seat.session().film(&film(&seat).id).unwrap();
        let mut read = vec![0; original.len()];
        shown.read_at(0, &mut read).unwrap();
        assert_eq!(read, original, "{keep}");
        assert_eq!(seat.ailments(), Vec::<String>::new());
    }
}

#[test]
fn a_volume_under_the_name_of_another_and_one_of_a_changed_pack_do_no_harm() {
    let contest = Contest::make();
    let good = repacked(&contest, "分卷", SMALL_VOLUME, |seq| seq);
    let changed = repacked(&contest, "换过块", SMALL_VOLUME, first_two_swapped);
    // Names change places on the stick.
    let aside = contest.at("aside.jurymat");
    for (from, to) in [(&good[0], &aside), (&good[1], &good[0]), (&aside, &good[1])] {
        std::fs::rename(from, to).unwrap();
    }
    let seat = contest.open_letter("E0102", &contest.at("desk"));
    let mixed: Vec<&Path> = std::iter::once(&changed[0])
        .chain(&good[1..])
        .map(PathBuf::as_path)
        .collect();
    add(&seat, &mixed, "copy");
    let all: Vec<&Path> = good.iter().map(PathBuf::as_path).collect();
    let added = add(&seat, &all, "copy");
    assert_eq!(added.present, added.total, "{added:?}");
    let original = std::fs::read(contest.at("materials/01-001/演示.mp4")).unwrap();
    let mut read = vec![0; original.len()];
    let shown = seat.session().film(&film(&seat).id).unwrap();
    shown.read_at(0, &mut read).unwrap();
    assert_eq!(read, original);
    assert_eq!(seat.ailments(), Vec::<String>::new());
}

#[test]
fn a_chunk_swapped_in_the_pack_is_found_and_nothing_of_that_material_is_kept() {
    let contest = Contest::make();
    let swapped = swapped(&contest);
    let seat = contest.expert("E0102");
    for keep in ["copy", "inPlace"] {
        let added = add(&seat, &[&swapped], keep);
        assert_eq!((added.present, added.total), (5, 6), "all but the film");
        assert_eq!(added.problems.len(), 1);
        assert!(
            added.problems[0].contains("与任务函登记的不一致"),
            "{:?}",
            added.problems
        );
    }
    let film = film(&seat);
    assert_eq!(film.state, MaterialState::Absent);
    assert!(seat.session().film(&film.id).is_err());
    assert_eq!(seat.ailments(), Vec::<String>::new());
    assert_eq!(
        add(&seat, &[&pack(&contest, "01")], "copy").present,
        6,
        "the right pack mends it"
    );
}

#[test]
fn a_byte_changed_inside_a_pack_never_reaches_the_reader() {
    let contest = Contest::make();
    let path = pack(&contest, "01");
    let bytes = std::fs::read(&path).unwrap();
    let reader = PackReader::open(&path).unwrap();
    let entry = reader
        .index()
        .entries
        .iter()
        .find(|entry| entry.tags.len() == 3)
        .unwrap();
    // In the ciphertext of the film's second chunk: its tag, and so every list of tags, stays right.
    let at = usize::try_from(entry.offset_of(1).unwrap()).unwrap() + 1_000;
    let mut changed = bytes;
    changed[at] ^= 1;
    let changed = contest.file("changed.jurymat", changed);
    // Where the pack is read in place, the chunk is met when it is read.
    let seat = contest.open_letter("E0102", &contest.at("two/desk"));
    add(&seat, &[&changed], "inPlace");
    let shown = seat.session().film(&film(&seat).id).unwrap();
    let mut read = [0; 100];
    shown
        .read_at(0, &mut read)
        .expect("the first chunk is whole");
    assert!(
        shown.read_at(1 << 20, &mut read).is_err(),
        "the second chunk fails its own tag"
    );
    // The good copy takes the place of the damaged one, in place as well.
    let added = add(&seat, &[&path], "inPlace");
    assert_eq!(added.present, added.total);
    let shown = seat.session().film(&film(&seat).id).unwrap();
    shown.read_at(1 << 20, &mut read).unwrap();
}

#[test]
fn a_copy_of_a_damaged_pack_leaves_out_what_is_damaged_and_a_good_one_mends_it() {
    let contest = Contest::make();
    let path = pack(&contest, "01");
    let mut bytes = std::fs::read(&path).unwrap();
    let reader = PackReader::open(&path).unwrap();
    let entry = reader
        .index()
        .entries
        .iter()
        .find(|entry| entry.tags.len() == 3)
        .unwrap();
    let at = usize::try_from(entry.offset_of(1).unwrap()).unwrap() + 1_000;
    bytes[at] ^= 1;
    let changed = contest.file("changed.jurymat", bytes);
    let seat = contest.open_letter("E0102", &contest.at("desk"));
    let added = add(&seat, &[&changed], "copy");
    assert_eq!(added.present, added.total - 1, "{added:?}");
    assert!(added.problems[0].contains("损坏"), "{added:?}");
    assert_eq!(film(&seat).state, MaterialState::Absent);
    let added = add(&seat, &[&path], "copy");
    assert_eq!((added.present, added.problems.len()), (added.total, 0));
    let shown = seat.session().film(&film(&seat).id).unwrap();
    shown.read_at(1 << 20, &mut [0; 100]).unwrap();
    assert_eq!(seat.ailments(), Vec::<String>::new());
}
