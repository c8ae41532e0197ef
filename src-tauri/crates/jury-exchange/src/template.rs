//! Empty workbooks for a secretariat to fill in: entries, experts, rubric, each with a page that explains it.
//!
//! Not samples of a contest: the demo makes those. The one rule: a column's heading comes from the reader that will look for it.

use jury_core::entry::{EntrantKind, Industry};
use jury_core::rubric::{Rubric, Scale};
use jury_core::size_class::SizeClass;
use rust_xlsxwriter::{DataValidation, Workbook, Worksheet};

use crate::entries_book::reference;
use crate::paper::{PaperError, Style, new_workbook, short};
use crate::rubric_book::{self, criteria, gates, parts};
use crate::table::Column;
use crate::{entries_book, experts_book};

const NOTES_SHEET: &str = "填写说明";
/// Rows that are prepared as text, so that 01 stays 01 and 1-3 does not become a date.
const PREPARED_ROWS: u32 = 2_000;

/// The empty 参赛项目表.
///
/// # Errors
/// [`PaperError`], a fault of the program.
pub fn entries_template() -> Result<Vec<u8>, PaperError> {
    let mut workbook = new_workbook("参赛项目表")?;
    let sheet = add_table(&mut workbook, entries_book::SHEET, entries_book::COLUMNS)?;
    let kinds = EntrantKind::ALL.map(EntrantKind::label);
    offer(sheet, entries_book::COLUMNS, entries_book::KIND, &kinds)?;
    offer(
        sheet,
        entries_book::COLUMNS,
        entries_book::SIZE,
        &SizeClass::ALL.map(SizeClass::label),
    )?;
    offer(
        sheet,
        entries_book::COLUMNS,
        entries_book::CALIBRATION,
        &["是", "否"],
    )?;
    add_table(&mut workbook, reference::SHEET, reference::COLUMNS)?;
    let mut notes = vec![
        "每行一个参赛项目。红色标题为必填列；列的先后可以调整，标题文字请勿改动。",
        "项目编号：字母、数字或短横线，至多 32 个，不得重复，如 01-031。",
        "赛道：赛道名称，须与评审专家表中的写法一致。",
        "单位性质：企业、事业单位、科研院所、高校、政府部门、其他。",
        "营业收入、资产总额以万元计；从业人员以人计。非企业单位填 0、“不适用”或留空均可。",
        "企业规模可留空：程序按《统计上大中小微型企业划分办法（2017）》由行业、从业人员、营业收入、资产总额判定；资料不全时列出可能的规模。",
        "材料文件夹：相对于申报材料总文件夹的位置；留空表示与项目编号同名。",
        "校准：评审前供全体专家试评、统一尺度的项目填“是”，其余留空；校准项目排在最前，与其他项目一样评分，但不计入排名和统计。",
        "校准参考分（另一张表，可不填）：指标填二级指标的代码或名称；专家评完该项目后，经组长同意可由组织方在任务函中放开查看。",
        "行业可填下列名称之一：",
    ];
    notes.extend(Industry::all().map(Industry::name));
    add_notes(&mut workbook, &notes)?;
    Ok(workbook.save_to_buffer()?)
}

/// The empty 评审专家表.
///
/// # Errors
/// [`PaperError`], a fault of the program.
pub fn experts_template() -> Result<Vec<u8>, PaperError> {
    let mut workbook = new_workbook("评审专家表")?;
    let sheet = add_table(&mut workbook, experts_book::SHEET, experts_book::COLUMNS)?;
    offer(
        sheet,
        experts_book::COLUMNS,
        experts_book::CHAIR,
        &["是", "否"],
    )?;
    let notes = [
        "每行一位评审专家。红色标题为必填列；列的先后可以调整，标题文字请勿改动。",
        "专家编号：字母、数字或短横线，可留空由程序按行次编号（E0001 起）。",
        "赛道：须与参赛项目表中的写法一致。",
        "评审组：同一赛道分几组时填写组名；留空表示该赛道只有一个组。",
        "组长：每组恰有一位填“是”，其余填“否”。",
        "分配：填“全部”或留空，表示评审本赛道全部项目；否则填项目编号，以顿号或逗号分隔；只参加路演等后面阶段的专家填“无”。",
        "回避：须回避的项目编号，以顿号或逗号分隔；没有则留空。",
    ];
    add_notes(&mut workbook, &notes)?;
    Ok(workbook.save_to_buffer()?)
}

