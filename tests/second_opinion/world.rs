//! A made-up contest of a hundred experts in two tracks, with every way a key can be known, revisions, gates, calibration and later rounds.
//!
//! Not what happens to sheets afterwards (see `happenings`). Everything signed here is right. The one rule: everything follows from a seed.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::Expert;
use jury_core::merge::{Expected, ExpectedEntry};
use jury_core::rubric::Rubric;
use jury_core::rule::Rule;
use jury_core::sheet::{Counts, Finding, GateFinding, Line, LineState};
use jury_core::size_class::SizeClass;
use jury_core::{ContestId, Digest, EntryId, ExpertId, PanelId, Points, TrackId};
use jury_seal::document::parts::{
    Algorithms, App, ContestName, ExpertName, KeyRecord, SigningRecord, Supervisor, TrackName,
};
use jury_seal::document::roster::{ExpertKey, KeySource, KeyStatus, Roster, RosterExpert};
use jury_seal::document::rubric::RubricPart;
use jury_seal::document::sheet::{Install, RubricName, Sheet, SheetEntry, SheetKind, Times};
use jury_seal::document::{Closing, Confirmation, Transcript};
use jury_seal::introduction::certify;
use jury_seal::verify::{KeyBook, chain_before, examine, examine_transcript};
use jury_seal::wire::Hex;
use jury_seal::{Envelope, SigningKey, canon, seal, sha256};
use serde_json::{Value, json};

use crate::happenings;
use crate::noise::Noise;

pub(crate) const EXPERTS: usize = 100;
const ENTRIES: usize = 3;
pub(crate) const AT: &str = "2025-06-12T14:02:07+08:00";
const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

/// One sheet with the key that signs it.
pub(crate) struct Signed {
    pub(crate) sheet: Sheet,
    pub(crate) key: SigningKey,
}

/// One transcript with the keys that sign it.
pub(crate) struct Typed {
    pub(crate) transcript: Transcript,
    pub(crate) keys: Vec<SigningKey>,
}

/// What is known, and the good sheets of every expert in order.
pub(crate) struct World {
    /// Of each round of the rule, in their order.
    pub(crate) expected: Vec<Expected>,
    pub(crate) book: KeyBook,
    /// Of each expert in the first round, then of those who judge in the second.
    pub(crate) sheets: Vec<Vec<Signed>>,
    pub(crate) typed: Vec<Typed>,
    /// Contest documents by kind, as envelopes.
    pub(crate) documents: Vec<(&'static str, Envelope)>,
    pub(crate) entries: Value,
    pub(crate) rubric: Vec<u8>,
}

pub(crate) fn key(what: &str, number: usize) -> SigningKey {
    SigningKey::from_seed(&sha256(format!("{what} {number}").as_bytes()).0)
}

pub(crate) fn contest() -> ContestName {
    ContestName {
        id: ContestId::new("GX-2026").unwrap(),
        name: "云江分赛".to_owned(),
        edition: "2026".to_owned(),
    }
}

/// How an expert's key is known, by the expert's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    Enrolled,
    Introduced,
    Confirmed,
    /// Enrolled, revoked after some sheet; another key goes on.
    Replaced,
    /// Introduced, rescued after some sheet; another introduction key goes on.
    Rescued,
    /// Two keys that nobody confirmed.
    Contested,
}

pub(crate) fn known(number: usize) -> Known {
    match number % 10 {
        0..=4 => Known::Enrolled,
        5 | 6 => Known::Introduced,
        7 => Known::Confirmed,
        8 if number % 20 == 8 => Known::Replaced,
        8 => Known::Rescued,
        _ if number % 20 == 9 => Known::Contested,
        _ => Known::Enrolled,
    }
}

pub(crate) fn expert(number: usize) -> Expert {
    let track = if number < EXPERTS / 2 { "01" } else { "02" };
    Expert {
        id: ExpertId::new(format!("E{number:04}")).unwrap(),
        name: format!("专家{number}"),
        unit: "云江大学".to_owned(),
        track: TrackId::new(track).unwrap(),
        panel: PanelId::new(format!("{track}-1")).unwrap(),
        chair: number.is_multiple_of(EXPERTS / 2),
    }
}

