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
use layout::lay;

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
    let pages = laid.len() + appended.len();
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(book.title.clone())
            .language("zh-CN".to_owned())
            .creator("Jurybench".to_owned()),
    );
    for (number, page) in (1..).zip(&laid) {
        draw_page(&mut document, &mut faces, |canvas| {
            form::draw(canvas, book, form, page, (number, pages))
        })?;
    }
    for (number, page) in (laid.len() + 1..).zip(&appended) {
        draw_page(&mut document, &mut faces, |canvas| {
            appendix::draw(canvas, book, page, (number, pages));
            Ok(())
        })?;
    }
    let bytes = document.finish().map_err(|error| PdfError::Writer {
        detail: format!("{error:?}"),
    })?;
    Ok(PaperPdf {
        bytes,
        pages,
        absent: faces.absent(),
    })
}

fn draw_page(
    document: &mut Document,
    faces: &mut Faces,
    draw: impl FnOnce(&mut Canvas<'_, '_>) -> Result<(), PdfError>,
) -> Result<(), PdfError> {
    let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PdfError::Writer {
        detail: "page size".to_owned(),
    })?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let mut canvas = Canvas::new(&mut surface, faces);
    draw(&mut canvas)?;
    surface.finish();
    page.finish();
    Ok(())
}

#[cfg(test)]
mod tests;
