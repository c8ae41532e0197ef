use proptest::prelude::*;

use super::*;
use crate::ranking::{EntryMark, Marks, rank};
use crate::rule::{RankBasis, Rule};
use crate::{Exact, ExpertId};

fn entry(number: usize) -> EntryId {
    EntryId::new(format!("02-{number:03}")).unwrap()
}

fn track(id: &str) -> TrackId {
    TrackId::new(id).unwrap()
}

/// A ranking of entries with these scores; no score, no rank.
fn ranked(scores: &[Option<i64>]) -> Vec<Ranked> {
    let expert = ExpertId::new("E1").unwrap();
    let ids: Vec<_> = (1..=scores.len()).map(entry).collect();
    let mark = |score: i64| EntryMark {
        total: Exact::ratio(score, 1).unwrap(),
        groups: BTreeMap::new(),
    };
    let marks: Marks = ids
        .iter()
        .zip(scores)
        .filter_map(|(id, score)| {
            Some((
                id.clone(),
                BTreeMap::from([(expert.clone(), mark((*score)?))]),
            ))
        })
        .collect();
    let rule = Rule {
        rank_basis: RankBasis::Exact,
        ties: Vec::new(),
        ..Rule::default()
    };
    rank(&ids, &marks, &rule)
}

fn ids(numbers: &[usize]) -> Vec<EntryId> {
    numbers.iter().copied().map(entry).collect()
}

#[test]
fn a_line_falls_between_ranks_or_asks() {
    let ranking = ranked(&[Some(90), Some(80), Some(80), Some(70), None]);
    let expect = |places, within: &[usize], tied: &[usize], open| {
        let expected = Line {
            within: ids(within),
            tied: ids(tied),
            open,
        };
        assert_eq!(line(&ranking, places), expected, "{places}");
    };
    expect(0, &[], &[], 0);
    expect(1, &[1], &[], 0);
    expect(2, &[1], &[2, 3], 1);
    expect(3, &[1, 2, 3], &[], 0);
    expect(4, &[1, 2, 3, 4], &[], 0);
    expect(9, &[1, 2, 3, 4], &[], 5);
}

fn ratio(hundredths: i64, rounding: Rounding) -> Places {
    Places::Ratio {
        percent: Points::from_hundredths(hundredths),
        rounding,
    }
}

#[test]
fn shares_are_rounded_as_named() {
    let sizes = [45, 44, 11];
    let seats = |rounding| seats(ratio(1000, rounding), &sizes).unwrap();
    assert_eq!(seats(Rounding::HalfUp), [5, 4, 1]);
    assert_eq!(seats(Rounding::Up), [5, 5, 2]);
    assert_eq!(seats(Rounding::Down), [4, 4, 1]);
    assert_eq!(seats(Rounding::LargestRemainder), [5, 4, 1]);
    assert_eq!(super::seats(Places::PerTrack(3), &sizes), Some(vec![3; 3]));
    assert_eq!(super::seats(Places::Across(3), &sizes), None);
}

#[test]
fn a_cut_by_track_asks_or_takes_all_who_tie() {
    let tracks = [
        (track("01"), ranked(&[Some(90), Some(80), Some(80)])),
        (track("02"), ranked(&[Some(70), Some(60)])),
    ];
    let promote = |ties| Promote {
        places: Places::PerTrack(2),
        ties,
    };
    let asked = shortlist(&tracks, &[], &promote(CutTies::Ask));
    assert_eq!(
        asked.questions,
        [CutQuestion {
            track: Some(track("01")),
            places: 2,
            open: 1,
            tied: ids(&[2, 3])
        }]
    );
    assert!(matches!(
        asked.clone().decided(&BTreeSet::new()),
        Err(CutFault::Open(_))
    ));
    assert_eq!(
        asked.clone().decided(&BTreeSet::from([entry(1)])),
        Err(CutFault::NotAsked { entry: entry(1) })
    );
    assert!(asked.decided(&BTreeSet::from([entry(3)])).is_ok());
    let all = shortlist(&tracks, &[], &promote(CutTies::All));
    assert_eq!(all.questions, []);
    assert!(all.through.contains(&entry(3)));
}

#[test]
fn a_cut_across_tracks_looks_at_all_of_them_together() {
    let all = ranked(&[Some(90), Some(80), Some(85), None]);
    let promote = Promote {
        places: Places::Across(2),
        ties: CutTies::Ask,
    };
    let list = shortlist(&[], &all, &promote);
    assert_eq!(list.through, ids(&[1, 3]).into_iter().collect());
    assert_eq!(list.decided(&BTreeSet::new()).unwrap().len(), 2);
}

proptest! {
    #[test]
    fn a_line_keeps_to_its_places_and_to_the_order(scores in proptest::collection::vec(proptest::option::of(0..6_i64), 0..20), places in 0..25_u32) {
        let ranking = ranked(&scores);
        let line = line(&ranking, places);
        let within = u32::try_from(line.within.len()).unwrap();
        prop_assert_eq!(within + line.open, places);
        prop_assert!(line.tied.is_empty() || line.tied.len() > usize::try_from(line.open).unwrap());
        let rank_of = |entry: &EntryId| ranking.iter().find(|one| one.entry == *entry).and_then(|one| one.rank);
        let worst = line.within.iter().filter_map(&rank_of).max();
        for one in &ranking {
            if let Some(rank) = one.rank && !line.within.contains(&one.entry) {
                prop_assert!(worst.is_none_or(|worst| worst < rank));
                prop_assert!(line.open == 0 || line.tied.first().and_then(&rank_of).is_some_and(|tied| tied <= rank));
            }
        }
    }

    #[test]
    fn a_share_is_its_floor_or_its_ceiling_and_the_remainders_make_up_the_sum(sizes in proptest::collection::vec(0..200_usize, 0..20), percent in 1..10_001_i64) {
        for rounding in Rounding::ALL {
            let seats = seats(ratio(percent, rounding), &sizes).unwrap();
            let exact = |size: usize| u64::try_from(size).unwrap() * u64::try_from(percent).unwrap();
            for (seat, size) in seats.iter().zip(&sizes) {
                let seat = u64::from(*seat);
                prop_assert!(seat == exact(*size) / 10_000 || seat == exact(*size).div_ceil(10_000));
            }
            if rounding == Rounding::LargestRemainder {
                let all: u64 = sizes.iter().map(|size| exact(*size)).sum();
                prop_assert_eq!(seats.iter().copied().map(u64::from).sum::<u64>(), (all + 5_000) / 10_000);
            }
        }
    }
}
