//! One expert beside the rest: severity, spread, agreement. For the chair's eyes, as a question; it is no grade.

use crate::Table;
use crate::moments::{correlation, deviation, mean};
use crate::severity::Severity;

/// One expert beside the rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Profile {
    /// Column.
    pub expert: usize,
    /// How many entries the expert marked.
    pub marks: usize,
    /// Points above (lenient) or below (strict) the others of the component.
    pub severity: Option<f64>,
    /// Standard deviation of the expert's marks, points: small where the expert uses little of the scale.
    pub spread: Option<f64>,
    /// Standard deviation of the rest's means of the same entries, severity taken out; what `spread` is to be read beside.
    pub spread_of_rest: Option<f64>,
    /// Correlation with the rest's means of the same entries, severity taken out, −1 to 1; nothing below three shared entries.
    pub agreement: Option<f64>,
}

/// The profile of every expert, by column.
#[must_use]
pub fn profiles(table: &Table, severity: &Severity) -> Vec<Profile> {
    (0..table.experts())
        .map(|expert| profile(table, severity, expert))
        .collect()
}

fn profile(table: &Table, severity: &Severity, expert: usize) -> Profile {
    let marks: Vec<f64> = table.by_expert(expert).map(|(_, mark)| mark).collect();
    let shared: Vec<(f64, f64)> = table
        .by_expert(expert)
        .filter_map(|(entry, mark)| Some((mark, of_rest(table, severity, entry, expert)?)))
        .collect();
    let rest: Vec<f64> = shared.iter().map(|(_, rest)| *rest).collect();
    Profile {
        expert,
        marks: marks.len(),
        severity: severity.effect(expert),
        spread: deviation(&marks),
        spread_of_rest: deviation(&rest),
        agreement: correlation(&shared),
    }
}

/// Mean of what the others gave an entry, as if none of them were strict or lenient.
fn of_rest(table: &Table, severity: &Severity, entry: usize, expert: usize) -> Option<f64> {
    let others: Vec<f64> = table
        .of_entry(entry)
        .filter(|(other, _)| *other != expert)
        .filter_map(|(other, mark)| Some(mark - severity.effect(other)?))
        .collect();
    mean(&others)
}
