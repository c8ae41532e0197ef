//! Decimal numbers as a spreadsheet shows them: text in, text out, compared digit by digit.
//!
//! Not arithmetic: jury-core does that with exact values. The one rule: two spellings of one number compare equal, nothing is rounded.

use unicode_normalization::UnicodeNormalization;

/// The plain spelling of a decimal number, without leading or trailing zeros; nothing for any other text.
///
/// Full-width digits count as digits, since an input method writes them without being asked.
pub(crate) fn canonical(text: &str) -> Option<String> {
    let text: String = text.trim().nfkc().collect();
    let (negative, unsigned) = text
        .strip_prefix('-')
        .map_or((false, text.as_str()), |rest| (true, rest));
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        significant => significant,
    };
    let fraction = fraction.trim_end_matches('0');
    let sign = if negative && (whole != "0" || !fraction.is_empty()) {
        "-"
    } else {
        ""
    };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

/// A number cell's value as plain decimal text of at most fifteen significant digits, which is what a spreadsheet shows and computes with:
/// a cell that holds 0.1 + 0.2 is 0.3 to everybody who looks at it.
pub(crate) fn of_cell(value: f64) -> String {
    let shown = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    format!("{shown}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_become_one_text() {
        for text in ["13.5", "13.50", "013.500", " 13.5 ", "１３.５"] {
            assert_eq!(canonical(text).as_deref(), Some("13.5"), "{text:?}");
        }
        assert_eq!(canonical("-0.00").as_deref(), Some("0"));
        assert_eq!(canonical("-0.50").as_deref(), Some("-0.5"));
        assert_eq!(canonical("100").as_deref(), Some("100"));
    }

    #[test]
    fn a_cell_is_read_with_the_digits_a_spreadsheet_shows() {
        assert_eq!(of_cell(0.1 + 0.2), "0.3");
        assert_eq!(of_cell(15_735.28), "15735.28");
        assert_eq!(of_cell(1_999.999_999_999_999_8), "2000");
        assert_eq!(of_cell(1e15), "1000000000000000");
    }

    #[test]
    fn what_is_no_plain_number_has_no_spelling() {
        for text in ["", ".", "-", "1e3", "1,000", "十", "1.2.3", "+1"] {
            assert_eq!(canonical(text), None, "{text:?}");
        }
    }
}
