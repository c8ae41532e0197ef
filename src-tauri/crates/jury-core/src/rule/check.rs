//! Everything that can be wrong with a rule.
//!
//! Not whether the file could be read. The one rule to know: all faults are listed, each with the place it is at.

use std::collections::BTreeSet;

use crate::contest::{Round, Track};
use crate::rubric::Rubric;
use crate::rule::{Places, Recommendation, RoundRule, Rule, TieStep};
use crate::tally::Aggregation;
use crate::{AwardId, GroupId, Points, TrackId};

/// One thing wrong with a rule. Positions count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// More decimals than a published score may have.
    #[error("{given} decimals; at most {max}")]
    Decimals {
        /// Decimals given.
        given: u8,
        /// The most allowed.
        max: u8,
    },
    /// So many totals are dropped that the smallest panel allowed has none left.
    #[error("dropping {dropped} of {minimum_experts} experts leaves nobody")]
    NobodyLeft {
        /// Totals dropped.
        dropped: usize,
        /// Experts from which on totals are dropped.
        minimum_experts: usize,
    },
    /// A step of the tie chain that can decide nothing because it stood before.
    #[error("step {position} of the tie chain stood before")]
    RepeatedTieStep {
        /// Its place.
        position: usize,
    },
    /// A step of the tie chain compares a group the rubric does not have.
    #[error("the tie chain compares group {group}, which the rubric does not have")]
    UnknownGroup {
        /// The group named.
        group: GroupId,
    },
    /// A step of the tie chain compares a round that is not held.
    #[error("step {position} of the tie chain compares {}, which is not held", round.as_str())]
    TieRoundNotHeld {
        /// Its place.
        position: usize,
        /// The round named.
        round: Round,
    },
    /// No round at all.
    #[error("the rule has no round")]
    NoRounds,
    /// A round stands twice.
    #[error("round {} stands twice", round.as_str())]
    RepeatedRound {
        /// The round.
        round: Round,
    },
    /// A round with a weight of zero or less.
    #[error("round {} weighs {weight}", round.as_str())]
    RoundWeight {
        /// The round.
        round: Round,
        /// The weight given.
        weight: Points,
    },
    /// The rounds' weights do not add up to 100.00.
    #[error("the weights of the rounds add up to {sum}, not 100.00")]
    RoundWeightSum {
        /// What they add up to.
        sum: Points,
    },
    /// The last round promotes entries, and there is nothing to go on to.
    #[error("round {} is the last and promotes", round.as_str())]
    PromotionFromLast {
        /// The round.
        round: Round,
    },
    /// A cut that lets nobody go on.
    #[error("round {} promotes nobody", round.as_str())]
    PromotesNobody {
        /// The round.
        round: Round,
    },
    /// A share outside 0 to 100 percent.
    #[error("round {} promotes {percent} percent", round.as_str())]
    PromotionRatio {
        /// The round.
        round: Round,
        /// The share given.
        percent: Points,
    },
    /// An award or special prize whose id stood before.
    #[error("award {id} at position {position} stood before")]
    RepeatedAward {
        /// The id.
        id: AwardId,
        /// Its place in its list.
        position: usize,
    },
    /// A name that is empty, longer than 60 characters or not on one line.
    #[error("the name of award {id} has {length} characters")]
    AwardName {
        /// The id.
        id: AwardId,
        /// Its length in characters.
        length: usize,
    },
    /// An award for nobody.
    #[error("award {id} has no places")]
    AwardPlaces {
        /// The id.
        id: AwardId,
    },
    /// A share outside 0 to 100 percent.
    #[error("award {id} takes {percent} percent")]
    AwardRatio {
        /// The id.
        id: AwardId,
        /// The share given.
        percent: Points,
    },
    /// The levels together take more than everybody.
    #[error("the awards take {sum} percent of a track")]
    AwardRatioSum {
        /// What their shares add up to.
        sum: Points,
    },
    /// A lowest score outside 0 to 100, or one where no place may stay empty.
    #[error("award {id} has a lowest score of {floor}, vacancies allowed: {vacancies}")]
    AwardFloor {
        /// The id.
        id: AwardId,
        /// The score given.
        floor: Points,
        /// Whether places may stay empty.
        vacancies: bool,
    },
    /// A recommendation list for nobody.
    #[error("the recommendation list has no places")]
    RecommendationLimit,
    /// A share of small and medium enterprises outside 0 to 100 percent.
    #[error("the share of small and medium enterprises is {percent} percent")]
    SmeShare {
        /// The share given.
        percent: Points,
    },
    /// A track with two wishes.
    #[error("track {track} at position {position} has a wish already")]
    RepeatedWish {
        /// The track.
        track: TrackId,
        /// Its place in the list of wishes.
        position: usize,
    },
    /// A wish for more than it allows.
    #[error("track {track}: at least {at_least}, at most {at_most}")]
    WishContradiction {
        /// The track.
        track: TrackId,
        /// At least.
        at_least: u32,
        /// At most.
        at_most: u32,
    },
    /// The wishes together need more places than there are.
    #[error("the wishes need {needed} places of {limit}")]
    WishesBeyondLimit {
        /// Places needed.
        needed: u32,
        /// Places there are.
        limit: u32,
    },
    /// A wish for a track the contest does not have.
    #[error("the recommendation names track {track}, which the contest does not have")]
    UnknownTrack {
        /// The track named.
        track: TrackId,
    },
    /// A range or deviation for re-review outside 0 to 100 points.
    #[error("re-review from {given} points")]
    RereviewPoints {
        /// Points given.
        given: Points,
    },
}

