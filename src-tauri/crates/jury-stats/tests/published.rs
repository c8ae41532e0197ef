//! Published worked examples, each with its source, and figures computed once with independent software (said where).
#![expect(
    clippy::unwrap_used,
    reason = "a figure that is missing is a failed test"
)]

use jury_stats::agreement::{Agreement, Form};
use jury_stats::severity::Severity;
use jury_stats::{Table, TableError};

const GAP: f64 = f64::NAN;

/// Rows of marks, NaN for a gap.
fn table(rows: &[&[f64]]) -> Result<Table, TableError> {
    let rows: Vec<Vec<Option<f64>>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|mark| Some(*mark).filter(|mark| !mark.is_nan()))
                .collect()
        })
        .collect();
    Table::new(rows.first().map_or(0, Vec::len), &rows)
}

#[track_caller]
fn close(found: Option<f64>, expected: f64, within: f64) {
    let found = found.unwrap();
    assert!(
        (found - expected).abs() <= within,
        "{found} is not {expected} ± {within}"
    );
}

/// Shrout & Fleiss, Psychological Bulletin 86 (1979), table 2: four judges, six targets.
const SHROUT_FLEISS: &[&[f64]] = &[
    &[9.0, 2.0, 5.0, 8.0],
    &[6.0, 1.0, 3.0, 2.0],
    &[8.0, 4.0, 6.0, 8.0],
    &[7.0, 1.0, 2.0, 6.0],
    &[10.0, 5.0, 6.0, 9.0],
    &[6.0, 2.0, 4.0, 7.0],
];

/// The coefficients are those of their table 4; intervals to two digits as the documentation of psych::ICC (R) and pingouin 0.7.0 (Python) print
/// them for these data.
#[test]
fn the_six_coefficients_of_shrout_and_fleiss() {
    let icc = Agreement::of(&table(SHROUT_FLEISS).unwrap()).icc;
    for (form, value, (low, high)) in [
        (Form::Icc1, 0.17, (-0.13, 0.72)),
        (Form::Icc2, 0.29, (0.02, 0.76)),
        (Form::Icc3, 0.71, (0.34, 0.95)),
        (Form::Icc1k, 0.44, (-0.88, 0.91)),
        (Form::Icc2k, 0.62, (0.07, 0.93)),
        (Form::Icc3k, 0.91, (0.68, 0.99)),
    ] {
        close(icc.value(form), value, 0.005);
        let ci = icc.ci95(form);
        close(ci.map(|ci| ci.0), low, 0.005);
        close(ci.map(|ci| ci.1), high, 0.005);
    }
}

/// Full digits, by the formulas of McGraw & Wong (1996, table 7) in their notation with the F quantiles of SciPy 1.17.1.
#[test]
fn intervals_to_the_last_digit() {
    let marks: &[&[f64]] = &[
        &[81.83, 78.9, 67.08, 69.15, 65.66],
        &[69.78, 73.01, 68.02, 68.57, 66.93],
        &[76.4, 83.05, 80.65, 66.24, 72.61],
        &[78.85, 84.73, 76.18, 76.91, 77.5],
        &[85.85, 85.53, 84.05, 76.75, 76.52],
        &[81.8, 79.13, 84.16, 77.82, 67.79],
        &[78.02, 75.18, 75.63, 71.16, 63.86],
        &[74.6, 77.17, 77.96, 64.87, 73.37],
    ];
    let icc = Agreement::of(&table(marks).unwrap()).icc;
    for (form, value, (low, high)) in [
        (
            Form::Icc1,
            0.2657262442250527,
            (0.006912696184309785, 0.6917115948775066),
        ),
        (
            Form::Icc2,
            0.3172542636909825,
            (0.06867409342903505, 0.711661737434089),
        ),
        (
            Form::Icc3,
            0.4887432425478366,
            (0.1773080155828253, 0.8293588291934415),
        ),
        (
            Form::Icc1k,
            0.6440583720543971,
            (0.03363348856916071, 0.918157425585645),
        ),
        (
            Form::Icc2k,
            0.6991006590825071,
            (0.2693743186419701, 0.9250416619113764),
        ),
        (
            Form::Icc3k,
            0.8269842862829783,
            (0.5186774209611615, 0.9604762646602726),
        ),
    ] {
        close(icc.value(form), value, 1e-12);
        let ci = icc.ci95(form);
        close(ci.map(|ci| ci.0), low, 1e-9);
        close(ci.map(|ci| ci.1), high, 1e-9);
    }
}

/// Siegel, Nonparametric Statistics (1956), p. 230: three executives rank six applicants; s = 25.5, W = .16. The probability by SciPy 1.17.1.
#[test]
fn concordance_without_ties() {
    let ranks: &[&[f64]] = &[
        &[1.0, 1.0, 6.0],
        &[6.0, 5.0, 3.0],
        &[3.0, 6.0, 2.0],
        &[2.0, 4.0, 5.0],
        &[5.0, 2.0, 4.0],
        &[4.0, 3.0, 1.0],
    ];
    let w = Agreement::of(&table(ranks).unwrap()).kendall_w;
    close(w.w, 25.5 / 157.5, 1e-15);
    assert_eq!(w.w, w.w_uncorrected, "nothing to correct");
    close(w.chi2, 3.0 * 5.0 * 25.5 / 157.5, 1e-14);
    assert_eq!(w.df, Some(5));
    close(w.p, 0.7872118138839401, 1e-12);
}

