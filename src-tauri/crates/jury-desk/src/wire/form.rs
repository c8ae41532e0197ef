//! What belongs to the form beside its marks: taking back, the history of a mark, my own phrases, words to the chair.

use super::expert::{EntryState, GateState, Saved};
use super::{wire, wire_enum};

wire_enum! {
    /// What was changed.
    pub enum Changed {
        /// A mark.
        Mark,
        /// The comment.
        Comment,
        /// What was found at a gate.
        Gate,
        /// 回避, 材料缺失, or neither.
        State,
    }
}

wire! {
    /// What was taken back or given again.
    pub struct Undone {
        /// Nothing when there was nothing to take back.
        pub moved: Option<Moved>,
        /// Steps that can still be taken back.
        pub undo: u32,
        /// Steps that can be given again.
        pub redo: u32,
    }
    /// A step taken back or given again, saved as new events.
    pub struct Moved {
        /// Entry of the first value changed, to go to.
        pub entry: String,
        /// What was changed.
        pub what: Changed,
        /// Its criterion, for a mark.
        pub criterion: Option<String>,
        /// Its gate, for a finding.
        pub gate: Option<String>,
        /// The mark there was; nothing when there was none.
        pub before: Option<String>,
        /// The mark there is now; nothing when there is none.
        pub after: Option<String>,
        /// How many values the step changed; more than one when a column was pasted.
        pub values: u32,
        /// The entry as it stands.
        pub saved: Saved,
    }
    /// Asks for every value ever given.
    pub struct HistoryAsk {
        /// Entry id.
        pub entry: String,
        /// Only the marks of this criterion; without it everything of the entry.
        pub criterion: Option<String>,
    }
    /// Every value ever given, the latest first.
    pub struct History {
        /// Rows.
        pub rows: Vec<HistoryRow>,
    }
    /// A value that was given.
    pub struct HistoryRow {
        /// When.
        pub at: String,
        /// What was changed.
        pub what: Changed,
        /// Its criterion, for a mark.
        pub criterion: Option<String>,
        /// Its gate, for a finding.
        pub gate: Option<String>,
        /// The finding, for a gate; nothing when it was taken back.
        pub finding: Option<GateState>,
        /// The mark; nothing when it was cleared.
        pub mark: Option<String>,
        /// The state, for a state: done when the entry was to be judged again.
        pub state: Option<EntryState>,
        /// The comment, or the reason of a state or a finding.
        pub text: String,
        /// Whether it is the one that counts now.
        pub in_force: bool,
    }
    /// My own phrases, the one used most first.
    pub struct Phrases {
        /// Phrases.
        pub phrases: Vec<PhraseRow>,
    }
    /// A phrase.
    pub struct PhraseRow {
        /// Its number, as text.
        pub id: String,
        /// What is inserted.
        pub text: String,
        /// How often it was inserted.
        pub used: u32,
    }
    /// Keeps a phrase.
    pub struct PhrasePut {
        /// Text, at most 500 characters.
        pub text: String,
    }
    /// Names a phrase.
    pub struct PhraseAsk {
        /// Its number, as text.
        pub id: String,
    }
    /// What I tell the chair about an entry.
    pub struct ChairNote {
        /// Text; empty when there is none.
        pub text: String,
        /// When it was written.
        pub at: Option<String>,
        /// Names of the chairs who will read it, in words; empty when the letter names none.
        pub chairs: Vec<String>,
    }
    /// Tells the chair something about an entry.
    pub struct ChairNotePut {
        /// Entry id.
        pub entry: String,
        /// Text, at most 2,000 characters; empty takes it back.
        pub text: String,
    }
}
