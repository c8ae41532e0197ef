use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

use super::*;

const TRIMMED: Aggregation = Aggregation::Trimmed {
    drop_high: 1,
    drop_low: 1,
    minimum_experts: 5,
};

fn expert(number: usize) -> ExpertId {
    ExpertId::new(format!("E{number:04}")).unwrap()
}

fn panel(hundredths: &[i64]) -> BTreeMap<ExpertId, Exact> {
    let total = |value: &i64| Exact::ratio(*value, 100).unwrap();
    hundredths
        .iter()
        .enumerate()
        .map(|(index, value)| (expert(index + 1), total(value)))
        .collect()
}

fn score(hundredths: &[i64], aggregation: Aggregation) -> Exact {
    tally(&panel(hundredths), aggregation).unwrap().exact
}

#[test]
fn the_highest_and_the_lowest_are_dropped_once_each() {
    let result = tally(&panel(&[9000, 8000, 7000, 9500, 6000]), TRIMMED).unwrap();
    assert_eq!(result.exact, Exact::ratio(80, 1).unwrap());
    assert_eq!(
        result.dropped,
        [(expert(4), Dropped::Highest), (expert(5), Dropped::Lowest)]
    );
    assert_eq!(result.used, [expert(1), expert(2), expert(3)]);
    assert_eq!(result.all_mean, Exact::ratio(79, 1).unwrap());
}

#[test]
fn of_equal_extremes_only_one_is_dropped_that_of_the_smallest_id() {
    let result = tally(&panel(&[8000, 9500, 9500, 6000, 6000]), TRIMMED).unwrap();
    assert_eq!(
        result.dropped,
        [(expert(2), Dropped::Highest), (expert(4), Dropped::Lowest)]
    );
    assert_eq!(result.exact, Exact::ratio(23_500, 300).unwrap());
}

#[test]
fn a_panel_in_full_agreement_still_drops_two_different_experts() {
    let result = tally(&panel(&[8000; 5]), TRIMMED).unwrap();
    assert_eq!(
        result.dropped,
        [(expert(1), Dropped::Highest), (expert(2), Dropped::Lowest)]
    );
    assert_eq!(result.exact, Exact::ratio(80, 1).unwrap());
}

#[test]
fn a_panel_too_small_for_trimming_is_averaged_and_says_so() {
    let result = tally(&panel(&[9000, 8000, 7000, 6000]), TRIMMED).unwrap();
    assert!(result.trim_refused);
    assert_eq!(result.exact, Exact::ratio(75, 1).unwrap());
    assert!(result.dropped.is_empty());
}

#[test]
fn trimming_never_leaves_nobody_even_under_a_careless_rule() {
    let careless = Aggregation::Trimmed {
        drop_high: 1,
        drop_low: 1,
        minimum_experts: 1,
    };
    assert!(tally(&panel(&[9000, 8000]), careless).unwrap().trim_refused);
    let absurd = Aggregation::Trimmed {
        drop_high: usize::MAX,
        drop_low: usize::MAX,
        minimum_experts: 0,
    };
    assert!(tally(&panel(&[9000, 8000]), absurd).unwrap().trim_refused);
}

#[test]
fn a_median_is_the_middle_or_the_mean_of_the_two_in_the_middle() {
    let odd = tally(&panel(&[9000, 1000, 7000]), Aggregation::Median).unwrap();
    assert_eq!(
        (odd.exact, odd.used),
        (Exact::ratio(70, 1).unwrap(), vec![expert(3)])
    );
    let even = tally(&panel(&[9000, 1000, 7000, 8000]), Aggregation::Median).unwrap();
    assert_eq!(
        (even.exact, even.used),
        (Exact::ratio(75, 1).unwrap(), vec![expert(3), expert(4)])
    );
}

#[test]
fn no_marks_give_no_score() {
    for aggregation in [Aggregation::Mean, Aggregation::Median, TRIMMED] {
        assert_eq!(
            tally(&BTreeMap::new(), aggregation),
            Err(TallyError::NoMarks)
        );
    }
}

/// The definition, written another way: sort plain numbers, cut, and divide with num-rational.
fn oracle(hundredths: &[i64], aggregation: Aggregation) -> BigRational {
    let mut sorted = hundredths.to_vec();
    sorted.sort_unstable();
    let count = sorted.len();
    let kept = match aggregation {
        Aggregation::Mean => &sorted[..],
        Aggregation::Median => &sorted[(count - 1) / 2..=count / 2],
        Aggregation::Trimmed {
            minimum_experts, ..
        } if count < minimum_experts => &sorted[..],
        Aggregation::Trimmed {
            drop_high,
            drop_low,
            ..
        } => &sorted[drop_low..count - drop_high],
    };
    let sum: BigInt = kept.iter().map(|value| BigInt::from(*value)).sum();
    BigRational::new(sum, BigInt::from(kept.len()) * 100)
}

fn any_aggregation() -> impl Strategy<Value = Aggregation> {
    let trimmed =
        (0_usize..3, 0_usize..3, 5_usize..7).prop_map(|(drop_high, drop_low, minimum_experts)| {
            Aggregation::Trimmed {
                drop_high,
                drop_low,
                minimum_experts,
            }
        });
    prop_oneof![Just(Aggregation::Mean), Just(Aggregation::Median), trimmed]
}

fn any_panel() -> impl Strategy<Value = Vec<i64>> {
    // Few distinct values, so that equal extremes are common.
    proptest::collection::vec(
        prop_oneof![0_i64..=10_000, (0_i64..=4).prop_map(|value| value * 2500)],
        1..12,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn ten_thousand_random_panels_agree_with_the_definition(panel_marks in any_panel(), aggregation in any_aggregation()) {
        let expected = oracle(&panel_marks, aggregation);
        prop_assert_eq!(score(&panel_marks, aggregation).to_string(), Exact::from_fraction(expected.numer().clone(), i64::try_from(expected.denom()).unwrap()).to_string());
    }
}

proptest! {
    #[test]
    fn who_gave_which_mark_does_not_matter(panel_marks in any_panel().prop_shuffle(), aggregation in any_aggregation()) {
        let mut sorted = panel_marks.clone();
        sorted.sort_unstable();
        prop_assert_eq!(score(&panel_marks, aggregation), score(&sorted, aggregation));
    }

    #[test]
    fn a_score_is_affine_in_the_marks(panel_marks in any_panel(), factor in 1_i64..5, shift in -500_i64..500, aggregation in any_aggregation()) {
        let moved: Vec<_> = panel_marks.iter().map(|mark| mark * factor + shift).collect();
        let scaled = &score(&panel_marks, aggregation) * &Exact::ratio(factor, 1).unwrap();
        prop_assert_eq!(score(&moved, aggregation), &scaled + &Exact::ratio(shift, 100).unwrap());
    }

    #[test]
    fn a_higher_mark_never_lowers_a_score(panel_marks in any_panel(), which in any::<prop::sample::Index>(), more in 1_i64..5000, aggregation in any_aggregation()) {
        let mut raised = panel_marks.clone();
        raised[which.index(panel_marks.len())] += more;
        prop_assert!(score(&raised, aggregation) >= score(&panel_marks, aggregation));
    }

    #[test]
    fn everybody_is_either_used_or_dropped_when_extremes_are_dropped(panel_marks in any_panel()) {
        let everybody = panel(&panel_marks);
        let result = tally(&everybody, TRIMMED).unwrap();
        let mut named: Vec<_> = result.used.iter().chain(result.dropped.iter().map(|(expert, _)| expert)).collect();
        named.sort();
        prop_assert_eq!(named, everybody.keys().collect::<Vec<_>>());
    }
}
