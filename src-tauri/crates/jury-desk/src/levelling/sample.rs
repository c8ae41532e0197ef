//! Drafts for the tests of this module.
//!
//! Not a contest's: ids are letters. The one rule: a test states totals alone.

use std::collections::BTreeMap;

use jury_core::entry::EntrantKind;
use jury_core::rubric::Rubric;
use jury_core::size_class::SizeClass;
use jury_core::{EntryId, Points, ProfileId};

use crate::draft::{Assigned, Draft, Stand, Work};

/// Complete entries `a`, `b`, … in reading order, with these totals in half points above what everything at nothing gives.
pub(crate) fn draft(totals: &[i64]) -> Draft {
    let rubric = Rubric::built_in();
    let works = ('a'..)
        .zip(totals)
        .map(|(name, halves)| work(&rubric, &name.to_string(), *halves))
        .collect();
    Draft { rubric, works }
}

fn work(rubric: &Rubric, id: &str, halves: i64) -> Work {
    let profile = rubric.profiles[0].id.clone();
    let mut left = halves * 50;
    let mut marks = BTreeMap::new();
    for (_, criterion) in rubric.criteria() {
        let most = rubric
            .maximum(&rubric.profiles[0], &criterion.id)
            .unwrap()
            .hundredths();
        let mark = left.min(most);
        left -= mark;
        marks.insert(criterion.id.clone(), Points::from_hundredths(mark));
    }
    Work {
        assigned: assigned(id, profile),
        marks,
        stand: Stand::Open,
        gates: BTreeMap::new(),
        comment: String::new(),
        updated_at: None,
    }
}

fn assigned(id: &str, profile: ProfileId) -> Assigned {
    Assigned {
        id: EntryId::new(id).unwrap(),
        title: format!("项目 {id}"),
        team: String::new(),
        entrant: String::new(),
        kind: EntrantKind::Enterprise,
        topic: String::new(),
        size: SizeClass::Large,
        size_basis: String::new(),
        profile,
        calibration: false,
    }
}
