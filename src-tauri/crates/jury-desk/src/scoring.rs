//! Giving marks: the list, the form, saving as typed, recusal, missing materials, the commitment.
//!
//! Sums and states are computed in draft.rs, form.rs and overview.rs. The one rule: an answer that says 已保存 is sent after COMMIT returned.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use jury_core::rubric::MarkFault;
use jury_core::{CriterionId, EntryId, GateId, Points};
use jury_seal::document::letter::{LetterEntry, LetterMaterial};
use jury_store::At;
use jury_store::table::{self, score_event::EventKind};

use crate::call::Call;
use crate::desk::{OpenDesk, meta};
use crate::draft::{Assigned, Draft, Found, Stand, Work};
use crate::error::{DeskError, ErrorCode};
use crate::journal::{About, Edit, Said};
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::expert::{
    CalibrationLook, CommentPut, CommitmentAccept, EntryAsk, EntryLook, ExpertHome, MarkPut,
    MarksPut, MaterialMissingPut, Overview, RecusalPut, Saved,
};
use crate::{dossiers, form, overview, packs, signing, tickets};

/// Longest comment or reason, in characters.
pub(crate) const MOST_TEXT: usize = 2_000;

/// The expert's work as it stands.
pub(crate) fn draft(desk: &OpenDesk) -> Result<Draft, DeskError> {
    let letter = desk.letter()?;
    let mut works: Vec<Work> = letter.entries.iter().map(untouched).collect();
    let places: BTreeMap<String, usize> = works
        .iter()
        .enumerate()
        .map(|(place, work)| (work.assigned.id.to_string(), place))
        .collect();
    for value in desk.read(|view| Ok(table::score_event::current(view)?))? {
        // Marks of an entry that a newer letter took away stay in the store and out of the draft.
        let Some(work) = places
            .get(&value.entry)
            .and_then(|place| works.get_mut(*place))
        else {
            continue;
        };
        apply(work, &value);
    }
    let rubric = letter.rubric.to_core();
    for work in &mut works {
        // Findings at a gate that a newer letter's rubric no longer has stay in the store and out of the draft.
        work.gates.retain(|gate, _| rubric.gate(gate).is_some());
    }
    Ok(Draft { rubric, works })
}

fn untouched(entry: &LetterEntry) -> Work {
    let assigned = Assigned {
        id: entry.id.clone(),
        title: entry.title.clone(),
        team: entry.team.clone(),
        entrant: entry.entrant.clone(),
        kind: entry.kind,
        topic: entry.topic.clone(),
        size: entry.size_class,
        size_basis: entry.size_basis.clone(),
        profile: entry.profile.clone(),
        calibration: entry.calibration.is_some(),
    };
    Work {
        assigned,
        marks: BTreeMap::new(),
        stand: Stand::Open,
        gates: BTreeMap::new(),
        comment: String::new(),
        updated_at: None,
    }
}

fn apply(work: &mut Work, value: &table::score_event::CurrentValue) {
    match (value.kind, &value.criterion, value.value) {
        (EventKind::Mark, Some(criterion), Some(hundredths)) => {
            if let Ok(criterion) = CriterionId::new(criterion) {
                work.marks
                    .insert(criterion, Points::from_hundredths(hundredths));
            }
        }
        (EventKind::Gate, Some(gate), _) => {
            let found = value.text.as_deref().and_then(Found::from_text);
            if let (Ok(gate), Some(found)) = (GateId::new(gate), found) {
                work.gates.insert(gate, found);
            }
        }
        (EventKind::Comment, ..) => work.comment = value.text.clone().unwrap_or_default(),
        (EventKind::State, ..) => {
            work.stand = Stand::from_text(value.text.as_deref().unwrap_or_default());
        }
        _ => {}
    }
    let at = value.at.to_string();
    if work.updated_at.as_ref().is_none_or(|known| *known < at) {
        work.updated_at = Some(at);
    }
}

impl Session {
    pub(crate) fn expert_home(&self, _: Nothing, _: &Call<'_>) -> Result<ExpertHome, DeskError> {
        home(&*self.open_desk()?)
    }

