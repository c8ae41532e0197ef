//! 定稿: closing open items by recorded decisions, finalising a round's track, reopening it.
//!
//! Not the numbers (results.rs) and not what a decision does (jury-core's merge). The one rule: each of these acts takes two people, and a track
//! that is final is only looked at until it is reopened with a reason.

mod compose;
mod items;
mod look;
mod standing;
mod waiting;

use jury_core::contest::{Round, Track};
use jury_core::merge::{Outcome, Subject, SubjectKind};
use jury_core::{Digest, EntryId, ExpertId};
use jury_seal::document::Reopening;
use jury_seal::document::decision::{Decision, SubjectPart};

use crate::call::Call;
use crate::deliberating::minutes;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::merging::{self, Merged};
use crate::scoring;
use crate::session::Session;
use crate::wire::finalise::{DecisionSign, Finalise, FinaliseLook, ItemName, Reopen};
use crate::wire::merge::TrackAsk;
use crate::{dispatch, rounds};

pub(crate) use look::{mark, on_paper};
pub(crate) use standing::{Standing, decisions, finalised_inputs, refuse_final, refuse_final_in};

impl Session {
    pub(crate) fn finalise_look(
        &self,
        ask: TrackAsk,
        _: &Call<'_>,
    ) -> Result<FinaliseLook, DeskError> {
        let desk = self.open_desk()?;
        look::look(self, &desk, ask.track.as_deref())
    }

    pub(crate) fn decision_sign(
        &self,
        ask: DecisionSign,
        _: &Call<'_>,
    ) -> Result<FinaliseLook, DeskError> {
        let desk = self.open_desk()?;
        let people = self.two_people(
            &desk,
            &ask.passphrase,
            &ask.supervisor,
            &ask.supervisor_passphrase,
        )?;
        let merged = merging::merged(&desk)?;
        let track = merged.facts.choose_track(Some(&ask.track))?.clone();
        let (subject, outcome) = choice(&ask)?;
        // The item's own track is what a decision changes, whatever track was named; one about an expert across tracks touches each of them.
        for touched in items::tracks_of(&merged, &subject) {
            refuse_final(&desk, &merged.facts, &touched.id)?;
        }
        if !items::in_track(&merged, &subject, &track.id) {
            return Err(DeskError::new(ErrorCode::NothingToDecide));
        }
        let before = items::decided_on(&desk, &merged, &track.id, &subject)?;
        if before.is_none() && !items::is_open(&desk, &merged, &track.id, &subject)? {
            return Err(DeskError::new(ErrorCode::NothingToDecide));
        }
        let reason = given(&ask.reason)?;
        let minutes = match subject.entry() {
            Some(entry) => minutes::about(&desk, &merged, &track.id, entry)?,
            None => None,
        };
        let wanted = (outcome, reason.as_str(), minutes);
        refuse_same(&desk, merged.facts.round, &subject, wanted)?;
        let at = desk.now()?;
        let decision = Decision {
            contest: merged.facts.contest.id.clone(),
            round: merged.facts.round,
            track: track.id.clone(),
            subject: SubjectPart::of(&subject),
            outcome,
            replaces: before,
            reason: reason.clone(),
            minutes,
            supervisor: ask.supervisor.clone(),
            audit_head: desk.audit_head()?,
            at: at.to_string(),
        };
        let title = items::title(&merged, &subject);
        let said = format!(
            "{title}：{}。理由：{reason}",
            items::label(&subject, outcome)
        );
        people.sign(&desk, &decision, "登记认定", &said)?;
        look::look(self, &desk, Some(&ask.track))
    }

