//! PDFs written by hand, byte by byte, so that each test says what is in its document.

#![allow(dead_code, reason = "each test program uses some of these")]

use std::sync::Arc;

use jury_media::{DocKey, MediaPaths, PageRequest, Renderer, RendererConfig, Rotation, Watermark};

/// Writes numbered objects (the first is the catalog) with a correct cross-reference table.
pub(crate) fn pdf(objects: &[String]) -> Vec<u8> {
    pdf_with_trailer(objects, "")
}

pub(crate) fn pdf_with_trailer(objects: &[String], more: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut starts = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        starts.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", n + 1).as_bytes());
    }
    let xref = out.len();
    let size = objects.len() + 1;
    out.extend_from_slice(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes());
    for start in starts {
        out.extend_from_slice(format!("{start:010} 00000 n \n").as_bytes());
    }
    out.extend_from_slice(
        format!("trailer\n<</Size {size}/Root 1 0 R{more}>>\nstartxref\n{xref}\n%%EOF\n")
            .as_bytes(),
    );
    out
}

pub(crate) fn stream(dictionary: &str, content: &str) -> String {
    format!(
        "<<{dictionary}/Length {}>>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// Pages of one size with one content each; fonts: /L is Helvetica, /C a Chinese font that is not embedded.
pub(crate) fn document(media_box: &str, contents: &[&str]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len())
        .map(|n| format!("{} 0 R", 7 + 2 * n))
        .collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{}]>>", contents.len(), kids.join(" ")),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 6 0 R\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>"
            .to_owned(),
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880\
         /Descent -120/CapHeight 880/StemV 93>>"
            .to_owned(),
    ];
    for (n, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[{media_box}]/Contents {} 0 R\
             /Resources<</Font<</L 3 0 R/C 4 0 R>>>>>>",
            8 + 2 * n
        ));
        objects.push(stream("", content));
    }
    pdf(&objects)
}

pub(crate) const A4: &str = "0 0 595 842";

pub(crate) fn latin(text: &str) -> String {
    format!("BT /L 24 Tf 50 700 Td ({text}) Tj ET")
}

/// Chinese text as UCS-2, the way old word processors write it.
pub(crate) fn chinese(text: &str) -> String {
    let hex: String = text
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    format!("BT /C 40 Tf 50 600 Td <{hex}> Tj ET")
}

/// Page 0: form objects that draw each other fourteen times over, nine deep: quick to read, longer to draw than anyone
/// waits. Page 1: one square.
pub(crate) fn endless() -> Vec<u8> {
    const FIRST: usize = 6;
    const LEVELS: usize = 9;
    let page = |form: usize| {
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[{A4}]/Contents 5 0 R/Resources<</XObject<</X {form} 0 R>>>>>>"
        )
    };
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>".to_owned(),
        page(FIRST),
        page(FIRST + LEVELS),
        stream("", "/X Do"),
    ];
    for level in 0..LEVELS {
        let next = FIRST + level + 1;
        let facts =
            format!("/Type/XObject/Subtype/Form/BBox[{A4}]/Resources<</XObject<</X {next} 0 R>>>>");
        objects.push(stream(&facts, &"/X Do ".repeat(14)));
    }
    objects.push(stream(
        &format!("/Type/XObject/Subtype/Form/BBox[{A4}]"),
        "0 0 0 rg 100 100 200 200 re f",
    ));
    pdf(&objects)
}

pub(crate) fn config() -> RendererConfig {
    let paths = MediaPaths::discover().expect("PDFium is fetched by `cargo xtask fetch-pdfium`");
    // One worker, so that a test that ends it knows which; the tests of the pool ask for more.
    RendererConfig {
        workers: 1,
        ..RendererConfig::of_program(env!("CARGO_BIN_EXE_jury-render-worker").into(), paths)
    }
}

pub(crate) fn renderer() -> Renderer {
    Renderer::new(config())
}

pub(crate) fn request(doc: &DocKey, page: u32, width: u32) -> PageRequest {
    PageRequest {
        doc: doc.clone(),
        page,
        width,
        rotation: Rotation::None,
        part: None,
        watermark: Watermark::none(),
    }
}

/// Opens bytes under a key made of their test's name.
pub(crate) fn opened(renderer: &Renderer, name: &str, bytes: Vec<u8>) -> DocKey {
    let key = DocKey::new(name);
    renderer
        .open(&key, Arc::new(bytes))
        .expect("the document opens");
    key
}

/// Pixels darker than mid grey.
pub(crate) fn ink(pixels: &jury_media::Pixels) -> usize {
    pixels
        .bgrx()
        .chunks_exact(4)
        .filter(|p| p[0] < 128 && p[1] < 128 && p[2] < 128)
        .count()
}
