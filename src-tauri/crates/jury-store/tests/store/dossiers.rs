//! `dossiers.db`: chunks in, resumed, read back; marks do not wait for them.

use std::fs;

use jury_store::table::meta;
use jury_store::{Blob, BlobId, Chunk, Desk, DeskFile, StoreError, set_aside};
use proptest::prelude::*;

use crate::support::{a_desk, key};

const ID: BlobId = BlobId([7; 16]);

fn chunk(seq: u32) -> Chunk {
    Chunk {
        blob: ID,
        seq,
        bytes: vec![seq as u8; 100_000],
    }
}

#[test]
fn an_interrupted_import_goes_on_where_it_stopped() {
    let bench = a_desk();
    let dossiers = bench.desk.dossiers();
    dossiers.begin_blob(ID, 4, 400_000).unwrap();
    assert_eq!(dossiers.missing_from(ID).unwrap(), 0);
    let mut import = dossiers.import();
    import.push(chunk(0)).unwrap();
    import.push(chunk(1)).unwrap();
    import.flush().unwrap();
    import.push(chunk(2)).unwrap();
    drop(import);

    let bench = bench.reopen();
    let dossiers = bench.desk.dossiers();
    dossiers.begin_blob(ID, 4, 400_000).unwrap();
    assert_eq!(
        dossiers.missing_from(ID).unwrap(),
        2,
        "what was not flushed is not there"
    );
    let early = dossiers.finish_blob(ID);
    assert!(matches!(
        early,
        Err(StoreError::ChunkMissing { seq: 2, .. })
    ));
    assert!(!dossiers.blob(ID).unwrap().unwrap().complete);
    let mut import = dossiers.import();
    import.push(chunk(2)).unwrap();
    import.push(chunk(3)).unwrap();
    import.finish_blob(ID).unwrap();
    let blob = Blob {
        id: ID,
        chunks: 4,
        size: 400_000,
        complete: true,
    };
    assert_eq!(dossiers.blob(ID).unwrap(), Some(blob));
    assert_eq!(dossiers.missing_from(ID).unwrap(), 4);
    assert_eq!(dossiers.read_chunk(ID, 3).unwrap(), chunk(3).bytes);
    dossiers.check().unwrap();
}

#[test]
fn sixteen_mebibytes_are_written_in_one_go() {
    let bench = a_desk();
    let dossiers = bench.desk.dossiers();
    dossiers.begin_blob(ID, 20, 20 << 20).unwrap();
    let mut import = dossiers.import();
    let wrote: Vec<bool> = (0..20)
        .map(|seq| {
            import
                .push(Chunk {
                    blob: ID,
                    seq,
                    bytes: vec![1; 1 << 20],
                })
                .unwrap()
        })
        .collect();
    assert_eq!(wrote.iter().position(|wrote| *wrote), Some(15));
    assert_eq!(dossiers.missing_from(ID).unwrap(), 16);
    import.finish_blob(ID).unwrap();
}

#[test]
fn what_was_not_announced_is_refused_and_a_bad_batch_leaves_nothing() {
    let bench = a_desk();
    let dossiers = bench.desk.dossiers();
    assert!(matches!(
        dossiers.put_chunks(&[chunk(0)]),
        Err(StoreError::BlobUnknown { id: ID })
    ));
    assert!(matches!(
        dossiers.missing_from(ID),
        Err(StoreError::BlobUnknown { .. })
    ));
    assert!(matches!(
        dossiers.finish_blob(ID),
        Err(StoreError::BlobUnknown { .. })
    ));
    assert_eq!(dossiers.blob(ID).unwrap(), None);
    dossiers.begin_blob(ID, 2, 9).unwrap();
    assert!(matches!(
        dossiers.begin_blob(ID, 3, 9),
        Err(StoreError::BlobDiffers { .. })
    ));
    let beyond = dossiers.put_chunks(&[chunk(0), chunk(2)]);
    assert!(matches!(
        beyond,
        Err(StoreError::ChunkBeyondEnd { seq: 2, .. })
    ));
    assert!(matches!(
        dossiers.read_chunk(ID, 0),
        Err(StoreError::ChunkMissing { seq: 0, .. })
    ));
}

