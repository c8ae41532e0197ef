//! The two distributions that intervals and probabilities come from.
//!
//! statrs has them, tested against published tables; a quantile of F written here would be one more thing to trust.

use statrs::distribution::{ChiSquared, ContinuousCDF as _, FisherSnedecor};

/// Below half a degree of freedom a quantile lies beyond 10⁶ and an interval says nothing; the library loses digits there, and far below never ends.
const LEAST_FREEDOM: f64 = 0.5;

/// The value an F variable with these degrees of freedom stays below with this probability; nothing with less than half a
/// degree on either side or where that is no positive number.
pub(crate) fn f_quantile(probability: f64, above: f64, below: f64) -> Option<f64> {
    if above < LEAST_FREEDOM || below < LEAST_FREEDOM {
        return None;
    }
    let quantile = FisherSnedecor::new(above, below)
        .ok()?
        .inverse_cdf(probability);
    (quantile.is_finite() && quantile > 0.0).then_some(quantile)
}

/// The value the size of a t variable with these degrees of freedom stays below with this probability: its square is F with one degree above.
pub(crate) fn t_size(probability: f64, freedom: f64) -> Option<f64> {
    f_quantile(probability, 1.0, freedom).map(f64::sqrt)
}

/// The probability that a χ² variable with these degrees of freedom is at least this large.
pub(crate) fn chi_squared_above(value: f64, freedom: f64) -> Option<f64> {
    let above = ChiSquared::new(freedom).ok()?.sf(value);
    above.is_finite().then(|| above.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SciPy 1.17.1, scipy.stats.f.ppf(0.975, …).
    #[test]
    fn quantiles_of_f_are_those_of_another_library() {
        for (above, below, expected) in [
            (5.0, 18.0, 3.381967805875243),
            (5.0, 15.0, 3.5764153492790607),
            (3.2, 5.0, 7.672540387872064),
            (89.0, 712.0, 1.3417764280915698),
            (712.0, 89.0, 1.3944689139274633),
            (1.0, 1.0, 647.7890114778442),
            (1.0, 2.5, 23.657577241324027),
            (2.5, 1.0, 837.3288600065781),
            (1199.0, 9592.0, 1.0871018949345723),
            (9.3, 1199.0, 2.1034968391365343),
            (1199.0, 4.1, 7.951800072757736),
        ] {
            let found = f_quantile(0.975, above, below).unwrap();
            assert!(
                (found / expected - 1.0).abs() < 1e-9,
                "{above} {below}: {found}"
            );
        }
        assert_eq!(f_quantile(0.975, 0.0, 3.0), None);
        assert_eq!(f_quantile(0.975, f64::NAN, 3.0), None);
        assert_eq!(f_quantile(0.975, 3.0, 1e-30), None);
    }

    /// SciPy 1.17.1, scipy.stats.chi2.sf.
    #[test]
    fn tails_of_chi_squared_are_those_of_another_library() {
        for (value, freedom, expected) in [
            (22.35, 9.0, 0.007833498852225616),
            (300.0, 89.0, 1.151540994426996e-24),
            (0.001, 1.0, 0.9747728793699604),
        ] {
            let found = chi_squared_above(value, freedom).unwrap();
            assert!((found / expected - 1.0).abs() < 1e-9, "{value}: {found}");
        }
    }
}
