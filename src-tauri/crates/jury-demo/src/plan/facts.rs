//! Size facts that put an entrant in a wanted class: people, revenue, assets.
//!
//! Not the rule (jury-core's). The one rule to know: figures are drawn between the bounds of the 2017 table itself, and the caller's class is
//! asserted by a test through `size_of`, so the demo cannot drift from the rule.

use jury_core::entry::{Money, SizeFacts};
use jury_core::size_class::{Indicator, Industry, Limits, SizeClass};

use crate::random::Random;

/// The range of one figure in one class: from its lower bound to just below the next class up. 大型 is open above; three times is enough.
fn range(limits: &Limits, class: SizeClass) -> (u64, u64) {
    match class {
        SizeClass::Large => (limits.large, limits.large.saturating_mul(3)),
        SizeClass::Medium => (limits.medium, limits.large.saturating_sub(1)),
        SizeClass::Small => (limits.small, limits.medium.saturating_sub(1)),
        SizeClass::Micro | SizeClass::NotClassified => (
            (limits.small / 5).max(1),
            limits.small.saturating_sub(1).max(1),
        ),
    }
}

/// Facts of an enterprise that the rule puts in `class`. In every third case one figure lies in a higher class, as real ones do: the rule
/// goes by the lowest, and readers who match the table cell by cell get it wrong.
pub(super) fn facts(random: &mut Random, industry: Industry, class: SizeClass) -> SizeFacts {
    let mut facts = SizeFacts {
        industry: Some(industry),
        employees: None,
        revenue: None,
        assets: None,
    };
    let odd = random.chance(33);
    for (place, limits) in industry.limits().iter().enumerate() {
        let (low, high) = range(limits, class);
        let high = if odd && place == 1 && class != SizeClass::Large {
            high.saturating_mul(2)
        } else {
            high
        };
        // Most enterprises of a class sit near its lower end.
        let first = random.between(to_i64(low), to_i64(high));
        let value = first.min(random.between(to_i64(low), to_i64(high)));
        set(random, &mut facts, limits.indicator, value);
    }
    complete(random, &mut facts);
    facts
}

/// The figures the industry is not classed by, so that the form has no holes.
fn complete(random: &mut Random, facts: &mut SizeFacts) {
    let revenue = facts.revenue.unwrap_or_else(|| {
        Money::from_wan(facts.employees.map_or(800, to_i64) * random.between(18, 60))
    });
    let employees = facts
        .employees
        .unwrap_or_else(|| revenue.hundredths().unsigned_abs() / 100 / 40 + 2);
    let assets = facts
        .assets
        .unwrap_or_else(|| Money(revenue.hundredths() / 100 * random.between(70, 210)));
    *facts = SizeFacts {
        industry: facts.industry,
        employees: Some(employees),
        revenue: Some(revenue),
        assets: Some(assets),
    };
}

/// Drops a figure the industry is classed by, as forms with an empty cell do; the class is then no longer settled unless it is 微型 anyway.
pub(super) fn forget_one(facts: &mut SizeFacts) {
    match facts
        .industry
        .and_then(|industry| industry.limits().last())
        .map(|limits| limits.indicator)
    {
        Some(Indicator::Employees) | None => facts.employees = None,
        Some(Indicator::Revenue) => facts.revenue = None,
        Some(Indicator::Assets) => facts.assets = None,
    }
}

fn set(random: &mut Random, facts: &mut SizeFacts, indicator: Indicator, value: i64) {
    // Money has odd cents, except at a bound, which must stay exactly there.
    let money = Money(value * 100 + random.between(0, 99));
    match indicator {
        Indicator::Employees => facts.employees = Some(value.unsigned_abs()),
        Indicator::Revenue => facts.revenue = Some(money),
        Indicator::Assets => facts.assets = Some(money),
    }
}

fn to_i64(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
