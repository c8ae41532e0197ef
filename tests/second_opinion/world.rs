//! A made-up contest of a hundred experts in two tracks, with every way a key can be known, closings, tickets and revisions.
//!
//! Everything signed here is right. The one rule: everything follows from a seed.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::{Expert, Round};
use jury_core::merge::{Expected, ExpectedEntry, TicketFacts};
use jury_core::rubric::Rubric;
use jury_core::sheet::{Counts, Line, LineState};
use jury_core::size_class::SizeClass;
use jury_core::{ContestId, Digest, EntryId, ExpertId, PanelId, Points, TrackId};
use jury_seal::document::parts::{
    Algorithms, App, ContestName, ExpertName, KeyRecord, SigningRecord, Supervisor, TrackName,
};
use jury_seal::document::roster::{ExpertKey, KeySource, KeyStatus, Roster, RosterExpert};
use jury_seal::document::rubric::RubricPart;
use jury_seal::document::sheet::{Install, RubricName, Sheet, SheetEntry, SheetKind, Times};
use jury_seal::document::{Closing, Confirmation, Ticket};
use jury_seal::introduction::certify;
use jury_seal::verify::{KeyBook, chain_before};
use jury_seal::wire::Hex;
use jury_seal::{Envelope, SigningKey, canon, seal, sha256};
use serde_json::{Value, json};

use crate::noise::Noise;

pub(crate) const EXPERTS: usize = 100;
const ENTRIES: usize = 3;
const AT: &str = "2025-06-12T14:02:07+08:00";
const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

/// One sheet with the key that signs it.
pub(crate) struct Signed {
    pub(crate) sheet: Sheet,
    pub(crate) key: SigningKey,
}

