use super::*;
use crate::age_box::BoxFault;

/// Different bytes on every call, the same in every run.
fn entropy() -> impl FnMut(&mut [u8]) {
    let mut state = 1_u64;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = (state >> 56) as u8;
        }
    }
}

fn secret(text: &str) -> SecretString {
    text.into()
}

fn login<'a>(id: &'a str, role: Role, passphrase: &'a SecretString) -> NewLogin<'a> {
    NewLogin {
        id,
        name: "陈一",
        role,
        passphrase,
    }
}

const COST: KdfCost = KdfCost::for_tests();

fn expert_desk() -> (Vault, Unlocked) {
    Vault::create_expert(
        &login("E0101", Role::Expert, &secret("五个 中文 词组")),
        COST,
        &mut entropy(),
    )
    .unwrap()
}

fn organiser_desk() -> (Vault, Unlocked, Unlocked) {
    let (one, two) = (secret("organiser"), secret("supervisor"));
    let (organiser, supervisor) = (
        login("org", Role::Organiser, &one),
        login("sup", Role::Supervisor, &two),
    );
    Vault::create_organiser(&organiser, &supervisor, COST, &mut entropy()).unwrap()
}

fn reread(vault: &Vault) -> Vault {
    Vault::from_bytes(&vault.to_bytes(), KdfPolicy::AllowWeak).unwrap()
}

fn same(one: &Unlocked, other: &Unlocked) -> bool {
    let seeds = *one.signing.seed() == *other.signing.seed();
    seeds
        && one.data_key == other.data_key
        && one.recipient() == other.recipient()
        && one.id == other.id
        && one.role == other.role
}

#[test]
fn a_passphrase_opens_what_was_made() {
    let (vault, made) = expert_desk();
    let opened = reread(&vault)
        .unlock("E0101", &secret("五个 中文 词组"))
        .unwrap();
    assert!(same(&made, &opened));
    assert!(opened.organiser_keys().is_none());
}

#[test]
fn a_wrong_passphrase_and_an_unknown_login_are_told_apart() {
    let (vault, _) = expert_desk();
    assert_eq!(
        vault.unlock("E0101", &secret("五个 中文 词")).unwrap_err(),
        VaultError::WrongPassphrase
    );
    assert_eq!(
        vault.unlock("E0101", &secret("")).unwrap_err(),
        VaultError::EmptyPassphrase
    );
    assert_eq!(
        vault.unlock("E9", &secret("x")).unwrap_err(),
        VaultError::NoSuchLogin {
            id: "E9".to_owned()
        }
    );
}

#[test]
fn a_passphrase_does_not_depend_on_how_the_keyboard_composes() {
    let (vault, _) = Vault::create_expert(
        &login("E", Role::Expert, &secret("caf\u{e9}")),
        COST,
        &mut entropy(),
    )
    .unwrap();
    assert!(vault.unlock("E", &secret("cafe\u{301}")).is_ok());
}

#[test]
fn changing_the_passphrase_changes_no_key() {
    let (mut vault, made) = expert_desk();
    let (old, new) = (secret("五个 中文 词组"), secret("另外 五个 词"));
    let before = vault.to_bytes();
    assert_eq!(
        vault.change_passphrase("E0101", &new, &old, COST, &mut entropy()),
        Err(VaultError::WrongPassphrase)
    );
    assert_eq!(
        vault.change_passphrase("E0101", &old, &secret(""), COST, &mut entropy()),
        Err(VaultError::EmptyPassphrase)
    );
    assert_eq!(
        vault.to_bytes(),
        before,
        "a failed change leaves the file as it was"
    );
    vault
        .change_passphrase("E0101", &old, &new, COST, &mut entropy())
        .unwrap();
    let vault = reread(&vault);
    assert!(same(&made, &vault.unlock("E0101", &new).unwrap()));
    assert_eq!(
        vault.unlock("E0101", &old).unwrap_err(),
        VaultError::WrongPassphrase
    );
}

