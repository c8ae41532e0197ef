use super::*;
use crate::book::{Book, CellValue};
use crate::compare::{Differences, Oddity, compare};
use crate::seal_sheet::{HandedIn, read_envelopes};
use crate::testing::{book, parts, sheet_book, with_part, with_sheet};

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
    assert_eq!(
        handed_in.compare(&expected(&book)).unwrap(),
        Differences::default()
    );
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
        handed_in.compare(&expected(&sheet_book())).unwrap(),
        Differences::default(),
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

const FORM: &str = "xl/worksheets/sheet1.xml";

/// What is said of the sample book after one part of it was changed.
fn said_after(part: &str, change: impl FnOnce(&str) -> String) -> (Vec<String>, Vec<Oddity>) {
    let bytes = sheet_book().to_xlsx().unwrap();
    let (_, old) = parts(&bytes)
        .into_iter()
        .find(|(name, _)| name == part)
        .unwrap();
    let old = String::from_utf8(old).unwrap();
    let new = change(&old);
    assert_ne!(old, new, "the test changed nothing");
    said_of(&with_part(&bytes, part, new.as_bytes()))
}

fn said_of(bytes: &[u8]) -> (Vec<String>, Vec<Oddity>) {
    let mut file = HandedIn::open(bytes).unwrap();
    let all = file.compare(&expected(&sheet_book())).unwrap();
    let cells = all.cells.iter();
    let cells = cells.map(|cell| format!("{} {}", cell.place(), cell.found));
    (cells.collect(), all.oddities)
}

#[test]
fn a_formula_where_a_value_was_written_is_said_whatever_it_shows() {
    let formula = |xml: &str| xml.replacen("<v>35.5</v>", "<f>30+5.5</f><v>35.5</v>", 1);
    let h5 = [Oddity::Formula("H5".to_owned())];
    assert_eq!(said_after(FORM, formula), (vec![], h5.to_vec()));
    // One that shows nothing yet, in a cell that should be blank.
    let blank = |xml: &str| {
        let at = xml.find("r=\"H6\"").unwrap();
        let end = at + xml[at..].find("/>").unwrap();
        format!("{}><f>90</f></c>{}", &xml[..end], &xml[end + 2..])
    };
    let h6 = [Oddity::Formula("H6".to_owned())];
    assert_eq!(said_after(FORM, blank), (vec![], h6.to_vec()));
}

#[test]
fn a_cell_written_twice_shows_both() {
    let twice = |xml: &str| {
        let start = xml.find("<c r=\"H5\"").unwrap();
        let end = start + xml[start..].find("</c>").unwrap() + 4;
        format!(
            "{}{}{}",
            &xml[..end],
            xml[start..end].replace("35.5", "99"),
            &xml[end..]
        )
    };
    assert_eq!(said_after(FORM, twice).0, ["H5 35.5／99"]);
}

#[test]
fn cells_that_are_covered_and_rows_and_columns_that_are_hidden_are_said() {
    let merged =
        |xml: &str| xml.replacen("<mergeCell ", "<mergeCell ref=\"G5:H5\"/><mergeCell ", 1);
    assert_eq!(
        said_after(FORM, merged),
        (vec![], vec![Oddity::Merged("G5:H5".to_owned())])
    );
    let row = |xml: &str| xml.replacen("<row r=\"5\"", "<row r=\"5\" hidden=\"1\"", 1);
    assert_eq!(
        said_after(FORM, row),
        (vec![], vec![Oddity::RowHidden("5".to_owned())])
    );
    let column = |xml: &str| xml.replacen("<col min=\"8\"", "<col hidden=\"1\" min=\"8\"", 1);
    let (cells, oddities) = said_after(FORM, column);
    assert_eq!(cells, Vec::<String>::new());
    assert!(
        oddities.contains(&Oddity::ColumnHidden("H".to_owned())),
        "{oddities:?}"
    );
}

/// The workbook with the style of one cell of the form changed in one of its parts.
fn styled(cell: &str, change: impl Fn(&str) -> String) -> (Vec<String>, Vec<Oddity>) {
    let bytes = sheet_book().to_xlsx().unwrap();
    let part = |name: &str| {
        let found = parts(&bytes).into_iter().find(|(part, _)| part == name);
        String::from_utf8(found.unwrap().1).unwrap()
    };
    let form = part(FORM);
    let at = form.find(&format!("<c r=\"{cell}\" s=\"")).unwrap();
    let style = form[at..]
        .split('"')
        .nth(3)
        .unwrap()
        .parse::<usize>()
        .unwrap();
    // A style of its own, the last one, so that no other cell has it.
    let styles = part("xl/styles.xml");
    let (before, rest) = styles.split_once("<cellXfs ").unwrap();
    let (all, after) = rest.split_once("</cellXfs>").unwrap();
    let starts: Vec<usize> = all.match_indices("<xf ").map(|(at, _)| at).collect();
    let end = starts.get(style + 1).copied().unwrap_or(all.len());
    let own = change(&all[starts[style]..end]);
    let fonts = "<font><sz val=\"11\"/><color rgb=\"FFFEFEFE\"/></font><font><sz val=\"1\"/></font></fonts>";
    let before = before.replacen("</fonts>", fonts, 1).replacen("<fonts ", "<numFmts count=\"1\"><numFmt numFmtId=\"200\" formatCode=\"&quot;95&quot;\"/></numFmts><fonts ", 1);
    let styles = format!("{before}<cellXfs {all}{own}</cellXfs>{after}");
    let old = format!("<c r=\"{cell}\" s=\"{style}\"");
    let new = format!("<c r=\"{cell}\" s=\"{}\"", starts.len());
    let bytes = with_part(&bytes, FORM, form.replacen(&old, &new, 1).as_bytes());
    said_of(&with_part(&bytes, "xl/styles.xml", styles.as_bytes()))
}

