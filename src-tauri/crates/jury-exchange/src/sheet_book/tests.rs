use super::*;
use crate::book::{Book, CellValue};
use crate::compare::compare;
use crate::seal_sheet::{HandedIn, read_envelopes};
use crate::testing::{book, parts, sheet_book, with_part};

/// Payloads that a spreadsheet would take for a formula, a command or markup if they were written carelessly (OWASP, CSV injection).
const PAYLOADS: [&str; 44] = [
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u{3000}=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "=HYPERLINK(\"http://example.com\",\"点此\")",
    "=WEBSERVICE(\"http://example.com\")",
    "=IMPORTXML(\"http://example.com\",\"//a\")",
    "=DDE(\"cmd\",\"/C calc\",\"x\")",
    "=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe'!''",
    "=rundll32|'URL.dll,OpenURL calc.exe'!A",
    "+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "@cmd|' /C calc'!A0",
    "'=1+1",
    "\"=1+1\"",
    "{=1+1}",
    "=A1:A1048576",
    "=SUM(INDIRECT(\"A1\"))",
    "=EXEC(\"calc\")",
    "=CALL(\"urlmon\",\"URLDownloadToFileA\")",
    "=REGISTER.ID(\"kernel32\",\"WinExec\")",
    "http://example.com",
    "mailto:a@example.com",
    "file:///etc/passwd",
    "\\\\server\\share",
    "<script>alert(1)</script>",
    "</t></is></c><c><f>1+1</f>",
    "&lt;f&gt;&amp;",
    "]]>",
    "<!--",
    "_x003D_1+1",
    "_x000D_=1",
    "12e3",
    "1/2",
];

#[test]
fn no_text_of_anybody_becomes_a_formula_a_number_or_a_link() {
    for payload in PAYLOADS {
        let mut book = sheet_book();
        for text in [
            &mut book.title,
            &mut book.expert,
            &mut book.unit,
            &mut book.rubric,
            &mut book.code,
        ] {
            *text = payload.to_owned();
        }
        let row = &mut book.rows[0];
        for text in [
            &mut row.track,
            &mut row.topic,
            &mut row.work,
            &mut row.team,
            &mut row.entrant,
            &mut row.profile,
            &mut row.comment,
        ] {
            *text = payload.to_owned();
        }
        let place = &mut book.evidence[0];
        for text in [&mut place.material, &mut place.quote, &mut place.text] {
            *text = payload.to_owned();
        }
        for note in &mut book.rows[0].gates {
            note.name = payload.to_owned();
            note.reason = payload.to_owned();
        }
        let bytes = book.to_xlsx().unwrap();
        for (name, contents) in parts(&bytes)
            .iter()
            .filter(|(name, _)| name.starts_with("xl/worksheets/"))
        {
            let xml = String::from_utf8_lossy(contents);
            assert!(
                !xml.contains("<f>") && !xml.contains("<f ") && !xml.contains("hyperlink"),
                "{payload:?} in {name}"
            );
        }
        assert_eq!(
            compare(&bytes, &visible_cells(&book)).unwrap(),
            [],
            "{payload:?}"
        );
        assert_eq!(
            read_envelopes(&bytes).unwrap(),
            [Ok(book.envelopes[0].clone())],
            "{payload:?}"
        );
    }
}

#[test]
fn what_was_put_in_comes_out_and_nothing_differs() {
    let book = sheet_book();
    let bytes = book.to_xlsx().unwrap();
    let mut handed_in = HandedIn::open(&bytes).unwrap();
    assert_eq!(handed_in.envelopes, [Ok(book.envelopes[0].clone())]);
    assert_eq!(handed_in.compare(&visible_cells(&book)).unwrap(), []);
}

#[test]
fn evidence_stands_on_a_sheet_after_the_form_and_none_makes_no_sheet() {
    let mut book = sheet_book();
    let mut opened = Book::open(&book.to_xlsx().unwrap()).unwrap();
    assert_eq!(
        opened.visible_sheet_names(),
        ["评分表", "门槛项", "评分依据"]
    );
    let cells = opened.cells("评分依据").unwrap();
    let shown = |row: u32| -> Vec<String> {
        cells
            .iter()
            .filter(|cell| cell.row == row)
            .map(|cell| match &cell.value {
                CellValue::Text(text) => text.clone(),
                other => panic!("{other:?} is no text"),
            })
            .collect()
    };
    assert_eq!(
        shown(3),
        [
            "01-001",
            "架构设计",
            "申报书.pdf",
            "第 14 页",
            "年节约成本 320 万元",
            "=1+1"
        ]
    );
    book.evidence.clear();
    book.rows.iter_mut().for_each(|row| row.gates.clear());
    let opened = Book::open(&book.to_xlsx().unwrap()).unwrap();
    assert_eq!(opened.visible_sheet_names(), ["评分表"]);
}

