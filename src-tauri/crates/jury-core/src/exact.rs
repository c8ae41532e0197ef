//! Exact numbers: totals, means, weighted sums.
//!
//! Not a display value: [`Exact::round_half_up`] makes one, once, at the end. The one rule: no operation here loses anything. Fractions of
//! two 64-bit numbers, which is nearly all there ever are, are held in place; larger ones grow as needed.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

use crate::Points;

/// An exact fraction, in points.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Fraction);

/// Lowest terms, denominator above zero, and `Small` whenever both parts fit: one spelling for each value, so that equality can be derived.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Fraction {
    Small { numerator: i64, denominator: i64 },
    Large(Box<BigRational>),
}

/// A decimal with a fixed number of digits, the result of rounding: what is published. Only values with the same number of digits compare
/// by size.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    decimals: u8,
    units: BigInt,
}

impl Exact {
    /// Nothing.
    #[must_use]
    pub const fn zero() -> Self {
        Self(Fraction::Small {
            numerator: 0,
            denominator: 1,
        })
    }

    /// `numerator / denominator`, or nothing when the denominator is zero.
    #[must_use]
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self::reduced(numerator.into(), denominator.into()))
    }

    /// Reads a plain decimal such as `96.92` or `-3`, with any number of decimals up to 30. Not an exponent, not a separator.
    #[must_use]
    pub fn parse_decimal(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str| {
            (1..=30).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole) || !digits(decimals) {
            return None;
        }
        let numerator: BigInt = format!("{whole}{decimals}").parse().ok()?;
        let scale = BigInt::from(10).pow(u32::try_from(decimals.len()).ok()?);
        let signed = if unsigned.len() < text.len() {
            -numerator
        } else {
            numerator
        };
        Some(Self::from_large(BigRational::new(signed, scale)))
    }

    /// The sum divided by how many there are; nothing for an empty list.
    #[must_use]
    pub fn mean<'a>(values: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let (mut sum, mut count) = (Self::zero(), 0_i64);
        for value in values {
            sum = &sum + value;
            count += 1;
        }
        (count > 0).then(|| &sum / count)
    }

    /// Rounds half up (四舍五入, away from zero at the half) to `decimals` digits. The only rounding there is.
    #[must_use]
    pub fn round_half_up(&self, decimals: u8) -> Published {
        let scale = BigInt::from(10).pow(u32::from(decimals));
        let units = (self.large() * BigRational::from_integer(scale))
            .round()
            .to_integer();
        Published { units, decimals }
    }

    /// Numerator and denominator in lowest terms, where both fit a signed 64-bit number.
    #[must_use]
    pub const fn as_parts(&self) -> Option<(i64, i64)> {
        match self.0 {
            Fraction::Small {
                numerator,
                denominator,
            } => Some((numerator, denominator)),
            Fraction::Large(_) => None,
        }
    }

    /// `numerator / denominator` for numerators of any size; `denominator` is above zero.
    pub(crate) fn from_fraction(numerator: BigInt, denominator: i64) -> Self {
        match numerator.to_i64() {
            Some(numerator) => Self::reduced(numerator.into(), denominator.into()),
            None => Self::from_large(BigRational::new(numerator, denominator.into())),
        }
    }

    /// Lowest terms of a fraction whose denominator is not zero.
    fn reduced(numerator: i128, denominator: i128) -> Self {
        let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        // A divisor of 2^127 would need both parts to be i128::MIN; products of 64-bit numbers stay below that.
        let divisor = i128::try_from(divisor).unwrap_or(1).max(1) * denominator.signum();
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        match (i64::try_from(numerator), i64::try_from(denominator)) {
            (Ok(numerator), Ok(denominator)) => Self(Fraction::Small {
                numerator,
                denominator,
            }),
            _ => Self(Fraction::Large(Box::new(BigRational::new_raw(
                numerator.into(),
                denominator.into(),
            )))),
        }
    }

    fn from_large(value: BigRational) -> Self {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(numerator), Some(denominator)) => Self(Fraction::Small {
                numerator,
                denominator,
            }),
            _ => Self(Fraction::Large(Box::new(value))),
        }
    }

    fn large(&self) -> BigRational {
        match &self.0 {
            Fraction::Small {
                numerator,
                denominator,
            } => BigRational::new_raw((*numerator).into(), (*denominator).into()),
            Fraction::Large(value) => (**value).clone(),
        }
    }
}

