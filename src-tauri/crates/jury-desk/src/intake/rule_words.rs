//! What is wrong with a rule file, in one Chinese sentence that names line and key.
//!
//! The one rule: what the parser said, in English, goes along as a detail for whoever wrote the file, never into the sentence.

use jury_core::rule::RuleFault;
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

fn words(error: &RuleFileError) -> String {
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
            "同分规则 ties 里的“{}”不认识，可写 group:指标组编号、all-mean、highest",
            short(given)
        ),
        RuleFileError::Weight(_) => {
            "评审阶段的权重 weight 应为 0 至 100 的数，最多两位小数，写在引号里".to_owned()
        }
        RuleFileError::Faults(faults) => {
            let said: Vec<String> = faults.iter().map(contradiction).collect();
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
        SyntaxProblem::WrongValue => format!("第 {line} 行{named}的取值不对，请按样例改正"),
        SyntaxProblem::NotToml => {
            format!("第 {line} 行{named}不符合 TOML 的写法（名称 = 值，文字加引号），请改正")
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

fn contradiction(fault: &RuleFault) -> String {
    match fault {
        RuleFault::Decimals { given, max } => {
            format!("decimals = {given} 过多，公布分最多 {max} 位小数")
        }
        RuleFault::NobodyLeft {
            dropped,
            minimum_experts,
        } => {
            format!("{minimum_experts} 位专家去掉 {dropped} 个分后没有剩余，请增大 minimum-experts")
        }
        RuleFault::RepeatedTieStep { position } => {
            format!("同分规则 ties 的第 {position} 步与前面重复，请删去")
        }
        RuleFault::UnknownGroup { group } => {
            format!("同分规则 ties 里的指标组 {group} 不在指标体系中，请改正")
        }
        RuleFault::NoRounds => "没有评审阶段，请至少写一个 [[rounds]]".to_owned(),
        RuleFault::RepeatedRound { round } => {
            format!("评审阶段 {} 写了两次，请只留一处", round.as_str())
        }
        RuleFault::RoundWeightSum { sum } => {
            format!("各评审阶段的权重之和应为 100，现为 {sum}，请改正")
        }
        RuleFault::RoundWeight { round, weight } => {
            format!(
                "评审阶段 {} 的权重 {weight} 应大于 0，请改正",
                round.as_str()
            )
        }
    }
}