/// What is known, and the good sheets of every expert in order.
pub(crate) struct World {
    pub(crate) expected: Expected,
    pub(crate) book: KeyBook,
    pub(crate) sheets: Vec<Vec<Signed>>,
    /// Contest documents by kind, as envelopes.
    pub(crate) documents: Vec<(&'static str, Envelope)>,
    pub(crate) entries: Value,
    pub(crate) rubric: Vec<u8>,
}

pub(crate) fn key(what: &str, number: usize) -> SigningKey {
    SigningKey::from_seed(&sha256(format!("{what} {number}").as_bytes()).0)
}

fn contest() -> ContestName {
    ContestName {
        id: ContestId::new("GX-2026").unwrap(),
        name: "云江分赛".to_owned(),
        edition: "2026".to_owned(),
    }
}

/// How an expert's key is known, by the expert's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
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

fn known(number: usize) -> Known {
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

fn expert(number: usize) -> Expert {
    let track = if number < EXPERTS / 2 { "01" } else { "02" };
    Expert {
        id: ExpertId::new(format!("E{number:04}")).unwrap(),
        name: format!("专家{number}"),
        unit: "云江大学".to_owned(),
        track: TrackId::new(track).unwrap(),
        panel: PanelId::new(format!("{track}-1")).unwrap(),
        chair: number % (EXPERTS / 2) == 0,
    }
}

fn entry_ids(track: &TrackId) -> Vec<EntryId> {
    (1..=ENTRIES)
        .map(|number| EntryId::new(format!("{track}-{number:03}")).unwrap())
        .collect()
}

const SIZES: [SizeClass; 3] = [SizeClass::Small, SizeClass::Large, SizeClass::NotClassified];

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
    pub(crate) fn new(seed: u64) -> Self {
        let mut noise = Noise::new(seed);
        let rubric = Rubric::built_in();
        let part = RubricPart::of(&rubric);
        let mut expected =
            Expected::new(contest().id, Round::Written, rubric, part.digest().unwrap());
        let entries = add_entries(&mut expected);
        for number in 0..EXPERTS {
            add_expert(&mut expected, number);
        }
        let mut sheets: Vec<Vec<Signed>> = Vec::new();
        for number in 0..EXPERTS {
            sheets.push(sheets_of(number, &expected, &mut noise));
        }
        let mut documents = vec![("roster", roster(&sheets))];
        documents.extend(confirmations(&sheets));
        documents.extend(close(&mut sheets, &mut expected, &mut noise));
        let book = know(&documents, &mut expected);
        Self {
            expected,
            book,
            sheets,
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
            listed.push(json!({"id": id.as_str(), "materials": materials(&id), "profile": profile.as_str(), "size_class": size.as_str(),
                "title": "车间数据空间", "track": track.as_str()}));
            let facts = ExpectedEntry {
                track: track.clone(),
                size,
                profile,
                dossier: dossier(&id),
                calibration: false,
            };
            expected.entries.insert(id, facts);
        }
    }
    Value::Array(listed)
}

fn add_expert(expected: &mut Expected, number: usize) {
    let expert = expert(number);
    let entries = entry_ids(&expert.track);
    let listed: Vec<Value> = entries
        .iter()
        .map(|id| {
            let facts = &expected.entries[id];
            json!({"dossier": facts.dossier.to_string(), "id": id.as_str(), "profile": facts.profile.as_str(), "size_class": facts.size.as_str()})
        })
        .collect();
    let assignment = json!({"contest": expected.contest.as_str(), "entries": listed, "expert": expert.id.as_str(),
        "round": "written", "track": expert.track.as_str()});
    let digests = BTreeSet::from([digest_of(&assignment)]);
    expected
        .assignments
        .insert(expert.id.clone(), entries.into_iter().collect());
    expected
        .assignment_digests
        .insert(expert.id.clone(), digests);
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

fn sheet(
    expert: &Expert,
    seq: u32,
    prev: Option<Digest>,
    key: SigningRecord,
    expected: &Expected,
    noise: &mut Noise,
) -> Sheet {
    let lines: Vec<Line> = entry_ids(&expert.track)
        .into_iter()
        .map(|entry| line(entry, expected, noise))
        .collect();
    let entry = |line: &Line| {
        let facts = &expected.entries[&line.entry];
        SheetEntry::of(line, facts.dossier, facts.size, Some(AT.to_owned())).unwrap()
    };
    Sheet {
        contest: expected.contest.clone(),
        round: Round::Written,
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
    let comment = ["", "方案完整\n数据来源清楚", "引号\"与\\反斜杠"][noise.below(3)];
    Line {
        entry,
        profile: profile.id.clone(),
        weights: profile.weights.clone(),
        state,
        total,
        gates: Vec::new(),
        comment: comment.to_owned(),
    }
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

/// Closes track 02 with the last sheet of most of its experts; some have a later one, with a ticket or without.
fn close(
    sheets: &mut [Vec<Signed>],
    expected: &mut Expected,
    noise: &mut Noise,
) -> Vec<(&'static str, Envelope)> {
    let track = TrackId::new("02").unwrap();
    let (mut taken, mut documents) = (Vec::new(), Vec::new());
    for (number, of) in sheets.iter_mut().enumerate().skip(EXPERTS / 2) {
        if noise.once_in(10) {
            continue;
        }
        let last = of.last().unwrap();
        let digest = seal(&last.sheet, &[&last.key]).unwrap().digest();
        let expert = expert(number);
        taken.push(digest);
        let seq = last.sheet.seq + 1;
        if !noise.once_in(3) || known(number) == Known::Contested {
            continue;
        }
        let (own, record) = (key_again(last), last.sheet.key.clone());
        let mut revision = sheet(&expert, seq, Some(digest), record, expected, noise);
        if noise.once_in(2) {
            let ticket = Ticket {
                contest: contest().id,
                round: Round::Written,
                track: track.clone(),
                expert: expert.id.clone(),
                seq,
                prev: digest,
                entries: Vec::new(),
                asked_by: "组织方".to_owned(),
                reason: "复评".to_owned(),
                at: AT.to_owned(),
            };
            let envelope = seal(&ticket, &[&key("contest", 0)]).unwrap();
            let facts = TicketFacts {
                expert: expert.id.clone(),
                seq,
                prev: Some(digest),
            };
            expected.tickets.insert(envelope.digest(), facts);
            revision.ticket = Some(envelope.digest());
            documents.push(("ticket", envelope));
        }
        of.push(Signed {
            sheet: revision,
            key: own,
        });
    }
    taken.sort();
    expected.closed_tracks.insert(track.clone());
    let closing = Closing {
        contest: contest().id,
        round: Round::Written,
        track,
        sheets: taken,
        audit_head: Digest([0; 32]),
        at: AT.to_owned(),
    };
    documents.push(("closing", seal(&closing, &[&key("contest", 0)]).unwrap()));
    documents
}

fn key_again(signed: &Signed) -> SigningKey {
    SigningKey::from_seed(&signed.key.seed())
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
        let Some(sheet) = jury_seal::verify::examine::<Sheet>(bytes, &world.book).document else {
            continue;
        };
        if strict {
            before.insert(envelope.digest(), sheet.prev);
        }
        experts.insert(envelope.digest(), sheet.expert.id);
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
            for digest in closing.sheets {
                if let Some(expert) = experts.get(&digest) {
                    world.expected.closed.insert(expert.clone(), digest);
                }
            }
        }
    }
}
