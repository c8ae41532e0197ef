//! Encryption of materials in chunks that can be read in any order.
//!
//! Not a file format: [`crate::pack`] lays chunks out. The one rule: no chunk is used unless its tag stands in the list whose digest the
//! signed letter carries, so a pack from anywhere can be read safely.

use aead_stream::{NewStream, StreamBE32, StreamPrimitive};
use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::array::Array;
use hkdf::Hkdf;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::digest::{Digest, sha256};
use crate::entropy::{Entropy, random};
use crate::wire::Secret32;

/// Bytes in clear in every chunk but the last.
pub const CHUNK: usize = 1024 * 1024;
/// Bytes a tag adds to a chunk.
pub const TAG: usize = 16;
/// The largest material, bytes: as much as 4 GiB, far below what the 32-bit chunk counter allows.
pub const MAX_MATERIAL: u64 = 4 * 1024 * 1024 * 1024;

/// A chunk's authentication tag: its last 16 bytes.
pub type Tag = [u8; TAG];

/// Why a chunk or a list of tags is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MaterialFault {
    /// The list of tags is not the one the letter names.
    #[error("the list of chunk tags is not the one the letter names")]
    TagList,
    /// There is no chunk with this number.
    #[error("there is no chunk {index}")]
    NoSuchChunk {
        /// The number asked for, from 0.
        index: u32,
    },
    /// Another chunk stands in this place: swapped, reordered, of another material or changed.
    #[error("chunk {index} is not the one that belongs there")]
    WrongChunk {
        /// Its place, from 0.
        index: u32,
    },
    /// The chunk's tag is the right one and its content is not: changed in the pack, or the key is another's.
    #[error("chunk {index} is damaged")]
    Damaged {
        /// Its place, from 0.
        index: u32,
    },
    /// More than [`MAX_MATERIAL`] bytes, or a chunk that is not as long as it must be.
    #[error("a chunk or material has the wrong length")]
    Length,
}

/// A fresh entry key.
#[must_use]
pub fn entry_key(entropy: &mut Entropy<'_>) -> Secret32 {
    Secret32::new(*random(entropy))
}

/// How many chunks a material of `size` bytes has; an empty one has one empty chunk.
///
/// # Errors
/// [`MaterialFault::Length`] above [`MAX_MATERIAL`].
pub fn chunks_of(size: u64) -> Result<u32, MaterialFault> {
    if size > MAX_MATERIAL {
        return Err(MaterialFault::Length);
    }
    u32::try_from(size.div_ceil(CHUNK as u64).max(1)).map_err(|_| MaterialFault::Length)
}

/// The tag of an encrypted chunk.
///
/// # Errors
/// [`MaterialFault::Length`] if it is shorter than a tag or longer than a chunk.
pub fn tag_of(chunk: &[u8]) -> Result<Tag, MaterialFault> {
    match chunk.last_chunk::<TAG>() {
        Some(tag) if chunk.len() <= CHUNK + TAG => Ok(*tag),
        _ => Err(MaterialFault::Length),
    }
}

/// The tags of all chunks of a material, in order, still to be compared with the letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TagList(Vec<Tag>);

impl TagList {
    /// An empty list, to be filled while encrypting or importing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next chunk's tag.
    pub fn push(&mut self, tag: Tag) {
        self.0.push(tag);
    }

    /// The list of tags that were stored one after the other.
    ///
    /// # Errors
    /// [`MaterialFault::Length`] if the bytes are no whole number of tags.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, MaterialFault> {
        match bytes.as_chunks::<TAG>() {
            (tags, []) => Ok(Self(tags.to_vec())),
            _ => Err(MaterialFault::Length),
        }
    }

    /// The tags one after the other.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.concat()
    }

    /// The tags.
    #[must_use]
    pub fn tags(&self) -> &[Tag] {
        &self.0
    }

    /// What the letter carries: SHA-256 of the tags one after the other.
    #[must_use]
    pub fn digest(&self) -> Digest {
        sha256(&self.to_bytes())
    }

    /// Turns the list into one that may be used.
    ///
    /// # Errors
    /// [`MaterialFault::TagList`] if it is not the list the letter names.
    pub fn verify(self, chunks: u32, digest: &Digest) -> Result<VerifiedTags, MaterialFault> {
        if self.0.len() as u64 != u64::from(chunks) || self.digest() != *digest {
            return Err(MaterialFault::TagList);
        }
        Ok(VerifiedTags(self.0))
    }
}

/// A list of tags that is the one a signed letter names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedTags(Vec<Tag>);

/// Encrypts or decrypts the chunks of one material, in any order and from any thread.
pub struct MaterialCipher(StreamBE32<ChaCha20Poly1305>);

