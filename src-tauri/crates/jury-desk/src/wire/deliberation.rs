//! 合议: the agenda, what is noted during the meeting, and the signed minutes.

use super::{merge::CellState, merge::TrackName, wire, wire_enum};

wire_enum! {
    /// What came of an item.
    pub enum DeliberationOutcome {
        /// 未定.
        Open,
        /// 维持.
        Keep,
        /// 由专家本人复评.
        Revise,
        /// 提请组织方与监督员认定.
        Refer,
    }
}

wire! {
    /// The 合议 page of one track: on a chair's desk of the panel.
    pub struct DeliberationLook {
        /// Tracks there are.
        pub tracks: Vec<TrackName>,
        /// The track shown.
        pub track: String,
        /// The round in words.
        pub round: String,
        /// Whether the result is final, in which case nothing can be noted any more.
        pub mark: super::finalise::FinalMark,
        /// Whether this login may note and sign.
        pub writable: bool,
        /// What the agenda was made by, in one sentence.
        pub basis: String,
        /// Who should be there.
        pub experts: Vec<DeliberationExpert>,
        /// The agenda, disputed entries first.
        pub items: Vec<DeliberationItem>,
        /// What else is to be said in the minutes.
        pub text: String,
        /// The minutes signed last.
        pub signed: Option<SignedMinutes>,
        /// Whether something was noted since they were signed.
        pub changed: bool,
        /// What panels' chairs signed as minutes in the returns received; on a chair's own desk none.
        pub from_panels: Vec<PanelMinutes>,
    }
    /// The minutes in a panel return that stands on its signature.
    pub struct PanelMinutes {
        /// Panel id.
        pub panel: String,
        /// Name of its chair.
        pub chair: String,
        /// Revision of the return.
        pub seq: u32,
        /// 核对码 of the return.
        pub code: String,
        /// What they say.
        pub text: String,
    }
    /// Somebody who should be there.
    pub struct DeliberationExpert {
        /// Expert id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Whether this is the chair of their panel.
        pub chair: bool,
        /// Whether they are there.
        pub present: bool,
    }
    /// One entry to talk about.
    pub struct DeliberationItem {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Lead entrant.
        pub entrant: String,
        /// Why it is on the agenda, in words.
        pub reasons: Vec<String>,
        /// Where it stands: 第 3 名，88.50.
        pub before: String,
        /// Highest less lowest total.
        pub spread: Option<String>,
        /// Each expert's total side by side; of an entry the chair recused, states only.
        pub marks: Vec<DeliberationMark>,
        /// What was said.
        pub notes: String,
        /// How they voted.
        pub votes: Option<DeliberationVotes>,
        /// What came of it.
        pub outcome: DeliberationOutcome,
    }
    /// One expert's total on an entry.
    pub struct DeliberationMark {
        /// Expert id.
        pub expert: String,
        /// Name.
        pub name: String,
        /// State of the cell.
        pub state: CellState,
        /// Total with two decimals.
        pub total: Option<String>,
        /// How far from the mean of the others, with sign and two decimals.
        pub deviation: Option<String>,
    }
    /// A vote.
    pub struct DeliberationVotes {
        /// In favour.
        pub in_favour: u32,
        /// Against.
        pub against: u32,
        /// Neither.
        pub abstain: u32,
    }
    /// Signed minutes.
    pub struct SignedMinutes {
        /// Number.
        pub seq: u32,
        /// When.
        pub at: String,
        /// 核对码.
        pub code: String,
        /// File name proposed for the paper.
        pub suggested_name: String,
    }
    /// Notes one item; an entry that was not on the agenda comes onto it.
    pub struct DeliberationItemPut {
        /// Track id.
        pub track: String,
        /// Entry id.
        pub entry: String,
        /// What was said, at most 5,000 characters.
        pub notes: String,
        /// How they voted.
        pub votes: Option<DeliberationVotes>,
        /// What came of it.
        pub outcome: DeliberationOutcome,
    }
    /// Notes who is there and what else is to be said.
    pub struct DeliberationPut {
        /// Track id.
        pub track: String,
        /// Experts who are there.
        pub present: Vec<String>,
        /// What else is to be said, at most 5,000 characters.
        pub text: String,
    }
    /// Signs the minutes.
    pub struct MinutesSign {
        /// Track id.
        pub track: String,
        /// The passphrase of whoever keeps them.
        pub passphrase: String,
    }
    /// Writes the minutes as A4 paper for all to sign.
    pub struct MinutesSave {
        /// Track id.
        pub track: String,
        /// Token of the file to write.
        pub target: String,
    }
}
