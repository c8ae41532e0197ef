//! Envelopes as cells of a workbook's hidden sheet `_seal` (FORMAT.md §11).
//!
//! Not a spreadsheet library: rows of texts in, rows of texts out. The one rule: every envelope stands on its own count and digest, so
//! that one damaged envelope takes no other with it.
//!
//! ```text
//! jurybench-seal/1 | count
//! envelope | 1 | payload type | chunks | SHA-256 of the envelope file
//! chunk    | 1 | 1 | text …
//! chunk    | 1 | 2 | text …
//! envelope | 2 | …
//! ```

use std::collections::BTreeMap;

use crate::digest::{Digest, sha256};
use crate::envelope::{Envelope, MAX_ENVELOPE};
use crate::fault::Fault;

/// The name of the hidden sheet.
pub const SHEET_NAME: &str = "_seal";
/// The first cell.
pub const MARK: &str = "jurybench-seal/1";
/// Characters in a chunk: below the 32,767 a cell holds.
pub const CHUNK_CHARS: usize = 30_000;
/// The most envelopes one workbook carries.
pub const MAX_ENVELOPES: usize = 2_000;

/// The rows that carry these envelope files. The line feed that ends each is left out of the cells and put back when reading.
#[must_use]
pub fn workbook_cells(envelopes: &[&[u8]]) -> Vec<Vec<String>> {
    let mut rows = vec![vec![MARK.to_owned(), envelopes.len().to_string()]];
    for (number, bytes) in (1..).zip(envelopes) {
        rows.extend(envelope_rows(number, bytes));
    }
    rows
}

fn envelope_rows(number: usize, bytes: &[u8]) -> Vec<Vec<String>> {
    // Envelope files are ASCII: base64, hexadecimal digits and a media type.
    let text = String::from_utf8_lossy(bytes.strip_suffix(b"\n").unwrap_or(bytes)).into_owned();
    let kind =
        Envelope::read(bytes).map_or_else(|_| String::new(), |(envelope, _)| envelope.payload_type);
    let chunks: Vec<String> = text
        .chars()
        .collect::<Vec<_>>()
        .chunks(CHUNK_CHARS)
        .map(|chunk| chunk.iter().collect())
        .collect();
    let head = [
        "envelope".to_owned(),
        number.to_string(),
        kind,
        chunks.len().to_string(),
        sha256(bytes).to_string(),
    ];
    let chunk = |(place, text)| {
        vec![
            "chunk".to_owned(),
            number.to_string(),
            usize::to_string(&place),
            text,
        ]
    };
    [head.to_vec()]
        .into_iter()
        .chain((1..).zip(chunks).map(chunk))
        .collect()
}

/// The envelope files carried by these rows, each with what is wrong with it. Rows may be in any order and padded with empty cells, as
/// other programs leave them; an envelope that is not there whole is reported in its place.
#[must_use]
pub fn from_workbook_cells(rows: &[Vec<String>]) -> Vec<Result<Vec<u8>, Fault>> {
    let head = rows.iter().find(|row| cell(row, 0) == MARK);
    let Some(count) = head.and_then(|row| number(cell(row, 1))) else {
        return vec![Err(Fault::NoEnvelope)];
    };
    if count == 0 {
        return vec![Err(Fault::NoEnvelope)];
    }
    if count > MAX_ENVELOPES {
        return vec![Err(Fault::TooLarge {
            size: count,
            limit: MAX_ENVELOPES,
        })];
    }
    let carried = Carried::of(rows);
    (1..=count).map(|number| carried.envelope(number)).collect()
}

#[derive(Default)]
struct Carried<'a> {
    heads: BTreeMap<usize, Vec<&'a [String]>>,
    chunks: BTreeMap<usize, BTreeMap<usize, Vec<&'a str>>>,
}

impl<'a> Carried<'a> {
    fn of(rows: &'a [Vec<String>]) -> Self {
        let mut carried = Self::default();
        for row in rows {
            let Some(envelope) = number(cell(row, 1)) else {
                continue;
            };
            match cell(row, 0) {
                "envelope" => carried.heads.entry(envelope).or_default().push(row),
                "chunk" => {
                    let chunks = carried.chunks.entry(envelope).or_default();
                    if let Some(place) = number(cell(row, 2)) {
                        chunks.entry(place).or_default().push(cell(row, 3));
                    }
                }
                _ => {}
            }
        }
        carried
    }

    fn envelope(&self, envelope: usize) -> Result<Vec<u8>, Fault> {
        let [head] = self.heads.get(&envelope).map_or(&[][..], Vec::as_slice) else {
            return Err(Fault::NoEnvelope);
        };
        let (count, digest) = (number(cell(head, 3)), Digest::from_hex(cell(head, 4)));
        let (Some(count), Some(digest)) = (count, digest) else {
            return Err(damaged("its row in the workbook is damaged"));
        };
        let text = self.text(envelope, count)?;
        let bytes = [text.as_bytes(), b"\n"].concat();
        if sha256(&bytes) == digest {
            Ok(bytes)
        } else {
            Err(damaged("its digest in the workbook does not fit"))
        }
    }

