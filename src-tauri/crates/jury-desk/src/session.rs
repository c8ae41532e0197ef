//! One run of the program: where desks are, which one is open, which files were picked.
//!
//! Operations are methods of [`Session`] spread over the areas' files; the table (table.rs) is the only way in. The one rule: at most one desk is
//! open, and locking waits for nobody who still reads it: they hold their own reference until they are done.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jury_exchange::export::write_verified;
use jury_media::{DocKey, MediaPaths, Renderer};

use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::offers::{Offers, file_name};
use crate::ports::{Clock, Randomness, SystemClock, SystemRandomness};
use crate::table::Who;
use crate::wire::Written;

/// What a session is given.
pub struct SessionConfig {
    /// Folders that hold desks, or are desks.
    pub desk_roots: Vec<PathBuf>,
    /// Folder in which a new desk is made.
    pub new_desks: PathBuf,
    /// Where PDFium and the fonts are; without them pages cannot be shown and everything else works.
    pub media: Option<MediaPaths>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub randomness: Arc<dyn Randomness>,
    /// How dear keys are to derive.
    pub cost: jury_seal::vault::KdfCost,
    /// Whether new letters are locked with little scrypt work, for tests and the demo's own experts. Never in a real contest.
    pub quick_letters: bool,
    /// Whether new desks set 16 MiB aside for the day the disk is full.
    pub ballast: bool,
    /// Fewest characters of a new passphrase.
    pub least_passphrase: usize,
}

impl SessionConfig {
    /// The real thing: system clock and randomness, desks in `folder`.
    #[must_use]
    pub fn system(folder: PathBuf) -> Self {
        Self {
            desk_roots: vec![folder.clone()],
            new_desks: folder,
            media: MediaPaths::discover().ok(),
            clock: Arc::new(SystemClock::new()),
            randomness: Arc::new(SystemRandomness),
            cost: jury_seal::vault::KdfCost::FLOOR,
            quick_letters: false,
            ballast: true,
            least_passphrase: 8,
        }
    }
}

/// One run of the program.
pub struct Session {
    pub(crate) config: SessionConfig,
    offers: Offers,
    desks: Mutex<BTreeMap<String, PathBuf>>,
    new_desk: Mutex<Option<PathBuf>>,
    open: Mutex<Option<Arc<OpenDesk>>>,
    renderer: OnceLock<Option<Renderer>>,
    /// Documents the renderer holds; each keeps the desk it came from open, so locking lets them go.
    documents: Mutex<Vec<DocKey>>,
    /// Held by whoever indexes: one at a time.
    pub(crate) indexing: Mutex<()>,
}

impl Session {
    /// A session that looks for desks where the configuration says.
    #[must_use]
    pub fn new(config: SessionConfig) -> Self {
        Self {
            config,
            offers: Offers::default(),
            desks: Mutex::default(),
            new_desk: Mutex::default(),
            open: Mutex::default(),
            renderer: OnceLock::new(),
            documents: Mutex::default(),
            indexing: Mutex::default(),
        }
    }

    /// A session for the command line, which names desks by folder.
    #[must_use]
    pub fn without_desk() -> Self {
        Self::new(SessionConfig {
            desk_roots: Vec::new(),
            // A demo's passphrase is `demo`; the window, where people choose their own, asks for eight.
            least_passphrase: 4,
            ..SessionConfig::system(PathBuf::new())
        })
    }

    /// Takes a picked or dropped path and gives the token by which a request may name it.
    pub fn offer(&self, path: &Path) -> String {
        self.offers.offer(path)
    }

    /// Takes a desk's folder and gives the id by which a request may name it.
    ///
    /// # Errors
    /// [`ErrorCode::NotADesk`] when the folder holds none.
    pub fn offer_desk(&self, folder: &Path) -> Result<String, DeskError> {
        if !folder.join(crate::credentials::KEY_FILE).is_file() {
            return Err(
                DeskError::new(ErrorCode::NotADesk).with("missing", crate::credentials::KEY_FILE)
            );
        }
        Ok(self.remember(folder))
    }

    /// Says where the next new desk is to be made, instead of below the usual folder.
    pub fn make_desks_at(&self, folder: &Path) {
        *lock(&self.new_desk) = Some(folder.to_owned());
    }

