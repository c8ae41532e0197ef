//! One expert's sheet to read: marks, comments, evidence, verdict and codes, for those who merge. A click on a cell of the matrix asks this.
//!
//! Not a decision and not the file it came in. The one rule: of entries a chair recused only the state is told, as everywhere.

use std::collections::BTreeMap;

use jury_core::merge::Code;
use jury_core::{Digest, ExpertId};
use jury_seal::document::sheet::{SheetEntry, Status};

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::merging::files::SaidByExpert;
use crate::merging::{self, Merged, files, look, rows};
use crate::session::Session;
use crate::wire::merge::FileVerdict;
use crate::wire::rereview::{SaidCode, SheetAsk, SheetLine, SheetVersion, SheetView};
use crate::wire::transcript::PaperState;
use crate::{form, remarks, transcribing, words};
use jury_core::Points;

impl Session {
    pub(crate) fn sheet_look(&self, ask: SheetAsk, _: &Call<'_>) -> Result<SheetView, DeskError> {
        let desk = self.open_desk()?;
        merging::may_merge(&desk)?;
        let merged = merging::merged(&desk)?;
        let unknown = || DeskError::new(ErrorCode::UnknownExpert).with("expert", &ask.expert);
        let id = ExpertId::new(&ask.expert).map_err(|_| unknown())?;
        let expert = merged.facts.experts.get(&id).ok_or_else(unknown)?;
        let documents = documents(&desk, &merged, &id)?;
        let wanted = match &ask.digest {
            Some(hex) => Digest::from_hex(hex),
            None => in_force(&merged, &id),
        };
        let shown = wanted.and_then(|digest| documents.get(&digest).map(|said| (digest, said)));
        let mut versions: Vec<SheetVersion> = documents
            .iter()
            .filter_map(|(digest, said)| version(&merged, digest, said))
            .collect();
        versions.sort_by(|one, other| {
            (other.seq, &other.at, &other.digest).cmp(&(one.seq, &one.at, &one.digest))
        });
        Ok(SheetView {
            expert: id.to_string(),
            name: expert.name.clone(),
            unit: expert.unit.clone(),
            state: look::sheet_state(&merged, &id),
            codes: shown
                .map(|(digest, _)| codes(&merged, &digest))
                .unwrap_or_default(),
            reason: shown.and_then(|(_, said)| said.reason.clone()),
            clerks: shown
                .map(|(_, said)| said.clerks.clone())
                .unwrap_or_default(),
            columns: transcribing::columns(&merged.facts),
            lines: match shown {
                Some((_, said)) => lines(&desk, &merged, &said.entries)?,
                None => Vec::new(),
            },
            shown: shown.and_then(|(digest, said)| version(&merged, &digest, said)),
            versions,
        })
    }
}

/// The sheet that counts, or the one somebody has to look at first.
fn in_force(merged: &Merged, expert: &ExpertId) -> Option<Digest> {
    let current = merged.state.current.get(expert).copied();
    let of_cell = || {
        let cells = merged.state.cells.values();
        cells
            .filter_map(|row| row.get(expert))
            .find_map(|cell| cell.sheet)
    };
    // Refused ones are shown when nothing better came: the sentence says what to do.
    let any = || {
        let claimed = merged.claims.iter();
        claimed
            .filter(|(_, claim)| claim.expert == *expert)
            .max_by_key(|(digest, claim)| (claim.seq, **digest))
            .map(|(digest, _)| *digest)
    };
    current.or_else(of_cell).or_else(any)
}

