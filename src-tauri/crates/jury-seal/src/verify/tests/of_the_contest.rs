//! What the contest key signs, alone or with a supervisor: letters, rosters, results, decisions, minutes, transcripts.

use super::*;

#[test]
fn a_strangers_letter_is_refused_once_a_key_is_pinned() {
    let letter = samples::letter();
    let bytes = seal(&letter, &[&key(1)]).unwrap().to_bytes();
    let opened = open_letter(&bytes, None).unwrap();
    assert_eq!(opened.document, letter);
    assert!(open_letter(&bytes, Some(&key(1).public())).is_ok());
    let theirs = Letter {
        contest_key: samples::record(40),
        ..samples::letter()
    };
    let theirs = seal(&theirs, &[&key(40)]).unwrap().to_bytes();
    let faults = open_letter(&theirs, Some(&key(1).public())).unwrap_err();
    assert_eq!(
        faults.iter().map(Fault::code).collect::<Vec<_>>(),
        ["KEY-UNKNOWN", "SIG-BAD"]
    );
    // Signed by the pinned key and naming another.
    let odd = Letter {
        contest_key: samples::record(40),
        ..samples::letter()
    };
    let odd = seal(&odd, &[&key(1)]).unwrap().to_bytes();
    assert!(open_letter(&odd, Some(&key(1).public())).is_err() && open_letter(&odd, None).is_err());
}

#[test]
fn a_letter_whose_rubric_is_not_the_one_it_names_is_refused() {
    let mut letter = samples::letter();
    letter.rubric.profiles[0].weights[0].weight += 1;
    assert!(seal(&letter, &[&key(1)]).is_err());
    let payload = canon::to_bytes(&letter).unwrap();
    let bytes = Envelope::sign(Letter::KIND, payload, &[&key(1)]).to_bytes();
    assert!(matches!(
        open_letter(&bytes, None).unwrap_err()[..],
        [Fault::Schema { .. }]
    ));
}

#[test]
fn a_roster_needs_the_contest_key_and_a_supervisor() {
    let contest_key = key(1).public();
    let both = seal(&samples::roster(), &[&key(1), &key(2)])
        .unwrap()
        .to_bytes();
    assert!(open_roster(&both, &contest_key, &[]).is_ok());
    assert!(open_roster(&both, &contest_key, &[key(2).public()]).is_ok());
    assert!(
        open_roster(&both, &contest_key, &[key(50).public()]).is_err(),
        "another supervisor than the ones known"
    );
    for alone in [1, 2] {
        let bytes = seal(&samples::roster(), &[&key(alone)]).unwrap().to_bytes();
        assert!(
            open_roster(&bytes, &contest_key, &[])
                .unwrap_err()
                .contains(&Fault::SignatureMissing),
            "{alone}"
        );
    }
}

#[test]
fn a_contest_document_carries_no_other_signature() {
    let signers = [key(1).public()];
    let signers = Signers {
        all_of: &signers,
        one_of: &[],
    };
    let good = seal(&samples::ticket(), &[&key(1)]).unwrap();
    assert!(open::<Ticket>(&good.to_bytes(), signers).is_ok());
    let mut extra = good.clone();
    extra.countersign(&key(9));
    assert!(matches!(
        open::<Ticket>(&extra.to_bytes(), signers).unwrap_err()[..],
        [Fault::KeyUnknown { .. }]
    ));
    let mut broken = good;
    broken.signatures[0].sig[0] ^= 1;
    assert!(matches!(
        open::<Ticket>(&broken.to_bytes(), signers).unwrap_err()[..],
        [Fault::SignatureBad { .. }]
    ));
    let closing = seal(&samples::closing(), &[&key(1)]).unwrap().to_bytes();
    assert!(matches!(
        open::<Ticket>(&closing, signers).unwrap_err()[..],
        [Fault::TypeWrong { .. }]
    ));
    assert!(open::<Closing>(&closing, signers).is_ok());
}

