use super::*;
use crate::compare::compare;
use crate::compare::{Differences, Oddity};
use crate::seal_sheet::read_envelopes;
use crate::testing::{envelope, parts, with_part};
use jury_core::Exact;

fn panel_return() -> ReturnBook {
    let row = |rank, entry: &str, score: Option<i64>| ReturnRow {
        rank,
        entry: EntryId::new(entry).unwrap(),
        track: "工业制造".to_owned(),
        topic: "提升创新研发能力，推动制造高端化发展".to_owned(),
        team: "@云江队".to_owned(),
        entrant: "云江某某科技有限公司".to_owned(),
        size: "小型".to_owned(),
        valid: 5,
        score: score.map(|score| {
            Exact::ratio(score, 100)
                .unwrap()
                .round_half_up(2)
                .to_string()
        }),
        note: String::new(),
    };
    let expert = |id: &str, name: &str, seq: Option<u32>, verdict: &str| ReturnExpert {
        id: id.to_owned(),
        name: name.to_owned(),
        handed_in: seq.is_some(),
        seq,
        verdict: verdict.to_owned(),
    };
    ReturnBook {
        title: "2025年“数据要素×”大赛云江分赛工业制造赛道评审组汇总表".to_owned(),
        panel: "工业制造".to_owned(),
        chair: "张一".to_owned(),
        date: "2026年11月24日".to_owned(),
        rule: "去掉一个最高分和一个最低分取平均，保留两位小数".to_owned(),
        ranking: vec![
            row(Some(1), "01-002", Some(8_812)),
            row(Some(2), "01-001", Some(8_043)),
            row(None, "01-003", None),
        ],
        coverage: vec![
            expert("E0001", "张一", Some(1), "已核验"),
            expert("E0002", "李二", Some(2), "待纸质确认"),
            expert("E0003", "王三", None, "待交"),
        ],
        minutes: "评审组逐项核对了得分。\n\n01-003 因材料缺失不参加排名。".to_owned(),
        seq: 1,
        code: "7K2M-9QXA-41TB-ZR08".to_owned(),
        digest: Digest([0x5a; 32]),
        envelopes: (1..8).map(|number| envelope(number * 9_000)).collect(),
    }
}

#[test]
fn every_envelope_of_the_panel_comes_out_and_nothing_differs() {
    let book = panel_return();
    let bytes = book.to_xlsx().unwrap();
    assert_eq!(
        read_envelopes(&bytes).unwrap(),
        book.envelopes.iter().cloned().map(Ok).collect::<Vec<_>>()
    );
    assert_eq!(compare(&bytes, &book.visible_cells()).unwrap(), []);
    assert_eq!(bytes, book.to_xlsx().unwrap());
}

#[test]
fn ranking_coverage_and_minutes_are_all_on_the_sheet() {
    let cells = panel_return().visible_cells();
    let shown = |address: &str| {
        cells
            .iter()
            .find(|(at, _)| at.to_string() == address)
            .map(|(_, text)| text.as_str())
    };
    assert_eq!(
        [
            shown("A5"),
            shown("B5"),
            shown("I5"),
            shown("A7"),
            shown("I7")
        ],
        [
            Some("1"),
            Some("01-002"),
            Some("88.12"),
            Some("—"),
            Some("")
        ]
    );
    assert_eq!(
        [
            shown("B9"),
            shown("C11"),
            shown("E11"),
            shown("F11"),
            shown("D12")
        ],
        [
            Some("专家编号"),
            Some("李二"),
            Some("2"),
            Some("待纸质确认"),
            Some("未交")
        ]
    );
    assert_eq!(
        [shown("A14"), shown("A16")],
        [Some("合议纪要"), Some("01-003 因材料缺失不参加排名。")]
    );
}

#[test]
fn a_return_without_minutes_or_sheets_is_still_a_form() {
    let empty = ReturnBook {
        ranking: vec![],
        coverage: vec![],
        minutes: String::new(),
        ..panel_return()
    };
    assert_eq!(
        compare(&empty.to_xlsx().unwrap(), &empty.visible_cells()).unwrap(),
        []
    );
}

/// What is said of the form after one text of it was replaced.
fn said_after(from: &str, to: &str) -> Vec<(String, String)> {
    let bytes = panel_return().to_xlsx().unwrap();
    let part = parts(&bytes)
        .into_iter()
        .find(|(_, contents)| String::from_utf8_lossy(contents).contains(from))
        .unwrap_or_else(|| panic!("no part has {from}"));
    let changed = String::from_utf8(part.1).unwrap().replacen(from, to, 1);
    let bytes = with_part(&bytes, &part.0, changed.as_bytes());
    let mut file = HandedIn::open(&bytes).unwrap();
    let mut form = panel_return();
    form.fit_coverage(&mut file);
    let all = file.compare(&form.expected()).unwrap();
    all.cells
        .iter()
        .map(|cell| (cell.place(), cell.found.clone()))
        .collect()
}

#[test]
fn ranking_score_and_minutes_of_a_return_are_compared_and_what_was_not_signed_is_not() {
    let cell = |place: &str, found: &str| vec![(place.to_owned(), found.to_owned())];
    assert_eq!(
        said_after("<v>88.12</v>", "<v>98.12</v>"),
        cell("I5", "98.12")
    );
    assert_eq!(
        said_after("因材料缺失不参加排名", "并列第一"),
        cell("A16", "01-003 并列第一。")
    );
    assert_eq!(said_after("待纸质确认", "已核验"), []);
}

#[test]
fn a_return_is_compared_whatever_number_of_experts_it_lists_and_whatever_scores_it_hides() {
    let mut shorter = panel_return();
    shorter.coverage.truncate(1);
    shorter.ranking[0].score = None;
    shorter.ranking[1].valid = 3;
    let mut file = HandedIn::open(&shorter.to_xlsx().unwrap()).unwrap();
    let mut form = panel_return();
    form.fit_coverage(&mut file);
    assert_eq!(file.compare(&form.expected()), Ok(Differences::default()));
    let bytes = crate::testing::with_sheet(&shorter.to_xlsx().unwrap(), "汇总（更正）");
    let mut file = HandedIn::open(&bytes).unwrap();
    form.fit_coverage(&mut file);
    assert_eq!(
        file.compare(&form.expected()).unwrap().oddities,
        [Oddity::SheetAdded("汇总（更正）".to_owned())]
    );
}
