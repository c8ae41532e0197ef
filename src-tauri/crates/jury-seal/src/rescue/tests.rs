use super::*;
use crate::samples::{AT, contest, expert, key};
use crate::vault::{KdfCost, NewLogin, Role, Vault};
use crate::verify::open_rescue_request;

struct Contest {
    vault: Vault,
    organiser: Unlocked,
    supervisor: Unlocked,
}

fn new_contest(seed: u8) -> Contest {
    let passphrase = "x".into();
    let login = |id, role| NewLogin {
        id,
        name: "何",
        role,
        passphrase: &passphrase,
    };
    let mut next = seed;
    let mut entropy = |bytes: &mut [u8]| {
        next = next.wrapping_add(1);
        bytes.fill(next);
    };
    let (vault, organiser, supervisor) = Vault::create_organiser(
        &login("org", Role::Organiser),
        &login("sup", Role::Supervisor),
        KdfCost::for_tests(),
        &mut entropy,
    )
    .unwrap();
    Contest {
        vault,
        organiser,
        supervisor,
    }
}

impl Contest {
    fn keys(&self) -> &OrganiserKeys {
        self.organiser.organiser_keys().unwrap()
    }

    fn contest_key(&self) -> PublicKey {
        self.vault.contest_key().unwrap()
    }

    fn supervisors(&self) -> [PublicKey; 1] {
        [self.supervisor.signing_key().public()]
    }
}

fn expert_desk(organisers: &Contest) -> (Vault, Unlocked) {
    let passphrase = "forgotten".into();
    let login = NewLogin {
        id: "E0101",
        name: "陈",
        role: Role::Expert,
        passphrase: &passphrase,
    };
    let (mut vault, unlocked) =
        Vault::create_expert(&login, KdfCost::for_tests(), &mut |bytes: &mut [u8]| {
            bytes.fill(200);
        })
        .unwrap();
    vault
        .set_recovery(&unlocked, &organisers.keys().recovery_recipient())
        .unwrap();
    (vault, unlocked)
}

fn asked(vault: &Vault) -> (Envelope, PendingRescue) {
    let mut entropy = |bytes: &mut [u8]| bytes.fill(66);
    request(
        &vault.escrow().unwrap(),
        &contest(),
        &expert(1),
        Hex([9; 16]),
        AT,
        &mut entropy,
    )
    .unwrap()
}

#[test]
fn a_forgotten_passphrase_is_rescued_with_the_marks_and_without_the_signing_key() {
    let organisers = new_contest(0);
    let (mut vault, before) = expert_desk(&organisers);
    let (file, pending) = asked(&vault);
    let opened = open_rescue_request(&file.to_bytes()).unwrap();
    assert_eq!(
        opened.envelope.short_code(),
        file.short_code(),
        "what is read out by phone"
    );
    let introduction = Secret32::new([42; 32]);
    let answer = answer(
        &opened,
        organisers.keys(),
        &organisers.supervisor,
        &introduction,
        AT,
    )
    .unwrap();
    // The desk was closed in between.
    let pending = PendingRescue::from_bytes(&pending.to_bytes()).unwrap();
    let (data_key, new_introduction) = open_answer(
        &answer,
        &pending,
        &organisers.contest_key(),
        &organisers.supervisors(),
    )
    .unwrap();
    assert_eq!(data_key, *before.data_key());
    assert_eq!(*new_introduction.seed(), [42; 32]);
    let after = vault
        .reset_after_rescue(
            "E0101",
            &data_key,
            &"new".into(),
            KdfCost::for_tests(),
            &mut |bytes: &mut [u8]| bytes.fill(33),
        )
        .unwrap();
    assert_ne!(after.signing_key().public(), before.signing_key().public());
}

#[test]
fn a_changed_request_has_another_code() {
    let organisers = new_contest(0);
    let (file, _) = asked(&expert_desk(&organisers).0);
    // Somebody on the way puts in a recipient of their own and signs with a one-time key of their own.
    let mut theirs = open_rescue_request(&file.to_bytes()).unwrap().document;
    theirs.recipient = x25519::Identity::generate().to_public().to_string();
    let resigned = seal(&theirs, &[&key(6)]);
    assert!(
        open_rescue_request(&resigned.unwrap().to_bytes()).is_err(),
        "the one-time key is named inside"
    );
    theirs.key = KeyRecord::of(&key(6).public());
    let theirs = seal(&theirs, &[&key(6)]).unwrap();
    assert!(open_rescue_request(&theirs.to_bytes()).is_ok());
    assert_ne!(
        theirs.short_code(),
        file.short_code(),
        "which the expert on the phone notices"
    );
}

#[test]
fn a_request_wrapped_to_another_contest_is_refused() {
    let (ours, theirs) = (new_contest(0), new_contest(50));
    let (file, _) = asked(&expert_desk(&theirs).0);
    let opened = open_rescue_request(&file.to_bytes()).unwrap();
    let refused = answer(
        &opened,
        ours.keys(),
        &ours.supervisor,
        &Secret32::new([1; 32]),
        AT,
    );
    assert_eq!(refused, Err(RescueError::Box(BoxFault::WrongKey)));
}

#[test]
fn an_answer_to_another_request_or_by_others_is_refused() {
    let (ours, theirs) = (new_contest(0), new_contest(50));
    let (vault, _) = expert_desk(&ours);
    let (file, pending) = asked(&vault);
    let opened = open_rescue_request(&file.to_bytes()).unwrap();
    let good = answer(
        &opened,
        ours.keys(),
        &ours.supervisor,
        &Secret32::new([1; 32]),
        AT,
    )
    .unwrap();
    let (_, other) = asked(&vault);
    let open = |file: &[u8], pending: &PendingRescue| {
        open_answer(file, pending, &ours.contest_key(), &ours.supervisors())
    };
    assert!(matches!(
        open(&good, &other),
        Err(RescueError::Box(BoxFault::WrongKey))
    ));
    let crossed = PendingRescue {
        identity: pending.identity.clone(),
        request: Digest([0; 32]),
    };
    assert_eq!(
        open(&good, &crossed).map(drop),
        Err(RescueError::OtherRequest)
    );
    // Signed by a contest key, or a supervisor, that is not ours.
    let mut document = RescueAnswer {
        contest: contest(),
        expert: expert(1),
        request: opened.digest,
        data_key: Secret32::new([1; 32]),
        introduction: Secret32::new([2; 32]),
        at: AT.to_owned(),
    };
    let recipient = pending.identity.to_public();
    for keys in [
        vec![&theirs.keys().contest, ours.supervisor.signing_key()],
        vec![&ours.keys().contest, theirs.supervisor.signing_key()],
        vec![&ours.keys().contest],
        vec![ours.supervisor.signing_key()],
    ] {
        let file = age_box::lock_to_key(&seal(&document, &keys).unwrap().to_bytes(), &recipient);
        assert!(matches!(
            open(&file, &pending),
            Err(RescueError::Refused(_))
        ));
    }
    document.at.clear();
    let cut = &good[..good.len() - 1];
    assert!(matches!(open(cut, &pending), Err(RescueError::Box(_))));
}
