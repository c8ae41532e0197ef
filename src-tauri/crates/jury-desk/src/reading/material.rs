//! A material's bytes in clear, readable anywhere, wherever they lie.
//!
//! Not where that is (dossiers.rs) and not what they are (jury-media). The one rule: what comes out of a pack is checked chunk by chunk against the
//! tag list of the signed letter; what comes from a file has the size it was registered with, and its digest where all of it is read.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex};

use jury_core::Digest;
use jury_media::DocumentSource;
use jury_seal::document::letter::LetterMaterial;
use jury_seal::material::{CHUNK, Hashing, MaterialCipher, VerifiedTags, chunks_of};
use jury_seal::wire::Hex;
use jury_store::BlobId;

use crate::desk::OpenDesk;
use crate::packs;
use crate::session::lock;

/// Where the encrypted chunks of a material lie.
pub(crate) enum Place {
    Store(Arc<OpenDesk>, BlobId),
    Pack(packs::Held, Hex<16>),
}

impl Place {
    fn read_chunk(&self, index: u32) -> io::Result<Vec<u8>> {
        match self {
            Self::Store(desk, blob) => desk
                .store
                .dossiers()
                .read_chunk(*blob, index)
                .map_err(io::Error::other),
            Self::Pack(held, id) => held.read_chunk(id, index).map_err(io::Error::other),
        }
    }
}

/// What the chunks come out of.
enum Source {
    Sealed {
        cipher: MaterialCipher,
        tags: VerifiedTags,
        place: Place,
    },
    File {
        file: Mutex<File>,
        /// Known once a pack was built from it.
        sha256: Option<Digest>,
    },
}

/// A material, readable anywhere.
pub(crate) struct Material {
    source: Source,
    media: String,
    size: u64,
    chunks: u32,
    /// The chunk decrypted last: players and parsers read in small steps.
    last: Mutex<Option<(u32, Vec<u8>)>>,
}

impl Material {
    /// One out of a pack.
    pub(crate) fn sealed(
        material: &LetterMaterial,
        cipher: MaterialCipher,
        tags: VerifiedTags,
        place: Place,
    ) -> Self {
        Self {
            source: Source::Sealed {
                cipher,
                tags,
                place,
            },
            media: material.media.clone(),
            size: material.size,
            chunks: material.chunks,
            last: Mutex::default(),
        }
    }

    /// The file at `path`, registered with this size; nothing where it is not there, is none, or has another size by now.
    pub(crate) fn file(
        path: &Path,
        media: &str,
        size: u64,
        sha256: Option<Digest>,
    ) -> Option<Self> {
        // Asked before it is opened: a pipe in its place would be waited for.
        let is_it = |facts: &std::fs::Metadata| facts.is_file() && facts.len() == size;
        std::fs::metadata(path).ok().filter(is_it)?;
        let file = File::open(path).ok()?;
        file.metadata().ok().filter(is_it)?;
        Some(Self {
            source: Source::File {
                file: Mutex::new(file),
                sha256,
            },
            media: media.to_owned(),
            size,
            chunks: chunks_of(size).ok()?,
            last: Mutex::default(),
        })
    }

    fn read_chunk(&self, index: u32) -> io::Result<Vec<u8>> {
        match &self.source {
            Source::Sealed {
                cipher,
                tags,
                place,
            } => {
                let mut chunk = place.read_chunk(index)?;
                cipher
                    .decrypt(tags, index, &mut chunk)
                    .map_err(io::Error::other)?;
                Ok(chunk)
            }
            Source::File { file, .. } => {
                let start = u64::from(index) * CHUNK as u64;
                let length = self.size.saturating_sub(start).min(CHUNK as u64);
                let mut chunk = vec![0; usize::try_from(length).map_err(io::Error::other)?];
                let mut file = lock(file);
                file.seek(SeekFrom::Start(start))?;
                file.read_exact(&mut chunk)?;
                Ok(chunk)
            }
        }
    }

    fn copy_from_chunk(&self, index: u32, start: usize, into: &mut [u8]) -> io::Result<usize> {
        let mut last = lock(&self.last);
        if last.as_ref().is_none_or(|(known, _)| *known != index) {
            *last = Some((index, self.read_chunk(index)?));
        }
        let Some((_, chunk)) = last.as_ref() else {
            return Ok(0);
        };
        let part = chunk.get(start..).unwrap_or_default();
        let count = part.len().min(into.len());
        into[..count].copy_from_slice(&part[..count]);
        Ok(count)
    }

