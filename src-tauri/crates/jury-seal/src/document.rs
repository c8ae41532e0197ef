//! The documents that are signed, one file per kind.
//!
//! Not the rules of judging: these are shapes on paper, converted to and from jury-core's values. The one rule: a kind is its media
//! type, fields are never optional in the text (an absent value is `null`), and unknown fields are refused, so that a signature
//! covers a content with exactly one meaning.

pub mod archive;
pub mod calibration;
pub mod closing;
pub mod confirmation;
pub mod decision;
pub mod enrolment;
pub mod evidence;
pub mod gates;
pub mod letter;
pub mod minutes;
pub mod panel_return;
pub mod parts;
pub mod receipt;
pub mod rescue;
pub mod result;
pub mod roster;
pub mod rubric;
pub mod sheet;
pub mod shortlist;
pub mod ticket;
pub mod transcript;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::canon::{self, CanonError};
use crate::digest::Digest;
use crate::envelope::Envelope;
use crate::keys::SigningKey;

pub use archive::ArchiveSeal;
pub use closing::Closing;
pub use confirmation::Confirmation;
pub use decision::Decision;
pub use enrolment::Enrolment;
pub use evidence::Evidence;
pub use letter::Letter;
pub use minutes::Minutes;
pub use panel_return::PanelReturn;
pub use receipt::Receipt;
pub use rescue::{RescueAnswer, RescueRequest};
pub use result::{Reopening, ResultDocument};
pub use roster::Roster;
pub use sheet::Sheet;
pub use shortlist::Shortlist;
pub use ticket::Ticket;
pub use transcript::Transcript;

/// A kind of document.
pub trait Document: Serialize + DeserializeOwned {
    /// The payload type that is signed with the content.
    const KIND: &'static str;

    /// What the field types alone cannot say: fractions in lowest terms, no criterion twice, no marks on a recused entry.
    ///
    /// # Errors
    /// A [`ShapeFault`] that names the place.
    fn check_shape(&self) -> Result<(), ShapeFault> {
        Ok(())
    }
}

/// A document whose fields are each right and do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct ShapeFault {
    /// Where, such as `entries[01-003].total`.
    pub place: String,
    /// What is wrong, in English, for the log.
    pub problem: &'static str,
}

impl ShapeFault {
    pub(crate) fn new(place: impl Into<String>, problem: &'static str) -> Self {
        Self {
            place: place.into(),
            problem,
        }
    }
}

/// Why a document could not be signed: the caller put something in that no payload may hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// A text or number that the canonical form refuses.
    #[error(transparent)]
    Canon(#[from] CanonError),
    /// Fields that do not fit together.
    #[error(transparent)]
    Shape(#[from] ShapeFault),
}

/// The canonical bytes of a document.
///
/// # Errors
/// [`SealError`] if the document holds what no payload may hold.
pub fn payload_of<T: Document>(document: &T) -> Result<Vec<u8>, SealError> {
    document.check_shape()?;
    Ok(canon::to_bytes(document)?)
}

/// Signs a document with every key given; at least one.
///
/// # Errors
/// [`SealError`] if the document holds what no payload may hold.
pub fn seal<T: Document>(document: &T, keys: &[&SigningKey]) -> Result<Envelope, SealError> {
    Ok(Envelope::sign(T::KIND, payload_of(document)?, keys))
}

/// The name a document has once it is signed, whoever signs it.
///
/// # Errors
/// [`SealError`] if the document holds what no payload may hold.
pub fn digest_of<T: Document>(document: &T) -> Result<Digest, SealError> {
    Ok(crate::digest::sha256(&crate::envelope::pae(
        T::KIND,
        &payload_of(document)?,
    )))
}
