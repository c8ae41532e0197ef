use std::fs;

use super::*;

fn written(folder: &Path) -> PathBuf {
    let database = folder.join("copy.db");
    fs::write(&database, b"pages").unwrap();
    let facts = BackupFacts {
        at: "2026-11-24T15:38:00+08:00".to_owned(),
        contest: ContestId::new("GX-2026").unwrap(),
        expert: Some(ExpertId::new("E0101").unwrap()),
    };
    let parts = BackupParts {
        card: b"{}",
        keys: b"keys",
        database: &database,
    };
    write_backup(&folder.join("a.jurybackup"), &facts, parts).unwrap()
}

#[test]
fn a_backup_is_the_bytes_format_md_gives() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = fs::read(written(folder.path())).unwrap();
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let described = include_str!("../../../jury-seal/FORMAT.md");
    assert!(described.contains(&format!("file: {text}\n")), "{text}");
}

#[test]
fn what_goes_in_comes_out() {
    let folder = tempfile::tempdir().unwrap();
    let backup = BackupFile::open(&written(folder.path())).unwrap();
    assert_eq!(
        (backup.card(), backup.keys()),
        (b"{}".as_slice(), b"keys".as_slice())
    );
    assert_eq!(backup.facts().expert.as_ref().unwrap().as_str(), "E0101");
    let out = folder.path().join("out.db");
    backup.take_database(&out).unwrap();
    assert_eq!(fs::read(out).unwrap(), b"pages");
}

#[test]
fn every_byte_changed_and_every_length_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let bytes = fs::read(&path).unwrap();
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        fs::write(&path, &changed).unwrap();
        assert!(BackupFile::open(&path).is_err(), "byte {place} changed");
        fs::write(&path, &bytes[..place]).unwrap();
        assert!(BackupFile::open(&path).is_err(), "cut at {place}");
    }
    fs::write(&path, [bytes.as_slice(), b"x"].concat()).unwrap();
    assert!(matches!(
        BackupFile::open(&path),
        Err(BackupFault::Damaged { .. })
    ));
    fs::write(&path, "PK").unwrap();
    assert!(matches!(BackupFile::open(&path), Err(BackupFault::Foreign)));
}

#[test]
fn a_database_that_changed_since_the_check_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let backup = BackupFile::open(&path).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&path, bytes).unwrap();
    let out = folder.path().join("out.db");
    assert!(matches!(
        backup.take_database(&out),
        Err(BackupFault::Damaged { .. })
    ));
    assert!(!out.exists());
}
