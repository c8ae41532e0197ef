//! The recommendation list on the desk: its inputs, decisions by hand, substitution, other channels.
//!
//! The one rule: once the list was published it changes by leaving and moving up alone; who moves up is the next in the same order under the same
//! constraints, never anybody's choice.

mod look;

use std::collections::{BTreeMap, BTreeSet};

use jury_core::EntryId;
use jury_core::calendar::{Day, SUBSTITUTE_DAYS};
use jury_core::recommendation::{
    Body, Candidate, Choice, Constraints, TrackWish, Wish, Wishes, choose, substitutes,
};
use serde::{Deserialize, Serialize};

use super::awards::{Stand, score};
use super::{
    Kind, Said, Withdrawal, day, everybody, held, known, left, newest, notices, reason, saying,
    short, titled, today, write,
};
use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::finalising;
use crate::merging::look::narrow;
use crate::merging::{self, Merged};
use crate::results;
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::outcome::{
    ChannelPut, RecommendationLook, RecommendationSettle, SubstitutePut, SubstituteSettle,
    WithdrawalPut,
};

/// Entries that another contest may recommend (R52).
const PER_CONTEST: usize = 2;

/// What a constraint did to the list, kept with what was published: the ranking it was proved from may move on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ProofKept {
    /// In words.
    constraint: String,
    /// Whether it is the number of places, which lets nobody in.
    limit: bool,
    bound: bool,
    given_up: Vec<String>,
    let_in: Vec<String>,
}

/// A decision by hand; subject: the entry. Nothing: the rule decides again.
#[derive(Debug, Serialize, Deserialize)]
struct WishSaid {
    inside: Option<bool>,
}

impl Kind for WishSaid {
    const KIND: &'static str = "wish";
}

/// A substitute was told; subject: the entry.
#[derive(Debug, Serialize, Deserialize)]
struct Substitute {
    notified: String,
    /// Whether its materials are complete; nothing while it has time.
    complete: Option<bool>,
}

impl Kind for Substitute {
    const KIND: &'static str = "substitute";
}

/// An entry recommended through another contest; subject: its number.
#[derive(Debug, Serialize, Deserialize)]
struct Channel {
    contest: String,
    title: String,
    entrant: String,
    track: String,
    removed: bool,
}

impl Kind for Channel {
    const KIND: &'static str = "channel";
}

