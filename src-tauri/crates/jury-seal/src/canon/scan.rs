//! Whether bytes are canonical, said in one pass over them without building anything.
//!
//! Not the judge of what is wrong: [`super::check`] parses and re-encodes what this refuses, and names the fault. The one rule: it says yes to
//! exactly what the writer can write, so that a yes needs no second look; the tests hold it against the parser and the writer.

use super::{MAX_DEPTH, MAX_INTEGER, check_text};

/// Whether these bytes are one value in canonical form, whatever their length.
pub(super) fn is_canonical(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let mut scan = Scan { text, at: 0 };
    scan.value(0).is_some() && scan.at == text.len()
}

/// A place in the text. Every step gives nothing where the text is not canonical.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text.as_bytes()[self.at..]
            .starts_with(word.as_bytes())
            .then(|| self.at += word.len())
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        match self.peek()? {
            b'n' => self.word("null"),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'"' => self.string(),
            b'[' => self.list(deeper(depth)?),
            b'{' => self.object(deeper(depth)?),
            _ => self.integer(),
        }
    }

    /// No plus sign, no leading zero, no minus zero, at most 53 bits.
    fn integer(&mut self) -> Option<()> {
        let negative = self.expect(b'-').is_some();
        let digits = self.run(|byte| byte.is_ascii_digit());
        let magnitude: u64 = digits.parse().ok()?;
        let plain = !digits.starts_with('0') || (digits == "0" && !negative);
        (plain && magnitude <= MAX_INTEGER.unsigned_abs()).then_some(())
    }

    /// The bytes from here on that have a property, all of them ASCII.
    fn run(&mut self, is_inside: impl Fn(u8) -> bool) -> &'a str {
        let rest = &self.text[self.at..];
        let length = rest
            .bytes()
            .position(|byte| !is_inside(byte))
            .unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn string(&mut self) -> Option<()> {
        self.expect(b'"')?;
        let rest = &self.text[self.at..];
        let end = rest
            .bytes()
            .position(|byte| byte == b'"' || byte == b'\\')?;
        if rest.as_bytes()[end] == b'"' {
            self.at += end + 1;
            return plain_text(&rest[..end]);
        }
        self.escaped_string(rest)
    }

    /// A text with escapes: line feeds in comments, quotes in titles.
    fn escaped_string(&mut self, rest: &str) -> Option<()> {
        let mut text = String::new();
        let mut characters = rest.char_indices();
        loop {
            match characters.next()? {
                (place, '"') => {
                    self.at += place + 1;
                    return check_text(&text).ok();
                }
                (_, '\\') => text.push(match characters.next()?.1 {
                    'n' => '\n',
                    same @ ('"' | '\\') => same,
                    _ => return None,
                }),
                (_, '\n') => return None,
                (_, other) => text.push(other),
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<()> {
        self.expect(b'[')?;
        if self.expect(b']').is_some() {
            return Some(());
        }
        loop {
            self.value(depth)?;
            if self.expect(b',').is_none() {
                return self.expect(b']');
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        self.expect(b'{')?;
        if self.expect(b'}').is_some() {
            return Some(());
        }
        let mut before = "";
        loop {
            let key = self.key()?;
            // Ascending and so distinct; a key has at least one character, so the first is above the empty one.
            if key <= before {
                return None;
            }
            before = key;
            self.value(depth)?;
            if self.expect(b',').is_none() {
                return self.expect(b'}');
            }
        }
    }

    fn key(&mut self) -> Option<&'a str> {
        self.expect(b'"')?;
        let key = self.run(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        self.expect(b'"')?;
        self.expect(b':')?;
        (1..=64).contains(&key.len()).then_some(key)
    }
}

fn deeper(depth: usize) -> Option<usize> {
    (depth < MAX_DEPTH).then_some(depth + 1)
}

/// A text without escapes: a line feed in it would have been written as one.
fn plain_text(text: &str) -> Option<()> {
    (check_text(text).is_ok() && !text.contains('\n')).then_some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{parse, write};
    use super::*;

    /// What canonical means: the parser reads it and the writer writes the same.
    fn is_written(bytes: &[u8]) -> bool {
        let mut again = Vec::new();
        parse(bytes).is_ok_and(|tree| write(&tree, &mut again).is_ok() && again == bytes)
    }

    fn agree(text: &str) {
        assert_eq!(
            is_canonical(text.as_bytes()),
            is_written(text.as_bytes()),
            "{text:?}"
        );
    }

    #[test]
    fn every_corner_of_the_form_is_judged_as_by_parser_and_writer() {
        const CORNERS: &str = "¦ ¦null¦nul¦true¦false¦nulltrue¦0¦-0¦-1¦+1¦01¦1.0¦1e3¦-¦9007199254740991¦9007199254740992\
            ¦-9007199254740991¦-9007199254740992¦18446744073709551616¦\"\"¦\"¦\"a¦\"\\n\"¦\"\n\"¦\"\\t\"¦\"\\u0041\"¦\"\\/\"\
            ¦\"\\\"\\\\\"¦\"\\¦\"\t\"¦\"\u{7f}\"¦\"\u{85}\"¦\"e\u{301}\"¦\"é\"¦\"\u{202e}\"¦\"评\\n审\"¦\"评\n审\"\
            ¦[]¦[ ]¦[1,]¦[,1]¦[1,2]¦[1 ,2]¦[[[[[[[[]]]]]]]]¦[[[[[[[[[]]]]]]]]]¦{}¦{ }¦{\"a\":1}¦{\"a\": 1}¦{\"a\":1,}\
            ¦{\"b\":1,\"a\":1}¦{\"a\":1,\"a\":1}¦{\"a\":1,\"b\":1}¦{\"\":1}¦{\"a b\":1}¦{\"项\":1}¦{\"a\":1}x¦{\"a\":1} \
            ¦{\"a\":1}{\"b\":1}¦{\"a\"}¦{a:1}";
        CORNERS.split('¦').for_each(agree);
        for length in [64, 65] {
            agree(&format!("{{\"{}\":1}}", "k".repeat(length)));
        }
        for length in [super::super::MAX_TEXT, super::super::MAX_TEXT + 1] {
            agree(&format!("\"{}\"", "评".repeat(length)));
        }
        assert!(!is_canonical(&[b'"', 0xff, b'"']));
    }

    proptest! {
        #[test]
        fn any_text_is_judged_as_by_parser_and_writer(text in r#"[\[\]{}:,"\\ntrue0-9a评é\u{301} \n-]{0,14}"#) {
            agree(&text);
        }

        #[test]
        fn a_document_changed_anywhere_is_judged_as_by_parser_and_writer(
            place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>(),
        ) {
            let document = r#"{"a":[1,-20,{"k":null,"l":"x\n\"评审\\"}],"b":{"c":true,"d":[]},"e":"é 1"}"#;
            prop_assert!(is_canonical(document.as_bytes()));
            let mut changed = document.as_bytes().to_vec();
            let place = place.index(changed.len());
            if cut { changed.truncate(place) } else { changed[place] = byte }
            prop_assert_eq!(is_canonical(&changed), is_written(&changed));
        }
    }
}
