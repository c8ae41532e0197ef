use proptest::prelude::*;

use super::*;

fn id(number: usize) -> EntryId {
    EntryId::new(format!("{:02}-{:03}", number / 100, number % 100)).unwrap()
}

fn track(number: usize) -> TrackId {
    TrackId::new(format!("{number:02}")).unwrap()
}

const BODIES: [Body; 3] = [Body::Sme, Body::LargeEnterprise, Body::Other];

/// Candidates as (track, body, score, entrant); ranks follow the scores within the track.
fn candidates(listed: &[(usize, usize, i64, usize)]) -> Vec<Candidate> {
    listed
        .iter()
        .enumerate()
        .map(|(index, (of, body, score, entrant))| {
            let better = listed
                .iter()
                .filter(|(other, _, higher, _)| other == of && higher > score);
            Candidate {
                entry: id(of * 100 + index),
                track: track(*of),
                rank: u32::try_from(better.count()).unwrap() + 1,
                score: Exact::ratio(*score, 1).unwrap(),
                body: BODIES[*body],
                entrant: format!("单位{entrant}"),
            }
        })
        .collect()
}

fn constraints(limit: u32, percent: i64) -> Constraints {
    Constraints {
        limit,
        sme_percent: Points::from_hundredths(percent * 100),
        sme_of: SmeBase::All,
        tracks: BTreeMap::new(),
        per_entrant: None,
    }
}

fn chosen(candidates: &[Candidate], constraints: &Constraints) -> Vec<String> {
    let choice = choose(candidates, constraints, &Wishes::new()).unwrap();
    choice.entries.iter().map(ToString::to_string).collect()
}

#[test]
fn the_first_of_every_track_comes_before_any_second() {
    let listed = [(1, 1, 95, 1), (1, 1, 94, 2), (2, 1, 80, 3), (2, 0, 79, 4)];
    let list = chosen(&candidates(&listed), &constraints(3, 0));
    assert_eq!(list, ["01-000", "02-002", "01-001"]);
}

#[test]
fn the_share_lets_a_small_enterprise_in_and_says_who_gave_way() {
    let listed = [(1, 1, 95, 1), (1, 1, 94, 2), (2, 1, 80, 3), (2, 0, 79, 4)];
    let (all, rule) = (candidates(&listed), constraints(3, 10));
    let choice = choose(&all, &rule, &Wishes::new()).unwrap();
    assert_eq!(choice.entries, [id(100), id(202), id(203)]);
    assert_eq!((choice.smes, choice.sme_base), (1, 3));
    let proof = prove(&all, &rule, &Wishes::new(), &choice.entries);
    let share = proof
        .iter()
        .find(|one| one.constraint == Constraint::SmeShare)
        .unwrap();
    assert_eq!(
        (share.given_up.as_slice(), share.let_in.as_slice()),
        (&[id(101)][..], &[id(203)][..])
    );
    let limit = &proof[0];
    assert_eq!(limit.given_up, [id(101)]);
}

#[test]
fn without_enough_small_enterprises_the_list_is_shorter() {
    let mut listed: Vec<_> = (0..30).map(|index| (1, 1, 99 - index, 0)).collect();
    listed.push((1, 0, 1, 1));
    let rule = constraints(28, 10);
    let choice = choose(&candidates(&listed), &rule, &Wishes::new()).unwrap();
    assert_eq!((choice.entries.len(), choice.smes), (10, 1));
    let of_enterprises = Constraints {
        sme_of: SmeBase::Enterprises,
        ..rule
    };
    for one in &mut listed[10..30] {
        one.1 = 2;
    }
    let choice = choose(&candidates(&listed), &of_enterprises, &Wishes::new()).unwrap();
    assert_eq!(
        (choice.entries.len(), choice.smes, choice.sme_base),
        (28, 1, 10)
    );
}

#[test]
fn equals_at_the_edge_are_asked_about_and_the_answer_is_a_decision() {
    let listed = [(1, 1, 90, 1), (1, 1, 80, 2), (1, 1, 80, 3), (1, 1, 70, 4)];
    let (all, rule) = (candidates(&listed), constraints(2, 0));
    let choice = choose(&all, &rule, &Wishes::new()).unwrap();
    let question = EdgeQuestion {
        among: vec![id(101), id(102)],
        room: 1,
    };
    assert_eq!(choice.questions, [question]);
    let wishes = Wishes::from([(id(102), Wish::In), (id(101), Wish::Out)]);
    let choice = choose(&all, &rule, &wishes).unwrap();
    assert_eq!(
        (choice.entries, choice.questions),
        (vec![id(100), id(102)], Vec::new())
    );
    let inside = choose(&all, &constraints(3, 0), &Wishes::new()).unwrap();
    assert_eq!(inside.questions, []);
}

