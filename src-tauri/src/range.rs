//! One part of a film: the `Range` header of RFC 9110 §14, as far as players use it.
//!
//! Several ranges in one request are answered with the whole film, which the RFC allows. The one rule: an open-ended range goes to
//! the true end. WebKitGTK stalls or jumps to the end when a server caps it (tried with a cap of 1 MiB).

/// Bytes `from..to` of something `len` long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) from: u64,
    /// One past the last byte.
    pub(crate) to: u64,
}

/// What a `Range` header asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// No range, or one we need not understand.
    Whole,
    /// A range within the film.
    Part(Part),
    /// A range that begins beyond the end.
    Beyond,
}

impl Wanted {
    /// Reads a header's value for something `len` bytes long.
    pub(crate) fn read(header: Option<&str>, len: u64) -> Self {
        let Some((first, last)) = header
            .and_then(|text| text.trim().strip_prefix("bytes="))
            .and_then(|range| range.split_once('-'))
        else {
            return Self::Whole;
        };
        match (number(first), number(last)) {
            // `bytes=-N`: the last N bytes.
            (Ok(None), Ok(Some(suffix))) => Self::within(len.saturating_sub(suffix), len, len),
            (Ok(Some(from)), Ok(None)) => Self::within(from, len, len),
            (Ok(Some(from)), Ok(Some(last))) if from <= last => {
                Self::within(from, last.saturating_add(1).min(len), len)
            }
            _ => Self::Whole,
        }
    }

    fn within(from: u64, to: u64, len: u64) -> Self {
        if from < len {
            Self::Part(Part { from, to })
        } else {
            Self::Beyond
        }
    }
}

/// A number, none when the text is empty.
fn number(text: &str) -> Result<Option<u64>, std::num::ParseIntError> {
    let text = text.trim();
    if text.is_empty() {
        Ok(None)
    } else {
        text.parse().map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, len: u64, expected: Wanted) {
        assert_eq!(
            Wanted::read(Some(header), len),
            expected,
            "{header} of {len}"
        );
    }

    fn part(from: u64, to: u64) -> Wanted {
        Wanted::Part(Part { from, to })
    }

    #[test]
    fn an_open_ended_range_goes_to_the_true_end() {
        check("bytes=0-", 5 << 30, part(0, 5 << 30));
        check("bytes=100-", 101, part(100, 101));
    }

    #[test]
    fn both_ends_count_and_the_end_is_the_films() {
        check("bytes=0-1445", 5000, part(0, 1446));
        check("bytes=4000-9999", 5000, part(4000, 5000));
        check("bytes=0-18446744073709551615", 5000, part(0, 5000));
    }

    #[test]
    fn a_suffix_is_the_last_bytes() {
        check("bytes=-16", 5000, part(4984, 5000));
        check("bytes=-9000", 5000, part(0, 5000));
    }

    #[test]
    fn a_range_beyond_the_end_is_refused() {
        check("bytes=5000-", 5000, Wanted::Beyond);
        check("bytes=-0", 5000, Wanted::Beyond);
        check("bytes=0-", 0, Wanted::Beyond);
    }

    #[test]
    fn what_is_no_single_range_gets_the_whole() {
        for header in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=a-b",
            "bytes=9-3",
            "items=0-1",
            "bytes=0-1,5-6",
            "bytes=1-99999999999999999999",
        ] {
            check(header, 5000, Wanted::Whole);
        }
        assert_eq!(Wanted::read(None, 5000), Wanted::Whole);
    }

    proptest::proptest! {
        #[test]
        fn a_part_is_never_empty_and_never_outside(header in "bytes=[0-9]{0,20}-[0-9]{0,20}", len in 0_u64..10_000) {
            if let Wanted::Part(part) = Wanted::read(Some(&header), len) {
                proptest::prop_assert!(part.from < part.to && part.to <= len);
            }
        }
    }
}
