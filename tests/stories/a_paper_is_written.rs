//! 文书: what can be written is written and read back with another tool; what cannot says why; who judged stays unsaid where it must.

use std::io::{Cursor, Read as _};
use std::path::PathBuf;

use jury_desk::error::ErrorCode;
use jury_desk::wire::everyday::PaperWritten;
use jury_desk::wire::papers::PapersLook;
use serde_json::{Value, json};

use crate::a_second_round::{adopt, hold_roadshow, judge, with_roadshow};
use crate::harness::{Contest, Seat, cancelled_after, two_people, whole};

fn merged() -> (Contest, Seat) {
    let contest = Contest::make();
    let sheets = [contest.sheet("E0102", 1), contest.sheet("E0103", 6)];
    let organiser = contest.organiser();
    sheets.iter().for_each(|sheet| {
        organiser.merge_one(sheet);
    });
    (contest, organiser)
}

fn write(kind: &str, format: &str, target: &str) -> Value {
    json!({"kind": kind, "format": format, "track": "01", "entry": "01-002", "byPinyin": false, "target": target})
}

/// Every text of a workbook, as one.
fn texts(bytes: Vec<u8>) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name("xl/sharedStrings.xml")
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The text of a Word document with its markup.
pub(crate) fn document(path: &std::path::Path) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn every_paper_that_can_be_written_is_and_the_others_say_why() {
    let (contest, organiser) = merged();
    let look: PapersLook = organiser.ask_as("papers_look", json!({"track": "01"}));
    assert!(!look.warnings.is_empty(), "云江 is no province");
    let ready = |kind: &str| {
        let found = look.papers.iter().find(|paper| paper.kind == kind);
        found.is_some_and(|paper| paper.why_not.is_empty())
    };
    assert!(ready("experts") && ready("entry-form") && ready("entry-file"));
    assert!(!ready("shortlist") && !ready("notice-awards") && !ready("minutes"));
    for paper in &look.papers {
        for format in &paper.formats {
            let ending = if format == "folder" { "" } else { "." };
            let name = if ending.is_empty() {
                paper.kind.clone()
            } else {
                format!("{}.{format}", paper.kind)
            };
            let target = organiser.pick(&contest.at(&name));
            if paper.why_not.is_empty() {
                let written: PaperWritten =
                    organiser.ask_as("paper_write", write(&paper.kind, format, &target));
                assert_eq!(written.written.name, name);
                assert!(written.absent.is_empty(), "{:?}", written.absent);
            } else {
                whole(&paper.why_not);
                organiser.refused("paper_write", write(&paper.kind, format, &target));
                assert!(!contest.at(&name).exists(), "{name}");
            }
        }
    }
}

#[test]
fn the_file_of_an_entry_names_no_expert_and_shows_the_number_as_it_came_about() {
    let (contest, organiser) = merged();
    for kind in ["entry-file", "results-anonymous"] {
        let file = contest.at(&format!("{kind}.xlsx"));
        organiser.ask("paper_write", write(kind, "xlsx", &organiser.pick(&file)));
        let said = texts(std::fs::read(&file).unwrap());
        let experts = organiser.ask("experts_look", json!({}));
        for expert in experts["experts"].as_array().unwrap() {
            for key in ["id", "name"] {
                let word = expert[key].as_str().unwrap();
                assert!(!said.contains(word), "{kind}: {word}");
            }
        }
        assert!(said.contains(">专家"), "{kind}");
        assert!(!said.contains("参考分"), "{kind}");
    }
}

#[test]
fn a_supervisor_looks_and_does_not_write() {
    let (contest, organiser) = merged();
    drop(organiser);
    let supervisor = contest.supervisor();
    supervisor.ask("papers_look", json!({"track": null}));
    let target = supervisor.pick(&contest.at("a.docx"));
    let error = supervisor.refused("paper_write", write("experts", "docx", &target));
    assert_eq!(error.code, ErrorCode::NotAllowed);
}

