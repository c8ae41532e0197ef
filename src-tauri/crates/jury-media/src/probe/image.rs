//! Width and height out of the headers of PNG and JPEG.
//!
//! Not a decoder. The one rule: a JPEG's segments are hopped over, at most `SEGMENTS` of them.

use std::io::{self, Read, Seek};

use super::bytes_at;

/// Segments before the frame header; cameras write a dozen or two.
const SEGMENTS: usize = 500;

/// PNG, third edition, §5.6: the first chunk is IHDR, width and height its first eight bytes.
pub(super) fn png_size(start: &[u8]) -> Option<(u32, u32)> {
    let header = start.get(8..24)?;
    (header[4..8] == *b"IHDR").then(|| (be32(&header[8..12]), be32(&header[12..16])))
}

/// ITU T.81, B.2: hops from marker to marker until a start of frame. `None` when there is none.
pub(super) fn jpeg_size(
    file: &mut (impl Read + Seek),
    bytes: u64,
) -> io::Result<Option<(u32, u32)>> {
    let mut at = 2;
    for _ in 0..SEGMENTS {
        if at + 9 > bytes {
            return Ok(None);
        }
        let head: [u8; 9] = bytes_at(file, at)?;
        match (head[0], head[1]) {
            (0xFF, 0xFF) => at += 1, // a fill byte
            (0xFF, marker) if is_frame(marker) => {
                let pair = |at: usize| u32::from(u16::from_be_bytes([head[at], head[at + 1]]));
                return Ok(Some((pair(7), pair(5))));
            }
            (0xFF, 0x01 | 0xD0..=0xD8) => at += 2, // markers without a length
            (0xFF, 0xD9 | 0xDA) => return Ok(None), // end, or picture data before any frame
            (0xFF, _) => at += 2 + u64::from(u16::from_be_bytes([head[2], head[3]])).max(2),
            _ => return Ok(None),
        }
    }
    Ok(None)
}

/// SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC).
const fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

fn be32(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |value, byte| value << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use crate::probe::{MediaKind, MediaProblem, probe};
    use image::{DynamicImage, ImageFormat};
    use std::io::Cursor;

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(321, 123)
            .write_to(&mut bytes, format)
            .unwrap();
        bytes.into_inner()
    }

    #[test]
    fn sizes_agree_with_the_encoder() {
        for (format, kind) in [
            (ImageFormat::Png, MediaKind::Png),
            (ImageFormat::Jpeg, MediaKind::Jpeg),
        ] {
            let facts = probe(&mut Cursor::new(encoded(format))).unwrap();
            assert_eq!((facts.kind, facts.size), (kind, Some((321, 123))));
        }
    }

    #[test]
    fn an_image_that_claims_too_many_pixels_is_refused() {
        let mut png = encoded(ImageFormat::Png);
        png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        assert!(matches!(
            probe(&mut Cursor::new(png)),
            Err(MediaProblem::TooManyPixels { width: 65536, .. })
        ));
    }

    #[test]
    fn a_header_cut_short_is_damage() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let bytes = &encoded(format)[..20];
            assert!(matches!(
                probe(&mut Cursor::new(bytes)),
                Err(MediaProblem::Damaged { .. })
            ));
        }
    }
}
