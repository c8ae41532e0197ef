//! The form for the signature in ink, as an A4 PDF: the same table, 核对码 and QR code as the workbook, with every font inside the file.
//!
//! Not the workbook (sheet_book.rs) and not a source of marks: the pages are drawn from a [`SheetBook`], which comes from the signed payload. The
//! one rule: no character vanishes. What the bundled font lacks is taken from a font of this computer; what no font has is drawn as □ and named
//! in [`PaperPdf::absent`].

mod appendix;
mod canvas;
mod faces;
mod form;
pub(crate) mod formal;
mod layout;
pub mod minutes;

use std::path::PathBuf;

use krilla::Document;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;

use crate::paper::PaperError;
use crate::sheet_book::SheetBook;
use canvas::{Canvas, HEIGHT, WIDTH};
use faces::Faces;
use layout::{Laid, lay};

/// Why the pages could not be made. Texts are wrapped to what a page holds, so this is a fault of the program.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The bundled font cannot be read.
    #[error("the bundled font cannot be used")]
    Font,
    /// The digest did not become a QR code.
    #[error(transparent)]
    Qr(#[from] PaperError),
    /// The writer of PDF refused.
    #[error("the PDF could not be written: {detail}")]
    Writer {
        /// What it said.
        detail: String,
    },
}

/// Which form is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The signed sheet, for a signature in ink.
    Signed,
    /// The same table without marks, to be filled in by hand.
    Blank,
}

/// The pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperPdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages.
    pub pages: usize,
    /// Characters that no font at hand has, in order; each is drawn as □.
    pub absent: Vec<char>,
}

/// A page of the form, or of what follows it.
enum Page<'a> {
    Form(&'a Laid),
    Appendix(&'a Vec<appendix::Line>),
}

/// Draws the form. `fonts` are folders of fonts of this computer, looked into only for characters the bundled font lacks.
///
/// # Errors
/// [`PdfError`], a fault of the program.
pub fn form_pdf(book: &SheetBook, form: Form, fonts: &[PathBuf]) -> Result<PaperPdf, PdfError> {
    let mut faces = Faces::new(fonts)?;
    let laid = lay(book, form, &mut faces);
    let appended = match form {
        Form::Signed => appendix::lay(book, &mut faces),
        Form::Blank => Vec::new(),
    };
    let form_pages = laid.iter().map(Page::Form);
    let pages: Vec<Page<'_>> = form_pages
        .chain(appended.iter().map(Page::Appendix))
        .collect();
    drawn(&book.title, &mut faces, &pages, |canvas, page, place| {
        match page {
            Page::Form(page) => form::draw(canvas, book, form, page, place)?,
            Page::Appendix(page) => appendix::draw(canvas, book, page, place),
        }
        Ok(())
    })
}

/// A document of these pages. `draw` is told each with its number from 1 and how many there are.
fn drawn<P>(
    title: &str,
    faces: &mut Faces,
    pages: &[P],
    draw: impl Fn(&mut Canvas<'_, '_>, &P, (usize, usize)) -> Result<(), PdfError>,
) -> Result<PaperPdf, PdfError> {
    let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PdfError::Writer {
        detail: "page size".to_owned(),
    })?;
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language("zh-CN".to_owned())
            .creator("Jurybench".to_owned()),
    );
    for (number, content) in (1..).zip(pages) {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        let mut canvas = Canvas::new(&mut surface, faces);
        draw(&mut canvas, content, (number, pages.len()))?;
        surface.finish();
        page.finish();
    }
    let bytes = document.finish().map_err(|error| PdfError::Writer {
        detail: format!("{error:?}"),
    })?;
    Ok(PaperPdf {
        bytes,
        pages: pages.len(),
        absent: faces.absent(),
    })
}

#[cfg(test)]
mod tests;
