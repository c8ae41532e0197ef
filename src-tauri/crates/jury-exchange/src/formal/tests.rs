//! What is written is read back with other tools: calamine, and the zip and its XML.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};

use super::*;

fn paper(rows: usize) -> Formal {
    let name = "=HYPERLINK(\"http://x\")&<b>某".to_owned() + &"很长的单位名称".repeat(20);
    Formal {
        title: "2025年“数据要素×”大赛云江分赛推荐汇总表".to_owned(),
        status: DRAFT.to_owned(),
        round: "综合（书面评审 40%、路演答辩 60%）".to_owned(),
        sections: vec![Section {
            heading: "推荐名单".to_owned(),
            lines: vec!["经评审……".to_owned()],
            columns: columns(&[("序号", 5), ("项目", 40), ("得分", 8)]),
            rows: (0..rows)
                .map(|row| vec![(row + 1).to_string(), name.clone(), "88.50".to_owned()])
                .collect(),
            after: vec!["推荐 90 个".to_owned()],
        }],
        signatures: ["计分人", "复核人", "评审组长", "监督人"]
            .map(str::to_owned)
            .to_vec(),
        compact: false,
        issuer: "云江省数据局".to_owned(),
        fingerprint: Some(Fingerprint {
            name: "数据指纹".to_owned(),
            digest: Digest([7; 32]),
            code: "Q9W1-DFWF-077Y-MGA1".to_owned(),
        }),
    }
}

fn part(docx: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn a_workbook_keeps_every_text_a_text() {
    let bytes = paper(90).to_xlsx().unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let cells = book.worksheet_range("推荐名单").unwrap();
    assert!(book.worksheet_formula("推荐名单").unwrap().is_empty());
    let names: Vec<_> = cells
        .rows()
        .filter(|row| matches!(&row[1], Data::String(text) if text.starts_with("=HYPERLINK")))
        .collect();
    assert_eq!(names.len(), 90);
    assert!(
        names
            .iter()
            .all(|row| row[2] == Data::Float(88.5) && matches!(row[0], Data::Float(_)))
    );
}

#[test]
fn a_document_is_xml_in_which_names_are_text() {
    let formal = paper(90);
    let bytes = formal.to_docx().unwrap();
    assert_eq!(
        bytes,
        formal.to_docx().unwrap(),
        "the same paper, the same bytes"
    );
    let text = part(&bytes, "word/document.xml");
    assert_eq!(text.matches("&amp;&lt;b&gt;某").count(), 90);
    assert_eq!(text.matches("<w:tr>").count(), 91);
    assert!(text.contains("云江省数据局（盖章）"));
    assert!(part(&bytes, "word/footer1.xml").contains("NUMPAGES"));
}

#[test]
fn what_is_not_final_says_so_under_its_title_and_not_in_the_footer_alone() {
    let formal = paper(1);
    let said = [
        format!("（{DRAFT}）"),
        "成绩：综合（书面评审 40%、路演答辩 60%）".to_owned(),
    ];
    assert_eq!(formal.head(), said);
    let docx = formal.to_docx().unwrap();
    let body = part(&docx, "word/document.xml");
    let places = said.clone().map(|line| body.find(&line).unwrap());
    assert!(body.find(&formal.title).unwrap() < places[0] && places[0] < places[1]);
    assert!(
        places[1] < body.find("推荐名单").unwrap(),
        "before anything else"
    );
    assert!(part(&docx, "word/footer1.xml").contains(DRAFT));
    let bytes = formal.to_xlsx().unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let cells = book.worksheet_range("推荐名单").unwrap();
    let column = cells.rows().map(|row| row[0].to_string());
    assert_eq!(column.skip(1).take(2).collect::<Vec<_>>(), said);
}

#[test]
fn control_characters_leave_the_document_well_formed() {
    let mut formal = paper(1);
    formal.sections[0].rows[0][1] = "甲\u{0}\u{8}乙\n丙".to_owned();
    let text = part(&formal.to_docx().unwrap(), "word/document.xml");
    assert!(text.chars().all(|one| one == '\n' || !one.is_control()));
    assert!(text.contains("<w:br/>"));
}

#[test]
fn an_empty_list_is_a_paper_too() {
    let formal = paper(0);
    assert!(formal.to_xlsx().unwrap().starts_with(b"PK"));
    assert!(formal.to_docx().unwrap().starts_with(b"PK"));
    assert_eq!(formal.to_pdf(&[]).unwrap().pages, 1);
    assert!(Formal::default().to_xlsx().unwrap().starts_with(b"PK"));
}

#[test]
fn ninety_rows_take_pages_and_no_character_is_lost() {
    let pdf = paper(90).to_pdf(&[]).unwrap();
    assert!(pdf.pages > 5, "{}", pdf.pages);
    assert!(pdf.absent.is_empty(), "{:?}", pdf.absent);
}

/// `JURY_RECORD=1` keeps the three forms in the folder for temporary files, to be opened with LibreOffice and looked at.
#[test]
fn the_three_forms_can_be_kept_to_look_at() {
    if std::env::var_os("JURY_RECORD").is_none() {
        return;
    }
    let folder = std::env::temp_dir().join("jury-formal");
    std::fs::create_dir_all(&folder).unwrap();
    let formal = paper(12);
    std::fs::write(folder.join("a.xlsx"), formal.to_xlsx().unwrap()).unwrap();
    std::fs::write(folder.join("a.docx"), formal.to_docx().unwrap()).unwrap();
    std::fs::write(folder.join("a.pdf"), formal.to_pdf(&[]).unwrap().bytes).unwrap();
}

#[test]
fn a_number_is_what_people_count_or_score_and_an_id_is_none() {
    let numbers = ["0", "7", "120", "88.50", "0.00"];
    assert!(numbers.iter().all(|text| is_number(text)));
    for text in [
        "",
        "01",
        "007",
        "88.5",
        "1.234",
        "-3",
        "+3",
        "1e5",
        "３",
        "12-001",
        ".50",
        "00.50",
        "1234567890",
    ] {
        assert!(!is_number(text), "{text}");
    }
}

#[test]
fn a_word_document_asks_for_chinese_quotation_marks() {
    let document = part(&paper(1).to_docx().unwrap(), "word/document.xml");
    let runs = document.matches("<w:t ").count();
    let hinted = document
        .matches(r#"<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>"#)
        .count();
    assert!(runs > 5 && hinted >= runs - 1, "{hinted} of {runs}");
}
