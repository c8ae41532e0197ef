//! Signing a ticket 复评单, which allows an expert one revision of the sheet that counts now.
//!
//! Not what an expert's desk does with it (tickets.rs). The one rule: a sheet has one ticket in force. Whoever asks again before an answer came gets
//! one that names everything asked so far, and the revision that answers any of them answers all.

use std::collections::BTreeMap;
use std::path::Path;

use jury_core::{Digest, EntryId, ExpertId};
use jury_exchange::export::write_verified;
use jury_seal::document::{Document as _, Ticket, seal};
use jury_store::table;

use crate::desk::{OpenDesk, read_payload, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::merging::{self, Merged};
use crate::organising::contest_key;
use crate::session::Session;
use crate::wire::Written;
use crate::{finalising, scoring};

/// Where a ticket is written.
#[derive(Clone, Copy)]
pub(crate) enum Target<'a> {
    /// The file of this token.
    Token(&'a str),
    /// In this folder, under a name that tells the expert.
    In(&'a Path),
}

/// A ticket to be signed.
pub(crate) struct NewTicket<'a> {
    pub(crate) expert: &'a str,
    /// Entries to look at again; none for the whole sheet.
    pub(crate) entries: Vec<EntryId>,
    pub(crate) asked_by: &'a str,
    pub(crate) reason: &'a str,
    pub(crate) target: Target<'a>,
}

/// Signs a ticket for the sheet of an expert that counts now, and writes it.
pub(crate) fn issue(session: &Session, new: &NewTicket<'_>) -> Result<Written, DeskError> {
    let desk = session.open_desk()?;
    let merged = merging::merged(&desk)?;
    let unknown = || DeskError::new(ErrorCode::UnknownExpert).with("expert", new.expert);
    let expert = ExpertId::new(new.expert).map_err(|_| unknown())?;
    let facts = merged.facts.experts.get(&expert).ok_or_else(unknown)?;
    finalising::refuse_final_expert(&desk, &merged, &expert)?;
    let (reason, asked_by) = (scoring::plain(new.reason)?, scoring::plain(new.asked_by)?);
    if reason.trim().is_empty() {
        return Err(DeskError::new(ErrorCode::ReasonNeeded));
    }
    let prev = revisable(&merged, &expert)
        .ok_or_else(|| DeskError::new(ErrorCode::NothingToRevise).with("name", &facts.name))?;
    let at = desk.now()?;
    let mut ticket = Ticket {
        contest: merged.facts.contest.id.clone(),
        round: merged.facts.round,
        track: facts.track.clone(),
        expert: expert.clone(),
        seq: merged.claims.get(&prev).map_or(2, |claim| claim.seq + 1),
        prev,
        entries: new.entries.clone(),
        asked_by: asked_by.trim().to_owned(),
        reason: reason.trim().to_owned(),
        at: at.to_string(),
    };
    let open = open_beside(&desk, &ticket)?;
    if let Some(open) = &open {
        extend(&mut ticket, open);
    }
    let envelope =
        seal(&ticket, &[contest_key(&desk)?]).map_err(|error| DeskError::internal(&error))?;
    let bytes = envelope.to_bytes();
    let written = match new.target {
        Target::Token(token) => session.write_to(token, &bytes)?,
        Target::In(folder) => {
            let name = format!("复评单_{}_{expert}.juryticket", facts.name);
            let path = folder.join(crate::signing::harmless_name(&name));
            session.written(&write_verified(&path, &bytes)?)
        }
    };
    let what = log_words(&facts.name, &ticket, open.is_some());
    desk.save(|change| {
        table::document::put(change, &row_of(&envelope, &at))?;
        Ok(desk.log(change, &at, "签发复评单", &what)?)
    })?;
    desk.forget();
    Ok(written)
}

fn log_words(name: &str, ticket: &Ticket, extends: bool) -> String {
    let entries: Vec<&str> = ticket.entries.iter().map(EntryId::as_str).collect();
    let about = if entries.is_empty() {
        String::new()
    } else {
        format!("，{}", entries.join("、"))
    };
    let extends = if extends {
        "，含前一张未答复的复评单"
    } else {
        ""
    };
    format!(
        "{name}（{}）{about}{extends}：{}（{}提出）",
        ticket.expert, ticket.reason, ticket.asked_by
    )
}

/// The sheet of an expert that a ticket may name. A transcript is corrected from the paper, by the two who typed it.
pub(super) fn revisable(merged: &Merged, expert: &ExpertId) -> Option<Digest> {
    let current = merged.state.current.get(expert).copied()?;
    let claim = merged.claims.get(&current)?;
    (!claim.transcribed).then_some(current)
}

/// The ticket in force for the same revision, not answered: its sheet would not count any more.
fn open_beside(desk: &OpenDesk, new: &Ticket) -> Result<Option<Ticket>, DeskError> {
    let mut beside = Vec::new();
    for envelope in desk.documents(Ticket::KIND)? {
        let ticket: Ticket = read_payload(&envelope)?;
        if allows_the_same(&ticket, new) {
            beside.push((envelope.digest(), ticket));
        }
    }
    let last = beside
        .into_iter()
        .max_by_key(|(digest, ticket)| breadth(ticket, *digest));
    Ok(last.map(|(_, ticket)| ticket))
}

fn allows_the_same(one: &Ticket, other: &Ticket) -> bool {
    one.contest == other.contest
        && one.round == other.round
        && one.expert == other.expert
        && one.seq == other.seq
        && one.prev == other.prev
}

/// Orders tickets for one revision: the whole sheet before entries, more entries before fewer, then the later one.
pub(crate) fn breadth(ticket: &Ticket, digest: Digest) -> (bool, usize, String, Digest) {
    let whole = ticket.entries.is_empty();
    (whole, ticket.entries.len(), ticket.at.clone(), digest)
}

/// Adds to a ticket what an open one asks already.
fn extend(ticket: &mut Ticket, open: &Ticket) {
    if open.entries.is_empty() || ticket.entries.is_empty() {
        ticket.entries.clear();
    } else {
        let more = open
            .entries
            .iter()
            .filter(|entry| !ticket.entries.contains(entry));
        let more: Vec<EntryId> = more.cloned().collect();
        ticket.entries.extend(more);
        ticket.entries.sort();
    }
    ticket.reason = both(&open.reason, &ticket.reason, "；");
    ticket.asked_by = both(&open.asked_by, &ticket.asked_by, "、");
}

/// Two texts one after the other; one where it says the other already, or where both would be too long.
fn both(old: &str, new: &str, between: &str) -> String {
    if old.contains(new) {
        return old.to_owned();
    }
    let joined = format!("{old}{between}{new}");
    if new.contains(old) || joined.chars().count() > scoring::MOST_TEXT {
        new.to_owned()
    } else {
        joined
    }
}

/// Tickets of one revision: the one in force of each, by the revision.
pub(super) fn in_force(tickets: &[(Digest, Ticket)]) -> BTreeMap<(ExpertId, u32, Digest), Digest> {
    let mut widest: BTreeMap<_, (_, Digest)> = BTreeMap::new();
    for (digest, ticket) in tickets {
        let of = (ticket.expert.clone(), ticket.seq, ticket.prev);
        let breadth = breadth(ticket, *digest);
        match widest.get(&of) {
            Some((known, _)) if *known > breadth => {}
            _ => {
                widest.insert(of, (breadth, *digest));
            }
        }
    }
    widest
        .into_iter()
        .map(|(of, (_, digest))| (of, digest))
        .collect()
}
