//! How far experts agree, each coefficient with one sentence for people who do not know it.
//!
//! The levels of words follow Koo & Li (2016) for the ICC, Krippendorff (2004) for α; W is laid on the same words as correlation. The one rule: a
//! coefficient that is not defined gets the reason instead of a number.

use jury_stats::agreement::{Agreement, Form};

use super::marks::Marks;
use super::numbers::fixed;
use crate::wire::advisory::AgreementFigure;

pub(super) struct Figures {
    pub(super) figures: Vec<AgreementFigure>,
    pub(super) cases: usize,
}

pub(super) fn figures(marks: &Marks<'_>) -> Figures {
    let agreement = Agreement::of(&marks.all);
    let reasons = Reasons::of(marks, agreement.complete_cases);
    let mut figures: Vec<AgreementFigure> = [
        Form::Icc2,
        Form::Icc2k,
        Form::Icc1,
        Form::Icc1k,
        Form::Icc3,
        Form::Icc3k,
    ]
    .iter()
    .map(|form| icc(&agreement, *form, marks.active(), &reasons))
    .collect();
    figures.splice(
        2..2,
        [
            concordance(&agreement, &reasons),
            alpha_interval(&agreement, &reasons),
        ],
    );
    figures.extend(others(&agreement, &reasons));
    Figures {
        figures,
        cases: agreement.complete_cases,
    }
}

/// Why a coefficient is not there.
struct Reasons {
    of_cases: String,
    of_pairs: String,
}

impl Reasons {
    fn of(marks: &Marks<'_>, cases: usize) -> Self {
        let active = marks.active();
        let of_cases = match (active, cases) {
            (0, _) => "还没有评分".to_owned(),
            (1, _) => "只有 1 位专家评分".to_owned(),
            (_, 0 | 1) => {
                format!("各位专家都评过的项目只有 {cases} 个，至少要 2 个")
            }
            _ => "得分之间没有可比的差别".to_owned(),
        };
        let paired = (0..marks.all.entries()).any(|row| marks.all.of_entry(row).nth(1).is_some());
        let of_pairs = match (active, paired) {
            (0 | 1, _) => of_cases.clone(),
            (_, false) => "没有两位专家共同评过的项目".to_owned(),
            _ => "得分之间没有可比的差别".to_owned(),
        };
        Self { of_cases, of_pairs }
    }
}

fn undefined(reason: &str) -> String {
    format!("无法计算：{reason}。")
}

fn icc(agreement: &Agreement, form: Form, experts: usize, reasons: &Reasons) -> AgreementFigure {
    let (name, scale) = match form {
        Form::Icc1 => ("ICC(1,1)", "专家各不相同，看单独一位"),
        Form::Icc2 => ("ICC(2,1)", "专家是随机的一批，宽严也算差异，看单独一位"),
        Form::Icc3 => ("ICC(3,1)", "只看这几位专家，宽严不算差异，看单独一位"),
        Form::Icc1k => ("ICC(1,k)", "专家各不相同，看平均"),
        Form::Icc2k => ("ICC(2,k)", "专家是随机的一批，宽严也算差异，看平均"),
        Form::Icc3k => ("ICC(3,k)", "只看这几位专家，宽严不算差异，看平均"),
    };
    let value = agreement.icc.value(form);
    let interval = agreement.icc.ci95(form);
    let of_one = matches!(form, Form::Icc1 | Form::Icc2 | Form::Icc3);
    AgreementFigure {
        id: form.name().to_owned(),
        name: name.to_owned(),
        main: matches!(form, Form::Icc2 | Form::Icc2k),
        value: value.map(|value| fixed(value, 2)),
        low: interval.map(|(low, _)| fixed(low, 2)),
        high: interval.map(|(_, high)| fixed(high, 2)),
        meaning: value.map_or_else(
            || undefined(&reasons.of_cases),
            |value| {
                if of_one {
                    format!("只看一位专家的分数，{}。", reliability(value))
                } else {
                    format!("{experts} 位专家取平均，{}。", reliability(value))
                }
            },
        ),
        detail: scale.to_owned(),
    }
}

