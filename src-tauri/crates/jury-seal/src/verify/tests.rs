mod codes;
mod of_the_contest;

use jury_core::merge::Signer;

use super::*;
use crate::document::roster::{ExpertKey, KeySource, KeyStatus};
use crate::document::{
    Closing, Decision, PanelReturn, ResultDocument, Sheet, Ticket, Transcript, seal,
};
use crate::introduction::certify;
use crate::samples::{self, key};
use crate::wire::Hex;

fn book() -> KeyBook {
    KeyBook::of_roster(&samples::roster()).unwrap()
}

fn sealed(sheet: &Sheet, signer: u8) -> Vec<u8> {
    seal(sheet, &[&key(signer)]).unwrap().to_bytes()
}

fn codes<T>(evidence: &Evidence<T>) -> Vec<&'static str> {
    evidence
        .codes()
        .into_iter()
        .map(|code| code.as_str())
        .collect()
}

fn examined(bytes: &[u8]) -> (Signer, Vec<&'static str>) {
    let evidence = examine::<Sheet>(bytes, &book());
    (evidence.signer, codes(&evidence))
}

#[test]
fn a_first_sheet_is_known_by_its_introduction() {
    let evidence = examine::<Sheet>(&sealed(&samples::sheet(), 4), &book());
    assert_eq!(
        (evidence.signer, evidence.faults.clone()),
        (Signer::Introduced, Vec::new())
    );
    assert_eq!(evidence.digest, Some(samples::sheet_digest()));
    assert_eq!(evidence.document.as_ref(), Some(&samples::sheet()));
    assert!(evidence.is_sound());
}

#[test]
fn a_confirmed_key_covers_later_sheets() {
    let mut book = book();
    book.confirm(&samples::confirmation()).unwrap();
    assert_eq!(
        examine::<Sheet>(&sealed(&samples::sheet(), 4), &book).signer,
        Signer::Confirmed
    );
    let later = Sheet {
        seq: 2,
        prev: Some(samples::sheet_digest()),
        ..samples::sheet()
    };
    assert_eq!(
        examine::<Sheet>(&sealed(&later, 4), &book).signer,
        Signer::Confirmed
    );
}

#[test]
fn an_enrolled_key_needs_no_introduction() {
    let bytes = seal(&samples::panel_return(), &[&key(5)])
        .unwrap()
        .to_bytes();
    let evidence = examine::<PanelReturn>(&bytes, &book());
    assert_eq!(
        (evidence.signer, codes(&evidence)),
        (Signer::Enrolled, vec![])
    );
}

#[test]
fn a_sheet_under_an_unintroduced_key_is_refused() {
    let mut sheet = samples::sheet();
    sheet.key.introduction = None;
    assert_eq!(
        examined(&sealed(&sheet, 4)),
        (Signer::Unknown, vec!["KEY-UNKNOWN"])
    );
    // A stranger certifies their own key with a key of their own.
    let stranger = certify(
        &key(20),
        &samples::contest(),
        &samples::expert(1),
        &key(21).public(),
    );
    let sheet = Sheet {
        key: stranger,
        ..samples::sheet()
    };
    assert_eq!(
        examined(&sealed(&sheet, 21)),
        (Signer::Unknown, vec!["KEY-UNKNOWN"])
    );
}

#[test]
fn an_introduction_for_another_expert_contest_or_key_does_not_count() {
    for record in [
        certify(
            &key(3),
            &samples::contest(),
            &samples::expert(2),
            &key(4).public(),
        ),
        certify(
            &key(3),
            &jury_core::ContestId::new("OTHER").unwrap(),
            &samples::expert(1),
            &key(4).public(),
        ),
        crate::document::parts::SigningRecord {
            own: samples::record(4),
            introduction: certify(
                &key(3),
                &samples::contest(),
                &samples::expert(1),
                &key(22).public(),
            )
            .introduction,
        },
    ] {
        let sheet = Sheet {
            key: record,
            ..samples::sheet()
        };
        assert_eq!(
            examined(&sealed(&sheet, 4)),
            (Signer::Unknown, vec!["KEY-UNKNOWN"])
        );
    }
}

