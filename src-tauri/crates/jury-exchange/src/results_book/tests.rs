use super::*;
use crate::book::{Book, CellValue};
use crate::testing::parts;
use jury_core::{Digest, Exact};

fn points(hundredths: i64) -> Published {
    Exact::ratio(hundredths, 100).unwrap().round_half_up(2)
}

fn row(entry: &str, marks: Vec<ResultMark>, mean: Option<i64>, rank: Option<u32>) -> ResultRow {
    ResultRow {
        entry: EntryId::new(entry).unwrap(),
        track: "工业制造".to_owned(),
        topic: "提升创新研发能力，推动制造高端化发展".to_owned(),
        team: "=云江队".to_owned(),
        entrant: "云江某某科技有限公司".to_owned(),
        kind: "企业".to_owned(),
        size: "小型".to_owned(),
        work: "基于多源数据融合的云江“工业大脑”平台".to_owned(),
        marks,
        highest: Some(points(9_250)),
        lowest: Some(points(7_000)),
        valid: 3,
        mean: mean.map(points),
        written: mean.map(points),
        roadshow: None,
        overall: mean.map(points),
        rank,
        award: String::new(),
        note: "专家三回避".to_owned(),
    }
}

fn results(is_final: bool) -> ResultsBook {
    let marks = vec![
        ResultMark::Dropped(points(9_250)),
        ResultMark::Counted(points(8_043)),
        ResultMark::None("回避".to_owned()),
    ];
    let experts = ["张一", "李二", "王三"].map(str::to_owned).to_vec();
    let final_as = is_final.then(|| "定稿 第 1 版 核对码 Q9W1-DFWF-077Y-MGA1".to_owned());
    let first = TrackResults {
        name: "工业制造".to_owned(),
        final_as: final_as.clone(),
        experts: experts.clone(),
        rows: vec![
            row("01-001", marks, Some(8_043), Some(1)),
            row("01-002", vec![], None, None),
        ],
    };
    let second = TrackResults {
        name: "现代农业".to_owned(),
        final_as,
        experts,
        rows: vec![],
    };
    ResultsBook {
        title: "2025年“数据要素×”大赛云江分赛书面评审评分汇总表".to_owned(),
        mean_heading: "平均分（去极值）".to_owned(),
        rubric: "内置示例指标（非官方）".to_owned(),
        fingerprint: Digest::from_hex(&"a5".repeat(32)).unwrap(),
        tracks: vec![first, second],
    }
}

/// The cells of a sheet by address.
fn cells(bytes: &[u8], sheet: &str) -> std::collections::BTreeMap<String, CellValue> {
    let cells = Book::open(bytes).unwrap().cells(sheet).unwrap();
    let address = |row, column| {
        crate::paper::CellAddress {
            row,
            column: u16::try_from(column).unwrap(),
        }
        .to_string()
    };
    cells
        .into_iter()
        .map(|cell| (address(cell.row, cell.column), cell.value))
        .collect()
}

#[test]
fn every_track_has_a_sheet_with_the_columns_of_the_form() {
    let bytes = results(false).to_xlsx().unwrap();
    assert_eq!(
        Book::open(&bytes).unwrap().sheet_names(),
        ["工业制造", "现代农业"]
    );
    let cells = cells(&bytes, "工业制造");
    let headings: Vec<_> = cells
        .iter()
        .filter(|(at, _)| at.trim_start_matches(|letter: char| letter.is_ascii_uppercase()) == "3")
        .collect();
    assert_eq!(headings.len(), 22);
    let text = |at: &str| match &cells[at] {
        CellValue::Text(text) => text.clone(),
        other => panic!("{at} is {other:?}"),
    };
    assert_eq!(
        [
            text("A3"),
            text("I3"),
            text("J3"),
            text("L3"),
            text("P3"),
            text("V3")
        ],
        [
            "序号",
            "团队作品",
            "张一",
            "王三",
            "平均分（去极值）",
            "备注"
        ]
    );
    // C to L share a page, M to V another; A and B stand on both.
    for first in ["C", "M"] {
        let text = |row: u32| text(&format!("{first}{row}"));
        assert!(text(1).contains("（工业制造）") && text(2).contains("未定稿"));
        assert!(text(6).contains("计分人") && text(6).contains("监督人"));
        assert!(text(7).starts_with("数据指纹：a5a5"));
    }
}

