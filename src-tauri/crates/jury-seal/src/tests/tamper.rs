//! Tampering: whatever is done to the bytes of a signed document, it is not accepted (reference/security.md R7).

use jury_core::merge::Signer;

use crate::document::{Letter, Sheet, seal};
use crate::samples::{self, key};
use crate::verify::{KeyBook, Signers, examine, open};

struct Target {
    bytes: Vec<u8>,
    book: KeyBook,
}

fn sheet() -> Target {
    let bytes = seal(&samples::sheet(), &[&key(4)]).unwrap().to_bytes();
    Target {
        bytes,
        book: KeyBook::of_roster(&samples::roster()).unwrap(),
    }
}

impl Target {
    fn refuses(&self, changed: &[u8], what: &str) {
        let evidence = examine::<Sheet>(changed, &self.book);
        assert!(!evidence.is_sound(), "accepted: {what}");
        // Only a harmless change of spelling may leave the signature standing, and then it is the same document.
        if evidence
            .faults
            .iter()
            .all(|fault| fault.code() == "ENV-NONCANONICAL")
        {
            assert_eq!(evidence.digest, Some(samples::sheet_digest()), "{what}");
            assert_eq!(evidence.document, Some(samples::sheet()), "{what}");
        }
    }
}

/// Other values for a byte: every single-bit change, near neighbours, digits, letters and JSON's own characters.
fn others(byte: u8) -> impl Iterator<Item = u8> {
    let bits = (0..8).map(move |bit| byte ^ (1 << bit));
    let near = [byte.wrapping_add(1), byte.wrapping_sub(1)];
    let marks = [
        b'0', b'9', b'a', b'A', b'Z', b'/', b'+', b'-', b'=', b'"', b'\\', b'{', b',', b' ', b'\n',
        0, 0xff,
    ];
    bits.chain(near)
        .chain(marks)
        .filter(move |other| *other != byte)
}

#[test]
fn no_changed_byte_of_a_sheet_is_accepted() {
    let target = sheet();
    assert_eq!(
        examine::<Sheet>(&target.bytes, &target.book).signer,
        Signer::Introduced
    );
    for place in 0..target.bytes.len() {
        for other in others(target.bytes[place]) {
            let mut changed = target.bytes.clone();
            changed[place] = other;
            target.refuses(&changed, &format!("byte {place} became {other}"));
        }
    }
}

#[test]
fn no_value_at_all_is_accepted_in_a_sample_of_places() {
    let target = sheet();
    for place in (0..target.bytes.len()).step_by(41) {
        for other in (0..=255).filter(|other| *other != target.bytes[place]) {
            let mut changed = target.bytes.clone();
            changed[place] = other;
            target.refuses(&changed, &format!("byte {place} became {other}"));
        }
    }
}

#[test]
fn no_truncation_insertion_or_deletion_is_accepted() {
    let target = sheet();
    for place in 0..target.bytes.len() {
        target.refuses(&target.bytes[..place], &format!("cut at {place}"));
        let mut shorter = target.bytes.clone();
        shorter.remove(place);
        target.refuses(&shorter, &format!("byte {place} left out"));
        for new in [b'0', b'A', b' ', b'"'] {
            let mut longer = target.bytes.clone();
            longer.insert(place, new);
            target.refuses(&longer, &format!("{new} put in at {place}"));
        }
    }
    target.refuses(
        &[target.bytes.as_slice(), b"\n"].concat(),
        "a line feed more",
    );
    target.refuses(&target.bytes.repeat(2), "twice");
}

#[test]
fn no_field_of_one_sheet_fits_another() {
    let target = sheet();
    let other = Sheet {
        seq: 2,
        prev: Some(samples::sheet_digest()),
        ..samples::sheet()
    };
    let (one, two) = (
        seal(&samples::sheet(), &[&key(4)]).unwrap(),
        seal(&other, &[&key(4)]).unwrap(),
    );
    let mut mixed = one.clone();
    mixed.payload.clone_from(&two.payload);
    target.refuses(&mixed.to_bytes(), "another payload");
    let mut mixed = one.clone();
    mixed.signatures.clone_from(&two.signatures);
    target.refuses(&mixed.to_bytes(), "another signature");
    let mut mixed = one.clone();
    mixed.signatures[0].keyid = key(5).public().id();
    target.refuses(&mixed.to_bytes(), "another key id");
    let mut mixed = one;
    mixed.payload_type = Sheet::kind_of_another_version();
    target.refuses(&mixed.to_bytes(), "another version");
}

impl Sheet {
    fn kind_of_another_version() -> String {
        "application/vnd.jurybench.scoresheet+json;v=2".to_owned()
    }
}

#[test]
fn no_changed_byte_of_a_letter_is_accepted() {
    let bytes = seal(&samples::letter(), &[&key(1)]).unwrap().to_bytes();
    let contest = [key(1).public()];
    let signers = Signers {
        all_of: &contest,
        one_of: &[],
    };
    assert!(open::<Letter>(&bytes, signers).is_ok());
    for place in 0..bytes.len() {
        for bit in [0, 3, 5] {
            let mut changed = bytes.clone();
            changed[place] ^= 1 << bit;
            assert!(
                open::<Letter>(&changed, signers).is_err(),
                "byte {place}, bit {bit}"
            );
        }
        assert!(
            open::<Letter>(&bytes[..place], signers).is_err(),
            "cut at {place}"
        );
    }
}
