//! Awards of a track: lines, ties that cross them, places left empty, special prizes.
//!
//! The one rule: an answer to a tie is kept with the entries it was asked about, so that it holds for exactly that tie.

mod field;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jury_core::awards::{Awarding, Standing, award};
use jury_core::ranking::Ranked;
use jury_core::rule::{AwardLevel, Places, Rule};
use jury_core::{EntryId, TrackId};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Said, everybody, known, left, name, named, newest, reason, saying, titled, write,
};
use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::merging::{self, Merged, look::narrow};
use crate::session::Session;
use crate::wire::merge::TrackAsk;
use crate::wire::outcome::{
    AwardDecision, AwardLine, AwardOf, AwardQuestion, AwardSettle, AwardsLook, SpecialGift,
    SpecialLine, SpecialPrizePut,
};
use crate::{finalising, results, rounds};
pub(super) use field::score;
use field::{decisions, field};
pub(crate) use words::quota_words;
use words::{decision_words, vacancy_words};

/// How many special prizes one entry may have.
const SPECIALS_PER_ENTRY: usize = 1;

/// A decision about a line; subject: level, a space, and the track (nothing for a line across all tracks).
#[derive(Debug, Serialize, Deserialize)]
struct LineSaid {
    among: BTreeSet<String>,
    above: Option<BTreeSet<String>>,
    fill_at_most: Option<u32>,
}

impl Kind for LineSaid {
    const KIND: &'static str = "award-line";
}

/// A special prize; subject: prize, a space, entry.
#[derive(Debug, Serialize, Deserialize)]
struct SpecialSaid {
    given: bool,
}

impl Kind for SpecialSaid {
    const KIND: &'static str = "special-prize";
}

impl Session {
    pub(crate) fn awards_look(&self, ask: TrackAsk, _: &Call<'_>) -> Result<AwardsLook, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let track = merged.facts.choose_track(ask.track.as_deref())?.id.clone();
        Ok(Stand::of(&desk, &merged)?.look(&track))
    }

    pub(crate) fn award_settle(
        &self,
        ask: AwardSettle,
        call: &Call<'_>,
    ) -> Result<AwardsLook, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let why = reason(&ask.reason)?;
        let track = merged.facts.choose_track(Some(&ask.track))?.clone();
        finalising::refuse_final(&desk, &merged.facts, &track.id)?;
        let stand = Stand::of(&desk, &merged)?;
        let (index, level) = stand.level(&ask.level)?;
        let across = matches!(level.places, Places::Across(_));
        let of_track = Some(track.id.clone()).filter(|_| !across);
        if ask.fill_at_most.is_some() && !level.vacancies {
            return Err(DeskError::new(ErrorCode::AwardNotVacant).with("level", &level.name));
        }
        let before = stand
            .said
            .iter()
            .find(|line| line.subject == subject(level, of_track.as_ref()));
        let mut line = LineSaid {
            among: BTreeSet::new(),
            above: None,
            fill_at_most: ask.fill_at_most,
        };
        if let Some(above) = &ask.above {
            let above: BTreeSet<String> = above.iter().cloned().collect();
            line.among = stand.answerable(index, of_track.as_ref(), level, &above)?;
            line.above = Some(above);
            // A tie is settled within the places that an earlier decision left.
            line.fill_at_most = ask
                .fill_at_most
                .or(before.and_then(|line| line.body.fill_at_most));
        } else if let Some(before) = before.filter(|_| ask.fill_at_most.is_some()) {
            line.among.clone_from(&before.body.among);
            line.above.clone_from(&before.body.above);
        }
        let detail = format!(
            "{}{}：{}（{why}）",
            of_track
                .as_ref()
                .map_or("全部赛道", |_| track.name.as_str()),
            level.name,
            decision_words(&line)
        );
        let line = saying(subject(level, of_track.as_ref()), &line, &why)?;
        write(&desk, &[line], "奖项线处理", &detail)?;
        self.awards_look(
            TrackAsk {
                track: Some(ask.track),
            },
            call,
        )
    }

    pub(crate) fn special_prize_put(
        &self,
        ask: SpecialPrizePut,
        call: &Call<'_>,
    ) -> Result<AwardsLook, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let why = reason(&ask.reason)?;
        let whole = everybody(&desk)?;
        let entry = known(&whole, &ask.entry)?;
        // Special prizes stand with the awards of the last round, whichever is looked at.
        if let (Some(last), Some(one)) = (whole.rule.rounds.last(), whole.entries.get(&entry)) {
            finalising::refuse_final_in(&desk, &whole, last.round, &one.entry.track)?;
        }
        let prizes = &merged.facts.rule.awards.special;
        let prize = prizes
            .iter()
            .find(|prize| prize.id.as_str() == ask.prize)
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownAward).with("award", &ask.prize))?;
        if ask.given {
            let gifts = gifts(&desk)?;
            let of_prize = gifts
                .iter()
                .filter(|(id, given, _)| *id == ask.prize && *given != ask.entry);
            if of_prize.count() >= usize::try_from(prize.count).unwrap_or(usize::MAX) {
                return Err(DeskError::new(ErrorCode::SpecialFull)
                    .with("prize", &prize.name)
                    .with("places", prize.count));
            }
            let of_entry = gifts
                .iter()
                .filter(|(id, given, _)| *id != ask.prize && *given == ask.entry);
            if of_entry.count() >= SPECIALS_PER_ENTRY {
                return Err(DeskError::new(ErrorCode::SpecialOnce).with("entry", &ask.entry));
            }
        }
        let line = saying(
            format!("{} {entry}", prize.id),
            &SpecialSaid { given: ask.given },
            &why,
        )?;
        let act = if ask.given {
            "授予特色单项奖"
        } else {
            "撤回特色单项奖"
        };
        let detail = format!("{}：{}（{why}）", prize.name, titled(&whole, &entry));
        write(&desk, &[line], act, &detail)?;
        self.awards_look(
            TrackAsk {
                track: Some(ask.track),
            },
            call,
        )
    }
}

