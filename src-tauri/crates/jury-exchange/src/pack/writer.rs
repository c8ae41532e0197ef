//! Writing a pack: chunk after chunk in the order of the plan, volume after volume.
//!
//! Not encryption, and not the order of materials: both are the caller's. The one rule: opening the same pack again goes on where it
//! stopped.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jury_core::{ContestId, Digest, TrackId};
use jury_seal::material::TagList;
use jury_seal::pack::{Index, PackHeader};
use jury_seal::wire::Hex;

use crate::export::ExportError;

use super::plan::{NextChunk, PackPlan};
use super::volume::{Volume, volume_path};
use super::{OpaqueId, PackFileError, Watch, resume};

/// Which pack, and what its files are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackName {
    /// The contest.
    pub contest: ContestId,
    /// The track.
    pub track: TrackId,
    /// Random and the same for all volumes; a pack taken up again needs the same.
    pub pack: Hex<16>,
    /// The files' name without number and `.jurymat`. Characters that no file system takes become `_`.
    pub stem: String,
}

/// A volume that is written, read back and named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenVolume {
    /// The file.
    pub path: PathBuf,
    /// Its number from 1.
    pub volume: u32,
    /// Its bytes.
    pub size: u64,
    /// SHA-256 of its index, which lists the tags of all its chunks and so names its content.
    pub digest: Digest,
}

/// A pack being written.
pub struct PackWriter {
    folder: PathBuf,
    name: PackName,
    plan: Arc<PackPlan>,
    /// The volume being written, from 0; the number of volumes once all are.
    number: usize,
    /// Chunks of that volume already written.
    records: usize,
    current: Option<Volume>,
    written: Vec<WrittenVolume>,
    tags: BTreeMap<OpaqueId, TagList>,
}

impl PackWriter {
    /// Begins a pack in a folder, or goes on with one that was interrupted there.
    ///
    /// # Errors
    /// [`PackFileError`]: the folder cannot be written, a part file there is another pack's, or whoever watches ended it.
    pub fn open(
        folder: &Path,
        name: PackName,
        plan: PackPlan,
        watch: &mut Watch<'_>,
    ) -> Result<Self, PackFileError> {
        let name = PackName {
            stem: plain_stem(&name.stem),
            ..name
        };
        let tags = BTreeMap::new();
        let (folder, plan) = (folder.to_owned(), Arc::new(plan));
        let mut writer = Self {
            folder,
            name,
            plan,
            number: 0,
            records: 0,
            current: None,
            written: Vec::new(),
            tags,
        };
        while writer.number < writer.plan.volume_count() && writer.take_finished()? {}
        if writer.number < writer.plan.volume_count() {
            let planned = writer.plan.volume(writer.number);
            let taken_up = resume::interrupted(&writer.path(), &writer.header(), planned, watch)?;
            if let Some((volume, records)) = taken_up {
                writer.remember(&volume.index);
                writer.current = Some(volume);
                writer.records = records;
            }
            writer.finish_full_volumes(watch)?;
        }
        Ok(writer)
    }

    /// The chunk to append next; nothing when all are written.
    #[must_use]
    pub fn next(&self) -> Option<NextChunk> {
        (self.number < self.plan.volume_count())
            .then(|| self.plan.volume(self.number).get(self.records).copied())
            .flatten()
    }

    /// The chunks still to be appended, in order, for whoever reads and encrypts them ahead of the writing.
    pub fn remaining(&self) -> impl Iterator<Item = NextChunk> + Send + use<> {
        let (plan, first, records) = (Arc::clone(&self.plan), self.number, self.records);
        (first..plan.volume_count()).flat_map(move |number| {
            let (plan, skip) = (Arc::clone(&plan), if number == first { records } else { 0 });
            (skip..plan.volume(number).len()).map(move |place| plan.volume(number)[place])
        })
    }

