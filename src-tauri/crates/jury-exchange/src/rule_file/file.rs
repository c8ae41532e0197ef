//! The rule file as people write it: its keys, and how they become a rule.
//!
//! Not the canonical text (text.rs). The one rule: a key that is not given means that the rule says nothing of it; none has a hidden value that
//! changes a ranking.

use std::str::FromStr;

use jury_core::contest::Round;
use jury_core::rule::{
    AwardLevel, Awards, CutTies, MissingPolicy, Places, Promote, RankBasis, Recommendation,
    Rereview, RoundRule, Rounding, Rule, SmeBase, SpecialPrize, TieStep, TrackWish,
};
use jury_core::tally::Aggregation;
use jury_core::{GroupId, IdError, Points};
use serde::Deserialize;

use super::RuleFileError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    aggregation: AggregationFile,
    decimals: u8,
    rank_basis: RankBasisFile,
    ties: Vec<String>,
    minimum_sheets: Option<usize>,
    #[serde(default)]
    advisory: bool,
    rounds: Vec<RoundFile>,
    #[serde(default)]
    awards: AwardsFile,
    recommendation: Option<RecommendationFile>,
    #[serde(default)]
    rereview: RereviewFile,
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
    promote: Option<PromoteFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RoundName {
    Written,
    Roadshow,
    RoadshowFinal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PromoteFile {
    per_track: Option<u32>,
    ratio: Option<String>,
    rounding: Option<RoundingFile>,
    across: Option<u32>,
    ties: CutTiesFile,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum RoundingFile {
    HalfUp,
    Up,
    Down,
    LargestRemainder,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CutTiesFile {
    All,
    Ask,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct AwardsFile {
    #[serde(default)]
    levels: Vec<LevelFile>,
    #[serde(default)]
    special: Vec<SpecialFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LevelFile {
    id: String,
    name: String,
    per_track: Option<u32>,
    ratio: Option<String>,
    rounding: Option<RoundingFile>,
    across: Option<u32>,
    #[serde(default)]
    vacancies: bool,
    floor: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpecialFile {
    id: String,
    name: String,
    count: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RecommendationFile {
    limit: u32,
    sme_share: String,
    sme_of: SmeBaseFile,
    #[serde(default)]
    tracks: Vec<WishFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SmeBaseFile {
    All,
    Enterprises,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WishFile {
    track: String,
    at_least: Option<u32>,
    at_most: Option<u32>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RereviewFile {
    range: Option<String>,
    deviation: Option<String>,
}

impl File {
    pub(super) fn rule(self) -> Result<Rule, RuleFileError> {
        let ties = self.ties.iter().map(|step| tie_step(step));
        let rounds = self.rounds.into_iter().enumerate();
        Ok(Rule {
            aggregation: aggregation(&self.aggregation)?,
            decimals: self.decimals,
            rank_basis: match self.rank_basis {
                RankBasisFile::Published => RankBasis::Published,
                RankBasisFile::Exact => RankBasis::Exact,
            },
            ties: ties.collect::<Result<_, _>>()?,
            missing: self
                .minimum_sheets
                .map_or(MissingPolicy::Ignore, MissingPolicy::AtLeast),
            rounds: rounds.map(round_rule).collect::<Result<_, _>>()?,
            awards: awards(self.awards)?,
            recommendation: self.recommendation.map(recommendation).transpose()?,
            rereview: Rereview {
                range: optional_points("[rereview] range", self.rereview.range.as_deref())?,
                deviation: optional_points(
                    "[rereview] deviation",
                    self.rereview.deviation.as_deref(),
                )?,
            },
            advisory: self.advisory,
        })
    }
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
    let unknown = || RuleFileError::UnknownTieStep {
        given: given.to_owned(),
    };
    match given.split_once(':') {
        None if given == "all-mean" => Ok(TieStep::AllMean),
        None if given == "highest" => Ok(TieStep::Highest),
        Some(("round", round)) => Round::parse(round).map(TieStep::Round).ok_or_else(unknown),
        Some(("group", group)) => {
            let group = GroupId::new(group).map_err(|source| RuleFileError::TieGroup {
                given: given.to_owned(),
                source,
            })?;
            Ok(TieStep::Group(group))
        }
        _ => Err(unknown()),
    }
}

fn round_rule((index, file): (usize, RoundFile)) -> Result<RoundRule, RuleFileError> {
    let at = format!("[[rounds]] {}", index + 1);
    Ok(RoundRule {
        round: match file.round {
            RoundName::Written => Round::Written,
            RoundName::Roadshow => Round::Roadshow,
            RoundName::RoadshowFinal => Round::RoadshowFinal,
        },
        weight: points(&format!("{at} weight"), &file.weight)?,
        promote: file
            .promote
            .map(|cut| promote(&format!("{at} promote"), &cut))
            .transpose()?,
    })
}

fn promote(at: &str, file: &PromoteFile) -> Result<Promote, RuleFileError> {
    let given = (file.per_track, file.across);
    Ok(Promote {
        places: places(at, given, file.ratio.as_deref(), file.rounding)?,
        ties: match file.ties {
            CutTiesFile::All => CutTies::All,
            CutTiesFile::Ask => CutTies::Ask,
        },
    })
}

/// Exactly one of `per-track`, `ratio` and `across`; `rounding` stands with `ratio` and nowhere else.
fn places(
    at: &str,
    (per_track, across): (Option<u32>, Option<u32>),
    ratio: Option<&str>,
    rounding: Option<RoundingFile>,
) -> Result<Places, RuleFileError> {
    let at = || at.to_owned();
    match (per_track, ratio, across) {
        (Some(_), None, None) | (None, None, Some(_)) if rounding.is_some() => {
            Err(RuleFileError::RoundingOfNumber { at: at() })
        }
        (Some(count), None, None) => Ok(Places::PerTrack(count)),
        (None, None, Some(count)) => Ok(Places::Across(count)),
        (None, Some(percent), None) => Ok(Places::Ratio {
            percent: points(&format!("{} ratio", at()), percent)?,
            rounding: match rounding {
                Some(RoundingFile::HalfUp) => Rounding::HalfUp,
                Some(RoundingFile::Up) => Rounding::Up,
                Some(RoundingFile::Down) => Rounding::Down,
                Some(RoundingFile::LargestRemainder) => Rounding::LargestRemainder,
                None => return Err(RuleFileError::RoundingMissing { at: at() }),
            },
        }),
        _ => Err(RuleFileError::Places { at: at() }),
    }
}

fn awards(file: AwardsFile) -> Result<Awards, RuleFileError> {
    let levels = file.levels.into_iter().enumerate().map(|(index, level)| {
        let at = format!("[[awards.levels]] {}", index + 1);
        Ok(AwardLevel {
            id: id(&at, &level.id)?,
            name: level.name,
            places: places(
                &at,
                (level.per_track, level.across),
                level.ratio.as_deref(),
                level.rounding,
            )?,
            vacancies: level.vacancies,
            floor: optional_points(&format!("{at} floor"), level.floor.as_deref())?,
        })
    });
    let special = file.special.into_iter().enumerate().map(|(index, prize)| {
        Ok(SpecialPrize {
            id: id(&format!("[[awards.special]] {}", index + 1), &prize.id)?,
            name: prize.name,
            count: prize.count,
        })
    });
    Ok(Awards {
        levels: levels.collect::<Result<_, RuleFileError>>()?,
        special: special.collect::<Result<_, RuleFileError>>()?,
    })
}

fn recommendation(file: RecommendationFile) -> Result<Recommendation, RuleFileError> {
    let wish = |(index, wish): (usize, WishFile)| {
        let at = format!("[[recommendation.tracks]] {}", index + 1);
        Ok(TrackWish {
            track: id(&at, &wish.track)?,
            at_least: wish.at_least,
            at_most: wish.at_most,
        })
    };
    Ok(Recommendation {
        limit: file.limit,
        sme_share: points("[recommendation] sme-share", &file.sme_share)?,
        sme_of: match file.sme_of {
            SmeBaseFile::All => SmeBase::All,
            SmeBaseFile::Enterprises => SmeBase::Enterprises,
        },
        tracks: file
            .tracks
            .into_iter()
            .enumerate()
            .map(wish)
            .collect::<Result<_, RuleFileError>>()?,
    })
}

fn id<T: FromStr<Err = IdError>>(at: &str, given: &str) -> Result<T, RuleFileError> {
    given.parse().map_err(|source| RuleFileError::Id {
        at: at.to_owned(),
        given: given.to_owned(),
        source,
    })
}

fn points(at: &str, given: &str) -> Result<Points, RuleFileError> {
    Points::parse(given).map_err(|source| RuleFileError::Number {
        at: at.to_owned(),
        source,
    })
}

fn optional_points(at: &str, given: Option<&str>) -> Result<Option<Points>, RuleFileError> {
    given.map(|given| points(at, given)).transpose()
}
