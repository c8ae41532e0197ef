use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use super::*;
use jury_core::{ContestId, TrackId};
use jury_seal::material::{CHUNK, MAX_MATERIAL, TAG, TagList};
use jury_seal::pack::{MAX_VOLUME, PackFault};
use proptest::prelude::*;

const MEGABYTE: u64 = CHUNK as u64;
/// Holds two full chunks, its frame, and nothing of any use besides.
const SMALL_VOLUME: u64 = 2 * MEGABYTE + 4_500;

fn name() -> PackName {
    PackName {
        contest: ContestId::new("yj2025").unwrap(),
        track: TrackId::new("01").unwrap(),
        pack: Hex([7; 16]),
        stem: "工业制造".to_owned(),
    }
}

fn material(id: u8, size: u64) -> PlannedMaterial {
    PlannedMaterial {
        id: Hex([id; 16]),
        size,
    }
}

/// Two and a half chunks, an empty one, a small one, and exactly two chunks.
fn materials() -> Vec<PlannedMaterial> {
    vec![
        material(1, 2 * MEGABYTE + 500),
        material(2, 0),
        material(3, 17),
        material(4, 2 * MEGABYTE),
    ]
}

fn plan(limit: u64) -> PackPlan {
    PackPlan::new(&materials(), limit).unwrap()
}

/// The bytes this test puts for a chunk: of the right length, telling their place.
fn chunk(next: &NextChunk) -> Vec<u8> {
    (0..next.length)
        .map(|at| (at % 253) as u8 ^ next.id.0[0] ^ (next.seq as u8).wrapping_mul(31))
        .collect()
}

fn on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn open(folder: &Path, plan: PackPlan) -> PackWriter {
    PackWriter::open(folder, name(), plan, &mut on).unwrap()
}

/// Appends chunks until none is left or `limit` are appended, and says how many.
fn write(writer: &mut PackWriter, limit: usize) -> usize {
    let mut count = 0;
    while let Some(next) = writer.next().filter(|_| count < limit) {
        writer
            .append(&next.id, next.seq, &chunk(&next), &mut on)
            .unwrap();
        count += 1;
    }
    count
}

fn whole(
    folder: &Path,
    limit: u64,
) -> (
    Vec<WrittenVolume>,
    std::collections::BTreeMap<OpaqueId, TagList>,
) {
    let mut writer = open(folder, plan(limit));
    write(&mut writer, usize::MAX);
    writer.finish().unwrap()
}

#[test]
fn every_chunk_is_read_back_in_place_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let (volumes, tags) = whole(folder.path(), VOLUME_LIMIT);
    assert_eq!(volumes.len(), 1);
    assert_eq!(volumes[0].path.file_name().unwrap(), "工业制造.jurymat");
    let reader = PackReader::open(&volumes[0].path).unwrap();
    assert_eq!(
        (reader.header().volume, reader.header().of, reader.digest()),
        (1, 1, volumes[0].digest)
    );
    let chunks: Vec<_> = reader.chunks(|_| true).map(Result::unwrap).collect();
    let expected: Vec<_> = plan(VOLUME_LIMIT)
        .volume(0)
        .iter()
        .map(|next| PackChunk {
            id: next.id,
            seq: next.seq,
            bytes: chunk(next),
        })
        .collect();
    assert_eq!(chunks, expected);
    assert_eq!(
        reader.read_chunk(&Hex([4; 16]), 1).unwrap(),
        expected[6].bytes,
        "sought in place"
    );
    assert!(matches!(
        reader.read_chunk(&Hex([4; 16]), 2),
        Err(PackFileError::NoSuchChunk { seq: 2, .. })
    ));
    assert!(matches!(
        reader.read_chunk(&Hex([9; 16]), 0),
        Err(PackFileError::NoSuchChunk { .. })
    ));
    assert_eq!(tags[&Hex([1; 16])].tags().len(), 3);
    let wanted = |id: &OpaqueId| id.0[0] == 3;
    assert_eq!(reader.chunks(wanted).count(), 1, "others are passed over");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "no part file stays"
    );
}

