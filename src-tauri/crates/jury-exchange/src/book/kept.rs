//! What the parser of workbooks keeps in memory as long as it lives, counted before it reads anything.
//!
//! Not a parser of XML: tags are found by their bytes, so that one inside a comment counts too. The one rule: whatever takes more memory than its
//! bytes in the file has a number here. The parser believes three things it should not: how many texts a table says it has (it reserves room for
//! them), a style that names a long format (it copies the format into every style), and as many sheets as somebody cares to list.

use super::BookError;

/// Sheets of a workbook. A contest's workbooks have under ten, a secretariat's own perhaps fifty.
pub const SHEET_LIMIT: usize = 256;
/// Fonts, fills, borders, number formats and cell formats, each. A spreadsheet program stops at 65,490 cell formats.
const STYLE_LIMIT: usize = 65_536;
/// Parts that a part refers to. There are no more than parts in the container, give or take links to the outside.
const RELATION_LIMIT: usize = 20_000;
/// Names of ranges. Old workbooks collect tens of thousands of broken ones.
const NAME_LIMIT: usize = 100_000;
/// Bytes the longest tag of the styles may come to when every cell format has a copy of it. Honest: 300 formats of 200 bytes.
const STYLE_COPIES: usize = 64 << 20;
/// Bytes of the tag that opens the table of texts. Its name spaces take about 200.
const TABLE_TAG: usize = 4_096;
/// Bytes of the longest name looked for, and one more, so that a longer name is not taken for it.
const NAME_ROOM: usize = 16;

/// One part's count.
pub(super) struct Kept {
    /// Entries of the shared table of texts that are let through.
    texts: usize,
    found: [usize; COUNTED.len()],
    state: State,
    name: [u8; NAME_ROOM],
    length: usize,
    /// Bytes since the last `<`, and the most of them in this part.
    run: usize,
    longest: usize,
    /// The tag that opens the table of texts, while it is read.
    table: Vec<u8>,
    /// Whether this part holds the styles.
    is_styles: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between a name and the next `<`.
    Rest,
    /// Inside a name.
    Name,
    /// Inside the tag that opens the table of texts.
    Table,
}

/// Local names that are counted, whatever their prefix.
const COUNTED: [&[u8]; 9] = [
    b"si",
    b"sheet",
    b"xf",
    b"font",
    b"fill",
    b"border",
    b"numFmt",
    b"Relationship",
    b"definedName",
];
const TEXT: usize = 0;
const SHEET: usize = 1;
const FORMAT: usize = 2;
const RELATION: usize = 7;
const NAME: usize = 8;

impl Kept {
    /// For a part of this name, and as many shared texts.
    pub(super) fn new(part: &[u8], texts: usize) -> Self {
        Self {
            texts,
            found: [0; COUNTED.len()],
            state: State::Rest,
            name: [0; NAME_ROOM],
            length: 0,
            run: 0,
            longest: 0,
            table: Vec::new(),
            is_styles: part.to_ascii_lowercase().ends_with(b"styles.xml"),
        }
    }

    /// Counts the next bytes of the part, across the borders of reads.
    ///
    /// # Errors
    /// [`BookError::TooManyCells`] for texts, [`BookError::TooManySheets`], [`BookError::UnpacksTooLarge`] for everything else.
    pub(super) fn count(&mut self, bytes: &[u8]) -> Result<(), BookError> {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            at += match self.state {
                State::Rest => self.skip(rest),
                State::Name => self.spell(rest[0]),
                State::Table => self.gather(rest[0])?,
            };
        }
        self.judge()
    }

    /// Goes on to the next tag.
    fn skip(&mut self, rest: &[u8]) -> usize {
        let Some(next) = rest.iter().position(|byte| *byte == b'<') else {
            self.run += rest.len();
            return rest.len();
        };
        self.run += next;
        self.open();
        next + 1
    }

    fn open(&mut self) {
        self.longest = self.longest.max(self.run);
        (self.run, self.length, self.state) = (0, 0, State::Name);
    }

    fn spell(&mut self, byte: u8) -> usize {
        self.run += 1;
        match byte {
            b'<' => self.open(),
            // A prefix; a closing tag stays one.
            b':' => self.length = usize::from(self.length > 0 && self.name[0] == b'/'),
            b' ' | b'\t' | b'\r' | b'\n' | b'>' => self.known(),
            b'/' if self.length > 0 => self.known(),
            _ if self.length < NAME_ROOM => {
                self.name[self.length] = byte;
                self.length += 1;
            }
            _ => {}
        }
        1
    }

    fn known(&mut self) {
        let name = &self.name[..self.length];
        self.state = State::Rest;
        if let Some(at) = COUNTED.iter().position(|counted| *counted == name) {
            self.found[at] += 1;
        } else if name == b"sst" {
            self.state = State::Table;
            self.table.clear();
        }
    }

    /// The tag of the table of texts, up to the next one: how many texts it says there are is what the parser makes room for.
    fn gather(&mut self, byte: u8) -> Result<usize, BookError> {
        if byte != b'<' && self.table.len() < TABLE_TAG {
            self.table.push(byte);
            return Ok(1);
        }
        let said = said_counts(&self.table).any(|count| count > self.texts as u64);
        if said || byte != b'<' {
            return Err(self.too_many_texts());
        }
        self.open();
        Ok(1)
    }

    fn judge(&self) -> Result<(), BookError> {
        if self.found[TEXT] > self.texts {
            return Err(self.too_many_texts());
        }
        if self.found[SHEET] > SHEET_LIMIT {
            return Err(BookError::TooManySheets { limit: SHEET_LIMIT });
        }
        let longest = self.longest.max(self.run);
        let copies = self.found[FORMAT].saturating_mul(longest);
        let is_too_much = self.found[FORMAT..RELATION]
            .iter()
            .any(|count| *count > STYLE_LIMIT)
            || self.found[RELATION] > RELATION_LIMIT
            || self.found[NAME] > NAME_LIMIT
            || (self.is_styles && copies > STYLE_COPIES);
        if is_too_much {
            return Err(BookError::UnpacksTooLarge);
        }
        Ok(())
    }

    fn too_many_texts(&self) -> BookError {
        BookError::TooManyCells { limit: self.texts }
    }
}

