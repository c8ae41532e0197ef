//! Pages of odd size, and pages turned.
//!
//! The one rule: a page whose box is a box shows; of the others a page is enough.

use jury_media::Refusal;

use crate::case::{Expect, Family};
use crate::doc::{A4, Doc, SQUARE};

pub(crate) fn cases() -> Family {
    let mut family = Family::new("shape");
    for (what, facts, expect) in PAGES {
        let doc = Doc::page(facts, "", SQUARE.as_bytes());
        family.add(what, expect.clone(), doc.bytes());
    }
    for turn in [
        "0",
        "90",
        "180",
        "270",
        "-90",
        "-450",
        "45",
        "3600",
        "89.6",
        "2147483647",
        "(x)",
        "null",
        "3 0 R",
    ] {
        let doc = Doc::page(&format!("{A4}/Rotate {turn}"), "", SQUARE.as_bytes());
        family.add(format_args!("turned {turn}"), Expect::Ink, doc.bytes());
    }
    for unit in ["0", "-1", "75000", "0.00001", "1e30", "(u)"] {
        let doc = Doc::page(&format!("{A4}/UserUnit {unit}"), "", SQUARE.as_bytes());
        family.add(format_args!("unit {unit}"), Expect::Page, doc.bytes());
    }
    let mut none = Doc::square();
    none.set(2, "<</Type/Pages/Count 0/Kids[]>>");
    family.add("no page", Expect::Refused(Refusal::NoPages), none.bytes());
    family
}

const PAGES: &[(&str, &str, Expect)] = &[
    ("no box", "", Expect::Ink),
    ("empty box", "/MediaBox[]", Expect::Ink),
    ("two numbers", "/MediaBox[0 0]", Expect::Page),
    ("zero", "/MediaBox[0 0 0 0]", Expect::Page),
    ("zero wide", "/MediaBox[0 0 0 842]", Expect::Page),
    ("zero high", "/MediaBox[0 0 595 0]", Expect::Page),
    ("upside down", "/MediaBox[595 842 0 0]", Expect::Ink),
    ("negative", "/MediaBox[-595 -842 0 0]", Expect::Page),
    ("around zero", "/MediaBox[-300 -400 300 800]", Expect::Ink),
    ("not numbers", "/MediaBox[(a) (b) (c) (d)]", Expect::Page),
    ("nan", "/MediaBox[nan nan nan nan]", Expect::Either),
    ("infinite", "/MediaBox[0 0 inf inf]", Expect::Either),
    ("exponents", "/MediaBox[0 0 1e30 1e30]", Expect::Either),
    ("one thousandth", "/MediaBox[0 0 .001 .001]", Expect::Page),
    ("one point", "/MediaBox[0 0 1 1]", Expect::Page),
    ("a poster", "/MediaBox[0 0 14400 14400]", Expect::Page),
    ("a million", "/MediaBox[0 0 1000000 1000000]", Expect::Page),
    (
        "ten to the twelfth",
        "/MediaBox[0 0 1000000000000 1000000000000]",
        Expect::Page,
    ),
    (
        "beyond a float",
        "/MediaBox[0 0 99999999999999999999999999999999999999999999 9]",
        Expect::Either,
    ),
    (
        "the largest integers",
        "/MediaBox[-2147483648 -2147483648 2147483647 2147483647]",
        Expect::Page,
    ),
    (
        "overflowing",
        "/MediaBox[-4294967296 0 4294967297 842]",
        Expect::Page,
    ),
    (
        "far away",
        "/MediaBox[1000000 1000000 1000595 1000842]",
        Expect::Page,
    ),
    ("a ribbon", "/MediaBox[0 0 14400 1]", Expect::Page),
    ("a column", "/MediaBox[0 0 1 14400]", Expect::Page),
    ("a thread", "/MediaBox[0 0 .01 1000000]", Expect::Page),
    ("a line", "/MediaBox[0 0 1000000 .01]", Expect::Page),
    ("six numbers", "/MediaBox[0 0 595 842 7 7]", Expect::Page),
    ("a box that is itself", "/MediaBox 3 0 R", Expect::Page),
    ("a box that is missing", "/MediaBox 99 0 R", Expect::Ink),
    (
        "crop outside",
        "/MediaBox[0 0 595 842]/CropBox[1000 1000 2000 2000]",
        Expect::Page,
    ),
    (
        "crop empty",
        "/MediaBox[0 0 595 842]/CropBox[0 0 0 0]",
        Expect::Page,
    ),
    (
        "crop upside down",
        "/MediaBox[0 0 595 842]/CropBox[595 842 0 0]",
        Expect::Ink,
    ),
    (
        "crop larger",
        "/MediaBox[0 0 595 842]/CropBox[-9999 -9999 9999 9999]",
        Expect::Ink,
    ),
    (
        "crop nan",
        "/MediaBox[0 0 595 842]/CropBox[nan 0 595 842]",
        Expect::Either,
    ),
    (
        "crop a hair",
        "/MediaBox[0 0 595 842]/CropBox[0 0 .0001 842]",
        Expect::Page,
    ),
    (
        "bleed and trim",
        "/MediaBox[0 0 595 842]/TrimBox[9 9 9 9]/BleedBox[-1 -1 -1 -1]/ArtBox[]",
        Expect::Ink,
    ),
];