    /// The folder for a new desk called `name`.
    pub(crate) fn new_desk_folder(&self, name: &str) -> PathBuf {
        lock(&self.new_desk)
            .take()
            .unwrap_or_else(|| self.config.new_desks.join(name))
    }

    /// The folder a new desk called `name` would get, without using it up.
    pub(crate) fn peek_new_desk_folder(&self, name: &str) -> PathBuf {
        lock(&self.new_desk)
            .clone()
            .unwrap_or_else(|| self.config.new_desks.join(name))
    }

    /// Names a folder within this run.
    pub(crate) fn remember(&self, folder: &Path) -> String {
        let mut desks = lock(&self.desks);
        if let Some((id, _)) = desks.iter().find(|(_, known)| known.as_path() == folder) {
            return id.clone();
        }
        let id = format!("d{}", desks.len() + 1);
        desks.insert(id.clone(), folder.to_owned());
        id
    }

    pub(crate) fn folder_of(&self, desk: &str) -> Result<PathBuf, DeskError> {
        lock(&self.desks)
            .get(desk)
            .cloned()
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownDesk))
    }

    pub(crate) fn path_of(&self, token: &str) -> Result<PathBuf, DeskError> {
        self.offers.path(token)
    }

    pub(crate) fn files_of(
        &self,
        tokens: &[String],
        endings: &[&str],
    ) -> Result<Vec<PathBuf>, DeskError> {
        self.offers.files(tokens, endings)
    }

    /// The path behind a token, for the shell's 打开所在文件夹.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownFile`] for a token that was never given.
    pub fn reveal_path(&self, token: &str) -> Result<PathBuf, DeskError> {
        self.offers.path(token)
    }

    /// Writes a file where a token points: part file, flush, read back, rename.
    pub(crate) fn write_to(&self, token: &str, bytes: &[u8]) -> Result<Written, DeskError> {
        let target = self.offers.path(token)?;
        if target.exists() && !target.is_file() {
            return Err(DeskError::new(ErrorCode::NotAFile).with("file", file_name(&target)));
        }
        let path = write_verified(&target, bytes)?;
        Ok(self.written(&path))
    }

    pub(crate) fn written(&self, path: &Path) -> Written {
        let folder = path
            .parent()
            .map(|folder| folder.display().to_string())
            .unwrap_or_default();
        Written {
            name: file_name(path),
            folder,
            token: self.offer(path),
        }
    }

    /// The desk that is open.
    pub(crate) fn open_desk(&self) -> Result<Arc<OpenDesk>, DeskError> {
        lock(&self.open)
            .clone()
            .ok_or_else(|| DeskError::new(ErrorCode::NotSignedIn))
    }

    pub(crate) fn seat(&self, desk: OpenDesk) -> Arc<OpenDesk> {
        let desk = Arc::new(desk);
        *lock(&self.open) = Some(Arc::clone(&desk));
        desk
    }

    /// Closes the open desk, if there is one.
    pub(crate) fn unseat(&self) {
        if let Some(renderer) = self.renderer.get().and_then(Option::as_ref) {
            lock(&self.documents)
                .drain(..)
                .for_each(|key| renderer.close(&key));
        }
        drop(lock(&self.open).take());
        self.wait_for_index();
    }

    /// Refuses an operation to somebody who may not ask for it.
    pub(crate) fn allow(&self, who: Who) -> Result<(), DeskError> {
        let role = lock(&self.open).as_ref().map(|desk| desk.role);
        if who.includes(role) {
            return Ok(());
        }
        match role {
            None => Err(DeskError::new(ErrorCode::NotSignedIn)),
            Some(_) => Err(DeskError::new(ErrorCode::NotAllowed).with("who", who.label())),
        }
    }

    pub(crate) fn note_document(&self, key: &DocKey) {
        let mut documents = lock(&self.documents);
        if !documents.contains(key) {
            documents.push(key.clone());
        }
    }

    /// The page renderer, started at the first page.
    pub(crate) fn renderer(&self) -> Option<&Renderer> {
        self.renderer
            .get_or_init(|| {
                self.config
                    .media
                    .clone()
                    .and_then(crate::reading::start_renderer)
            })
            .as_ref()
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A panic while the lock was held leaves plain values behind, all of them valid.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
