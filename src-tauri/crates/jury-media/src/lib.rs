//! Pixels of dossiers: PDFium in a worker process, images, and what a media file says of itself.
//!
//! A dossier is the one thing an applicant sends that a judge opens, so everything complicated about it happens in a
//! process that has bytes and nothing else: no keys, no network, no writable file. The host side (`render`) only moves
//! bytes and checks what comes back, because a worker that was taken over may answer anything.
//!
//! Not here: contests, entries, marks, the store. A document is a key and a source of bytes.
//!
//! The one rule: nothing outside `worker` parses a PDF or decodes an image. `probe` reads headers only, in bounded steps.

mod paths;
mod pixels;
pub mod probe;
pub mod render;
mod text;
mod watermark;
mod wire;
pub mod worker;

pub use paths::{MediaPaths, PathsError, system_font_dirs};
pub use pixels::{Pixels, to_bmp};
pub use probe::{MediaFacts, MediaKind, MediaProblem, probe};
pub use render::{
    DocKey, DocumentInfo, DocumentSource, MediaError, PageRequest, Renderer, RendererConfig,
    worker_count,
};
pub use text::{TextLine, lines};
pub use watermark::Watermark;
pub use wire::{CharBox, LinkBox, OutlineItem, Part, Refusal, Rotation, SandboxState, SelfTest};

/// Limits on what comes from applicants. Source: the attack table of the security notes, row PDF and row images.
pub mod limits {
    /// Bytes of one PDF.
    pub const PDF_BYTES: u64 = 512 << 20;
    /// Bytes of one PNG or JPEG.
    pub const IMAGE_BYTES: u64 = 64 << 20;
    /// Bytes of one video; FAT32 sticks hold no larger file.
    pub const VIDEO_BYTES: u64 = 4 << 30;
    /// Pixels of one bitmap, decoded or rendered.
    pub const PIXELS: u64 = 40_000_000;
    /// Pages of one PDF.
    pub const PAGES: u32 = 2_000;
    /// Widest bitmap that is ever asked for, in pixels.
    pub const WIDTH: u32 = 16_384;
}
