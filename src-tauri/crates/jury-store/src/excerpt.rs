//! The stretch of a page around what was found, in pieces: plain and found.
//!
//! Not the page and not its layout. The one rule: pieces in their order are the text as it stands, with … where it was cut.

use std::ops::Range;

use crate::folded::{Folded, is_han};

/// Characters shown before and after the first word found.
const BEFORE: usize = 18;
const AFTER: usize = 56;

/// A piece of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is one of the words looked for.
    pub found: bool,
}

/// A page's text around the first word found, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// In order.
    pub pieces: Vec<Piece>,
    /// How often the words stand on the page, all together.
    pub count: u32,
}

/// The excerpt of a page; `None` when one of the words does not stand on it.
pub(crate) fn excerpt(text: &str, words: &[Folded]) -> Option<Excerpt> {
    let page = Folded::of(text);
    let mut places: Vec<Range<usize>> = Vec::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        let before = places.len();
        places.extend(page.find(word));
        if places.len() == before {
            return None;
        }
    }
    let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
    places.sort_by_key(|place| (place.start, place.end));
    let first = places.first()?.clone();
    let window = back(text, first.start, BEFORE)..forth(text, first.end, AFTER);
    Some(Excerpt {
        pieces: pieces(text, &window, &places),
        count,
    })
}

fn pieces(text: &str, window: &Range<usize>, places: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |text: &str, found: bool| {
        if !text.is_empty() {
            let text = text.to_owned();
            pieces.push(Piece { text, found });
        }
    };
    if window.start > 0 {
        add("…", false);
    }
    let mut at = window.start;
    for place in places.iter().filter(|place| place.end <= window.end) {
        // Words may lie in each other; what is marked already is not marked again.
        if place.end > at {
            add(&text[at..place.start.max(at)], false);
            add(&text[place.start.max(at)..place.end], true);
            at = place.end;
        }
    }
    add(&text[at..window.end], false);
    if window.end < text.len() {
        add("…", false);
    }
    pieces
}

fn back(text: &str, from: usize, characters: usize) -> usize {
    text[..from]
        .char_indices()
        .rev()
        .nth(characters)
        .map_or(0, |(at, character)| at + character.len_utf8())
}

fn forth(text: &str, from: usize, characters: usize) -> usize {
    text[from..]
        .char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| from + at)
}

/// A page's text as it is kept: breaks of lines inside Chinese are gone, any other stretch of blanks is one space.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars() {
        if character.is_whitespace() || character.is_control() {
            gap = true;
            continue;
        }
        let last = tidy.chars().next_back();
        if gap && last.is_some_and(|last| !(is_wide(last) && is_wide(character))) {
            tidy.push(' ');
        }
        gap = false;
        tidy.push(character);
    }
    tidy
}

/// Chinese characters and the punctuation that goes with them, between which a blank means nothing.
const fn is_wide(character: char) -> bool {
    is_han(character)
        || matches!(character, '\u{2e80}'..='\u{2fdf}' | '\u{3001}'..='\u{3020}' | '“' | '”' | '‘' | '’' | '…' | '—')
        || matches!(character, '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, words: &[&str]) -> String {
        let words: Vec<Folded> = words.iter().map(|word| Folded::of(word)).collect();
        let excerpt = excerpt(text, &words).unwrap();
        let piece = |piece: &Piece| match piece.found {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        format!(
            "{}:{}",
            excerpt.count,
            excerpt.pieces.iter().map(piece).collect::<String>()
        )
    }

    #[test]
    fn an_excerpt_marks_every_word_in_it_and_says_where_it_was_cut() {
        assert_eq!(shown("数据要素市场", &["要素"]), "1:数据[要素]市场");
        assert_eq!(shown("AI 与 ai，ＡＩ", &["ai"]), "3:[AI] 与 [ai]，[ＡＩ]");
        assert_eq!(shown("数据要素", &["数据要", "据要素"]), "2:[数据要][素]");
        let long = format!("{}数据{}", "前".repeat(100), "后".repeat(100));
        assert_eq!(
            shown(&long, &["数据"]),
            format!("1:…{}[数据]{}…", "前".repeat(18), "后".repeat(56))
        );
    }

    #[test]
    fn a_page_without_one_of_the_words_has_no_excerpt() {
        let words = [Folded::of("数据"), Folded::of("医疗")];
        assert_eq!(excerpt("数据要素", &words), None);
        assert_eq!(excerpt("数据要素", &[]), None);
    }

    #[test]
    fn kept_text_has_no_breaks_inside_chinese_and_single_spaces_elsewhere() {
        assert_eq!(
            tidy("  数据\r\n要素，\n开放 Data \n Hub\u{3000}平台 \n"),
            "数据要素，开放 Data Hub 平台"
        );
    }
}