#[test]
fn an_introduction_key_signs_no_sheet() {
    let mut sheet = samples::sheet();
    sheet.key.own = samples::record(3);
    assert_eq!(
        examined(&sealed(&sheet, 3)),
        (Signer::Unknown, vec!["KEY-UNKNOWN"])
    );
}

#[test]
fn signing_as_somebody_else_is_refused() {
    // E0102's enrolled key under E0101's name.
    let mut sheet = samples::sheet();
    sheet.key = crate::document::parts::SigningRecord {
        own: samples::record(5),
        introduction: None,
    };
    assert_eq!(
        examined(&sealed(&sheet, 5)),
        (Signer::Unknown, vec!["KEY-EXPERT-MISMATCH"])
    );
    // The sheet names another key than the one that signed.
    assert_eq!(
        examined(&sealed(&samples::sheet(), 5)).1,
        ["KEY-EXPERT-MISMATCH"]
    );
    assert_eq!(
        examined(&sealed(&samples::sheet(), 30)).1,
        ["KEY-EXPERT-MISMATCH", "KEY-UNKNOWN"]
    );
}

#[test]
fn every_fault_is_listed() {
    // A wrong signature, a content of another spelling and a second signature at once.
    let payload = [
        b" ",
        crate::document::payload_of(&samples::sheet())
            .unwrap()
            .as_slice(),
    ]
    .concat();
    let mut envelope = Envelope::sign(Sheet::KIND, payload, &[&key(4), &key(5)]);
    envelope.signatures[0].sig[5] ^= 1;
    let text = String::from_utf8(envelope.to_bytes())
        .unwrap()
        .replace("\",\"payloadType", "\" ,\"payloadType");
    assert_eq!(
        examined(text.as_bytes()).1,
        ["ENV-NONCANONICAL", "PAYLOAD-NONCANONICAL", "SCHEMA"]
    );
}

#[test]
fn a_good_signature_in_another_spelling_is_named_and_nothing_else_is() {
    let text = String::from_utf8(sealed(&samples::sheet(), 4)).unwrap();
    assert_eq!(
        examined(text.trim_end().as_bytes()),
        (Signer::Introduced, vec!["ENV-NONCANONICAL"])
    );
}

#[test]
fn other_documents_are_not_sheets() {
    let ticket = seal(&samples::ticket(), &[&key(1)]).unwrap().to_bytes();
    assert_eq!(examined(&ticket).1, ["TYPE-WRONG"]);
    // The same bytes signed as another kind: the type is under the signature.
    let mut envelope = Envelope::parse(&sealed(&samples::sheet(), 4)).unwrap();
    envelope.payload_type = PanelReturn::KIND.to_owned();
    let evidence = examine::<PanelReturn>(&envelope.to_bytes(), &book());
    assert!(codes(&evidence).contains(&"SCHEMA") && !evidence.is_sound());
}

