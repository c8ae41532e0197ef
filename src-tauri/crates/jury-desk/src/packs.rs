//! Material packs on an expert's desk: copied into the store, resumable, or read where they lie.
//!
//! The one rule: a material counts as present only when the list of its chunk tags is the one the signed letter names; until then nothing reads it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};

use jury_exchange::pack::PackReader;
use jury_seal::document::letter::{Letter, LetterEntry, LetterMaterial};
use jury_seal::material::{MaterialCipher, Tag, TagList, tag_of};
use jury_seal::pack::IndexEntry;
use jury_seal::wire::Hex;
use jury_store::{BlobId, Chunk, Dossiers, table};

use crate::blame;
use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::offers::file_name;
use crate::session::Session;
use crate::wire::expert::{Keep, PackAdd, PackAdded};

/// Key of the meta table under which a material's verified tags are kept.
pub(crate) fn tags_key(material: &LetterMaterial) -> String {
    format!("tags:{}", material.id)
}

/// A material in place, open for reading: the volumes that hold it.
pub(crate) struct Held(Vec<PackReader>);

impl Held {
    /// One chunk, still encrypted.
    ///
    /// # Errors
    /// When no volume has it, or it cannot be read.
    pub(crate) fn read_chunk(&self, id: &Hex<16>, seq: u32) -> Result<Vec<u8>, DeskError> {
        let has = |volume: &&PackReader| {
            let entry = volume.material(id);
            entry.is_some_and(|entry| entry.offset_of(seq).is_some())
        };
        let volume = self.0.iter().find(has);
        let volume = volume.ok_or_else(|| DeskError::new(ErrorCode::MaterialAbsent))?;
        volume
            .read_chunk(id, seq)
            .map_err(|error| blame::pack_file(&error, &file_name(volume.path())))
    }
}

/// Whether all chunks of a material are in the store.
pub(crate) fn is_stored(desk: &OpenDesk, material: &LetterMaterial) -> Result<bool, DeskError> {
    let blob = desk.store.dossiers().blob(BlobId(material.id.0))?;
    Ok(blob.is_some_and(|blob| blob.complete))
}

/// Whether a material's chunks can be read on this desk.
pub(crate) fn is_present(desk: &OpenDesk, material: &LetterMaterial) -> Result<bool, DeskError> {
    Ok(material.chunks > 0 && (is_stored(desk, material)? || holds(desk, material)?))
}

/// Whether some pack in place holds a material whose tags were verified.
fn holds(desk: &OpenDesk, material: &LetterMaterial) -> Result<bool, DeskError> {
    let paths = paths_under(desk, &in_place_key(&material.id))?;
    Ok(!paths.is_empty() && paths.iter().all(|path| path.is_file()))
}

/// Whether a material was taken in to be read where its pack lies, wherever that is now.
pub(crate) fn is_in_place(desk: &OpenDesk, material: &LetterMaterial) -> Result<bool, DeskError> {
    Ok(desk.meta(&in_place_key(&material.id))?.is_some())
}

/// Key of the meta table for the volumes that hold a material read in place.
fn in_place_key(id: &Hex<16>) -> String {
    format!("pack:{id}")
}

/// The same while some of its volumes have not come yet.
fn begun_key(id: &Hex<16>) -> String {
    format!("pack-begun:{id}")
}

