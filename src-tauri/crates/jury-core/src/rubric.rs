//! The rubric, 指标体系: what is judged, and how much each part weighs for which size of entrant.
//!
//! Not the marks (see [`crate::sheet`]). The one rule to know: every weight profile weighs every criterion and adds up to exactly 100.00, so a
//! total is always out of a hundred, whichever profile an entry has.

mod check;
mod sample;
mod sample_gates;

use std::collections::BTreeMap;

use num_bigint::BigInt;

use crate::size_class::SizeClass;
use crate::{CriterionId, Exact, GateId, GroupId, Points, ProfileId};

pub use check::{MOST_GATES, RubricFault};
pub use sample::SampleError;

/// How marks and weights go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// A profile's weight of a criterion is its maximum; marks add up.
    Points,
    /// Every mark is 0–100 and counts with the profile's weight in percent.
    Percent,
}

impl Scale {
    /// The name in documents and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Percent => "percent",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Points, Self::Percent]
            .into_iter()
            .find(|scale| scale.as_str() == text)
    }
}

/// A criterion of the second level, 二级指标: what one mark is given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// The id, such as `B4`.
    pub id: CriterionId,
    /// The name as printed.
    pub name: String,
    /// What to look at, 评分要点.
    pub guidance: String,
    /// What each band means for this criterion, in the order of [`Rubric::bands`]; empty where the rubric does not say.
    pub levels: Vec<String>,
}

/// A group of criteria, 一级指标.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The id, such as `B`.
    pub id: GroupId,
    /// The name as printed.
    pub name: String,
    /// Its criteria, at least one.
    pub criteria: Vec<Criterion>,
}

/// A gate, 门槛项: something an entrant must fulfil and that is never marked, such as the right of the entrant to take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// The id, such as `G3`.
    pub id: GateId,
    /// The name as printed.
    pub name: String,
    /// What to look at, 要点.
    pub guidance: String,
}

/// A band of marks with a name, such as 优秀 85–100 %. An aid for experts; never part of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The name as printed.
    pub name: String,
    /// Percent of the maximum at which the band begins, included.
    pub from_percent: u8,
    /// Percent of the maximum at which the band above begins, or 100.
    pub to_percent: u8,
}

/// A weight profile, 权重方案.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The id, such as `sme`.
    pub id: ProfileId,
    /// The name as printed.
    pub name: String,
    /// Whom it is for and why.
    pub note: String,
    /// Every criterion's weight, above zero; together exactly 100.00.
    pub weights: BTreeMap<CriterionId, Points>,
}

/// A rubric, 指标体系, with all its weight profiles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rubric {
    /// A name for machines, such as `T0`.
    pub id: String,
    /// The name as printed.
    pub name: String,
    /// Counts up with every change before it is frozen.
    pub version: u32,
    /// Whether the organiser vouches that this is the contest's published rubric. The built-in sample is not.
    pub official: bool,
    /// How marks and weights go together.
    pub scale: Scale,
    /// The finest step of a mark, such as 0.50; divides every maximum.
    pub step: Points,
    /// The groups in order.
    pub groups: Vec<Group>,
    /// The gates in the order shown, at most [`MOST_GATES`]; may be empty. No gate is part of a number.
    pub gates: Vec<Gate>,
    /// The bands from the best down, without gaps from 100 to 0; may be empty.
    pub bands: Vec<Band>,
    /// The weight profiles, at least one.
    pub profiles: Vec<Profile>,
    /// Which profile an entry of a size class has; every class has one.
    pub profile_of: BTreeMap<SizeClass, ProfileId>,
}

/// Why a mark cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MarkFault {
    /// Below zero or above the maximum.
    #[error("{given} is outside 0.00 to {max}")]
    OutOfRange {
        /// The mark given.
        given: Points,
        /// The most that can be given here.
        max: Points,
        /// The finest step.
        step: Points,
    },
    /// Not a whole number of steps.
    #[error("{given} is not a multiple of {step}")]
    OffStep {
        /// The mark given.
        given: Points,
        /// The most that can be given here.
        max: Points,
        /// The finest step.
        step: Points,
    },
    /// The profile does not weigh this criterion.
    #[error("{criterion} is not a criterion here")]
    NoSuchCriterion {
        /// The criterion named.
        criterion: CriterionId,
    },
}

