//! What is asked for and what is known: a page as one person sees it, a document once it was opened.
//!
//! Not the asking. The one rule: everything that makes two bitmaps different is in the request.

use super::DocKey;
use super::cache::BitmapKey;
use crate::watermark::Watermark;
use crate::wire::{Part, Request, Rotation};

/// What is known of a document once it was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentInfo {
    /// Width and height of each page as displayed, in points (1/72 inch).
    pub pages: Vec<(f32, f32)>,
}

impl DocumentInfo {
    /// Number of pages, at least 1.
    #[must_use]
    pub fn page_count(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }
}

/// One page as one person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PageRequest {
    pub doc: DocKey,
    /// From 0.
    pub page: u32,
    /// Width of the bitmap in pixels, 1 to [`crate::limits::WIDTH`]; very long pages come out narrower ([`crate::limits::PIXELS`]).
    pub width: u32,
    pub rotation: Rotation,
    /// Only this part of the bitmap, or `None` for all of it.
    pub part: Option<Part>,
    pub watermark: Watermark,
}

impl PageRequest {
    pub(super) fn key(&self) -> BitmapKey {
        BitmapKey {
            doc: self.doc.clone(),
            page: Some(self.page),
            width: self.width,
            rotation: self.rotation,
            part: self.part,
            watermark: self.watermark.clone(),
        }
    }

    pub(super) fn request(&self, doc: u64) -> Request {
        let watermark = self.watermark.lines().to_vec();
        Request::Page {
            doc,
            page: self.page,
            width: self.width,
            rotation: self.rotation,
            part: self.part,
            watermark,
        }
    }
}
