//! How firm a line between ranks is: the smallest change that moves it, and what it would be without each expert.
//!
//! A line after rank n parts the entries within it from the rest, as between two awards. The one rule: a change is one mark of one expert, taken
//! to the point where the line would at least be tied; whether marks may be changed is not asked here.

use crate::aggregate::Cut;
use crate::moments::count;
use crate::ranks::{competition, equal};
use crate::{Aggregate, Table};

/// The range of marks, both included; a change goes no further.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Lowest mark.
    pub low: f64,
    /// Highest mark.
    pub high: f64,
}

/// A line after a rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundary {
    /// Entries within it, ascending; more than asked for where entries tie across it.
    pub inside: Vec<usize>,
    /// Points between the last score within and the first outside; zero where they tie across the line.
    pub gap: f64,
    /// The single change of a mark that is smallest; nothing where they tie already or no one mark can do it.
    pub smallest_change: Option<MarkChange>,
}

/// A mark that would have to be another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkChange {
    /// Row.
    pub entry: usize,
    /// Column.
    pub expert: usize,
    /// The mark as it is.
    pub from: f64,
    /// The mark at which the line is tied.
    pub to: f64,
}

/// What the line would part without one expert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Without {
    /// Whose marks are left out.
    pub expert: usize,
    /// Entries that would come within the line, ascending.
    pub comes_in: Vec<usize>,
    /// Entries that would fall out of it, ascending; an entry that only this expert marked would have no rank.
    pub goes_out: Vec<usize>,
}

impl MarkChange {
    /// Points of the change.
    #[must_use]
    pub fn size(&self) -> f64 {
        (self.to - self.from).abs()
    }
}

/// The line after rank `line`; nothing where it parts nothing: `line` is zero, or no entry with marks lies beyond it. `scale` is that of an entry's
/// marks, by row.
#[must_use]
pub fn boundary(
    table: &Table,
    aggregate: Aggregate,
    line: usize,
    scale: impl Fn(usize) -> Scale,
) -> Option<Boundary> {
    let scores = aggregate.scores(table);
    let (last_in, first_out) = about_the_line(&scores, line)?;
    let inside = within(&scores, line);
    if equal(last_in, first_out) {
        return Some(Boundary {
            inside,
            gap: 0.0,
            smallest_change: None,
        });
    }
    let target = |entry: usize| {
        if inside.binary_search(&entry).is_ok() {
            first_out
        } else {
            last_in
        }
    };
    let changes = (0..table.entries()).flat_map(|entry| {
        let Scale { low, high } = scale(entry);
        let changes = changes(table, aggregate, entry, target(entry));
        changes.filter(move |change| (low..=high).contains(&change.to))
    });
    // The first of equal ones, so that the answer does not depend on anything but the table.
    let smallest_change = changes.min_by(|one, other| one.size().total_cmp(&other.size()));
    Some(Boundary {
        inside,
        gap: last_in - first_out,
        smallest_change,
    })
}

/// The line after rank `line` without each of the experts who marked anything, by column.
#[must_use]
pub fn without_each(table: &Table, aggregate: Aggregate, line: usize) -> Vec<Without> {
    let before = within(&aggregate.scores(table), line);
    let active = (0..table.experts()).filter(|expert| table.by_expert(*expert).next().is_some());
    active
        .map(|expert| {
            let after = within(&aggregate.scores(&table.without(expert)), line);
            Without {
                expert,
                comes_in: missing_from(&before, &after),
                goes_out: missing_from(&after, &before),
            }
        })
        .collect()
}

/// Those of `all` that are not in `known`, which ascends.
fn missing_from(known: &[usize], all: &[usize]) -> Vec<usize> {
    let missing = all
        .iter()
        .filter(|entry| known.binary_search(entry).is_err());
    missing.copied().collect()
}

/// Entries of this rank or better, ascending.
fn within(scores: &[Option<f64>], line: usize) -> Vec<usize> {
    let ranks = competition(scores).into_iter().enumerate();
    ranks
        .filter(|(_, rank)| rank.is_some_and(|rank| rank <= line))
        .map(|(entry, _)| entry)
        .collect()
}

/// The scores at places `line` and `line + 1`.
fn about_the_line(scores: &[Option<f64>], line: usize) -> Option<(f64, f64)> {
    let mut ordered: Vec<f64> = scores.iter().copied().flatten().collect();
    ordered.sort_unstable_by(|one, other| other.total_cmp(one));
    Some((*ordered.get(line.checked_sub(1)?)?, *ordered.get(line)?))
}

