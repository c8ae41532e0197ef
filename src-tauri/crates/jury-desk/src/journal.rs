//! What this person changed since signing in, step by step, so that it can be taken back and given again.
//!
//! Not a second history: the events in jury-store are, and taking back appends to them like anything else. The one rule: nothing here is
//! kept when the desk is closed.

use jury_core::{CriterionId, EntryId, GateId};
use jury_store::table::score_event::EventKind;

/// Steps remembered; the oldest are forgotten beyond it.
const MOST_STEPS: usize = 1_000;
/// Changes of one value that follow each other within so many milliseconds are one step: a number or a text being typed is saved at every rest.
const ONE_BREATH_MS: i64 = 2_000;

/// What an event says, on one side of a change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Said {
    /// Hundredths of a point.
    pub(crate) value: Option<i64>,
    /// Comment, or state with its reason.
    pub(crate) text: Option<String>,
}

impl Said {
    pub(crate) fn points(value: Option<i64>) -> Self {
        Self { value, text: None }
    }

    pub(crate) fn text(text: &str) -> Self {
        Self {
            value: None,
            text: Some(text.to_owned()),
        }
    }
}

/// Which value of an entry an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum About {
    Mark(CriterionId),
    Comment,
    State,
    Gate(GateId),
}

impl About {
    pub(crate) const fn kind(&self) -> EventKind {
        match self {
            Self::Mark(_) => EventKind::Mark,
            Self::Comment => EventKind::Comment,
            Self::State => EventKind::State,
            Self::Gate(_) => EventKind::Gate,
        }
    }

    /// The id an event keeps: of the criterion or of the gate.
    pub(crate) fn part(&self) -> Option<&str> {
        match self {
            Self::Mark(criterion) => Some(criterion.as_str()),
            Self::Gate(gate) => Some(gate.as_str()),
            Self::Comment | Self::State => None,
        }
    }
}

/// One value changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) entry: EntryId,
    pub(crate) about: About,
    pub(crate) before: Said,
    pub(crate) after: Said,
}

impl Edit {
    fn same_value(&self, other: &Self) -> bool {
        self.entry == other.entry && self.about == other.about
    }

    fn turned(&self) -> Self {
        Self {
            before: self.after.clone(),
            after: self.before.clone(),
            ..self.clone()
        }
    }
}

/// Which way to go through the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// 撤销.
    Back,
    /// 重做.
    Again,
}

#[derive(Debug)]
struct Step {
    edits: Vec<Edit>,
    at_ms: i64,
}

