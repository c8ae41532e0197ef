//! What can be wrong with a rubric.
//!
//! Not parsing. The one rule to know: all faults are listed, not the first, because a secretariat mends a whole table at once.

use std::collections::BTreeSet;

use super::{Profile, Rubric, Scale};
use crate::size_class::SizeClass;
use crate::{CriterionId, GateId, GroupId, Points, ProfileId};

/// The most gates a rubric may have. A form with more of them is a questionnaire.
pub const MOST_GATES: usize = 20;

/// One thing wrong with a rubric.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RubricFault {
    /// No criterion at all.
    #[error("the rubric has no criterion")]
    NoCriteria,
    /// No weight profile at all.
    #[error("the rubric has no weight profile")]
    NoProfiles,
    /// A group without criteria.
    #[error("group {group} has no criterion")]
    EmptyGroup {
        /// The group.
        group: GroupId,
    },
    /// Two groups of one id.
    #[error("group {group} stands twice")]
    DuplicateGroup {
        /// The id.
        group: GroupId,
    },
    /// Two criteria of one id.
    #[error("criterion {criterion} stands twice")]
    DuplicateCriterion {
        /// The id.
        criterion: CriterionId,
    },
    /// Two gates of one id.
    #[error("gate {gate} stands twice")]
    DuplicateGate {
        /// The id.
        gate: GateId,
    },
    /// More gates than [`MOST_GATES`].
    #[error("the rubric has {given} gates, more than {MOST_GATES}")]
    TooManyGates {
        /// Gates given.
        given: usize,
    },
    /// Two profiles of one id.
    #[error("profile {profile} stands twice")]
    DuplicateProfile {
        /// The id.
        profile: ProfileId,
    },
    /// A profile leaves a criterion out.
    #[error("profile {profile} has no weight for {criterion}")]
    Unweighed {
        /// The profile.
        profile: ProfileId,
        /// The criterion left out.
        criterion: CriterionId,
    },
    /// A profile weighs something that is not in the rubric.
    #[error("profile {profile} weighs {criterion}, which is no criterion of the rubric")]
    UnknownCriterion {
        /// The profile.
        profile: ProfileId,
        /// The criterion that is not there.
        criterion: CriterionId,
    },
    /// A weight of zero or less.
    #[error("profile {profile} weighs {criterion} with {weight}")]
    WeightNotPositive {
        /// The profile.
        profile: ProfileId,
        /// The criterion.
        criterion: CriterionId,
        /// The weight given.
        weight: Points,
    },
    /// The weights of a profile do not add up to 100.00.
    #[error("the weights of profile {profile} add up to {sum}, not 100.00")]
    WeightSum {
        /// The profile.
        profile: ProfileId,
        /// What they add up to.
        sum: Points,
    },
    /// The step is zero or less.
    #[error("{step} is no step")]
    StepNotPositive {
        /// The step given.
        step: Points,
    },
    /// The maximum of a criterion cannot be reached in whole steps.
    #[error("the maximum {max} of {criterion} in profile {profile} is not a multiple of {step}")]
    StepDoesNotDivide {
        /// The profile.
        profile: ProfileId,
        /// The criterion.
        criterion: CriterionId,
        /// Its maximum.
        max: Points,
        /// The step.
        step: Points,
    },
    /// A size class has no profile.
    #[error("size class {} has no weight profile", size.as_str())]
    SizeClassWithoutProfile {
        /// The class.
        size: SizeClass,
    },
    /// A size class names a profile that is not there.
    #[error("size class {} has profile {profile}, which is not there", size.as_str())]
    UnknownProfile {
        /// The class.
        size: SizeClass,
        /// The profile named.
        profile: ProfileId,
    },
    /// The bands do not run from 100 down to 0 without gap or overlap.
    #[error(
        "band {name:?} does not join its neighbours; bands run from 100 percent down to 0 without a gap"
    )]
    Bands {
        /// The first band out of line.
        name: String,
    },
    /// A criterion describes some bands and not others.
    #[error("criterion {criterion} describes {given} of {expected} bands")]
    Levels {
        /// The criterion.
        criterion: CriterionId,
        /// Descriptions given.
        given: usize,
        /// Bands of the rubric.
        expected: usize,
    },
}

impl Rubric {
    /// Everything that is wrong with this rubric; empty when it can be used. Nothing may be frozen or judged by a rubric with faults.
    #[must_use]
    pub fn validate(&self) -> Vec<RubricFault> {
        let mut faults = Vec::new();
        self.check_criteria(&mut faults);
        self.check_gates(&mut faults);
        self.check_bands(&mut faults);
        if self.step <= Points::ZERO {
            faults.push(RubricFault::StepNotPositive { step: self.step });
        }
        let ids = self.profiles.iter().map(|profile| &profile.id);
        faults.extend(repeated(ids).map(|profile| RubricFault::DuplicateProfile { profile }));
        if self.profiles.is_empty() {
            faults.push(RubricFault::NoProfiles);
        }
        self.profiles
            .iter()
            .for_each(|profile| self.check_profile(profile, &mut faults));
        self.check_size_classes(&mut faults);
        faults
    }

