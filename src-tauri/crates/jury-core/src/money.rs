//! Amounts of money as entrants state them: 万元 with two decimals.
//!
//! Not an accounting type: it is only compared with the bounds of [`crate::size_class`] and shown. The one rule: a whole number of hundredths
//! of 万元 (that is, of 100 元), never a float.

use std::fmt;

/// Hundredths of 万元. `Money(1_573_528)` is 15735.28 万元. Never negative when parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(pub i64);

/// Why a text is not an amount of money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a plain decimal number without a sign.
    #[error("{given:?} is not an amount in 万元")]
    NotANumber {
        /// The text given.
        given: String,
    },
    /// More than 10^14 万元, beyond any entrant.
    #[error("{given:?} 万元 is too large")]
    TooLarge {
        /// The text given.
        given: String,
    },
}

const LIMIT: i64 = 10_000_000_000_000_000;

impl Money {
    /// Takes whole 万元.
    #[must_use]
    pub const fn from_wan(wan: i64) -> Self {
        Self(wan.saturating_mul(100))
    }

    /// The number of hundredths of 万元.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Reads `1240`, `1240.5` or `15735.2814`. Digits after the second decimal are cut off, not rounded: every bound of the standard is in
    /// whole 万元, so cutting can carry no amount over a bound, while amounts given in 元 have four decimals.
    ///
    /// # Errors
    /// [`MoneyError`]: not a plain decimal number, or too large.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let given = || text.to_owned();
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(decimals) {
            return Err(MoneyError::NotANumber { given: given() });
        }
        let cut = &decimals[..decimals.len().min(2)];
        match format!("{whole}{cut:0<2}").parse() {
            Ok(hundredths) if hundredths <= LIMIT => Ok(Self(hundredths)),
            _ => Err(MoneyError::TooLarge { given: given() }),
        }
    }
}

impl fmt::Display for Money {
    /// `1240` for whole 万元, otherwise two decimals, without the unit.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        if rest == 0 {
            write!(formatter, "{sign}{whole}")
        } else {
            write!(formatter, "{sign}{whole}.{rest:02}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn money_reads_yuan_written_as_wan_and_cuts_what_is_below_a_hundredth() {
        assert_eq!(Money::parse("15735.28"), Ok(Money(1_573_528)));
        assert_eq!(
            Money::parse("1240.9999"),
            Ok(Money(124_099)),
            "never up, or it could reach a bound"
        );
        assert_eq!(Money::parse("2000"), Ok(Money::from_wan(2000)));
    }

    #[test]
    fn money_refuses_signs_separators_and_words() {
        for text in ["", "-1", "+1", "1,240", "1e4", "一千", "1.", ".5", "不适用"] {
            assert!(
                matches!(Money::parse(text), Err(MoneyError::NotANumber { .. })),
                "{text:?}"
            );
        }
        assert!(matches!(
            Money::parse("999999999999999999"),
            Err(MoneyError::TooLarge { .. })
        ));
        assert!(matches!(
            Money::parse("99999999999999999999999"),
            Err(MoneyError::TooLarge { .. })
        ));
    }

    proptest! {
        #[test]
        fn money_reads_back_what_it_shows(hundredths in 0..=LIMIT) {
            let money = Money(hundredths);
            prop_assert_eq!(Money::parse(&money.to_string()), Ok(money));
        }
    }
}
