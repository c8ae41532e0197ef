//! One sentence for each thing wrong with a row of a secretariat's workbook.
//!
//! The one rule: file, row and column as the spreadsheet shows them, then what to do.

use jury_core::rubric::{MOST_GATES, RubricFault};
use jury_exchange::book::{BookError, ForeignKind};
use jury_exchange::table::{ImportError, NoteKind, Problem, RowFault, RowNote, SAID_LIMIT};

use crate::error::{DeskError, ErrorCode};

/// The sentences of a table that cannot be imported; a file that is no table at all is an error of its own.
pub(super) fn import(error: &ImportError, file: &str) -> Result<Vec<String>, DeskError> {
    match error {
        ImportError::Rows(faults) => {
            let mut said: Vec<String> = faults.iter().map(|fault| row(fault, file)).collect();
            if faults.len() >= SAID_LIMIT {
                said.push(format!(
                    "{file} 问题太多，只列出前 {} 处；请先确认选对了文件，改正后再导入一次。",
                    faults.len()
                ));
            }
            Ok(said)
        }
        ImportError::Book(error) => Err(unreadable(file, &book(error))),
        ImportError::NotATextTable => Err(unreadable(
            file,
            "不是表格文件，请另存为 .xlsx，或 UTF-8、GB18030 编码的 CSV",
        )),
    }
}

fn unreadable(file: &str, why: &str) -> DeskError {
    DeskError::new(ErrorCode::WorkbookUnreadable)
        .with("file", file)
        .with("why", why)
}

/// Why a file is not a workbook, in words that fit into a sentence.
pub(crate) fn book(error: &BookError) -> String {
    match error {
        BookError::NoSeal => "此文件不含签名数据，请专家重新导出".to_owned(),
        BookError::Empty => "文件是空的，请重新传送".to_owned(),
        BookError::TooLarge { limit, .. } => {
            format!("文件过大（上限 {} MB），请确认选对了文件", limit >> 20)
        }
        BookError::PasswordProtected => "工作簿设了打开密码，请去掉密码另存后再选".to_owned(),
        BookError::Foreign {
            kind: ForeignKind::Letter,
        } => "这是任务函一类的加密文件，不是表格；任务函由专家本人在自己的电脑上打开".to_owned(),
        BookError::Foreign {
            kind: ForeignKind::Pack,
        } => "这是材料包，不是表格；材料包由专家在自己的工作台里添加".to_owned(),
        BookError::Foreign { kind } => format!("{}，请另存为 .xlsx", foreign(*kind)),
        BookError::NoSheet { name } => format!("缺少工作表“{name}”，请使用程序导出的模板"),
        BookError::TooManyParts { .. }
        | BookError::UnpacksTooLarge
        | BookError::Overlapping
        | BookError::UnknownPacking
        | BookError::TooManyCells { .. } => {
            "文件结构异常，已拒绝读取，请用原始表格重新另存".to_owned()
        }
        BookError::TooManyColumns { limit } => {
            format!("表格超过 {limit} 列，不是正常的表格，请按模板删去多余的列后另存")
        }
        BookError::TooManyRows { limit } => {
            format!("表格超过 {limit} 行，不是正常的表格，请按模板删去多余的行后另存")
        }
        BookError::TooManySheets { limit } => {
            format!("工作簿里的工作表超过 {limit} 张，请只保留需要的工作表后另存")
        }
        BookError::TextTooLong { address, limit } => {
            format!("单元格 {address} 的文字超过 {limit} 字，表格软件也显示不全，请精简后另存")
        }
        BookError::TooMuchText { limit } => format!(
            "各单元格的文字合计超过 {} MB，不是正常的表格，请按模板只保留需要的内容后另存",
            limit >> 20
        ),
        BookError::Damaged => "文件已损坏或不完整，请重新传送".to_owned(),
    }
}

fn foreign(kind: ForeignKind) -> &'static str {
    match kind {
        ForeignKind::OldOffice => "这是旧版 Office 文件（.xls 或 .doc）",
        ForeignKind::Zip => "这是压缩包，不是工作簿",
        ForeignKind::Rar => "这是 RAR 压缩包，不是工作簿",
        ForeignKind::Pdf => "这是 PDF，不是工作簿",
        _ => "这不是工作簿",
    }
}

/// A note that stops nothing.
pub(super) fn note(note: &RowNote, file: &str) -> String {
    let place = format!("{file} 第 {} 行“{}”", note.row, note.column);
    match &note.kind {
        NoteKind::ByFormula => format!("{place}由公式算出，按表中显示的值读取。"),
        NoteKind::SameName { other_row } => {
            format!("{place}与第 {other_row} 行同名，请确认不是同一位专家。")
        }
    }
}

/// One fault of one row.
pub(super) fn row(fault: &RowFault, file: &str) -> String {
    format!(
        "{file} 第 {} 行“{}”：{}。",
        fault.row,
        fault.column,
        problem(&fault.problem)
    )
}

