use jury_core::rubric::Rubric;
use proptest::prelude::*;

use super::*;
use crate::plan::plan;

fn maxima(entry: &PlannedEntry) -> (Rubric, Vec<(CriterionId, Points)>) {
    let rubric = Rubric::built_in();
    let profile = rubric.profile_for(entry.size).unwrap().clone();
    let maxima = rubric
        .criteria()
        .map(|(_, criterion)| (criterion.id.clone(), profile.weights[&criterion.id]))
        .collect();
    (rubric, maxima)
}

#[test]
fn every_mark_is_one_that_the_rubric_takes() {
    let plan = plan(9, 24, 5).unwrap();
    for expert in plan.roster() {
        for entry in plan.entries_of(expert) {
            let (rubric, maxima) = maxima(entry);
            let profile = rubric.profile_for(entry.size).unwrap();
            for (criterion, mark) in marks(&plan, expert, entry, &maxima, rubric.step) {
                assert_eq!(
                    rubric.check_mark(profile, &criterion, mark),
                    Ok(()),
                    "{criterion} {mark}"
                );
                assert!(mark > Points::ZERO);
            }
        }
    }
}

#[test]
fn a_severe_expert_gives_less_over_all() {
    let plan = plan(11, 40, 7).unwrap();
    let mean = |expert: &PlannedExpert| {
        let totals: Vec<i64> = plan
            .entries_of(expert)
            .map(|entry| {
                marks(
                    &plan,
                    expert,
                    entry,
                    &maxima(entry).1,
                    Points::from_hundredths(50),
                )
            })
            .map(|given| {
                given
                    .into_iter()
                    .map(|(_, mark)| mark)
                    .sum::<Points>()
                    .hundredths()
            })
            .collect();
        totals.iter().sum::<i64>() / totals.len() as i64
    };
    let panel: Vec<_> = plan
        .experts
        .iter()
        .filter(|planned| planned.expert.track == plan.tracks[0].id)
        .collect();
    let severest = panel.iter().min_by_key(|planned| planned.severity).unwrap();
    let mildest = panel.iter().max_by_key(|planned| planned.severity).unwrap();
    assert!(mean(severest) + 200 < mean(mildest));
}

#[test]
fn the_revision_changes_exactly_one_mark_of_one_entry() {
    let plan = plan(13, 24, 5).unwrap();
    let expert = plan
        .experts
        .iter()
        .find(|planned| planned.expert.id == plan.revision.expert)
        .unwrap();
    let mut changed = 0;
    for entry in plan.entries_of(expert) {
        let (rubric, maxima) = maxima(entry);
        let before = marks(&plan, expert, entry, &maxima, rubric.step);
        let after = revised_marks(&plan, expert, entry, &maxima, rubric.step);
        let differing = before
            .iter()
            .zip(&after)
            .filter(|(one, other)| one != other)
            .count();
        assert_eq!(differing, usize::from(entry.id == plan.revision.entry));
        changed += differing;
    }
    assert_eq!(changed, 1);
}

#[test]
fn comments_are_whole_sentences_and_differ() {
    let plan = plan(15, 40, 5).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    let (mut written, mut empty) = (0, 0);
    for expert in &plan.experts {
        for entry in plan.entries_of(expert) {
            let comment = comment(&plan, expert, entry);
            assert!(!comment.contains(['{', '}', '[', ']', '|']), "{comment}");
            assert!(comment.chars().count() < 200);
            empty += usize::from(comment.is_empty());
            written += usize::from(!comment.is_empty());
            seen.insert(comment);
        }
    }
    assert!(
        empty > 0 && written > empty && seen.len() > written * 7 / 10,
        "{empty} {written} {}",
        seen.len()
    );
}

proptest! {
    #[test]
    fn a_rounded_mark_is_a_step_within_its_maximum(maximum in 1_i64..4_000, thousandths in -500_i64..2_000, step in prop::sample::select(vec![1_i64, 10, 50, 100])) {
        let mark = rounded(Points::from_hundredths(maximum), thousandths, Points::from_hundredths(step)).hundredths();
        prop_assert!(mark >= 0 && mark <= maximum && mark % step == 0);
    }
}

#[test]
fn findings_are_about_gates_of_the_rubric_and_each_track_has_something_to_settle() {
    let plan = plan(9, 24, 5).unwrap();
    let rubric = Rubric::built_in();
    let mut against = std::collections::BTreeMap::<_, usize>::new();
    for expert in plan.roster() {
        for entry in plan.entries_of(expert) {
            let found = findings(&plan, expert, entry);
            assert_eq!(found, findings(&plan, expert, entry));
            for (gate, finding, reason) in found {
                assert!(rubric.gates.iter().any(|one| one.id.as_str() == gate));
                assert_eq!(finding.wants_reason(), !reason.is_empty());
                if finding.wants_reason() {
                    *against.entry(entry.track.clone()).or_default() += 1;
                }
            }
        }
    }
    assert_eq!(against.len(), plan.tracks.len());
    assert!(against.values().all(|count| *count <= 2), "{against:?}");
}
