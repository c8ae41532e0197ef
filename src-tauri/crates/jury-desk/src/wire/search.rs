//! Looking for words in the dossiers, and how far their index is.

use super::expert::MaterialKind;
use super::notes::NoteBox;
use super::{wire, wire_enum};

wire_enum! {
    /// Where words are looked for.
    pub enum SearchScope {
        /// One material.
        Material,
        /// All materials of one entry.
        Entry,
        /// Everything of mine.
        All,
    }
    /// What of the expert's own words was found.
    pub enum OwnKind {
        /// The comment on an entry 评语.
        Comment,
        /// What is told the chair.
        ToChair,
        /// A note on a place, with the words it quotes.
        Note,
    }
}

wire! {
    /// Looks for words.
    pub struct SearchAsk {
        /// Words, separated by blanks; all of them must stand on a page. Case, width and broken lines do not matter.
        pub words: String,
        /// Where.
        pub scope: SearchScope,
        /// Id of the material or the entry; none for everything.
        pub within: Option<String>,
        /// Pages to show at most, 1 to 500.
        pub most: u32,
    }
    /// What was found, entries in reading order.
    pub struct SearchAnswer {
        /// The words as they were understood, for marking them on a page.
        pub words: Vec<String>,
        /// Entries with pages, or with the words in their title or entrant.
        pub entries: Vec<SearchEntry>,
        /// The expert's own comments and notes that hold the words, in reading order, at most 100.
        pub own: Vec<SearchOwn>,
        /// All of them, shown or not.
        pub own_count: u32,
        /// All pages on which the words stand, shown or not.
        pub pages: u32,
        /// Whether there are more pages than are shown.
        pub more: bool,
        /// Materials looked for that are not in the index yet, or not on this desk.
        pub unindexed: u32,
        /// Pages there that are scans or pictures, without text to be found.
        pub scans: u32,
        /// Materials and pages there whose text could not be read.
        pub unread: u32,
    }
    /// An entry in which something was found.
    pub struct SearchEntry {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// Lead entrant 牵头单位.
        pub entrant: String,
        /// Whether title, team or entrant hold the words.
        pub named: bool,
        /// Its pages on which the words stand, shown or not.
        pub pages: u32,
        /// Those shown, by material and page.
        pub hits: Vec<SearchHit>,
    }
    /// A page on which all words stand.
    pub struct SearchHit {
        /// Material id.
        pub material: String,
        /// Its name.
        pub material_name: String,
        /// Its kind.
        pub kind: MaterialKind,
        /// The page, from 0.
        pub page: u32,
        /// How often the words stand on it.
        pub count: u32,
        /// The text around the first, in pieces.
        pub context: Vec<SearchPiece>,
    }
    /// A comment or note of the expert's in which all words stand.
    pub struct SearchOwn {
        /// Entry id.
        pub entry: String,
        /// Title of the entry.
        pub title: String,
        /// Which of them.
        pub kind: OwnKind,
        /// Id of the note; nothing for what is said of the entry as a whole.
        pub note: Option<String>,
        /// The material of a note; nothing when a later letter took it away.
        pub material: Option<String>,
        /// Its name.
        pub material_name: Option<String>,
        /// The page from 0; nothing for a film and for a material as a whole.
        pub page: Option<u32>,
        /// Areas on the page.
        pub boxes: Vec<NoteBox>,
        /// Milliseconds from the start of a film.
        pub film_ms: Option<u64>,
        /// How often the words stand in it.
        pub count: u32,
        /// The text around the first, in pieces; the words quoted stand in 「」.
        pub context: Vec<SearchPiece>,
    }
    /// A piece of text around what was found.
    pub struct SearchPiece {
        /// The text.
        pub text: String,
        /// Whether it is one of the words.
        pub found: bool,
    }
    /// How far the index of my dossiers is.
    pub struct IndexState {
        /// Materials in the index.
        pub indexed: u32,
        /// Materials on this desk that have, or may have, text.
        pub total: u32,
        /// Pages in the index.
        pub pages: u32,
        /// Of these, scans and pictures, without text to be found.
        pub scans: u32,
        /// Materials and pages whose text could not be read.
        pub unread: u32,
        /// Whether somebody is indexing now.
        pub building: bool,
    }
}