#[test]
fn a_chunk_taken_in_again_replaces_the_one_there() {
    let bench = a_desk();
    let dossiers = bench.desk.dossiers();
    dossiers.begin_blob(ID, 1, 9).unwrap();
    dossiers
        .put_chunks(&[Chunk {
            bytes: b"rotten".to_vec(),
            ..chunk(0)
        }])
        .unwrap();
    dossiers.put_chunks(&[chunk(0)]).unwrap();
    assert_eq!(dossiers.read_chunk(ID, 0).unwrap(), chunk(0).bytes);
}

#[test]
fn an_incomplete_blob_can_be_discarded_and_a_complete_one_stays() {
    let bench = a_desk();
    let dossiers = bench.desk.dossiers();
    let other = BlobId([8; 16]);
    for id in [ID, other] {
        dossiers.begin_blob(id, 1, 9).unwrap();
        dossiers
            .put_chunks(&[Chunk {
                blob: id,
                ..chunk(0)
            }])
            .unwrap();
    }
    dossiers.finish_blob(other).unwrap();
    dossiers.discard_blob(ID).unwrap();
    dossiers.discard_blob(other).unwrap();
    assert_eq!(dossiers.blob(ID).unwrap(), None);
    assert!(matches!(
        dossiers.read_chunk(ID, 0),
        Err(StoreError::ChunkMissing { .. })
    ));
    assert_eq!(dossiers.read_chunk(other, 0).unwrap(), chunk(0).bytes);
}

#[test]
fn a_chunk_is_read_while_a_mark_is_being_saved() {
    let bench = a_desk();
    let dossiers = bench.desk.dossiers();
    dossiers.begin_blob(ID, 1, 9).unwrap();
    dossiers.put_chunks(&[chunk(0)]).unwrap();
    bench.write(|change| {
        meta::put_text(change, "a", "1")?;
        // Inside the open transaction on desk.db, another thread reads: with one lock for both this would wait for ever.
        std::thread::scope(|scope| scope.spawn(|| dossiers.read_chunk(ID, 0)).join().unwrap())?;
        Ok(())
    });
}

#[test]
fn a_damaged_dossier_file_is_set_aside_and_the_marks_are_still_there() {
    let bench = a_desk();
    bench.write(|change| meta::put_text(change, "a", "1"));
    bench.desk.close().unwrap();
    let folder = bench.folder.path();
    fs::write(
        folder.join("dossiers.db"),
        "not a database, long enough to look like one".repeat(40),
    )
    .unwrap();
    let outcome = Desk::open(folder, &key());
    assert!(matches!(
        outcome,
        Err(StoreError::Broken {
            file: DeskFile::Dossiers,
            ..
        })
    ));
    set_aside(folder, DeskFile::Dossiers).unwrap();
    let desk = Desk::open(folder, &key()).unwrap();
    assert_eq!(
        desk.read(|view| meta::get_text(view, "a"))
            .unwrap()
            .as_deref(),
        Some("1")
    );
    assert_eq!(desk.dossiers().blob(ID).unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever chunks are there, in whatever order they came, the first missing one is found.
    #[test]
    fn the_first_gap_is_found(order in Just((0..12_u32).collect::<Vec<_>>()).prop_shuffle(), kept in 0..=12_usize) {
        let bench = a_desk();
        let dossiers = bench.desk.dossiers();
        dossiers.begin_blob(ID, 12, 0).unwrap();
        let batch: Vec<Chunk> =
            order[..kept].iter().map(|seq| Chunk { blob: ID, seq: *seq, bytes: vec![1] }).collect();
        dossiers.put_chunks(&batch).unwrap();
        let expected = (0..12).find(|seq| !order[..kept].contains(seq)).unwrap_or(12);
        prop_assert_eq!(dossiers.missing_from(ID).unwrap(), expected);
    }
}
