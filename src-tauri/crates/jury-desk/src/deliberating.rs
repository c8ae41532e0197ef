//! 合议: what to talk about, what is noted while people talk, and the minutes that are signed afterwards.
//!
//! Not a change of marks: a changed mark is that expert's own signed revision, for which a ticket is issued. The one rule: what is noted is kept at
//! once in the desk, and the minutes say exactly what was noted.

mod agenda;
pub(crate) mod minutes;
mod notes;

use std::collections::BTreeSet;

use jury_core::contest::Track;
use jury_core::{EntryId, TrackId};
use jury_exchange::paper_pdf::minutes::{MinutesPaper, minutes_pdf};
use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::merging::{self, Merged, look};
use crate::session::Session;
use crate::wire::deliberation::{
    DeliberationExpert, DeliberationItemPut, DeliberationLook, DeliberationOutcome,
    DeliberationPut, MinutesSave, MinutesSign,
};
use crate::wire::everyday::PaperWritten;
use crate::wire::merge::TrackAsk;
use crate::wire::start::{DeskKind, Role};
use crate::{finalising, scoring};
use notes::Notes;

/// Characters in one note.
const MOST: usize = 5_000;

impl Session {
    pub(crate) fn deliberation_look(
        &self,
        ask: TrackAsk,
        _: &Call<'_>,
    ) -> Result<DeliberationLook, DeskError> {
        let desk = self.open_desk()?;
        merging::may_merge(&desk)?;
        page(&desk, ask.track.as_deref())
    }

    pub(crate) fn deliberation_item_put(
        &self,
        ask: DeliberationItemPut,
        _: &Call<'_>,
    ) -> Result<DeliberationLook, DeskError> {
        let desk = self.open_desk()?;
        let (merged, track) = open_track(&desk, &ask.track)?;
        let unknown = || DeskError::new(ErrorCode::UnknownEntry).with("entry", &ask.entry);
        let entry = EntryId::new(&ask.entry).map_err(|_| unknown())?;
        let known = merged.facts.entries.get(&entry).ok_or_else(unknown)?;
        if known.entry.track != track.id {
            return Err(unknown());
        }
        let mut notes = Notes::read(&desk, &merged, &track.id)?;
        let votes = ask
            .votes
            .map(|votes| [votes.in_favour, votes.against, votes.abstain]);
        let voted: u64 = votes.iter().flatten().map(|count| u64::from(*count)).sum();
        let present = notes.present.len();
        if voted > u64::try_from(present).unwrap_or(u64::MAX) {
            return Err(DeskError::new(ErrorCode::TooManyVotes)
                .with("votes", voted)
                .with("present", present));
        }
        notes.put(&entry, fitting(&ask.notes)?, votes, ask.outcome);
        notes.save(&desk, &track.id)?;
        page(&desk, Some(&ask.track))
    }

    pub(crate) fn deliberation_put(
        &self,
        ask: DeliberationPut,
        _: &Call<'_>,
    ) -> Result<DeliberationLook, DeskError> {
        let desk = self.open_desk()?;
        let (merged, track) = open_track(&desk, &ask.track)?;
        let mut notes = Notes::read(&desk, &merged, &track.id)?;
        notes.present = experts(&desk, &merged, &track)?
            .iter()
            .filter(|expert| ask.present.iter().any(|id| id == expert.id.as_str()))
            .map(|expert| expert.id.to_string())
            .collect();
        notes.text = fitting(&ask.text)?;
        notes.save(&desk, &track.id)?;
        page(&desk, Some(&ask.track))
    }

    pub(crate) fn minutes_sign(
        &self,
        ask: MinutesSign,
        _: &Call<'_>,
    ) -> Result<DeliberationLook, DeskError> {
        let desk = self.open_desk()?;
        self.check_passphrase(&desk, &ask.passphrase)?;
        let (merged, track) = open_track(&desk, &ask.track)?;
        let notes = Notes::read(&desk, &merged, &track.id)?;
        if notes.present.is_empty() {
            return Err(DeskError::new(ErrorCode::NobodyPresent));
        }
        let (envelope, document) = minutes::signed(&desk, &merged, &track, &notes)?;
        let at = desk.now()?;
        let said = format!(
            "{} 第 {} 版，{} 人到会，{} 项议题，核对码 {}",
            track.name,
            document.seq,
            document.attendance.iter().filter(|one| one.present).count(),
            document.agenda.len(),
            envelope.short_code()
        );
        desk.save(|change| {
            table::document::put(change, &row_of(&envelope, &at))?;
            Ok(desk.log(change, &at, "签名合议纪要", &said)?)
        })?;
        page(&desk, Some(&ask.track))
    }