/// The entries of a track, the last one for calibration.
pub(crate) fn entry_ids(track: &TrackId) -> Vec<EntryId> {
    (1..=ENTRIES)
        .map(|number| format!("{track}-{number:03}"))
        .chain([format!("{track}-C01")])
        .map(|id| EntryId::new(id).unwrap())
        .collect()
}

const SIZES: [SizeClass; 4] = [
    SizeClass::Small,
    SizeClass::Large,
    SizeClass::NotClassified,
    SizeClass::Small,
];

fn materials(entry: &EntryId) -> Value {
    let digest = sha256(entry.as_str().as_bytes()).to_string();
    json!([{"kind": "application-form", "name": format!("{entry}申报书.pdf"), "sha256": digest, "size": 5}])
}

fn digest_of(value: &Value) -> Digest {
    sha256(&canon::to_bytes(value).unwrap())
}

fn dossier(entry: &EntryId) -> Digest {
    digest_of(&json!({"entry": entry.as_str(), "materials": materials(entry)}))
}

impl World {
    pub(crate) fn new(seed: u64, rule: &Rule, rule_text: &str) -> Self {
        let mut noise = Noise::new(seed);
        let rubric = Rubric::built_in();
        let part = RubricPart::of(&rubric);
        let first = rule.rounds.first().unwrap().round;
        let mut expected = Expected::new(contest().id, first, rubric, part.digest().unwrap());
        expected.quorum = rule.missing.quorum();
        let entries = add_entries(&mut expected);
        for number in 0..EXPERTS {
            let expert = expert(number);
            let assigned = entry_ids(&expert.track).into_iter().collect();
            assign(&mut expected, expert, assigned);
        }
        let mut sheets: Vec<Vec<Signed>> = Vec::new();
        for number in 0..EXPERTS {
            sheets.push(sheets_of(number, &expected, &mut noise));
        }
        let mut documents = vec![("roster", roster(&sheets))];
        documents.extend(confirmations(&sheets));
        let typed = happenings::typed(&mut sheets, &expected, &mut noise);
        documents.extend(happenings::close(
            &mut sheets,
            &typed,
            &mut expected,
            &mut noise,
        ));
        let book = know(&documents, &mut expected);
        let mut all = vec![expected];
        for round in rule.rounds.iter().skip(1) {
            let lists = if all.len() == 1 {
                happenings::shortlists(&all[0], round.round, &mut noise)
            } else {
                // Nobody goes on to a third round.
                Vec::new()
            };
            let mut next = happenings::next_round(&all[0], round.round, &lists);
            documents.extend(lists.iter().map(|list| {
                let keys = [&key("contest", 0), &key("supervisor", 0)];
                ("shortlist", seal(list, &keys).unwrap())
            }));
            let more: Vec<_> = (0..EXPERTS)
                .filter_map(|number| happenings::sheets_again(number, &sheets, &next, &mut noise))
                .collect();
            documents.extend(happenings::close_again(&more, &mut next, &mut noise));
            sheets.extend(more);
            all.push(next);
        }
        for expected in &mut all {
            documents.extend(happenings::decide(&sheets, expected, &mut noise));
            documents.extend(happenings::finalise(
                &sheets, &typed, expected, rule_text, &mut noise,
            ));
        }
        Self {
            expected: all,
            book,
            sheets,
            typed,
            documents,
            entries,
            rubric: canon::to_bytes(&part).unwrap(),
        }
    }
}

