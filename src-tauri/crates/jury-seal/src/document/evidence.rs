//! The evidence of a line, 评分依据: places in the dossier that an expert attached to a criterion or to the entry as a whole.
//!
//! Not the expert's private notes: those never leave the desk. The one rule: a place is told by what the letter names (material, page,
//! time), so that whoever has the dossier can go there without this program.

use jury_core::CriterionId;
use serde::{Deserialize, Serialize};

use super::ShapeFault;
use super::sheet::{SheetEntry, Status};
use crate::wire::{self, Hex};

/// The longest words quoted from a page, characters.
pub const MOST_QUOTE: usize = 500;
/// The longest note on a place, and the longest note to the chair, characters.
pub const MOST_NOTE: usize = 2_000;
/// The most places one line may name.
pub const MOST_EVIDENCE: usize = 100;
/// The far edge of a page in the units of [`Evidence::area`].
pub const PAGE_EDGE: u16 = 10_000;

/// One place in the dossier. Ordered as lines carry them: by criterion (the entry as a whole first), material, page, time, area, words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The criterion it speaks to; null for the entry as a whole.
    #[serde(with = "wire::optional")]
    pub criterion: Option<CriterionId>,
    /// The material, by the opaque id the letter gives it. The line's dossier digest covers what is in it.
    pub material: Hex<16>,
    /// The page from 1; null where there are no pages.
    #[serde(deserialize_with = "wire::or_null")]
    pub page: Option<u32>,
    /// Milliseconds from the start of a film; null elsewhere.
    #[serde(deserialize_with = "wire::or_null")]
    pub film_ms: Option<u64>,
    /// Left, top, right, bottom in ten-thousandths of the page or picture as it lies in the file, unturned; null for the whole of it.
    #[serde(deserialize_with = "wire::or_null")]
    pub area: Option<[u16; 4]>,
    /// The words marked; empty for a region.
    pub quote: String,
    /// What the expert noted; may be empty.
    pub text: String,
}

impl Evidence {
    fn check(&self) -> Result<(), &'static str> {
        if self.page == Some(0) {
            return Err("pages count from 1");
        }
        if self.film_ms.is_some() && (self.page.is_some() || self.area.is_some()) {
            return Err("a film has times, no pages and no areas");
        }
        if self.area.is_some_and(|area| !is_inside(area)) {
            return Err("an area lies on the page, left before right and top before bottom");
        }
        if longer(&self.quote, MOST_QUOTE) || longer(&self.text, MOST_NOTE) {
            return Err("too long");
        }
        Ok(())
    }
}

fn is_inside([left, top, right, bottom]: [u16; 4]) -> bool {
    left < right && top < bottom && right <= PAGE_EDGE && bottom <= PAGE_EDGE
}

pub(super) fn longer(text: &str, most: usize) -> bool {
    // A character is at most four bytes, so nearly every text is settled without counting.
    text.len() > most && text.chars().count() > most
}

/// The shape of a line's evidence and of its note to the chair.
pub(super) fn check(entry: &SheetEntry) -> Result<(), ShapeFault> {
    let place = |field: &str| format!("entries[{}].{field}", entry.id);
    let fault = |problem| Err(ShapeFault::new(place("evidence"), problem));
    if longer(&entry.to_chair, MOST_NOTE) {
        return Err(ShapeFault::new(place("to_chair"), "too long"));
    }
    if entry.evidence.len() > MOST_EVIDENCE {
        return fault("too many places");
    }
    if entry.status == Status::Recused && !entry.evidence.is_empty() {
        return fault("who recuses gives no evidence");
    }
    if !entry.evidence.is_sorted_by(|one, next| one < next) {
        return fault("not in ascending order, or one stands twice");
    }
    let weighed = |id: &CriterionId| entry.weights.iter().any(|weight| weight.criterion == *id);
    for one in &entry.evidence {
        if let Err(problem) = one.check() {
            return fault(problem);
        }
        if !one.criterion.as_ref().is_none_or(weighed) {
            return fault("a criterion that has no weight");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::payload_of;
    use crate::samples::{self, faulty};

    fn only_the_region(line: &mut SheetEntry) {
        line.evidence.retain(|one| one.page == Some(9));
    }

    #[test]
    fn the_sample_carries_evidence_and_a_note_to_the_chair() {
        let sheet = samples::sheet();
        assert!(sheet.entries.iter().any(|line| line.evidence.len() == 3));
        assert!(sheet.entries.iter().any(|line| !line.to_chair.is_empty()));
        assert!(payload_of(&sheet).is_ok());
    }

    #[test]
    fn evidence_out_of_order_or_twice_is_refused() {
        assert!(faulty(|line| line.evidence.reverse()));
        assert!(faulty(|line| {
            let first = line.evidence[0].clone();
            line.evidence.insert(0, first);
        }));
    }

    #[test]
    fn a_place_that_cannot_be_is_refused() {
        type Spoil = fn(&mut Evidence);
        let spoils: [Spoil; 7] = [
            |one| one.page = Some(0),
            |one| one.film_ms = Some(5),
            |one| one.area = Some([10, 10, 10, 20]),
            |one| one.area = Some([10, 20, 20, 10]),
            |one| one.area = Some([0, 0, 10_001, 10]),
            |one| one.quote = "字".repeat(MOST_QUOTE + 1),
            |one| one.text = "字".repeat(MOST_NOTE + 1),
        ];
        for (at, spoil) in spoils.into_iter().enumerate() {
            let spoilt = faulty(|line| {
                only_the_region(line);
                spoil(&mut line.evidence[0]);
            });
            assert!(spoilt, "{at}");
        }
    }

    #[test]
    fn texts_at_the_limit_fit() {
        assert!(!faulty(|line| {
            only_the_region(line);
            line.evidence[0].quote = "字".repeat(MOST_QUOTE);
            line.evidence[0].text = "字".repeat(MOST_NOTE);
            line.to_chair = "字".repeat(MOST_NOTE);
        }));
        assert!(faulty(|line| line.to_chair = "字".repeat(MOST_NOTE + 1)));
    }

    #[test]
    fn evidence_of_an_unknown_criterion_or_of_a_recusal_is_refused() {
        assert!(faulty(|line| {
            only_the_region(line);
            line.evidence[0].criterion = CriterionId::new("Z9").ok();
        }));
        assert!(faulty(|line| {
            line.status = Status::Recused;
            line.marks.clear();
            line.total = None;
        }));
    }

    #[test]
    fn more_places_than_the_limit_are_refused() {
        let many = |count: usize| {
            move |line: &mut SheetEntry| {
                let one = line.evidence[1].clone();
                line.evidence = (1..)
                    .take(count)
                    .map(|page| Evidence {
                        page: Some(page),
                        ..one.clone()
                    })
                    .collect();
            }
        };
        assert!(!faulty(many(MOST_EVIDENCE)));
        assert!(faulty(many(MOST_EVIDENCE + 1)));
    }

    #[test]
    fn lines_put_evidence_in_order_whatever_order_it_came_in() {
        let line = samples::sheet_entry(1);
        let mut mixed = line.evidence.clone();
        mixed.reverse();
        mixed.push(line.evidence[0].clone());
        assert_eq!(
            line.clone().with_evidence(mixed, line.to_chair.clone()),
            line
        );
    }
}
