//! One document of each kind under fixed keys: for the tests of this crate and for the vectors in FORMAT.md.

mod outcome;
mod sheet;

use jury_core::entry::EntrantKind;
use jury_core::rubric::Scale;
use jury_core::size_class::SizeClass;
use jury_core::{
    ContestId, CriterionId, EntryId, ExpertId, GateId, GroupId, PanelId, ProfileId, TrackId,
    contest::Round,
};

use crate::digest::{Digest, sha256};
use crate::document::calibration::Calibration;
use crate::document::gates::GatePart;
use crate::document::letter::{
    Addressee, Assignment, ChairName, LetterEntry, LetterMaterial, MaterialKind, PanelPart,
};
use crate::document::parts::{
    Algorithms, App, ContestName, ExpertName, Fraction, KeyRecord, RankedEntry, Supervisor,
    TrackName,
};

use crate::document::roster::{ExpertKey, KeySource, KeyStatus, RosterExpert};
use crate::document::rubric::{
    BandPart, CriterionPart, GroupPart, ProfileOf, ProfilePart, RubricPart, Weight,
};
use crate::document::sheet::{Counts, Mark, RubricName};
use crate::document::{
    ArchiveSeal, Closing, Confirmation, Enrolment, Letter, PanelReturn, Receipt, RescueAnswer,
    RescueRequest, Roster, Sheet, Ticket, Transcript, digest_of,
};
pub(crate) use outcome::{decision, minutes, reopening, result, shortlist};
pub(crate) use sheet::{faulty, sheet, sheet_entry};

use crate::introduction::certify;
use crate::keys::SigningKey;
use crate::material::{MaterialCipher, TagList};
use crate::wire::{Hex, Secret32};

pub(crate) const AT: &str = "2026-11-24T15:38:00+08:00";
/// The public half of an age identity used nowhere else.
pub(crate) const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

/// Keys by seed: 1 contest, 2 supervisor, 3 introduction of E0101, 4 own of E0101, 5 own of E0102 (enrolled), 6 one-time, 7 second clerk.
pub(crate) fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

pub(crate) fn record(seed: u8) -> KeyRecord {
    KeyRecord::of(&key(seed).public())
}

pub(crate) fn contest() -> ContestId {
    ContestId::new("GX-2026").unwrap()
}

pub(crate) fn expert(number: u8) -> ExpertId {
    ExpertId::new(format!("E010{number}")).unwrap()
}

fn entry_id(number: u8) -> EntryId {
    EntryId::new(format!("01-00{number}")).unwrap()
}

fn track() -> TrackId {
    TrackId::new("01").unwrap()
}

fn panel() -> PanelId {
    PanelId::new("01-1").unwrap()
}

fn contest_name() -> ContestName {
    ContestName {
        id: contest(),
        name: "示例大赛".to_owned(),
        edition: "2026".to_owned(),
    }
}

fn app() -> App {
    App {
        name: "jurybench".to_owned(),
        version: "0.1.0".to_owned(),
    }
}

fn supervisor() -> Supervisor {
    Supervisor {
        id: "supervisor".to_owned(),
        name: "何监督".to_owned(),
        key: record(2),
    }
}

fn expert_key(seed: u8, source: KeySource) -> ExpertKey {
    ExpertKey {
        key: record(seed),
        source,
        status: KeyStatus::Enrolled,
        revoked_after: None,
    }
}

pub(crate) fn roster_expert(number: u8, keys: Vec<ExpertKey>) -> RosterExpert {
    RosterExpert {
        id: expert(number),
        name: ["", "陈一", "林二"][usize::from(number)].to_owned(),
        unit: "示例大学".to_owned(),
        track: track(),
        panel: panel(),
        chair: number == 2,
        recipient: (number == 2).then(|| RECIPIENT.to_owned()),
        keys,
    }
}

pub(crate) fn roster() -> Roster {
    Roster {
        version: 1,
        prev: None,
        contest: contest_name(),
        algorithms: Algorithms::current(),
        contest_key: record(1),
        supervisors: vec![supervisor()],
        recovery: RECIPIENT.to_owned(),
        tracks: vec![TrackName {
            id: track(),
            name: "智能制造".to_owned(),
        }],
        experts: vec![
            roster_expert(1, vec![expert_key(3, KeySource::Introduction)]),
            roster_expert(2, vec![expert_key(5, KeySource::Enrolled)]),
        ],
        audit_head: Digest([0; 32]),
        at: AT.to_owned(),
    }
}

