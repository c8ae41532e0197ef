//! 文书: a reader of a paper sees at once which mark counts, what was not handed in, whether it is final and which round it is of.

use std::path::{Path, PathBuf};

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use jury_desk::error::ErrorCode;
use jury_desk::wire::papers::PapersLook;
use serde_json::{Value, json};

use crate::a_paper_is_written::document;
use crate::a_second_round::{adopt, hold_roadshow, judge, with_roadshow};
use crate::a_sheet_comes_again::two_revisions;
use crate::a_track_is_finalised::{decide_all, together};
use crate::harness::{Contest, PASSPHRASE, Seat, two_people, whole};
use crate::who_was_cut_is_named::{notice, with_awards};

const DRAFT: &str = "（未定稿 · 仅供核对，不得公布）";

fn ask(kind: &str, format: &str, track: &str, entry: Option<&str>, target: &str) -> Value {
    json!({"kind": kind, "format": format, "track": track, "entry": entry, "byPinyin": false, "target": target})
}

/// The text of a Word document's body with its markup.
fn body(contest: &Contest, seat: &Seat, kind: &str) -> String {
    let file = contest.at(&format!("{kind}.docx"));
    seat.ask(
        "paper_write",
        ask(kind, "docx", "12", None, &seat.pick(&file)),
    );
    document(&file)
}

/// What stands before the first table or heading, without markup, a paragraph a line.
fn head(body: &str) -> Vec<String> {
    let end = ["<w:tbl>", "\"Heading1\"", "\"Body\""]
        .iter()
        .filter_map(|mark| body.find(mark))
        .min();
    let paragraphs = body[..end.unwrap_or(body.len())].split("</w:p>");
    paragraphs
        .map(words)
        .filter(|line| !line.is_empty())
        .collect()
}

/// Texts between markup, joined.
fn words(xml: &str) -> String {
    let texts = xml.split("<w:t xml:space=\"preserve\">").skip(1);
    texts
        .filter_map(|rest| rest.split("</w:t>").next())
        .collect()
}

/// Rows of every table in a document.
fn tables(body: &str) -> Vec<Vec<Vec<String>>> {
    let rows = |rest: &str| -> Vec<Vec<String>> {
        let table = rest.split("</w:tbl>").next().unwrap();
        let rows = table.split("<w:tr>").skip(1);
        rows.map(|row| row.split("<w:tc>").skip(1).map(words).collect())
            .collect()
    };
    body.split("<w:tbl>").skip(1).map(rows).collect()
}

