//! Which entries, and which marks, to look at again: disagreement beside what is usual at that level of the scores.
//!
//! Experts agree more on very good and very bad entries than in the middle, so a flat "±10 points" cries wolf in the middle and sleeps at the top
//! (Mercier & Klahn, Judging the Judges, arXiv 1807.10055: the error is about a concave quadratic of the level). So the usual variance is fitted
//! as a quadratic of the level over all entries, and each entry is laid beside it. Severity is taken out first: an expert who is strict with all is
//! no reason to look at any one entry. The one rule: these are questions to the experts, never corrections.

use crate::Table;
use crate::moments::{count, ratio};
use crate::severity::Severity;

/// Entries a quadratic is fitted to; with fewer the usual variance is the same at every level.
const ENTRIES_FOR_A_CURVE: usize = 12;
/// The usual variance is never taken to be less than this part of the average one, however the curve bends at its ends.
const LEAST_PART: f64 = 1.0 / 9.0;

/// What to look at again.
#[derive(Debug, Clone, PartialEq)]
pub struct Triage {
    /// Entries with two marks or more, the most disputed for its level first.
    pub entries: Vec<Disagreement>,
    /// All marks of them, the most unusual first.
    pub marks: Vec<Unusual>,
}

/// How far the experts of an entry disagree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disagreement {
    /// Row.
    pub entry: usize,
    /// Adjusted value of the entry, points.
    pub level: f64,
    /// Highest mark less lowest, points, as the marks stand.
    pub range: f64,
    /// Spread of the marks with severity taken out, points.
    pub spread: f64,
    /// `spread` over what is usual at this level; 1 is usual. Nothing where nobody disagrees on any entry.
    pub scaled: Option<f64>,
}

/// How far a mark is from what its entry and its expert let one expect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unusual {
    /// Row.
    pub entry: usize,
    /// Column.
    pub expert: usize,
    /// Points above or below.
    pub residual: f64,
    /// The same in units of the usual spread at this level; nothing where nobody disagrees on any entry.
    pub scaled: Option<f64>,
}

impl Triage {
    /// Looks at all entries of a table under its additive model.
    #[must_use]
    pub fn of(table: &Table, severity: &Severity) -> Self {
        let marks_by: Vec<f64> = (0..table.experts())
            .map(|expert| count(table.by_expert(expert).count()))
            .collect();
        let judged: Vec<Judged> = (0..table.entries())
            .filter_map(|entry| Judged::of(table, severity, &marks_by, entry))
            .collect();
        let usual = Usual::of(&judged);
        let mut entries: Vec<Disagreement> = judged
            .iter()
            .map(|judged| judged.disagreement(table, &usual))
            .collect();
        let mut marks: Vec<Unusual> = judged
            .iter()
            .flat_map(|judged| judged.unusual(&usual))
            .collect();
        entries.sort_by(|one, other| descending(one.scaled, other.scaled));
        marks
            .sort_by(|one, other| descending(one.scaled.map(f64::abs), other.scaled.map(f64::abs)));
        Self { entries, marks }
    }
}

fn descending(one: Option<f64>, other: Option<f64>) -> std::cmp::Ordering {
    let value = |scaled: Option<f64>| scaled.unwrap_or(0.0);
    value(other).total_cmp(&value(one))
}

/// An entry with the residuals of its marks.
struct Judged {
    entry: usize,
    level: f64,
    residuals: Vec<Residual>,
    /// Degrees of freedom these residuals have.
    freedom: f64,
}

struct Residual {
    expert: usize,
    points: f64,
    /// The part of the error variance that is left in it, after entry and expert were fitted; exact in a complete table.
    left: f64,
}

impl Judged {
    /// Nothing of an entry with fewer than two marks that have a residual.
    fn of(table: &Table, severity: &Severity, marks_by: &[f64], entry: usize) -> Option<Self> {
        let known: Vec<(usize, f64)> = table
            .of_entry(entry)
            .filter_map(|(expert, _)| Some((expert, severity.residual(table, entry, expert)?)))
            .collect();
        let of_entry = 1.0 - 1.0 / count(known.len());
        let residual = |(expert, points): &(usize, f64)| Residual {
            expert: *expert,
            points: *points,
            left: of_entry * (1.0 - 1.0 / marks_by[*expert]),
        };
        let residuals: Vec<Residual> = known.iter().map(residual).collect();
        (residuals.len() > 1).then_some(Self {
            entry,
            level: severity.level(entry)?,
            freedom: residuals.iter().map(|residual| residual.left).sum(),
            residuals,
        })
    }

