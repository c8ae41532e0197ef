//! Fonts: Chinese that is not embedded under every name and encoding people use, fonts that are missing, broken, or drawn
//! in circles.
//!
//! The one rule: Chinese that some map leads to Unicode shows, with the bundled font alone.

use crate::case::{Dice, Expect, Family};
use crate::doc::{A4, Doc, deflated, stream};

/// 数据要素 as UTF-16 and as GBK; 要素 alone, which the maps of all four scripts have.
const UTF16: &str = "6570636E89817D20";
const GBK: &str = "CAFDBEDDD2AACBD8";
const SHARED: &str = "89817D20";

pub(crate) fn cases() -> Family {
    let mut family = Family::new("font");
    for name in NAMES {
        for kind in ["CIDFontType0", "CIDFontType2"] {
            for (map, text) in [("UniGB-UCS2-H", UTF16), ("GBK-EUC-H", GBK)] {
                family.add(
                    format_args!("{name} {kind} {map}"),
                    Expect::Ink,
                    chinese(name, kind, "GB1", &format!("/{map}"), text, ""),
                );
            }
        }
    }
    for (script, map, text) in MAPS {
        // Traditional characters are not in the bundled font.
        let expect = if *script == "CNS1" {
            Expect::InkOrTold
        } else {
            Expect::Ink
        };
        family.add(
            format_args!("{script} {map}"),
            expect,
            chinese(
                "SimSun",
                "CIDFontType2",
                script,
                &format!("/{map}"),
                text,
                "",
            ),
        );
    }
    family.add(
        "by number with a map to Unicode",
        Expect::InkOrTold,
        by_number(true),
    );
    family.add("by number without a map", Expect::Page, by_number(false));
    for map in ["/NoSuch-H", "/UniGB-UCS2-", "null", "9 0 R", "7 0 R"] {
        family.add(
            format_args!("encoded by {map}"),
            Expect::Page,
            chinese("SimSun", "CIDFontType2", "GB1", map, UTF16, ""),
        );
    }
    for (what, font) in SIMPLE {
        let content = b"BT /F 40 Tf 50 600 Td (Data \\312\\375) Tj ET";
        let mut doc = Doc::page(A4, "/Font<</F 5 0 R>>", content);
        doc.add(*font);
        doc.add("[/A/B 5 0 R 6 0 R]");
        family.add(what, Expect::Page, doc.bytes());
    }
    for (what, file, facts) in [
        ("TrueType", "FontFile2", "/Length1 9000"),
        ("Type 1", "FontFile", "/Length1 1000/Length2 5000/Length3 0"),
        ("CFF", "FontFile3", "/Subtype/Type1C"),
        ("OpenType", "FontFile3", "/Subtype/OpenType"),
    ] {
        for (n, program) in [
            Vec::new(),
            vec![0; 9_000],
            Dice::new(77).bytes(9_000),
            b"OTTO\0\xff\0\x80\0\x03\0\x20".repeat(90),
            b"%!PS-AdobeFont-1.0: X\n/Private 1 dict".to_vec(),
        ]
        .into_iter()
        .enumerate()
        {
            family.add(
                format_args!("{what} program {n}"),
                Expect::Page,
                embedded(file, facts, &program),
            );
        }
    }
    for (what, glyph) in [
        ("draws itself", "BT /F 9 Tf (a) Tj ET"),
        ("opens and never closes", "q q q BT"),
        ("is nothing", ""),
    ] {
        family.add(
            format_args!("a drawn glyph that {what}"),
            Expect::Page,
            drawn(glyph, "[.01 0 0 .01 0 0]"),
        );
    }
    for matrix in [
        "[0 0 0 0 0 0]",
        "[1e30 0 0 1e30 0 0]",
        "[nan 0 0 nan 0 0]",
        "[]",
    ] {
        family.add(
            format_args!("drawn glyphs by {matrix}"),
            Expect::Page,
            drawn("0 0 500 500 re f", matrix),
        );
    }
    family
}

const NAMES: [&str; 12] = [
    "STSong-Light",
    "SimSun",
    "#CB#CE#CC#E5",
    "SimHei",
    "KaiTi_GB2312",
    "FangSong",
    "FZXBSJW--GB1-0",
    "MicrosoftYaHei,Bold",
    "ABCDEF+SimSun",
    "WPSEMBED+SimSun-Identity",
    "NoSuchFontAnywhere",
    "",
];

const MAPS: &[(&str, &str, &str)] = &[
    ("GB1", "UniGB-UTF16-H", UTF16),
    ("GB1", "UniGB-UCS2-V", UTF16),
    ("GB1", "GB-EUC-H", GBK),
    ("GB1", "GBpc-EUC-H", GBK),
    ("GB1", "GBKp-EUC-H", GBK),
    ("GB1", "GBK2K-H", GBK),
    ("GB1", "GBK-EUC-V", GBK),
    ("GB1", "Identity-H", "10A010A110A210A3"),
    ("CNS1", "UniCNS-UCS2-H", SHARED),
    ("CNS1", "UniCNS-UTF16-H", SHARED),
    ("Japan1", "UniJIS-UCS2-H", SHARED),
    ("Japan1", "UniJIS-UTF16-H", SHARED),
    ("Korea1", "UniKS-UCS2-H", SHARED),
];

