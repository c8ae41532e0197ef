//! 参赛项目表: the entries of a contest as a secretariat lists them.
//!
//! Not their files, and no decision about their size class: the facts are kept, the class stated beside them is only compared. The one rule: an id
//! names one entry, whatever row it stands in.

pub(crate) mod reference;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jury_core::EntryId;
use jury_core::entry::{EntrantKind, Industry, Money, SizeFacts};
use jury_core::size_class::SizeClass;

use crate::table::{
    self, Column, ImportError, Imported, Problem, RowFault, RowReader, fold, is_not_applicable,
};

pub use reference::{ReferenceRow, read_references};

pub(crate) const SHEET: &str = "参赛项目";
/// Characters of a name; the longest official names of entrants have about sixty.
const NAME_LIMIT: usize = 200;
/// Bytes of a folder's path, and folders within folders.
const FOLDER_LIMIT: usize = 200;
const FOLDER_DEPTH: usize = 8;
/// No entrant employs more: the largest employer on earth has about three million.
const EMPLOYEES_LIMIT: u64 = 100_000_000;

pub(crate) const ID: &str = "项目编号";
pub(crate) const TRACK: &str = "赛道";
const TOPIC: &str = "赛题";
const TITLE: &str = "项目名称";
const TEAM: &str = "团队名称";
const ENTRANT: &str = "牵头单位";
pub(crate) const KIND: &str = "单位性质";
const CREDIT_CODE: &str = "统一社会信用代码";
const INDUSTRY: &str = "行业";
const EMPLOYEES: &str = "从业人员";
const REVENUE: &str = "营业收入";
const ASSETS: &str = "资产总额";
pub(crate) const SIZE: &str = "企业规模";
const FOLDER: &str = "材料文件夹";
pub(crate) const CALIBRATION: &str = "校准";

pub(crate) const COLUMNS: &[Column] = &[
    Column::required(ID, &["编号", "参赛项目编号", "项目序号"]),
    Column::required(TRACK, &["赛道名称", "所属赛道"]),
    Column::required(TOPIC, &["赛题名称", "赛题方向"]),
    Column::required(TITLE, &["参赛项目名称", "参赛项目", "团队作品", "作品名称"]),
    Column::required(TEAM, &["团队", "参赛团队", "参赛团队名称"]),
    Column::required(
        ENTRANT,
        &["牵头参赛单位", "参赛单位", "单位名称", "牵头单位名称"],
    ),
    Column::required(KIND, &["参赛单位性质", "牵头单位性质"]),
    Column::optional(CREDIT_CODE, &["信用代码", "社会信用代码"]),
    Column::optional(INDUSTRY, &["所属行业", "行业类别"]),
    Column::measured(EMPLOYEES, &["从业人数", "从业人员数", "职工人数"], "人"),
    Column::measured(REVENUE, &["营收", "年营业收入"], "万元"),
    Column::measured(ASSETS, &["资产", "总资产"], "万元"),
    Column::optional(SIZE, &["规模", "企业划型"]),
    Column::optional(FOLDER, &["材料目录", "文件夹"]),
    Column::optional(CALIBRATION, &["校准项目", "是否校准"]),
];

/// One entry as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// The row of the table, from 1.
    pub row: u32,
    /// 项目编号.
    pub id: EntryId,
    /// 赛道, as written: a name or a number.
    pub track: String,
    /// 赛题.
    pub topic: String,
    /// 项目名称.
    pub title: String,
    /// 团队名称.
    pub team: String,
    /// 牵头单位.
    pub entrant: String,
    /// 单位性质.
    pub kind: EntrantKind,
    /// 统一社会信用代码, eighteen characters; its check digit is not judged here.
    pub credit_code: Option<String>,
    /// What the size class is decided from. Of a body that is no enterprise, zeros are read as not stated.
    pub facts: SizeFacts,
    /// 企业规模 as stated by the entrant, if at all. The class decided from the facts goes before it.
    pub stated_size: Option<SizeClass>,
    /// Where the materials are, below the folder of all materials. Without a column, the id.
    pub folder: PathBuf,
    /// 校准: judged by everybody, counted for nothing.
    pub calibration: bool,
}

