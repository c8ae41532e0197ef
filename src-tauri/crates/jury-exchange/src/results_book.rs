//! 评分汇总表: the ranking of every track, one worksheet each, for the people who check and sign it.
//!
//! The PDF (pdf.rs) says the same on A4, with facts folded into one column; printed, the workbook takes two pages side by side, since its columns
//! on one would be read by nobody. Not signed data: it is a rendering of the merged set. The one rule: the same results give the same bytes, so that
//! two desks can compare files.

mod pdf;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jury_core::exact::Published;
use jury_core::{Digest, EntryId};

use crate::formal::{DRAFT, signature_chain};
use crate::paper::{Grid, PaperError, Style, new_workbook, qr_png};

/// Characters a spreadsheet takes in the name of a sheet.
const SHEET_NAME_LIMIT: usize = 31;
const BEFORE: [(&str, f64); 9] = [
    ("序号", 5.0),
    ("项目编号", 8.0),
    ("赛道名称", 7.0),
    ("赛题名称", 13.0),
    ("团队名称", 12.0),
    ("参赛单位", 15.0),
    ("单位性质", 6.0),
    ("企业规模", 5.0),
    ("团队作品", 16.0),
];
const AFTER: [(&str, f64); 10] = [
    ("最高分", 7.0),
    ("最低分", 7.0),
    ("有效专家数", 6.0),
    ("平均分", 8.0),
    ("书面成绩", 7.0),
    ("路演成绩", 7.0),
    ("综合得分", 7.0),
    ("名次", 6.0),
    ("拟定奖项/是否推荐", 12.0),
    ("备注", 34.0),
];
/// Width of an expert's column: ten of them stand on a page beside the facts.
const EXPERT: f64 = 6.0;
/// 序号 and 项目编号 stand on every page side by side.
const REPEATED: u16 = 2;
const MEAN: usize = 3;
/// Points of the row the QR code stands in.
const QR_ROW: f64 = 64.0;

/// The results of a round.
#[derive(Debug, Clone)]
pub struct ResultsBook {
    /// The title without the track, such as 2025年“数据要素×”大赛云江分赛书面评审评分汇总表.
    pub title: String,
    /// What 平均分 means here, such as 平均分（去极值）.
    pub mean_heading: String,
    /// The rubric's name; of the built-in one 内置示例指标（非官方）.
    pub rubric: String,
    /// The fingerprint of the inputs, 数据指纹, in letters and as QR code.
    pub fingerprint: Digest,
    /// One worksheet each.
    pub tracks: Vec<TrackResults>,
}

/// The results of one track.
#[derive(Debug, Clone)]
pub struct TrackResults {
    /// The track's name.
    pub name: String,
    /// The line 定稿 with version and 核对码 once the result is final; otherwise 未定稿 stands on the sheet.
    pub final_as: Option<String>,
    /// The names of the experts, one column each.
    pub experts: Vec<String>,
    /// The entries, in the order of the list.
    pub rows: Vec<ResultRow>,
}

/// The results of one entry.
#[derive(Debug, Clone)]
pub struct ResultRow {
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
    /// What the entrant is, 单位性质.
    pub kind: String,
    /// The size class as a word.
    pub size: String,
    /// The title of the work, 团队作品.
    pub work: String,
    /// One per expert of [`TrackResults::experts`]; a missing one at the end is blank.
    pub marks: Vec<ResultMark>,
    /// The highest total.
    pub highest: Option<Published>,
    /// The lowest total.
    pub lowest: Option<Published>,
    /// Experts whose totals exist.
    pub valid: u32,
    /// The mean by the rule.
    pub mean: Option<Published>,
    /// The score of the written round.
    pub written: Option<Published>,
    /// The score of the roadshow, while there is one.
    pub roadshow: Option<Published>,
    /// The overall score.
    pub overall: Option<Published>,
    /// The rank.
    pub rank: Option<u32>,
    /// Award or recommendation, while there is one.
    pub award: String,
    /// Recusals, absences, how a tie was decided.
    pub note: String,
}

/// One expert's cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResultMark {
    /// A total that counts.
    Counted(Published),
    /// A total that the trimmed mean dropped: struck out, and named in the note.
    Dropped(Published),
    /// No total, and the word for why: 回避, 待交, 缺材料.
    None(String),
}