/// For each mark of an entry that alone can bring its score to `target`: what it would have to be.
fn changes(
    table: &Table,
    aggregate: Aggregate,
    entry: usize,
    target: f64,
) -> impl Iterator<Item = MarkChange> {
    let marks: Vec<(usize, f64)> = table.of_entry(entry).collect();
    let cut = aggregate.cut(marks.len());
    (0..marks.len()).filter_map(move |place| {
        let (expert, from) = marks[place];
        let mut others: Vec<f64> = marks.iter().map(|(_, mark)| *mark).collect();
        others.remove(place);
        others.sort_unstable_by(f64::total_cmp);
        let to = mark_for(&others, cut, target)?;
        Some(MarkChange {
            entry,
            expert,
            from,
            to,
        })
    })
}

/// The mark that, beside these others in ascending order, makes this score.
///
/// While it is among those kept, the score rises with it, one part in as many as are kept; below and above it is left out itself, and the score
/// stays. So the mark lies between the first other left out below and the first left out above, or there is none.
fn mark_for(others: &[f64], cut: Cut, target: f64) -> Option<f64> {
    let beside = others.get(cut.low..cut.low + cut.kept.checked_sub(1)?)?;
    let mark = target * count(cut.kept) - beside.iter().sum::<f64>();
    let least = cut.low.checked_sub(1).and_then(|last| others.get(last));
    let most = others.get(cut.low + cut.kept - 1);
    let above = least.is_none_or(|least| mark >= *least || equal(mark, *least));
    let below = most.is_none_or(|most| mark <= *most || equal(mark, *most));
    (above && below).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: Scale = Scale {
        low: 0.0,
        high: 100.0,
    };

    fn table(rows: &[&[f64]]) -> Table {
        let rows: Vec<Vec<Option<f64>>> = rows
            .iter()
            .map(|row| row.iter().copied().map(Some).collect())
            .collect();
        Table::new(rows[0].len(), &rows).unwrap()
    }

    #[test]
    fn the_smallest_change_of_a_mean_is_the_gap_times_the_experts() {
        let table = table(&[
            &[90.0, 92.0, 94.0],
            &[90.0, 90.0, 93.0],
            &[60.0, 60.0, 60.0],
        ]);
        let line = boundary(&table, Aggregate::Mean, 1, |_| SCALE).unwrap();
        assert_eq!(line.inside, [0]);
        assert!(equal(line.gap, 1.0), "{line:?}");
        let change = line.smallest_change.unwrap();
        assert_eq!((change.entry, change.expert, change.from), (0, 0, 90.0));
        assert!(equal(change.size(), 3.0), "{change:?}");
    }

    #[test]
    fn no_mark_beyond_the_scale_and_none_that_is_left_out_can_move_a_line() {
        let far = table(&[&[100.0, 100.0, 100.0], &[10.0, 10.0, 10.0]]);
        let line = boundary(&far, Aggregate::Mean, 1, |_| SCALE).unwrap();
        assert_eq!((line.gap, line.smallest_change), (90.0, None));
        let one_dissenter = table(&[
            &[80.0, 80.0, 80.0, 80.0, 80.0],
            &[79.0, 79.0, 79.0, 79.0, 0.0],
        ]);
        let median = boundary(&one_dissenter, Aggregate::Median, 1, |_| SCALE).unwrap();
        assert_eq!(
            median.smallest_change, None,
            "one mark is not the middle one"
        );
    }

    #[test]
    fn entries_that_tie_across_the_line_are_all_within_it() {
        let table = table(&[&[80.0, 90.0], &[85.0, 85.0], &[70.0, 70.0]]);
        let line = boundary(&table, Aggregate::Mean, 1, |_| SCALE).unwrap();
        assert_eq!((line.inside.as_slice(), line.gap), (&[0, 1][..], 0.0));
        assert_eq!(boundary(&table, Aggregate::Mean, 0, |_| SCALE), None);
        assert_eq!(boundary(&table, Aggregate::Mean, 3, |_| SCALE), None);
    }

    #[test]
    fn without_the_expert_who_decided_the_line_parts_others() {
        let table = table(&[&[90.0, 80.0, 100.0], &[91.0, 81.0, 70.0]]);
        let without = without_each(&table, Aggregate::Mean, 1);
        let moved: Vec<usize> = without
            .iter()
            .filter(|without| !without.comes_in.is_empty())
            .map(|without| without.expert)
            .collect();
        assert_eq!(moved, [2]);
        assert_eq!(
            (&without[2].comes_in, &without[2].goes_out),
            (&vec![1], &vec![0])
        );
    }
}
