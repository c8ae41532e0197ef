//! Taking times and making one figure of several.

use std::time::Instant;

/// Does something and says how many seconds it took.
pub(crate) fn timed<T, E>(act: impl FnOnce() -> Result<T, E>) -> Result<(f64, T), E> {
    let start = Instant::now();
    let result = act()?;
    Ok((start.elapsed().as_secs_f64(), result))
}

/// The middle value; a lone outlier, another program's turn on the processor, does not move it. Zero of nothing.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    match sorted.len() {
        0 => 0.0,
        n if n % 2 == 1 => sorted[n / 2],
        n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
    }
}
