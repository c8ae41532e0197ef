use super::*;
use crate::testing::{book, container, parts, with_part};
use proptest::prelude::*;
use zip::CompressionMethod;

fn refused(bytes: &[u8]) -> BookError {
    match Book::open(bytes) {
        Err(error) => error,
        Ok(mut book) => {
            let name = book.sheet_names().remove(0);
            book.cells(&name)
                .expect_err("the workbook should have been refused")
        }
    }
}

fn small() -> Vec<u8> {
    book(&[("甲", &[&["一", "二"], &["三", "四"]])])
}

fn sheet_xml(cells: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>"#
    )
}

#[test]
fn cells_come_with_their_addresses() {
    let mut book = Book::open(&small()).unwrap();
    let cells = book.cells("甲").unwrap();
    let texts: Vec<_> = cells
        .iter()
        .map(|cell| (cell.row, cell.column, cell.value.clone()))
        .collect();
    let text = |text: &str| CellValue::Text(text.to_owned());
    assert_eq!(
        texts,
        [
            (0, 0, text("一")),
            (0, 1, text("二")),
            (1, 0, text("三")),
            (1, 1, text("四"))
        ]
    );
    assert_eq!(
        book.cells("乙"),
        Err(BookError::NoSheet {
            name: "乙".to_owned()
        })
    );
}

#[test]
fn other_kinds_of_files_are_told_by_their_first_bytes() {
    let cases: &[(&[u8], ForeignKind)] = &[
        (b"Rar!\x1a\x07\x01\x00", ForeignKind::Rar),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", ForeignKind::SevenZip),
        (b"%PDF-1.7", ForeignKind::Pdf),
        (b"\x89PNG\r\n\x1a\n", ForeignKind::Picture),
        (b"\xff\xd8\xff\xe0", ForeignKind::Picture),
        (b"hello", ForeignKind::Unknown),
        (b"PK\x05\x06", ForeignKind::Zip),
    ];
    for (bytes, kind) in cases {
        assert_eq!(refused(bytes), BookError::Foreign { kind: *kind });
    }
    assert_eq!(refused(b""), BookError::Empty);
}

