//! Lines out of text: where a Chinese line may end, and how far its characters are spread.
//!
//! Not pages. The one rule to know: no line starts with a closing mark or ends with an opening one (避头尾), and Latin words and numbers are
//! not torn apart.

use crate::face::width;

/// A line and the extra space after each of its characters, in points, that makes it end at the margin.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) spacing: f32,
}

const NEVER_FIRST: &str = "，。、；：？！）》」』”’％%…—·";
const NEVER_LAST: &str = "（《「『“‘";

/// Breaks a text at `measure` points; the first line begins `indent` points in. All lines but the last are spread to the measure.
pub(crate) fn lines(text: &str, size: f32, measure: f32, indent: f32) -> Vec<Line> {
    let units = units(text);
    let widths: Vec<f32> = units.iter().map(|unit| width(unit, size)).collect();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < units.len() {
        let room = if lines.is_empty() {
            measure - indent
        } else {
            measure
        };
        let end = line_end(&units, &widths, start, room);
        let text = units[start..end].concat();
        let natural: f32 = widths[start..end].iter().sum();
        let gaps = text.chars().count().saturating_sub(1);
        let spacing = if end < units.len() && gaps > 0 {
            (room - natural) / gaps as f32
        } else {
            0.0
        };
        // A line that had to end early (before a long number) is not torn apart, only its end stays ragged.
        lines.push(Line {
            text,
            spacing: if spacing > size * 0.2 { 0.0 } else { spacing },
        });
        start = end;
    }
    lines
}

/// Characters, with runs of ASCII letters and digits kept as one.
fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut in_word = false;
    for character in text.chars() {
        let of_word = character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '/');
        match units.last_mut() {
            Some(last) if in_word && of_word => last.push(character),
            _ => units.push(character.to_string()),
        }
        in_word = of_word;
    }
    units
}

fn line_end(units: &[String], widths: &[f32], start: usize, room: f32) -> usize {
    let mut used = 0.0;
    let mut end = start;
    while end < units.len() && used + widths[end] <= room + 0.01 {
        used += widths[end];
        end += 1;
    }
    if end == units.len() {
        return end;
    }
    let never_first = |place: usize| {
        units
            .get(place)
            .is_some_and(|unit| NEVER_FIRST.contains(unit.as_str()))
    };
    if never_first(end) && !never_first(end + 1) {
        // One closing mark is squeezed into the line, as a typist's program does.
        return end + 1;
    }
    let mut earlier = end;
    while earlier > start + 1
        && (never_first(earlier) || NEVER_LAST.contains(units[earlier - 1].as_str()))
    {
        earlier -= 1;
    }
    earlier.max(start + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_closing_mark_does_not_start_a_line_nor_an_opening_one_end_it() {
        let text = "数据（要素）“市场”，数据《要素》市场。数据要素市场".repeat(4);
        for measure in [60.0, 72.0, 84.0, 96.0, 108.0] {
            let lines = lines(&text, 12.0, measure, 0.0);
            assert!(
                lines
                    .iter()
                    .skip(1)
                    .all(|line| !NEVER_FIRST.contains(line.text.chars().next().unwrap()))
            );
            assert!(
                lines
                    .iter()
                    .rev()
                    .skip(1)
                    .all(|line| !NEVER_LAST.contains(line.text.chars().last().unwrap()))
            );
        }
    }

    proptest! {
        #[test]
        fn lines_hold_the_whole_text_and_fit(text in "[数据要素，。（）A-Z0-9]{0,200}", measure in 100.0f32..400.0) {
            let lines = lines(&text, 12.0, measure, 24.0);
            prop_assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<String>(), text);
            for line in &lines {
                let longest_unit = units(&line.text).iter().map(|unit| width(unit, 12.0)).fold(0.0, f32::max);
                prop_assert!(width(&line.text, 12.0) <= measure.max(longest_unit) + 12.1);
            }
        }
    }
}
