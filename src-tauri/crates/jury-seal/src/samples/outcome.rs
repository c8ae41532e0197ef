//! Documents that say what came of a round: decision, minutes, result, its reopening, shortlist.

use jury_core::contest::Round;
use jury_core::merge::{Outcome, SubjectKind};

use super::*;
use crate::document::decision::SubjectPart;
use crate::document::minutes::{AgendaItem, AgendaOutcome, Attendance, Votes};
use crate::document::result::{EntryNames, Input, ResultEntry, names_digest};
use crate::document::shortlist::NextAssignment;
use crate::document::{Decision, Minutes, Reopening, ResultDocument, Shortlist};

/// Entry 2 was recused by everybody who handed in: it goes without a rank.
pub(crate) fn decision() -> Decision {
    Decision {
        contest: contest(),
        round: Round::Written,
        track: track(),
        subject: SubjectPart {
            kind: SubjectKind::Quorum,
            entry: Some(entry_id(2)),
            expert: None,
            sheet: None,
        },
        outcome: Outcome::ExcludeEntry,
        replaces: None,
        reason: "有效评分不足，合议后不参加排名".to_owned(),
        minutes: Some(digest_of(&minutes()).unwrap()),
        supervisor: "supervisor".to_owned(),
        audit_head: sha256(b"audit"),
        at: AT.to_owned(),
    }
}

pub(crate) fn minutes() -> Minutes {
    let attendance = |number: u8, name: &str, present| Attendance {
        expert: expert(number),
        name: name.to_owned(),
        present,
    };
    Minutes {
        contest: contest(),
        round: Round::Written,
        track: track(),
        panel: Some(panel()),
        seq: 1,
        prev: None,
        attendance: vec![attendance(1, "陈一", true), attendance(2, "林二", true)],
        agenda: vec![AgendaItem {
            entry: entry_id(2),
            before: "有效评分 0 份".to_owned(),
            notes: "一位专家回避，另一位未交".to_owned(),
            votes: Some(Votes {
                in_favour: 1,
                against: 0,
                abstain: 1,
            }),
            outcome: AgendaOutcome::Refer,
        }],
        text: "其余项目无异议。".to_owned(),
        audit_head: sha256(b"audit"),
        at: AT.to_owned(),
        chair: Some(panel_return().chair),
        key: Some(crate::document::parts::SigningRecord {
            own: record(5),
            introduction: None,
        }),
    }
}

pub(crate) fn result() -> ResultDocument {
    let input = |kind: &str, digest| Input {
        kind: kind.to_owned(),
        digest,
    };
    ResultDocument {
        contest: contest(),
        round: Round::Written,
        track: track(),
        version: 1,
        prev: None,
        reopening: None,
        rubric: rubric_digest(),
        rule: letter().rule,
        rule_digest: letter().rule_digest,
        roster: digest_of(&roster()).unwrap(),
        names: names_digest(letter().entries.iter().map(|entry| EntryNames {
            entrant: &entry.entrant,
            id: entry.id.as_str(),
            team: &entry.team,
            title: &entry.title,
        }))
        .unwrap(),
        inputs: vec![
            input("closing", digest_of(&closing()).unwrap()),
            input("confirmation", digest_of(&confirmation()).unwrap()),
            input("decision", digest_of(&decision()).unwrap()),
            input("scoresheet", sheet_digest()),
        ],
        ranking: vec![
            ResultEntry {
                entry: entry_id(1),
                rank: Some(1),
                score: Some(Fraction { num: 175, den: 2 }),
                published: Some("87.50".to_owned()),
                step: None,
                award: Some("一等奖".to_owned()),
                excluded: false,
            },
            ResultEntry {
                entry: entry_id(2),
                rank: None,
                score: None,
                published: None,
                step: None,
                award: None,
                excluded: true,
            },
        ],
        supervisor: "supervisor".to_owned(),
        audit_head: sha256(b"audit"),
        at: AT.to_owned(),
        app: app(),
    }
}

pub(crate) fn reopening() -> Reopening {
    Reopening {
        contest: contest(),
        round: Round::Written,
        track: track(),
        result: digest_of(&result()).unwrap(),
        reason: "一位专家补交纸质表".to_owned(),
        supervisor: "supervisor".to_owned(),
        audit_head: sha256(b"audit"),
        at: AT.to_owned(),
    }
}

pub(crate) fn shortlist() -> Shortlist {
    let entries = vec![entry_id(1), entry_id(2)];
    Shortlist {
        contest: contest(),
        round: Round::Written,
        next: Round::Roadshow,
        track: Some(track()),
        version: 1,
        prev: None,
        rule_digest: sha256(b"decimals = 2\n"),
        entries: entries.clone(),
        chosen: vec![entry_id(2)],
        reason: "末位同分，合议后入围".to_owned(),
        assignments: vec![NextAssignment {
            expert: expert(1),
            entries,
        }],
        supervisor: "supervisor".to_owned(),
        audit_head: sha256(b"audit"),
        at: AT.to_owned(),
    }
}
