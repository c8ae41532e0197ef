//! Merging 汇总: from files to verdicts, matrix and coverage. The chair's desk and the organiser's ask exactly this.
//!
//! Rules live in jury-core, signatures in jury-seal; here the two meet. The one rule: the state is computed from the set of envelopes each
//! time something was added, never updated in place, so that order and repetition cannot matter.

mod coverage;
pub(crate) mod files;
pub(crate) mod judge;
pub(crate) mod knowledge;
pub(crate) mod look;
pub(crate) mod rows;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jury_core::contest::Round;
use jury_core::merge::{Code, Decisions, MergeState};
use jury_core::{Digest, ExpertId};
use jury_store::{BackupReason, table};

use crate::call::Call;
use crate::desk::{OpenDesk, meta};
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::session::Session;
use crate::wire::merge::{FileRow, MergeAdd, MergeAdded, MergeLook, TrackAsk};
use crate::wire::start::DeskKind;
use crate::{rounds, signing};

/// Everything the set of envelopes says, once computed.
pub(crate) struct Merged {
    pub(crate) facts: Arc<ContestFacts>,
    pub(crate) state: MergeState,
    /// The recorded decisions in force.
    pub(crate) decisions: Decisions,
    /// What each sheet says of itself, by digest.
    pub(crate) claims: BTreeMap<Digest, Claim>,
    /// Panel returns received, by digest.
    pub(crate) returns: BTreeMap<Digest, judge::ReturnFacts>,
    /// What is wrong with the envelopes that have something wrong with them, by digest of their bytes: a good copy of the same document may be here too.
    pub(crate) spoilt: BTreeMap<Digest, Vec<Code>>,
    /// Documents of other rounds of this contest, which are merged there.
    pub(crate) elsewhere: BTreeMap<Digest, Round>,
    /// The rounds before this one, in the order they were held; on a chair's desk none.
    pub(crate) earlier: Vec<Arc<Merged>>,
}

/// What a sheet says of itself; proved only where its verdict says so.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) expert: ExpertId,
    pub(crate) name: String,
    pub(crate) seq: u32,
    /// Whether it is a transcript 代录 of the expert's paper.
    pub(crate) transcribed: bool,
}

/// The merge of the round that is worked in, from memory when nothing was added since.
pub(crate) fn merged(desk: &OpenDesk) -> Result<Arc<Merged>, DeskError> {
    merged_in(desk, rounds::current(desk)?)
}

/// The merge of one round.
pub(crate) fn merged_in(desk: &OpenDesk, round: Round) -> Result<Arc<Merged>, DeskError> {
    if let Some(merged) = desk.cached(|cache| cache.merged.get(&round).cloned()) {
        return Ok(merged);
    }
    let merged = Arc::new(merged_with(desk, round, Vec::new())?);
    desk.cached(|cache| cache.merged.insert(round, Arc::clone(&merged)));
    Ok(merged)
}

/// The merge of one round as it would be if these envelopes had come as well.
fn merged_with(desk: &OpenDesk, round: Round, more: Vec<Vec<u8>>) -> Result<Merged, DeskError> {
    let mut knowledge = knowledge::of(desk, round)?;
    knowledge.cover_revoked(desk, &more)?;
    let all = files::envelopes(desk)?.chain(more.into_iter().map(Ok));
    let mut merged = judge::judge(&knowledge, all)?;
    if desk.kind == DeskKind::Organiser {
        merged.earlier = rounds::before(&knowledge.facts.rule, round)
            .map(|earlier| merged_in(desk, earlier))
            .collect::<Result<_, _>>()?;
    }
    Ok(merged)
}

