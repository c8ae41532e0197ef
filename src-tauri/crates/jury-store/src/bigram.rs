//! Text as tokens of the search index: overlapping pairs of characters, since neither of SQLite's tokenizers finds a two-character
//! Chinese word (unicode61 takes a whole sentence for one, trigram wants three characters).
//!
//! Not here: word segmentation, synonyms, ranking. The one rule: what is indexed and what is searched for pass through the same [`runs`].
//!
//! A run of letters and digits `c1 c2 … cn` gives the tokens `c1c2`, `c2c3`, …, and the lone last `cn`, so that a single character is found as a
//! prefix wherever it stands. Each character is written as four base-36 digits: plain ASCII, no rule of any tokenizer or of FTS5's query
//! language can touch it, and characters newer than SQLite's tables are as good as old ones.

/// The tokens of a page, separated by spaces.
pub(crate) fn page_tokens(text: &str) -> String {
    let mut tokens = String::new();
    for run in runs(text) {
        for pair in pairs(&run).chain(run.last().map(|last| token(&[*last]))) {
            tokens.push_str(&pair);
            tokens.push(' ');
        }
    }
    tokens
}

/// The FTS5 query that finds pages with all of `words`; `None` when they hold nothing to search for.
pub(crate) fn query(words: &[&str]) -> Option<String> {
    let phrases: Vec<String> = words
        .iter()
        .flat_map(|word| runs(word))
        .map(|run| phrase(&run))
        .collect();
    if phrases.is_empty() {
        None
    } else {
        Some(phrases.join(" AND "))
    }
}

fn phrase(run: &[char]) -> String {
    match run {
        [lone] => format!("\"{}\" *", token(&[*lone])),
        _ => format!("\"{}\"", pairs(run).collect::<Vec<_>>().join(" ")),
    }
}

fn pairs(run: &[char]) -> impl Iterator<Item = String> {
    run.windows(2).map(token)
}

/// Stretches of letters and digits, folded. A break of line or a space between two Chinese characters does not end a stretch: PDFs put them there.
fn runs(text: &str) -> Vec<Vec<char>> {
    let mut runs = vec![Vec::new()];
    let mut gap = false;
    for character in text.chars().flat_map(fold) {
        if character.is_alphanumeric() {
            let run = runs.last_mut().expect("there is always a run under way");
            let joins = !gap || (run.last().is_none_or(|last| is_han(*last)) && is_han(character));
            if joins {
                run.push(character);
            } else {
                runs.push(vec![character]);
            }
            gap = false;
        } else if character.is_whitespace() {
            gap = true;
        } else {
            runs.push(Vec::new());
            gap = false;
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Lower case, and full-width forms (U+FF01–FF5E) as their ASCII.
fn fold(character: char) -> impl Iterator<Item = char> {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        other => other,
    };
    narrow.to_lowercase()
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn token(characters: &[char]) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut token = String::with_capacity(8);
    for character in characters {
        let code = *character as usize;
        for place in [36 * 36 * 36, 36 * 36, 36, 1] {
            token.push(DIGITS[code / place % 36] as char);
        }
    }
    token
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> Vec<String> {
        runs(text).into_iter().map(String::from_iter).collect()
    }

    #[test]
    fn runs_join_broken_chinese_lines_and_keep_latin_words_apart() {
        assert_eq!(
            spelled("数据\n要素 ×，Data Hub２０２６"),
            ["数据要素", "data", "hub2026"]
        );
        assert_eq!(spelled("  。，"), Vec::<String>::new());
        assert_eq!(spelled("AI 技 术"), ["ai", "技术"]);
    }

    #[test]
    fn every_character_has_a_spelling_of_its_own() {
        assert_eq!(token(&['\u{10ffff}']).len(), 4);
        assert_ne!(token(&['\u{10ffff}']), token(&['\u{10fffe}']));
        assert_eq!(token(&['评', '审']).len(), 8);
    }

    #[test]
    fn a_query_holds_no_word_of_the_query_language() {
        let hostile = query(&["\" OR NEAR(a b) *", "评审"]).unwrap();
        assert!(
            !hostile.contains("OR") && !hostile.contains("NEAR"),
            "{hostile}"
        );
        assert_eq!(query(&["", "！"]), None);
    }
}
