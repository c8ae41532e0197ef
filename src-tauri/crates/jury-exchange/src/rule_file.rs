//! The rule file: TOML as people write it, and the one canonical text that is digested and travels in letters.
//!
//! Not the rule's meaning: that is [`jury_core::rule`]. The one rule: a key this program does not know is refused, since a rule it silently
//! passed over would change a ranking.

mod file;
mod text;

pub use text::canonical_text;

use jury_core::rule::{Rule, RuleFault};
use jury_core::{Digest, IdError, PointsError};
use sha2::{Digest as _, Sha256};

/// A rule file larger than this is not one.
const SIZE_LIMIT: usize = 64 << 10;

/// Why a text is not a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFileError {
    /// Larger than 64 KiB.
    #[error("the rule file has {size} bytes")]
    TooLarge {
        /// Bytes given.
        size: usize,
    },
    /// Not TOML, an unknown key, a missing key or a value of the wrong kind.
    #[error("line {line}: {said}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The key of that line, or the one that is missing.
        key: Option<String>,
        /// What is wrong there.
        problem: SyntaxProblem,
        /// What the parser said, in English.
        said: String,
    },
    /// An aggregation key that does not belong to the kind named.
    #[error("{key} belongs to trimmed alone")]
    KeyOfOtherAggregation {
        /// The key.
        key: &'static str,
    },
    /// A trimmed mean needs this key.
    #[error("trimmed needs {key}")]
    KeyMissing {
        /// The key.
        key: &'static str,
    },
    /// A step of the tie chain that is none of those known.
    #[error("{given:?} is no step of a tie chain")]
    UnknownTieStep {
        /// The text given.
        given: String,
    },
    /// A tie step's group is not an id.
    #[error("{given:?} names no group")]
    TieGroup {
        /// The text given.
        given: String,
        /// What is wrong with it.
        #[source]
        source: IdError,
    },
    /// A weight, share or score that is no number.
    #[error("{at}: not a number")]
    Number {
        /// The section, its place in its list from 1, and the key: `[[rounds]] 1 weight`.
        at: String,
        /// What is wrong with it.
        #[source]
        source: PointsError,
    },
    /// The id of an award or track is not an id.
    #[error("{at}: {given:?} is not an id")]
    Id {
        /// The section and its place in its list from 1.
        at: String,
        /// The text given.
        given: String,
        /// What is wrong with it.
        #[source]
        source: IdError,
    },
    /// How many places there are is said twice or not at all.
    #[error("{at}: one of per-track, ratio and across")]
    Places {
        /// The section and its place in its list from 1.
        at: String,
    },
    /// A share whose rounding is not named.
    #[error("{at}: ratio needs rounding")]
    RoundingMissing {
        /// The section and its place in its list from 1.
        at: String,
    },
    /// A number of places that needs no rounding.
    #[error("{at}: rounding belongs to ratio alone")]
    RoundingOfNumber {
        /// The section and its place in its list from 1.
        at: String,
    },
    /// The rule contradicts itself.
    #[error("the rule contradicts itself: {0:?}")]
    Faults(Vec<RuleFault>),
}

/// What kind of mistake the parser met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyntaxProblem {
    /// A key this program does not know.
    UnknownKey,
    /// A key that must be there.
    MissingKey,
    /// A key given twice.
    KeyTwice,
    /// A value of the wrong kind, or none of those allowed.
    WrongValue,
    /// Not TOML.
    NotToml,
}

/// Reads a rule file.
///
/// # Errors
/// [`RuleFileError`]: what is wrong, where the text is wrong; everything that is wrong, where the rule contradicts itself.
pub fn read_rule(text: &str) -> Result<Rule, RuleFileError> {
    if text.len() > SIZE_LIMIT {
        return Err(RuleFileError::TooLarge { size: text.len() });
    }
    let file: file::File = toml::from_str(text).map_err(|error| syntax(text, &error))?;
    let rule = file.rule()?;
    let faults = rule.validate();
    if faults.is_empty() {
        Ok(rule)
    } else {
        Err(RuleFileError::Faults(faults))
    }
}

fn syntax(text: &str, error: &toml::de::Error) -> RuleFileError {
    let said = error.message();
    let start = error.span().map_or(0, |span| span.start.min(text.len()));
    let line = text.get(..start).unwrap_or_default().matches('\n').count();
    let problem = problem_of(said, text.parse::<toml::Table>().is_ok());
    // A missing key is nowhere in the text; the parser names it.
    let key = match problem {
        SyntaxProblem::MissingKey | SyntaxProblem::UnknownKey => quoted(said),
        _ => text.lines().nth(line).and_then(key_of),
    };
    RuleFileError::Syntax {
        line: line + 1,
        key,
        problem,
        said: said.to_owned(),
    }
}

fn problem_of(said: &str, is_toml: bool) -> SyntaxProblem {
    if said.starts_with("unknown field") {
        SyntaxProblem::UnknownKey
    } else if said.starts_with("missing field") {
        SyntaxProblem::MissingKey
    } else if said.starts_with("duplicate") {
        SyntaxProblem::KeyTwice
    } else if is_toml {
        SyntaxProblem::WrongValue
    } else {
        SyntaxProblem::NotToml
    }
}

/// The first name in back quotes.
fn quoted(said: &str) -> Option<String> {
    said.split('`').nth(1).map(str::to_owned)
}

/// The key a line begins with.
fn key_of(line: &str) -> Option<String> {
    let (key, _) = line.split_once('=')?;
    let key: String = key.trim().chars().take(40).collect();
    (!key.is_empty()).then_some(key)
}

/// The digest of [`canonical_text`], recorded with every result.
#[must_use]
pub fn rule_digest(rule: &Rule) -> Digest {
    Digest(Sha256::digest(canonical_text(rule)).into())
}

#[cfg(test)]
mod tests;
