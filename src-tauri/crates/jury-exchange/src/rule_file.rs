//! The rule file: TOML as people write it, and the one canonical text that is digested and travels in letters.
//!
//! Not the rule's meaning: that is [`jury_core::rule`]. The one rule: a key this program does not know is refused, since a rule it silently
//! passed over would change a ranking.

use jury_core::contest::Round;
use jury_core::rule::{MissingPolicy, RankBasis, RoundRule, Rule, RuleFault, TieStep};
use jury_core::tally::Aggregation;
use jury_core::{Digest, GroupId, IdError, Points, PointsError};
use serde::Deserialize;
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
    /// A weight that is not points.
    #[error("the weight of a round")]
    Weight(#[from] PointsError),
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    aggregation: AggregationFile,
    decimals: u8,
    rank_basis: RankBasisFile,
    ties: Vec<String>,
    #[serde(default)]
    minimum_sheets: Option<usize>,
    rounds: Vec<RoundFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct AggregationFile {
    kind: AggregationKind,
    drop_high: Option<usize>,
    drop_low: Option<usize>,
    minimum_experts: Option<usize>,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum AggregationKind {
    Mean,
    Trimmed,
    Median,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RankBasisFile {
    Published,
    Exact,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundFile {
    round: RoundName,
    weight: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RoundName {
    Written,
    Roadshow,
}

/// Reads a rule file.
///
/// # Errors
/// [`RuleFileError`]: what is wrong, where the text is wrong; everything that is wrong, where the rule contradicts itself.
pub fn read_rule(text: &str) -> Result<Rule, RuleFileError> {
    if text.len() > SIZE_LIMIT {
        return Err(RuleFileError::TooLarge { size: text.len() });
    }
    let file: File = toml::from_str(text).map_err(|error| syntax(text, &error))?;
    let ties = file
        .ties
        .iter()
        .map(|step| tie_step(step))
        .collect::<Result<_, _>>()?;
    let rounds = file
        .rounds
        .into_iter()
        .map(round_rule)
        .collect::<Result<_, _>>()?;
    let rule = Rule {
        aggregation: aggregation(&file.aggregation)?,
        decimals: file.decimals,
        rank_basis: match file.rank_basis {
            RankBasisFile::Published => RankBasis::Published,
            RankBasisFile::Exact => RankBasis::Exact,
        },
        ties,
        missing: file
            .minimum_sheets
            .map_or(MissingPolicy::Ignore, MissingPolicy::AtLeast),
        rounds,
    };
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

fn aggregation(file: &AggregationFile) -> Result<Aggregation, RuleFileError> {
    let keys = [
        ("drop-high", file.drop_high),
        ("drop-low", file.drop_low),
        ("minimum-experts", file.minimum_experts),
    ];
    if file.kind != AggregationKind::Trimmed
        && let Some((key, _)) = keys.iter().find(|(_, value)| value.is_some())
    {
        return Err(RuleFileError::KeyOfOtherAggregation { key });
    }
    let needed = |at: usize| {
        keys[at]
            .1
            .ok_or(RuleFileError::KeyMissing { key: keys[at].0 })
    };
    Ok(match file.kind {
        AggregationKind::Mean => Aggregation::Mean,
        AggregationKind::Median => Aggregation::Median,
        AggregationKind::Trimmed => Aggregation::Trimmed {
            drop_high: needed(0)?,
            drop_low: needed(1)?,
            minimum_experts: needed(2)?,
        },
    })
}

fn tie_step(given: &str) -> Result<TieStep, RuleFileError> {
    match given {
        "all-mean" => Ok(TieStep::AllMean),
        "highest" => Ok(TieStep::Highest),
        _ => {
            let unknown = || RuleFileError::UnknownTieStep {
                given: given.to_owned(),
            };
            let group = given.strip_prefix("group:").ok_or_else(unknown)?;
            let group = GroupId::new(group).map_err(|source| RuleFileError::TieGroup {
                given: given.to_owned(),
                source,
            })?;
            Ok(TieStep::Group(group))
        }
    }
}

fn round_rule(file: RoundFile) -> Result<RoundRule, RuleFileError> {
    let round = match file.round {
        RoundName::Written => Round::Written,
        RoundName::Roadshow => Round::Roadshow,
    };
    Ok(RoundRule {
        round,
        weight: Points::parse(&file.weight)?,
    })
}

/// The one text of a rule: every key, in this order, one spelling of every value. Reading it gives the same rule.
#[must_use]
pub fn canonical_text(rule: &Rule) -> String {
    let ties: Vec<_> = rule
        .ties
        .iter()
        .map(|step| format!("\"{}\"", tie_text(step)))
        .collect();
    let mut text = format!(
        "# 计分规则\ndecimals = {}\nrank-basis = \"{}\"\nties = [{}]\n",
        rule.decimals,
        rule.rank_basis.as_str(),
        ties.join(", ")
    );
    if let MissingPolicy::AtLeast(sheets) = rule.missing {
        text.push_str(&format!("minimum-sheets = {sheets}\n"));
    }
    text.push_str("\n[aggregation]\n");
    match rule.aggregation {
        Aggregation::Mean => text.push_str("kind = \"mean\"\n"),
        Aggregation::Median => text.push_str("kind = \"median\"\n"),
        Aggregation::Trimmed { drop_high, drop_low, minimum_experts } => text.push_str(&format!(
            "kind = \"trimmed\"\ndrop-high = {drop_high}\ndrop-low = {drop_low}\nminimum-experts = {minimum_experts}\n"
        )),
    }
    for RoundRule { round, weight } in &rule.rounds {
        text.push_str(&format!(
            "\n[[rounds]]\nround = \"{}\"\nweight = \"{weight}\"\n",
            round.as_str()
        ));
    }
    text
}

fn tie_text(step: &TieStep) -> String {
    match step {
        TieStep::AllMean => "all-mean".to_owned(),
        TieStep::Highest => "highest".to_owned(),
        TieStep::Group(group) => format!("group:{group}"),
    }
}

/// The digest of [`canonical_text`], recorded with every result.
#[must_use]
pub fn rule_digest(rule: &Rule) -> Digest {
    Digest(Sha256::digest(canonical_text(rule)).into())
}

#[cfg(test)]
mod tests;
