//! Re-review 复评: entries whose totals lie apart, the tickets signed for them, and what the revisions changed.
//!
//! The measure is jury-core's, signing a ticket is in issuing.rs. The one rule: a changed mark is that expert's own signed revision; here it is only
//! asked for and shown.

mod asking;
pub(crate) mod issuing;

use std::collections::{BTreeMap, BTreeSet};

use jury_core::merge::VerdictKind;
use jury_core::rereview::Spread;
use jury_core::rule::Rereview;
use jury_core::{Digest, EntryId, Exact, ExpertId, Points, TrackId};
use jury_seal::document::sheet::SheetEntry;
use jury_seal::document::{Document as _, Ticket};

use crate::call::Call;
use crate::desk::{OpenDesk, read_payload};
use crate::error::{DeskError, ErrorCode};
use crate::merging::files::SaidByExpert;
use crate::merging::{self, Merged, look, rows};
use crate::session::Session;
use crate::wire::Written;
use crate::wire::rereview::{
    MarkChange, RereviewAsk, RereviewEntry, RereviewSign, RereviewTicket, RereviewTotal, Rereviews,
    TicketEntry,
};
use crate::wire::transcript::PaperState;
use crate::{form, viewing};

use self::issuing::{NewTicket, Target};

impl Session {
    pub(crate) fn rereview_look(
        &self,
        ask: RereviewAsk,
        _: &Call<'_>,
    ) -> Result<Rereviews, DeskError> {
        let desk = self.open_desk()?;
        merging::may_merge(&desk)?;
        let merged = merging::merged(&desk)?;
        let track = merged.facts.choose_track(ask.track.as_deref())?.id.clone();
        let (rule, by_rule) = limits(&merged, &ask)?;
        let tickets = tickets(&desk, &merged, &track)?;
        Ok(Rereviews {
            tracks: merged.facts.track_names(),
            track: track.to_string(),
            range: rule.range.map(form::short),
            deviation: rule.deviation.map(form::short),
            by_rule,
            entries: entries(&desk, &merged, &track, &rule, &tickets)?,
            tickets,
        })
    }

    pub(crate) fn rereview_ask(
        &self,
        ask: RereviewSign,
        _: &Call<'_>,
    ) -> Result<Written, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let mut entries = Vec::new();
        for given in &ask.entries {
            let unknown = || DeskError::new(ErrorCode::UnknownEntry).with("entry", given);
            let entry = EntryId::new(given).map_err(|_| unknown())?;
            let assigned = ExpertId::new(&ask.expert)
                .ok()
                .and_then(|expert| merged.facts.assignments.get(&expert));
            if !assigned.is_some_and(|assigned| assigned.contains(&entry)) {
                return Err(unknown());
            }
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        let asked_by = ask.asked_by.unwrap_or_else(|| desk.name.clone());
        issuing::issue(
            self,
            &NewTicket {
                expert: &ask.expert,
                entries,
                asked_by: &asked_by,
                reason: &ask.reason,
                target: Target::Token(&ask.target),
            },
        )
    }
}

/// The rule file's limits, or those asked for where it sets none.
fn limits(merged: &Merged, ask: &RereviewAsk) -> Result<(Rereview, bool), DeskError> {
    let rule = &merged.facts.rule.rereview;
    if rule.range.is_some() || rule.deviation.is_some() {
        return Ok((*rule, true));
    }
    let points = |text: &Option<String>| {
        let given = text
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        given
            .map(|text| {
                Points::parse(text)
                    .map_err(|_| DeskError::new(ErrorCode::MarkNotANumber).with("given", text))
            })
            .transpose()
    };
    let asked = Rereview {
        range: points(&ask.range)?,
        deviation: points(&ask.deviation)?,
    };
    Ok((asked, false))
}

