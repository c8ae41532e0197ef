//! Intraclass correlations: Shrout & Fleiss, Psychological Bulletin 86 (1979) 420–428, all six forms; intervals after McGraw & Wong,
//! Psychological Methods 1 (1996) 30–46, tables 4 and 7.
//!
//! The one rule: an error variance of zero gives a coefficient but no interval, since it says nothing of how sure the coefficient is.

use crate::distribution::f_quantile;
use crate::moments::{count, mean, ratio, unless_rounding};

/// Which coefficient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// ICC(1,1): other experts for every entry, one mark.
    Icc1,
    /// ICC(2,1): the same experts, drawn from many; absolute agreement of one mark.
    Icc2,
    /// ICC(3,1): these very experts; consistency of one mark.
    Icc3,
    /// ICC(1,k): as ICC(1,1), of the mean of k.
    Icc1k,
    /// ICC(2,k): as ICC(2,1), of the mean of k.
    Icc2k,
    /// ICC(3,k): as ICC(3,1), of the mean of k.
    Icc3k,
}

/// The limits of a 95 % interval, the lower first.
pub type Interval = (f64, f64);

/// The six coefficients with their intervals.
#[derive(Debug, Clone, PartialEq)]
pub struct Icc {
    squares: Option<MeanSquares>,
}

/// Mean squares of the two-way layout; Shrout & Fleiss's BMS, JMS, EMS and WMS.
#[derive(Debug, Clone, Copy, PartialEq)]
struct MeanSquares {
    entries: f64,
    experts: f64,
    error: f64,
    within: f64,
    n: f64,
    k: f64,
}

impl Form {
    /// All six, in the order of the paper.
    pub const ALL: [Self; 6] = [
        Self::Icc1,
        Self::Icc2,
        Self::Icc3,
        Self::Icc1k,
        Self::Icc2k,
        Self::Icc3k,
    ];

    /// Its name: `icc1` … `icc3k`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Icc1 => "icc1",
            Self::Icc2 => "icc2",
            Self::Icc3 => "icc3",
            Self::Icc1k => "icc1k",
            Self::Icc2k => "icc2k",
            Self::Icc3k => "icc3k",
        }
    }
}

impl Icc {
    /// The coefficients of complete cases, a row per entry.
    pub(crate) fn of(cases: &[Vec<f64>]) -> Self {
        Self {
            squares: MeanSquares::of(cases),
        }
    }

    /// A coefficient, at most 1; below zero where entries differ less than marks of one entry do. Nothing below two complete cases or two experts,
    /// or where nothing varies that it could be taken of.
    #[must_use]
    pub fn value(&self, form: Form) -> Option<f64> {
        self.squares?.coefficient(form)
    }

    /// Its 95 % interval; nothing where the coefficient is not defined, there is no error variance, or (with very few entries) the approximation for
    /// ICC(2,·) breaks down.
    #[must_use]
    pub fn ci95(&self, form: Form) -> Option<Interval> {
        self.squares?.interval(form)
    }
}

impl MeanSquares {
    fn of(cases: &[Vec<f64>]) -> Option<Self> {
        let (n, k) = (cases.len(), cases.first()?.len());
        if n < 2 || k < 2 {
            return None;
        }
        // About one of the marks, so that large marks with small differences lose nothing.
        let pivot = cases.first()?.first()?;
        let cases: Vec<Vec<f64>> = cases
            .iter()
            .map(|row| row.iter().map(|mark| mark - pivot).collect())
            .collect();
        let rows: Vec<f64> = cases.iter().filter_map(|row| mean(row)).collect();
        let columns: Vec<f64> = (0..k)
            .filter_map(|expert| mean(&cases.iter().map(|row| row[expert]).collect::<Vec<_>>()))
            .collect();
        let grand = mean(&rows)?;
        let mut error = 0.0;
        for (row, of_row) in cases.iter().zip(&rows) {
            for (mark, of_column) in row.iter().zip(&columns) {
                error += (mark - of_row - of_column + grand).powi(2);
            }
        }
        let about = |means: &[f64]| means.iter().map(|mean| (mean - grand).powi(2)).sum::<f64>();
        let real = |squares| {
            let marks = cases.iter().flatten().map(|mark| mark.abs() + pivot.abs());
            unless_rounding(squares, marks)
        };
        let (entries, experts, error) = (
            real(count(k) * about(&rows)),
            real(count(n) * about(&columns)),
            real(error),
        );
        let (n, k) = (count(n), count(k));
        Some(Self {
            entries: entries / (n - 1.0),
            experts: experts / (k - 1.0),
            error: error / ((n - 1.0) * (k - 1.0)),
            within: (experts + error) / (n * (k - 1.0)),
            n,
            k,
        })
    }

