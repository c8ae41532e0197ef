//! Why a file or document is refused: one variant per reason, each with its stable code.
//!
//! Not a sentence for people: jury-desk has those, by code. The one rule: nothing here depends on order; checks list all faults
//! they can find, not the first.

use jury_core::merge::Code;

use crate::canon::CanonError;
use crate::document::ShapeFault;
use crate::keys::{KeyFault, KeyId};

/// A reason to refuse or to hold a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The file carries no envelope at all.
    #[error("there is no signed data in this file")]
    NoEnvelope,
    /// More bytes than the kind may have.
    #[error("{size} bytes are more than {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// The bytes stop in the middle.
    #[error("the data ends too early")]
    Truncated,
    /// Not an envelope: not JSON, fields missing or unknown, a signature that is not 64 bytes.
    #[error("not a signed document: {detail}")]
    EnvelopeSchema {
        /// What was met, in English, for the log.
        detail: String,
    },
    /// An envelope in another spelling than ours. With a good signature a person decides; it is never merged silently.
    #[error("the envelope is not in canonical form")]
    EnvelopeNonCanonical,
    /// A document of another kind than the one asked for.
    #[error("this is a {found:?}, not a {expected:?}")]
    TypeWrong {
        /// The payload type asked for.
        expected: &'static str,
        /// The payload type found, cut at 120 characters.
        found: String,
    },
    /// No key that may sign this document has this id.
    #[error("the key {keyid} is not known")]
    KeyUnknown {
        /// The id named.
        keyid: KeyId,
    },
    /// The key was revoked before this document.
    #[error("the key {keyid} is revoked")]
    KeyRevoked {
        /// The id named.
        keyid: KeyId,
    },
    /// The key belongs to somebody else than the document says.
    #[error("the key {keyid} does not belong to the person the document names")]
    KeyExpertMismatch {
        /// The id named.
        keyid: KeyId,
    },
    /// A public key that must not be used.
    #[error("a public key is refused: {fault}")]
    KeyWeak {
        /// Which property.
        fault: KeyFault,
    },
    /// The document or roster asks for an algorithm that is not the contest's.
    #[error("the algorithm {found:?} is not this contest's")]
    AlgorithmMismatch {
        /// The algorithm named.
        found: String,
    },
    /// A signature that its key did not make over these bytes.
    #[error("the signature under the key {keyid} is not right")]
    SignatureBad {
        /// The key.
        keyid: KeyId,
    },
    /// A signature that must be there and is not.
    #[error("a required signature is missing")]
    SignatureMissing,
    /// Signed content in another spelling than the canonical one.
    #[error("the content is not in canonical form")]
    PayloadNonCanonical,
    /// Signed content that does not have the fields of its kind.
    #[error("the content does not fit its kind: {detail}")]
    Schema {
        /// What was met, in English, for the log.
        detail: String,
    },
}

impl Fault {
    /// The code merge decides by.
    #[must_use]
    pub const fn merge_code(&self) -> Code {
        match self {
            Self::NoEnvelope => Code::NoEnvelope,
            Self::TooLarge { .. } => Code::TooLarge,
            Self::Truncated => Code::Truncated,
            Self::EnvelopeSchema { .. } | Self::Schema { .. } => Code::Schema,
            Self::EnvelopeNonCanonical => Code::EnvNoncanonical,
            Self::TypeWrong { .. } => Code::TypeWrong,
            Self::KeyUnknown { .. } => Code::KeyUnknown,
            Self::KeyRevoked { .. } => Code::KeyRevoked,
            Self::KeyExpertMismatch { .. } => Code::KeyExpertMismatch,
            Self::KeyWeak { .. } => Code::KeyWeak,
            Self::AlgorithmMismatch { .. } => Code::AlgMismatch,
            Self::SignatureBad { .. } | Self::SignatureMissing => Code::SigBad,
            Self::PayloadNonCanonical => Code::PayloadNoncanonical,
        }
    }

    /// The stable code as text, as in DESIGN and FORMAT.md §7.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.merge_code().as_str()
    }
}

impl From<ShapeFault> for Fault {
    fn from(fault: ShapeFault) -> Self {
        Self::Schema {
            detail: fault.to_string(),
        }
    }
}

impl From<CanonError> for Fault {
    /// The fault of a payload (an envelope's own spelling is judged in [`crate::envelope`]).
    fn from(error: CanonError) -> Self {
        match error {
            CanonError::TooLarge { size } => Self::TooLarge {
                size,
                limit: crate::canon::MAX_PAYLOAD,
            },
            CanonError::NonCanonical
            | CanonError::Truncated
            | CanonError::Malformed { .. }
            | CanonError::Text(_)
            | CanonError::Key { .. } => Self::PayloadNonCanonical,
            CanonError::Schema { detail } => Self::Schema { detail },
        }
    }
}
