//! What the shell needs of the desk: to ask, to offer a picked path, to look at pixels and film.
//!
//! Not a second table of operations. It exists so that the door and the media server can be tried without a desk on disk;
//! the only one that runs in the program is jury-desk's session.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jury_desk::call::Call;
use jury_desk::error::DeskError;
use jury_desk::{PageWish, RangeSource, Session};
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
    fn page_bmp(&self, page: &PageWish) -> Result<Vec<u8>, DeskError>;

    /// A picture as a BMP file, watermarked, at most `width` pixels wide.
    fn image_bmp(&self, material: &str, width: u32) -> Result<Vec<u8>, DeskError>;

    /// A film, for reading any part of it.
    fn film(&self, material: &str) -> Result<Arc<dyn RangeSource>, DeskError>;
}

impl Bench for Session {
    fn ask(&self, name: &str, request: Value, call: &Call<'_>) -> Result<Value, DeskError> {
        Session::ask(self, name, request, call)
    }

    fn offer(&self, path: &Path) -> String {
        Session::offer(self, path)
    }

    fn offered(&self, token: &str) -> Result<PathBuf, DeskError> {
        self.reveal_path(token)
    }

    fn page_bmp(&self, page: &PageWish) -> Result<Vec<u8>, DeskError> {
        Session::page_bmp(self, page)
    }

    fn image_bmp(&self, material: &str, width: u32) -> Result<Vec<u8>, DeskError> {
        Session::image_bmp(self, material, width)
    }

    fn film(&self, material: &str) -> Result<Arc<dyn RangeSource>, DeskError> {
        Session::film(self, material)
    }
}

#[cfg(test)]
#[path = "bench_fake.rs"]
pub(crate) mod fake;
