//! Calendar days: the public notice 公示期 of seven days and the week for a substitution 递补.
//!
//! No clock and no time zone: days are told from outside. The one rule: a notice counts its first day (公示 6 月 1 日至 7 日 are seven days); a term that
//! runs from a message does not count the day of the message (民法典第二百零一条). Both are calendar days (R45, R66, R67; Q8 leaves it open).

use std::fmt;

/// A day of the Gregorian calendar, written `2025-09-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Days since 0000-03-01.
    number: i64,
}

/// Days of a public notice (R45, R67).
pub const NOTICE_DAYS: u32 = 7;
/// Days a substitute has for its materials (R66).
pub const SUBSTITUTE_DAYS: u32 = 7;

impl Day {
    /// Reads `2025-09-30`; nothing for another spelling or a day there is not.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(index, byte)| match index {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shape {
            return None;
        }
        let part = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
        let parsed = Self::of(year, month, day);
        ((1..=12).contains(&month) && parsed.parts() == (year, month, day)).then_some(parsed)
    }

    /// The last day of a public notice of `days` days that begins on this one.
    #[must_use]
    pub const fn notice_ends(self, days: u32) -> Self {
        self.later(days.saturating_sub(1))
    }

    /// The last day of a term of `days` days that runs from a message on this one.
    #[must_use]
    pub const fn term_ends(self, days: u32) -> Self {
        self.later(days)
    }

    /// So many days later.
    #[must_use]
    pub const fn later(self, days: u32) -> Self {
        Self {
            number: self.number + days as i64,
        }
    }

    /// Years begin in March here, so that the leap day is their last.
    const fn of(year: i64, month: i64, day: i64) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self {
            number: 365 * year + year.div_euclid(4) - year.div_euclid(100)
                + year.div_euclid(400)
                + day_of_year,
        }
    }

    const fn parts(self) -> (i64, i64, i64) {
        let era = self.number.div_euclid(146_097);
        let day_of_era = self.number.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + 400 * era + if month <= 2 { 1 } else { 0 };
        (year, month, day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_notice_counts_its_first_day_and_a_term_does_not() {
        assert_eq!(
            day("2025-06-01").notice_ends(NOTICE_DAYS),
            day("2025-06-07")
        );
        assert_eq!(
            day("2025-09-24").term_ends(SUBSTITUTE_DAYS),
            day("2025-10-01")
        );
        assert_eq!(day("2024-02-25").term_ends(7), day("2024-03-03"));
        assert_eq!(day("2025-12-31").later(1).to_string(), "2026-01-01");
    }

    #[test]
    fn a_day_there_is_not_is_no_day() {
        for bad in [
            "2025-02-29",
            "2025-13-01",
            "2025-00-10",
            "2025-6-1",
            "2025/06/01",
            "二〇二五年六月",
            "2025-04-31",
            "2025-06-00",
            "",
        ] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
        assert!(Day::parse("2000-02-29").is_some() && Day::parse("1900-02-29").is_none());
    }

    proptest! {
        #[test]
        fn days_follow_each_other(number in 0_i64..3_600_000) {
            let (today, tomorrow) = (Day { number }, Day { number: number + 1 });
            prop_assert_eq!(Day::parse(&today.to_string()), Some(today));
            prop_assert!(today < tomorrow && today.to_string() < tomorrow.to_string());
        }
    }
}
