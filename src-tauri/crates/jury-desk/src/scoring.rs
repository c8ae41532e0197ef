//! Giving marks: the list, the form, saving as typed, recusal, missing materials, the commitment.
//!
//! Sums and states are computed in draft.rs, form.rs and overview.rs. The one rule: an answer that says 已保存 is sent after COMMIT returned.

use std::collections::BTreeMap;
use std::sync::Arc;

use jury_core::rubric::MarkFault;
use jury_core::{CriterionId, EntryId, Points};
use jury_seal::document::Letter;
use jury_seal::document::letter::{LetterEntry, LetterMaterial};
use jury_store::At;
use jury_store::table::{self, score_event::EventKind};

use crate::call::Call;
use crate::desk::{OpenDesk, meta};
use crate::draft::{Assigned, Draft, Stand, Work};
use crate::error::{DeskError, ErrorCode};
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::expert::{
    CommentPut, CommitmentAccept, EntryAsk, EntryLook, ExpertHome, MarkPut, MarksPut, MaterialKind,
    MaterialMissingPut, MaterialRow, MaterialState, Overview, RecusalPut, Saved,
};
use crate::{form, overview, reading, signing};

/// Longest comment or reason, in characters.
const MOST_TEXT: usize = 2_000;

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
    Ok(Draft {
        rubric: letter.rubric.to_core(),
        works,
    })
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
    };
    Work {
        assigned,
        marks: BTreeMap::new(),
        stand: Stand::Open,
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
        Ok(EntryLook {
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
            groups: form::groups(&draft, work),
            reason: work.stand.reason().to_owned(),
            comment: work.comment.clone(),
            materials: materials(&desk, &letter, &work.assigned.id)?,
            read_only: read_only(&desk)?,
        })
    }

    pub(crate) fn mark_put(&self, ask: MarkPut, _: &Call<'_>) -> Result<Saved, DeskError> {
        let desk = self.open_desk()?;
        writable(&desk)?;
        let draft = draft(&desk)?;
        let given = given(&draft, &ask)?;
        append(
            &desk,
            &given.entry,
            EventKind::Mark,
            Some(given.criterion.as_str()),
            given.value,
            None,
        )
    }

    pub(crate) fn marks_put(&self, ask: MarksPut, _: &Call<'_>) -> Result<ExpertHome, DeskError> {
        let desk = self.open_desk()?;
        writable(&desk)?;
        let draft = draft(&desk)?;
        let all: Vec<Given> = ask
            .marks
            .iter()
            .map(|one| given(&draft, one))
            .collect::<Result<_, _>>()?;
        let (at, mono) = (desk.now()?, desk.clock.monotonic_ms());
        desk.save(|change| {
            for one in &all {
                let (entry, criterion) = (one.entry.as_str(), Some(one.criterion.as_str()));
                let event = table::score_event::NewEvent {
                    entry,
                    kind: EventKind::Mark,
                    criterion,
                    value: one.value,
                    text: None,
                    at: &at,
                    mono,
                };
                table::score_event::append(change, &event)?;
            }
            Ok(())
        })?;
        home(&desk)
    }

    pub(crate) fn comment_put(&self, ask: CommentPut, _: &Call<'_>) -> Result<Saved, DeskError> {
        let desk = self.open_desk()?;
        writable(&desk)?;
        let text = plain(&ask.text)?;
        let draft = draft(&desk)?;
        append(
            &desk,
            &find(&draft, &ask.entry)?.assigned.id,
            EventKind::Comment,
            None,
            None,
            Some(&text),
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
            &work.assigned.id,
            EventKind::State,
            None,
            None,
            Some(&stand.to_text()),
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
        present += u32::from(reading::is_present(desk, material)?);
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
    })
}

fn materials(
    desk: &OpenDesk,
    letter: &Arc<Letter>,
    entry: &EntryId,
) -> Result<Vec<MaterialRow>, DeskError> {
    let Some(entry) = letter.entries.iter().find(|listed| listed.id == *entry) else {
        return Ok(Vec::new());
    };
    entry
        .materials
        .iter()
        .map(|material| material_row(desk, material))
        .collect()
}

