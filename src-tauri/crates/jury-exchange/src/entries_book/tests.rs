use super::*;
use crate::table::{NoteKind, RowNote};
use crate::testing::{book, with_part};
use rust_xlsxwriter::{Formula, Workbook};

const HEADINGS: &[&str] = &[
    "项目编号",
    "赛道",
    "赛题",
    "项目名称",
    "团队名称",
    "牵头单位",
    "单位性质",
    "统一社会信用代码",
    "行业",
    "从业人员（人）",
    "营业收入（万元）",
    "资产总额（万元）",
    "企业规模",
    "材料文件夹",
];
const GOOD: [&str; 14] = [
    "01-031",
    "工业制造",
    "提升创新研发能力",
    "云江数据“×”平台",
    "云江数据队",
    "云江某某科技有限公司",
    "企业",
    "",
    "软件和信息技术服务业",
    "86",
    "1240.5",
    "",
    "",
    "",
];

fn with(changes: &[(&str, &'static str)]) -> [&'static str; 14] {
    let mut row = GOOD;
    for (column, text) in changes {
        let at = HEADINGS
            .iter()
            .position(|heading| heading.starts_with(column))
            .expect("a column of the table");
        row[at] = text;
    }
    row
}

fn read(rows: &[[&str; 14]]) -> Result<Imported<EntryRow>, ImportError> {
    let rows: Vec<&[&str]> = std::iter::once(HEADINGS)
        .chain(rows.iter().map(|row| &row[..]))
        .collect();
    read_entries(&book(&[("参赛项目", &rows)]))
}

fn faults(rows: &[[&str; 14]]) -> Vec<(u32, String, Problem)> {
    let ImportError::Rows(faults) = read(rows).unwrap_err() else {
        panic!("the file itself is good")
    };
    faults
        .into_iter()
        .map(|fault| (fault.row, fault.column, fault.problem))
        .collect()
}

#[track_caller]
fn refuses(column: &str, text: &'static str, problem: Problem) {
    assert_eq!(
        faults(&[with(&[(column, text)])]),
        [(2, column.to_owned(), problem)]
    );
}

#[test]
fn a_row_is_read_with_everything_it_states() {
    let imported = read(&[GOOD]).unwrap();
    let entry = &imported.rows[0];
    assert_eq!(
        (entry.row, entry.id.as_str(), entry.kind),
        (2, "01-031", EntrantKind::Enterprise)
    );
    assert_eq!(
        entry.facts.industry.map(Industry::name),
        Industry::find("软件和信息技术服务业").map(Industry::name)
    );
    assert_eq!(
        (
            entry.facts.employees,
            entry.facts.revenue,
            entry.facts.assets
        ),
        (Some(86), Some(Money(124_050)), None)
    );
    assert_eq!(
        entry.folder,
        PathBuf::from("01-031"),
        "the id, where no folder is named"
    );
    assert!(imported.notes.is_empty());
}

#[test]
fn headings_are_found_by_name_wherever_they_stand() {
    let rows: &[&[&str]] = &[
        &["2025年“数据要素×”大赛云江分赛参赛项目表"],
        &[],
        &[
            "备注",
            "＊项目编号 ",
            "参赛单位",
            "团队",
            "作品名称",
            "赛题名称",
            "赛道名称",
            "单位性质",
            "营业收入(万元)",
        ],
        &[
            "",
            "０１－００１",
            "甲",
            "乙",
            "丙",
            "丁",
            "戊",
            "高校",
            "0",
        ],
    ];
    let imported = read_entries(&book(&[("说明", &[&["随便写的"]]), ("名单", rows)])).unwrap();
    let entry = &imported.rows[0];
    assert_eq!(
        (
            entry.row,
            entry.id.as_str(),
            entry.track.as_str(),
            entry.entrant.as_str()
        ),
        (4, "01-001", "戊", "甲")
    );
    assert_eq!(
        entry.facts.revenue, None,
        "a zero of a body that is no enterprise is not stated"
    );
}

#[test]
fn every_fault_of_every_row_is_said_and_nothing_is_imported() {
    let rows = [
        with(&[
            ("项目编号", ""),
            ("单位性质", "公益组织"),
            ("从业人员", "约三百"),
        ]),
        GOOD,
        with(&[("营业收入", "-1")]),
    ];
    let kinds = EntrantKind::ALL
        .map(|kind| kind.label().to_owned())
        .to_vec();
    let expected = [
        (2, "项目编号".to_owned(), Problem::Blank),
        (
            2,
            "单位性质".to_owned(),
            Problem::UnknownWord {
                given: "公益组织".to_owned(),
                allowed: kinds,
            },
        ),
        (
            2,
            "从业人员".to_owned(),
            Problem::NotANumber {
                given: "约三百".to_owned(),
            },
        ),
        (4, "项目编号".to_owned(), Problem::Twice { first_row: 3 }),
        (
            4,
            "营业收入".to_owned(),
            Problem::Negative {
                given: "-1".to_owned(),
            },
        ),
    ];
    assert_eq!(faults(&rows), expected);
}

#[test]
fn a_fault_names_what_was_given() {
    let given = |text: &str| text.to_owned();
    refuses(
        "项目编号",
        "../01",
        Problem::Id(EntryId::new("../01").unwrap_err()),
    );
    refuses(
        "行业",
        "炼丹业",
        Problem::UnknownIndustry {
            given: given("炼丹业"),
        },
    );
    refuses(
        "从业人员",
        "3.5",
        Problem::NotWhole {
            given: given("3.5"),
        },
    );
    refuses(
        "从业人员",
        "999999999999",
        Problem::TooLarge {
            given: given("999999999999"),
        },
    );
    refuses(
        "营业收入",
        "99999999999999999999",
        Problem::TooLarge {
            given: given("99999999999999999999"),
        },
    );
    refuses(
        "统一社会信用代码",
        "91510100",
        Problem::CreditCode {
            given: given("91510100"),
        },
    );
    refuses(
        "团队名称",
        "甲\u{202e}乙",
        Problem::ForbiddenCharacter { code: 0x202e },
    );
}

#[test]
fn a_name_longer_than_any_is_refused_with_its_length() {
    let long: &'static str = "长".repeat(201).leak();
    refuses(
        "牵头单位",
        long,
        Problem::TooLong {
            length: 201,
            limit: 200,
        },
    );
}

#[test]
fn folders_stay_below_the_folder_of_materials() {
    for text in [
        "/etc",
        "..",
        "a/../../b",
        "C:\\a",
        "\\\\server\\share",
        "a/CON/b",
        "a/nul.txt",
        "a./b",
        "a/b /c",
        "a|b",
        "com1",
        "a/b/c/d/e/f/g/h/i",
    ] {
        let folder = text.to_owned();
        assert_eq!(
            faults(&[with(&[("材料文件夹", text)])]),
            [(
                2,
                "材料文件夹".to_owned(),
                Problem::Folder { given: folder }
            )],
            "{text}"
        );
    }
    let entry = read(&[with(&[("材料文件夹", "工业制造\\提升/【云江队】")])])
        .unwrap()
        .rows
        .remove(0);
    assert_eq!(
        entry.folder,
        ["工业制造", "提升", "【云江队】"]
            .iter()
            .collect::<PathBuf>()
    );
}

#[test]
fn what_does_not_apply_is_tolerated_and_zero_means_something_only_for_enterprises() {
    for text in ["0/不适用", "不适用", "/", "—", "无", ""] {
        let row = with(&[
            ("单位性质", "事业单位"),
            ("行业", text),
            ("从业人员", text),
            ("营业收入", text),
            ("资产总额", text),
            ("企业规模", text),
        ]);
        let entry = read(&[row]).unwrap().rows.remove(0);
        assert_eq!(entry.facts, SizeFacts::default(), "{text:?}");
    }
    let entry = read(&[with(&[("从业人员", "0"), ("营业收入", "0.00")])])
        .unwrap()
        .rows
        .remove(0);
    assert_eq!(
        (entry.facts.employees, entry.facts.revenue),
        (Some(0), Some(Money(0)))
    );
    let entry = read(&[with(&[
        ("单位性质", "高校"),
        ("从业人员", "0"),
        ("企业规模", "0"),
    ])])
    .unwrap()
    .rows
    .remove(0);
    assert_eq!(
        (entry.facts.employees, entry.stated_size),
        (None, Some(SizeClass::NotClassified))
    );
}

#[test]
fn words_people_use_for_kinds_and_sizes_are_understood() {
    for (word, kind) in [
        ("民营企业", EntrantKind::Enterprise),
        ("大学", EntrantKind::University),
        ("机关", EntrantKind::Government),
        ("研究院", EntrantKind::ResearchInstitute),
    ] {
        assert_eq!(
            read(&[with(&[("单位性质", word)])]).unwrap().rows[0].kind,
            kind
        );
    }
    for (word, size) in [
        ("小型企业", SizeClass::Small),
        ("微", SizeClass::Micro),
        ("大型", SizeClass::Large),
        ("不划型（非企业）", SizeClass::NotClassified),
    ] {
        assert_eq!(
            read(&[with(&[("企业规模", word)])]).unwrap().rows[0].stated_size,
            Some(size)
        );
    }
}

#[test]
fn a_heading_with_another_unit_is_refused() {
    let headings: Vec<_> = HEADINGS
        .iter()
        .map(|heading| {
            if heading.starts_with("营业收入") {
                "营业收入（元）"
            } else {
                heading
            }
        })
        .collect();
    let Err(ImportError::Rows(faults)) = read_entries(&book(&[("参赛项目", &[&headings, &GOOD])]))
    else {
        panic!("the unit is wrong")
    };
    assert_eq!(
        faults[0].problem,
        Problem::Unit {
            given: "元".to_owned(),
            expected: "万元"
        }
    );
    assert_eq!((faults.len(), faults[0].row), (1, 1));
}

#[test]
fn missing_and_doubled_columns_are_all_named() {
    let headings = [
        "项目编号",
        "赛道",
        "赛道名称",
        "赛题",
        "项目名称",
        "团队名称",
    ];
    let Err(ImportError::Rows(faults)) = read_entries(&book(&[("参赛项目", &[&headings])]))
    else {
        panic!("columns are missing")
    };
    let named: Vec<_> = faults
        .iter()
        .map(|fault| (fault.column.as_str(), fault.problem.clone()))
        .collect();
    assert_eq!(
        named,
        [
            ("赛道", Problem::ColumnTwice),
            ("牵头单位", Problem::ColumnMissing),
            ("单位性质", Problem::ColumnMissing)
        ]
    );
}

#[test]
fn a_table_without_rows_says_so() {
    assert_eq!(faults(&[]), [(1, "项目编号".to_owned(), Problem::NoRows)]);
}

#[test]
fn numbers_as_numbers_and_formulas_give_what_the_cell_shows() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, (heading, text)) in (0..).zip(HEADINGS.iter().zip(GOOD)) {
        sheet.write_string(0, column, *heading).unwrap();
        sheet.write_string(1, column, text).unwrap();
    }
    sheet.write_number(1, 0, 1031).unwrap();
    sheet.write_number(1, 9, 86).unwrap();
    sheet
        .write_formula(
            1,
            10,
            Formula::new("=12405*0.1").set_result("1240.5000000000002"),
        )
        .unwrap();
    let imported = read_entries(&workbook.save_to_buffer().unwrap()).unwrap();
    let entry = &imported.rows[0];
    assert_eq!(
        (
            entry.id.as_str(),
            entry.facts.employees,
            entry.facts.revenue
        ),
        ("1031", Some(86), Some(Money(124_050)))
    );
    let note = RowNote {
        sheet: "Sheet1".to_owned(),
        row: 2,
        column: REVENUE,
        kind: NoteKind::ByFormula,
    };
    assert_eq!(imported.notes, [note]);
}