#[test]
fn old_office_files_and_protected_workbooks_are_told_by_their_streams() {
    let compound = |stream: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(1024, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    assert_eq!(
        refused(&compound("EncryptedPackage")),
        BookError::PasswordProtected
    );
    assert_eq!(
        refused(&compound("Workbook")),
        BookError::Foreign {
            kind: ForeignKind::OldExcel
        }
    );
    assert_eq!(
        refused(&compound("WordDocument")),
        BookError::Foreign {
            kind: ForeignKind::OldWord
        }
    );
    assert_eq!(
        refused(&compound("PowerPoint Document")),
        BookError::Foreign {
            kind: ForeignKind::OldOffice
        }
    );
}

#[test]
fn containers_that_are_no_workbook_are_named() {
    let of = |part: &str| {
        refused(&container(
            &[("[Content_Types].xml", b"<a/>"), (part, b"<a/>")],
            CompressionMethod::Deflated,
        ))
    };
    assert_eq!(
        of("word/document.xml"),
        BookError::Foreign {
            kind: ForeignKind::Word
        }
    );
    assert_eq!(
        of("ppt/presentation.xml"),
        BookError::Foreign {
            kind: ForeignKind::Slides
        }
    );
    assert_eq!(
        of("META-INF/manifest.xml"),
        BookError::Foreign {
            kind: ForeignKind::OpenDocument
        }
    );
    assert_eq!(
        of("xl/workbook.bin"),
        BookError::Foreign {
            kind: ForeignKind::BinaryWorkbook
        }
    );
    assert_eq!(
        of("../../etc/passwd"),
        BookError::Foreign {
            kind: ForeignKind::Zip
        },
        "a name is never a path"
    );
}

#[test]
fn half_a_workbook_is_told_from_another_container() {
    let whole = small();
    assert!(begins_as_workbook(&whole) && begins_as_workbook(&whole[..whole.len() / 2]));
    let letters = container(
        &[("letters/E0101.jurytask", b"x")],
        CompressionMethod::Stored,
    );
    for other in [&letters[..], b"PK\x03\x04", b"age-encryption.org/v1\n", b""] {
        assert!(!begins_as_workbook(other));
    }
}

#[test]
fn names_that_climb_out_of_the_folder_change_nothing() {
    // Nothing is ever unpacked to disk, so a slipped part is only a part nobody asks for.
    let slipped = with_part(&small(), "../../../../tmp/slipped", b"x");
    let mut book = Book::open(&slipped).unwrap();
    assert_eq!(book.cells("甲").unwrap().len(), 4);
    assert!(!std::path::Path::new("/tmp/slipped").exists());
}

#[test]
fn a_part_out_of_proportion_is_refused() {
    let zeros = vec![b' '; 8 << 20];
    assert_eq!(
        refused(&with_part(&small(), "xl/worksheets/sheet1.xml", &zeros)),
        BookError::UnpacksTooLarge
    );
    assert_eq!(
        refused(&with_part(&small(), "xl/other.xml", &zeros)),
        BookError::UnpacksTooLarge,
        "a part nobody reads counts too"
    );
}

#[test]
fn the_limits_are_these() {
    let Limits {
        file,
        parts,
        part,
        total,
        ratio,
        ratio_free,
        cells,
        text,
    } = LIMITS;
    assert_eq!(
        (file, parts, part, total),
        (64 << 20, 2_000, 64 << 20, 256 << 20)
    );
    assert_eq!((ratio, ratio_free, cells), (100, 1 << 20, 1_000_000));
    assert_eq!((text, CELL_TEXT_LIMIT), (64 << 20, 32_767));
}

#[test]
fn parts_above_a_limit_are_refused_one_by_one_and_together() {
    let limits = Limits {
        part: 20_000,
        total: 50_000,
        ..LIMITS
    };
    let with_parts = |lengths: &[usize]| {
        let added: Vec<_> = lengths
            .iter()
            .enumerate()
            .map(|(number, length)| (format!("xl/{number}.bin"), vec![b' '; *length]))
            .collect();
        let all: Vec<_> = parts(&small()).into_iter().chain(added).collect();
        let all: Vec<_> = all
            .iter()
            .map(|(name, contents)| (name.as_str(), contents.as_slice()))
            .collect();
        Book::open_within(&container(&all, CompressionMethod::Deflated), limits).err()
    };
    assert_eq!(with_parts(&[20_000]), None, "just inside");
    assert_eq!(with_parts(&[20_001]), Some(BookError::UnpacksTooLarge));
    assert_eq!(with_parts(&[20_000; 3]), Some(BookError::UnpacksTooLarge));
}

#[test]
fn a_file_above_the_limit_is_not_opened() {
    let too_large = vec![0; FILE_LIMIT + 1];
    assert_eq!(
        refused(&too_large),
        BookError::TooLarge {
            size: FILE_LIMIT + 1,
            limit: FILE_LIMIT
        }
    );
}

#[test]
fn more_parts_than_a_workbook_has_are_refused() {
    let names: Vec<String> = (0..2_001).map(|number| format!("p{number}")).collect();
    let parts: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), &b"x"[..]))
        .collect();
    assert_eq!(
        refused(&container(&parts, CompressionMethod::Stored)),
        BookError::TooManyParts {
            parts: 2_001,
            limit: 2_000
        }
    );
}

#[test]
fn overlapping_parts_are_refused() {
    let mut bytes = small();
    // The central directory: make the second entry point at the first one's data.
    let entries: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| &bytes[*at..at + 4] == b"PK\x01\x02")
        .collect();
    let first = bytes[entries[0] + 42..entries[0] + 46].to_vec();
    bytes[entries[1] + 42..entries[1] + 46].copy_from_slice(&first);
    assert!(matches!(
        refused(&bytes),
        BookError::Overlapping | BookError::Damaged
    ));
}

#[test]
fn a_sheet_that_claims_its_last_row_costs_nothing() {
    let far = sheet_xml(
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
    );
    let mut book = Book::open(&with_part(
        &small(),
        "xl/worksheets/sheet1.xml",
        far.as_bytes(),
    ))
    .unwrap();
    let cells = book.cells("甲").unwrap();
    assert_eq!(cells.len(), 2);
    assert_eq!((cells[1].row, cells[1].column), (1_048_575, 16_383));
}

