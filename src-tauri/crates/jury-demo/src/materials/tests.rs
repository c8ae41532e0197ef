use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::*;
use crate::plan::plan;

fn written(seed: u64, entries: usize) -> (ContestPlan, tempfile::TempDir, Vec<MaterialFile>) {
    let (plan, dir) = (
        plan(seed, entries, 2).unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let files = write_materials(&plan, dir.path(), &|_| ControlFlow::Continue(())).unwrap();
    (plan, dir, files)
}

fn digests(dir: &Path, files: &[MaterialFile]) -> BTreeMap<String, [u8; 32]> {
    let read =
        |file: &MaterialFile| fs::read(dir.join(file.entry.as_str()).join(&file.name)).unwrap();
    files
        .iter()
        .map(|file| {
            (
                format!("{}/{}", file.entry, file.name),
                Sha256::digest(read(file)).into(),
            )
        })
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_in_every_file() {
    let (_, dir, files) = written(31, 2);
    let (_, other_dir, other_files) = written(31, 2);
    assert_eq!(files, other_files);
    assert_eq!(
        digests(dir.path(), &files),
        digests(other_dir.path(), &other_files)
    );
}

/// Five entries, as who has which videos goes by fives.
#[test]
fn a_dossier_has_a_form_and_six_to_fifteen_proofs_and_every_file_is_what_its_name_says() {
    let (plan, dir, files) = written(33, 5);
    for entry in &plan.entries {
        let count = |kind| {
            files
                .iter()
                .filter(|file| file.entry == entry.id && file.kind == kind)
                .count()
        };
        assert_eq!(
            count(MaterialKind::ApplicationForm),
            usize::from(plan.missing.entry != entry.id)
        );
        assert!(
            (6..=15).contains(&count(MaterialKind::Proof)),
            "{}",
            count(MaterialKind::Proof)
        );
        assert!(count(MaterialKind::Video) <= 2);
        let on_disk = fs::read_dir(dir.path().join(entry.id.as_str()))
            .unwrap()
            .count();
        assert_eq!(
            on_disk,
            files.iter().filter(|file| file.entry == entry.id).count()
        );
    }
    assert!(
        files.iter().any(|file| file.name.ends_with(".webm"))
            && files.iter().any(|file| file.name.ends_with(".mp4"))
    );
    for file in &files {
        let bytes = fs::read(dir.path().join(file.entry.as_str()).join(&file.name)).unwrap();
        assert_eq!(bytes.len() as u64, file.size);
        assert_is_what_its_name_says(file, &bytes);
    }
}

fn assert_is_what_its_name_says(file: &MaterialFile, bytes: &[u8]) {
    assert!(file.size < 4_000_000, "{} {}", file.name, file.size);
    match file.name.rsplit_once('.').unwrap().1 {
        "pdf" => assert!(bytes.starts_with(b"%PDF-") && bytes.ends_with(b"%%EOF")),
        "jpg" | "png" => {
            let picture = image::load_from_memory(bytes).unwrap();
            assert!(picture.width() > 600 && picture.height() > 900);
        }
        "mp4" => assert_eq!(&bytes[4..8], b"ftyp"),
        "webm" => assert_eq!(&bytes[..4], b"\x1a\x45\xdf\xa3"),
        "txt" => assert!(std::str::from_utf8(bytes).is_ok()),
        other => panic!("{other}"),
    }
}

#[test]
fn file_names_can_stand_on_every_system_and_no_proof_is_taken_for_the_form() {
    let plan = plan(37, 200, 2).unwrap();
    for entry in &plan.entries {
        let mut random = plan.random(entry.id.as_str());
        let proofs = proofs(&plan, entry);
        let names: Vec<String> = proofs
            .iter()
            .enumerate()
            .map(|(nth, proof)| proof.file_name(nth + 1, &mut random))
            .collect();
        for name in &names {
            assert!(
                !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|'])
                    && !name.starts_with(' '),
                "{name}"
            );
            assert!(name.len() < 200 && !name.contains("申报书"), "{name}");
        }
        assert_eq!(
            names
                .iter()
                .collect::<std::collections::BTreeSet<_>>()
                .len(),
            proofs.len()
        );
    }
}

#[test]
fn a_scan_is_neither_blank_nor_black() {
    let plan = plan(39, 4, 2).unwrap();
    let mut random = plan.random("look");
    for proof in proofs(&plan, &plan.entries[0]) {
        let bytes = proof.leaves[0].picture(&mut random).png().unwrap();
        let grey = image::load_from_memory(&bytes).unwrap().to_luma8();
        let dark =
            grey.pixels().filter(|pixel| pixel.0[0] < 128).count() * 1000 / grey.pixels().count();
        assert!(
            (2..200).contains(&dark),
            "{} has {dark} dark spots in a thousand",
            proof.title
        );
    }
}

#[test]
fn a_stop_is_heeded_and_what_was_written_stays() {
    let (plan, dir) = (plan(41, 9, 2).unwrap(), tempfile::tempdir().unwrap());
    let stopped = write_materials(&plan, dir.path(), &|_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(MaterialsError::Stopped)));
    let folders = fs::read_dir(dir.path()).unwrap().count();
    assert!((1..9).contains(&folders));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let (plan, dir) = (plan(43, 2, 1).unwrap(), tempfile::tempdir().unwrap());
    let blocked = dir.path().join("a file");
    fs::write(&blocked, b"x").unwrap();
    let refused = write_materials(&plan, &blocked, &|_| ControlFlow::Continue(()));
    assert!(
        matches!(refused, Err(MaterialsError::Write { path, .. }) if path.starts_with(&blocked))
    );
}
