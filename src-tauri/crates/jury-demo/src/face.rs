//! The bundled font: which glyph a character has, how wide it is, what its outline looks like.
//!
//! Not layout. The one rule to know: one em is 1000 units (the font is CFF), and only characters of the font may stand in a made-up text; a
//! test walks through every word.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// Noto Sans SC, subset; see `assets/fonts`.
pub(crate) const FONT: &[u8] = include_bytes!("../../../../assets/fonts/NotoSansSC-Subset.otf");

static FACE: LazyLock<Face<'static>> = LazyLock::new(|| {
    Face::parse(FONT, 0).expect("the font in the tree is a font; a test reads it")
});

/// Glyph and width of every character of the basic plane; glyph 0 where there is none. Looking into the font for each of millions of
/// characters would take most of the time.
static GLYPHS: LazyLock<Vec<(u16, u16)>> = LazyLock::new(|| {
    let glyph_of = |code: u32| {
        let glyph = char::from_u32(code).and_then(|character| FACE.glyph_index(character))?;
        Some((glyph.0, FACE.glyph_hor_advance(glyph)?))
    };
    (0..=0xffff)
        .map(|code| glyph_of(code).unwrap_or((0, 1000)))
        .collect()
});

fn entry(character: char) -> (u16, u16) {
    usize::try_from(u32::from(character))
        .ok()
        .and_then(|code| GLYPHS.get(code))
        .copied()
        .unwrap_or((0, 1000))
}

/// The glyph of a character; 0 if the font has none.
pub(crate) fn glyph(character: char) -> u16 {
    entry(character).0
}

/// The width of a character in thousandths of an em. Chinese characters and everything typed full width are 1000.
pub(crate) fn advance(character: char) -> u16 {
    entry(character).1
}

/// The width of a text at a size.
pub(crate) fn width(text: &str, size: f32) -> f32 {
    text.chars()
        .map(|character| f32::from(advance(character)))
        .sum::<f32>()
        * size
        / 1000.0
}

/// Hands the outline of a glyph, in units, to `builder`.
pub(crate) fn outline(character: char, builder: &mut impl OutlineBuilder) {
    FACE.outline_glyph(GlyphId(glyph(character)), builder);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_thousand_units_and_the_characters_of_a_form() {
        assert_eq!(FACE.units_per_em(), 1000);
        assert!(
            "数据要素×大赛“云江”——①（一）：，。％A9□✓"
                .chars()
                .all(|character| glyph(character) != 0)
        );
        assert_eq!((advance('数'), advance('，')), (1000, 1000));
    }
}