#[test]
fn an_assignment_digest_changes_with_the_assignment_and_nothing_else() {
    let letter = samples::letter();
    let digest = letter.assignment_digest().unwrap();
    let mut same = letter.clone();
    (same.no, same.replaces) = (2, Some(samples::sheet_digest()));
    same.entries.reverse();
    same.entries[0].key = crate::wire::Secret32::new([99; 32]);
    same.entries[0].materials[0].tags_digest = samples::sheet_digest();
    same.entries[0].title.push('！');
    assert_eq!(same.assignment_digest().unwrap(), digest);
    for change in [
        |letter: &mut Letter| drop(letter.entries.pop()),
        |letter: &mut Letter| {
            letter.entries[0].size_class = jury_core::size_class::SizeClass::Large;
        },
        |letter: &mut Letter| {
            letter.entries[0].profile = jury_core::ProfileId::new("general").unwrap();
        },
        |letter: &mut Letter| letter.entries[0].materials[0].sha256 = Digest([0; 32]),
        |letter: &mut Letter| drop(letter.entries[0].materials.pop()),
        |letter: &mut Letter| letter.round = jury_core::contest::Round::Roadshow,
        |letter: &mut Letter| letter.expert.id = samples::expert(2),
    ] {
        let mut other = letter.clone();
        change(&mut other);
        assert_ne!(other.assignment_digest().unwrap(), digest);
    }
}

#[test]
fn a_chairs_letter_carries_the_keys_to_judge_the_panel_by() {
    let letter = samples::chair_letter();
    let bytes = seal(&letter, &[&key(1)]).unwrap().to_bytes();
    let panel = open_letter(&bytes, None).unwrap().document.panel.unwrap();
    let book = KeyBook::of_experts(&samples::contest(), &panel.experts).unwrap();
    assert_eq!(
        examine::<Sheet>(&sealed(&samples::sheet(), 4), &book).signer,
        Signer::Introduced
    );
    assert_eq!(panel.assignments[0].digest, samples::sheet().assignment);
}

#[test]
fn a_result_needs_the_contest_key_and_a_supervisor_and_nobody_else() {
    let (contest, supervisor) = ([key(1).public()], [key(2).public()]);
    let signers = Signers {
        all_of: &contest,
        one_of: &supervisor,
    };
    let signed = |seeds: &[u8]| {
        let keys: Vec<_> = seeds.iter().map(|seed| key(*seed)).collect();
        let envelope = seal(&samples::result(), &keys.iter().collect::<Vec<_>>()).unwrap();
        open::<ResultDocument>(&envelope.to_bytes(), signers).map_err(|faults| faults[0].code())
    };
    assert!(signed(&[1, 2]).is_ok());
    assert_eq!(signed(&[1]).unwrap_err(), "SIG-BAD");
    assert_eq!(signed(&[2]).unwrap_err(), "SIG-BAD");
    assert_eq!(signed(&[1, 2, 7]).unwrap_err(), "KEY-UNKNOWN");
}

#[test]
fn a_result_whose_parts_do_not_fit_is_not_signed() {
    type Change = fn(&mut ResultDocument);
    let changes: [(&str, Change); 9] = [
        ("version", |result| result.version = 2),
        ("version", |result| result.version = 0),
        ("rule_digest", |result| result.rule.push(' ')),
        ("inputs", |result| result.inputs.reverse()),
        ("inputs", |result| {
            result.inputs.push(result.inputs[3].clone());
        }),
        ("inputs", |result| {
            result.inputs[3].kind = "receipt".to_owned();
        }),
        ("ranking", |result| result.ranking.reverse()),
        ("ranking[01-001].excluded", |result| {
            result.ranking[0].excluded = true;
        }),
        ("ranking[01-001].score", |result| {
            result.ranking[0].published = None;
        }),
    ];
    for (place, change) in changes {
        let mut result = samples::result();
        change(&mut result);
        let error = seal(&result, &[&key(1)]).unwrap_err().to_string();
        assert!(error.starts_with(place), "{place}: {error}");
    }
}

#[test]
fn a_decision_names_exactly_one_item_and_what_may_be_decided_about_it() {
    use jury_core::merge::{Outcome, SubjectKind};
    type Change = fn(&mut Decision);
    let changes: [(&str, Change); 5] = [
        ("subject", |one| one.subject.entry = None),
        ("subject", |one| {
            one.subject.sheet = Some(samples::sheet_digest());
        }),
        ("subject", |one| one.subject.kind = SubjectKind::Held),
        ("outcome", |one| one.outcome = Outcome::ExcludeSheet),
        ("reason", |one| one.reason = " \n".to_owned()),
    ];
    for (place, change) in changes {
        let mut decision = samples::decision();
        change(&mut decision);
        let error = seal(&decision, &[&key(1)]).unwrap_err().to_string();
        assert!(error.starts_with(place), "{place}: {error}");
    }
}