fn greatest_common_divisor(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        // Division of 64-bit numbers is several times faster, and after a step or two that is what is left.
        if let (Ok(small), Ok(smaller)) = (u64::try_from(one), u64::try_from(other)) {
            return short_common_divisor(small, smaller).into();
        }
        (one, other) = (other, one % other);
    }
    one
}

const fn short_common_divisor(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

impl Published {
    /// The rounded value as an exact one again, for rules that compute with published values.
    #[must_use]
    pub fn exact(&self) -> Exact {
        Exact::from_large(BigRational::new(
            self.units.clone(),
            BigInt::from(10).pow(u32::from(self.decimals)),
        ))
    }
}

impl From<Points> for Exact {
    fn from(points: Points) -> Self {
        Self::reduced(points.hundredths().into(), 100)
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.as_parts(), other.as_parts()) {
            (Some((a, b)), Some((c, d))) => {
                (i128::from(a) * i128::from(d)).cmp(&(i128::from(c) * i128::from(b)))
            }
            _ => self.large().cmp(&other.large()),
        }
    }
}

impl fmt::Display for Exact {
    /// `3017/40`, or `75` for a whole number.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.large();
        if value.is_integer() {
            write!(formatter, "{}", value.numer())
        } else {
            write!(formatter, "{}/{}", value.numer(), value.denom())
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Exact({self})")
    }
}

impl fmt::Display for Published {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = usize::from(self.decimals);
        let text = format!(
            "{:0>width$}",
            self.units.magnitude().to_string(),
            width = digits + 1
        );
        let (whole, decimals) = text.split_at(text.len() - digits);
        let sign = if self.units < BigInt::zero() { "-" } else { "" };
        if digits == 0 {
            write!(formatter, "{sign}{whole}")
        } else {
            write!(formatter, "{sign}{whole}.{decimals}")
        }
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        match (self.as_parts(), other.as_parts()) {
            // Each product is below 2^126, so their sum is below 2^127.
            (Some((a, b)), Some((c, d))) => sum_of_small(a.into(), b.into(), c.into(), d.into()),
            _ => Exact::from_large(self.large() + other.large()),
        }
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        match (self.as_parts(), other.as_parts()) {
            (Some((a, b)), Some((c, d))) => {
                sum_of_small(a.into(), b.into(), -i128::from(c), d.into())
            }
            _ => Exact::from_large(self.large() - other.large()),
        }
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        match (self.as_parts(), other.as_parts()) {
            (Some((a, b)), Some((c, d))) => {
                Exact::reduced(i128::from(a) * i128::from(c), i128::from(b) * i128::from(d))
            }
            _ => Exact::from_large(self.large() * other.large()),
        }
    }
}

/// `a/b + c/d`, all four within 64 bits.
fn sum_of_small(a: i128, b: i128, c: i128, d: i128) -> Exact {
    if b == d {
        Exact::reduced(a + c, b)
    } else {
        Exact::reduced(a * d + c * b, b * d)
    }
}

