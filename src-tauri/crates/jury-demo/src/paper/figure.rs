//! Figures of an application form, drawn as vectors: layers, steps, bars, curves, a tree, a schedule.
//!
//! Not which figure says what (see [`crate::form`]). The one rule to know: a figure knows its height before it is drawn, so that the flow can
//! start a page for it.

use super::font::Font;
use super::page::{BLACK, Colour, GREY, Page, Style, WHITE};
use crate::face::width;
use crate::grammar::number;

/// A figure with its caption.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) caption: String,
    pub(crate) drawing: Drawing,
}

/// What is drawn.
#[derive(Debug, Clone)]
pub(crate) enum Drawing {
    /// A layered architecture, top layer first.
    Layers(Vec<(String, Vec<String>)>),
    /// Steps with arrows.
    Steps(Vec<String>),
    /// Before and after, by figure.
    Bars(Vec<(String, f32, f32)>),
    /// Curves over the same labels.
    Curves {
        labels: Vec<String>,
        series: Vec<(String, Vec<f32>)>,
    },
    /// One above several.
    Tree { root: String, leaves: Vec<String> },
    /// Tasks over twelve months: name, first month, months.
    Schedule(Vec<(String, usize, usize)>),
}

const LAYER: f32 = 46.0;
const TASK: f32 = 21.0;

impl Drawing {
    /// Height in points, without the caption.
    pub(crate) fn height(&self) -> f32 {
        match self {
            Self::Layers(layers) => layers.len() as f32 * (LAYER + 8.0),
            Self::Steps(steps) => steps.len().div_ceil(4) as f32 * 70.0,
            Self::Bars(_) => 190.0,
            Self::Curves { .. } => 185.0,
            Self::Tree { .. } => 120.0,
            Self::Schedule(tasks) => (tasks.len() + 1) as f32 * TASK + 6.0,
        }
    }

    /// Draws into the box `[x, y, width]`, whose height is [`Self::height`].
    pub(crate) fn draw(
        &self,
        page: &mut Page,
        font: &mut Font,
        at: [f32; 3],
        palette: &[Colour; 4],
    ) {
        match self {
            Self::Layers(layers) => draw_layers(page, font, at, palette, layers),
            Self::Steps(steps) => draw_steps(page, font, at, palette, steps),
            Self::Bars(groups) => draw_bars(page, font, at, palette, groups),
            Self::Curves { labels, series } => draw_curves(page, font, at, palette, labels, series),
            Self::Tree { root, leaves } => draw_tree(page, font, at, palette, root, leaves),
            Self::Schedule(tasks) => draw_schedule(page, font, at, palette, tasks),
        }
    }
}

/// A label in a box, at the largest size that fits on one line, or on two.
fn label(page: &mut Page, font: &mut Font, [x, y, w, h]: [f32; 4], colour: Colour, text: &str) {
    let fits = |text: &str| {
        [10.5, 9.5, 8.5, 7.5]
            .into_iter()
            .find(|size| width(text, *size) <= w - 6.0)
    };
    let middle = x + w / 2.0;
    if let Some(size) = fits(text) {
        page.centred(
            font,
            [middle, y + h / 2.0 + size * 0.36],
            Style::plain(size).coloured(colour),
            text,
        );
        return;
    }
    let half = text.chars().count().div_ceil(2);
    let (upper, lower): (String, String) = (
        text.chars().take(half).collect(),
        text.chars().skip(half).collect(),
    );
    let size = fits(&upper).unwrap_or(7.0).min(9.0);
    page.centred(
        font,
        [middle, y + h / 2.0 - size * 0.28],
        Style::plain(size).coloured(colour),
        &upper,
    );
    page.centred(
        font,
        [middle, y + h / 2.0 + size * 0.98],
        Style::plain(size).coloured(colour),
        &lower,
    );
}

fn tint([red, green, blue]: Colour, share: f32) -> Colour {
    [
        1.0 - (1.0 - red) * share,
        1.0 - (1.0 - green) * share,
        1.0 - (1.0 - blue) * share,
    ]
}

fn arrow(page: &mut Page, from: [f32; 2], to: [f32; 2], colour: Colour) {
    page.line(&[from, to], 1.1, colour);
    let (dx, dy) = ((to[0] - from[0]).signum(), (to[1] - from[1]).signum());
    let head = if (to[1] - from[1]).abs() < 0.5 {
        [
            to,
            [to[0] - 6.0 * dx, to[1] - 3.0],
            [to[0] - 6.0 * dx, to[1] + 3.0],
        ]
    } else {
        [
            to,
            [to[0] - 3.0, to[1] - 6.0 * dy],
            [to[0] + 3.0, to[1] - 6.0 * dy],
        ]
    };
    page.area(&head, colour);
}

