//! Published and independently computed figures; see `vectors/README.md` for where each comes from.
#![expect(
    clippy::unwrap_used,
    reason = "a table that does not read is a failed test"
)]

use std::collections::BTreeMap;

use jury_core::entry::{Industry, Money, SizeFacts};
use jury_core::rubric::weighted_total;
use jury_core::size_class::{SizeClass, classify};
use jury_core::tally::{Aggregation, tally};
use jury_core::{Exact, ExpertId, Points};

fn rows(csv: &'static str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        header
            .iter()
            .zip(record.iter())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

fn points(list: &str) -> Vec<Points> {
    list.split(' ')
        .map(|text| Points::parse(text).unwrap())
        .collect()
}

/// Reads `3017/40` in any terms.
fn fraction(text: &str) -> Exact {
    let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
    Exact::ratio(numerator.parse().unwrap(), denominator.parse().unwrap()).unwrap()
}

fn facts(row: &BTreeMap<String, String>) -> SizeFacts {
    let stated = |name: &str| row.get(name).filter(|text| !text.is_empty());
    SizeFacts {
        industry: stated("industry")
            .map(|name| Industry::find(name).expect("an industry of the table")),
        employees: stated("employees").map(|text| text.parse().unwrap()),
        revenue: stated("revenue").map(|text| Money::parse(text).unwrap()),
        assets: stated("assets").map(|text| Money::parse(text).unwrap()),
    }
}

#[test]
fn weighted_totals_are_exact_and_round_half_up_once() {
    for row in rows(include_str!("vectors/totals.csv")) {
        let total = weighted_total(
            points(&row["scores"])
                .into_iter()
                .zip(points(&row["weights"])),
        );
        assert_eq!(total, fraction(&row["exact"]), "{row:?}");
        assert_eq!(
            total.round_half_up(2).to_string(),
            row["published"],
            "{row:?}"
        );
    }
}

#[test]
fn size_classes_of_known_cases_come_out_as_the_standard_says() {
    for row in rows(include_str!("vectors/sizes.csv")) {
        let decision = classify(&facts(&row));
        let candidates: Vec<_> = decision
            .candidates
            .iter()
            .map(|size| size.as_str())
            .collect();
        assert_eq!(candidates.join("|"), row["size"], "{row:?}");
        assert_eq!(decision.size.is_some(), candidates.len() == 1, "{row:?}");
    }
}

/// Facts that are at the lower bound of 大型 in every figure of the industry but for one.
fn all_large_but(industry: Industry, indicator: &str, value: Money) -> SizeFacts {
    let mut facts = SizeFacts {
        industry: Some(industry),
        ..SizeFacts::default()
    };
    for limits in industry.limits() {
        let large = Money::from_wan(limits.large.try_into().unwrap());
        let given = if limits.indicator.label() == indicator {
            value
        } else {
            large
        };
        match limits.indicator.label() {
            "从业人员" => facts.employees = Some(given.hundredths().unsigned_abs() / 100),
            "营业收入" => facts.revenue = Some(given),
            _ => facts.assets = Some(given),
        }
    }
    facts
}

#[test]
fn every_bound_includes_the_number_itself_and_excludes_the_next_below() {
    let rows = rows(include_str!("vectors/bounds.csv"));
    assert_eq!(rows.len(), 30, "every row of the standard");
    for row in rows {
        let industry = Industry::find(&row["industry"]).expect("an industry of the table");
        // Below a bound in people is one person fewer; in money, a hundred yuan (0.01 万元).
        let less = if row["indicator"] == "从业人员" {
            100
        } else {
            1
        };
        let classes = [
            ("large", SizeClass::Large, SizeClass::Medium),
            ("medium", SizeClass::Medium, SizeClass::Small),
            ("small", SizeClass::Small, SizeClass::Micro),
        ];
        for (name, at, below) in classes {
            let bound = Money::from_wan(row[name].parse().unwrap());
            let size = |value| classify(&all_large_but(industry, &row["indicator"], value)).size;
            assert_eq!(size(bound), Some(at), "exactly at {name}: {row:?}");
            assert_eq!(
                size(Money(bound.hundredths() - less)),
                Some(below),
                "just below {name}: {row:?}"
            );
        }
    }
}

#[test]
fn tallies_come_out_as_published() {
    for row in rows(include_str!("vectors/tallies.csv")) {
        let expert = |index: usize| ExpertId::new(format!("E{index}")).unwrap();
        let marks = points(&row["marks"])
            .into_iter()
            .enumerate()
            .map(|(index, mark)| (expert(index), mark.into()))
            .collect();
        let aggregation = match row["rule"].as_str() {
            "trimmed" => Aggregation::Trimmed {
                drop_high: 1,
                drop_low: 1,
                minimum_experts: 5,
            },
            "mean" => Aggregation::Mean,
            _ => Aggregation::Median,
        };
        let result = tally(&marks, aggregation).unwrap();
        assert_eq!(result.exact, fraction(&row["exact"]), "{row:?}");
        assert_eq!(
            result.exact.round_half_up(2).to_string(),
            row["published"],
            "{row:?}"
        );
        assert_eq!(result.dropped.len().to_string(), row["dropped"], "{row:?}");
    }
}
