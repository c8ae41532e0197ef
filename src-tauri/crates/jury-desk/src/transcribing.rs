//! Transcripts 代录: two logins type a sheet that exists only on paper, each alone; where they differ both type again; then both sign.
//!
//! Signing is in `signing.rs`, comparing in `typed.rs`. The one rule: nobody is shown what the other typed, neither before comparing nor after; a
//! difference is told by its place alone.

mod signing;
pub(crate) mod typed;

use std::collections::BTreeSet;

use jury_core::contest::Expert;
use jury_core::{CriterionId, EntryId, ExpertId, Points};
use jury_seal::Envelope;
use jury_seal::document::Transcript;
use jury_store::table::transcript_event::{self, TranscriptEvent};

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::facts::{ContestFacts, EntryFacts};
use crate::merging::look::narrow;
use crate::session::Session;
use crate::wire::transcript::{
    Clerk, PaperColumn, PaperField, PaperLine, PaperPart, PaperState, SignedTranscript,
    TranscriptAsk, TranscriptLook, TranscriptPut, TranscriptStep,
};
use crate::{credentials, dispatch, finalising, form, scoring};
use typed::{Field, Part, Typed};

/// Everything about the paper of one expert, as one clerk may use it.
pub(crate) struct Paper {
    facts: std::sync::Arc<ContestFacts>,
    expert: Expert,
    mine: Typed,
    /// The other clerk with what they typed; the one who typed last, should there be several.
    other: Option<(String, Typed)>,
    signed: Option<(Envelope, Transcript)>,
}

impl Paper {
    fn open(desk: &OpenDesk, expert: &str) -> Result<Self, DeskError> {
        let facts = dispatch::facts(desk)?;
        let unknown = || DeskError::new(ErrorCode::UnknownExpert).with("expert", expert);
        let id = ExpertId::new(expert).map_err(|_| unknown())?;
        let expert = facts.experts.get(&id).ok_or_else(unknown)?.clone();
        let events = desk.read(|view| Ok(transcript_event::current(view, id.as_str())?))?;
        let of = |clerk: &str| Typed::of(events.iter().filter(|event| event.clerk == clerk));
        let others = events.iter().filter(|event| event.clerk != desk.login);
        let other = others
            .max_by(|one, next| one.at.to_string().cmp(&next.at.to_string()))
            .map(|event| (event.clerk.clone(), of(&event.clerk)));
        Ok(Self {
            mine: of(&desk.login),
            other,
            signed: signing::latest(desk, &facts, &id)?,
            facts,
            expert,
        })
    }

    /// A track that is final takes no transcript; what is typed then could only be held.
    fn refuse_final(&self, desk: &OpenDesk) -> Result<(), DeskError> {
        let mut tracks = self.facts.tracks_of(&self.expert.id).into_iter();
        tracks.try_for_each(|track| finalising::refuse_final(desk, &self.facts, &track.id))
    }

    fn entries(&self) -> Vec<&EntryFacts> {
        let assigned = self.facts.assignments.get(&self.expert.id);
        assigned
            .into_iter()
            .flatten()
            .filter_map(|entry| self.facts.entries.get(entry))
            .collect()
    }

    fn missing(&self, typed: &Typed) -> Vec<Field> {
        typed.missing(&self.entries(), &self.facts.rubric)
    }

    fn is_complete(&self, typed: &Typed) -> bool {
        typed.is_begun() && self.missing(typed).is_empty()
    }

    /// Where the two differ; nothing until both are complete.
    fn differences(&self) -> Result<Vec<Field>, DeskError> {
        let missing = self.missing(&self.mine).len();
        if missing > 0 || !self.mine.is_begun() {
            return Err(DeskError::new(ErrorCode::TranscriptIncomplete).with("count", missing));
        }
        match &self.other {
            Some((_, other)) if self.is_complete(other) => {
                Ok(typed::differences(&self.mine, other, &self.entries()))
            }
            _ => Err(DeskError::new(ErrorCode::TranscriptOther)),
        }
    }

