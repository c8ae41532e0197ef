//! Names of things that are compared by machines: contests, tracks, entries, experts, criteria.
//!
//! Not display text: a title or a person's name is a plain string. The one rule: an id is 1–32 ASCII letters, digits or hyphens, so that no
//! look-alike character can make two ids seem one and none can act as a path. An id is shared when cloned: a merge holds
//! the same few hundred ids hundreds of thousands of times.

use std::fmt;
use std::sync::Arc;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Empty, or longer than 32 characters.
    #[error("an id has 1 to 32 characters, this one has {length}")]
    Length {
        /// Characters given.
        length: usize,
    },
    /// A character outside `[A-Za-z0-9-]`.
    #[error("an id consists of ASCII letters, digits and hyphens, not {found:?}")]
    Character {
        /// The first character that may not stand in an id.
        found: char,
    },
}

fn check(text: &str) -> Result<(), IdError> {
    if let Some(found) = text
        .chars()
        .find(|c| !c.is_ascii_alphanumeric() && *c != '-')
    {
        return Err(IdError::Character { found });
    }
    match text.len() {
        1..=32 => Ok(()),
        length => Err(IdError::Length { length }),
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes a text that is 1–32 ASCII letters, digits or hyphens.
            ///
            /// # Errors
            /// [`IdError`] says which of the two rules is broken.
            pub fn new(text: impl AsRef<str>) -> Result<Self, IdError> {
                let text = text.as_ref();
                check(text)?;
                Ok(Self(text.into()))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }
    )* };
}

ids! {
    /// A contest in one edition, 赛事.
    ContestId,
    /// A track, 赛道, such as `02`.
    TrackId,
    /// An entry, 参赛项目, such as `02-031`.
    EntryId,
    /// An expert, 评审专家, such as `E0204`.
    ExpertId,
    /// A panel, 评审组.
    PanelId,
    /// A criterion of the second level, 二级指标, such as `B4`.
    CriterionId,
    /// A group of criteria, 一级指标, such as `B`.
    GroupId,
    /// A gate, 门槛项, such as `G3`.
    GateId,
    /// A weight profile, 权重方案, such as `sme`.
    ProfileId,
    /// A material of a dossier, 材料.
    MaterialId,
    /// A level of awards or a special prize, 奖项, such as `first`.
    AwardId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_refuses_look_alikes_paths_and_emptiness() {
        assert!(EntryId::new("02-031").is_ok());
        assert_eq!(EntryId::new("../a"), Err(IdError::Character { found: '.' }));
        assert_eq!(
            EntryId::new("０２"),
            Err(IdError::Character { found: '０' })
        );
        assert_eq!(EntryId::new(""), Err(IdError::Length { length: 0 }));
        assert_eq!(
            EntryId::new("a".repeat(33)),
            Err(IdError::Length { length: 33 })
        );
    }
}
