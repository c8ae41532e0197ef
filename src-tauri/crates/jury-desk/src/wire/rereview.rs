//! One sheet to read, and the re-review 复评: whose totals lie apart, who was asked, what changed.

use super::merge::{CellState, FileVerdict, TrackName};
use super::notes::RemarkPlace;
use super::transcript::{PaperColumn, PaperState};
use super::{Written, wire};

wire! {
    /// Which sheet to read: the one an expert's cells are read from, or one of the others by its digest.
    pub struct SheetAsk {
        /// Expert id.
        pub expert: String,
        /// Digest of one of the versions; nothing for the one in force.
        pub digest: Option<String>,
    }
    /// An expert's sheet as signed.
    pub struct SheetView {
        /// Expert id.
        pub expert: String,
        /// Name.
        pub name: String,
        /// Where the expert works.
        pub unit: String,
        /// State of this expert's sheet as a whole.
        pub state: CellState,
        /// The version shown; nothing when none has come.
        pub shown: Option<SheetVersion>,
        /// All versions that came, the latest first.
        pub versions: Vec<SheetVersion>,
        /// What is said of the version shown, code and sentence with the mend.
        pub codes: Vec<SaidCode>,
        /// Why it was revised.
        pub reason: Option<String>,
        /// Who typed it from paper.
        pub clerks: Vec<String>,
        /// The criteria.
        pub columns: Vec<PaperColumn>,
        /// Its lines.
        pub lines: Vec<SheetLine>,
    }
    /// One signed document of an expert.
    pub struct SheetVersion {
        /// Digest, to ask for it.
        pub digest: String,
        /// Revision.
        pub seq: u32,
        /// Whether it is a transcript 代录.
        pub transcript: bool,
        /// When it was signed, by the clock of that computer.
        pub at: String,
        /// Verdict.
        pub verdict: FileVerdict,
    }
    /// A verdict code in plain words.
    pub struct SaidCode {
        /// Code such as FORK.
        pub code: String,
        /// What it means and how to mend it.
        pub sentence: String,
    }
    /// One line of a sheet.
    pub struct SheetLine {
        /// Entry id.
        pub entry: String,
        /// Title; empty for an entry this desk does not know.
        pub title: String,
        /// Whether a chair may see no marks of it.
        pub hidden: bool,
        /// What the sheet says of the entry.
        pub state: PaperState,
        /// Marks in the order of the columns.
        pub marks: Vec<Option<String>>,
        /// Maxima in the order of the columns.
        pub maxima: Vec<String>,
        /// Total with two decimals.
        pub total: Option<String>,
        /// Why it was not judged.
        pub reason: String,
        /// The comment.
        pub comment: String,
        /// What the expert tells the chair.
        pub to_chair: String,
        /// Places attached as evidence.
        pub evidence: Vec<RemarkPlace>,
    }

    /// Asks for the re-reviews of a track.
    pub struct RereviewAsk {
        /// Track id.
        pub track: Option<String>,
        /// Limit of the range in points, where the rule file sets none.
        pub range: Option<String>,
        /// Limit of the deviation from the mean of the others in points, where the rule file sets none.
        pub deviation: Option<String>,
    }
    /// The re-reviews of a track.
    pub struct Rereviews {
        /// Tracks there are.
        pub tracks: Vec<TrackName>,
        /// The track shown.
        pub track: String,
        /// Limit of the range in points; nothing where none is set.
        pub range: Option<String>,
        /// Limit of the deviation in points; nothing where none is set.
        pub deviation: Option<String>,
        /// Whether the limits come from the rule file.
        pub by_rule: bool,
        /// Entries with two totals or more, the widest range first.
        pub entries: Vec<RereviewEntry>,
        /// Tickets signed, the latest first.
        pub tickets: Vec<RereviewTicket>,
    }
    /// How far the totals of one entry lie apart.
    pub struct RereviewEntry {
        /// Entry id.
        pub id: String,
        /// Title.
        pub title: String,
        /// Highest less lowest, two decimals.
        pub range: String,
        /// Whether that is beyond the limit.
        pub beyond: bool,
        /// The totals, the highest first.
        pub totals: Vec<RereviewTotal>,
    }
    /// One expert's total of an entry.
    pub struct RereviewTotal {
        /// Expert id.
        pub expert: String,
        /// Name.
        pub name: String,
        /// Total, two decimals.
        pub total: String,
        /// Difference from the mean of the others with its sign, two decimals.
        pub deviation: String,
        /// Whether that is beyond the limit.
        pub beyond: bool,
        /// Whether the limits ask this expert to look again: beyond the limit, or at an end of a range that alone is too wide.
        pub to_ask: bool,
        /// Whether this expert was asked to look at this entry again and has not answered.
        pub asked: bool,
    }
    /// Asks an expert to look at entries again: signs a ticket 复评单.
    pub struct RereviewSign {
        /// Expert id.
        pub expert: String,
        /// Entry ids.
        pub entries: Vec<String>,
        /// Why.
        pub reason: String,
        /// Who asked for it; nothing for the login that signs.
        pub asked_by: Option<String>,
        /// Token of the file to write.
        pub target: String,
    }
    /// Asks everybody whom the limits ask, one ticket an expert.
    pub struct RereviewSignAll {
        /// Track id.
        pub track: String,
        /// Limit of the range in points, where the rule file sets none.
        pub range: Option<String>,
        /// Limit of the deviation in points, where the rule file sets none.
        pub deviation: Option<String>,
        /// Why.
        pub reason: String,
        /// Who asked for it; nothing for the login that signs.
        pub asked_by: Option<String>,
        /// Token of the folder to write into.
        pub folder: String,
    }
    /// Tickets signed at once.
    pub struct RereviewSigned {
        /// Their files, one an expert.
        pub files: Vec<Written>,
        /// Experts whose sheet no ticket can be for, one sentence each.
        pub left: Vec<String>,
    }
    /// A ticket and what came of it.
    pub struct RereviewTicket {
        /// Digest of the ticket.
        pub id: String,
        /// Expert id.
        pub expert: String,
        /// Name.
        pub name: String,
        /// Titles of the entries, by id; none for the whole sheet.
        pub entries: Vec<TicketEntry>,
        /// Who asked.
        pub asked_by: String,
        /// Why.
        pub reason: String,
        /// When.
        pub at: String,
        /// Number of the revision it allows.
        pub seq: u32,
        /// Whether a later ticket for the same revision asks this and more; that one is to be answered.
        pub extended: bool,
        /// Verdict of the revision; nothing while none came.
        pub answer: Option<FileVerdict>,
        /// Mark by mark what the revision changed.
        pub changes: Vec<MarkChange>,
    }
    /// An entry a ticket names.
    pub struct TicketEntry {
        /// Entry id.
        pub id: String,
        /// Title.
        pub title: String,
    }
    /// One value a revision changed.
    pub struct MarkChange {
        /// Entry id.
        pub entry: String,
        /// Its title.
        pub title: String,
        /// Criterion name, 合计, 评语 or 评审情况.
        pub what: String,
        /// Before; empty for nothing.
        pub before: String,
        /// After; empty for nothing.
        pub after: String,
        /// Whether the ticket named this entry.
        pub asked: bool,
    }
}
