//! Exact numbers: totals, means, weighted sums.
//!
//! Not a display value: [`Exact::round_half_up`] makes one, once, at the end. The one rule: no operation here loses anything.

use std::fmt;
use std::ops::{Add, Div, Mul, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

use crate::Points;

/// An exact fraction, in points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

/// A decimal with a fixed number of digits, the result of rounding: what is published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    units: BigInt,
    decimals: u8,
}

impl Exact {
    /// Nothing.
    #[must_use]
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// `numerator / denominator`, or nothing when the denominator is zero.
    #[must_use]
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self(BigRational::new(numerator.into(), denominator.into())))
    }

    /// The sum divided by how many there are; nothing for an empty list.
    #[must_use]
    pub fn mean<'a>(values: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let (mut sum, mut count) = (BigRational::zero(), 0_i64);
        for value in values {
            sum += &value.0;
            count += 1;
        }
        (count > 0).then(|| Self(sum / BigRational::from_integer(count.into())))
    }

    /// Rounds half up (四舍五入, away from zero at the half) to `decimals` digits. The only rounding there is.
    #[must_use]
    pub fn round_half_up(&self, decimals: u8) -> Published {
        let scale = BigInt::from(10).pow(u32::from(decimals));
        let units = (&self.0 * BigRational::from_integer(scale)).round().to_integer();
        Published { units, decimals }
    }

    /// Numerator and denominator in lowest terms, where both fit a signed 64-bit number.
    #[must_use]
    pub fn as_parts(&self) -> Option<(i64, i64)> {
        Some((self.0.numer().to_i64()?, self.0.denom().to_i64()?))
    }
}

impl Published {
    /// The rounded value as an exact one again, for rules that compute with published values.
    #[must_use]
    pub fn exact(&self) -> Exact {
        Exact(BigRational::new(self.units.clone(), BigInt::from(10).pow(u32::from(self.decimals))))
    }
}

impl From<Points> for Exact {
    fn from(points: Points) -> Self {
        Self(BigRational::new(points.hundredths().into(), 100.into()))
    }
}

impl fmt::Display for Exact {
    /// `3017/40`, or `75` for a whole number.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_integer() { write!(formatter, "{}", self.0.numer()) } else { write!(formatter, "{}/{}", self.0.numer(), self.0.denom()) }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = usize::from(self.decimals);
        let text = format!("{:0>width$}", self.units.magnitude(), width = digits + 1);
        let (whole, decimals) = text.split_at(text.len() - digits);
        let sign = if self.units < BigInt::zero() { "-" } else { "" };
        if digits == 0 { write!(formatter, "{sign}{whole}") } else { write!(formatter, "{sign}{whole}.{decimals}") }
    }
}

macro_rules! operators {
    ($($trait:ident $method:ident),*) => { $(
        impl $trait for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                Exact((&self.0).$method(&other.0))
            }
        }
    )* };
}
operators!(Add add, Sub sub, Mul mul);

impl Div<i64> for &Exact {
    type Output = Exact;
    /// Divides by a whole number.
    ///
    /// # Panics
    /// If `divisor` is zero; callers divide by counts they have checked.
    fn div(self, divisor: i64) -> Exact {
        Exact(&self.0 / BigInt::from(divisor))
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::zero(), |sum, value| &sum + &value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(numerator: i64, denominator: i64, decimals: u8) -> String {
        Exact::ratio(numerator, denominator).expect("not zero").round_half_up(decimals).to_string()
    }

    #[test]
    fn a_half_rounds_up_as_clerks_expect() {
        assert_eq!(rounded(3017, 40, 2), "75.43", "75.425");
        assert_eq!(rounded(677, 8, 2), "84.63", "84.625");
        assert_eq!(rounded(1, 200, 2), "0.01");
        assert_eq!(rounded(5, 2, 0), "3", "a banker's rounding would give 2");
        assert_eq!(rounded(-1, 200, 2), "-0.01");
    }

    #[test]
    fn an_exact_value_shows_its_lowest_terms() {
        assert_eq!(Exact::from(Points::from_hundredths(9001)).to_string(), "9001/100");
        assert_eq!(Exact::from(Points::HUNDRED).to_string(), "100");
    }
}
