//! An expert's own consistency: all marks side by side, checking a paste, my ranking by hand, my other marks on a criterion, time per entry.
//!
//! Not scoring: marks go through scoring.rs. The one rule: nothing here changes a mark, and nothing here is part of what is signed.

mod draft_file;
mod order;
#[cfg(test)]
mod sample;

use jury_core::rubric::{Criterion, Group};
use jury_core::{CriterionId, EntryId};
use jury_store::table;
use jury_store::table::own_order::Placed;

use crate::call::Call;
use crate::desk::{OpenDesk, meta};
use crate::draft::{Draft, Stand, Work};
use crate::error::{DeskError, ErrorCode};
use crate::scoring;
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::expert::{EntryState, MarkPut};
use crate::wire::levelling::{
    CriterionAsk, LevelColumn, LevelRow, Levelling, MarksCheck, MarksChecked, OrderChoice,
    OrderPair, OrderPut, OrderSettle, OwnMark, OwnMarks, RankedEntry, RefusedMark, Revisit,
    RevisitEntry, TieBreak, TimeAdd,
};

use order::Stood;

/// Complete entries after which the first ones are worth another look.
const REVISIT_AFTER: u32 = 10;
/// How many of the first ones.
const REVISITED: usize = 3;
/// Seconds of one addition; a page that slept longer than this was not read.
const MOST_SECONDS: u32 = 3_600;

impl Session {
    pub(crate) fn levelling(&self, _: Nothing, _: &Call<'_>) -> Result<Levelling, DeskError> {
        look(&*self.open_desk()?)
    }

    pub(crate) fn marks_check(
        &self,
        ask: MarksCheck,
        _: &Call<'_>,
    ) -> Result<MarksChecked, DeskError> {
        let desk = self.open_desk()?;
        scoring::writable(&desk)?;
        let draft = scoring::draft(&desk)?;
        let refused = ask
            .marks
            .iter()
            .filter_map(|mark| Some(refused(mark, check(&draft, mark).err()?)))
            .collect();
        Ok(MarksChecked { refused })
    }

    pub(crate) fn own_marks(&self, ask: CriterionAsk, _: &Call<'_>) -> Result<OwnMarks, DeskError> {
        let draft = scoring::draft(&*self.open_desk()?)?;
        let criterion = draft
            .rubric
            .criteria()
            .map(|(_, criterion)| &criterion.id)
            .find(|id| id.as_str() == ask.criterion)
            .ok_or_else(|| {
                DeskError::new(ErrorCode::UnknownCriterion).with("criterion", &ask.criterion)
            })?;
        let marks = draft
            .works
            .iter()
            .filter_map(|work| own_mark(&draft, work, criterion))
            .collect();
        Ok(OwnMarks { marks })
    }

    pub(crate) fn order_put(&self, ask: OrderPut, _: &Call<'_>) -> Result<Levelling, DeskError> {
        let desk = self.open_desk()?;
        let draft = scoring::draft(&desk)?;
        let entry = complete(&draft, &ask.entry)?;
        let beside = complete(&draft, &ask.beside)?;
        if entry == beside {
            return look(&desk);
        }
        let placed = above(ask.above, &entry, &beside, &entry);
        desk.save(|change| {
            table::own_order::forget_moves(change, entry.as_str())?;
            table::own_order::put(change, &placed)?;
            Ok(())
        })?;
        decide_new_neighbours(&desk, &draft, &entry)?;
        look(&desk)
    }

    pub(crate) fn tie_break(&self, ask: TieBreak, _: &Call<'_>) -> Result<Levelling, DeskError> {
        let desk = self.open_desk()?;
        let draft = scoring::draft(&desk)?;
        let better = complete(&draft, &ask.better)?;
        let other = complete(&draft, &ask.other)?;
        if better != other {
            let placed = above(true, &better, &other, &better);
            desk.save(|change| Ok(table::own_order::put(change, &placed)?))?;
        }
        look(&desk)
    }

    pub(crate) fn order_settle(
        &self,
        ask: OrderSettle,
        _: &Call<'_>,
    ) -> Result<Levelling, DeskError> {
        let desk = self.open_desk()?;
        let draft = scoring::draft(&desk)?;
        let stood = order::ranking(&draft, &placed(&desk)?);
        let find = |id: &str| {
            stood
                .iter()
                .find(|one| one.entry.as_str() == id)
                .ok_or_else(|| unknown_entry(id))
        };
        let (upper, lower) = (find(&ask.upper)?, find(&ask.lower)?);
        let (above, below) = (upper.entry.as_str(), lower.entry.as_str());
        let kept = order::kept(upper, lower);
        desk.save(|change| {
            match ask.choice {
                OrderChoice::Keep => {
                    table::own_order::keep(change, above, below, &kept)?;
                }
                OrderChoice::ByTotals => table::own_order::forget_pair(change, above, below)?,
            }
            Ok(())
        })?;
        look(&desk)
    }

