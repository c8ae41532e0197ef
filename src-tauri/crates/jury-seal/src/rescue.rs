//! Rescue of a forgotten passphrase: the expert's desk asks, organiser and supervisor answer.
//!
//! Not a way to a signing key: only the data key was ever wrapped to the organiser. The one rule: the organiser answers only a request
//! whose 核对码 the expert read out by phone, and the desk gives an answer only to the request it made itself.

use age::x25519;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jury_core::{ContestId, ExpertId};

use crate::age_box::{self, BoxFault};
use crate::digest::Digest;
use crate::document::parts::KeyRecord;
use crate::document::{RescueAnswer, RescueRequest, SealError, seal};
use crate::entropy::{Entropy, random};
use crate::envelope::Envelope;
use crate::fault::Fault;
use crate::keys::{PublicKey, SigningKey};
use crate::vault::{DataKey, OrganiserKeys, Unlocked, identity_of, identity_text};
use crate::verify::{Opened, Signers, open};
use crate::wire::{Hex, Secret32};

/// Why a rescue goes no further.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RescueError {
    /// The encrypted part does not open.
    #[error(transparent)]
    Box(#[from] BoxFault),
    /// The signed part does not hold.
    #[error("the document is refused: {0:?}")]
    Refused(Vec<Fault>),
    /// The data key wrapped in the request is not one.
    #[error("the request does not hold a data key")]
    NotADataKey,
    /// The answer is to another request, expert or contest.
    #[error("the answer is to another request")]
    OtherRequest,
    /// A text may not stand in a document.
    #[error(transparent)]
    Seal(#[from] SealError),
}

/// What the expert's desk keeps until the answer comes, in a file of its own beside the vault (the databases are locked). It is worthless
/// without the answer.
pub struct PendingRescue {
    identity: x25519::Identity,
    request: Digest,
}

impl PendingRescue {
    /// The bytes to keep: one line with the request's digest and the one-time identity.
    #[must_use]
    pub fn to_bytes(&self) -> zeroize::Zeroizing<Vec<u8>> {
        let identity = identity_text(&self.identity);
        zeroize::Zeroizing::new([self.request.to_string().as_bytes(), b" ", &identity].concat())
    }

    /// Reads those bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (digest, identity) = bytes.split_at_checked(64)?;
        let request = Digest::from_hex(std::str::from_utf8(digest).ok()?)?;
        let identity = identity_of(identity.strip_prefix(b" ")?)?;
        Some(Self { identity, request })
    }

    /// The request this waits for an answer to.
    #[must_use]
    pub const fn request(&self) -> Digest {
        self.request
    }
}

/// Makes the request: the envelope is the `*.juryrescue` file, its 核对码 is shown to be read out.
///
/// # Errors
/// [`SealError`] if a text may not stand in a document.
pub fn request(
    escrow: &[u8],
    contest: &ContestId,
    expert: &ExpertId,
    install: Hex<16>,
    at: &str,
    entropy: &mut Entropy<'_>,
) -> Result<(Envelope, PendingRescue), SealError> {
    let once = SigningKey::from_seed(&random(entropy));
    let identity = x25519::Identity::generate();
    let document = RescueRequest {
        contest: contest.clone(),
        expert: expert.clone(),
        install,
        key: KeyRecord::of(&once.public()),
        recipient: identity.to_public().to_string(),
        wrapped: STANDARD.encode(escrow),
        at: at.to_owned(),
    };
    let envelope = seal(&document, &[&once])?;
    let pending = PendingRescue {
        identity,
        request: envelope.digest(),
    };
    Ok((envelope, pending))
}

/// Answers a request whose 核对码 was compared: the file that goes back to the expert.
///
/// `introduction` is the seed of the expert's new introduction key, which the next roster names.
///
/// # Errors
/// [`RescueError`]: the request's data key was wrapped to another recovery key, or its recipient is none.
pub fn answer(
    request: &Opened<RescueRequest>,
    keys: &OrganiserKeys,
    supervisor: &Unlocked,
    introduction: &Secret32,
    at: &str,
) -> Result<Vec<u8>, RescueError> {
    let asked = &request.document;
    let recipient = age_box::recipient(&asked.recipient)?;
    let escrow = STANDARD
        .decode(&asked.wrapped)
        .map_err(|_| RescueError::NotADataKey)?;
    let data_key = zeroize::Zeroizing::new(age_box::unlock_with_key(&escrow, &keys.recovery)?);
    let data_key: &[u8; 32] = data_key
        .as_slice()
        .try_into()
        .map_err(|_| RescueError::NotADataKey)?;
    let document = RescueAnswer {
        contest: asked.contest.clone(),
        expert: asked.expert.clone(),
        request: request.digest,
        data_key: Secret32::new(*data_key),
        introduction: introduction.clone(),
        at: at.to_owned(),
    };
    let envelope = seal(&document, &[&keys.contest, supervisor.signing_key()])?;
    Ok(age_box::lock_to_key(&envelope.to_bytes(), &recipient))
}

/// Opens the answer on the expert's desk, under the pinned contest key and one of the supervisors the letter names.
///
/// # Errors
/// [`RescueError`]: for somebody else, damaged, not signed by both, or to another request.
pub fn open_answer(
    file: &[u8],
    pending: &PendingRescue,
    contest_key: &PublicKey,
    supervisors: &[PublicKey],
) -> Result<(DataKey, SigningKey), RescueError> {
    let bytes = age_box::unlock_with_key(file, &pending.identity)?;
    if supervisors.is_empty() {
        return Err(RescueError::Refused(vec![Fault::SignatureMissing]));
    }
    let signers = Signers {
        all_of: &[*contest_key],
        one_of: supervisors,
    };
    let opened: Opened<RescueAnswer> = open(&bytes, signers).map_err(RescueError::Refused)?;
    if opened.document.request != pending.request {
        return Err(RescueError::OtherRequest);
    }
    let data_key = DataKey::new(*opened.document.data_key.expose());
    Ok((
        data_key,
        SigningKey::from_seed(opened.document.introduction.expose()),
    ))
}

#[cfg(test)]
mod tests;