fn add_entries(expected: &mut Expected) -> Value {
    let mut listed = Vec::new();
    for track in ["01", "02"] {
        let track = TrackId::new(track).unwrap();
        for (id, size) in entry_ids(&track).into_iter().zip(SIZES) {
            let profile = expected.rubric.profile_for(size).unwrap().id.clone();
            let calibration = id.as_str().contains('C');
            listed.push(json!({"calibration": calibration, "entrant": "云江市某公司", "id": id.as_str(), "materials": materials(&id), "profile": profile.as_str(),
                "size_basis": "", "size_class": size.as_str(), "team": "某队", "title": "车间数据空间", "topic": "", "track": track.as_str()}));
            let facts = ExpectedEntry {
                track: track.clone(),
                size,
                profile,
                dossier: dossier(&id),
                calibration,
            };
            expected.entries.insert(id, facts);
        }
    }
    Value::Array(listed)
}

pub(crate) fn assign(expected: &mut Expected, expert: Expert, entries: BTreeSet<EntryId>) {
    let listed: Vec<Value> = entries
        .iter()
        .map(|id| {
            let facts = &expected.entries[id];
            json!({"dossier": facts.dossier.to_string(), "id": id.as_str(), "profile": facts.profile.as_str(), "size_class": facts.size.as_str()})
        })
        .collect();
    let assignment = json!({"contest": expected.contest.as_str(), "entries": listed, "expert": expert.id.as_str(),
        "round": expected.round.as_str(), "track": expert.track.as_str()});
    let digests = BTreeSet::from([digest_of(&assignment)]);
    expected
        .assignment_digests
        .insert(expert.id.clone(), digests);
    if !entries.is_empty() {
        expected.assignments.insert(expert.id.clone(), entries);
    }
    expected.experts.insert(expert.id.clone(), expert);
}

/// The sheets an expert signed, each naming the one before.
fn sheets_of(number: usize, expected: &Expected, noise: &mut Noise) -> Vec<Signed> {
    let known = known(number);
    let many = match known {
        Known::Replaced | Known::Rescued | Known::Contested => 2,
        _ => [1, 1, 1, 2, 3][noise.below(5)],
    };
    let mut signed: Vec<Signed> = Vec::new();
    for seq in 1..=many {
        let second =
            seq > 1 && matches!(known, Known::Replaced | Known::Rescued | Known::Contested);
        let own = key(if second { "second" } else { "own" }, number);
        let introduction = key(
            if second && known == Known::Rescued {
                "introduction again"
            } else {
                "introduction"
            },
            number,
        );
        let id = expert(number).id;
        let record = match known {
            Known::Enrolled | Known::Replaced => SigningRecord {
                own: KeyRecord::of(&own.public()),
                introduction: None,
            },
            _ => certify(&introduction, &expected.contest, &id, &own.public()),
        };
        // Contested sheets claim the same number.
        let alone = known == Known::Contested;
        let prev = signed
            .last()
            .filter(|_| !alone)
            .map(|before| seal(&before.sheet, &[&before.key]).unwrap().digest());
        let seq = if alone { 1 } else { seq };
        let sheet = sheet(&expert(number), seq, prev, record, expected, noise);
        signed.push(Signed { sheet, key: own });
    }
    signed
}

pub(crate) fn sheet(
    expert: &Expert,
    seq: u32,
    prev: Option<Digest>,
    key: SigningRecord,
    expected: &Expected,
    noise: &mut Noise,
) -> Sheet {
    let lines: Vec<Line> = expected.assignments[&expert.id]
        .iter()
        .cloned()
        .map(|entry| line(entry, expected, noise))
        .collect();
    let entry = |line: &Line| {
        let facts = &expected.entries[&line.entry];
        SheetEntry::of(line, facts.dossier, facts.size, Some(AT.to_owned())).unwrap()
    };
    Sheet {
        contest: expected.contest.clone(),
        round: expected.round,
        track: expert.track.clone(),
        panel: expert.panel.clone(),
        expert: ExpertName {
            id: expert.id.clone(),
            name: expert.name.clone(),
        },
        kind: SheetKind::Final,
        seq,
        prev,
        ticket: None,
        reason: (seq > 1).then(|| "漏看附件".to_owned()),
        letter: sha256(b"letter"),
        assignment: *expected.assignment_digests[&expert.id].first().unwrap(),
        rubric: RubricName::of(&expected.rubric, expected.rubric_digest),
        key,
        install: Install {
            id: Hex([7; 16]),
            counter: 480,
        },
        entries: lines.iter().map(entry).collect(),
        counts: Counts::of(&lines).into(),
        times: Times {
            signed_at: AT.to_owned(),
            since_prev_s: None,
            clock_anomalies: 0,
        },
        app: App {
            name: "jurybench".to_owned(),
            version: "0.1.0".to_owned(),
        },
    }
}