/// Ties at award lines of a track that nobody settled yet, each in a heading and a sentence.
pub(crate) fn unsettled(
    desk: &OpenDesk,
    merged: &Merged,
    track: &TrackId,
) -> Result<Vec<(String, String)>, DeskError> {
    let stand = Stand::of(desk, merged)?;
    let open = stand.look(track).questions;
    Ok(open
        .into_iter()
        .map(|question| {
            let tied: Vec<&str> = question
                .among
                .iter()
                .map(|one| one.entry.as_str())
                .collect();
            let sentence = format!(
                "第 {} 名并列 {} 项跨在线上，线内还有 {} 项名额。请在“排名与奖次”里决定哪些入线。",
                question.rank,
                tied.len(),
                question.room
            );
            (
                format!("{}线 · {}", question.name, tied.join("、")),
                sentence,
            )
        })
        .collect())
}

/// The award of every entry that has one for certain; none before the last round, after which they are drawn.
pub(crate) fn in_last_round(
    desk: &OpenDesk,
    merged: &Merged,
) -> Result<BTreeMap<EntryId, String>, DeskError> {
    if rounds::after(&merged.facts.rule, merged.facts.round).is_some() {
        return Ok(BTreeMap::new());
    }
    let stand = Stand::of(desk, merged)?;
    let all = stand.ranked.values().flatten();
    Ok(all
        .map(|one| (one.entry.clone(), stand.award_of(&one.entry)))
        .filter(|(_, award)| !award.is_empty())
        .collect())
}

/// Prize, entry and reason of every special prize given.
fn gifts(desk: &OpenDesk) -> Result<Vec<(String, String, String)>, DeskError> {
    let given = newest::<SpecialSaid>(desk)?
        .into_iter()
        .filter(|line| line.body.given);
    Ok(given
        .filter_map(|line| {
            let (prize, entry) = line.subject.split_once(' ')?;
            Some((prize.to_owned(), entry.to_owned(), line.reason))
        })
        .collect())
}

fn subject(level: &AwardLevel, track: Option<&TrackId>) -> String {
    format!("{} {}", level.id, track.map_or("", TrackId::as_str))
}

/// Rankings, decisions and what they come to.
pub(super) struct Stand<'a> {
    merged: &'a Merged,
    /// For names: awards go to those who were cut in an earlier round too.
    pub(super) whole: Arc<ContestFacts>,
    ranked: BTreeMap<TrackId, Vec<Ranked>>,
    left: BTreeMap<String, String>,
    said: Vec<Said<LineSaid>>,
    gifts: Vec<(String, String, String)>,
    pub(super) awarding: Awarding,
}

/// Rankings by track and the awards they come to, by a rule that need not be the one in force.
fn awarded(
    merged: &Merged,
    rule: &Rule,
    left: &BTreeMap<String, String>,
    said: &[Said<LineSaid>],
) -> (BTreeMap<TrackId, Vec<Ranked>>, Awarding) {
    let ranked: BTreeMap<TrackId, Vec<Ranked>> = merged
        .facts
        .tracks
        .iter()
        .map(|track| {
            let ranked = results::ranked_by(merged, Some(&track.id), rule);
            (track.id.clone(), ranked)
        })
        .collect();
    let levels = &rule.awards.levels;
    let decisions = decisions(levels, &ranked, said);
    let awarding = award(&field(merged, rule, &ranked, left), levels, &decisions);
    (ranked, awarding)
}

