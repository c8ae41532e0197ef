//! What happens to a contest's sheets: papers typed, a track closed, tickets, entries going on, decisions, results.
//!
//! Each adds signed documents and what a desk would know from them. The one rule: everything follows from the noise given.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::Round;
use jury_core::merge::{Decisions, Expected, Subject, SubjectKind, TicketFacts};
use jury_core::{Digest, EntryId, TrackId};
use jury_seal::document::decision::SubjectPart;
use jury_seal::document::parts::{App, ExpertName, KeyRecord, Supervisor};
use jury_seal::document::result::{Input, names_digest};
use jury_seal::document::shortlist::NextAssignment;
use jury_seal::document::{
    Closing, Decision, Reopening, ResultDocument, Shortlist, Ticket, Transcript,
};
use jury_seal::{Envelope, SigningKey, seal, sha256};

use crate::noise::Noise;
use crate::world::{AT, EXPERTS, Known, Signed, Typed, assign, contest, expert, key, known, sheet};

type Documents = Vec<(&'static str, Envelope)>;

fn digest_of(signed: &Signed) -> Digest {
    seal(&signed.sheet, &[&signed.key]).unwrap().digest()
}

fn digest_of_typed(typed: &Typed) -> Digest {
    let keys: Vec<&SigningKey> = typed.keys.iter().collect();
    seal(&typed.transcript, &keys).unwrap().digest()
}

fn by_both(document: &impl jury_seal::document::Document) -> Envelope {
    seal(document, &[&key("contest", 0), &key("supervisor", 0)]).unwrap()
}

/// One expert in ten handed in paper: alone, beside a sheet that says the same, or beside one that does not.
pub(crate) fn typed(
    sheets: &mut [Vec<Signed>],
    expected: &Expected,
    noise: &mut Noise,
) -> Vec<Typed> {
    let mut all = Vec::new();
    for (number, of) in sheets.iter_mut().enumerate() {
        if number % 10 != 3 {
            continue;
        }
        let last = of.last().unwrap();
        let same = noise.once_in(2);
        let mut source = last.sheet.clone();
        if !same {
            let record = last.sheet.key.clone();
            source = sheet(&expert(number), 1, None, record, expected, noise);
        }
        let first = transcript(&source, 1, None);
        let before = digest_of_typed(&first);
        all.push(first);
        if noise.once_in(3) {
            all.push(transcript(&source, 2, Some(before)));
        }
        if noise.once_in(2) {
            of.clear();
        }
    }
    all
}

fn transcript(of: &jury_seal::document::Sheet, seq: u32, prev: Option<Digest>) -> Typed {
    let clerk = |id: &str, key: &SigningKey| Supervisor {
        id: id.to_owned(),
        name: id.to_owned(),
        key: KeyRecord::of(&key.public()),
    };
    let (organiser, supervisor) = (key("clerk", 0), key("supervisor", 0));
    let transcript = Transcript {
        contest: of.contest.clone(),
        round: of.round,
        track: of.track.clone(),
        panel: of.panel.clone(),
        expert: ExpertName {
            id: of.expert.id.clone(),
            name: of.expert.name.clone(),
        },
        clerks: vec![
            clerk("organiser", &organiser),
            clerk("supervisor", &supervisor),
        ],
        seq,
        prev,
        assignment: of.assignment,
        rubric: of.rubric.clone(),
        entries: of.entries.clone(),
        counts: of.counts,
        scan: sha256(b"scan"),
        at: AT.to_owned(),
        app: app(),
    };
    Typed {
        transcript,
        keys: vec![key("contest", 0), organiser, supervisor],
    }
}

fn app() -> App {
    App {
        name: "jurybench".to_owned(),
        version: "0.1.0".to_owned(),
    }
}

/// Closes track 02 with the last sheet of most of its experts; some have a later one, with a ticket or without.
pub(crate) fn close(
    sheets: &mut [Vec<Signed>],
    typed: &[Typed],
    expected: &mut Expected,
    noise: &mut Noise,
) -> Documents {
    let track = TrackId::new("02").unwrap();
    let (mut taken, mut documents) = (Vec::new(), Vec::new());
    for (number, of) in sheets.iter_mut().enumerate().skip(EXPERTS / 2) {
        if noise.once_in(10) {
            continue;
        }
        let Some(last) = of.last() else {
            let mut paper = typed
                .iter()
                .filter(|one| one.transcript.expert.id == expert(number).id);
            taken.extend(paper.next_back().map(digest_of_typed));
            continue;
        };
        let digest = digest_of(last);
        taken.push(digest);
        if !noise.once_in(3) || known(number) == Known::Contested {
            continue;
        }
        let (ticket, revision) = revision(number, last, digest, expected, noise);
        documents.extend(ticket);
        of.push(revision);
    }
    taken.sort();
    expected.closed_tracks.insert(track.clone());
    let closing = Closing {
        contest: contest().id,
        round: expected.round,
        track,
        sheets: taken,
        audit_head: Digest([0; 32]),
        at: AT.to_owned(),
    };
    documents.push(("closing", seal(&closing, &[&key("contest", 0)]).unwrap()));
    documents
}

fn revision(
    number: usize,
    last: &Signed,
    prev: Digest,
    expected: &mut Expected,
    noise: &mut Noise,
) -> (Option<(&'static str, Envelope)>, Signed) {
    let expert = expert(number);
    let seq = last.sheet.seq + 1;
    let record = last.sheet.key.clone();
    let mut sheet = sheet(&expert, seq, Some(prev), record, expected, noise);
    let key_again = SigningKey::from_seed(&last.key.seed());
    if !noise.once_in(2) {
        let key = key_again;
        return (None, Signed { sheet, key });
    }
    let listed = expected.assignments[&expert.id].iter();
    let ticket = Ticket {
        contest: contest().id,
        round: expected.round,
        track: expert.track.clone(),
        expert: expert.id.clone(),
        seq,
        prev,
        entries: listed.filter(|_| noise.once_in(2)).cloned().collect(),
        asked_by: "组织方".to_owned(),
        reason: "复评".to_owned(),
        at: AT.to_owned(),
    };
    let envelope = seal(&ticket, &[&key("contest", 0)]).unwrap();
    let facts = TicketFacts {
        expert: expert.id.clone(),
        seq,
        prev: Some(prev),
    };
    expected.tickets.insert(envelope.digest(), facts);
    sheet.ticket = Some(envelope.digest());
    let key = key_again;
    (Some(("ticket", envelope)), Signed { sheet, key })
}

/// Who goes on, by track or across both; sometimes a second version says otherwise.
pub(crate) fn shortlists(expected: &Expected, next: Round, noise: &mut Noise) -> Vec<Shortlist> {
    let across = noise.once_in(3);
    let tracks: &[Option<&str>] = if across {
        &[None]
    } else {
        &[Some("01"), Some("02")]
    };
    let mut lists = Vec::new();
    for track in tracks {
        let mut prev = None;
        for version in 1..=u32::try_from(1 + noise.below(2)).unwrap() {
            let list = shortlist(expected, next, *track, (version, prev), noise);
            prev = Some(by_both(&list).digest());
            lists.push(list);
        }
    }
    lists
}

fn shortlist(
    expected: &Expected,
    next: Round,
    track: Option<&str>,
    (version, prev): (u32, Option<Digest>),
    noise: &mut Noise,
) -> Shortlist {
    let entries: Vec<EntryId> = expected
        .entries
        .iter()
        .filter(|(_, facts)| {
            !facts.calibration && track.is_none_or(|track| facts.track.as_str() == track)
        })
        .map(|(id, _)| id.clone())
        .filter(|_| !noise.once_in(3))
        .collect();
    let mut assignments = Vec::new();
    for (expert, assigned) in &expected.assignments {
        // Now and then somebody judges across tracks, or in another than before.
        let everywhere = noise.once_in(6);
        let here = entries
            .iter()
            .filter(|entry| everywhere || assigned.contains(entry));
        let here: Vec<EntryId> = here.filter(|_| !noise.once_in(8)).cloned().collect();
        if !here.is_empty() {
            assignments.push(NextAssignment {
                expert: expert.clone(),
                entries: here,
            });
        }
    }
    Shortlist {
        contest: contest().id,
        round: expected.round,
        next,
        track: track.map(|track| TrackId::new(track).unwrap()),
        version,
        prev,
        rule_digest: sha256(b"rule"),
        entries,
        chosen: Vec::new(),
        reason: String::new(),
        assignments,
        supervisor: "supervisor".to_owned(),
        audit_head: Digest([0; 32]),
        at: AT.to_owned(),
    }
}

/// What a desk knows of a later round: the highest version of each list leads there.
pub(crate) fn next_round(first: &Expected, round: Round, lists: &[Shortlist]) -> Expected {
    let mut next = first.clone();
    next.round = round;
    next.closed_tracks.clear();
    next.tickets.clear();
    next.assignments.clear();
    let mut in_force: BTreeMap<&Option<TrackId>, &Shortlist> = BTreeMap::new();
    // Versions ascend, the last one stays.
    in_force.extend(lists.iter().map(|list| (&list.track, list)));
    let mut judging: BTreeMap<_, BTreeSet<EntryId>> = BTreeMap::new();
    let mut entries = BTreeSet::new();
    for list in in_force.values() {
        entries.extend(list.entries.iter().cloned());
        for one in &list.assignments {
            let of = judging.entry(one.expert.clone()).or_default();
            of.extend(one.entries.iter().cloned());
        }
    }
    next.entries.retain(|entry, _| entries.contains(entry));
    for number in 0..EXPERTS {
        let expert = expert(number);
        let entries = judging.remove(&expert.id).unwrap_or_default();
        assign(&mut next, expert, entries);
    }
    next
}

/// Closes tracks of a later round now and then, each with some sheet of most who judge in it: of one who judges in both perhaps different ones.
pub(crate) fn close_again(
    sheets: &[Vec<Signed>],
    expected: &mut Expected,
    noise: &mut Noise,
) -> Documents {
    let mut documents = Vec::new();
    for track in ["01", "02"].map(|track| TrackId::new(track).unwrap()) {
        if !noise.once_in(3) {
            continue;
        }
        let mut taken = BTreeSet::new();
        for of in sheets {
            let judges_here = |one: &&Signed| {
                one.sheet.round == expected.round
                    && expected.tracks_of(&one.sheet.expert.id).contains(&track)
            };
            let of: Vec<&Signed> = of.iter().filter(judges_here).collect();
            if !of.is_empty() && !noise.once_in(5) {
                taken.insert(digest_of(of[noise.below(of.len())]));
            }
        }
        let closing = Closing {
            contest: contest().id,
            round: expected.round,
            track: track.clone(),
            sheets: taken.into_iter().collect(),
            audit_head: Digest([0; 32]),
            at: AT.to_owned(),
        };
        documents.push(("closing", seal(&closing, &[&key("contest", 0)]).unwrap()));
        expected.closed_tracks.insert(track);
    }
    documents
}

/// An expert's sheets in a later round, under the key the expert had last.
pub(crate) fn sheets_again(
    number: usize,
    sheets: &[Vec<Signed>],
    expected: &Expected,
    noise: &mut Noise,
) -> Option<Vec<Signed>> {
    let expert = expert(number);
    expected.assignments.get(&expert.id)?;
    let last = sheets[number].last()?;
    let mut signed: Vec<Signed> = Vec::new();
    for seq in 1..=u32::try_from(1 + noise.below(3) / 2).unwrap() {
        let (prev, record) = (signed.last().map(digest_of), last.sheet.key.clone());
        signed.push(Signed {
            sheet: sheet(&expert, seq, prev, record, expected, noise),
            key: SigningKey::from_seed(&last.key.seed()),
        });
    }
    Some(signed)
}

/// Decisions about sheets and entries, some replaced, some in contradiction.
pub(crate) fn decide(
    sheets: &[Vec<Signed>],
    expected: &mut Expected,
    noise: &mut Noise,
) -> Documents {
    let mut made: Vec<Decision> = Vec::new();
    let of_round = sheets.iter().flatten();
    for signed in of_round.filter(|one| one.sheet.round == expected.round) {
        if noise.once_in(12) {
            let kind = *noise.one_of(&[SubjectKind::Held, SubjectKind::Provisional]);
            let expert = signed.sheet.expert.id.clone();
            let expert = (kind == SubjectKind::Provisional).then_some(expert);
            let subject = Subject::new(kind, None, expert, Some(digest_of(signed)));
            decided(
                subject,
                signed.sheet.track.clone(),
                expected,
                noise,
                &mut made,
            );
        }
    }
    let entries: Vec<_> = expected
        .entries
        .iter()
        .map(|(id, facts)| (id.clone(), facts.track.clone()))
        .collect();
    for (entry, track) in entries {
        use SubjectKind::{EntryMissing, Gate, MaterialMissing, Objection, Quorum, Tie, Unmarked};
        for kind in [
            EntryMissing,
            Gate,
            Objection,
            Quorum,
            Tie,
            Unmarked,
            MaterialMissing,
        ] {
            if noise.once_in(8) {
                let expert = expert(noise.below(EXPERTS)).id;
                let expert = matches!(kind, Unmarked | MaterialMissing).then_some(expert);
                let subject = Subject::new(kind, Some(entry.clone()), expert, None);
                decided(subject, track.clone(), expected, noise, &mut made);
            }
        }
    }
    let envelopes: Vec<Envelope> = made.iter().map(by_both).collect();
    let of_core =
        |(envelope, one): (&Envelope, &Decision)| Some((envelope.digest(), one.to_core()?));
    let set = envelopes.iter().zip(&made).filter_map(of_core).collect();
    expected.decisions = Decisions::in_force(&set);
    envelopes
        .into_iter()
        .map(|envelope| ("decision", envelope))
        .collect()
}

fn decided(
    subject: Option<Subject>,
    track: TrackId,
    expected: &Expected,
    noise: &mut Noise,
    made: &mut Vec<Decision>,
) {
    let subject = subject.unwrap();
    let mut replaces = None;
    for again in 0..1 + noise.below(4) / 2 {
        let decision = Decision {
            contest: contest().id,
            round: expected.round,
            track: track.clone(),
            subject: SubjectPart::of(&subject),
            outcome: *noise.one_of(subject.kind().outcomes()),
            replaces,
            reason: format!("合议 {again}"),
            minutes: None,
            supervisor: "supervisor".to_owned(),
            audit_head: Digest([0; 32]),
            at: AT.to_owned(),
        };
        replaces = noise.once_in(2).then(|| by_both(&decision).digest());
        made.push(decision);
    }
}

/// Makes a track final now and then, with some sheet or transcript of most experts; sometimes it was reopened.
pub(crate) fn finalise(
    sheets: &[Vec<Signed>],
    typed: &[Typed],
    expected: &mut Expected,
    rule: &str,
    noise: &mut Noise,
) -> Documents {
    let mut documents = Vec::new();
    for track in ["01", "02"].map(|track| TrackId::new(track).unwrap()) {
        if !noise.once_in(5) {
            continue;
        }
        let mut inputs = BTreeSet::new();
        for of in sheets {
            let here = |one: &&Signed| {
                one.sheet.round == expected.round
                    && expected.tracks_of(&one.sheet.expert.id).contains(&track)
            };
            let of: Vec<&Signed> = of.iter().filter(here).collect();
            if !of.is_empty() && !noise.once_in(10) {
                inputs.insert(("scoresheet", digest_of(of[noise.below(of.len())])));
            }
        }
        let papers = typed.iter().filter(|one| one.transcript.track == track);
        for paper in papers.filter(|one| one.transcript.round == expected.round) {
            if noise.once_in(2) {
                inputs.insert(("transcript", digest_of_typed(paper)));
            }
        }
        let result = result(&track, &inputs, expected, rule);
        let envelope = by_both(&result);
        if noise.once_in(3) {
            let reopening = Reopening {
                contest: contest().id,
                round: expected.round,
                track: track.clone(),
                result: envelope.digest(),
                reason: "补交".to_owned(),
                supervisor: "supervisor".to_owned(),
                audit_head: Digest([0; 32]),
                at: AT.to_owned(),
            };
            documents.push(("reopening", by_both(&reopening)));
        } else {
            let digests = inputs.iter().map(|(_, digest)| *digest).collect();
            expected.finalised.insert(track, digests);
        }
        documents.push(("result", envelope));
    }
    documents
}

fn result(
    track: &TrackId,
    inputs: &BTreeSet<(&str, Digest)>,
    expected: &Expected,
    rule: &str,
) -> ResultDocument {
    let input = |(kind, digest): &(&str, Digest)| Input {
        kind: (*kind).to_owned(),
        digest: *digest,
    };
    ResultDocument {
        contest: contest().id,
        round: expected.round,
        track: track.clone(),
        version: 1,
        prev: None,
        reopening: None,
        rubric: expected.rubric_digest,
        rule: rule.to_owned(),
        rule_digest: sha256(rule.as_bytes()),
        roster: sha256(b"roster"),
        names: names_digest([]).unwrap(),
        inputs: inputs.iter().map(input).collect(),
        ranking: Vec::new(),
        supervisor: "supervisor".to_owned(),
        audit_head: Digest([0; 32]),
        at: AT.to_owned(),
        app: app(),
    }
}
