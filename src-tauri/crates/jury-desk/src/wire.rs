//! What crosses the door: requests and answers, as the window, the command line and a later browser see them.
//!
//! Not the domain: jury-core's types never cross; each area converts by hand. The one rule: numbers that matter travel as decimal strings,
//! ids and file tokens as strings, times as RFC 3339 with offset; a screen shows what the desk answered and computes nothing official.

pub mod advisory;
pub mod backup;
pub mod check;
pub mod deliberation;
pub mod everyday;
pub mod expert;
pub mod figures;
pub mod finalise;
pub mod form;
pub mod letters;
pub mod levelling;
pub mod merge;
pub mod notes;
pub mod organiser;
pub mod outcome;
pub mod papers;
pub mod reading;
pub mod rereview;
pub mod results;
pub mod rounds;
pub mod rules;
pub mod search;
pub mod start;
pub mod transcript;

macro_rules! wire {
    ($($(#[$doc:meta])* pub struct $name:ident { $($(#[$field_doc:meta])* pub $field:ident: $kind:ty,)* })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        #[ts(export)]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* }
    )* };
}
macro_rules! wire_enum {
    ($($(#[$doc:meta])* pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident,)* })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }
    )* };
}
pub(crate) use {wire, wire_enum};

wire! {
    /// A request that says nothing beyond its name.
    pub struct Nothing {}
    /// A file was written, read back and verified.
    pub struct Written {
        /// File name as it now stands in the folder chosen.
        pub name: String,
        /// The folder, for showing only.
        pub folder: String,
        /// Token by which the shell can show the folder.
        pub token: String,
    }
    /// How far a long operation is.
    pub struct Progress {
        /// What is being done, in Chinese: 正在导入.
        pub what: String,
        /// Done so far, in `unit`.
        pub done: u64,
        /// All there is to do; zero when unknown.
        pub total: u64,
        /// Chinese unit word such as 份 or MB.
        pub unit: String,
    }
}
