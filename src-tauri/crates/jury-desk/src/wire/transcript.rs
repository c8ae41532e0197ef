//! Transcripts 代录: a sheet that exists only on paper, typed by two clerks without seeing each other's figures.

use super::{wire, wire_enum};

wire_enum! {
    /// What the paper says of an entry.
    pub enum PaperState {
        /// Marked.
        Scored,
        /// 回避.
        Recused,
        /// 材料缺失.
        MaterialMissing,
        /// Left open.
        Unmarked,
    }
    /// A field of an entry's line on the paper.
    pub enum PaperPart {
        /// What the paper says of the entry.
        State,
        /// A mark.
        Mark,
        /// The reason for not judging.
        Reason,
        /// The comment.
        Comment,
    }
    /// How far the transcript of an expert's paper is.
    pub enum TranscriptStep {
        /// I have fields to type.
        Type,
        /// I am done, the other clerk is not.
        WaitOther,
        /// Both are done and differ somewhere.
        Compare,
        /// Both typed the same: to be signed.
        Sign,
        /// Signed, and nothing changed since.
        Signed,
    }
}

wire! {
    /// Whose paper.
    pub struct TranscriptAsk {
        /// Expert id.
        pub expert: String,
    }
    /// Types one field.
    pub struct TranscriptPut {
        /// Expert id.
        pub expert: String,
        /// Entry id.
        pub entry: String,
        /// Which field.
        pub part: PaperPart,
        /// The criterion of a mark.
        pub criterion: Option<String>,
        /// Decimal mark, text, or the state's name (scored, recused, materialMissing, unmarked); nothing takes a mark back.
        pub value: Option<String>,
    }
    /// Signs a transcript with both logins.
    pub struct TranscriptSign {
        /// Expert id.
        pub expert: String,
        /// My own passphrase.
        pub passphrase: String,
        /// The other clerk's login.
        pub clerk: String,
        /// The other clerk's passphrase.
        pub clerk_passphrase: String,
        /// Token of the scan: PDF, JPEG or PNG.
        pub scan: String,
    }
    /// Writes the signed transcript to a file, for a chair.
    pub struct TranscriptSave {
        /// Expert id.
        pub expert: String,
        /// Token of the file to write.
        pub target: String,
    }
    /// One clerk's own typing of an expert's paper.
    pub struct TranscriptLook {
        /// Expert id.
        pub expert: String,
        /// Name.
        pub name: String,
        /// Track id.
        pub track: String,
        /// The criteria, in form order.
        pub columns: Vec<PaperColumn>,
        /// The entries on the paper, in its order.
        pub entries: Vec<PaperLine>,
        /// Fields I still have to type.
        pub missing: u32,
        /// Fields the two of us read differently, to be typed again by both.
        pub again: Vec<PaperField>,
        /// Who types.
        pub clerks: Vec<Clerk>,
        /// What comes next.
        pub step: TranscriptStep,
        /// The transcript signed last.
        pub signed: Option<SignedTranscript>,
    }
    /// A criterion.
    pub struct PaperColumn {
        /// Criterion id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// The group it stands in.
        pub group: String,
    }
    /// A line of the paper as I typed it.
    pub struct PaperLine {
        /// Entry id.
        pub id: String,
        /// Title.
        pub title: String,
        /// Lead entrant.
        pub entrant: String,
        /// Size class label.
        pub size_class: String,
        /// What the paper says; nothing when it has to be typed again.
        pub state: Option<PaperState>,
        /// Marks in the order of the columns.
        pub marks: Vec<Option<String>>,
        /// Maxima in the order of the columns.
        pub maxima: Vec<String>,
        /// The reason for not judging.
        pub reason: String,
        /// The comment.
        pub comment: String,
        /// Total of what I typed, to compare with the one printed.
        pub total: Option<String>,
    }
    /// Names a field, never its value.
    pub struct PaperField {
        /// Entry id.
        pub entry: String,
        /// Its title.
        pub title: String,
        /// Which field.
        pub part: PaperPart,
        /// The criterion of a mark.
        pub criterion: Option<String>,
        /// The field in words.
        pub name: String,
    }
    /// A login that may type.
    pub struct Clerk {
        /// Login id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Whether that is me.
        pub me: bool,
        /// Whether this clerk has begun.
        pub begun: bool,
        /// Whether everything is typed.
        pub complete: bool,
    }
    /// A transcript that was signed.
    pub struct SignedTranscript {
        /// 1, 2, 3 …
        pub seq: u32,
        /// When.
        pub at: String,
        /// Both clerks.
        pub clerks: Vec<String>,
        /// 核对码.
        pub code: String,
        /// Digest of the scan, for 详情.
        pub scan: String,
    }
}
