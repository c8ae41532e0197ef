use super::*;
use crate::entries_book::read_entries;
use crate::testing::book;

const HEADINGS: &[&str] = &[
    "专家编号",
    "姓名",
    "单位",
    "赛道",
    "评审组",
    "组长",
    "分配",
    "回避",
];

fn read(rows: &[&[&str]]) -> Result<Imported<ExpertRow>, ImportError> {
    let rows: Vec<&[&str]> = std::iter::once(HEADINGS)
        .chain(rows.iter().copied())
        .collect();
    read_experts(&book(&[("评审专家", &rows)]))
}

fn entries() -> Vec<EntryRow> {
    let headings: &[&str] = &[
        "项目编号",
        "赛道",
        "赛题",
        "项目名称",
        "团队名称",
        "牵头单位",
        "单位性质",
    ];
    let row = |id, track| [id, track, "题", "名", "队", "院", "高校"];
    let rows = [
        row("01-001", "工业制造"),
        row("01-002", "工业制造"),
        row("02-001", "现代农业"),
    ];
    let rows: Vec<&[&str]> = std::iter::once(headings)
        .chain(rows.iter().map(|row| &row[..]))
        .collect();
    read_entries(&book(&[("参赛项目", &rows)])).unwrap().rows
}

fn problems(rows: &[&[&str]]) -> Vec<(u32, String, Problem)> {
    let experts = read(rows).unwrap().rows;
    check_assignment(&entries(), &experts, EXPERTS_SHEET)
        .into_iter()
        .map(|fault| (fault.row, fault.column, fault.problem))
        .collect()
}

fn id(text: &str) -> EntryId {
    EntryId::new(text).unwrap()
}

#[test]
fn experts_without_a_number_get_one_in_the_order_of_the_rows() {
    let rows: &[&[&str]] = &[
        &["", "张一", "甲院", "工业制造", "", "是"],
        &["E0001", "李二", "乙院", "工业制造", "", ""],
        &["", "王三", "丙院", "工业制造", "", "否", "全部", "无"],
    ];
    let experts = read(rows).unwrap().rows;
    let ids: Vec<_> = experts.iter().map(|expert| expert.id.as_str()).collect();
    assert_eq!(
        ids,
        ["E0002", "E0001", "E0003"],
        "a number that was given is not given again"
    );
    assert!(experts[0].chair && !experts[1].chair);
    assert_eq!(
        experts[0].panel, "工业制造",
        "a track's one panel has its name"
    );
    assert!(
        experts
            .iter()
            .all(|expert| expert.assigned == Assigned::All && expert.recused.is_empty())
    );
}

#[test]
fn lists_of_entries_take_every_usual_separator() {
    let experts = read(&[&[
        "",
        "张一",
        "甲院",
        "工业制造",
        "一组",
        "是",
        "01-001、01-002，02-001;01-001\n02-002",
        "01-009 01-010",
    ]])
    .unwrap()
    .rows;
    let expected: Vec<_> = ["01-001", "01-002", "02-001", "02-002"].map(id).to_vec();
    assert_eq!(experts[0].assigned, Assigned::Entries(expected));
    assert_eq!(experts[0].recused, ["01-009", "01-010"].map(id));
}

#[test]
fn faults_of_rows_are_all_said() {
    let rows: &[&[&str]] = &[
        &["E1", "", "甲院", "工业制造", "", "也许"],
        &["E2", "李二", "", "工业制造", "", "是", "第一个"],
        &["E2", "王三", "丙院", "工业制造"],
        &["e2", "赵四", "丁院", "工业制造"],
    ];
    let Err(ImportError::Rows(faults)) = read(rows) else {
        panic!("rows are wrong")
    };
    let said: Vec<_> = faults
        .iter()
        .map(|fault| (fault.row, fault.column.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (2, "姓名"),
            (2, "组长"),
            (3, "单位"),
            (3, "分配"),
            (5, "专家编号")
        ]
    );
}

#[test]
fn two_experts_of_one_name_in_a_track_are_pointed_out() {
    let rows: &[&[&str]] = &[
        &["", "张 一", "甲院", "工业制造", "", "是"],
        &["", "张一", "乙院", "工业制造"],
        &["", "张一", "丙院", "现代农业", "", "是"],
    ];
    let imported = read(rows).unwrap();
    assert_eq!(imported.notes.len(), 1);
    assert_eq!(
        (imported.notes[0].row, &imported.notes[0].kind),
        (3, &NoteKind::SameName { other_row: 2 })
    );
}

#[test]
fn an_assignment_that_fits_the_entries_passes() {
    assert_eq!(
        problems(&[
            &["", "张一", "甲院", "工业制造", "", "是", "01-001", "01-002"],
            &["", "李二", "乙院", "现代农业", "", "是"]
        ]),
        []
    );
}

#[test]
fn an_assignment_is_checked_against_the_entries() {
    let rows: &[&[&str]] = &[
        &[
            "",
            "张一",
            "甲院",
            "工业制造",
            "",
            "是",
            "01-001、09-001、02-001",
            "01-001、09-002",
        ],
        &["", "李二", "乙院", "工业制造", "", "是"],
        &["", "王三", "丙院", "文化旅游", "", "是"],
        &["", "赵四", "丁院", "现代农业", "乙组", "否"],
    ];
    let expected = [
        (
            2,
            "分配".to_owned(),
            Problem::AssignedAndRecused {
                entry: id("01-001"),
            },
        ),
        (
            2,
            "分配".to_owned(),
            Problem::UnknownEntry {
                entry: id("09-001"),
            },
        ),
        (
            2,
            "分配".to_owned(),
            Problem::OtherTrack {
                entry: id("02-001"),
                track: "现代农业".to_owned(),
            },
        ),
        (
            2,
            "回避".to_owned(),
            Problem::UnknownEntry {
                entry: id("09-002"),
            },
        ),
        (3, "组长".to_owned(), Problem::SecondChair { first_row: 2 }),
        (
            4,
            "赛道".to_owned(),
            Problem::UnknownTrack {
                given: "文化旅游".to_owned(),
            },
        ),
        (
            5,
            "组长".to_owned(),
            Problem::NoChair {
                panel: "乙组".to_owned(),
            },
        ),
    ];
    assert_eq!(problems(rows), expected);
}