    pub(crate) fn commitment_accept(
        &self,
        ask: CommitmentAccept,
        call: &Call<'_>,
    ) -> Result<ExpertHome, DeskError> {
        let desk = self.open_desk()?;
        let at = desk.now()?;
        desk.save(|change| {
            table::meta::put_text(change, meta::COMMITTED, at.as_str())?;
            Ok(desk.log(
                change,
                &at,
                "接受保密与回避承诺",
                &format!("同时回避 {} 项", ask.recusals.len()),
            )?)
        })?;
        for recusal in ask.recusals {
            self.recusal_put(recusal, call)?;
        }
        home(&desk)
    }

    pub(crate) fn entry_look(&self, ask: EntryAsk, _: &Call<'_>) -> Result<EntryLook, DeskError> {
        let desk = self.open_desk()?;
        let draft = draft(&desk)?;
        let letter = desk.letter()?;
        let work = find(&draft, &ask.entry)?;
        let row = draft
            .row(&work.assigned.id)
            .ok_or_else(|| unknown_entry(&ask.entry))?;
        let profile = work.profile(&draft.rubric);
        let calibration = letter
            .entries
            .iter()
            .find(|listed| listed.id == work.assigned.id)
            .and_then(|listed| listed.calibration.as_ref());
        let reference = calibration.filter(|one| form::shows_reference(&draft, work, one));
        Ok(EntryLook {
            calibration: calibration.map(|one| CalibrationLook {
                feedback: one.feedback,
                shown: reference.is_some(),
                remark: reference.map(|one| one.remark.clone()).unwrap_or_default(),
            }),
            row,
            team: work.assigned.team.clone(),
            topic: work.assigned.topic.clone(),
            entrant_kind: work.assigned.kind.label().to_owned(),
            size_basis: work.assigned.size_basis.clone(),
            profile_note: profile
                .map(|profile| profile.note.clone())
                .unwrap_or_default(),
            maxima_differ_from: form::maxima_differ_from(&draft, work),
            rubric_label: draft.rubric.name.clone(),
            gates: form::gates(&draft, work),
            groups: form::groups(&draft, work, reference),
            reason: work.stand.reason().to_owned(),
            comment: work.comment.clone(),
            materials: dossiers::rows(&desk, &work.assigned.id)?,
            read_only: read_only(&desk)?,
        })
    }

    pub(crate) fn mark_put(&self, ask: MarkPut, _: &Call<'_>) -> Result<Saved, DeskError> {
        let desk = self.open_desk()?;
        writable(&desk)?;
        let draft = draft(&desk)?;
        append(&desk, given(&draft, &ask)?)
    }

    pub(crate) fn marks_put(&self, ask: MarksPut, _: &Call<'_>) -> Result<ExpertHome, DeskError> {
        let desk = self.open_desk()?;
        writable(&desk)?;
        let draft = draft(&desk)?;
        let all: Vec<Edit> = ask
            .marks
            .iter()
            .map(|one| given(&draft, one).map_err(|error| placed(error, one)))
            .collect::<Result<_, _>>()?;
        write_and_note(&desk, all)?;
        home(&desk)
    }

    pub(crate) fn comment_put(&self, ask: CommentPut, _: &Call<'_>) -> Result<Saved, DeskError> {
        let desk = self.open_desk()?;
        writable(&desk)?;
        let text = plain(&ask.text)?;
        let draft = draft(&desk)?;
        let work = find(&draft, &ask.entry)?;
        append(
            &desk,
            Edit {
                entry: work.assigned.id.clone(),
                about: About::Comment,
                before: Said::text(&work.comment),
                after: Said::text(&text),
            },
        )
    }

    pub(crate) fn recusal_put(&self, ask: RecusalPut, _: &Call<'_>) -> Result<Saved, DeskError> {
        self.stand_put(&ask.entry, ask.reason.as_deref(), Stand::Recused)
    }

    pub(crate) fn material_missing_put(
        &self,
        ask: MaterialMissingPut,
        _: &Call<'_>,
    ) -> Result<Saved, DeskError> {
        self.stand_put(&ask.entry, ask.reason.as_deref(), Stand::MaterialMissing)
    }

    fn stand_put(
        &self,
        entry: &str,
        reason: Option<&str>,
        stand: impl Fn(String) -> Stand,
    ) -> Result<Saved, DeskError> {
        let desk = self.open_desk()?;
        writable(&desk)?;
        let draft = draft(&desk)?;
        let work = find(&draft, entry)?;
        let stand = match reason.map(plain).transpose()? {
            None => Stand::Open,
            Some(reason) if reason.trim().is_empty() => {
                return Err(DeskError::new(ErrorCode::ReasonNeeded));
            }
            Some(reason) => stand(reason.trim().to_owned()),
        };
        append(
            &desk,
            Edit {
                entry: work.assigned.id.clone(),
                about: About::State,
                before: Said::text(&work.stand.to_text()),
                after: Said::text(&stand.to_text()),
            },
        )
    }

