//! A secretariat's workbooks: one sentence per bad row, and nothing half-imported.

use std::path::PathBuf;

use jury_desk::error::{DeskError, ErrorCode};
use jury_desk::wire::organiser::{ContestCheck, EntriesLook, ExpertsLook};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{
    CONTEST, Contest, ENTRIES_HEAD, EXPERTS_HEAD, PASSPHRASE, Seat, entries, experts,
    plain_workbook, whole,
};

/// Two tables on a secretariat's computer.
struct Tables {
    folder: TempDir,
    seat: Seat,
}

impl Tables {
    fn of(entries: &[Vec<&str>], experts: &[Vec<&str>]) -> Self {
        let tables = Self::empty();
        tables.write(
            "entries.xlsx",
            &plain_workbook("参赛项目", ENTRIES_HEAD, entries),
        );
        tables.write(
            "experts.xlsx",
            &plain_workbook("评审专家", EXPERTS_HEAD, experts),
        );
        tables
    }

    fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let seat = Seat::at(&folder.path().join("desks"));
        Self { folder, seat }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn files(&self) -> Value {
        let pick = |name: &str| self.seat.pick(&self.folder.path().join(name));
        json!({"entries": pick("entries.xlsx"), "experts": pick("experts.xlsx"), "rubric": null, "materials": null})
    }

    #[track_caller]
    fn check(&self) -> ContestCheck {
        self.seat.ask_as("contest_check", self.files())
    }

    /// Tries to make the contest and sees that no desk appears.
    #[track_caller]
    fn refused(&self) -> DeskError {
        let request = json!({
            "name": CONTEST, "edition": "2025", "files": self.files(), "organiser": "周明岳", "organiserPassphrase": PASSPHRASE,
            "supervisor": "孟怀远", "supervisorPassphrase": PASSPHRASE,
        });
        let error = self.seat.refused("contest_new", request);
        assert!(
            !self.folder.path().join("desks").exists(),
            "{error} left something behind"
        );
        assert_eq!(self.seat.ask("start_look", json!({}))["desks"], json!([]));
        error
    }

    /// The one sentence about the one bad row.
    #[track_caller]
    fn only_fault(&self) -> String {
        let mut faults = self.check().faults;
        faults.iter().for_each(|fault| whole(fault));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(self.refused().code, ErrorCode::ContestFaults);
        faults.remove(0)
    }
}