#[test]
fn unknown_and_missing_fields_are_refused() {
    let text = String::from_utf8(crate::document::payload_of(&samples::sheet()).unwrap()).unwrap();
    let extra = text.replace(r#""track":"01"}"#, r#""track":"01","x":1}"#);
    let fewer = text.replace(r#""contest":"GX-2026","#, "");
    let shape = text.replace(
        r#""total":{"den":2,"num":175}"#,
        r#""total":{"den":4,"num":350}"#,
    );
    for changed in [extra, fewer, shape] {
        assert_ne!(changed, text);
        let bytes = Envelope::sign(Sheet::KIND, changed.into_bytes(), &[&key(4)]).to_bytes();
        assert_eq!(examined(&bytes).1, ["SCHEMA", "KEY-UNKNOWN"]);
    }
}

#[test]
fn a_weak_key_and_a_foreign_algorithm_are_named() {
    let mut sheet = samples::sheet();
    sheet.key.own.public = Hex([0; 32]);
    assert_eq!(examined(&sealed(&sheet, 4)).1, ["KEY-WEAK", "KEY-UNKNOWN"]);
    let mut sheet = samples::sheet();
    sheet.key.own.alg = "sm2".to_owned();
    assert_eq!(
        examined(&sealed(&sheet, 4)).1,
        ["ALG-MISMATCH", "KEY-UNKNOWN"]
    );
    let mut roster = samples::roster();
    roster.algorithms.signature = "sm2".to_owned();
    roster.experts[0].keys[0].key.public = Hex([0; 32]);
    let codes: Vec<_> = KeyBook::of_roster(&roster)
        .unwrap_err()
        .iter()
        .map(Fault::code)
        .collect();
    assert_eq!(codes, ["KEY-WEAK", "ALG-MISMATCH"]);
}

fn roster_with(mut change: impl FnMut(&mut Vec<ExpertKey>)) -> Roster {
    let mut roster = samples::roster();
    change(&mut roster.experts[0].keys);
    roster
}

fn revoked(seed: u8, source: KeySource, revoked_after: Option<Digest>) -> ExpertKey {
    ExpertKey {
        key: samples::record(seed),
        source,
        status: KeyStatus::Revoked,
        revoked_after,
    }
}

#[test]
fn a_revoked_key_signs_nothing_after_the_sheet_named() {
    let (first, second) = (
        samples::sheet(),
        Sheet {
            seq: 2,
            prev: Some(samples::sheet_digest()),
            ..samples::sheet()
        },
    );
    let third = Sheet {
        seq: 3,
        ..second.clone()
    };
    let digest = |sheet: &Sheet| crate::document::digest_of(sheet).unwrap();
    let roster =
        roster_with(|keys| keys.push(revoked(4, KeySource::Confirmed, Some(digest(&second)))));
    let mut book = KeyBook::of_roster(&roster).unwrap();
    let documents = [
        (digest(&first), None),
        (digest(&second), first.prev.or(Some(digest(&first)))),
    ]
    .into();
    book.cover(
        key(4).public().id(),
        chain_before(digest(&second), &documents),
    );
    let signer = |sheet: &Sheet| examine::<Sheet>(&sealed(sheet, 4), &book).signer;
    assert_eq!(
        (signer(&first), signer(&second), signer(&third)),
        (Signer::Confirmed, Signer::Confirmed, Signer::Revoked)
    );
    let evidence = examine::<Sheet>(&sealed(&third, 4), &book);
    assert_eq!(codes(&evidence), ["KEY-REVOKED"]);
}

#[test]
fn a_confirmation_revives_no_revoked_key_and_takes_none_from_another() {
    let mut book = KeyBook::of_roster(&roster_with(|keys| {
        keys.push(revoked(4, KeySource::Confirmed, None));
    }))
    .unwrap();
    book.confirm(&samples::confirmation()).unwrap();
    assert_eq!(
        examine::<Sheet>(&sealed(&samples::sheet(), 4), &book).signer,
        Signer::Revoked
    );
    let mut theirs = samples::confirmation();
    theirs.key = samples::record(5);
    assert!(matches!(
        book.confirm(&theirs),
        Err(Fault::KeyExpertMismatch { .. })
    ));
}

#[test]
fn a_revoked_introduction_key_introduces_nobody() {
    let roster = roster_with(|keys| keys[0].status = KeyStatus::Revoked);
    let evidence = examine::<Sheet>(
        &sealed(&samples::sheet(), 4),
        &KeyBook::of_roster(&roster).unwrap(),
    );
    assert_eq!(
        (evidence.signer, codes(&evidence)),
        (Signer::Revoked, vec!["KEY-REVOKED"])
    );
}

#[test]
fn one_key_with_two_owners_makes_no_roster() {
    let mut roster = samples::roster();
    let shared = roster.experts[0].keys[0].clone();
    roster.experts[1].keys.push(shared);
    assert!(seal(&roster, &[&key(1)]).is_err());
    assert!(KeyBook::of_roster(&roster).is_err());
}

#[test]
fn a_sheet_reaches_the_rules_of_judging_and_comes_back() {
    let sheet = samples::sheet();
    let core = sheet.to_core();
    assert_eq!((core.seq, core.lines.len(), core.counts.scored), (1, 2, 1));
    for (line, entry) in core.lines.iter().zip(&sheet.entries) {
        let again = crate::document::sheet::SheetEntry::of(
            line,
            entry.dossier,
            entry.size_class,
            entry.updated_at.clone(),
        )
        .map(|again| again.with_evidence(entry.evidence.clone(), entry.to_chair.clone()));
        assert_eq!(again.as_ref(), Ok(entry));
    }
}
