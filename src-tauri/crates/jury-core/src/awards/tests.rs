use proptest::prelude::*;

use super::*;
use crate::rule::{AwardLevel, Places, Rounding};
use crate::{AwardId, Points, TrackId};

fn id(number: usize) -> EntryId {
    EntryId::new(format!("02-{number:03}")).unwrap()
}

/// Entries with these ranks; the score is 100 minus the rank.
fn ranking(ranks: &[u32]) -> Vec<Placed> {
    ranks
        .iter()
        .enumerate()
        .map(|(index, rank)| Placed {
            entry: id(index + 1),
            rank: *rank,
            score: Exact::ratio(100 - i64::from(*rank), 1).unwrap(),
        })
        .collect()
}

fn levels(places: &[u32]) -> Vec<Level> {
    places
        .iter()
        .map(|places| Level {
            places: *places,
            may_be_vacant: true,
            floor: None,
        })
        .collect()
}

fn set(numbers: &[usize]) -> BTreeSet<EntryId> {
    numbers.iter().map(|number| id(*number)).collect()
}

fn answer(among: &[usize], above: &[usize]) -> LineDecision {
    LineDecision {
        tie: Some(TieAnswer {
            among: set(among),
            above: set(above),
        }),
        fill_at_most: None,
    }
}

fn standings(allotment: &Allotment) -> Vec<Standing> {
    allotment.standings.values().copied().collect()
}

use Standing::{Level as Gets, Nothing, Open};

#[test]
fn a_tie_inside_a_level_is_no_question() {
    let allotment = allot(&ranking(&[1, 2, 2, 4, 5]), &levels(&[1, 2, 1]), &[]);
    assert_eq!(
        standings(&allotment),
        [Gets(0), Gets(1), Gets(1), Gets(2), Nothing]
    );
    assert_eq!(allotment.questions, []);
}

#[test]
fn a_tie_across_a_line_asks_and_leaves_the_rest_as_it_is() {
    let allotment = allot(&ranking(&[1, 1, 1, 4, 5]), &levels(&[2, 2]), &[]);
    assert_eq!(
        standings(&allotment),
        [Open(0), Open(0), Open(0), Gets(1), Nothing]
    );
    let question = TieQuestion {
        level: 0,
        rank: 1,
        among: vec![id(1), id(2), id(3)],
        room: 2,
    };
    assert_eq!(allotment.questions, [question]);
}

#[test]
fn a_tie_across_two_lines_is_asked_one_line_after_the_other() {
    let (ranks, quota) = (ranking(&[1, 1, 1, 1]), levels(&[1, 2]));
    let first = allot(&ranks, &quota, &[]);
    assert_eq!(first.questions.len(), 1);
    assert_eq!(first.levels[1].taken, 2);
    let second = allot(&ranks, &quota, &[answer(&[1, 2, 3, 4], &[3])]);
    assert_eq!(second.questions[0].level, 1);
    assert_eq!(second.questions[0].among, [id(1), id(2), id(4)]);
    let decisions = [answer(&[1, 2, 3, 4], &[3]), answer(&[1, 2, 4], &[1, 4])];
    let third = allot(&ranks, &quota, &decisions);
    assert_eq!(standings(&third), [Gets(1), Nothing, Gets(0), Gets(1)]);
    assert_eq!(third.questions, []);
}

#[test]
fn an_answer_to_another_tie_or_with_too_many_above_asks_again() {
    let (ranks, quota) = (ranking(&[1, 1, 3]), levels(&[1]));
    for decision in [
        answer(&[1, 2, 3], &[1]),
        answer(&[1, 2], &[1, 2]),
        answer(&[1, 2], &[3]),
    ] {
        let allotment = allot(&ranks, &quota, &[decision]);
        assert_eq!(allotment.questions.len(), 1);
        assert!(allotment.levels[0].stale_answer);
    }
    let mut strict = levels(&[1]);
    strict[0].may_be_vacant = false;
    assert_eq!(
        allot(&ranks, &strict, &[answer(&[1, 2], &[])])
            .questions
            .len(),
        1
    );
    let vacant = allot(&ranks, &quota, &[answer(&[1, 2], &[])]);
    assert_eq!(vacant.levels[0].vacancy, Some(Vacancy::Decision));
    assert_eq!(standings(&vacant), [Nothing, Nothing, Nothing]);
}

