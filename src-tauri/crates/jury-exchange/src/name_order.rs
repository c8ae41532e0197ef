//! Names of people in order: 按姓氏笔画, or by pinyin.
//!
//! Not a name's spelling, and nothing official hangs on it: papers list people so that nobody is first by rank. The one rule: by strokes, a character
//! stands where strokes.rs puts it; by pinyin, where CLDR does (`zh-u-co-pinyin`, compiled in), under the reading it has as a surname.
//!
//! Surnames' readings: 《现代汉语词典》(第 7 版, 商务印书馆) gives each of these characters a reading 姓 of its own. Pinyin order is looked up under a common
//! character of that reading, so that 单 stands where 善 would.

mod strokes;

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::{Locale, locale};

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
    match order {
        NameOrder::Strokes => {
            let strokes = strokes::Strokes::new()?;
            people.sort_by_cached_key(|one| strokes.place(name(one)));
        }
        NameOrder::Pinyin => {
            let collator = collator(locale!("zh-u-co-pinyin"))?;
            people.sort_by(|one, other| by_pinyin(&collator, name(one), name(other)));
        }
    }
    Ok(())
}

/// The collation tables cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the order of names is not available")]
pub struct NameOrderError;

fn collator(locale: Locale) -> Result<CollatorBorrowed<'static>, NameOrderError> {
    Collator::try_new(locale.into(), CollatorOptions::default()).map_err(|_| NameOrderError)
}

/// By where the surname stands, then by the surname itself, so that two that share a reading do not mix, then by the whole name.
fn by_pinyin(collator: &CollatorBorrowed<'static>, one: &str, other: &str) -> Ordering {
    let first = |name: &str| name.chars().next().map(String::from).unwrap_or_default();
    collator
        .compare(&read_as(one), &read_as(other))
        .then_with(|| collator.compare(&first(one), &first(other)))
        .then_with(|| collator.compare(one, other))
}

/// The character under which a name is looked up.
fn read_as(name: &str) -> String {
    let compound = COMPOUND
        .iter()
        .find(|(surname, _)| name.starts_with(surname));
    if let Some((_, reading)) = compound {
        return reading.to_string();
    }
    let stand_in = |first: char| {
        let found = READ_AS.iter().find(|(surname, _)| *surname == first);
        found.map_or(first, |(_, stand_in)| *stand_in)
    };
    let first = name.chars().next().map(stand_in);
    first.map(String::from).unwrap_or_default()
}

#[cfg(test)]
mod tests;
