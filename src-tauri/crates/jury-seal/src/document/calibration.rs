//! Calibration entries, 校准项目: everybody judges them, and they count for nothing.
//!
//! Not a rule of merging: jury-core leaves them out. The one rule: what stands in a letter can be read by its expert, so reference marks are put
//! in only when they may be shown.

use std::collections::BTreeMap;

use jury_core::rubric::{MarkFault, Rubric};
use jury_core::{CriterionId, Points, ProfileId};
use serde::{Deserialize, Serialize};

use super::ShapeFault;
use super::parts::distinct;
use super::sheet::Mark;

/// What makes an entry a calibration entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// Whether the expert may see the reference once all their own marks of the entry are given.
    pub feedback: bool,
    /// Reference marks 参考分; may be empty, and is without `feedback`.
    pub reference: Vec<Mark>,
    /// What the reference rests on; may be empty, and is without `feedback`.
    pub remark: String,
}

impl Calibration {
    /// The part of a letter: without `feedback` the reference stays at home.
    #[must_use]
    pub fn of(reference: &BTreeMap<CriterionId, Points>, remark: &str, feedback: bool) -> Self {
        let mark = |(criterion, points): (&CriterionId, &Points)| Mark {
            criterion: criterion.clone(),
            value: points.hundredths(),
        };
        Self {
            feedback,
            reference: if feedback {
                reference.iter().map(mark).collect()
            } else {
                Vec::new()
            },
            remark: if feedback {
                remark.to_owned()
            } else {
                String::new()
            },
        }
    }

    /// The reference mark of a criterion.
    #[must_use]
    pub fn reference_of(&self, criterion: &CriterionId) -> Option<Points> {
        self.reference
            .iter()
            .find(|one| one.criterion == *criterion)
            .map(|one| Points::from_hundredths(one.value))
    }

    pub(super) fn check(
        &self,
        place: &str,
        rubric: &Rubric,
        profile: &ProfileId,
    ) -> Result<(), ShapeFault> {
        let place = format!("{place}.calibration");
        let says_something = !self.reference.is_empty() || !self.remark.is_empty();
        if says_something && !self.feedback {
            return Err(ShapeFault::new(
                place,
                "a reference that may not be seen stands in no letter",
            ));
        }
        distinct(&place, self.reference.iter().map(|one| &one.criterion))?;
        let stands = |one: &Mark| match rubric.profile(profile) {
            Some(profile) => {
                rubric.check_mark(profile, &one.criterion, Points::from_hundredths(one.value))
            }
            None => Err(MarkFault::NoSuchCriterion {
                criterion: one.criterion.clone(),
            }),
        };
        // A reference may lie between two steps: it is often a mean.
        let fits = |one: &Mark| matches!(stands(one), Ok(()) | Err(MarkFault::OffStep { .. }));
        if self.reference.iter().all(fits) {
            Ok(())
        } else {
            Err(ShapeFault::new(
                place,
                "a reference mark that could not be given",
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Letter};
    use crate::samples;

    fn faulty(change: impl FnOnce(&mut Letter)) -> bool {
        let mut letter = samples::letter();
        change(&mut letter);
        letter.check_shape().is_err()
    }

    fn of(letter: &mut Letter) -> &mut Calibration {
        letter
            .entries
            .iter_mut()
            .find_map(|entry| entry.calibration.as_mut())
            .expect("the sample has a calibration entry")
    }

    #[test]
    fn a_reference_that_may_not_be_seen_is_refused() {
        assert!(!faulty(|_| {}));
        assert!(faulty(|letter| of(letter).feedback = false));
        assert!(faulty(|letter| {
            let calibration = of(letter);
            calibration.feedback = false;
            calibration.reference.clear();
        }));
        assert!(!faulty(|letter| {
            let calibration = of(letter);
            *calibration = Calibration::of(&BTreeMap::new(), "不给看", false);
        }));
    }

    #[test]
    fn a_reference_mark_must_be_one_that_could_be_given() {
        assert!(faulty(|letter| of(letter).reference[0].value = 4_001));
        assert!(faulty(|letter| of(letter).reference[0].value = -1));
        assert!(!faulty(|letter| of(letter).reference[0].value = 3_333));
        assert!(faulty(
            |letter| of(letter).reference[0].criterion = CriterionId::new("Z9").unwrap()
        ));
        assert!(faulty(|letter| {
            let calibration = of(letter);
            let first = calibration.reference[0].clone();
            calibration.reference.push(first);
        }));
    }

    #[test]
    fn what_makes_an_entry_one_for_calibration_does_not_change_the_assignment() {
        let mut letter = samples::letter();
        let before = letter.assignment_digest().unwrap();
        of(&mut letter).reference.clear();
        letter
            .entries
            .iter_mut()
            .for_each(|entry| entry.calibration = None);
        assert_eq!(letter.assignment_digest().unwrap(), before);
    }
}
