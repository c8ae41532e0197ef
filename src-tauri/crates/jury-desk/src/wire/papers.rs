//! Papers: what can be written now, and why the rest cannot.

use super::merge::TrackName;
use super::outcome::EntryName;
use super::wire;

wire! {
    /// The papers of the contest.
    pub struct PapersLook {
        /// Tracks to choose.
        pub tracks: Vec<TrackName>,
        /// The track that papers of one track and the entries below belong to.
        pub track: String,
        /// Entries of that track, for papers of one entry.
        pub entries: Vec<EntryName>,
        /// The papers, in the order a secretariat needs them.
        pub papers: Vec<WritablePaper>,
        /// What is doubtful about names on them (R40–R42); sentences, none of which stops a paper.
        pub warnings: Vec<String>,
    }
    /// One paper.
    pub struct WritablePaper {
        /// What `paper_write` is asked for.
        pub kind: String,
        /// Name.
        pub name: String,
        /// What is in it.
        pub about: String,
        /// `docx`, `xlsx`, `pdf`; `folder` for a folder of files.
        pub formats: Vec<String>,
        /// Whether it is of one track.
        pub of_track: bool,
        /// Whether it is of one entry.
        pub of_entry: bool,
        /// Whether it lists people, who can be ordered by strokes or by pinyin.
        pub of_people: bool,
        /// Why it cannot be written yet; empty when it can.
        pub why_not: String,
        /// A name to write it under, without its ending.
        pub suggested_name: String,
    }
    /// Writes a paper.
    pub struct PaperWrite {
        /// Which one.
        pub kind: String,
        /// One of its formats.
        pub format: String,
        /// Track id; the first track when absent.
        pub track: Option<String>,
        /// Entry id; a paper of one entry is refused without.
        pub entry: Option<String>,
        /// People by pinyin instead of 姓氏笔画.
        pub by_pinyin: bool,
        /// Token of the file or folder to write.
        pub target: String,
    }
}