#[test]
fn a_file_below_the_floor_opens_only_where_that_is_allowed() {
    let (vault, _) = expert_desk();
    assert_eq!(
        Vault::from_bytes(&vault.to_bytes(), KdfPolicy::Floor),
        Err(VaultError::Cost)
    );
    let text = String::from_utf8(vault.to_bytes())
        .unwrap()
        .replace("\"memory_kib\":64", "\"memory_kib\":4000000");
    assert_eq!(
        Vault::from_bytes(text.as_bytes(), KdfPolicy::AllowWeak),
        Err(VaultError::Cost),
        "a file that would hang the machine"
    );
}

#[test]
fn a_real_desk_is_made_at_the_floor_and_opens_under_it() {
    let passphrase = secret("五个 中文 词组");
    let (vault, made) = Vault::create_expert(
        &login("E", Role::Expert, &passphrase),
        KdfCost::FLOOR,
        &mut entropy(),
    )
    .unwrap();
    let vault = Vault::from_bytes(&vault.to_bytes(), KdfPolicy::Floor).unwrap();
    assert!(same(&made, &vault.unlock("E", &passphrase).unwrap()));
}

#[test]
fn no_key_stands_in_the_file_in_clear() {
    let (vault, organiser, supervisor) = organiser_desk();
    let text = String::from_utf8(vault.to_bytes()).unwrap();
    let keys = organiser.organiser_keys().unwrap();
    let mut secrets = vec![
        *organiser.data_key.expose(),
        *organiser.signing.seed(),
        *supervisor.signing.seed(),
        *keys.contest.seed(),
    ];
    secrets.dedup();
    for bytes in secrets {
        assert!(!text.contains(&hex::encode(bytes)));
    }
    assert!(!text.contains("AGE-SECRET-KEY"));
}

#[test]
fn no_wrapping_can_be_moved_or_changed() {
    let (vault, _, _) = organiser_desk();
    let text = String::from_utf8(vault.to_bytes()).unwrap();
    let tree: serde_json::Value = serde_json::from_str(&text).unwrap();
    let open = |tree: &serde_json::Value| {
        Vault::from_bytes(&canon::to_bytes(tree).unwrap(), KdfPolicy::AllowWeak)
            .and_then(|vault| vault.unlock("org", &secret("organiser")))
    };
    assert!(open(&tree).is_ok());
    let swaps = [
        ("/logins/0/signing/wrapped", "/logins/0/data_key"),
        ("/logins/0/organiser/contest", "/logins/0/signing/wrapped"),
        ("/logins/0/signing/public", "/logins/1/signing/public"),
        ("/logins/0/identity", "/logins/1/identity"),
    ];
    for (one, other) in swaps {
        let mut changed = tree.clone();
        let value = changed.pointer(other).unwrap().clone();
        *changed.pointer_mut(one).unwrap() = value;
        assert!(open(&changed).is_err(), "{one} from {other}");
    }
    let mut other_desk = tree.clone();
    *other_desk.pointer_mut("/desk").unwrap() = "00".repeat(16).into();
    assert_eq!(open(&other_desk).unwrap_err(), VaultError::WrongPassphrase);
    let mut other_contest = tree.clone();
    *other_contest.pointer_mut("/contest_public").unwrap() =
        tree.pointer("/logins/1/signing/public").unwrap().clone();
    assert_eq!(open(&other_contest).unwrap_err(), VaultError::Damaged);
}

#[test]
fn foreign_and_damaged_files_are_refused() {
    let (vault, _) = expert_desk();
    let bytes = vault.to_bytes();
    for end in (0..bytes.len()).step_by(37) {
        assert!(
            matches!(
                Vault::from_bytes(&bytes[..end], KdfPolicy::AllowWeak),
                Err(VaultError::NotAVault { .. })
            ),
            "{end}"
        );
    }
    let later = String::from_utf8(bytes)
        .unwrap()
        .replace("desk-keys/1", "desk-keys/2");
    assert!(matches!(
        Vault::from_bytes(later.as_bytes(), KdfPolicy::AllowWeak),
        Err(VaultError::NotAVault { .. })
    ));
    assert!(matches!(
        Vault::from_bytes(&vec![0; MAX_VAULT + 1], KdfPolicy::AllowWeak),
        Err(VaultError::NotAVault { .. })
    ));
}