    pub(crate) fn finalise(&self, ask: Finalise, _: &Call<'_>) -> Result<FinaliseLook, DeskError> {
        let desk = self.open_desk()?;
        let people = self.two_people(
            &desk,
            &ask.passphrase,
            &ask.supervisor,
            &ask.supervisor_passphrase,
        )?;
        let merged = merging::merged(&desk)?;
        let track = merged.facts.choose_track(Some(&ask.track))?.clone();
        refuse_final(&desk, &merged.facts, &track.id)?;
        refuse_open(&desk, &merged, &track)?;
        let result = compose::result(&desk, &merged, &track.id, &ask.supervisor)?;
        let said = format!(
            "{}{} 第 {} 版，{} 项有名次，依据 {} 份文件",
            track.name,
            merged.facts.round.label(),
            result.version,
            result
                .ranking
                .iter()
                .filter(|row| row.rank.is_some())
                .count(),
            result.inputs.len()
        );
        people.sign(&desk, &result, "定稿", &said)?;
        look::look(self, &desk, Some(&ask.track))
    }

    pub(crate) fn reopen(&self, ask: Reopen, _: &Call<'_>) -> Result<FinaliseLook, DeskError> {
        let desk = self.open_desk()?;
        let people = self.two_people(
            &desk,
            &ask.passphrase,
            &ask.supervisor,
            &ask.supervisor_passphrase,
        )?;
        let facts = dispatch::facts(&desk)?;
        let track = facts.choose_track(Some(&ask.track))?.clone();
        refuse_later(&desk, &facts, &track)?;
        let standing = Standing::of(&desk, facts.round, &track.id)?;
        let Some(last) = standing.in_force() else {
            return Err(DeskError::new(ErrorCode::NotFinal).with("track", &track.name));
        };
        let reason = given(&ask.reason)?;
        let at = desk.now()?;
        let reopening = Reopening {
            contest: facts.contest.id.clone(),
            round: facts.round,
            track: track.id.clone(),
            result: last.digest,
            reason: reason.clone(),
            supervisor: ask.supervisor.clone(),
            audit_head: desk.audit_head()?,
            at: at.to_string(),
        };
        let said = format!(
            "{} 第 {} 版。理由：{reason}",
            track.name, last.document.version
        );
        people.sign(&desk, &reopening, "重开", &said)?;
        look::look(self, &desk, Some(&ask.track))
    }
}

fn refuse_open(desk: &OpenDesk, merged: &Merged, track: &Track) -> Result<(), DeskError> {
    let open = items::open(desk, merged, &track.id)?;
    if open.is_empty() {
        return Ok(());
    }
    let named: Vec<&str> = open
        .iter()
        .take(5)
        .map(|item| item.title.as_str())
        .collect();
    let more = if open.len() > named.len() { " 等" } else { "" };
    Err(DeskError::new(ErrorCode::StillOpen)
        .with("round", merged.facts.round.label())
        .with("count", open.len())
        .with("items", format!("{}{more}", named.join("、"))))
}

/// Refuses to reopen what a later round's result that is in force was made from.
fn refuse_later(desk: &OpenDesk, facts: &ContestFacts, track: &Track) -> Result<(), DeskError> {
    let mut round = facts.round;
    while let Some(later) = rounds::after(&facts.rule, round) {
        if let Some(version) = Standing::of(desk, later, &track.id)?.in_force() {
            return Err(DeskError::new(ErrorCode::LaterRoundFinal)
                .with("track", &track.name)
                .with("later", later.label())
                .with("version", version.document.version));
        }
        round = later;
    }
    Ok(())
}

fn given(reason: &str) -> Result<String, DeskError> {
    let reason = scoring::plain(reason)?.trim().to_owned();
    if reason.is_empty() {
        return Err(DeskError::new(ErrorCode::ReasonNeeded));
    }
    Ok(reason)
}

