//! The table of gates, 门槛项.
//!
//! Not criteria: nothing here is ever marked. The one rule: the table may be absent, and then the rubric has no gates.

use jury_core::GateId;
use jury_core::rubric::Gate;

use crate::table::{Column, RowFault, RowReader, Table};

const CODE: &str = "编号";
const NAME: &str = "名称";
const GUIDANCE: &str = "要点";
const NAME_LIMIT: usize = 100;
const TEXT_LIMIT: usize = 2_000;

pub(crate) const COLUMNS: &[Column] = &[
    Column::optional(CODE, &["代码"]),
    Column::required(NAME, &["门槛项", "否决项"]),
    Column::optional(GUIDANCE, &["评审要点", "说明"]),
];

pub(super) fn read(table: Option<&Table>, faults: &mut Vec<RowFault>) -> Vec<Gate> {
    let mut gates: Vec<Gate> = Vec::new();
    let Some(table) = table else { return gates };
    for row in &table.rows {
        let mut reader = RowReader::new(table, row);
        // Without codes gates are counted: G1, G2, …
        let code = reader
            .text(CODE, NAME_LIMIT)
            .unwrap_or_else(|| format!("G{}", gates.len() + 1));
        let id = reader.id(CODE, Some(code), GateId::new);
        let name = reader.required_text(NAME, NAME_LIMIT);
        let guidance = reader.text(GUIDANCE, TEXT_LIMIT).unwrap_or_default();
        let gate = id.zip(name).map(|(id, name)| Gate { id, name, guidance });
        gates.extend(reader.finish(gate, faults, &mut Vec::new()));
    }
    gates
}
