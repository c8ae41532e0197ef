//! The scoring form of one entry: groups, criteria, level bands and how they follow from the entry's weight profile.
//!
//! Not the marks' storage. The one rule: a band's bounds are rounded up to the next step, so that no mark can fall between two bands.

use jury_core::Points;
use jury_core::rubric::{Band, Criterion, Gate, Group, Profile, Rubric};
use jury_seal::document::calibration::Calibration;

use crate::draft::{Draft, Work};
use crate::gating;
use crate::wire::expert::{BandForm, CriterionForm, GateForm, GroupForm};

/// The groups of the form for `work`, saying where a maximum differs from the entry before.
/// `reference` is what marks are shown beside, where that may be seen.
pub(crate) fn groups(
    draft: &Draft,
    work: &Work,
    reference: Option<&Calibration>,
) -> Vec<GroupForm> {
    let rubric = &draft.rubric;
    let Some(profile) = work.profile(rubric) else {
        return Vec::new();
    };
    let before = draft
        .before(&work.assigned.id)
        .and_then(|before| before.profile(rubric));
    let totals = work.group_totals(rubric);
    rubric
        .groups
        .iter()
        .zip(totals)
        .map(|(group, total)| GroupForm {
            id: group.id.to_string(),
            name: group.name.clone(),
            maximum: group_maximum(profile, group).to_string(),
            total: total.map(|total| total.round_half_up(2).to_string()),
            previous_maximum: before
                .map(|before| group_maximum(before, group))
                .filter(|previous| *previous != group_maximum(profile, group))
                .map(|previous| previous.to_string()),
            criteria: group
                .criteria
                .iter()
                .filter_map(|criterion| {
                    let form = criterion_form(rubric, profile, before, work, criterion)?;
                    let reference = reference.and_then(|one| one.reference_of(&criterion.id));
                    Some(CriterionForm {
                        reference: reference.map(|points| points.to_string()),
                        ..form
                    })
                })
                .collect(),
        })
        .collect()
}

/// Whether an expert may compare: the letter allows it, and all their own marks of the entry are given, so that none of them follows the reference.
pub(crate) fn shows_reference(draft: &Draft, work: &Work, calibration: &Calibration) -> bool {
    calibration.feedback && work.missing(&draft.rubric).is_empty()
}

/// The gates of the form, in the rubric's order, with what was found.
pub(crate) fn gates(draft: &Draft, work: &Work) -> Vec<GateForm> {
    let form = |gate: &Gate| {
        let found = work.gates.get(&gate.id);
        GateForm {
            id: gate.id.to_string(),
            name: gate.name.clone(),
            guidance: gate.guidance.clone(),
            finding: found.map(|found| gating::state(found.finding)),
            reason: found.map(|found| found.reason.clone()).unwrap_or_default(),
        }
    };
    draft.rubric.gates.iter().map(form).collect()
}

/// Whether any maximum of `work` differs from the entry before it.
pub(crate) fn maxima_differ_from(draft: &Draft, work: &Work) -> Option<String> {
    let before = draft.before(&work.assigned.id)?;
    let differs = before.profile(&draft.rubric)?.weights != work.profile(&draft.rubric)?.weights;
    differs.then(|| before.assigned.id.to_string())
}

/// What a group can bring to the total under a profile, in points of the total.
pub(crate) fn group_maximum(profile: &Profile, group: &Group) -> Points {
    group
        .criteria
        .iter()
        .filter_map(|criterion| profile.weights.get(&criterion.id).copied())
        .sum()
}