#[test]
fn the_form_for_the_roadshow_stays_on_one_page() {
    let (contest, organiser) = merged();
    let target = organiser.pick(&contest.at("单项目评分表.pdf"));
    let written: PaperWritten =
        organiser.ask_as("paper_write", write("entry-form", "pdf", &target));
    assert_eq!(
        written.pages, 1,
        "all sixteen criteria, remarks and the line to sign"
    );
}

#[test]
fn a_paper_nobody_knows_is_refused() {
    let (contest, organiser) = merged();
    let target = organiser.pick(&contest.at("a.docx"));
    for (kind, format) in [("experts", "exe"), ("odds", "docx")] {
        let error = organiser.refused("paper_write", write(kind, format, &target));
        assert_eq!(error.code, ErrorCode::UnknownPaper);
    }
}

/// Both experts of track 01 agree and two entries are recommended at most; the best of them handed in no form.
fn recommended() -> (Contest, Seat) {
    let (contest, organiser) = merged();
    let mut form = organiser.ask("rule_look", json!({}))["form"].clone();
    form["recommendation"] =
        json!({"limit": 3, "smeShare": "10", "ofEnterprises": false, "tracks": []});
    adopt(&organiser, &form);
    (contest, organiser)
}

#[test]
fn the_recommended_list_names_the_entrants_by_their_codes() {
    let (contest, organiser) = recommended();
    let file = contest.at("推荐汇总表.xlsx");
    let ask = write("recommendation", "xlsx", &organiser.pick(&file));
    organiser.ask("paper_write", ask);
    let text = texts(std::fs::read(&file).unwrap());
    assert!(text.contains("91530000MA6K00002X"), "{text}");
}

#[test]
fn the_submission_pack_is_one_folder_and_says_what_was_never_handed_in() {
    let (contest, organiser) = recommended();
    let folder = contest.at("报送材料");
    let ask = write("submission", "folder", &organiser.pick(&folder));
    organiser.ask("paper_write", ask.clone());
    let sums = std::fs::read_to_string(folder.join("SHA256SUMS.txt")).unwrap();
    for line in sums.lines() {
        let (digest, path) = line.split_once("  ").unwrap();
        let bytes = std::fs::read(folder.join(path)).unwrap();
        assert_eq!(jury_seal::sha256(&bytes).to_string(), digest, "{path}");
    }
    assert!(sums.contains("软件著作权.png"), "{sums}");
    let index = document(&folder.join("目录.docx"));
    assert!(
        index.contains("没有提交") && index.contains("01-003"),
        "{index}"
    );
    let rules = document(&folder.join("1 省内推荐规则/省内推荐规则.docx"));
    for said in ["一、评审阶段", "四舍五入", "同分规则", "至多 3 项", "监督"] {
        assert!(rules.contains(said), "{said}");
    }
    let selection = document(&folder.join("2 遴选过程/遴选过程.docx"));
    for said in [
        "参加评审",
        "应评项次",
        "未定稿",
        "没有登记公示",
        "推荐 3 个项目",
    ] {
        assert!(selection.contains(said), "{said}: {selection}");
    }
    for name in ["2 遴选过程/遴选过程.pdf", "3 评审专家名单/评审专家名单.pdf"] {
        assert!(folder.join(name).is_file(), "{name}");
    }
    let again = organiser.refused("paper_write", ask);
    assert_eq!(again.code, ErrorCode::FolderTaken);
}

#[test]
fn a_submission_pack_that_is_given_up_leaves_nothing_and_can_be_begun_again() {
    let (contest, organiser) = recommended();
    let folder = contest.at("报送材料");
    let ask = write("submission", "folder", &organiser.pick(&folder));
    cancelled_after(3, &organiser, "paper_write", ask.clone());
    assert!(!folder.exists());
    let stays: Vec<_> = std::fs::read_dir(contest.at(""))
        .unwrap()
        .filter(|entry| {
            entry
                .as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .contains("报送材料")
        })
        .collect();
    assert!(stays.is_empty(), "{stays:?}");
    organiser.ask("paper_write", ask);
    assert!(folder.join("目录.pdf").is_file());
}