    pub(crate) fn overview(&self, _: Nothing, _: &Call<'_>) -> Result<Overview, DeskError> {
        let desk = self.open_desk()?;
        Ok(overview::overview(&draft(&desk)?, read_only(&desk)?))
    }
}

fn home(desk: &OpenDesk) -> Result<ExpertHome, DeskError> {
    let letter = desk.letter()?;
    let draft = draft(desk)?;
    let (done, total) = draft.progress();
    let every: Vec<&LetterMaterial> = letter
        .entries
        .iter()
        .flat_map(|entry| &entry.materials)
        .filter(|material| material.chunks > 0)
        .collect();
    let mut present = 0;
    for material in &every {
        present += u32::from(packs::is_present(desk, material)?);
    }
    Ok(ExpertHome {
        contest: letter.contest.name.clone(),
        track: letter.track.name.clone(),
        round: letter.round.label().to_owned(),
        expert: letter.expert.name.clone(),
        chair: letter.expert.chair,
        committed_at: desk.meta(meta::COMMITTED)?,
        contest_code: letter
            .contest_key
            .key()
            .map(|key| key.short_code().to_string())
            .unwrap_or_default(),
        deadline: Some(letter.expires.clone()).filter(|expires| !expires.is_empty()),
        rubric_label: draft.rubric.name.clone(),
        entries: draft.rows(),
        done,
        total,
        materials_present: present,
        materials_total: u32::try_from(every.len()).unwrap_or(u32::MAX),
        saved_at: draft
            .works
            .iter()
            .filter_map(|work| work.updated_at.clone())
            .max(),
        signed: signing::signed(desk)?,
        read_only: read_only(desk)?,
        ticket: tickets::held(desk)?,
    })
}

/// Whether marks are locked by a signature.
pub(crate) fn read_only(desk: &OpenDesk) -> Result<bool, DeskError> {
    Ok(desk.meta(meta::SHEET)?.is_some() && desk.meta(meta::REVISION)?.is_none())
}

/// Whether marks can be given now.
pub(crate) fn writable(desk: &OpenDesk) -> Result<(), DeskError> {
    if desk.meta(meta::COMMITTED)?.is_none() {
        return Err(DeskError::new(ErrorCode::NotCommitted));
    }
    if read_only(desk)? {
        Err(DeskError::new(ErrorCode::SheetSigned))
    } else {
        Ok(())
    }
}

/// The entry of this id, as somebody outside named it.
pub(crate) fn find<'d>(draft: &'d Draft, entry: &str) -> Result<&'d Work, DeskError> {
    EntryId::new(entry)
        .ok()
        .and_then(|id| draft.find(&id))
        .ok_or_else(|| unknown_entry(entry))
}

fn unknown_entry(entry: &str) -> DeskError {
    DeskError::new(ErrorCode::UnknownEntry).with("entry", entry)
}

/// Of many marks, which one it is about.
fn placed(mut error: DeskError, mark: &MarkPut) -> DeskError {
    error.sentence = format!("{} 的 {}：{}", mark.entry, mark.criterion, error.sentence);
    error
}

/// A mark asked for, checked: what it would change.
pub(crate) fn given(draft: &Draft, ask: &MarkPut) -> Result<Edit, DeskError> {
    let work = find(draft, &ask.entry)?;
    if work.stand != Stand::Open {
        return Err(DeskError::new(ErrorCode::EntryNotJudged).with("entry", &ask.entry));
    }
    let criterion = draft
        .rubric
        .criteria()
        .map(|(_, criterion)| &criterion.id)
        .find(|id| id.as_str() == ask.criterion)
        .ok_or_else(|| {
            DeskError::new(ErrorCode::UnknownCriterion).with("criterion", &ask.criterion)
        })?;
    let value = ask
        .value
        .as_deref()
        .map(|text| mark(draft, work, criterion, text))
        .transpose()?;
    let before = work.marks.get(criterion).copied();
    Ok(Edit {
        entry: work.assigned.id.clone(),
        about: About::Mark(criterion.clone()),
        before: Said::points(before.map(Points::hundredths)),
        after: Said::points(value.map(Points::hundredths)),
    })
}