impl ResultsBook {
    /// The workbook as a file.
    ///
    /// # Errors
    /// [`PaperError`], a fault of the program.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, PaperError> {
        let mut workbook = new_workbook(&self.title)?;
        // Widths are counted in digits of the default font: that of the cells, so that a computer without Calibri does not widen every column.
        workbook.set_default_format(&Style::Line.format(), 20, 64)?;
        let mut taken = BTreeSet::new();
        for (number, track) in (1_u32..).zip(&self.tracks) {
            let name = sheet_name(&track.name, number, &mut taken);
            self.grid(track, &name)?.write_into(&mut workbook)?;
        }
        if self.tracks.is_empty() {
            // A workbook without a sheet is not one.
            Grid::new("评分汇总表", vec![40.0]).write_into(&mut workbook)?;
        }
        Ok(workbook.save_to_buffer()?)
    }

    fn grid(&self, track: &TrackResults, name: &str) -> Result<Grid, PaperError> {
        let experts = track.experts.iter().map(|_| EXPERT);
        let widths = BEFORE
            .iter()
            .map(|(_, width)| *width)
            .chain(experts)
            .chain(AFTER.iter().map(|(_, width)| *width))
            .collect();
        let mut grid = Grid::new(name, widths);
        let facts = u16::try_from(BEFORE.len()).unwrap_or(u16::MAX);
        let last = grid.columns() - 1;
        let after = u16::try_from(AFTER.len()).unwrap_or(u16::MAX);
        let parts = grid.side_by_side(REPEATED, &[facts - 1, last - after, last]);
        let status = track.final_as.as_deref().unwrap_or(DRAFT);
        for (number, part) in parts.iter().enumerate() {
            self.lay_top(&mut grid, track, status, number, part);
        }
        grid.height(0, 30.0);
        self.lay_headings(&mut grid, track);
        let mut row = 3;
        for (number, line) in (1_u32..).zip(&track.rows) {
            lay_row(&mut grid, row, number, track.experts.len(), line);
            row += 1;
        }
        let mut blanks: Vec<String> = signature_chain()
            .iter()
            .map(|who| format!("{who}：__________"))
            .collect();
        blanks.push("日期：__________".to_owned());
        let print = format!("数据指纹：{}", self.fingerprint);
        for part in &parts {
            let columns = beside_repeated(part);
            grid.signature(row, columns.clone(), &blanks.join("　"));
            grid.wide(row + 1, columns, &print, Style::Line);
        }
        grid.picture(row + 2, REPEATED, qr_png(&self.fingerprint)?, &print);
        grid.height(row + 2, QR_ROW);
        grid.footer(&format!(
            "{}{}",
            track
                .final_as
                .as_ref()
                .map_or_else(|| format!("{DRAFT}　"), |line| format!("{line}　")),
            track.name
        ));
        grid.repeat(0, 2);
        grid.freeze(3, REPEATED);
        Ok(grid)
    }

    /// Title and status of the columns that share a page. They stay out of the repeated columns, where a cell over several would be cut.
    fn lay_top(
        &self,
        grid: &mut Grid,
        track: &TrackResults,
        status: &str,
        number: usize,
        part: &RangeInclusive<u16>,
    ) {
        let columns = beside_repeated(part);
        let more = if number == 0 { "" } else { "（续）" };
        let title = format!("{}（{}）{more}", self.title, track.name);
        grid.wide(0, columns.clone(), &title, Style::Title);
        let middle = u16::midpoint(*columns.start(), *columns.end());
        let rubric = format!("指标体系：{}", self.rubric);
        grid.wide(1, *columns.start()..=middle, status, Style::Banner);
        grid.wide(1, middle + 1..=*columns.end(), &rubric, Style::Line);
    }

    fn lay_headings(&self, grid: &mut Grid, track: &TrackResults) {
        let before = BEFORE.iter().map(|(name, _)| *name);
        let experts = track.experts.iter().map(String::as_str);
        let after = AFTER.iter().enumerate().map(|(at, (name, _))| {
            if at == MEAN {
                self.mean_heading.as_str()
            } else {
                *name
            }
        });
        for (column, name) in (0..).zip(before.chain(experts).chain(after)) {
            grid.text(2, column, name, Style::Head);
        }
    }
}

fn beside_repeated(part: &RangeInclusive<u16>) -> RangeInclusive<u16> {
    REPEATED.max(*part.start())..=*part.end()
}

fn lay_row(grid: &mut Grid, row: u32, number: u32, experts: usize, line: &ResultRow) {
    grid.number(row, 0, &number.to_string(), Style::Whole);
    let facts = [
        line.entry.as_str(),
        &line.track,
        &line.topic,
        &line.team,
        &line.entrant,
        &line.kind,
        &line.size,
        &line.work,
    ];
    for (column, fact) in (1..).zip(facts) {
        grid.text(row, column, fact, Style::Text);
    }
    let mut column = 9;
    for at in 0..experts {
        match line.marks.get(at) {
            Some(ResultMark::Counted(total)) => {
                grid.number(row, column, &total.to_string(), Style::Number);
            }
            Some(ResultMark::Dropped(total)) => {
                grid.number(row, column, &total.to_string(), Style::Struck);
            }
            Some(ResultMark::None(word)) => grid.text(row, column, word, Style::Centred),
            None => grid.text(row, column, "", Style::Centred),
        }
        column += 1;
    }
    let mut score = |column: u16, score: &Option<Published>| match score {
        Some(score) => grid.number(row, column, &score.to_string(), Style::Number),
        None => grid.text(row, column, "", Style::Number),
    };
    score(column, &line.highest);
    score(column + 1, &line.lowest);
    score(column + 3, &line.mean);
    score(column + 4, &line.written);
    score(column + 5, &line.roadshow);
    score(column + 6, &line.overall);
    grid.number(row, column + 2, &line.valid.to_string(), Style::Whole);
    match line.rank {
        Some(rank) => grid.number(row, column + 7, &rank.to_string(), Style::Whole),
        None => grid.text(row, column + 7, "—", Style::Centred),
    }
    grid.text(row, column + 8, &line.award, Style::Centred);
    grid.text(row, column + 9, &line.note, Style::Text);
}

/// A name a spreadsheet accepts, unlike the others whatever the case of its letters.
pub(crate) fn sheet_name(track: &str, number: u32, taken: &mut BTreeSet<String>) -> String {
    let allowed = |character: &char| {
        !matches!(character, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'')
            && !character.is_control()
    };
    let kept: String = track
        .chars()
        .filter(allowed)
        .take(SHEET_NAME_LIMIT)
        .collect();
    let fits = kept.encode_utf16().count() <= SHEET_NAME_LIMIT && !kept.trim().is_empty();
    let name = if fits {
        kept
    } else {
        format!("赛道{number}")
    };
    if taken.insert(name.to_lowercase()) {
        return name;
    }
    let numbered = format!(
        "{} ({number})",
        name.chars().take(SHEET_NAME_LIMIT - 10).collect::<String>()
    );
    taken.insert(numbered.to_lowercase());
    numbered
}

#[cfg(test)]
mod tests;
