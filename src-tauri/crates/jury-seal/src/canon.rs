//! The one spelling of a payload: canonical JSON with integers only.
//!
//! Not a general serialiser: whatever has two spellings (floats, escapes, key order, Unicode forms) is refused, so that equal
//! content means equal bytes. The one rule: [`from_bytes`] accepts only what [`to_bytes`] would write. Limits: FORMAT.md §2.

mod scan;
mod strict;
mod text;
mod writer;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use strict::parse;
pub use text::{TextFault, check_text, tidy};
pub use writer::write;

/// The largest payload, bytes. Leaves room for base64 in an envelope of [`crate::envelope::MAX_ENVELOPE`].
pub const MAX_PAYLOAD: usize = 6 * 1024 * 1024 - 64 * 1024;
/// The deepest nesting of objects and lists.
pub const MAX_DEPTH: usize = 8;
/// The longest string, code points.
pub const MAX_TEXT: usize = 20_000;
/// The largest magnitude of an integer: what every JSON reader represents exactly (2^53 − 1).
pub const MAX_INTEGER: i64 = (1 << 53) - 1;

/// Why bytes are not a canonical payload, or a value cannot become one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonError {
    /// More than [`MAX_PAYLOAD`] bytes.
    #[error("{size} bytes are more than the {MAX_PAYLOAD} a payload may have")]
    TooLarge {
        /// Bytes given.
        size: usize,
    },
    /// The JSON stops in the middle.
    #[error("the text ends too early")]
    Truncated,
    /// Not JSON, a float, a duplicate key, nesting too deep, an integer too large.
    #[error("not acceptable JSON: {detail}")]
    Malformed {
        /// What the parser met, in English, for the log.
        detail: String,
    },
    /// JSON with the right content in another spelling.
    #[error("the JSON is not in canonical form")]
    NonCanonical,
    /// A string that may not stand in a payload.
    #[error("a text is refused: {0}")]
    Text(#[from] TextFault),
    /// A key that is not 1–64 of `[A-Za-z0-9_-]`.
    #[error("a key may not be spelled {key:?}")]
    Key {
        /// The key.
        key: String,
    },
    /// The JSON is canonical and is not the document asked for.
    #[error("the content does not have the required fields: {detail}")]
    Schema {
        /// What is missing, unknown or of the wrong type, in English, for the log.
        detail: String,
    },
}

/// Writes a value in canonical form.
///
/// # Errors
/// [`CanonError`] if the value holds a float, an integer beyond ±(2^53 − 1), a refused text, or nests too deep.
pub fn to_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, CanonError> {
    let tree = serde_json::to_value(value).map_err(|error| CanonError::Malformed {
        detail: error.to_string(),
    })?;
    let mut bytes = Vec::new();
    write(&tree, &mut bytes)?;
    if bytes.len() > MAX_PAYLOAD {
        return Err(CanonError::TooLarge { size: bytes.len() });
    }
    Ok(bytes)
}

/// Reads a value from canonical bytes and from nothing else.
///
/// # Errors
/// [`CanonError`]: too large, truncated, malformed, another spelling of the same content, or other fields than `T` has.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, CanonError> {
    check(bytes)?;
    // The bytes are known to be canonical by now: what fails here is only the shape.
    serde_json::from_slice(bytes).map_err(|error| CanonError::Schema {
        detail: error.to_string(),
    })
}