fn paths_under(desk: &OpenDesk, key: &str) -> Result<Vec<PathBuf>, DeskError> {
    let text = desk.meta(key)?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

fn open(path: &Path) -> Result<PackReader, DeskError> {
    PackReader::open(path).map_err(|error| blame::pack_file(&error, &file_name(path)))
}

/// The volumes in place that hold a material.
pub(crate) fn held(desk: &OpenDesk, material: &LetterMaterial) -> Result<Option<Held>, DeskError> {
    let paths = paths_under(desk, &in_place_key(&material.id))?;
    if paths.is_empty() {
        return Ok(None);
    }
    let volumes: Result<_, _> = paths.iter().map(|path| open(path)).collect();
    Ok(Some(Held(volumes?)))
}

impl Session {
    pub(crate) fn pack_add(&self, ask: PackAdd, call: &Call<'_>) -> Result<PackAdded, DeskError> {
        let desk = self.open_desk()?;
        let letter = desk.letter()?;
        let paths = self.files_of(&ask.packs, &[".jurymat"])?;
        if paths.is_empty() {
            let nothing = if ask.packs.is_empty() {
                ErrorCode::NoFiles
            } else {
                ErrorCode::NoPacksInFolder
            };
            return Err(DeskError::new(nothing));
        }
        let mut intake = Intake::new(&desk, &letter, ask.keep);
        let mut problems = Vec::new();
        let mut volumes = 0;
        for path in &paths {
            match intake.volume(path, call) {
                Ok(()) => volumes += 1,
                Err(error) if matches!(error.code, ErrorCode::Cancelled | ErrorCode::DiskFull) => {
                    return Err(error);
                }
                Err(error) => problems.push(error.sentence),
            }
            // What is whole can be read and searched while the next volume comes in.
            problems.extend(intake.settle()?);
        }
        problems.dedup();
        let (present, total) = count(&desk, &letter)?;
        let at = desk.now()?;
        desk.save(|change| {
            Ok(desk.log(
                change,
                &at,
                "添加材料包",
                &format!("{volumes} 卷，可查看 {present}/{total}"),
            )?)
        })?;
        let missing = if present < total {
            vec![format!(
                "还缺 {} 份材料，请添加其余的材料包",
                total - present
            )]
        } else {
            Vec::new()
        };
        Ok(PackAdded {
            volumes,
            present,
            total,
            missing,
            problems,
        })
    }
}

fn count(desk: &OpenDesk, letter: &Letter) -> Result<(u32, u32), DeskError> {
    let (mut present, mut total) = (0, 0);
    for material in letter
        .entries
        .iter()
        .flat_map(|entry| &entry.materials)
        .filter(|material| material.chunks > 0)
    {
        total += 1;
        present += u32::from(is_present(desk, material)?);
    }
    Ok((present, total))
}

/// Chunks that may wait to be stored, 1 MiB each.
const AHEAD: usize = 8;

/// What a volume has of a material that is wanted and not there yet.
struct Part<'r> {
    material: &'r LetterMaterial,
    entry: &'r IndexEntry,
    cipher: MaterialCipher,
}

/// What the thread that reads says to the one that stores.
enum Coming {
    Chunk(Chunk),
    /// A chunk that an interrupted import brought.
    Known,
    PartEnds,
    /// A chunk is not what it should be; the rest of its material in this volume is left out.
    PartFails(DeskError),
}

/// Reads the chunks of all parts in order, until the first that cannot be read or nobody listens any more.
fn read_parts(
    dossiers: &Dossiers,
    reader: &PackReader,
    parts: &[Part<'_>],
    name: &str,
    out: &SyncSender<Result<Coming, DeskError>>,
) {
    let read_part = |part: &Part<'_>| -> Result<bool, DeskError> {
        let LetterMaterial {
            id, chunks, size, ..
        } = part.material;
        let blob = BlobId(id.0);
        dossiers.begin_blob(blob, *chunks, *size)?;
        let start = dossiers.missing_from(blob)?;
        for (seq, _) in (part.entry.first_seq..).zip(&part.entry.tags) {
            let coming = if seq < start {
                Coming::Known
            } else {
                let bytes = reader
                    .read_chunk(id, seq)
                    .map_err(|error| blame::pack_file(&error, name))?;
                if !part.cipher.is_whole(seq, seq + 1 == *chunks, &bytes) {
                    let damaged = DeskError::new(ErrorCode::PackDamaged).with("file", name);
                    return Ok(out.send(Ok(Coming::PartFails(damaged))).is_ok());
                }
                Coming::Chunk(Chunk { blob, seq, bytes })
            };
            if out.send(Ok(coming)).is_err() {
                return Ok(false);
            }
        }
        Ok(out.send(Ok(Coming::PartEnds)).is_ok())
    };
    for part in parts {
        match read_part(part) {
            Ok(true) => {}
            Ok(false) => return,
            // Nobody listening is nobody to tell.
            Err(error) => return drop(out.send(Err(error))),
        }
    }
}

