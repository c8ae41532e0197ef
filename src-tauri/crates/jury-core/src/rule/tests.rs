use super::*;
use crate::contest::Track;
use crate::rubric::Rubric;
use crate::{AwardId, TrackId};

#[test]
fn the_default_rule_suits_the_sample_rubric() {
    assert_eq!(Rule::default().validate_for(&Rubric::built_in()), []);
}

#[test]
fn every_fault_of_a_rule_is_listed() {
    let weight = Points::from_hundredths(4000);
    let rule = Rule {
        aggregation: Aggregation::Trimmed {
            drop_high: 2,
            drop_low: 1,
            minimum_experts: 3,
        },
        decimals: 7,
        ties: vec![
            TieStep::AllMean,
            TieStep::Group(GroupId::new("Z").unwrap()),
            TieStep::AllMean,
        ],
        rounds: vec![
            RoundRule {
                round: Round::Written,
                weight,
                promote: None,
            },
            RoundRule {
                round: Round::Written,
                weight,
                promote: None,
            },
        ],
        ..Rule::default()
    };
    let expected = [
        RuleFault::Decimals { given: 7, max: 6 },
        RuleFault::NobodyLeft {
            dropped: 3,
            minimum_experts: 3,
        },
        RuleFault::RepeatedTieStep { position: 3 },
        RuleFault::RepeatedRound {
            round: Round::Written,
        },
        RuleFault::RoundWeightSum {
            sum: Points::from_hundredths(8000),
        },
        RuleFault::UnknownGroup {
            group: GroupId::new("Z").unwrap(),
        },
    ];
    assert_eq!(rule.validate_for(&Rubric::built_in()), expected);
}

#[test]
fn a_rule_without_rounds_or_with_an_empty_weight_is_refused() {
    assert_eq!(
        Rule {
            rounds: Vec::new(),
            ..Rule::default()
        }
        .validate(),
        [RuleFault::NoRounds]
    );
    let rounds = vec![
        RoundRule {
            round: Round::Written,
            weight: Points::ZERO,
            promote: None,
        },
        RoundRule {
            round: Round::Roadshow,
            weight: Points::HUNDRED,
            promote: None,
        },
    ];
    let expected = [RuleFault::RoundWeight {
        round: Round::Written,
        weight: Points::ZERO,
    }];
    assert_eq!(
        Rule {
            rounds,
            ..Rule::default()
        }
        .validate(),
        expected
    );
}

fn two_rounds(promote: Option<Promote>, last: Option<Promote>) -> Rule {
    let round = |round, weight, promote| RoundRule {
        round,
        weight: Points::from_hundredths(weight),
        promote,
    };
    Rule {
        rounds: vec![
            round(Round::Written, 4000, promote),
            round(Round::Roadshow, 6000, last),
        ],
        ..Rule::default()
    }
}

fn cut(places: Places) -> Option<Promote> {
    Some(Promote {
        places,
        ties: CutTies::Ask,
    })
}

fn share(hundredths: i64) -> Places {
    Places::Ratio {
        percent: Points::from_hundredths(hundredths),
        rounding: Rounding::HalfUp,
    }
}

#[test]
fn a_cut_takes_somebody_and_leads_somewhere() {
    assert_eq!(two_rounds(cut(Places::PerTrack(10)), None).validate(), []);
    let round = Round::Written;
    for nobody in [Places::PerTrack(0), Places::Across(0)] {
        assert_eq!(
            two_rounds(cut(nobody), None).validate(),
            [RuleFault::PromotesNobody { round }]
        );
    }
    for hundredths in [0, -100, 10_001] {
        let percent = Points::from_hundredths(hundredths);
        assert_eq!(
            two_rounds(cut(share(hundredths)), None).validate(),
            [RuleFault::PromotionRatio { round, percent }]
        );
    }
    assert_eq!(
        two_rounds(None, cut(share(5000))).validate(),
        [RuleFault::PromotionFromLast {
            round: Round::Roadshow
        }]
    );
}

