//! Figures that need no desk: size class, weighted total, tally of a table. The command line asks them; so may any screen.

use super::wire;

wire! {
    /// Facts of an enterprise.
    pub struct SizeAsk {
        /// Industry name as in the 2017 table; empty when not known.
        pub industry: String,
        /// 从业人员, 人.
        pub employees: Option<String>,
        /// 营业收入, 万元.
        pub revenue: Option<String>,
        /// 资产总额, 万元.
        pub assets: Option<String>,
    }
    /// Size class of an enterprise.
    pub struct SizeAnswer {
        /// large, medium, small, micro; nothing when the facts do not decide.
        pub size: Option<String>,
        /// Classes still possible.
        pub candidates: Vec<String>,
        /// Industry as the table names it.
        pub industry: String,
        /// Which bounds decided, in words.
        pub basis: String,
    }
    /// Weighted total of scores 0–100.
    pub struct TotalAsk {
        /// Weights in percent, summing to 100.
        pub weights: Vec<String>,
        /// Scores 0–100.
        pub scores: Vec<String>,
    }
    /// A total.
    pub struct TotalAnswer {
        /// Rounded half up to two decimals.
        pub total: String,
        /// Exact fraction.
        pub exact: String,
    }
    /// A table of totals, entries by experts.
    pub struct TallyAsk {
        /// Expert names, the columns.
        pub experts: Vec<String>,
        /// Rows.
        pub rows: Vec<TallyRow>,
        /// Rule file text (TOML); the default rule when absent.
        pub rule: Option<String>,
        /// Drop this many highest and lowest, whatever the rule says.
        pub drop_extremes: Option<u32>,
        /// Decimals, whatever the rule says.
        pub decimals: Option<u8>,
    }
    /// A row of the table.
    pub struct TallyRow {
        /// Entry name.
        pub entry: String,
        /// One cell per expert; nothing when missing.
        pub scores: Vec<Option<String>>,
    }
    /// Tallied entries, in rank order.
    pub struct TallyAnswer {
        /// Rows.
        pub entries: Vec<TallyEntry>,
        /// What a reader of the figures should know, in sentences.
        pub notes: Vec<String>,
    }
    /// One tallied entry.
    pub struct TallyEntry {
        /// Entry name.
        pub id: String,
        /// Published score; nothing when no score is valid.
        pub score: Option<String>,
        /// Exact score.
        pub exact: Option<String>,
        /// Rank.
        pub rank: Option<u32>,
        /// Scores used.
        pub used: u32,
        /// Scores dropped, as written.
        pub dropped: Vec<String>,
    }
}
