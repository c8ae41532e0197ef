//! Good documents cut, bitten and mixed up by dice, and things that are no PDF at all.
//!
//! The one rule: nothing is expected of them but a page or a word.

use jury_media::Refusal;

use crate::case::{Case, Dice, Expect, Family};
use crate::crypt;
use crate::doc::whole;

pub(crate) fn cases() -> Vec<Case> {
    let parents = [whole().bytes(), whole().packed(), crypt::owner_only()];
    [
        cut(&parents),
        bitten(&parents),
        mixed(&parents),
        counted(&parents),
        foreign(),
    ]
    .into_iter()
    .flat_map(|family| family.cases)
    .collect()
}

fn cut(parents: &[Vec<u8>]) -> Family {
    let mut family = Family::new("cut");
    for n in 1..=20 {
        for parent in &parents[..2] {
            family.add("", Expect::Either, parent[..parent.len() * n / 21].to_vec());
        }
    }
    family
}

fn bitten(parents: &[Vec<u8>]) -> Family {
    let mut family = Family::new("bitten");
    let mut dice = Dice::new(2_025);
    for n in 0..120 {
        let mut bytes = parents[n % parents.len()].clone();
        for _ in 0..=dice.below(1 + n / 3) {
            let at = dice.below(bytes.len());
            bytes[at] = if n % 2 == 0 {
                dice.byte()
            } else {
                bytes[at] ^ (1 << dice.below(8))
            };
        }
        family.add("", Expect::Either, bytes);
    }
    family
}

/// Stretches left out, said twice, moved, or filled with one byte.
fn mixed(parents: &[Vec<u8>]) -> Family {
    let mut family = Family::new("mixed");
    let mut dice = Dice::new(404);
    for n in 0..60 {
        let mut bytes = parents[n % parents.len()].clone();
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(600)).min(bytes.len());
        match n % 4 {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let twice = bytes[at..end].to_vec();
                bytes.splice(at..at, twice);
            }
            2 => {
                let moved: Vec<u8> = bytes.drain(at..end).collect();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, moved);
            }
            _ => {
                let with = dice.of(&[0, 0x20, 0xff, b'<', b'[', b'(']);
                bytes[at..end].fill(with);
            }
        }
        family.add("", Expect::Either, bytes);
    }
    family
}

/// One number in the plain parts becomes another.
fn counted(parents: &[Vec<u8>]) -> Family {
    const NUMBERS: [&str; 10] = [
        "0",
        "-1",
        "1",
        "65536",
        "2147483647",
        "-2147483648",
        "4294967296",
        "99999999999999999999",
        "1.5",
        "nan",
    ];
    let mut family = Family::new("counted");
    let mut dice = Dice::new(7);
    for n in 0..60 {
        let bytes = &parents[n % 2];
        let mut at = dice.below(bytes.len());
        while !bytes[at].is_ascii_digit() {
            at = (at + 1) % bytes.len();
        }
        let start = bytes[..at]
            .iter()
            .rposition(|byte| !byte.is_ascii_digit())
            .map_or(0, |before| before + 1);
        let end = bytes[at..]
            .iter()
            .position(|byte| !byte.is_ascii_digit())
            .map_or(bytes.len(), |more| at + more);
        let number = dice.of(&NUMBERS);
        family.add(
            number,
            Expect::Either,
            [&bytes[..start], number.as_bytes(), &bytes[end..]].concat(),
        );
    }
    family
}

fn foreign() -> Family {
    let mut family = Family::new("foreign");
    let no = || Expect::Refused(Refusal::NotReadable);
    let noise = Dice::new(3).bytes(100_000);
    for (what, bytes) in [
        ("empty", Vec::new()),
        ("one byte", vec![b'%']),
        ("a header", b"%PDF-1.7\n".to_vec()),
        ("header and end", b"%PDF-1.7\n%%EOF\n".to_vec()),
        (
            "a package",
            b"PK\x03\x04\x14\0\x06\0word/document.xml".repeat(50),
        ),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("a web page", b"<!doctype html><title>404</title>".to_vec()),
        (
            "an old document",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(200),
        ),
        ("blanks", vec![b' '; 1 << 20]),
        ("zeros", vec![0; 1 << 20]),
        ("noise", noise.clone()),
        ("noise with a header", [&b"%PDF-1.4\n"[..], &noise].concat()),
        ("headers only", b"%PDF-1.7\n".repeat(9_000)),
        (
            "words of a PDF",
            b"%PDF-1.7 obj endobj stream endstream xref trailer startxref %%EOF ".repeat(3_000),
        ),
        (
            "a link to a PDF",
            b"[InternetShortcut]\r\nURL=http://x/y.pdf\r\n".to_vec(),
        ),
        (
            "two bytes a letter",
            "%PDF-1.7\n1 0 obj"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
        ),
        (
            "PostScript",
            b"%!PS-Adobe-3.0\n/Helvetica findfont 9 scalefont setfont showpage\n".to_vec(),
        ),
        (
            "data for forms",
            b"%FDF-1.2\n1 0 obj<</FDF<</Fields[]>>>>endobj trailer<</Root 1 0 R>>".to_vec(),
        ),
    ] {
        family.add(what, no(), bytes);
    }
    family
}
