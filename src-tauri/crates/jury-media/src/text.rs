//! The characters of a page gathered into lines, for selecting words and marking them.
//!
//! Not a layout analysis: PDFium's reading order is kept, and a line ends where it jumps. The one rule: every character of
//! a line has its own edges, so a box around any stretch of it is exact.

use crate::wire::CharBox;

/// A line of text. All numbers in ten-thousandths of the unturned page, from the top left corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    pub text: String,
    pub top: i32,
    pub bottom: i32,
    /// Left and right edge of each character of `text`, in its order.
    pub edges: Vec<(i32, i32)>,
}

/// Gathers characters in reading order into lines. Control characters end a line and are left out.
#[must_use]
pub fn lines(chars: &[CharBox]) -> Vec<TextLine> {
    let mut lines: Vec<TextLine> = Vec::new();
    let mut begun = false;
    for ch in chars {
        if ch.ch.is_control() {
            begun = false;
            continue;
        }
        match lines.last_mut().filter(|line| begun && continues(line, ch)) {
            Some(line) => line.push(ch),
            // A space that would begin a line is one that PDFium made up between two lines.
            None if ch.ch.is_whitespace() => {}
            None => {
                lines.push(TextLine::begin(ch));
                begun = true;
            }
        }
    }
    lines
}

/// Whether a character stands on the line: at its height, and not back at another column's beginning.
fn continues(line: &TextLine, ch: &CharBox) -> bool {
    if ch.ch.is_whitespace() {
        return true;
    }
    let overlap = line.bottom.min(ch.bottom) - line.top.max(ch.top);
    let lower = (line.bottom - line.top).min(ch.bottom - ch.top);
    let (left, _) = line.edges.last().copied().unwrap_or_default();
    overlap * 2 >= lower && ch.left.midpoint(ch.right) >= left
}

impl TextLine {
    fn begin(ch: &CharBox) -> Self {
        Self {
            text: ch.ch.to_string(),
            top: ch.top,
            bottom: ch.bottom,
            edges: vec![(ch.left, ch.right)],
        }
    }

    fn push(&mut self, ch: &CharBox) {
        let (_, end) = self.edges.last().copied().unwrap_or_default();
        self.text.push(ch.ch);
        if ch.ch.is_whitespace() {
            // The boxes of spaces are often empty or somewhere else.
            self.edges
                .push((end, end.max(ch.right.min(end + (self.bottom - self.top)))));
        } else {
            self.top = self.top.min(ch.top);
            self.bottom = self.bottom.max(ch.bottom);
            self.edges.push((ch.left, ch.right));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(ch: char, left: i32, top: i32) -> CharBox {
        CharBox {
            ch,
            left,
            top,
            right: left + 100,
            bottom: top + 100,
        }
    }

    fn texts(chars: &[CharBox]) -> Vec<String> {
        lines(chars).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_line_ends_where_the_text_jumps_down_or_back() {
        let chars = [
            at('数', 0, 0),
            at('据', 100, 5),
            at('要', 0, 150),
            at('素', 100, 150),
            at('左', 0, 150),
        ];
        assert_eq!(texts(&chars), ["数据", "要素", "左"]);
    }

    #[test]
    fn breaks_and_the_spaces_at_their_beginnings_are_left_out() {
        let chars = [
            at('a', 0, 0),
            at(' ', 100, 0),
            at('b', 200, 0),
            at('\r', 0, 0),
            at('\n', 0, 0),
            at(' ', 0, 200),
            at('c', 0, 200),
        ];
        assert_eq!(texts(&chars), ["a b", "c"]);
    }

    proptest! {
        #[test]
        fn every_character_has_its_edges_and_no_visible_one_is_lost(
            chars in proptest::collection::vec((any::<char>(), 0_i32..10_000, 0_i32..10_000), 0..80)
        ) {
            let chars: Vec<CharBox> = chars.into_iter().map(|(ch, left, top)| at(ch, left, top)).collect();
            let found = lines(&chars);
            for line in &found {
                prop_assert_eq!(line.text.chars().count(), line.edges.len());
                prop_assert!(line.top <= line.bottom);
            }
            let seen = |text: &mut dyn Iterator<Item = char>| text.filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>();
            let all = seen(&mut chars.iter().map(|ch| ch.ch));
            prop_assert_eq!(seen(&mut found.iter().flat_map(|line| line.text.chars())), all);
        }
    }
}
