//! The codes of everything that can be said of a received document, and what each does to it.
//!
//! Not sentences: the words for people live with the desk. The one rule to know: a code never changes its spelling; other people's programs
//! read it.

use std::fmt;

/// What a code does to the document it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Said, and the document counts all the same.
    Note,
    /// A person must look; until then the document does not count.
    Hold,
    /// The document does not count.
    Reject,
}

macro_rules! codes {
    ($($name:ident $text:literal $gravity:ident $meaning:literal,)*) => {
        /// One thing found about a document or a merged set.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $meaning] $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The spelling in answers and documents.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What this code does to the document it is said of.
            #[must_use]
            pub const fn gravity(self) -> Gravity {
                match self { $(Self::$name => Gravity::$gravity,)* }
            }
        }
    };
}

codes! {
    SigBad "SIG-BAD" Reject "The signature is not that of the key named.",
    TypeWrong "TYPE-WRONG" Reject "Not the kind of document expected.",
    KeyUnknown "KEY-UNKNOWN" Reject "The key is in no roster and certified by no introduction key of it.",
    KeyRevoked "KEY-REVOKED" Reject "The key was revoked before this document.",
    KeyExpertMismatch "KEY-EXPERT-MISMATCH" Reject "The key is not (the only one) of the expert named.",
    AlgMismatch "ALG-MISMATCH" Reject "Not the contest's algorithm.",
    KeyWeak "KEY-WEAK" Reject "A key that verifiers disagree about.",
    EnvNoncanonical "ENV-NONCANONICAL" Hold "The signature is good and the envelope is not in its one spelling.",
    PayloadNoncanonical "PAYLOAD-NONCANONICAL" Reject "The payload is not in its one spelling.",
    Schema "SCHEMA" Reject "The payload lacks a field, has one too many, or one of the wrong kind.",
    TooLarge "TOO-LARGE" Reject "Larger than any real document.",
    Truncated "TRUNCATED" Reject "Ends before it should.",
    NoEnvelope "NO-ENVELOPE" Reject "A file without a signed document in it.",
    Contest "CONTEST" Reject "Of another contest.",
    Round "ROUND" Reject "Of another round.",
    Package "PACKAGE" Hold "Judged from an assignment or a dossier that no longer holds.",
    Rubric "RUBRIC" Hold "Judged by another rubric.",
    RosterStale "ROSTER-STALE" Note "Made under an earlier roster.",
    Range "RANGE" Reject "A mark out of range, off the step, or of no criterion.",
    Gate "GATE" Reject "A finding at a gate that the rubric does not have, twice at one gate, or without its reason.",
    Weights "WEIGHTS" Reject "Another weight profile, or other weights, than the entry has.",
    Total "TOTAL" Reject "A total that its marks do not make.",
    SizeClass "SIZE-CLASS" Reject "Another size class than the entry has.",
    DupEntry "DUP-ENTRY" Reject "An entry stands twice.",
    NotAssigned "NOT-ASSIGNED" Reject "An entry, or the whole sheet, that this expert was not assigned.",
    Recused "RECUSED" Reject "Marks for an entry that is recused.",
    NameConfusable "NAME-CONFUSABLE" Hold "The name on the sheet is not the one the roster has under that id.",
    Count "COUNT" Reject "An assigned entry or a mark is missing, or the counts are not those of the lines.",
    Replay "REPLAY" Note "The same document again.",
    Stale "STALE" Note "A later sheet of this expert replaced it.",
    Fork "FORK" Hold "Two different sheets of one expert claim the same number.",
    Gap "GAP" Note "A sheet before this one was made and never arrived.",
    ChainBroken "CHAIN-BROKEN" Hold "It names another sheet before it than the one there is.",
    AfterClose "AFTER-CLOSE" Hold "Made after the closing without a ticket.",
    AfterFinal "AFTER-FINAL" Hold "Came when the result was final already.",
    Clock "CLOCK" Note "Its times do not fit together.",
    XlsxMismatch "XLSX-MISMATCH" Note "A visible cell differs from what was signed.",
    PaperCodeMismatch "PAPER-CODE-MISMATCH" Hold "The code on the paper is another.",
    Excluded "EXCLUDED" Reject "A recorded decision excludes it.",
    NotPanel "NOT-PANEL" Reject "Of another panel than this chair's.",
    ExpertMissing "EXPERT-MISSING" Note "No sheet of an expert counts.",
    EntryMissing "ENTRY-MISSING" Note "No sheet says anything about an entry.",
    Quorum "QUORUM" Note "Fewer valid sheets for an entry than the contest wants.",
}

impl Code {
    /// Whether a decision that a held sheet is to count as it is overcomes this code. Not what leaves the marks unchecked (another assignment
    /// or rubric), and not a dispute between two documents: there the other one is excluded.
    #[must_use]
    pub const fn yields_to_decision(self) -> bool {
        matches!(
            self,
            Self::EnvNoncanonical
                | Self::NameConfusable
                | Self::PaperCodeMismatch
                | Self::ChainBroken
                | Self::AfterClose
        )
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_its_own_spelling() {
        for code in Code::ALL {
            assert_eq!(Code::parse(code.as_str()), Some(*code));
            assert!(
                code.as_str()
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte == b'-'),
                "{code}"
            );
        }
    }
}
