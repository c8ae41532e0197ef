//! A sheet with one entry scored and one recused.

use jury_core::ProfileId;
use jury_core::contest::Round;
use jury_core::sheet::Finding;
use jury_core::size_class::SizeClass;

use super::*;
use crate::document::Document as _;
use crate::document::evidence::Evidence;
use crate::document::gates::GateLine;
use crate::document::parts::Fraction;
use crate::document::sheet::{Counts, Install, RubricName, SheetEntry, SheetKind, Status, Times};

/// One passed, one in doubt.
fn findings() -> Vec<GateLine> {
    let line = |id: &str, finding, reason: &str| GateLine {
        gate: gate_id(id),
        finding,
        reason: reason.to_owned(),
    };
    vec![
        line("G1", Finding::Pass, ""),
        line("G3", Finding::Doubt, "缺参赛代表名单"),
    ]
}

/// A place in the entry's one material. A page and a film in one is odd, and the format leaves it to readers.
fn place(number: u8, criterion: Option<&str>, page: Option<u32>) -> Evidence {
    Evidence {
        criterion: criterion.map(criterion_id),
        material: Hex([number; 16]),
        page,
        film_ms: page.is_none().then_some(151_000),
        area: None,
        quote: String::new(),
        text: String::new(),
    }
}

fn evidence(number: u8) -> Vec<Evidence> {
    let region = Evidence {
        area: Some([1_200, 3_400, 8_800, 5_600]),
        text: "流程图缺少质检环节".to_owned(),
        ..place(number, Some("A1"), Some(9))
    };
    let words = Evidence {
        area: Some([1_250, 2_000, 6_000, 2_180]),
        quote: "年节约成本 320 万元".to_owned(),
        ..place(number, Some("A1"), Some(14))
    };
    vec![place(number, None, None), region, words]
}

pub(crate) fn sheet_entry(number: u8) -> SheetEntry {
    let recused = number == 2;
    SheetEntry {
        id: entry_id(number),
        dossier: letter_entry(number).dossier_digest().unwrap(),
        size_class: SizeClass::Small,
        profile: ProfileId::new("sme").unwrap(),
        weights: vec![weight("A1", 4_000), weight("A2", 6_000)],
        marks: if recused {
            Vec::new()
        } else {
            vec![mark("A1", 3_550), mark("A2", 5_200)]
        },
        total: (!recused).then_some(Fraction { num: 175, den: 2 }),
        status: if recused {
            Status::Recused
        } else {
            Status::Scored
        },
        reason: recused.then(|| "曾任该单位顾问".to_owned()),
        gates: if recused { Vec::new() } else { findings() },
        comment: if recused {
            String::new()
        } else {
            "方案完整\n数据来源清楚".to_owned()
        },
        evidence: if recused {
            Vec::new()
        } else {
            evidence(number)
        },
        to_chair: if recused {
            String::new()
        } else {
            "与 01-007 的材料多处相同，请合议时关注".to_owned()
        },
        updated_at: (!recused).then(|| AT.to_owned()),
    }
}

pub(crate) fn sheet() -> Sheet {
    Sheet {
        contest: contest(),
        round: Round::Written,
        track: track(),
        panel: panel(),
        expert: ExpertName {
            id: expert(1),
            name: "陈一".to_owned(),
        },
        kind: SheetKind::Final,
        seq: 1,
        prev: None,
        ticket: None,
        reason: None,
        letter: digest_of(&letter()).unwrap(),
        assignment: letter().assignment_digest().unwrap(),
        rubric: RubricName {
            id: "sample".to_owned(),
            version: 1,
            digest: rubric_digest(),
        },
        key: certify(&key(3), &contest(), &expert(1), &key(4).public()),
        install: Install {
            id: Hex([9; 16]),
            counter: 41,
        },
        entries: vec![sheet_entry(2), sheet_entry(1)],
        counts: Counts {
            assigned: 2,
            scored: 1,
            recused: 1,
            material_missing: 0,
            unmarked: 0,
        },
        times: Times {
            signed_at: AT.to_owned(),
            since_prev_s: None,
            clock_anomalies: 0,
        },
        app: app(),
    }
}

/// Whether the sheet is refused once its scored line was changed.
pub(crate) fn faulty(change: impl FnOnce(&mut SheetEntry)) -> bool {
    let mut sheet = sheet();
    let line = sheet
        .entries
        .iter_mut()
        .find(|line| line.status == Status::Scored)
        .expect("the sample has a scored line");
    change(line);
    sheet.check_shape().is_err()
}
