//! The gates of the built-in sample rubric, read from `assets/rubrics/gates.csv`.
//!
//! Not an importer of organisers' tables. The one rule to know: the gates are data in the table, each with the line of the notice it comes from.

use super::{Gate, SampleError};
use crate::GateId;

pub(super) const GATES: &str = include_str!("../../../../../assets/rubrics/gates.csv");

const HEADER: &str = "code,name,guidance,seed_line";

/// Reads a table in the layout of `assets/rubrics/gates.csv`. The caller validates the rubric the gates go into.
///
/// # Errors
/// [`SampleError`] names the line.
pub(super) fn read(csv: &str) -> Result<Vec<Gate>, SampleError> {
    let mut lines = csv.lines();
    let header = lines.next().unwrap_or_default();
    if header != HEADER {
        return Err(SampleError::Header {
            found: header.to_owned(),
        });
    }
    (2..)
        .zip(lines)
        .filter(|(_, text)| !text.is_empty())
        .map(|(line, text)| gate(line, text))
        .collect()
}

fn gate(line: usize, text: &str) -> Result<Gate, SampleError> {
    let fields: Vec<&str> = text.split(',').collect();
    let [code, name, guidance, _] = fields[..] else {
        return Err(SampleError::Fields {
            line,
            found: fields.len(),
        });
    };
    Ok(Gate {
        id: GateId::new(code).map_err(|source| SampleError::Id { line, source })?,
        name: name.to_owned(),
        guidance: guidance.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_in_the_tree_lists_nine_gates() {
        let ids: Vec<String> = read(GATES)
            .unwrap()
            .iter()
            .map(|gate| gate.id.to_string())
            .collect();
        assert_eq!(ids, ["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9"]);
    }

    #[test]
    fn another_layout_is_named_by_its_line() {
        let short = format!("{HEADER}\nG1,主体资格\n");
        assert_eq!(read(&short), Err(SampleError::Fields { line: 2, found: 2 }));
        assert!(matches!(read("code\n"), Err(SampleError::Header { .. })));
    }
}
