//! The organiser's pages that show and do not judge: progress, entries, experts; and the two acts that close a track.
//!
//! Numbers come from the merge. The one rule: what does not exist yet is not shown.

use std::collections::BTreeMap;

use jury_core::ExpertId;
use jury_seal::document::{Closing, seal};
use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::merging::{self, Merged, look, rows};
use crate::rereviewing::issuing::{self, NewTicket, Target};
use crate::session::Session;
use crate::wire::merge::{CellState, ClosingSign, FileVerdict, MergeLook, TicketSign, TrackAsk};
use crate::wire::organiser::{
    EntriesLook, EntryFacts, ExpertFacts, ExpertsLook, OrganiserHome, Step, StepState,
    TrackProgress,
};
use crate::wire::{Nothing, Written};
use crate::{auditing, dispatch, finalising, roster};

/// Acts shown on the first page.
const LATEST: u32 = 8;

impl Session {
    pub(crate) fn organiser_home(
        &self,
        _: Nothing,
        _: &Call<'_>,
    ) -> Result<OrganiserHome, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let files = rows::rows_of(&desk, &merged, &merging::files::items(&desk)?)?;
        let rejected = |track: &str| {
            let of_track = |expert: &String| {
                ExpertId::new(expert)
                    .ok()
                    .and_then(|id| merged.facts.experts.get(&id))
                    .is_some_and(|one| one.track.as_str() == track)
            };
            let count = files
                .iter()
                .filter(|row| {
                    row.verdict == FileVerdict::Rejected
                        && row.expert.as_ref().is_some_and(of_track)
                })
                .count();
            look::narrow(count)
        };
        let tracks: Vec<TrackProgress> = merged
            .facts
            .tracks
            .iter()
            .map(|track| track_progress(&merged, track, rejected(track.id.as_str())))
            .collect();
        let (acts, total) = desk.read(|view| {
            Ok((
                table::audit::list(view, LATEST, None)?,
                table::audit::head(view)?.count,
            ))
        })?;
        let (next, next_screen) = next_step(&desk, &tracks)?;
        Ok(OrganiserHome {
            contest: merged.facts.contest.name.clone(),
            steps: steps(&desk, &merged, &tracks)?,
            blockers: look::blockers(&merged, None),
            acts: acts.iter().map(auditing::act).collect(),
            acts_total: u32::try_from(total).unwrap_or(0),
            tracks,
            next,
            next_screen,
            advisory: crate::advisory::switched_on(&merged.facts),
        })
    }

    pub(crate) fn entries_look(&self, _: Nothing, _: &Call<'_>) -> Result<EntriesLook, DeskError> {
        let desk = self.open_desk()?;
        let facts = dispatch::whole(&desk)?;
        let mut materials = BTreeMap::<String, (u32, Vec<String>)>::new();
        for material in desk.read(|view| Ok(table::material::list(view)?))? {
            let (count, problems) = materials.entry(material.entry).or_default();
            match material.problem {
                Some(problem) => problems.push(format!("{}：{problem}", material.name)),
                None => *count += 1,
            }
        }
        let row = |one: &crate::facts::EntryFacts| {
            let (count, problems) = materials
                .get(one.entry.id.as_str())
                .cloned()
                .unwrap_or_default();
            let experts = facts
                .assignments
                .values()
                .filter(|entries| entries.contains(&one.entry.id))
                .count();
            EntryFacts {
                id: one.entry.id.to_string(),
                track: facts.track_name(&one.entry.track),
                title: one.entry.title.clone(),
                team: one.entry.team.clone(),
                entrant: one.entry.entrant.clone(),
                kind: one.entry.kind.label().to_owned(),
                size_class: one.entry.size.label().to_owned(),
                size_basis: one.size_basis.clone(),
                profile: facts
                    .rubric
                    .profile(&one.entry.profile)
                    .map(|profile| profile.name.clone())
                    .unwrap_or_default(),
                calibration: one.calibration.is_some(),
                materials: count,
                problems,
                experts: look::narrow(experts),
            }
        };
        Ok(EntriesLook {
            entries: facts.entries.values().map(row).collect(),
        })
    }

    pub(crate) fn experts_look(&self, _: Nothing, _: &Call<'_>) -> Result<ExpertsLook, DeskError> {
        experts(&*self.open_desk()?)
    }

    pub(crate) fn closing_sign(
        &self,
        ask: ClosingSign,
        call: &Call<'_>,
    ) -> Result<MergeLook, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let track = merged.facts.choose_track(Some(&ask.track))?.clone();
        finalising::refuse_final(&desk, &merged.facts, &track.id)?;
        let of_track = |expert: &ExpertId| merged.facts.judges_in(expert, &track.id);
        let mut sheets: Vec<_> = merged
            .state
            .current
            .iter()
            .filter(|(expert, _)| of_track(expert))
            .map(|(_, digest)| *digest)
            .collect();
        sheets.sort_unstable();
        let at = desk.now()?;
        let audit_head = desk.audit_head()?;
        let count = sheets.len();
        let closing = Closing {
            contest: merged.facts.contest.id.clone(),
            round: merged.facts.round,
            track: track.id.clone(),
            sheets,
            audit_head,
            at: at.to_string(),
        };
        let envelope =
            seal(&closing, &[contest_key(&desk)?]).map_err(|error| DeskError::internal(&error))?;
        desk.save(|change| {
            table::document::put(change, &row_of(&envelope, &at))?;
            Ok(desk.log(
                change,
                &at,
                "收卷",
                &format!("{}：{count} 份评分表", track.name),
            )?)
        })?;
        desk.forget();
        self.merge_look(
            TrackAsk {
                track: Some(ask.track),
            },
            call,
        )
    }

    pub(crate) fn ticket_sign(&self, ask: TicketSign, _: &Call<'_>) -> Result<Written, DeskError> {
        let asked_by = self.open_desk()?.name.clone();
        issuing::issue(
            self,
            &NewTicket {
                expert: &ask.expert,
                entries: Vec::new(),
                asked_by: &asked_by,
                reason: &ask.reason,
                target: Target::Token(&ask.target),
            },
        )
    }
}

