//! Names of people, places, units and entries that do not exist.
//!
//! Not the choice of who enters where (see the parent). The one rule to know: every company carries a × in its name, as reports mask real
//! ones, and sits in 云江, a region on no map, so that no real company or school can be meant.

use std::collections::BTreeSet;

use crate::lexicon::TrackWords;
use crate::random::Random;

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏宇晨欣怡浩天佳琪文博子涵雨泽思远俊凯雪梅建国志海燕春晓冬青立新永康学世昌栋振宁诗雅若兰书瑶一鸣景行知清和望舒";
const MARKS: &str = "澄衡岚汐砺朔沐禾韬锦恒启瑞星拓致慧安嘉融";
const SUFFIXES: [&str; 5] = [
    "有限公司",
    "有限公司",
    "有限公司",
    "股份有限公司",
    "集团有限公司",
];

/// Districts and counties of the invented region.
pub(crate) const PLACES: [&str; 9] = [
    "澄湖区",
    "望岳区",
    "云麓区",
    "白鹭洲新区",
    "临浦区",
    "石渡县",
    "南汀县",
    "柏岭县",
    "东洲经济开发区",
];

/// Schools of the invented region.
pub(crate) const SCHOOLS: [&str; 6] = [
    "云江理工大学",
    "云江工程学院",
    "云江财经大学",
    "澄湖大学",
    "云江农林大学",
    "云江交通职业技术学院",
];

/// Public institutions of the invented region.
const INSTITUTIONS: [&str; 4] = [
    "云江市城市运行管理中心",
    "云江市公共数据服务中心",
    "云江市测绘地理信息院",
    "云江市应急指挥保障中心",
];

/// Where experts come from.
const EXPERT_UNITS: [&str; 12] = [
    "云江理工大学信息工程学院",
    "澄湖大学公共管理学院",
    "云江市标准化研究院",
    "云江市大数据协会",
    "云江数据交易中心专家委员会",
    "云江财经大学数字经济研究院",
    "云江农林大学农学院",
    "云江市信息化咨询院",
    "云江产业投资基金管理中心",
    "云江市软件评测中心",
    "云江市科技情报研究所",
    "云江市律师协会数据合规专委会",
];

fn letter(of: &str, random: &mut Random) -> char {
    let letters: Vec<char> = of.chars().collect();
    *random.pick(&letters)
}

/// A person's name of two or three characters that is not in `taken`; the new name joins it.
pub(super) fn person(random: &mut Random, taken: &mut BTreeSet<String>) -> String {
    loop {
        let given = 1 + usize::from(random.chance(72));
        let mut name = letter(SURNAMES, random).to_string();
        name.extend((0..given).map(|_| letter(GIVEN, random)));
        if taken.insert(name.clone()) {
            return name;
        }
    }
}

/// A company's name that is not in `taken`; the new name joins it.
pub(super) fn company(
    random: &mut Random,
    words: &TrackWords,
    taken: &mut BTreeSet<String>,
) -> String {
    loop {
        let place = *random.pick(&["云江", "云江市", "云江", "澄湖", "望岳"]);
        let (mark, trade, suffix) = (
            letter(MARKS, random),
            random.pick(&words.trades),
            *random.pick(&SUFFIXES),
        );
        let name = format!("{place}{mark}×{trade}{suffix}");
        if taken.insert(name.clone()) {
            return name;
        }
    }
}

/// A company's name of more than thirty characters: such names break columns, and real ones are this long.
pub(super) fn long_company(random: &mut Random, words: &TrackWords) -> String {
    let (mark, trade) = (letter(MARKS, random), random.pick(&words.trades));
    format!("云江（白鹭洲新区）{mark}×{trade}与公共数据资源授权运营技术服务股份有限公司")
}

/// The n-th public institution.
pub(super) fn institution(n: usize) -> String {
    INSTITUTIONS[n % INSTITUTIONS.len()].to_owned()
}

/// The n-th school.
pub(super) fn school(n: usize) -> String {
    SCHOOLS[n % SCHOOLS.len()].to_owned()
}

/// Where the n-th expert works.
pub(super) fn expert_unit(n: usize) -> String {
    EXPERT_UNITS[n % EXPERT_UNITS.len()].to_owned()
}

/// The scene and the title of an entry; no title comes twice, as scenes are few and real titles differ.
pub(super) fn title(
    random: &mut Random,
    words: &TrackWords,
    scene: &str,
    taken: &mut BTreeSet<String>,
) -> String {
    loop {
        let (brand, user) = (random.pick(&words.brands), random.pick(&words.users));
        let features = random.some(&words.features, 2);
        let means = *random.pick(&[
            "隐私计算",
            "多源数据融合",
            "知识图谱",
            "时空大数据",
            "行业大模型",
        ]);
        let title = match random.below(9) {
            0 => format!("“{brand}”——{scene}数据融合应用"),
            1 => format!("基于{means}的{scene}关键技术与应用"),
            2 => format!("{scene}公共数据授权运营实践"),
            3 => format!(
                "数据要素×{scene}：{}与{}一体化平台",
                features[0], features[1]
            ),
            4 => format!("面向{user}的{scene}数据服务"),
            5 => format!("多源数据融合赋能{scene}"),
            6 => format!("{scene}可信数据空间建设与应用"),
            7 => format!("{}驱动的{scene}解决方案", features[0]),
            _ => format!("“{brand}”{scene}平台"),
        };
        if taken.insert(title.clone()) {
            return title;
        }
    }
}

/// A title of more than forty characters with × and quotes.
pub(super) fn long_title(
    random: &mut Random,
    words: &TrackWords,
    track: &str,
    scene: &str,
) -> String {
    let (sources, features) = (
        random.some(&words.sources, 2),
        random.some(&words.features, 2),
    );
    format!(
        "“数据要素×{track}”融合{}与{}的{scene}及{}、{}协同应用示范项目",
        sources[0], sources[1], features[0], features[1]
    )
}

/// A team's name.
pub(super) fn team(
    random: &mut Random,
    words: &TrackWords,
    taken: &mut BTreeSet<String>,
) -> String {
    loop {
        let brand = random.pick(&words.brands).trim_end_matches('+').to_owned();
        let tail = *random.pick(&[
            "团队",
            "先锋队",
            "创新队",
            "项目组",
            "攻关组",
            "小分队",
            "工作室",
            "联合队",
            "实验班",
            "行动组",
        ]);
        let head = *random.pick(&["", "", "云江", "新", "一起", "众智"]);
        let name = format!("{head}{brand}{tail}");
        if taken.insert(name.clone()) {
            return name;
        }
    }
}