/// Kendall, Rank Correlation Methods (1948), in Siegel (1956), p. 235: three rankings of ten with ties; s = 591, W = .828 corrected.
#[test]
fn concordance_with_ties() {
    let ranks: &[&[f64]] = &[
        &[1.0, 2.5, 2.0],
        &[4.5, 1.0, 1.0],
        &[2.0, 2.5, 4.5],
        &[4.5, 4.5, 4.5],
        &[3.0, 4.5, 4.5],
        &[7.5, 8.0, 4.5],
        &[6.0, 9.0, 8.0],
        &[9.0, 6.5, 8.0],
        &[7.5, 10.0, 8.0],
        &[10.0, 6.5, 10.0],
    ];
    let w = Agreement::of(&table(ranks).unwrap()).kendall_w;
    close(w.w, 0.828, 0.0005);
    close(w.w, 591.0 / (742.5 - 28.5), 1e-15);
    close(w.w_uncorrected, 591.0 / 742.5, 1e-15);
    assert_eq!(w.df, Some(9));
}

/// Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): four observers, twelve units, gaps. α of the nominal scale is printed there as
/// .743 and of the interval scale as .849; ordinal .815 and ratio .797. Full digits by the Python package krippendorff.
#[test]
fn krippendorffs_four_observers() {
    let units: &[&[f64]] = &[
        &[1.0, 1.0, GAP, 1.0],
        &[2.0, 2.0, 3.0, 2.0],
        &[3.0, 3.0, 3.0, 3.0],
        &[3.0, 3.0, 3.0, 3.0],
        &[2.0, 2.0, 2.0, 2.0],
        &[1.0, 2.0, 3.0, 4.0],
        &[4.0, 4.0, 4.0, 4.0],
        &[1.0, 1.0, 2.0, 1.0],
        &[2.0, 2.0, 2.0, 2.0],
        &[GAP, 5.0, 5.0, 5.0],
        &[GAP, GAP, 1.0, 1.0],
        &[GAP, 3.0, GAP, GAP],
    ];
    let alpha = Agreement::of(&table(units).unwrap()).alpha;
    close(alpha.nominal, 0.743421052631579, 1e-14);
    close(alpha.ordinal, 0.8153875037548814, 1e-14);
    close(alpha.interval, 0.8491071428571428, 1e-14);
    close(alpha.ratio, 0.7974027747116121, 1e-14);
}

/// Marks as contests have them, more than a third missing; α by the Python package krippendorff.
#[test]
fn alpha_of_decimal_marks_with_many_gaps() {
    let marks: &[&[f64]] = &[
        &[71.1, 76.8, 69.8, 72.2, 71.3, 73.8],
        &[GAP, GAP, GAP, GAP, GAP, GAP],
        &[GAP, 68.2, 67.8, GAP, 71.5, 69.1],
        &[82.1, 88.4, 82.5, 81.6, 89.1, GAP],
        &[80.1, GAP, 79.6, 81.2, 86.8, 79.3],
        &[GAP, 85.2, GAP, GAP, 93.7, 90.7],
        &[79.9, GAP, 79.8, 82.5, 80.3, 82.3],
        &[90.7, 85.0, 76.8, 90.0, GAP, 79.3],
        &[86.7, GAP, 80.6, 80.5, 79.1, GAP],
        &[78.6, GAP, GAP, GAP, GAP, 75.4],
    ];
    let alpha = Agreement::of(&table(marks).unwrap()).alpha;
    close(alpha.nominal, -0.005427408412483015, 1e-12);
    close(alpha.ordinal, 0.6983114552069595, 1e-12);
    close(alpha.interval, 0.7292413048300568, 1e-12);
    close(alpha.ratio, 0.7502394431233659, 1e-12);
}

/// Montgomery, Design and Analysis of Experiments (2001): four catalysts in four batches of three, a balanced incomplete block design; the effects
/// of the catalysts are −9/8, −7/8, −4/8 and 20/8 about a mean of 72.5. Raw means put catalyst 1 before 3; the model does not.
#[test]
fn the_additive_model_of_an_incomplete_block_design() {
    let catalysts: &[&[f64]] = &[
        &[73.0, 74.0, GAP, 71.0],
        &[GAP, 75.0, 67.0, 72.0],
        &[73.0, 75.0, 68.0, GAP],
        &[75.0, GAP, 72.0, 75.0],
    ];
    let severity = Severity::of(&table(catalysts).unwrap());
    for (entry, effect) in [-9.0, -7.0, -4.0, 20.0].into_iter().enumerate() {
        close(severity.level(entry), 72.5 + effect / 8.0, 1e-12);
    }
    let raw: Vec<f64> = severity.components[0]
        .entries
        .iter()
        .map(|level| level.raw)
        .collect();
    assert!(raw[0] > raw[2] && severity.level(0) < severity.level(2));
}
