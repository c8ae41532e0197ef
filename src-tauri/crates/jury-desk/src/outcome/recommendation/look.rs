//! The recommendation list as the page shows it: rows, the next ones, the proof in words.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::EntryId;
use jury_core::calendar::SUBSTITUTE_DAYS;
use jury_core::ranking::Ranked;
use jury_core::recommendation::{
    Bound, Choice, Constraint, Constraints, Relaxation, prove, relaxations,
};
use jury_core::rule::SmeBase;

use super::super::{name, named};
use super::{Channel, List, ProofKept, Substitute};
use crate::error::DeskError;
use crate::outcome::Said;
use crate::results;
use crate::wire::outcome::{
    ChannelLine, EdgeQuestion, EntryName, ProofLine, RecommendationLook, RecommendedRow,
    SubstituteLine, WishLine, WithdrawnLine,
};

/// How many of those off the list are shown.
const NEXT: usize = 12;

impl List<'_> {
    pub(in crate::outcome) fn look(&self) -> Result<RecommendationLook, DeskError> {
        let Some(constraints) = &self.constraints else {
            return self.empty();
        };
        let choice = if self.published.is_some() {
            None
        } else {
            self.choice()?
        };
        let list = match (&self.published, &choice) {
            (Some(_), _) => self.standing(),
            (None, Some(choice)) => choice.entries.clone(),
            (None, None) => Vec::new(),
        };
        let proof = match &choice {
            Some(choice) => self.proved(constraints, &choice.entries),
            None => self.kept.clone(),
        };
        let ranked: BTreeMap<EntryId, Ranked> = self
            .merged
            .facts
            .tracks
            .iter()
            .flat_map(|track| results::ranked_of(self.merged, &track.id))
            .map(|ranked| (ranked.entry.clone(), ranked))
            .collect();
        let row = |entry: &EntryId| self.row(entry, ranked.get(entry), &proof);
        let impossible = self.published.is_none() && choice.is_none();
        Ok(RecommendationLook {
            rule: rule_words(constraints),
            limit: constraints.limit,
            share: self.share_words(&list, constraints),
            published: self.published.is_some(),
            rows: list.iter().filter_map(row).collect(),
            next: self.next(&list).iter().filter_map(row).collect(),
            proof: proof.iter().map(|kept| self.proof_line(kept)).collect(),
            questions: choice
                .iter()
                .flat_map(|choice| self.questions(choice))
                .collect(),
            ways_out: if impossible {
                let ways = relaxations(&self.candidates, constraints, &self.wishes);
                ways.iter().map(|way| self.way_words(way)).collect()
            } else {
                Vec::new()
            },
            moving_up: self.named(&self.moving_up()),
            free: self.free(),
            ..self.empty()?
        })
    }

    /// Everything that stands without a rule too.
    fn empty(&self) -> Result<RecommendationLook, DeskError> {
        let facts = &self.stand.whole;
        let withdrawn = self.left.iter().map(|(entry, reason)| {
            let day = self.withdrawn.iter().find(|line| line.subject == *entry);
            WithdrawnLine {
                entry: named(facts, entry),
                day: day.map(|line| line.body.day.clone()).unwrap_or_default(),
                reason: reason.clone(),
            }
        });
        let decisions = self.wished.iter().map(|line| WishLine {
            entry: named(facts, &line.subject),
            inside: line.body.inside == Some(true),
            reason: line.reason.clone(),
            who: line.who.clone(),
            at: line.at.clone(),
        });
        Ok(RecommendationLook {
            rule: String::new(),
            limit: 0,
            share: String::new(),
            published: false,
            not_final: self.not_final.clone(),
            rows: Vec::new(),
            next: Vec::new(),
            proof: Vec::new(),
            questions: Vec::new(),
            ways_out: Vec::new(),
            decisions: decisions.collect(),
            withdrawn: withdrawn.collect(),
            substitutes: self
                .substitutes
                .iter()
                .map(|line| self.substitute_line(line))
                .collect::<Result<_, DeskError>>()?,
            moving_up: Vec::new(),
            free: 0,
            channel: self
                .channel
                .iter()
                .filter(|line| !line.body.removed)
                .map(|line| self.channel_line(line))
                .collect(),
        })
    }

    fn row(
        &self,
        entry: &EntryId,
        ranked: Option<&Ranked>,
        proof: &[ProofKept],
    ) -> Option<RecommendedRow> {
        let facts = &self.stand.whole;
        let one = &facts.entries.get(entry)?.entry;
        Some(RecommendedRow {
            entry: name(facts, entry),
            kind: one.kind.label().to_owned(),
            size_class: one.size.label().to_owned(),
            sme: one.size.is_sme(),
            rank: ranked.and_then(|ranked| ranked.rank).unwrap_or(0),
            score: ranked
                .and_then(|ranked| ranked.published.as_ref())
                .map(ToString::to_string)
                .unwrap_or_default(),
            award: self.stand.award_of(entry),
            why: self.why(entry, proof),
            held: self.held.contains(entry.as_str()),
        })
    }

    fn why(&self, entry: &EntryId, proof: &[ProofKept]) -> String {
        if self
            .substitutes
            .iter()
            .any(|line| line.subject == entry.as_str() && !self.gave_up(&line.body))
        {
            return "递补".to_owned();
        }
        let mut parts = Vec::new();
        let has = |list: &[String]| list.iter().any(|one| one == entry.as_str());
        for kept in proof {
            let what = &kept.constraint;
            if has(&kept.let_in) {
                parts.push(format!("因“{what}”列入"));
            } else if has(&kept.given_up) && kept.limit {
                parts.push("名额之外的下一项".to_owned());
            } else if has(&kept.given_up) {
                parts.push(format!("因“{what}”未列入"));
            }
        }
        parts.join("；")
    }

    /// Those off the list, in its order.
    fn next(&self, list: &[EntryId]) -> Vec<EntryId> {
        let listed: BTreeSet<&EntryId> = list.iter().collect();
        let mut off: Vec<_> = self
            .candidates
            .iter()
            .filter(|one| !listed.contains(&one.entry))
            .collect();
        off.sort_by(|one, other| {
            (one.rank, &other.score, &one.entry).cmp(&(other.rank, &one.score, &other.entry))
        });
        off.into_iter()
            .take(NEXT)
            .map(|one| one.entry.clone())
            .collect()
    }

    fn named(&self, entries: &[EntryId]) -> Vec<EntryName> {
        entries
            .iter()
            .map(|entry| name(&self.stand.whole, entry))
            .collect()
    }

    fn questions(&self, choice: &Choice) -> Vec<EdgeQuestion> {
        let question = |asked: &jury_core::recommendation::EdgeQuestion| EdgeQuestion {
            among: self.named(&asked.among),
            room: asked.room,
        };
        choice.questions.iter().map(question).collect()
    }

    fn share_words(&self, list: &[EntryId], constraints: &Constraints) -> String {
        let facts = &self.stand.whole;
        let entries = || {
            list.iter()
                .filter_map(|entry| facts.entries.get(entry))
                .map(|one| &one.entry)
        };
        let smes = entries().filter(|one| one.size.is_sme()).count();
        let base = match constraints.sme_of {
            SmeBase::All => list.len(),
            SmeBase::Enterprises => entries().filter(|one| one.kind.is_enterprise()).count(),
        };
        let percent = i64::try_from(base)
            .ok()
            .and_then(|base| jury_core::Exact::ratio(i64::try_from(smes).ok()? * 100, base))
            .map(|share| format!("，占 {}%", share.round_half_up(1)));
        format!(
            "中小企业 {smes} 项{}（不少于 {}%）",
            percent.unwrap_or_default(),
            plain(constraints.sme_percent)
        )
    }

    /// What each constraint did to a list, as it is kept with a notice.
    pub(super) fn proved(&self, constraints: &Constraints, list: &[EntryId]) -> Vec<ProofKept> {
        let ids = |entries: &[EntryId]| entries.iter().map(ToString::to_string).collect();
        let bounds = prove(&self.candidates, constraints, &self.wishes, list);
        let kept = |bound: &Bound| {
            let limit = bound.constraint == Constraint::Limit;
            ProofKept {
                constraint: self.constraint_words(&bound.constraint),
                limit,
                bound: bound.is_binding(),
                given_up: ids(&bound.given_up),
                let_in: if limit {
                    Vec::new()
                } else {
                    ids(&bound.let_in)
                },
            }
        };
        bounds.iter().map(kept).collect()
    }

    fn proof_line(&self, kept: &ProofKept) -> ProofLine {
        let whole = &self.stand.whole;
        let all = |ids: &[String]| ids.iter().map(|entry| named(whole, entry)).collect();
        ProofLine {
            constraint: kept.constraint.clone(),
            bound: kept.bound,
            given_up: all(&kept.given_up),
            let_in: all(&kept.let_in),
        }
    }

    fn constraint_words(&self, constraint: &Constraint) -> String {
        let facts = &self.merged.facts;
        let given = self.constraints.as_ref();
        let wish = |track| {
            given
                .and_then(|given| given.tracks.get(track))
                .copied()
                .unwrap_or_default()
        };
        match constraint {
            Constraint::Limit => format!("至多 {} 项", given.map_or(0, |given| given.limit)),
            Constraint::SmeShare => given.map_or_else(String::new, |given| {
                format!("中小企业不少于 {}%", plain(given.sme_percent))
            }),
            Constraint::AtLeast(track) => format!(
                "{}至少 {} 项",
                facts.track_name(track),
                wish(track).at_least.unwrap_or(0)
            ),
            Constraint::AtMost(track) => format!(
                "{}至多 {} 项",
                facts.track_name(track),
                wish(track).at_most.unwrap_or(0)
            ),
            Constraint::PerEntrant => "每个参赛单位的项数".to_owned(),
            Constraint::Decisions => "人工调整".to_owned(),
        }
    }

    fn way_words(&self, way: &[Relaxation]) -> String {
        let facts = &self.merged.facts;
        let one = |relaxation: &Relaxation| match relaxation {
            Relaxation::Limit(limit) => format!("推荐名额放宽到 {limit} 项"),
            Relaxation::SmeShare(percent) => format!("中小企业比例降到 {}%", plain(*percent)),
            Relaxation::AtLeast(track, least) => {
                format!("{}的下限降到 {least} 项", facts.track_name(track))
            }
            Relaxation::AtMost(track, most) => {
                format!("{}的上限放宽到 {most} 项", facts.track_name(track))
            }
            Relaxation::PerEntrant(most) => format!("每个参赛单位放宽到 {most} 项"),
            Relaxation::Decisions => "撤回人工调整".to_owned(),
        };
        way.iter().map(one).collect::<Vec<_>>().join("，并且")
    }

    fn substitute_line(&self, line: &Said<Substitute>) -> Result<SubstituteLine, DeskError> {
        let notified = super::day(&line.body.notified)?;
        let due = notified.term_ends(SUBSTITUTE_DAYS);
        let waiting = line.body.complete.is_none();
        let overdue = waiting && self.today > due;
        let state = match line.body.complete {
            Some(true) => "已补齐",
            Some(false) => "弃权",
            None if overdue => "逾期，视为弃权",
            None => "待补齐",
        };
        Ok(SubstituteLine {
            entry: named(&self.stand.whole, &line.subject),
            notified: line.body.notified.clone(),
            due: due.to_string(),
            state: state.to_owned(),
            waiting,
            overdue,
        })
    }

    fn channel_line(&self, line: &Said<Channel>) -> ChannelLine {
        let track = jury_core::TrackId::new(&line.body.track);
        let clash = self.recommended_elsewhere(&line.body, Some(&line.subject));
        ChannelLine {
            no: line.subject.parse().unwrap_or(0),
            contest: line.body.contest.clone(),
            title: line.body.title.clone(),
            entrant: line.body.entrant.clone(),
            track: track
                .map(|track| self.merged.facts.track_name(&track))
                .unwrap_or_default(),
            clash: clash
                .map(|other| format!("已由{other}推荐，不得重复"))
                .unwrap_or_default(),
        }
    }
}

/// A percentage without needless zeros.
fn plain(percent: jury_core::Points) -> String {
    let text = percent.to_string();
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn rule_words(constraints: &Constraints) -> String {
    let of = match constraints.sme_of {
        SmeBase::All => "推荐总数",
        SmeBase::Enterprises => "其中的企业",
    };
    format!(
        "至多 {} 项；中小企业（中型、小型、微型）不少于{of}的 {}%；先取满名额，再按赛道内名次、同名次按得分从前往后取",
        constraints.limit,
        plain(constraints.sme_percent)
    )
}