#[test]
fn the_tie_chain_compares_only_rounds_that_are_held() {
    let rule = Rule {
        ties: vec![
            TieStep::Round(Round::Written),
            TieStep::Round(Round::RoadshowFinal),
        ],
        ..two_rounds(None, None)
    };
    assert_eq!(
        rule.validate(),
        [RuleFault::TieRoundNotHeld {
            position: 2,
            round: Round::RoadshowFinal
        }]
    );
}

fn level(id: &str, name: &str, places: Places) -> AwardLevel {
    AwardLevel {
        id: AwardId::new(id).unwrap(),
        name: name.to_owned(),
        places,
        vacancies: false,
        floor: None,
    }
}

#[test]
fn every_fault_of_the_awards_is_listed() {
    let id = |id: &str| AwardId::new(id).unwrap();
    let floor = Points::from_hundredths(6000);
    let rule = Rule {
        awards: Awards {
            levels: vec![
                level("first", "一等奖", share(6000)),
                level("first", " ", Places::PerTrack(0)),
                level("third", "三等奖", share(5000)),
                level("fourth", "优秀奖", share(20_000)),
                AwardLevel {
                    floor: Some(floor),
                    ..level("fifth", "鼓励奖", Places::Across(3))
                },
            ],
            special: vec![SpecialPrize {
                id: id("third"),
                name: "两\n行".to_owned(),
                count: 0,
            }],
        },
        ..Rule::default()
    };
    let expected = [
        RuleFault::RepeatedAward {
            id: id("first"),
            position: 2,
        },
        RuleFault::AwardName {
            id: id("first"),
            length: 1,
        },
        RuleFault::RepeatedAward {
            id: id("third"),
            position: 1,
        },
        RuleFault::AwardName {
            id: id("third"),
            length: 3,
        },
        RuleFault::AwardPlaces { id: id("first") },
        RuleFault::AwardRatio {
            id: id("fourth"),
            percent: Points::from_hundredths(20_000),
        },
        RuleFault::AwardFloor {
            id: id("fifth"),
            floor,
            vacancies: false,
        },
        RuleFault::AwardRatioSum {
            sum: Points::from_hundredths(11_000),
        },
        RuleFault::AwardPlaces { id: id("third") },
    ];
    assert_eq!(rule.validate(), expected);
}

#[test]
fn every_fault_of_the_recommendation_and_of_re_review_is_listed() {
    let track = |id: &str| TrackId::new(id).unwrap();
    let wish = |id: &str, at_least, at_most| TrackWish {
        track: track(id),
        at_least,
        at_most,
    };
    let far = Points::from_hundredths(10_001);
    let rule = Rule {
        recommendation: Some(Recommendation {
            limit: 3,
            sme_share: far,
            sme_of: SmeBase::All,
            tracks: vec![wish("01", Some(3), Some(2)), wish("01", Some(1), None)],
        }),
        rereview: Rereview {
            range: Some(Points::ZERO),
            deviation: Some(far),
        },
        ..Rule::default()
    };
    let expected = [
        RuleFault::SmeShare { percent: far },
        RuleFault::WishContradiction {
            track: track("01"),
            at_least: 3,
            at_most: 2,
        },
        RuleFault::RepeatedWish {
            track: track("01"),
            position: 2,
        },
        RuleFault::WishesBeyondLimit {
            needed: 4,
            limit: 3,
        },
        RuleFault::RereviewPoints {
            given: Points::ZERO,
        },
        RuleFault::RereviewPoints { given: far },
    ];
    assert_eq!(rule.validate(), expected);
    let tracks = [Track {
        id: track("02"),
        name: "现代农业".to_owned(),
        topics: Vec::new(),
    }];
    let unknown = RuleFault::UnknownTrack { track: track("01") };
    assert_eq!(rule.validate_tracks(&tracks), [unknown.clone(), unknown]);
    let nobody = Rule {
        recommendation: Some(Recommendation {
            limit: 0,
            ..Recommendation::default()
        }),
        ..Rule::default()
    };
    assert_eq!(nobody.validate(), [RuleFault::RecommendationLimit]);
}
