//! Asking everybody whom the limits ask, one ticket an expert.
//!
//! The limits are jury-core's. The one rule: nobody is asked twice about an entry before an answer came.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::rereview::Asked;
use jury_core::{EntryId, Exact, ExpertId};

use super::issuing::{self, NewTicket, Target};
use super::named;
use crate::call::Call;
use crate::error::{DeskError, ErrorCode};
use crate::merging;
use crate::session::Session;
use crate::wire::rereview::{RereviewAsk, RereviewSignAll, RereviewSigned, Rereviews};

impl Session {
    pub(crate) fn rereview_ask_all(
        &self,
        ask: RereviewSignAll,
        call: &Call<'_>,
    ) -> Result<RereviewSigned, DeskError> {
        let limits = RereviewAsk {
            track: Some(ask.track),
            range: ask.range,
            deviation: ask.deviation,
        };
        let look = self.rereview_look(limits, call)?;
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let folder = self.path_of(&ask.folder)?;
        let asked_by = ask.asked_by.unwrap_or_else(|| desk.name.clone());
        let mut signed = RereviewSigned {
            files: Vec::new(),
            left: Vec::new(),
        };
        let all = to_ask(&look);
        if all.is_empty() {
            return Err(DeskError::new(ErrorCode::NothingToAsk));
        }
        std::fs::create_dir_all(&folder)
            .map_err(|_| DeskError::new(ErrorCode::CannotWrite).with("file", folder.display()))?;
        for (expert, entries) in all {
            // What cannot be revised by its expert is said, and keeps nobody else's ticket.
            if issuing::revisable(&merged, &expert).is_none() {
                let name = named(&merged, &expert);
                let why = DeskError::new(ErrorCode::NothingToRevise).with("name", name);
                signed.left.push(why.sentence);
                continue;
            }
            let new = NewTicket {
                expert: expert.as_str(),
                entries,
                asked_by: &asked_by,
                reason: &ask.reason,
                target: Target::In(&folder),
            };
            signed.files.push(issuing::issue(self, &new)?);
        }
        Ok(signed)
    }
}

/// Whom the limits ask to look at what, and who was not asked yet.
fn to_ask(look: &Rereviews) -> BTreeMap<ExpertId, Vec<EntryId>> {
    let mut all: BTreeMap<ExpertId, Vec<EntryId>> = BTreeMap::new();
    for entry in &look.entries {
        let asked = entry.totals.iter().filter(|one| one.to_ask && !one.asked);
        for total in asked {
            let ids = (ExpertId::new(&total.expert), EntryId::new(&entry.id));
            if let (Ok(expert), Ok(id)) = ids {
                all.entry(expert).or_default().push(id);
            }
        }
    }
    for entries in all.values_mut() {
        entries.sort();
    }
    all
}

/// Those whom the limits ask to look again: whose total is far from the others'; where only the range is too wide, those it lies between.
pub(super) fn asks(asked: &Asked, totals: &BTreeMap<ExpertId, Exact>) -> BTreeSet<ExpertId> {
    if !asked.deviating.is_empty() || !asked.range {
        return asked.deviating.iter().cloned().collect();
    }
    let ends = [totals.values().max(), totals.values().min()];
    totals
        .iter()
        .filter(|(_, total)| ends.contains(&Some(*total)))
        .map(|(expert, _)| expert.clone())
        .collect()
}
