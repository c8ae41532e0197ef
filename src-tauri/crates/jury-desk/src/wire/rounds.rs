//! Rounds: the order they are held in, the cut after each, who goes on.

use super::wire;

wire! {
    /// The rounds of the contest as the one worked in has it.
    pub struct RoundLook {
        /// The rounds in the order they are held.
        pub rounds: Vec<RoundState>,
        /// The round worked in.
        pub current: String,
        /// The cut after that round, by track; empty after the last round.
        pub tracks: Vec<RoundTrack>,
    }
    /// One round.
    pub struct RoundState {
        /// Name in files, such as `written`.
        pub round: String,
        /// As people say it.
        pub label: String,
        /// Weight in percent.
        pub weight: String,
        /// The cut after it in words; empty where everybody goes on or nothing follows.
        pub cut: String,
        /// Entries that take part; none while nobody has got there yet.
        pub entries: u32,
        /// Tracks that have a shortlist from it.
        pub promoted: u32,
    }
    /// The cut in one track, or across all.
    pub struct RoundTrack {
        /// Track id; none for a cut across all tracks.
        pub track: Option<String>,
        /// Its name.
        pub name: String,
        /// Entries that took part.
        pub entries: u32,
        /// Places; none where everybody goes on.
        pub places: Option<u32>,
        /// Who goes on without any doubt, best first.
        pub through: Vec<RoundEntry>,
        /// Those of one rank that the cut would have to separate.
        pub tied: Vec<RoundEntry>,
        /// Places left for them.
        pub open: u32,
        /// What keeps the ranking from being complete, in words.
        pub blockers: Vec<String>,
        /// The shortlist in force, if there is one.
        pub shortlist: Option<ShortlistFacts>,
    }
    /// An entry at a cut.
    pub struct RoundEntry {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Rank.
        pub rank: Option<u32>,
        /// Published score.
        pub published: Option<String>,
    }
    /// A shortlist that was signed.
    pub struct ShortlistFacts {
        /// 1, 2, 3 ….
        pub version: u32,
        /// Entries that go on.
        pub entries: Vec<String>,
        /// Why those of a tie; empty without one.
        pub reason: String,
        /// Short code of the document.
        pub code: String,
        /// Digest of the document.
        pub digest: String,
        /// When.
        pub at: String,
        /// Names of the experts who judge them.
        pub judges: Vec<String>,
        /// Whether the ranking as it stands now would give another list.
        pub differs: bool,
    }
    /// Which round to work in.
    pub struct RoundChoose {
        /// Name in files.
        pub round: String,
    }
    /// Draws a shortlist from the round worked in.
    pub struct RoundPromote {
        /// The track; all of them when absent.
        pub track: Option<String>,
        /// Of entries that tie at a cut, those that go on.
        pub chosen: Vec<String>,
        /// Why those; needed with `chosen`.
        pub reason: String,
        /// Who judges those that go on, all of them but what each is recused from: expert ids of any track. Nobody named: whoever judged them
        /// until now.
        pub judges: Vec<String>,
        /// The organiser's passphrase.
        pub passphrase: String,
        /// Supervisor login that agrees.
        pub supervisor: String,
        /// That supervisor's passphrase.
        pub supervisor_passphrase: String,
    }
}
