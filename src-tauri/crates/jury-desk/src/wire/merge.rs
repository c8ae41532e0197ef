//! Merging 汇总: files, verdicts, the matrix, coverage, confirmations, the panel return. The chair and the organiser ask the same.

use super::{wire, wire_enum};

wire_enum! {
    /// What became of a file, 核验结论.
    pub enum FileVerdict {
        /// 已核验.
        Accepted,
        /// 待纸质确认.
        Provisional,
        /// 重复.
        Duplicate,
        /// 已替换.
        Superseded,
        /// 待处理.
        Held,
        /// 拒收.
        Rejected,
    }
    /// State of a cell of the matrix.
    pub enum CellState {
        /// 待交.
        Awaited,
        /// 缺席: nothing came and, by a recorded decision, nothing will.
        Absent,
        /// 已核验.
        Verified,
        /// 待纸质确认.
        Provisional,
        /// 已替换: counts, and replaced an earlier revision.
        Replaced,
        /// 回避.
        Recused,
        /// 代录.
        Transcript,
        /// 待处理.
        Held,
        /// 材料缺失: the expert could not judge it.
        MaterialMissing,
        /// Not assigned to this expert.
        NotAssigned,
    }
}

wire! {
    /// Asks for one track, or the first.
    pub struct TrackAsk {
        /// Track id.
        pub track: Option<String>,
    }
    /// A track to choose.
    pub struct TrackName {
        /// Track id.
        pub id: String,
        /// Name.
        pub name: String,
    }
    /// The merging screen for one track.
    pub struct MergeLook {
        /// Tracks there are.
        pub tracks: Vec<TrackName>,
        /// The track shown.
        pub track: String,
        /// Experts of the track.
        pub experts: Vec<MergeExpert>,
        /// Entries of the track with one cell per expert, in the order of `experts`.
        pub entries: Vec<MergeEntry>,
        /// Files, those that need action first.
        pub files: Vec<FileRow>,
        /// Coverage of this track.
        pub coverage: Coverage,
        /// What blocks 定稿.
        pub blockers: Vec<Blocker>,
        /// Whether the track is final.
        pub mark: super::finalise::FinalMark,
        /// For a chair: whether the panel return can be signed and the last one.
        pub panel_return: Option<SignedReturn>,
    }
    /// A column of the matrix.
    pub struct MergeExpert {
        /// Expert id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Whether this is the chair.
        pub chair: bool,
        /// State of this expert's sheet.
        pub state: CellState,
        /// Cells that count.
        pub done: u32,
        /// Entries assigned less recused ones.
        pub assigned: u32,
    }
    /// A row of the matrix.
    pub struct MergeEntry {
        /// Entry id.
        pub id: String,
        /// Title.
        pub title: String,
        /// Lead entrant.
        pub entrant: String,
        /// Size class label.
        pub size_class: String,
        /// One cell per expert.
        pub cells: Vec<MergeCell>,
        /// Cells that count.
        pub valid: u32,
        /// Cells that could count.
        pub due: u32,
    }
    /// A cell of the matrix.
    pub struct MergeCell {
        /// State.
        pub state: CellState,
        /// Total with two decimals; a chair sees none of entries they recused.
        pub total: Option<String>,
    }
    /// A file, or one of several envelopes in it.
    pub struct FileRow {
        /// Row id.
        pub id: String,
        /// File name; `F.xlsx#2` for the second envelope of several.
        pub file: String,
        /// When it came.
        pub at: String,
        /// Verdict.
        pub verdict: FileVerdict,
        /// Of a file that came before: what became of that one.
        pub repeats: Option<FileVerdict>,
        /// Codes such as SIG-BAD.
        pub codes: Vec<String>,
        /// Expert id, where the file proves or claims one.
        pub expert: Option<String>,
        /// Whom it is from, in words: 张三, or 自称张三.
        pub who: String,
        /// Revision.
        pub seq: Option<u32>,
        /// Digest of the envelope, for 详情.
        pub digest: Option<String>,
        /// What it says in plain words, with the mend, one sentence each.
        pub sentences: Vec<String>,
        /// Whether somebody has to do something.
        pub needs_action: bool,
    }
    /// How much is there.
    pub struct Coverage {
        /// Cells verified.
        pub verified: u32,
        /// Cells waiting for the ink form.
        pub provisional: u32,
        /// Cells held.
        pub held: u32,
        /// Cells awaited.
        pub awaited: u32,
        /// Cells recused; not part of `expected`.
        pub recused: u32,
        /// Cells expected.
        pub expected: u32,
        /// (verified + provisional) of expected, one decimal.
        pub percent: String,
    }
    /// Something that blocks 定稿.
    pub struct Blocker {
        /// Kind of state it is about.
        pub state: CellState,
        /// How many.
        pub count: u32,
        /// In words.
        pub text: String,
    }
    /// Adds files.
    pub struct MergeAdd {
        /// Tokens of files or folders.
        pub files: Vec<String>,
    }
    /// What became of them.
    pub struct MergeAdded {
        /// One row per envelope or refused file, in the order given.
        pub files: Vec<FileRow>,
        /// The round whose coverage it is, as people say it; a file of another one was put there.
        pub round: String,
        /// Coverage of everything in that round.
        pub coverage: Coverage,
    }
    /// A supervisor confirms a sheet from its ink-signed form.
    pub struct PaperConfirm {
        /// Expert id.
        pub expert: String,
        /// The 核对码 typed or scanned from the paper.
        pub code: String,
    }
    /// Signs the panel return 评审组汇总表.
    pub struct PanelReturnSign {
        /// Passphrase.
        pub passphrase: String,
        /// Minutes 合议纪要; may be empty.
        pub minutes: String,
    }
    /// A signed panel return.
    pub struct SignedReturn {
        /// Revision.
        pub seq: u32,
        /// When.
        pub at: String,
        /// 核对码.
        pub code: String,
        /// File name proposed.
        pub suggested_name: String,
    }
    /// Signs the closing 收卷 of a track.
    pub struct ClosingSign {
        /// Track id.
        pub track: String,
    }
    /// Issues a ticket that lets an expert revise after the closing.
    pub struct TicketSign {
        /// Expert id.
        pub expert: String,
        /// Why.
        pub reason: String,
        /// Token of the file to write.
        pub target: String,
    }
}
