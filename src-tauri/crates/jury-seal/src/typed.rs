//! What people's keyboards do to codes: full-width forms from a Chinese input method, and gaps of every kind.

/// The ASCII form of a full-width character; others are left as they are.
pub(crate) fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        other => other,
    }
}

/// Blanks and every kind of dash that may stand between groups.
pub(crate) fn is_gap(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
