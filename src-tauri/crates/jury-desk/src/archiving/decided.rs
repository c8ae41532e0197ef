//! What people decided after the ranking, as open JSON: awards, ties at their lines, special prizes, wishes, substitutes, notices, objections.
//!
//! Not signed: the lines stand beside what is. The one rule: every line ever written is here, the superseded too, but for who brought an objection and
//! how to reach them.

use jury_store::table;
use serde_json::{Value, json};

use super::tables::bytes;
use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::merging::Merged;
use crate::outcome;

/// Fields of an objection that name a person.
const PRIVATE: [&str; 2] = ["name", "contact"];

/// `merged`: the last round's.
pub(super) fn outcome(desk: &OpenDesk, merged: &Merged) -> Result<Vec<u8>, DeskError> {
    let awards: Vec<Value> = outcome::certain_awards(desk, merged)?
        .into_iter()
        .map(|(name, entries)| {
            let entries: Vec<&str> = entries.iter().map(jury_core::EntryId::as_str).collect();
            json!({"award": name, "entries": entries})
        })
        .collect();
    let mut lines = Vec::new();
    for line in desk.read(|view| Ok(table::outcome::list(view)?))? {
        let mut body: Value =
            serde_json::from_str(&line.body).map_err(|error| DeskError::internal(&error))?;
        if let Some(fields) = body.as_object_mut().filter(|_| line.kind == "objection") {
            fields.retain(|field, _| !PRIVATE.contains(&field.as_str()));
        }
        lines.push(json!({
            "at": line.at.to_string(),
            "body": body,
            "kind": line.kind,
            "no": line.no,
            "reason": line.reason,
            "subject": line.subject,
            "who": line.who,
        }));
    }
    bytes(&json!({"awards": awards, "lines": lines}))
}