#[test]
fn places_left_empty_by_floor_or_decision_are_not_handed_down() {
    let mut quota = levels(&[2, 2]);
    quota[0].floor = Some(Exact::ratio(99, 1).unwrap());
    let allotment = allot(&ranking(&[1, 2, 3, 4]), &quota, &[]);
    assert_eq!(standings(&allotment), [Gets(0), Gets(1), Gets(1), Nothing]);
    assert_eq!(allotment.levels[0].vacancy, Some(Vacancy::Floor));
    let none = LineDecision {
        tie: None,
        fill_at_most: Some(0),
    };
    let allotment = allot(
        &ranking(&[1, 2, 3, 4]),
        &levels(&[2, 2]),
        std::slice::from_ref(&none),
    );
    assert_eq!(standings(&allotment), [Gets(1), Gets(1), Nothing, Nothing]);
    assert_eq!(allotment.levels[0].vacancy, Some(Vacancy::Decision));
    let mut strict = levels(&[2, 2]);
    strict[0].may_be_vacant = false;
    assert_eq!(
        allot(&ranking(&[1, 2, 3, 4]), &strict, &[none]).levels[0].taken,
        2
    );
    assert_eq!(
        allot(&ranking(&[1]), &levels(&[2]), &[]).levels[0].vacancy,
        Some(Vacancy::Entries)
    );
}

fn share(hundredths: i64, rounding: Rounding) -> Places {
    Places::Ratio {
        percent: Points::from_hundredths(hundredths),
        rounding,
    }
}

#[test]
fn shares_are_rounded_as_named() {
    let rounded = |entries, rounding| {
        places(
            entries,
            &[1000, 2000, 3000].map(|percent| share(percent, rounding)),
        )
    };
    assert_eq!(rounded(45, Rounding::HalfUp), [5, 9, 14]);
    assert_eq!(rounded(45, Rounding::Up), [5, 9, 14]);
    assert_eq!(rounded(45, Rounding::Down), [4, 9, 13]);
    assert_eq!(rounded(45, Rounding::LargestRemainder), [5, 9, 13]);
    assert_eq!(rounded(0, Rounding::Up), [0, 0, 0]);
    let halves = [share(5000, Rounding::Up), share(5000, Rounding::Up)];
    assert_eq!(places(5, &halves), [3, 2], "no more places than entries");
    let mixed = [
        Places::PerTrack(3),
        share(5000, Rounding::HalfUp),
        Places::Across(9),
    ];
    assert_eq!(places(1, &mixed), [3, 1, 0]);
}

#[test]
fn a_level_across_tracks_looks_at_what_the_tracks_left() {
    let level = |id: &str, places| AwardLevel {
        id: AwardId::new(id).unwrap(),
        name: id.to_owned(),
        places,
        vacancies: false,
        floor: None,
    };
    let levels = [
        level("first", Places::PerTrack(1)),
        level("praise", Places::Across(1)),
    ];
    let placed = |number: usize, rank, score| Placed {
        entry: id(number),
        rank,
        score: Exact::ratio(score, 1).unwrap(),
    };
    let track = |id: &str| TrackId::new(id).unwrap();
    let mut field = Field {
        tracks: BTreeMap::new(),
        all: vec![
            placed(1, 1, 90),
            placed(2, 2, 80),
            placed(4, 3, 70),
            placed(3, 4, 60),
        ],
    };
    field.add(track("01"), 2, vec![placed(1, 1, 90), placed(2, 2, 80)]);
    field.add(track("02"), 2, vec![placed(4, 1, 70), placed(3, 2, 60)]);
    let awarding = award(&field, &levels, &Decisions::new());
    assert_eq!(
        awarding.standings.into_values().collect::<Vec<_>>(),
        [Gets(0), Gets(1), Nothing, Gets(0)]
    );
    assert_eq!(awarding.lines.len(), 3);
}

#[test]
fn special_prizes_are_counted() {
    let gift = |prize, entry| SpecialGift {
        prize,
        entry: id(entry),
    };
    let gifts = [gift(0, 1), gift(0, 2), gift(1, 1)];
    assert_eq!(special_faults(&gifts, &[Some(2), None], None), []);
    let faults = special_faults(&gifts, &[Some(1), None], Some(1));
    let expected = [
        SpecialFault::TooMany {
            prize: 0,
            given: 2,
            places: 1,
        },
        SpecialFault::TooManyForEntry {
            entry: id(1),
            given: 2,
            most: 1,
        },
    ];
    assert_eq!(faults, expected);
}