#[test]
fn numbers_are_numbers_and_texts_are_texts() {
    let cells = cells(&results(false).to_xlsx().unwrap(), "工业制造");
    let number = |text: &str| Some(CellValue::Number(text.to_owned()));
    let text = |text: &str| Some(CellValue::Text(text.to_owned()));
    let at = |address: &str| cells.get(address).cloned();
    assert_eq!(
        [at("J4"), at("K4"), at("P4"), at("T4"), at("O4")],
        [
            number("92.5"),
            number("80.43"),
            number("80.43"),
            number("1"),
            number("3")
        ]
    );
    assert_eq!(
        [at("L4"), at("E4"), at("B4"), at("T5")],
        [text("回避"), text("=云江队"), text("01-001"), text("—")]
    );
    assert_eq!(
        [at("R4"), at("U4"), at("P5")],
        [None, None, None],
        "what does not exist yet is blank"
    );
}

#[test]
fn a_dropped_mark_is_struck_out_and_a_counted_one_is_not() {
    let bytes = results(false).to_xlsx().unwrap();
    let part = |wanted: &str| {
        String::from_utf8(
            parts(&bytes)
                .into_iter()
                .find(|(name, _)| name == wanted)
                .unwrap()
                .1,
        )
        .unwrap()
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    let style = |cell: &str| {
        sheet
            .split(&format!("<c r=\"{cell}\" s=\""))
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_ne!(style("J4"), style("K4"));
    assert!(part("xl/styles.xml").contains("<strike"));
}

#[test]
fn the_same_results_give_the_same_bytes_and_a_final_one_says_which_it_is() {
    assert_eq!(
        results(false).to_xlsx().unwrap(),
        results(false).to_xlsx().unwrap()
    );
    let shown = format!("{:?}", cells(&results(true).to_xlsx().unwrap(), "工业制造"));
    assert!(!shown.contains("未定稿") && shown.contains("定稿 第 1 版 核对码 Q9W1"));
}

#[test]
fn printed_text_is_never_below_nine_points() {
    let mut book = results(false);
    book.tracks[0].experts = vec!["欧阳某某（代录）".to_owned(); 10];
    let sheet = parts(&book.to_xlsx().unwrap())
        .into_iter()
        .find(|(name, _)| name == "xl/worksheets/sheet1.xml")
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .unwrap();
    // Ten experts stand beside the facts; what they come to stands on the page beside. 90 % of ten points.
    assert!(!sheet.contains("fitToPage"), "{sheet}");
    assert!(sheet.contains("scale=\"90\"") && sheet.contains("pageOrder=\"overThenDown\""));
    assert!(sheet.contains("<colBreaks count=\"1\""), "{sheet}");
}

#[test]
fn every_track_of_a_pdf_has_pages_of_its_own() {
    let pdf = results(false).to_pdf(&[]).unwrap();
    assert_eq!((pdf.pages, pdf.absent), (2, vec![]));
    let none = ResultsBook {
        tracks: vec![],
        ..results(false)
    };
    assert_eq!(none.to_pdf(&[]).unwrap().pages, 1);
}

#[test]
fn results_of_no_track_are_still_a_workbook() {
    let empty = ResultsBook {
        tracks: vec![],
        ..results(false)
    };
    assert!(Book::open(&empty.to_xlsx().unwrap()).is_ok());
}

#[test]
fn names_of_sheets_are_ones_a_spreadsheet_accepts() {
    let mut taken = BTreeSet::new();
    assert_eq!(sheet_name("工业制造", 1, &mut taken), "工业制造");
    assert_eq!(sheet_name("工业制造", 2, &mut taken), "工业制造 (2)");
    assert_eq!(sheet_name("[a]:*?/\\'b", 3, &mut taken), "ab");
    assert_eq!(sheet_name("AB", 4, &mut taken), "AB (4)");
    assert_eq!(sheet_name("''", 5, &mut taken), "赛道5");
    assert_eq!(
        sheet_name(&"𠮷".repeat(31), 6, &mut taken),
        "赛道6",
        "62 UTF-16 units"
    );
}

#[test]
fn the_paper_of_a_track_says_every_number_and_marks_what_was_dropped() {
    let book = results(true);
    let track = &book.tracks[0];
    let formal = book.formal(track);
    let table = &formal.sections[0];
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    );
    let first = &table.rows[0];
    for said in ["(92.50)", "80.43", "回避"] {
        assert!(first.iter().any(|cell| cell == said), "{said}: {first:?}");
    }
    assert!(table.lines[1].contains("去掉"), "{:?}", table.lines);
    assert!(formal.status.starts_with("定稿"));
    let pdf = formal.to_pdf(&[]).unwrap();
    assert!(
        pdf.bytes.starts_with(b"%PDF") && pdf.pages == 1,
        "{}",
        pdf.pages
    );
}