/// Rows of a worksheet as texts.
fn sheet(file: &Path, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let text = |cell: &Data| match cell {
        Data::Float(number) => format!("{number:.2}"),
        other => other.to_string(),
    };
    range
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

/// E0102, whose key is known, signs twice.
fn revised() -> (Contest, Vec<PathBuf>) {
    let contest = Contest::make();
    let (first, second) = two_revisions(&contest);
    let other = contest.sheet("E0103", 6);
    (contest, vec![first, second, other])
}

#[test]
fn the_file_of_an_entry_puts_replaced_beside_the_version_that_was_replaced() {
    let (contest, files) = revised();
    let organiser = contest.organiser();
    organiser.merge_one(&files[0]);
    let before = organiser.results("01").rows;
    let before = before.iter().find(|row| row.entry == "01-002").unwrap();
    let first = before.marks[1].total.clone().unwrap();
    organiser.merge(&[&files[1], &files[2]]);
    let after = organiser.results("01").rows;
    let after = after.iter().find(|row| row.entry == "01-002").unwrap();
    let second = after.marks[1].total.clone().unwrap();
    assert_ne!(first, second);
    let file = contest.at("entry-file.xlsx");
    let target = organiser.pick(&file);
    organiser.ask(
        "paper_write",
        ask("entry-file", "xlsx", "01", Some("01-002"), &target),
    );
    let rows = sheet(&file, "书面评审得分（匿名）");
    let of = |state: &str| -> Vec<&Vec<String>> {
        rows.iter()
            .filter(|row| row[1].starts_with(state))
            .collect()
    };
    let (counts, was) = (of("已核验"), of("已替换"));
    assert_eq!((counts.len(), was.len()), (1, 1), "{rows:#?}");
    assert_eq!(counts[0][0], was[0][0], "both are of one expert");
    assert_eq!(counts[0][1], "已核验（第 2 版）");
    assert_eq!(was[0][1], "已替换（第 1 版）");
    assert_eq!(*counts[0].last().unwrap(), second);
    assert_eq!(*was[0].last().unwrap(), format!("({first})"));
    // Parts of what does not count are in brackets too, and stand under what counts.
    assert!(was[0][2].starts_with('('), "{rows:#?}");
    let at = |row: &Vec<String>| rows.iter().position(|one| one == row).unwrap();
    assert_eq!(at(counts[0]) + 1, at(was[0]), "{rows:#?}");
    let said = |words: &str| rows.iter().any(|row| row[0].contains(words));
    assert!(
        said("不加括号") && said(DRAFT) && said("成绩：书面评审"),
        "{rows:#?}"
    );
}

#[test]
fn the_file_of_an_entry_quotes_the_minutes_of_its_own_track_whichever_was_asked_for() {
    let (contest, files) = revised();
    let organiser = contest.organiser();
    organiser.merge(&[&files[1], &files[2]]);
    let present = json!({"track": "01", "present": ["E0102"], "text": "无异议"});
    organiser.ask("deliberation_put", present);
    let noted = json!({"track": "01", "entry": "01-002", "notes": "材料属实", "outcome": "keep", "votes": null});
    organiser.ask("deliberation_item_put", noted);
    let sign = json!({"track": "01", "passphrase": PASSPHRASE});
    organiser.ask("minutes_sign", sign);
    let file = contest.at("entry-file.xlsx");
    let target = organiser.pick(&file);
    let request = ask("entry-file", "xlsx", "12", Some("01-002"), &target);
    organiser.ask("paper_write", request);
    let rows = sheet(&file, "合议");
    assert!(
        rows.iter().flatten().any(|text| text == "材料属实"),
        "{rows:#?}"
    );
}

#[test]
fn a_paper_of_one_entry_is_refused_to_whoever_names_none() {
    let (contest, _) = revised();
    let organiser = contest.organiser();
    let look: PapersLook = organiser.ask_as("papers_look", json!({"track": "01"}));
    let of_entry = look.papers.iter().filter(|paper| paper.of_entry);
    for paper in of_entry {
        assert_eq!(paper.why_not, "", "{}", paper.kind);
        let file = contest.at(&format!("{}.xlsx", paper.kind));
        let target = organiser.pick(&file);
        let request = ask(&paper.kind, "xlsx", "01", None, &target);
        let error = organiser.refused("paper_write", request);
        assert_eq!(error.code, ErrorCode::EntryNotNamed);
        whole(&error.sentence);
        for said in [paper.name.as_str(), "--entry 01-001"] {
            assert!(error.sentence.contains(said), "{error}");
        }
        assert!(!file.exists());
    }
}

/// One expert of track 01 handed in, and one of track 12; of the other of track 12 it was decided that nothing will come.
fn half() -> (Contest, Seat) {
    let contest = Contest::make();
    let sheets = [contest.sheet("E0102", 1), contest.sheet("E1202", 6)];
    let organiser = contest.organiser();
    for sheet in &sheets {
        organiser.merge_one(sheet);
    }
    let form = organiser.ask("rule_look", json!({}))["form"].clone();
    adopt(&organiser, &with_awards(form));
    decide_all(&organiser);
    (contest, organiser)
}

#[test]
fn the_selection_counts_what_was_not_handed_in_and_adds_up() {
    let (contest, organiser) = half();
    let said = body(&contest, &organiser, "selection");
    let tables = tables(&said);
    let of = |head: &str| {
        let found = tables
            .iter()
            .find(|rows| rows[0].iter().any(|one| one == head));
        found
            .unwrap_or_else(|| panic!("{head}: {tables:#?}"))
            .clone()
    };
    let number = |row: &[String]| -> Vec<usize> {
        row.iter().filter_map(|text| text.parse().ok()).collect()
    };
    let sheets = of("应交评分表");
    assert_eq!(sheets[0][4..], ["已收", "待处理", "缺席（认定）", "未交"]);
    for row in &sheets[1..] {
        let [_, expected, parts @ ..] = &number(&row[2..])[..] else {
            panic!("{row:?}")
        };
        assert_eq!(*expected, parts.iter().sum::<usize>(), "{row:?}");
    }
    assert_eq!(sheets[1][3..], ["4", "1", "0", "0", "3"], "{sheets:?}");
    assert_eq!(sheets[2][3..], ["2", "1", "0", "1", "0"], "{sheets:?}");
    let cells = of("应评项次");
    for row in &cells[1..] {
        let [expected, parts @ .., _rereviews] = &number(&row[2..])[..] else {
            panic!("{row:?}")
        };
        assert_eq!(*expected, parts.iter().sum::<usize>(), "{row:?}");
    }
    assert!(said.contains("未交 3 份"), "{said}");
}

#[test]
fn every_paper_with_results_says_in_its_head_whether_it_is_final_and_of_which_round() {
    let mut contest = Contest::make();
    judge(&contest);
    let organiser = contest.organiser();
    adopt(&organiser, &with_awards(with_roadshow(&organiser)));
    let promote = json!({"track": "12", "chosen": [], "judges": [], "reason": ""});
    organiser.ask("round_promote", two_people(promote));
    organiser.ask("finalise", together(json!({})));
    let organiser = hold_roadshow(&mut contest, organiser);
    organiser.ask("notice_put", notice("shortlist"));
    for what in ["awards", "recommendation"] {
        organiser.ask("notice_put", notice(what));
    }
    let round = "成绩：综合（书面评审 40%、路演答辩 60%）";
    let papers = [
        "awards",
        "citations",
        "notice-awards",
        "notice-recommendation",
        "selection",
    ];
    for kind in papers {
        let said = head(&body(&contest, &organiser, kind));
        assert_eq!(said[1..], [DRAFT, round], "{kind}");
    }
    for kind in ["shortlist", "notice-shortlist"] {
        let said = body(&contest, &organiser, kind);
        assert!(said.contains("书面评审"), "{kind}: {said}");
        assert!(!said.contains("未定稿"), "a shortlist is signed by itself");
    }
    let books = [("recommendation", "推荐名单"), ("results", "城市治理")];
    for (kind, name) in books {
        let file = contest.at(&format!("{kind}.xlsx"));
        let request = ask(kind, "xlsx", "12", None, &organiser.pick(&file));
        organiser.ask("paper_write", request);
        let top = format!("{:?}", &sheet(&file, name)[..3]);
        assert!(
            top.contains("不得公布") && top.contains("路演答辩"),
            "{top}"
        );
    }
}

#[test]
fn a_final_paper_keeps_its_state_and_its_code() {
    let (contest, organiser) = half();
    decide_all(&organiser);
    organiser.ask("finalise", together(json!({})));
    let one = head(&body(&contest, &organiser, "awards"));
    assert_eq!(one[1], DRAFT, "track 01 is not");
    let file = contest.at("entry-file.xlsx");
    let target = organiser.pick(&file);
    organiser.ask(
        "paper_write",
        ask("entry-file", "xlsx", "12", Some("12-001"), &target),
    );
    let rows = sheet(&file, "基本信息与检查");
    assert!(
        rows[1][0].starts_with("（定稿 第 1 版 核对码 "),
        "{rows:#?}"
    );
}