/// More digits would only publish noise: with nine experts and marks in hundredths the sixth digit already comes from the division alone.
const MAX_DECIMALS: u8 = 6;

/// The longest name a certificate prints.
const MAX_NAME: usize = 60;

impl Rule {
    /// Everything wrong with this rule by itself; empty when it can be used.
    #[must_use]
    pub fn validate(&self) -> Vec<RuleFault> {
        let mut faults = Vec::new();
        if self.decimals > MAX_DECIMALS {
            faults.push(RuleFault::Decimals {
                given: self.decimals,
                max: MAX_DECIMALS,
            });
        }
        if let Aggregation::Trimmed {
            drop_high,
            drop_low,
            minimum_experts,
        } = self.aggregation
        {
            let dropped = drop_high.saturating_add(drop_low);
            if dropped >= minimum_experts {
                faults.push(RuleFault::NobodyLeft {
                    dropped,
                    minimum_experts,
                });
            }
        }
        self.check_ties(&mut faults);
        self.check_rounds(&mut faults);
        self.check_cuts(&mut faults);
        self.check_awards(&mut faults);
        if let Some(recommendation) = &self.recommendation {
            check_recommendation(recommendation, &mut faults);
        }
        let limits = [self.rereview.range, self.rereview.deviation];
        let outside = limits.into_iter().flatten().filter(|given| !share(*given));
        faults.extend(outside.map(|given| RuleFault::RereviewPoints { given }));
        faults
    }

    /// Everything wrong with this rule for entries judged by `rubric`; includes [`Self::validate`].
    #[must_use]
    pub fn validate_for(&self, rubric: &Rubric) -> Vec<RuleFault> {
        let known = |group: &GroupId| rubric.groups.iter().any(|candidate| candidate.id == *group);
        let unknown = self.ties.iter().filter_map(|step| match step {
            TieStep::Group(group) if !known(group) => Some(RuleFault::UnknownGroup {
                group: group.clone(),
            }),
            _ => None,
        });
        self.validate().into_iter().chain(unknown).collect()
    }

    /// Everything this rule says of tracks that a contest with `tracks` does not have.
    #[must_use]
    pub fn validate_tracks(&self, tracks: &[Track]) -> Vec<RuleFault> {
        let wishes = self.recommendation.iter().flat_map(|list| &list.tracks);
        wishes
            .filter(|wish| tracks.iter().all(|track| track.id != wish.track))
            .map(|wish| RuleFault::UnknownTrack {
                track: wish.track.clone(),
            })
            .collect()
    }

    fn check_ties(&self, faults: &mut Vec<RuleFault>) {
        for (index, step) in self.ties.iter().enumerate() {
            let position = index + 1;
            if self.ties[..index].contains(step) {
                faults.push(RuleFault::RepeatedTieStep { position });
            }
            if let TieStep::Round(round) = *step
                && self.round(round).is_none()
            {
                faults.push(RuleFault::TieRoundNotHeld { position, round });
            }
        }
    }

