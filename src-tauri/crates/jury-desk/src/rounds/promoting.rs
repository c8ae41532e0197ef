//! The cut after a round: looking at it, drawing the shortlist.
//!
//! The one rule: nobody is left out by an id or by the order of anything; a tie at the cut is decided by the rule or by people with a reason.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::Round;
use jury_core::cut::{CutFault, CutQuestion, Line, line, seats, shortlist};
use jury_core::merge::CellState;
use jury_core::ranking::Ranked;
use jury_core::rule::{CutTies, Places, Promote, Rounding, Rule};
use jury_core::{EntryId, ExpertId, TrackId};
use jury_exchange::rule_file::rule_digest;
use jury_seal::ShortCode;
use jury_seal::document::Shortlist;
use jury_seal::document::shortlist::NextAssignment;
use jury_store::table;

use super::{Listed, after, current, in_force};
use crate::call::Call;
use crate::desk::{OpenDesk, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::merging::{self, Merged, look};
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::merge::CellState as CellShown;
use crate::wire::rounds::{
    RoundChoose, RoundEntry, RoundLook, RoundPromote, RoundState, RoundTrack, ShortlistFacts,
};
use crate::{dispatch, finalising, results, scoring};

impl Session {
    pub(crate) fn round_look(&self, _: Nothing, _: &Call<'_>) -> Result<RoundLook, DeskError> {
        looked(&*self.open_desk()?)
    }

    pub(crate) fn round_choose(
        &self,
        ask: RoundChoose,
        _: &Call<'_>,
    ) -> Result<RoundLook, DeskError> {
        let desk = self.open_desk()?;
        let rule = super::rule(&desk)?;
        let named = |one: &jury_core::rule::RoundRule| one.round.label() == ask.round;
        let round = Round::parse(&ask.round)
            .or_else(|| {
                rule.rounds
                    .iter()
                    .find(|one| named(one))
                    .map(|one| one.round)
            })
            .filter(|round| rule.round(*round).is_some())
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownRound).with("round", &ask.round))?;
        desk.cached(|cache| cache.round = Some(round));
        looked(&desk)
    }

    pub(crate) fn round_promote(
        &self,
        ask: RoundPromote,
        _: &Call<'_>,
    ) -> Result<RoundLook, DeskError> {
        let desk = self.open_desk()?;
        let people = self.two_people(
            &desk,
            &ask.passphrase,
            &ask.supervisor,
            &ask.supervisor_passphrase,
        )?;
        let at = desk.now()?;
        let mut envelopes = Vec::new();
        for document in drawn(&desk, &ask, at.as_str())? {
            envelopes.push((people.seal(&desk, &document)?, document));
        }
        let merged = merging::merged(&desk)?;
        desk.save(|change| {
            for (envelope, document) in &envelopes {
                table::document::put(change, &row_of(envelope, &at))?;
                let track = document.track.as_ref();
                let track =
                    track.map_or("全部赛道".to_owned(), |id| merged.facts.track_name(id));
                let mut detail = format!(
                    "{track}：{} 项进入{}（第 {} 版，核对码 {}），由 {} 位专家评审，监督员{}会签",
                    document.entries.len(),
                    document.next.label(),
                    document.version,
                    ShortCode::of(&envelope.digest()),
                    document.assignments.len(),
                    people.name()
                );
                if !document.reason.is_empty() {
                    detail.push_str(&format!("；并列认定：{}", document.reason));
                }
                desk.log(change, &at, "确定入围名单", &detail)?;
            }
            Ok(())
        })?;
        desk.forget();
        looked(&desk)
    }
}

/// A cut to be drawn: one track, or all of them.
struct Cut<'m> {
    track: Option<&'m TrackId>,
    name: String,
    ranked: Vec<Ranked>,
    /// None where everybody goes on.
    places: Option<u32>,
}