/// Ranks as a ranking gives them: 1, 2, 2, 4.
fn ranks(groups: &[u32]) -> Vec<u32> {
    let mut ranks = Vec::new();
    for size in groups {
        let rank = u32::try_from(ranks.len()).unwrap() + 1;
        ranks.extend((0..*size).map(|_| rank));
    }
    ranks
}

/// Every way to hand out levels (the number of levels means nothing) that keeps the laws, in ranking order.
fn lawful(ranks: &[u32], places: &[u32]) -> Vec<Vec<usize>> {
    let none = places.len();
    let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
    for (index, rank) in ranks.iter().enumerate() {
        let mut longer = Vec::new();
        for way in ways {
            for level in 0..=none {
                let better = (0..index).all(|other| ranks[other] == *rank || way[other] <= level);
                let tied = (0..index).all(|other| ranks[other] != *rank || way[other] == level);
                let taken = way.iter().filter(|taken| **taken == level).count();
                let room = places
                    .get(level)
                    .is_none_or(|places| taken < *places as usize);
                if better && tied && room {
                    let mut way = way.clone();
                    way.push(level);
                    longer.push(way);
                }
            }
        }
        ways = longer;
    }
    ways
}

proptest! {
    #[test]
    fn no_level_overflows_and_a_better_rank_never_gets_less(
        groups in proptest::collection::vec(1_u32..5, 1..8),
        places in proptest::collection::vec(0_u32..5, 1..4),
        floor in proptest::option::of(80_i64..100),
        fill in proptest::option::of(0_u32..4),
    ) {
        let ranking = ranking(&ranks(&groups));
        let mut levels = levels(&places);
        levels[0].floor = floor.and_then(|floor| Exact::ratio(floor, 1));
        let decisions = [LineDecision { tie: None, fill_at_most: fill }];
        let allotment = allot(&ranking, &levels, &decisions);
        for (index, level) in allotment.levels.iter().enumerate() {
            let given = allotment.standings.values().filter(|one| **one == Standing::Level(index)).count();
            prop_assert!(level.taken <= level.places && u32::try_from(given).unwrap() <= level.taken);
            prop_assert_eq!(level.taken < level.places, level.vacancy.is_some());
        }
        let worth = |entry: &EntryId| match allotment.standings[entry] {
            Standing::Level(level) => Some(level),
            Standing::Open(_) => None,
            Standing::Nothing => Some(usize::MAX),
        };
        let known: Vec<usize> = ranking.iter().filter_map(|one| worth(&one.entry)).collect();
        prop_assert!(known.is_sorted());
        for pair in ranking.windows(2).filter(|pair| pair[0].rank == pair[1].rank) {
            prop_assert_eq!(allotment.standings[&pair[0].entry], allotment.standings[&pair[1].entry]);
        }
    }

    /// Without ties there is no question, and no lawful way gives any entry more.
    #[test]
    fn brute_force_finds_nothing_better(
        groups in proptest::collection::vec(1_u32..3, 1..6),
        places in proptest::collection::vec(0_u32..4, 1..3),
    ) {
        let ranks = ranks(&groups);
        let ranking = ranking(&ranks);
        let allotment = allot(&ranking, &levels(&places), &[]);
        if allotment.questions.is_empty() {
            let best = lawful(&ranks, &places).into_iter().min().unwrap();
            let found: Vec<usize> = ranking.iter().map(|one| match allotment.standings[&one.entry] {
                Standing::Level(level) | Standing::Open(level) => level,
                Standing::Nothing => places.len(),
            }).collect();
            prop_assert_eq!(found, best);
        } else {
            let question = &allotment.questions[0];
            let tied = u32::try_from(question.among.len()).unwrap();
            prop_assert!(question.room > 0 && question.room < tied, "a question has two sides");
        }
    }

    #[test]
    fn shares_never_make_more_places_than_entries(
        entries in 0_u32..1300,
        shares in proptest::collection::vec(0_i64..6000, 1..5),
        rounding in 0_usize..4,
    ) {
        let rounding = Rounding::ALL[rounding];
        let listed: Vec<Places> = shares.iter().map(|percent| share(*percent, rounding)).collect();
        let given = places(entries, &listed);
        prop_assert!(given.iter().sum::<u32>() <= entries);
        let exact = matches!(rounding, Rounding::Down | Rounding::LargestRemainder);
        if exact && shares.iter().sum::<i64>() <= 10_000 {
            for (share, given) in shares.iter().zip(given) {
                let part = i64::from(entries) * share;
                prop_assert!((i64::from(given) * 10_000 - part).abs() < 10_000);
            }
        }
    }
}