    fn step(&self) -> TranscriptStep {
        match self.differences() {
            Err(error) if error.code == ErrorCode::TranscriptOther => TranscriptStep::WaitOther,
            Err(_) => TranscriptStep::Type,
            Ok(fields) if !fields.is_empty() => TranscriptStep::Compare,
            Ok(_) if self.is_signed_so() => TranscriptStep::Signed,
            Ok(_) => TranscriptStep::Sign,
        }
    }

    /// Whether the transcript signed last says what is typed now.
    fn is_signed_so(&self) -> bool {
        let signed = self.signed.as_ref().map(|(_, document)| &document.entries);
        signed.is_some_and(|signed| signing::entries(self).is_ok_and(|now| now == *signed))
    }
}

impl Session {
    pub(crate) fn transcript_look(
        &self,
        ask: TranscriptAsk,
        _: &Call<'_>,
    ) -> Result<TranscriptLook, DeskError> {
        look(self, &ask.expert)
    }

    pub(crate) fn transcript_put(
        &self,
        ask: TranscriptPut,
        _: &Call<'_>,
    ) -> Result<TranscriptLook, DeskError> {
        let desk = self.open_desk()?;
        let paper = Paper::open(&desk, &ask.expert)?;
        paper.refuse_final(&desk)?;
        let event = given(&desk, &paper, &ask)?;
        desk.save(|change| Ok(transcript_event::append(change, &event)?))?;
        look(self, &ask.expert)
    }

    pub(crate) fn transcript_compare(
        &self,
        ask: TranscriptAsk,
        _: &Call<'_>,
    ) -> Result<TranscriptLook, DeskError> {
        let desk = self.open_desk()?;
        let paper = Paper::open(&desk, &ask.expert)?;
        paper.refuse_final(&desk)?;
        let fields = paper.differences()?;
        if let Some((other, _)) = &paper.other {
            blank(&desk, &paper, &[&desk.login, other], &fields)?;
        }
        look(self, &ask.expert)
    }
}

/// Makes the fields blank for both clerks, and writes into the log where, never what.
fn blank(
    desk: &OpenDesk,
    paper: &Paper,
    clerks: &[&String],
    fields: &[Field],
) -> Result<(), DeskError> {
    let at = desk.now()?;
    let places: Vec<String> = fields
        .iter()
        .map(|field| format!("{} {}", field.entry, name(&paper.facts, &field.part)))
        .collect();
    let found = if places.is_empty() {
        "两人一致".to_owned()
    } else {
        format!("{} 处不一致（{}）", places.len(), places.join("、"))
    };
    let what = format!("{}（{}）：{found}", paper.expert.name, paper.expert.id);
    desk.save(|change| {
        for (clerk, field) in clerks
            .iter()
            .flat_map(|clerk| fields.iter().map(move |field| (clerk, field)))
        {
            let event = TranscriptEvent {
                again: true,
                ..event(paper, clerk, field, &at)
            };
            transcript_event::append(change, &event)?;
        }
        Ok(desk.log(change, &at, "代录比对", &what)?)
    })
}

fn event(paper: &Paper, clerk: &str, field: &Field, at: &jury_store::At) -> TranscriptEvent {
    let criterion = match &field.part {
        Part::Mark(criterion) => Some(criterion.to_string()),
        _ => None,
    };
    TranscriptEvent {
        clerk: clerk.to_owned(),
        expert: paper.expert.id.to_string(),
        entry: field.entry.to_string(),
        kind: field.part.kind().to_owned(),
        criterion,
        value: None,
        text: None,
        again: false,
        at: at.clone(),
    }
}