#[test]
fn findings_stand_on_a_sheet_of_their_own_and_those_not_passed_on_the_form() {
    let book = sheet_book();
    let mut opened = Book::open(&book.to_xlsx().unwrap()).unwrap();
    let cells = opened.cells("门槛项").unwrap();
    let shown: Vec<String> = cells
        .iter()
        .filter(|cell| cell.row == 4)
        .map(|cell| match &cell.value {
            CellValue::Text(text) => text.clone(),
            other => panic!("{other:?} is no text"),
        })
        .collect();
    assert_eq!(
        shown,
        ["01-001", "G3 团队与人员", "待补", "=缺参赛代表名单"]
    );
    let form = visible_cells(&book);
    assert!(
        form.values()
            .any(|text| text == "门槛项：G3 待补、G5 不通过；数据治理扎实；\n落地案例可核实。"),
        "{form:?}"
    );
}

#[test]
fn the_form_has_the_rows_and_columns_people_know() {
    let cells = visible_cells(&sheet_book());
    let shown = |address: &str| {
        cells
            .iter()
            .find(|(at, _)| at.to_string() == address)
            .map(|(_, text)| text.as_str())
    };
    assert_eq!(
        shown("A2").map(|line| line.starts_with("专家姓名：张一")),
        Some(true)
    );
    assert_eq!(
        (shown("H3"), shown("I3")),
        (Some("解决方案"), Some("应用价值"))
    );
    assert_eq!(
        (shown("H4"), shown("J4")),
        (Some("架构设计\n满分 40/35"), Some("社会效益\n满分 30"))
    );
    assert_eq!(
        (shown("B5"), shown("H5"), shown("K5"), shown("L5")),
        (Some("01-001"), Some("35.50"), Some("74.75"), Some("已评"))
    );
    assert_eq!(
        (shown("H6"), shown("L6"), shown("M6")),
        (Some(""), Some("回避"), Some("同一单位"))
    );
    assert_eq!(shown("M7"), Some("申报书打不开；请补"));
    assert_eq!(
        shown("A10"),
        None,
        "the line to sign on is nobody's difference"
    );
}

#[test]
fn a_changed_cell_is_reported_by_its_address() {
    let book = sheet_book();
    let bytes = book.to_xlsx().unwrap();
    let sheet = String::from_utf8(
        parts(&bytes)
            .into_iter()
            .find(|(name, _)| name.ends_with("sheet1.xml"))
            .unwrap()
            .1,
    )
    .unwrap();
    let changed = sheet.replacen("<v>35.5</v>", "<v>39.5</v>", 1);
    let differences = compare(
        &with_part(&bytes, "xl/worksheets/sheet1.xml", changed.as_bytes()),
        &visible_cells(&book),
    )
    .unwrap();
    let said: Vec<_> = differences
        .iter()
        .map(|cell| {
            (
                cell.address.to_string(),
                cell.sealed.as_str(),
                cell.found.as_str(),
            )
        })
        .collect();
    assert_eq!(said, [("H5".to_owned(), "35.50", "39.5")]);
}

#[test]
fn a_mark_typed_beside_a_recusal_and_one_deleted_are_reported() {
    let mut expected = visible_cells(&sheet_book());
    let bytes = sheet_book().to_xlsx().unwrap();
    expected.insert(CellAddress::new(4, 7), String::new());
    expected.insert(CellAddress::new(5, 7), "20.00".to_owned());
    let differences = compare(&bytes, &expected).unwrap();
    let said: Vec<_> = differences
        .iter()
        .map(|cell| (cell.address.to_string(), cell.found.as_str()))
        .collect();
    assert_eq!(said, [("H5".to_owned(), "35.5"), ("H6".to_owned(), "")]);
}

#[test]
fn an_envelope_without_its_workbook_passes_as_it_is() {
    let envelope = sheet_book().envelopes.remove(0);
    let mut handed_in = HandedIn::open(&envelope).unwrap();
    assert_eq!(handed_in.envelopes, [Ok(envelope)]);
    assert_eq!(
        handed_in.compare(&visible_cells(&sheet_book())).unwrap(),
        [],
        "there are no cells to differ"
    );
}

#[test]
fn a_workbook_without_signed_data_says_so() {
    assert_eq!(
        read_envelopes(&book(&[("评分表", &[&["甲", "90"]])])),
        Err(crate::book::BookError::NoSeal)
    );
    assert_eq!(
        read_envelopes(&book(&[("评分表", &[]), ("_seal", &[])])),
        Err(crate::book::BookError::NoSeal)
    );
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    assert_eq!(
        sheet_book().to_xlsx().unwrap(),
        sheet_book().to_xlsx().unwrap()
    );
}

#[test]
fn a_sheet_without_criteria_or_entries_is_still_a_form() {
    let mut book = sheet_book();
    book.rows.clear();
    book.groups.clear();
    book.profiles.clear();
    let bytes = book.to_xlsx().unwrap();
    assert_eq!(compare(&bytes, &visible_cells(&book)).unwrap(), []);
}
