//! Re-review 复评: how far the totals of one entry lie apart, and who by the rule is asked to look again.
//!
//! Not the asking (a signed ticket) and not a statistic: exact numbers, compared with the rule's limits. The one rule to know: an expert is
//! measured against the mean of the *others*, so that an outlier does not pull its own measure.

use std::collections::BTreeMap;

use crate::rule::Rereview;
use crate::{Exact, ExpertId};

/// How far the totals of one entry lie apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// Highest less lowest, in points.
    pub range: Exact,
    /// Each expert's total less the mean of the others', in points; below zero for the stricter.
    pub deviations: BTreeMap<ExpertId, Exact>,
}

/// What the rule says of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Whether the range is beyond its limit.
    pub range: bool,
    /// Experts whose deviation is beyond its limit.
    pub deviating: Vec<ExpertId>,
}

impl Asked {
    /// Whether the rule asks for a re-review at all.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.range || !self.deviating.is_empty()
    }
}

impl Spread {
    /// The spread of the totals of one entry; none for fewer than two, which nothing can be compared with.
    #[must_use]
    pub fn of(totals: &BTreeMap<ExpertId, Exact>) -> Option<Self> {
        if totals.len() < 2 {
            return None;
        }
        let (highest, lowest) = (totals.values().max()?, totals.values().min()?);
        let deviation = |(expert, total): (&ExpertId, &Exact)| {
            let others = totals.iter().filter(|(other, _)| *other != expert);
            let mean = Exact::mean(others.map(|(_, total)| total))?;
            Some((expert.clone(), total - &mean))
        };
        Some(Self {
            range: highest - lowest,
            deviations: totals.iter().map(deviation).collect::<Option<_>>()?,
        })
    }

    /// What the rule's limits say; a limit that is not set asks nothing. "More than" is meant: the limit itself is allowed.
    #[must_use]
    pub fn asked(&self, rule: &Rereview) -> Asked {
        let beyond = |deviation: &Exact, limit: &Exact| {
            deviation > limit || &(&Exact::zero() - deviation) > limit
        };
        let deviating = match rule.deviation.map(Exact::from) {
            None => Vec::new(),
            Some(limit) => self
                .deviations
                .iter()
                .filter(|(_, deviation)| beyond(deviation, &limit))
                .map(|(expert, _)| expert.clone())
                .collect(),
        };
        Asked {
            range: rule
                .range
                .is_some_and(|limit| self.range > Exact::from(limit)),
            deviating,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Points;

    fn totals(given: &[&str]) -> BTreeMap<ExpertId, Exact> {
        let expert = |number: usize| ExpertId::new(format!("E{number}")).unwrap();
        given
            .iter()
            .enumerate()
            .map(|(number, text)| (expert(number), Exact::parse_decimal(text).unwrap()))
            .collect()
    }

    fn rule(range: Option<&str>, deviation: Option<&str>) -> Rereview {
        let points = |text: Option<&str>| text.map(|text| Points::parse(text).unwrap());
        Rereview {
            range: points(range),
            deviation: points(deviation),
        }
    }

    #[test]
    fn an_outlier_is_measured_against_the_others_and_not_against_itself() {
        let spread = Spread::of(&totals(&["80", "82", "84", "52"])).unwrap();
        assert_eq!(spread.range, Exact::from(Points::from_hundredths(3_200)));
        let deviations: Vec<String> = spread
            .deviations
            .values()
            .map(|one| one.round_half_up(2).to_string())
            .collect();
        assert_eq!(deviations, ["7.33", "10.00", "12.67", "-30.00"]);
        let asked = spread.asked(&rule(None, Some("20")));
        assert_eq!(asked.deviating.len(), 1);
        assert_eq!(asked.deviating[0].as_str(), "E3");
        assert!(!asked.range && asked.any());
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        let spread = Spread::of(&totals(&["80", "60"])).unwrap();
        assert!(!spread.asked(&rule(Some("20"), Some("20"))).any());
        assert!(spread.asked(&rule(Some("19.99"), None)).range);
        assert_eq!(
            spread.asked(&rule(None, Some("19.99"))).deviating.len(),
            2,
            "of two, each deviates from the other alike"
        );
        assert!(!spread.asked(&rule(None, None)).any());
    }

    #[test]
    fn one_total_is_compared_with_nothing() {
        assert_eq!(Spread::of(&totals(&["80"])), None);
        assert_eq!(Spread::of(&totals(&[])), None);
    }
}
