//! Names of people in order: 按姓氏笔画, or by pinyin.
//!
//! Not a name's spelling, and nothing official hangs on it: papers list people so that nobody is first by rank. The one rule: stroke counts and readings
//! are CLDR's (`zh-u-co-stroke`, `zh-u-co-pinyin`, compiled in); only what CLDR cannot know, how a character is read as a surname, and where
//! it counts a traditional form stands in a table here.
//!
//! The table's source: 《现代汉语词典》(第 7 版, 商务印书馆) gives each of these characters a reading 姓 of its own. Pinyin order is looked up under a common
//! character of that reading, so that 单 stands where 善 would.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOrder {
    /// 按姓氏笔画.
    Strokes,
    /// 按姓氏拼音.
    Pinyin,
}

impl NameOrder {
    /// The word for it on a paper.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Strokes => "按姓氏笔画排序",
            Self::Pinyin => "按姓氏拼音排序",
        }
    }
}

/// Surnames that are read otherwise than the character usually is, each with a character that has only the surname's reading.
const READ_AS: [(char, char); 21] = [
    ('单', '善'), // shàn
    ('曾', '增'), // zēng
    ('仇', '球'), // qiú
    ('解', '谢'), // xiè
    ('查', '渣'), // zhā
    ('任', '壬'), // rén
    ('华', '化'), // huà
    ('盖', '舸'), // gě
    ('葛', '舸'), // gě
    ('区', '欧'), // ōu
    ('朴', '瓢'), // piáo
    ('乐', '月'), // yuè
    ('纪', '挤'), // jǐ
    ('缪', '妙'), // miào
    ('种', '虫'), // chóng
    ('秘', '必'), // bì
    ('翟', '宅'), // zhái
    ('黑', '贺'), // hè
    ('员', '运'), // yùn
    ('宿', '素'), // sù
    ('燕', '烟'), // yān
];

/// Surnames whose strokes CLDR counts by the traditional form of 艹 (4) and 阝 (3), each with a character of as many strokes, and the same first one,
/// as 《通用规范汉字表》 (3 and 2) gives the surname.
const STROKES_AS: [(char, char); 47] = [
    ('邓', '孔'),
    ('艾', '石'),
    ('邝', '田'),
    ('阮', '孙'),
    ('邢', '吉'),
    ('邬', '任'),
    ('那', '孙'),
    ('祁', '江'),
    ('苏', '李'),
    ('芦', '李'),
    ('陆', '张'),
    ('陈', '张'),
    ('邵', '张'),
    ('邹', '何'),
    ('邱', '何'),
    ('范', '林'),
    ('苗', '林'),
    ('茅', '林'),
    ('苑', '林'),
    ('苟', '林'),
    ('郁', '林'),
    ('郑', '庞'),
    ('郎', '庞'),
    ('郝', '赵'),
    ('荆', '赵'),
    ('荀', '赵'),
    ('荣', '赵'),
    ('茹', '赵'),
    ('郭', '高'),
    ('陶', '能'),
    ('莫', '袁'),
    ('莘', '袁'),
    ('黄', '曹'),
    ('萧', '曹'),
    ('萨', '曹'),
    ('菅', '曹'),
    ('隋', '尉'),
    ('隆', '尉'),
    ('蒋', '彭'),
    ('葛', '彭'),
    ('董', '彭'),
    ('蓝', '雷'),
    ('蒲', '雷'),
    ('蒙', '雷'),
    ('蔡', '臧'),
    ('蔺', '臧'),
    ('薛', '燕'),
];

/// Two-character surnames whose first character is read otherwise alone.
const COMPOUND: [(&str, char); 3] = [("尉迟", '玉'), ("万俟", '莫'), ("单于", '禅')];

/// Sorts by the names that `name` gives; equal ones keep their order.
///
/// # Errors
/// The tables compiled in cannot be used: a fault of the program.
pub fn sort_by_name<T>(
    people: &mut [T],
    order: NameOrder,
    name: impl Fn(&T) -> &str,
) -> Result<(), NameOrderError> {
    let collator = collator(order)?;
    people.sort_by(|one, other| compare(&collator, order, name(one), name(other)));
    Ok(())
}

/// The collation tables cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the order of names is not available")]
pub struct NameOrderError;

fn collator(order: NameOrder) -> Result<CollatorBorrowed<'static>, NameOrderError> {
    let locale = match order {
        NameOrder::Strokes => locale!("zh-u-co-stroke"),
        NameOrder::Pinyin => locale!("zh-u-co-pinyin"),
    };
    Collator::try_new(locale.into(), CollatorOptions::default()).map_err(|_| NameOrderError)
}

/// By where the surname stands, then by the surname itself, so that two that share a place do not mix, then by the whole name.
fn compare(
    collator: &CollatorBorrowed<'static>,
    order: NameOrder,
    one: &str,
    other: &str,
) -> Ordering {
    let first = |name: &str| name.chars().next().map(String::from).unwrap_or_default();
    collator
        .compare(&place(order, one), &place(order, other))
        .then_with(|| collator.compare(&first(one), &first(other)))
        .then_with(|| collator.compare(one, other))
}