    /// The digest all of it must have, where nothing else vouches for it.
    const fn promised(&self) -> Option<Digest> {
        match &self.source {
            Source::File { sha256, .. } => *sha256,
            Source::Sealed { .. } => None,
        }
    }
}

/// Random access to a material's bytes in clear, for the media server.
pub trait RangeSource: Send + Sync {
    /// Length in bytes.
    fn length(&self) -> u64;
    /// Media type, such as `video/mp4`.
    fn mime(&self) -> &'static str;
    /// Fills `bytes` from `offset`, which lies within the length.
    ///
    /// # Errors
    /// When a chunk is missing or is not the one the letter names.
    fn read_at(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()>;
}

impl RangeSource for Material {
    fn length(&self) -> u64 {
        self.size
    }

    fn mime(&self) -> &'static str {
        mime_of(&self.media)
    }

    fn read_at(&self, mut offset: u64, mut bytes: &mut [u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let index = u32::try_from(offset / CHUNK as u64).map_err(io::Error::other)?;
            let start = usize::try_from(offset % CHUNK as u64).map_err(io::Error::other)?;
            let count = self.copy_from_chunk(index, start, bytes)?;
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            offset += count as u64;
            bytes = &mut bytes[count..];
        }
        Ok(())
    }
}

impl DocumentSource for Material {
    fn len(&self) -> u64 {
        self.size
    }

    fn read_all(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut hashing = self.promised().map(|_| Hashing::default());
        for index in 0..self.chunks {
            let chunk = self.read_chunk(index)?;
            if let Some(hashing) = &mut hashing {
                hashing.update(&chunk);
            }
            out.write_all(&chunk)?;
        }
        if hashing.map(Hashing::finish) == self.promised() {
            Ok(())
        } else {
            Err(io::Error::other("the file is not the one that was packed"))
        }
    }
}

/// The media types the player knows; anything else is not offered to it.
fn mime_of(media: &str) -> &'static str {
    ["video/mp4", "video/webm"]
        .into_iter()
        .find(|known| *known == media)
        .unwrap_or("application/octet-stream")
}

/// Lets the probe read headers through the same checked chunks.
pub(super) struct Cursor<'m> {
    material: &'m Material,
    at: u64,
}

impl<'m> Cursor<'m> {
    pub(super) const fn of(material: &'m Material) -> Self {
        Self { material, at: 0 }
    }
}

impl io::Read for Cursor<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = self.material.size.saturating_sub(self.at);
        let count = usize::try_from(rest.min(buffer.len() as u64)).map_err(io::Error::other)?;
        self.material.read_at(self.at, &mut buffer[..count])?;
        self.at += count as u64;
        Ok(count)
    }
}

impl io::Seek for Cursor<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(offset) => self.material.size.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
        };
        self.at = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use jury_seal::sha256;

    use super::*;

    fn file(bytes: &[u8], size: u64, sha256: Option<Digest>) -> Option<Material> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("申报书.pdf");
        std::fs::write(&path, bytes).unwrap();
        Material::file(&path, "application/pdf", size, sha256)
    }

    #[test]
    fn a_file_is_read_from_anywhere_and_to_its_end() {
        let bytes: Vec<u8> = (0..CHUNK + 9).map(|at| at.to_le_bytes()[0]).collect();
        let material = file(&bytes, bytes.len() as u64, Some(sha256(&bytes))).unwrap();
        let mut all = Vec::new();
        material.read_all(&mut all).unwrap();
        assert_eq!(all, bytes);
        let mut across = [0; 20];
        material.read_at(CHUNK as u64 - 11, &mut across).unwrap();
        assert_eq!(across, bytes[CHUNK - 11..]);
        assert!(material.read_at(CHUNK as u64 + 9, &mut across).is_err());
    }

    #[test]
    fn a_file_of_another_size_is_none_and_one_of_other_bytes_is_refused_in_the_end() {
        assert!(file(b"%PDF-1.7", 9, None).is_none());
        let other = file(b"%PDF-1.7", 8, Some(sha256(b"%PDF-1.4"))).unwrap();
        assert!(other.read_all(&mut Vec::new()).is_err());
        let unknown = file(b"%PDF-1.7", 8, None).unwrap();
        assert!(
            unknown.read_all(&mut Vec::new()).is_ok(),
            "no pack was built yet"
        );
        assert!(
            file(b"", 0, None)
                .unwrap()
                .read_all(&mut Vec::new())
                .is_ok()
        );
    }
}