/// Chunks coming in, across volumes.
struct Intake<'d> {
    desk: &'d OpenDesk,
    letter: &'d Letter,
    keep: Keep,
    wanted: BTreeMap<Hex<16>, (&'d LetterEntry, &'d LetterMaterial)>,
    /// Tags seen so far, and in which files the material lies.
    seen: BTreeMap<Hex<16>, (BTreeMap<u32, Tag>, Vec<PathBuf>)>,
}

impl<'d> Intake<'d> {
    fn new(desk: &'d OpenDesk, letter: &'d Letter, keep: Keep) -> Self {
        let wanted = letter.entries.iter().flat_map(|entry| {
            let materials = entry.materials.iter();
            materials.map(move |material| (material.id, (entry, material)))
        });
        Self {
            desk,
            letter,
            keep,
            wanted: wanted
                .filter(|(_, (_, material))| material.chunks > 0)
                .collect(),
            seen: BTreeMap::new(),
        }
    }

    fn volume(&mut self, path: &Path, call: &Call<'_>) -> Result<(), DeskError> {
        let name = file_name(path);
        let reader = open(path)?;
        let header = reader.header();
        if header.contest != self.letter.contest.id || header.track != self.letter.track.id {
            return Err(DeskError::new(ErrorCode::PackOther).with("file", name));
        }
        let (mut parts, mut total, mut done) = (Vec::new(), 0, 0);
        for entry in &reader.index().entries {
            let Some((of, material)) = self.wanted.get(&entry.id).copied() else {
                continue;
            };
            let end = u64::from(entry.first_seq) + entry.tags.len() as u64;
            if end > u64::from(material.chunks) {
                return Err(mismatch(&name));
            }
            total += entry.tags.len() as u64;
            // One that is read in place is taken anew: this pack may be the good copy of the other, or be meant to be kept here.
            if is_stored(self.desk, material)? {
                done += entry.tags.len() as u64;
            } else {
                let cipher = MaterialCipher::new(&of.key, &material.sha256);
                parts.push(Part {
                    material,
                    entry,
                    cipher,
                });
            }
        }
        let what = format!("正在导入 {name}");
        let mut step = |chunks| {
            done += chunks;
            call.step(&what, done, total, "块")
        };
        let mut taken = Vec::new();
        let result = match self.keep {
            Keep::Copy => self.copy(&reader, &parts, &name, &mut taken, &mut || step(1)),
            Keep::InPlace => parts.iter().try_for_each(|part| {
                taken.push(part);
                step(part.entry.tags.len() as u64)
            }),
        };
        self.note(&taken, path)?;
        result
    }

    /// Notes the tags of what was taken; they were checked against the volume's index, and are against the letter in the end.
    fn note(&mut self, parts: &[&Part<'_>], path: &Path) -> Result<(), DeskError> {
        for Part {
            material, entry, ..
        } in parts
        {
            let mut seen = match self.seen.remove(&material.id) {
                Some(seen) => seen,
                None if self.keep == Keep::InPlace => self.begun(material, entry)?,
                None => (BTreeMap::new(), Vec::new()),
            };
            seen.0
                .extend((entry.first_seq..).zip(entry.tags.iter().copied()));
            // The newest comes first: of two copies of a volume that one is read.
            seen.1.retain(|known| known != path);
            seen.1.insert(0, path.to_owned());
            self.seen.insert(material.id, seen);
        }
        Ok(())
    }

    /// What volumes added in place before have of a material that this one holds only a part of. One that is gone is as if it had never been.
    fn begun(
        &self,
        material: &LetterMaterial,
        entry: &IndexEntry,
    ) -> Result<(BTreeMap<u32, Tag>, Vec<PathBuf>), DeskError> {
        let (mut tags, mut paths) = (BTreeMap::new(), Vec::new());
        if entry.tags.len() as u64 == u64::from(material.chunks) {
            return Ok((tags, paths));
        }
        for path in paths_under(self.desk, &begun_key(&material.id))? {
            let Ok(volume) = open(&path) else { continue };
            let Some(entry) = volume.material(&material.id) else {
                continue;
            };
            tags.extend((entry.first_seq..).zip(entry.tags.iter().copied()));
            paths.push(path);
        }
        Ok((tags, paths))
    }

    /// Copies chunks into the store while the next ones are read and tried. `taken` gathers the parts whose chunks are all there; of those that
    /// fail, the first is said in the end, when all others are in.
    fn copy<'p, 'r>(
        &self,
        reader: &PackReader,
        parts: &'p [Part<'r>],
        name: &str,
        taken: &mut Vec<&'p Part<'r>>,
        step: &mut dyn FnMut() -> Result<(), DeskError>,
    ) -> Result<(), DeskError> {
        let dossiers = self.desk.store.dossiers();
        std::thread::scope(|scope| {
            let (read, to_store) = sync_channel(AHEAD);
            scope.spawn(move || read_parts(dossiers, reader, parts, name, &read));
            let mut import = dossiers.import();
            let (mut part, mut failure) = (parts.iter(), None);
            for coming in to_store {
                match coming {
                    Ok(Coming::Chunk(chunk)) => {
                        step()?;
                        import.push(chunk)?;
                    }
                    Ok(Coming::Known) => step()?,
                    Ok(Coming::PartEnds) => taken.extend(part.next()),
                    Ok(Coming::PartFails(error)) => {
                        part.next();
                        failure.get_or_insert(error);
                    }
                    Err(error) => {
                        import.flush()?;
                        return Err(error);
                    }
                }
            }
            import.flush()?;
            failure.map_or(Ok(()), Err)
        })
    }

