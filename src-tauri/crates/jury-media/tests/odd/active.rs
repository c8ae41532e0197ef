//! Documents that want to do something: scripts, programs, forms, files within, tables of contents in circles.
//!
//! The one rule: the page shows as if none of it were there.

use crate::case::{Expect, Family};
use crate::doc::{A4, Doc, SQUARE, deflated, stream};

pub(crate) fn cases() -> Family {
    let mut family = Family::new("active");
    for action in ACTIONS {
        for (where_, catalog, page) in [
            ("on opening", format!("/OpenAction {action}"), String::new()),
            (
                "on the page",
                String::new(),
                format!("/AA<</O {action}/C {action}>>"),
            ),
            (
                "on a link",
                String::new(),
                format!("/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 99 99]/A {action}>>]"),
            ),
        ] {
            let doc = Doc::page(&format!("{A4}{page}"), "", SQUARE.as_bytes());
            family.add(
                format_args!("{action} {where_}"),
                Expect::Ink,
                doc.catalog(&catalog).bytes(),
            );
        }
    }
    for (what, catalog) in CATALOGS {
        let mut doc = Doc::square();
        doc.add(deflated("/Type/EmbeddedFile", &[0x4d; 5_000]));
        doc.add("<</Type/Filespec/F(setup.exe)/UF(setup.exe)/EF<</F 5 0 R>>>>");
        doc.add("<</Kids[7 0 R 7 0 R]/Names[(a) 7 0 R]/Limits[(z)(a)]/Parent 7 0 R/T(f)/First 7 0 R/Last 7 0 R/Next 7 0 R/Title(round)/S/URI/URI(http://x)/D[3 0 R/Fit]>>");
        doc.add(stream("", b"<?xml version=\"1.0\"?><xdp:xdp xmlns:xdp=\"http://ns.adobe.com/xdp/\"><template><subform name=\"a\"><event activity=\"initialize\"><script>while(true);</script></event></subform></template></xdp:xdp>"));
        // The library asks for a page's label whenever it loads one and follows a circle until its stack ends.
        let expect = if what.starts_with("labels") {
            Expect::Either
        } else {
            Expect::Ink
        };
        family.add(what, expect, doc.catalog(catalog).bytes());
    }
    for (what, count) in [
        ("twenty thousand lines", 20_000),
        ("five thousand levels", 5_000),
    ] {
        family.add(
            format_args!("contents of {what}"),
            Expect::Ink,
            contents(count, what.ends_with("levels")),
        );
    }
    family
}

const ACTIONS: &[&str] = &[
    "<</S/JavaScript/JS(while\\(true\\);app.launchURL\\('http://x'\\))>>",
    "<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>>>",
    "<</S/URI/URI(file:///etc/passwd)>>",
    "<</S/GoToR/F(\\\\\\\\host\\\\share\\\\x.pdf)/D[0/Fit]>>",
    "<</S/GoToE/T<</R/C/N(setup.exe)>>>>",
    "<</S/SubmitForm/F<</FS/URL/F(http://x)>>/Fields[]>>",
    "<</S/ImportData/F(x.fdf)>>",
    "<</S/Rendition/OP 0/R<</S/MR/C<</S/MCD/D(x)>>>>>>",
    "<</S/GoTo/D[99 0 R/XYZ nan nan nan]>>",
    "<</S/Named/N/Print>>",
    "3 0 R",
];

const CATALOGS: &[(&str, &str)] = &[
    (
        "a script by name",
        "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(while\\(1\\);)>>]>>>>",
    ),
    (
        "a file within",
        "/Names<</EmbeddedFiles<</Names[(a) 6 0 R]>>>>",
    ),
    (
        "a portfolio",
        "/Collection<</View/D>>/Names<</EmbeddedFiles<</Names[(a) 6 0 R]>>>>",
    ),
    (
        "names in circles",
        "/Names<</Dests 7 0 R/EmbeddedFiles 7 0 R/JavaScript 7 0 R>>",
    ),
    (
        "a form of XFA",
        "/AcroForm<</XFA 8 0 R/Fields[]>>/NeedsRendering true",
    ),
    (
        "a form of XFA in parts",
        "/AcroForm<</XFA[(preamble)8 0 R(template)8 0 R(postamble)8 0 R]/Fields[]>>",
    ),
    (
        "fields in circles",
        "/AcroForm<</Fields[7 0 R 7 0 R]/CO[7 0 R]/DR 7 0 R>>",
    ),
    ("a form that is the catalog", "/AcroForm 1 0 R"),
    ("contents in circles", "/Outlines 7 0 R"),
    ("contents that are the catalog", "/Outlines 1 0 R"),
    ("contents that are nothing", "/Outlines 99 0 R"),
    ("labels in circles", "/PageLabels 7 0 R"),
    (
        "structure in circles",
        "/StructTreeRoot<</Type/StructTreeRoot/K 7 0 R/ParentTree 7 0 R/RoleMap<</P/P>>>>/MarkInfo<</Marked true>>",
    ),
    (
        "layers without end",
        "/OCProperties<</OCGs[7 0 R]/D<</Order[[[[7 0 R]]]]/ON[7 0 R]/AS[7 0 R]>>>>",
    ),
    ("permissions", "/Perms<</DocMDP 7 0 R/UR3 7 0 R>>"),
    (
        "a language and more",
        "/Lang(zh-CN)/ViewerPreferences<</HideToolbar true>>/PageMode/FullScreen/Threads[7 0 R]/Legal 7 0 R",
    ),
    (
        "extensions",
        "/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 99>>>>/Version/9.9",
    ),
    (
        "data about itself",
        "/Metadata 8 0 R/PieceInfo 7 0 R/Requirements[7 0 R]/URI<</Base(http://x)>>",
    ),
];

/// A table of contents of so many lines, side by side or each within the one before.
fn contents(count: usize, deep: bool) -> Vec<u8> {
    let mut doc = Doc::square();
    let first = doc.next();
    doc.add(format!(
        "<</Type/Outlines/First {} 0 R/Last {} 0 R/Count {count}>>",
        first + 1,
        first + count
    ));
    for n in 1..=count {
        let next = first + n + 1;
        let on = match (n == count, deep) {
            (true, _) => String::new(),
            (false, true) => format!("/First {next} 0 R/Last {next} 0 R/Count 1"),
            (false, false) => format!("/Next {next} 0 R"),
        };
        doc.add(format!(
            "<</Title(line {n})/Parent {first} 0 R/Dest[3 0 R/Fit]{on}>>"
        ));
    }
    doc.catalog(&format!("/Outlines {first} 0 R")).bytes()
}
