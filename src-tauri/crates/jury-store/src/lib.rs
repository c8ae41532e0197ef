//! The store of a desk: one folder, three SQLite files, and the promise that what was acknowledged is there after a crash.
//!
//! ```text
//! desk.db       SQLCipher   marks, documents, names, keys of entries: everything small      table/
//! dossiers.db   plain       materials as the pack's encrypted chunks under opaque ids       dossiers.rs
//! index.db      SQLCipher   full text of materials, and its bigrams; may be deleted at any time   index.rs
//! desk.keys     (jury-seal writes its bytes, through `write_atomically`)
//! desk.lock     held by the one program that has the desk open
//! ballast       16 MiB given back when the disk is full
//! backups/      the last five copies of desk.db, each opened and checked
//! ```
//!
//! Not here: what a mark means, who may write it, signatures and encryption (beyond handing SQLCipher its key), clocks and
//! randomness. Rows are plain values; times are passed in.
//!
//! The one rule to know: a change is saved when [`Desk::write`] has returned `Ok`, and not before.
#![deny(missing_docs)]

mod at;
mod atomic;
mod backup;
mod ballast;
mod bigram;
mod chain;
mod desk;
mod dossiers;
mod error;
mod excerpt;
mod folded;
mod folder;
mod handle;
mod index;
mod lock;
mod migrate;
mod open;
mod secret;
pub mod table;

pub use at::{At, AtError};
pub use atomic::write_atomically;
pub use backup::{Backup, BackupReason, list_backups, restore_backup};
pub use chain::{ChainHead, GENESIS};
pub use desk::Desk;
pub use dossiers::{Blob, BlobId, Chunk, Dossiers, Import};
pub use error::{StoreError, WriteError};
pub use excerpt::{Excerpt, Piece};
pub use folder::{DeskFile, set_aside};
pub use handle::{Change, View};
pub use index::{NewPage, Progress, SearchIndex, Words};
pub use lock::DeskLock;
pub use secret::{DataKey, Secret};