/// What was typed, checked as on the expert's own form.
fn given(
    desk: &OpenDesk,
    paper: &Paper,
    ask: &TranscriptPut,
) -> Result<TranscriptEvent, DeskError> {
    let unknown = || DeskError::new(ErrorCode::UnknownEntry).with("entry", &ask.entry);
    let entry = EntryId::new(&ask.entry).map_err(|_| unknown())?;
    let entries = paper.entries();
    let facts = entries
        .iter()
        .find(|one| one.entry.id == entry)
        .ok_or_else(unknown)?;
    let part = part(&paper.facts, ask)?;
    let at = desk.now()?;
    let field = Field { entry, part };
    let mut event = event(paper, &desk.login, &field, &at);
    match (&field.part, ask.value.as_deref()) {
        (Part::Mark(criterion), Some(text)) => {
            event.value = Some(mark(&paper.facts, facts, criterion, text)?.hundredths());
        }
        (Part::Mark(_), None) => {}
        (Part::State, text) => {
            event.text = Some(typed::state_word(state(text)?).to_owned());
        }
        (Part::Reason | Part::Comment, text) => {
            event.text = Some(scoring::plain(text.unwrap_or_default())?.trim().to_owned());
        }
    }
    Ok(event)
}

fn part(facts: &ContestFacts, ask: &TranscriptPut) -> Result<Part, DeskError> {
    let criterion = || {
        let named = ask.criterion.as_deref().unwrap_or_default();
        facts
            .rubric
            .criteria()
            .map(|(_, criterion)| &criterion.id)
            .find(|id| id.as_str() == named)
            .cloned()
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownCriterion).with("criterion", named))
    };
    Ok(match ask.part {
        PaperPart::State => Part::State,
        PaperPart::Mark => Part::Mark(criterion()?),
        PaperPart::Reason => Part::Reason,
        PaperPart::Comment => Part::Comment,
    })
}

fn state(text: Option<&str>) -> Result<PaperState, DeskError> {
    let word = serde_json::Value::from(text.unwrap_or_default());
    serde_json::from_value(word)
        .map_err(|problem| DeskError::new(ErrorCode::BadRequest).with("detail", problem))
}

fn mark(
    facts: &ContestFacts,
    entry: &EntryFacts,
    criterion: &CriterionId,
    text: &str,
) -> Result<Points, DeskError> {
    let points = Points::parse(text.trim())
        .map_err(|_| DeskError::new(ErrorCode::MarkNotANumber).with("given", text))?;
    let profile = facts
        .rubric
        .profile(&entry.entry.profile)
        .ok_or_else(|| DeskError::new(ErrorCode::UnknownEntry).with("entry", &entry.entry.id))?;
    facts
        .rubric
        .check_mark(profile, criterion, points)
        .map_err(|fault| scoring::mark_refused(fault, points))?;
    Ok(points)
}

/// A field in words.
fn name(facts: &ContestFacts, part: &Part) -> String {
    match part {
        Part::State => "评审情况".to_owned(),
        Part::Reason => "理由".to_owned(),
        Part::Comment => "评语".to_owned(),
        Part::Mark(criterion) => facts
            .rubric
            .criteria()
            .find(|(_, one)| one.id == *criterion)
            .map_or_else(|| criterion.to_string(), |(_, one)| one.name.clone()),
    }
}

fn look(session: &Session, expert: &str) -> Result<TranscriptLook, DeskError> {
    let desk = session.open_desk()?;
    let paper = Paper::open(&desk, expert)?;
    let columns = columns(&paper.facts);
    let entries = paper.entries();
    Ok(TranscriptLook {
        expert: paper.expert.id.to_string(),
        name: paper.expert.name.clone(),
        track: paper.expert.track.to_string(),
        entries: entries
            .iter()
            .map(|entry| paper_line(&paper, entry, &columns))
            .collect(),
        columns,
        missing: narrow(paper.missing(&paper.mine).len()),
        again: again(&paper),
        clerks: clerks(session, &desk, &paper)?,
        step: paper.step(),
        signed: paper.signed.as_ref().map(signed),
    })
}

