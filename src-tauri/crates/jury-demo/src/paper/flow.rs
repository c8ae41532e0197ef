//! The body of a form: headings, paragraphs, tables and figures one after another, over as many pages as they take.
//!
//! Not the front pages (see [`crate::form`]). The one rule to know: a heading never stands alone at the foot of a page, and its page is noted
//! for the table of contents.

use super::figure::Figure;
use super::font::Font;
use super::page::{BLACK, Colour, GREY, HEIGHT, Page, Style, WIDTH};
use super::table::{Table, draw};
use super::type_setting::lines;

/// How one entrant's form looks; two forms side by side should not seem to be by the same hand.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    pub(crate) body: f32,
    pub(crate) leading: f32,
    pub(crate) heading: Colour,
    pub(crate) palette: [Colour; 4],
    pub(crate) shade: Colour,
    /// Running head.
    pub(crate) head: String,
    /// `— 3 —` rather than `第 3 页`.
    pub(crate) dashes: bool,
}

/// A piece of the body.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    /// One of the five parts; starts a page.
    Part(String),
    Section(String),
    Sub(String),
    Text(String),
    Table(Table),
    Figure(Figure),
}

/// A line of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) level: u8,
    pub(crate) text: String,
    pub(crate) page: usize,
}

pub(crate) const LEFT: f32 = 82.0;
pub(crate) const MEASURE: f32 = WIDTH - 2.0 * LEFT;
const TOP: f32 = 92.0;
const BOTTOM: f32 = HEIGHT - 84.0;

/// The body being set.
pub(crate) struct Flow<'a> {
    font: &'a mut Font,
    look: &'a Look,
    pages: Vec<Page>,
    headings: Vec<Heading>,
    y: f32,
    part: usize,
    tables: usize,
    figures: usize,
}

impl<'a> Flow<'a> {
    /// Sets all blocks; the pages and the headings with the numbers of theirs.
    pub(crate) fn set(
        font: &'a mut Font,
        look: &'a Look,
        blocks: &[Block],
    ) -> (Vec<Page>, Vec<Heading>) {
        let mut flow = Self {
            font,
            look,
            pages: Vec::new(),
            headings: Vec::new(),
            y: TOP,
            part: 0,
            tables: 0,
            figures: 0,
        };
        for block in blocks {
            flow.block(block);
        }
        (flow.pages, flow.headings)
    }

    fn block(&mut self, block: &Block) {
        let look = self.look;
        match block {
            Block::Part(text) => {
                (self.part, self.tables, self.figures) = (self.part + 1, 0, 0);
                self.turn();
                self.y += 12.0;
                self.heading(1, text, Style::bold(18.0).coloured(look.heading), 36.0);
            }
            Block::Section(text) => {
                self.heading(2, text, Style::bold(15.0).coloured(look.heading), 32.0);
            }
            Block::Sub(text) => self.heading(
                3,
                text,
                Style::bold(look.body).coloured(BLACK),
                look.leading,
            ),
            Block::Text(text) => self.paragraph(text),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
        }
    }

    /// The page in work and the font, to draw with.
    fn ink(&mut self) -> (&mut Page, &mut Font) {
        (
            self.pages.last_mut().expect("need() began a page"),
            self.font,
        )
    }

    /// Begins a page with its running head and number.
    fn turn(&mut self) {
        let mut page = Page::new();
        let number = self.pages.len() + 1;
        page.centred(
            self.font,
            [WIDTH / 2.0, 58.0],
            Style::plain(9.0).coloured(GREY),
            &self.look.head,
        );
        page.line(&[[LEFT, 65.0], [WIDTH - LEFT, 65.0]], 0.5, GREY);
        let number = if self.look.dashes {
            format!("— {number} —")
        } else {
            format!("第 {number} 页")
        };
        page.centred(
            self.font,
            [WIDTH / 2.0, HEIGHT - 50.0],
            Style::plain(10.5),
            &number,
        );
        self.pages.push(page);
        self.y = TOP;
    }

    /// Begins a page unless `height` points are left.
    fn need(&mut self, height: f32) {
        if self.pages.is_empty() || self.y + height > BOTTOM {
            self.turn();
        }
    }

    fn heading(&mut self, level: u8, text: &str, style: Style, leading: f32) {
        self.need(leading + 3.0 * self.look.leading);
        let indent = if level == 3 { 2.0 * style.size } else { 0.0 };
        for line in lines(text, style.size, MEASURE - indent, 0.0) {
            let base = [LEFT + indent, self.y + leading * 0.66];
            let (page, font) = self.ink();
            page.text(font, base, style, &line.text, 0.0);
            self.y += leading;
        }
        self.headings.push(Heading {
            level,
            text: text.to_owned(),
            page: self.pages.len(),
        });
    }

    fn paragraph(&mut self, text: &str) {
        let Look { body, leading, .. } = *self.look;
        let mut indent = 2.0 * body;
        for line in lines(text, body, MEASURE, indent) {
            self.need(leading);
            let base = [LEFT + indent, self.y + leading * 0.68];
            let (page, font) = self.ink();
            page.text(font, base, Style::plain(body), &line.text, line.spacing);
            self.y += leading;
            indent = 0.0;
        }
    }

    fn caption(&mut self, text: &str) {
        let base = [WIDTH / 2.0, self.y + 14.0];
        let (page, font) = self.ink();
        page.centred(font, base, Style::bold(10.5), text);
        self.y += 20.0;
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let columns = table.columns(MEASURE);
        let rows = table.laid_out(&columns);
        let Some((head, rest)) = rows.split_first() else {
            return;
        };
        self.need(28.0 + head.height + rest.first().map_or(0.0, |row| row.height));
        self.y += 6.0;
        self.caption(&format!(
            "表{}-{} {}",
            self.part, self.tables, table.caption
        ));
        self.row(head, &columns, true);
        for row in rest {
            if self.y + row.height > BOTTOM {
                self.turn();
                self.row(head, &columns, true);
            }
            self.row(row, &columns, false);
        }
        self.y += 12.0;
    }

    fn row(&mut self, row: &super::table::Row, columns: &[f32], head: bool) {
        let (at, shade) = ([LEFT, self.y], head.then_some(self.look.shade));
        let (page, font) = self.ink();
        draw(page, font, row, at, columns, shade);
        self.y += row.height;
    }

    fn figure(&mut self, figure: &Figure) {
        self.figures += 1;
        let height = figure.drawing.height();
        self.need(height + 40.0);
        self.y += 10.0;
        let (at, palette) = ([LEFT, self.y, MEASURE], self.look.palette);
        let (page, font) = self.ink();
        figure.drawing.draw(page, font, at, &palette);
        self.y += height + 2.0;
        self.caption(&format!(
            "图{}-{} {}",
            self.part, self.figures, figure.caption
        ));
        self.y += 8.0;
    }
}
