//! How values that are not JSON's own stand in a payload: ids, digests, keys and fixed words as strings.
//!
//! Not a serialiser: [`crate::canon`] writes. The one rule: each value has exactly one text, so that reading it and writing it
//! again gives the same bytes.

use std::fmt;

use jury_core::entry::EntrantKind;
use jury_core::merge::{Outcome, SubjectKind};
use jury_core::rubric::Scale;
use jury_core::sheet::Finding;
use jury_core::size_class::SizeClass;
use jury_core::{
    ContestId, CriterionId, Digest, EntryId, ExpertId, GateId, GroupId, PanelId, ProfileId,
    TrackId, contest::Round,
};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};
use zeroize::Zeroizing;

use crate::keys::KeyId;

/// A value with exactly one text.
pub(crate) trait Text: Sized {
    /// The text.
    fn to_text(&self) -> String;
    /// The value with this text, if there is one.
    fn of_text(text: &str) -> Option<Self>;
}

macro_rules! text_by_parse {
    ($($name:ty: $show:ident, $read:ident);* $(;)?) => { $(
        impl Text for $name {
            fn to_text(&self) -> String {
                self.$show().into()
            }
            fn of_text(text: &str) -> Option<Self> {
                <$name>::$read(text).into_option()
            }
        }
    )* };
}

/// Lets the macro take readers that answer `Option` and readers that answer `Result`.
trait IntoOption<T> {
    fn into_option(self) -> Option<T>;
}
impl<T> IntoOption<T> for Option<T> {
    fn into_option(self) -> Self {
        self
    }
}
impl<T, E> IntoOption<T> for Result<T, E> {
    fn into_option(self) -> Option<T> {
        self.ok()
    }
}

text_by_parse! {
    ContestId: as_str, new;
    CriterionId: as_str, new;
    EntryId: as_str, new;
    ExpertId: as_str, new;
    GateId: as_str, new;
    GroupId: as_str, new;
    PanelId: as_str, new;
    ProfileId: as_str, new;
    TrackId: as_str, new;
    Round: as_str, parse;
    SizeClass: as_str, parse;
    EntrantKind: as_str, parse;
    Scale: as_str, parse;
    SubjectKind: as_str, parse;
    Outcome: as_str, parse;
    Finding: as_str, parse;
    Digest: to_string, from_hex;
    KeyId: to_string, from_hex;
}

/// Reads `2 N` lower-case hexadecimal digits.
pub(crate) fn hex_array<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    hex::decode_to_slice(text, &mut bytes).ok()?;
    Some(bytes)
}

/// `N` public bytes in lower-case hexadecimal: a signature, an installation's id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex<const N: usize>(pub [u8; N]);

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex::encode(self.0))
    }
}

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Hex({self})")
    }
}

impl<const N: usize> Hex<N> {
    /// Reads `2 N` lower-case hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        hex_array(text).map(Self)
    }
}

impl<const N: usize> Text for Hex<N> {
    fn to_text(&self) -> String {
        self.to_string()
    }
    fn of_text(text: &str) -> Option<Self> {
        Self::from_hex(text)
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        text::serialize(self, serializer)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::deserialize(deserializer)
    }
}

/// 32 secret bytes that travel inside an encrypted letter: wiped when dropped and not printed. Comparing them is for tests: two
/// letters are compared by digest.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret32(Zeroizing<[u8; 32]>);

impl Secret32 {
    /// Takes the bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Secret32 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret32(…)")
    }
}

impl Serialize for Secret32 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Zeroizing::new(hex::encode(*self.0)))
    }
}

impl<'de> Deserialize<'de> for Secret32 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        hex_array(&text)
            .map(Self::new)
            .ok_or_else(|| D::Error::custom("not 64 hexadecimal digits"))
    }
}

fn read<T: Text, E: serde::de::Error>(text: &str) -> Result<T, E> {
    T::of_text(text).ok_or_else(|| {
        E::custom(format_args!(
            "{:?} is not a {}",
            shortened(text),
            std::any::type_name::<T>()
        ))
    })
}

/// Keeps a hostile text from filling the log.
fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

/// `#[serde(with = "wire::text")]`: one value.
pub(crate) mod text {
    use super::{Deserialize, Deserializer, Serializer, Text, read};

    pub(crate) fn serialize<T: Text, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&value.to_text())
    }

    pub(crate) fn deserialize<'de, T: Text, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        read(&String::deserialize(deserializer)?)
    }
}

/// `#[serde(deserialize_with = "wire::or_null")]`: a value or null; the field itself is always there. Without it serde takes a field that is
/// left out for null, and one content would have two spellings.
pub(crate) fn or_null<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

/// `#[serde(with = "wire::optional")]`: a value or null; the field itself is always there.
pub(crate) mod optional {
    use super::{Deserialize, Deserializer, Serialize, Serializer, Text, read};

    pub(crate) fn serialize<T: Text, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(Text::to_text).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, T: Text, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| read(&text))
            .transpose()
    }
}

/// `#[serde(with = "wire::list")]`: a list of values.
pub(crate) mod list {
    use super::{Deserialize, Deserializer, Serializer, Text, read};

    pub(crate) fn serialize<T: Text, S: Serializer>(
        values: &[T],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(Text::to_text))
    }

    pub(crate) fn deserialize<'de, T: Text, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<T>, D::Error> {
        Vec::<String>::deserialize(deserializer)?
            .iter()
            .map(|text| read(text))
            .collect()
    }
}