fn entries(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
    rule: &Rereview,
    tickets: &[RereviewTicket],
) -> Result<Vec<RereviewEntry>, DeskError> {
    let hidden = look::hidden_entries(desk, merged)?;
    let waiting: BTreeSet<(&str, &str)> = tickets
        .iter()
        .filter(|ticket| ticket.answer.is_none())
        .flat_map(|ticket| {
            let asked = ticket.entries.iter();
            asked.map(|entry| (ticket.expert.as_str(), entry.id.as_str()))
        })
        .collect();
    let mut rows: Vec<(Exact, RereviewEntry)> = merged
        .facts
        .entries_of(track)
        .into_iter()
        .filter(|one| !hidden.contains(&one.entry.id))
        .filter_map(|one| row(merged, &one.entry, rule, &waiting))
        .collect();
    // The widest first; among equals the order of the ids stays.
    rows.sort_by(|one, other| other.0.cmp(&one.0));
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn row(
    merged: &Merged,
    entry: &jury_core::entry::Entry,
    rule: &Rereview,
    waiting: &BTreeSet<(&str, &str)>,
) -> Option<(Exact, RereviewEntry)> {
    let totals: BTreeMap<ExpertId, Exact> = merged
        .state
        .marks
        .get(&entry.id)?
        .iter()
        .map(|(expert, mark)| (expert.clone(), mark.total.clone()))
        .collect();
    let spread = Spread::of(&totals)?;
    let asked = spread.asked(rule);
    let to_ask = asking::asks(&asked, &totals);
    let mut ordered: Vec<_> = totals.iter().collect();
    ordered.sort_by(|one, other| other.1.cmp(one.1));
    let total = |(expert, total): (&ExpertId, &Exact)| RereviewTotal {
        expert: expert.to_string(),
        name: named(merged, expert),
        total: total.round_half_up(2).to_string(),
        deviation: spread
            .deviations
            .get(expert)
            .map(signed)
            .unwrap_or_default(),
        beyond: asked.deviating.contains(expert),
        to_ask: to_ask.contains(expert),
        asked: waiting.contains(&(expert.as_str(), entry.id.as_str())),
    };
    let row = RereviewEntry {
        id: entry.id.to_string(),
        title: entry.title.clone(),
        range: spread.range.round_half_up(2).to_string(),
        beyond: asked.any(),
        totals: ordered.into_iter().map(total).collect(),
    };
    Some((spread.range, row))
}

fn named(merged: &Merged, expert: &ExpertId) -> String {
    let known = merged.facts.experts.get(expert);
    known.map_or_else(|| expert.to_string(), |one| one.name.clone())
}

/// `+7.33`, `-30.00`.
pub(crate) fn signed(deviation: &Exact) -> String {
    let sign = if *deviation > Exact::zero() { "+" } else { "" };
    format!("{sign}{}", deviation.round_half_up(2))
}

/// Tickets of a track with what came of them.
pub(crate) fn tickets(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<Vec<RereviewTicket>, DeskError> {
    let hidden = look::hidden_entries(desk, merged)?;
    let mut all = Vec::new();
    for envelope in desk.documents(Ticket::KIND)? {
        let ticket: Ticket = read_payload(&envelope)?;
        let of_track = merged.facts.judges_in(&ticket.expert, track);
        if of_track && ticket.round == merged.facts.round {
            all.push((envelope.digest(), ticket));
        }
    }
    let in_force = issuing::in_force(&all);
    let beside = |ticket: &Ticket| -> BTreeSet<Digest> {
        let same = |other: &&(Digest, Ticket)| {
            other.1.expert == ticket.expert
                && (other.1.seq, other.1.prev) == (ticket.seq, ticket.prev)
        };
        all.iter().filter(same).map(|(digest, _)| *digest).collect()
    };
    let mut rows = Vec::new();
    for (digest, ticket) in &all {
        let of = (ticket.expert.clone(), ticket.seq, ticket.prev);
        let extended = in_force.get(&of) != Some(digest);
        let mut row = ticket_row(desk, merged, *digest, ticket, &beside(ticket), &hidden)?;
        row.extended = extended;
        rows.push(row);
    }
    rows.sort_by(|one, other| other.at.cmp(&one.at).then(one.id.cmp(&other.id)));
    Ok(rows)
}

/// `beside`: the tickets that allow the same revision, this one too. What answers one answers all.
fn ticket_row(
    desk: &OpenDesk,
    merged: &Merged,
    digest: Digest,
    ticket: &Ticket,
    beside: &BTreeSet<Digest>,
    hidden: &BTreeSet<EntryId>,
) -> Result<RereviewTicket, DeskError> {
    let documents = viewing::documents(desk, merged, &ticket.expert)?;
    let answer = documents
        .iter()
        .find(|(_, said)| said.ticket.is_some_and(|named| beside.contains(&named)));
    let verdict = answer.and_then(|(answer, _)| merged.state.verdicts.get(answer));
    let changes = match (answer, documents.get(&ticket.prev)) {
        (Some((_, after)), Some(before)) => changes(merged, before, after, &ticket.entries, hidden),
        _ => Vec::new(),
    };
    Ok(RereviewTicket {
        id: digest.to_string(),
        name: named(merged, &ticket.expert),
        expert: ticket.expert.to_string(),
        entries: ticket
            .entries
            .iter()
            .map(|entry| TicketEntry {
                id: entry.to_string(),
                title: title(merged, entry),
            })
            .collect(),
        asked_by: ticket.asked_by.clone(),
        reason: ticket.reason.clone(),
        at: ticket.at.clone(),
        seq: ticket.seq,
        extended: false,
        answer: verdict
            .filter(|verdict| verdict.kind != VerdictKind::Rejected)
            .map(|verdict| rows::file_verdict(verdict.kind)),
        changes,
    })
}

/// What an expert changed about an entry from one version of the sheet to the next, without being asked by a ticket.
pub(crate) struct OwnChange {
    pub(crate) name: String,
    /// When the later version was signed.
    pub(crate) at: String,
    /// Why, as the expert wrote.
    pub(crate) reason: String,
    /// Each as “what：before → after”.
    pub(crate) changes: Vec<String>,
}

/// Those of an entry in every round, oldest first. Versions that were refused are none.
pub(crate) fn own_changes(
    desk: &OpenDesk,
    merged: &Merged,
    entry: &EntryId,
) -> Result<Vec<OwnChange>, DeskError> {
    let mut found = Vec::new();
    for round in merged.rounds() {
        let Some(known) = round.facts.entries.get(entry) else {
            continue;
        };
        for expert in round.facts.experts_of(&known.entry.track) {
            let documents = viewing::documents(desk, round, &expert.id)?;
            let versions = in_order(round, &documents);
            let unasked = versions
                .windows(2)
                .filter_map(|pair| unasked(round, pair, entry));
            found.extend(unasked);
        }
    }
    found.sort_by(|one, other| one.at.cmp(&other.at));
    Ok(found)
}

/// The versions of one expert's sheet that were not refused, by their number.
fn in_order<'d>(
    merged: &Merged,
    documents: &'d BTreeMap<Digest, SaidByExpert>,
) -> Vec<&'d SaidByExpert> {
    let mut versions: Vec<_> = documents
        .iter()
        .filter(|(digest, _)| {
            let verdict = merged.state.verdicts.get(digest);
            verdict.is_some_and(|verdict| verdict.kind != VerdictKind::Rejected)
        })
        .filter_map(|(digest, said)| Some((merged.claims.get(digest)?.seq, said)))
        .collect();
    versions.sort_by_key(|(seq, _)| *seq);
    versions.into_iter().map(|(_, said)| said).collect()
}