fn mark(
    draft: &Draft,
    work: &Work,
    criterion: &CriterionId,
    text: &str,
) -> Result<Points, DeskError> {
    let points = Points::parse(text.trim())
        .map_err(|_| DeskError::new(ErrorCode::MarkNotANumber).with("given", text))?;
    check(draft, work, criterion, points)?;
    Ok(points)
}

/// Whether a mark can stand under the entry's weight profile.
pub(crate) fn check(
    draft: &Draft,
    work: &Work,
    criterion: &CriterionId,
    points: Points,
) -> Result<(), DeskError> {
    let profile = work
        .profile(&draft.rubric)
        .ok_or_else(|| unknown_entry(work.assigned.id.as_str()))?;
    draft
        .rubric
        .check_mark(profile, criterion, points)
        .map_err(|fault| mark_refused(fault, points))
}

/// Why a mark cannot stand, whoever gives it and wherever it is typed.
pub(crate) fn mark_refused(fault: MarkFault, given: Points) -> DeskError {
    let refused = |code| DeskError::new(code).with("given", form::short(given));
    match fault {
        MarkFault::OutOfRange { max, .. } => {
            refused(ErrorCode::MarkOutOfRange).with("maximum", max)
        }
        MarkFault::OffStep { step, max, .. } => {
            let (below, above) = form::neighbours(given, step, max);
            refused(ErrorCode::MarkOffStep)
                .with("step", form::short(step))
                .with("below", form::short(below))
                .with("above", form::short(above))
        }
        MarkFault::NoSuchCriterion { criterion } => {
            DeskError::new(ErrorCode::UnknownCriterion).with("criterion", criterion)
        }
    }
}

/// Makes a text fit for a signed document and refuses more than [`MOST_TEXT`] characters.
pub(crate) fn plain(text: &str) -> Result<String, DeskError> {
    let given = text.chars().count();
    if given > MOST_TEXT {
        return Err(DeskError::new(ErrorCode::TextTooLong)
            .with("given", given)
            .with("most", MOST_TEXT));
    }
    Ok(jury_seal::canon::tidy(text))
}

/// When something was saved, on both clocks.
pub(crate) struct Written {
    pub(crate) at: At,
    pub(crate) mono: i64,
}

/// Appends an event per change, all of them or none. Not noted for taking back: that is for whoever asked.
pub(crate) fn write(desk: &OpenDesk, edits: &[Edit]) -> Result<Written, DeskError> {
    let (at, mono) = (desk.now()?, desk.clock.monotonic_ms());
    desk.save(|change| {
        for edit in edits {
            let event = table::score_event::NewEvent {
                entry: edit.entry.as_str(),
                kind: edit.about.kind(),
                criterion: edit.about.part(),
                value: edit.after.value,
                text: edit.after.text.as_deref(),
                at: &at,
                mono,
            };
            table::score_event::append(change, &event)?;
        }
        Ok(())
    })?;
    Ok(Written { at, mono })
}

fn write_and_note(desk: &OpenDesk, edits: Vec<Edit>) -> Result<At, DeskError> {
    let Written { at, mono } = write(desk, &edits)?;
    desk.journal
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .record(edits, mono);
    Ok(at)
}

pub(crate) fn append(desk: &OpenDesk, edit: Edit) -> Result<Saved, DeskError> {
    let entry = edit.entry.clone();
    let at = write_and_note(desk, vec![edit])?;
    saved(desk, &entry, at)
}

/// The answer once something of `entry` was saved at `at`.
pub(crate) fn saved(desk: &OpenDesk, entry: &EntryId, at: At) -> Result<Saved, DeskError> {
    let draft = draft(desk)?;
    let (done, total) = draft.progress();
    let work = draft
        .find(entry)
        .ok_or_else(|| unknown_entry(entry.as_str()))?;
    let group_totals = work
        .group_totals(&draft.rubric)
        .into_iter()
        .map(|total| total.map(|total| total.round_half_up(2).to_string()))
        .collect();
    let row = draft
        .row(entry)
        .ok_or_else(|| unknown_entry(entry.as_str()))?;
    Ok(Saved {
        at: at.to_string(),
        row,
        group_totals,
        done,
        total,
    })
}
