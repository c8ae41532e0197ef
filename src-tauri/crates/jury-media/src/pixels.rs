//! A bitmap as it travels from the worker to the window, and the one encoding that costs nothing.
//!
//! Not an image library. The one rule: rows run top to bottom, four bytes a pixel in the order blue, green, red, 255.

/// An opaque bitmap. `bgrx.len()` is always `width × height × 4`.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    width: u32,
    height: u32,
    bgrx: Vec<u8>,
}

impl Pixels {
    /// Takes the bytes if their number fits the size; sizes from a worker are not trusted.
    #[must_use]
    pub fn new(width: u32, height: u32, bgrx: Vec<u8>) -> Option<Self> {
        let expected = u64::from(width)
            .checked_mul(u64::from(height))?
            .checked_mul(4)?;
        (width > 0 && height > 0 && expected == bgrx.len() as u64).then_some(Self {
            width,
            height,
            bgrx,
        })
    }

    /// Width in pixels, at least 1.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels, at least 1.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Blue, green, red, 255; rows top to bottom without padding.
    #[must_use]
    pub fn bgrx(&self) -> &[u8] {
        &self.bgrx
    }
}

impl std::fmt::Debug for Pixels {
    /// Says the size only: eight million bytes help nobody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({}×{})", self.width, self.height)
    }
}

/// Bytes before the pixels: BITMAPFILEHEADER (14) and BITMAPINFOHEADER (40).
const BMP_HEADER: usize = 54;

/// Encodes for `<img>`: a 32-bit uncompressed BMP whose negative height says "top row first", so that the pixels are
/// copied once and not touched. PNG of an A4 page at 150 dpi costs as much as rendering it.
/// Layout: Microsoft, "Bitmap Header Types", BITMAPINFOHEADER with `BI_RGB`.
#[must_use]
pub fn to_bmp(pixels: &Pixels) -> Vec<u8> {
    let size = BMP_HEADER + pixels.bgrx.len();
    let mut out = Vec::with_capacity(size);
    out.extend_from_slice(b"BM");
    put_u32(&mut out, u32::try_from(size).unwrap_or(u32::MAX));
    put_u32(&mut out, 0);
    put_u32(&mut out, BMP_HEADER as u32);
    put_u32(&mut out, 40);
    put_u32(&mut out, pixels.width);
    put_u32(&mut out, pixels.height.wrapping_neg());
    out.extend_from_slice(&1_u16.to_le_bytes()); // planes
    out.extend_from_slice(&32_u16.to_le_bytes()); // bits a pixel
    for _ in 0..6 {
        put_u32(&mut out, 0); // BI_RGB, sizes and palette left to the reader
    }
    out.extend_from_slice(&pixels.bgrx);
    out
}

fn put_u32(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bmp_is_read_back_by_another_implementation_with_the_same_colours() {
        let pixels = Pixels::new(
            2,
            2,
            vec![1, 2, 3, 255, 4, 5, 6, 255, 7, 8, 9, 255, 10, 11, 12, 255],
        )
        .unwrap();
        let bytes = to_bmp(&pixels);
        assert_eq!(&bytes[..2], b"BM");
        assert_eq!(
            u32::from_le_bytes(bytes[2..6].try_into().unwrap()) as usize,
            bytes.len()
        );
        assert_eq!(i32::from_le_bytes(bytes[22..26].try_into().unwrap()), -2);
        assert_eq!(&bytes[54..58], &[1, 2, 3, 255]);
        let read = image_bmp::read(&bytes);
        assert_eq!(read, vec![[3, 2, 1], [6, 5, 4], [9, 8, 7], [12, 11, 10]]);
    }

    /// The few lines of a BMP reader, from the format's description and not from the writer above.
    mod image_bmp {
        pub(super) fn read(bytes: &[u8]) -> Vec<[u8; 3]> {
            let int = |at: usize| i32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
            let (start, width, height) = (int(10) as usize, int(18), int(22));
            assert_eq!((int(14), int(30)), (40, 0), "BITMAPINFOHEADER, BI_RGB");
            let mut rows: Vec<Vec<[u8; 3]>> = bytes[start..]
                .chunks(width as usize * 4)
                .map(|row| row.chunks(4).map(|p| [p[2], p[1], p[0]]).collect())
                .collect();
            if height > 0 {
                rows.reverse();
            }
            rows.concat()
        }
    }

    #[test]
    fn sizes_that_do_not_fit_the_bytes_are_refused() {
        assert!(Pixels::new(2, 2, vec![0; 15]).is_none());
        assert!(Pixels::new(0, 2, Vec::new()).is_none());
        assert!(Pixels::new(u32::MAX, u32::MAX, vec![0; 16]).is_none());
    }
}