impl Rubric {
    /// The profile of this id.
    #[must_use]
    pub fn profile(&self, id: &ProfileId) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.id == *id)
    }

    /// The profile an entry of this size class has.
    #[must_use]
    pub fn profile_for(&self, size: SizeClass) -> Option<&Profile> {
        self.profile(self.profile_of.get(&size)?)
    }

    /// The gate of this id.
    #[must_use]
    pub fn gate(&self, id: &GateId) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.id == *id)
    }

    /// Every criterion with its group, in order.
    pub fn criteria(&self) -> impl Iterator<Item = (&Group, &Criterion)> {
        self.groups.iter().flat_map(|group| {
            group
                .criteria
                .iter()
                .map(move |criterion| (group, criterion))
        })
    }

    /// The most that can be given for a criterion: its weight, or 100 in the percent scale.
    #[must_use]
    pub fn maximum(&self, profile: &Profile, criterion: &CriterionId) -> Option<Points> {
        let weight = *profile.weights.get(criterion)?;
        Some(match self.scale {
            Scale::Points => weight,
            Scale::Percent => Points::HUNDRED,
        })
    }

    /// Says whether a mark can stand.
    ///
    /// # Errors
    /// [`MarkFault`]: no such criterion, out of range, or off the step.
    pub fn check_mark(
        &self,
        profile: &Profile,
        criterion: &CriterionId,
        given: Points,
    ) -> Result<(), MarkFault> {
        let step = self.step;
        let Some(max) = self.maximum(profile, criterion) else {
            return Err(MarkFault::NoSuchCriterion {
                criterion: criterion.clone(),
            });
        };
        if given < Points::ZERO || given > max {
            return Err(MarkFault::OutOfRange { given, max, step });
        }
        if given.is_multiple_of(step) {
            Ok(())
        } else {
            Err(MarkFault::OffStep { given, max, step })
        }
    }

    /// The total of the marks present, in points out of 100. A criterion without a mark or without a weight adds nothing.
    #[must_use]
    pub fn total(&self, profile: &Profile, marks: &BTreeMap<CriterionId, Points>) -> Exact {
        self.sum(profile, marks.iter())
    }

    /// What one group contributes to the total.
    #[must_use]
    pub fn group_total(
        &self,
        profile: &Profile,
        group: &GroupId,
        marks: &BTreeMap<CriterionId, Points>,
    ) -> Exact {
        let members = self
            .groups
            .iter()
            .filter(|candidate| candidate.id == *group)
            .flat_map(|group| &group.criteria);
        self.sum(
            profile,
            members.filter_map(|criterion| marks.get_key_value(&criterion.id)),
        )
    }

    /// What every group contributes to the total; the values add up to [`Self::total`].
    #[must_use]
    pub fn group_totals(
        &self,
        profile: &Profile,
        marks: &BTreeMap<CriterionId, Points>,
    ) -> BTreeMap<GroupId, Exact> {
        self.groups
            .iter()
            .map(|group| {
                (
                    group.id.clone(),
                    self.group_total(profile, &group.id, marks),
                )
            })
            .collect()
    }

    /// The band a mark falls into, if the rubric has bands and the mark is not below the lowest.
    #[must_use]
    pub fn band(&self, mark: Points, max: Points) -> Option<&Band> {
        let reached = |band: &&Band| {
            i128::from(mark.hundredths()) * 100
                >= i128::from(max.hundredths()) * i128::from(band.from_percent)
        };
        self.bands
            .iter()
            .filter(reached)
            .max_by_key(|band| band.from_percent)
    }

    fn sum<'a>(
        &self,
        profile: &Profile,
        marks: impl Iterator<Item = (&'a CriterionId, &'a Points)>,
    ) -> Exact {
        let weighed =
            marks.filter_map(|(criterion, mark)| Some((*mark, *profile.weights.get(criterion)?)));
        match self.scale {
            Scale::Points => added(weighed.map(|(mark, _)| mark)),
            Scale::Percent => weighted_total(weighed),
        }
    }
}

fn added(marks: impl Iterator<Item = Points>) -> Exact {
    // Fewer than 2^64 numbers of 64 bits cannot overflow 128.
    let hundredths: i128 = marks.map(|mark| i128::from(mark.hundredths())).sum();
    Exact::from_fraction(hundredths.into(), 100)
}

/// Marks (0–100) with their weights in percent, added up: Σ mark × weight ÷ 100.
pub fn weighted_total(marks_and_weights: impl IntoIterator<Item = (Points, Points)>) -> Exact {
    // A document may carry any 64-bit numbers, and a few of their products pass 128 bits.
    let product = |(mark, weight): (Points, Points)| {
        BigInt::from(i128::from(mark.hundredths()) * i128::from(weight.hundredths()))
    };
    Exact::from_fraction(
        marks_and_weights.into_iter().map(product).sum(),
        100 * 100 * 100,
    )
}

#[cfg(test)]
mod tests;