/// Reads the table from an `.xlsx` or a text file.
///
/// # Errors
/// [`ImportError`]: not a table, or the list of everything wrong with its rows.
pub fn read_entries(bytes: &[u8]) -> Result<Imported<EntryRow>, ImportError> {
    let table = table::read(bytes, SHEET, COLUMNS)?;
    let (mut rows, mut faults, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    let mut first_rows: BTreeMap<String, u32> = BTreeMap::new();
    for row in &table.rows {
        let mut reader = RowReader::new(&table, row);
        let entry = read_row(&mut reader, &mut first_rows);
        rows.extend(reader.finish(entry, &mut faults, &mut notes));
    }
    if table.rows.is_empty() {
        let (sheet, row) = (table.sheet, table.heading_row);
        faults.push(RowFault {
            sheet,
            row,
            column: ID.to_owned(),
            problem: Problem::NoRows,
        });
    }
    if faults.is_empty() {
        Ok(Imported { rows, notes })
    } else {
        Err(ImportError::Rows(faults))
    }
}

/// Every cell is read before any is missed, so that all faults of the row are found.
fn read_row(
    reader: &mut RowReader<'_>,
    first_rows: &mut BTreeMap<String, u32>,
) -> Option<EntryRow> {
    let id = reader.required_text(ID, NAME_LIMIT);
    let id = reader.id(ID, id, EntryId::new);
    if let Some(id) = &id {
        refuse_second(reader, id, first_rows);
    }
    let [track, topic, title, team, entrant] =
        [TRACK, TOPIC, TITLE, TEAM, ENTRANT].map(|column| reader.required_text(column, NAME_LIMIT));
    let kind = read_kind(reader);
    let credit_code = read_credit_code(reader);
    let facts = read_facts(reader, kind);
    let stated_size = read_size(reader);
    let folder = read_folder(reader);
    let calibration = read_calibration(reader);
    let id = id?;
    Some(EntryRow {
        row: reader.number(),
        track: track?,
        topic: topic?,
        title: title?,
        team: team?,
        entrant: entrant?,
        kind: kind?,
        credit_code,
        facts,
        stated_size,
        folder: folder.unwrap_or_else(|| PathBuf::from(id.as_str())),
        calibration: calibration?,
        id,
    })
}

/// Ids that differ only in the case of letters would be one folder on Windows.
fn refuse_second(reader: &mut RowReader<'_>, id: &EntryId, first_rows: &mut BTreeMap<String, u32>) {
    let row = reader.number();
    let first_row = *first_rows
        .entry(id.as_str().to_ascii_lowercase())
        .or_insert(row);
    if first_row != row {
        reader.fault(ID, Problem::Twice { first_row });
    }
}

/// Words secretariats use beside the six of the form.
const KIND_WORDS: &[(EntrantKind, &[&str])] = &[
    (
        EntrantKind::Enterprise,
        &[
            "公司",
            "民营企业",
            "国有企业",
            "外资企业",
            "合资企业",
            "企业单位",
        ],
    ),
    (EntrantKind::PublicInstitution, &["事业", "医院"]),
    (
        EntrantKind::ResearchInstitute,
        &["科研机构", "研究院", "研究所", "科研单位"],
    ),
    (
        EntrantKind::University,
        &["高等院校", "高等学校", "大学", "学校", "院校"],
    ),
    (
        EntrantKind::Government,
        &["政府", "政府机关", "行政机关", "机关", "党政机关"],
    ),
    (
        EntrantKind::Other,
        &["其它", "社会组织", "社会团体", "协会", "行业协会"],
    ),
];

fn read_kind(reader: &mut RowReader<'_>) -> Option<EntrantKind> {
    let given = reader.required_text(KIND, NAME_LIMIT)?;
    let word = fold(&given);
    let synonym = || {
        KIND_WORDS
            .iter()
            .find(|(_, words)| words.contains(&word.as_str()))
            .map(|(kind, _)| *kind)
    };
    let kind = EntrantKind::parse(&word).or_else(synonym);
    if kind.is_none() {
        let allowed = EntrantKind::ALL
            .map(|kind| kind.label().to_owned())
            .to_vec();
        reader.fault(KIND, Problem::UnknownWord { given, allowed });
    }
    kind
}

/// Eighteen digits and capitals without I, O, S, V and Z (GB 32100-2015).
fn read_credit_code(reader: &mut RowReader<'_>) -> Option<String> {
    let given = reader.text(CREDIT_CODE, NAME_LIMIT)?;
    if is_not_applicable(&given) {
        return None;
    }
    let code = fold(&given).to_ascii_uppercase();
    let allowed = |byte: u8| {
        byte.is_ascii_digit() || (byte.is_ascii_uppercase() && !b"IOSVZ".contains(&byte))
    };
    if code.len() == 18 && code.bytes().all(allowed) {
        return Some(code);
    }
    reader.fault(CREDIT_CODE, Problem::CreditCode { given });
    None
}

fn read_facts(reader: &mut RowReader<'_>, kind: Option<EntrantKind>) -> SizeFacts {
    let is_enterprise = kind.is_none_or(EntrantKind::is_enterprise);
    let industry = read_industry(reader);
    let employees = read_employees(reader).filter(|count| is_enterprise || *count > 0);
    let [revenue, assets] = [REVENUE, ASSETS].map(|column| {
        read_money(reader, column).filter(|amount| is_enterprise || amount.hundredths() > 0)
    });
    SizeFacts {
        industry,
        employees,
        revenue,
        assets,
    }
}

fn read_industry(reader: &mut RowReader<'_>) -> Option<Industry> {
    let given = reader.text(INDUSTRY, NAME_LIMIT)?;
    if is_not_applicable(&given) || given == "0" {
        return None;
    }
    let industry = Industry::find(&given);
    if industry.is_none() {
        reader.fault(INDUSTRY, Problem::UnknownIndustry { given });
    }
    industry
}

fn read_employees(reader: &mut RowReader<'_>) -> Option<u64> {
    let given = reader.decimal(EMPLOYEES, "人")?;
    if given.contains('.') {
        reader.fault(EMPLOYEES, Problem::NotWhole { given });
        return None;
    }
    match given.parse() {
        Ok(count) if count <= EMPLOYEES_LIMIT => Some(count),
        _ => {
            reader.fault(EMPLOYEES, Problem::TooLarge { given });
            None
        }
    }
}

fn read_money(reader: &mut RowReader<'_>, column: &'static str) -> Option<Money> {
    let given = reader.decimal(column, "万元")?;
    match Money::parse(&given) {
        Ok(amount) => Some(amount),
        // The text is a plain decimal already, so size is all that can be wrong with it.
        Err(_) => {
            reader.fault(column, Problem::TooLarge { given });
            None
        }
    }
}

fn read_size(reader: &mut RowReader<'_>) -> Option<SizeClass> {
    let given = reader.text(SIZE, NAME_LIMIT)?;
    let word = fold(&given);
    let is_none = is_not_applicable(&given)
        || ["0", "非企业", "不划型(非企业)", "不适用(非企业)"].contains(&word.as_str());
    if is_none {
        return Some(SizeClass::NotClassified);
    }
    let bare = word.trim_end_matches("企业");
    let short = |size: &SizeClass| size.label().trim_end_matches('型') == bare;
    let size = SizeClass::parse(bare).or_else(|| SizeClass::OF_ENTERPRISES.into_iter().find(short));
    if size.is_none() {
        let allowed = SizeClass::ALL.map(|size| size.label().to_owned()).to_vec();
        reader.fault(SIZE, Problem::UnknownWord { given, allowed });
    }
    size
}

fn read_calibration(reader: &mut RowReader<'_>) -> Option<bool> {
    let Some(given) = reader.text(CALIBRATION, NAME_LIMIT) else {
        return Some(false);
    };
    match fold(&given).as_str() {
        "是" | "校准" | "√" | "✓" | "1" | "Y" | "y" => Some(true),
        "否" | "×" | "0" | "N" | "n" => Some(false),
        word if is_not_applicable(word) => Some(false),
        _ => {
            let allowed = vec!["是".to_owned(), "否".to_owned()];
            reader.fault(CALIBRATION, Problem::UnknownWord { given, allowed });
            None
        }
    }
}

fn read_folder(reader: &mut RowReader<'_>) -> Option<PathBuf> {
    let given = reader.text(FOLDER, FOLDER_LIMIT)?;
    let folder = relative_folder(&given);
    if folder.is_none() {
        reader.fault(FOLDER, Problem::Folder { given });
    }
    folder
}

/// A path below some folder, on every system: no root, no drive, no `..`, no name that Windows keeps for devices.
fn relative_folder(given: &str) -> Option<PathBuf> {
    let components: Vec<_> = given
        .split(['/', '\\'])
        .filter(|component| !component.is_empty() && *component != ".")
        .collect();
    let rooted = given.starts_with(['/', '\\']);
    let fits =
        !rooted && given.len() <= FOLDER_LIMIT && (1..=FOLDER_DEPTH).contains(&components.len());
    (fits && components.iter().all(|component| is_plain_name(component)))
        .then(|| components.iter().collect())
}

fn is_plain_name(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or(name)
        .trim_end()
        .to_ascii_uppercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
    };
    let reserved =
        ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) || numbered("COM") || numbered("LPT");
    let ends_well = !name.ends_with(['.', ' ']);
    !reserved && ends_well && !name.contains(['<', '>', ':', '"', '|', '?', '*', '\0'])
}

#[cfg(test)]
mod tests;
