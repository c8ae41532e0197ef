//! Looking into files and folders without joining them: a pack, a signed sheet, a whole desk.

use super::{wire, wire_enum};

wire! {
    /// Names a file.
    pub struct FileAsk {
        /// Token of the file.
        pub file: String,
    }
    /// What a pack volume holds, as far as can be told without a letter.
    pub struct PackInspection {
        /// Contest id.
        pub contest: String,
        /// Track id.
        pub track: String,
        /// Volume number, from 1.
        pub volume: u32,
        /// Volumes in all.
        pub volumes: u32,
        /// Materials in this volume.
        pub materials: u32,
        /// Chunks in this volume.
        pub chunks: u32,
        /// Whether the volume is complete.
        pub complete: bool,
    }
    /// Checks the signatures in a file: by the roster named, else by what the open desk knows, else only against the keys the file brings.
    pub struct SheetVerify {
        /// Token of the workbook or bare envelope.
        pub file: String,
        /// Token of a roster 专家名册, as it stands in an archive.
        pub roster: Option<String>,
    }
    /// What can be said of the signatures in a file.
    pub struct SheetVerification {
        /// One per envelope in the file.
        pub envelopes: Vec<EnvelopeFacts>,
        /// Whose word it is that a key is somebody's; nothing when nobody was asked.
        pub by: Option<String>,
        /// What a merge on the open desk would say of the file now, the visible cells compared; empty without a desk that merges.
        pub rows: Vec<super::merge::FileRow>,
    }
    /// One envelope.
    pub struct EnvelopeFacts {
        /// Document kind, such as scoresheet.
        pub kind: String,
        /// Digest of what is signed.
        pub digest: String,
        /// 核对码.
        pub code: String,
        /// Id of the key named.
        pub key: String,
        /// Expert, where the document is a sheet.
        pub expert: Option<String>,
        /// Revision of a sheet or a panel return.
        pub seq: Option<u32>,
        /// Whether the signature fits the key the sheet brings. Anybody can make a key for which this is so.
        pub fits: bool,
        /// Whose that key is.
        pub owner: KeyOwner,
        /// Codes of everything wrong; empty when the signature fits the key the sheet brings and, where the owner was asked for, may sign.
        pub codes: Vec<String>,
    }
    /// Writes the parts of a signed sheet for other tools.
    pub struct SheetExtract {
        /// Token of the workbook or bare envelope.
        pub file: String,
        /// Token of the folder.
        pub folder: String,
    }
    /// Files written.
    pub struct Extracted {
        /// Names.
        pub files: Vec<String>,
        /// What was extracted.
        pub envelope: EnvelopeFacts,
    }
    /// Named invariant checks over a desk.
    pub struct Doctor {
        /// Checks in a fixed order.
        pub checks: Vec<DoctorCheck>,
    }
    /// One check.
    pub struct DoctorCheck {
        /// Name of the check.
        pub name: String,
        /// Whether it holds.
        pub ok: bool,
        /// What was found, in words.
        pub found: String,
    }
}

wire_enum! {
    /// Whose a signing key is.
    pub enum KeyOwner {
        /// Nobody was asked: neither a roster nor a desk.
        Unchecked,
        /// The expert's, by the roster or a confirmation.
        Known,
        /// Certified by the expert's letter, not yet confirmed on paper.
        Introduced,
        /// Certified by the expert's letter, while the roster knows another key of theirs.
        Superfluous,
        /// The expert's once, and revoked.
        Revoked,
        /// Nobody's the roster knows.
        Unknown,
    }
}