/// Who would go on after the round worked in by a rule that need not be the one in force, in words; nobody where it cuts nothing.
pub(crate) fn going_on(merged: &Merged, rule: &Rule) -> BTreeMap<EntryId, String> {
    let Some(promote) = promote_of(rule, merged.facts.round) else {
        return BTreeMap::new();
    };
    let mut going = BTreeMap::new();
    for cut in cuts(merged, rule) {
        let line = cut.line();
        let tied = if promote.ties == CutTies::All {
            "晋级"
        } else {
            "晋级（并列待定）"
        };
        let of = |entries: Vec<EntryId>, words: &'static str| {
            entries.into_iter().map(move |one| (one, words.to_owned()))
        };
        going.extend(of(line.within, "晋级").chain(of(line.tied, tied)));
    }
    going
}

/// The cuts after the round worked in; none after the last.
fn cuts<'m>(merged: &'m Merged, rule: &Rule) -> Vec<Cut<'m>> {
    let facts = &merged.facts;
    let promote = promote_of(rule, facts.round);
    if let Some(Promote {
        places: Places::Across(places),
        ..
    }) = promote
    {
        let mut ranked = results::ranked_by(merged, None, rule);
        ranked.retain(|one| facts.entries.contains_key(&one.entry));
        return vec![Cut {
            track: None,
            name: "全部赛道".to_owned(),
            ranked,
            places: Some(*places),
        }];
    }
    let ranked_here = |track: &TrackId| {
        let mut ranked = results::ranked_by(merged, Some(track), rule);
        ranked.retain(|one| facts.entries.contains_key(&one.entry));
        ranked
    };
    let mut cuts: Vec<Cut<'_>> = facts
        .tracks
        .iter()
        .map(|track| Cut {
            track: Some(&track.id),
            name: track.name.clone(),
            ranked: ranked_here(&track.id),
            places: None,
        })
        .collect();
    let sizes: Vec<usize> = cuts.iter().map(|cut| cut.ranked.len()).collect();
    if let Some(seats) = promote.and_then(|promote| seats(promote.places, &sizes)) {
        for (cut, places) in cuts.iter_mut().zip(seats) {
            cut.places = Some(places);
        }
    }
    cuts
}

fn promote_of(rule: &Rule, round: Round) -> Option<&Promote> {
    rule.round(round).and_then(|(_, one)| one.promote.as_ref())
}

impl Cut<'_> {
    /// Where it falls: everybody with a rank goes on where there is no limit.
    fn line(&self) -> Line {
        let all = u32::try_from(self.ranked.len()).unwrap_or(u32::MAX);
        line(&self.ranked, self.places.unwrap_or(all))
    }

    fn open_items(&self, merged: &Merged) -> Vec<String> {
        look::blockers(merged, self.track)
            .into_iter()
            .map(|blocker| format!("{} {} 项", blocker.text, blocker.count))
            .collect()
    }
}

