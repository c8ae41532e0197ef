//! The two workbooks a secretariat has: entries.xlsx 参赛项目表 and experts.xlsx 评审专家表.
//!
//! Not templates and not the reader (jury-exchange's). The one rule to know: they are written without jury-exchange, cell by cell as a
//! secretariat's own file would be, so that reading them tests the reader.

use jury_core::entry::Money;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::plan::{ContestPlan, PlannedEntry, PlannedExpert};

/// Why a workbook could not be written: a fault of the program.
#[derive(Debug, thiserror::Error)]
#[error("a workbook of the demo cannot be written: {0}")]
pub struct WorkbookError(#[from] XlsxError);

const ENTRY_HEADINGS: [(&str, f64); 14] = [
    ("项目编号", 10.0),
    ("赛道", 12.0),
    ("赛题", 30.0),
    ("项目名称", 46.0),
    ("团队名称", 20.0),
    ("牵头单位", 36.0),
    ("单位性质", 10.0),
    ("统一社会信用代码", 22.0),
    ("行业", 24.0),
    ("从业人员（人）", 14.0),
    ("营业收入（万元）", 16.0),
    ("资产总额（万元）", 16.0),
    ("企业规模", 10.0),
    ("材料文件夹", 12.0),
];

const EXPERT_HEADINGS: [(&str, f64); 8] = [
    ("专家编号", 10.0),
    ("姓名", 10.0),
    ("单位", 34.0),
    ("赛道", 12.0),
    ("评审组", 10.0),
    ("组长", 8.0),
    ("分配", 12.0),
    ("回避", 12.0),
];

/// A cell of a row.
enum Cell {
    Text(String),
    /// A figure; an empty cell where the form has none.
    Number(Option<f64>),
}

/// entries.xlsx: one row per entry. Names of tracks, not their numbers; figures as numbers; the size class as the entrant states it.
///
/// # Errors
/// [`WorkbookError`], a fault of the program.
pub fn entries_xlsx(plan: &ContestPlan) -> Result<Vec<u8>, WorkbookError> {
    workbook(
        "参赛项目表",
        "参赛项目",
        &ENTRY_HEADINGS,
        plan.entries.iter().map(entry_row),
    )
}

/// experts.xlsx: one row per expert of the roster, the fresh and the half-scored one at the end. The recusal of the plan is not in it: that
/// expert declares it when reading.
///
/// # Errors
/// [`WorkbookError`], a fault of the program.
pub fn experts_xlsx(plan: &ContestPlan) -> Result<Vec<u8>, WorkbookError> {
    workbook(
        "评审专家表",
        "评审专家",
        &EXPERT_HEADINGS,
        plan.roster().map(|expert| expert_row(plan, expert)),
    )
}

fn entry_row(entry: &PlannedEntry) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    // Two decimals of 万元 are exact enough in a spreadsheet's number below 10¹³.
    let money =
        |money: Option<Money>| Cell::Number(money.map(|money| money.hundredths() as f64 / 100.0));
    let facts = &entry.facts;
    vec![
        text(entry.id.as_str()),
        text(&entry.track_name),
        text(&entry.topic),
        text(&entry.title),
        text(&entry.team),
        text(&entry.entrant),
        text(entry.kind.label()),
        text(&entry.credit_code),
        text(facts.industry.map_or("", |industry| industry.name())),
        Cell::Number(facts.employees.map(|people| people as f64)),
        money(facts.revenue),
        money(facts.assets),
        text(if entry.kind.is_enterprise() {
            entry.size.label()
        } else {
            "不适用"
        }),
        text(entry.id.as_str()),
    ]
}

fn expert_row(plan: &ContestPlan, planned: &PlannedExpert) -> Vec<Cell> {
    let expert = &planned.expert;
    let track = plan
        .tracks
        .iter()
        .find(|track| track.id == expert.track)
        .map_or("", |track| &track.name);
    let chair = if expert.chair { "是" } else { "否" };
    let cells = [
        expert.id.as_str(),
        &expert.name,
        &expert.unit,
        track,
        "",
        chair,
        "全部",
        "",
    ];
    cells.map(|text| Cell::Text(text.to_owned())).into()
}

fn workbook(
    title: &str,
    sheet_name: &str,
    headings: &[(&str, f64)],
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    // A fixed date: the same plan must give the same bytes.
    let made = ExcelDateTime::from_ymd(2025, 6, 20)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_author("云江市数据局")
            .set_creation_datetime(&made),
    );
    let sheet = workbook.add_worksheet().set_name(sheet_name)?;
    write_head(sheet, headings)?;
    let body = Format::new().set_border(FormatBorder::Thin);
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) if !text.is_empty() => {
                    sheet.write_string_with_format(row, column, text, &body)?
                }
                Cell::Number(Some(number)) => {
                    sheet.write_number_with_format(row, column, number, &body)?
                }
                Cell::Text(_) | Cell::Number(None) => sheet.write_blank(row, column, &body)?,
            };
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_head(sheet: &mut Worksheet, headings: &[(&str, f64)]) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_border(FormatBorder::Thin)
        .set_background_color(0x00E8_EEF5);
    for (column, (heading, width)) in (0..).zip(headings) {
        sheet.write_string_with_format(0, column, *heading, &head)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

#[cfg(test)]
mod tests;