/// Two criteria, so that the vectors stay readable; consistent with the sheet below.
fn small_rubric() -> RubricPart {
    let criterion = |id: &str, name: &str| CriterionPart {
        id: criterion_id(id),
        name: name.to_owned(),
        guidance: String::new(),
        levels: Vec::new(),
    };
    let profile = |id: &str, name: &str, one, two| ProfilePart {
        id: ProfileId::new(id).unwrap(),
        name: name.to_owned(),
        note: String::new(),
        weights: vec![weight("A1", one), weight("A2", two)],
    };
    let profile_of = |size_class: SizeClass| ProfileOf {
        size_class,
        profile: ProfileId::new(if size_class.is_sme() {
            "sme"
        } else {
            "general"
        })
        .unwrap(),
    };
    RubricPart {
        id: "sample".to_owned(),
        name: "示例指标".to_owned(),
        version: 1,
        official: false,
        scale: Scale::Points,
        step: 50,
        groups: vec![GroupPart {
            id: GroupId::new("A").unwrap(),
            name: "应用价值".to_owned(),
            criteria: vec![criterion("A1", "实际效果"), criterion("A2", "示范作用")],
        }],
        gates: vec![gate("G1", "主体资格"), gate("G3", "团队与人员")],
        bands: vec![BandPart {
            name: "优秀".to_owned(),
            from_percent: 85,
            to_percent: 100,
        }],
        profiles: vec![
            profile("general", "通用", 5_000, 5_000),
            profile("sme", "中小微", 4_000, 6_000),
        ],
        profile_of: SizeClass::ALL.map(profile_of).to_vec(),
    }
}

fn gate(id: &str, name: &str) -> GatePart {
    GatePart {
        id: gate_id(id),
        name: name.to_owned(),
        guidance: String::new(),
    }
}

fn gate_id(id: &str) -> GateId {
    GateId::new(id).unwrap()
}

fn criterion_id(id: &str) -> CriterionId {
    CriterionId::new(id).unwrap()
}

fn weight(criterion: &str, weight: i64) -> Weight {
    Weight {
        criterion: criterion_id(criterion),
        weight,
    }
}

/// The one material of each entry, and its encrypted chunk.
pub(crate) const MATERIAL: &[u8] = b"hello";

pub(crate) fn chunk(number: u8) -> (Vec<u8>, TagList) {
    let cipher = MaterialCipher::new(&Secret32::new([number; 32]), &sha256(MATERIAL));
    let mut chunk = MATERIAL.to_vec();
    let mut tags = TagList::new();
    tags.push(cipher.encrypt(0, true, &mut chunk).unwrap());
    (chunk, tags)
}

pub(crate) fn rubric_digest() -> Digest {
    small_rubric().digest().unwrap()
}

pub(crate) fn letter_entry(number: u8) -> LetterEntry {
    LetterEntry {
        id: entry_id(number),
        title: "车间数据空间".to_owned(),
        team: "一号队".to_owned(),
        entrant: "示例科技有限公司".to_owned(),
        kind: EntrantKind::Enterprise,
        topic: "协同制造".to_owned(),
        size_class: SizeClass::Small,
        size_basis: "软件和信息技术服务业，86 人，营收 1240 万元 → 小型".to_owned(),
        profile: ProfileId::new("sme").unwrap(),
        calibration: (number == 2).then(|| Calibration {
            feedback: true,
            reference: vec![mark("A1", 3_000), mark("A2", 4_525)],
            remark: "三位组长的平均".to_owned(),
        }),
        materials: vec![LetterMaterial {
            id: Hex([number; 16]),
            kind: MaterialKind::ApplicationForm,
            name: "申报书.pdf".to_owned(),
            media: "application/pdf".to_owned(),
            size: MATERIAL.len() as u64,
            sha256: sha256(MATERIAL),
            chunks: 1,
            tags_digest: chunk(number).1.digest(),
        }],
        key: Secret32::new([number; 32]),
    }
}

pub(crate) fn letter() -> Letter {
    let rule = "decimals = 2\n".to_owned();
    Letter {
        no: 1,
        replaces: None,
        contest: contest_name(),
        round: Round::Written,
        track: TrackName {
            id: track(),
            name: "智能制造".to_owned(),
        },
        expert: Addressee {
            id: expert(1),
            name: "陈一".to_owned(),
            unit: "示例大学".to_owned(),
            panel: panel(),
            chair: false,
        },
        introduction: Secret32::new([3; 32]),
        rubric: small_rubric(),
        rubric_digest: rubric_digest(),
        rule_digest: sha256(rule.as_bytes()),
        rule,
        entries: vec![letter_entry(2), letter_entry(1)],
        copying: false,
        expires: "2026-12-01T18:00:00+08:00".to_owned(),
        recovery: RECIPIENT.to_owned(),
        contest_key: record(1),
        supervisors: vec![supervisor()],
        chairs: vec![ChairName {
            panel: panel(),
            expert: expert(2),
            name: "林二".to_owned(),
            keys: vec![record(5)],
        }],
        panel: None,
        at: AT.to_owned(),
    }
}

pub(crate) fn chair_letter() -> Letter {
    let mut letter = letter();
    letter.expert = Addressee {
        id: expert(2),
        name: "林二".to_owned(),
        chair: true,
        ..letter.expert
    };
    letter.introduction = Secret32::new([8; 32]);
    let assignments = [1, 2].map(|number| Assignment {
        expert: expert(number),
        entries: letter
            .entries
            .iter()
            .map(|entry| entry.id.clone())
            .collect(),
        digest: crate::document::letter::assignment_digest(
            &contest(),
            Round::Written,
            &track(),
            &expert(number),
            &letter.entries,
        )
        .unwrap(),
    });
    letter.panel = Some(PanelPart {
        roster_version: 1,
        experts: roster().experts,
        assignments: assignments.to_vec(),
        entries: letter.entries.clone(),
    });
    letter
}

