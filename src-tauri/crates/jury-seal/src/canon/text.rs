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
    /// A control, bidirectional-override or noncharacter code point.
    #[error("the character U+{code:04X} is not allowed")]
    Character {
        /// Its code point.
        code: u32,
    },
    /// Not in Normalization Form C.
    #[error("the text is not in Unicode form NFC")]
    NotNfc,
}

/// Line feed is the one control character allowed: minutes, comments and rule files have lines.
fn is_refused(character: char) -> bool {
    let code = u32::from(character);
    let noncharacter = (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe;
    let bidi = matches!(code, 0x202a..=0x202e | 0x2066..=0x2069);
    (character.is_control() && character != '\n') || bidi || noncharacter
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
