//! Paper: PDFs drawn stroke by stroke, for application forms and for scans in a PDF's cover.
//!
//! Not what stands on it (see [`crate::form`] and [`crate::proof`]). The one rule to know: the same calls give the same bytes; no time, no
//! random number and no platform shows in a file.

pub(crate) mod figure;
pub(crate) mod flow;
pub(crate) mod font;
pub(crate) mod page;
pub(crate) mod table;
pub(crate) mod type_setting;

use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, TextStr};

use font::Font;
use page::{HEIGHT, Page, WIDTH};

/// Why a PDF could not be made. Both mean a broken font in the tree.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The glyphs used could not be cut out of the font.
    #[error("the bundled font cannot be cut down: {0}")]
    Subset(#[from] subsetter::Error),
    /// What was cut out is no font.
    #[error("the cut-down font cannot be read: {0}")]
    Font(#[from] ttf_parser::FaceParsingError),
    /// The font has no CFF outlines.
    #[error("the bundled font has no CFF table")]
    NoOutlines,
}

/// Compressed by zlib at a middling level.
pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, 4)
}

/// Puts drawn pages and their font together.
pub(crate) fn bind(title: &str, font: &Font, pages: Vec<Page>) -> Result<Vec<u8>, PaperError> {
    let mut pdf = Pdf::new();
    let mut next = Ref::new(1);
    let (catalog, tree, info, font_id) = (next.bump(), next.bump(), next.bump(), next.bump());
    pdf.set_version(1, 7);
    pdf.catalog(catalog).pages(tree);
    pdf.document_info(info)
        .title(TextStr(title))
        .producer(TextStr("Jurybench demo"));
    let mut kids = Vec::with_capacity(pages.len());
    for page in pages {
        let (id, content) = (next.bump(), next.bump());
        let mut written = pdf.page(id);
        written
            .parent(tree)
            .media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT))
            .contents(content);
        written.resources().fonts().pair(Name(b"F"), font_id);
        written.finish();
        pdf.stream(content, &packed(&page.finish()))
            .filter(Filter::FlateDecode);
        kids.push(id);
    }
    let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(kids).count(count);
    font.write(&mut pdf, font_id, &mut next)?;
    Ok(pdf.finish())
}

/// A scanned page: a JPEG, its size in pixels, and whether it has colour.
pub(crate) struct Scan {
    pub(crate) jpeg: Vec<u8>,
    pub(crate) pixels: (u32, u32),
    pub(crate) colour: bool,
}

/// A PDF that is nothing but JPEG pages, as scanners write them.
pub(crate) fn bind_scans(title: &str, pages: &[Scan]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut next = Ref::new(1);
    let (catalog, tree, info) = (next.bump(), next.bump(), next.bump());
    pdf.set_version(1, 4);
    pdf.catalog(catalog).pages(tree);
    pdf.document_info(info)
        .title(TextStr(title))
        .creator(TextStr("Scanner"));
    let mut kids = Vec::with_capacity(pages.len());
    let side = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
    for Scan {
        jpeg,
        pixels,
        colour,
    } in pages
    {
        let (id, content, image) = (next.bump(), next.bump(), next.bump());
        let mut written = pdf.page(id);
        written
            .parent(tree)
            .media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT))
            .contents(content);
        written.resources().x_objects().pair(Name(b"I"), image);
        written.finish();
        pdf.stream(
            content,
            format!("q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do Q").as_bytes(),
        );
        let mut object = pdf.image_xobject(image, jpeg);
        object
            .width(side(pixels.0))
            .height(side(pixels.1))
            .bits_per_component(8);
        if *colour {
            object.color_space().device_rgb();
        } else {
            object.color_space().device_gray();
        };
        object.filter(Filter::DctDecode);
        object.finish();
        kids.push(id);
    }
    let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(kids).count(count);
    pdf.finish()
}
