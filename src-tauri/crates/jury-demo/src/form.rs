//! The application form 项目申报书 of an entry: cover, notes, facts, contents, five parts, list of proofs, declaration.
//!
//! Not how things are drawn (see [`crate::paper`]). The one rule to know: a form has 20 to 60 pages; the body is written fuller or thinner
//! until it has about the pages that its entry aims at.

mod body;
mod front;
mod tables;
mod value;

use crate::paper::flow::{Flow, Look};
use crate::paper::font::Font;
use crate::paper::page::{Colour, Page};
use crate::paper::{PaperError, bind};
use crate::plan::{ContestPlan, PlannedEntry};
use crate::random::Random;

/// How full the thinnest and the fullest body is.
const FULLNESS: std::ops::RangeInclusive<usize> = 1..=24;
const FRONT_PAGES: usize = 4;
/// Fewer pages than this, or more, and it is no form that a regional contest gets.
const FEWEST: usize = 20;
const MOST: usize = 60;

const LOOKS: [(Colour, [Colour; 4]); 5] = [
    (
        [0.0, 0.0, 0.0],
        [
            [0.18, 0.36, 0.62],
            [0.47, 0.53, 0.6],
            [0.27, 0.55, 0.65],
            [0.6, 0.66, 0.75],
        ],
    ),
    (
        [0.06, 0.2, 0.42],
        [
            [0.1, 0.42, 0.45],
            [0.82, 0.55, 0.2],
            [0.35, 0.6, 0.42],
            [0.5, 0.5, 0.5],
        ],
    ),
    (
        [0.0, 0.0, 0.0],
        [
            [0.62, 0.2, 0.2],
            [0.5, 0.5, 0.55],
            [0.75, 0.5, 0.35],
            [0.4, 0.35, 0.35],
        ],
    ),
    (
        [0.1, 0.3, 0.2],
        [
            [0.2, 0.48, 0.3],
            [0.55, 0.6, 0.3],
            [0.3, 0.5, 0.55],
            [0.62, 0.55, 0.45],
        ],
    ),
    (
        [0.2, 0.15, 0.4],
        [
            [0.33, 0.28, 0.6],
            [0.55, 0.45, 0.65],
            [0.2, 0.45, 0.65],
            [0.7, 0.45, 0.4],
        ],
    ),
];

/// What one entrant chose, beyond the words.
struct Manner {
    look: Look,
    /// 一、（一）1． rather than 第一部分 1.1 1.1.1
    official_numbers: bool,
    cover: usize,
}

fn manner(random: &mut Random, plan: &ContestPlan, entry: &PlannedEntry) -> Manner {
    let (heading, palette) = *random.pick(&LOOKS);
    let large = random.chance(55);
    let shade = palette[0].map(|part| 1.0 - (1.0 - part) * 0.16);
    let head = if random.chance(50) {
        format!("{}　项目申报书", plan.contest.name)
    } else {
        shortened(&entry.title, 38)
    };
    let look = Look {
        body: if large { 14.0 } else { 12.0 },
        leading: if large { 27.0 } else { 22.5 },
        heading,
        palette,
        shade,
        head,
        dashes: random.chance(60),
    };
    Manner {
        look,
        official_numbers: random.chance(65),
        cover: random.below(3),
    }
}

/// The first characters of a text that is too long for one line.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// The form as a PDF, and its number of pages. `attachments` are the names of the proofs, as its last table lists them.
///
/// # Errors
/// [`PaperError`]: the bundled font is broken.
pub(crate) fn form(
    plan: &ContestPlan,
    entry: &PlannedEntry,
    attachments: &[String],
) -> Result<(Vec<u8>, usize), PaperError> {
    let random = plan.random(&format!("form/{}", entry.id));
    let manner = manner(&mut random.child("manner"), plan, entry);
    let mut font = Font::new(entry.fonts);
    let (body, headings) = fitting_body(&random, entry, &manner, attachments, &mut font);
    let mut pages = front::cover(plan, entry, &manner, &mut font);
    pages.extend(front::contents(&manner, &mut font, &headings));
    pages.extend(body);
    pages.push(front::declaration(plan, entry, &manner, &mut font));
    let count = pages.len();
    Ok((
        bind(&format!("{} 项目申报书", entry.title), &font, pages)?,
        count,
    ))
}

/// The body whose pages come nearest to what the entry aims at: each step of fullness adds a page or three.
fn fitting_body(
    random: &Random,
    entry: &PlannedEntry,
    manner: &Manner,
    attachments: &[String],
    font: &mut Font,
) -> (Vec<Page>, Vec<crate::paper::flow::Heading>) {
    let (mut low, mut high) = (*FULLNESS.start(), *FULLNESS.end());
    let aim = entry.pages.clamp(FEWEST, MOST);
    let set = |fullness: usize, font: &mut Font| {
        let blocks = body::blocks(
            random.child("body"),
            entry,
            manner.official_numbers,
            fullness,
            attachments,
        );
        Flow::set(font, &manner.look, &blocks)
    };
    while low < high {
        let middle = low.midpoint(high);
        if set(middle, &mut Font::new(entry.fonts)).0.len() + FRONT_PAGES + 1 < aim {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    set(low, font)
}

#[cfg(test)]
mod tests;