/// The empty rubric workbook; the other sheets are filled with the plainest answer.
///
/// # Errors
/// [`PaperError`], a fault of the program.
pub fn rubric_template() -> Result<Vec<u8>, PaperError> {
    rubric(None)
}

pub(crate) fn rubric(rubric: Option<&Rubric>) -> Result<Vec<u8>, PaperError> {
    let built_in = Rubric::built_in();
    let filled = rubric.unwrap_or(&built_in);
    let mut workbook = new_workbook("指标体系")?;
    write_criteria(&mut workbook, filled, rubric.is_some())?;
    write_profiles(&mut workbook, filled)?;
    write_bands(&mut workbook, filled)?;
    write_gates(&mut workbook, filled)?;
    write_facts(&mut workbook, rubric)?;
    let notes = [
        "指标：每行一个二级指标。一级指标相同的各行可合并单元格或只填第一行；代码可留空由程序编号。",
        "每个权重方案一列“满分：方案名称”，各列合计须为 100。",
        "权重方案：每个企业规模（大型、中型、小型、微型、不划型）恰属一个方案；只用一套权重时保留一行，适用企业规模填“全部”。",
        "档位：各档的上下限为满分的百分比，自高到低首尾相接；不用档位时删去该表。",
        "门槛项：不计分，专家逐项选“通过”“待补”“不通过”，后两者须写理由；至多 20 项，不用门槛项时删去该表。",
        "基本信息：计分方式填“满分”（按满分给分后相加）或“百分”（各项 0–100 分后加权）；评分步进如 0.5。",
        "官方指标：只有赛事正式公布的指标体系填“是”。",
    ];
    add_notes(&mut workbook, &notes)?;
    Ok(workbook.save_to_buffer()?)
}