/// The shortlists asked for, unsigned.
fn drawn(desk: &OpenDesk, ask: &RoundPromote, at: &str) -> Result<Vec<Shortlist>, DeskError> {
    let merged = merging::merged(desk)?;
    let facts = &merged.facts;
    let next = after(&facts.rule, facts.round)
        .ok_or_else(|| DeskError::new(ErrorCode::NoNextRound).with("round", facts.round.label()))?;
    let asked = match &ask.track {
        Some(track) => Some(&facts.choose_track(Some(track))?.id),
        None => None,
    };
    let mut chosen = BTreeSet::new();
    for entry in &ask.chosen {
        let unknown = || DeskError::new(ErrorCode::UnknownEntry).with("entry", entry);
        chosen.insert(EntryId::new(entry).map_err(|_| unknown())?);
    }
    let reason = scoring::plain(&ask.reason)?.trim().to_owned();
    if !chosen.is_empty() && reason.is_empty() {
        return Err(DeskError::new(ErrorCode::ReasonNeeded));
    }
    let judges = judges(&merged, &ask.judges)?;
    let all = cuts(&merged, &merged.facts.rule);
    if asked.is_some() && all.iter().any(|cut| cut.track.is_none()) {
        return Err(DeskError::new(ErrorCode::CutAcross));
    }
    let here: Vec<&Cut<'_>> = all
        .iter()
        .filter(|cut| asked.is_none() || cut.track == asked)
        .filter(|cut| !cut.ranked.is_empty())
        .collect();
    refuse_strangers(&here, &chosen)?;
    let lists = in_force(desk)?;
    let audit_head = desk.read(|view| Ok(table::audit::head(view)?))?.hash;
    let (mut documents, mut same) = (Vec::new(), Vec::new());
    for cut in here {
        let (entries, of_tie) = through(&merged, cut, &chosen)?;
        let before = lists.get(&(facts.round, cut.track.cloned()));
        if before.is_some() {
            refuse_final(desk, &merged, cut)?;
        }
        let drawn = Shortlist {
            contest: facts.contest.id.clone(),
            round: facts.round,
            next,
            track: cut.track.cloned(),
            version: before.map_or(1, |list| list.document.version + 1),
            prev: before.map(|list| list.digest),
            rule_digest: rule_digest(&facts.rule),
            assignments: assignments(&merged, &entries, &judges),
            reason: if of_tie.is_empty() {
                String::new()
            } else {
                reason.clone()
            },
            entries: entries.into_iter().collect(),
            chosen: of_tie.into_iter().collect(),
            supervisor: ask.supervisor.clone(),
            audit_head,
            at: at.to_owned(),
        };
        match before {
            Some(list) if is_same(&list.document, &drawn) => same.push(cut.name.as_str()),
            _ => documents.push(drawn),
        }
    }
    if documents.is_empty() && !same.is_empty() {
        let what = format!("{}的入围名单", same.join("、"));
        return Err(DeskError::new(ErrorCode::SameAsInForce).with("what", what));
    }
    Ok(documents)
}

/// Whether two lists differ in nothing but who signed them when.
fn is_same(one: &Shortlist, other: &Shortlist) -> bool {
    one.entries == other.entries
        && one.assignments == other.assignments
        && one.chosen == other.chosen
        && one.reason == other.reason
        && one.rule_digest == other.rule_digest
}

/// A final round has its shortlist; only the first may be drawn from a final ranking.
fn refuse_final(desk: &OpenDesk, merged: &Merged, cut: &Cut<'_>) -> Result<(), DeskError> {
    let facts = &merged.facts;
    let here = |track: &&jury_core::contest::Track| cut.track.is_none_or(|of| *of == track.id);
    facts
        .tracks
        .iter()
        .filter(here)
        .try_for_each(|track| finalising::refuse_final(desk, facts, &track.id))
}

