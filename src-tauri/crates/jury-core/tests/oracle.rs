//! The official number against a second, slow computation that shares nothing with the first: whole numbers over one common denominator,
//! counted instead of sorted, rounded by long division.
//!
//! The one rule: nothing of jury-core's tally, ranking or exact numbers is used to make the expectation. CI takes a sample;
//! `cargo test -p jury-core --test oracle -- --ignored` takes a million panels.
#![expect(
    clippy::unwrap_used,
    reason = "a panel that cannot be built is a failed test"
)]

use std::collections::BTreeMap;

use jury_core::contest::Round;
use jury_core::ranking::{EntryMark, Held, Marks, Ranked, standing};
use jury_core::rule::{RankBasis, RoundRule, Rule, TieStep};
use jury_core::tally::Aggregation;
use jury_core::{EntryId, Exact, ExpertId, Points};

/// SplitMix64: every run sees the same panels.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `below` - 1.
    fn below(&mut self, below: u64) -> i64 {
        i64::try_from(self.next() % below).unwrap()
    }

    fn flip(&mut self) -> bool {
        self.next().is_multiple_of(2)
    }
}

/// Totals of one panel in ten-thousandths of a point: marks in hundredths times weights in percent.
type Panel = Vec<i128>;

/// A fraction with a denominator above zero, never reduced.
#[derive(Debug, Clone, Copy)]
struct Slow {
    over: i128,
    under: i128,
}

impl Slow {
    fn same(self, other: Self) -> bool {
        self.over * other.under == other.over * self.under
    }

    fn above(self, other: Self) -> bool {
        self.over * other.under > other.over * self.under
    }

    /// Rounded half up to `decimals` digits, by long division; all scores are zero or more.
    fn rounded(self, decimals: u8) -> String {
        let mut digits = vec![self.over / self.under];
        let mut rest = self.over % self.under;
        for _ in 0..=decimals {
            rest *= 10;
            digits.push(rest / self.under);
            rest %= self.under;
        }
        let last = digits.pop().unwrap();
        let mut carry = i128::from(last >= 5);
        for digit in digits.iter_mut().skip(1).rev() {
            *digit += carry;
            carry = *digit / 10;
            *digit %= 10;
        }
        digits[0] += carry;
        let fraction: String = digits[1..].iter().map(ToString::to_string).collect();
        if decimals == 0 {
            digits[0].to_string()
        } else {
            format!("{}.{fraction}", digits[0])
        }
    }

    /// What a rounded text says.
    fn read(text: &str) -> Self {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        Self {
            over: format!("{whole}{fraction}").parse().unwrap(),
            under: 10_i128.pow(u32::try_from(fraction.len()).unwrap()),
        }
    }
}

/// The score of a panel: takes extremes out one by one, and the median by counting who is below.
fn slow_score(panel: &Panel, aggregation: Aggregation) -> Option<Slow> {
    let mut left = panel.clone();
    match aggregation {
        Aggregation::Mean => {}
        Aggregation::Trimmed {
            drop_high,
            drop_low,
            minimum_experts,
        } => {
            if panel.len() >= minimum_experts && panel.len() > drop_high + drop_low {
                for _ in 0..drop_high {
                    let highest = *left.iter().max().unwrap();
                    left.remove(left.iter().position(|total| *total == highest).unwrap());
                }
                for _ in 0..drop_low {
                    let lowest = *left.iter().min().unwrap();
                    left.remove(left.iter().position(|total| *total == lowest).unwrap());
                }
            }
        }
        Aggregation::Median => {
            let count = panel.len();
            let at = |wanted: usize| {
                panel.iter().copied().find(|one| {
                    let below = panel.iter().filter(|other| *other < one).count();
                    let same = panel.iter().filter(|other| *other == one).count();
                    below <= wanted && wanted < below + same
                })
            };
            left = match count {
                0 => Vec::new(),
                count if count % 2 == 1 => vec![at(count / 2).unwrap()],
                count => vec![at(count / 2 - 1).unwrap(), at(count / 2).unwrap()],
            };
        }
    }
    let count = i128::try_from(left.len()).unwrap();
    (count > 0).then(|| Slow {
        over: left.iter().sum(),
        under: count * 10_000,
    })
}

fn slow_mean(panel: &Panel) -> Slow {
    Slow {
        over: panel.iter().sum(),
        under: i128::try_from(panel.len()).unwrap() * 10_000,
    }
}

/// One contest of a few entries, all of which are in both rounds where there are two.
struct Case {
    rule: Rule,
    rounds: Vec<(Round, Vec<Panel>)>,
}

fn case(dice: &mut Dice) -> Case {
    let aggregation = match dice.below(3) {
        0 => Aggregation::Mean,
        1 => Aggregation::Median,
        _ => {
            let drop_high = usize::try_from(dice.below(3)).unwrap();
            let drop_low = usize::try_from(dice.below(3)).unwrap();
            Aggregation::Trimmed {
                drop_high,
                drop_low,
                minimum_experts: drop_high + drop_low + 1 + usize::try_from(dice.below(3)).unwrap(),
            }
        }
    };
    let written = if dice.flip() {
        10_000
    } else {
        1 + dice.below(9_999)
    };
    let weights = [
        (Round::Written, written),
        (Round::Roadshow, 10_000 - written),
    ];
    let held = weights.iter().filter(|(_, weight)| *weight > 0);
    let entries = 2 + dice.below(4);
    // Coarse marks make ties, fine ones make long fractions.
    let step = [1, 100, 5_000, 250_000][usize::try_from(dice.below(4)).unwrap()];
    let rounds = held
        .clone()
        .map(|(round, _)| {
            let panels = (0..entries).map(|_| panel(dice, step)).collect();
            (*round, panels)
        })
        .collect();
    let rule = Rule {
        aggregation,
        decimals: u8::try_from(dice.below(7)).unwrap(),
        rank_basis: if dice.flip() {
            RankBasis::Exact
        } else {
            RankBasis::Published
        },
        ties: vec![TieStep::AllMean, TieStep::Round(Round::Written)],
        rounds: held
            .map(|(round, weight)| RoundRule {
                round: *round,
                weight: Points::from_hundredths(*weight),
                promote: None,
            })
            .collect(),
        ..Rule::default()
    };
    Case { rule, rounds }
}

