//! 开启码: the sixteen digits, told by phone, that open a letter.
//!
//! Not a passphrase: it is random (15 digits, about 50 bits) and protects a small file for some days behind scrypt. The one rule: a
//! mistyped code is told apart from a wrong one before any work is spent, by the check digit.

use std::fmt;
use std::str::FromStr;

use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::entropy::{Entropy, random};
use crate::typed::{half_width, is_gap};

/// Fifteen random digits and one check digit, wiped when dropped and not printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct OpeningCode(Zeroizing<[u8; 16]>);

/// Why a text is not an opening code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpeningCodeFault {
    /// Not sixteen digits once blanks and dashes are left out.
    #[error("a code has 16 digits, this one has {length}")]
    Length {
        /// Digits given.
        length: usize,
    },
    /// Something that is not a digit.
    #[error("{found:?} is not a digit")]
    Character {
        /// The character.
        found: char,
    },
    /// The check digit does not fit: one digit is wrong or two neighbours are swapped.
    #[error("the code is mistyped: its check digit does not fit")]
    CheckDigit,
}

/// Damm's quasigroup of order 10: catches every single wrong digit and every swap of neighbours. H. Michael Damm, "Total
/// anti-symmetrische Quasigruppen" (dissertation, Marburg 2004), page 111.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

fn interim(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |state, digit| {
        DAMM[usize::from(state)][usize::from(*digit)]
    })
}

impl OpeningCode {
    /// A fresh code.
    #[must_use]
    pub fn generate(entropy: &mut Entropy<'_>) -> Self {
        let mut digits = Zeroizing::new([0; 16]);
        for digit in digits.iter_mut().take(15) {
            *digit = random_digit(entropy);
        }
        digits[15] = interim(&digits[..15]);
        Self(digits)
    }

    /// The code as the passphrase of an age file: sixteen ASCII digits without gaps.
    pub(crate) fn passphrase(&self) -> SecretString {
        self.0
            .iter()
            .map(|digit| char::from(b'0' + digit))
            .collect::<String>()
            .into()
    }
}

/// Uniform: of 256 values the last six would make 0–5 likelier and are drawn again.
fn random_digit(entropy: &mut Entropy<'_>) -> u8 {
    loop {
        let [byte] = *random::<1>(entropy);
        if byte < 250 {
            return byte % 10;
        }
    }
}

impl fmt::Display for OpeningCode {
    /// Four groups of four digits.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, digit) in self.0.iter().enumerate() {
            let gap = if place > 0 && place % 4 == 0 { " " } else { "" };
            write!(formatter, "{gap}{digit}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for OpeningCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OpeningCode(…)")
    }
}

impl FromStr for OpeningCode {
    type Err = OpeningCodeFault;

    /// Reads a code as people type it: blanks and dashes anywhere, full-width digits too.
    fn from_str(text: &str) -> Result<Self, OpeningCodeFault> {
        let mut digits = Zeroizing::new(Vec::with_capacity(16));
        for character in text
            .chars()
            .map(half_width)
            .filter(|character| !is_gap(*character))
        {
            match character
                .to_digit(10)
                .and_then(|digit| u8::try_from(digit).ok())
            {
                Some(digit) => digits.push(digit),
                None => return Err(OpeningCodeFault::Character { found: character }),
            }
        }
        let digits: [u8; 16] =
            digits
                .as_slice()
                .try_into()
                .map_err(|_| OpeningCodeFault::Length {
                    length: digits.len(),
                })?;
        if interim(&digits) == 0 {
            Ok(Self(Zeroizing::new(digits)))
        } else {
            Err(OpeningCodeFault::CheckDigit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(digits: &[u8]) -> Result<OpeningCode, OpeningCodeFault> {
        digits
            .iter()
            .map(|digit| char::from(b'0' + digit))
            .collect::<String>()
            .parse()
    }

    #[test]
    fn the_check_digit_is_damms() {
        // The worked example of the Damm algorithm: 572 has check digit 4.
        assert_eq!(interim(&[5, 7, 2]), 4);
        assert_eq!(interim(&[5, 7, 2, 4]), 0);
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let mut counter = 0_u8;
        let code = OpeningCode::generate(&mut |bytes: &mut [u8]| {
            bytes
                .iter_mut()
                .for_each(|byte| (*byte, counter) = (counter, counter.wrapping_add(91)));
        });
        let shown = code.to_string();
        assert_eq!(shown.len(), 19);
        let wide: String = shown
            .chars()
            .map(|c| {
                c.to_digit(10)
                    .map_or('　', |d| char::from_u32(0xff10 + d).unwrap())
            })
            .collect();
        for text in [
            shown.replace(' ', ""),
            shown.replace(' ', "-"),
            format!(" {shown}\n"),
            wide,
        ] {
            assert_eq!(text.parse(), Ok(code.clone()), "{text}");
        }
        assert_eq!(
            "1234".parse::<OpeningCode>(),
            Err(OpeningCodeFault::Length { length: 4 })
        );
        assert_eq!(
            "123x".parse::<OpeningCode>(),
            Err(OpeningCodeFault::Character { found: 'x' })
        );
        assert_eq!(format!("{code:?}"), "OpeningCode(…)");
    }

    proptest! {
        #[test]
        fn every_wrong_digit_and_every_swap_of_neighbours_is_caught(random in prop::array::uniform15(0_u8..10)) {
            let mut digits = random.to_vec();
            digits.push(interim(&digits));
            prop_assert!(code(&digits).is_ok());
            for place in 0..16 {
                for digit in (0..10).filter(|digit| *digit != digits[place]) {
                    let mut wrong = digits.clone();
                    wrong[place] = digit;
                    prop_assert_eq!(code(&wrong), Err(OpeningCodeFault::CheckDigit));
                }
                if place > 0 && digits[place] != digits[place - 1] {
                    let mut swapped = digits.clone();
                    swapped.swap(place, place - 1);
                    prop_assert_eq!(code(&swapped), Err(OpeningCodeFault::CheckDigit));
                }
            }
        }
    }
}
