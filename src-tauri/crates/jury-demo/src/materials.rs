//! The dossiers on disk: a folder per entry with the application form, proofs, videos.
//!
//! Not their meaning to the desk, which imports them like any secretariat's folders. The one rule to know: the same plan gives the same bytes;
//! a folder that is there already is written over, file by file, never emptied.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use jury_core::EntryId;
use rayon::prelude::*;

use crate::form::form;
use crate::paper::{PaperError, Scan, bind_scans};
use crate::plan::{ContestPlan, PlannedEntry};
use crate::proof::{Carrier, Proof, proofs};
use crate::random::Random;
use crate::scan::picture::Picture;

/// What a file is, as an organiser would say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MaterialKind {
    /// 项目申报书
    ApplicationForm,
    /// 证明材料
    Proof,
    /// 演示视频
    Video,
    /// A file of a kind that nobody asked for.
    Other,
}

/// A file of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialFile {
    /// Whose dossier.
    pub entry: EntryId,
    /// What it is.
    pub kind: MaterialKind,
    /// Its name within the entry's folder.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Pages of an application form; 0 for everything else.
    pub pages: usize,
}

/// How far [`write_materials`] is: entries done, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaterialsProgress {
    /// Entries whose folders are complete.
    pub done: usize,
    /// All entries.
    pub of: usize,
}

/// Why the dossiers could not all be written. What was written stays.
#[derive(Debug, thiserror::Error)]
pub enum MaterialsError {
    /// A folder or file could not be written.
    #[error("{} cannot be written: {source}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A PDF could not be made.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// A picture could not be encoded.
    #[error("a scan cannot be encoded: {0}")]
    Picture(#[from] image::ImageError),
    /// The caller said stop.
    #[error("stopped")]
    Stopped,
}

/// Writes every dossier under `dir`, one folder per entry named by its id, on all cores, and says what was written, by entry and name.
///
/// `progress` is called after each entry, from several threads; [`ControlFlow::Break`] stops before the next one.
///
/// # Errors
/// [`MaterialsError`]: the first thing that failed, or that the caller stopped.
pub fn write_materials(
    plan: &ContestPlan,
    dir: &Path,
    progress: &(dyn Fn(MaterialsProgress) -> ControlFlow<()> + Sync),
) -> Result<Vec<MaterialFile>, MaterialsError> {
    let (done, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let written: Vec<Vec<MaterialFile>> = (plan.entries.par_iter().enumerate())
        .map(|(place, entry)| {
            if stop.load(Ordering::Relaxed) {
                return Err(MaterialsError::Stopped);
            }
            let files = write_dossier(plan, entry, place, dir)?;
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if progress(MaterialsProgress {
                done,
                of: plan.entries.len(),
            })
            .is_break()
            {
                stop.store(true, Ordering::Relaxed);
            }
            Ok(files)
        })
        .collect::<Result<_, _>>()?;
    // The last entry may have been the one after which the caller said stop: then all is written.
    Ok(written.into_iter().flatten().collect())
}

fn write_dossier(
    plan: &ContestPlan,
    entry: &PlannedEntry,
    place: usize,
    dir: &Path,
) -> Result<Vec<MaterialFile>, MaterialsError> {
    let folder = dir.join(entry.id.as_str());
    fs::create_dir_all(&folder).map_err(|source| MaterialsError::Write {
        path: folder.clone(),
        source,
    })?;
    let mut shelf = Shelf {
        entry: &entry.id,
        folder,
        files: Vec::new(),
    };
    let proofs = proofs(plan, entry);
    if plan.missing.entry != entry.id {
        let titles: Vec<String> = proofs.iter().map(|proof| proof.title.clone()).collect();
        let (pdf, pages) = form(plan, entry, &titles)?;
        shelf.put(
            MaterialKind::ApplicationForm,
            "项目申报书.pdf".to_owned(),
            &pdf,
            pages,
        )?;
    }
    let mut random = plan.random(&format!("files/{}", entry.id));
    for (nth, proof) in proofs.iter().enumerate() {
        let name = proof.file_name(nth + 1, &mut random);
        shelf.put(MaterialKind::Proof, name, &carried(proof, &mut random)?, 0)?;
    }
    for (name, bytes) in videos(entry, place) {
        shelf.put(MaterialKind::Video, name, &bytes, 0)?;
    }
    if random.chance(12) {
        let note = format!(
            "说明：\r\n{}\r\n补充材料已随纸质件报送，联系人：{}。\r\n",
            entry.title, entry.team
        );
        shelf.put(
            MaterialKind::Other,
            "其他说明.txt".to_owned(),
            note.as_bytes(),
            0,
        )?;
    }
    shelf.files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(shelf.files)
}

/// A dossier's folder while it is filled.
struct Shelf<'a> {
    entry: &'a EntryId,
    folder: PathBuf,
    files: Vec<MaterialFile>,
}

impl Shelf<'_> {
    fn put(
        &mut self,
        kind: MaterialKind,
        name: String,
        bytes: &[u8],
        pages: usize,
    ) -> Result<(), MaterialsError> {
        let path = self.folder.join(&name);
        fs::write(&path, bytes).map_err(|source| MaterialsError::Write { path, source })?;
        self.files.push(MaterialFile {
            entry: self.entry.clone(),
            kind,
            name,
            size: bytes.len() as u64,
            pages,
        });
        Ok(())
    }
}

