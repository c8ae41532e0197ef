//! What host and worker say to each other over two pipes.
//!
//! A frame is two little-endian lengths (u32 of the header, u64 of the body), a JSON header, and raw bytes. Pixels and
//! documents travel as bodies, so that they are written and read once and never encoded.
//!
//! Not a public protocol: both ends are the same build. The one rule: lengths are checked before anything is allocated,
//! by the host too, for a worker that a document took over writes what it likes.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::limits;

/// Longest JSON header either side accepts: page sizes of 2,000 pages are under 64 KiB.
const HEADER_LIMIT: u32 = 256 << 10;

/// Quarter turns clockwise, on top of what the page itself says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Rotation {
    #[default]
    None,
    Clockwise90,
    Half,
    Clockwise270,
}

/// A part of a page's bitmap, in pixels of the whole bitmap from its top left corner. Pages that are looked at closely are
/// drawn in parts, so that memory is bounded by the screen and not by the zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Part {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

impl Part {
    /// What of it lies within a bitmap of this size; `None` when nothing does.
    pub(crate) fn within(self, width: u32, height: u32) -> Option<Self> {
        let part = Self {
            width: self.width.min(width.checked_sub(self.left)?),
            height: self.height.min(height.checked_sub(self.top)?),
            ..self
        };
        (part.width > 0 && part.height > 0).then_some(part)
    }
}

/// A place in a document's own table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineItem {
    /// As written in the document, at most 200 characters.
    pub title: String,
    /// 0 for the outermost.
    pub depth: u32,
    /// From 0; `None` when it points at nothing that can be gone to.
    pub page: Option<u32>,
}

/// A link on a page. Boxes as in [`CharBox`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkBox {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
    /// The page it goes to, from 0, or `None` when it leads out of the document.
    pub page: Option<u32>,
    /// Where it would lead outside, at most 500 characters; shown as text and never opened.
    pub outside: Option<String>,
}

/// One character of a page's text and where it stands, in ten-thousandths of the displayed page's width and height
/// from the top left corner (so that it fits any zoom).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharBox {
    pub ch: char,
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

/// Why a worker that is well refused what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    #[error("the bytes are not a readable PDF")]
    NotReadable,
    #[error("the PDF is encrypted and asks for a password")]
    Encrypted,
    #[error("the PDF has no pages")]
    NoPages,
    #[error("the PDF has {count} pages, more than {limit}")]
    TooManyPages { count: u32, limit: u32 },
    #[error("page {page} does not exist, the document has {count}")]
    NoSuchPage { page: u32, count: u32 },
    #[error("the page has no such part at this size")]
    NoSuchPart,
    #[error("page {page} cannot be drawn")]
    PageUnreadable { page: u32 },
    #[error("the bytes are neither PNG nor JPEG")]
    NotAnImage,
    #[error("the image cannot be decoded")]
    ImageUnreadable,
    #[error("the image has {pixels} pixels, more than {limit}")]
    ImageTooLarge { pixels: u64, limit: u64 },
    #[error("the document is not open in this worker")]
    NotOpen,
    #[error("the bundled font cannot be read, and without it there is no watermark")]
    NoWatermarkFont,
}

/// What keeps the worker in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SandboxState {
    /// Files: the kernel's Landlock holds for everything asked of it.
    pub files: bool,
    /// System calls: the seccomp list is loaded.
    pub calls: bool,
    /// Memory and file sizes: resource limits are set.
    pub limits: bool,
}

/// What the worker could still do when it tried; every field should be `false`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SelfTest {
    /// A socket could be made or connected.
    pub reached_network: bool,
    /// A file could be made in the temporary folder.
    pub wrote_file: bool,
    /// `/etc/passwd`, or the executable itself, could be read.
    pub read_outside: bool,
    /// A program could be started.
    pub started_program: bool,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Request {
    /// The body is the document.
    Open {
        doc: u64,
    },
    Close {
        doc: u64,
    },
    Page {
        doc: u64,
        page: u32,
        width: u32,
        rotation: Rotation,
        part: Option<Part>,
        watermark: Vec<String>,
    },
    Outline {
        doc: u64,
    },
    Links {
        doc: u64,
        page: u32,
    },
    Text {
        doc: u64,
        page: u32,
    },
    FontsMissing {
        doc: u64,
        page: u32,
    },
    /// The body is a PNG or JPEG.
    Image {
        max_width: u32,
        watermark: Vec<String>,
    },
    SelfTest,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// First word of a worker.
    Ready {
        sandbox: SandboxState,
    },
    /// Width and height of each page as displayed, in points.
    Opened {
        pages: Vec<(f32, f32)>,
    },
    Closed,
    /// The body is the bitmap.
    Pixels {
        width: u32,
        height: u32,
    },
    /// The body is a JSON array of [`CharBox`].
    Text,
    /// The body is a JSON array of [`OutlineItem`].
    Outline,
    /// The body is a JSON array of [`LinkBox`].
    Links,
    FontsMissing {
        missing: bool,
    },
    SelfTest {
        found: SelfTest,
    },
    Refused {
        why: Refusal,
    },
}

