//! What experts said of an entry beside their marks: comments, evidence, words to the chair. For those who merge.
//!
//! Not the expert's own notes (noting.rs). The one rule: it is read from the signed sheets that count, and of an entry a chair recused
//! nothing is told.

use std::collections::BTreeMap;

use jury_core::merge::VerdictKind;
use jury_core::sheet::Finding;
use jury_core::{Digest, EntryId, ExpertId};
use jury_exchange::sheet_book::GateNote;
use jury_seal::Envelope;
use jury_seal::document::evidence::Evidence;
use jury_seal::document::sheet::SheetEntry;
use jury_store::table::material;

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::merging::{self, Merged, files, look};
use crate::session::Session;
use crate::wire::expert::EntryAsk;
use crate::wire::notes::{Remark, RemarkGate, RemarkPlace, Remarks};
use crate::wire::start::DeskKind;
use crate::{gating, noting, signing};

impl Session {
    pub(crate) fn remarks_look(&self, ask: EntryAsk, _: &Call<'_>) -> Result<Remarks, DeskError> {
        let desk = self.open_desk()?;
        merging::may_merge(&desk)?;
        let merged = merging::merged(&desk)?;
        let unknown = || DeskError::new(ErrorCode::UnknownEntry).with("entry", &ask.entry);
        let entry = EntryId::new(&ask.entry).map_err(|_| unknown())?;
        if !merged.facts.entries.contains_key(&entry) {
            return Err(unknown());
        }
        if look::hidden_entries(&desk, &merged)?.contains(&entry) {
            return Ok(Remarks {
                remarks: Vec::new(),
            });
        }
        let names = material_names(&desk, &entry)?;
        let remarks = lines(&desk, &merged, &entry)?
            .into_iter()
            .filter_map(|(expert, line)| remark(&merged, &names, &expert, line))
            .collect();
        Ok(Remarks { remarks })
    }
}

/// The lines on an entry of the sheets that count, by expert.
fn lines(
    desk: &OpenDesk,
    merged: &Merged,
    entry: &EntryId,
) -> Result<BTreeMap<ExpertId, SheetEntry>, DeskError> {
    let mut wanted = counting(merged, entry);
    let mut found = BTreeMap::new();
    if wanted.is_empty() {
        return Ok(found);
    }
    for bytes in files::envelopes(desk)? {
        let Ok(envelope) = Envelope::parse(&bytes?) else {
            continue;
        };
        let Some(expert) = wanted.remove(&envelope.digest()) else {
            continue;
        };
        let said = files::said(&envelope).map(|said| said.entries);
        let line = said.into_iter().flatten().find(|line| line.id == *entry);
        found.extend(line.map(|line| (expert, line)));
        if wanted.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// The sheets in force that count and have a cell for the entry, with their experts.
fn counting(merged: &Merged, entry: &EntryId) -> BTreeMap<Digest, ExpertId> {
    let cells = merged.state.cells.get(entry);
    let counts = |digest: &Digest| {
        merged.state.verdicts.get(digest).is_some_and(|verdict| {
            matches!(
                verdict.kind,
                VerdictKind::Accepted | VerdictKind::Provisional
            )
        })
    };
    merged
        .state
        .current
        .iter()
        .filter(|(expert, digest)| {
            cells.is_some_and(|cells| cells.contains_key(*expert)) && counts(digest)
        })
        .map(|(expert, digest)| (*digest, expert.clone()))
        .collect()
}

/// Names of an entry's materials by opaque id: out of the library, or on a chair's desk out of the letter.
pub(crate) fn material_names(
    desk: &OpenDesk,
    entry: &EntryId,
) -> Result<BTreeMap<String, String>, DeskError> {
    if desk.kind == DeskKind::Organiser {
        let all = desk.read(|view| Ok(material::of_entry(view, entry.as_str())?))?;
        return Ok(all.into_iter().map(|one| (one.id, one.name)).collect());
    }
    let letter = desk.letter()?;
    let panel = letter.panel.iter().flat_map(|panel| &panel.entries);
    let listed = letter.entries.iter().chain(panel);
    Ok(listed
        .filter(|one| one.id == *entry)
        .flat_map(|one| &one.materials)
        .map(|one| (one.id.to_string(), one.name.clone()))
        .collect())
}

/// Nothing when the expert said nothing beside the marks.
fn remark(
    merged: &Merged,
    names: &BTreeMap<String, String>,
    expert: &ExpertId,
    line: SheetEntry,
) -> Option<Remark> {
    let said = [&line.comment, &line.to_chair];
    let gates = gates(merged, &line);
    if said.iter().all(|text| text.is_empty()) && line.evidence.is_empty() && gates.is_empty() {
        return None;
    }
    let named = merged.facts.experts.get(expert);
    Some(Remark {
        expert: named.map_or_else(|| expert.to_string(), |one| one.name.clone()),
        evidence: line.evidence.iter().map(|one| place(one, names)).collect(),
        gates,
        comment: line.comment,
        to_chair: line.to_chair,
    })
}

/// A place in the dossier, in words.
pub(crate) fn place(one: &Evidence, names: &BTreeMap<String, String>) -> RemarkPlace {
    RemarkPlace {
        criterion: one.criterion.as_ref().map(ToString::to_string),
        material: names
            .get(&one.material.to_string())
            .cloned()
            .unwrap_or_default(),
        place: noting::place_text(one),
        quote: one.quote.clone(),
        text: one.text.clone(),
    }
}

/// What was found at gates, in the rubric's order; gates passed without a word are not told.
fn gates(merged: &Merged, line: &SheetEntry) -> Vec<RemarkGate> {
    let told = |note: &GateNote| note.finding != Finding::Pass || !note.reason.is_empty();
    let remark = |note: GateNote| RemarkGate {
        gate: format!("{} {}", note.gate, note.name),
        finding: gating::state(note.finding),
        reason: note.reason,
    };
    signing::gate_notes(&merged.facts.rubric, &line.to_line().gates)
        .into_iter()
        .filter(told)
        .map(remark)
        .collect()
}
