//! The minutes: composed from the notes, signed by who kept them, printed for all to sign in ink.
//!
//! The one rule: a chair signs with their own key, the organiser with the contest key, and each number names the one before.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::Track;
use jury_core::{Digest, EntryId, ExpertId, PanelId, TrackId};
use jury_exchange::paper_pdf::minutes::{MinutesItem, MinutesPaper, MinutesPerson};
use jury_seal::document::minutes::{AgendaItem, AgendaOutcome, Attendance, Minutes, Votes};
use jury_seal::document::parts::ExpertName;
use jury_seal::document::{Document as _, seal};
use jury_seal::{Envelope, ShortCode};

use super::notes::Notes;
use super::{agenda, experts};
use crate::credentials;
use crate::desk::{OpenDesk, read_payload};
use crate::error::{DeskError, ErrorCode};
use crate::merging::Merged;
use crate::merging::judge::ReturnFacts;
use crate::signing::harmless_name;
use crate::wire::deliberation::{
    DeliberationItem, DeliberationOutcome, PanelMinutes, SignedMinutes,
};
use crate::wire::start::DeskKind;

/// The minutes of a track that this desk signed last.
pub(super) fn last(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<Option<(Envelope, Minutes)>, DeskError> {
    let mut latest: Option<(Envelope, Minutes)> = None;
    for envelope in desk.documents(Minutes::KIND)? {
        let document: Minutes = read_payload(&envelope)?;
        let here = document.round == merged.facts.round && document.track == *track;
        if here
            && latest
                .as_ref()
                .is_none_or(|(_, known)| known.seq < document.seq)
        {
            latest = Some((envelope, document));
        }
    }
    Ok(latest)
}

/// Minutes that came with panel returns: of each panel those of its newest return that stands, where they say anything.
pub(super) fn from_panels(merged: &Merged, track: &TrackId) -> Vec<PanelMinutes> {
    let mut newest = BTreeMap::new();
    // A panel of a later round may judge in more tracks than its chair's.
    let judges: BTreeSet<&PanelId> = merged
        .facts
        .experts_of(track)
        .into_iter()
        .map(|expert| &expert.panel)
        .collect();
    let of_track = |(_, facts): &(&Digest, &ReturnFacts)| {
        facts.stands() && (facts.track == *track || judges.contains(&facts.panel))
    };
    for (digest, facts) in merged.returns.iter().filter(of_track) {
        let known = newest.entry(&facts.panel).or_insert((digest, facts));
        if known.1.seq < facts.seq {
            *known = (digest, facts);
        }
    }
    let said = newest.into_values();
    said.filter(|(_, facts)| !facts.minutes.trim().is_empty())
        .map(|(digest, facts)| PanelMinutes {
            panel: facts.panel.to_string(),
            chair: facts.chair.clone(),
            seq: facts.seq,
            code: ShortCode::of(digest).to_string(),
            text: facts.minutes.clone(),
        })
        .collect()
}

/// The signed minutes of a chair's desk as text, so that they travel in the panel return; nothing where none were signed.
pub(crate) fn as_text(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<Option<String>, DeskError> {
    let Some((envelope, document)) = last(desk, merged, track)? else {
        return Ok(None);
    };
    let names = |present: bool| {
        let people = document.attendance.iter();
        let these = people.filter(|one| one.present == present);
        these
            .map(|one| one.name.as_str())
            .collect::<Vec<_>>()
            .join("、")
    };
    let mut lines = vec![format!(
        "合议纪要第 {} 版，{} 签名，核对码 {}",
        document.seq,
        document.at.split('T').next().unwrap_or_default(),
        envelope.short_code()
    )];
    lines.push(format!("到会：{}", names(true)));
    lines.extend(
        Some(names(false))
            .filter(|absent| !absent.is_empty())
            .map(|absent| format!("未到会：{absent}")),
    );
    lines.extend(document.agenda.iter().map(spoken));
    lines.extend(Some(document.text.clone()).filter(|text| !text.trim().is_empty()));
    Ok(Some(lines.join("\n")))
}

/// 01-003（第 3 名，88.50）：维持。同意 3　反对 0　弃权 1。what was said
fn spoken(item: &AgendaItem) -> String {
    let votes = item.votes.map(|votes| format!("{}。", votes_words(votes)));
    format!(
        "{}（{}）：{}。{}{}",
        item.entry,
        item.before,
        outcome_word(item.outcome),
        votes.unwrap_or_default(),
        item.notes
    )
}

fn votes_words(votes: Votes) -> String {
    format!(
        "同意 {}　反对 {}　弃权 {}",
        votes.in_favour, votes.against, votes.abstain
    )
}

/// The minutes a decision about an entry rests on: the last of its track, if they speak of it.
pub(crate) fn about(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
    entry: &EntryId,
) -> Result<Option<Digest>, DeskError> {
    let last = last(desk, merged, track)?;
    let spoke = |(_, document): &(Envelope, Minutes)| {
        let mut agenda = document.agenda.iter();
        agenda.any(|item| item.entry == *entry)
    };
    Ok(last.filter(spoke).map(|(envelope, _)| envelope.digest()))
}

/// Entries that minutes of this desk, of all those no later ones replace, leave to be decided.
pub(super) fn referred(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<BTreeSet<EntryId>, DeskError> {
    let last = last(desk, merged, track)?;
    let agenda = last.into_iter().flat_map(|(_, document)| document.agenda);
    Ok(agenda
        .filter(|item| item.outcome == AgendaOutcome::Refer)
        .map(|item| item.entry)
        .collect())
}

/// Composes and signs the next minutes.
pub(super) fn signed(
    desk: &OpenDesk,
    merged: &Merged,
    track: &Track,
    notes: &Notes,
) -> Result<(Envelope, Minutes), DeskError> {
    let before = last(desk, merged, &track.id)?;
    let people = experts(desk, merged, track)?;
    let items = agenda::items(desk, merged, track, &people, notes)?;
    let mut document = Minutes {
        contest: merged.facts.contest.id.clone(),
        round: merged.facts.round,
        track: track.id.clone(),
        panel: None,
        seq: before.as_ref().map_or(1, |(_, known)| known.seq + 1),
        prev: before.as_ref().map(|(envelope, _)| envelope.digest()),
        attendance: people
            .iter()
            .map(|expert| Attendance {
                expert: expert.id.clone(),
                name: expert.name.clone(),
                present: notes.present.contains(expert.id.as_str()),
            })
            .collect(),
        agenda: items.iter().filter_map(agenda_item).collect(),
        text: notes.text.clone(),
        audit_head: desk.audit_head()?,
        at: desk.now()?.to_string(),
        chair: None,
        key: None,
    };
    let envelope = if desk.kind == DeskKind::Expert {
        let letter = desk.letter()?;
        document.panel = Some(letter.expert.panel.clone());
        document.chair = Some(ExpertName {
            id: letter.expert.id.clone(),
            name: letter.expert.name.clone(),
        });
        document.key = Some(credentials::signing_record(desk, &letter)?);
        seal(&document, &[&desk.key])
    } else {
        let contest_key = desk.contest_key.as_ref();
        let missing = || DeskError::new(ErrorCode::NotAllowed).with("who", "组织方");
        seal(&document, &[contest_key.ok_or_else(missing)?])
    };
    let envelope = envelope.map_err(|error| DeskError::internal(&error))?;
    Ok((envelope, document))
}

fn agenda_item(item: &DeliberationItem) -> Option<AgendaItem> {
    Some(AgendaItem {
        entry: EntryId::new(&item.entry).ok()?,
        before: item.before.clone(),
        notes: item.notes.clone(),
        votes: item.votes.as_ref().map(|votes| Votes {
            in_favour: votes.in_favour,
            against: votes.against,
            abstain: votes.abstain,
        }),
        outcome: match item.outcome {
            DeliberationOutcome::Open => AgendaOutcome::Open,
            DeliberationOutcome::Keep => AgendaOutcome::Keep,
            DeliberationOutcome::Revise => AgendaOutcome::Revise,
            DeliberationOutcome::Refer => AgendaOutcome::Refer,
        },
    })
}

/// Whether the notes say something else than the minutes signed last. Ranks that moved since do not count: minutes tell what was before.
pub(super) fn differs(document: &Minutes, items: &[DeliberationItem], notes: &Notes) -> bool {
    let present = |expert: &ExpertId| notes.present.contains(expert.as_str());
    let attendance = document
        .attendance
        .iter()
        .any(|one| present(&one.expert) != one.present);
    let listed: Vec<AgendaItem> = items.iter().filter_map(agenda_item).collect();
    let same = |one: &AgendaItem| {
        document.agenda.iter().any(|known| {
            known.entry == one.entry
                && known.notes == one.notes
                && known.votes == one.votes
                && known.outcome == one.outcome
        })
    };
    let noted = listed
        .iter()
        .filter(|one| notes.items.contains_key(one.entry.as_str()));
    attendance || document.text != notes.text || !noted.clone().all(same)
}

pub(super) fn signed_row(track: &Track, envelope: &Envelope, document: &Minutes) -> SignedMinutes {
    let name = format!(
        "合议纪要_{}{}_第{}版.pdf",
        track.id, track.name, document.seq
    );
    SignedMinutes {
        seq: document.seq,
        at: document.at.clone(),
        code: envelope.short_code().to_string(),
        suggested_name: harmless_name(&name),
    }
}

/// The paper, drawn from the signed minutes.
pub(super) fn paper(
    merged: &Merged,
    track: &Track,
    (envelope, document): &(Envelope, Minutes),
    status: &str,
) -> MinutesPaper {
    let facts = &merged.facts;
    let title_of = |entry: &EntryId| {
        facts
            .entries
            .get(entry)
            .map(|one| one.entry.title.clone())
            .unwrap_or_default()
    };
    let panel = document
        .panel
        .as_ref()
        .map_or_else(String::new, |panel| format!("{panel} 评审组"));
    MinutesPaper {
        title: format!(
            "{}{}赛道{}合议纪要",
            facts.contest.name,
            track.name,
            facts.round.label()
        ),
        panel,
        date: document.at.split('T').next().unwrap_or_default().to_owned(),
        seq: document.seq,
        status: status.to_owned(),
        people: document
            .attendance
            .iter()
            .map(|one| MinutesPerson {
                id: one.expert.to_string(),
                name: one.name.clone(),
                present: one.present,
            })
            .collect(),
        items: document
            .agenda
            .iter()
            .map(|item| MinutesItem {
                entry: item.entry.to_string(),
                title: title_of(&item.entry),
                before: item.before.clone(),
                notes: item.notes.clone(),
                votes: item.votes.map(votes_words),
                outcome: outcome_word(item.outcome).to_owned(),
            })
            .collect(),
        text: document.text.clone(),
        code: ShortCode::of(&envelope.digest()).to_string(),
        digest: envelope.digest(),
    }
}

const fn outcome_word(outcome: AgendaOutcome) -> &'static str {
    match outcome {
        AgendaOutcome::Open => "未定",
        AgendaOutcome::Keep => "维持",
        AgendaOutcome::Revise => "由专家本人复评",
        AgendaOutcome::Refer => "提请组织方与监督员认定",
    }
}
