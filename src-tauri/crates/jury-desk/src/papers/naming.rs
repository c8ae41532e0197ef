//! Whether a contest is named as the notice asks (R40, R42): the sign ×, the quotation marks, the province.
//!
//! The one rule: warnings only. The name is the user's own edition data, and a contest that is another one is named as it likes.

const PROVINCES: &[&str] = &[
    "北京市",
    "天津市",
    "河北省",
    "山西省",
    "内蒙古自治区",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "上海市",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "广西壮族自治区",
    "海南省",
    "重庆市",
    "四川省",
    "贵州省",
    "云南省",
    "西藏自治区",
    "陕西省",
    "甘肃省",
    "青海省",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
    "新疆生产建设兵团",
];

/// Sentences about a contest's name; none when it follows the notice or is of another contest.
pub(super) fn warnings(name: &str) -> Vec<String> {
    let Some(at) = name.find("数据要素") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let after = &name[at + "数据要素".len()..];
    if !after.starts_with('×') {
        let sentence = if after.starts_with(['x', 'X', 'ｘ', 'Ｘ', '✕', '*']) {
            "名称里“数据要素”后面的符号应为乘号“×”，不是字母 x。"
        } else {
            "名称里“数据要素”后面缺少乘号“×”，规范名称不得拆分使用。"
        };
        found.push(sentence.to_owned());
    }
    let quoted = (name[..at].ends_with('“') && after.contains('”'))
        || (name[..at].ends_with('‘') && after.contains('’'));
    if !quoted {
        found.push("名称里“数据要素×”应加中文引号，写作“数据要素×”大赛。".to_owned());
    }
    if let Some((_, region)) = name.split_once("大赛") {
        let region = region.strip_suffix("分赛").unwrap_or("");
        let known = |one: &str| {
            let short = one
                .trim_end_matches(['省', '市'])
                .trim_end_matches("维吾尔自治区")
                .trim_end_matches("壮族自治区")
                .trim_end_matches("回族自治区")
                .trim_end_matches("自治区");
            one == region || short == region
        };
        if !region.is_empty() && !PROVINCES.iter().any(|one| known(one)) {
            found.push(format!(
                "“{region}分赛”不是省、自治区、直辖市或兵团的名称，请核对届次设置里的赛事名称。"
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_the_notice_gives_is_not_doubted() {
        for name in [
            "2025年“数据要素×”大赛湖南分赛",
            "2025年“数据要素×”大赛湖南省分赛",
            "2025年“数据要素×”大赛新疆生产建设兵团分赛",
            "2025年‘数据要素×’大赛",
            "某市创新大赛",
        ] {
            assert_eq!(warnings(name), Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn common_mistakes_are_named() {
        assert_eq!(warnings("2025年“数据要素x”大赛湖南分赛").len(), 1);
        assert_eq!(warnings("2025年数据要素×大赛湖南分赛").len(), 1);
        assert_eq!(warnings("2025年“数据要素”大赛湖南分赛").len(), 1);
        assert_eq!(warnings("2025年“数据要素×”大赛云江分赛").len(), 1);
        assert_eq!(warnings("2025年数据要素大赛云江分赛").len(), 3);
    }
}
