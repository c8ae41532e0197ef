//! Folded text as tokens of the search index: overlapping pairs of characters, since neither of SQLite's tokenizers finds a two-character
//! Chinese word (unicode61 takes a whole sentence for one, trigram wants three characters).
//!
//! Not here: what counts as a letter and what joins two lines (folded.rs). The one rule: a phrase of tokens stands on a page exactly when the
//! folded word stands in the folded page.
//!
//! A run of letters and digits `c1 c2 … cn` gives the tokens `c1c2`, `c2c3`, …, and the lone last `cn`: so a single character is found as a
//! prefix wherever it stands, and no phrase runs over the end of a run unless the word itself does. Each character is written as four base-36
//! digits: plain ASCII, no rule of any tokenizer or of FTS5's query language can touch it, and characters newer than SQLite's tables are as
//! good as old ones.

use crate::folded::Folded;

/// The tokens of a page, separated by spaces.
pub(crate) fn page_tokens(page: &Folded) -> String {
    let mut tokens = String::new();
    for run in page.runs() {
        for token in whole(run) {
            push(&mut tokens, token);
            tokens.push(' ');
        }
    }
    tokens
}

/// The FTS5 query that finds pages with all of `words`; `None` when they hold nothing to search for.
pub(crate) fn query(words: &[Folded]) -> Option<String> {
    let phrases: Vec<String> = words
        .iter()
        .filter(|word| !word.is_empty())
        .map(phrase)
        .collect();
    (!phrases.is_empty()).then(|| phrases.join(" AND "))
}

/// A word of several runs needs the ends of all but its last: `87.8` is no part of `878`.
fn phrase(word: &Folded) -> String {
    let runs: Vec<&[char]> = word.runs().collect();
    let mut phrase = String::from("\"");
    for (at, run) in runs.iter().enumerate() {
        let is_last = at + 1 == runs.len();
        let tokens: Vec<&[char]> = if is_last && run.len() > 1 {
            run.windows(2).collect()
        } else {
            whole(run).collect()
        };
        for token in tokens {
            if phrase.len() > 1 {
                phrase.push(' ');
            }
            push(&mut phrase, token);
        }
    }
    phrase.push('"');
    if runs.last().is_some_and(|run| run.len() == 1) {
        phrase.push_str(" *");
    }
    phrase
}

fn whole(run: &[char]) -> impl Iterator<Item = &[char]> {
    run.windows(2).chain(std::iter::once(&run[run.len() - 1..]))
}

fn push(tokens: &mut String, token: &[char]) {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    for character in token {
        let code = *character as usize;
        for place in [36 * 36 * 36, 36 * 36, 36, 1] {
            tokens.push(char::from(DIGITS[code / place % 36]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(characters: &[char]) -> String {
        let mut token = String::new();
        push(&mut token, characters);
        token
    }

    #[test]
    fn every_character_has_a_spelling_of_its_own() {
        assert_eq!(token(&['\u{10ffff}']).len(), 4);
        assert_ne!(token(&['\u{10ffff}']), token(&['\u{10fffe}']));
        assert_eq!(token(&['评', '审']).len(), 8);
    }

    #[test]
    fn a_query_holds_no_word_of_the_query_language() {
        let hostile = query(&[Folded::of("\" OR NEAR(a b) *"), Folded::of("评审")]).unwrap();
        assert!(
            !hostile.contains("OR") && !hostile.contains("NEAR"),
            "{hostile}"
        );
        assert_eq!(query(&[Folded::of(""), Folded::of("！")]), None);
    }
}
