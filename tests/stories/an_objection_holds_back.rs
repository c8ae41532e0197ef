//! 暂缓: an undecided objection keeps the entry it concerns out of what leaves the desk, and no other; the papers say so.

use std::io::Read as _;
use std::path::Path;

use jury_desk::wire::outcome::NoticesLook;
use serde_json::{Value, json};

use crate::a_second_round::{adopt, judge};
use crate::harness::{Contest, Seat};
use crate::who_was_cut_is_named::{notice, objection, with_awards};

/// Text of one part of a file that is a zip.
fn part(file: &Path, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// Writes a paper and reads its text.
fn paper(contest: &Contest, seat: &Seat, kind: &str, format: &str, to: &str) -> String {
    let file = contest.at(to);
    let target = seat.pick(&file);
    let request = json!({"kind": kind, "format": format, "track": "12", "entry": null, "byPinyin": false, "target": target});
    seat.ask("paper_write", request);
    match format {
        "docx" => part(&file, "word/document.xml"),
        "xlsx" => part(&file, "xl/sharedStrings.xml"),
        _ => {
            let materials = file.join("4 推荐项目名单/推荐项目材料");
            let folders = std::fs::read_dir(materials).unwrap();
            folders
                .map(|one| one.unwrap().file_name().into_string().unwrap())
                .collect()
        }
    }
}

#[test]
fn the_entry_waits_and_the_others_go_on() {
    const HELD: &str = "暂缓，见异议登记";
    let contest = Contest::make();
    judge(&contest);
    let organiser = contest.organiser();
    let form = organiser.ask("rule_look", json!({}))["form"].clone();
    adopt(&organiser, &with_awards(form));
    let first = organiser.results("12").rows[0].clone();
    let other = organiser.results("12").rows[1].clone();
    for entry in [&first.entry, &other.entry] {
        let gift = json!({"track": "12", "prize": "green", "entry": entry, "given": true, "reason": "合议"});
        // One special prize each is all there may be; both have one.
        organiser.ask("special_prize_put", gift);
    }
    organiser.ask("notice_put", notice("awards"));
    let said = paper(&contest, &organiser, "notice-awards", "docx", "公示.docx");
    assert!(
        said.contains("拟获奖项") && said.contains("一等奖、绿色应用奖"),
        "{said}"
    );

    organiser.ask("objection_put", objection(&first.entry));
    let said = paper(&contest, &organiser, "citations", "docx", "授奖词.docx");
    assert!(
        said.contains(HELD) && !said.contains(&format!("《{}》", first.title)),
        "{said}"
    );
    assert!(said.contains(&format!("《{}》", other.title)), "{said}");
    for (kind, format, to) in [
        ("awards", "docx", "获奖.docx"),
        ("recommendation", "xlsx", "推荐.xlsx"),
    ] {
        let said = paper(&contest, &organiser, kind, format, to);
        assert!(
            said.contains(HELD) && !said.contains(&first.entrant),
            "{kind}: {said}"
        );
        assert!(said.contains(&other.entrant), "{kind}: {said}");
    }
    let sent = paper(&contest, &organiser, "submission", "folder", "报送");
    assert!(
        !sent.contains(&first.entry) && sent.contains(&other.entry),
        "{sent}"
    );

    // What was decided stands in the archive, but for who objected.
    let archive = contest.at("归档.zip");
    organiser.ask("archive_save", json!({"target": organiser.pick(&archive)}));
    let outcome: Value = serde_json::from_str(&part(&archive, "outcome.json")).unwrap();
    assert_eq!(outcome["awards"][0]["entries"], json!([first.entry]));
    let lines = outcome["lines"].as_array().unwrap().iter();
    let kinds: Vec<&str> = lines.map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        ["special-prize", "special-prize", "notice", "objection"]
    );
    let text = outcome.to_string();
    assert!(text.contains("合同复印件") && !text.contains("李明") && !text.contains("1380"));

    let decided = json!({"no": 1, "upheld": false, "reason": "查无实据"});
    let _: NoticesLook = organiser.ask_as("objection_settle", decided);
    let said = paper(&contest, &organiser, "citations", "docx", "授奖词2.docx");
    assert!(
        !said.contains(HELD) && said.contains(&format!("《{}》", first.title)),
        "{said}"
    );
    let sent = paper(&contest, &organiser, "submission", "folder", "报送2");
    assert!(
        sent.contains(&first.entry) && sent.contains(&other.entry),
        "{sent}"
    );
}
