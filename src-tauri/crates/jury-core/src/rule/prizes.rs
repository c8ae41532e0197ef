//! What a rule says of awards and of the recommendation list.
//!
//! Not who gets them. The one rule to know: a quota never grows; where a tie stands across its line, people are asked.

use crate::rule::Places;
use crate::{AwardId, Points, TrackId};

/// The awards of a contest, 奖项.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Awards {
    /// Levels, the highest first.
    pub levels: Vec<AwardLevel>,
    /// Special prizes, given by hand.
    pub special: Vec<SpecialPrize>,
}

/// One level of awards, such as 一等奖.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardLevel {
    /// The id, such as `first`.
    pub id: AwardId,
    /// The name as certificates print it, 1 to 60 characters.
    pub name: String,
    /// How many entries get it.
    pub places: Places,
    /// Whether places may stay empty, 可空缺.
    pub vacancies: bool,
    /// The lowest final score (0.00 to 100.00) that may get it, where there is one. Only with [`Self::vacancies`].
    pub floor: Option<Points>,
}

/// A special prize, 特色奖, such as 最佳创新奖.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialPrize {
    /// The id.
    pub id: AwardId,
    /// The name as certificates print it, 1 to 60 characters.
    pub name: String,
    /// The most entries of the contest that may get it.
    pub count: u32,
}

/// The list recommended to the next contest, 推荐名单.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation {
    /// The most entries on it.
    pub limit: u32,
    /// The least share of small and medium enterprises in percent, 0.00 to 100.00.
    pub sme_share: Points,
    /// What the share is of.
    pub sme_of: SmeBase,
    /// Wishes for single tracks.
    pub tracks: Vec<TrackWish>,
}

impl Default for Recommendation {
    /// As the notice of the contest has it: at most 28, of all of them at least 10 % small and medium enterprises.
    fn default() -> Self {
        Self {
            limit: 28,
            sme_share: Points::from_hundredths(1000),
            sme_of: SmeBase::All,
            tracks: Vec::new(),
        }
    }
}

/// What the share of small and medium enterprises is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmeBase {
    /// Of all entries on the list: the stricter reading.
    All,
    /// Of the enterprises on the list alone.
    Enterprises,
}

impl SmeBase {
    /// The name in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Enterprises => "enterprises",
        }
    }
}

/// How many entries of one track the list should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackWish {
    /// The track.
    pub track: TrackId,
    /// At least so many.
    pub at_least: Option<u32>,
    /// At most so many.
    pub at_most: Option<u32>,
}
