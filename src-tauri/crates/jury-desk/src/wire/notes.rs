//! Notes on places of the dossiers: private ones, and those attached as evidence.

use super::expert::GateState;
use super::wire;

wire! {
    /// The notes on an entry's dossier, in reading order of its materials.
    pub struct Notes {
        /// Notes.
        pub notes: Vec<Note>,
        /// Whether attached ones are locked by a signature; private ones never are.
        pub read_only: bool,
    }
    /// A note on a place.
    pub struct Note {
        /// Its id.
        pub id: String,
        /// Material id.
        pub material: String,
        /// Name of the material; nothing when a later letter replaced it, and the note can no longer travel.
        pub material_name: Option<String>,
        /// The page from 0, as places in the reader count; a picture is page 0, a film has none.
        pub page: Option<u32>,
        /// Areas on the page: one per line of words, one for a region, none for the page as a whole.
        pub boxes: Vec<NoteBox>,
        /// Milliseconds from the start of a film.
        pub film_ms: Option<u64>,
        /// The words marked; may be empty.
        pub quote: String,
        /// What was noted; may be empty.
        pub text: String,
        /// Whether it travels in the sheet.
        pub attached: bool,
        /// The criterion it is attached to; nothing for the entry as a whole.
        pub criterion: Option<String>,
        /// When it was written or changed last.
        pub at: String,
    }
    /// An area in ten-thousandths of the page or picture unturned.
    pub struct NoteBox {
        /// Left edge.
        pub left: u16,
        /// Top edge.
        pub top: u16,
        /// Right edge.
        pub right: u16,
        /// Bottom edge.
        pub bottom: u16,
    }
    /// Writes a note.
    pub struct NotePut {
        /// The note to replace; nothing for a new one.
        pub id: Option<String>,
        /// Entry id.
        pub entry: String,
        /// Material id.
        pub material: String,
        /// The page from 0.
        pub page: Option<u32>,
        /// Areas on the page.
        pub boxes: Vec<NoteBox>,
        /// Milliseconds from the start of a film.
        pub film_ms: Option<u64>,
        /// The words marked, at most 500 characters.
        pub quote: String,
        /// What is noted, at most 2,000 characters.
        pub text: String,
        /// Whether it is to travel in the sheet.
        pub attached: bool,
        /// The criterion to attach it to; nothing for the entry as a whole.
        pub criterion: Option<String>,
    }
    /// Attaches a note to a criterion or the entry, or makes it private again.
    pub struct NoteAttach {
        /// The note.
        pub id: String,
        /// Whether it is to travel in the sheet.
        pub attached: bool,
        /// The criterion; nothing for the entry as a whole.
        pub criterion: Option<String>,
    }
    /// What experts said of an entry beside their marks, by expert; who said nothing is not listed.
    pub struct Remarks {
        /// One per expert.
        pub remarks: Vec<Remark>,
    }
    /// What one expert said of an entry.
    pub struct Remark {
        /// The expert's name.
        pub expert: String,
        /// The comment; may be empty.
        pub comment: String,
        /// What the expert tells the chair; may be empty.
        pub to_chair: String,
        /// Places attached as evidence.
        pub evidence: Vec<RemarkPlace>,
        /// What was found at gates; gates passed without a word are left out.
        pub gates: Vec<RemarkGate>,
    }
    /// What an expert found at a gate.
    pub struct RemarkGate {
        /// Id and name.
        pub gate: String,
        /// What was found.
        pub finding: GateState,
        /// Why.
        pub reason: String,
    }
    /// A place in the dossier that an expert attached.
    pub struct RemarkPlace {
        /// The criterion; nothing for the entry as a whole.
        pub criterion: Option<String>,
        /// Name of the material; empty when this desk does not know it.
        pub material: String,
        /// Such as 第 14 页 or 02:31; empty for a material as a whole.
        pub place: String,
        /// The words marked; may be empty.
        pub quote: String,
        /// What was noted; may be empty.
        pub text: String,
    }
    /// Names a note.
    pub struct NoteAsk {
        /// Its id.
        pub id: String,
    }
}
