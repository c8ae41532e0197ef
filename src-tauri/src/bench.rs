//! What the shell needs of the desk: to ask, to offer a picked path, to look at pixels and film.
//!
//! Not a second table of operations. It exists so that the door and the media server can be tried without a desk on disk;
//! the only one that runs in the program is jury-desk's session.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jury_desk::call::Call;
use jury_desk::error::DeskError;
use serde_json::Value;

/// The desk as the shell sees it.
pub(crate) trait Bench: Send + Sync + 'static {
    /// Asks for an operation by name.
    fn ask(&self, name: &str, request: Value, call: &Call<'_>) -> Result<Value, DeskError>;

    /// Takes a path that somebody picked or dropped and gives the token by which the page may name it.
    fn offer(&self, path: &Path) -> String;

    /// The path behind a token, for showing its folder.
    fn offered(&self, token: &str) -> Result<PathBuf, DeskError>;

    /// One page of a document as a BMP file, watermarked.
    fn page_bmp(&self, page: &PageAsk) -> Result<Vec<u8>, DeskError>;

    /// A picture as a BMP file, watermarked, at most `width` pixels wide.
    fn image_bmp(&self, material: &str, width: u32) -> Result<Vec<u8>, DeskError>;

    /// A film, for reading any part of it.
    fn film(&self, material: &str) -> Result<Arc<dyn Film>, DeskError>;
}

/// Which page, how large, which way up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageAsk {
    pub(crate) material: String,
    /// Counted from 0.
    pub(crate) page: u32,
    /// Width of the bitmap in pixels.
    pub(crate) width: u32,
    /// Degrees clockwise: 0, 90, 180 or 270.
    pub(crate) rotation: u16,
}

/// Random access to a film's bytes.
pub(crate) trait Film: Send + Sync {
    /// Length in bytes.
    fn len(&self) -> u64;

    /// Media type, such as `video/mp4`.
    fn mime(&self) -> &'static str;

    /// Fills `bytes` from `offset`; what is asked for lies within the length.
    fn read_at(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()>;
}

/// Stands in until jury-desk's session lands: knows no operation.
pub(crate) struct Closed {
    pub(crate) desks: Vec<PathBuf>,
}

impl Bench for Closed {
    fn ask(&self, name: &str, _: Value, _: &Call<'_>) -> Result<Value, DeskError> {
        Err(unknown(name).with("desks", self.desks.len()))
    }
    fn offer(&self, path: &Path) -> String {
        path.display().to_string()
    }
    fn offered(&self, token: &str) -> Result<PathBuf, DeskError> {
        Err(unknown(token))
    }
    fn page_bmp(&self, page: &PageAsk) -> Result<Vec<u8>, DeskError> {
        Err(unknown(&page.material))
    }
    fn image_bmp(&self, material: &str, _: u32) -> Result<Vec<u8>, DeskError> {
        Err(unknown(material))
    }
    fn film(&self, material: &str) -> Result<Arc<dyn Film>, DeskError> {
        Err(unknown(material))
    }
}

fn unknown(name: &str) -> DeskError {
    DeskError::new(jury_desk::error::ErrorCode::UnknownOperation).with("name", name)
}

#[cfg(test)]
#[path = "bench_fake.rs"]
pub(crate) mod fake;