/// What the later of two versions changes about an entry; nothing where a ticket asked for it.
fn unasked(merged: &Merged, pair: &[&SaidByExpert], entry: &EntryId) -> Option<OwnChange> {
    let [before, after] = pair else { return None };
    let of = |said: &'_ SaidByExpert| said.entries.iter().find(|line| line.id == *entry).cloned();
    let (old, new) = of(before).zip(of(after))?;
    let changes: Vec<String> = line_changes(merged, &old, &new)
        .into_iter()
        .map(|(what, before, after)| format!("{what}：{before} → {after}"))
        .collect();
    (after.ticket.is_none() && !changes.is_empty()).then(|| OwnChange {
        name: named(merged, &after.expert),
        at: after.at.clone(),
        reason: after.reason.clone().unwrap_or_default(),
        changes,
    })
}

fn title(merged: &Merged, entry: &EntryId) -> String {
    let known = merged.facts.entries.get(entry);
    known.map(|one| one.entry.title.clone()).unwrap_or_default()
}

/// Everything that differs between two sheets of one expert, in the order of the later one.
fn changes(
    merged: &Merged,
    before: &SaidByExpert,
    after: &SaidByExpert,
    asked: &[EntryId],
    hidden: &BTreeSet<EntryId>,
) -> Vec<MarkChange> {
    let mut found = Vec::new();
    for line in after
        .entries
        .iter()
        .filter(|line| !hidden.contains(&line.id))
    {
        let Some(old) = before.entries.iter().find(|old| old.id == line.id) else {
            continue;
        };
        let title = title(merged, &line.id);
        let change = |(what, before, after): (String, String, String)| MarkChange {
            entry: line.id.to_string(),
            title: title.clone(),
            what,
            before,
            after,
            asked: asked.is_empty() || asked.contains(&line.id),
        };
        found.extend(line_changes(merged, old, line).into_iter().map(change));
    }
    found
}

/// What changed in a line: name of the value, before, after.
fn line_changes(
    merged: &Merged,
    old: &SheetEntry,
    new: &SheetEntry,
) -> Vec<(String, String, String)> {
    let total = |line: &SheetEntry| {
        let exact = line
            .total
            .and_then(jury_seal::document::parts::Fraction::exact);
        exact.map(|total| total.round_half_up(2).to_string())
    };
    let criteria = merged.facts.rubric.criteria();
    let (before, after) = (viewing::marks(merged, old), viewing::marks(merged, new));
    let marks = criteria
        .zip(before.into_iter().zip(after))
        .map(|((_, criterion), (before, after))| (criterion.name.clone(), before, after));
    let others = [
        (
            "评审情况".to_owned(),
            Some(state_word(old)),
            Some(state_word(new)),
        ),
        ("合计".to_owned(), total(old), total(new)),
        (
            "评语".to_owned(),
            Some(old.comment.clone()),
            Some(new.comment.clone()),
        ),
    ];
    marks
        .chain(others)
        .filter(|(_, before, after)| before != after)
        .map(|(what, before, after)| (what, before.unwrap_or_default(), after.unwrap_or_default()))
        .collect()
}

/// What became of an entry on a sheet, in a word.
pub(crate) fn state_word(line: &SheetEntry) -> String {
    match viewing::state(line.status) {
        PaperState::Scored => "已评分",
        PaperState::Recused => "回避",
        PaperState::MaterialMissing => "材料缺失",
        PaperState::Unmarked => "未评",
    }
    .to_owned()
}
