//! Ink to pixels: the tone of the paper, a scanner's shadow at the edge, grain; then JPEG or PNG.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, ImageError};

use super::canvas::Canvas;
use crate::random::Random;

/// A page as pixels: three bytes each, or one where nothing on it is red, as scanners choose by themselves.
pub(crate) struct Picture {
    pub(crate) pixels: (u32, u32),
    pub(crate) colour: bool,
    bytes: Vec<u8>,
}

/// What the paper is like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paper {
    /// The colour of an empty spot.
    pub(crate) tone: [u8; 3],
    /// How far the brightness of a spot strays; 0 for a page printed straight to a file.
    pub(crate) grain: u8,
}

impl Picture {
    /// Develops what was drawn.
    pub(crate) fn develop(canvas: &Canvas, paper: Paper, random: &mut Random) -> Self {
        let (black, red) = canvas.coverage();
        let colour = red.is_some();
        let channels = if colour { 3 } else { 1 };
        let (across, down) = canvas.pixels;
        let blank = paper.blank();
        let mut bytes = Vec::with_capacity(across * down * channels);
        for y in 0..down {
            let mut noise = 0;
            let lid = paper.shadow(y, down);
            for x in 0..across {
                if x % 16 == 0 {
                    noise = random.next();
                }
                let grain = (noise & 15) as usize;
                noise >>= 4;
                let place = y * across + x;
                let chop = red.as_ref().map_or(0.0, |red| red[place]);
                let shadow = lid + paper.shadow(x, across);
                // Nine spots in ten are bare paper.
                let spot = if black[place] + chop < 0.004 && shadow == 0 {
                    blank[grain]
                } else {
                    inked(blank[grain], shadow, black[place], chop, grain)
                };
                bytes.extend_from_slice(&spot[..channels]);
            }
        }
        let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
        Self {
            pixels: (side(across), side(down)),
            colour,
            bytes,
        }
    }

    /// As JPEG of middling quality.
    ///
    /// # Errors
    /// Never for a whole picture; what the encoder says otherwise.
    pub(crate) fn jpeg(&self) -> Result<Vec<u8>, ImageError> {
        let mut bytes = Vec::new();
        let (across, down) = self.pixels;
        JpegEncoder::new_with_quality(&mut bytes, 58).write_image(
            &self.bytes,
            across,
            down,
            self.colour_type(),
        )?;
        Ok(bytes)
    }

    /// As PNG.
    ///
    /// # Errors
    /// Never for a whole picture; what the encoder says otherwise.
    pub(crate) fn png(&self) -> Result<Vec<u8>, ImageError> {
        let mut bytes = Vec::new();
        let (across, down) = self.pixels;
        let encoder =
            PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Sub);
        encoder.write_image(&self.bytes, across, down, self.colour_type())?;
        Ok(bytes)
    }

    fn colour_type(&self) -> ExtendedColorType {
        if self.colour {
            ExtendedColorType::Rgb8
        } else {
            ExtendedColorType::L8
        }
    }
}

const CHOP: [f32; 3] = [206.0, 38.0, 44.0];
const PRINT: f32 = 34.0;

impl Paper {
    /// The colour of bare paper for each of sixteen levels of grain.
    fn blank(&self) -> [[u8; 3]; 16] {
        std::array::from_fn(|level| {
            let stray = i32::from(self.grain) * (2 * i32::try_from(level).unwrap_or(0) - 15) / 15;
            self.tone.map(|tone| {
                u8::try_from((i32::from(tone) + stray).clamp(0, 255)).unwrap_or(u8::MAX)
            })
        })
    }

    /// How much darker a spot is that lies within a few pixels of the edge, where the lid does not touch the glass.
    fn shadow(&self, place: usize, end: usize) -> usize {
        let from_edge = place.min(end - 1 - place);
        if self.grain == 0 {
            0
        } else {
            14_usize.saturating_sub(from_edge) * 2
        }
    }
}

/// A spot with ink on it, or in the shadow of the edge.
fn inked(blank: [u8; 3], shadow: usize, black: f32, red: f32, grain: usize) -> [u8; 3] {
    // A chop's ink is thin: the grain of the paper shows through it much more than through print.
    let chop = red * (0.8 - grain as f32 / 100.0);
    std::array::from_fn(|channel| {
        let paper = f32::from(blank[channel]) - shadow as f32;
        let stamped = paper + (CHOP[channel] - paper) * chop;
        let printed = stamped + (PRINT - stamped) * black * 0.94;
        printed.clamp(0.0, 255.0) as u8
    })
}