#[test]
fn minutes_count_no_more_votes_than_people() {
    let mut minutes = samples::minutes();
    minutes.attendance[0].present = false;
    let error = seal(&minutes, &[&key(5)]).unwrap_err().to_string();
    assert!(error.starts_with("agenda[01-002].votes"), "{error}");
    let mut minutes = samples::minutes();
    minutes.key = None;
    assert!(seal(&minutes, &[&key(5)]).is_err(), "a chair without a key");
}

fn transcribed(transcript: &Transcript, signers: &[u8]) -> (Signer, Vec<&'static str>) {
    let keys: Vec<_> = signers.iter().map(|seed| key(*seed)).collect();
    let bytes = seal(transcript, &keys.iter().collect::<Vec<_>>())
        .unwrap()
        .to_bytes();
    let evidence = examine_transcript(&bytes, &book());
    (evidence.signer, codes(&evidence))
}

#[test]
fn a_transcript_needs_the_contest_key_and_both_clerks_and_nobody_else() {
    let transcript = samples::transcript();
    assert_eq!(
        transcribed(&transcript, &[1, 7, 2]),
        (Signer::Transcribed, vec![])
    );
    for missing in [&[1, 7][..], &[7, 2], &[1, 2], &[2]] {
        assert_eq!(
            transcribed(&transcript, missing).1,
            ["SIG-BAD"],
            "{missing:?}"
        );
    }
    assert_eq!(transcribed(&transcript, &[1, 7, 2, 4]).1, ["KEY-UNKNOWN"]);
}

#[test]
fn a_transcript_without_a_supervisor_of_the_roster_is_a_strangers() {
    let mut transcript = samples::transcript();
    transcript.clerks[1].key = samples::record(6);
    assert_eq!(
        transcribed(&transcript, &[1, 7, 6]),
        (Signer::Unknown, vec!["KEY-UNKNOWN"])
    );
    let mut transcript = samples::transcript();
    transcript.clerks[1].id = "somebody".to_owned();
    assert_eq!(transcribed(&transcript, &[1, 7, 2]).1, ["KEY-UNKNOWN"]);
    let chair = KeyBook::of_experts(&samples::contest(), &samples::roster().experts).unwrap();
    let bytes = seal(&samples::transcript(), &[&key(1), &key(7), &key(2)])
        .unwrap()
        .to_bytes();
    assert_eq!(
        codes(&examine_transcript(&bytes, &chair)),
        ["KEY-UNKNOWN"],
        "a book that knows no supervisor believes none"
    );
}

#[test]
fn one_person_types_no_transcript() {
    let mut transcript = samples::transcript();
    transcript.clerks[0].key = transcript.clerks[1].key.clone();
    assert!(seal(&transcript, &[&key(1), &key(2)]).is_err());
    let mut transcript = samples::transcript();
    transcript.clerks[0].id = transcript.clerks[1].id.clone();
    assert!(seal(&transcript, &[&key(1), &key(7), &key(2)]).is_err());
    let mut transcript = samples::transcript();
    transcript.seq = 2;
    assert!(seal(&transcript, &[&key(1), &key(7), &key(2)]).is_err());
}

#[test]
fn the_names_of_a_result_are_a_set_and_every_one_of_them_counts() {
    use crate::document::result::{EntryNames, names_digest};
    let one = EntryNames {
        entrant: "云江市某公司",
        id: "01-001",
        team: "某队",
        title: "稻米追溯",
    };
    let other = EntryNames {
        id: "01-002",
        ..one
    };
    let digest = names_digest([one, other]).unwrap();
    assert_eq!(names_digest([other, one]).unwrap(), digest);
    for changed in [
        EntryNames { entrant: "", ..one },
        EntryNames {
            id: "01-003",
            ..one
        },
        EntryNames { team: "", ..one },
        EntryNames { title: "", ..one },
    ] {
        assert_ne!(names_digest([changed, other]).unwrap(), digest);
    }
    assert_ne!(names_digest([one]).unwrap(), digest);
    let unspeakable = EntryNames {
        title: "稻米\u{202e}",
        ..one
    };
    assert!(names_digest([unspeakable]).is_err());
}