fn criterion_form(
    rubric: &Rubric,
    profile: &Profile,
    before: Option<&Profile>,
    work: &Work,
    criterion: &Criterion,
) -> Option<CriterionForm> {
    let maximum = rubric.maximum(profile, &criterion.id)?;
    let previous = before.and_then(|before| rubric.maximum(before, &criterion.id));
    Some(CriterionForm {
        id: criterion.id.to_string(),
        name: criterion.name.clone(),
        guidance: criterion.guidance.clone(),
        maximum: maximum.to_string(),
        step: rubric.step.to_string(),
        previous_maximum: previous
            .filter(|previous| *previous != maximum)
            .map(|previous| previous.to_string()),
        bands: bands(&rubric.bands, maximum, rubric.step, &criterion.levels),
        mark: work.marks.get(&criterion.id).map(ToString::to_string),
        reference: None,
    })
}

/// Points without the zeros after them, for sentences: 0.5, 13.
pub(crate) fn short(points: Points) -> String {
    let text = points.to_string();
    match text.split_once('.') {
        Some((whole, "00")) => whole.to_owned(),
        Some(_) => text.trim_end_matches('0').to_owned(),
        None => text,
    }
}

/// The marks on the step below and above one that is off the step, both within 0 and `max`.
pub(crate) fn neighbours(points: Points, step: Points, max: Points) -> (Points, Points) {
    let step = step.hundredths().max(1);
    let below = points.hundredths().div_euclid(step) * step;
    let above = (below + step).min(max.hundredths());
    (
        Points::from_hundredths(below),
        Points::from_hundredths(above),
    )
}

/// Bands of a maximum, best first, without gaps between them at the given step.
fn bands(bands: &[Band], maximum: Points, step: Points, levels: &[String]) -> Vec<BandForm> {
    let step = step.hundredths().max(1);
    let lowest = |band: &Band| {
        let exact = maximum.hundredths() * i64::from(band.from_percent);
        (exact + 100 * step - 1) / (100 * step) * step
    };
    let mut top = maximum.hundredths();
    let mut forms = Vec::new();
    for (position, band) in bands.iter().enumerate() {
        let from = lowest(band);
        if from > top {
            continue;
        }
        forms.push(BandForm {
            name: band.name.clone(),
            from: Points::from_hundredths(from).to_string(),
            to: Points::from_hundredths(top).to_string(),
            text: levels.get(position).cloned().unwrap_or_default(),
        });
        top = from - step;
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample_bands() -> Vec<Band> {
        [
            ("优秀", 85, 100),
            ("良好", 70, 85),
            ("一般", 55, 70),
            ("较差", 0, 55),
        ]
        .map(|(name, from_percent, to_percent)| Band {
            name: name.to_owned(),
            from_percent,
            to_percent,
        })
        .to_vec()
    }

    #[test]
    fn bands_of_seventeen_points_meet_without_a_gap() {
        let forms = bands(
            &sample_bands(),
            Points::from_hundredths(1700),
            Points::from_hundredths(50),
            &[],
        );
        let ranges: Vec<String> = forms
            .iter()
            .map(|band| format!("{}–{}", band.from, band.to))
            .collect();
        assert_eq!(
            ranges,
            ["14.50–17.00", "12.00–14.00", "9.50–11.50", "0.00–9.00"]
        );
    }

    #[test]
    fn a_mark_off_the_step_has_neighbours_that_can_be_given() {
        let points = Points::from_hundredths;
        let (below, above) = neighbours(points(1330), points(50), points(1700));
        assert_eq!((short(below), short(above)), ("13".into(), "13.5".into()));
        let (below, above) = neighbours(points(1690), points(50), points(1700));
        assert_eq!((short(below), short(above)), ("16.5".into(), "17".into()));
        assert_eq!(short(points(10_000)), "100");
        assert_eq!(short(points(25)), "0.25");
    }

    #[test]
    fn a_tiny_maximum_loses_the_bands_that_hold_no_mark() {
        let forms = bands(
            &sample_bands(),
            Points::from_hundredths(100),
            Points::from_hundredths(100),
            &[],
        );
        let names: Vec<&str> = forms.iter().map(|band| band.name.as_str()).collect();
        assert_eq!(names, ["优秀", "较差"]);
    }
}