#[test]
fn a_pack_too_large_for_a_volume_runs_on_in_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let (volumes, tags) = whole(folder.path(), SMALL_VOLUME);
    let (_, tags_of_one) = whole(tempfile::tempdir().unwrap().path(), VOLUME_LIMIT);
    assert_eq!(
        tags, tags_of_one,
        "volumes make no difference to a material"
    );
    let names: Vec<_> = volumes
        .iter()
        .map(|volume| volume.path.file_name().unwrap().to_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "工业制造-1.jurymat",
            "工业制造-2.jurymat",
            "工业制造-3.jurymat"
        ]
    );
    assert!(volumes.iter().all(|volume| volume.size <= SMALL_VOLUME
        && volume.size == fs::metadata(&volume.path).unwrap().len()));
    let readers: Vec<_> = volumes
        .iter()
        .map(|volume| PackReader::open(&volume.path).unwrap())
        .collect();
    let first_seqs: Vec<_> = readers
        .iter()
        .map(|reader| reader.material(&Hex([1; 16])).map(|entry| entry.first_seq))
        .collect();
    assert_eq!(first_seqs, [Some(0), Some(2), None]);
    let total: usize = readers
        .iter()
        .map(|reader| reader.chunks(|_| true).map(Result::unwrap).count())
        .sum();
    assert_eq!(total, 7);
}

#[test]
fn an_interrupted_pack_goes_on_after_its_last_whole_record() {
    let straight = tempfile::tempdir().unwrap();
    let (expected, expected_tags) = whole(straight.path(), SMALL_VOLUME);
    for stop_after in 0..=7 {
        for cut in [0, 1, 30, 5_000] {
            let folder = tempfile::tempdir().unwrap();
            let mut writer = open(folder.path(), plan(SMALL_VOLUME));
            write(&mut writer, stop_after);
            drop(writer);
            cut_part_files(folder.path(), cut);
            let mut writer = open(folder.path(), plan(SMALL_VOLUME));
            write(&mut writer, usize::MAX);
            let (volumes, tags) = writer.finish().unwrap();
            assert_eq!(
                tags, expected_tags,
                "stopped after {stop_after}, cut by {cut}"
            );
            for (volume, expected) in volumes.iter().zip(&expected) {
                assert_eq!(
                    fs::read(&volume.path).unwrap(),
                    fs::read(&expected.path).unwrap()
                );
            }
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), expected.len());
        }
    }
}

fn cut_part_files(folder: &Path, bytes: u64) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "part")
        {
            let file = fs::OpenOptions::new()
                .write(true)
                .open(entry.path())
                .unwrap();
            let length = file.metadata().unwrap().len();
            file.set_len(length.saturating_sub(bytes)).unwrap();
        }
    }
}

#[test]
fn a_finished_pack_opened_again_has_nothing_left_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let first = whole(folder.path(), SMALL_VOLUME);
    let writer = open(folder.path(), plan(SMALL_VOLUME));
    assert_eq!(writer.next(), None);
    assert_eq!(writer.finish().unwrap(), first);
}

#[test]
fn a_record_that_is_not_the_planned_one_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = open(folder.path(), plan(VOLUME_LIMIT));
    write(&mut writer, 3);
    drop(writer);
    let part = folder.path().join("工业制造.jurymat.part");
    let mut bytes = fs::read(&part).unwrap();
    let second_head = bytes.len() - (24 + 516) - (24 + CHUNK + TAG);
    bytes[second_head] ^= 1;
    fs::write(&part, bytes).unwrap();
    let writer = open(folder.path(), plan(VOLUME_LIMIT));
    assert_eq!(writer.next().map(|next| next.seq), Some(1));
}

#[test]
fn a_part_file_of_another_pack_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = open(folder.path(), plan(VOLUME_LIMIT));
    write(&mut writer, 1);
    drop(writer);
    let other = PackName {
        pack: Hex([8; 16]),
        ..name()
    };
    assert!(matches!(
        PackWriter::open(folder.path(), other, plan(VOLUME_LIMIT), &mut on),
        Err(PackFileError::OtherPack { .. })
    ));
    fs::write(
        folder.path().join("工业制造.jurymat.part"),
        b"somebody's letter",
    )
    .unwrap();
    assert!(matches!(
        PackWriter::open(folder.path(), name(), plan(VOLUME_LIMIT), &mut on),
        Err(PackFileError::OtherPack { .. })
    ));
}