#[test]
fn how_entries_were_selected_is_told_round_by_round() {
    let mut contest = Contest::make();
    judge(&contest);
    let organiser = contest.organiser();
    let mut form = with_roadshow(&organiser);
    form["recommendation"] =
        json!({"limit": 1, "smeShare": "0", "ofEnterprises": false, "tracks": []});
    adopt(&organiser, &form);
    let promote = two_people(json!({"track": "12", "chosen": [], "judges": [], "reason": ""}));
    organiser.ask("round_promote", promote);
    let organiser = hold_roadshow(&mut contest, organiser);
    organiser.ask("closing_sign", json!({"track": "12"}));
    let file = contest.at("遴选过程.docx");
    let ask = write("selection", "docx", &organiser.pick(&file));
    organiser.ask("paper_write", ask);
    let said = document(&file);
    for words in [
        "书面评审：",
        "路演答辩：",
        "书面评审→路演答辩",
        "第 1 版",
        "各阶段评审",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let experts = organiser.ask("experts_look", json!({}));
    for expert in experts["experts"].as_array().unwrap() {
        let name = expert["name"].as_str().unwrap();
        assert!(!said.contains(name), "who judged is in a list of its own");
    }
}

#[test]
fn nobody_is_awarded_or_recommended_by_an_earlier_round_alone() {
    let contest = Contest::make();
    judge(&contest);
    let organiser = contest.organiser();
    let mut form = with_roadshow(&organiser);
    form["recommendation"] =
        json!({"limit": 3, "smeShare": "10", "ofEnterprises": false, "tracks": []});
    adopt(&organiser, &form);
    let target = organiser.pick(&contest.at("a"));
    for kind in [
        "awards",
        "citations",
        "recommendation",
        "selection",
        "submission",
    ] {
        let look: PapersLook = organiser.ask_as("papers_look", json!({"track": "12"}));
        let paper = look.papers.iter().find(|paper| paper.kind == kind).unwrap();
        assert!(
            paper.why_not.contains("路演答辩"),
            "{kind}: {}",
            paper.why_not
        );
        let format = &paper.formats[0];
        let error = organiser.refused("paper_write", write(kind, format, &target));
        assert_eq!(error.code, ErrorCode::PaperNotReady, "{kind}");
    }
}

#[test]
fn the_file_of_an_entry_tells_what_an_expert_corrected_unasked() {
    let contest = Contest::make();
    let seat = contest.signed("E0102", 1);
    let first = seat.save_sheet(&contest.at("first.xlsx"));
    seat.revise(5);
    let second = seat.save_sheet(&contest.at("second.xlsx"));
    let organiser = contest.organiser();
    organiser.merge(&[&first, &second]);
    let file = contest.at("entry-file.xlsx");
    organiser.ask(
        "paper_write",
        write("entry-file", "xlsx", &organiser.pick(&file)),
    );
    let said = texts(std::fs::read(&file).unwrap());
    assert!(said.contains("专家本人") && said.contains(" → "), "{said}");
    assert!(!said.contains("没有改动"));
}

#[test]
fn the_table_of_a_later_round_says_whose_marks_are_of_the_round_before() {
    let mut contest = Contest::make();
    judge(&contest);
    let organiser = contest.organiser();
    adopt(&organiser, &with_roadshow(&organiser));
    let saved = |organiser: &Seat, file: PathBuf| {
        organiser.ask("results_save", json!({"target": organiser.pick(&file)}));
        texts(std::fs::read(&file).unwrap())
    };
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    let undrawn = saved(&organiser, contest.at("undrawn.xlsx"));
    assert!(!undrawn.contains("未晋级"), "nobody has gone on yet");
    organiser.ask("round_choose", json!({"round": "written"}));
    let promote = json!({"track": "12", "chosen": [], "judges": [], "reason": ""});
    organiser.ask("round_promote", two_people(promote));
    let organiser = hold_roadshow(&mut contest, organiser);
    let roadshow = saved(&organiser, contest.at("roadshow.xlsx"));
    assert!(roadshow.contains("未晋级，列书面评审成绩"));
    organiser.ask("round_choose", json!({"round": "written"}));
    let written = saved(&organiser, contest.at("written.xlsx"));
    assert!(!written.contains("未晋级"));
}
