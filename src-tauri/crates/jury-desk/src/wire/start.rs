//! Opening a desk: the first screen, letters, logins, locking, rescue.

use super::{wire, wire_enum};

wire_enum! {
    /// Whose desk a folder is.
    pub enum DeskKind {
        /// 评审专家 (a chair is one too).
        Expert,
        /// 组织方.
        Organiser,
    }
    /// As whom somebody is signed in.
    pub enum Role {
        /// 评审专家.
        Expert,
        /// 组长: an expert whose letter appoints them.
        Chair,
        /// 组织方.
        Organiser,
        /// 监督员: looks at everything, changes nothing, confirms and countersigns.
        Supervisor,
    }
}

wire! {
    /// One desk found on this computer, before it is opened. Nothing secret is known of it yet.
    pub struct DeskCard {
        /// Opaque name of the desk in this run of the program.
        pub id: String,
        /// Whose desk.
        pub kind: DeskKind,
        /// Contest name as the key file shows it.
        pub contest: String,
        /// Track and round, for an expert's desk: 工业制造 · 书面评审.
        pub detail: String,
        /// Restored from a backup beside a desk of the same person and contest: the how-many-th it is.
        pub restored: Option<u32>,
        /// People who can sign in.
        pub logins: Vec<LoginCard>,
    }
    /// A person who can sign in to a desk.
    pub struct LoginCard {
        /// Login id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Role.
        pub role: Role,
    }
    /// The first screen.
    pub struct StartLook {
        /// Desks on this computer.
        pub desks: Vec<DeskCard>,
        /// The desk that is open now.
        pub open: Option<OpenDesk>,
        /// Program version.
        pub version: String,
        /// Folder new desks are made in, for showing.
        pub folder: String,
    }
    /// Unlocks a desk.
    pub struct DeskUnlock {
        /// Desk id of the first screen.
        pub desk: String,
        /// Login id; the only one when absent.
        pub login: Option<String>,
        /// Passphrase 口令.
        pub passphrase: String,
    }
    /// The desk that is open and who sits at it.
    pub struct OpenDesk {
        /// Desk id of the first screen.
        pub desk: String,
        /// Whose desk.
        pub kind: DeskKind,
        /// Signed in as.
        pub role: Role,
        /// Name of that person.
        pub name: String,
        /// Contest name.
        pub contest: String,
        /// 工业制造 · 书面评审, for an expert.
        pub detail: String,
        /// Whether the confidentiality commitment has been accepted (always for an organiser's desk).
        pub committed: bool,
    }
    /// Opens an assignment letter 任务函 and makes the desk for it, or renews the one that is there.
    pub struct LetterOpen {
        /// Token of the `*.jurytask` file.
        pub letter: String,
        /// The sixteen-digit 开启码 told by phone, with or without spaces.
        pub code: String,
        /// The passphrase chosen for the new desk, or the passphrase of the desk there is.
        pub passphrase: String,
    }
    /// What a letter turned out to be.
    pub struct LetterOpened {
        /// The desk, now open.
        pub open: OpenDesk,
        /// 核对码 of the contest key, to compare with the printed invitation.
        pub contest_code: String,
        /// Names of the supervisors whose keys the letter names.
        pub supervisors: Vec<String>,
        /// Number of entries assigned.
        pub entries: u32,
        /// Whether this letter replaced an earlier one; marks were kept.
        pub replaced: bool,
        /// What changed against the earlier letter, one sentence each.
        pub changes: Vec<String>,
        /// Whether a signing key was made although the letter is of a later round: whoever judged an earlier one has a key the roster knows, and
        /// it is on another computer.
        pub new_key: bool,
    }
    /// Asks for the rescue of a forgotten passphrase: writes a `*.juryrescue` file.
    pub struct RescueRequest {
        /// Desk id of the first screen.
        pub desk: String,
        /// Token of the file to write.
        pub target: String,
    }
    /// The rescue request is written.
    pub struct RescueRequested {
        /// The file.
        pub written: super::Written,
        /// 核对码 to read out by phone.
        pub code: String,
    }
    /// Organiser's side: answers a rescue request after hearing the code.
    pub struct RescueAnswer {
        /// Token of the request file.
        pub request: String,
        /// 核对码 heard by phone.
        pub code: String,
        /// Supervisor login that agrees.
        pub supervisor: String,
        /// That supervisor's passphrase.
        pub supervisor_passphrase: String,
        /// Token of the answer file to write.
        pub target: String,
    }
    /// Expert's side: applies the answer and chooses a new passphrase.
    pub struct RescueApply {
        /// Desk id of the first screen.
        pub desk: String,
        /// Token of the answer file.
        pub answer: String,
        /// New passphrase.
        pub passphrase: String,
    }
    /// Gives the organiser of a desk a new passphrase by its recovery code.
    pub struct PaperRecover {
        /// Desk id of the first screen.
        pub desk: String,
        /// 恢复码, 36 digits as printed; gaps and small letters do not matter.
        pub code: String,
        /// New passphrase.
        pub passphrase: String,
    }
}
