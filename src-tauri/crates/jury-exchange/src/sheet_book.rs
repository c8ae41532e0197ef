//! The workbook an expert hands back: a score table for reading and for ink, with the signed sheet carried inside.
//!
//! Not the source of any mark: marks are taken from the envelope alone. The one rule: everything shown is rendered from the signed payload, so
//! that [`expected`] can be compared with what comes back.
//!
//! Printed, it is the A4 form for the signature in ink: landscape, one page wide, header rows repeated, page x of y, the short code on
//! every page and the full digest as a QR code beside the signature line.

mod evidence;
mod gates;
mod listing;

use std::collections::BTreeMap;

use jury_core::rubric::{Criterion, Group, Profile, Rubric};
use jury_core::sheet::LineState;
use jury_core::{CriterionId, Digest, EntryId, Exact, Points};

use crate::compare::{Expected, ExpectedSheet};
use crate::paper::{CellAddress, Grid, PaperError, Style, new_workbook, qr_png, short};
use crate::seal_sheet;

use evidence::EVIDENCE_SHEET;
pub use evidence::EvidenceRow;
use gates::GATES_SHEET;
pub use gates::{GateNote, not_passed};

/// The name of the readable sheet.
const SHEET_NAME: &str = "评分表";
/// Rows above the first entry: title, facts, and two rows of headings.
const FIRST_ROW: u32 = 4;
/// Columns before the marks.
const FACTS: [(&str, f64); 7] = [
    ("序号", 5.0),
    ("项目编号", 10.0),
    ("赛道名称", 11.0),
    ("赛题名称", 18.0),
    ("团队作品", 22.0),
    ("参赛单位", 18.0),
    ("权重方案", 10.0),
];
/// Columns after the marks.
const AFTER: [(&str, f64); 3] = [("合计", 8.0), ("状态", 9.0), ("评语", 26.0)];
const MARK_WIDTH: f64 = 8.0;

/// What a hand-back workbook shows and carries.
#[derive(Debug, Clone)]
pub struct SheetBook {
    /// Such as 2025年“数据要素×”大赛云江分赛工业制造赛道书面评审专家评分表.
    pub title: String,
    /// The expert's name.
    pub expert: String,
    /// Where the expert works.
    pub unit: String,
    /// The panel, 评审组.
    pub panel: String,
    /// The date, as people write it.
    pub date: String,
    /// The rubric's name; of the built-in one 内置示例指标（非官方）.
    pub rubric: String,
    /// Which revision this is, from 1.
    pub seq: u32,
    /// The weight profiles in use, in the order in which maxima are listed.
    pub profiles: Vec<String>,
    /// The criteria, by group.
    pub groups: Vec<GroupColumns>,
    /// One row per entry.
    pub rows: Vec<SheetRow>,
    /// Places in the dossiers that were attached, 评分依据; on a sheet of their own, which a merge does not compare.
    pub evidence: Vec<EvidenceRow>,
    /// The short code 核对码, four groups of four characters.
    pub code: String,
    /// The digest of the signed sheet.
    pub digest: Digest,
    /// The signed envelopes, as bytes.
    pub envelopes: Vec<Vec<u8>>,
}

/// A group of criteria, 一级指标, over its columns.
#[derive(Debug, Clone)]
pub struct GroupColumns {
    /// The group's name.
    pub name: String,
    /// Its criteria, 二级指标.
    pub criteria: Vec<CriterionColumn>,
}

impl GroupColumns {
    /// The columns of a group of the rubric, each with its maximum under each of the profiles.
    #[must_use]
    pub fn of(rubric: &Rubric, profiles: &[&Profile], group: &Group) -> Self {
        let column = |criterion: &Criterion| CriterionColumn {
            id: criterion.id.clone(),
            name: criterion.name.clone(),
            maxima: profiles
                .iter()
                .map(|profile| rubric.maximum(profile, &criterion.id))
                .map(|maximum| maximum.unwrap_or(Points::ZERO))
                .collect(),
        };
        Self {
            name: group.name.clone(),
            criteria: group.criteria.iter().map(column).collect(),
        }
    }
}