    fn coefficient(&self, form: Form) -> Option<f64> {
        let Self {
            entries,
            experts,
            error,
            within,
            n,
            k,
        } = *self;
        let of_experts = (experts - error) / n;
        let (numerator, denominator) = match form {
            Form::Icc1 => (entries - within, entries + (k - 1.0) * within),
            Form::Icc2 => (
                entries - error,
                entries + (k - 1.0) * error + k * of_experts,
            ),
            Form::Icc3 => (entries - error, entries + (k - 1.0) * error),
            Form::Icc1k => (entries - within, entries),
            Form::Icc2k => (entries - error, entries + of_experts),
            Form::Icc3k => (entries - error, entries),
        };
        // An estimated variance that is not positive is no ground to stand on.
        (denominator > 0.0).then(|| ratio(numerator, denominator))?
    }

    fn interval(&self, form: Form) -> Option<Interval> {
        let value = self.coefficient(form)?;
        let k = self.k;
        let single = |f: f64| ratio(f - 1.0, f + k - 1.0);
        let average = |f: f64| ratio(f - 1.0, f);
        let both =
            |(low, high): Interval, of: &dyn Fn(f64) -> Option<f64>| Some((of(low)?, of(high)?));
        let (low, high) = match form {
            Form::Icc1 => both(self.one_way()?, &single),
            Form::Icc1k => both(self.one_way()?, &average),
            Form::Icc3 => both(self.two_way()?, &single),
            Form::Icc3k => both(self.two_way()?, &average),
            Form::Icc2 => self.agreement(false),
            Form::Icc2k => self.agreement(true),
        }?;
        // With very few entries the approximation for the agreement forms can leave its own ground: then it says nothing.
        (low <= value && value <= high).then_some((low, high))
    }

    /// Limits of the ratio of entries to what varies within them.
    fn one_way(&self) -> Option<Interval> {
        self.limits(self.within, self.n * (self.k - 1.0))
    }

    /// Limits of the ratio of entries to error.
    fn two_way(&self) -> Option<Interval> {
        self.limits(self.error, (self.n - 1.0) * (self.k - 1.0))
    }

    fn limits(&self, noise: f64, freedom: f64) -> Option<Interval> {
        let f = ratio(self.entries, noise)?;
        let of_entries = self.n - 1.0;
        Some((
            f / f_quantile(UPPER, of_entries, freedom)?,
            f * f_quantile(UPPER, freedom, of_entries)?,
        ))
    }

    /// Interval of ICC(2,1) or ICC(2,k), by Satterthwaite's degrees of freedom.
    fn agreement(&self, of_mean: bool) -> Option<Interval> {
        let Self {
            entries,
            experts,
            error,
            n,
            k,
            ..
        } = *self;
        let icc = self.coefficient(Form::Icc2)?;
        let (a, b) = (k * icc, n * (1.0 + (k - 1.0) * icc) - k * icc);
        let f = ratio(experts, error)?;
        let freedom = ratio(
            (k - 1.0) * (n - 1.0) * (a * f + b).powi(2),
            (n - 1.0) * (a * f).powi(2) + b.powi(2),
        )?;
        let above = f_quantile(UPPER, n - 1.0, freedom)?;
        let below = f_quantile(UPPER, freedom, n - 1.0)?;
        let experts_share = if of_mean {
            experts - error
        } else {
            k * experts + (k * n - k - n) * error
        };
        Some((
            ratio(
                n * (entries - above * error),
                above * experts_share + n * entries,
            )?,
            ratio(
                n * (below * entries - error),
                experts_share + n * below * entries,
            )?,
        ))
    }
}

/// Half of the five per cent lie beyond.
const UPPER: f64 = 0.975;