    pub(crate) fn order_forget(&self, _: Nothing, _: &Call<'_>) -> Result<Levelling, DeskError> {
        let desk = self.open_desk()?;
        desk.save(|change| Ok(table::own_order::forget_all(change)?))?;
        look(&desk)
    }

    pub(crate) fn revisit_look(&self, _: Nothing, _: &Call<'_>) -> Result<Revisit, DeskError> {
        let desk = self.open_desk()?;
        revisit(&desk)
    }

    pub(crate) fn revisit_dismiss(&self, _: Nothing, _: &Call<'_>) -> Result<Revisit, DeskError> {
        let desk = self.open_desk()?;
        let at = desk.now()?;
        desk.save(|change| {
            table::meta::put_text(change, meta::REVISITED, at.as_str())?;
            Ok(())
        })?;
        revisit(&desk)
    }

    pub(crate) fn time_add(&self, ask: TimeAdd, _: &Call<'_>) -> Result<Nothing, DeskError> {
        let desk = self.open_desk()?;
        let letter = desk.letter()?;
        if !letter
            .entries
            .iter()
            .any(|entry| entry.id.as_str() == ask.entry)
        {
            return Err(unknown_entry(&ask.entry));
        }
        let seconds = ask.seconds.min(MOST_SECONDS);
        if seconds > 0 {
            desk.save(|change| Ok(table::time_spent::add(change, &ask.entry, seconds)?))?;
        }
        Ok(Nothing {})
    }
}

fn look(desk: &OpenDesk) -> Result<Levelling, DeskError> {
    let draft = scoring::draft(desk)?;
    let placed = placed(desk)?;
    let times = desk.read(|view| Ok(table::time_spent::list(view)?))?;
    let stood = order::ranking(&draft, &placed);
    let pairs = |pairs: Vec<(&Stood, &Stood)>| pairs.into_iter().map(pair).collect();
    Ok(Levelling {
        criteria: draft
            .rubric
            .criteria()
            .map(|(group, criterion)| column(&draft, group, criterion))
            .collect(),
        rows: draft
            .compared()
            .map(|work| {
                let seconds = times
                    .iter()
                    .find(|(entry, _)| entry == work.assigned.id.as_str())
                    .map_or(0, |(_, seconds)| *seconds);
                row(&draft, work, &stood, seconds)
            })
            .collect(),
        disagreements: pairs(order::disagreements(&stood, &placed)),
        ties: pairs(order::ties(&stood, &placed)),
        by_hand: !placed.is_empty(),
        read_only: scoring::read_only(desk)?,
    })
}

fn column(draft: &Draft, group: &Group, criterion: &Criterion) -> LevelColumn {
    let mut maxima = draft
        .compared()
        .map(|work| maximum(draft, work, &criterion.id));
    let first = maxima.next();
    LevelColumn {
        id: criterion.id.to_string(),
        name: criterion.name.clone(),
        group: group.id.to_string(),
        step: draft.rubric.step.to_string(),
        maximum: first.filter(|first| maxima.all(|other| other == *first)),
    }
}

fn row(draft: &Draft, work: &Work, stood: &[Stood], seconds: u64) -> LevelRow {
    let at = stood.iter().position(|one| one.entry == work.assigned.id);
    let criteria = || draft.rubric.criteria().map(|(_, criterion)| &criterion.id);
    LevelRow {
        entry: work.assigned.id.to_string(),
        marks: criteria()
            .map(|id| work.marks.get(id).map(ToString::to_string))
            .collect(),
        maxima: criteria().map(|id| maximum(draft, work, id)).collect(),
        place: at.map(|at| stood[at].place),
        position: at.and_then(|at| u32::try_from(at + 1).ok()),
        seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
    }
}

fn maximum(draft: &Draft, work: &Work, criterion: &CriterionId) -> String {
    work.profile(&draft.rubric)
        .and_then(|profile| draft.rubric.maximum(profile, criterion))
        .map(|maximum| maximum.to_string())
        .unwrap_or_default()
}

fn pair((upper, lower): (&Stood, &Stood)) -> OrderPair {
    let ranked = |one: &Stood| RankedEntry {
        entry: one.entry.to_string(),
        title: one.title.clone(),
        total: one.shown(),
        place: one.place,
    };
    OrderPair {
        upper: ranked(upper),
        lower: ranked(lower),
    }
}

fn own_mark(draft: &Draft, work: &Work, criterion: &CriterionId) -> Option<OwnMark> {
    if work.stand != Stand::Open {
        return None;
    }
    let mark = work.marks.get(criterion)?;
    let maximum = draft
        .rubric
        .maximum(work.profile(&draft.rubric)?, criterion)?;
    let permille = (mark.hundredths() * 1_000)
        .checked_div(maximum.hundredths())
        .and_then(|value| u32::try_from(value).ok())?;
    Some(OwnMark {
        entry: work.assigned.id.to_string(),
        title: work.assigned.title.clone(),
        mark: mark.to_string(),
        maximum: maximum.to_string(),
        permille,
    })
}