/// A criterion and its column.
#[derive(Debug, Clone)]
pub struct CriterionColumn {
    /// Which criterion.
    pub id: CriterionId,
    /// Its name.
    pub name: String,
    /// Its maximum under each of [`SheetBook::profiles`].
    pub maxima: Vec<Points>,
}

/// One entry as this expert judged it.
#[derive(Debug, Clone)]
pub struct SheetRow {
    /// Which entry.
    pub entry: EntryId,
    /// The track's name.
    pub track: String,
    /// The topic's name.
    pub topic: String,
    /// The entry's title, 作品 (domain.md §3.4 a): nobody checks a score against a number alone.
    pub work: String,
    /// The team's name.
    pub team: String,
    /// The lead entrant.
    pub entrant: String,
    /// The name of the weight profile in force.
    pub profile: String,
    /// The marks, or why there are none.
    pub state: LineState,
    /// The total, where all marks are there.
    pub total: Option<Exact>,
    /// What was found at gates, 门槛项, in the order of the rubric; in full on a sheet of their own.
    pub gates: Vec<GateNote>,
    /// The comment.
    pub comment: String,
}

impl SheetBook {
    /// The workbook as a file.
    ///
    /// # Errors
    /// [`PaperError`], a fault of the program.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, PaperError> {
        let mut workbook = new_workbook(&self.title)?;
        let mut grid = self.grid();
        let last = grid.columns() - 1;
        grid.picture(
            self.end_row(),
            last,
            qr_png(&self.digest)?,
            &format!("签名数据的完整摘要 {}", self.digest),
        );
        grid.write_into(&mut workbook)?;
        seal_sheet::write_into(&mut workbook, &self.envelopes)?;
        // Last, so that the form and the seal are where every reader of earlier workbooks looks for them.
        if self.rows.iter().any(|row| !row.gates.is_empty()) {
            gates::grid(self).write_into(&mut workbook)?;
        }
        if !self.evidence.is_empty() {
            evidence::grid(self).write_into(&mut workbook)?;
        }
        Ok(workbook.save_to_buffer()?)
    }

    fn criteria(&self) -> impl Iterator<Item = &CriterionColumn> {
        self.groups.iter().flat_map(|group| &group.criteria)
    }

    fn end_row(&self) -> u32 {
        FIRST_ROW + u32::try_from(self.rows.len()).expect("a sheet has far fewer than 2^32 entries")
    }

    fn grid(&self) -> Grid {
        let marks = self.criteria().map(|_| MARK_WIDTH);
        let widths = FACTS
            .iter()
            .map(|(_, width)| *width)
            .chain(marks)
            .chain(AFTER.iter().map(|(_, width)| *width))
            .collect();
        let mut grid = Grid::new(SHEET_NAME, widths);
        self.lay_head(&mut grid);
        for (at, line) in (0_u32..).zip(&self.rows) {
            self.lay_row(&mut grid, FIRST_ROW + at, at + 1, line);
        }
        self.lay_foot(&mut grid);
        grid
    }

    fn lay_head(&self, grid: &mut Grid) {
        let last = grid.columns() - 1;
        grid.wide(0, 0..=last, &self.title, Style::Title);
        grid.height(0, 30.0);
        let facts = format!(
            "专家姓名：{}　　单位：{}　　评审组：{}　　日期：{}",
            self.expert, self.unit, self.panel, self.date
        );
        grid.wide(1, 0..=6, &facts, Style::Line);
        let order = if self.profiles.len() > 1 {
            format!("（满分依次为：{}）", self.profiles.join("／"))
        } else {
            String::new()
        };
        grid.wide(
            1,
            7..=last,
            &format!("指标体系：{}{order}　　第 {} 版", self.rubric, self.seq),
            Style::Line,
        );
        grid.height(1, 30.0);
        for (column, (name, _)) in (0..).zip(&FACTS) {
            grid.tall(2..=3, column, name, Style::Head);
        }
        let mut column = 7;
        for group in &self.groups {
            let width = u16::try_from(group.criteria.len())
                .expect("a group has fewer than 16,384 criteria");
            if width > 0 {
                grid.wide(2, column..=column + width - 1, &group.name, Style::Head);
            }
            for (at, criterion) in (column..).zip(&group.criteria) {
                grid.text(
                    3,
                    at,
                    &format!("{}\n满分 {}", criterion.name, maxima(&criterion.maxima)),
                    Style::Head,
                );
            }
            column += width;
        }
        for (at, (name, _)) in (column..).zip(&AFTER) {
            grid.tall(2..=3, at, name, Style::Head);
        }
        grid.height(2, 20.0);
        grid.repeat(0, 3);
        grid.freeze(FIRST_ROW, 2);
        grid.footer(&format!(
            "{}　第 {} 版　核对码 {}",
            self.expert, self.seq, self.code
        ));
    }

    fn lay_row(&self, grid: &mut Grid, row: u32, number: u32, line: &SheetRow) {
        grid.number(row, 0, &number.to_string(), Style::Whole);
        let facts = [
            line.entry.as_str(),
            &line.track,
            &line.topic,
            &format!("{}\n{}", line.work, line.team),
            &line.entrant,
            &line.profile,
        ];
        for (column, fact) in (1..).zip(facts) {
            grid.text(row, column, fact, Style::Text);
        }
        let none = BTreeMap::new();
        let (marks, state, reason) = match &line.state {
            LineState::Scored(marks) => (marks, "已评", ""),
            LineState::Recused { reason } => (&none, "回避", reason.as_str()),
            LineState::MaterialMissing { reason } => (&none, "材料缺失", reason.as_str()),
            LineState::Unmarked => (&none, "未评", ""),
        };
        let mut column = 7;
        for criterion in self.criteria() {
            match marks.get(&criterion.id) {
                Some(mark) => grid.number(row, column, &mark.to_string(), Style::Number),
                None => grid.text(row, column, "", Style::Number),
            }
            column += 1;
        }
        match &line.total {
            // The exact total stands in the envelope; paper shows two decimals, rounded half up.
            Some(total) => grid.number(
                row,
                column,
                &total.round_half_up(2).to_string(),
                Style::Number,
            ),
            None => grid.text(row, column, "", Style::Number),
        }
        grid.text(row, column + 1, state, Style::Centred);
        let said = said(&[reason, &not_passed(&line.gates), &line.comment]);
        grid.text(row, column + 2, &said, Style::Text);
    }

    fn lay_foot(&self, grid: &mut Grid) {
        let (end, last) = (self.end_row(), grid.columns() - 1);
        grid.wide(
            end,
            0..=last - 1,
            "注：打印后请核对分数并亲笔签字；涂改处须签名；不得空项。分数以签名数据为准。",
            Style::Line,
        );
        grid.signature(
            end + 1,
            0..=last - 1,
            "专家签字：________________　　　　日期：________________",
        );
        grid.wide(
            end + 2,
            0..=last - 1,
            &format!("核对码：{}", self.code),
            Style::Banner,
        );
        // Three rows as tall as the QR code beside them: 164 pixels and a gap are 128 points.
        for row in end..=end + 2 {
            grid.height(row, 44.0);
        }
    }
}

