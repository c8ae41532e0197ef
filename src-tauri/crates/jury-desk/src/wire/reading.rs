//! Looking at materials. Pixels and video travel over the loopback media server; here is only what there is to look at.

use super::expert::MaterialRow;
use super::{wire, wire_enum};

wire_enum! {
    /// How a material is shown.
    pub enum MaterialView {
        /// Page images.
        Pages,
        /// One picture.
        Picture,
        /// A video element.
        Film,
        /// Cannot be shown; the problem says why.
        None,
    }
}

wire_enum! {
    /// How large pages are shown.
    pub enum FitKind {
        /// As wide as the view.
        Width,
        /// A whole page in the view.
        Page,
        /// At a percentage of paper size.
        Zoom,
    }
}

wire! {
    /// Names one material.
    pub struct MaterialAsk {
        /// Material id.
        pub material: String,
    }
    /// An entry's materials.
    pub struct DossierLook {
        /// In the dossier's order.
        pub materials: Vec<MaterialRow>,
    }
    /// What there is to look at.
    pub struct MaterialLook {
        /// Material id.
        pub id: String,
        /// Name to show.
        pub name: String,
        /// How it is shown.
        pub view: MaterialView,
        /// Width and height of each page in PDF points, or of the picture in pixels.
        pub pages: Vec<PageSize>,
        /// Video length in milliseconds, when known.
        pub duration_ms: Option<u64>,
        /// Why it cannot be shown, and what to do.
        pub problem: Option<String>,
        /// Something to know while reading, such as fonts that are not embedded and not on this computer.
        pub remark: Option<String>,
        /// Where one was when it was last put away.
        pub spot: Option<ReadingSpot>,
    }
    /// Size of a page, exact: the pixels of its parts are counted from it.
    pub struct PageSize {
        /// Width.
        pub width: f64,
        /// Height.
        pub height: f64,
    }
    /// Where one is in a material and how it is shown.
    pub struct ReadingSpot {
        /// The page being read, from 0.
        pub page: u32,
        /// How far down it, in ten-thousandths of its height; negative in the gap above it.
        pub share: i32,
        /// How large.
        pub fit: FitKind,
        /// Per cent of paper size, where that was chosen.
        pub percent: u32,
        /// Quarter turns clockwise, 0 to 3.
        pub turns: u8,
        /// Two pages side by side.
        pub two_up: bool,
        /// Where a film stood, in milliseconds.
        pub film_ms: Option<u64>,
    }
    /// Remembers where one is in a material.
    pub struct ReadingPlacePut {
        /// Material id.
        pub material: String,
        /// Where.
        pub spot: ReadingSpot,
    }
    /// Names one page.
    pub struct PageAsk {
        /// Material id.
        pub material: String,
        /// From 0.
        pub page: u32,
    }
    /// The text of a page in lines; no lines for a scan.
    pub struct PageText {
        /// In reading order.
        pub lines: Vec<PageLine>,
        /// Whether the page has more text than is told here.
        pub cut: bool,
        /// Whether the organiser lets the text be copied out of the program; marking, searching and quoting in notes go on either way.
        pub copying: bool,
    }
    /// A line. Numbers are ten-thousandths of the unturned page, from its top left corner.
    pub struct PageLine {
        /// Its characters.
        pub text: String,
        /// Upper edge.
        pub top: i32,
        /// Lower edge.
        pub bottom: i32,
        /// Left and right edge of each character (code point) in turn.
        pub edges: Vec<i32>,
    }
    /// The links of a page.
    pub struct PageLinks {
        /// In the document's order.
        pub links: Vec<PageLink>,
    }
    /// A link. Numbers as in a line of text.
    pub struct PageLink {
        /// Left edge.
        pub left: i32,
        /// Upper edge.
        pub top: i32,
        /// Right edge.
        pub right: i32,
        /// Lower edge.
        pub bottom: i32,
        /// The page it goes to, from 0; none when it leads out of the document.
        pub page: Option<u32>,
        /// Where it would lead outside. Shown, never opened.
        pub outside: Option<String>,
    }
    /// A document's own table of contents.
    pub struct MaterialOutline {
        /// In reading order; empty when it has none.
        pub items: Vec<OutlineRow>,
    }
    /// A line of it.
    pub struct OutlineRow {
        /// As written in the document.
        pub title: String,
        /// 0 for the outermost.
        pub depth: u32,
        /// From 0; none when it points at nothing.
        pub page: Option<u32>,
    }
}