fn write_criteria(
    workbook: &mut Workbook,
    rubric: &Rubric,
    with_rows: bool,
) -> Result<(), PaperError> {
    let sheet = add_table(workbook, rubric_book::CRITERIA_SHEET, criteria::COLUMNS)?;
    let weights: Vec<_> = rubric.profiles.iter().map(parts::weight_heading).collect();
    let levels = rubric
        .bands
        .iter()
        .map(|band| format!("{}：{}", rubric_book::LEVEL, band.name));
    for (column, heading) in (5..).zip(weights.iter().cloned().chain(levels)) {
        let style = if weights.contains(&heading) {
            Style::RequiredHead
        } else {
            Style::Head
        };
        sheet.write_string_with_format(0, column, heading, &style.format())?;
        sheet.set_column_width(column, 16)?;
    }
    if !with_rows {
        return Ok(());
    }
    for (row, (group, criterion)) in (1..).zip(rubric.criteria()) {
        let fixed = [
            group.id.as_str(),
            &group.name,
            criterion.id.as_str(),
            &criterion.name,
            &criterion.guidance,
        ];
        for (column, text) in (0..).zip(fixed) {
            sheet.write_string(row, column, text)?;
        }
        let weights = rubric.profiles.iter().map(|profile| {
            profile
                .weights
                .get(&criterion.id)
                .copied()
                .map(short)
                .unwrap_or_default()
        });
        for (column, text) in (5..).zip(weights.chain(criterion.levels.iter().cloned())) {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}

fn write_profiles(workbook: &mut Workbook, rubric: &Rubric) -> Result<(), PaperError> {
    let sheet = add_table(
        workbook,
        rubric_book::PROFILES_SHEET,
        parts::PROFILE_COLUMNS,
    )?;
    for (row, profile) in (1..).zip(&rubric.profiles) {
        let sizes = rubric
            .profile_of
            .iter()
            .filter(|(_, id)| **id == profile.id)
            .map(|(size, _)| size.label());
        let sizes = sizes.collect::<Vec<_>>().join("、");
        for (column, text) in (0..).zip([profile.id.as_str(), &profile.name, &sizes, &profile.note])
        {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}

fn write_bands(workbook: &mut Workbook, rubric: &Rubric) -> Result<(), PaperError> {
    if rubric.bands.is_empty() {
        return Ok(());
    }
    let sheet = add_table(workbook, rubric_book::BANDS_SHEET, parts::BAND_COLUMNS)?;
    for (row, band) in (1..).zip(&rubric.bands) {
        sheet.write_string(row, 0, &band.name)?;
        sheet.write_string(row, 1, band.from_percent.to_string())?;
        sheet.write_string(row, 2, band.to_percent.to_string())?;
    }
    Ok(())
}

fn write_gates(workbook: &mut Workbook, rubric: &Rubric) -> Result<(), PaperError> {
    if rubric.gates.is_empty() {
        return Ok(());
    }
    let sheet = add_table(workbook, rubric_book::GATES_SHEET, gates::COLUMNS)?;
    for (row, gate) in (1..).zip(&rubric.gates) {
        for (column, text) in (0..).zip([gate.id.as_str(), &gate.name, &gate.guidance]) {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}

fn write_facts(workbook: &mut Workbook, rubric: Option<&Rubric>) -> Result<(), PaperError> {
    let sheet = add_table(workbook, rubric_book::FACTS_SHEET, parts::FACT_COLUMNS)?;
    let contents = rubric.map_or(
        ["", "", "1", "满分", "0.5", "否"].map(str::to_owned),
        |rubric| {
            let scale = if rubric.scale == Scale::Points {
                "满分"
            } else {
                "百分"
            };
            let official = if rubric.official { "是" } else { "否" };
            [
                rubric.id.clone(),
                rubric.name.clone(),
                rubric.version.to_string(),
                scale.to_owned(),
                short(rubric.step),
                official.to_owned(),
            ]
        },
    );
    for (row, (key, content)) in (1..).zip(parts::FACT_KEYS.iter().zip(contents)) {
        sheet.write_string(row, 0, *key)?;
        sheet.write_string(row, 1, content)?;
    }
    Ok(())
}

/// A sheet with headings, its columns prepared as text.
fn add_table<'a>(
    workbook: &'a mut Workbook,
    name: &str,
    columns: &[Column],
) -> Result<&'a mut Worksheet, PaperError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, column) in (0..).zip(columns) {
        sheet.set_column_format(at, &Style::TextColumn.format())?;
        sheet.set_column_width(at, 18)?;
        let style = if column.required {
            Style::RequiredHead
        } else {
            Style::Head
        };
        sheet.write_string_with_format(0, at, column.heading(), &style.format())?;
    }
    Ok(sheet)
}

/// Offers fixed words in a column.
fn offer(
    sheet: &mut Worksheet,
    columns: &[Column],
    name: &str,
    words: &[&str],
) -> Result<(), PaperError> {
    let Some(at) = (0..)
        .zip(columns)
        .find(|(_, column)| column.name == name)
        .map(|(at, _)| at)
    else {
        return Ok(());
    };
    let list = DataValidation::new().allow_list_strings(words)?;
    sheet.add_data_validation(1, at, PREPARED_ROWS, at, &list)?;
    Ok(())
}

fn add_notes(workbook: &mut Workbook, notes: &[&str]) -> Result<(), PaperError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(NOTES_SHEET)?;
    sheet.set_column_width(0, 110)?;
    for (row, note) in (0..).zip(notes) {
        sheet.write_string_with_format(row, 0, *note, &Style::Line.format())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
