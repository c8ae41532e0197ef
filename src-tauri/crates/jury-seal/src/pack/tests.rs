use proptest::prelude::*;

use super::*;
use crate::material::Tag;
use crate::samples;

fn header() -> PackHeader {
    let track = TrackId::new("01").unwrap();
    PackHeader {
        contest: samples::contest(),
        track,
        pack: Hex([7; 16]),
        volume: 1,
        of: 2,
    }
}

/// A volume with two materials: one of two chunks (the first full), one of a single byte.
fn volume() -> Vec<u8> {
    let mut bytes = header().to_bytes().unwrap();
    let mut index = Index::default();
    let chunks = [(1, 0, CHUNK + TAG), (1, 1, TAG + 3), (2, 0, TAG + 1)];
    for (id, seq, length) in chunks {
        index.note(Hex([id; 16]), seq, bytes.len() as u64, [id; TAG]);
        bytes.extend(
            RecordHead::Chunk {
                id: Hex([id; 16]),
                seq,
                length: length as u32,
            }
            .to_bytes(),
        );
        bytes.resize(bytes.len() + length, id);
    }
    let at = bytes.len() as u64;
    let index = index.to_bytes();
    bytes.extend(
        RecordHead::Index {
            length: index.len() as u32,
        }
        .to_bytes(),
    );
    bytes.extend(&index);
    bytes.extend(Footer::of(at, &index).to_bytes());
    bytes
}

/// Finds the index from the end, as a reader in place does.
fn sought(volume: &[u8]) -> Result<Index, PackFault> {
    let footer = volume.last_chunk().ok_or(PackFault::Truncated)?;
    let footer = Footer::from_bytes(footer, volume.len() as u64)?;
    let (head, rest) = volume[footer.index_at as usize..]
        .split_first_chunk()
        .ok_or(PackFault::Truncated)?;
    let RecordHead::Index { length } = RecordHead::from_bytes(head)? else {
        return Err(PackFault::Truncated);
    };
    let bytes = rest.get(..length as usize).ok_or(PackFault::Truncated)?;
    if !footer.fits(bytes) {
        return Err(PackFault::Damaged {
            detail: "index digest",
        });
    }
    Index::from_bytes(bytes)
}

#[test]
fn a_volume_is_read_front_to_back() {
    let volume = volume();
    let (read, mut at) = PackHeader::from_bytes(&volume).unwrap();
    assert_eq!(read, header());
    let mut seen = Vec::new();
    loop {
        match RecordHead::from_bytes(volume[at..].first_chunk().unwrap()).unwrap() {
            RecordHead::Chunk { id, seq, length } => {
                seen.push((id.0[0], seq, length as usize));
                at += RECORD_HEAD + length as usize;
            }
            RecordHead::Index { length } => {
                assert_eq!(at + RECORD_HEAD + length as usize + FOOTER, volume.len());
                break;
            }
        }
    }
    assert_eq!(
        seen,
        [(1, 0, CHUNK + TAG), (1, 1, TAG + 3), (2, 0, TAG + 1)]
    );
}

#[test]
fn a_volume_is_sought_in_place() {
    let volume = volume();
    let index = sought(&volume).unwrap();
    let entry = index.entry(&Hex([1; 16])).unwrap();
    let at = entry.offset_of(1).unwrap() as usize;
    let head = RecordHead::from_bytes(volume[at..].first_chunk().unwrap()).unwrap();
    assert_eq!(
        head,
        RecordHead::Chunk {
            id: Hex([1; 16]),
            seq: 1,
            length: (TAG + 3) as u32
        }
    );
    assert_eq!(entry.offset_of(2), None);
    assert_eq!(entry.tags, [[1; TAG]; 2]);
    assert_eq!(index.entry(&Hex([9; 16])), None);
    let continued = IndexEntry {
        id: Hex([1; 16]),
        offset: 100,
        first_seq: 5,
        tags: vec![[0; TAG]],
    };
    assert_eq!(
        (
            continued.offset_of(4),
            continued.offset_of(5),
            continued.offset_of(6)
        ),
        (None, Some(100), None)
    );
}

#[test]
fn an_incomplete_volume_is_recognised_from_its_end() {
    let volume = volume();
    for missing in [1, 8, FOOTER, FOOTER + 10, CHUNK / 2, volume.len() - 20] {
        assert!(
            sought(&volume[..volume.len() - missing]).is_err(),
            "{missing}"
        );
    }
    assert_eq!(
        PackHeader::from_bytes(&volume[..7]),
        Err(PackFault::Truncated)
    );
    assert_eq!(
        PackHeader::from_bytes(&volume[..20]),
        Err(PackFault::Truncated)
    );
    assert_eq!(
        PackHeader::from_bytes(b"PK\x03\x04 no pack"),
        Err(PackFault::NotAPack)
    );
}

#[test]
fn lengths_that_no_volume_has_are_refused_before_anything_is_allocated() {
    let long = [&MAGIC[..], &u32::MAX.to_be_bytes(), b"{}"].concat();
    assert!(matches!(
        PackHeader::from_bytes(&long),
        Err(PackFault::Damaged { .. })
    ));
    let head = |length| {
        RecordHead::Chunk {
            id: Hex([1; 16]),
            seq: 0,
            length,
        }
        .to_bytes()
    };
    for length in [0, 15, (CHUNK + TAG + 1) as u32, u32::MAX] {
        assert!(RecordHead::from_bytes(&head(length)).is_err(), "{length}");
    }
    assert!(RecordHead::from_bytes(&RecordHead::Index { length: u32::MAX }.to_bytes()).is_err());
    assert!(
        PackHeader {
            volume: 3,
            ..header()
        }
        .to_bytes()
        .is_err()
    );
    let mut index = vec![1; 32];
    index[28..].copy_from_slice(&u32::MAX.to_be_bytes());
    assert!(Index::from_bytes(&index).is_err());
    let entry = IndexEntry {
        id: Hex([1; 16]),
        offset: 0,
        first_seq: 0,
        tags: vec![[0; TAG]],
    };
    assert!(
        Index::from_bytes(
            &Index {
                entries: vec![entry.clone(), entry]
            }
            .to_bytes()
        )
        .is_err(),
        "an id twice"
    );
    let footer = Footer {
        index_at: u64::MAX,
        index_digest: Digest([0; 32]),
    };
    assert_eq!(
        Footer::from_bytes(&footer.to_bytes(), 1000),
        Err(PackFault::Truncated)
    );
}

proptest! {
    #[test]
    fn an_index_reads_back(entries in prop::collection::btree_map(any::<[u8; 16]>(), (any::<u64>(), any::<u32>(), prop::collection::vec(any::<Tag>(), 1..5)), 0..6)) {
        let entries = entries.into_iter().map(|(id, (offset, first_seq, tags))| IndexEntry { id: Hex(id), offset, first_seq, tags });
        let index = Index { entries: entries.collect() };
        prop_assert_eq!(Index::from_bytes(&index.to_bytes()), Ok(index));
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = (PackHeader::from_bytes(&bytes), Index::from_bytes(&bytes), sought(&bytes));
        let _ = PackHeader::from_bytes(&[&MAGIC[..], &bytes].concat());
    }
}