    fn squares(&self) -> f64 {
        let squares = self
            .residuals
            .iter()
            .map(|residual| residual.points.powi(2));
        squares.sum()
    }

    fn disagreement(&self, table: &Table, usual: &Usual) -> Disagreement {
        let (low, high) = table.of_entry(self.entry).fold(
            (f64::INFINITY, f64::NEG_INFINITY),
            |(low, high), (_, mark)| (low.min(mark), high.max(mark)),
        );
        let spread = (self.squares() / self.freedom).sqrt();
        Disagreement {
            entry: self.entry,
            level: self.level,
            range: high - low,
            spread,
            scaled: usual
                .spread(self.level)
                .and_then(|usual| ratio(spread, usual)),
        }
    }

    fn unusual(&self, usual: &Usual) -> impl Iterator<Item = Unusual> {
        let usual = usual.spread(self.level);
        self.residuals.iter().map(move |residual| Unusual {
            entry: self.entry,
            expert: residual.expert,
            residual: residual.points,
            scaled: usual.and_then(|usual| ratio(residual.points, usual * residual.left.sqrt())),
        })
    }
}

/// The usual variance by level: a sum of polynomials that are orthogonal over the levels at hand.
struct Usual {
    average: f64,
    terms: Vec<Term>,
}

/// A polynomial, its value at each entry and its part in the curve.
struct Term {
    /// Parts of the earlier polynomials taken out of this one.
    less: Vec<f64>,
    part: f64,
}

impl Usual {
    fn of(judged: &[Judged]) -> Self {
        let freedom: f64 = judged.iter().map(|judged| judged.freedom).sum();
        let squares: f64 = judged.iter().map(Judged::squares).sum();
        let terms = if judged.len() < ENTRIES_FOR_A_CURVE {
            Vec::new()
        } else {
            curve(judged)
        };
        Self {
            average: ratio(squares, freedom).unwrap_or(0.0),
            terms,
        }
    }

    /// Nothing where all marks are explained, up to rounding.
    fn spread(&self, level: f64) -> Option<f64> {
        let nothing = (level.abs().max(1.0) * 1e-12).powi(2);
        if self.average <= nothing {
            return None;
        }
        let variance = if self.terms.is_empty() {
            self.average
        } else {
            self.at(level)
        };
        Some(variance.max(self.average * LEAST_PART).sqrt())
    }

    fn at(&self, level: f64) -> f64 {
        let values = polynomials(&self.terms, level);
        let parts = self.terms.iter().zip(values);
        parts.map(|(term, value)| term.part * value).sum()
    }
}

/// The values of the polynomials at a level, each made of the one before times the level.
fn polynomials(terms: &[Term], level: f64) -> Vec<f64> {
    let mut values: Vec<f64> = Vec::new();
    for term in terms {
        let raised = values.last().map_or(1.0, |last| last * level);
        let earlier = term.less.iter().zip(&values);
        let less: f64 = earlier.map(|(part, value)| part * value).sum();
        values.push(raised - less);
    }
    values
}

/// Fits variance = a + b·level + c·level² by least squares, entries weighted by their degrees of freedom; fewer terms where levels are too few.
fn curve(judged: &[Judged]) -> Vec<Term> {
    let weights: Vec<f64> = judged.iter().map(|judged| judged.freedom).collect();
    let variances: Vec<f64> = judged
        .iter()
        .map(|judged| judged.squares() / judged.freedom)
        .collect();
    let product = |one: &[f64], other: &[f64]| -> f64 {
        let pairs = one.iter().zip(other).zip(&weights);
        pairs
            .map(|((one, other), weight)| weight * one * other)
            .sum()
    };
    let mut terms: Vec<Term> = Vec::new();
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for _ in 0..3 {
        let raised: Vec<f64> = match columns.last() {
            None => vec![1.0; judged.len()],
            Some(last) => judged
                .iter()
                .zip(last)
                .map(|(judged, value)| value * judged.level)
                .collect(),
        };
        let less: Vec<f64> = columns
            .iter()
            .map(|column| product(&raised, column) / product(column, column))
            .collect();
        let column: Vec<f64> = raised
            .iter()
            .enumerate()
            .map(|(place, value)| {
                let earlier = less.iter().zip(&columns);
                value
                    - earlier
                        .map(|(part, column)| part * column[place])
                        .sum::<f64>()
            })
            .collect();
        let size = product(&column, &column);
        if size <= product(&raised, &raised) * 1e-12 {
            break;
        }
        terms.push(Term {
            part: product(&variances, &column) / size,
            less,
        });
        columns.push(column);
    }
    terms
}