/// The character under which a name is looked up.
fn place(order: NameOrder, name: &str) -> String {
    let compound = COMPOUND
        .iter()
        .find(|(surname, _)| name.starts_with(surname));
    if let (NameOrder::Pinyin, Some((_, reading))) = (order, compound) {
        return reading.to_string();
    }
    let table: &[(char, char)] = match order {
        NameOrder::Strokes => &STROKES_AS,
        NameOrder::Pinyin => &READ_AS,
    };
    let stand_in = |first: char| {
        let found = table.iter().find(|(surname, _)| *surname == first);
        found.map_or(first, |(_, stand_in)| *stand_in)
    };
    name.chars()
        .next()
        .map(stand_in)
        .map(String::from)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(order: NameOrder, given: &[&'static str]) -> Vec<&'static str> {
        let mut names = given.to_vec();
        sort_by_name(&mut names, order, |name| name).unwrap();
        names
    }

    #[test]
    fn surnames_of_fewer_strokes_come_first() {
        // 丁 2, 马 3, 王 4, 叶 5, 刘 6, 李 7, 周 8, 赵 9, 黄 11, 谢 12, 魏 17.
        let order = [
            "丁一", "马腾", "王平", "叶青", "刘备", "李白", "周瑜", "赵云", "黄忠", "谢安", "魏延",
        ];
        let mut given = order.to_vec();
        given.reverse();
        assert_eq!(sorted(NameOrder::Strokes, &given), order);
    }

    /// Surnames by the number of strokes of 《通用规范汉字表》 and 《GB 13000.1 字符集汉字笔顺规范》.
    const BY_STROKES: [&str; 16] = [
        "丁卜",
        "万于马",
        "王方孔毛尹文牛邓",
        "石田卢叶史龙白冯",
        "任刘许朱汤江吕乔孙向阮邢伍关安",
        "李吴何宋苏沈张陆陈杜杨邵邹严汪余邱",
        "林罗周金孟武郑范庞易",
        "赵胡侯贺段姚洪施俞钟姜郝柳",
        "徐高郭夏袁唐钱顾秦陶贾倪翁莫殷耿聂",
        "黄曹梁崔常龚康章梅盛",
        "韩董程曾彭傅谢蒋葛温舒鲁",
        "雷蓝赖詹",
        "蔡谭廖熊翟裴",
        "潘樊颜滕",
        "薛燕",
        "戴魏",
    ];

    #[test]
    fn no_common_surname_stands_among_those_of_more_or_fewer_strokes() {
        let collator = collator(NameOrder::Strokes).unwrap();
        let less = |one: char, other: char| {
            compare(
                &collator,
                NameOrder::Strokes,
                &one.to_string(),
                &other.to_string(),
            )
            .is_lt()
        };
        let mut astray = Vec::new();
        for (at, group) in BY_STROKES.iter().enumerate() {
            for name in group.chars() {
                let rest = |groups: &[&str]| groups.concat().chars().collect::<Vec<_>>();
                let before = rest(&BY_STROKES[..at]);
                let after = rest(&BY_STROKES[at + 1..]);
                let wrong = before.iter().filter(|one| less(name, **one)).count()
                    + after.iter().filter(|one| less(**one, name)).count();
                if wrong > 0 {
                    astray.push((name, wrong));
                }
            }
        }
        assert_eq!(astray, Vec::new());
    }

    #[test]
    fn a_compound_surname_stands_by_its_first_character() {
        // 司 5 strokes, 欧 8, 诸 10.
        let order = ["王莽", "司马迁", "欧阳修", "诸葛亮"];
        assert_eq!(
            sorted(NameOrder::Strokes, &["诸葛亮", "欧阳修", "王莽", "司马迁"]),
            order
        );
    }

    #[test]
    fn one_surname_is_ordered_by_the_given_name() {
        assert_eq!(
            sorted(
                NameOrder::Strokes,
                &["王鑫", "苏轼", "李白", "王一", "李鑫", "王平", "苏一"]
            ),
            ["王一", "王平", "王鑫", "李白", "李鑫", "苏一", "苏轼"],
            "and surnames that share a place do not mix"
        );
    }

    #[test]
    fn surnames_go_by_pinyin() {
        assert_eq!(
            sorted(NameOrder::Pinyin, &["赵云", "丁一", "李白", "安康", "王平"]),
            ["安康", "丁一", "李白", "王平", "赵云"]
        );
    }

    #[test]
    fn surnames_with_a_reading_of_their_own_stand_under_it() {
        // 单 shàn not dān, 曾 zēng not céng, 仇 qiú not chóu, 解 xiè not jiě, 查 zhā not chá.
        assert_eq!(
            sorted(
                NameOrder::Pinyin,
                &[
                    "曾巩",
                    "查良镛",
                    "解缙",
                    "单雄信",
                    "仇英",
                    "戴震",
                    "唐寅",
                    "罗隐",
                    "吴敬",
                    "张飞",
                    "袁枚"
                ]
            ),
            [
                "戴震",
                "罗隐",
                "仇英",
                "单雄信",
                "唐寅",
                "吴敬",
                "解缙",
                "袁枚",
                "曾巩",
                "查良镛",
                "张飞"
            ]
        );
    }
}
