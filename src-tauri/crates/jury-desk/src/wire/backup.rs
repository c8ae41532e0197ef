//! Backups: making one, being reminded of it, putting one back.

use super::start::{DeskKind, LoginCard};
use super::{Written, wire};

wire! {
    /// How the open desk stands with its backups.
    pub struct BackupState {
        /// When the last backup to a file was made.
        pub last: Option<String>,
        /// Marks, comments, states and documents since.
        pub changed: u32,
        /// Whether to say so now: there are changes, the last backup is older than a day, and nobody has put it off for today.
        pub due: bool,
        /// When the copy at the day's start was made inside the desk's folder.
        pub start_of_day: Option<String>,
    }
    /// A backup was written.
    pub struct BackupSaved {
        /// The file.
        pub written: Written,
        /// How it stands now.
        pub state: BackupState,
    }
    /// What a backup file says of itself. Nothing secret is known of it yet.
    pub struct BackupFacts {
        /// When it was made.
        pub at: String,
        /// Whose desk.
        pub kind: DeskKind,
        /// Contest name.
        pub contest: String,
        /// Track and round, for an expert's desk.
        pub detail: String,
        /// People who can sign in.
        pub logins: Vec<LoginCard>,
    }
    /// Makes a new desk from a backup file.
    pub struct BackupRestore {
        /// Token of the `*.jurybackup` file.
        pub file: String,
        /// Login id; the only one when absent.
        pub login: Option<String>,
        /// The passphrase the desk had when the backup was made.
        pub passphrase: String,
    }
}
