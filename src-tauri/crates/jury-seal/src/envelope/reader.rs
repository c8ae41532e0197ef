//! Reads an envelope in any spelling; [`super::Envelope::read`] then compares with the canonical one.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::Deserialize;

use super::{Envelope, MAX_ENVELOPE, MAX_SIGNATURES, Signature};
use crate::canon::{self, CanonError};
use crate::fault::Fault;
use crate::keys::KeyId;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    payload: String,
    #[serde(rename = "payloadType")]
    payload_type: String,
    signatures: Vec<RawSignature>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSignature {
    keyid: String,
    sig: String,
}

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

pub(super) fn read(bytes: &[u8]) -> Result<Envelope, Fault> {
    if bytes.len() > MAX_ENVELOPE {
        return Err(Fault::TooLarge {
            size: bytes.len(),
            limit: MAX_ENVELOPE,
        });
    }
    let raw: Raw =
        serde_json::from_value(canon::parse(bytes).map_err(json_fault)?).map_err(schema)?;
    if !is_media_type(&raw.payload_type) {
        return Err(schema(
            "the payload type is not 1 to 120 printable ASCII characters",
        ));
    }
    let payload = decode(&raw.payload)?;
    let signatures = signatures(&raw.signatures)?;
    Ok(Envelope {
        payload_type: raw.payload_type,
        payload,
        signatures,
    })
}

/// Printable ASCII without blank, quote and backslash: needs no escape, so that every encoder writes it alike.
fn is_media_type(text: &str) -> bool {
    (1..=120).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\')
}

fn json_fault(error: CanonError) -> Fault {
    match error {
        CanonError::Truncated => Fault::Truncated,
        other => schema(other),
    }
}

fn schema(detail: impl std::fmt::Display) -> Fault {
    Fault::EnvelopeSchema {
        detail: detail.to_string().chars().take(300).collect(),
    }
}

fn decode(text: &str) -> Result<Vec<u8>, Fault> {
    // DSSE asks verifiers to take both alphabets; the canonical comparison afterwards names the second one.
    let other_alphabet = text.contains(['-', '_']);
    let decoded = if other_alphabet {
        LENIENT.decode(text.replace('-', "+").replace('_', "/"))
    } else {
        LENIENT.decode(text)
    };
    decoded.map_err(schema)
}

fn signatures(raw: &[RawSignature]) -> Result<Vec<Signature>, Fault> {
    if raw.is_empty() || raw.len() > MAX_SIGNATURES {
        return Err(schema(format_args!("{} signatures", raw.len())));
    }
    let mut signatures = raw.iter().map(signature).collect::<Result<Vec<_>, _>>()?;
    // Sorting here makes an envelope in another order a matter of spelling.
    signatures.sort();
    if signatures
        .windows(2)
        .any(|pair| pair[0].keyid == pair[1].keyid)
    {
        return Err(schema("one key signs twice"));
    }
    Ok(signatures)
}

fn signature(raw: &RawSignature) -> Result<Signature, Fault> {
    let keyid = KeyId::from_hex(&raw.keyid)
        .ok_or_else(|| schema("a key id is not 16 hexadecimal digits"))?;
    let sig = decode(&raw.sig)?
        .try_into()
        .map_err(|_| schema("a signature is not 64 bytes"))?;
    Ok(Signature { keyid, sig })
}