/// Koo & Li (2016): below 0.5 poor, to 0.75 moderate, to 0.9 good, above excellent.
fn reliability(value: f64) -> &'static str {
    match value {
        _ if value < 0.0 => "高低之差还不如专家之间的差别大，不宜据此分高下",
        _ if value < 0.5 => "高低之差不到一半来自项目本身，偏低",
        _ if value < 0.75 => "高低之差有一半以上来自项目本身，中等",
        _ if value < 0.9 => "高低之差有四分之三以上来自项目本身，较好",
        _ => "高低之差有九成以上来自项目本身，很好",
    }
}

fn concordance(agreement: &Agreement, reasons: &Reasons) -> AgreementFigure {
    let w = agreement.kendall_w;
    let said = |value: f64| match value {
        _ if value < 0.3 => "各位专家排出的先后次序差别很大，名次要谨慎看",
        _ if value < 0.5 => "各位专家排出的先后次序有些相同，分歧不小",
        _ if value < 0.7 => "各位专家排出的先后次序多数相同",
        _ if value < 0.995 => "各位专家排出的先后次序大体一致，分歧多在相邻名次之间",
        _ => "各位专家排出的先后次序几乎完全相同",
    };
    let test = match (w.chi2, w.df, w.p) {
        (Some(chi2), Some(df), Some(p)) => {
            let p = if p < 0.001 {
                "p < 0.001".to_owned()
            } else {
                format!("p = {}", fixed(p, 3))
            };
            format!("χ² = {}，自由度 {df}，{p}", fixed(chi2, 2))
        }
        _ => String::new(),
    };
    AgreementFigure {
        id: "w".to_owned(),
        name: "肯德尔 W".to_owned(),
        main: true,
        value: w.w.map(|value| fixed(value, 2)),
        low: None,
        high: None,
        meaning: w.w.map_or_else(
            || undefined(&reasons.of_cases),
            |value| format!("{}。", said(value)),
        ),
        detail: join(&["0 为各排各的，1 为完全相同；已作同分校正", &test]),
    }
}

fn alpha_interval(agreement: &Agreement, reasons: &Reasons) -> AgreementFigure {
    let said = |value: f64| match value {
        _ if value < 0.667 => "分值本身一致程度不高：一两分的差距不宜当真",
        _ if value < 0.8 => "分值本身中等一致：名次可以参考，一两分的差距不宜当真",
        _ => "分值本身相当一致",
    };
    AgreementFigure {
        main: true,
        meaning: agreement.alpha.interval.map_or_else(
            || undefined(&reasons.of_pairs),
            |value| format!("{}。", said(value)),
        ),
        ..alpha(
            "interval",
            "克里彭多夫 α（定距）",
            agreement.alpha.interval,
            "通常 0.80 以上视为可靠",
            reasons,
        )
    }
}

fn others(agreement: &Agreement, reasons: &Reasons) -> [AgreementFigure; 4] {
    let (w, a) = (agreement.kendall_w.w_uncorrected, agreement.alpha);
    let uncorrected = AgreementFigure {
        id: "wUncorrected".to_owned(),
        name: "肯德尔 W（未校正）".to_owned(),
        main: false,
        value: w.map(|value| fixed(value, 2)),
        low: None,
        high: None,
        meaning: plain(w, "不作同分校正，总不大于上面的 W", &reasons.of_cases),
        detail: String::new(),
    };
    [
        uncorrected,
        alpha(
            "ordinal",
            "克里彭多夫 α（定序）",
            a.ordinal,
            "只看先后次序",
            reasons,
        ),
        alpha(
            "nominal",
            "克里彭多夫 α（定类）",
            a.nominal,
            "只看得分是否完全相同",
            reasons,
        ),
        alpha(
            "ratio",
            "克里彭多夫 α（定比）",
            a.ratio,
            "看得分之间的比例",
            reasons,
        ),
    ]
}

fn alpha(
    id: &str,
    name: &str,
    value: Option<f64>,
    scale: &str,
    reasons: &Reasons,
) -> AgreementFigure {
    AgreementFigure {
        id: id.to_owned(),
        name: name.to_owned(),
        main: false,
        value: value.map(|value| fixed(value, 2)),
        low: None,
        high: None,
        meaning: plain(value, scale, &reasons.of_pairs),
        detail: scale.to_owned(),
    }
}

fn plain(value: Option<f64>, said: &str, reason: &str) -> String {
    value.map_or_else(|| undefined(reason), |_| format!("{said}。"))
}

fn join(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("；")
}