#[test]
fn the_contest_key_opens_for_organisers_only() {
    let (vault, organiser, supervisor) = organiser_desk();
    let vault = reread(&vault);
    assert_eq!(
        vault.contest_key(),
        Some(organiser.organiser_keys().unwrap().contest.public())
    );
    let opened = vault.unlock("org", &secret("organiser")).unwrap();
    assert_eq!(
        *opened.organiser_keys().unwrap().contest.seed(),
        *organiser.organiser_keys().unwrap().contest.seed()
    );
    assert!(
        vault
            .unlock("sup", &secret("supervisor"))
            .unwrap()
            .organiser_keys()
            .is_none()
    );
    assert_eq!(organiser.data_key, supervisor.data_key);
    assert_ne!(*organiser.signing.seed(), *supervisor.signing.seed());
    let names: Vec<_> = vault
        .logins()
        .into_iter()
        .map(|login| (login.id, login.role))
        .collect();
    assert_eq!(
        names,
        [
            ("org".to_owned(), Role::Organiser),
            ("sup".to_owned(), Role::Supervisor)
        ]
    );
}

#[test]
fn a_later_login_needs_two_people() {
    let (mut vault, organiser, supervisor) = organiser_desk();
    let passphrase = secret("third");
    let third = login("org2", Role::Organiser, &passphrase);
    for (one, two) in [
        (&organiser, &organiser),
        (&supervisor, &supervisor),
        (&supervisor, &organiser),
    ] {
        assert_eq!(
            vault
                .add_login(one, two, &third, COST, &mut entropy())
                .unwrap_err(),
            VaultError::TwoPeople
        );
    }
    let (_, elsewhere) = expert_desk();
    let stranger = Unlocked {
        desk: Hex([9; 16]),
        ..elsewhere
    };
    assert_eq!(
        vault
            .add_login(&stranger, &supervisor, &third, COST, &mut entropy())
            .unwrap_err(),
        VaultError::OtherDesk
    );
    vault
        .add_login(&organiser, &supervisor, &third, COST, &mut entropy())
        .unwrap();
    assert!(
        reread(&vault)
            .unlock("org2", &passphrase)
            .unwrap()
            .organiser_keys()
            .is_some()
    );
    let again = vault.add_login(&organiser, &supervisor, &third, COST, &mut entropy());
    assert_eq!(
        again.unwrap_err(),
        VaultError::LoginExists {
            id: "org2".to_owned()
        }
    );
    let clerk = login("sup2", Role::Supervisor, &passphrase);
    assert!(
        vault
            .add_login(&organiser, &supervisor, &clerk, COST, &mut entropy())
            .unwrap()
            .organiser_keys()
            .is_none()
    );
}

#[test]
fn one_person_does_not_set_up_a_contest() {
    let passphrase = secret("x");
    let (one, two) = (
        login("org", Role::Organiser, &passphrase),
        login("org", Role::Supervisor, &passphrase),
    );
    assert_eq!(
        Vault::create_organiser(&one, &two, COST, &mut entropy()).unwrap_err(),
        VaultError::LoginExists {
            id: "org".to_owned()
        }
    );
    assert_eq!(
        Vault::create_organiser(&one, &one, COST, &mut entropy()).unwrap_err(),
        VaultError::TwoPeople
    );
}

