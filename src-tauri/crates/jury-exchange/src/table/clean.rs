//! Text as typed becomes text as kept: one Unicode form, one kind of space, nothing that changes how its neighbours read.
//!
//! Not a filter of rare names: every Chinese character of every extension stays. The one rule: what is removed is invisible, what would change
//! the reading is refused.

use unicode_normalization::UnicodeNormalization;

use super::Problem;

/// A cleaned text.
pub(crate) struct CleanText(pub(crate) String);

impl CleanText {
    /// NFC, runs of white space as one space, no zero-width marks.
    pub(crate) fn of(raw: &str) -> Result<Self, Problem> {
        let visible: String = raw
            .nfc()
            .filter(|character| !is_invisible(*character))
            .collect();
        let text = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        match text.chars().find(|character| is_forbidden(*character)) {
            Some(found) => Err(Problem::ForbiddenCharacter {
                code: u32::from(found),
            }),
            None => Ok(Self(text)),
        }
    }
}

/// Zero-width spaces and joiners and byte order marks, which copying from a web page or chat brings along.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Controls, bidirectional overrides and isolates, and noncharacters.
fn is_forbidden(character: char) -> bool {
    let code = u32::from(character);
    character.is_control()
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffd}')
        || code & 0xfffe == 0xfffe
}

/// The form in which headings, ids and fixed words are compared: compatible characters, no white space.
pub(crate) fn fold(text: &str) -> String {
    text.nfkc()
        .filter(|character| !character.is_whitespace() && !is_invisible(*character))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(raw: &str) -> Result<String, Problem> {
        CleanText::of(raw).map(|clean| clean.0)
    }

    #[test]
    fn white_space_and_invisible_marks_do_not_survive() {
        assert_eq!(
            cleaned("　云江\n数据\t 公司\u{200b}\u{feff} ").as_deref(),
            Ok("云江 数据 公司")
        );
    }

    #[test]
    fn rare_names_stay_as_they_are() {
        for name in ["𠮷野", "㛃", "䶮", "\u{30edd}", "买买提·艾力"] {
            assert_eq!(cleaned(name).as_deref(), Ok(name));
        }
    }

    #[test]
    fn characters_that_change_the_reading_are_refused_by_number() {
        for found in [
            '\u{202e}',
            '\u{2066}',
            '\u{0}',
            '\u{7f}',
            '\u{85}',
            '\u{fffe}',
            '\u{1ffff}',
            '\u{fdd0}',
        ] {
            let text = format!("甲{found}乙");
            if found == '\u{85}' {
                assert_eq!(
                    cleaned(&text).as_deref(),
                    Ok("甲 乙"),
                    "next line is white space"
                );
            } else {
                assert_eq!(
                    cleaned(&text),
                    Err(Problem::ForbiddenCharacter {
                        code: u32::from(found)
                    })
                );
            }
        }
    }

    #[test]
    fn full_width_headings_and_ids_fold_to_plain_ones() {
        assert_eq!(fold("营业收入（万元）"), "营业收入(万元)");
        assert_eq!(fold(" ０１－０３１　"), "01-031");
    }
}
