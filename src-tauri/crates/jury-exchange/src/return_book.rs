//! The workbook a chair hands on: the panel's ranking, coverage and minutes, with every envelope that claims the panel inside.
//!
//! Not a verdict: the organiser recomputes everything from the envelopes. The one rule: what is shown is a rendering of the signed panel
//! return, and each sheet inside stands on its own signature.

use std::collections::BTreeMap;

use jury_core::{Digest, EntryId};

use crate::book::CellValue;
use crate::compare::{Expected, ExpectedSheet};
use crate::paper::{CellAddress, Grid, PaperError, Style, new_workbook, qr_png};
use crate::seal_sheet::{self, HandedIn};

const SHEET_NAME: &str = "评审组汇总表";
const RANKING: [(&str, f64); 10] = [
    ("名次", 7.0),
    ("项目编号", 11.0),
    ("赛道名称", 12.0),
    ("赛题名称", 22.0),
    ("团队名称", 20.0),
    ("参赛单位", 24.0),
    ("企业规模", 10.0),
    ("有效专家数", 10.0),
    ("得分", 10.0),
    ("备注", 28.0),
];
/// The first entry's row, and the columns of a row of the ranking that were not signed, or that a chair may leave blank.
const FIRST_ROW: u32 = 4;
const VALID: u16 = 7;
const SCORE: u16 = 8;
const MINUTES: &str = "合议纪要";
const COVERAGE: [&str; 5] = ["专家编号", "专家姓名", "评分表", "版次", "核验结论"];

/// What a panel return's workbook shows and carries.
#[derive(Debug, Clone)]
pub struct ReturnBook {
    /// The title of the form.
    pub title: String,
    /// The panel's name.
    pub panel: String,
    /// The chair's name.
    pub chair: String,
    /// The date, as people write it.
    pub date: String,
    /// The rule in one line, such as 去掉一个最高分和一个最低分取平均，保留两位小数. Empty: not known here, and not compared.
    pub rule: String,
    /// The panel's entries, best first.
    pub ranking: Vec<ReturnRow>,
    /// What each expert of the panel handed in.
    pub coverage: Vec<ReturnExpert>,
    /// The minutes of the deliberation, 合议纪要.
    pub minutes: String,
    /// Which revision this is, from 1.
    pub seq: u32,
    /// The short code of the signed return.
    pub code: String,
    /// The digest of the signed return.
    pub digest: Digest,
    /// The signed return and every sheet that claims this panel, as bytes.
    pub envelopes: Vec<Vec<u8>>,
}

/// One entry in the panel's ranking.
#[derive(Debug, Clone)]
pub struct ReturnRow {
    /// The rank; none without a valid sheet.
    pub rank: Option<u32>,
    /// Which entry.
    pub entry: EntryId,
    /// The track's name.
    pub track: String,
    /// The topic's name.
    pub topic: String,
    /// The team's name.
    pub team: String,
    /// The lead entrant.
    pub entrant: String,
    /// The size class as a word.
    pub size: String,
    /// Experts whose marks count.
    pub valid: u32,
    /// The published score, a decimal.
    pub score: Option<String>,
    /// Recusals, absences, how a tie was decided.
    pub note: String,
}

/// What one expert handed in.
#[derive(Debug, Clone)]
pub struct ReturnExpert {
    /// The expert's id.
    pub id: String,
    /// The expert's name.
    pub name: String,
    /// Whether a sheet came: 已交 or 未交.
    pub handed_in: bool,
    /// Its revision.
    pub seq: Option<u32>,
    /// The verdict in words.
    pub verdict: String,
}