impl Div<i64> for &Exact {
    type Output = Exact;
    /// Divides by a whole number.
    ///
    /// # Panics
    /// If `divisor` is zero; callers divide by counts they have checked.
    fn div(self, divisor: i64) -> Exact {
        assert!(divisor != 0, "callers divide by counts they have checked");
        match self.as_parts() {
            Some((numerator, denominator)) => Exact::reduced(
                numerator.into(),
                i128::from(denominator) * i128::from(divisor),
            ),
            None => Exact::from_large(self.large() / BigInt::from(divisor)),
        }
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
    use proptest::prelude::*;

    fn rounded(numerator: i64, denominator: i64, decimals: u8) -> String {
        Exact::ratio(numerator, denominator)
            .expect("not zero")
            .round_half_up(decimals)
            .to_string()
    }

    #[test]
    fn a_half_rounds_up_as_clerks_expect() {
        assert_eq!(rounded(3017, 40, 2), "75.43", "75.425");
        assert_eq!(rounded(677, 8, 2), "84.63", "84.625");
        assert_eq!(rounded(1, 200, 2), "0.01");
        assert_eq!(rounded(5, 2, 0), "3", "a banker's rounding would give 2");
        assert_eq!(rounded(-1, 200, 2), "-0.01");
        assert_eq!(rounded(1, 1000, 2), "0.00");
    }

    #[test]
    fn an_exact_value_shows_its_lowest_terms() {
        assert_eq!(
            Exact::from(Points::from_hundredths(9001)).to_string(),
            "9001/100"
        );
        assert_eq!(Exact::from(Points::HUNDRED).to_string(), "100");
        assert_eq!(Exact::ratio(3, -6), Exact::ratio(-1, 2));
    }

    #[test]
    fn a_decimal_reads_exactly_and_a_guess_is_refused() {
        assert_eq!(Exact::parse_decimal("96.92"), Exact::ratio(2423, 25));
        assert_eq!(Exact::parse_decimal("-0.005"), Exact::ratio(-1, 200));
        for text in ["", "1.", ".5", "1e2", "1,000", " 1", "+1", "NaN", "１"] {
            assert_eq!(Exact::parse_decimal(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_ends_of_sixty_four_bits_are_no_ends() {
        let smallest = Exact::ratio(i64::MIN, 1).expect("not zero");
        let twice = &smallest + &smallest;
        assert_eq!(twice.to_string(), "-18446744073709551616");
        assert_eq!(
            &twice - &smallest,
            smallest,
            "a value that fits again is held in place again"
        );
        assert_eq!(Exact::ratio(i64::MIN, i64::MIN), Exact::ratio(1, 1));
        assert_eq!((&smallest / i64::MIN).to_string(), "1");
    }

    /// The same arithmetic done by num-rational alone.
    fn oracle(parts: (i64, i64)) -> BigRational {
        BigRational::new(parts.0.into(), parts.1.into())
    }

    fn same(ours: &Exact, theirs: &BigRational) -> bool {
        *ours == Exact::from_large(theirs.clone()) && ours.large() == *theirs
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_unbounded_fractions(
            one in (any::<i64>(), any::<i64>().prop_filter("zero", |d| *d != 0)),
            other in (-9000_i64..9000, 1_i64..900),
        ) {
            let (a, b) = (Exact::ratio(one.0, one.1).unwrap(), Exact::ratio(other.0, other.1).unwrap());
            let (x, y) = (oracle(one), oracle(other));
            prop_assert!(same(&(&a + &b), &(&x + &y)));
            prop_assert!(same(&(&a - &b), &(&x - &y)));
            prop_assert!(same(&(&a * &b), &(&x * &y)));
            prop_assert!(same(&(&a / other.1), &(&x / BigInt::from(other.1))));
            prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        }

        #[test]
        fn rounding_moves_a_value_by_half_a_unit_at_most(numerator in any::<i32>(), denominator in 1_i64..10_000, decimals in 0_u8..5) {
            let value = Exact::ratio(numerator.into(), denominator).unwrap();
            let moved = &value.round_half_up(decimals).exact() - &value;
            let half = Exact::ratio(1, 2 * 10_i64.pow(decimals.into())).unwrap();
            prop_assert!(moved <= half && &Exact::zero() - &moved <= half);
        }
    }
}
