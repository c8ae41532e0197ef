//! Ways through a document: its own table of contents and the links on its pages.
//!
//! Nothing is followed here and nothing opened; an address outside the document is text. The one rule: both lists are
//! bounded, for a table of contents may be a circle and a page may be nothing but links.

use pdfium_render::prelude::*;

use super::pdf::{BOX_UNITS, Documents};
use crate::wire::{LinkBox, OutlineItem, Refusal};

/// Lines of a table of contents that are handed out.
const OUTLINE: usize = 2_000;
/// Levels of it.
const DEPTH: u32 = 12;
/// Characters of a line.
const TITLE: usize = 200;
/// Links of one page.
const LINKS: usize = 1_000;
/// Characters of an address.
const ADDRESS: usize = 500;

impl Documents<'_> {
    /// The table of contents in reading order; empty when the document has none.
    pub(super) fn outline(&self, doc: u64) -> Result<Vec<OutlineItem>, Refusal> {
        let document = self.open.get(&doc).ok_or(Refusal::NotOpen)?;
        let mut found = Vec::new();
        let mut waiting: Vec<_> = document
            .bookmarks()
            .root()
            .map(|root| (root, 0))
            .into_iter()
            .collect();
        while let Some((bookmark, depth)) = waiting.pop() {
            if found.len() >= OUTLINE {
                break;
            }
            waiting.extend(bookmark.next_sibling().map(|next| (next, depth)));
            let inner = bookmark.first_child().filter(|_| depth + 1 < DEPTH);
            waiting.extend(inner.map(|child| (child, depth + 1)));
            let title = clean(&bookmark.title().unwrap_or_default(), TITLE);
            if !title.is_empty() {
                let page = bookmark.destination().and_then(page_of);
                let page = page.or_else(|| bookmark.action().as_ref().and_then(inside));
                found.push(OutlineItem { title, depth, page });
            }
        }
        Ok(found)
    }

    /// The links of a page that lead somewhere.
    pub(super) fn links(&self, doc: u64, page: u32) -> Result<Vec<LinkBox>, Refusal> {
        let found = self.page(doc, page)?;
        let grid = PdfRenderConfig::new().set_fixed_size(BOX_UNITS, BOX_UNITS);
        let links = found.links();
        Ok(links
            .iter()
            .take(LINKS)
            .filter_map(|link| link_box(&found, &link, &grid))
            .collect())
    }
}

fn link_box(page: &PdfPage<'_>, link: &PdfLink<'_>, grid: &PdfRenderConfig) -> Option<LinkBox> {
    let bounds = link.rect().ok()?;
    let corner = |x, y| page.points_to_pixels(x, y, grid).ok();
    let (x1, y1) = corner(bounds.left(), bounds.top())?;
    let (x2, y2) = corner(bounds.right(), bounds.bottom())?;
    let action = link.action();
    let target = link.destination().and_then(page_of);
    let target = target.or_else(|| action.as_ref().and_then(inside));
    let outside = action
        .as_ref()
        .filter(|_| target.is_none())
        .and_then(outside);
    if target.is_none() && outside.is_none() {
        return None;
    }
    Some(LinkBox {
        left: x1.min(x2),
        top: y1.min(y2),
        right: x1.max(x2),
        bottom: y1.max(y2),
        page: target,
        outside,
    })
}

fn page_of(destination: PdfDestination<'_>) -> Option<u32> {
    destination
        .page_index()
        .ok()
        .and_then(|page| u32::try_from(page).ok())
}

fn inside(action: &PdfAction<'_>) -> Option<u32> {
    page_of(action.as_local_destination_action()?.destination().ok()?)
}

/// Where an action would lead: an address, or that it would open a file or a program.
fn outside(action: &PdfAction<'_>) -> Option<String> {
    match action.action_type() {
        PdfActionType::Uri => {
            let uri = action.as_uri_action()?.uri().ok()?;
            Some(clean(&uri, ADDRESS))
        }
        PdfActionType::GoToDestinationInRemoteDocument | PdfActionType::Launch => {
            Some(String::new())
        }
        _ => None,
    }
}

fn clean(text: &str, most: usize) -> String {
    let visible = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    visible.take(most).collect::<String>().trim().to_owned()
}