impl Session {
    pub(crate) fn recommendation_look(
        &self,
        _: Nothing,
        _: &Call<'_>,
    ) -> Result<RecommendationLook, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let stand = Stand::of(&desk, &merged)?;
        List::of(&desk, &merged, &stand)?.look()
    }

    pub(crate) fn recommendation_settle(
        &self,
        ask: RecommendationSettle,
        call: &Call<'_>,
    ) -> Result<RecommendationLook, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let why = reason(&ask.reason)?;
        let stand = Stand::of(&desk, &merged)?;
        let mut list = List::of(&desk, &merged, &stand)?;
        let constraints = list.constraints()?.clone();
        if list.published.is_some() {
            return Err(DeskError::new(ErrorCode::RecommendationPublished));
        }
        let (mut lines, mut words) = (Vec::new(), Vec::new());
        for (entries, inside, act) in [
            (&ask.inside, Some(true), "列入"),
            (&ask.outside, Some(false), "不列入"),
            (&ask.free, None, "恢复按规则"),
        ] {
            for entry in entries {
                let entry = known(&stand.whole, entry)?;
                match inside {
                    Some(true) => list.wishes.insert(entry.clone(), Wish::In),
                    Some(false) => list.wishes.insert(entry.clone(), Wish::Out),
                    None => list.wishes.remove(&entry),
                };
                words.push(format!("{act} {}", titled(&stand.whole, &entry)));
                lines.push(saying(entry.as_str(), &WishSaid { inside }, &why)?);
            }
        }
        let possible = choose(&list.candidates, &constraints, &list.wishes).is_ok();
        let wanted = |entry: &String| {
            list.candidates
                .iter()
                .any(|one| one.entry.as_str() == entry)
        };
        if !possible || !ask.inside.iter().all(wanted) {
            return Err(DeskError::new(ErrorCode::RecommendationImpossible));
        }
        write(
            &desk,
            &lines,
            "推荐名单调整",
            &format!("{}（{why}）", words.join("；")),
        )?;
        self.recommendation_look(Nothing {}, call)
    }

    pub(crate) fn withdrawal_put(
        &self,
        ask: WithdrawalPut,
        call: &Call<'_>,
    ) -> Result<RecommendationLook, DeskError> {
        let desk = self.open_desk()?;
        let facts = everybody(&desk)?;
        let why = reason(&ask.reason)?;
        let entry = known(&facts, &ask.entry)?;
        let line = Withdrawal {
            day: day(&ask.day)?.to_string(),
            withdrawn: ask.withdrawn,
        };
        let act = if ask.withdrawn {
            "项目退出"
        } else {
            "撤回退出"
        };
        let detail = format!("{}，{}（{why}）", titled(&facts, &entry), line.day);
        write(&desk, &[saying(entry.as_str(), &line, &why)?], act, &detail)?;
        self.recommendation_look(Nothing {}, call)
    }

    pub(crate) fn substitute_put(
        &self,
        ask: SubstitutePut,
        call: &Call<'_>,
    ) -> Result<RecommendationLook, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let notified = day(&ask.notified)?;
        let stand = Stand::of(&desk, &merged)?;
        let entry = known(&stand.whole, &ask.entry)?;
        let list = List::of(&desk, &merged, &stand)?;
        let moving_up = list.moving_up();
        let next = moving_up
            .first()
            .ok_or_else(|| DeskError::new(ErrorCode::NothingToSubstitute))?;
        if !moving_up.contains(&entry) {
            return Err(
                DeskError::new(ErrorCode::SubstituteOrder).with("next", titled(&stand.whole, next))
            );
        }
        let line = Substitute {
            notified: notified.to_string(),
            complete: None,
        };
        let due = notified.term_ends(SUBSTITUTE_DAYS);
        let detail = format!(
            "{}，{notified} 通知，{due} 前补齐材料",
            titled(&stand.whole, &entry)
        );
        write(
            &desk,
            &[saying(entry.as_str(), &line, "")?],
            "递补通知",
            &detail,
        )?;
        self.recommendation_look(Nothing {}, call)
    }

    pub(crate) fn substitute_settle(
        &self,
        ask: SubstituteSettle,
        call: &Call<'_>,
    ) -> Result<RecommendationLook, DeskError> {
        let desk = self.open_desk()?;
        let facts = everybody(&desk)?;
        let why = reason(&ask.reason)?;
        let entry = known(&facts, &ask.entry)?;
        let line = newest::<Substitute>(&desk)?
            .into_iter()
            .find(|line| line.subject == ask.entry && line.body.complete.is_none())
            .ok_or_else(|| {
                DeskError::new(ErrorCode::UnknownSubstitute).with("entry", &ask.entry)
            })?;
        let body = Substitute {
            complete: Some(ask.complete),
            ..line.body
        };
        let act = if ask.complete {
            "递补材料补齐"
        } else {
            "递补弃权"
        };
        let detail = format!("{}（{why}）", titled(&facts, &entry));
        write(&desk, &[saying(entry.as_str(), &body, &why)?], act, &detail)?;
        self.recommendation_look(Nothing {}, call)
    }

    pub(crate) fn channel_put(
        &self,
        ask: ChannelPut,
        call: &Call<'_>,
    ) -> Result<RecommendationLook, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let listed = newest::<Channel>(&desk)?;
        if let Some(no) = ask.remove {
            let found = listed
                .into_iter()
                .find(|line| line.subject == no.to_string());
            if let Some(line) = found {
                let detail = format!("{}：{}", line.body.contest, line.body.title);
                let body = Channel {
                    removed: true,
                    ..line.body
                };
                write(
                    &desk,
                    &[saying(line.subject, &body, "")?],
                    "撤回其他赛事推荐",
                    &detail,
                )?;
            }
            return self.recommendation_look(Nothing {}, call);
        }
        let track = merged.facts.choose_track(Some(&ask.track))?.id.to_string();
        let body = Channel {
            contest: short(&ask.contest)?,
            title: short(&ask.title)?,
            entrant: short(&ask.entrant)?,
            track,
            removed: false,
        };
        if [&body.contest, &body.title, &body.entrant]
            .iter()
            .any(|text| text.is_empty())
        {
            return Err(DeskError::new(ErrorCode::NameNeeded));
        }
        let stand = Stand::of(&desk, &merged)?;
        let list = List::of(&desk, &merged, &stand)?;
        if let Some(other) = list.recommended_elsewhere(&body, None) {
            return Err(DeskError::new(ErrorCode::ChannelTwice)
                .with("title", &body.title)
                .with("other", other));
        }
        let same = |line: &&Said<Channel>| {
            !line.body.removed && alike(&line.body.contest) == alike(&body.contest)
        };
        if listed.iter().filter(same).count() >= PER_CONTEST {
            return Err(DeskError::new(ErrorCode::ChannelFull)
                .with("contest", &body.contest)
                .with("most", PER_CONTEST));
        }
        let detail = format!("{}：{}（{}）", body.contest, body.title, body.entrant);
        let line = saying((listed.len() + 1).to_string(), &body, "")?;
        write(&desk, &[line], "登记其他赛事推荐", &detail)?;
        self.recommendation_look(Nothing {}, call)
    }
}