impl MaterialCipher {
    /// The cipher of the material with this SHA-256 in clear, in the entry with this key.
    #[must_use]
    pub fn new(entry_key: &Secret32, plain: &Digest) -> Self {
        let mut info = b"jurybench/material/v1".to_vec();
        info.extend_from_slice(&plain.0);
        let mut key = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(None, entry_key.expose())
            .expand(&info, key.as_mut())
            .expect("32 bytes are within what HKDF can give");
        // The key belongs to this entry and this content alone, so the nonce prefix may be constant: counter and last-chunk flag make
        // every nonce under it unique.
        Self(StreamBE32::new(&Array::from(*key), &Array::from([0; 7])))
    }

    /// Encrypts the chunk at `index` in place; the tag is appended. Every chunk but the last has [`CHUNK`] bytes.
    ///
    /// # Errors
    /// [`MaterialFault::Length`] if the chunk is not as long as its place demands.
    pub fn encrypt(
        &self,
        index: u32,
        last: bool,
        chunk: &mut Vec<u8>,
    ) -> Result<Tag, MaterialFault> {
        if chunk.len() > CHUNK || (!last && chunk.len() < CHUNK) {
            return Err(MaterialFault::Length);
        }
        self.0
            .encrypt_in_place(index, last, b"", chunk)
            .map_err(|_| MaterialFault::Length)?;
        tag_of(chunk)
    }

    /// Decrypts the chunk at `index` in place, after comparing its tag with the verified list.
    ///
    /// # Errors
    /// [`MaterialFault`] if another chunk stands there or it is damaged; the buffer's content is then undefined and must not be used.
    pub fn decrypt(
        &self,
        tags: &VerifiedTags,
        index: u32,
        chunk: &mut Vec<u8>,
    ) -> Result<(), MaterialFault> {
        let listed = tags
            .0
            .get(index as usize)
            .ok_or(MaterialFault::NoSuchChunk { index })?;
        let last = index as usize + 1 == tags.0.len();
        if tag_of(chunk)? != *listed {
            return Err(MaterialFault::WrongChunk { index });
        }
        if !last && chunk.len() != CHUNK + TAG {
            return Err(MaterialFault::Length);
        }
        self.0
            .decrypt_in_place(index, last, b"", chunk)
            .map_err(|_| MaterialFault::Damaged { index })
    }
}

impl MaterialCipher {
    /// Whether the chunk is undamaged and stands at its place, before the whole list of tags is known: an import asks this of every chunk, so that a
    /// bad stick is found out while the good copy is still at hand.
    #[must_use]
    pub fn is_whole(&self, index: u32, last: bool, chunk: &[u8]) -> bool {
        let mut copy = chunk.to_vec();
        (last || chunk.len() == CHUNK + TAG)
            && self.0.decrypt_in_place(index, last, b"", &mut copy).is_ok()
    }
}

/// SHA-256 of a material while it streams through.
#[derive(Default)]
pub struct Hashing(Sha256);

impl Hashing {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of everything taken.
    #[must_use]
    pub fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Packed {
        cipher: MaterialCipher,
        chunks: Vec<Vec<u8>>,
        tags: TagList,
    }

    fn pack(plain: &[u8], key: u8) -> Packed {
        let cipher = MaterialCipher::new(&Secret32::new([key; 32]), &sha256(plain));
        let count = chunks_of(plain.len() as u64).unwrap();
        let mut packed = Packed {
            cipher,
            chunks: Vec::new(),
            tags: TagList::new(),
        };
        for index in 0..count {
            let from = index as usize * CHUNK;
            let mut chunk = plain[from..plain.len().min(from + CHUNK)].to_vec();
            packed.tags.push(
                packed
                    .cipher
                    .encrypt(index, index + 1 == count, &mut chunk)
                    .unwrap(),
            );
            packed.chunks.push(chunk);
        }
        packed
    }

    fn verified(packed: &Packed) -> VerifiedTags {
        packed
            .tags
            .clone()
            .verify(
                packed.chunks.len().try_into().unwrap(),
                &packed.tags.digest(),
            )
            .unwrap()
    }

    fn plain(length: usize) -> Vec<u8> {
        (0..length).map(|place| (place % 251) as u8).collect()
    }

    #[test]
    fn hkdf_is_the_one_of_rfc_5869() {
        // RFC 5869, A.1 and A.3 (without salt and info).
        let mut out = [0; 42];
        let salt = hex::decode("000102030405060708090a0b0c").unwrap();
        Hkdf::<Sha256>::new(Some(&salt), &[0x0b; 22])
            .expand(&hex::decode("f0f1f2f3f4f5f6f7f8f9").unwrap(), &mut out)
            .unwrap();
        assert_eq!(
            hex::encode(out),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        );
        Hkdf::<Sha256>::new(None, &[0x0b; 22])
            .expand(b"", &mut out)
            .unwrap();
        assert_eq!(
            hex::encode(out),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
        );
    }

    #[test]
    fn any_chunk_can_be_read_alone_and_in_any_order() {
        let bytes = plain(2 * CHUNK + 7);
        let packed = pack(&bytes, 1);
        let tags = verified(&packed);
        for index in [2, 0, 1, 0] {
            let mut chunk = packed.chunks[index].clone();
            packed
                .cipher
                .decrypt(&tags, index as u32, &mut chunk)
                .unwrap();
            let from = index * CHUNK;
            assert_eq!(chunk, bytes[from..bytes.len().min(from + CHUNK)]);
        }
        assert_eq!(
            packed.cipher.decrypt(&tags, 3, &mut Vec::new()),
            Err(MaterialFault::NoSuchChunk { index: 3 })
        );
    }