/// What a merge would say of a file now, one row an envelope. Nothing is kept of it.
pub(crate) fn rows_if_added(desk: &OpenDesk, path: &Path) -> Result<Vec<FileRow>, DeskError> {
    let looked = files::looked_into(desk, path)?;
    let envelopes = || looked.iter().filter_map(|one| one.envelope.clone());
    let here = merged_with(desk, rounds::current(desk)?, envelopes().collect())?;
    let row = |one: &files::LookedInto| {
        let elsewhere = one.digest.and_then(|digest| here.elsewhere.get(&digest));
        let Some(round) = elsewhere else {
            return Ok(rows::row_of_new(&here, desk.kind, one));
        };
        let there = merged_with(desk, *round, envelopes().collect())?;
        let mut row = rows::row_of_new(&there, desk.kind, one);
        row.sentences.insert(0, rows::of_other_round(*round));
        Ok(row)
    };
    looked.iter().map(row).collect()
}

impl Merged {
    /// This round and those before it, in the order they were held.
    pub(crate) fn rounds(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.earlier
            .iter()
            .map(|earlier| &**earlier)
            .chain(std::iter::once(self))
    }
}

impl Session {
    pub(crate) fn merge_look(&self, ask: TrackAsk, _: &Call<'_>) -> Result<MergeLook, DeskError> {
        let desk = self.open_desk()?;
        may_merge(&desk)?;
        look::look(&desk, &*merged(&desk)?, ask.track.as_deref())
    }

    pub(crate) fn merge_add(
        &self,
        ask: MergeAdd,
        call: &Call<'_>,
    ) -> Result<MergeAdded, DeskError> {
        let desk = self.open_desk()?;
        may_merge(&desk)?;
        let paths = self.files_of(&ask.files, &[".xlsx", ".json"])?;
        if paths.is_empty() {
            let nothing = if ask.files.is_empty() {
                ErrorCode::NoFiles
            } else {
                ErrorCode::NoSheetsInFolder
            };
            return Err(DeskError::new(nothing));
        }
        // A path that leads nowhere is the caller's mistake; what is in a file never is.
        if let Some(gone) = paths
            .iter()
            .find(|path| !std::fs::metadata(path).is_ok_and(|facts| facts.is_file()))
        {
            return Err(crate::offers::cannot_read(gone));
        }
        desk.store.backup(BackupReason::BeforeMerge)?;
        let added = files::add(&desk, &paths, call)?;
        desk.forget();
        note_first_merge(&desk)?;
        let merged = merged(&desk)?;
        let rows = rows::rows_of(&desk, &merged, &added)?;
        log(&desk, &rows)?;
        Ok(MergeAdded {
            files: rows,
            round: merged.facts.round.label().to_owned(),
            coverage: look::coverage_of(&merged.state.coverage),
        })
    }
}

/// A chair sees colleagues' marks only after their own sheet is signed (DESIGN §4).
pub(crate) fn may_merge(desk: &OpenDesk) -> Result<(), DeskError> {
    let unsigned = desk.kind == DeskKind::Expert
        && (signing::signed_envelope(desk)?.is_none() || !crate::scoring::read_only(desk)?);
    if unsigned {
        Err(DeskError::new(ErrorCode::ChairNotSigned))
    } else {
        Ok(())
    }
}

fn note_first_merge(desk: &OpenDesk) -> Result<(), DeskError> {
    if desk.kind == DeskKind::Organiser || desk.meta(meta::MERGED)?.is_some() {
        return Ok(());
    }
    let at = desk.now()?;
    desk.save(|change| Ok(table::meta::put_text(change, meta::MERGED, at.as_str())?))
}

fn log(desk: &OpenDesk, rows: &[FileRow]) -> Result<(), DeskError> {
    let at = desk.now()?;
    desk.save(|change| {
        for row in rows {
            let codes = if row.codes.is_empty() {
                String::new()
            } else {
                format!("（{}）", row.codes.join(" "))
            };
            desk.log(
                change,
                &at,
                "收到文件",
                &format!(
                    "{}：{}，{}{codes}",
                    row.file,
                    row.who,
                    rows::verdict_word(row.verdict)
                ),
            )?;
        }
        Ok(())
    })
}