/// Names as they are compared: without spaces and punctuation, full-width letters and the sign × as plain ones.
fn alike(text: &str) -> String {
    let plain = |c: char| match c {
        '×' | '✕' | 'Ｘ' | 'ｘ' | 'X' => 'x',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    text.chars()
        .map(plain)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The list with everything it depends on.
pub(super) struct List<'a> {
    merged: &'a Merged,
    stand: &'a Stand<'a>,
    constraints: Option<Constraints>,
    candidates: Vec<Candidate>,
    wishes: Wishes,
    wished: Vec<Said<WishSaid>>,
    left: BTreeMap<String, String>,
    withdrawn: Vec<Said<Withdrawal>>,
    held: BTreeSet<String>,
    substitutes: Vec<Said<Substitute>>,
    channel: Vec<Said<Channel>>,
    /// The list as published, if it was.
    published: Option<Vec<EntryId>>,
    /// Names of tracks whose ranking is not final.
    not_final: Vec<String>,
    /// What the published list came from.
    kept: Vec<ProofKept>,
    today: Day,
}

fn not_final(desk: &OpenDesk, merged: &Merged) -> Result<Vec<String>, DeskError> {
    let mut names = Vec::new();
    for track in &merged.facts.tracks {
        if !finalising::mark(desk, &merged.facts, &track.id)?.finalised {
            names.push(track.name.clone());
        }
    }
    Ok(names)
}

impl<'a> List<'a> {
    pub(super) fn of(
        desk: &OpenDesk,
        merged: &'a Merged,
        stand: &'a Stand<'a>,
    ) -> Result<Self, DeskError> {
        let left = left(desk)?;
        let wished: Vec<Said<WishSaid>> = newest::<WishSaid>(desk)?
            .into_iter()
            .filter(|line| line.body.inside.is_some())
            .collect();
        let notice = notices::published_list(desk)?;
        let ids = |list: &Vec<String>| {
            list.iter()
                .filter_map(|entry| EntryId::new(entry).ok())
                .collect()
        };
        let wishes = wished
            .iter()
            .filter(|line| !left.contains_key(&line.subject))
            .filter_map(|line| {
                let wish = if line.body.inside? {
                    Wish::In
                } else {
                    Wish::Out
                };
                Some((EntryId::new(&line.subject).ok()?, wish))
            })
            .collect();
        Ok(Self {
            merged,
            stand,
            constraints: constraints(merged),
            candidates: candidates(merged, &left),
            wishes,
            wished,
            withdrawn: newest::<Withdrawal>(desk)?,
            held: held(desk)?,
            substitutes: newest::<Substitute>(desk)?,
            channel: newest::<Channel>(desk)?,
            published: notice.as_ref().map(|notice| ids(&notice.list)),
            not_final: not_final(desk, merged)?,
            kept: notice.map(|notice| notice.proof).unwrap_or_default(),
            today: today(desk)?,
            left,
        })
    }

    fn constraints(&self) -> Result<&Constraints, DeskError> {
        self.constraints
            .as_ref()
            .ok_or_else(|| DeskError::new(ErrorCode::NoRecommendation))
    }

    fn choice(&self) -> Result<Option<Choice>, DeskError> {
        Ok(choose(&self.candidates, self.constraints()?, &self.wishes).ok())
    }

    /// The list a notice may publish, with its proof: of a list published before, the proof it had then.
    pub(super) fn to_publish(&self) -> Result<(Vec<String>, Vec<ProofKept>), DeskError> {
        let ids = |list: &[EntryId]| list.iter().map(ToString::to_string).collect();
        if self.published.is_some() {
            return Ok((ids(&self.standing()), self.kept.clone()));
        }
        let choice = self.choice()?.filter(|choice| choice.questions.is_empty());
        let choice = choice.ok_or_else(|| DeskError::new(ErrorCode::RecommendationOpen))?;
        let proof = self.proved(self.constraints()?, &choice.entries);
        Ok((ids(&choice.entries), proof))
    }

    /// The published list without those who left, with those who moved up.
    fn standing(&self) -> Vec<EntryId> {
        let stays = |entry: &EntryId| !self.left.contains_key(entry.as_str());
        let mut list: Vec<EntryId> = self
            .published
            .iter()
            .flatten()
            .filter(|entry| stays(entry))
            .cloned()
            .collect();
        for line in &self.substitutes {
            let Ok(entry) = EntryId::new(&line.subject) else {
                continue;
            };
            if !self.gave_up(&line.body) && stays(&entry) && !list.contains(&entry) {
                list.push(entry);
            }
        }
        list
    }

    /// Places of the published list that are free.
    fn free(&self) -> u32 {
        let published = self.published.as_ref().map_or(0, Vec::len);
        narrow(published.saturating_sub(self.standing().len()))
    }

    /// Whether a substitute gave up, or let its week pass (R66: 逾期视为弃权).
    fn gave_up(&self, line: &Substitute) -> bool {
        let over = || {
            Day::parse(&line.notified)
                .is_some_and(|notified| self.today > notified.term_ends(SUBSTITUTE_DAYS))
        };
        line.complete.map_or_else(over, |complete| !complete)
    }

    /// Who moves up now, in order.
    fn moving_up(&self) -> Vec<EntryId> {
        let (Some(published), Some(constraints)) = (&self.published, &self.constraints) else {
            return Vec::new();
        };
        // Whoever stays is on the list whatever was wished before; whoever was kept off or gave up stays off.
        let mut wishes = self.wishes.clone();
        wishes.retain(|_, wish| *wish == Wish::Out);
        let gave_up = self
            .substitutes
            .iter()
            .filter(|line| self.gave_up(&line.body));
        wishes.extend(
            gave_up.filter_map(|line| Some((EntryId::new(&line.subject).ok()?, Wish::Out))),
        );
        let places = narrow(published.len());
        substitutes(
            &self.candidates,
            constraints,
            &wishes,
            &self.standing(),
            places,
        )
        .unwrap_or_default()
    }

    /// Where an entry is recommended already, in words.
    fn recommended_elsewhere(&self, one: &Channel, but: Option<&str>) -> Option<String> {
        let same = |title: &str, entrant: &str| {
            alike(title) == alike(&one.title) && alike(entrant) == alike(&one.entrant)
        };
        let other = self.channel.iter().find(|line| {
            !line.body.removed
                && Some(line.subject.as_str()) != but
                && same(&line.body.title, &line.body.entrant)
        });
        if let Some(line) = other {
            return Some(format!("“{}”", line.body.contest));
        }
        let list = match &self.published {
            Some(_) => self.standing(),
            None => self
                .choice()
                .ok()
                .flatten()
                .map(|choice| choice.entries)
                .unwrap_or_default(),
        };
        let facts = &self.stand.whole;
        let listed = list.iter().filter_map(|entry| facts.entries.get(entry));
        listed
            .map(|one| &one.entry)
            .find(|entry| same(&entry.title, &entry.entrant))
            .map(|entry| format!("本赛区（{}）", entry.id))
    }
}

fn constraints(merged: &Merged) -> Option<Constraints> {
    let rule = merged.facts.rule.recommendation.as_ref()?;
    Some(Constraints {
        limit: rule.limit,
        sme_percent: rule.sme_share,
        sme_of: rule.sme_of,
        tracks: rule
            .tracks
            .iter()
            .map(|wish| {
                let both = TrackWish {
                    at_least: wish.at_least,
                    at_most: wish.at_most,
                };
                (wish.track.clone(), both)
            })
            .collect(),
        per_entrant: None,
    })
}

/// Every ranked entry of the round worked in that has not left. Whoever was cut before it has a rank and may have an award, but is not recommended:
/// a region sends those who stood before its last jury.
fn candidates(merged: &Merged, left: &BTreeMap<String, String>) -> Vec<Candidate> {
    let facts = &merged.facts;
    let ranked = facts
        .tracks
        .iter()
        .flat_map(|track| results::ranked_of(merged, &track.id));
    ranked
        .filter(|one| !left.contains_key(one.entry.as_str()))
        .filter_map(|one| {
            let entry = &facts.entries.get(&one.entry)?.entry;
            Some(Candidate {
                entry: one.entry.clone(),
                track: entry.track.clone(),
                rank: one.rank?,
                score: score(&merged.facts.rule, &one)?,
                body: if entry.size.is_sme() {
                    Body::Sme
                } else if entry.kind.is_enterprise() {
                    Body::LargeEnterprise
                } else {
                    Body::Other
                },
                entrant: entry.entrant.clone(),
            })
        })
        .collect()
}