    fn check_rounds(&self, faults: &mut Vec<RuleFault>) {
        let mut seen = BTreeSet::new();
        for RoundRule { round, weight, .. } in &self.rounds {
            if !seen.insert(*round) {
                faults.push(RuleFault::RepeatedRound { round: *round });
            }
            if *weight <= Points::ZERO {
                faults.push(RuleFault::RoundWeight {
                    round: *round,
                    weight: *weight,
                });
            }
        }
        let sum: Points = self.rounds.iter().map(|round| round.weight).sum();
        if self.rounds.is_empty() {
            faults.push(RuleFault::NoRounds);
        } else if sum != Points::HUNDRED {
            faults.push(RuleFault::RoundWeightSum { sum });
        }
    }

    fn check_cuts(&self, faults: &mut Vec<RuleFault>) {
        for (index, one) in self.rounds.iter().enumerate() {
            let (Some(promote), round) = (&one.promote, one.round) else {
                continue;
            };
            if index + 1 == self.rounds.len() {
                faults.push(RuleFault::PromotionFromLast { round });
            }
            match promote.places {
                Places::PerTrack(0) | Places::Across(0) => {
                    faults.push(RuleFault::PromotesNobody { round });
                }
                Places::Ratio { percent, .. } if !share(percent) => {
                    faults.push(RuleFault::PromotionRatio { round, percent });
                }
                _ => {}
            }
        }
    }

    fn check_awards(&self, faults: &mut Vec<RuleFault>) {
        let mut seen = BTreeSet::new();
        let levels = self.awards.levels.iter().map(|one| (&one.id, &one.name));
        let special = self.awards.special.iter().map(|one| (&one.id, &one.name));
        for (index, (id, name)) in levels.enumerate().chain(special.enumerate()) {
            if !seen.insert(id) {
                faults.push(RuleFault::RepeatedAward {
                    id: id.clone(),
                    position: index + 1,
                });
            }
            let length = name.chars().count();
            if name.trim().is_empty() || length > MAX_NAME || name.chars().any(char::is_control) {
                faults.push(RuleFault::AwardName {
                    id: id.clone(),
                    length,
                });
            }
        }
        self.check_award_places(faults);
    }

    fn check_award_places(&self, faults: &mut Vec<RuleFault>) {
        let mut sum = Points::ZERO;
        for level in &self.awards.levels {
            let id = || level.id.clone();
            match level.places {
                Places::PerTrack(0) | Places::Across(0) => {
                    faults.push(RuleFault::AwardPlaces { id: id() });
                }
                Places::Ratio { percent, .. } if !share(percent) => {
                    faults.push(RuleFault::AwardRatio { id: id(), percent });
                }
                Places::Ratio { percent, .. } => {
                    sum = [sum, percent].into_iter().sum();
                }
                _ => {}
            }
            if let Some(floor) = level.floor
                && (!share(floor) || !level.vacancies)
            {
                faults.push(RuleFault::AwardFloor {
                    id: id(),
                    floor,
                    vacancies: level.vacancies,
                });
            }
        }
        if sum > Points::HUNDRED {
            faults.push(RuleFault::AwardRatioSum { sum });
        }
        let empty = self.awards.special.iter().filter(|one| one.count == 0);
        faults.extend(empty.map(|one| RuleFault::AwardPlaces { id: one.id.clone() }));
    }
}

fn check_recommendation(list: &Recommendation, faults: &mut Vec<RuleFault>) {
    if list.limit == 0 {
        faults.push(RuleFault::RecommendationLimit);
    }
    if list.sme_share != Points::ZERO && !share(list.sme_share) {
        faults.push(RuleFault::SmeShare {
            percent: list.sme_share,
        });
    }
    let mut seen = BTreeSet::new();
    let mut needed = 0_u32;
    for (index, wish) in list.tracks.iter().enumerate() {
        if !seen.insert(&wish.track) {
            faults.push(RuleFault::RepeatedWish {
                track: wish.track.clone(),
                position: index + 1,
            });
        }
        if let (Some(at_least), Some(at_most)) = (wish.at_least, wish.at_most)
            && at_least > at_most
        {
            faults.push(RuleFault::WishContradiction {
                track: wish.track.clone(),
                at_least,
                at_most,
            });
        }
        needed = needed.saturating_add(wish.at_least.unwrap_or(0));
    }
    if list.limit > 0 && needed > list.limit {
        faults.push(RuleFault::WishesBeyondLimit {
            needed,
            limit: list.limit,
        });
    }
}

/// Above nothing, at most all: percent of a whole, or points of a total.
fn share(given: Points) -> bool {
    given > Points::ZERO && given <= Points::HUNDRED
}
