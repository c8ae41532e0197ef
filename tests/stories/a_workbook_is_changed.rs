//! What people and office programs do to a workbook between the expert and the merge.

use std::path::{Path, PathBuf};
use std::process::Command;

use jury_desk::wire::merge::FileVerdict;

use crate::harness::{Contest, with_part_changed};

const FIRST_SHEET: &str = "xl/worksheets/sheet1.xml";

/// The address of the first number at or after `place`, and where its digits stand.
fn number_cell(xml: &str) -> (String, std::ops::Range<usize>) {
    let mut from = 0;
    while let Some(at) = xml[from..].find("<c r=\"").map(|at| from + at) {
        let end = xml[at + 1..]
            .find("<c r=\"")
            .map_or(xml.len(), |next| at + 1 + next);
        let cell = &xml[at..end];
        let is_number = !cell.contains(" t=\"") && cell.contains("<v>");
        if let Some(value) = cell.find("<v>").filter(|_| is_number && cell.contains('.')) {
            let address = cell["<c r=\"".len()..]
                .split('"')
                .next()
                .unwrap()
                .to_owned();
            let start = at + value + "<v>".len();
            return (address, start..start + xml[start..].find('<').unwrap());
        }
        from = at + 1;
    }
    panic!("no cell holds a number");
}

#[test]
fn a_changed_visible_cell_is_named_by_its_address_and_the_signed_mark_counts() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    let original = std::fs::read(&sheet).unwrap();
    let (mut address, mut signed) = (String::new(), String::new());
    let raised = with_part_changed(&original, FIRST_SHEET, |xml| {
        let (cell, digits) = number_cell(xml);
        (address, signed) = (cell, xml[digits.clone()].to_owned());
        format!("{}99{}", &xml[..digits.start], &xml[digits.end..])
    });
    let raised = contest.file("raised.xlsx", raised);
    let organiser = contest.organiser();
    let row = organiser.merge_one(&raised);
    assert_eq!(
        (row.verdict, row.codes.as_slice()),
        (
            FileVerdict::Provisional,
            ["XLSX-MISMATCH".to_owned()].as_slice()
        )
    );
    let said = row
        .sentences
        .iter()
        .find(|sentence| sentence.starts_with("单元格"))
        .unwrap();
    assert!(
        said.contains(&address) && said.contains("99") && said.contains(&signed),
        "{said}"
    );
    let state = organiser.merge_state();
    assert_eq!(organiser.merge_one(&sheet).verdict, FileVerdict::Duplicate);
    assert_eq!(
        organiser.merge_state(),
        state,
        "the marks were the signed ones all along"
    );
}

/// Merges a changed copy and says what was found; the verdict is that of the seal.
fn said_of(change: impl FnOnce(&str) -> String, part: &str) -> Vec<String> {
    let contest = Contest::make();
    let original = std::fs::read(contest.sheet("E0102", 1)).unwrap();
    let changed = contest.file("changed.xlsx", with_part_changed(&original, part, change));
    let row = contest.organiser().merge_one(&changed);
    assert_eq!(
        (row.verdict, row.codes.as_slice()),
        (
            FileVerdict::Provisional,
            ["XLSX-MISMATCH".to_owned()].as_slice()
        )
    );
    row.sentences
}

#[test]
fn a_workbook_whose_form_is_hidden_says_so() {
    let hide = |xml: &str| xml.replacen("<sheet name=", "<sheet state=\"hidden\" name=", 1);
    let said = said_of(hide, "xl/workbook.xml");
    assert!(
        said.iter().any(|one| one.contains("缺少评分表工作表")),
        "{said:?}"
    );
}

#[test]
fn a_row_too_many_is_named_by_its_cell() {
    let row = "<row r=\"90\"><c r=\"B90\" t=\"inlineStr\"><is><t>01-999</t></is></c></row>";
    let said = said_of(
        |xml| xml.replacen("</sheetData>", &format!("{row}</sheetData>"), 1),
        FIRST_SHEET,
    );
    assert!(
        said.iter()
            .any(|one| one.contains("单元格 B90") && one.contains("01-999")),
        "{said:?}"
    );
}

#[test]
fn a_row_too_few_is_named_by_its_cells() {
    let drop_row = |xml: &str| {
        let start = xml.find("<row r=\"5\"").unwrap();
        let end = start + xml[start..].find("</row>").unwrap() + "</row>".len();
        format!("{}{}", &xml[..start], &xml[end..])
    };
    let said = said_of(drop_row, FIRST_SHEET);
    assert!(
        said.iter()
            .any(|one| one.starts_with("单元格 A5") && one.contains("现在是空的")),
        "{said:?}"
    );
}

