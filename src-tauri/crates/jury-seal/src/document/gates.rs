//! Gates, 门槛项: as a rubric lists them and as a sheet tells what was found at them.
//!
//! Not a judgement: whether a gate is one of the rubric is merge's business, since a sheet names its rubric by digest only. The one rule: a gate
//! never changes a number.

use jury_core::GateId;
use jury_core::rubric::{Gate, MOST_GATES};
use jury_core::sheet::{Finding, GateFinding};
use serde::{Deserialize, Serialize};

use super::ShapeFault;
use super::evidence::{MOST_NOTE, longer};
use super::parts::distinct;
use super::sheet::{SheetEntry, Status};
use crate::wire;

/// A gate of a rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatePart {
    /// The gate.
    #[serde(with = "wire::text")]
    pub id: GateId,
    /// Its name.
    pub name: String,
    /// What to look at.
    pub guidance: String,
}

impl GatePart {
    pub(super) fn of(gate: &Gate) -> Self {
        Self {
            id: gate.id.clone(),
            name: gate.name.clone(),
            guidance: gate.guidance.clone(),
        }
    }

    pub(super) fn to_core(&self) -> Gate {
        Gate {
            id: self.id.clone(),
            name: self.name.clone(),
            guidance: self.guidance.clone(),
        }
    }
}

/// What was found at a gate of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateLine {
    /// The gate.
    #[serde(with = "wire::text")]
    pub gate: GateId,
    /// Passed, in doubt, failed.
    #[serde(with = "wire::text")]
    pub finding: Finding,
    /// Why; not blank unless passed.
    pub reason: String,
}

impl GateLine {
    pub(super) fn of(one: &GateFinding) -> Self {
        Self {
            gate: one.gate.clone(),
            finding: one.finding,
            reason: one.reason.clone(),
        }
    }

    pub(super) fn to_core(&self) -> GateFinding {
        GateFinding {
            gate: self.gate.clone(),
            finding: self.finding,
            reason: self.reason.clone(),
        }
    }
}

/// The gates a letter's rubric lists.
pub(super) fn check_listed(gates: &[GatePart]) -> Result<(), ShapeFault> {
    if gates.len() > MOST_GATES {
        return Err(ShapeFault::new("rubric.gates", "too many"));
    }
    distinct("rubric.gates", gates.iter().map(|gate| &gate.id))
}

/// The shape of a line's findings.
pub(super) fn check(entry: &SheetEntry) -> Result<(), ShapeFault> {
    let fault = |problem| {
        Err(ShapeFault::new(
            format!("entries[{}].gates", entry.id),
            problem,
        ))
    };
    if entry.status == Status::Recused && !entry.gates.is_empty() {
        return fault("who recuses finds nothing at a gate");
    }
    if !entry.gates.is_sorted_by(|one, next| one.gate < next.gate) {
        return fault("not in ascending order, or one stands twice");
    }
    if entry.gates.iter().any(|one| longer(&one.reason, MOST_NOTE)) {
        return fault("too long");
    }
    if !entry.gates.iter().all(|one| one.to_core().has_its_reason()) {
        return fault("a finding other than passed has a reason");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, payload_of};
    use crate::samples::{self, faulty};

    #[test]
    fn the_sample_carries_findings() {
        let sheet = samples::sheet();
        assert!(sheet.entries.iter().any(|line| line.gates.len() == 2));
        assert!(payload_of(&sheet).is_ok());
        assert!(!faulty(|line| line.gates.clear()));
    }

    #[test]
    fn findings_out_of_order_or_twice_are_refused() {
        assert!(faulty(|line| line.gates.reverse()));
        assert!(faulty(|line| {
            let first = line.gates[0].clone();
            line.gates.insert(0, first);
        }));
    }

    #[test]
    fn a_finding_without_its_reason_or_with_too_much_of_it_is_refused() {
        assert!(faulty(|line| line.gates[1].reason = " \n".to_owned()));
        assert!(faulty(
            |line| line.gates[1].reason = "字".repeat(MOST_NOTE + 1)
        ));
        assert!(!faulty(|line| line.gates[1].reason = "字".repeat(MOST_NOTE)));
        assert!(!faulty(
            |line| line.gates[0].reason = "看过营业执照".to_owned()
        ));
    }

    #[test]
    fn who_recuses_finds_nothing() {
        assert!(faulty(|line| {
            line.status = Status::Recused;
            line.marks.clear();
            line.total = None;
            line.evidence.clear();
        }));
        assert!(!faulty(|line| {
            line.status = Status::MaterialMissing;
            line.marks.clear();
            line.total = None;
        }));
    }

    #[test]
    fn a_letter_lists_each_gate_once_and_not_too_many() {
        let listed = |change: fn(&mut Vec<GatePart>)| {
            let mut letter = samples::letter();
            change(&mut letter.rubric.gates);
            letter.rubric_digest = letter.rubric.digest().unwrap();
            letter.check_shape().is_ok()
        };
        assert!(listed(Vec::clear));
        assert!(!listed(|gates| gates.extend(gates.clone())));
        let many = |gates: &mut Vec<GatePart>| {
            let first = gates[0].clone();
            *gates = (0..=MOST_GATES)
                .map(|number| GatePart {
                    id: GateId::new(format!("G{number}")).unwrap(),
                    ..first.clone()
                })
                .collect();
        };
        assert!(!listed(many));
    }

    #[test]
    fn a_finding_of_another_word_is_no_sheet() {
        let bytes = payload_of(&samples::sheet()).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let other = text.replace("\"finding\":\"doubt\"", "\"finding\":\"maybe\"");
        assert_ne!(text, other);
        assert!(crate::canon::from_bytes::<crate::document::Sheet>(other.as_bytes()).is_err());
    }
}