/// The version of the shortlist in force that takes in a track and is not what the rule would draw now.
pub(crate) fn differing(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<Option<u32>, DeskError> {
    if after(&merged.facts.rule, merged.facts.round).is_none() {
        return Ok(None);
    }
    let lists = in_force(desk)?;
    let mut here = cuts(merged, &merged.facts.rule)
        .into_iter()
        .filter(|cut| cut.track.is_none_or(|of| of == track))
        .filter_map(|cut| track_of(merged, &cut, &lists).shortlist);
    Ok(here.find(|list| list.differs).map(|list| list.version))
}

fn refuse_strangers(cuts: &[&Cut<'_>], chosen: &BTreeSet<EntryId>) -> Result<(), DeskError> {
    let tied: BTreeSet<EntryId> = cuts.iter().flat_map(|cut| cut.line().tied).collect();
    match chosen.iter().find(|entry| !tied.contains(entry)) {
        Some(entry) => Err(DeskError::new(ErrorCode::CutNotAsked).with("entry", entry)),
        None => Ok(()),
    }
}

/// Who goes on at one cut, and whom of them people chose.
fn through(
    merged: &Merged,
    cut: &Cut<'_>,
    chosen: &BTreeSet<EntryId>,
) -> Result<(BTreeSet<EntryId>, BTreeSet<EntryId>), DeskError> {
    let open = cut.open_items(merged);
    if !open.is_empty() {
        return Err(DeskError::new(ErrorCode::RoundOpen)
            .with("track", &cut.name)
            .with("round", merged.facts.round.label())
            .with("what", open.join("、")));
    }
    let Some(places) = cut.places else {
        return Ok((cut.line().within.into_iter().collect(), BTreeSet::new()));
    };
    let ties = promote_of(&merged.facts.rule, merged.facts.round)
        .map_or(CutTies::Ask, |promote| promote.ties);
    // One cut at a time: places were counted over all tracks before.
    let promote = Promote {
        places: Places::Across(places),
        ties,
    };
    let list = shortlist(&[], &cut.ranked, &promote);
    let asked: BTreeSet<EntryId> = list
        .questions
        .iter()
        .flat_map(|question| question.tied.iter().cloned())
        .collect();
    let of_tie: BTreeSet<EntryId> = chosen.intersection(&asked).cloned().collect();
    let entries = list.decided(&of_tie).map_err(|fault| match fault {
        CutFault::NotAsked { entry } => DeskError::new(ErrorCode::CutNotAsked).with("entry", entry),
        CutFault::Open(question) => tied_error(cut, &question),
    })?;
    Ok((entries, of_tie))
}

fn tied_error(cut: &Cut<'_>, question: &CutQuestion) -> DeskError {
    let names: Vec<String> = question.tied.iter().map(ToString::to_string).collect();
    DeskError::new(ErrorCode::CutTied)
        .with("where", &cut.name)
        .with("count", names.len())
        .with("entries", names.join("、"))
        .with("open", question.open)
}

/// The experts named to judge on.
fn judges(merged: &Merged, named: &[String]) -> Result<BTreeSet<ExpertId>, DeskError> {
    let known = |name: &String| {
        let id = ExpertId::new(name).ok();
        id.filter(|id| merged.facts.experts.contains_key(id))
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownExpert).with("expert", name))
    };
    named.iter().map(known).collect()
}

/// Who judges whom next: those named all of them, or, with nobody named, whoever judged them until now and is not absent; except whom they recused themselves
/// from, before the letters or in their sheet.
fn assignments(
    merged: &Merged,
    entries: &BTreeSet<EntryId>,
    judges: &BTreeSet<ExpertId>,
) -> Vec<NextAssignment> {
    let facts = &merged.facts;
    let in_sheet = |expert: &ExpertId, entry: &EntryId| {
        let cells = merged.state.cells.get(entry);
        cells
            .and_then(|cells| cells.get(expert))
            .is_some_and(|cell| cell.state == CellState::Recused)
    };
    let before = |expert: &ExpertId, entry: &EntryId| {
        let recused = facts.recusals.get(expert);
        recused.is_some_and(|recused| recused.contains(entry))
    };
    let of_expert = |(expert, given): (&ExpertId, &BTreeSet<EntryId>)| {
        let entries: Vec<EntryId> = given
            .intersection(entries)
            .filter(|entry| !in_sheet(expert, entry) && !before(expert, entry))
            .cloned()
            .collect();
        (!entries.is_empty()).then(|| NextAssignment {
            expert: expert.clone(),
            entries,
        })
    };
    if judges.is_empty() {
        let is_here = |(expert, _): &(&ExpertId, &BTreeSet<EntryId>)| {
            look::sheet_state(merged, expert) != CellShown::Absent
        };
        let until_now = facts.assignments.iter().filter(is_here);
        return until_now.filter_map(of_expert).collect();
    }
    let named = judges.iter().map(|expert| (expert, entries));
    named.filter_map(of_expert).collect()
}

fn looked(desk: &OpenDesk) -> Result<RoundLook, DeskError> {
    let round = current(desk)?;
    let merged = merging::merged_in(desk, round)?;
    let lists = in_force(desk)?;
    let rule = &merged.facts.rule;
    let state = |one: &jury_core::rule::RoundRule| {
        let taking_part = dispatch::facts_in(desk, one.round)?.entries.len();
        Ok(RoundState {
            round: one.round.as_str().to_owned(),
            label: one.round.label().to_owned(),
            weight: one.weight.to_string(),
            cut: one.promote.as_ref().map(cut_words).unwrap_or_default(),
            entries: look::narrow(taking_part),
            promoted: look::narrow(lists.keys().filter(|(of, _)| *of == one.round).count()),
        })
    };
    let tracks = if after(rule, round).is_some() {
        cuts(&merged, &merged.facts.rule)
            .iter()
            .map(|cut| track_of(&merged, cut, &lists))
            .collect()
    } else {
        Vec::new()
    };
    Ok(RoundLook {
        rounds: rule
            .rounds
            .iter()
            .map(state)
            .collect::<Result<_, DeskError>>()?,
        current: round.as_str().to_owned(),
        tracks,
    })
}

