use proptest::prelude::*;

use super::*;

fn criterion(id: &str) -> CriterionId {
    CriterionId::new(id).unwrap()
}

fn percent_rubric() -> Rubric {
    Rubric {
        scale: Scale::Percent,
        ..Rubric::built_in()
    }
}

fn check(change: impl FnOnce(&mut Rubric), expected: &[RubricFault]) {
    let mut rubric = Rubric::built_in();
    change(&mut rubric);
    assert_eq!(rubric.validate(), expected);
}

#[test]
fn the_built_in_rubric_says_it_is_not_official() {
    let rubric = Rubric::built_in();
    assert!(!rubric.official);
    assert_eq!(rubric.name, "内置示例指标（非官方）");
    assert_eq!(rubric.criteria().count(), 16);
}

#[test]
fn the_built_in_rubric_has_nine_gates() {
    let rubric = Rubric::built_in();
    assert_eq!(rubric.validate(), []);
    assert_eq!(rubric.gates.len(), 9);
    let third = GateId::new("G3").unwrap();
    assert_eq!(
        rubric.gate(&third).map(|gate| gate.name.as_str()),
        Some("团队与人员")
    );
}

#[test]
fn gates_of_one_id_and_too_many_gates_are_faults() {
    let twice = |rubric: &mut Rubric| rubric.gates[1].id = rubric.gates[0].id.clone();
    let gate = GateId::new("G1").unwrap();
    check(twice, &[RubricFault::DuplicateGate { gate }]);
    let many = |rubric: &mut Rubric| {
        let sample = rubric.gates[0].clone();
        rubric.gates = (1..=21)
            .map(|number| Gate {
                id: GateId::new(format!("G{number}")).unwrap(),
                ..sample.clone()
            })
            .collect();
    };
    check(many, &[RubricFault::TooManyGates { given: 21 }]);
    check(|rubric| rubric.gates.clear(), &[]);
}

