//! 姓氏笔画: where a name stands by strokes.
//!
//! A single-character name stands before longer ones of the same surname, and a single surname before a compound one that begins with it, as lists of
//! names in print have it. The one rule: number of strokes first, then their kinds 横竖撇点折 from the first on (`assets/tables/stroke_order.txt`).
//! A character that is not in that table has the number CLDR knows (`zh-u-co-stroke`) and stands behind those of the table with as many strokes.

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_collator::CollatorBorrowed;
use icu_locale_core::locale;

use super::{NameOrderError, collator};

const TABLE: &str = include_str!("../../../../../assets/tables/stroke_order.txt");

/// Surnames of two characters; of others the first character is taken for the surname.
const COMPOUND: [&str; 32] = [
    "欧阳", "上官", "司马", "司徒", "司空", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙",
    "宇文", "端木", "东方", "东郭", "南宫", "夏侯", "独孤", "轩辕", "呼延", "淳于", "单于", "万俟",
    "澹台", "申屠", "太史", "公羊", "百里", "赫连", "闻人", "钟离",
];

/// CLDR has a mark before the characters of each number of strokes: U+FDD0 and U+2800 plus the number.
const MARK: char = '\u{FDD0}';
const NO_STROKES: u32 = 0x2800;
const MOST_STROKES: u32 = 64;

/// Strokes and line of every character of the table.
static KNOWN: LazyLock<HashMap<char, (u32, u32)>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let mut known = HashMap::new();
    for (at, line) in (0..).zip(lines) {
        let Some((strokes, characters)) = line.split_once('\t') else {
            continue;
        };
        let place = (u32::try_from(strokes.len()).unwrap_or(u32::MAX), at);
        known.extend(characters.chars().map(|one| (one, place)));
    }
    known
});

/// Where a character stands: strokes, line of the table, and what tells characters of one line apart.
type Place = (u32, u32, Vec<u8>);

/// Where a name stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NamePlace {
    first: Option<Place>,
    compound: Option<Place>,
    given: usize,
    rest: Vec<Place>,
}

/// The order by strokes.
pub(super) struct Strokes {
    collator: CollatorBorrowed<'static>,
}

impl Strokes {
    pub(super) fn new() -> Result<Self, NameOrderError> {
        let collator = collator(locale!("zh-u-co-stroke"))?;
        Ok(Self { collator })
    }

    pub(super) fn place(&self, name: &str) -> NamePlace {
        // Two characters alone are a surname and a name: 万俟 is nobody's whole name.
        let is_compound =
            name.chars().count() > 2 && COMPOUND.iter().any(|surname| name.starts_with(surname));
        let mut places = name
            .chars()
            .filter(|one| !one.is_whitespace())
            .map(|one| self.character(one));
        let first = places.next();
        let compound = if is_compound { places.next() } else { None };
        let rest: Vec<Place> = places.collect();
        NamePlace {
            first,
            compound,
            given: rest.len(),
            rest,
        }
    }

    fn character(&self, character: char) -> Place {
        let mut key = Vec::new();
        let text = character.to_string();
        let Ok(()) = self.collator.write_sort_key_to(&text, &mut key);
        match KNOWN.get(&character) {
            Some((count, line)) => (*count, *line, key),
            None => (self.counted(character), u32::MAX, key),
        }
    }

    /// The number of strokes by CLDR; the most there are for what is no Chinese character, so that names in letters come last.
    fn counted(&self, character: char) -> u32 {
        let text = character.to_string();
        let reached = |count: &u32| {
            let mark = char::from_u32(NO_STROKES + count).map(|last| format!("{MARK}{last}"));
            mark.is_some_and(|mark| self.collator.compare(&mark, &text).is_le())
        };
        // Not every number has a mark: no character has 34.
        (1..=MOST_STROKES).rfind(reached).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_it_claims() {
        let kinds = |strokes: &str| -> String {
            let main = |one| match one {
                'a' => '1',
                'b' => '2',
                'd' => '4',
                other => other,
            };
            strokes.chars().map(main).collect()
        };
        let lines: Vec<&str> = TABLE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split_once('\t').unwrap().0)
            .collect();
        let key = |line: &&str| (line.len(), kinds(line), (*line).to_owned());
        assert!(lines.iter().map(key).is_sorted());
        assert!(KNOWN.len() > 6_900, "{}", KNOWN.len());
    }

    #[test]
    fn cldr_counts_what_the_table_does_not_know() {
        let strokes = Strokes::new().unwrap();
        let count = |one: char| (one, strokes.counted(one));
        let expected = [('王', 4), ('昇', 8), ('堃', 11), ('訚', 10), ('龘', 48)];
        assert_eq!(expected.map(|(one, _)| count(one)), expected);
    }
}
