//! What letters say beside the assignment: what a newer one changed.

use super::{wire, wire_enum};

wire_enum! {
    /// What a newer letter changed.
    pub enum ChangeKind {
        /// An entry came.
        Added,
        /// An entry went.
        Removed,
        /// Facts of an entry.
        Facts,
        /// Size class of an entry.
        SizeClass,
        /// Weight profile of an entry.
        Profile,
        /// Materials of an entry.
        Materials,
        /// 评分截止.
        Deadline,
        /// The rubric.
        Rubric,
        /// The rule file.
        Rule,
        /// Whether this expert is a chair.
        Role,
    }
}

wire! {
    /// What newer letters changed on this desk.
    pub struct LetterChanges {
        /// Number of the letter in force.
        pub no: u32,
        /// Whether the expert has said that they read it; also when there is nothing to read.
        pub read: bool,
        /// Every replacement, the latest first.
        pub steps: Vec<LetterStep>,
    }
    /// One letter taking the place of another.
    pub struct LetterStep {
        /// Number of the newer letter.
        pub no: u32,
        /// Number of the one it took the place of on this desk.
        pub replaces: u32,
        /// When the newer one was made.
        pub at: String,
        /// What changed; empty when nothing did for this expert.
        pub rows: Vec<LetterChange>,
    }
    /// One change.
    pub struct LetterChange {
        /// What changed.
        pub kind: ChangeKind,
        /// The entry it is about, if it is about one.
        pub entry: Option<String>,
        /// That entry's title.
        pub title: String,
        /// What changed, in words, without a full stop.
        pub text: String,
    }
}
