//! The rule editor: the rule in force, what another would change, adopting it.
//!
//! Decimals travel as strings. The form says what the rule file says, key by key.

use super::{wire, wire_enum};

wire_enum! {
    /// How experts' totals become one score.
    pub enum RuleAggregation {
        /// 平均
        Mean,
        /// 去掉最高最低后平均
        Trimmed,
        /// 中位数
        Median,
    }
    /// Which number ranks are made from.
    pub enum RuleBasis {
        /// 公布分
        Published,
        /// 准确值
        Exact,
    }
    /// How many entries a cut or an award takes.
    pub enum RulePlacesKind {
        /// 每赛道几个
        PerTrack,
        /// 按比例
        Ratio,
        /// 全部赛道合计几个
        Across,
    }
}
wire! {
    /// The rule in force.
    pub struct RuleLook {
        /// Key by key.
        pub form: RuleForm,
        /// The canonical text of the rule file.
        pub text: String,
        /// Its digest, hexadecimal.
        pub digest: String,
        /// In one sentence.
        pub sentence: String,
        /// Groups of the rubric that the tie chain may compare.
        pub groups: Vec<RuleGroup>,
        /// Tracks, for the recommendation.
        pub tracks: Vec<super::merge::TrackName>,
        /// Why it cannot be changed now; empty where it can.
        pub locked: String,
        /// Whether letters went out under another rule, in words; empty where not.
        pub letters: String,
    }
    /// A group of criteria.
    pub struct RuleGroup {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
    }
    /// A rule, key by key.
    pub struct RuleForm {
        /// How totals become one score.
        pub aggregation: RuleAggregation,
        /// How many of the highest are dropped.
        pub drop_high: u32,
        /// How many of the lowest are dropped.
        pub drop_low: u32,
        /// Experts from which on anything is dropped.
        pub minimum_experts: u32,
        /// Decimals of a published score.
        pub decimals: u32,
        /// Which number ranks are made from.
        pub rank_basis: RuleBasis,
        /// Steps of the tie chain: `all-mean`, `highest`, `group:C`, `round:written`.
        pub ties: Vec<String>,
        /// Valid sheets an entry needs to be ranked.
        pub minimum_sheets: Option<u32>,
        /// Whether advisory figures may be looked at.
        pub advisory: bool,
        /// The rounds in the order they are held.
        pub rounds: Vec<RuleRound>,
        /// Levels of awards, the highest first.
        pub levels: Vec<RuleLevel>,
        /// Special prizes.
        pub special: Vec<RulePrize>,
        /// The recommendation list.
        pub recommendation: Option<RuleRecommendation>,
        /// Re-review from this range of totals on; empty for never.
        pub rereview_range: String,
        /// Re-review from this distance to the mean of the others on; empty for never.
        pub rereview_deviation: String,
    }
    /// How many.
    pub struct RulePlaces {
        /// Counted how.
        pub kind: RulePlacesKind,
        /// The number, where it is one.
        pub count: u32,
        /// The share in percent, where it is one.
        pub ratio: String,
        /// How a share is rounded: `half-up`, `up`, `down`, `largest-remainder`.
        pub rounding: String,
    }
    /// One round.
    pub struct RuleRound {
        /// `written`, `roadshow` or `roadshow-final`.
        pub round: String,
        /// Weight in percent.
        pub weight: String,
        /// The cut after it; everybody goes on when absent.
        pub promote: Option<RulePlaces>,
        /// Whether all who tie at the cut go on; otherwise people decide.
        pub ties_go_on: bool,
    }
    /// A level of awards.
    pub struct RuleLevel {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// How many.
        pub places: RulePlaces,
        /// Whether places may stay empty.
        pub vacancies: bool,
        /// The lowest score that may get it; empty for none.
        pub floor: String,
    }
    /// A special prize.
    pub struct RulePrize {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// The most entries that may get it.
        pub count: u32,
    }
    /// The recommendation list.
    pub struct RuleRecommendation {
        /// The most entries on it.
        pub limit: u32,
        /// Least share of small and medium enterprises in percent.
        pub sme_share: String,
        /// Whether the share is of the enterprises on the list alone.
        pub of_enterprises: bool,
        /// Wishes for single tracks.
        pub tracks: Vec<RuleWish>,
    }
    /// A wish for one track.
    pub struct RuleWish {
        /// The track.
        pub track: String,
        /// At least.
        pub at_least: Option<u32>,
        /// At most.
        pub at_most: Option<u32>,
    }
    /// A rule to look at: by its form or as the text of a rule file.
    pub struct RuleDraft {
        /// Key by key.
        pub form: Option<RuleForm>,
        /// TOML.
        pub text: Option<String>,
    }
    /// What a rule would change.
    pub struct RulePreview {
        /// Canonical text; empty where the rule has faults.
        pub text: String,
        /// Its digest; empty where the rule has faults.
        pub digest: String,
        /// Everything wrong with it, one sentence each.
        pub faults: Vec<String>,
        /// Whether it is the rule in force.
        pub same: bool,
        /// Its effect, by track.
        pub tracks: Vec<RuleEffect>,
    }
    /// The effect on one track's ranking as it stands.
    pub struct RuleEffect {
        /// Track id.
        pub track: String,
        /// Its name.
        pub name: String,
        /// Entries with a rank now or then.
        pub entries: u32,
        /// Entries whose rank changes, by the rank they would have.
        pub moved: Vec<RuleMove>,
        /// Entries that would share a rank and do not now, rank by rank.
        pub new_ties: Vec<Vec<String>>,
        /// Ranks shared now that would not be any more.
        pub ties_gone: u32,
        /// Entries that would get another award, or go on where they do not now, or not.
        pub fortunes: Vec<RuleFortune>,
    }
    /// An entry's award or place in the next round, now and by the other rule.
    pub struct RuleFortune {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Now, in words: 一等奖, 晋级; empty for nothing.
        pub before: String,
        /// Then.
        pub after: String,
    }
    /// One entry's change of place.
    pub struct RuleMove {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Rank now.
        pub before: Option<u32>,
        /// Rank then.
        pub after: Option<u32>,
        /// Published score now.
        pub published_before: Option<String>,
        /// Published score then.
        pub published_after: Option<String>,
    }
    /// Adopts a rule.
    pub struct RuleAdopt {
        /// The rule.
        pub draft: RuleDraft,
        /// Digest that was looked at in the preview, so that nobody adopts another rule than they saw.
        pub digest: String,
        /// The organiser's passphrase.
        pub passphrase: String,
        /// Supervisor login that agrees.
        pub supervisor: String,
        /// That supervisor's passphrase.
        pub supervisor_passphrase: String,
    }
}