fn material_row(desk: &OpenDesk, material: &LetterMaterial) -> Result<MaterialRow, DeskError> {
    let state = if material.chunks == 0 {
        MaterialState::Missing
    } else if reading::is_present(desk, material)? {
        MaterialState::Present
    } else {
        MaterialState::Absent
    };
    Ok(MaterialRow {
        id: material.id.to_string(),
        kind: kind(material),
        name: material.name.clone(),
        size: material.size,
        state,
    })
}

fn kind(material: &LetterMaterial) -> MaterialKind {
    use jury_seal::document::letter::MaterialKind as Sealed;
    match material.kind {
        Sealed::ApplicationForm => MaterialKind::ApplicationForm,
        Sealed::Proof => MaterialKind::Proof,
        Sealed::Video => MaterialKind::Video,
        Sealed::Other => MaterialKind::Other,
    }
}

/// Whether marks are locked by a signature.
pub(crate) fn read_only(desk: &OpenDesk) -> Result<bool, DeskError> {
    Ok(desk.meta(meta::SHEET)?.is_some() && desk.meta(meta::REVISION)?.is_none())
}

fn writable(desk: &OpenDesk) -> Result<(), DeskError> {
    if desk.meta(meta::COMMITTED)?.is_none() {
        return Err(DeskError::new(ErrorCode::NotCommitted));
    }
    if read_only(desk)? {
        Err(DeskError::new(ErrorCode::SheetSigned))
    } else {
        Ok(())
    }
}

fn find<'d>(draft: &'d Draft, entry: &str) -> Result<&'d Work, DeskError> {
    EntryId::new(entry)
        .ok()
        .and_then(|id| draft.find(&id))
        .ok_or_else(|| unknown_entry(entry))
}

fn unknown_entry(entry: &str) -> DeskError {
    DeskError::new(ErrorCode::UnknownEntry).with("entry", entry)
}

/// A mark that passed every check: hundredths, or nothing to clear.
struct Given {
    entry: EntryId,
    criterion: CriterionId,
    value: Option<i64>,
}

fn given(draft: &Draft, ask: &MarkPut) -> Result<Given, DeskError> {
    let work = find(draft, &ask.entry)?;
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
    Ok(Given {
        entry: work.assigned.id.clone(),
        criterion: criterion.clone(),
        value: value.map(Points::hundredths),
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
    let profile = work
        .profile(&draft.rubric)
        .ok_or_else(|| unknown_entry(work.assigned.id.as_str()))?;
    match draft.rubric.check_mark(profile, criterion, points) {
        Ok(()) => Ok(points),
        Err(MarkFault::OutOfRange { max, .. }) => Err(DeskError::new(ErrorCode::MarkOutOfRange)
            .with("given", text.trim())
            .with("maximum", max)),
        Err(MarkFault::OffStep { step, .. }) => Err(DeskError::new(ErrorCode::MarkOffStep)
            .with("given", text.trim())
            .with("step", step)),
        Err(MarkFault::NoSuchCriterion { criterion }) => {
            Err(DeskError::new(ErrorCode::UnknownCriterion).with("criterion", criterion))
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

fn append(
    desk: &OpenDesk,
    entry: &EntryId,
    kind: EventKind,
    criterion: Option<&str>,
    value: Option<i64>,
    text: Option<&str>,
) -> Result<Saved, DeskError> {
    let at = desk.now()?;
    let event = table::score_event::NewEvent {
        entry: entry.as_str(),
        kind,
        criterion,
        value,
        text,
        at: &at,
        mono: desk.clock.monotonic_ms(),
    };
    desk.save(|change| Ok(table::score_event::append(change, &event)?))?;
    saved(desk, entry, at)
}

fn saved(desk: &OpenDesk, entry: &EntryId, at: At) -> Result<Saved, DeskError> {
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