const SIMPLE: &[(&str, &str)] = &[
    ("no such font", "null"),
    ("a font that is itself", "5 0 R"),
    ("a font without a name", "<</Type/Font/Subtype/Type1>>"),
    ("a font of no kind", "<</Type/Font/BaseFont/X>>"),
    (
        "a simple Chinese name",
        "<</Type/Font/Subtype/TrueType/BaseFont/SimSun/Encoding/WinAnsiEncoding>>",
    ),
    (
        "differences in a circle",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences 6 0 R/BaseEncoding 5 0 R>>>>",
    ),
    (
        "widths too few",
        "<</Type/Font/Subtype/TrueType/BaseFont/Arial/FirstChar 0/LastChar 255/Widths[1 2]>>",
    ),
    (
        "widths vast",
        "<</Type/Font/Subtype/TrueType/BaseFont/Arial/FirstChar -9/LastChar 2147483647/Widths[1e30 -1e30]>>",
    ),
    (
        "a descriptor that is the font",
        "<</Type/Font/Subtype/TrueType/BaseFont/Arial/FontDescriptor 5 0 R>>",
    ),
    (
        "its own descendant",
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[5 0 R]>>",
    ),
    (
        "no descendant",
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[]>>",
    ),
    (
        "a map to Unicode that is the font",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>",
    ),
    (
        "multiple masters",
        "<</Type/Font/Subtype/MMType1/BaseFont/AdobeSansMM_1_2_3_4_5_6_7_8>>",
    ),
];

/// Objects 5 to 8: the font, its descendant, its descriptor and a table of characters that uses itself.
fn chinese(name: &str, kind: &str, script: &str, map: &str, text: &str, more: &str) -> Vec<u8> {
    let content = format!("BT /C 60 Tf 50 600 Td <{text}> Tj ET");
    let mut doc = Doc::page(A4, "/Font<</C 5 0 R>>", content.as_bytes());
    doc.add(format!(
        "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding {map}/DescendantFonts[6 0 R]{more}>>"
    ));
    doc.add(format!("<</Type/Font/Subtype/{kind}/BaseFont/{name}/DW 1000/FontDescriptor 8 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering({script})/Supplement 2>>>>"));
    doc.add(stream("/Type/CMap/CMapName/X/UseCMap 7 0 R", b"/X usecmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 begincidrange <0000> <FFFF> 0 endcidrange"));
    doc.add(format!("<</Type/FontDescriptor/FontName/{name}/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"));
    doc.bytes()
}

/// Glyphs of a font that is not there, as printing to PDF leaves them when embedding is forbidden.
fn by_number(with_map: bool) -> Vec<u8> {
    let content = b"BT /C 60 Tf 50 600 Td <0001000200030004> Tj ET";
    let mut doc = Doc::page(A4, "/Font<</C 5 0 R>>", content);
    let map = if with_map { "/ToUnicode 8 0 R" } else { "" };
    doc.add(format!("<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[6 0 R]{map}>>"));
    doc.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/FontDescriptor 7 0 R/CIDToGIDMap/Identity/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>");
    doc.add("<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -141 1000 859]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 683/StemV 80>>");
    doc.add(deflated("", b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/U def/CMapType 2 def 1 begincodespacerange<0000><FFFF>endcodespacerange 4 beginbfchar<0001><6570><0002><636E><0003><8981><0004><7D20>endbfchar endcmap end end"));
    doc.bytes()
}

fn embedded(file: &str, facts: &str, program: &[u8]) -> Vec<u8> {
    let mut doc = Doc::page(
        A4,
        "/Font<</F 5 0 R>>",
        b"BT /F 40 Tf 50 600 Td (Data) Tj ET",
    );
    doc.add("<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+X/FirstChar 32/LastChar 33/Widths[500 500]/FontDescriptor 6 0 R>>");
    doc.add(format!(
        "<</Type/FontDescriptor/FontName/AAAAAA+X/Flags 4/FontBBox[0 0 1000 1000]/{file} 7 0 R>>"
    ));
    doc.add(deflated(facts, program));
    doc.bytes()
}

fn drawn(glyph: &str, matrix: &str) -> Vec<u8> {
    let mut doc = Doc::page(
        A4,
        "/Font<</F 5 0 R>>",
        b"BT /F 40 Tf 50 600 Td (aaaa) Tj ET",
    );
    doc.add(format!("<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix{matrix}/CharProcs<</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1000]/Resources<</Font<</F 5 0 R>>>>>>"));
    doc.add(stream("", glyph.as_bytes()));
    doc.bytes()
}