#[test]
fn more_cells_than_the_limit_are_refused() {
    let limits = Limits {
        cells: 100,
        ..LIMITS
    };
    let with_cells = |count: usize| {
        let xml = sheet_xml(&format!("<row>{}</row>", "<c/>".repeat(count)));
        let bytes = with_part(&small(), "xl/worksheets/sheet1.xml", xml.as_bytes());
        Book::open_within(&bytes, limits).unwrap().cells("甲").err()
    };
    assert_eq!(with_cells(100), None);
    assert_eq!(
        with_cells(101),
        Some(BookError::TooManyCells { limit: 100 }),
        "blank cells count too"
    );
}

#[test]
fn a_column_beyond_the_last_one_of_a_spreadsheet_is_refused() {
    let cells = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFE1\"><v>2</v></c></row>";
    let bytes = with_part(
        &small(),
        "xl/worksheets/sheet1.xml",
        sheet_xml(cells).as_bytes(),
    );
    let mut book = Book::open(&bytes).unwrap();
    let name = book.sheet_names()[0].clone();
    assert_eq!(
        book.cells(&name).err(),
        Some(BookError::TooManyColumns { limit: 16_384 })
    );
}

#[test]
fn more_shared_texts_than_the_limit_are_refused() {
    let limits = Limits {
        cells: 100,
        ..LIMITS
    };
    let with_texts = |count: usize| {
        let xml = format!("<sst>{}</sst>", "<si><t>a</t></si>".repeat(count));
        Book::open_within(
            &with_part(&small(), "xl/sharedStrings.xml", xml.as_bytes()),
            limits,
        )
        .err()
    };
    assert_eq!(with_texts(100), None);
    assert_eq!(
        with_texts(101),
        Some(BookError::TooManyCells { limit: 100 })
    );
}

/// A sheet of this many cells, all of which show the one shared text.
fn repeating(text: &str, cells: usize) -> Vec<u8> {
    let xml = sheet_xml(&format!(
        "<row>{}</row>",
        "<c t=\"s\"><v>0</v></c>".repeat(cells)
    ));
    let texts = format!("<sst uniqueCount=\"1\"><si><t>{text}</t></si></sst>");
    let bytes = with_part(&small(), "xl/sharedStrings.xml", texts.as_bytes());
    with_part(&bytes, "xl/worksheets/sheet1.xml", xml.as_bytes())
}

#[test]
fn a_text_that_a_million_cells_repeat_is_not_copied_a_million_times() {
    let limits = Limits {
        text: 1_000,
        ..LIMITS
    };
    let read = |cells: usize| {
        Book::open_within(&repeating("十个字的一段文字啊啊", cells), limits)
            .unwrap()
            .cells("甲")
            .err()
    };
    assert_eq!(read(33), None, "990 bytes");
    assert_eq!(read(34), Some(BookError::TooMuchText { limit: 1_000 }));
    // With the limits in force: 30,000 bytes in each of 2,500 cells are 75 million; the file has three thousand.
    let mut book = Book::open(&repeating(&"字".repeat(10_000), 2_500)).unwrap();
    assert_eq!(
        book.cells("甲").err(),
        Some(BookError::TooMuchText { limit: TEXT_LIMIT })
    );
}

#[test]
fn a_cell_holds_no_more_than_a_spreadsheet_shows() {
    let read = |text: &str| Book::open(&repeating(text, 1)).unwrap().cells("甲").err();
    assert_eq!(read(&"字".repeat(32_767)), None);
    assert_eq!(read(&"𠮷".repeat(16_383)), None, "two units each");
    let too_long = BookError::TextTooLong {
        address: "A1".to_owned(),
        limit: 32_767,
    };
    assert_eq!(read(&"字".repeat(32_768)), Some(too_long.clone()));
    assert_eq!(read(&"𠮷".repeat(16_384)), Some(too_long));
}

#[test]
fn one_sheet_under_many_names_is_read_once_in_all() {
    let limits = Limits {
        cells: 100,
        ..LIMITS
    };
    let xml = sheet_xml(&format!("<row>{}</row>", "<c/>".repeat(60)));
    let bytes = with_part(&small(), "xl/worksheets/sheet1.xml", xml.as_bytes());
    let mut book = Book::open_within(&bytes, limits).unwrap();
    assert_eq!(book.cells("甲").err(), None);
    assert_eq!(
        book.cells("甲").err(),
        Some(BookError::TooManyCells { limit: 100 })
    );
}