#[test]
fn a_changed_copy_of_a_sheet_that_is_here_already_is_found_out_too() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    let organiser = contest.organiser();
    organiser.merge_one(&sheet);
    let raised = with_part_changed(&std::fs::read(&sheet).unwrap(), FIRST_SHEET, |xml| {
        let (_, digits) = number_cell(xml);
        format!("{}99{}", &xml[..digits.start], &xml[digits.end..])
    });
    let row = organiser.merge_one(&contest.file("raised.xlsx", raised));
    assert_eq!(row.verdict, FileVerdict::Duplicate);
    assert_eq!(row.codes, ["REPLAY", "XLSX-MISMATCH"]);
}

#[test]
fn a_formula_that_shows_the_signed_mark_is_named_by_its_cell() {
    let mut address = String::new();
    let said = said_of(
        |xml| {
            let (cell, digits) = number_cell(xml);
            address = cell;
            let at = digits.start - "<v>".len();
            format!("{}<f>1+1</f>{}", &xml[..at], &xml[at..])
        },
        FIRST_SHEET,
    );
    let wanted = format!("单元格 {address} 是公式，不是签名时写入的值；以签名数据为准。");
    assert!(said.contains(&wanted), "{said:?}");
}

#[test]
fn a_row_and_a_sheet_out_of_sight_are_named() {
    let said = said_of(
        |xml| xml.replacen("<row r=\"5\"", "<row r=\"5\" hidden=\"1\"", 1),
        FIRST_SHEET,
    );
    assert!(
        said.iter().any(|one| one.starts_with("第 5 行被隐藏")),
        "{said:?}"
    );
}

#[test]
fn among_several_envelopes_the_cells_are_those_of_the_one_they_render() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    let original = std::fs::read(&sheet).unwrap();
    let other = std::fs::read(contest.sheet("E0101", 2)).unwrap();
    let envelope_in = |bytes: &[u8]| {
        let mut all = jury_exchange::seal_sheet::read_envelopes(bytes).unwrap();
        all.remove(0).unwrap()
    };
    let (own, other) = (envelope_in(&original), envelope_in(&other));
    let sealed = with_part_changed(&original, "xl/worksheets/sheet2.xml", |_| {
        seal_xml(&[&own, &other])
    });
    let mut address = String::new();
    let raised = with_part_changed(&sealed, FIRST_SHEET, |xml| {
        let (cell, digits) = number_cell(xml);
        address = cell;
        format!("{}99{}", &xml[..digits.start], &xml[digits.end..])
    });
    let organiser = contest.organiser();
    let rows = organiser.merge(&[&contest.file("two.xlsx", raised)]);
    let row = |expert: &str| {
        let mut of = rows.iter();
        of.find(|row| row.expert.as_deref() == Some(expert))
            .unwrap()
    };
    let named = format!("单元格 {address}：");
    let cells = |expert: &str| {
        let said = row(expert).sentences.iter();
        said.filter(|one| one.starts_with("单元格"))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(row("E0102").codes, ["XLSX-MISMATCH"]);
    assert!(
        matches!(cells("E0102").as_slice(), [only] if only.starts_with(&named)),
        "{:?}",
        cells("E0102")
    );
    // Of the other one this is not the form at all, and that is said too.
    assert_eq!(row("E0101").codes, ["XLSX-MISMATCH"]);
    assert!(cells("E0101").len() > 1);
}

/// The hidden sheet with these envelopes, its texts in the cells themselves.
fn seal_xml(envelopes: &[&[u8]]) -> String {
    let row = |(at, cells): (usize, Vec<String>)| {
        let cell = |(column, text): (char, &String)| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<c r=\"{column}{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        let cells: String = ('A'..).zip(&cells).map(cell).collect();
        format!("<row r=\"{at}\">{cells}</row>")
    };
    let rows = jury_seal::workbook::workbook_cells(envelopes);
    let rows: String = (1..).zip(rows).map(row).collect();
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    )
}

#[test]
fn an_untouched_workbook_shows_what_was_signed() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    assert_eq!(
        contest.organiser().merge_one(&sheet).codes,
        Vec::<String>::new()
    );
}

#[test]
fn where_libreoffice_is_installed_a_workbook_it_saved_again_still_merges() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    // Without it jury-exchange holds the promise with a recorded file.
    let Some(resaved) = resave(&sheet, &contest.at("office")) else {
        return;
    };
    let organiser = contest.organiser();
    let row = organiser.merge_one(&resaved);
    assert_eq!(
        (row.verdict, row.codes),
        (FileVerdict::Provisional, Vec::new())
    );
    assert_eq!(organiser.merge_one(&sheet).verdict, FileVerdict::Duplicate);
}

fn resave(file: &Path, out: &Path) -> Option<PathBuf> {
    let profile = format!(
        "-env:UserInstallation=file://{}",
        out.join("profile").display()
    );
    let run = Command::new("soffice")
        .arg(profile)
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .args([out, file])
        .output();
    let output = run
        .inspect_err(|error| assert_eq!(error.kind(), std::io::ErrorKind::NotFound))
        .ok()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(out.join(file.file_name().unwrap()))
}
