//! Little that becomes much: streams that grow, pictures without end, thousands of annotations, drawings within drawings.
//!
//! The one rule: each file is small, so that what it takes is what the worker let it take.

use std::fmt::Write as _;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::case::{Dice, Expect, Family};
use crate::doc::{A4, Doc, SQUARE, deflated, stream};

pub(crate) fn bombs() -> Family {
    let mut family = Family::new("bomb");
    for mebibytes in [16, 128, 3_072] {
        let grown = grown(mebibytes << 20);
        let mut content = Doc::square();
        content.set(4, stream("/Filter[/FlateDecode/FlateDecode]", &grown));
        family.add(
            format_args!("content of {mebibytes} MiB"),
            Expect::Either,
            content.bytes(),
        );
        family.add(
            format_args!("objects of {mebibytes} MiB"),
            Expect::Either,
            objects(&grown),
        );
        family.add(
            format_args!("references of {mebibytes} MiB"),
            Expect::Either,
            references(&grown),
        );
        let mut picture = Doc::page(A4, "/XObject<</I 5 0 R>>", b"500 0 0 500 0 0 cm /I Do");
        picture.add(stream("/Type/XObject/Subtype/Image/Width 1000/Height 1000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter[/FlateDecode/FlateDecode]", &grown));
        family.add(
            format_args!("picture of {mebibytes} MiB"),
            Expect::Either,
            picture.bytes(),
        );
    }
    let mut many = Doc::square();
    many.set(
        4,
        stream(
            &format!("/Filter[{}]", "/ASCIIHexDecode".repeat(2_000)),
            b"30",
        ),
    );
    family.add("two thousand filters", Expect::Either, many.bytes());
    let mut runs = Doc::square();
    runs.set(
        4,
        stream(
            "/Filter[/RunLengthDecode/RunLengthDecode]",
            &[129, 129, 129, 0].repeat(9_000),
        ),
    );
    family.add("runs of runs", Expect::Either, runs.bytes());
    for predictor in [
        "/Predictor 15/Columns 2147483647",
        "/Predictor 2/Colors 2147483647/BitsPerComponent 32",
        "/Predictor 12/Columns -1",
        "/EarlyChange 7",
    ] {
        let mut doc = Doc::square();
        doc.set(
            4,
            deflated(&format!("/DecodeParms<<{predictor}>>"), &[2; 4_000]),
        );
        family.add(predictor, Expect::Either, doc.bytes());
    }
    family
}

/// Zeros, twice compressed: by hand in matches of 258 (RFC 1951, 3.2.6), then what that gives, which is much alike, again.
fn grown(size: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    // One last block of fixed codes: a zero, then matches of length 258 (code 285) at distance 1 (code 0).
    bits.low_first(0b011, 3);
    bits.high_first(0x30, 8);
    for _ in 0..size / 258 {
        bits.high_first(0b1100_0101, 8);
        bits.high_first(0, 5);
    }
    bits.high_first(0, 7);
    // The check value at the end is wrong; readers of PDF do not look at it.
    let inner = [&[0x78, 0x01][..], &bits.bytes, &[0; 4]].concat();
    compress_to_vec_zlib(&inner, 1)
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: usize,
}

impl Bits {
    fn push(&mut self, bit: bool) {
        if self.used.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << (self.used % 8);
        }
        self.used += 1;
    }

    fn low_first(&mut self, value: u16, count: u32) {
        (0..count).for_each(|n| self.push(value >> n & 1 == 1));
    }

    fn high_first(&mut self, value: u16, count: u32) {
        (0..count)
            .rev()
            .for_each(|n| self.push(value >> n & 1 == 1));
    }
}

