//! Workbooks and archives made by hand for the tests of this crate.
//!
//! Not fixtures of a contest. The one rule: a test states only what differs from an ordinary table.

use std::io::{Cursor, Write};

use jury_core::sheet::{Finding, LineState};
use jury_core::{CriterionId, Digest, EntryId, Exact, GateId, Points};
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::sheet_book::{
    CriterionColumn, EvidenceRow, GateNote, GroupColumns, SheetBook, SheetRow,
};

/// A workbook of text cells.
pub(crate) fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(*cells) {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// A container of these parts.
pub(crate) fn container(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts of a workbook, to be put together again with something changed.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let read = |name: String| {
        let mut contents = Vec::new();
        std::io::copy(&mut archive.by_name(&name).unwrap(), &mut contents).unwrap();
        (name, contents)
    };
    names.into_iter().map(read).collect()
}

/// A workbook with one part replaced.
pub(crate) fn with_part(bytes: &[u8], name: &str, contents: &[u8]) -> Vec<u8> {
    let mut parts = parts(bytes);
    match parts.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => *old = contents.to_vec(),
        None => parts.push((name.to_owned(), contents.to_vec())),
    }
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, contents)| (name.as_str(), contents.as_slice()))
        .collect();
    container(&parts, CompressionMethod::Deflated)
}

/// A workbook with its first sheet a second time, as the first, under another name.
pub(crate) fn with_sheet(bytes: &[u8], name: &str) -> Vec<u8> {
    let of = |part: &str| {
        let found = parts(bytes).into_iter().find(|(known, _)| known == part);
        String::from_utf8(found.unwrap().1).unwrap()
    };
    let (types, links, workbook, sheet) = (
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    );
    let bytes = with_part(
        bytes,
        types,
        of(types)
            .replace(
                "</Types>",
                "<Override PartName=\"/xl/worksheets/sheet9.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>",
            )
            .as_bytes(),
    );
    let bytes = with_part(
        &bytes,
        links,
        of(links)
            .replace(
                "</Relationships>",
                "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet9.xml\"/></Relationships>",
            )
            .as_bytes(),
    );
    let listed = format!("<sheets><sheet name=\"{name}\" sheetId=\"99\" r:id=\"rId99\"/>");
    let bytes = with_part(
        &bytes,
        workbook,
        of(workbook).replacen("<sheets>", &listed, 1).as_bytes(),
    );
    with_part(&bytes, "xl/worksheets/sheet9.xml", of(sheet).as_bytes())
}

/// A hand-back workbook of two groups, three criteria and one entry in each state.
pub(crate) fn sheet_book() -> SheetBook {
    let criterion = |id: &str, name: &str, maxima: &[i64]| CriterionColumn {
        id: CriterionId::new(id).unwrap(),
        name: name.to_owned(),
        maxima: maxima
            .iter()
            .map(|maximum| Points::from_hundredths(*maximum))
            .collect(),
    };
    let group = |name: &str, criteria| GroupColumns {
        name: name.to_owned(),
        criteria,
    };
    let marks = |marks: &[(&str, i64)]| {
        marks
            .iter()
            .map(|(id, mark)| {
                (
                    CriterionId::new(*id).unwrap(),
                    Points::from_hundredths(*mark),
                )
            })
            .collect()
    };
    let scored = marks(&[("A1", 3_550), ("B1", 2_000), ("B2", 1_925)]);
    let row = |entry: &str, state, total: Option<i64>, comment: &str| SheetRow {
        entry: EntryId::new(entry).unwrap(),
        track: "工业制造".to_owned(),
        topic: "提升创新研发能力，推动制造高端化发展".to_owned(),
        work: "供应链数据协同平台".to_owned(),
        team: "云江×数据队".to_owned(),
        entrant: "云江某某科技有限公司".to_owned(),
        profile: "通用".to_owned(),
        state,
        total: total.map(|total| Exact::ratio(total, 100).unwrap()),
        gates: if entry == "01-001" {
            gates()
        } else {
            Vec::new()
        },
        comment: comment.to_owned(),
    };
    SheetBook {
        title: "2025年“数据要素×”大赛云江分赛工业制造赛道书面评审专家评分表".to_owned(),
        expert: "张一".to_owned(),
        unit: "云江大学".to_owned(),
        panel: "工业制造".to_owned(),
        date: "2026年11月24日".to_owned(),
        rubric: "内置示例指标（非官方）".to_owned(),
        seq: 1,
        profiles: vec!["通用".to_owned(), "中小微企业".to_owned()],
        groups: vec![
            group(
                "解决方案",
                vec![criterion("A1", "架构设计", &[4_000, 3_500])],
            ),
            group(
                "应用价值",
                vec![
                    criterion("B1", "经济效益", &[3_000, 3_500]),
                    criterion("B2", "社会效益", &[3_000, 3_000]),
                ],
            ),
        ],
        rows: vec![
            row(
                "01-001",
                LineState::Scored(scored),
                Some(7_475),
                "数据治理扎实；\n落地案例可核实。",
            ),
            row(
                "01-002",
                LineState::Recused {
                    reason: "同一单位".to_owned(),
                },
                None,
                "",
            ),
            row(
                "01-003",
                LineState::MaterialMissing {
                    reason: "申报书打不开".to_owned(),
                },
                None,
                "请补",
            ),
            row("01-004", LineState::Unmarked, None, ""),
        ],
        evidence: vec![EvidenceRow {
            entry: EntryId::new("01-001").unwrap(),
            criterion: "架构设计".to_owned(),
            material: "申报书.pdf".to_owned(),
            place: "第 14 页".to_owned(),
            quote: "年节约成本 320 万元".to_owned(),
            text: "=1+1".to_owned(),
        }],
        code: "7K2M-9QXA-41TB-ZR08".to_owned(),
        digest: Digest([0xa5; 32]),
        envelopes: vec![envelope(40_000)],
    }
}

fn gates() -> Vec<GateNote> {
    let note = |id: &str, name: &str, finding, reason: &str| GateNote {
        gate: GateId::new(id).unwrap(),
        name: name.to_owned(),
        finding,
        reason: reason.to_owned(),
    };
    vec![
        note("G1", "主体资格", Finding::Pass, ""),
        note("G3", "团队与人员", Finding::Doubt, "=缺参赛代表名单"),
        note("G5", "实际应用", Finding::Fail, "没有案例"),
    ]
}

/// Something of an envelope's form and of about this many bytes.
pub(crate) fn envelope(length: usize) -> Vec<u8> {
    let payload: String = (0..length)
        .map(|number| char::from(b'A' + (number * 7 % 26) as u8))
        .collect();
    format!(r#"{{"payload":"{payload}","payloadType":"application/vnd.jurybench.scoresheet+json;v=1","signatures":[{{"keyid":"0","sig":"0"}}]}}
"#).into_bytes()
}
