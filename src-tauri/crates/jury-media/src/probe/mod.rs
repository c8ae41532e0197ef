//! What a file is and what its header says, without trusting its name.
//!
//! Not a decoder, and not a promise that the file plays. The one rule: bounded steps and bounded reads, whatever the
//! bytes say; a number from a file is a number to check.

mod image;
mod mp4;
mod webm;

use std::io::{self, Read, Seek, SeekFrom};

use serde::{Deserialize, Serialize};

use crate::limits;

/// The kinds the bench can show; everything else is kept and handed out, not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    Pdf,
    Png,
    Jpeg,
    Mp4,
    Webm,
    Unknown,
}

/// What the header says. `None` is "it does not say", never zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFacts {
    pub kind: MediaKind,
    /// Size of the file.
    pub bytes: u64,
    /// Length of a video in milliseconds.
    pub duration_ms: Option<u64>,
    /// Width and height of an image in pixels.
    pub size: Option<(u32, u32)>,
    /// Codec of the picture of a video as its container names it: `avc1`, `hvc1`, `V_VP9` …
    pub codec: Option<String>,
}

impl MediaFacts {
    /// Whether the webviews play it: H.264 in MP4, VP8, VP9 or AV1 in WebM. HEVC from phones is the usual surprise.
    #[must_use]
    pub fn plays(&self) -> bool {
        let codec = self.codec.as_deref().unwrap_or_default();
        match self.kind {
            MediaKind::Mp4 => matches!(codec, "avc1" | "avc3"),
            MediaKind::Webm => matches!(codec, "V_VP8" | "V_VP9" | "V_AV1"),
            _ => false,
        }
    }
}

/// Why a file cannot be taken as what it claims to be.
#[derive(Debug, thiserror::Error)]
pub enum MediaProblem {
    #[error("the file is empty")]
    Empty,
    #[error("the {kind:?} has {bytes} bytes, more than {limit}")]
    TooLarge {
        kind: MediaKind,
        bytes: u64,
        limit: u64,
    },
    #[error("the {kind:?} has {width}×{height} pixels, more than {limit} in all")]
    TooManyPixels {
        kind: MediaKind,
        width: u32,
        height: u32,
        limit: u64,
    },
    #[error("the {kind:?} is damaged: {what}")]
    Damaged { kind: MediaKind, what: &'static str },
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// Bytes looked at to tell the kind: PDF allows a kilobyte of anything before its own header.
const SNIFF: u64 = 1024;

/// Reads of one header. A film has a few dozen parts; nested parts made up to waste time run into this.
const READS: u32 = 50_000;

/// A file that stops answering after so many reads.
struct Counted<'a, F> {
    file: &'a mut F,
    reads: u32,
}

impl<F: Read> Read for Counted<'_, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.reads.checked_sub(1);
        self.reads = left.ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidData, "the header has too many parts")
        })?;
        self.file.read(buffer)
    }
}

impl<F: Seek> Seek for Counted<'_, F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// Tells the kind and reads the header.
///
/// # Errors
/// [`MediaProblem`] for an empty, damaged or oversized file of a known kind; unknown kinds are facts, not problems.
pub fn probe(file: &mut (impl Read + Seek)) -> Result<MediaFacts, MediaProblem> {
    let bytes = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut start = Vec::new();
    file.by_ref().take(SNIFF).read_to_end(&mut start)?;
    let file = &mut Counted { file, reads: READS };
    if start.is_empty() {
        return Err(MediaProblem::Empty);
    }
    let kind = sniff(&start);
    let limit = size_limit(kind);
    if bytes > limit {
        return Err(MediaProblem::TooLarge { kind, bytes, limit });
    }
    let mut facts = MediaFacts {
        kind,
        bytes,
        duration_ms: None,
        size: None,
        codec: None,
    };
    match kind {
        MediaKind::Png => facts.size = Some(checked(kind, image::png_size(&start))?),
        MediaKind::Jpeg => facts.size = Some(checked(kind, image::jpeg_size(file, bytes)?)?),
        MediaKind::Mp4 => (facts.duration_ms, facts.codec) = mp4::read(file, bytes)?,
        MediaKind::Webm => (facts.duration_ms, facts.codec) = webm::read(file, bytes)?,
        MediaKind::Pdf | MediaKind::Unknown => {}
    }
    Ok(facts)
}