#[test]
fn who_moves_up_keeps_the_share_and_moves_nobody_else() {
    let listed = [
        (1, 1, 95, 1),
        (1, 1, 94, 2),
        (2, 1, 80, 3),
        (2, 0, 79, 4),
        (1, 0, 60, 5),
    ];
    let (all, rule) = (candidates(&listed), constraints(3, 10));
    let list = choose(&all, &rule, &Wishes::new()).unwrap().entries;
    let next = |leaves: usize| {
        let mut staying = list.clone();
        staying.retain(|entry| *entry != id(leaves));
        let out = Wishes::from([(id(leaves), Wish::Out)]);
        substitutes(&all, &rule, &out, &staying, 3)
    };
    assert_eq!(next(203), Ok(vec![id(104)]));
    assert_eq!(next(100), Ok(vec![id(101)]));
}

#[test]
fn an_impossible_list_says_the_smallest_change_that_makes_it_possible() {
    let listed = [(1, 1, 95, 1), (1, 1, 94, 2), (2, 1, 80, 3), (2, 0, 79, 4)];
    let all = candidates(&listed);
    let wish = |least, most| TrackWish {
        at_least: least,
        at_most: most,
    };
    let mut rule = constraints(2, 0);
    rule.tracks = BTreeMap::from([
        (track(1), wish(Some(2), None)),
        (track(2), wish(Some(1), None)),
    ]);
    let expected = [
        vec![Relaxation::Limit(3)],
        vec![Relaxation::AtLeast(track(1), 1)],
        vec![Relaxation::AtLeast(track(2), 0)],
    ];
    assert_eq!(relaxations(&all, &rule, &Wishes::new()), expected);
    rule.limit = 9;
    rule.tracks = BTreeMap::from([
        (track(1), wish(Some(5), None)),
        (track(2), wish(Some(4), None)),
    ]);
    let together = vec![
        Relaxation::AtLeast(track(1), 2),
        Relaxation::AtLeast(track(2), 2),
    ];
    assert_eq!(relaxations(&all, &rule, &Wishes::new()), [together]);
    assert_eq!(
        relaxations(&all, &constraints(2, 10), &Wishes::new()),
        Vec::<Vec<Relaxation>>::new()
    );
}

#[test]
fn twelve_hundred_entries_with_every_kind_of_wish_are_chosen_from() {
    let listed: Vec<_> = (0..1200_i64)
        .map(|index| {
            let at = usize::try_from(index).unwrap();
            (
                1 + at % 14,
                if at < 1100 { 1 + at % 2 } else { 0 },
                9000 - (index * 37) % 4000,
                at / 2,
            )
        })
        .collect();
    let mut rule = constraints(28, 10);
    rule.per_entrant = Some(1);
    rule.tracks = (1..=14)
        .map(|of| {
            (
                track(of),
                TrackWish {
                    at_least: Some(1),
                    at_most: Some(4),
                },
            )
        })
        .collect();
    let all = candidates(&listed);
    let choice = choose(&all, &rule, &Wishes::new()).unwrap();
    assert_eq!(choice.entries.len(), 28);
    assert!(choice.smes >= 3);
    assert_eq!(choice.questions, []);
}