    fn text(&self, envelope: usize, count: usize) -> Result<String, Fault> {
        let mut text = String::new();
        let chunks = self.chunks.get(&envelope);
        for place in 1..=count {
            match chunks
                .and_then(|chunks| chunks.get(&place))
                .map(Vec::as_slice)
            {
                Some([chunk]) => text.push_str(chunk),
                Some(_) => return Err(damaged("a chunk stands twice in the workbook")),
                None => return Err(Fault::Truncated),
            }
            if text.len() > MAX_ENVELOPE {
                return Err(Fault::TooLarge {
                    size: text.len(),
                    limit: MAX_ENVELOPE,
                });
            }
        }
        Ok(text)
    }
}

fn damaged(detail: &str) -> Fault {
    Fault::EnvelopeSchema {
        detail: detail.to_owned(),
    }
}

fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", |text| text.trim())
}

/// Reads a count; a program that made a number of it may show it as `3.0`.
fn number(text: &str) -> Option<usize> {
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::seal;
    use crate::samples::{self, key};
    use proptest::prelude::*;

    fn sheet() -> Vec<u8> {
        seal(&samples::sheet(), &[&key(4)]).unwrap().to_bytes()
    }

    fn large() -> Vec<u8> {
        Envelope::sign("application/x", vec![b'x'; 70_000], &[&key(4)]).to_bytes()
    }

    #[test]
    fn envelopes_come_back_byte_for_byte() {
        let (one, two) = (sheet(), large());
        let rows = workbook_cells(&[&one, &two]);
        assert_eq!(rows[0], [MARK, "2"]);
        assert_eq!(
            rows[1][..4],
            [
                "envelope",
                "1",
                <crate::document::Sheet as crate::document::Document>::KIND,
                "1"
            ]
        );
        assert!(rows.iter().flatten().all(|cell| cell.len() < 32_767));
        assert_eq!(from_workbook_cells(&rows), [Ok(one), Ok(two)]);
    }

    #[test]
    fn what_other_programs_do_to_cells_does_no_harm() {
        let (one, two) = (sheet(), large());
        let mut rows = workbook_cells(&[&one, &two]);
        rows.reverse();
        for row in &mut rows {
            row[1].push_str(".0");
            row.resize(12, String::new());
        }
        rows.insert(0, Vec::new());
        assert_eq!(from_workbook_cells(&rows), [Ok(one), Ok(two)]);
    }

    #[test]
    fn a_workbook_that_lost_its_envelope_says_so() {
        for rows in [
            vec![],
            vec![vec!["项目".to_owned()]],
            vec![vec![MARK.to_owned()]],
            vec![vec![MARK.to_owned(), "0".to_owned()]],
        ] {
            assert_eq!(from_workbook_cells(&rows), [Err(Fault::NoEnvelope)]);
        }
        let many = vec![vec![MARK.to_owned(), "4000000000".to_owned()]];
        assert_eq!(
            from_workbook_cells(&many)[0].as_ref().map_err(Fault::code),
            Err("TOO-LARGE")
        );
    }

    #[test]
    fn one_damaged_envelope_takes_no_other_with_it() {
        let (one, two) = (sheet(), large());
        let rows = workbook_cells(&[&one, &two]);
        let damaged = |change: &dyn Fn(&mut Vec<Vec<String>>)| {
            let mut rows = rows.clone();
            change(&mut rows);
            let read = from_workbook_cells(&rows);
            assert_eq!(read[0], Ok(one.clone()));
            read[1].as_ref().map_err(Fault::code).map(Vec::len)
        };
        assert_eq!(
            damaged(&|rows| rows[5][3].push('x')),
            Err("SCHEMA"),
            "another text"
        );
        assert_eq!(
            damaged(&|rows| drop(rows.remove(5))),
            Err("TRUNCATED"),
            "a chunk missing"
        );
        assert_eq!(
            damaged(&|rows| drop(rows.remove(3))),
            Err("NO-ENVELOPE"),
            "its head missing"
        );
        assert_eq!(
            damaged(&|rows| rows[3][4].clear()),
            Err("SCHEMA"),
            "its digest missing"
        );
        assert_eq!(
            damaged(&|rows| rows[3][3] = "9999999".to_owned()),
            Err("TRUNCATED"),
            "a count too large"
        );
        assert_eq!(
            damaged(&|rows| rows.push(rows[4].clone())),
            Err("SCHEMA"),
            "a chunk twice"
        );
    }

    proptest! {
        #[test]
        fn arbitrary_cells_never_panic(rows in prop::collection::vec(prop::collection::vec("(jurybench-seal/1|envelope|chunk|[0-9]{1,3}|.{0,5})", 0..6), 0..12)) {
            let _ = from_workbook_cells(&rows);
        }
    }
}