fn mark(criterion: &str, value: i64) -> Mark {
    Mark {
        criterion: criterion_id(criterion),
        value,
    }
}

pub(crate) fn sheet_digest() -> Digest {
    digest_of(&sheet()).unwrap()
}

pub(crate) fn panel_return() -> PanelReturn {
    let ranked = |number: u8, rank, score, published: Option<&str>| RankedEntry {
        entry: entry_id(number),
        rank,
        score,
        published: published.map(str::to_owned),
    };
    PanelReturn {
        contest: contest(),
        round: Round::Written,
        track: track(),
        panel: panel(),
        chair: ExpertName {
            id: expert(2),
            name: "林二".to_owned(),
        },
        key: crate::document::parts::SigningRecord {
            own: record(5),
            introduction: None,
        },
        seq: 1,
        prev: None,
        sheets: vec![sheet_digest()],
        ranking: vec![
            ranked(
                1,
                Some(1),
                Some(Fraction { num: 175, den: 2 }),
                Some("87.50"),
            ),
            ranked(2, None, None, None),
        ],
        rubric: rubric_digest(),
        rule: letter().rule_digest,
        minutes: "专家组一致同意。".to_owned(),
        signed_at: AT.to_owned(),
        app: app(),
    }
}

pub(crate) fn enrolment() -> Enrolment {
    Enrolment {
        contest: contest(),
        expert: expert(1),
        key: record(4),
    }
}

pub(crate) fn confirmation() -> Confirmation {
    Confirmation {
        contest: contest(),
        expert: expert(1),
        key: record(4),
        sheet: sheet_digest(),
        supervisor: "supervisor".to_owned(),
        scan: None,
        audit_head: sha256(b"audit"),
        at: AT.to_owned(),
    }
}

pub(crate) fn ticket() -> Ticket {
    Ticket {
        contest: contest(),
        round: Round::Written,
        track: track(),
        expert: expert(1),
        seq: 2,
        prev: sheet_digest(),
        entries: vec![entry_id(2)],
        asked_by: "陈一".to_owned(),
        reason: "漏看附件".to_owned(),
        at: AT.to_owned(),
    }
}

pub(crate) fn closing() -> Closing {
    Closing {
        contest: contest(),
        round: Round::Written,
        track: track(),
        sheets: vec![sheet_digest()],
        audit_head: sha256(b"audit"),
        at: AT.to_owned(),
    }
}

pub(crate) fn archive_seal() -> ArchiveSeal {
    ArchiveSeal {
        contest: contest(),
        manifest: sha256(b"manifest"),
        audit_head: sha256(b"audit"),
    }
}

pub(crate) fn receipt() -> Receipt {
    Receipt {
        contest: contest(),
        expert: expert(1),
        document: sheet_digest(),
        verdict: "accepted".to_owned(),
        codes: Vec::new(),
        audit_head: sha256(b"audit"),
        at: AT.to_owned(),
        key: None,
    }
}

pub(crate) fn rescue_request() -> RescueRequest {
    RescueRequest {
        contest: contest(),
        expert: expert(1),
        install: Hex([9; 16]),
        key: record(6),
        recipient: RECIPIENT.to_owned(),
        wrapped: "YWdlLWVuY3J5cHRpb24ub3JnL3YxCg==".to_owned(),
        at: AT.to_owned(),
    }
}

pub(crate) fn rescue_answer() -> RescueAnswer {
    RescueAnswer {
        contest: contest(),
        expert: expert(1),
        request: digest_of(&rescue_request()).unwrap(),
        data_key: Secret32::new([10; 32]),
        introduction: Secret32::new([11; 32]),
        at: AT.to_owned(),
    }
}

pub(crate) fn transcript() -> Transcript {
    Transcript {
        contest: contest(),
        round: Round::Written,
        track: track(),
        panel: panel(),
        expert: ExpertName {
            id: expert(1),
            name: "陈一".to_owned(),
        },
        clerks: vec![
            Supervisor {
                id: "organiser".to_owned(),
                name: "周组织".to_owned(),
                key: record(7),
            },
            supervisor(),
        ],
        seq: 1,
        prev: None,
        assignment: letter().assignment_digest().unwrap(),
        rubric: RubricName {
            id: "sample".to_owned(),
            version: 1,
            digest: rubric_digest(),
        },
        entries: vec![sheet_entry(2), sheet_entry(1)],
        counts: Counts {
            assigned: 2,
            scored: 1,
            recused: 1,
            material_missing: 0,
            unmarked: 0,
        },
        scan: sha256(b"scan"),
        at: AT.to_owned(),
        app: app(),
    }
}