/// The steps of one person at one open desk.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl Journal {
    /// Notes what was saved together at `at_ms`; what had been taken back cannot be given again after it.
    pub(crate) fn record(&mut self, edits: Vec<Edit>, at_ms: i64) {
        let edits: Vec<Edit> = edits
            .into_iter()
            .filter(|edit| edit.before != edit.after)
            .collect();
        if edits.is_empty() {
            return;
        }
        let fresh = self.undone.is_empty();
        self.undone.clear();
        if fresh && self.continues(&edits, at_ms) {
            return;
        }
        self.done.push(Step { edits, at_ms });
        let too_many = self.done.len().saturating_sub(MOST_STEPS);
        self.done.drain(..too_many);
    }

    /// Lengthens the last step when `edits` goes on typing the same value.
    fn continues(&mut self, edits: &[Edit], at_ms: i64) -> bool {
        let ([next], Some(last)) = (edits, self.done.last_mut()) else {
            return false;
        };
        let [before] = last.edits.as_mut_slice() else {
            return false;
        };
        let typed = next.about != About::State && at_ms - last.at_ms < ONE_BREATH_MS;
        if !typed || !before.same_value(next) {
            return false;
        }
        before.after = next.after.clone();
        last.at_ms = at_ms;
        if before.before == before.after {
            self.done.pop();
        }
        true
    }

    /// What the next step that way would write, in the order to write it.
    pub(crate) fn next(&self, way: Way) -> Option<Vec<Edit>> {
        match way {
            Way::Back => {
                let step = self.done.last()?;
                Some(step.edits.iter().rev().map(Edit::turned).collect())
            }
            Way::Again => Some(self.undone.last()?.edits.clone()),
        }
    }

    /// The next step that way has been written.
    pub(crate) fn moved(&mut self, way: Way) {
        let (from, to) = match way {
            Way::Back => (&mut self.done, &mut self.undone),
            Way::Again => (&mut self.undone, &mut self.done),
        };
        if let Some(mut step) = from.pop() {
            // What is typed next begins a step of its own.
            step.at_ms = i64::MIN / 2;
            to.push(step);
        }
    }

    /// The next step that way cannot be written any more.
    pub(crate) fn give_up(&mut self, way: Way) {
        match way {
            Way::Back => self.done.pop(),
            Way::Again => self.undone.pop(),
        };
    }

    /// Steps that can be taken back, and steps that can be given again.
    pub(crate) fn left(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn mark(criterion: &str, before: Option<i64>, after: Option<i64>) -> Edit {
        Edit {
            entry: EntryId::new("01-001").unwrap(),
            about: About::Mark(CriterionId::new(criterion).unwrap()),
            before: Said::points(before),
            after: Said::points(after),
        }
    }

    #[test]
    fn a_number_typed_in_one_breath_is_one_step() {
        let mut journal = Journal::default();
        journal.record(vec![mark("B4", None, Some(100))], 0);
        journal.record(vec![mark("B4", Some(100), Some(1300))], 900);
        journal.record(vec![mark("B4", Some(1300), Some(1350))], 1_800);
        journal.record(vec![mark("B3", None, Some(100))], 1_900);
        journal.record(vec![mark("B4", Some(1350), Some(1400))], 2_000);
        assert_eq!(journal.left(), (3, 0));
        journal.moved(Way::Back);
        journal.moved(Way::Back);
        assert_eq!(
            journal.next(Way::Back),
            Some(vec![mark("B4", Some(1350), None)])
        );
    }

    #[test]
    fn what_changes_nothing_is_no_step_and_forgets_none() {
        let mut journal = Journal::default();
        journal.record(vec![mark("B4", None, Some(100))], 0);
        journal.moved(Way::Back);
        journal.record(vec![mark("B4", None, None)], 10_000);
        assert_eq!(journal.left(), (0, 1));
        journal.record(vec![mark("B4", None, Some(200))], 20_000);
        assert_eq!(journal.left(), (1, 0));
    }

    #[test]
    fn what_is_typed_after_taking_back_is_a_step_of_its_own() {
        let mut journal = Journal::default();
        journal.record(vec![mark("B4", None, Some(100))], 0);
        journal.record(vec![mark("B4", Some(100), Some(200))], 5_000);
        journal.moved(Way::Back);
        journal.record(vec![mark("B4", Some(100), Some(300))], 5_100);
        assert_eq!(journal.left(), (2, 0));
    }

    proptest! {
        /// Taking everything back leads to the beginning, giving everything again to the end.
        #[test]
        fn back_to_the_beginning_and_again_to_the_end(
            given in proptest::collection::vec((0..3_usize, proptest::option::of(0..5_i64), 0..4_000_i64), 1..60)
        ) {
            let names = ["A1", "A2", "A3"];
            let mut now: BTreeMap<&str, Option<i64>> = names.map(|name| (name, None)).into();
            let (mut journal, mut at) = (Journal::default(), 0);
            for (which, value, later) in given {
                at += later;
                let before = now.insert(names[which], value).flatten();
                journal.record(vec![mark(names[which], before, value)], at);
            }
            let end = now.clone();
            for way in [Way::Back, Way::Again] {
                while let Some(edits) = journal.next(way) {
                    for edit in &edits {
                        let name = names.iter().find(|name| edit.about.part() == Some(**name)).unwrap();
                        let before = now.insert(name, edit.after.value).flatten();
                        prop_assert_eq!(before, edit.before.value);
                    }
                    journal.moved(way);
                }
                match way {
                    Way::Back => prop_assert!(now.values().all(Option::is_none)),
                    Way::Again => prop_assert_eq!(&now, &end),
                }
            }
        }
    }
}