fn objects(grown: &[u8]) -> Vec<u8> {
    let mut doc = Doc::square();
    let holder = doc.add(stream(
        "/Type/ObjStm/N 1000000/First 16/Filter[/FlateDecode/FlateDecode]",
        grown,
    ));
    let (mut bytes, starts) = doc.body();
    let at = bytes.len();
    let mut rows = vec![0, 0, 0, 0, 0, 0];
    for (n, start) in starts.iter().enumerate() {
        // The page is said to be in the stream that grows.
        let row = if n == 2 {
            [2, 0, 0, 0, holder as u8, 0]
        } else {
            [1, 0, 0, (start >> 8) as u8, *start as u8, 0]
        };
        rows.extend_from_slice(&row);
    }
    bytes.extend_from_slice(format!("{} 0 obj\n", holder + 1).as_bytes());
    bytes.extend_from_slice(&deflated(
        &format!("/Type/XRef/W[1 4 1]/Size {}/Root 1 0 R", holder + 1),
        &rows,
    ));
    bytes.extend_from_slice(format!("\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
    bytes
}

fn references(grown: &[u8]) -> Vec<u8> {
    let (mut bytes, _) = Doc::square().body();
    let at = bytes.len();
    bytes.extend_from_slice(b"5 0 obj\n");
    bytes.extend_from_slice(&stream(
        "/Type/XRef/W[1 4 2]/Size 100000000/Root 1 0 R/Filter[/FlateDecode/FlateDecode]",
        grown,
    ));
    bytes.extend_from_slice(format!("\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
    bytes
}

pub(crate) fn pictures() -> Family {
    let mut family = Family::new("picture");
    for (what, facts) in PICTURES {
        let mut doc = Doc::page(A4, "/XObject<</I 5 0 R>>", b"500 0 0 500 0 0 cm /I Do");
        doc.add(deflated(
            &format!("/Type/XObject/Subtype/Image{facts}"),
            &[0x55; 30_000],
        ));
        doc.add("[/Indexed 6 0 R 255 6 0 R]");
        family.add(what, Expect::Either, doc.bytes());
    }
    let grey = grey();
    let mut lying = grey.clone();
    // The frame header's height and width (ITU T.81, B.2.2), said to be 65,500 each.
    if let Some(at) = lying.windows(2).position(|pair| pair == [0xff, 0xc0]) {
        lying[at + 5..at + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    }
    let noise = Dice::new(5).bytes(20_000);
    let jpeg = [
        ("whole", grey.clone(), Expect::Ink),
        ("cut", grey[..grey.len() / 2].to_vec(), Expect::Page),
        ("said to be vast", lying, Expect::Either),
        ("noise", noise.clone(), Expect::Page),
    ];
    for (what, bytes, expect) in jpeg {
        family.add(
            format_args!("JPEG {what}"),
            expect,
            coded("DCTDecode", "", &bytes),
        );
    }
    for (filter, more) in [
        ("JPXDecode", ""),
        ("JBIG2Decode", "/DecodeParms<</JBIG2Globals 5 0 R>>"),
        (
            "CCITTFaxDecode",
            "/DecodeParms<</K -1/Columns 2147483647/Rows 2147483647>>",
        ),
        ("CCITTFaxDecode", "/DecodeParms<</K 4/Columns 64>>"),
        ("LZWDecode", ""),
        ("ASCII85Decode", ""),
        ("NoSuchDecode", ""),
    ] {
        family.add(
            format_args!("{filter} noise {more}"),
            Expect::Either,
            coded(filter, more, &noise),
        );
    }
    for inline in [
        "BI /W 2147483647 /H 2147483647 /BPC 8 /CS /G ID xx EI",
        "BI /W 9 /H 9 /BPC 8 /CS /G ID",
        "BI /W 90000 /H 90000 /BPC 1 /IM true /F /AHx ID 00> EI",
        "BI BI BI ID EI",
    ] {
        let content = format!("500 0 0 500 0 0 cm {inline} {SQUARE}");
        family.add(
            inline,
            Expect::Either,
            Doc::page(A4, "", content.as_bytes()).bytes(),
        );
    }
    family
}

/// A chess board as a JPEG.
fn grey() -> Vec<u8> {
    let board: Vec<u8> = (0..200 * 200)
        .map(|n| {
            if (n / 25 + n / 5_000) % 2 == 0 {
                0
            } else {
                255
            }
        })
        .collect();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 80)
        .write_image(&board, 200, 200, ExtendedColorType::L8)
        .unwrap();
    jpeg
}

fn coded(filter: &str, more: &str, bytes: &[u8]) -> Vec<u8> {
    let mut doc = Doc::page(A4, "/XObject<</I 5 0 R>>", b"500 0 0 500 0 0 cm /I Do");
    doc.add(stream(&format!("/Type/XObject/Subtype/Image/Width 200/Height 200/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/{filter}{more}"), bytes));
    doc.bytes()
}

const PICTURES: &[(&str, &str)] = &[
    (
        "nothing",
        "/Width 0/Height 0/ColorSpace/DeviceGray/BitsPerComponent 8",
    ),
    (
        "negative",
        "/Width -9/Height -9/ColorSpace/DeviceGray/BitsPerComponent 8",
    ),
    (
        "of 900 million bits",
        "/Width 30000/Height 30000/ColorSpace/DeviceGray/BitsPerComponent 1",
    ),
    (
        "of 3,600 million colours",
        "/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8",
    ),
    (
        "the largest",
        "/Width 2147483647/Height 2147483647/ColorSpace/DeviceCMYK/BitsPerComponent 16",
    ),
    (
        "a line",
        "/Width 2147483647/Height 1/ColorSpace/DeviceGray/BitsPerComponent 1",
    ),
    (
        "a column",
        "/Width 1/Height 2147483647/ColorSpace/DeviceGray/BitsPerComponent 1",
    ),
    (
        "a vast mask",
        "/Width 60000/Height 60000/ImageMask true/BitsPerComponent 1",
    ),
    (
        "of three bits",
        "/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 3",
    ),
    (
        "of sixteen bits",
        "/Width 100/Height 100/ColorSpace/DeviceRGB/BitsPerComponent 16",
    ),
    (
        "of no bits",
        "/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 0",
    ),
    ("of no colours", "/Width 100/Height 100/BitsPerComponent 8"),
    (
        "of its own colours",
        "/Width 100/Height 100/ColorSpace 6 0 R/BitsPerComponent 8",
    ),
    (
        "masked by itself",
        "/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 5 0 R/Mask 5 0 R",
    ),
    (
        "decoded oddly",
        "/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8/Decode[1e30 -1e30]",
    ),
    (
        "of a profile that is itself",
        "/Width 100/Height 100/ColorSpace[/ICCBased 5 0 R]/BitsPerComponent 8",
    ),
    (
        "of thirty-two inks",
        "/Width 100/Height 100/ColorSpace[/DeviceN[/A/B/C/D/E/F/G/H/I/J/K/L/M/N/O/P/Q/R/S/T/U/V/W/X/Y/Z/a/b/c/d/e/f]/DeviceRGB<</FunctionType 2/N 1/Domain[0 1]>>]/BitsPerComponent 8",
    ),
];

pub(crate) fn annotations() -> Family {
    let mut family = Family::new("annotation");
    for count in [1_000, 5_000, 30_000] {
        for (kind, facts) in [
            ("Square", "/C[1 0 0]/AP<</N 5 0 R>>"),
            ("Link", "/A<</S/URI/URI(http://x)>>"),
            ("Widget", "/FT/Tx/T(t)/V(v)"),
            ("Highlight", "/QuadPoints[0 0 9 0 0 9 9 9]/C[1 1 0]"),
        ] {
            family.add(
                format_args!("{count} of {kind}"),
                Expect::Either,
                annotated(count, kind, facts),
            );
        }
    }
    for (what, facts) in ODD_ANNOTATIONS {
        family.add(what, Expect::Page, annotated(3, "Square", facts));
    }
    for list in [
        "5 0 R",
        "[5 0 R 5 0 R null 3 0 R 99 0 R 7]",
        "3 0 R",
        "(x)",
        "6 0 R",
    ] {
        let mut doc = Doc::page(&format!("{A4}/Annots {list}"), "", SQUARE.as_bytes());
        doc.add("<</Type/Annot/Subtype/Popup/Parent 5 0 R/Popup 5 0 R/IRT 5 0 R>>");
        doc.add("[6 0 R 6 0 R]");
        family.add(format_args!("list {list}"), Expect::Ink, doc.bytes());
    }
    family
}

const ODD_ANNOTATIONS: &[(&str, &str)] = &[
    ("looks that are the page", "/AP<</N 3 0 R>>"),
    (
        "looks in states that are itself",
        "/AP<</N<</On 6 0 R>>>>/AS/On",
    ),
    ("a box of nothing", "/Rect[0 0 0 0]/AP<</N 5 0 R>>"),
    (
        "a box without end",
        "/Rect[-1e30 -1e30 1e30 1e30]/AP<</N 5 0 R>>",
    ),
    (
        "points without number",
        "/QuadPoints[1 2 3]/InkList[[1][2 3 4][]]/Vertices[1]/L[1]",
    ),
    (
        "borders without end",
        "/Border[1e30 1e30 1e30[0 0 0]]/BS<</W 1e30/D[0 0]>>",
    ),
];

fn annotated(count: usize, kind: &str, facts: &str) -> Vec<u8> {
    let mut doc = Doc::page(A4, "", SQUARE.as_bytes());
    doc.add(stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 20 20]",
        b"1 0 0 rg 0 0 20 20 re f",
    ));
    let first = doc.next();
    let mut list = String::new();
    for n in 0..count {
        let _ = write!(list, "{} 0 R ", first + n);
        let (x, y) = (n % 50 * 11, n / 50 % 80 * 10);
        doc.add(format!(
            "<</Type/Annot/Subtype/{kind}/F 4/Rect[{x} {y} {} {}]{facts}>>",
            x + 9,
            y + 9
        ));
    }
    doc.set(
        3,
        format!("<</Type/Page/Parent 2 0 R{A4}/Contents 4 0 R/Annots[{list}]>>"),
    );
    doc.catalog("/AcroForm<</Fields[]/NeedAppearances true>>")
        .bytes()
}

pub(crate) fn drawings() -> Family {
    let mut family = Family::new("drawing");
    for (what, content) in CONTENTS {
        family.add(
            what,
            Expect::Page,
            Doc::page(A4, "", content.as_bytes()).bytes(),
        );
    }
    for (what, content) in [
        ("a hundred thousand saves", "q ".repeat(100_000)),
        ("a hundred thousand restores", "Q ".repeat(100_000)),
        ("brackets in brackets", "[".repeat(200_000)),
        ("dictionaries in dictionaries", "<</A".repeat(100_000)),
        ("brackets never opened", ")]>>".repeat(100_000)),
        (
            "a number of a million digits",
            format!("{} w {SQUARE}", "9".repeat(1_000_000)),
        ),
        (
            "a name of a million letters",
            format!("/{} gs {SQUARE}", "n".repeat(1_000_000)),
        ),
        (
            "a text of a million letters",
            format!("({}) Tj {SQUARE}", "t".repeat(1_000_000)),
        ),
        (
            "a hundred thousand operands",
            format!("{} re {SQUARE}", "1 ".repeat(100_000)),
        ),
        ("clips in clips", "0 0 500 500 re W n q ".repeat(20_000)),
        (
            "a path of a million lines",
            format!("0 0 m {} S", "9 9 l 500 700 l ".repeat(500_000)),
        ),
        (
            "a dash of a thousandth",
            format!("[.001 .001] 0 d 1 w {} S", "0 0 m 500 800 l ".repeat(200)),
        ),
    ] {
        family.add(
            what,
            Expect::Either,
            Doc::page(A4, "", content.as_bytes()).bytes(),
        );
    }
    for (what, resources, content, object) in RESOURCES {
        let mut doc = Doc::page(A4, resources, content.as_bytes());
        doc.add(stream(object, b"/X Do /X Do 0 0 500 500 re f"));
        family.add(what, Expect::Either, doc.bytes());
    }
    for (what, depth, times, group) in [
        ("forms in forms", 9, 14, ""),
        ("forms three hundred deep", 300, 1, ""),
        (
            "groups thirty deep",
            30,
            1,
            "/Group<</S/Transparency/I true/K true>>",
        ),
        ("groups that double", 12, 2, "/Group<</S/Transparency>>"),
    ] {
        family.add(what, Expect::Either, nested(depth, times, group));
    }
    family
}

const CONTENTS: &[(&str, &str)] = &[
    ("no content", ""),
    ("words nobody knows", "xyzzy 1 2 3 plugh BX foo EX"),
    ("a matrix of zeros", "0 0 0 0 0 0 cm 0 0 9 9 re f"),
    (
        "a matrix without end",
        "1e30 0 0 1e30 0 0 cm 0 0 1e30 1e30 re f",
    ),
    ("not numbers", "nan nan m inf inf l S"),
    ("a pen without end", "1e30 w 0 0 m 500 500 l S"),
    (
        "a negative pen",
        "-9 w [-1 -2] -3 d -4 M 9 J 9 j 0 0 m 500 500 l S",
    ),
    (
        "things that are missing",
        "/No Do /No gs /No cs /No sh BT /No 9 Tf (x) Tj ET /No BDC EMC",
    ),
    (
        "text without a font",
        "BT 99 Tz 1e30 Tc (abc) Tj [(a)-1e30(b)] TJ ET",
    ),
    (
        "a path that is not begun",
        "9 9 l 9 9 9 9 9 9 c h h h B* n f S",
    ),
    (
        "marks that are not balanced",
        "EMC EMC /P <</MCID 0>> BDC BDC",
    ),
];

const RESOURCES: &[(&str, &str, &str, &str)] = &[
    (
        "a form that draws itself",
        "/XObject<</X 5 0 R>>",
        "/X Do",
        "/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<</X 5 0 R>>>>",
    ),
    (
        "a form that is the content",
        "/XObject<</X 4 0 R>>",
        "/X Do",
        "",
    ),
    (
        "tiles of a thousandth",
        "/Pattern<</P 5 0 R>>",
        "/Pattern cs /P scn 0 0 595 842 re f",
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .001/YStep .001/Resources<<>>",
    ),
    (
        "tiles of nothing",
        "/Pattern<</P 5 0 R>>",
        "/Pattern cs /P scn 0 0 595 842 re f",
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 0 0]/XStep 0/YStep 0/Resources<<>>",
    ),
    (
        "tiles of themselves",
        "/Pattern<</P 5 0 R>>",
        "/Pattern cs /P scn 0 0 595 842 re f",
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 99 99]/XStep 9/YStep 9/Resources<</XObject<</X 5 0 R>>/Pattern<</P 5 0 R>>>>",
    ),
    (
        "a shade by a program",
        "/Shading<</S<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1e30 0 1e30]/Function 5 0 R>>>>",
        "/S sh",
        "/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]",
    ),
    (
        "a shade of no length",
        "/Shading<</S<</ShadingType 3/ColorSpace/DeviceRGB/Coords[0 0 0 0 0 0]/Extend[true true]/Function<</FunctionType 2/N -1/Domain[0 1]>>>>>>",
        "/S sh",
        "",
    ),
    (
        "a mesh of noise",
        "/Shading<</S 5 0 R>>",
        "/S sh",
        "/ShadingType 7/ColorSpace/DeviceRGB/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8/Decode[0 595 0 842 0 1 0 1 0 1]",
    ),
    (
        "a mesh of one column",
        "/Shading<</S 5 0 R>>",
        "/S sh",
        "/ShadingType 5/VerticesPerRow 2147483647/ColorSpace/DeviceRGB/BitsPerCoordinate 8/BitsPerComponent 8/Decode[0 595 0 842 0 1 0 1 0 1]",
    ),
    (
        "a function of functions",
        "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 5 0 R>>>>",
        "/S sh",
        "/FunctionType 3/Domain[0 1]/Functions[5 0 R 5 0 R]/Bounds[.5]/Encode[0 1 0 1]",
    ),
    (
        "colours of colours",
        "/ColorSpace<</C[/Separation/X[/Separation/X[/Separation/X 5 0 R 5 0 R]5 0 R]5 0 R]>>",
        "/C cs 1 scn 0 0 99 99 re f",
        "/FunctionType 0/Domain[0 1]/Range[0 1]/Size[2147483647]/BitsPerSample 32",
    ),
    (
        "a mask of itself",
        "/ExtGState<</G<</SMask<</S/Luminosity/G 5 0 R>>>>>>/XObject<</X 5 0 R>>",
        "/G gs 0 0 99 99 re f",
        "/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Group<</S/Transparency>>/Resources<</ExtGState<</G<</SMask<</S/Alpha/G 5 0 R>>>>>>/XObject<</X 5 0 R>>>>",
    ),
    (
        "layers in circles",
        "/Properties<</O 5 0 R>>",
        "/OC /O BDC 0 0 99 99 re f EMC",
        "/Type/OCMD/OCGs[5 0 R]/VE[/And 5 0 R]",
    ),
];

/// Forms that draw the next one so many times, so deep.
fn nested(depth: usize, times: usize, group: &str) -> Vec<u8> {
    let mut doc = Doc::page(A4, "/XObject<</X 5 0 R>>", b"/X Do");
    for level in 0..=depth {
        let next = doc.next() + 1;
        let content = if level == depth {
            SQUARE.to_owned()
        } else {
            "/X Do ".repeat(times)
        };
        doc.add(stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 595 842]{group}/Resources<</XObject<</X {next} 0 R>>>>"), content.as_bytes()));
    }
    doc.bytes()
}
