//! A moment as people and documents write it. Not a clock, and no arithmetic: the store only keeps what it was told.

use std::fmt;

/// Why a text is not a moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not an RFC 3339 time with offset, such as 2026-11-24T14:02:07+08:00")]
pub struct AtError {
    /// The text that was given.
    pub text: String,
}

/// A wall-clock time, RFC 3339 with an offset (`2026-11-24T14:02:07+08:00`). Advisory: order comes from numbers, never from this.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct At(String);

impl At {
    /// Takes a text of RFC 3339 shape; seconds may have a fraction, the offset may be `Z`.
    ///
    /// # Errors
    /// [`AtError`] when the shape is another. Days per month are not looked up.
    pub fn new(text: impl Into<String>) -> Result<Self, AtError> {
        let text = text.into();
        if is_rfc3339(text.as_bytes()) {
            Ok(Self(text))
        } else {
            Err(AtError { text })
        }
    }

    /// The text as given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a row holds was checked when it was written.
    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for At {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_rfc3339(text: &[u8]) -> bool {
    let Some((date_time, rest)) = text.split_at_checked(19) else {
        return false;
    };
    let fraction = match rest.strip_prefix(b".") {
        Some(digits) => {
            digits
                .iter()
                .take_while(|digit| digit.is_ascii_digit())
                .count()
                + 1
        }
        None => 0,
    };
    fraction != 1 && has_shape(date_time, b"dddd-dd-ddTdd:dd:dd") && is_offset(&rest[fraction..])
}

fn is_offset(text: &[u8]) -> bool {
    text == b"Z" || has_shape(text, b"+dd:dd") || has_shape(text, b"-dd:dd")
}

fn has_shape(text: &[u8], shape: &[u8]) -> bool {
    text.len() == shape.len()
        && text.iter().zip(shape).all(|(found, wanted)| match wanted {
            b'd' => found.is_ascii_digit(),
            other => found == other,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_an_offset_and_nothing_else_around_it() {
        for good in [
            "2026-11-24T14:02:07+08:00",
            "2026-11-24T06:02:07Z",
            "2026-11-24T06:02:07.250-03:30",
        ] {
            assert_eq!(At::new(good).map(|at| at.to_string()).as_deref(), Ok(good));
        }
        for bad in [
            "",
            "2026-11-24",
            "2026-11-24T14:02:07",
            "2026-11-24 14:02:07Z",
            "2026-11-24T14:02:07.Z",
            "2026-11-24T14:02:07+0800",
            "2026-11-24T14:02:07Z ",
            "二〇二六年十一月二十四日下午",
        ] {
            assert_eq!(
                At::new(bad),
                Err(AtError {
                    text: bad.to_owned()
                })
            );
        }
    }
}