#[test]
fn a_date_and_an_error_in_a_cell_are_said_to_be_that() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, (heading, text)) in (0..).zip(HEADINGS.iter().zip(GOOD)) {
        sheet.write_string(0, column, *heading).unwrap();
        sheet.write_string(1, column, text).unwrap();
    }
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet
        .write_number_with_format(1, 0, 45_000, &format)
        .unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let Err(ImportError::Rows(faults)) = read_entries(&bytes) else {
        panic!("an id has become a date")
    };
    assert_eq!(faults[0].problem, Problem::BecameDate);
    let xml = crate::testing::parts(&bytes)
        .into_iter()
        .find(|(name, _)| name.ends_with("sheet1.xml"))
        .unwrap()
        .1;
    let xml = String::from_utf8(xml)
        .unwrap()
        .replace("<v>45000</v>", "<v>#REF!</v>")
        .replacen(r#"<c r="A2" s="1""#, r#"<c r="A2" s="1" t="e""#, 1);
    let Err(ImportError::Rows(faults)) = read_entries(&with_part(
        &bytes,
        "xl/worksheets/sheet1.xml",
        xml.as_bytes(),
    )) else {
        panic!("a cell shows an error")
    };
    assert_eq!(faults[0].problem, Problem::CellError);
}

#[test]
fn text_tables_in_both_encodings_and_with_tabs_read_the_same() {
    let line = |cells: &[&str], mark: &str| cells.join(mark) + "\r\n";
    let text = |mark: &str| line(HEADINGS, mark) + &line(&GOOD, mark);
    let expected = read(&[GOOD]).unwrap().rows;
    let (gb, _, _) = encoding_rs::GB18030.encode(text(",").leak());
    for bytes in [
        text(",").into_bytes(),
        [b"\xef\xbb\xbf".as_slice(), text("\t").as_bytes()].concat(),
        gb.into_owned(),
    ] {
        assert_eq!(read_entries(&bytes).unwrap().rows, expected);
    }
    assert_eq!(
        read_entries(b"\xff\xfe\x00a"),
        Err(ImportError::NotATextTable)
    );
    assert_eq!(
        read_entries(b"\x81\xff\xff"),
        Err(ImportError::NotATextTable)
    );
    assert_eq!(
        read_entries(b""),
        Err(ImportError::Book(crate::book::BookError::Empty))
    );
}

#[test]
fn a_text_of_something_else_lacks_the_columns() {
    let Err(ImportError::Rows(faults)) = read_entries("亲爱的评委，\n附件是名单。".as_bytes())
    else {
        panic!("a letter is no table")
    };
    assert_eq!(faults.len(), 7);
    assert!(
        faults
            .iter()
            .all(|fault| fault.problem == Problem::ColumnMissing)
    );
}

#[test]
fn twelve_hundred_entries_read_as_they_were_written() {
    let ids: Vec<String> = (0..1_200)
        .map(|number| format!("{:02}-{:03}", number / 100 + 1, number % 100))
        .collect();
    let rows: Vec<[&str; 14]> = ids
        .iter()
        .map(|id| {
            let mut row = GOOD;
            row[0] = id;
            row
        })
        .collect();
    let imported = read(&rows).unwrap();
    let read: Vec<_> = imported.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(read, ids);
    assert_eq!(imported.rows.last().map(|row| row.row), Some(1_201));
}
