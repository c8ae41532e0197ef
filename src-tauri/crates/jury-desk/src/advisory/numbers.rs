//! Doubles as the fixed decimals that cross the door. The one rule: nothing here is official, so rounding may be the language's own.

/// With so many decimals; never a negative zero.
pub(super) fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|one| matches!(one, '0' | '.')) => rest.to_owned(),
        _ => text,
    }
}

/// The same with a sign before anything above zero.
pub(super) fn signed(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals);
    let is_zero = text.chars().all(|one| matches!(one, '0' | '.'));
    if text.starts_with('-') || is_zero {
        text
    } else {
        format!("+{text}")
    }
}

/// A share from 0 to 1 in whole percent; `<1` and `>99` where rounding would claim certainty.
pub(super) fn percent(share: f64) -> String {
    let whole = fixed(share * 100.0, 0);
    match whole.as_str() {
        _ if share <= 0.0 => "0".to_owned(),
        _ if share >= 1.0 => "100".to_owned(),
        "0" => "<1".to_owned(),
        "100" => ">99".to_owned(),
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_claims_neither_a_sign_nor_certainty() {
        assert_eq!(
            (fixed(-0.001, 2), fixed(-1.234, 2)),
            ("0.00".into(), "-1.23".into())
        );
        assert_eq!(
            (signed(0.5, 1), signed(-0.5, 1), signed(0.0, 1)),
            ("+0.5".into(), "-0.5".into(), "0.0".into())
        );
        let shares = [0.0, 0.002, 0.43, 0.998, 1.0].map(percent);
        assert_eq!(shares, ["0", "<1", "43", ">99", "100"]);
    }
}