/// Checks that bytes are canonical, whatever document they hold.
///
/// # Errors
/// As [`from_bytes`], without the shape.
pub fn check(bytes: &[u8]) -> Result<(), CanonError> {
    if bytes.len() > MAX_PAYLOAD {
        return Err(CanonError::TooLarge { size: bytes.len() });
    }
    // Nearly everything that comes in is canonical, and to see that costs a tenth of parsing and re-encoding.
    if scan::is_canonical(bytes) {
        return Ok(());
    }
    let tree = parse(bytes)?;
    let mut again = Vec::with_capacity(bytes.len());
    write(&tree, &mut again)?;
    if again == bytes {
        Ok(())
    } else {
        Err(CanonError::NonCanonical)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn canonical(value: &Value) -> String {
        String::from_utf8(to_bytes(value).unwrap()).unwrap()
    }

    #[test]
    fn keys_are_sorted_and_nothing_is_put_between() {
        let value = json!({"b": [1, null, true], "a": {"z": "赛", "Y": -1}});
        assert_eq!(
            canonical(&value),
            r#"{"a":{"Y":-1,"z":"赛"},"b":[1,null,true]}"#
        );
    }

    #[test]
    fn only_quote_backslash_and_line_feed_are_escaped() {
        assert_eq!(canonical(&json!("a\"b\\c\nd/é")), "\"a\\\"b\\\\c\\nd/é\"");
    }

    #[test]
    fn floats_exponents_and_large_integers_are_refused() {
        for text in [
            "1.0",
            "1e2",
            "-0",
            "9007199254740992",
            "-9007199254740992",
            "0.5",
            "18446744073709551616",
        ] {
            assert!(from_bytes::<Value>(text.as_bytes()).is_err(), "{text}");
        }
        assert!(from_bytes::<Value>(b"9007199254740991").is_ok());
        assert!(matches!(to_bytes(&1.5), Err(CanonError::Malformed { .. })));
    }

    #[test]
    fn every_other_spelling_is_refused() {
        for text in [
            r#"{"b":1,"a":2}"#,
            r#"{ "a":1}"#,
            "[1, 2]",
            "\"\\u0041\"",
            "\"\\/\"",
            "[1]\n",
            " 1",
            "\"\\u000a\"",
            "1 ",
        ] {
            assert_eq!(
                from_bytes::<Value>(text.as_bytes()),
                Err(CanonError::NonCanonical),
                "{text}"
            );
        }
    }

    #[test]
    fn duplicate_keys_are_refused_even_when_equal() {
        for text in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":{"b":1,"b":2}}"#,
            r#"{"a":1,"\u0061":1}"#,
        ] {
            assert!(
                matches!(
                    from_bytes::<Value>(text.as_bytes()),
                    Err(CanonError::Malformed { .. })
                ),
                "{text}"
            );
        }
    }

    #[test]
    fn texts_that_deceive_the_eye_are_refused() {
        for text in [
            "a\u{202e}b",
            "\u{2066}",
            "\r\n",
            "\t",
            "\u{0}",
            "\u{85}",
            "\u{fffe}",
            "e\u{301}",
            "\u{7f}",
        ] {
            assert!(
                matches!(to_bytes(&text), Err(CanonError::Text(_))),
                "{text:?}"
            );
        }
        assert!(
            to_bytes(&"𠮷野家 é\n").is_ok(),
            "rare characters of names are welcome"
        );
    }

    #[test]
    fn letters_on_whose_form_versions_of_unicode_differ_are_refused_and_rare_names_are_not() {
        // A mark below and one of 16.0 above: by the tables of 14.0 in order, by those of 18.0 not.
        for later in [
            "a\u{897}\u{316}",
            "\u{105d2}\u{307}",
            "\u{1e4ec}",
            "\u{1acf}",
        ] {
            assert!(check_text(later).is_err(), "{later:?}");
            assert!(check_text(&tidy(later)).is_ok(), "{later:?}");
        }
        // Ideographs of every extension, H to J among them, and a private one.
        for rare in [
            "㐀𠀀𪜀𫝀𫠠𬺰𮯰𰀀𱍐",
            "\u{323b0}\u{33479}",
            "\u{2ffc}\u{31ef}",
            "\u{e000}",
        ] {
            assert_eq!(check_text(rare), Ok(()), "{rare:?}");
        }
        assert_eq!(
            unicode_normalization::UNICODE_VERSION,
            (18, 0, 0),
            "newer tables: what they add and reorder belongs into `is_later`, FORMAT.md §2 and verify.py"
        );
    }

    #[test]
    fn a_text_of_twenty_thousand_characters_fits_and_one_more_does_not() {
        assert!(to_bytes(&"评".repeat(MAX_TEXT)).is_ok());
        assert_eq!(
            to_bytes(&"评".repeat(MAX_TEXT + 1)),
            Err(CanonError::Text(TextFault::TooLong {
                length: MAX_TEXT + 1
            }))
        );
    }

    #[test]
    fn eight_levels_fit_and_nine_do_not() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(from_bytes::<Value>(nested(MAX_DEPTH).as_bytes()).is_ok());
        assert!(matches!(
            from_bytes::<Value>(nested(MAX_DEPTH + 1).as_bytes()),
            Err(CanonError::Malformed { .. })
        ));
        assert!(matches!(
            from_bytes::<Value>(nested(100_000).as_bytes()),
            Err(CanonError::Malformed { .. })
        ));
    }

    #[test]
    fn keys_are_plain_ascii() {
        for key in ["", "项", "a b", "a\"", &"k".repeat(65)] {
            assert!(
                matches!(to_bytes(&json!({ key: 1 })), Err(CanonError::Key { .. })),
                "{key:?}"
            );
        }
    }

    #[test]
    fn every_truncation_of_a_document_is_refused() {
        let bytes = br#"{"a":[1,"x"],"b":{"c":null}}"#;
        for end in 0..bytes.len() {
            assert!(from_bytes::<Value>(&bytes[..end]).is_err(), "{end}");
        }
        assert_eq!(from_bytes::<Value>(&bytes[..7]), Err(CanonError::Truncated));
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-MAX_INTEGER..=MAX_INTEGER).prop_map(Value::from),
            "[a-z\"\\\\\n评审é]{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map("[A-Za-z0-9_-]{1,8}", inner, 0..6).prop_map(|map| {
                    Value::from(map.into_iter().collect::<serde_json::Map<_, _>>())
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_and_written_the_same(value in values()) {
            let bytes = to_bytes(&value).unwrap();
            let read: Value = from_bytes(&bytes).unwrap();
            prop_assert_eq!(&read, &value);
            prop_assert_eq!(to_bytes(&read).unwrap(), bytes);
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = from_bytes::<Value>(&bytes);
        }

        #[test]
        fn tidied_text_is_always_accepted(text in any::<String>()) {
            prop_assert!(to_bytes(&tidy(&text)).is_ok());
            prop_assert_eq!(tidy(&tidy(&text)), tidy(&text));
        }
    }
}
