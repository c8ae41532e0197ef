//! Looking at materials. Pixels and video travel over the loopback media server; here is only what there is to look at.

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

wire! {
    /// Names one material.
    pub struct MaterialAsk {
        /// Material id.
        pub material: String,
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
    }
    /// Size of a page.
    pub struct PageSize {
        /// Width.
        pub width: u32,
        /// Height.
        pub height: u32,
    }
}
