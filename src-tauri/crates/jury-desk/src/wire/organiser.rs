//! The organiser's desk: making a contest, sending out, progress, the log.

use super::{merge::Blocker, start::OpenDesk, wire, wire_enum};

wire_enum! {
    /// State of a step of the contest.
    pub enum StepState {
        /// 已完成.
        Done,
        /// 进行中.
        Now,
        /// 未开始.
        Later,
    }
}

wire! {
    /// The files a contest is made from.
    pub struct ContestFiles {
        /// Token of the entries workbook 参赛项目表.
        pub entries: String,
        /// Token of the experts workbook 评审专家表.
        pub experts: String,
        /// Token of the rubric workbook; the built-in sample when absent.
        pub rubric: Option<String>,
        /// Token of the folder of materials, one folder per entry.
        pub materials: Option<String>,
    }
    /// What the files would make, before anything is made.
    pub struct ContestCheck {
        /// Entries read.
        pub entries: u32,
        /// Those of them for calibration 校准项目.
        pub calibration: u32,
        /// Experts read.
        pub experts: u32,
        /// Tracks.
        pub tracks: Vec<String>,
        /// Material files found.
        pub materials: u32,
        /// Bytes of material.
        pub bytes: u64,
        /// One sentence per bad row; nothing is imported while there is one.
        pub faults: Vec<String>,
        /// Things to know that stop nothing.
        pub remarks: Vec<String>,
    }
    /// Makes a contest and its organiser's desk.
    pub struct ContestNew {
        /// Contest name 2025年“数据要素×”大赛云江分赛.
        pub name: String,
        /// Edition 届次.
        pub edition: String,
        /// The files.
        pub files: ContestFiles,
        /// Organiser's name.
        pub organiser: String,
        /// Organiser's passphrase.
        pub organiser_passphrase: String,
        /// Supervisor's name.
        pub supervisor: String,
        /// Supervisor's passphrase.
        pub supervisor_passphrase: String,
        /// 允许专家复制材料文字; nothing: yes.
        pub copying: Option<bool>,
        /// Whether advisory figures 参考 may be looked at; not, where nothing is said.
        #[serde(default)]
        pub advisory: bool,
    }
    /// The contest exists.
    pub struct ContestMade {
        /// The desk, open as the organiser.
        pub open: OpenDesk,
        /// Code on paper for a sealed envelope; shown once.
        pub recovery_code: String,
        /// 核对码 of the contest key, for the invitations.
        pub contest_code: String,
        /// What was read.
        pub check: ContestCheck,
    }
    /// The organiser's first page.
    pub struct OrganiserHome {
        /// Contest name.
        pub contest: String,
        /// Steps.
        pub steps: Vec<Step>,
        /// One row per track.
        pub tracks: Vec<TrackProgress>,
        /// What blocks 定稿.
        pub blockers: Vec<Blocker>,
        /// Last acts.
        pub acts: Vec<Act>,
        /// All acts.
        pub acts_total: u32,
        /// What to do next, in words.
        pub next: String,
        /// Screen to go to: merge, dispatch, results.
        pub next_screen: String,
        /// Whether the contest switched advisory figures 参考 on.
        pub advisory: bool,
    }
    /// A step of the contest.
    pub struct Step {
        /// Name.
        pub name: String,
        /// State.
        pub state: StepState,
        /// State in words.
        pub status: String,
        /// Detail.
        pub detail: String,
    }
    /// Progress of one track, in sheets.
    pub struct TrackProgress {
        /// Track id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Entries.
        pub entries: u32,
        /// Sheets due.
        pub due: u32,
        /// Sheets verified.
        pub verified: u32,
        /// Sheets waiting for ink.
        pub provisional: u32,
        /// Sheets held.
        pub held: u32,
        /// Files refused.
        pub rejected: u32,
        /// Sheets awaited.
        pub awaited: u32,
        /// Coverage of cells.
        pub coverage: super::merge::Coverage,
    }
    /// One line of the log.
    pub struct Act {
        /// Number.
        pub no: u64,
        /// When.
        pub at: String,
        /// Who.
        pub who: String,
        /// What, in words.
        pub what: String,
    }
    /// Asks for a page of the log.
    pub struct AuditAsk {
        /// Acts before this number; the latest when absent.
        pub before: Option<u64>,
        /// How many, at most 500.
        pub limit: u32,
        /// Only by this person.
        pub who: Option<String>,
        /// Only of this kind.
        pub kind: Option<String>,
        /// Only with these words.
        pub text: Option<String>,
        /// Only from this day on, such as 2025-06-10.
        pub from: Option<String>,
        /// Only until this day.
        pub until: Option<String>,
    }
    /// A page of the log.
    pub struct AuditLook {
        /// Acts, latest first.
        pub acts: Vec<Act>,
        /// Whether earlier ones exist.
        pub more: bool,
        /// Head of the hash chain.
        pub head: String,
        /// Lines in all.
        pub total: u32,
        /// Everybody who did something, to filter by.
        pub people: Vec<String>,
        /// Every kind of act there is, to filter by.
        pub kinds: Vec<String>,
        /// What is wrong with the log, one sentence each; empty when it is as it was written.
        pub broken: Vec<String>,
    }
    /// Entries of the contest, for looking at.
    pub struct EntriesLook {
        /// Rows.
        pub entries: Vec<EntryFacts>,
    }
    /// One entry with its facts.
    pub struct EntryFacts {
        /// Entry id.
        pub id: String,
        /// Track name.
        pub track: String,
        /// Title.
        pub title: String,
        /// Team.
        pub team: String,
        /// Lead entrant.
        pub entrant: String,
        /// Kind of entrant.
        pub kind: String,
        /// Size class.
        pub size_class: String,
        /// Why.
        pub size_basis: String,
        /// Profile name.
        pub profile: String,
        /// 校准项目: judged by everybody, counted for nothing.
        pub calibration: bool,
        /// Materials present.
        pub materials: u32,
        /// Problems with materials, in words.
        pub problems: Vec<String>,
        /// Experts assigned.
        pub experts: u32,
    }
    /// Experts of the contest, for looking at.
    pub struct ExpertsLook {
        /// Rows.
        pub experts: Vec<ExpertFacts>,
    }
    /// One expert with their facts.
    pub struct ExpertFacts {
        /// Expert id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Unit.
        pub unit: String,
        /// Track name.
        pub track: String,
        /// Panel.
        pub panel: String,
        /// Whether chair.
        pub chair: bool,
        /// Entries assigned.
        pub entries: u32,
        /// Recusals known beforehand.
        pub recused: u32,
        /// Key state in words: 未登记, 已登记, 已确认.
        pub key: String,
    }
    /// Sending out: packs and letters.
    pub struct DispatchLook {
        /// One row per track.
        pub tracks: Vec<DispatchTrack>,
        /// Letters, one row per expert.
        pub letters: Vec<DispatchLetter>,
        /// 核对码 of the contest key, to print on the invitation.
        pub contest_code: String,
    }
    /// Packing state of a track.
    pub struct DispatchTrack {
        /// Track id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Entries.
        pub entries: u32,
        /// Materials.
        pub materials: u32,
        /// Bytes.
        pub bytes: u64,
        /// Volumes built; none yet when empty.
        pub volumes: Vec<String>,
    }
    /// Letter state of an expert.
    pub struct DispatchLetter {
        /// Expert id.
        pub expert: String,
        /// Name.
        pub name: String,
        /// Track name.
        pub track: String,
        /// Whether chair.
        pub chair: bool,
        /// Letter number, when issued.
        pub seq: Option<u32>,
        /// File name, when issued.
        pub file: String,
        /// 开启码 to tell by phone, when locked by a code.
        pub code: String,
        /// When issued.
        pub at: String,
    }
    /// Builds packs.
    pub struct PacksBuild {
        /// Track ids; all when empty.
        pub tracks: Vec<String>,
        /// Token of the folder to write into.
        pub folder: String,
    }
    /// Packs are built.
    pub struct PacksBuilt {
        /// File names.
        pub files: Vec<String>,
        /// Bytes written.
        pub bytes: u64,
        /// Materials that could not be packed, one sentence each.
        pub problems: Vec<String>,
    }
    /// Builds letters.
    pub struct LettersBuild {
        /// Expert ids; all when empty.
        pub experts: Vec<String>,
        /// Token of the folder to write into.
        pub folder: String,
        /// 评分截止 such as 2025-06-12T18:00:00+08:00.
        pub deadline: Option<String>,
        /// Whether experts may see the reference of a calibration entry once they have given all their marks of it; nothing: no.
        pub feedback: Option<bool>,
    }
    /// Letters are built.
    pub struct LettersBuilt {
        /// One per letter.
        pub letters: Vec<DispatchLetter>,
    }
    /// Enters experts' own keys into the roster, so that their sheets need no ink confirmation.
    pub struct EnrolmentAdd {
        /// Tokens of the `*.juryenrol` files.
        pub files: Vec<String>,
        /// Supervisor login that agrees.
        pub supervisor: String,
        /// That supervisor's passphrase.
        pub supervisor_passphrase: String,
    }
}
