//! Argon2id: from a passphrase to a key-encryption key, with a floor below which no file is opened and a ceiling against files that
//! would hang the machine.

use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{VaultError, passphrase_bytes};
use crate::entropy::{Entropy, random};
use crate::wire::Hex;

/// What one derivation costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KdfCost {
    /// Memory, KiB.
    memory_kib: u32,
    /// Passes over it.
    passes: u32,
    /// Lanes; run one after the other, so they cost no less.
    lanes: u32,
}

impl KdfCost {
    /// The floor: RFC 9106's second recommendation, 64 MiB and 3 passes.
    pub const FLOOR: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };
    /// The ceiling: 1 GiB and 16 passes.
    pub const CEILING: Self = Self {
        memory_kib: 1024 * 1024,
        passes: 16,
        lanes: 16,
    };

    /// At least the floor; a desk measures at first start what takes about a second and asks for that.
    #[must_use]
    pub fn at_least_floor(memory_kib: u32, passes: u32) -> Self {
        Self {
            memory_kib: memory_kib.clamp(Self::FLOOR.memory_kib, Self::CEILING.memory_kib),
            passes: passes.clamp(Self::FLOOR.passes, Self::CEILING.passes),
            lanes: 1,
        }
    }

    /// Next to nothing, for tests and demonstrations. A file made with it opens only where the policy allows it.
    #[must_use]
    pub const fn for_tests() -> Self {
        Self {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        }
    }

    const fn is_at_least(self, other: Self) -> bool {
        self.memory_kib >= other.memory_kib
            && self.passes >= other.passes
            && self.lanes >= other.lanes
    }
}

/// Which costs a reader accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KdfPolicy {
    /// Nothing below [`KdfCost::FLOOR`]: what every real desk uses.
    Floor,
    /// Cheap files too, for tests and demonstrations, whose passphrases are public anyway.
    AllowWeak,
}

impl KdfPolicy {
    pub(super) fn allows(self, cost: KdfCost) -> bool {
        let enough = self == Self::AllowWeak || cost.is_at_least(KdfCost::FLOOR);
        enough && KdfCost::CEILING.is_at_least(cost)
    }

    /// The policy of a vault that was just made with this cost, so that its maker can open it.
    pub(super) fn that_allows(cost: KdfCost) -> Self {
        if Self::Floor.allows(cost) {
            Self::Floor
        } else {
            Self::AllowWeak
        }
    }

    pub(super) fn widened_for(self, cost: KdfCost) -> Self {
        if self.allows(cost) {
            self
        } else {
            Self::AllowWeak
        }
    }
}

/// The derivation as the file stores it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KdfFile {
    alg: String,
    pub(super) cost: KdfCost,
    salt: Hex<16>,
}

const ALG: &str = "argon2id-v19";

impl KdfFile {
    pub(super) fn fresh(
        passphrase: &SecretString,
        cost: KdfCost,
        entropy: &mut Entropy<'_>,
    ) -> Result<(Self, Zeroizing<[u8; 32]>), VaultError> {
        let file = Self {
            alg: ALG.to_owned(),
            cost,
            salt: Hex(*random(entropy)),
        };
        let kek = file.derive(passphrase, KdfPolicy::that_allows(cost))?;
        Ok((file, kek))
    }

    pub(super) fn derive(
        &self,
        passphrase: &SecretString,
        policy: KdfPolicy,
    ) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        if self.alg != ALG || !policy.allows(self.cost) {
            return Err(VaultError::Cost);
        }
        let secret = passphrase_bytes(passphrase)?;
        let KdfCost {
            memory_kib,
            passes,
            lanes,
        } = self.cost;
        let params =
            Params::new(memory_kib, passes, lanes, Some(32)).map_err(|_| VaultError::Cost)?;
        let mut kek = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&secret, &self.salt.0, kek.as_mut())
            .map_err(|_| VaultError::Cost)?;
        Ok(kek)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn argon2id_is_the_one_of_rfc_9106() {
        // RFC 9106, 5.3.
        let params = argon2::ParamsBuilder::new()
            .m_cost(32)
            .t_cost(3)
            .p_cost(4)
            .data(argon2::AssociatedData::new(&[4; 12]).unwrap())
            .build()
            .unwrap();
        let argon =
            Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
        let mut tag = [0; 32];
        argon
            .hash_password_into(&[1; 32], &[2; 16], &mut tag)
            .unwrap();
        assert_eq!(
            hex::encode(tag),
            "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
        );
    }

    #[test]
    fn only_costs_between_floor_and_ceiling_pass() {
        assert!(
            KdfPolicy::Floor.allows(KdfCost::FLOOR) && KdfPolicy::Floor.allows(KdfCost::CEILING)
        );
        assert!(!KdfPolicy::Floor.allows(KdfCost::for_tests()));
        assert!(KdfPolicy::AllowWeak.allows(KdfCost::for_tests()));
        let dear = KdfCost {
            memory_kib: KdfCost::CEILING.memory_kib + 1,
            ..KdfCost::FLOOR
        };
        assert!(!KdfPolicy::Floor.allows(dear) && !KdfPolicy::AllowWeak.allows(dear));
        let short = KdfCost {
            passes: 2,
            ..KdfCost::FLOOR
        };
        assert!(!KdfPolicy::Floor.allows(short));
        assert_eq!(KdfCost::at_least_floor(0, 0), KdfCost::FLOOR);
    }
}