#[test]
fn the_paper_code_recovers_a_desk_and_no_persons_key() {
    let (mut vault, organiser, supervisor) = organiser_desk();
    let code = vault
        .set_paper_code(&organiser, &supervisor, COST, &mut entropy())
        .unwrap();
    let typed: PaperCode = code
        .to_string()
        .to_lowercase()
        .replace('-', " ")
        .parse()
        .unwrap();
    let mut vault = reread(&vault);
    let new = secret("new");
    let wrong = PaperCode::generate(&mut |bytes: &mut [u8]| bytes.fill(5));
    assert_eq!(
        vault
            .recover_with_paper(&wrong, "org", &new, COST, &mut entropy())
            .unwrap_err(),
        VaultError::WrongPassphrase
    );
    vault
        .recover_with_paper(&typed, "org", &new, COST, &mut |bytes: &mut [u8]| {
            bytes.fill(77);
        })
        .unwrap();
    let opened = reread(&vault).unlock("org", &new).unwrap();
    assert_eq!(opened.data_key, organiser.data_key);
    assert_eq!(
        opened.organiser_keys().unwrap().contest.public(),
        organiser.organiser_keys().unwrap().contest.public()
    );
    assert_ne!(*opened.signing.seed(), *organiser.signing.seed());
    let supervised = vault
        .recover_with_paper(&typed, "sup", &new, COST, &mut entropy())
        .unwrap();
    assert!(supervised.organiser_keys().is_none());
    assert_eq!(
        vault.set_paper_code(&organiser, &organiser, COST, &mut entropy()),
        Err(VaultError::TwoPeople)
    );
}

#[test]
fn a_mistyped_paper_code_is_noticed_before_any_work() {
    let code = PaperCode::generate(&mut entropy()).to_string();
    assert_eq!(code.len(), 41, "{code}");
    let digit = if code.starts_with('0') { "1" } else { "0" };
    assert_eq!(
        format!("{digit}{}", &code[1..]).parse::<PaperCode>(),
        Err(PaperCodeFault::Check)
    );
    assert_eq!(code[..10].parse::<PaperCode>(), Err(PaperCodeFault::Form));
    assert_eq!("Ü".parse::<PaperCode>(), Err(PaperCodeFault::Form));
}

#[test]
fn escrow_holds_the_data_key_and_opens_for_the_organiser_only() {
    let (mut vault, expert) = expert_desk();
    assert_eq!(vault.escrow(), Err(VaultError::NoneSet));
    let (_, organiser, supervisor) = organiser_desk();
    let recipient = organiser.organiser_keys().unwrap().recovery_recipient();
    assert_eq!(
        vault.set_recovery(&expert, "age1nonsense"),
        Err(VaultError::NotARecipient)
    );
    vault.set_recovery(&expert, &recipient).unwrap();
    let escrow = reread(&vault).escrow().unwrap();
    let opened =
        age_box::unlock_with_key(&escrow, &organiser.organiser_keys().unwrap().recovery).unwrap();
    assert_eq!(opened, expert.data_key.expose());
    assert_eq!(
        age_box::unlock_with_key(&escrow, supervisor.identity()),
        Err(BoxFault::WrongKey)
    );
}

#[test]
fn after_a_rescue_the_data_key_is_the_old_one_and_the_signing_key_is_new() {
    let (mut vault, before) = expert_desk();
    let new = secret("new");
    let after = vault
        .reset_after_rescue(
            "E0101",
            before.data_key(),
            &new,
            COST,
            &mut |bytes: &mut [u8]| bytes.fill(3),
        )
        .unwrap();
    let opened = reread(&vault).unlock("E0101", &new).unwrap();
    assert!(same(&after, &opened));
    assert_eq!(opened.data_key, before.data_key);
    assert_ne!(*opened.signing.seed(), *before.signing.seed());
    assert_eq!(
        vault
            .unlock("E0101", &secret("五个 中文 词组"))
            .unwrap_err(),
        VaultError::WrongPassphrase
    );
    let (mut organisers, organiser, _) = organiser_desk();
    let refused =
        organisers.reset_after_rescue("org", organiser.data_key(), &new, COST, &mut entropy());
    assert_eq!(
        refused.unwrap_err(),
        VaultError::TwoPeople,
        "an organiser's desk is recovered on paper"
    );
}

#[test]
fn opened_logins_do_not_print_their_keys() {
    let (vault, organiser, _) = organiser_desk();
    let seed = hex::encode(*organiser.signing.seed());
    let text = format!("{organiser:?} {:?} {vault:?}", organiser.organiser_keys());
    assert!(!text.contains(&seed) && !text.contains("SECRET"));
}
