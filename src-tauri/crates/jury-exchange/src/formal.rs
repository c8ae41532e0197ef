//! A formal paper: title, lines, tables, a line to sign on, room for the chop; laid out once as a workbook, a PDF or a Word document.
//!
//! Not a sheet (sheet_book.rs) and not 评分汇总表 (results_book.rs), which have forms of their own. The one rule: every text is a text, in all three, so
//! that no entrant's name is ever a formula, a field or markup.

mod docx;
mod xlsx;

use jury_core::Digest;
use jury_seal::ShortCode;

use crate::paper_pdf::{PaperPdf, PdfError};

/// Why a paper could not be made: a fault of the program.
#[derive(Debug, thiserror::Error)]
pub enum FormalError {
    /// The workbook.
    #[error(transparent)]
    Paper(#[from] crate::paper::PaperError),
    /// The PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The Word document.
    #[error("the document could not be written")]
    Docx(#[from] zip::result::ZipError),
    /// Its bytes.
    #[error("the document could not be written")]
    Bytes(#[from] std::io::Error),
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Formal {
    /// The title.
    pub title: String,
    /// 未定稿 as [`DRAFT`] has it, or 定稿 with version and 核对码; empty where neither can be.
    pub status: String,
    /// Which round's results it shows, such as 综合（书面评审 40%、路演答辩 60%）; empty where its title says so, or it shows none.
    pub round: String,
    /// Parts, in order.
    pub sections: Vec<Section>,
    /// Who signs, side by side, such as 计分人.
    pub signatures: Vec<String>,
    /// Who issues it; room for their chop and a date stand at the end. Empty for none.
    pub issuer: String,
    /// Set small, because the form is to stay on one page: 单项目评分表 is filled in by hand, an entry a page.
    pub compact: bool,
    /// What the numbers were made from or the paper shows, as QR code and in letters.
    pub fingerprint: Option<Fingerprint>,
}

/// What a paper says that shows results before they are final.
pub const DRAFT: &str = "未定稿 · 仅供核对，不得公布";

/// What a paper can be compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// What it is of, such as 数据指纹.
    pub name: String,
    /// The digest.
    pub digest: Digest,
    /// Its 核对码.
    pub code: String,
}

impl Fingerprint {
    /// The fingerprint of the sheets that counted and the rule.
    #[must_use]
    pub fn of_data(digest: Digest) -> Self {
        Self {
            name: "数据指纹".to_owned(),
            digest,
            code: ShortCode::of(&digest).to_string(),
        }
    }
}

/// Who signs papers with numbers, in this order (domain.md §3.4).
#[must_use]
pub fn signature_chain() -> Vec<String> {
    ["计分人", "复核人", "评审组长", "监督人（纪检/公证）"]
        .map(str::to_owned)
        .to_vec()
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Heading; empty for none.
    pub heading: String,
    /// Paragraphs above the table.
    pub lines: Vec<String>,
    /// The table; no columns for none.
    pub columns: Vec<Column>,
    /// Its rows, one text per column.
    pub rows: Vec<Vec<String>>,
    /// Paragraphs below the table.
    pub after: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name.
    pub name: String,
    /// Width in characters; in PDF and Word the share of the page.
    pub width: u16,
}

/// Columns by name and width.
#[must_use]
pub fn columns(named: &[(&str, u16)]) -> Vec<Column> {
    let column = |(name, width): &(&str, u16)| Column {
        name: (*name).to_owned(),
        width: *width,
    };
    named.iter().map(column).collect()
}

/// Whether a cell's text is a plain number (a count, a rank, points with two decimals), which stands at the right; `01` is an id and no number.
pub(crate) fn is_number(text: &str) -> bool {
    let (whole, decimals) = text
        .split_once('.')
        .map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = whole == "0" || !whole.starts_with('0');
    let has_two = |part: &str| part.len() == 2 && digits(part);
    digits(whole) && is_plain && whole.len() <= 9 && decimals.is_none_or(has_two)
}

/// Whether a cell's text is set at the right: a number, or one in brackets because it does not count.
pub(crate) fn is_figure(text: &str) -> bool {
    let inside = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    is_number(inside.unwrap_or(text))
}

impl Formal {
    /// What stands under the title, where nobody overlooks it: the state in brackets, and which round's results these are.
    pub(crate) fn head(&self) -> Vec<String> {
        let status = Some(&self.status).filter(|status| !status.is_empty());
        let round = Some(&self.round).filter(|round| !round.is_empty());
        let status = status.map(|status| format!("（{status}）"));
        let round = round.map(|round| format!("成绩：{round}"));
        status.into_iter().chain(round).collect()
    }

    /// A workbook, one sheet per part: A4 landscape, heads repeated, page x of y.
    ///
    /// # Errors
    /// [`FormalError`]
    pub fn to_xlsx(&self) -> Result<Vec<u8>, FormalError> {
        xlsx::write(self)
    }

    /// A4 landscape with every font inside. `fonts` are folders of this computer's fonts, for characters the bundled one lacks.
    ///
    /// # Errors
    /// [`FormalError`]
    pub fn to_pdf(&self, fonts: &[std::path::PathBuf]) -> Result<PaperPdf, FormalError> {
        several_to_pdf(&self.title, std::slice::from_ref(self), fonts)
    }

    /// A Word document, A4 portrait, for official paper.
    ///
    /// # Errors
    /// [`FormalError`]
    pub fn to_docx(&self) -> Result<Vec<u8>, FormalError> {
        docx::write(self)
    }
}

/// Papers one after the other in one PDF, pages counted through; `title` names the document, each paper keeps its own.
///
/// # Errors
/// [`FormalError`]
pub fn several_to_pdf(
    title: &str,
    papers: &[Formal],
    fonts: &[std::path::PathBuf],
) -> Result<PaperPdf, FormalError> {
    Ok(crate::paper_pdf::formal::formal_pdf(title, papers, fonts)?)
}

#[cfg(test)]
mod tests;
