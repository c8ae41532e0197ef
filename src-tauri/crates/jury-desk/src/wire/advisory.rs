//! Advisory figures 参考 of a track: how sure its ranks are, how far its experts agree. Beside the official result, never part of it.
//!
//! Figures are strings with fixed decimals; one that is not defined is null, and the reason stands beside it.

use super::merge::TrackName;
use super::{wire, wire_enum};

wire_enum! {
    /// Whether an expert marks above or below the others, as far as the marks can tell.
    pub enum Leaning {
        /// 偏宽: the whole 95 % interval lies above.
        Lenient,
        /// 居中: the interval holds zero.
        Middle,
        /// 偏严: the whole interval lies below.
        Strict,
        /// Cannot be told.
        Unknown,
    }
}

wire! {
    /// Asks for the advisory figures of a track; every answer is a viewing and is written into the log.
    pub struct AdvisoryAsk {
        /// Track id, or the first.
        pub track: Option<String>,
        /// A rank after which to draw a line beside those of the rule.
        pub line: Option<u32>,
    }
    /// The advisory figures of a track.
    pub struct AdvisoryLook {
        /// Tracks there are.
        pub tracks: Vec<TrackName>,
        /// The track shown.
        pub track: String,
        /// Entries with marks, and so with figures.
        pub marked: u32,
        /// Entries without any mark yet.
        pub unmarked: u32,
        /// Experts with marks.
        pub experts_marked: u32,
        /// Cells that may still come.
        pub awaited: u32,
        /// Entries left out because whoever looks recused from them; ranks are among the rest.
        pub hidden: u32,
        /// What the figures of a later round are about, in one sentence: only this round's marks are drawn anew and adjusted, those before
        /// stand.
        pub scope: Option<String>,
        /// Whether ranks are the official ones, of all rounds by weight; a chair's desk knows in a later round but that round.
        pub official: bool,
        /// Names the marks all of this was computed from.
        pub basis: String,
        /// Whether every draw of experts was counted rather than some at random.
        pub exact: bool,
        /// Draws counted.
        pub draws: u32,
        /// Share of draws a range covers, percent.
        pub share: String,
        /// Entries with marks in the official order.
        pub rows: Vec<AdvisoryRow>,
        /// Groups of entries and experts that no mark links; strict and lenient can be told within one only.
        pub groups: u32,
        /// Lines between ranks.
        pub lines: Vec<AdvisoryLine>,
        /// Where taking severity out would change a line, one sentence each.
        pub warnings: Vec<String>,
        /// How far experts agree, the telling ones first.
        pub agreement: Vec<AgreementFigure>,
        /// Entries that every expert marked: what ICC and W rest on.
        pub cases: u32,
        /// Experts of the track.
        pub experts: Vec<ExpertProfile>,
        /// Entries by how far experts disagree for the level of the marks.
        pub disputed: Vec<DisputedEntry>,
        /// Single marks that are furthest from what entry and expert let one expect.
        pub unusual: Vec<UnusualMark>,
    }
    /// One entry: how sure its rank is.
    pub struct AdvisoryRow {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Official rank, after all rounds held so far; none below the sheets the rule wants.
        pub rank: Option<u32>,
        /// Published value, of all rounds by weight.
        pub published: Option<String>,
        /// Its group, from 1.
        pub group: u32,
        /// Best rank of the range.
        pub best: Option<u32>,
        /// Worst rank of the range.
        pub worst: Option<u32>,
        /// Per line: percent of draws within it; `<1` and `>99` at the ends.
        pub within: Vec<Option<String>>,
        /// Per line: whether the range reaches across it.
        pub crosses: Vec<bool>,
        /// The score by the same rule with severity taken out of this round's marks; in the scale of `published`.
        pub adjusted: Option<String>,
        /// The rank by it; none where groups cannot be compared.
        pub adjusted_rank: Option<u32>,
    }
    /// A line after a rank: an award, a promotion, or one asked for.
    pub struct AdvisoryLine {
        /// Name, such as 一等奖.
        pub name: String,
        /// The last rank within.
        pub after: u32,
        /// Whether the rule has it.
        pub by_rule: bool,
        /// Points between the last entry within and the first outside; none where the line parts nothing.
        pub gap: Option<String>,
        /// Whether scores tie across it, so that the tie chain alone parts them.
        pub tied: bool,
        /// The smallest change of one mark that would bring a tie.
        pub change: Option<LineChange>,
        /// Why there is no such change, in words.
        pub why: Option<String>,
        /// Entries whose range reaches across.
        pub crossing: u32,
        /// What it would part without each expert; only experts who matter.
        pub without: Vec<WithoutExpert>,
    }
    /// One mark that would have to be another.
    pub struct LineChange {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Expert's name.
        pub expert: String,
        /// The total as it is.
        pub from: String,
        /// The total at which the line is tied.
        pub to: String,
        /// The change with its sign.
        pub points: String,
    }
    /// What a line would part without one expert.
    pub struct WithoutExpert {
        /// Expert's name.
        pub expert: String,
        /// Entry ids that would come within.
        pub comes_in: Vec<String>,
        /// Entry ids that would fall out.
        pub goes_out: Vec<String>,
    }
    /// One coefficient of agreement.
    pub struct AgreementFigure {
        /// Id: icc1 … icc3k, w, wUncorrected, nominal, ordinal, interval, ratio.
        pub id: String,
        /// Name as people write it.
        pub name: String,
        /// Whether it is one of the few to read first.
        pub main: bool,
        /// The coefficient.
        pub value: Option<String>,
        /// Lower end of its 95 % interval.
        pub low: Option<String>,
        /// Upper end.
        pub high: Option<String>,
        /// What the value means, in one sentence, or why there is none.
        pub meaning: String,
        /// Test or scale, for those who know; may be empty.
        pub detail: String,
    }
    /// One expert beside the rest.
    pub struct ExpertProfile {
        /// Expert id.
        pub expert: String,
        /// Name.
        pub name: String,
        /// Whether this is the chair.
        pub chair: bool,
        /// Entries marked.
        pub marks: u32,
        /// The group, from 1; none without marks.
        pub group: Option<u32>,
        /// Points above (+) or below (-) the others.
        pub severity: Option<String>,
        /// Lower end of its 95 % interval.
        pub low: Option<String>,
        /// Upper end.
        pub high: Option<String>,
        /// What that comes to.
        pub leaning: Leaning,
        /// Standard deviation of this expert's totals.
        pub spread: Option<String>,
        /// The same of the others on the same entries.
        pub spread_of_rest: Option<String>,
        /// Correlation with the others, -1 to 1.
        pub agreement: Option<String>,
    }
    /// An entry about which experts disagree.
    pub struct DisputedEntry {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Official rank.
        pub rank: Option<u32>,
        /// Level of its marks.
        pub level: String,
        /// Highest total less lowest.
        pub range: String,
        /// Spread of its marks, severity taken out.
        pub spread: String,
        /// Times what is usual at that level.
        pub scaled: Option<String>,
        /// Whether it is worth a second look: twice the usual or more.
        pub attention: bool,
    }
    /// A mark far from what one would expect.
    pub struct UnusualMark {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Expert's name.
        pub expert: String,
        /// The total.
        pub mark: String,
        /// Points above (+) or below (-) what one would expect.
        pub residual: String,
        /// The same in times what is usual.
        pub scaled: Option<String>,
    }
}