/// What every entry with a level would be given by a rule, in words; 「待定」 where a tie crosses the line.
pub(crate) fn given_by(
    desk: &OpenDesk,
    merged: &Merged,
    rule: &Rule,
) -> Result<BTreeMap<EntryId, String>, DeskError> {
    let (_, awarding) = awarded(merged, rule, &left(desk)?, &newest::<LineSaid>(desk)?);
    let name = |level: usize| rule.awards.levels.get(level).map(|one| one.name.clone());
    let given = awarding
        .standings
        .into_iter()
        .filter_map(|(entry, standing)| {
            let words = match standing {
                Standing::Level(level) => name(level)?,
                Standing::Open(level) => format!("{}（并列待定）", name(level)?),
                Standing::Nothing => return None,
            };
            Some((entry, words))
        });
    Ok(given.collect())
}

impl<'a> Stand<'a> {
    pub(super) fn of(desk: &OpenDesk, merged: &'a Merged) -> Result<Self, DeskError> {
        let (left, said) = (left(desk)?, newest::<LineSaid>(desk)?);
        let (ranked, awarding) = awarded(merged, &merged.facts.rule, &left, &said);
        Ok(Self {
            merged,
            whole: everybody(desk)?,
            ranked,
            left,
            said,
            gifts: gifts(desk)?,
            awarding,
        })
    }

    /// Levels with their entries, then special prizes; refused while a tie at a line is open.
    pub(super) fn awarded(&self) -> Result<Vec<(String, Vec<EntryId>)>, DeskError> {
        if !self.awarding.questions.is_empty() {
            return Err(DeskError::new(ErrorCode::PaperNotReady)
                .with("why", "奖项线上有并列没有处理，请先在“排名与奖项”里处理"));
        }
        let mut awarded = self.certain();
        awarded.retain(|(_, entries)| !entries.is_empty());
        if awarded.is_empty() {
            return Err(DeskError::new(ErrorCode::PaperNotReady).with("why", "还没有项目获得奖项"));
        }
        Ok(awarded)
    }

    /// Levels, the highest first, then special prizes, with the entries that have them for certain.
    pub(super) fn certain(&self) -> Vec<(String, Vec<EntryId>)> {
        let mut awarded: Vec<(String, Vec<EntryId>)> = Vec::new();
        for (index, level) in self.levels().iter().enumerate() {
            let has = |(_, standing): &(&EntryId, &Standing)| matches!(standing, Standing::Level(at) if *at == index);
            let entries = self.awarding.standings.iter().filter(has);
            awarded.push((
                level.name.clone(),
                entries.map(|(entry, _)| entry.clone()).collect(),
            ));
        }
        for prize in &self.merged.facts.rule.awards.special {
            let of = self
                .gifts
                .iter()
                .filter(|(id, entry, _)| id == prize.id.as_str() && !self.left.contains_key(entry));
            let entries = of.filter_map(|(_, entry, _)| EntryId::new(entry).ok());
            awarded.push((prize.name.clone(), entries.collect()));
        }
        awarded
    }

    /// The name of the level an entry has for certain; empty for none.
    pub(super) fn award_of(&self, entry: &EntryId) -> String {
        match self.awarding.standings.get(entry) {
            Some(Standing::Level(level)) => self
                .levels()
                .get(*level)
                .map(|level| level.name.clone())
                .unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// Everything an entry gets: its level, then its special prizes; nothing for one that left.
    pub(super) fn awards_of(&self, entry: &EntryId) -> Vec<String> {
        if self.left.contains_key(entry.as_str()) {
            return Vec::new();
        }
        let level = Some(self.award_of(entry)).filter(|level| !level.is_empty());
        level.into_iter().chain(self.specials_of(entry)).collect()
    }

    /// Names of the special prizes given to an entry.
    fn specials_of(&self, entry: &EntryId) -> Vec<String> {
        let has = |id: &str| {
            let mut gifts = self.gifts.iter();
            gifts.any(|(prize, given, _)| prize == id && given == entry.as_str())
        };
        let prizes = self.merged.facts.rule.awards.special.iter();
        prizes
            .filter(|prize| has(prize.id.as_str()))
            .map(|prize| prize.name.clone())
            .collect()
    }

    fn levels(&self) -> &[AwardLevel] {
        &self.merged.facts.rule.awards.levels
    }

    fn level(&self, id: &str) -> Result<(usize, &AwardLevel), DeskError> {
        self.levels()
            .iter()
            .enumerate()
            .find(|(_, level)| level.id.as_str() == id)
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownAward).with("award", id))
    }