fn line(entry: EntryId, expected: &Expected, noise: &mut Noise) -> Line {
    let rubric = &expected.rubric;
    let profile = rubric.profile(&expected.entries[&entry].profile).unwrap();
    let reason = || "曾任该单位顾问".to_owned();
    let state = match noise.below(12) {
        0 => LineState::Recused { reason: reason() },
        1 => LineState::MaterialMissing { reason: reason() },
        2 if noise.once_in(3) => LineState::Unmarked,
        _ => {
            let step = rubric.step.hundredths();
            let mut mark = |most: &Points| {
                // Few different marks, so that totals are often equal.
                let steps = most.hundredths() / step;
                Points::from_hundredths(
                    (steps - i64::try_from(noise.below(2)).unwrap().min(steps)) * step,
                )
            };
            LineState::Scored(
                profile
                    .weights
                    .iter()
                    .map(|(criterion, most)| (criterion.clone(), mark(most)))
                    .collect(),
            )
        }
    };
    let total = match &state {
        LineState::Scored(marks) => Some(rubric.total(profile, marks)),
        _ => None,
    };
    let gates = match state {
        LineState::Recused { .. } => Vec::new(),
        _ => findings(expected, noise),
    };
    let comment = ["", "方案完整\n数据来源清楚", "引号\"与\\反斜杠"][noise.below(3)];
    Line {
        entry,
        profile: profile.id.clone(),
        weights: profile.weights.clone(),
        state,
        total,
        gates,
        comment: comment.to_owned(),
    }
}

fn findings(expected: &Expected, noise: &mut Noise) -> Vec<GateFinding> {
    let mut found = Vec::new();
    if !noise.once_in(6) {
        return found;
    }
    for gate in &expected.rubric.gates {
        let finding = match noise.below(60) {
            0 => Finding::Doubt,
            1 => Finding::Fail,
            _ => Finding::Pass,
        };
        if noise.once_in(2) {
            found.push(GateFinding {
                gate: gate.id.clone(),
                finding,
                reason: if finding == Finding::Pass {
                    ""
                } else {
                    "缺营业执照"
                }
                .to_owned(),
            });
        }
    }
    found.sort();
    found
}

fn roster(sheets: &[Vec<Signed>]) -> Envelope {
    let record = |key: &SigningKey| KeyRecord::of(&key.public());
    let entry = |key: &SigningKey, source, revoked_after: Option<Digest>| ExpertKey {
        key: record(key),
        source,
        status: if revoked_after.is_some() {
            KeyStatus::Revoked
        } else {
            KeyStatus::Enrolled
        },
        revoked_after,
    };
    let experts = (0..EXPERTS)
        .map(|number| {
            let first = sheets[number].first().unwrap();
            let last = || Some(seal(&first.sheet, &[&first.key]).unwrap().digest());
            let own = |what, last| entry(&key(what, number), KeySource::Enrolled, last);
            let introduction =
                |what, last| entry(&key(what, number), KeySource::Introduction, last);
            let mut keys = match known(number) {
                Known::Enrolled => vec![own("own", None)],
                Known::Replaced => vec![own("own", last()), own("second", None)],
                Known::Rescued => vec![
                    introduction("introduction", last()),
                    introduction("introduction again", None),
                ],
                _ => vec![introduction("introduction", None)],
            };
            if known(number) == Known::Enrolled {
                keys.push(introduction("introduction", None));
            }
            let Expert {
                id,
                name,
                unit,
                track,
                panel,
                chair,
            } = expert(number);
            RosterExpert {
                id,
                name,
                unit,
                track,
                panel,
                chair,
                recipient: None,
                keys,
            }
        })
        .collect();
    let roster = Roster {
        version: 1,
        prev: None,
        contest: contest(),
        algorithms: Algorithms::current(),
        contest_key: record(&key("contest", 0)),
        supervisors: vec![Supervisor {
            id: "supervisor".to_owned(),
            name: "孟怀远".to_owned(),
            key: record(&key("supervisor", 0)),
        }],
        recovery: RECIPIENT.to_owned(),
        tracks: ["01", "02"]
            .map(|id| TrackName {
                id: TrackId::new(id).unwrap(),
                name: format!("赛道{id}"),
            })
            .into(),
        experts,
        audit_head: Digest([0; 32]),
        at: AT.to_owned(),
    };
    seal(&roster, &[&key("contest", 0), &key("supervisor", 0)]).unwrap()
}