impl ReturnBook {
    /// The workbook as a file.
    ///
    /// # Errors
    /// [`PaperError`], a fault of the program.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, PaperError> {
        let mut workbook = new_workbook(&self.title)?;
        let (mut grid, foot) = self.grid();
        grid.picture(
            foot,
            grid.columns() - 1,
            qr_png(&self.digest)?,
            &format!("签名数据的完整摘要 {}", self.digest),
        );
        grid.write_into(&mut workbook)?;
        seal_sheet::write_into(&mut workbook, &self.envelopes)?;
        Ok(workbook.save_to_buffer()?)
    }

    /// What each cell of the readable sheet shows, without the lines to sign on.
    pub(crate) fn visible_cells(&self) -> BTreeMap<CellAddress, String> {
        self.grid().0.visible()
    }

    /// What the workbook shows, to be compared with what comes back: ranking, scores and minutes. Who handed in what, and how many experts
    /// counted, is said of the day it was written and was not signed; a chair does not show the scores of entries they recused.
    #[must_use]
    pub fn expected(&self) -> Expected {
        let mut form = ExpectedSheet::signed(SHEET_NAME, self.visible_cells());
        let ranked = self.ranking_rows();
        for row in FIRST_ROW..FIRST_ROW + ranked {
            form.free.insert(CellAddress::new(row, VALID));
            form.optional.insert(CellAddress::new(row, SCORE));
        }
        let first = coverage_row(ranked) + 1;
        for row in (first..).take(self.coverage.len()) {
            form.free
                .extend((1..=5).map(|column| CellAddress::new(row, column)));
        }
        if self.rule.is_empty() {
            form.free.insert(CellAddress::new(2, 0));
        }
        Expected {
            form,
            listed: Vec::new(),
            unsigned: Vec::new(),
        }
    }

    fn ranking_rows(&self) -> u32 {
        u32::try_from(self.ranking.len()).unwrap_or(u32::MAX)
    }

    /// Lays out as many rows of coverage as the file has, since their number was not signed and the minutes stand below them.
    pub fn fit_coverage(&mut self, file: &mut HandedIn) {
        let heading = coverage_row(self.ranking_rows());
        // Heading, rows, a blank one, and the heading of the minutes.
        let rows = minutes_row(file, heading).map(|row| row.saturating_sub(heading + 2));
        let empty = ReturnExpert {
            id: String::new(),
            name: String::new(),
            handed_in: false,
            seq: None,
            verdict: String::new(),
        };
        if let Some(rows) = rows {
            self.coverage = vec![empty; rows as usize];
        }
    }

    /// The sheet, and the row its signatures begin in.
    fn grid(&self) -> (Grid, u32) {
        let mut grid = Grid::new(
            SHEET_NAME,
            RANKING.iter().map(|(_, width)| *width).collect(),
        );
        let last = grid.columns() - 1;
        grid.wide(0, 0..=last, &self.title, Style::Title);
        grid.height(0, 30.0);
        let facts = format!(
            "评审组：{}　　组长：{}　　日期：{}　　第 {} 版",
            self.panel, self.chair, self.date, self.seq
        );
        grid.wide(1, 0..=last, &facts, Style::Line);
        grid.wide(
            2,
            0..=last,
            &format!("计分规则：{}", self.rule),
            Style::Line,
        );
        for (column, (name, _)) in (0..).zip(&RANKING) {
            grid.text(3, column, name, Style::Head);
        }
        grid.repeat(0, 3);
        grid.freeze(4, 2);
        grid.footer(&format!(
            "{}　第 {} 版　核对码 {}",
            self.panel, self.seq, self.code
        ));
        let mut row = FIRST_ROW;
        for line in &self.ranking {
            lay_ranked(&mut grid, row, line);
            row += 1;
        }
        row = self.lay_coverage(&mut grid, row + 1);
        row = self.lay_minutes(&mut grid, row + 1);
        self.lay_signatures(&mut grid, row);
        (grid, row)
    }

    fn lay_coverage(&self, grid: &mut Grid, first: u32) -> u32 {
        for (column, name) in (1..).zip(&COVERAGE) {
            grid.text(first, column, name, Style::Head);
        }
        let mut row = first + 1;
        for expert in &self.coverage {
            grid.text(row, 1, &expert.id, Style::Text);
            grid.text(row, 2, &expert.name, Style::Text);
            grid.text(
                row,
                3,
                if expert.handed_in { "已交" } else { "未交" },
                Style::Centred,
            );
            match expert.seq {
                Some(seq) => grid.number(row, 4, &seq.to_string(), Style::Whole),
                None => grid.text(row, 4, "", Style::Whole),
            }
            grid.text(row, 5, &expert.verdict, Style::Text);
            row += 1;
        }
        row
    }

    fn lay_minutes(&self, grid: &mut Grid, first: u32) -> u32 {
        let last = grid.columns() - 1;
        grid.wide(first, 0..=last, MINUTES, Style::Head);
        // One row a paragraph: a merged cell does not grow with its text.
        let mut row = first + 1;
        for paragraph in self.minutes.lines().filter(|line| !line.trim().is_empty()) {
            grid.wide(row, 0..=last, paragraph, Style::Text);
            // About 80 Chinese characters fit across the ten columns.
            let lines = u16::try_from(paragraph.chars().count() / 80 + 1)
                .unwrap_or(25)
                .min(25);
            grid.height(row, 16.0 * f64::from(lines));
            row += 1;
        }
        row
    }

    fn lay_signatures(&self, grid: &mut Grid, first: u32) {
        let last = grid.columns() - 1;
        let experts: Vec<_> = self
            .coverage
            .iter()
            .map(|expert| format!("{}：____________", expert.name))
            .collect();
        grid.signature(
            first,
            0..=last - 1,
            &format!("专家签字　{}", experts.join("　")),
        );
        grid.signature(
            first + 1,
            0..=last - 1,
            "组长签字：____________　　监督人：____________　　日期：____________",
        );
        grid.wide(
            first + 2,
            0..=last - 1,
            &format!("核对码：{}", self.code),
            Style::Banner,
        );
        for row in first..=first + 2 {
            grid.height(row, 44.0);
        }
    }
}

/// The row of the headings of coverage.
const fn coverage_row(ranked: u32) -> u32 {
    FIRST_ROW + ranked + 1
}

/// The row that opens the minutes, in the first two hundred below the headings of coverage: a panel has nine experts.
fn minutes_row(file: &mut HandedIn, heading: u32) -> Option<u32> {
    let book = file.book()?;
    let name = book
        .visible_sheet_names()
        .into_iter()
        .find(|name| name == SHEET_NAME)?;
    let cells = book.cells(&name).ok()?;
    let opens =
        |value: &CellValue| matches!(value, CellValue::Text(text) if text.trim() == MINUTES);
    cells
        .iter()
        .find(|cell| cell.column == 0 && cell.row > heading && opens(&cell.value))
        .map(|cell| cell.row)
        .filter(|row| *row < heading + 200)
}

fn lay_ranked(grid: &mut Grid, row: u32, line: &ReturnRow) {
    match line.rank {
        Some(rank) => grid.number(row, 0, &rank.to_string(), Style::Whole),
        None => grid.text(row, 0, "—", Style::Centred),
    }
    let facts = [
        line.entry.as_str(),
        &line.track,
        &line.topic,
        &line.team,
        &line.entrant,
        &line.size,
    ];
    for (column, fact) in (1..).zip(facts) {
        grid.text(row, column, fact, Style::Text);
    }
    grid.number(row, VALID, &line.valid.to_string(), Style::Whole);
    match &line.score {
        Some(score) => grid.number(row, SCORE, score, Style::Number),
        None => grid.text(row, SCORE, "", Style::Number),
    }
    grid.text(row, 9, &line.note, Style::Text);
}

#[cfg(test)]
mod tests;