fn problem(problem: &Problem) -> String {
    match problem {
        Problem::ColumnMissing => "缺少这一列，请按模板补上".to_owned(),
        Problem::ColumnTwice => "这一列出现了两次，请删去一列".to_owned(),
        Problem::Unit { given, expected } => {
            format!("单位写的是“{given}”，应为“{expected}”，请换算后改正表头")
        }
        Problem::NoRows => "表中没有内容，请填写后再选".to_owned(),
        Problem::Blank => "不能为空，请填写".to_owned(),
        Problem::TooLong { length, limit } => format!("有 {length} 字，最多 {limit} 字，请精简"),
        Problem::ForbiddenCharacter { code } => {
            format!("含有不可见的控制字符（U+{code:04X}），请删除后重填")
        }
        Problem::CellError => "单元格显示为错误值，请改正公式或直接填写".to_owned(),
        Problem::BecameDate => "被表格软件转成了日期，请把单元格设为“文本”后重填".to_owned(),
        Problem::Id(_) => "编号只能用字母、数字和连字符，1 至 32 位，请改正".to_owned(),
        Problem::Twice { first_row } => format!("与第 {first_row} 行重复，请改正其一"),
        Problem::NotANumber { given } => format!("“{given}”不是数字，请填写数字"),
        Problem::NotWhole { given } => format!("“{given}”应为整数，请改正"),
        Problem::Negative { given } => format!("“{given}”不应为负数，请改正"),
        Problem::TooLarge { given } => format!("“{given}”大得不合常理，请核对单位"),
        Problem::TooFine { given } => format!("“{given}”小数位过多，最多两位，请改正"),
        Problem::UnknownIndustry { given } => {
            format!("没有“{given}”这个行业，请使用填写说明中的行业名称")
        }
        Problem::UnknownWord { given, allowed } => {
            format!("“{given}”不在可填范围内，请填写：{}", allowed.join("、"))
        }
        Problem::CreditCode { given } => format!("“{given}”不是 18 位统一社会信用代码，请核对"),
        Problem::Folder { given } => format!("“{given}”不是材料文件夹下的文件夹名，请改正"),
        Problem::UnknownEntry { entry } => format!("参赛项目表里没有 {entry}，请核对编号"),
        Problem::OtherTrack { entry, track } => {
            format!("{entry} 属于{track}赛道，与该专家不同，请改正分配")
        }
        Problem::AssignedAndRecused { entry } => format!("{entry} 既分配又回避，请去掉其一"),
        Problem::UnknownTrack { given } => format!("参赛项目表里没有“{given}”赛道，请核对"),
        Problem::SecondChair { first_row } => {
            format!("该评审组在第 {first_row} 行已有组长，请只留一位")
        }
        Problem::NoChair { panel } => format!("评审组“{panel}”没有组长，请指定一位"),
        Problem::UnknownProfile { given } => {
            format!("没有“{given}”这个权重方案，请在权重方案表中补上")
        }
        Problem::SizeTwice { size, profile } => {
            format!("{size}已由权重方案“{profile}”使用，请只留一个")
        }
    }
}

/// Something wrong with a rubric as a whole.
pub(super) fn rubric(fault: &RubricFault, file: &str) -> String {
    format!("{file}：{}。请按模板改正后重选。", rubric_words(fault))
}

fn rubric_words(fault: &RubricFault) -> String {
    match fault {
        RubricFault::NoCriteria => "指标体系没有指标".to_owned(),
        RubricFault::NoProfiles => "指标体系没有权重方案".to_owned(),
        RubricFault::EmptyGroup { group } => format!("{group} 组没有指标"),
        RubricFault::DuplicateGroup { group } => format!("{group} 组出现两次"),
        RubricFault::DuplicateCriterion { criterion } => format!("指标 {criterion} 出现两次"),
        RubricFault::DuplicateGate { gate } => format!("门槛项 {gate} 出现两次"),
        RubricFault::TooManyGates { given } => {
            format!("门槛项有 {given} 项，最多 {MOST_GATES} 项")
        }
        RubricFault::DuplicateProfile { profile } => format!("权重方案“{profile}”出现两次"),
        RubricFault::Unweighed { profile, criterion } => {
            format!("权重方案“{profile}”没有指标 {criterion} 的权重")
        }
        RubricFault::UnknownCriterion { profile, criterion } => {
            format!("权重方案“{profile}”写有指标 {criterion}，指标表里没有它")
        }
        RubricFault::WeightNotPositive {
            profile,
            criterion,
            weight,
        } => format!("权重方案“{profile}”中 {criterion} 的权重是 {weight}，应大于 0"),
        RubricFault::WeightSum { profile, sum } => {
            format!("权重方案“{profile}”的权重合计 {sum}，应为 100.00")
        }
        RubricFault::StepNotPositive { step } => format!("打分步长是 {step}，应大于 0"),
        RubricFault::StepDoesNotDivide {
            profile,
            criterion,
            max,
            step,
        } => format!("权重方案“{profile}”中 {criterion} 满分 {max}，不是步长 {step} 的整数倍"),
        RubricFault::SizeClassWithoutProfile { size } => {
            format!("{}没有对应的权重方案", size.label())
        }
        RubricFault::UnknownProfile { size, profile } => {
            format!("{}对应的权重方案“{profile}”不存在", size.label())
        }
        RubricFault::Bands { name } => {
            format!("档次“{name}”与上下档不相接：各档须从 100% 到 0 连续，不重不漏")
        }
        RubricFault::Levels {
            criterion,
            given,
            expected,
        } => format!(
            "指标 {criterion} 写了 {given} 档说明，共有 {expected} 档：要么全写，要么都不写"
        ),
    }
}
