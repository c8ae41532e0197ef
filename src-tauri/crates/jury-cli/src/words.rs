//! Words for people where an answer carries a name for scripts: verdicts, kinds of documents, rounds.
//!
//! The one rule: what is not known here is shown as it came, never left out.

/// 核验结论.
pub(crate) fn verdict(name: &str) -> &str {
    match name {
        "accepted" => "已核验",
        "provisional" => "待纸质确认",
        "duplicate" => "重复",
        "superseded" => "已替换",
        "held" => "待处理",
        "rejected" => "拒收",
        other => other,
    }
}

/// A kind of signed document.
pub(crate) fn kind(name: &str) -> &str {
    match name {
        "scoresheet" => "评分表",
        "panelreturn" => "评审组汇总表",
        "transcript" => "代录",
        "letter" => "任务函",
        "roster" => "专家名册",
        "ticket" => "复评单",
        "receipt" => "回执",
        "closing" => "收卷",
        "result" => "定稿",
        "shortlist" => "入围名单",
        "" => "—",
        other => other,
    }
}

/// 企业规模, the classes of the 2017 standard.
pub(crate) fn size(name: &str) -> &str {
    match name {
        "large" => "大型",
        "medium" => "中型",
        "small" => "小型",
        "micro" => "微型",
        other => other,
    }
}
