//! 定稿: what is still open in a track, recorded decisions, the final result and its reopening.

use super::{merge::TrackName, wire};

wire! {
    /// Whether a track's result is final: said by every answer, workbook and paper that shows results.
    pub struct FinalMark {
        /// Whether it is final now.
        pub finalised: bool,
        /// The version that is final, or the last one that was.
        pub version: Option<u32>,
        /// 核对码 of that version.
        pub code: Option<String>,
        /// When it was signed.
        pub at: Option<String>,
        /// All of it in one line: 未定稿, or 定稿 第 1 版 核对码 ….
        pub text: String,
    }
    /// The 定稿 page of one track.
    pub struct FinaliseLook {
        /// Tracks there are.
        pub tracks: Vec<TrackName>,
        /// The track shown.
        pub track: String,
        /// The round in words.
        pub round: String,
        /// How it stands.
        pub mark: FinalMark,
        /// What stands in the way, each with what can be done about it.
        pub open: Vec<OpenItem>,
        /// Decisions in force.
        pub decided: Vec<DecidedItem>,
        /// Results signed so far, the latest first.
        pub versions: Vec<ResultVersion>,
        /// What differs between the final result and what is computed from the documents now; empty when nothing does.
        pub differences: Vec<String>,
        /// Logins that may countersign.
        pub supervisors: Vec<Countersigner>,
    }
    /// Somebody who may countersign.
    pub struct Countersigner {
        /// Login id.
        pub id: String,
        /// Name.
        pub name: String,
    }
    /// What names an open item, as a request gives it back.
    pub struct ItemName {
        /// Kind such as expert-missing.
        pub kind: String,
        /// Entry id, where the kind names one.
        pub entry: Option<String>,
        /// Expert id, where the kind names one.
        pub expert: Option<String>,
        /// Digest of the sheet, where the kind names one.
        pub sheet: Option<String>,
    }
    /// Something that stands in the way of 定稿.
    pub struct OpenItem {
        /// Its name.
        pub item: ItemName,
        /// What it is about: 王某（E0102）.
        pub title: String,
        /// One sentence that says what is open and how to mend it.
        pub sentence: String,
        /// The screen where it can be mended.
        pub screen: String,
        /// What may be decided instead; empty when only mending helps.
        pub outcomes: Vec<OutcomeChoice>,
    }
    /// Something that may be decided about an item.
    pub struct OutcomeChoice {
        /// Word such as accept-as-is.
        pub outcome: String,
        /// In Chinese.
        pub label: String,
    }
    /// A decision in force.
    pub struct DecidedItem {
        /// The item.
        pub item: ItemName,
        /// What it is about.
        pub title: String,
        /// What was decided.
        pub outcome: String,
        /// Why.
        pub reason: String,
        /// When.
        pub at: String,
        /// 核对码 of the decision.
        pub code: String,
        /// What could be decided otherwise; empty while the track is final.
        pub outcomes: Vec<OutcomeChoice>,
    }
    /// One version of the result.
    pub struct ResultVersion {
        /// Version.
        pub version: u32,
        /// When.
        pub at: String,
        /// 核对码.
        pub code: String,
        /// Digest, for 详情.
        pub digest: String,
        /// Documents that counted.
        pub inputs: u32,
        /// Entries with a rank.
        pub ranked: u32,
        /// Why it was reopened; none while it stands.
        pub reopened: Option<String>,
    }
    /// Decides an open item; organiser and supervisor together.
    pub struct DecisionSign {
        /// Track id.
        pub track: String,
        /// The item.
        pub item: ItemName,
        /// What is decided.
        pub outcome: String,
        /// Why.
        pub reason: String,
        /// The organiser's passphrase.
        pub passphrase: String,
        /// Supervisor login that agrees.
        pub supervisor: String,
        /// That supervisor's passphrase.
        pub supervisor_passphrase: String,
    }
    /// Finalises a track; organiser and supervisor together.
    pub struct Finalise {
        /// Track id.
        pub track: String,
        /// The organiser's passphrase.
        pub passphrase: String,
        /// Supervisor login that countersigns.
        pub supervisor: String,
        /// That supervisor's passphrase.
        pub supervisor_passphrase: String,
    }
    /// Reopens a final track; organiser and supervisor together.
    pub struct Reopen {
        /// Track id.
        pub track: String,
        /// Why.
        pub reason: String,
        /// The organiser's passphrase.
        pub passphrase: String,
        /// Supervisor login that agrees.
        pub supervisor: String,
        /// That supervisor's passphrase.
        pub supervisor_passphrase: String,
    }
}
