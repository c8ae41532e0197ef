//! Gates 门槛项 on the form: what an expert finds at them.
//!
//! Not marks: no number follows from a gate. The one rule: a finding is saved as soon as it is chosen, with or without its reason; only signing
//! asks for the reason.

use jury_core::sheet::Finding;

use crate::call::Call;
use crate::draft::{Found, Stand};
use crate::error::{DeskError, ErrorCode};
use crate::journal::{About, Edit, Said};
use crate::scoring;
use crate::session::Session;
use crate::wire::expert::{GatePut, GateState, Saved};

impl Session {
    pub(crate) fn gate_put(&self, ask: GatePut, _: &Call<'_>) -> Result<Saved, DeskError> {
        let desk = self.open_desk()?;
        scoring::writable(&desk)?;
        let draft = scoring::draft(&desk)?;
        let work = scoring::find(&draft, &ask.entry)?;
        if matches!(work.stand, Stand::Recused(_)) {
            return Err(DeskError::new(ErrorCode::EntryRecused).with("entry", &ask.entry));
        }
        let gate = draft
            .rubric
            .gates
            .iter()
            .find(|gate| gate.id.as_str() == ask.gate)
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownGate).with("gate", &ask.gate))?;
        let found = ask
            .finding
            .map(|state| found(state, &ask.reason))
            .transpose()?;
        let text =
            |found: Option<&Found>| Said::text(&found.map(Found::to_text).unwrap_or_default());
        scoring::append(
            &desk,
            Edit {
                entry: work.assigned.id.clone(),
                about: About::Gate(gate.id.clone()),
                before: text(work.gates.get(&gate.id)),
                after: text(found.as_ref()),
            },
        )
    }
}

fn found(state: GateState, reason: &str) -> Result<Found, DeskError> {
    let finding = match state {
        GateState::Pass => Finding::Pass,
        GateState::Doubt => Finding::Doubt,
        GateState::Fail => Finding::Fail,
    };
    // A reason typed for 不通过 does not travel as one for 通过.
    let reason = if finding.wants_reason() {
        scoring::plain(reason)?
    } else {
        String::new()
    };
    Ok(Found { finding, reason })
}

pub(crate) const fn state(finding: Finding) -> GateState {
    match finding {
        Finding::Pass => GateState::Pass,
        Finding::Doubt => GateState::Doubt,
        Finding::Fail => GateState::Fail,
    }
}