#[test]
fn a_row_beyond_the_last_one_of_a_spreadsheet_is_refused() {
    let cells = "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>";
    assert_eq!(
        refused(&with_part(
            &small(),
            "xl/worksheets/sheet1.xml",
            sheet_xml(cells).as_bytes(),
        )),
        // The parser may refuse it first.
        BookError::TooManyRows { limit: ROW_LIMIT }
    );
}

#[test]
fn what_a_workbook_says_of_itself_reserves_nothing() {
    // Without the count, the parser would make room for 2.4 terabytes, and the program would end there.
    let lie = "<sst uniqueCount=\"99999999999\"><si><t>a</t></si></sst>";
    let at = |part: &str| refused(&with_part(&small(), part, lie.as_bytes()));
    let too_many = BookError::TooManyCells { limit: CELL_LIMIT };
    assert_eq!(at("xl/sharedStrings.xml"), too_many);
    assert_eq!(at("XL\\SHAREDSTRINGS.xml"), too_many, "under any name");
    let wide: Vec<u8> = lie.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        refused(&with_part(&small(), "xl/sharedStrings.xml", &wide)),
        BookError::Damaged
    );
}

#[test]
fn a_long_format_in_every_style_and_a_sheet_under_endless_names_are_refused() {
    let styles = format!(
        "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{}\"/></numFmts><cellXfs>{}</cellXfs></styleSheet>",
        "0".repeat(200_000),
        "<xf numFmtId=\"200\"/>".repeat(20_000)
    );
    assert_eq!(
        refused(&with_part(&small(), "xl/styles.xml", styles.as_bytes())),
        BookError::UnpacksTooLarge
    );
    let sheets = "<sheet name=\"a\" r:id=\"rId1\"/>".repeat(257);
    let workbook = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    assert_eq!(
        refused(&with_part(&small(), "xl/workbook.xml", workbook.as_bytes())),
        BookError::TooManySheets { limit: 256 }
    );
}

#[test]
fn external_entities_and_their_expansion_do_nothing() {
    let entities = r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY b "bbbb">]>
        <worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&x;&b;</t></is></c></row></sheetData></worksheet>"#;
    let opened = Book::open(&with_part(
        &small(),
        "xl/worksheets/sheet1.xml",
        entities.as_bytes(),
    ))
    .and_then(|mut book| book.cells("甲"));
    let shown = format!("{opened:?}");
    assert!(
        !shown.contains("root:") && !shown.contains("bbbb"),
        "{shown}"
    );
}

#[test]
fn a_formula_is_flagged_and_only_its_shown_value_is_read() {
    let xml = sheet_xml(
        r#"<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>7</v></c><c r="B1"><v>3</v></c><c r="C1" t="e"><v>#REF!</v></c><c r="D1" t="b"><v>1</v></c></row>"#,
    );
    let cells = Book::open(&with_part(
        &small(),
        "xl/worksheets/sheet1.xml",
        xml.as_bytes(),
    ))
    .unwrap()
    .cells("甲")
    .unwrap();
    let number = |text: &str| CellValue::Number(text.to_owned());
    let shown: Vec<_> = cells
        .into_iter()
        .map(|cell| (cell.value, cell.by_formula))
        .collect();
    assert_eq!(
        shown,
        [
            (number("7"), true),
            (number("3"), false),
            (CellValue::Fault, false),
            (CellValue::Truth(true), false)
        ]
    );
}

#[test]
fn every_truncation_of_a_workbook_is_refused() {
    let whole = small();
    for length in 0..whole.len() {
        refused(&whole[..length]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn bytes_from_anywhere_are_refused_calmly(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), prefix in prop_oneof![Just(&b""[..]), Just(&b"PK\x03\x04"[..])]) {
        refused(&[prefix, &bytes].concat());
    }

    #[test]
    fn a_sheet_of_broken_xml_never_ends_the_program(xml in "[<>/a-z=\"'& 0-9!\\[\\]?-]{0,300}") {
        let book = Book::open(&with_part(&small(), "xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{xml}").as_bytes()));
        drop(book.and_then(|mut book| book.cells("甲")));
    }
}