/// Writes a frame whose body is in memory.
pub(crate) fn write<H: Serialize>(out: &mut impl Write, header: &H, body: &[u8]) -> io::Result<()> {
    write_head(out, header, body.len() as u64)?;
    out.write_all(body)?;
    out.flush()
}

/// Writes lengths and header; the caller then writes exactly `body` bytes.
pub(crate) fn write_head<H: Serialize>(
    out: &mut impl Write,
    header: &H,
    body: u64,
) -> io::Result<()> {
    let header = serde_json::to_vec(header)?;
    let length = u32::try_from(header.len())
        .ok()
        .filter(|&n| n <= HEADER_LIMIT);
    let length = length.ok_or_else(|| bad("the header is too long"))?;
    let mut head = Vec::with_capacity(12 + header.len());
    head.extend_from_slice(&length.to_le_bytes());
    head.extend_from_slice(&body.to_le_bytes());
    head.extend_from_slice(&header);
    out.write_all(&head)
}

/// Reads a frame. The body is read straight into its final place. `Ok(None)` is a pipe closed between frames.
pub(crate) fn read<H: DeserializeOwned>(
    from: &mut impl Read,
    body_limit: u64,
) -> io::Result<Option<(H, Vec<u8>)>> {
    let mut head = [0_u8; 12];
    if !read_or_end(from, &mut head)? {
        return Ok(None);
    }
    let (header, body) = head.split_at(4);
    let header = u32::from_le_bytes(header.try_into().expect("split at 4"));
    let body = u64::from_le_bytes(body.try_into().expect("12 less 4"));
    if header > HEADER_LIMIT || body > body_limit {
        return Err(bad("a length is out of range"));
    }
    let mut text = vec![0; header as usize];
    from.read_exact(&mut text)?;
    let header = serde_json::from_slice(&text)?;
    let size = usize::try_from(body).map_err(|_| bad("a length is out of range"))?;
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(size)
        .map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    from.take(body).read_to_end(&mut bytes)?;
    if bytes.len() != size {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some((header, bytes)))
}

/// Longest body a worker may send: one bitmap.
pub(crate) const REPLY_BODY: u64 = limits::PIXELS * 4;

fn bad(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

fn read_or_end(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    let mut have = 0;
    while have < buffer.len() {
        match from.read(&mut buffer[have..]) {
            Ok(0) if have == 0 => return Ok(false),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(n) => have += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_frame_comes_back_as_it_was_written() {
        let mut pipe = Vec::new();
        write(&mut pipe, &Request::Open { doc: 7 }, b"%PDF").unwrap();
        let (header, body) = read::<Request>(&mut pipe.as_slice(), 10).unwrap().unwrap();
        assert!(matches!(header, Request::Open { doc: 7 }));
        assert_eq!(body, b"%PDF");
    }

    #[test]
    fn a_pipe_closed_between_frames_is_an_end_and_inside_one_an_error() {
        let mut pipe = Vec::new();
        write(&mut pipe, &Request::SelfTest, b"abc").unwrap();
        assert!(read::<Request>(&mut [].as_slice(), 10).unwrap().is_none());
        for cut in 1..pipe.len() {
            assert!(
                read::<Request>(&mut &pipe[..cut], 10).is_err(),
                "cut at {cut}"
            );
        }
    }

    #[test]
    fn lengths_beyond_the_limit_are_refused_before_anything_is_allocated() {
        let mut pipe = Vec::new();
        pipe.extend_from_slice(&4_u32.to_le_bytes());
        pipe.extend_from_slice(&u64::MAX.to_le_bytes());
        pipe.extend_from_slice(b"null");
        assert!(read::<Reply>(&mut pipe.as_slice(), REPLY_BODY).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_frame_or_an_error_and_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read::<Reply>(&mut bytes.as_slice(), 100);
        }
    }
}
