//! Names of people in order: 按姓氏笔画, or by pinyin.
//!
//! Not a name's spelling, and nothing official hangs on it: papers list people so that nobody is first by rank. The one rule: stroke counts and readings
//! are CLDR's (`zh-u-co-stroke`, `zh-u-co-pinyin`, compiled in); only what CLDR cannot know, how a character is read as a surname, stands in a table here.
//!
//! The table's source: 《现代汉语词典》(第 7 版, 商务印书馆) gives each of these characters a reading 姓 of its own. Pinyin order is looked up under a common
//! character of that reading, so that 单 stands where 善 would. Stroke order needs no table: it looks at the character alone.

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

/// Two-character surnames whose first character is read otherwise alone.
const COMPOUND: [(&str, &str); 3] = [("尉迟", "玉迟"), ("万俟", "莫其"), ("单于", "禅于")];

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

fn compare(
    collator: &CollatorBorrowed<'static>,
    order: NameOrder,
    one: &str,
    other: &str,
) -> Ordering {
    match order {
        NameOrder::Strokes => collator.compare(one, other),
        NameOrder::Pinyin => collator
            .compare(&read(one), &read(other))
            .then_with(|| collator.compare(one, other)),
    }
}

/// A name with its surname as it is read.
fn read(name: &str) -> String {
    if let Some((surname, reading)) = COMPOUND
        .iter()
        .find(|(surname, _)| name.starts_with(surname))
    {
        return format!("{reading}{}", &name[surname.len()..]);
    }
    let mut characters = name.chars();
    let first = characters.next();
    let reading = first.map(|first| {
        READ_AS
            .iter()
            .find(|(surname, _)| *surname == first)
            .map_or(first, |(_, reading)| *reading)
    });
    reading.into_iter().chain(characters).collect()
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
            sorted(NameOrder::Strokes, &["王鑫", "王一", "王平"]),
            ["王一", "王平", "王鑫"]
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