/// The bytes of a proof's file.
fn carried(proof: &Proof, random: &mut Random) -> Result<Vec<u8>, MaterialsError> {
    let pictures: Vec<_> = proof
        .leaves
        .iter()
        .map(|leaf| leaf.picture(random))
        .collect();
    let Some(first) = pictures.first() else {
        return Ok(Vec::new());
    };
    Ok(match proof.carrier {
        Carrier::Jpeg => first.jpeg()?,
        Carrier::Png => first.png()?,
        Carrier::ScannedPdf => {
            let scan = |picture: &Picture| {
                Ok(Scan {
                    jpeg: picture.jpeg()?,
                    pixels: picture.pixels,
                    colour: picture.colour,
                })
            };
            let pages = pictures
                .iter()
                .map(scan)
                .collect::<Result<Vec<_>, image::ImageError>>()?;
            bind_scans(&proof.title, &pages)
        }
    })
}

const CLIP_A: &[u8] = include_bytes!("../../../../assets/sample/clip_a.mp4");
const CLIP_B: &[u8] = include_bytes!("../../../../assets/sample/clip_b.mp4");
const CLIP_C: &[u8] = include_bytes!("../../../../assets/sample/clip_c.webm");

/// None, one or two videos. An MP4 gets a `free` box with the entry's id at its end (ISO/IEC 14496-12 §8.1.2: its contents are ignored), so that
/// no two entries hand in the same bytes; a WebM stays as it is.
fn videos(entry: &PlannedEntry, place: usize) -> Vec<(String, Vec<u8>)> {
    let mp4 = |clip: &[u8]| {
        let id = entry.id.as_str().as_bytes();
        let length = u32::try_from(id.len() + 8).unwrap_or(8);
        [clip, &length.to_be_bytes(), b"free", id].concat()
    };
    match place % 5 {
        0 => vec![("演示视频.mp4".to_owned(), mp4(CLIP_A))],
        1 => vec![
            ("项目介绍视频.mp4".to_owned(), mp4(CLIP_B)),
            ("平台操作演示.webm".to_owned(), CLIP_C.to_vec()),
        ],
        2 => Vec::new(),
        3 => vec![("平台演示.webm".to_owned(), CLIP_C.to_vec())],
        _ => vec![
            ("演示视频1.mp4".to_owned(), mp4(CLIP_A)),
            ("演示视频2.mp4".to_owned(), mp4(CLIP_B)),
        ],
    }
}

#[cfg(test)]
mod tests;