/// Every subset that keeps all rules, as indices into the order of the objective; the best by the documented objective.
fn brute(candidates: &[Candidate], rule: &Constraints, wishes: &Wishes) -> Option<Vec<EntryId>> {
    let ordered = order(candidates);
    let keeps = |list: &[usize]| {
        let smes = list
            .iter()
            .filter(|at| ordered[**at].body == Body::Sme)
            .count();
        let base = list
            .iter()
            .filter(|at| rule.sme_of == SmeBase::All || ordered[**at].body != Body::Other)
            .count();
        let share = 10_000 * i64::try_from(smes).unwrap()
            >= rule.sme_percent.hundredths() * i64::try_from(base).unwrap();
        let tracks = rule.tracks.iter().all(|(of, wish)| {
            let count = narrow(list.iter().filter(|at| ordered[**at].track == *of).count());
            wish.at_least.is_none_or(|least| count >= least)
                && wish.at_most.is_none_or(|most| count <= most)
        });
        let entrants = rule.per_entrant.is_none_or(|most| {
            list.iter().all(|at| {
                narrow(
                    list.iter()
                        .filter(|one| ordered[**one].entrant == ordered[*at].entrant)
                        .count(),
                ) <= most
            })
        });
        let decided = ordered
            .iter()
            .enumerate()
            .all(|(at, one)| match wishes.get(&one.entry) {
                Some(Wish::In) => list.contains(&at),
                Some(Wish::Out) => !list.contains(&at),
                None => true,
            });
        narrow(list.len()) <= rule.limit && share && tracks && entrants && decided
    };
    (0..1_u32 << ordered.len())
        .map(|bits| {
            (0..ordered.len())
                .filter(|at| bits & (1 << at) != 0)
                .collect::<Vec<_>>()
        })
        .filter(|list| keeps(list))
        .min_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)))
        .map(|list| {
            list.into_iter()
                .map(|at| ordered[at].entry.clone())
                .collect()
        })
}

prop_compose! {
    fn a_case()(
        listed in proptest::collection::vec((1_usize..4, 0_usize..3, 60_i64..66, 0_usize..4), 0..9),
        limit in 0_u32..7,
        percent in prop_oneof![Just(0), Just(10), Just(34), Just(50), Just(100)],
        of_all in any::<bool>(),
        wished in proptest::collection::vec((proptest::option::of(0_u32..3), proptest::option::of(0_u32..4)), 0..3),
        per_entrant in proptest::option::of(1_u32..3),
        decided in proptest::collection::vec((0_usize..9, any::<bool>()), 0..3),
    ) -> (Vec<Candidate>, Constraints, Wishes) {
        let all = candidates(&listed);
        let rule = Constraints {
            sme_of: if of_all { SmeBase::All } else { SmeBase::Enterprises },
            tracks: wished.iter().enumerate().map(|(index, (at_least, at_most))| {
                (track(index + 1), TrackWish { at_least: *at_least, at_most: *at_most })
            }).collect(),
            per_entrant,
            ..constraints(limit, percent)
        };
        let wishes = decided.iter().filter_map(|(at, inside)| {
            Some((all.get(*at)?.entry.clone(), if *inside { Wish::In } else { Wish::Out }))
        }).collect();
        (all, rule, wishes)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn brute_force_finds_the_same_list((all, rule, wishes) in a_case()) {
        let found = choose(&all, &rule, &wishes).ok().map(|choice| choice.entries);
        prop_assert_eq!(found, brute(&all, &rule, &wishes));
    }

    #[test]
    fn the_order_of_the_candidates_does_not_matter((all, rule, wishes) in a_case()) {
        let reversed: Vec<_> = all.iter().rev().cloned().collect();
        prop_assert_eq!(choose(&all, &rule, &wishes), choose(&reversed, &rule, &wishes));
    }

    /// Each relaxation works, and one step less does not.
    #[test]
    fn a_relaxation_works_and_less_of_it_does_not((all, rule, wishes) in a_case()) {
        for together in relaxations(&all, &rule, &wishes) {
            let (mut eased, mut free) = (rule.clone(), wishes.clone());
            for one in &together {
                apply(one, &mut eased, &mut free);
            }
            prop_assert!(choose(&all, &eased, &free).is_ok(), "{:?}", together);
            if let [Relaxation::Limit(limit)] = together[..] {
                let less = Constraints { limit: limit - 1, ..rule.clone() };
                prop_assert!(choose(&all, &less, &wishes).is_err());
            }
        }
    }
}

fn apply(relaxation: &Relaxation, rule: &mut Constraints, wishes: &mut Wishes) {
    match relaxation {
        Relaxation::Limit(limit) => rule.limit = *limit,
        Relaxation::SmeShare(percent) => rule.sme_percent = *percent,
        Relaxation::AtLeast(of, least) => {
            rule.tracks.entry(of.clone()).or_default().at_least = Some(*least);
        }
        Relaxation::AtMost(of, most) => {
            rule.tracks.entry(of.clone()).or_default().at_most = Some(*most);
        }
        Relaxation::PerEntrant(most) => rule.per_entrant = Some(*most),
        Relaxation::Decisions => wishes.clear(),
    }
}
