//! Results: the ranking of a track and how each number came about.

use super::{merge::TrackName, wire};

wire! {
    /// Ranking of one track.
    pub struct ResultsLook {
        /// Tracks there are.
        pub tracks: Vec<TrackName>,
        /// The track shown.
        pub track: String,
        /// Names of the experts, columns of `marks`.
        pub experts: Vec<String>,
        /// The round this is the ranking after, as people say it.
        pub round: String,
        /// The rule in one sentence.
        pub rule: String,
        /// Digest of the rule file in force, hexadecimal.
        pub rule_digest: String,
        /// The tie chain, step by step.
        pub ties: Vec<String>,
        /// Ranked rows, then those without a valid sheet.
        pub rows: Vec<ResultRow>,
        /// Whether the result is final.
        pub mark: super::finalise::FinalMark,
        /// What keeps this from being final.
        pub blockers: Vec<super::merge::Blocker>,
    }
    /// One entry in the ranking.
    pub struct ResultRow {
        /// Rank; ties share one.
        pub rank: Option<u32>,
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Lead entrant.
        pub entrant: String,
        /// Size class label.
        pub size_class: String,
        /// One cell per expert.
        pub marks: Vec<ResultMark>,
        /// Valid sheets.
        pub valid: u32,
        /// Published value.
        pub published: Option<String>,
        /// Exact value as a fraction.
        pub exact: Option<String>,
        /// The tie step that decided, in words; empty when none was needed.
        pub decided: String,
        /// Whether the entry shares its rank.
        pub tied: bool,
        /// What stands beside the number and changes none, such as 门槛项：G3 不通过（2 人）; may be empty.
        pub note: String,
    }
    /// A total in the ranking.
    pub struct ResultMark {
        /// State of the cell.
        pub state: super::merge::CellState,
        /// Total.
        pub total: Option<String>,
        /// Whether it was dropped as highest or lowest.
        pub dropped: bool,
    }
    /// How an entry's number came about.
    pub struct Explanation {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Entrant, size class, profile.
        pub facts: String,
        /// Lines of the calculation.
        pub lines: Vec<ExplainLine>,
    }
    /// One line of the calculation.
    pub struct ExplainLine {
        /// 0 for a heading, 1 for a line below it.
        pub level: u32,
        /// Label.
        pub label: String,
        /// Note such as 最高，去掉.
        pub note: String,
        /// Value.
        pub value: String,
        /// Whether the value is struck out.
        pub struck: bool,
    }
}