    fn check_criteria(&self, faults: &mut Vec<RubricFault>) {
        if self.criteria().next().is_none() {
            faults.push(RubricFault::NoCriteria);
        }
        for group in self.groups.iter().filter(|group| group.criteria.is_empty()) {
            faults.push(RubricFault::EmptyGroup {
                group: group.id.clone(),
            });
        }
        faults.extend(
            repeated(self.groups.iter().map(|group| &group.id))
                .map(|group| RubricFault::DuplicateGroup { group }),
        );
        let ids = self.criteria().map(|(_, criterion)| &criterion.id);
        faults.extend(repeated(ids).map(|criterion| RubricFault::DuplicateCriterion { criterion }));
        let expected = self.bands.len();
        for (_, criterion) in self
            .criteria()
            .filter(|(_, criterion)| !criterion.levels.is_empty())
        {
            if criterion.levels.len() != expected {
                faults.push(RubricFault::Levels {
                    criterion: criterion.id.clone(),
                    given: criterion.levels.len(),
                    expected,
                });
            }
        }
    }

    fn check_gates(&self, faults: &mut Vec<RubricFault>) {
        let ids = self.gates.iter().map(|gate| &gate.id);
        faults.extend(repeated(ids).map(|gate| RubricFault::DuplicateGate { gate }));
        let given = self.gates.len();
        faults.extend((given > MOST_GATES).then_some(RubricFault::TooManyGates { given }));
    }

    fn check_bands(&self, faults: &mut Vec<RubricFault>) {
        let mut upper = 100;
        for band in &self.bands {
            if band.to_percent != upper || band.from_percent >= band.to_percent {
                faults.push(RubricFault::Bands {
                    name: band.name.clone(),
                });
                return;
            }
            upper = band.from_percent;
        }
        if let Some(lowest) = self.bands.last().filter(|_| upper != 0) {
            faults.push(RubricFault::Bands {
                name: lowest.name.clone(),
            });
        }
    }

    fn check_profile(&self, profile: &Profile, faults: &mut Vec<RubricFault>) {
        let id = || profile.id.clone();
        let known: BTreeSet<_> = self
            .criteria()
            .map(|(_, criterion)| &criterion.id)
            .collect();
        for criterion in known
            .iter()
            .filter(|criterion| !profile.weights.contains_key(**criterion))
        {
            faults.push(RubricFault::Unweighed {
                profile: id(),
                criterion: (*criterion).clone(),
            });
        }
        for (criterion, weight) in &profile.weights {
            if !known.contains(criterion) {
                faults.push(RubricFault::UnknownCriterion {
                    profile: id(),
                    criterion: criterion.clone(),
                });
            }
            if *weight <= Points::ZERO {
                faults.push(RubricFault::WeightNotPositive {
                    profile: id(),
                    criterion: criterion.clone(),
                    weight: *weight,
                });
            }
            let max = if self.scale == Scale::Points {
                *weight
            } else {
                Points::HUNDRED
            };
            if self.step > Points::ZERO && !max.is_multiple_of(self.step) {
                faults.push(RubricFault::StepDoesNotDivide {
                    profile: id(),
                    criterion: criterion.clone(),
                    max,
                    step: self.step,
                });
            }
        }
        let sum: Points = profile.weights.values().copied().sum();
        if sum != Points::HUNDRED {
            faults.push(RubricFault::WeightSum { profile: id(), sum });
        }
    }

    fn check_size_classes(&self, faults: &mut Vec<RubricFault>) {
        for size in SizeClass::ALL {
            match self.profile_of.get(&size) {
                None => faults.push(RubricFault::SizeClassWithoutProfile { size }),
                Some(profile) if self.profile(profile).is_none() => {
                    faults.push(RubricFault::UnknownProfile {
                        size,
                        profile: profile.clone(),
                    });
                }
                Some(_) => {}
            }
        }
    }
}

/// Every id that stands more than once, once.
fn repeated<'a, Id: Ord + Clone + 'a>(
    ids: impl Iterator<Item = &'a Id>,
) -> impl Iterator<Item = Id> {
    let mut seen = BTreeSet::new();
    let twice: BTreeSet<Id> = ids
        .filter(|id| !seen.insert((*id).clone()))
        .cloned()
        .collect();
    twice.into_iter()
}
