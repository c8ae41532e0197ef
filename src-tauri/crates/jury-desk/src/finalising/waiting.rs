//! What people still owe before a track can be final: earlier rounds, a shortlist drawn anew, revisions asked for, referrals, objections.
//!
//! Not what sheets leave open (items.rs, out of jury-core's merge). The one rule: what only people can settle may be closed by a recorded decision;
//! what the program can do at once, finalising the earlier round or drawing the list again, may not.

use std::collections::BTreeMap;

use jury_core::merge::{Subject, SubjectKind};
use jury_core::{EntryId, TrackId};
use jury_seal::document::{Document as _, Ticket};

use super::{items, standing::Standing};
use crate::desk::{OpenDesk, read_payload};
use crate::error::DeskError;
use crate::merging::Merged;
use crate::wire::finalise::{ItemName, OpenItem};
use crate::{deliberating, outcome, rounds};

pub(super) fn items(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<Vec<OpenItem>, DeskError> {
    let mut found = Vec::new();
    found.extend(earlier(desk, merged, track)?);
    found.extend(shortlist(desk, merged, track)?);
    let owed = decidable(desk, merged, track)?;
    found.extend(owed.into_iter().map(|(subject, sentence)| OpenItem {
        item: items::name(&subject),
        title: items::title(merged, &subject),
        sentence,
        screen: items::screen(subject.kind()).to_owned(),
        outcomes: items::choices(&subject, &[]),
    }));
    Ok(found)
}

/// What may be closed by a decision and is not, each with its sentence.
pub(super) fn decidable(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<BTreeMap<Subject, String>, DeskError> {
    let mut owed = BTreeMap::new();
    tickets(desk, merged, track, &mut owed)?;
    // Whatever was decided about the entry answers the deliberation, but for leave to go on in spite of an objection.
    let decided = |entry: &EntryId| {
        let mut all = merged.decisions.iter();
        all.any(|(subject, ..)| {
            subject.entry() == Some(entry) && subject.kind() != SubjectKind::Objection
        })
    };
    for entry in deliberating::referred(desk, merged, track)? {
        let subject = Subject::new(SubjectKind::Referred, Some(entry.clone()), None, None);
        if let Some(subject) = subject.filter(|_| !decided(&entry)) {
            let sentence = "合议时提请认定，还没有认定。请由组织方和监督员登记认定。";
            owed.insert(subject, sentence.to_owned());
        }
    }
    for entry in outcome::objected(desk, track)? {
        let subject = Subject::new(SubjectKind::Objection, Some(entry), None, None);
        if let Some(subject) = subject {
            let sentence = "有异议还没有处理。请在“公示与异议”里处理；须先定稿的，登记认定，处理前该项目暂缓。";
            owed.insert(subject, sentence.to_owned());
        }
    }
    owed.retain(|subject, _| {
        let out = subject
            .entry()
            .is_some_and(|entry| merged.decisions.excludes_entry(entry));
        !out && merged.decisions.on(subject).is_none()
    });
    Ok(owed)
}

/// Tickets whose sheet still counts: the revision they ask for has not come.
fn tickets(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
    owed: &mut BTreeMap<Subject, String>,
) -> Result<(), DeskError> {
    for envelope in desk.documents(Ticket::KIND)? {
        let ticket: Ticket = read_payload(&envelope)?;
        let of_track = merged.facts.judges_in(&ticket.expert, track);
        let here = of_track && ticket.round == merged.facts.round;
        if !here || merged.state.current.get(&ticket.expert) != Some(&ticket.prev) {
            continue;
        }
        let day = ticket.at.split('T').next().unwrap_or_default();
        let sentence = format!(
            "{day} 签发的复评单还没有收到修订后的评分表。请催交；不再修订的，登记认定后按现有评分表定稿。"
        );
        let subject = Subject::new(
            SubjectKind::Ticket,
            None,
            Some(ticket.expert),
            Some(ticket.prev),
        );
        owed.extend(subject.map(|subject| (subject, sentence)));
    }
    Ok(())
}

/// Rounds held before this one whose result may still change.
fn earlier(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<Option<OpenItem>, DeskError> {
    let mut open = Vec::new();
    for round in rounds::before(&merged.facts.rule, merged.facts.round) {
        if Standing::of(desk, round, track)?.in_force().is_none() {
            open.push(round.label());
        }
    }
    if open.is_empty() {
        return Ok(None);
    }
    let open = open.join("、");
    Ok(Some(plain(
        "earlier-round",
        format!("{open}还没有定稿"),
        format!(
            "本阶段以{open}的结果为依据，而它还可能改变。请先切换到{open}，把这个赛道定稿，再回来定稿。"
        ),
    )))
}

/// A signed shortlist that is not what the rule would draw now.
fn shortlist(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<Option<OpenItem>, DeskError> {
    let differing = rounds::differing(desk, merged, track)?;
    Ok(differing.map(|version| {
        plain(
            "shortlist",
            format!("入围名单第 {version} 版与现在的排名不符"),
            "签发入围名单以后，评分、认定或规则有了变化。请在“晋级”里重新签发，再定稿。".to_owned(),
        )
    }))
}

fn plain(kind: &str, title: String, sentence: String) -> OpenItem {
    OpenItem {
        item: ItemName {
            kind: kind.to_owned(),
            entry: None,
            expert: None,
            sheet: None,
        },
        title,
        sentence,
        screen: "rounds".to_owned(),
        outcomes: Vec::new(),
    }
}
