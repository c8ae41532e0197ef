//! Randomness, passed in by the caller.
//!
//! Not a generator: at the edge the caller gives the operating system's, in tests a counter. The one rule: this crate asks no
//! system for random bytes itself. The one exception is the `age` crate, which draws the file keys and nonces of its containers
//! from its own operating-system generator and offers no way to pass one in; so letters and rescue files are never reproducible.

use zeroize::Zeroizing;

/// Fills the given bytes with randomness; must be cryptographically strong outside tests.
pub type Entropy<'a> = dyn FnMut(&mut [u8]) + 'a;

/// `N` fresh random bytes, wiped when dropped.
pub(crate) fn random<const N: usize>(entropy: &mut Entropy<'_>) -> Zeroizing<[u8; N]> {
    let mut bytes = Zeroizing::new([0; N]);
    entropy(bytes.as_mut());
    bytes
}