    #[test]
    fn sizes_at_the_edges_have_the_chunks_they_should() {
        for (size, chunks) in [(0, 1), (1, 1), (CHUNK, 1), (CHUNK + 1, 2), (2 * CHUNK, 2)] {
            assert_eq!(chunks_of(size as u64), Ok(chunks), "{size}");
            let packed = pack(&plain(size), 1);
            let tags = verified(&packed);
            let read: Vec<u8> = (0..chunks)
                .flat_map(|index| {
                    let mut chunk = packed.chunks[index as usize].clone();
                    packed.cipher.decrypt(&tags, index, &mut chunk).unwrap();
                    chunk
                })
                .collect();
            assert_eq!(read, plain(size));
        }
        assert_eq!(chunks_of(MAX_MATERIAL + 1), Err(MaterialFault::Length));
    }

    #[test]
    fn a_swapped_or_reordered_chunk_is_refused() {
        let packed = pack(&plain(3 * CHUNK), 1);
        let tags = verified(&packed);
        let mut swapped = packed.chunks[1].clone();
        assert_eq!(
            packed.cipher.decrypt(&tags, 0, &mut swapped),
            Err(MaterialFault::WrongChunk { index: 0 })
        );
        // Whoever reorders the list too meets the letter's digest.
        let mut order = packed.tags.tags().to_vec();
        order.swap(0, 1);
        let reordered = TagList::from_bytes(&order.concat()).unwrap();
        assert_eq!(
            reordered.verify(3, &packed.tags.digest()),
            Err(MaterialFault::TagList)
        );
    }

    #[test]
    fn a_chunk_of_another_material_or_entry_is_refused() {
        let (one, other_key, other_text) = (pack(b"one", 1), pack(b"one", 2), pack(b"two", 1));
        for other in [other_key, other_text] {
            let mut chunk = other.chunks[0].clone();
            assert_eq!(
                one.cipher.decrypt(&verified(&one), 0, &mut chunk),
                Err(MaterialFault::WrongChunk { index: 0 })
            );
            // Even with the other's own list the key is another.
            let mut chunk = other.chunks[0].clone();
            assert_eq!(
                one.cipher.decrypt(&verified(&other), 0, &mut chunk),
                Err(MaterialFault::Damaged { index: 0 })
            );
        }
    }

    #[test]
    fn a_truncated_stream_does_not_pass_for_a_whole_one() {
        let packed = pack(&plain(2 * CHUNK), 1);
        let short = TagList::from_bytes(&packed.tags.to_bytes()[..TAG]).unwrap();
        assert_eq!(
            short.clone().verify(2, &packed.tags.digest()),
            Err(MaterialFault::TagList)
        );
        // Even under a list that claims the first chunk is the last, the flag in the nonce tells.
        let digest = short.digest();
        let lying = short.verify(1, &digest).unwrap();
        let mut chunk = packed.chunks[0].clone();
        assert_eq!(
            packed.cipher.decrypt(&lying, 0, &mut chunk),
            Err(MaterialFault::Damaged { index: 0 })
        );
        let mut cut = packed.chunks[1][..packed.chunks[1].len() - 1].to_vec();
        assert_eq!(
            packed.cipher.decrypt(&verified(&packed), 1, &mut cut),
            Err(MaterialFault::WrongChunk { index: 1 })
        );
        assert_eq!(
            packed
                .cipher
                .decrypt(&verified(&packed), 1, &mut vec![0; 5]),
            Err(MaterialFault::Length)
        );
    }

    #[test]
    fn a_chunk_in_the_middle_is_full_or_it_is_not_made() {
        let cipher = MaterialCipher::new(&Secret32::new([1; 32]), &sha256(b""));
        assert_eq!(
            cipher.encrypt(0, false, &mut vec![0; CHUNK - 1]),
            Err(MaterialFault::Length)
        );
        assert_eq!(
            cipher.encrypt(0, true, &mut vec![0; CHUNK + 1]),
            Err(MaterialFault::Length)
        );
    }

    proptest! {
        #[test]
        fn a_material_comes_back_and_no_changed_byte_passes(bytes in prop::collection::vec(any::<u8>(), 0..200), place in any::<prop::sample::Index>(), change in 1_u8..) {
            let packed = pack(&bytes, 1);
            let tags = verified(&packed);
            let mut chunk = packed.chunks[0].clone();
            packed.cipher.decrypt(&tags, 0, &mut chunk).unwrap();
            prop_assert_eq!(chunk, bytes);
            let mut changed = packed.chunks[0].clone();
            let place = place.index(changed.len());
            changed[place] ^= change;
            prop_assert!(packed.cipher.decrypt(&tags, 0, &mut changed).is_err());
        }
    }
}