/// The entries with one cell of the second row (row 3 of the sheet) changed.
fn with_entry_cell(column: &str, text: &'static str) -> Vec<Vec<&'static str>> {
    let mut rows = entries();
    let place = ENTRIES_HEAD
        .iter()
        .position(|head| head.starts_with(column))
        .unwrap();
    rows[1][place] = text;
    rows
}

fn with_expert_cell(column: &str, text: &'static str) -> Vec<Vec<&'static str>> {
    let mut rows = experts();
    let place = EXPERTS_HEAD
        .iter()
        .position(|head| *head == column)
        .unwrap();
    rows[1][place] = text;
    rows
}

#[test]
fn every_bad_entry_gets_one_sentence_with_row_and_column() {
    for (column, text, said) in [
        ("项目编号", "", "不能为空"),
        ("项目编号", "01-001", "与第 2 行重复"),
        ("项目编号", "壹", "编号只能用字母、数字和连字符"),
        ("赛道", "", "不能为空"),
        ("项目名称", "", "不能为空"),
        ("牵头单位", " ", "不能为空"),
        ("单位性质", "个体户呀", "请填写：企业"),
        ("行业", "炼金术", "没有“炼金术”这个行业"),
        ("从业人员", "一百二", "不是数字"),
        ("从业人员", "12.5", "应为整数"),
        ("营业收入", "-3", "不应为负数"),
        ("企业规模", "巨型", "请填写"),
    ] {
        let tables = Tables::of(&with_entry_cell(column, text), &experts());
        assert_eq!(tables.check().faults.len(), 1, "{column} {text}");
        let fault = tables.only_fault();
        assert!(
            fault.contains("第 3 行") && fault.contains(column) && fault.contains(said),
            "{column} {text}: {fault}"
        );
    }
}

#[test]
fn every_bad_expert_gets_one_sentence_with_row_and_column() {
    for (column, text, said) in [
        ("专家编号", "E0101", "与第 2 行重复"),
        ("姓名", "", "不能为空"),
        ("单位", "", "不能为空"),
        ("组长", "也许", "请填写"),
        ("组长", "是", "已有组长"),
        ("分配", "01-001，99-001", "没有 99-001"),
        ("分配", "01-001，12-001", "12-001 属于"),
        ("回避", "99-009", "没有 99-009"),
    ] {
        let fault = Tables::of(&entries(), &with_expert_cell(column, text)).only_fault();
        assert!(
            fault.contains("第 3 行") && fault.contains(said),
            "{column} {text}: {fault}"
        );
    }
}

#[test]
fn an_expert_of_a_track_without_entries_is_named() {
    let faults = Tables::of(&entries(), &with_expert_cell("赛道", "养蚕"))
        .check()
        .faults;
    // Alone in that track, they are a panel without a chair as well.
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(
        faults[0].contains("第 3 行“赛道”：参赛项目表里没有“养蚕”赛道"),
        "{faults:?}"
    );
}

#[test]
fn a_size_that_the_facts_leave_open_is_asked_for_and_never_guessed() {
    let mut rows = with_entry_cell("营业收入", "");
    let fault = Tables::of(&rows, &experts()).only_fault();
    assert!(
        fault.contains("01-002") && fault.contains("划型信息不足"),
        "{fault}"
    );
    rows[1][11] = "小型";
    assert_eq!(
        Tables::of(&rows, &experts()).check().faults,
        Vec::<String>::new()
    );
}

#[test]
fn all_faults_of_both_tables_are_said_at_once() {
    let mut rows = with_entry_cell("单位性质", "个体户呀");
    rows[3][0] = "";
    rows[4][9] = "很多";
    let mut people = experts();
    people[0][1] = "";
    let tables = Tables::of(&rows, &people);
    assert_eq!(
        tables.check().faults.len(),
        4,
        "{:?}",
        tables.check().faults
    );
    let error = tables.refused();
    assert!(error.sentence.contains("4 处"), "{error}");
}

#[test]
fn a_missing_column_an_empty_table_and_no_table_at_all_are_said() {
    let tables = Tables::of(&entries(), &experts());
    let head: Vec<&str> = ENTRIES_HEAD
        .iter()
        .copied()
        .filter(|head| *head != "牵头单位")
        .collect();
    let narrow: Vec<Vec<&str>> = entries()
        .into_iter()
        .map(|mut row| {
            row.remove(5);
            row
        })
        .collect();
    tables.write("entries.xlsx", &plain_workbook("参赛项目", &head, &narrow));
    assert!(tables.only_fault().contains("缺少这一列"));
    tables.write(
        "entries.xlsx",
        &plain_workbook("参赛项目", ENTRIES_HEAD, &[]),
    );
    let empty = tables.check().faults;
    assert!(
        empty.iter().any(|fault| fault.contains("表中没有内容")),
        "{empty:?}"
    );
    for (bytes, said) in [
        (&b""[..], "空的"),
        (b"%PDF-1.7", "PDF"),
        (b"Rar!\x1a\x07\x01\x00 rest", "RAR"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版"),
    ] {
        tables.write("entries.xlsx", bytes);
        let error = tables.refused();
        assert_eq!(error.code, ErrorCode::WorkbookUnreadable, "{said}: {error}");
        assert!(error.sentence.contains(said), "{error}");
    }
}

#[test]
fn passphrases_and_names_are_asked_for_before_anything_is_made() {
    let tables = Tables::of(&entries(), &experts());
    let request = |name: &str, organiser: &str, supervisor: &str| {
        json!({
            "name": name, "edition": "2025", "files": tables.files(), "organiser": "周明岳", "organiserPassphrase": organiser,
            "supervisor": "孟怀远", "supervisorPassphrase": supervisor,
        })
    };
    for (ask, code) in [
        (request("", PASSPHRASE, PASSPHRASE), ErrorCode::NameNeeded),
        (
            request(CONTEST, "abc", PASSPHRASE),
            ErrorCode::WeakPassphrase,
        ),
        (request(CONTEST, PASSPHRASE, ""), ErrorCode::WeakPassphrase),
    ] {
        assert_eq!(tables.seat.refused("contest_new", ask).code, code);
        assert!(!tables.folder.path().join("desks").exists());
    }
}

#[test]
fn a_contest_stands_as_its_tables_say() {
    let contest = Contest::make();
    assert_eq!(
        (contest.made.check.entries, contest.made.check.experts),
        (5, 6)
    );
    assert_eq!(contest.made.check.tracks, ["工业制造", "城市治理"]);
    assert!(
        contest
            .made
            .check
            .remarks
            .iter()
            .any(|remark| remark.contains("01-003")),
        "the form that is not there"
    );
    let organiser = contest.organiser();
    let entries: EntriesLook = organiser.ask_as("entries_look", json!({}));
    let sizes: Vec<(&str, &str)> = entries
        .entries
        .iter()
        .map(|row| (row.id.as_str(), row.size_class.as_str()))
        .collect();
    assert_eq!(
        sizes,
        [
            ("01-001", "大型"),
            ("01-002", "小型"),
            ("01-003", "不划型"),
            ("12-001", "小型"),
            ("12-002", "不划型")
        ]
    );
    let experts: ExpertsLook = organiser.ask_as("experts_look", json!({}));
    let panels: Vec<&str> = experts
        .experts
        .iter()
        .map(|row| row.panel.as_str())
        .collect();
    assert_eq!(
        panels,
        ["P01-1", "P01-1", "P01-1", "P01-2", "P12-1", "P12-1"]
    );
}

#[test]
fn a_folder_that_holds_a_desk_takes_no_second_one() {
    let contest = Contest::make();
    let seat = Seat::at(&contest.at(""));
    seat.session().make_desks_at(&contest.at("organiser"));
    let pick = |name: &str| seat.pick(&contest.at(name));
    let request = json!({
        "name": CONTEST, "edition": "2025",
        "files": {"entries": pick("entries.xlsx"), "experts": pick("experts.xlsx"), "rubric": null, "materials": null},
        "organiser": "周明岳", "organiserPassphrase": PASSPHRASE, "supervisor": "孟怀远", "supervisorPassphrase": PASSPHRASE,
    });
    assert_eq!(
        seat.refused("contest_new", request).code,
        ErrorCode::DeskExists
    );
    assert_eq!(contest.organiser().ailments(), Vec::<String>::new());
}

#[test]
fn the_programs_own_templates_are_tables_it_reads() {
    let tables = Tables::empty();
    let folder = tables.folder.path().join("templates");
    tables.seat.ask(
        "templates_write",
        json!({"target": tables.seat.pick(&folder)}),
    );
    for (template, name) in [
        ("参赛项目表.xlsx", "entries.xlsx"),
        ("评审专家表.xlsx", "experts.xlsx"),
    ] {
        std::fs::copy(folder.join(template), tables.folder.path().join(name)).unwrap();
    }
    let faults = tables.check().faults;
    assert!(
        faults.iter().all(|fault| fault.contains("表中没有内容")),
        "nothing but that they are empty: {faults:?}"
    );
}