pub(crate) fn contest_key(desk: &OpenDesk) -> Result<&jury_seal::SigningKey, DeskError> {
    desk.contest_key
        .as_ref()
        .ok_or_else(|| DeskError::new(ErrorCode::NotAllowed).with("who", "组织方"))
}

/// The experts page.
pub(crate) fn experts(desk: &OpenDesk) -> Result<ExpertsLook, DeskError> {
    use jury_seal::document::roster::{KeySource, KeyStatus};
    let facts = dispatch::facts(desk)?;
    let roster = roster::current(desk)?.document;
    let key_state = |expert: &ExpertId| {
        let keys = roster
            .expert(expert)
            .map(|one| one.keys.as_slice())
            .unwrap_or_default();
        let live = |source| {
            keys.iter()
                .any(|key| key.source == source && key.status == KeyStatus::Enrolled)
        };
        match (live(KeySource::Enrolled), live(KeySource::Confirmed)) {
            (true, _) => "已登记",
            (false, true) => "已确认",
            (false, false) => "未登记",
        }
    };
    let row = |expert: &jury_core::contest::Expert| ExpertFacts {
        id: expert.id.to_string(),
        name: expert.name.clone(),
        unit: expert.unit.clone(),
        track: facts.track_name(&expert.track),
        panel: expert.panel.to_string(),
        chair: expert.chair,
        entries: look::narrow(
            facts
                .assignments
                .get(&expert.id)
                .map_or(0, std::collections::BTreeSet::len),
        ),
        recused: look::narrow(
            facts
                .recusals
                .get(&expert.id)
                .map_or(0, std::collections::BTreeSet::len),
        ),
        key: key_state(&expert.id).to_owned(),
    };
    Ok(ExpertsLook {
        experts: facts.experts.values().map(row).collect(),
    })
}

