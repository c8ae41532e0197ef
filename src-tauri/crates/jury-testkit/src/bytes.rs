//! Bytes to try a reader with: noise that does not compress, and copies with one byte changed.

/// `length` bytes that look random and are the same at every call (xorshift64, Marsaglia 2003; no cryptography).
#[must_use]
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    // The generator stays at zero for ever once it is there.
    let mut state = seed | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        bytes.extend_from_slice(&next().to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// A copy with one byte changed: the place and the copy.
///
/// The change differs from place to place, so that bits of every rank and letters of either case are hit.
pub fn one_byte_changed(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    const CHANGES: [u8; 7] = [0x01, 0x20, 0x80, 0x04, 0xff, 0x10, 0x02];
    (0..bytes.len()).map(|place| {
        let mut changed = bytes.to_vec();
        changed[place] ^= CHANGES[place % CHANGES.len()];
        (place, changed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_the_same_for_the_same_seed_only() {
        assert_eq!(noise(1, 33), noise(1, 33));
        assert_ne!(noise(1, 33), noise(3, 33));
        assert_eq!(noise(5, 33).len(), 33);
    }

    #[test]
    fn every_place_is_changed_once_and_nothing_else() {
        let bytes = noise(7, 50);
        let copies: Vec<_> = one_byte_changed(&bytes).collect();
        assert_eq!(copies.len(), 50);
        for (place, copy) in copies {
            let differing: Vec<usize> = (0..50).filter(|at| copy[*at] != bytes[*at]).collect();
            assert_eq!(differing, [place]);
        }
    }
}