fn again(paper: &Paper) -> Vec<PaperField> {
    let field = |field: &Field| PaperField {
        entry: field.entry.to_string(),
        title: paper
            .facts
            .entries
            .get(&field.entry)
            .map(|one| one.entry.title.clone())
            .unwrap_or_default(),
        part: match &field.part {
            Part::State => PaperPart::State,
            Part::Mark(_) => PaperPart::Mark,
            Part::Reason => PaperPart::Reason,
            Part::Comment => PaperPart::Comment,
        },
        criterion: match &field.part {
            Part::Mark(criterion) => Some(criterion.to_string()),
            _ => None,
        },
        name: name(&paper.facts, &field.part),
    };
    // Only what is still to be typed: a state chosen anew may have made a blank mark idle.
    let open: BTreeSet<Field> = paper.missing(&paper.mine).into_iter().collect();
    let again = paper.mine.again.iter();
    again.filter(|one| open.contains(one)).map(field).collect()
}

/// The criteria in form order.
pub(crate) fn columns(facts: &ContestFacts) -> Vec<PaperColumn> {
    facts
        .rubric
        .criteria()
        .map(|(group, criterion)| PaperColumn {
            id: criterion.id.to_string(),
            name: criterion.name.clone(),
            group: group.name.clone(),
        })
        .collect()
}

/// Maxima of an entry in the order of the criteria.
pub(crate) fn maxima(facts: &ContestFacts, entry: &EntryFacts) -> Vec<String> {
    let profile = facts.rubric.profile(&entry.entry.profile);
    facts
        .rubric
        .criteria()
        .map(|(_, criterion)| {
            profile
                .and_then(|profile| facts.rubric.maximum(profile, &criterion.id))
                .map(form::short)
                .unwrap_or_default()
        })
        .collect()
}

fn paper_line(paper: &Paper, facts: &EntryFacts, columns: &[PaperColumn]) -> PaperLine {
    let line = paper.mine.line(&facts.entry.id);
    let given = |column: &PaperColumn| {
        let found = line.marks.iter().find(|(id, _)| id.as_str() == column.id);
        found.map(|(_, points)| form::short(*points))
    };
    let marks: Vec<Option<String>> = columns.iter().map(given).collect();
    let waits = paper.mine.again.contains(&Field {
        entry: facts.entry.id.clone(),
        part: Part::State,
    });
    let whole = marks.iter().all(Option::is_some);
    let total = typed::line(line, facts, &paper.facts.rubric)
        .and_then(|line| line.total)
        .filter(|_| whole)
        .map(|total| total.round_half_up(2).to_string());
    PaperLine {
        id: facts.entry.id.to_string(),
        title: facts.entry.title.clone(),
        entrant: facts.entry.entrant.clone(),
        size_class: facts.entry.size.label().to_owned(),
        state: (!waits).then_some(line.state),
        marks,
        maxima: maxima(&paper.facts, facts),
        reason: line.reason.clone(),
        comment: line.comment.clone(),
        total,
    }
}

/// Everybody who has a login, with how far each is. Of the other no more than that is told.
fn clerks(session: &Session, desk: &OpenDesk, paper: &Paper) -> Result<Vec<Clerk>, DeskError> {
    let logins = credentials::read_vault(session, &desk.folder)?.logins();
    let clerk = |login: jury_seal::vault::LoginName| {
        let me = login.id == desk.login;
        let typed = match &paper.other {
            _ if me => Some(&paper.mine),
            Some((other, typed)) if *other == login.id => Some(typed),
            _ => None,
        };
        Clerk {
            id: login.id,
            name: login.name,
            me,
            begun: typed.is_some_and(Typed::is_begun),
            complete: typed.is_some_and(|typed| paper.is_complete(typed)),
        }
    };
    Ok(logins.into_iter().map(clerk).collect())
}

fn signed((envelope, document): &(Envelope, Transcript)) -> SignedTranscript {
    SignedTranscript {
        seq: document.seq,
        at: document.at.clone(),
        clerks: document
            .clerks
            .iter()
            .map(|clerk| clerk.name.clone())
            .collect(),
        code: envelope.short_code().to_string(),
        scan: document.scan.to_string(),
    }
}