/// Whether a mark could be put: as scoring refuses it, and not at all where the entry is not judged.
fn check(draft: &Draft, mark: &MarkPut) -> Result<(), DeskError> {
    let work = scoring::find(draft, &mark.entry)?;
    if work.stand != Stand::Open {
        return Err(DeskError::new(ErrorCode::EntryNotJudged).with("entry", &mark.entry));
    }
    scoring::given(draft, mark).map(|_| ())
}

fn refused(mark: &MarkPut, why: DeskError) -> RefusedMark {
    RefusedMark {
        entry: mark.entry.clone(),
        criterion: mark.criterion.clone(),
        given: mark.value.clone().unwrap_or_default(),
        sentence: why.sentence,
    }
}

fn placed(desk: &OpenDesk) -> Result<Vec<Placed>, DeskError> {
    desk.read(|view| Ok(table::own_order::list(view)?))
}

/// `one` above or below `other`, because `moved` was moved.
fn above(is_above: bool, one: &EntryId, other: &EntryId, moved: &EntryId) -> Placed {
    let (upper, lower) = if is_above { (one, other) } else { (other, one) };
    Placed {
        upper: upper.to_string(),
        lower: lower.to_string(),
        moved: moved.to_string(),
        kept: None,
    }
}

/// Putting an entry between two equals says which is better, without being asked again.
fn decide_new_neighbours(desk: &OpenDesk, draft: &Draft, entry: &EntryId) -> Result<(), DeskError> {
    let known = placed(desk)?;
    let stood = order::ranking(draft, &known);
    let decided: Vec<Placed> = order::ties(&stood, &known)
        .into_iter()
        .filter(|(upper, lower)| upper.entry == *entry || lower.entry == *entry)
        .map(|(upper, lower)| above(true, &upper.entry, &lower.entry, entry))
        .collect();
    desk.save(|change| {
        for placed in &decided {
            table::own_order::put(change, placed)?;
        }
        Ok(())
    })
}

fn complete(draft: &Draft, entry: &str) -> Result<EntryId, DeskError> {
    let work = scoring::find(draft, entry)?;
    if work.state(&draft.rubric) == EntryState::Done && !work.assigned.calibration {
        Ok(work.assigned.id.clone())
    } else {
        Err(DeskError::new(ErrorCode::EntryUnranked).with("entry", entry))
    }
}

fn revisit(desk: &OpenDesk) -> Result<Revisit, DeskError> {
    let draft = scoring::draft(desk)?;
    let quiet = desk.meta(meta::REVISITED)?.is_some() || scoring::read_only(desk)?;
    let first = if quiet {
        Vec::new()
    } else {
        desk.read(|view| Ok(table::score_event::first_marked(view)?))?
    };
    Ok(worth_another_look(&draft, &first))
}

/// The first entries judged, once enough are complete; `first` names entries in the order of their first marks.
fn worth_another_look(draft: &Draft, first: &[String]) -> Revisit {
    let is_done = |work: &&Work| work.state(&draft.rubric) == EntryState::Done;
    let is_compared = |work: &&Work| is_done(work) && !work.assigned.calibration;
    let done = u32::try_from(draft.compared().filter(is_done).count()).unwrap_or(u32::MAX);
    let entries = first
        .iter()
        .filter_map(|id| scoring::find(draft, id).ok())
        .filter(is_compared)
        .take(if done < REVISIT_AFTER { 0 } else { REVISITED })
        .map(|work| RevisitEntry {
            entry: work.assigned.id.to_string(),
            title: work.assigned.title.clone(),
        })
        .collect();
    Revisit { entries, done }
}

fn unknown_entry(entry: &str) -> DeskError {
    DeskError::new(ErrorCode::UnknownEntry).with("entry", entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_tenth_the_first_three_judged_are_worth_another_look() {
        let marked: Vec<String> = ["h", "b", "gone", "a", "c"].map(str::to_owned).into();
        let entries = |count: usize| -> Vec<String> {
            let look = worth_another_look(&sample::draft(&vec![100; count]), &marked);
            look.entries.into_iter().map(|one| one.entry).collect()
        };
        assert!(entries(9).is_empty());
        assert_eq!(entries(10), ["h", "b", "a"]);
    }

    #[test]
    fn an_entry_taken_up_first_but_not_complete_is_not_among_them() {
        let mut draft = sample::draft(&[100; 11]);
        draft.works[1].marks.pop_first();
        let marked: Vec<String> = ["b", "c", "d", "e"].map(str::to_owned).into();
        let look = worth_another_look(&draft, &marked);
        let said: Vec<_> = look.entries.iter().map(|one| one.entry.as_str()).collect();
        assert_eq!(said, ["c", "d", "e"]);
    }
}
