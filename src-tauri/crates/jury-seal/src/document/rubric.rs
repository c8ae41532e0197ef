//! The rubric as a letter carries it. Not a document of its own: it travels inside letters, and its digest is that of its canonical
//! bytes (there is no PAE, since nobody signs it alone).

use std::collections::BTreeMap;

use jury_core::rubric::{Band, Criterion, Group, Profile, Rubric, Scale};
use jury_core::size_class::SizeClass;
use jury_core::{CriterionId, GroupId, Points, ProfileId};
use serde::{Deserialize, Serialize};

use super::SealError;
use super::gates::GatePart;
use crate::canon;
use crate::digest::{Digest, sha256};
use crate::wire;

/// A rubric, in the order it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RubricPart {
    /// The rubric's id.
    pub id: String,
    /// The name as shown.
    pub name: String,
    /// The version.
    pub version: u32,
    /// Whether the organiser says this is the official table.
    pub official: bool,
    /// Points or percent.
    #[serde(with = "wire::text")]
    pub scale: Scale,
    /// The smallest step of a mark, hundredths of a point.
    pub step: i64,
    /// Groups with their criteria.
    pub groups: Vec<GroupPart>,
    /// Gates.
    pub gates: Vec<GatePart>,
    /// Bands, percent of a criterion's maximum.
    pub bands: Vec<BandPart>,
    /// Weight profiles.
    pub profiles: Vec<ProfilePart>,
    /// Which profile a size class has.
    pub profile_of: Vec<ProfileOf>,
}

/// A group of criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupPart {
    /// The group.
    #[serde(with = "wire::text")]
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Its criteria.
    pub criteria: Vec<CriterionPart>,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionPart {
    /// The criterion.
    #[serde(with = "wire::text")]
    pub id: CriterionId,
    /// Its name.
    pub name: String,
    /// What to look at.
    pub guidance: String,
    /// A text per band; empty where the rubric does not say.
    pub levels: Vec<String>,
}

/// A band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandPart {
    /// Its name.
    pub name: String,
    /// Lower bound, percent.
    pub from_percent: u8,
    /// Upper bound, percent.
    pub to_percent: u8,
}

/// A weight profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfilePart {
    /// The profile.
    #[serde(with = "wire::text")]
    pub id: ProfileId,
    /// Its name.
    pub name: String,
    /// Its note.
    pub note: String,
    /// Weights, ascending by criterion.
    pub weights: Vec<Weight>,
}

/// What one criterion weighs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// The criterion.
    #[serde(with = "wire::text")]
    pub criterion: CriterionId,
    /// Hundredths of a point, or of a percent.
    pub weight: i64,
}

/// The profile of a size class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileOf {
    /// The size class.
    #[serde(with = "wire::text")]
    pub size_class: SizeClass,
    /// Its profile.
    #[serde(with = "wire::text")]
    pub profile: ProfileId,
}

/// Weights of a profile or a sheet as a list, ascending by criterion.
pub(crate) fn weights_of(weights: &BTreeMap<CriterionId, Points>) -> Vec<Weight> {
    let weight = |(criterion, points): (&CriterionId, &Points)| Weight {
        criterion: criterion.clone(),
        weight: points.hundredths(),
    };
    weights.iter().map(weight).collect()
}

/// The map of a list of weights.
pub(crate) fn weights_to_core(weights: &[Weight]) -> BTreeMap<CriterionId, Points> {
    weights
        .iter()
        .map(|one| (one.criterion.clone(), Points::from_hundredths(one.weight)))
        .collect()
}

impl RubricPart {
    /// The part of a rubric.
    #[must_use]
    pub fn of(rubric: &Rubric) -> Self {
        let profile_of = |(size, profile): (&SizeClass, &ProfileId)| ProfileOf {
            size_class: *size,
            profile: profile.clone(),
        };
        Self {
            id: rubric.id.clone(),
            name: rubric.name.clone(),
            version: rubric.version,
            official: rubric.official,
            scale: rubric.scale,
            step: rubric.step.hundredths(),
            groups: rubric.groups.iter().map(GroupPart::of).collect(),
            gates: rubric.gates.iter().map(GatePart::of).collect(),
            bands: rubric.bands.iter().map(BandPart::of).collect(),
            profiles: rubric.profiles.iter().map(ProfilePart::of).collect(),
            profile_of: rubric.profile_of.iter().map(profile_of).collect(),
        }
    }

    /// The rubric of this part; the caller validates it as any imported rubric.
    #[must_use]
    pub fn to_core(&self) -> Rubric {
        Rubric {
            id: self.id.clone(),
            name: self.name.clone(),
            version: self.version,
            official: self.official,
            scale: self.scale,
            step: Points::from_hundredths(self.step),
            groups: self.groups.iter().map(GroupPart::to_core).collect(),
            gates: self.gates.iter().map(GatePart::to_core).collect(),
            bands: self.bands.iter().map(BandPart::to_core).collect(),
            profiles: self.profiles.iter().map(ProfilePart::to_core).collect(),
            profile_of: self
                .profile_of
                .iter()
                .map(|one| (one.size_class, one.profile.clone()))
                .collect(),
        }
    }

    /// The rubric's digest: SHA-256 of the canonical bytes.
    ///
    /// # Errors
    /// [`SealError`] if a text may not stand in a payload.
    pub fn digest(&self) -> Result<Digest, SealError> {
        Ok(sha256(&canon::to_bytes(self)?))
    }
}

impl GroupPart {
    fn of(group: &Group) -> Self {
        let criterion = |one: &Criterion| CriterionPart {
            id: one.id.clone(),
            name: one.name.clone(),
            guidance: one.guidance.clone(),
            levels: one.levels.clone(),
        };
        Self {
            id: group.id.clone(),
            name: group.name.clone(),
            criteria: group.criteria.iter().map(criterion).collect(),
        }
    }

    fn to_core(&self) -> Group {
        let criterion = |one: &CriterionPart| Criterion {
            id: one.id.clone(),
            name: one.name.clone(),
            guidance: one.guidance.clone(),
            levels: one.levels.clone(),
        };
        Group {
            id: self.id.clone(),
            name: self.name.clone(),
            criteria: self.criteria.iter().map(criterion).collect(),
        }
    }
}

impl BandPart {
    fn of(band: &Band) -> Self {
        Self {
            name: band.name.clone(),
            from_percent: band.from_percent,
            to_percent: band.to_percent,
        }
    }

    fn to_core(&self) -> Band {
        Band {
            name: self.name.clone(),
            from_percent: self.from_percent,
            to_percent: self.to_percent,
        }
    }
}

impl ProfilePart {
    fn of(profile: &Profile) -> Self {
        Self {
            id: profile.id.clone(),
            name: profile.name.clone(),
            note: profile.note.clone(),
            weights: weights_of(&profile.weights),
        }
    }

    fn to_core(&self) -> Profile {
        Profile {
            id: self.id.clone(),
            name: self.name.clone(),
            note: self.note.clone(),
            weights: weights_to_core(&self.weights),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rubric_survives_the_journey() {
        let rubric = Rubric::built_in();
        let part = RubricPart::of(&rubric);
        let bytes = canon::to_bytes(&part).unwrap();
        let read: RubricPart = canon::from_bytes(&bytes).unwrap();
        assert_eq!(read.to_core(), rubric.clone());
        assert_eq!(read.digest(), part.digest());
    }
}
