use super::*;
use crate::table::Problem;
use crate::testing::book;
use jury_core::rubric::Scale;
use jury_core::size_class::SizeClass;

#[test]
fn the_built_in_rubric_reads_back_from_its_workbook() {
    let rubric = Rubric::built_in();
    assert_eq!(read_rubric(&rubric_workbook(&rubric).unwrap()), Ok(rubric));
}

#[test]
fn level_descriptors_read_back_in_the_order_of_the_bands() {
    let mut rubric = Rubric::built_in();
    rubric.groups[0].criteria[1].levels = ["优", "良", "中", "差"].map(str::to_owned).to_vec();
    assert_eq!(read_rubric(&rubric_workbook(&rubric).unwrap()), Ok(rubric));
}

#[test]
fn gates_are_read_counted_where_they_have_no_code_and_refused_twice() {
    let criteria: &[&[&str]] = &[
        &["一级指标", "二级指标", "满分"],
        &["方案", "完整性", "100"],
    ];
    let gates: &[&[&str]] = &[
        &["编号", "名称", "要点"],
        &["", "主体资格", "独立法人"],
        &["X9", "信用", ""],
    ];
    let rubric = read_rubric(&book(&[("指标", criteria), ("门槛项", gates)])).unwrap();
    let listed: Vec<_> = rubric
        .gates
        .iter()
        .map(|gate| (gate.id.as_str(), gate.name.as_str(), gate.guidance.as_str()))
        .collect();
    assert_eq!(listed, [("G1", "主体资格", "独立法人"), ("X9", "信用", "")]);
    let twice: &[&[&str]] = &[&["编号", "名称"], &["G1", "主体资格"], &["G1", "信用"]];
    let refused = read_rubric(&book(&[("指标", criteria), ("门槛项", twice)]));
    assert!(matches!(
        refused,
        Err(RubricImportError::Rubric(faults))
            if matches!(faults[..], [RubricFault::DuplicateGate { .. }])
    ));
}

#[test]
fn one_table_of_criteria_is_enough() {
    let text = "一级指标,二级指标,满分,评分要点\n方案,完整性,60,看结构\n,创新性,10,\n价值,效益,30,看证据\n";
    let rubric = read_rubric(text.as_bytes()).unwrap();
    let ids: Vec<_> = rubric
        .criteria()
        .map(|(group, criterion)| (group.id.as_str(), criterion.id.as_str()))
        .collect();
    assert_eq!(ids, [("A", "A1"), ("A", "A2"), ("B", "B1")]);
    assert_eq!(
        (rubric.scale, rubric.official, rubric.profiles.len()),
        (Scale::Points, false, 1)
    );
    assert!(
        SizeClass::ALL
            .into_iter()
            .all(|size| rubric.profile_for(size).is_some())
    );
}

#[test]
fn rubrics_that_do_not_add_up_are_refused_by_the_core() {
    let text = "一级指标,二级指标,满分\n方案,完整性,60\n价值,效益,30\n";
    let Err(RubricImportError::Rubric(faults)) = read_rubric(text.as_bytes()) else {
        panic!("90 is not 100")
    };
    assert_eq!(faults.len(), 1, "{faults:?}");
}

#[test]
fn every_fault_of_every_sheet_is_said() {
    let criteria: &[&[&str]] = &[
        &[
            "一级代码",
            "一级指标",
            "二级代码",
            "二级指标",
            "满分：甲",
            "满分：丙",
        ],
        &["A", "方案", "A-1", "完整性", "六十", ""],
        &["", "", "A 二", "", "40.005", ""],
    ];
    let profiles: &[&[&str]] = &[
        &["方案名称", "适用企业规模"],
        &["甲", "大型、巨型"],
        &["乙", "大型"],
    ];
    let bands: &[&[&str]] = &[&["档位", "下限（%）", "上限（%）"], &["优秀", "85", "110"]];
    let facts: &[&[&str]] = &[&["项", "内容"], &["计分方式", "星级"], &["颜色", "红"]];
    let bytes = book(&[
        ("指标", criteria),
        ("权重方案", profiles),
        ("档位", bands),
        ("基本信息", facts),
    ]);
    let Err(RubricImportError::Import(ImportError::Rows(faults))) = read_rubric(&bytes) else {
        panic!("much is wrong")
    };
    let said: Vec<_> = faults
        .iter()
        .map(|fault| (fault.sheet.as_str(), fault.row, fault.column.as_str()))
        .collect();
    let expected = [
        ("基本信息", 2, "内容"),
        ("基本信息", 3, "内容"),
        ("权重方案", 2, "适用企业规模"),
        ("权重方案", 3, "适用企业规模"),
        ("档位", 2, "上限"),
        ("指标", 1, "满分：丙"),
        ("指标", 2, "满分"),
        ("指标", 3, "二级指标"),
    ];
    assert_eq!(said, expected);
    assert!(faults.iter().any(|fault| fault.problem
        == Problem::SizeTwice {
            size: "大型".to_owned(),
            profile: "P1".to_owned()
        }));
}

#[test]
fn profiles_are_matched_to_their_columns_by_name() {
    let criteria: &[&[&str]] = &[
        &["一级指标", "二级指标", "满分（中小微）", "满分：大企业"],
        &["方案", "完整性", "40", "60"],
        &["价值", "效益", "60", "40"],
    ];
    let profiles: &[&[&str]] = &[
        &["方案名称", "适用企业规模"],
        &["大企业", "大型、不划型"],
        &["中小微", "中小微"],
    ];
    let rubric = read_rubric(&book(&[("指标", criteria), ("权重方案", profiles)])).unwrap();
    let weight = |size| {
        let profile = rubric.profile_for(size).unwrap();
        (
            profile.name.clone(),
            profile.weights.values().next().unwrap().to_string(),
        )
    };
    assert_eq!(
        weight(SizeClass::Large),
        ("大企业".to_owned(), "60.00".to_owned())
    );
    assert_eq!(
        weight(SizeClass::Micro),
        ("中小微".to_owned(), "40.00".to_owned())
    );
}