fn draw_layers(
    page: &mut Page,
    font: &mut Font,
    [x, y, w]: [f32; 3],
    palette: &[Colour; 4],
    layers: &[(String, Vec<String>)],
) {
    for (place, (name, parts)) in layers.iter().enumerate() {
        let top = y + place as f32 * (LAYER + 8.0);
        let colour = palette[place % 4];
        page.boxed(
            [x, top, w, LAYER],
            Some(tint(colour, 0.14)),
            Some((0.8, colour)),
        );
        page.boxed([x, top, 62.0, LAYER], Some(colour), None);
        label(page, font, [x, top, 62.0, LAYER], WHITE, name);
        let each = (w - 62.0) / parts.len().max(1) as f32;
        for (column, part) in parts.iter().enumerate() {
            let cell = [
                x + 68.0 + column as f32 * each,
                top + 8.0,
                each - 10.0,
                LAYER - 16.0,
            ];
            page.boxed(cell, Some(WHITE), Some((0.6, colour)));
            label(page, font, cell, BLACK, part);
        }
        if place + 1 < layers.len() {
            let middle = x + w / 2.0 + 31.0;
            arrow(
                page,
                [middle, top + LAYER + 8.0],
                [middle, top + LAYER],
                GREY,
            );
        }
    }
}

fn draw_steps(
    page: &mut Page,
    font: &mut Font,
    [x, y, w]: [f32; 3],
    palette: &[Colour; 4],
    steps: &[String],
) {
    let each = w / 4.0;
    let place_of = |n: usize| {
        let (row, column) = (n / 4, n % 4);
        // Every other row runs backwards, so that the arrows go on like a snake.
        let column = if row % 2 == 0 { column } else { 3 - column };
        [
            x + column as f32 * each + 4.0,
            y + row as f32 * 70.0 + 8.0,
            each - 26.0,
            40.0,
        ]
    };
    for (n, step) in steps.iter().enumerate() {
        let cell = place_of(n);
        page.boxed(
            cell,
            Some(tint(palette[n / 4 % 4], 0.2)),
            Some((0.9, palette[n / 4 % 4])),
        );
        label(page, font, cell, BLACK, step);
        if n + 1 < steps.len() {
            let next = place_of(n + 1);
            let middle = cell[1] + 20.0;
            if n / 4 != (n + 1) / 4 {
                arrow(
                    page,
                    [cell[0] + cell[2] / 2.0, cell[1] + 40.0],
                    [next[0] + next[2] / 2.0, next[1]],
                    GREY,
                );
            } else if next[0] > cell[0] {
                arrow(page, [cell[0] + cell[2], middle], [next[0], middle], GREY);
            } else {
                arrow(page, [cell[0], middle], [next[0] + next[2], middle], GREY);
            }
        }
    }
}

fn legend(page: &mut Page, font: &mut Font, [right, y]: [f32; 2], names: &[(&str, Colour)]) {
    let mut x = right;
    for (name, colour) in names.iter().rev() {
        x -= width(name, 9.0);
        page.text(font, [x, y + 7.5], Style::plain(9.0), name, 0.0);
        x -= 14.0;
        page.boxed([x, y, 10.0, 8.0], Some(*colour), None);
        x -= 12.0;
    }
}

/// Bars as shares of the larger of the two, as the figures have different units; the numbers stand above.
fn draw_bars(
    page: &mut Page,
    font: &mut Font,
    [x, y, w]: [f32; 3],
    palette: &[Colour; 4],
    groups: &[(String, f32, f32)],
) {
    let (floor, tallest) = (y + 160.0, 118.0);
    legend(
        page,
        font,
        [x + w, y + 2.0],
        &[("应用前", tint(palette[1], 0.55)), ("应用后", palette[0])],
    );
    for line in 0_u8..5 {
        let height = floor - tallest * f32::from(line) / 4.0;
        page.line(&[[x, height], [x + w, height]], 0.4, tint(GREY, 0.4));
    }
    let each = w / groups.len().max(1) as f32;
    for (place, (name, before, after)) in groups.iter().enumerate() {
        let most = before.max(*after).max(0.001);
        let middle = x + (place as f32 + 0.5) * each;
        for (value, left, colour) in [
            (before, middle - 24.0, tint(palette[1], 0.55)),
            (after, middle + 2.0, palette[0]),
        ] {
            let height = (value / most * tallest).max(1.5);
            page.boxed([left, floor - height, 22.0, height], Some(colour), None);
            page.centred(
                font,
                [left + 11.0, floor - height - 3.0],
                Style::plain(8.0),
                &number(*value),
            );
        }
        label(
            page,
            font,
            [middle - each / 2.0, floor + 3.0, each, 24.0],
            BLACK,
            name,
        );
    }
    page.line(&[[x, floor], [x + w, floor]], 0.9, BLACK);
}