    /// The entries of the tie that `above` settles, if it does: of a tie that is asked about now, or of one settled before.
    fn answerable(
        &self,
        index: usize,
        track: Option<&TrackId>,
        level: &AwardLevel,
        above: &BTreeSet<String>,
    ) -> Result<BTreeSet<String>, DeskError> {
        let asked = self
            .awarding
            .questions
            .iter()
            .find(|(of, question)| of.as_ref() == track && question.level == index)
            .map(|(_, question)| question)
            .ok_or_else(|| DeskError::new(ErrorCode::AwardNotAsked))?;
        let among: BTreeSet<String> = asked.among.iter().map(ToString::to_string).collect();
        if !above.is_subset(&among) {
            return Err(DeskError::new(ErrorCode::AwardNotAsked));
        }
        let chosen = narrow(above.len());
        if chosen > asked.room || (chosen < asked.room && !level.vacancies) {
            return Err(DeskError::new(ErrorCode::AwardTieCount).with("room", asked.room));
        }
        Ok(among)
    }

    fn look(&self, track: &TrackId) -> AwardsLook {
        let facts = &self.merged.facts;
        let questions = |here: bool| {
            self.awarding
                .questions
                .iter()
                .filter(move |(of, _)| of.as_ref().is_none_or(|of| of == track) == here)
        };
        let elsewhere: BTreeSet<&TrackId> =
            questions(false).filter_map(|(of, _)| of.as_ref()).collect();
        AwardsLook {
            track: track.to_string(),
            levels: self.lines(track),
            standings: self.standings(track),
            questions: questions(true)
                .filter_map(|(of, question)| {
                    let level = self.levels().get(question.level)?;
                    Some(AwardQuestion {
                        level: level.id.to_string(),
                        name: level.name.clone(),
                        across: of.is_none(),
                        rank: question.rank,
                        room: question.room,
                        fewer: level.vacancies,
                        among: question
                            .among
                            .iter()
                            .map(|entry| name(&self.whole, entry))
                            .collect(),
                    })
                })
                .collect(),
            questions_elsewhere: facts
                .track_names()
                .into_iter()
                .filter(|one| elsewhere.iter().any(|track| track.as_str() == one.id))
                .collect(),
            decisions: self.decided(track),
            specials: self.specials(),
        }
    }

    fn lines(&self, track: &TrackId) -> Vec<AwardLine> {
        let mut above = 0;
        let mut lines = Vec::new();
        for (index, level) in self.levels().iter().enumerate() {
            let across = matches!(level.places, Places::Across(_));
            let of = Some(track.clone()).filter(|_| !across);
            let Some(outcome) = self.awarding.lines.get(&(index, of.clone())) else {
                continue;
            };
            if !across {
                above += outcome.taken;
            }
            let open = self
                .awarding
                .questions
                .iter()
                .any(|(asked, question)| *asked == of && question.level == index);
            lines.push(AwardLine {
                id: level.id.to_string(),
                name: level.name.clone(),
                quota: quota_words(level.places),
                places: outcome.places,
                taken: outcome.taken,
                vacancy: vacancy_words(outcome, level),
                may_be_vacant: level.vacancies,
                across,
                above,
                open,
                stale: outcome.stale_answer,
            });
        }
        lines
    }

    fn standings(&self, track: &TrackId) -> Vec<AwardOf> {
        let of = |ranked: &Ranked| {
            let (level, open) = match self.awarding.standings.get(&ranked.entry) {
                Some(Standing::Level(level)) => (Some(*level), false),
                Some(Standing::Open(level)) => (Some(*level), true),
                Some(Standing::Nothing) | None => (None, false),
            };
            AwardOf {
                entry: ranked.entry.to_string(),
                level: level.map(narrow),
                open,
                specials: self.specials_of(&ranked.entry),
                out: self
                    .left
                    .get(ranked.entry.as_str())
                    .cloned()
                    .unwrap_or_default(),
            }
        };
        self.ranked
            .get(track)
            .into_iter()
            .flatten()
            .map(of)
            .collect()
    }

    fn decided(&self, track: &TrackId) -> Vec<AwardDecision> {
        let decision = |line: &Said<LineSaid>| {
            let (level, of) = line.subject.split_once(' ')?;
            let body = &line.body;
            let holds = body.above.is_some() || body.fill_at_most.is_some();
            (holds && (of.is_empty() || of == track.as_str())).then(|| AwardDecision {
                level: level.to_owned(),
                text: decision_words(body),
                reason: line.reason.clone(),
                who: line.who.clone(),
                at: line.at.clone(),
            })
        };
        self.said.iter().filter_map(decision).collect()
    }

    fn specials(&self) -> Vec<SpecialLine> {
        self.merged
            .facts
            .rule
            .awards
            .special
            .iter()
            .map(|prize| {
                let gifts = self
                    .gifts
                    .iter()
                    .filter(|(id, _, _)| id == prize.id.as_str())
                    .map(|(_, entry, reason)| SpecialGift {
                        entry: named(&self.whole, entry),
                        reason: reason.clone(),
                    })
                    .collect();
                SpecialLine {
                    id: prize.id.to_string(),
                    name: prize.name.clone(),
                    count: prize.count,
                    gifts,
                }
            })
            .collect()
    }
}
