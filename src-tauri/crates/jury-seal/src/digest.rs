//! SHA-256 and the short code (核对码) people compare.
//!
//! Not a proof by itself: 80 bits stop a stranger, not the signer, who could look for two sheets with one code (2^40 work); the
//! full digest is in the QR beside it. The one rule: a document is named by the SHA-256 of its PAE, a file by that of its bytes.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

pub use jury_core::Digest;

/// The SHA-256 of bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// Crockford's base 32: no I, L, O, U, so that a code survives handwriting and the telephone.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 核对码: the first 80 bits of a digest, shown as `XXXX-XXXX-XXXX-XXXX`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortCode([u8; 10]);

/// Why a text is not a short code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShortCodeFault {
    /// Not 16 characters once blanks and dashes are left out.
    #[error("a code has 16 characters, this one has {length}")]
    Length {
        /// Characters given.
        length: usize,
    },
    /// A character that is none of the 32.
    #[error("{found:?} does not occur in a code")]
    Character {
        /// The character.
        found: char,
    },
}

impl ShortCode {
    /// The code of a document or key with this digest.
    #[must_use]
    pub fn of(digest: &Digest) -> Self {
        let mut bytes = [0; 10];
        bytes.copy_from_slice(&digest.0[..10]);
        Self(bytes)
    }
}

impl fmt::Display for ShortCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = self
            .0
            .iter()
            .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        for place in 0..16_u32 {
            if place > 0 && place % 4 == 0 {
                formatter.write_str("-")?;
            }
            let index = (bits >> (75 - 5 * place)) & 31;
            write!(formatter, "{}", char::from(ALPHABET[index as usize]))?;
        }
        Ok(())
    }
}

impl fmt::Debug for ShortCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ShortCode({self})")
    }
}

impl FromStr for ShortCode {
    type Err = ShortCodeFault;

    /// Reads a code as people type it: any case, blanks and dashes anywhere, O for 0, I and L for 1, full-width letters too.
    fn from_str(text: &str) -> Result<Self, ShortCodeFault> {
        let typed: Vec<char> = text
            .chars()
            .map(crate::typed::half_width)
            .filter(|c| !crate::typed::is_gap(*c))
            .collect();
        let mut bits = 0_u128;
        for found in &typed {
            bits = bits << 5 | value(*found).ok_or(ShortCodeFault::Character { found: *found })?;
            if bits >> 80 != 0 {
                break;
            }
        }
        if typed.len() != 16 {
            return Err(ShortCodeFault::Length {
                length: typed.len(),
            });
        }
        let mut bytes = [0; 10];
        bytes.copy_from_slice(&bits.to_be_bytes()[6..]);
        Ok(Self(bytes))
    }
}

fn value(character: char) -> Option<u128> {
    let letter = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|known| char::from(*known) == letter)
        .map(|index| index as u128)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sha256_matches_the_published_example() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            sha256(b"abc").to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_code_is_the_first_eighty_bits_in_four_groups() {
        let mut digest = Digest([0; 32]);
        digest.0[..10].copy_from_slice(&[0xff, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(ShortCode::of(&digest).to_string(), "ZW00-0000-0000-0001");
    }

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let code: ShortCode = "ZW00-0000-0000-0001".parse().unwrap();
        for text in [
            "zw000000 00000001",
            "ZWoO-0o00-000O-000l",
            "ＺＷ００－００００－００００－０００１",
            "zw00 0000—0000 000I",
        ] {
            assert_eq!(text.parse(), Ok(code), "{text}");
        }
        assert_eq!(
            "ZW00".parse::<ShortCode>(),
            Err(ShortCodeFault::Length { length: 4 })
        );
        assert_eq!(
            "ZW00-0000-0000-000U".parse::<ShortCode>(),
            Err(ShortCodeFault::Character { found: 'U' })
        );
        assert!("Z".repeat(200).parse::<ShortCode>().is_err());
    }

    proptest! {
        #[test]
        fn a_code_reads_back_what_it_shows(bytes in any::<[u8; 32]>()) {
            let code = ShortCode::of(&Digest(bytes));
            prop_assert_eq!(code.to_string().parse(), Ok(code));
        }
    }
}
