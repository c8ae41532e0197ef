//! PNG and JPEG to a bitmap no wider than asked.
//!
//! Not a viewer of anything else: formats are told by content, and two decoders are compiled in. The one rule: the size is
//! read and checked before a pixel is decoded.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::Bitmap;
use crate::limits;
use crate::probe::{MediaKind, sniff};
use crate::wire::Refusal;

/// Memory a decoder may take: 16-bit RGBA of the largest image, and as much again for its own tables.
const DECODER_MEMORY: u64 = limits::PIXELS * 16;

pub(super) fn decode(bytes: &[u8], max_width: u32) -> Result<Bitmap, Refusal> {
    let format = match sniff(bytes) {
        MediaKind::Png => ImageFormat::Png,
        MediaKind::Jpeg => ImageFormat::Jpeg,
        _ => return Err(Refusal::NotAnImage),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut bounds = Limits::default();
    bounds.max_alloc = Some(DECODER_MEMORY);
    reader.limits(bounds);
    let mut decoder = reader
        .into_decoder()
        .map_err(|_| Refusal::ImageUnreadable)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits::PIXELS {
        return Err(Refusal::ImageTooLarge {
            pixels,
            limit: limits::PIXELS,
        });
    }
    let turn = decoder
        .orientation()
        .map_err(|_| Refusal::ImageUnreadable)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| Refusal::ImageUnreadable)?;
    image.apply_orientation(turn);
    Ok(on_white(&narrowed(image, max_width)))
}

/// Never enlarges. `thumbnail` averages whole pixels, which for proofs and stamps looks as good as a filter and is linear.
fn narrowed(image: DynamicImage, max_width: u32) -> DynamicImage {
    let width = max_width.clamp(1, limits::WIDTH);
    if image.width() <= width {
        image
    } else {
        image.thumbnail(width, u32::MAX)
    }
}

/// Transparent proofs (stamps, signatures) are shown on paper, not on black.
fn on_white(image: &DynamicImage) -> Bitmap {
    let (width, height) = (image.width(), image.height());
    let over =
        |channel: u8, alpha: u32| ((u32::from(channel) * alpha + 255 * (255 - alpha)) / 255) as u8;
    let bgrx = if image.color().has_alpha() {
        let rgba = image.to_rgba8();
        let blend = |p: &[u8]| {
            let alpha = u32::from(p[3]);
            [over(p[2], alpha), over(p[1], alpha), over(p[0], alpha), 255]
        };
        rgba.chunks_exact(4).flat_map(blend).collect()
    } else {
        image
            .to_rgb8()
            .chunks_exact(3)
            .flat_map(|p| [p[2], p[1], p[0], 255])
            .collect()
    };
    Bitmap {
        width,
        height,
        bgrx,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};

    fn png(image: RgbaImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgba8(image)
            .write_to(&mut bytes, ImageFormat::Png)
            .unwrap();
        bytes.into_inner()
    }

    #[test]
    fn colours_come_out_in_the_windows_order_and_transparency_on_white() {
        let mut image = RgbaImage::from_pixel(2, 1, Rgba([10, 20, 30, 255]));
        image.put_pixel(1, 0, Rgba([0, 0, 0, 0]));
        let bitmap = decode(&png(image), 100).unwrap();
        assert_eq!(bitmap.bgrx, [30, 20, 10, 255, 255, 255, 255, 255]);
    }

    #[test]
    fn a_wide_image_is_narrowed_and_a_narrow_one_left() {
        let image = RgbaImage::from_pixel(400, 200, Rgba([9, 9, 9, 255]));
        let bitmap = decode(&png(image), 100).unwrap();
        assert_eq!(
            (bitmap.width, bitmap.height, bitmap.bgrx.len()),
            (100, 50, 20_000)
        );
        let image = RgbaImage::from_pixel(40, 20, Rgba([9, 9, 9, 255]));
        assert_eq!(decode(&png(image), 100).unwrap().width, 40);
    }

    #[test]
    fn foreign_and_broken_bytes_are_refused_in_words() {
        assert_eq!(decode(b"GIF89a", 10).err(), Some(Refusal::NotAnImage));
        let whole = png(RgbaImage::from_pixel(64, 64, Rgba([1, 2, 3, 255])));
        assert_eq!(
            decode(&whole[..60], 10).err(),
            Some(Refusal::ImageUnreadable)
        );
        let mut huge = whole;
        huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        assert!(decode(&huge, 10).is_err());
    }
}
