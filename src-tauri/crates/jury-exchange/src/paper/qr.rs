//! The full digest as a QR code.
//!
//! Not the short code: 80 bits can be met by accident of intent (two sheets prepared with one code), 256 cannot. The one rule: what is in the
//! code is `JURYBENCH1:` and the digest in upper-case hexadecimal, so that a scanner reads it in its densest mode.

use jury_core::Digest;
use qrcode::{Color, EcLevel, QrCode};

use super::PaperError;

/// Pixels per module.
const MODULE: usize = 4;
/// Modules of white around the code; the standard asks for four.
const QUIET: usize = 4;

/// The code's modules, row by row, and how many there are to a side; without the white around them.
pub(crate) fn qr_modules(digest: &Digest) -> Result<(usize, Vec<bool>), PaperError> {
    let text = format!("JURYBENCH1:{}", digest.to_string().to_uppercase());
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| PaperError::Qr)?;
    let dark = code
        .to_colors()
        .into_iter()
        .map(|color| color == Color::Dark)
        .collect();
    Ok((code.width(), dark))
}

/// A black and white PNG.
pub(crate) fn qr_png(digest: &Digest) -> Result<Vec<u8>, PaperError> {
    let (modules, dark) = qr_modules(digest)?;
    let side = (modules + 2 * QUIET) * MODULE;
    let is_dark = |x: usize, y: usize| {
        let (x, y) = (x / MODULE, y / MODULE);
        let inside = QUIET..QUIET + modules;
        inside.contains(&x) && inside.contains(&y) && dark[(y - QUIET) * modules + x - QUIET]
    };
    let pixels: Vec<u8> = (0..side * side)
        .map(|at| {
            if is_dark(at % side, at / side) {
                0
            } else {
                255
            }
        })
        .collect();
    encode(side, &pixels).map_err(|_| PaperError::Qr)
}

fn encode(side: usize, pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let side = u32::try_from(side).map_err(|_| png::EncodingError::LimitsExceeded)?;
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}
