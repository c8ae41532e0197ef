//! One figure beside its baseline and its bar, and how figures are printed.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

/// What a bar is laid against.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Bar {
    /// The value, at most this.
    Value(f64),
    /// Value divided by baseline, at most this.
    RatioAtMost(f64),
    /// Value divided by baseline, at least this.
    RatioAtLeast(f64),
    /// Nothing is asked of it; it stands here to be looked at.
    Unset,
}

/// One measured figure.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) name: &'static str,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    /// The same unit.
    pub(crate) baseline: f64,
    /// What the baseline is, for people.
    pub(crate) beside: &'static str,
    pub(crate) bar: Bar,
    /// Median of the ratios of pairs, where that differs from the ratio of the medians.
    pub(crate) paired_ratio: Option<f64>,
}

impl Figure {
    pub(crate) fn ratio(&self) -> f64 {
        self.paired_ratio.unwrap_or(self.value / self.baseline)
    }

    /// Whether the bar is reached; nothing without a bar.
    fn met(&self) -> Option<bool> {
        match self.bar {
            Bar::Value(most) => Some(self.value <= most),
            Bar::RatioAtMost(most) => Some(self.ratio() <= most),
            Bar::RatioAtLeast(least) => Some(self.ratio() >= least),
            Bar::Unset => None,
        }
    }

    fn bar_text(&self) -> String {
        match self.bar {
            Bar::Value(most) => format!("≤ {} {}", plain(most), self.unit),
            Bar::RatioAtMost(most) => format!("ratio ≤ {}", plain(most)),
            Bar::RatioAtLeast(least) => format!("ratio ≥ {}", plain(least)),
            Bar::Unset => String::new(),
        }
    }

    /// `target` is a number; `of` says whether the value or the ratio is laid against it, `met` whether it is reached.
    fn to_json(&self) -> Value {
        let (target, of) = match self.bar {
            Bar::Value(most) => (json!(most), json!("value")),
            Bar::RatioAtMost(bound) | Bar::RatioAtLeast(bound) => (json!(bound), json!("ratio")),
            Bar::Unset => (Value::Null, Value::Null),
        };
        json!({
            "value": rounded(self.value),
            "unit": self.unit,
            "baseline": rounded(self.baseline),
            "ratio": rounded(self.ratio()),
            "target": target,
            "of": of,
            "met": self.met(),
        })
    }
}

/// All figures as one JSON document.
pub(crate) fn json(figures: &[Figure]) -> String {
    let all: Map<String, Value> = figures
        .iter()
        .map(|figure| (figure.name.to_owned(), figure.to_json()))
        .collect();
    format!("{:#}", Value::Object(all))
}

/// All figures for people.
pub(crate) fn table(figures: &[Figure]) -> String {
    let mut text = format!(
        "{:<32}{:>12} {:<6}{:>12}{:>9}  {:<14}\n",
        "", "value", "", "baseline", "ratio", "bar"
    );
    for figure in figures {
        let met = match figure.met() {
            Some(true) => "reached",
            Some(false) => "MISSED",
            None => "",
        };
        let (value, baseline, ratio) = (
            plain(figure.value),
            plain(figure.baseline),
            plain(figure.ratio()),
        );
        let (name, unit, bar, beside) =
            (figure.name, figure.unit, figure.bar_text(), figure.beside);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{name:<32}{value:>12} {unit:<6}{baseline:>12}{ratio:>9}  {bar:<14} {met:<8} beside {beside}"
        );
    }
    text
}

/// Three significant digits are what a machine with other work on it can promise.
fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the exponent of a double is below 309"
    )]
    let digits = 2 - value.abs().log10().floor() as i32;
    // Shown through a decimal, since a power of ten below one is no double.
    if digits > 0 {
        format!("{value:.0$}", usize::try_from(digits).unwrap_or(0))
            .parse()
            .unwrap_or(value)
    } else {
        value.round()
    }
}

fn plain(value: f64) -> String {
    rounded(value).to_string()
}
