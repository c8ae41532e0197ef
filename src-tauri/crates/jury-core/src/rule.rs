//! The rule of a contest: how sheets become scores and scores become ranks.
//!
//! Not the rule file (TOML, read elsewhere) and not awards. The one rule to know: everything that a ranking depends on beside the marks
//! stands here, so that the rule's digest and the sheets' digests together determine a result.

use std::collections::BTreeSet;

use crate::contest::Round;
use crate::rubric::Rubric;
use crate::tally::Aggregation;
use crate::{GroupId, Points};

/// Which number ranks are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankBasis {
    /// The published, rounded score: what the public sees decides.
    Published,
    /// The exact score before rounding.
    Exact,
}

impl RankBasis {
    /// The name in documents and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Exact => "exact",
        }
    }
}

/// One step of the tie chain, 同分规则. Each compares exact values, the higher first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TieStep {
    /// The mean of all experts' totals, extremes included.
    AllMean,
    /// The mean of all experts' totals in one group of criteria. Of all experts, not of those used: which of two equal extremes is dropped is
    /// a convention and must not decide a rank.
    Group(GroupId),
    /// The highest single total.
    Highest,
}

/// What happens to an entry that some experts have not marked (absent, recused, material missing).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingPolicy {
    /// It is ranked by the marks there are.
    Ignore,
    /// It is ranked only with at least this many valid sheets.
    AtLeast(usize),
}

/// One round and its part in the final score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundRule {
    /// The round.
    pub round: Round,
    /// Its weight in percent.
    pub weight: Points,
}

/// The rule of a contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// How experts' totals become one score.
    pub aggregation: Aggregation,
    /// Digits after the point of a published score, 0 to 6; rounded half up.
    pub decimals: u8,
    /// Which number ranks are made from.
    pub rank_basis: RankBasis,
    /// What decides between equal scores, in order.
    pub ties: Vec<TieStep>,
    /// What happens to entries with missing marks.
    pub missing: MissingPolicy,
    /// The rounds in the order they are held; weights add up to 100.00.
    pub rounds: Vec<RoundRule>,
}

/// One thing wrong with a rule.
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
        /// Its place, counting from 1.
        position: usize,
    },
    /// A step of the tie chain compares a group the rubric does not have.
    #[error("the tie chain compares group {group}, which the rubric does not have")]
    UnknownGroup {
        /// The group named.
        group: GroupId,
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
}

/// More digits would only publish noise: with nine experts and marks in hundredths the sixth digit already comes from the division alone.
const MAX_DECIMALS: u8 = 6;

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
        let stood_before =
            |position: &usize| self.ties[..*position].contains(&self.ties[*position]);
        let repeated = (0..self.ties.len()).filter(stood_before);
        faults.extend(repeated.map(|index| RuleFault::RepeatedTieStep {
            position: index + 1,
        }));
        self.check_rounds(&mut faults);
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

    fn check_rounds(&self, faults: &mut Vec<RuleFault>) {
        let mut seen = BTreeSet::new();
        for RoundRule { round, weight } in &self.rounds {
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
}

impl Default for Rule {
    /// What Chinese contests commonly do: one highest and one lowest dropped from five experts up, two decimals, ranks by published scores;
    /// ties by the mean of all, then 应用价值, then 解决方案 (groups C and B of the sample rubric), then a shared rank. One written round.
    fn default() -> Self {
        let group = |id: &str| TieStep::Group(GroupId::new(id).expect("a letter is an id"));
        Self {
            aggregation: Aggregation::Trimmed {
                drop_high: 1,
                drop_low: 1,
                minimum_experts: 5,
            },
            decimals: 2,
            rank_basis: RankBasis::Published,
            ties: vec![TieStep::AllMean, group("C"), group("B")],
            missing: MissingPolicy::Ignore,
            rounds: vec![RoundRule {
                round: Round::Written,
                weight: Points::HUNDRED,
            }],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_rule_suits_the_sample_rubric() {
        assert_eq!(Rule::default().validate_for(&Rubric::built_in()), []);
    }

    #[test]
    fn every_fault_of_a_rule_is_listed() {
        let weight = Points::from_hundredths(4000);
        let rule = Rule {
            aggregation: Aggregation::Trimmed {
                drop_high: 2,
                drop_low: 1,
                minimum_experts: 3,
            },
            decimals: 7,
            ties: vec![
                TieStep::AllMean,
                TieStep::Group(GroupId::new("Z").unwrap()),
                TieStep::AllMean,
            ],
            rounds: vec![
                RoundRule {
                    round: Round::Written,
                    weight,
                },
                RoundRule {
                    round: Round::Written,
                    weight,
                },
            ],
            ..Rule::default()
        };
        let expected = [
            RuleFault::Decimals { given: 7, max: 6 },
            RuleFault::NobodyLeft {
                dropped: 3,
                minimum_experts: 3,
            },
            RuleFault::RepeatedTieStep { position: 3 },
            RuleFault::RepeatedRound {
                round: Round::Written,
            },
            RuleFault::RoundWeightSum {
                sum: Points::from_hundredths(8000),
            },
            RuleFault::UnknownGroup {
                group: GroupId::new("Z").unwrap(),
            },
        ];
        assert_eq!(rule.validate_for(&Rubric::built_in()), expected);
    }

    #[test]
    fn a_rule_without_rounds_or_with_an_empty_weight_is_refused() {
        assert_eq!(
            Rule {
                rounds: Vec::new(),
                ..Rule::default()
            }
            .validate(),
            [RuleFault::NoRounds]
        );
        let rounds = vec![
            RoundRule {
                round: Round::Written,
                weight: Points::ZERO,
            },
            RoundRule {
                round: Round::Roadshow,
                weight: Points::HUNDRED,
            },
        ];
        let expected = [RuleFault::RoundWeight {
            round: Round::Written,
            weight: Points::ZERO,
        }];
        assert_eq!(
            Rule {
                rounds,
                ..Rule::default()
            }
            .validate(),
            expected
        );
    }
}