fn draw_curves(
    page: &mut Page,
    font: &mut Font,
    [x, y, w]: [f32; 3],
    palette: &[Colour; 4],
    labels: &[String],
    series: &[(String, Vec<f32>)],
) {
    let (left, floor, tall) = (x + 34.0, y + 160.0, 128.0);
    let most = series
        .iter()
        .flat_map(|(_, values)| values)
        .fold(0.001_f32, |most, value| most.max(*value))
        * 1.1;
    draw_scale(page, font, [left, floor, x + w - left, tall], most);
    let step = (x + w - left) / labels.len().max(1) as f32;
    let at = |place: usize, value: f32| {
        [
            left + (place as f32 + 0.5) * step,
            floor - value / most * tall,
        ]
    };
    for (nth, (_, values)) in series.iter().enumerate() {
        let points: Vec<[f32; 2]> = values
            .iter()
            .enumerate()
            .map(|(place, value)| at(place, *value))
            .collect();
        page.line(&points, 1.6, palette[nth % 4]);
        for [px, py] in points {
            page.boxed([px - 2.0, py - 2.0, 4.0, 4.0], Some(palette[nth % 4]), None);
        }
    }
    for (place, text) in labels.iter().enumerate() {
        page.centred(
            font,
            [at(place, 0.0)[0], floor + 13.0],
            Style::plain(8.5),
            text,
        );
    }
    let names: Vec<(&str, Colour)> = series
        .iter()
        .enumerate()
        .map(|(nth, (name, _))| (name.as_str(), palette[nth % 4]))
        .collect();
    legend(page, font, [x + w, y + 2.0], &names);
}

/// The axes of curves, with five numbered lines from 0 to `most`.
fn draw_scale(page: &mut Page, font: &mut Font, [left, floor, w, tall]: [f32; 4], most: f32) {
    for line in 0_u8..5 {
        let height = floor - tall * f32::from(line) / 4.0;
        page.line(&[[left, height], [left + w, height]], 0.4, tint(GREY, 0.4));
        let text = number((most * f32::from(line) / 4.0).round());
        page.right(
            font,
            [left - 4.0, height + 3.0],
            Style::plain(8.0).coloured(GREY),
            &text,
        );
    }
    page.line(
        &[[left, floor - tall - 6.0], [left, floor], [left + w, floor]],
        0.9,
        BLACK,
    );
}

fn draw_tree(
    page: &mut Page,
    font: &mut Font,
    [x, y, w]: [f32; 3],
    palette: &[Colour; 4],
    root: &str,
    leaves: &[String],
) {
    let middle = x + w / 2.0;
    let top = [middle - 80.0, y + 4.0, 160.0, 30.0];
    page.boxed(top, Some(palette[0]), None);
    label(page, font, top, WHITE, root);
    page.line(&[[middle, y + 34.0], [middle, y + 54.0]], 1.0, GREY);
    let each = w / leaves.len().max(1) as f32;
    let centre = |n: usize| x + (n as f32 + 0.5) * each;
    page.line(
        &[
            [centre(0), y + 54.0],
            [centre(leaves.len().max(1) - 1), y + 54.0],
        ],
        1.0,
        GREY,
    );
    for (n, leaf) in leaves.iter().enumerate() {
        arrow(page, [centre(n), y + 54.0], [centre(n), y + 70.0], GREY);
        let cell = [centre(n) - each / 2.0 + 5.0, y + 70.0, each - 10.0, 38.0];
        page.boxed(
            cell,
            Some(tint(palette[1 + n % 3], 0.18)),
            Some((0.8, palette[1 + n % 3])),
        );
        label(page, font, cell, BLACK, leaf);
    }
}

fn draw_schedule(
    page: &mut Page,
    font: &mut Font,
    [x, y, w]: [f32; 3],
    palette: &[Colour; 4],
    tasks: &[(String, usize, usize)],
) {
    let (left, month) = (x + 128.0, (w - 128.0) / 12.0);
    let height = (tasks.len() + 1) as f32 * TASK;
    page.boxed([x, y, w, TASK], Some(tint(palette[0], 0.15)), None);
    for n in 0..12_u8 {
        let at = left + f32::from(n) * month;
        page.line(&[[at, y], [at, y + height]], 0.4, tint(GREY, 0.5));
        page.centred(
            font,
            [at + month / 2.0, y + 14.0],
            Style::plain(8.5),
            &format!("{}月", n + 1),
        );
    }
    for (row, (name, first, months)) in tasks.iter().enumerate() {
        let top = y + (row + 1) as f32 * TASK;
        page.line(&[[x, top], [x + w, top]], 0.4, tint(GREY, 0.5));
        label(page, font, [x, top, 128.0, TASK], BLACK, name);
        let (start, length) = (
            left + *first as f32 * month,
            (*months).min(12 - first) as f32 * month,
        );
        page.boxed(
            [start + 2.0, top + 5.0, length - 4.0, TASK - 10.0],
            Some(palette[row % 3]),
            None,
        );
    }
    page.boxed([x, y, w, height], None, Some((0.7, BLACK)));
}