fn size_limit(kind: MediaKind) -> u64 {
    match kind {
        MediaKind::Pdf => limits::PDF_BYTES,
        MediaKind::Png | MediaKind::Jpeg => limits::IMAGE_BYTES,
        MediaKind::Mp4 | MediaKind::Webm | MediaKind::Unknown => limits::VIDEO_BYTES,
    }
}

/// Tells the kind from the first bytes.
pub(crate) fn sniff(start: &[u8]) -> MediaKind {
    match start {
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => MediaKind::Png,
        [0xFF, 0xD8, 0xFF, ..] => MediaKind::Jpeg,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => MediaKind::Mp4,
        [0x1A, 0x45, 0xDF, 0xA3, ..] => MediaKind::Webm,
        _ if start.windows(5).any(|five| five == b"%PDF-") => MediaKind::Pdf,
        _ => MediaKind::Unknown,
    }
}

fn checked(kind: MediaKind, size: Option<(u32, u32)>) -> Result<(u32, u32), MediaProblem> {
    let Some((width, height)) = size.filter(|(w, h)| *w > 0 && *h > 0) else {
        return Err(MediaProblem::Damaged {
            kind,
            what: "the header gives no size",
        });
    };
    if u64::from(width) * u64::from(height) > limits::PIXELS {
        return Err(MediaProblem::TooManyPixels {
            kind,
            width,
            height,
            limit: limits::PIXELS,
        });
    }
    Ok((width, height))
}

/// Reads exactly `N` bytes at a position.
fn bytes_at<const N: usize>(file: &mut (impl Read + Seek), at: u64) -> io::Result<[u8; N]> {
    let mut out = [0; N];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Cursor;

    fn of(bytes: &[u8]) -> Result<MediaFacts, MediaProblem> {
        probe(&mut Cursor::new(bytes))
    }

    #[test]
    fn kinds_are_told_by_content() {
        assert_eq!(of(b"%PDF-1.7\n").unwrap().kind, MediaKind::Pdf);
        assert_eq!(
            of(b"\n\njunk before %PDF-1.4").unwrap().kind,
            MediaKind::Pdf
        );
        assert_eq!(
            of(b"PK\x03\x04 a workbook").unwrap().kind,
            MediaKind::Unknown
        );
        assert!(matches!(of(b""), Err(MediaProblem::Empty)));
    }

    #[test]
    fn a_file_over_its_limit_is_refused_by_size_alone() {
        struct Huge(Cursor<&'static [u8]>);
        impl Read for Huge {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.0.read(buffer)
            }
        }
        impl Seek for Huge {
            fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
                match to {
                    SeekFrom::End(_) => Ok(limits::PDF_BYTES + 1),
                    to => self.0.seek(to),
                }
            }
        }
        let problem = probe(&mut Huge(Cursor::new(b"%PDF-1.7")));
        assert!(matches!(
            problem,
            Err(MediaProblem::TooLarge {
                kind: MediaKind::Pdf,
                ..
            })
        ));
    }

    proptest! {
        #[test]
        fn any_bytes_after_any_magic_are_facts_or_a_problem(
            magic in proptest::sample::select(vec![
                b"\x89PNG\r\n\x1a\n".to_vec(), b"\xff\xd8\xff\xe0".to_vec(),
                b"\0\0\0\x18ftypisom\0\0\0\0isomavc1".to_vec(), b"\x1a\x45\xdf\xa3".to_vec(), Vec::new(),
            ]),
            rest in proptest::collection::vec(any::<u8>(), 0..600),
        ) {
            let _ = of(&[magic, rest].concat());
        }
    }
}