#[test]
fn the_built_in_profiles_weigh_the_groups_as_described() {
    let rubric = Rubric::built_in();
    let weights = |id: &str| {
        let profile = rubric.profile(&ProfileId::new(id).unwrap()).unwrap();
        let totals = rubric.group_totals(profile, &profile.weights);
        totals
            .values()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(weights("general"), "10 35 30 15 10");
    assert_eq!(weights("sme"), "10 40 25 15 10");
    assert_eq!(weights("non-enterprise"), "10 35 33 12 10");
}

#[test]
fn a_size_class_leads_to_its_profile() {
    let rubric = Rubric::built_in();
    let profile = |size| {
        rubric
            .profile_for(size)
            .map(|profile| profile.id.to_string())
    };
    assert_eq!(profile(SizeClass::Large).as_deref(), Some("general"));
    assert_eq!(profile(SizeClass::Micro).as_deref(), Some("sme"));
    assert_eq!(
        profile(SizeClass::NotClassified).as_deref(),
        Some("non-enterprise")
    );
}

#[test]
fn the_same_mark_can_stand_in_one_profile_and_not_in_another() {
    let rubric = Rubric::built_in();
    let [general, sme, _] = &rubric.profiles[..] else {
        panic!("three profiles")
    };
    let (given, step) = (Points::from_hundredths(1700), rubric.step);
    assert_eq!(rubric.check_mark(sme, &criterion("B4"), given), Ok(()));
    let max = Points::from_hundredths(1500);
    assert_eq!(
        rubric.check_mark(general, &criterion("B4"), given),
        Err(MarkFault::OutOfRange { given, max, step })
    );
}

#[test]
fn a_mark_below_zero_off_the_step_or_of_no_criterion_is_refused() {
    let rubric = Rubric::built_in();
    let (profile, max, step) = (
        &rubric.profiles[0],
        Points::from_hundredths(1500),
        rubric.step,
    );
    let given = Points::from_hundredths(-50);
    assert_eq!(
        rubric.check_mark(profile, &criterion("B4"), given),
        Err(MarkFault::OutOfRange { given, max, step })
    );
    let given = Points::from_hundredths(1325);
    assert_eq!(
        rubric.check_mark(profile, &criterion("B4"), given),
        Err(MarkFault::OffStep { given, max, step })
    );
    let unknown = criterion("Z9");
    assert_eq!(
        rubric.check_mark(profile, &unknown, given),
        Err(MarkFault::NoSuchCriterion {
            criterion: unknown.clone()
        })
    );
}

#[test]
fn in_the_percent_scale_every_maximum_is_a_hundred_and_the_weight_counts() {
    let rubric = percent_rubric();
    let profile = &rubric.profiles[0];
    assert_eq!(
        rubric.maximum(profile, &criterion("A1")),
        Some(Points::HUNDRED)
    );
    let marks = BTreeMap::from([
        (criterion("B4"), Points::from_hundredths(8000)),
        (criterion("A1"), Points::from_hundredths(5050)),
    ]);
    assert_eq!(
        rubric.total(profile, &marks),
        Exact::ratio(1402, 100).unwrap(),
        "80 × 15 % + 50.5 × 4 % = 14.02"
    );
}

#[test]
fn bands_begin_where_they_say() {
    let rubric = Rubric::built_in();
    let band = |hundredths| {
        rubric
            .band(
                Points::from_hundredths(hundredths),
                Points::from_hundredths(1000),
            )
            .map(|band| band.name.as_str())
    };
    assert_eq!(band(850), Some("优秀"));
    assert_eq!(band(849), Some("良好"));
    assert_eq!(band(0), Some("较差"));
    assert_eq!(band(-1), None);
}

#[test]
fn weights_that_do_not_add_up_are_named_with_their_sum() {
    let profile = ProfileId::new("sme").unwrap();
    let sum = Points::from_hundredths(10_100);
    check(
        |rubric| {
            rubric.profiles[1]
                .weights
                .insert(criterion("A1"), Points::from_hundredths(500));
        },
        &[RubricFault::WeightSum { profile, sum }],
    );
}

#[test]
fn a_criterion_left_out_of_a_profile_and_one_too_many_are_both_named() {
    let (profile, left_out, extra) = (
        ProfileId::new("general").unwrap(),
        criterion("A1"),
        criterion("Z1"),
    );
    let change = |rubric: &mut Rubric| {
        let weight = rubric.profiles[0].weights.remove(&criterion("A1")).unwrap();
        rubric.profiles[0].weights.insert(criterion("Z1"), weight);
    };
    let expected = [
        RubricFault::Unweighed {
            profile: profile.clone(),
            criterion: left_out,
        },
        RubricFault::UnknownCriterion {
            profile,
            criterion: extra,
        },
    ];
    check(change, &expected);
}

#[test]
fn ids_that_stand_twice_are_named_once() {
    check(
        |rubric| {
            let copy = rubric.groups[0].criteria[0].clone();
            rubric.groups[1].criteria.extend([copy.clone(), copy]);
        },
        &[RubricFault::DuplicateCriterion {
            criterion: criterion("A1"),
        }],
    );
    let copied = |rubric: &mut Rubric| rubric.profiles.push(rubric.profiles[0].clone());
    check(
        copied,
        &[RubricFault::DuplicateProfile {
            profile: ProfileId::new("general").unwrap(),
        }],
    );
    let group = GroupId::new("A").unwrap();
    let renamed = |rubric: &mut Rubric| rubric.groups[1].id = GroupId::new("A").unwrap();
    check(renamed, &[RubricFault::DuplicateGroup { group }]);
}

#[test]
fn a_step_divides_every_maximum() {
    check(
        |rubric| rubric.step = Points::ZERO,
        &[RubricFault::StepNotPositive { step: Points::ZERO }],
    );
    let mut rubric = Rubric::built_in();
    rubric.step = Points::from_hundredths(200);
    assert!(
        rubric
            .validate()
            .iter()
            .all(|fault| matches!(fault, RubricFault::StepDoesNotDivide { .. }))
    );
    assert_eq!(
        Rubric {
            step: Points::from_hundredths(200),
            ..percent_rubric()
        }
        .validate(),
        [],
        "100 is a multiple of 2"
    );
}

#[test]
fn every_size_class_has_a_profile_that_exists() {
    let (size, profile) = (SizeClass::Micro, ProfileId::new("gone").unwrap());
    check(
        |rubric| {
            rubric.profile_of.remove(&SizeClass::Micro);
        },
        &[RubricFault::SizeClassWithoutProfile { size }],
    );
    let named = profile.clone();
    check(
        move |rubric| {
            rubric.profile_of.insert(size, named);
        },
        &[RubricFault::UnknownProfile { size, profile }],
    );
}

#[test]
fn bands_join_without_gap_and_levels_describe_all_of_them() {
    check(
        |rubric| rubric.bands[1].from_percent = 60,
        &[RubricFault::Bands {
            name: "一般".to_owned(),
        }],
    );
    check(
        |rubric| {
            rubric.bands.pop();
        },
        &[RubricFault::Bands {
            name: "一般".to_owned(),
        }],
    );
    check(|rubric| rubric.bands.clear(), &[]);
    let levels = RubricFault::Levels {
        criterion: criterion("A1"),
        given: 1,
        expected: 4,
    };
    check(
        |rubric| rubric.groups[0].criteria[0].levels.push("清楚".to_owned()),
        &[levels],
    );
}

#[test]
fn an_empty_rubric_is_refused_for_every_reason() {
    let mut rubric = Rubric {
        groups: Vec::new(),
        profiles: Vec::new(),
        ..Rubric::built_in()
    };
    rubric.profile_of.clear();
    let faults = rubric.validate();
    assert!(faults.contains(&RubricFault::NoCriteria) && faults.contains(&RubricFault::NoProfiles));
    assert_eq!(faults.len(), 2 + SizeClass::ALL.len());
}

#[test]
fn a_hostile_weight_meets_a_fault_and_no_panic() {
    let mut rubric = Rubric::built_in();
    for id in ["A1", "A2", "A3"] {
        rubric.profiles[0]
            .weights
            .insert(criterion(id), Points::from_hundredths(i64::MAX));
    }
    assert!(
        rubric
            .validate()
            .iter()
            .any(|fault| matches!(fault, RubricFault::WeightSum { .. }))
    );
}

#[test]
fn a_sample_that_is_not_one_names_the_line() {
    let text = include_str!("../../../../../assets/rubrics/sample.csv");
    assert!(matches!(
        Rubric::sample(""),
        Err(SampleError::Header { .. })
    ));
    assert!(matches!(
        Rubric::sample(&text.replacen("T0,A,", "T0,A,,", 1)),
        Err(SampleError::Fields { line: 2, found: 11 })
    ));
    assert!(matches!(
        Rubric::sample(&text.replacen(",A1,", ",Ａ1,", 1)),
        Err(SampleError::Id { line: 2, .. })
    ));
    assert!(matches!(
        Rubric::sample(&text.replacen(",4,4,4,", ",four,4,4,", 1)),
        Err(SampleError::Weight { line: 2, .. })
    ));
    assert!(matches!(
        Rubric::sample(&text.replacen(",4,4,4,", ",5,4,4,", 1)),
        Err(SampleError::Faults { .. })
    ));
}

fn any_marks() -> impl Strategy<Value = BTreeMap<CriterionId, Points>> {
    let ids: Vec<_> = Rubric::built_in()
        .criteria()
        .map(|(_, criterion)| criterion.id.clone())
        .collect();
    proptest::collection::vec(any::<i64>(), ids.len()).prop_map(move |marks| {
        ids.iter()
            .cloned()
            .zip(marks.into_iter().map(Points::from_hundredths))
            .collect()
    })
}

proptest! {
    #[test]
    fn the_groups_add_up_to_the_total_whatever_the_marks(marks in any_marks(), profile in 0_usize..3, percent in any::<bool>()) {
        let rubric = if percent { percent_rubric() } else { Rubric::built_in() };
        let profile = &rubric.profiles[profile];
        let groups: Exact = rubric.group_totals(profile, &marks).into_values().sum();
        prop_assert_eq!(groups, rubric.total(profile, &marks));
    }
}
