//! Text as the search sees it: letters and digits alone, in one case and one width, with where each of them stood.
//!
//! Not word segmentation, synonyms or ranking. The one rule: what is indexed, what is searched for and what is marked pass
//! through the same [`Folded`]; a page holds a word exactly when the folded word stands in the folded page.
//!
//! PDFs break lines in the middle of Chinese words and put spaces between Chinese and Latin; neither ends a word here. Between two Latin
//! words a space does, and so does any punctuation, whichever it is.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Between two stretches of letters and digits; neither a letter nor a digit, so that it is never part of one.
pub(crate) const BREAK: char = ' ';

/// A folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded {
    chars: Vec<char>,
    /// Bytes of the original that each character came from.
    from: Vec<Range<u32>>,
}

/// What stood between the last letter and the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Punctuation,
}

impl Folded {
    pub(crate) fn of(text: &str) -> Self {
        let mut folded = Self {
            chars: Vec::with_capacity(text.len() / 2),
            from: Vec::with_capacity(text.len() / 2),
        };
        let mut gap = Gap::None;
        for (at, original) in text.char_indices() {
            if is_invisible(original) {
                continue;
            }
            let place = position(at)..position(at + original.len_utf8());
            fold(original, |character| {
                if character.is_alphanumeric() {
                    folded.push(character, gap, &place);
                    gap = Gap::None;
                } else if character.is_whitespace() || character.is_control() {
                    gap = if gap == Gap::None { Gap::Space } else { gap };
                } else {
                    gap = Gap::Punctuation;
                }
            });
        }
        folded
    }

    fn push(&mut self, character: char, gap: Gap, place: &Range<u32>) {
        if let Some(last) = self.chars.last() {
            let joins = match gap {
                Gap::None => true,
                Gap::Space => is_han(*last) || is_han(character),
                Gap::Punctuation => false,
            };
            if !joins {
                self.chars.push(BREAK);
                self.from.push(place.start..place.start);
            }
        }
        self.chars.push(character);
        self.from.push(place.clone());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The stretches of letters and digits.
    pub(crate) fn runs(&self) -> impl Iterator<Item = &[char]> {
        self.chars
            .split(|character| *character == BREAK)
            .filter(|run| !run.is_empty())
    }

    /// Where `word` stands in this text, as bytes of the original; occurrences do not overlap.
    pub(crate) fn find<'f>(&'f self, word: &'f Self) -> impl Iterator<Item = Range<usize>> + 'f {
        let length = word.chars.len();
        let mut at = 0;
        std::iter::from_fn(move || {
            while length > 0 && at + length <= self.chars.len() {
                let here = at;
                if self.chars[here..here + length] == word.chars[..] {
                    at += length;
                    let (first, last) = (&self.from[here], &self.from[here + length - 1]);
                    return Some(first.start as usize..last.end as usize);
                }
                at += 1;
            }
            None
        })
    }
}

/// The store's limit on a value keeps a page far below 4 GiB.
fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// One width, one case: NFKC (which also turns the radicals that some PDFs write into the characters they stand for) and lower case.
fn fold(character: char, mut take: impl FnMut(char)) {
    match character {
        '\u{4e00}'..='\u{9fff}' => take(character),
        '\0'..='\u{7f}' => take(character.to_ascii_lowercase()),
        _ => std::iter::once(character)
            .nfkc()
            .flat_map(char::to_lowercase)
            .for_each(take),
    }
}

/// Marks without width that layout programs leave inside words.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffe}'
    )
}

/// Chinese characters, the written zero of 二〇二六 among them.
pub(crate) const fn is_han(character: char) -> bool {
    matches!(character, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> Vec<String> {
        Folded::of(text).runs().map(String::from_iter).collect()
    }

    #[test]
    fn broken_chinese_lines_are_joined_and_latin_words_kept_apart() {
        assert_eq!(
            spelled("数据\n要素 ×，Data Hub２０２６"),
            ["数据要素", "data", "hub2026"]
        );
        assert_eq!(spelled("  。，"), Vec::<String>::new());
        assert_eq!(
            spelled("采用 AI\r\n技 术，共 3 项"),
            ["采用ai技术", "共3项"]
        );
    }

    #[test]
    fn radicals_ligatures_and_marks_without_width_are_the_letters_they_stand_for() {
        assert_eq!(spelled("⼯业 ﬁle ㎡ 数\u{200b}据"), ["工业file", "m2数据"]);
    }

    #[test]
    fn a_word_is_found_where_it_stands_in_the_original() {
        let text = "接入ＤＡＴＡ hub，数\n据 要素";
        let found = |word| -> Vec<&str> {
            let (page, word) = (Folded::of(text), Folded::of(word));
            page.find(&word).map(|place| &text[place]).collect()
        };
        assert_eq!(found("data"), ["ＤＡＴＡ"]);
        assert_eq!(found("data hub"), ["ＤＡＴＡ hub"]);
        assert_eq!(found("hub、数据"), ["hub，数\n据"]);
        assert_eq!(found("数据要"), ["数\n据 要"]);
        assert_eq!(found("datahub"), Vec::<&str>::new());
        assert_eq!(found("！"), Vec::<&str>::new());
    }
}
