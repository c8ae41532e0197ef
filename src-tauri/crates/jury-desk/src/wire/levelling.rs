//! An expert's own consistency: all marks side by side, my ranking by hand, my other marks on a criterion, time per entry.
//!
//! Not official numbers and never another expert's marks. The one rule: nothing here leaves the desk except as the unsigned draft workbook.

use super::expert::MarkPut;
use super::{wire, wire_enum};

wire_enum! {
    /// What to do where my ranking and my marks disagree.
    pub enum OrderChoice {
        /// 保持: I mean it, for the totals as they are.
        Keep,
        /// 按合计: the totals decide between the two again.
        ByTotals,
    }
}

wire! {
    /// All criteria of all my entries, for levelling.
    pub struct Levelling {
        /// Columns, in form order.
        pub criteria: Vec<LevelColumn>,
        /// Rows, in reading order.
        pub rows: Vec<LevelRow>,
        /// Where my ranking by hand and my marks disagree and I have not said that I mean it.
        pub disagreements: Vec<OrderPair>,
        /// Entries of equal totals that stand next to each other in my ranking, undecided.
        pub ties: Vec<OrderPair>,
        /// Whether I have ranked anything by hand.
        pub by_hand: bool,
        /// Whether marks can be changed now.
        pub read_only: bool,
    }
    /// A criterion as a column.
    pub struct LevelColumn {
        /// Criterion id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Group id.
        pub group: String,
        /// Marks are multiples of this.
        pub step: String,
        /// Highest mark, where it is the same for all my entries.
        pub maximum: Option<String>,
    }
    /// An entry as a row.
    pub struct LevelRow {
        /// Entry id.
        pub entry: String,
        /// Marks, in the order of the columns.
        pub marks: Vec<Option<String>>,
        /// Highest marks under this entry's weight profile.
        pub maxima: Vec<String>,
        /// Place in my ranking, from 1; undecided equals share one. None while incomplete.
        pub place: Option<u32>,
        /// Position in my ranking without sharing, to lay rows out by; none while incomplete.
        pub position: Option<u32>,
        /// Seconds on screen, for me alone.
        pub seconds: u32,
    }
    /// Two of my entries, the first above the second in my ranking.
    pub struct OrderPair {
        /// The one above.
        pub upper: RankedEntry,
        /// The one below.
        pub lower: RankedEntry,
    }
    /// An entry in my ranking.
    pub struct RankedEntry {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Total, two decimals.
        pub total: String,
        /// Place.
        pub place: u32,
    }
    /// Moves an entry to just above or below another in my ranking. No mark changes.
    pub struct OrderPut {
        /// The one moved.
        pub entry: String,
        /// The one it goes next to.
        pub beside: String,
        /// Above it, else below.
        pub above: bool,
    }
    /// Says which of two equals is better. No mark changes.
    pub struct TieBreak {
        /// The better one.
        pub better: String,
        /// The other.
        pub other: String,
    }
    /// Settles a disagreement without changing a mark.
    pub struct OrderSettle {
        /// The one above.
        pub upper: String,
        /// The one below.
        pub lower: String,
        /// What to do.
        pub choice: OrderChoice,
    }
    /// Marks about to be pasted.
    pub struct MarksCheck {
        /// The marks, as typed.
        pub marks: Vec<MarkPut>,
    }
    /// What of it would be refused.
    pub struct MarksChecked {
        /// The refused ones, in the order given; all others can stand.
        pub refused: Vec<RefusedMark>,
    }
    /// A mark that cannot stand.
    pub struct RefusedMark {
        /// Entry id.
        pub entry: String,
        /// Criterion id.
        pub criterion: String,
        /// What was given.
        pub given: String,
        /// Why, as one sentence.
        pub sentence: String,
    }
    /// Names one criterion.
    pub struct CriterionAsk {
        /// Criterion id.
        pub criterion: String,
    }
    /// All my marks on one criterion.
    pub struct OwnMarks {
        /// One per entry that has a mark and is judged, in reading order.
        pub marks: Vec<OwnMark>,
    }
    /// A mark of mine.
    pub struct OwnMark {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// The mark.
        pub mark: String,
        /// The highest one possible under that entry's weight profile.
        pub maximum: String,
        /// The mark in thousandths of the maximum.
        pub permille: u32,
    }
    /// Entries worth another look, since the standard was still settling when they were judged.
    pub struct Revisit {
        /// The first three judged; empty while there is nothing to say, and after it was said.
        pub entries: Vec<RevisitEntry>,
        /// How many entries are complete.
        pub done: u32,
    }
    /// One of them.
    pub struct RevisitEntry {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
    }
    /// Adds time an entry was on screen and somebody was at the keyboard.
    pub struct TimeAdd {
        /// Entry id.
        pub entry: String,
        /// Seconds, at most an hour at once.
        pub seconds: u32,
    }
}