/// What the workbook shows, to be compared with what comes back.
#[must_use]
pub fn expected(book: &SheetBook) -> Expected {
    let gates = book.rows.iter().any(|row| !row.gates.is_empty());
    Expected {
        form: ExpectedSheet::signed(SHEET_NAME, visible_cells(book)),
        listed: gates
            .then(|| ExpectedSheet::signed(GATES_SHEET, gates::grid(book).visible()))
            .into_iter()
            .collect(),
        // Names of materials stand there, and those are not signed.
        unsigned: (!book.evidence.is_empty())
            .then_some(EVIDENCE_SHEET)
            .into_iter()
            .collect(),
    }
}

/// What each cell of the readable sheet shows, without the line to sign on.
pub(crate) fn visible_cells(book: &SheetBook) -> BTreeMap<CellAddress, String> {
    book.grid().visible()
}

/// `15`, or `15/17/15` where weight profiles differ.
pub(crate) fn maxima(points: &[Points]) -> String {
    match points {
        [first, rest @ ..] if rest.iter().all(|other| other == first) => short(*first),
        _ => points
            .iter()
            .map(|maximum| short(*maximum))
            .collect::<Vec<_>>()
            .join("/"),
    }
}

fn said(texts: &[&str]) -> String {
    texts
        .iter()
        .filter(|text| !text.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join("；")
}

#[cfg(test)]
mod tests;