fn track_of(
    merged: &Merged,
    cut: &Cut<'_>,
    lists: &BTreeMap<(Round, Option<TrackId>), Listed>,
) -> RoundTrack {
    let line = cut.line();
    let entry = |id: &EntryId| {
        let ranked = cut.ranked.iter().find(|one| one.entry == *id);
        let facts = merged.facts.entries.get(id);
        RoundEntry {
            entry: id.to_string(),
            title: facts.map(|one| one.entry.title.clone()).unwrap_or_default(),
            rank: ranked.and_then(|one| one.rank),
            published: ranked.and_then(|one| one.published.as_ref().map(ToString::to_string)),
        }
    };
    let all_go_on = promote_of(&merged.facts.rule, merged.facts.round)
        .is_some_and(|promote| promote.ties == CutTies::All);
    let shortlist = lists
        .get(&(merged.facts.round, cut.track.cloned()))
        .map(|list| shortlist_facts(merged, list, &line, all_go_on));
    let (mut through, mut tied) = (line.within, line.tied);
    if all_go_on {
        through.append(&mut tied);
    }
    RoundTrack {
        track: cut.track.map(ToString::to_string),
        name: cut.name.clone(),
        entries: look::narrow(cut.ranked.len()),
        places: cut.places,
        through: through.iter().map(entry).collect(),
        open: if tied.is_empty() { 0 } else { line.open },
        tied: tied.iter().map(entry).collect(),
        blockers: cut.open_items(merged),
        shortlist,
    }
}

fn shortlist_facts(merged: &Merged, list: &Listed, line: &Line, all_go_on: bool) -> ShortlistFacts {
    let name = |one: &NextAssignment| {
        let known = merged.facts.experts.get(&one.expert);
        known.map_or_else(|| one.expert.to_string(), |expert| expert.name.clone())
    };
    let chosen: BTreeSet<&EntryId> = list.document.chosen.iter().collect();
    let tied: BTreeSet<&EntryId> = line.tied.iter().collect();
    let mut now: BTreeSet<&EntryId> = line.within.iter().collect();
    if all_go_on {
        now.extend(&tied);
    } else {
        now.extend(chosen.intersection(&tied));
    }
    let listed: BTreeSet<&EntryId> = list.document.entries.iter().collect();
    ShortlistFacts {
        version: list.document.version,
        entries: listed.iter().map(ToString::to_string).collect(),
        reason: list.document.reason.clone(),
        code: list.code.clone(),
        digest: list.digest.to_string(),
        at: list.document.at.clone(),
        judges: list.document.assignments.iter().map(name).collect(),
        differs: now != listed,
    }
}

/// A cut in words: 每赛道前 10 名，末位并列由人决定.
fn cut_words(promote: &Promote) -> String {
    let places = match promote.places {
        Places::PerTrack(count) => format!("每赛道前 {count} 名"),
        Places::Across(count) => format!("全部赛道合计前 {count} 名"),
        Places::Ratio { percent, rounding } => {
            let how = match rounding {
                Rounding::HalfUp => "四舍五入",
                Rounding::Up => "进一",
                Rounding::Down => "舍去",
                Rounding::LargestRemainder => "最大余额",
            };
            format!("每赛道前 {percent}%（{how}）")
        }
    };
    let ties = match promote.ties {
        CutTies::All => "末位并列全部晋级",
        CutTies::Ask => "末位并列由人决定",
    };
    format!("{places}，{ties}")
}