    /// Verifies every material whose chunks are all here, and says what does not match; those that wait for another volume stay noted.
    fn settle(&mut self) -> Result<Vec<String>, DeskError> {
        let mut problems = Vec::new();
        for (id, (seen, paths)) in std::mem::take(&mut self.seen) {
            let Some((_, material)) = self.wanted.get(&id) else {
                continue;
            };
            let listed =
                serde_json::to_string(&paths).map_err(|error| DeskError::internal(&error))?;
            let Some(tags) = self.all_tags(material, &seen)? else {
                if self.keep == Keep::InPlace {
                    self.desk.save(|change| {
                        Ok(table::meta::put_text(change, &begun_key(&id), &listed)?)
                    })?;
                }
                self.seen.insert(id, (seen, paths));
                continue;
            };
            let bytes = tags.to_bytes();
            if tags.verify(material.chunks, &material.tags_digest).is_err() {
                let last = paths.first().map(|path| file_name(path));
                problems.push(mismatch(&last.unwrap_or_default()).sentence);
                if self.keep == Keep::InPlace {
                    self.desk
                        .save(|change| Ok(table::meta::put_text(change, &begun_key(&id), "")?))?;
                }
                self.discard(material)?;
                continue;
            }
            self.desk.save(|change| {
                table::meta::put(change, &tags_key(material), &bytes)?;
                if self.keep == Keep::InPlace {
                    table::meta::put_text(change, &in_place_key(&id), &listed)?;
                }
                Ok(())
            })?;
            if self.keep == Keep::Copy {
                self.desk.store.dossiers().finish_blob(BlobId(id.0))?;
            }
        }
        Ok(problems)
    }

    /// The tags of all chunks of a material, when all chunks are here. Those that came in an earlier import are read from the store again.
    fn all_tags(
        &self,
        material: &LetterMaterial,
        seen: &BTreeMap<u32, Tag>,
    ) -> Result<Option<TagList>, DeskError> {
        let mut tags = TagList::new();
        for seq in 0..material.chunks {
            match seen.get(&seq) {
                Some(tag) => tags.push(*tag),
                None if self.keep == Keep::InPlace => return Ok(None),
                None => match self
                    .desk
                    .store
                    .dossiers()
                    .read_chunk(BlobId(material.id.0), seq)
                {
                    Ok(chunk) => tags.push(tag_of(&chunk).unwrap_or_default()),
                    Err(jury_store::StoreError::ChunkMissing { .. }) => return Ok(None),
                    Err(error) => return Err(error.into()),
                },
            }
        }
        Ok(Some(tags))
    }

    /// Chunks that are not what the letter names leave the store again, so that the right pack can be imported afresh.
    fn discard(&self, material: &LetterMaterial) -> Result<(), DeskError> {
        if self.keep == Keep::Copy {
            self.desk
                .store
                .dossiers()
                .discard_blob(BlobId(material.id.0))?;
        }
        Ok(())
    }
}

fn mismatch(name: &str) -> DeskError {
    DeskError::new(ErrorCode::PackMismatch).with("file", name)
}
