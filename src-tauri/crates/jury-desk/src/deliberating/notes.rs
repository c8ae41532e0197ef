//! What is noted during a deliberation, before it becomes minutes.
//!
//! Kept as one small fact per round and track: it is a draft, and the signed minutes are the record. The one rule: nothing is dropped; an item once
//! noted stays on the agenda even when its reason is gone.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::{EntryId, TrackId};
use jury_store::table;
use serde::{Deserialize, Serialize};

use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::merging::Merged;
use crate::wire::deliberation::DeliberationOutcome;

/// The draft of one track's minutes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Notes {
    pub(super) present: BTreeSet<String>,
    pub(super) items: BTreeMap<String, Noted>,
    pub(super) text: String,
    #[serde(skip)]
    round: &'static str,
}

/// What was noted of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Noted {
    pub(super) notes: String,
    /// For, against, abstentions.
    pub(super) votes: Option<[u32; 3]>,
    pub(super) outcome: DeliberationOutcome,
}

impl Notes {
    pub(super) fn read(
        desk: &OpenDesk,
        merged: &Merged,
        track: &TrackId,
    ) -> Result<Self, DeskError> {
        let round = merged.facts.round.as_str();
        let kept = desk.meta(&key(round, track))?;
        let notes = match kept {
            Some(text) => {
                serde_json::from_str(&text).map_err(|error| DeskError::internal(&error))?
            }
            None => Self::default(),
        };
        Ok(Self { round, ..notes })
    }

    pub(super) fn put(
        &mut self,
        entry: &EntryId,
        notes: String,
        votes: Option<[u32; 3]>,
        outcome: DeliberationOutcome,
    ) {
        let noted = Noted {
            notes,
            votes,
            outcome,
        };
        self.items.insert(entry.to_string(), noted);
    }

    pub(super) fn save(&self, desk: &OpenDesk, track: &TrackId) -> Result<(), DeskError> {
        let text = serde_json::to_string(self).map_err(|error| DeskError::internal(&error))?;
        desk.save(|change| {
            Ok(table::meta::put_text(
                change,
                &key(self.round, track),
                &text,
            )?)
        })
    }
}

fn key(round: &str, track: &TrackId) -> String {
    format!("deliberation/{round}/{track}")
}
