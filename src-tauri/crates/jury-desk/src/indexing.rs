//! The index of my dossiers: which materials belong in it, how far it is, and the work of taking their text in.
//!
//! Text comes from the same worker process as pages, and whoever looks at a page goes first. The one rule: indexing holds the desk for one page at
//! a time; signing out ends it, and [`Session::wait_for_index`] waits for that page.

mod build;

use std::collections::BTreeMap;
use std::sync::{Arc, TryLockError};

use jury_media::{DocKey, DocumentSource, MediaError, Renderer, lines};
use jury_seal::document::letter::{Letter, LetterMaterial};
use jury_store::Progress;

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::packs::is_present;
use crate::session::{Session, lock};
use crate::wire::Nothing;
use crate::wire::search::IndexState;
use build::{Document, Library, NoText, Wanted, build};

/// Whether a material has text, or may have: a picture belongs in the index so that it can be said that it has none.
pub(crate) fn may_have_text(material: &LetterMaterial) -> bool {
    material.chunks > 0 && (is_pdf(material) || is_picture(material))
}

fn is_pdf(material: &LetterMaterial) -> bool {
    material.media == "application/pdf"
}

fn is_picture(material: &LetterMaterial) -> bool {
    material.media.starts_with("image/")
}

/// Materials of a letter that belong in the index, in reading order.
pub(crate) fn searchable(letter: &Letter) -> impl Iterator<Item = &LetterMaterial> {
    let materials = letter.entries.iter().flat_map(|entry| &entry.materials);
    materials.filter(|material| may_have_text(material))
}

impl Session {
    pub(crate) fn index_look(&self, _: Nothing, _: &Call<'_>) -> Result<IndexState, DeskError> {
        let desk = self.open_desk()?;
        self.index_state(&desk, &*desk.letter()?)
    }

    pub(crate) fn index_build(&self, _: Nothing, call: &Call<'_>) -> Result<IndexState, DeskError> {
        let desk = self.open_desk()?;
        let letter = desk.letter()?;
        self.build_index(&desk, &letter, call)?;
        self.index_state(&desk, &letter)
    }

    /// Takes in every material that is here and not in the index, unless somebody is at it already.
    pub(crate) fn build_index(
        &self,
        desk: &Arc<OpenDesk>,
        letter: &Letter,
        call: &Call<'_>,
    ) -> Result<(), DeskError> {
        let _at_it = match self.indexing.try_lock() {
            Ok(guard) => guard,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(()),
        };
        let index = desk.store.index();
        let known = index.progress()?;
        let (wanted, done, total) = wanted(desk, letter, &known)?;
        if wanted.is_empty() {
            return Ok(());
        }
        let mut go_on = |so_far| {
            self.still_seated(desk)?;
            call.step("正在建立检索索引", done + u64::from(so_far), total, "份")
        };
        let library = Dossiers { session: self };
        build(index, &wanted, &library, &mut go_on)?;
        Ok(index.settle(|| self.still_seated(desk).is_ok() && !call.is_cancelled())?)
    }

    /// Somebody who signed out wants their keys gone.
    fn still_seated(&self, desk: &Arc<OpenDesk>) -> Result<(), DeskError> {
        match self.open_desk() {
            Ok(now) if Arc::ptr_eq(&now, desk) => Ok(()),
            _ => Err(DeskError::new(ErrorCode::Cancelled)),
        }
    }

    /// Waits until nobody indexes; after the seat was emptied, so that it is a matter of one page.
    pub(crate) fn wait_for_index(&self) {
        drop(lock(&self.indexing));
    }

    fn index_state(&self, desk: &OpenDesk, letter: &Letter) -> Result<IndexState, DeskError> {
        let known = desk.store.index().progress()?;
        let mut state = IndexState {
            indexed: 0,
            total: 0,
            pages: 0,
            scans: 0,
            unread: 0,
            building: matches!(self.indexing.try_lock(), Err(TryLockError::WouldBlock)),
        };
        for material in searchable(letter) {
            let progress = known.get(&material.id.to_string());
            let complete = progress.is_some_and(Progress::is_complete);
            state.indexed += u32::from(complete);
            state.total += u32::from(complete || is_present(desk, material)?);
            if let Some(progress) = progress {
                state.pages += progress.taken;
                state.scans += progress.blank;
                state.unread += progress.unread + u32::from(progress.pages == 0);
            }
        }
        Ok(state)
    }
}

/// What is to be taken in, how many are in the index, and how many there are of both.
fn wanted(
    desk: &OpenDesk,
    letter: &Letter,
    known: &BTreeMap<String, Progress>,
) -> Result<(Vec<Wanted>, u64, u64), DeskError> {
    let (mut wanted, mut done) = (Vec::new(), 0);
    for material in searchable(letter) {
        let id = material.id.to_string();
        if known.get(&id).is_some_and(Progress::is_complete) {
            done += 1;
        } else if is_present(desk, material)? {
            let is_picture = is_picture(material);
            wanted.push(Wanted { id, is_picture });
        }
    }
    let total = done + wanted.len() as u64;
    Ok((wanted, done, total))
}

/// The dossiers of the open desk, read by the worker process.
struct Dossiers<'s> {
    session: &'s Session,
}

/// A material under a key of its own: what somebody reads at the same time is not closed under their hands.
struct Open<'s> {
    renderer: &'s Renderer,
    key: DocKey,
    pages: u32,
}

impl<'s> Library for Dossiers<'s> {
    type Document = Open<'s>;

    fn open(&self, id: &str) -> Result<Open<'s>, NoText> {
        let renderer = self.session.renderer().ok_or(NoText::NotNow)?;
        let material = self.session.material(id).map_err(|_| NoText::NotNow)?;
        let source: Arc<dyn DocumentSource> = Arc::new(material);
        let key = DocKey::new(format!("index:{id}"));
        match renderer.open(&key, source) {
            Ok(info) => Ok(Open {
                renderer,
                key,
                pages: info.page_count(),
            }),
            Err(MediaError::Refused(_) | MediaError::TooLarge { .. }) => Err(NoText::Never),
            Err(_) => Err(NoText::NotNow),
        }
    }
}

impl Document for Open<'_> {
    fn pages(&self) -> u32 {
        self.pages
    }

    fn text(&self, page: u32) -> Option<String> {
        let ask = || self.renderer.page_text_in_background(&self.key, page - 1);
        // A worker that died may have died of something else; a page that takes too long will again.
        let chars = match ask() {
            Err(MediaError::WorkerDied { .. }) => ask(),
            other => other,
        };
        let texts = lines(&chars.ok()?).into_iter().map(|line| line.text);
        Some(texts.collect::<Vec<_>>().join("\n"))
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.renderer.close(&self.key);
    }
}