#[test]
fn another_pack_of_the_same_name_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (first, _) = whole(folder.path(), VOLUME_LIMIT);
    let other = PackName {
        pack: Hex([8; 16]),
        ..name()
    };
    let mut writer =
        PackWriter::open(folder.path(), other.clone(), plan(VOLUME_LIMIT), &mut on).unwrap();
    write(&mut writer, usize::MAX);
    let (second, _) = writer.finish().unwrap();
    assert_eq!(second[0].path.file_name().unwrap(), "工业制造 (2).jurymat");
    assert_eq!(
        PackReader::open(&first[0].path).unwrap().header().pack,
        Hex([7; 16])
    );
    let again = PackWriter::open(folder.path(), other, plan(VOLUME_LIMIT), &mut on).unwrap();
    assert_eq!(again.next(), None, "it is found under its second name");
}

#[test]
fn only_the_next_chunk_in_its_length_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = open(folder.path(), plan(VOLUME_LIMIT));
    let next = writer.next().unwrap();
    let bytes = chunk(&next);
    assert!(matches!(
        writer.append(&next.id, 1, &bytes, &mut on),
        Err(PackFileError::NotNext)
    ));
    assert!(matches!(
        writer.append(&Hex([9; 16]), 0, &bytes, &mut on),
        Err(PackFileError::NotNext)
    ));
    let given = bytes.len() - 1;
    let short = writer.append(&next.id, 0, &bytes[1..], &mut on);
    assert!(
        matches!(short, Err(PackFileError::ChunkLength { given: found, .. }) if found == given)
    );
    writer.append(&next.id, 0, &bytes, &mut on).unwrap();
    assert!(matches!(writer.finish(), Err(PackFileError::Unfinished)));
}

#[test]
fn plans_that_no_volume_can_hold_are_refused() {
    let refused =
        |materials: &[PlannedMaterial], limit| PackPlan::new(materials, limit).unwrap_err();
    assert!(matches!(
        refused(&[material(0, 1)], VOLUME_LIMIT),
        PackFileError::BadId { .. }
    ));
    assert!(matches!(
        refused(&[material(1, 1), material(1, 2)], VOLUME_LIMIT),
        PackFileError::BadId { .. }
    ));
    assert!(matches!(
        refused(&[material(1, MAX_MATERIAL + 1)], VOLUME_LIMIT),
        PackFileError::MaterialTooLarge { .. }
    ));
    assert!(matches!(
        refused(&[], MEGABYTE),
        PackFileError::VolumeLimit { .. }
    ));
    assert!(matches!(
        refused(&[], MAX_VOLUME + 1),
        PackFileError::VolumeLimit { .. }
    ));
}

#[test]
fn large_materials_are_planned_into_volumes_a_stick_holds() {
    let materials: Vec<_> = (1..=5).map(|id| material(id, 3 << 30)).collect();
    let plan = PackPlan::new(&materials, VOLUME_LIMIT).unwrap();
    assert_eq!(plan.volume_count(), 4);
    assert_eq!(plan.bytes(), 5 * ((3 << 30) + 3 * 1024 * TAG as u64));
    let many: Vec<_> = (0..RECORD_LIMIT as u128 + 1)
        .map(|number| PlannedMaterial {
            id: Hex((number + 1).to_be_bytes()),
            size: 1,
        })
        .collect();
    assert_eq!(
        PackPlan::new(&many, VOLUME_LIMIT).unwrap().volume_count(),
        2,
        "no volume has more records than a reader takes"
    );
}

#[test]
fn a_pack_without_materials_is_one_empty_volume() {
    let folder = tempfile::tempdir().unwrap();
    let writer = open(folder.path(), PackPlan::new(&[], VOLUME_LIMIT).unwrap());
    let (volumes, _) = writer.finish().unwrap();
    assert_eq!(
        PackReader::open(&volumes[0].path)
            .unwrap()
            .chunks(|_| true)
            .count(),
        0
    );
}