/// Every document that says it is this expert's.
pub(crate) fn documents(
    desk: &OpenDesk,
    merged: &Merged,
    expert: &ExpertId,
) -> Result<BTreeMap<Digest, SaidByExpert>, DeskError> {
    let mut found = BTreeMap::new();
    for bytes in files::envelopes(desk)? {
        let bytes = bytes?;
        let Ok((envelope, _)) = jury_seal::Envelope::read(&bytes) else {
            continue;
        };
        let digest = envelope.digest();
        let is_theirs = merged
            .claims
            .get(&digest)
            .is_some_and(|claim| claim.expert == *expert);
        if is_theirs && !found.contains_key(&digest) {
            found.extend(files::said(&envelope).map(|said| (digest, said)));
        }
    }
    Ok(found)
}

fn version(merged: &Merged, digest: &Digest, said: &SaidByExpert) -> Option<SheetVersion> {
    let claim = merged.claims.get(digest)?;
    let verdict = merged.state.verdicts.get(digest);
    Some(SheetVersion {
        digest: digest.to_string(),
        seq: claim.seq,
        transcript: claim.transcribed,
        at: said.at.clone(),
        verdict: verdict.map_or(FileVerdict::Rejected, |verdict| {
            rows::file_verdict(verdict.kind)
        }),
    })
}

fn codes(merged: &Merged, digest: &Digest) -> Vec<SaidCode> {
    let Some(verdict) = merged.state.verdicts.get(digest) else {
        return Vec::new();
    };
    let said = |code: &Code| SaidCode {
        code: code.as_str().to_owned(),
        sentence: words::sentence_of(*code, verdict.kind).to_owned(),
    };
    verdict.codes.iter().map(said).collect()
}

fn lines(
    desk: &OpenDesk,
    merged: &Merged,
    entries: &[SheetEntry],
) -> Result<Vec<SheetLine>, DeskError> {
    let hidden = look::hidden_entries(desk, merged)?;
    entries
        .iter()
        .map(|line| {
            let is_hidden = hidden.contains(&line.id);
            let names = remarks::material_names(desk, &line.id)?;
            Ok(sheet_line(merged, line, is_hidden, &names))
        })
        .collect()
}

fn sheet_line(
    merged: &Merged,
    line: &SheetEntry,
    hidden: bool,
    names: &BTreeMap<String, String>,
) -> SheetLine {
    let facts = &merged.facts;
    let known = facts.entries.get(&line.id);
    let shown = |text: &String| if hidden { String::new() } else { text.clone() };
    let total = line
        .total
        .and_then(jury_seal::document::parts::Fraction::exact);
    SheetLine {
        entry: line.id.to_string(),
        title: known.map(|one| one.entry.title.clone()).unwrap_or_default(),
        hidden,
        state: state(line.status),
        marks: marks(merged, line)
            .into_iter()
            .map(|mark| mark.filter(|_| !hidden))
            .collect(),
        maxima: known
            .map(|one| transcribing::maxima(facts, one))
            .unwrap_or_default(),
        total: total
            .filter(|_| !hidden)
            .map(|total| total.round_half_up(2).to_string()),
        reason: shown(&line.reason.clone().unwrap_or_default()),
        comment: shown(&line.comment),
        to_chair: shown(&line.to_chair),
        evidence: line
            .evidence
            .iter()
            .filter(|_| !hidden)
            .map(|one| remarks::place(one, names))
            .collect(),
    }
}

/// The marks of a line in form order.
pub(crate) fn marks(merged: &Merged, line: &SheetEntry) -> Vec<Option<String>> {
    let given = |criterion: &jury_core::CriterionId| {
        let mark = line.marks.iter().find(|mark| mark.criterion == *criterion);
        mark.map(|mark| form::short(Points::from_hundredths(mark.value)))
    };
    merged
        .facts
        .rubric
        .criteria()
        .map(|(_, criterion)| given(&criterion.id))
        .collect()
}

/// The state as the wire calls it.
pub(crate) const fn state(status: Status) -> PaperState {
    match status {
        Status::Scored => PaperState::Scored,
        Status::Recused => PaperState::Recused,
        Status::MaterialMissing => PaperState::MaterialMissing,
        Status::Unmarked => PaperState::Unmarked,
    }
}