fn choice(ask: &DecisionSign) -> Result<(Subject, Outcome), DeskError> {
    let impossible = |why: String| DeskError::new(ErrorCode::DecisionImpossible).with("why", why);
    let kind = SubjectKind::parse(&ask.item.kind).ok_or_else(|| {
        let kinds = SubjectKind::ALL.iter().map(|kind| kind.as_str());
        let kinds = kinds.collect::<Vec<_>>().join("、");
        impossible(format!(
            "没有“{}”这种事项，请写 {kinds} 之一",
            ask.item.kind
        ))
    })?;
    let subject = subject_of(kind, &ask.item).ok_or_else(|| {
        let all = ["参赛项目", "专家", "评分表的校验值"];
        let named = all
            .into_iter()
            .zip(kind.names())
            .filter(|(_, named)| *named);
        let named = named.map(|(what, _)| what).collect::<Vec<_>>().join("和");
        impossible(format!(
            "“{}”这种事项要写明{named}，且只写这些",
            kind.as_str()
        ))
    })?;
    let outcome = Outcome::parse(&ask.outcome).filter(|outcome| kind.outcomes().contains(outcome));
    let outcome = outcome.ok_or_else(|| {
        let said = |outcome: &Outcome| {
            format!(
                "{}（{}）",
                outcome.as_str(),
                items::label(&subject, *outcome)
            )
        };
        let may = kind.outcomes().iter().map(said);
        let may = may.collect::<Vec<_>>().join("、");
        impossible(format!("这一项只能认定为 {may}"))
    })?;
    Ok((subject, outcome))
}

/// Refuses what is decided already in the same words on the same grounds.
fn refuse_same(
    desk: &OpenDesk,
    round: Round,
    subject: &Subject,
    wanted: (Outcome, &str, Option<Digest>),
) -> Result<(), DeskError> {
    let (all, in_force) = standing::decisions(desk, round)?;
    let now = in_force.on(subject).map(|(_, digest)| digest);
    let is_same = |one: &standing::Decided| {
        let said = &one.document;
        Some(one.digest) == now && (said.outcome, said.reason.as_str(), said.minutes) == wanted
    };
    if all.iter().any(is_same) {
        return Err(DeskError::new(ErrorCode::SameAsInForce).with("what", "这项认定"));
    }
    Ok(())
}

fn subject_of(kind: SubjectKind, item: &ItemName) -> Option<Subject> {
    let entry = item.entry.as_ref().map(EntryId::new).transpose().ok()?;
    let expert = item.expert.as_ref().map(ExpertId::new).transpose().ok()?;
    let sheet = match &item.sheet {
        Some(text) => Some(Digest::from_hex(text)?),
        None => None,
    };
    Subject::new(kind, entry, expert, sheet)
}

/// What was decided about an entry, or about an expert or a sheet that judges it, and stands: item, outcome, reason, day.
pub(crate) fn decided_about(
    desk: &OpenDesk,
    merged: &Merged,
    entry: &EntryId,
) -> Result<Vec<[String; 4]>, DeskError> {
    let mut found = Vec::new();
    for round in merged.rounds() {
        let (all, _) = decisions(desk, round.facts.round)?;
        let replaced: std::collections::BTreeSet<Digest> =
            all.iter().filter_map(|one| one.document.replaces).collect();
        for one in &all {
            let Some((subject, decision)) = one.document.subject.to_core().zip(Some(&one.document))
            else {
                continue;
            };
            let judges = |expert: &ExpertId| {
                let assigned = round.facts.assignments.get(expert);
                assigned.is_some_and(|assigned| assigned.contains(entry))
            };
            let concerns = match subject.entry() {
                Some(about) => about == entry,
                None => items::expert_of(round, &subject).is_some_and(judges),
            };
            if concerns && !replaced.contains(&one.digest) {
                let day = decision.at.split('T').next().unwrap_or_default();
                found.push([
                    items::title(round, &subject),
                    items::label(&subject, decision.outcome).to_owned(),
                    decision.reason.clone(),
                    day.to_owned(),
                ]);
            }
        }
    }
    Ok(found)
}

/// Refuses an act on an expert whose track is final.
pub(crate) fn refuse_final_expert(
    desk: &OpenDesk,
    merged: &Merged,
    expert: &ExpertId,
) -> Result<(), DeskError> {
    let tracks = merged.facts.tracks_of(expert);
    let mut tracks = tracks.into_iter();
    tracks.try_for_each(|track| refuse_final(desk, &merged.facts, &track.id))
}
