//! The rule of a contest: how sheets become scores and scores become ranks.
//!
//! Not the rule file (TOML, read elsewhere) and not the awarding itself. The one rule to know: everything that a result depends on beside the
//! marks stands here, so that the rule's digest and the sheets' digests together determine it.

mod check;
mod prizes;

pub use check::RuleFault;
pub use prizes::{AwardLevel, Awards, Recommendation, SmeBase, SpecialPrize, TrackWish};

use crate::contest::Round;
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
    /// The entry's exact score in a round; decides nothing before that round was held.
    Round(Round),
}

/// What happens to an entry that some experts have not marked (absent, recused, material missing).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingPolicy {
    /// It is ranked by the marks there are.
    Ignore,
    /// It is ranked only with at least this many valid sheets.
    AtLeast(usize),
}

impl MissingPolicy {
    /// The fewest valid sheets an entry needs in every round it takes part in; with fewer it is an open item, `QUORUM`. At least 1.
    #[must_use]
    pub const fn quorum(self) -> usize {
        match self {
            Self::AtLeast(sheets) if sheets > 1 => sheets,
            Self::AtLeast(_) | Self::Ignore => 1,
        }
    }
}

/// One round and its part in the final score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundRule {
    /// The round.
    pub round: Round,
    /// Its weight in percent.
    pub weight: Points,
    /// Who goes on to the next round, 晋级; none: everybody. Never in the last round.
    pub promote: Option<Promote>,
}

/// The cut after a round: who goes on, 晋级.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promote {
    /// How many.
    pub places: Places,
    /// What happens when a tie stands across the cut.
    pub ties: CutTies,
}

/// What happens when entries of one rank stand across a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CutTies {
    /// All of them go on, so that there are more than the places say.
    All,
    /// Nothing goes on until people have decided.
    Ask,
}

impl CutTies {
    /// The name in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Ask => "ask",
        }
    }
}

/// How many entries a cut or an award takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// So many of every track.
    PerTrack(u32),
    /// A share of every track's entries.
    Ratio {
        /// The share in percent, above 0.00 and at most 100.00.
        percent: Points,
        /// How a share that is no whole number becomes one.
        rounding: Rounding,
    },
    /// So many of all tracks together.
    Across(u32),
}

/// How a share that is no whole number becomes one, 取整法.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// 四舍五入.
    HalfUp,
    /// 进一.
    Up,
    /// 舍去.
    Down,
    /// 最大余额: all shares together make the sum rounded half up, what is left over goes to the largest remainders. A cut is shared out over
    /// the tracks, awards over the levels of a track.
    LargestRemainder,
}

impl Rounding {
    /// Every way, in the order forms offer them.
    pub const ALL: [Self; 4] = [Self::HalfUp, Self::Up, Self::Down, Self::LargestRemainder];

    /// The name in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HalfUp => "half-up",
            Self::Up => "up",
            Self::Down => "down",
            Self::LargestRemainder => "largest-remainder",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == text)
    }
}

/// When an entry's marks differ so much that it is to be reviewed again, 复评. Points are those of experts' totals (0.00 to 100.00); neither
/// given: never by rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rereview {
    /// When the highest total is more than this above the lowest.
    pub range: Option<Points>,
    /// When a total is more than this away from the mean of the others.
    pub deviation: Option<Points>,
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
    /// The awards, the highest level first.
    pub awards: Awards,
    /// The list recommended to the next contest, where there is one.
    pub recommendation: Option<Recommendation>,
    /// When an entry is to be reviewed again.
    pub rereview: Rereview,
    /// Whether advisory figures, 参考, may be looked at. They never change a number.
    pub advisory: bool,
}

impl Rule {
    /// What the rule says of a round, and its place from 0; nothing for a round that is not held.
    #[must_use]
    pub fn round(&self, round: Round) -> Option<(usize, &RoundRule)> {
        self.rounds
            .iter()
            .enumerate()
            .find(|(_, one)| one.round == round)
    }
}

impl Default for Rule {
    /// What Chinese contests commonly do: one highest and one lowest dropped from five experts up, two decimals, ranks by published scores;
    /// ties by the mean of all, then 应用价值, then 解决方案 (groups C and B of the sample rubric), then a shared rank. One written round, no awards.
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
                promote: None,
            }],
            awards: Awards::default(),
            recommendation: None,
            rereview: Rereview::default(),
            advisory: false,
        }
    }
}

#[cfg(test)]
mod tests;
