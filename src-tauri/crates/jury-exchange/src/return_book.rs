//! The workbook a chair hands on: the panel's ranking, coverage and minutes, with every envelope that claims the panel inside.
//!
//! Not a verdict: the organiser recomputes everything from the envelopes. The one rule: what is shown is a rendering of the signed panel
//! return, and each sheet inside stands on its own signature.

use std::collections::BTreeMap;

use jury_core::exact::Published;
use jury_core::{Digest, EntryId};

use crate::paper::{CellAddress, Grid, PaperError, Style, new_workbook, qr_png};
use crate::seal_sheet;

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
    /// The rule in one line, such as 去掉一个最高分和一个最低分取平均，保留两位小数.
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
    /// The published score.
    pub score: Option<Published>,
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
    #[must_use]
    pub fn visible_cells(&self) -> BTreeMap<CellAddress, String> {
        self.grid().0.visible()
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
        let mut row = 4;
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
        grid.wide(first, 0..=last, "合议纪要", Style::Head);
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
    grid.number(row, 7, &line.valid.to_string(), Style::Whole);
    match &line.score {
        Some(score) => grid.number(row, 8, &score.to_string(), Style::Number),
        None => grid.text(row, 8, "", Style::Number),
    }
    grid.text(row, 9, &line.note, Style::Text);
}

#[cfg(test)]
mod tests;
