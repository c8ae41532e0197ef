//! What is wrong with a rule file, in one Chinese sentence that names line and key.
//!
//! The one rule: what the parser said, in English, goes along as a detail for whoever wrote the file, never into the sentence.

use jury_exchange::rule_file::{RuleFileError, SyntaxProblem};

use crate::error::{DeskError, ErrorCode};

/// The refusal of a rule file.
pub(crate) fn refusal(error: &RuleFileError) -> DeskError {
    let refused = DeskError::new(ErrorCode::RuleFaults).with("why", words(error));
    match error {
        RuleFileError::Syntax { said, .. } => refused.with("detail", said),
        _ => refused,
    }
}

/// What is wrong, without a full stop.
pub(crate) fn words(error: &RuleFileError) -> String {
    match error {
        RuleFileError::TooLarge { .. } => "文件过大，不是规则文件，请重新选择".to_owned(),
        RuleFileError::Syntax {
            line, key, problem, ..
        } => syntax(*line, key.as_deref(), *problem),
        RuleFileError::KeyOfOtherAggregation { key } => {
            format!("“{key}”只用于 kind = \"trimmed\"（去掉最高最低分），请删去或改 kind")
        }
        RuleFileError::KeyMissing { key } => {
            format!("kind = \"trimmed\"（去掉最高最低分）时须写明“{key}”，请补上")
        }
        RuleFileError::UnknownTieStep { given } | RuleFileError::TieGroup { given, .. } => format!(
            "同分规则 ties 里的“{}”不认识，可写 group:指标组编号、round:评审阶段、all-mean、highest",
            short(given)
        ),
        RuleFileError::Number { at, .. } => {
            format!("{}应为 0 至 100 的数，最多两位小数，写在引号里", place(at))
        }
        RuleFileError::Id { at, given, .. } => format!(
            "{}的编号“{}”只能用英文字母、数字和连字符，最多 32 个，请改正",
            place(at),
            short(given)
        ),
        RuleFileError::Places { at } => format!(
            "{}应在 per-track（每赛道几个）、ratio（按比例）、across（全部赛道合计几个）中恰好写一个",
            place(at)
        ),
        RuleFileError::RoundingMissing { at } => format!(
            "{}按比例 ratio 时须写明取整法 rounding：half-up、up、down 或 largest-remainder",
            place(at)
        ),
        RuleFileError::RoundingOfNumber { at } => {
            format!("{}已写明数目，不用取整，请删去 rounding", place(at))
        }
        RuleFileError::Faults(faults) => {
            let said: Vec<String> = faults.iter().map(super::rule_faults::words).collect();
            said.join("；")
        }
    }
}

fn syntax(line: usize, key: Option<&str>, problem: SyntaxProblem) -> String {
    let key = key.map(short).unwrap_or_default();
    let named = if key.is_empty() {
        String::new()
    } else {
        format!("“{key}”")
    };
    match problem {
        SyntaxProblem::UnknownKey => {
            format!("第 {line} 行{named}不是规则文件里认识的名称或取值，请改正或删去")
        }
        SyntaxProblem::MissingKey => format!("缺少{named}这一项（第 {line} 行起的一段），请补上"),
        SyntaxProblem::KeyTwice => format!("第 {line} 行{named}写了两次，请只留一处"),
        SyntaxProblem::WrongValue => match values_of(&key) {
            Some(values) => format!("第 {line} 行{named}的取值不对，可写 {values}"),
            None => format!(
                "第 {line} 行{named}的取值不对，请对照现行规则的原文（命令行：jury rule show）或样例（jury rule --help）改正"
            ),
        },
        SyntaxProblem::NotToml => {
            format!("第 {line} 行{named}不符合 TOML 的写法（名称 = 值，文字加引号），请改正")
        }
    }
}

/// What a key with a few values may say.
fn values_of(key: &str) -> Option<&'static str> {
    let values = match key {
        "round" => "\"written\"、\"roadshow\" 或 \"roadshow-final\"",
        "rank-basis" => "\"published\" 或 \"exact\"",
        "rounding" => "\"half-up\"、\"up\"、\"down\" 或 \"largest-remainder\"",
        "sme-of" => "\"all\" 或 \"enterprises\"",
        _ => return None,
    };
    Some(values)
}

/// `[[rounds]] 2 promote ratio` → `第 2 个 [[rounds]] 的“promote ratio”`.
fn place(at: &str) -> String {
    let mut parts = at.splitn(3, ' ');
    let section = parts.next().unwrap_or_default();
    let (number, key) = match (parts.next(), parts.next()) {
        (Some(number), key) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            (format!("第 {number} 个 "), key)
        }
        (key, _) => (String::new(), key),
    };
    let key = key.map(|key| format!("的“{key}”")).unwrap_or_default();
    format!("{number}{section} {key}")
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_as_people_count() {
        let said = |at: &str| {
            words(&RuleFileError::RoundingMissing { at: at.to_owned() })
                .split("按比例")
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(
            said("[[rounds]] 2 promote"),
            "第 2 个 [[rounds]] 的“promote”"
        );
        assert_eq!(said("[rereview] range"), "[rereview] 的“range”");
        assert_eq!(said("[[awards.levels]] 3"), "第 3 个 [[awards.levels]] ");
    }

    #[test]
    fn every_fault_has_a_chinese_sentence() {
        let text = "decimals=9\nrank-basis='exact'\nties=['round:roadshow','all-mean','all-mean']\n[aggregation]\nkind='mean'\n\
                    [[rounds]]\nround='written'\nweight='50'\npromote={ per-track=0, ties='ask' }\n\
                    [[awards.levels]]\nid='a'\nname=''\nacross=0\nfloor='101'\n\
                    [recommendation]\nlimit=1\nsme-share='101'\nsme-of='all'\n\
                    [[recommendation.tracks]]\ntrack='01'\nat-least=3\nat-most=2\n[rereview]\nrange='0'\n";
        let Err(error) = jury_exchange::rule_file::read_rule(text) else {
            panic!("the rule is full of faults")
        };
        let sentences = words(&error);
        assert_eq!(sentences.split('；').count(), 13, "{sentences}");
        for sentence in sentences.split('；') {
            assert!(
                sentence.chars().any(|c| ('一'..='龥').contains(&c)),
                "{sentence}"
            );
        }
    }
}