fn confirmations(sheets: &[Vec<Signed>]) -> Vec<(&'static str, Envelope)> {
    (0..EXPERTS)
        .filter(|number| known(*number) == Known::Confirmed)
        .map(|number| {
            let first = sheets[number].first().unwrap();
            let confirmation = Confirmation {
                contest: contest().id,
                expert: expert(number).id,
                key: KeyRecord::of(&first.key.public()),
                sheet: seal(&first.sheet, &[&first.key]).unwrap().digest(),
                supervisor: "supervisor".to_owned(),
                scan: None,
                audit_head: Digest([0; 32]),
                at: AT.to_owned(),
            };
            (
                "confirmation",
                seal(&confirmation, &[&key("supervisor", 0)]).unwrap(),
            )
        })
        .collect()
}

/// Reads the documents again, as a desk would.
fn know(documents: &[(&'static str, Envelope)], expected: &mut Expected) -> KeyBook {
    let roster: Roster = canon::from_bytes(&documents[0].1.payload).unwrap();
    let mut book = KeyBook::of_roster(&roster).unwrap();
    for (kind, envelope) in documents {
        if *kind == "confirmation" {
            book.confirm(&canon::from_bytes(&envelope.payload).unwrap())
                .unwrap();
        }
    }
    let mut keys = book.signing_keys();
    for expert in expected.experts.keys() {
        let of = keys.remove(expert).unwrap_or_default();
        expected
            .trusted_keys
            .insert(expert.clone(), of.iter().map(ToString::to_string).collect());
    }
    expected.retired_keys = book.revoked().map(|(keyid, _)| keyid.to_string()).collect();
    book
}

/// What a desk takes from the received sheets before it judges them: what revoked keys still cover, and whose the closed sheets are.
pub(crate) fn take_in(world: &mut World, received: &[Vec<u8>]) {
    let mut before = BTreeMap::new();
    let mut experts = BTreeMap::new();
    for bytes in received {
        let Ok((envelope, strict)) = Envelope::read(bytes) else {
            continue;
        };
        if let Some(sheet) = examine::<Sheet>(bytes, &world.book).document {
            if strict {
                before.insert(envelope.digest(), sheet.prev);
            }
            experts.insert(envelope.digest(), sheet.expert.id);
        } else if let Some(typed) = examine_transcript(bytes, &world.book).document {
            experts.insert(envelope.digest(), typed.expert.id);
        }
    }
    let revoked: Vec<_> = world
        .book
        .revoked()
        .map(|(keyid, last)| (keyid, last.clone()))
        .collect();
    for (keyid, last) in revoked {
        for digest in last {
            world.book.cover(keyid, chain_before(digest, &before));
        }
    }
    for (kind, envelope) in &world.documents {
        if *kind == "closing" {
            let closing: Closing = canon::from_bytes(&envelope.payload).unwrap();
            let mut rounds = world.expected.iter_mut();
            let Some(of) = rounds.find(|one| one.round == closing.round) else {
                continue;
            };
            for digest in closing.sheets {
                if let Some(expert) = experts.get(&digest) {
                    of.closed.entry(expert.clone()).or_default().insert(digest);
                }
            }
        }
    }
}
