use jury_core::sheet::LineState;

use super::*;
use crate::sheet_book::SheetRow;
use crate::testing::sheet_book;

fn signed(book: &SheetBook) -> PaperPdf {
    form_pdf(book, Form::Signed, &[]).unwrap()
}

#[test]
fn the_same_sheet_makes_the_same_pages() {
    assert_eq!(signed(&sheet_book()), signed(&sheet_book()));
}

#[test]
fn ninety_entries_with_long_comments_take_more_pages_and_none_is_lost() {
    let mut book = sheet_book();
    let row = book.rows[0].clone();
    book.rows = vec![row; 90];
    for row in &mut book.rows {
        row.comment = "数据来源清楚，流通合规，成效可核。".repeat(40);
    }
    let mut faces = Faces::new(&[]).unwrap();
    let laid = lay(&book, Form::Signed, &mut faces);
    let rows: Vec<usize> = laid
        .iter()
        .flat_map(|page| &page.rows)
        .map(|row| row.at)
        .collect();
    assert_eq!(rows, (0..90).collect::<Vec<_>>());
    assert!(laid.len() > 5, "{}", laid.len());
    let ends: Vec<bool> = laid.iter().map(|page| page.is_last).collect();
    assert_eq!(ends.iter().filter(|end| **end).count(), 1);
    for page in &laid {
        let used: f32 = page
            .rows
            .iter()
            .map(|row| row.height + row.comment_height)
            .sum();
        let end = if page.is_last { layout::END } else { 0.0 };
        let room = HEIGHT - 2.0 * layout::MARGIN - layout::BANNER - page.head - layout::FOOT;
        assert!(used + end <= room + 0.01, "{used} of {room}");
    }
}

#[test]
fn the_page_to_sign_on_shows_marks_however_many_entries_there_are() {
    let mut book = sheet_book();
    let row = book.rows[0].clone();
    let mut faces = Faces::new(&[]).unwrap();
    for count in 1..=60 {
        book.rows = vec![row.clone(); count];
        let laid = lay(&book, Form::Signed, &mut faces);
        assert!(!laid.last().unwrap().rows.is_empty(), "{count} entries");
        assert!(
            laid.iter().all(|page| !page.rows.is_empty()),
            "{count} entries"
        );
    }
}

#[test]
fn a_comment_of_two_thousand_characters_fits_a_page() {
    let mut book = sheet_book();
    book.rows.truncate(1);
    book.rows[0].gates.clear();
    book.rows[0].comment = "评".repeat(2_000);
    let mut faces = Faces::new(&[]).unwrap();
    let laid = lay(&book, Form::Signed, &mut faces);
    let row = laid.iter().flat_map(|page| &page.rows).next().unwrap();
    assert_eq!(
        row.comment
            .iter()
            .map(|line| line.chars().count())
            .sum::<usize>(),
        2_003
    );
    assert!(row.height + row.comment_height < 350.0);
}

#[test]
fn a_rubric_with_forty_criteria_is_set_in_several_lines_of_marks() {
    let mut book = sheet_book();
    let criterion = book.groups[0].criteria[0].clone();
    book.groups[0].criteria = vec![criterion; 40];
    let mut faces = Faces::new(&[]).unwrap();
    let laid = lay(&book, Form::Signed, &mut faces);
    assert!(
        laid[0].marks.down >= 2 && laid[0].marks.width >= 22.0,
        "{:?}",
        laid[0].marks
    );
    signed(&book);
}

#[test]
fn a_character_of_no_font_at_hand_is_named_and_drawn_as_a_box() {
    let mut book = sheet_book();
    // In no font the program carries: an extension-B character of names, and one of a script nobody here prints.
    book.expert = "张𠮷".to_owned();
    book.rows[0].comment = "𓀀和\u{200d}\u{fe0f}𠮷".to_owned();
    assert_eq!(
        signed(&book).absent,
        ['𓀀', '𠮷']
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(signed(&sheet_book()).absent, Vec::<char>::new());
}

#[test]
fn a_line_is_not_begun_with_a_closing_mark_nor_broken_inside_a_number() {
    let mut faces = Faces::new(&[]).unwrap();
    let lines = faces.wrap(
        "营收一千二百四十万元，同比增长12.75%（审计数）。",
        10.0,
        101.0,
    );
    for line in &lines {
        assert!(!line.starts_with(['，', '。', '）', '%']), "{lines:?}");
        assert!(faces.width(line, 10.0) <= 111.0, "{lines:?}");
    }
    assert!(
        lines.iter().any(|line| line.contains("12.75%")),
        "{lines:?}"
    );
    assert_eq!(faces.wrap("甲\n乙", 10.0, 100.0), ["甲", "乙"]);
}

#[test]
fn a_blank_form_carries_no_mark_and_no_code() {
    let mut book = sheet_book();
    let blank = form_pdf(&book, Form::Blank, &[]).unwrap();
    book.rows
        .iter_mut()
        .for_each(|row| row.state = LineState::Unmarked);
    book.code = String::new();
    assert_eq!(
        form_pdf(&book, Form::Blank, &[]).unwrap().bytes.len(),
        blank.bytes.len()
    );
}

#[test]
fn gates_and_evidence_stand_on_pages_after_the_form() {
    let book = sheet_book();
    let mut faces = Faces::new(&[]).unwrap();
    let form = lay(&book, Form::Signed, &mut faces).len();
    let pages = appendix::lay(&book, &mut faces);
    let lines: Vec<&str> = pages
        .iter()
        .flatten()
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(
        lines,
        [
            "01-001　云江×数据队",
            "门槛项 G1 主体资格　通过",
            "门槛项 G3 团队与人员　待补：=缺参赛代表名单",
            "门槛项 G5 实际应用　不通过：没有案例",
            "依据　架构设计　申报书.pdf　第 14 页　“年节约成本 320 万元”　=1+1",
        ]
    );
    assert_eq!(signed(&book).pages, form + 1);
    assert_eq!(form_pdf(&book, Form::Blank, &[]).unwrap().pages, form);
    let row = lay(&book, Form::Signed, &mut faces)
        .remove(0)
        .rows
        .remove(0);
    assert_eq!(row.comment[0], "门槛项：G3 待补、G5 不通过（理由见附页）");
}

#[test]
fn a_hundred_long_places_flow_over_pages_and_no_name_stands_alone_at_an_end() {
    let mut book = sheet_book();
    let place = crate::sheet_book::EvidenceRow {
        quote: "年节约成本 320 万元。".repeat(45),
        text: "流程图缺少质检环节。".repeat(200),
        ..book.evidence[0].clone()
    };
    book.evidence = vec![place; 100];
    let other = SheetRow {
        entry: jury_core::EntryId::new("01-009").unwrap(),
        ..book.rows[0].clone()
    };
    book.rows.extend([book.rows[0].clone(), other]);
    let mut faces = Faces::new(&[]).unwrap();
    let pages = appendix::lay(&book, &mut faces);
    assert!(pages.len() > 20, "{}", pages.len());
    for page in &pages {
        assert!(page.len() <= appendix::lines_a_page());
        assert!(
            page.last()
                .is_some_and(|line| !line.text.starts_with("01-0"))
        );
    }
    signed(&book);
}

#[test]
fn nothing_attached_makes_no_page() {
    let mut book = sheet_book();
    book.evidence.clear();
    book.rows.iter_mut().for_each(|row| row.gates.clear());
    let mut faces = Faces::new(&[]).unwrap();
    assert!(appendix::lay(&book, &mut faces).is_empty());
}
