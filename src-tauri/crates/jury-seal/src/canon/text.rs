//! Which texts may stand in a signed document.
//!
//! Not a spelling check of names: look-alike characters are a matter for the roster's import. The one rule: what two people see
//! as the same line must not be two different byte strings, and nothing invisible may reorder a line.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::MAX_TEXT;

/// Why a text is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// More than [`MAX_TEXT`] code points.
    #[error("{length} characters are more than {MAX_TEXT}")]
    TooLong {
        /// Code points given.
        length: usize,
    },
    /// A control, bidirectional-override or noncharacter code point, or one on whose form versions of Unicode differ.
    #[error("the character U+{code:04X} is not allowed")]
    Character {
        /// Its code point.
        code: u32,
    },
    /// Not in Normalization Form C.
    #[error("the text is not in Unicode form NFC")]
    NotNfc,
}

/// Code points that Unicode 15.0 to 18.0 added and that compose, decompose or are reordered: a program with the tables of 14.0, such as many a
/// Python has, takes them for letters like any other, and would find another form in a text. Letters and signs of scripts nobody judges in. Without
/// them, all tables from 14.0 to 18.0 agree; the form of what was there before never changes, and of ideographs added later neither.
const fn is_later(code: u32) -> bool {
    matches!(
        code,
        0x05c8..=0x05c9 | 0x0897 | 0x1acf..=0x1af0 | 0x105c9 | 0x105d2 | 0x105da | 0x105e4 | 0x10d69..=0x10d6d | 0x10ecb..=0x10ecf | 0x10ef0..=0x10efb | 0x10efd..=0x10eff | 0x11382..=0x11385 | 0x1138b | 0x1138e | 0x11390..=0x11391 | 0x113b8 | 0x113bb | 0x113c2 | 0x113c5 | 0x113c7..=0x113c9 | 0x113ce..=0x113d0 | 0x11f41..=0x11f42 | 0x1611e..=0x16129 | 0x1612f | 0x16d63 | 0x16d67..=0x16d6a | 0x1d127..=0x1d128 | 0x1d250..=0x1d252 | 0x1d25b..=0x1d25c | 0x1d25f | 0x1d280..=0x1d281 | 0x1e08f | 0x1e4ec..=0x1e4ef | 0x1e5ee..=0x1e5ef | 0x1e6e3 | 0x1e6e6 | 0x1e6ee..=0x1e6ef | 0x1e6f5
    )
}

/// Line feed is the one control character allowed: minutes, comments and rule files have lines.
fn is_refused(character: char) -> bool {
    let code = u32::from(character);
    let noncharacter = (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe;
    let bidi = matches!(code, 0x202a..=0x202e | 0x2066..=0x2069);
    (character.is_control() && character != '\n') || bidi || noncharacter || is_later(code)
}

/// Checks one text against the rules of FORMAT.md §2.
///
/// # Errors
/// The first [`TextFault`] found.
pub fn check_text(text: &str) -> Result<(), TextFault> {
    // ASCII is by far the most frequent case and is always NFC.
    if text.len() <= MAX_TEXT && text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Ok(());
    }
    let length = text.chars().count();
    if length > MAX_TEXT {
        return Err(TextFault::TooLong { length });
    }
    if let Some(character) = text.chars().find(|character| is_refused(*character)) {
        return Err(TextFault::Character {
            code: character.into(),
        });
    }
    if is_nfc(text) {
        Ok(())
    } else {
        Err(TextFault::NotNfc)
    }
}

/// Makes typed or imported text acceptable: NFC, line ends as line feeds, tabs as spaces, other refused characters left out, cut
/// at [`MAX_TEXT`] code points. The caller shows the result, so that what is signed is what was seen.
#[must_use]
pub fn tidy(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', " ");
    let kept: String = text
        .chars()
        .filter(|character| !is_refused(*character))
        .nfc()
        .collect();
    // Every prefix of NFC text at a code point is NFC: composition never reaches back over a character that stays.
    kept.chars().take(MAX_TEXT).collect()
}
