//! Points: what an expert gives for one criterion, and what is published after rounding.
//!
//! Not a total or a mean: those are [`crate::Exact`]. The one rule: a whole number of hundredths, never a float.

use std::fmt;

/// Hundredths of a point (百分之一分). `Points(1350)` is 13.50.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(i64);

/// Why a text or a number is not points.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PointsError {
    /// Not a plain decimal number.
    #[error("{given:?} is not a decimal number")]
    NotANumber {
        /// The text given.
        given: String,
    },
    /// More than two digits after the point.
    #[error("{given:?} has more than two decimals")]
    TooFine {
        /// The text given.
        given: String,
    },
    /// Beyond ±1,000,000 points, which no rubric reaches.
    #[error("{given:?} is too large")]
    TooLarge {
        /// The text given.
        given: String,
    },
}

const LIMIT: i64 = 100_000_000;

impl Points {
    /// No points at all.
    pub const ZERO: Self = Self(0);
    /// A hundred points: what the weights of every profile add up to.
    pub const HUNDRED: Self = Self(10_000);

    /// Takes a number of hundredths.
    #[must_use]
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// The number of hundredths.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Reads `13`, `13.5` or `13.50`; a leading minus is read so that the range check can name it.
    ///
    /// # Errors
    /// [`PointsError`]: not a number, more than two decimals, or too large.
    pub fn parse(text: &str) -> Result<Self, PointsError> {
        let given = || text.to_owned();
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(decimals) {
            return Err(PointsError::NotANumber { given: given() });
        }
        if decimals.len() > 2 {
            return Err(PointsError::TooFine { given: given() });
        }
        let hundredths = format!("{whole}{decimals:0<2}").parse().unwrap_or(i64::MAX);
        if hundredths > LIMIT {
            return Err(PointsError::TooLarge { given: given() });
        }
        Ok(Self(if unsigned.len() < text.len() {
            -hundredths
        } else {
            hundredths
        }))
    }

    /// Whether this is a whole multiple of `step`.
    #[must_use]
    pub const fn is_multiple_of(self, step: Self) -> bool {
        step.0 > 0 && self.0 % step.0 == 0
    }
}

impl std::ops::Add for Points {
    type Output = Self;
    /// Stops at the ends of 64 bits: no rubric comes near them, and a hostile document must meet a fault, not a panic.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, |sum, one| sum + one)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let hundredths = self.0.unsigned_abs();
        write!(
            formatter,
            "{sign}{}.{:02}",
            hundredths / 100,
            hundredths % 100
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn points_read_whole_half_and_hundredth_values() {
        assert_eq!(Points::parse("13"), Ok(Points(1300)));
        assert_eq!(Points::parse("13.5"), Ok(Points(1350)));
        assert_eq!(Points::parse("13.05"), Ok(Points(1305)));
        assert_eq!(Points::parse("-0.5"), Ok(Points(-50)));
    }

    #[test]
    fn points_refuse_what_a_spreadsheet_would_guess_at() {
        for text in [
            "", "1.", ".5", "1e2", "１３", " 1", "1,000", "+1", "--1", "NaN",
        ] {
            assert!(
                matches!(Points::parse(text), Err(PointsError::NotANumber { .. })),
                "{text:?}"
            );
        }
        assert!(matches!(
            Points::parse("1.005"),
            Err(PointsError::TooFine { .. })
        ));
        assert!(matches!(
            Points::parse("99999999999999999999"),
            Err(PointsError::TooLarge { .. })
        ));
    }

    proptest! {
        #[test]
        fn points_read_back_what_they_show(hundredths in -LIMIT..=LIMIT) {
            let points = Points::from_hundredths(hundredths);
            prop_assert_eq!(Points::parse(&points.to_string()), Ok(points));
        }
    }
}