fn panel(dice: &mut Dice, step: i128) -> Panel {
    let experts = dice.below(10);
    let steps = u64::try_from(1_000_000 / step).unwrap() + 1;
    (0..experts)
        .map(|_| i128::from(dice.below(steps)) * step)
        .collect()
}

fn entry(index: usize) -> EntryId {
    EntryId::new(format!("E-{index}")).unwrap()
}

fn official(case: &Case) -> Vec<Ranked> {
    let ids: Vec<EntryId> = (0..case.rounds[0].1.len()).map(entry).collect();
    let marks: Vec<Marks> = case
        .rounds
        .iter()
        .map(|(_, panels)| {
            let of_panel = |panel: &Panel| {
                let mark = |(index, total): (usize, &i128)| {
                    let total = Exact::ratio(i64::try_from(*total).unwrap(), 10_000).unwrap();
                    let mark = EntryMark {
                        total,
                        groups: BTreeMap::new(),
                    };
                    (ExpertId::new(format!("X{index}")).unwrap(), mark)
                };
                panel.iter().enumerate().map(mark).collect()
            };
            ids.iter()
                .cloned()
                .zip(panels.iter().map(of_panel))
                .collect()
        })
        .collect();
    let held: Vec<Held<'_>> = case
        .rounds
        .iter()
        .zip(&marks)
        .map(|((round, _), marks)| Held {
            round: *round,
            entries: &ids,
            marks,
        })
        .collect();
    standing(&held, &case.rule)
}

/// What the second computation says of one entry: score, published text, and what decides ties.
struct Expectation {
    score: Slow,
    published: String,
    ties: [Slow; 2],
}

fn expectation(case: &Case, index: usize) -> Option<Expectation> {
    let (mut score, mut first) = (Slow { over: 0, under: 1 }, None);
    let single = case.rounds.len() == 1;
    for ((_, panels), rule) in case.rounds.iter().zip(&case.rule.rounds) {
        let mut part = slow_score(&panels[index], case.rule.aggregation)?;
        first = first.or(Some(part));
        if !single && case.rule.rank_basis == RankBasis::Published {
            part = Slow::read(&part.rounded(case.rule.decimals));
        }
        let weight = i128::from(rule.weight.hundredths());
        score = Slow {
            over: score.over * part.under + part.over * weight * score.under,
            under: score.under * part.under,
        };
    }
    score.under *= 10_000;
    let last = &case.rounds.last().unwrap().1[index];
    Some(Expectation {
        published: score.rounded(case.rule.decimals),
        ties: [slow_mean(last), first.unwrap()],
        score,
    })
}

/// Whether `one` stands strictly before `other`.
fn before(one: &Expectation, other: &Expectation, basis: RankBasis) -> bool {
    let key = |of: &Expectation| match basis {
        RankBasis::Exact => of.score,
        RankBasis::Published => Slow::read(&of.published),
    };
    let pairs = std::iter::once((key(one), key(other))).chain(
        one.ties
            .iter()
            .zip(&other.ties)
            .map(|(one, other)| (*one, *other)),
    );
    let mut unequal = pairs.skip_while(|(one, other)| one.same(*other));
    unequal.next().is_some_and(|(one, other)| one.above(other))
}

fn compare(case: &Case) {
    let expected: Vec<Option<Expectation>> = (0..case.rounds[0].1.len())
        .map(|index| expectation(case, index))
        .collect();
    for one in official(case) {
        let index: usize = one.entry.as_str()[2..].parse().unwrap();
        let told = || format!("{:?} {:?} entry {index}", case.rule, case.rounds);
        let Some(expectation) = &expected[index] else {
            assert_eq!((one.rank, &one.score), (None, &None), "{}", told());
            continue;
        };
        let (numerator, denominator) = one
            .score
            .as_ref()
            .and_then(Exact::as_parts)
            .unwrap_or_else(|| panic!("{}", told()));
        let exact = Slow {
            over: numerator.into(),
            under: denominator.into(),
        };
        assert!(exact.same(expectation.score), "{}", told());
        let published = one.published.as_ref().map(ToString::to_string);
        assert_eq!(
            published.as_deref(),
            Some(expectation.published.as_str()),
            "{}",
            told()
        );
        let better = expected
            .iter()
            .flatten()
            .filter(|other| before(other, expectation, case.rule.rank_basis))
            .count();
        assert_eq!(one.rank, u32::try_from(better + 1).ok(), "{}", told());
    }
}

/// Compares contests until so many panels were counted.
fn compare_panels(seed: u64, wanted: usize) {
    let mut dice = Dice(seed);
    let mut panels = 0;
    while panels < wanted {
        let case = case(&mut dice);
        compare(&case);
        panels += case
            .rounds
            .iter()
            .map(|(_, panels)| panels.len())
            .sum::<usize>();
    }
}

#[test]
fn a_second_computation_agrees_on_a_sample() {
    compare_panels(1, 20_000);
}

#[test]
#[ignore = "a million panels take a minute; run once before a release"]
fn a_second_computation_agrees_on_a_million_panels() {
    compare_panels(2, 1_000_000);
}
