//! Means and sums of squares that say when there is nothing but rounding in them.

/// Count of things as a double; no table is near 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^53")]
pub(crate) fn count(things: usize) -> f64 {
    things as f64
}

/// The mean; nothing of nothing. Taken about the first value, so that equal values have exactly that value as their mean.
pub(crate) fn mean(values: &[f64]) -> Option<f64> {
    let first = values.first()?;
    let about_first: f64 = values.iter().map(|value| value - first).sum();
    Some(first + about_first / count(values.len()))
}

/// The sum of squared deviations from the mean.
pub(crate) fn squares(values: &[f64]) -> f64 {
    let Some(mean) = mean(values) else { return 0.0 };
    values.iter().map(|value| (value - mean).powi(2)).sum()
}

/// The sample standard deviation (divisor one less than the count); nothing below two values.
pub(crate) fn deviation(values: &[f64]) -> Option<f64> {
    (values.len() > 1).then(|| (squares(values) / count(values.len() - 1)).sqrt())
}

/// A sum of squares, or zero where rounding of values as large as these would have made it from nothing.
///
/// Marks are decimals; 88.1 has no double, so differences that cancel on paper leave some 10⁻¹⁴. Real differences of marks are hundredths
/// over a few thousand at the least, a hundred thousand times above what is taken for nothing here.
pub(crate) fn unless_rounding(squares: f64, values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut largest, mut number) = (0.0_f64, 0);
    for value in values {
        largest = largest.max(value.abs());
        number += 1;
    }
    if squares <= count(number) * (largest * 1e-13).powi(2) {
        0.0
    } else {
        squares
    }
}

/// A quotient that is a number; nothing where it is not.
pub(crate) fn ratio(numerator: f64, denominator: f64) -> Option<f64> {
    let quotient = numerator / denominator;
    (denominator != 0.0 && quotient.is_finite()).then_some(quotient)
}

/// Correlation of pairs by Pearson; nothing below three pairs or where one side does not vary.
pub(crate) fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let (ours, theirs): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let varying = |values: &[f64]| unless_rounding(squares(values), values.iter().copied());
    let (our_mean, their_mean) = (mean(&ours)?, mean(&theirs)?);
    let products: f64 = pairs
        .iter()
        .map(|(our, their)| (our - our_mean) * (their - their_mean))
        .sum();
    let size = (varying(&ours) * varying(&theirs)).sqrt();
    let correlation = ratio(products, size)?;
    (pairs.len() > 2).then(|| correlation.clamp(-1.0, 1.0))
}