    /// Appends the next chunk, as encrypted. A volume that is full is read back and named at once, which `watch` sees and may end.
    ///
    /// # Errors
    /// [`PackFileError`]: not the next chunk, not its length, or the file cannot be written.
    pub fn append(
        &mut self,
        id: &OpaqueId,
        seq: u32,
        chunk: &[u8],
        watch: &mut Watch<'_>,
    ) -> Result<(), PackFileError> {
        let next = self
            .next()
            .filter(|next| next.id == *id && next.seq == seq)
            .ok_or(PackFileError::NotNext)?;
        let tag = self.volume()?.append(&next, chunk)?;
        self.tags.entry(next.id).or_default().push(tag);
        self.records += 1;
        self.finish_full_volumes(watch)
    }

    /// The volumes and every material's tags, once all chunks are written.
    ///
    /// # Errors
    /// [`PackFileError::Unfinished`] before that.
    pub fn finish(
        self,
    ) -> Result<(Vec<WrittenVolume>, BTreeMap<OpaqueId, TagList>), PackFileError> {
        if self.number < self.plan.volume_count() {
            Err(PackFileError::Unfinished)
        } else {
            Ok((self.written, self.tags))
        }
    }

    fn volume(&mut self) -> Result<&mut Volume, PackFileError> {
        let volume = match self.current.take() {
            Some(volume) => volume,
            None => Volume::create(self.path(), &self.header())?,
        };
        Ok(self.current.insert(volume))
    }

    /// Finishes the current volume if it is full; a pack without materials is one empty volume.
    fn finish_full_volumes(&mut self, watch: &mut Watch<'_>) -> Result<(), PackFileError> {
        while self.number < self.plan.volume_count()
            && self.records == self.plan.volume(self.number).len()
        {
            self.volume()?;
            let Some(volume) = self.current.take() else {
                return Ok(());
            };
            let finished = volume.finish(watch)?;
            self.written.push(WrittenVolume {
                path: finished.path,
                volume: self.header().volume,
                size: finished.size,
                digest: finished.digest,
            });
            self.number += 1;
            self.records = 0;
        }
        Ok(())
    }

    /// Takes a volume that an earlier run finished.
    fn take_finished(&mut self) -> Result<bool, PackFileError> {
        let (path, header) = (self.path(), self.header());
        let Some(reader) = resume::finished(&path, &header, self.plan.volume(self.number)) else {
            return Ok(false);
        };
        let size = reader
            .path()
            .metadata()
            .map_err(|error| ExportError::of(reader.path(), error))?
            .len();
        self.remember(reader.index());
        self.written.push(WrittenVolume {
            path: reader.path().to_owned(),
            volume: header.volume,
            size,
            digest: reader.digest(),
        });
        self.number += 1;
        Ok(true)
    }

    fn remember(&mut self, index: &Index) {
        for entry in &index.entries {
            let tags = self.tags.entry(entry.id).or_default();
            entry.tags.iter().for_each(|tag| tags.push(*tag));
        }
    }

    fn path(&self) -> PathBuf {
        volume_path(
            &self.folder,
            &self.name.stem,
            self.number,
            self.plan.volume_count(),
        )
    }

    fn header(&self) -> PackHeader {
        let count =
            |number: usize| u32::try_from(number).expect("a pack has fewer than 2^32 volumes");
        let PackName {
            contest,
            track,
            pack,
            ..
        } = self.name.clone();
        PackHeader {
            contest,
            track,
            pack,
            volume: count(self.number + 1),
            of: count(self.plan.volume_count()),
        }
    }
}

/// A name no file system refuses, of a length that leaves room for a number.
fn plain_stem(stem: &str) -> String {
    let refused = |character: char| character.is_control() || "<>:\"/\\|?*".contains(character);
    let kept: String = stem
        .chars()
        .take(60)
        .map(|character| if refused(character) { '_' } else { character })
        .collect();
    let trimmed = kept.trim_matches(['.', ' ']);
    if trimmed.is_empty() {
        "材料包".to_owned()
    } else {
        trimmed.to_owned()
    }
}
