//! A wide table over several pages side by side, so that print stays legible.
//!
//! The one rule: text of ten points is never printed smaller than nine; where one page across would need that, groups of columns go to pages of
//! their own, each with the first columns repeated.

use std::ops::RangeInclusive;

/// Points between the margins of A4 landscape, with a little left for printers that measure wider.
const ROOM: f64 = 776.0;
/// Least scale in percent: ten points become nine.
const LEAST: u16 = 90;
/// A computer without the font that widths are counted in takes another, up to a fifth wider; the scale leaves room for it where it can.
const OTHER_FONT: f64 = 1.2;

/// How a table is parted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parting {
    /// First columns that stand on every page.
    pub(crate) repeated: u16,
    /// Columns of each page, in order; the repeated ones belong to the first.
    pub(crate) parts: Vec<RangeInclusive<u16>>,
    /// Percent, 90 to 100.
    pub(crate) scale: u16,
}

/// Parts a table of columns of these widths, in characters. A page ends where a group ends, `ends` being its last column, unless one group alone is
/// wider than a page.
pub(crate) fn part(widths: &[f64], repeated: u16, ends: &[u16]) -> Parting {
    let points: Vec<f64> = widths.iter().map(|width| points(*width)).collect();
    let of = |columns: std::ops::Range<usize>| points.get(columns).map_or(0.0, sum);
    let again = of(0..usize::from(repeated));
    let room = ROOM * 100.0 / f64::from(LEAST);
    let mut parts: Vec<(usize, usize, f64)> = Vec::new();
    let mut from = 0;
    for end in ends.iter().map(|end| usize::from(*end) + 1) {
        let whole = of(from..end);
        match parts.last_mut() {
            Some((_, last, used)) if *used + whole <= room => {
                *last = end;
                *used += whole;
            }
            _ => {
                let mut used = if parts.is_empty() { 0.0 } else { again };
                let mut start = from;
                for column in from..end {
                    let width = of(column..column + 1);
                    if used + width > room && column > start {
                        parts.push((start, column, used));
                        (start, used) = (column, again);
                    }
                    used += width;
                }
                parts.push((start, end, used));
            }
        }
        from = end;
    }
    let widest = parts.iter().map(|(_, _, used)| *used).fold(1.0, f64::max);
    let columns = |(from, end, _): &(usize, usize, f64)| column(*from)..=column(end - 1);
    Parting {
        repeated,
        parts: parts.iter().map(columns).collect(),
        scale: (LEAST..=100)
            .rfind(|scale| widest * OTHER_FONT * f64::from(*scale) / 100.0 <= ROOM)
            .unwrap_or(LEAST),
    }
}

fn sum(points: &[f64]) -> f64 {
    points.iter().sum()
}

/// A digit of the font that widths are counted in is seven pixels wide, a column has five more, and a pixel is three quarters of a point.
fn points(width: f64) -> f64 {
    (width * 7.0 + 5.0).floor() * 0.75
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_table_stays_on_one_page() {
        let parting = part(&[10.0; 8], 2, &[3, 7]);
        assert_eq!((parting.parts, parting.scale), (vec![0..=7], 100));
    }

    #[test]
    fn a_wide_one_goes_on_at_the_end_of_a_group() {
        // 30 columns of 8 characters are 1,372 points, of which 862 stand on a page at 90 %.
        let parting = part(&[8.0; 30], 2, &[8, 15, 29]);
        assert_eq!(parting.parts, vec![0..=15, 16..=29]);
        assert!((90..=100).contains(&parting.scale), "{}", parting.scale);
    }

    #[test]
    fn a_group_wider_than_a_page_is_broken_and_no_column_is_lost() {
        let parting = part(&[12.0; 40], 2, &[4, 36, 39]);
        let columns: Vec<u16> = parting.parts.iter().cloned().flatten().collect();
        assert_eq!(columns, (0..40).collect::<Vec<_>>());
        assert!(parting.scale >= 90);
    }
}