/// An attribute of a style set to another value.
fn set(style: &str, name: &str, value: &str) -> String {
    let at = style.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
    let end = at + style[at..].find('"').unwrap();
    format!("{}{value}{}", &style[..at], &style[end..])
}

#[test]
fn a_mark_that_looks_like_another_or_like_none_is_said() {
    let same = styled("H5", str::to_owned);
    assert_eq!(
        same,
        (vec![], vec![]),
        "a style of its own is no difference"
    );
    for format in ["200", "9", "14"] {
        let (cells, oddities) = styled("H5", |style| set(style, "numFmtId", format));
        assert_eq!(
            (cells, oddities),
            (vec![], vec![Oddity::NumberFormat("H5".to_owned())]),
            "format {format}"
        );
    }
    for format in ["0", "2", "49"] {
        let said = styled("H5", |style| set(style, "numFmtId", format));
        assert_eq!(said, (vec![], vec![]), "format {format} shows the mark");
    }
    let styles = parts(&sheet_book().to_xlsx().unwrap())
        .into_iter()
        .find(|(name, _)| name == "xl/styles.xml")
        .unwrap();
    let fonts = String::from_utf8(styles.1).unwrap();
    let (fonts, _) = fonts.split_once("</fonts>").unwrap();
    let count = fonts.matches("<font>").count();
    for ink in [count, count + 1] {
        let said = styled("H5", |style| set(style, "fontId", &ink.to_string()));
        assert_eq!(
            said,
            (vec![], vec![Oddity::Faint("H5".to_owned())]),
            "font {ink}"
        );
    }
}

#[test]
fn a_picture_or_a_condition_over_a_mark_is_said() {
    let drawing = "xl/drawings/drawing1.xml";
    let moved = |xml: &str| {
        let (before, rest) = xml.split_once("<xdr:from>").unwrap();
        let (_, after) = rest.split_once("</xdr:from>").unwrap();
        format!(
            "{before}<xdr:from><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>{after}"
        )
    };
    let (cells, oddities) = said_after(drawing, moved);
    assert_eq!(cells, Vec::<String>::new());
    assert!(
        matches!(&oddities[..], [Oddity::Picture(range)] if range.starts_with("H5:")),
        "{oddities:?}"
    );
    let condition = |xml: &str| {
        xml.replacen("<pageMargins", "<conditionalFormatting sqref=\"H5:H6 Z9\"><cfRule type=\"expression\"/></conditionalFormatting><pageMargins", 1)
    };
    let said = said_after(FORM, condition);
    assert_eq!(said, (vec![], vec![Oddity::Condition("H5:H6".to_owned())]));
}

#[test]
fn the_sheet_of_gates_is_compared_and_named_with_its_cells() {
    let sheet = parts(&sheet_book().to_xlsx().unwrap())
        .iter()
        .filter(|(name, _)| name.starts_with("xl/worksheets/sheet"))
        .count();
    assert_eq!(sheet, 4, "form, seal, gates, evidence");
    let texts = |xml: &str| xml.replacen("<t>待补</t>", "<t>通过</t>", 1);
    let (cells, oddities) = said_after("xl/sharedStrings.xml", texts);
    assert!(
        !cells.is_empty()
            && cells
                .iter()
                .all(|cell| cell.starts_with("门槛项!C") && cell.ends_with("通过")),
        "{cells:?}"
    );
    assert_eq!(oddities, []);
}

#[test]
fn a_sheet_that_was_added_and_one_that_was_hidden_are_said_by_name() {
    let bytes = sheet_book().to_xlsx().unwrap();
    let added = Oddity::SheetAdded("评分表（最终）".to_owned());
    assert_eq!(
        said_of(&with_sheet(&bytes, "评分表（最终）")),
        (vec![], vec![added])
    );
    let hide = |name: &str| {
        let (from, to) = (
            format!("<sheet name=\"{name}\""),
            format!("<sheet state=\"hidden\" name=\"{name}\""),
        );
        move |xml: &str| xml.replacen(&from, &to, 1)
    };
    let gates = Oddity::SheetHidden("门槛项".to_owned());
    assert_eq!(
        said_after("xl/workbook.xml", hide("门槛项")),
        (vec![], vec![gates])
    );
    // The form hidden and another one shown in its place: what is shown is compared, and both are said.
    let (_, workbook) = parts(&with_sheet(&bytes, "评分表 "))
        .into_iter()
        .find(|(name, _)| name == "xl/workbook.xml")
        .unwrap();
    let workbook = hide("评分表")(&String::from_utf8(workbook).unwrap());
    let look_alike = with_part(
        &with_sheet(&bytes, "评分表 "),
        "xl/workbook.xml",
        workbook.as_bytes(),
    );
    assert_eq!(
        said_of(&look_alike),
        (
            vec![],
            vec![
                Oddity::SheetHidden("评分表".to_owned()),
                Oddity::SheetAdded("评分表 ".to_owned())
            ]
        )
    );
}

#[test]
fn a_form_under_another_name_is_the_form() {
    let renamed = |xml: &str| {
        xml.replacen("name=\"评分表\"", "name=\"张一\"", 1)
            .replace("评分表!", "张一!")
    };
    assert_eq!(said_after("xl/workbook.xml", renamed), (vec![], vec![]));
}