fn track_progress(
    merged: &Merged,
    track: &jury_core::contest::Track,
    rejected: u32,
) -> TrackProgress {
    let experts = merged.facts.experts_of(&track.id);
    let states: Vec<CellState> = experts
        .iter()
        .map(|expert| look::sheet_state(merged, &expert.id))
        .collect();
    let count =
        |wanted: CellState| look::narrow(states.iter().filter(|state| **state == wanted).count());
    TrackProgress {
        id: track.id.to_string(),
        name: track.name.clone(),
        entries: look::narrow(merged.facts.entries_of(&track.id).len()),
        due: look::narrow(experts.len()),
        verified: count(CellState::Verified) + count(CellState::Transcript),
        provisional: count(CellState::Provisional),
        held: count(CellState::Held),
        rejected,
        awaited: count(CellState::Awaited),
        coverage: look::track_coverage(merged, &track.id),
    }
}

fn steps(
    desk: &OpenDesk,
    merged: &Merged,
    tracks: &[TrackProgress],
) -> Result<Vec<Step>, DeskError> {
    let (packed, letters) = desk.read(|view| {
        Ok((
            table::pack_volume::list(view)?,
            table::letter_issue::list(view)?,
        ))
    })?;
    let round = merged.facts.round.as_str();
    let due = merged.facts.judges().count();
    let sent = merged
        .facts
        .judges()
        .filter(|expert| {
            letters
                .iter()
                .any(|letter| letter.expert == expert.id.as_str() && letter.round == round)
        })
        .count();
    // By expert and not by track: one may judge in several.
    let is_in_hand = |expert: &&jury_core::contest::Expert| {
        matches!(
            look::sheet_state(merged, &expert.id),
            CellState::Verified | CellState::Transcript | CellState::Provisional
        )
    };
    let in_hand = merged.facts.judges().filter(is_in_hand).count();
    let complete = tracks
        .iter()
        .filter(|track| track.awaited + track.held + track.provisional == 0)
        .count();
    let state = |done: bool, begun: bool| match (done, begun) {
        (true, _) => StepState::Done,
        (false, true) => StepState::Now,
        (false, false) => StepState::Later,
    };
    let step = |name: &str, state: StepState, detail: String| Step {
        name: name.to_owned(),
        status: match state {
            StepState::Done => "已完成",
            StepState::Now => "进行中",
            StepState::Later => "未开始",
        }
        .to_owned(),
        state,
        detail,
    };
    let all_sent = sent == due;
    Ok(vec![
        step(
            "赛事设置",
            StepState::Done,
            format!("{} 个赛道，指标已导入", tracks.len()),
        ),
        step(
            "参赛项目",
            StepState::Done,
            format!("{} 项", merged.facts.entries.len()),
        ),
        step("评审专家与分配", StepState::Done, format!("{due} 位专家")),
        step(
            "发出任务函",
            state(all_sent, !packed.is_empty()),
            format!("{sent} / {due} 份"),
        ),
        step(
            "回收与汇总",
            state(due > 0 && complete == tracks.len(), all_sent),
            format!("已收 {in_hand} / {due} 份"),
        ),
        step(
            "结果",
            state(false, due > 0 && complete == tracks.len()),
            format!("{complete} 个赛道已收齐"),
        ),
    ])
}

fn next_step(desk: &OpenDesk, tracks: &[TrackProgress]) -> Result<(String, String), DeskError> {
    let (packed, letters) = desk.read(|view| {
        Ok((
            table::pack_volume::list(view)?.len(),
            table::letter_issue::list(view)?.len(),
        ))
    })?;
    let sum = |part: fn(&TrackProgress) -> u32| tracks.iter().map(part).sum::<u32>();
    let (held, provisional, awaited) = (
        sum(|track| track.held),
        sum(|track| track.provisional),
        sum(|track| track.awaited),
    );
    let (text, screen) = match () {
        () if packed == 0 => ("生成各赛道的材料包。".to_owned(), "dispatch"),
        () if letters == 0 => (
            "生成任务函，并把开启码电话告知专家。".to_owned(),
            "dispatch",
        ),
        () if held > 0 => (format!("处理 {held} 份待处理的评分表。"), "merge"),
        () if provisional > 0 => (
            format!("收到纸质表后，由监督员核对 {provisional} 份。"),
            "merge",
        ),
        () if awaited > 0 => (format!("等 {awaited} 位专家交回评分表。"), "merge"),
        () => ("评分表已收齐，查看排名。".to_owned(), "results"),
    };
    Ok((text, screen.to_owned()))
}
