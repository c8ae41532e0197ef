//! How surely an expert is strict or lenient: 95 % intervals of the effects, from what the model leaves unexplained.
//!
//! The covariance of the effects is the error variance times the pseudoinverse of the component's Laplacian; for two experts it is the paired t
//! interval. The one rule: where the marks leave nothing unexplained, or too little to tell, there is no interval.

use super::{Judges, Severity};
use crate::Table;
use crate::components::components;
use crate::distribution::t_size;
use crate::moments::{count, mean, unless_rounding};

impl Severity {
    /// Experts of one component beyond which no intervals are taken: they need time by the fourth power.
    pub const MOST_FOR_INTERVALS: usize = 120;

    /// The 95 % interval of every effect, by column, in points. Nothing for an expert without effect, in a component of too few marks or of more
    /// than [`Self::MOST_FOR_INTERVALS`] experts, and where the model explains every mark.
    #[must_use]
    pub fn intervals95(&self, table: &Table) -> Vec<Option<(f64, f64)>> {
        let mut intervals = vec![None; table.experts()];
        for component in components(table) {
            let judges = Judges::of(table, &component);
            let Some(variance) = self.error_variance(table, &judges) else {
                continue;
            };
            let freedom = count(judges.freedom());
            for (place, judge) in judges.judges.iter().enumerate() {
                let half = t_size(0.95, freedom)
                    .zip(judges.spread(place))
                    .map(|(t, spread)| t * (variance * spread).sqrt());
                intervals[*judge] = self
                    .effect(*judge)
                    .zip(half)
                    .map(|(effect, half)| (effect - half, effect + half));
            }
        }
        intervals
    }

    /// Variance of what the model leaves of the judges' marks.
    fn error_variance(&self, table: &Table, judges: &Judges) -> Option<f64> {
        if judges.judges.len() < 2
            || judges.judges.len() > Self::MOST_FOR_INTERVALS
            || judges.freedom() == 0
        {
            return None;
        }
        let marks = || {
            let of_judge = |judge: &usize| {
                table
                    .by_expert(*judge)
                    .map(|(entry, mark)| (entry, *judge, mark))
                    .collect::<Vec<_>>()
            };
            judges.judges.iter().flat_map(of_judge)
        };
        let squares: f64 = marks()
            .filter_map(|(entry, judge, _)| self.residual(table, entry, judge))
            .map(|residual| residual.powi(2))
            .sum();
        let squares = unless_rounding(squares, marks().map(|(_, _, mark)| mark));
        (squares > 0.0).then(|| squares / count(judges.freedom()))
    }
}

impl Judges {
    /// Degrees of freedom of the residuals.
    fn freedom(&self) -> usize {
        (self.marks + 1).saturating_sub(self.entries + self.judges.len())
    }

    /// The judge's place on the diagonal of the Laplacian's pseudoinverse.
    fn spread(&self, place: usize) -> Option<f64> {
        let share = 1.0 / count(self.judges.len());
        let mut flows = vec![-share; self.judges.len()];
        flows[place] += 1.0;
        let potentials = self.graph.clone().potentials(flows);
        Some(potentials.get(place)? - mean(&potentials)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[Vec<Option<f64>>]) -> Table {
        Table::new(rows[0].len(), rows).unwrap()
    }

    fn close(one: f64, other: f64) {
        assert!((one - other).abs() < 1e-9, "{one} {other}");
    }

    /// Shrout and Fleiss (1979), table 2: the error mean square of their six by four marks is 1.02 with fifteen degrees of freedom.
    #[test]
    fn in_a_complete_table_the_width_comes_from_the_error_mean_square() {
        let marks = [
            [9.0, 2.0, 5.0, 8.0],
            [6.0, 1.0, 3.0, 2.0],
            [8.0, 4.0, 6.0, 8.0],
            [7.0, 1.0, 2.0, 6.0],
            [10.0, 5.0, 6.0, 9.0],
            [6.0, 2.0, 4.0, 7.0],
        ];
        let rows: Vec<Vec<Option<f64>>> = marks
            .iter()
            .map(|row| row.iter().copied().map(Some).collect())
            .collect();
        let table = table(&rows);
        let severity = Severity::of(&table);
        let (low, high) = severity.intervals95(&table)[0].unwrap();
        close(low + high, 2.0 * severity.effect(0).unwrap());
        // t of 15 degrees at 0.975 is 2.13145.
        let half = 2.131_449_545_559_323 * (1.019_444_444_444_444_4_f64 / 6.0 * 0.75).sqrt();
        assert!(
            ((high - low) / 2.0 - half).abs() < 1e-6,
            "{} {half}",
            (high - low) / 2.0
        );
    }

    #[test]
    fn of_two_experts_it_is_the_paired_t_interval_whatever_else_each_marked() {
        let pairs = [(80.0, 84.0), (70.0, 71.0), (90.0, 92.5), (60.0, 66.0)];
        let mut rows: Vec<Vec<Option<f64>>> = pairs
            .iter()
            .map(|(one, other)| vec![Some(*one), Some(*other)])
            .collect();
        rows.push(vec![Some(12.0), None]);
        let table = table(&rows);
        let (low, high) = Severity::of(&table).intervals95(&table)[1].unwrap();
        let differences = pairs.map(|(one, other)| other - one);
        let middle = mean(&differences).unwrap();
        let deviation = crate::moments::deviation(&differences).unwrap();
        close((low + high) / 2.0, middle / 2.0);
        // t of 3 degrees at 0.975 is 3.18245.
        assert!(((high - low) / 2.0 - 3.182_446_305_284_263 * deviation / 4.0).abs() < 1e-6);
    }

    #[test]
    fn where_nothing_is_unexplained_or_too_little_is_there_it_is_not_defined() {
        let explained = table(&[
            vec![Some(80.0), Some(82.0)],
            vec![Some(70.0), Some(72.0)],
            vec![Some(60.0), Some(62.0)],
        ]);
        assert_eq!(
            Severity::of(&explained).intervals95(&explained),
            [None, None]
        );
        let two = table(&[vec![Some(80.0), Some(82.0)]]);
        assert_eq!(Severity::of(&two).intervals95(&two), [None, None]);
    }

    #[test]
    fn leveled_marks_leave_no_severity() {
        let rows = [
            vec![Some(80.0), Some(85.0), None],
            vec![Some(70.0), None, Some(66.0)],
            vec![None, Some(90.0), Some(81.0)],
        ];
        let table = table(&rows);
        let leveled = Severity::of(&table).leveled(&table);
        for expert in 0..3 {
            close(Severity::of(&leveled).effect(expert).unwrap(), 0.0);
        }
    }
}
