//! What holds a document together, wrong: cross-reference tables and streams, trailers, page trees.
//!
//! The one rule: what other viewers mend is shown here too.

use std::fmt::Write as _;

use jury_media::Refusal;

use crate::case::{Dice, Expect, Family};
use crate::doc::{A4, Doc, SQUARE, deflated, stream, whole};

pub(crate) fn references() -> Family {
    let mut family = Family::new("xref");
    let good = Doc::square().bytes();
    let text = String::from_utf8_lossy(&good).into_owned();
    for (what, from, to, expect) in CHANGES {
        assert!(text.contains(from), "{what}");
        family.add(what, expect.clone(), text.replace(from, to).into_bytes());
    }
    let (body, starts) = Doc::square().body();
    family.add(
        "no table at all",
        Expect::Refused(Refusal::NotReadable),
        body.clone(),
    );
    family.add(
        "no table but a trailer",
        Expect::Ink,
        [&body[..], b"trailer\n<</Root 1 0 R>>\n%%EOF\n"].concat(),
    );
    let mut shuffled: String = starts.iter().rev().fold(
        "xref\n0 5\n0000000000 65535 f \n".to_owned(),
        |mut table, start| {
            let _ = writeln!(table, "{start:010} 00000 n ");
            table
        },
    );
    let _ = write!(
        shuffled,
        "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n",
        body.len()
    );
    family.add(
        "entries swapped",
        Expect::Either,
        [&body[..], shuffled.as_bytes()].concat(),
    );
    let mut circle = Doc::square();
    circle.trailer = format!("/Prev {}", circle.body().0.len());
    family.add(
        "a previous table that is itself",
        Expect::Ink,
        circle.bytes(),
    );
    let mut hybrid = Doc::square();
    hybrid.trailer = "/XRefStm 9".to_owned();
    family.add("a stream that is not there", Expect::Ink, hybrid.bytes());
    let mut dice = Dice::new(11);
    for shift in [1_usize, 7, 1000, 100_000] {
        family.add(
            format_args!("junk of {shift} before"),
            if shift > 1000 {
                Expect::Refused(Refusal::NotReadable)
            } else {
                Expect::Ink
            },
            [dice.bytes(shift), good.clone()].concat(),
        );
        family.add(
            format_args!("junk of {shift} after"),
            Expect::Ink,
            [good.clone(), dice.bytes(shift)].concat(),
        );
    }
    family.add(
        "lines end in carriage returns",
        Expect::Ink,
        text.replace('\n', "\r").into_bytes(),
    );
    family.add(
        "lines end in both",
        Expect::Ink,
        text.replace('\n', "\r\n").into_bytes(),
    );
    let packed = whole().packed();
    family.add("packed", Expect::Ink, packed.clone());
    for (what, at) in [
        ("packed, last byte gone", packed.len() - 1),
        ("packed, tail gone", packed.len() - 40),
    ] {
        family.add(what, Expect::Either, packed[..at].to_vec());
    }
    for facts in [
        "/W[0 0 0]/Size 5",
        "/W[8 8 8]/Size 5",
        "/W[1 4 2]/Size 2147483647",
        "/W[1 4 2]/Size -1",
        "/W[-1 4 2]/Size 5",
        "/W[1 2147483647 2]/Size 5",
        "/W[1 4 2]/Size 5/Index[0 2147483647]",
        "/W[1 4 2]/Size 5/Index[-5 5]",
    ] {
        let (mut bytes, _) = Doc::square().body();
        let at = bytes.len();
        bytes.extend_from_slice(b"5 0 obj\n");
        bytes.extend_from_slice(&deflated(
            &format!("/Type/XRef/Root 1 0 R{facts}"),
            &[1; 70],
        ));
        bytes.extend_from_slice(format!("\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
        family.add(facts, Expect::Either, bytes);
    }
    let updated = (0..200).fold(good, |mut bytes, turn| {
        let at = bytes.len();
        let _ = write!(Tail(&mut bytes), "4 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\nxref\n4 1\n{at:010} 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev {turn}>>\nstartxref\n{at}\n%%EOF\n");
        bytes
    });
    family.add("two hundred updates", Expect::Either, updated);
    family
}

/// Lets text be written at the end of bytes.
struct Tail<'b>(&'b mut Vec<u8>);

impl std::fmt::Write for Tail<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

const CHANGES: &[(&str, &str, &str, Expect)] = &[
    ("startxref zero", "startxref\n", "startxref\n0", Expect::Ink),
    (
        "startxref far",
        "startxref\n",
        "startxref\n99999",
        Expect::Ink,
    ),
    (
        "startxref beyond a number",
        "startxref\n",
        "startxref\n99999999999999999999",
        Expect::Ink,
    ),
    (
        "startxref negative",
        "startxref\n",
        "startxref\n-",
        Expect::Ink,
    ),
    ("no startxref", "startxref", "startxxxx", Expect::Ink),
    ("no end", "%%EOF", "", Expect::Ink),
    ("no xref word", "xref\n0 5", "xxxx\n0 5", Expect::Ink),
    ("count too large", "0 5\n", "0 500\n", Expect::Ink),
    ("count vast", "0 5\n", "0 2147483647\n", Expect::Ink),
    ("count negative", "0 5\n", "0 -5\n", Expect::Ink),
    ("starts at one", "0 5\n", "1 5\n", Expect::Either),
    ("all free", " 00000 n", " 00000 f", Expect::Either),
    ("generations", " 00000 n", " 65535 n", Expect::Either),
    ("places shifted", "00000000", "00000001", Expect::Either),
    ("places vast", "000000", "999999", Expect::Either),
    ("no trailer", "trailer", "", Expect::Either),
    ("size one", "/Size 5", "/Size 1", Expect::Either),
    ("size vast", "/Size 5", "/Size 2147483647", Expect::Ink),
    ("no root", "/Root 1 0 R", "", Expect::Either),
    (
        "root is a page",
        "/Root 1 0 R",
        "/Root 3 0 R",
        Expect::Either,
    ),
    (
        "root is nothing",
        "/Root 1 0 R",
        "/Root 99 0 R",
        Expect::Either,
    ),
    ("root is a number", "/Root 1 0 R", "/Root 1", Expect::Either),
    ("no endobj", "endobj", "", Expect::Either),
    ("no endstream", "endstream", "", Expect::Either),
    ("length zero", "/Length 29", "/Length 0", Expect::Either),
    (
        "length vast",
        "/Length 29",
        "/Length 2147483647",
        Expect::Either,
    ),
    (
        "length negative",
        "/Length 29",
        "/Length -29",
        Expect::Either,
    ),
    (
        "length itself",
        "/Length 29",
        "/Length 4 0 R",
        Expect::Either,
    ),
    ("old header", "%PDF-1.7", "%PDF-0.0", Expect::Ink),
    ("odd header", "%PDF-1.7", "%PDF-x.y", Expect::Ink),
    (
        "no header",
        "%PDF-1.7",
        "",
        Expect::Refused(Refusal::NotReadable),
    ),
    ("no catalog type", "/Type/Catalog", "", Expect::Either),
    ("no tree type", "/Type/Pages", "", Expect::Either),
    ("no page type", "/Type/Page/", "/", Expect::Either),
];

pub(crate) fn trees() -> Family {
    let mut family = Family::new("tree");
    for (what, tree, expect) in TREES {
        let mut doc = Doc::square();
        doc.set(2, *tree);
        family.add(what, expect.clone(), doc.bytes());
    }
    for depth in [30, 300, 3_000, 100_000] {
        family.add(format_args!("{depth} deep"), Expect::Either, deep(depth));
    }
    let mut ring = Doc::square();
    ring.set(2, "<</Type/Pages/Count 3/Kids[3 0 R 5 0 R]>>");
    ring.add("<</Type/Pages/Count 2/Kids[6 0 R 2 0 R]/Parent 2 0 R>>");
    ring.add("<</Type/Pages/Count 2/Kids[5 0 R 3 0 R]/Parent 5 0 R>>");
    family.add("a ring", Expect::Either, ring.bytes());
    for (what, parents) in [
        ("parent is itself", "/Parent 3 0 R"),
        ("parents in a ring", "/Parent 5 0 R"),
        ("no parent", ""),
    ] {
        let mut doc = Doc::square();
        doc.set(3, format!("<</Type/Page{parents}/Contents 4 0 R>>"));
        doc.add("<</Type/Pages/Parent 3 0 R/Count 1/Kids[3 0 R]>>");
        family.add(what, Expect::Page, doc.bytes());
    }
    for (what, contents) in [
        ("itself", "3 0 R"),
        ("a list", "[4 0 R 4 0 R 99 0 R null 5]"),
        ("a list of itself", "5 0 R"),
        ("missing", "99 0 R"),
        ("text", "(q)"),
        ("the tree", "2 0 R"),
    ] {
        let mut doc = Doc::square();
        doc.set(
            3,
            format!("<</Type/Page/Parent 2 0 R{A4}/Contents {contents}>>"),
        );
        doc.add("[5 0 R 5 0 R]");
        family.add(format_args!("content is {what}"), Expect::Page, doc.bytes());
    }
    for pages in [2_000, 2_001, 20_000] {
        let expect = if pages > 2_000 {
            Expect::Refused(Refusal::TooManyPages {
                count: pages,
                limit: 2_000,
            })
        } else {
            Expect::Ink
        };
        family.add(format_args!("{pages} pages"), expect, many(pages));
    }
    family
}

const TREES: &[(&str, &str, Expect)] = &[
    (
        "count too large",
        "<</Type/Pages/Count 9/Kids[3 0 R]>>",
        Expect::Page,
    ),
    (
        "count too small",
        "<</Type/Pages/Count 1/Kids[3 0 R 3 0 R 3 0 R]>>",
        Expect::Ink,
    ),
    (
        "count negative",
        "<</Type/Pages/Count -1/Kids[3 0 R]>>",
        Expect::Either,
    ),
    (
        "count vast",
        "<</Type/Pages/Count 2147483647/Kids[3 0 R]>>",
        Expect::Either,
    ),
    (
        "count is text",
        "<</Type/Pages/Count(1)/Kids[3 0 R]>>",
        Expect::Either,
    ),
    ("no count", "<</Type/Pages/Kids[3 0 R]>>", Expect::Either),
    ("no kids", "<</Type/Pages/Count 1>>", Expect::Either),
    (
        "kids are nothing",
        "<</Type/Pages/Count 3/Kids[null 99 0 R(x)]>>",
        Expect::Either,
    ),
    (
        "kids are not a list",
        "<</Type/Pages/Count 1/Kids 3 0 R>>",
        Expect::Either,
    ),
    (
        "kids are the tree",
        "<</Type/Pages/Count 1/Kids[2 0 R]>>",
        Expect::Either,
    ),
    (
        "kids are the catalog",
        "<</Type/Pages/Count 1/Kids[1 0 R]>>",
        Expect::Either,
    ),
    (
        "kids are the content",
        "<</Type/Pages/Count 1/Kids[4 0 R]>>",
        Expect::Either,
    ),
    (
        "a thousand of the same",
        "<</Type/Pages/Count 5/Kids[3 0 R 3 0 R 3 0 R 3 0 R 3 0 R]>>",
        Expect::Ink,
    ),
    (
        "the tree is a page",
        "<</Type/Page/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        Expect::Either,
    ),
    ("the tree is a number", "7", Expect::Either),
];

/// Nodes of one child each.
fn deep(depth: usize) -> Vec<u8> {
    let mut doc = Doc::square();
    let first = doc.next();
    doc.set(2, format!("<</Type/Pages/Count 1/Kids[{first} 0 R]>>"));
    for n in 0..depth {
        let (parent, child) = (
            if n == 0 { 2 } else { first + n - 1 },
            if n + 1 == depth { 3 } else { first + n + 1 },
        );
        doc.add(format!(
            "<</Type/Pages/Count 1/Parent {parent} 0 R/Kids[{child} 0 R]>>"
        ));
    }
    doc.bytes()
}

fn many(pages: u32) -> Vec<u8> {
    let mut doc = Doc::default();
    doc.add("<</Type/Catalog/Pages 2 0 R>>");
    let kids = (0..pages).fold(String::new(), |mut kids, n| {
        let _ = write!(kids, "{} 0 R ", n + 4);
        kids
    });
    doc.add(format!("<</Type/Pages/Count {pages}/Kids[{kids}]>>"));
    doc.add(stream("", SQUARE.as_bytes()));
    for _ in 0..pages {
        doc.add(format!("<</Type/Page/Parent 2 0 R{A4}/Contents 3 0 R>>"));
    }
    doc.bytes()
}
