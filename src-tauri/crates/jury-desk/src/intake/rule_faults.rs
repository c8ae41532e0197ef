//! What a rule that could be read contradicts itself in, one Chinese sentence a fault.
//!
//! The rule editor and the refusal of a rule file say the same. The one rule: every sentence names the place and the mend.

use jury_core::contest::Round;
use jury_core::rule::RuleFault;

/// The sentence of one fault, without a full stop.
pub(crate) fn words(fault: &RuleFault) -> String {
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
        RuleFault::TieRoundNotHeld { position, round } => format!(
            "同分规则 ties 的第 {position} 步比较{}，但没有这个评审阶段，请删去",
            named(*round)
        ),
        _ => round_words(fault),
    }
}

fn round_words(fault: &RuleFault) -> String {
    match fault {
        RuleFault::NoRounds => "没有评审阶段，请至少写一个 [[rounds]]".to_owned(),
        RuleFault::RepeatedRound { round } => {
            format!("评审阶段{}写了两次，请只留一处", named(*round))
        }
        RuleFault::RoundWeightSum { sum } => {
            format!("各评审阶段的权重之和应为 100，现为 {sum}，请改正")
        }
        RuleFault::RoundWeight { round, weight } => {
            format!("评审阶段{}的权重 {weight} 应大于 0，请改正", named(*round))
        }
        RuleFault::PromotionFromLast { round } => format!(
            "{}是最后一个评审阶段，之后没有可晋级的阶段，请删去它的 promote",
            named(*round)
        ),
        RuleFault::PromotesNobody { round } => {
            format!(
                "{}的晋级名额为 0，请至少写 1 个，或删去 promote",
                named(*round)
            )
        }
        RuleFault::PromotionRatio { round, percent } => format!(
            "{}的晋级比例 {percent} 应大于 0、不超过 100，请改正",
            named(*round)
        ),
        _ => award_words(fault),
    }
}

fn award_words(fault: &RuleFault) -> String {
    match fault {
        RuleFault::RepeatedAward { id, position } => {
            format!("奖项编号 {id} 用了两次（该表第 {position} 个），请另起编号")
        }
        RuleFault::AwardName { id, .. } => {
            format!("奖项 {id} 的名称应为 1 至 60 个字、写在一行内，请改正")
        }
        RuleFault::AwardPlaces { id } => {
            format!("奖项 {id} 的名额为 0，请至少写 1 个，或删去该奖项")
        }
        RuleFault::AwardRatio { id, percent } => {
            format!("奖项 {id} 的比例 {percent} 应大于 0、不超过 100，请改正")
        }
        RuleFault::AwardRatioSum { sum } => {
            format!("各等级奖项的比例合计 {sum}，超过 100，请减少")
        }
        RuleFault::AwardFloor {
            id,
            vacancies: false,
            ..
        } => format!("奖项 {id} 设了最低分 floor，须同时写 vacancies = true（可空缺）"),
        RuleFault::AwardFloor { id, floor, .. } => {
            format!("奖项 {id} 的最低分 {floor} 应大于 0、不超过 100，请改正")
        }
        _ => list_words(fault),
    }
}

fn list_words(fault: &RuleFault) -> String {
    match fault {
        RuleFault::RecommendationLimit => "推荐名额 limit 为 0，请至少写 1 个".to_owned(),
        RuleFault::SmeShare { percent } => {
            format!("推荐中的中小企业比例 sme-share 应为 0 至 100，现为 {percent}，请改正")
        }
        RuleFault::RepeatedWish { track, position } => {
            format!("推荐里赛道 {track} 写了两次（第 {position} 个），请只留一处")
        }
        RuleFault::WishContradiction {
            track,
            at_least,
            at_most,
        } => format!("推荐里赛道 {track} 至少 {at_least} 个、至多 {at_most} 个，互相矛盾，请改正"),
        RuleFault::WishesBeyondLimit { needed, limit } => {
            format!("各赛道至少推荐数合计 {needed} 个，超过推荐名额 {limit} 个，请减少")
        }
        RuleFault::UnknownTrack { track } => {
            format!("推荐里的赛道 {track} 不在本赛事中，请改正")
        }
        RuleFault::RereviewPoints { given } => {
            format!("复评条件的分差 {given} 应大于 0、不超过 100，请改正")
        }
        // Every other fault has its sentence above; one added later says itself in English until it has one.
        other => other.to_string(),
    }
}

fn named(round: Round) -> String {
    format!("“{}”（{}）", round.label(), round.as_str())
}