/// Every number that follows `uniqueCount` in a tag.
fn said_counts(tag: &[u8]) -> impl Iterator<Item = u64> {
    const SAID: &[u8] = b"uniqueCount";
    let places = (0..tag.len()).filter(|at| tag[*at..].starts_with(SAID));
    places.map(|at| {
        tag[at + SAID.len()..]
            .iter()
            .skip_while(|byte| !byte.is_ascii_digit())
            .take_while(|byte| byte.is_ascii_digit())
            .fold(0_u64, |sum, digit| {
                sum.saturating_mul(10)
                    .saturating_add(u64::from(digit - b'0'))
            })
    })
}

/// Whether a part is written in an encoding in which tags are not the bytes looked for here. No spreadsheet program writes one.
pub(super) fn is_wide(head: &[u8]) -> bool {
    let head = &head[..head.len().min(256)];
    let marks: [&[u8]; 4] = [b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"];
    if marks.iter().any(|mark| head.starts_with(mark)) {
        return true;
    }
    let trimmed = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let declaration = trimmed
        .split(|byte| *byte == b'>')
        .next()
        .unwrap_or_default();
    let declaration = String::from_utf8_lossy(declaration).to_ascii_lowercase();
    let encoding = declaration
        .split_once("encoding")
        .map_or("", |(_, after)| after);
    declaration.starts_with("<?xml")
        && ["16", "32", "ucs", "unicode", "2022"]
            .iter()
            .any(|wide| encoding.contains(wide))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(part: &str, text: &str) -> Result<(), BookError> {
        let mut kept = Kept::new(part.as_bytes(), 3);
        // Byte by byte, so that every border is one.
        text.bytes().try_for_each(|byte| kept.count(&[byte]))
    }

    #[test]
    fn texts_are_counted_under_any_prefix_and_closing_tags_are_not() {
        let texts = |count: usize| "<x:si><x:t>a</x:t></x:si>".repeat(count);
        assert_eq!(counted("a", &texts(3)), Ok(()));
        assert_eq!(
            counted("a", &texts(4)),
            Err(BookError::TooManyCells { limit: 3 })
        );
        assert!(counted("a", &"<si/>".repeat(4)).is_err());
        assert_eq!(counted("a", &"<size/><s/><ssi/>".repeat(4)), Ok(()));
    }

    #[test]
    fn a_table_of_texts_that_says_it_is_endless_is_not_believed() {
        assert_eq!(
            counted("a", "<sst count=\"9999\" uniqueCount=\"3\"><si/>"),
            Ok(())
        );
        for said in [
            "uniqueCount=\"4\"",
            "uniqueCount = '99999999999999999999999'",
            "uniqueCount=\"1\" uniqueCount=\"4\"",
        ] {
            assert!(
                counted("a", &format!("<sst {said}><si/>")).is_err(),
                "{said}"
            );
        }
        let long = format!("<sst {}><si/>", " ".repeat(TABLE_TAG));
        assert!(counted("a", &long).is_err());
    }

    #[test]
    fn a_long_format_is_no_matter_until_every_style_copies_it() {
        let styles = |formats: usize| {
            format!(
                "<numFmt formatCode=\"{}\"/>{}",
                "0".repeat(1 << 20),
                "<xf/>".repeat(formats)
            )
        };
        assert_eq!(counted("xl/styles.xml", &styles(60)), Ok(()));
        assert_eq!(
            counted("XL/Styles.xml", &styles(70)),
            Err(BookError::UnpacksTooLarge)
        );
        assert_eq!(counted("xl/worksheets/sheet1.xml", &styles(70)), Ok(()));
    }

    #[test]
    fn more_sheets_styles_and_names_than_anybody_has_are_refused() {
        let many =
            |tag: &str, count: usize| counted("a", &format!("<{tag} a=\"b\"/>").repeat(count));
        assert_eq!(many("sheet", 256), Ok(()));
        assert_eq!(
            many("sheet", 257),
            Err(BookError::TooManySheets { limit: 256 })
        );
        for (tag, limit) in [
            ("font", STYLE_LIMIT),
            ("xf", STYLE_LIMIT),
            ("numFmt", STYLE_LIMIT),
            ("Relationship", RELATION_LIMIT),
            ("definedName", NAME_LIMIT),
        ] {
            assert_eq!(many(tag, limit), Ok(()), "{tag}");
            assert_eq!(
                many(tag, limit + 1),
                Err(BookError::UnpacksTooLarge),
                "{tag}"
            );
        }
    }

    #[test]
    fn an_encoding_of_two_bytes_a_letter_is_told() {
        for wide in [
            &b"\xff\xfe<\0"[..],
            b"\xfe\xff\0<",
            b"<\0?\0",
            b"<?xml version='1.0' encoding='UTF-16LE'?>",
            b"<?xml version='1.0' encoding=\"iso-10646-ucs-2\"?>",
        ] {
            assert!(is_wide(wide), "{wide:?}");
        }
        for plain in [
            &b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><a b=\"16\"/>"[..],
            b"\xef\xbb\xbf<?xml version=\"1.0\"?>",
            b"<a/>",
            b"",
        ] {
            assert!(!is_wide(plain), "{plain:?}");
        }
    }
}