    pub(crate) fn minutes_save(
        &self,
        ask: MinutesSave,
        _: &Call<'_>,
    ) -> Result<PaperWritten, DeskError> {
        let desk = self.open_desk()?;
        merging::may_merge(&desk)?;
        let merged = merging::merged(&desk)?;
        let track = merged.facts.choose_track(Some(&ask.track))?.clone();
        let last = minutes::last(&desk, &merged, &track.id)?
            .ok_or_else(|| DeskError::new(ErrorCode::NoMinutes))?;
        let status = finalising::mark(&desk, &merged.facts, &track.id)?.text;
        let book = minutes::paper(&merged, &track, &last, &status);
        let fonts = jury_media::system_font_dirs();
        let paper = minutes_pdf(&book, &fonts).map_err(|error| DeskError::internal(&error))?;
        let written = self.write_to(&ask.target, &paper.bytes)?;
        let at = desk.now()?;
        desk.save(|change| Ok(desk.log(change, &at, "导出合议纪要", &written.name)?))?;
        Ok(PaperWritten {
            written,
            pages: look::narrow(paper.pages),
            absent: paper.absent.iter().map(char::to_string).collect(),
        })
    }
}

/// The minutes of a track signed last, as they are put on paper.
pub(crate) fn minutes_paper(
    desk: &OpenDesk,
    merged: &Merged,
    track: &Track,
) -> Result<MinutesPaper, DeskError> {
    let last = minutes::last(desk, merged, &track.id)?
        .ok_or_else(|| DeskError::new(ErrorCode::NoMinutes))?;
    let mark = finalising::mark(desk, &merged.facts, &track.id)?;
    let status = finalising::on_paper(mark);
    Ok(minutes::paper(merged, track, &last, &status))
}

/// Entries whose deliberation ended in 提请认定, by the minutes signed last or by the notes taken since.
pub(crate) fn referred(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<BTreeSet<EntryId>, DeskError> {
    let mut referred = minutes::referred(desk, merged, track)?;
    for (entry, noted) in Notes::read(desk, merged, track)?.items {
        let Ok(entry) = EntryId::new(&entry) else {
            continue;
        };
        if noted.outcome == DeliberationOutcome::Refer {
            referred.insert(entry);
        }
    }
    Ok(referred)
}

/// The merge and the track, if notes on it may still be taken.
fn open_track(desk: &OpenDesk, track: &str) -> Result<(std::sync::Arc<Merged>, Track), DeskError> {
    merging::may_merge(desk)?;
    let merged = merging::merged(desk)?;
    let track = merged.facts.choose_track(Some(track))?.clone();
    finalising::refuse_final(desk, &merged.facts, &track.id)?;
    Ok((merged, track))
}

fn fitting(text: &str) -> Result<String, DeskError> {
    let text = scoring::plain(text)?;
    let given = text.chars().count();
    if given > MOST {
        return Err(DeskError::new(ErrorCode::TextTooLong)
            .with("given", given)
            .with("most", MOST));
    }
    Ok(text)
}

/// Who should be there: the experts of the track, on a chair's desk those of the panel.
fn experts<'m>(
    desk: &OpenDesk,
    merged: &'m Merged,
    track: &Track,
) -> Result<Vec<&'m jury_core::contest::Expert>, DeskError> {
    look::shown_experts(desk, merged, &track.id)
}

fn page(desk: &OpenDesk, track: Option<&str>) -> Result<DeliberationLook, DeskError> {
    let merged = merging::merged(desk)?;
    let track = merged.facts.choose_track(track)?.clone();
    let notes = Notes::read(desk, &merged, &track.id)?;
    let mark = finalising::mark(desk, &merged.facts, &track.id)?;
    let last = minutes::last(desk, &merged, &track.id)?;
    let experts = experts(desk, &merged, &track)?;
    let items = agenda::items(desk, &merged, &track, &experts, &notes)?;
    let changed = match &last {
        Some((_, document)) => minutes::differs(document, &items, &notes),
        None => false,
    };
    Ok(DeliberationLook {
        tracks: merged.facts.track_names(),
        track: track.id.to_string(),
        round: merged.facts.round.label().to_owned(),
        writable: desk.role != Role::Supervisor && !mark.finalised,
        mark,
        basis: agenda::basis(&merged.facts.rule),
        experts: experts
            .iter()
            .map(|expert| DeliberationExpert {
                id: expert.id.to_string(),
                name: expert.name.clone(),
                chair: expert.chair,
                present: notes.present.contains(expert.id.as_str()),
            })
            .collect(),
        items,
        text: notes.text.clone(),
        signed: last.map(|(envelope, document)| minutes::signed_row(&track, &envelope, &document)),
        changed,
        from_panels: if desk.kind == DeskKind::Organiser {
            minutes::from_panels(&merged, &track.id)
        } else {
            Vec::new()
        },
    })
}