#[test]
fn whoever_watches_can_end_the_reading_back_and_nothing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = open(folder.path(), plan(VOLUME_LIMIT));
    write(&mut writer, 6);
    let last = writer.next().unwrap();
    let mut seen = Vec::new();
    let mut stop = |progress: Progress| {
        seen.push(progress);
        if seen.len() == 3 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    assert!(matches!(
        writer.append(&last.id, last.seq, &chunk(&last), &mut stop),
        Err(PackFileError::Cancelled)
    ));
    assert!(
        seen.windows(2)
            .all(|pair| pair[0].done < pair[1].done && pair[1].done < pair[1].total)
    );
    drop(writer);
    assert!(!folder.path().join("工业制造.jurymat").exists());
    let (volumes, _) = open(folder.path(), plan(VOLUME_LIMIT)).finish().unwrap();
    assert_eq!(volumes.len(), 1, "going on finishes what was whole already");
}

#[test]
fn names_of_files_lose_what_no_file_system_takes() {
    let folder = tempfile::tempdir().unwrap();
    let name = PackName {
        stem: "../工业/制造:*?. ".to_owned(),
        ..name()
    };
    let writer = PackWriter::open(
        folder.path(),
        name,
        PackPlan::new(&[], VOLUME_LIMIT).unwrap(),
        &mut on,
    )
    .unwrap();
    let (volumes, _) = writer.finish().unwrap();
    assert_eq!(volumes[0].path, folder.path().join("_工业_制造___.jurymat"));
}

fn volume_bytes() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let materials = [material(1, 5), material(2, 900), material(3, 0)];
    let mut writer = open(
        folder.path(),
        PackPlan::new(&materials, VOLUME_LIMIT).unwrap(),
    );
    while let Some(next) = writer.next() {
        writer
            .append(&next.id, next.seq, &chunk(&next), &mut on)
            .unwrap();
    }
    fs::read(&writer.finish().unwrap().0[0].path).unwrap()
}

fn opened(bytes: &[u8]) -> Result<Vec<PackChunk>, PackFileError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    PackReader::open(file.path())?.chunks(|_| true).collect()
}

#[test]
fn every_truncation_is_recognised() {
    let bytes = volume_bytes();
    for length in 0..bytes.len() {
        assert!(
            opened(&bytes[..length]).is_err(),
            "{length} of {}",
            bytes.len()
        );
    }
}

#[test]
fn a_foreign_file_is_no_pack_and_a_longer_one_is_damaged() {
    assert!(matches!(
        opened(b"PK\x03\x04 and so on, a workbook"),
        Err(PackFileError::Fault(PackFault::NotAPack))
    ));
    let mut longer = volume_bytes();
    longer.push(0);
    assert!(opened(&longer).is_err());
    let missing = PackReader::open(Path::new("/nowhere/a.jurymat"));
    assert!(matches!(
        missing.err(),
        Some(PackFileError::File(ExportError::Removed { .. }))
    ));
}

#[test]
fn no_changed_byte_changes_where_a_chunk_stands() {
    let bytes = volume_bytes();
    let whole = opened(&bytes).unwrap();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x41;
        // Content is not believed here: a changed body is found by the letter's tags and the cipher. Everything else must be noticed.
        if let Ok(chunks) = opened(&changed) {
            let places = |chunks: &[PackChunk]| {
                chunks
                    .iter()
                    .map(|chunk| (chunk.id, chunk.seq, chunk.bytes.len()))
                    .collect::<Vec<_>>()
            };
            let tags = |chunks: &[PackChunk]| {
                chunks
                    .iter()
                    .map(|chunk| chunk.bytes[chunk.bytes.len() - TAG..].to_vec())
                    .collect::<Vec<_>>()
            };
            let header_fields = at < 200;
            assert!(
                header_fields
                    || (places(&chunks) == places(&whole) && tags(&chunks) == tags(&whole)),
                "byte {at}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_volume_with_noise_in_its_tail_never_ends_the_program(noise in proptest::collection::vec(any::<u8>(), 1..200), from_end in 0..200_usize) {
        let mut bytes = volume_bytes();
        let at = bytes.len().saturating_sub(from_end + noise.len());
        let end = (at + noise.len()).min(bytes.len());
        bytes[at..end].copy_from_slice(&noise[..end - at]);
        drop(opened(&bytes));
    }
}
