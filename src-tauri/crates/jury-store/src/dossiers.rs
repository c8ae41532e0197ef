//! `dossiers.db`: the encrypted chunks of materials under opaque ids, as the pack brought them.
//!
//! Not here: what a blob is, whether a chunk is genuine (jury-seal checks every tag), and clear text of any kind. The one rule: a chunk is
//! read under a lock of its own, held for that chunk only, so that a playing video never waits for marks being saved.
//!
//! Nothing complete is deleted. Every commit is synced (synchronous=FULL): a blob said to be complete is complete after a power cut. Why the journal
//! is another than that of `desk.db` stands in open.rs.

use std::fmt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest as _, Sha256};

use crate::desk::sound;
use crate::error::StoreError;
use crate::folder::DeskFile;
use crate::migrate::{self, migrate};
use crate::open::{DOSSIER_CACHE, Kind, open};
use crate::secret::DataKey;

/// Bytes gathered before [`Import`] writes them in one transaction. Larger batches gained nothing; smaller ones pay a disk sync each.
const BATCH: usize = 16 << 20;
/// Page cache while chunks come in, KiB (SQLite counts them negative): a whole batch fits, so that none of it is written twice.
const BATCH_CACHE: i32 = -32_768;

/// An opaque id of 16 bytes, as the pack says it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlobId(pub [u8; 16]);

impl fmt::Display for BlobId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for BlobId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "BlobId({self})")
    }
}

/// What is known of a blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blob {
    /// Its id.
    pub id: BlobId,
    /// How many chunks it has when complete.
    pub chunks: u32,
    /// Its size in bytes, as the caller announced it; not compared with the chunks, which carry tags.
    pub size: u64,
    /// Are all chunks here?
    pub complete: bool,
}

/// One chunk to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// The blob it belongs to.
    pub blob: BlobId,
    /// Its place in the blob, counted from 0.
    pub seq: u32,
    /// Its bytes, encrypted.
    pub bytes: Vec<u8>,
}

/// The materials of a desk.
pub struct Dossiers {
    connection: Mutex<Connection>,
}

impl Dossiers {
    /// Opens or makes the file. There is no check of every page here (gigabytes); chunks carry their own tags, see also [`Self::check`].
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        let file = DeskFile::Dossiers;
        let mut connection = open(&file.within(folder), Kind::Dossiers).map_err(named)?;
        // No copy before a migration: it could be many gigabytes, and everything in here comes from the packs again.
        migrate(&mut connection, &migrate::DOSSIERS, |_| Ok(())).map_err(named)?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    /// Announces a blob. Saying the same twice is fine.
    ///
    /// # Errors
    /// [`StoreError::BlobDiffers`] when it is known with other measures.
    pub fn begin_blob(&self, id: BlobId, chunks: u32, size: u64) -> Result<(), StoreError> {
        let connection = self.connection();
        connection
            .prepare_cached("INSERT INTO blob (id, chunks, size, complete) VALUES (?1, ?2, ?3, 0) ON CONFLICT (id) DO NOTHING")?
            .execute(params![id.0, chunks, size])?;
        let known = known(&connection, id)?;
        if (known.chunks, known.size) == (chunks, size) {
            Ok(())
        } else {
            Err(StoreError::BlobDiffers { id })
        }
    }

    /// Stores chunks in one transaction. A chunk that is there already is replaced, so that an import again mends a damaged one.
    ///
    /// # Errors
    /// [`StoreError::BlobUnknown`], [`StoreError::ChunkBeyondEnd`], [`StoreError::DiskFull`]; nothing of the batch is stored then.
    pub fn put_chunks(&self, batch: &[Chunk]) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let mut put = transaction.prepare_cached(
                "INSERT INTO chunk (blob, seq, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (blob, seq) DO UPDATE SET bytes = excluded.bytes",
            )?;
            for Chunk { blob, seq, bytes } in batch {
                if *seq >= known(&transaction, *blob)?.chunks {
                    return Err(StoreError::ChunkBeyondEnd {
                        id: *blob,
                        seq: *seq,
                    });
                }
                put.execute(params![blob.0, seq, bytes])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }

    /// The first chunk that is not there yet; the number of chunks when none is missing. An import goes on from here.
    ///
    /// # Errors
    /// [`StoreError::BlobUnknown`].
    pub fn missing_from(&self, id: BlobId) -> Result<u32, StoreError> {
        first_missing(&self.connection(), id)
    }

    /// Marks a blob complete.
    ///
    /// # Errors
    /// [`StoreError::ChunkMissing`] names the first chunk that is not there; [`StoreError::BlobUnknown`].
    pub fn finish_blob(&self, id: BlobId) -> Result<(), StoreError> {
        let connection = self.connection();
        let seq = first_missing(&connection, id)?;
        if seq < known(&connection, id)?.chunks {
            return Err(StoreError::ChunkMissing { id, seq });
        }
        connection
            .prepare_cached("UPDATE blob SET complete = 1 WHERE id = ?1")?
            .execute([id.0])?;
        Ok(())
    }

    /// Forgets an incomplete blob with its chunks: they were not what the letter names, and the right pack is to be taken in afresh. A
    /// complete blob stays.
    ///
    /// # Errors
    /// The engine's.
    pub fn discard_blob(&self, id: BlobId) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute(
            "DELETE FROM chunk WHERE blob IN (SELECT id FROM blob WHERE id = ?1 AND complete = 0)",
            [id.0],
        )?;
        transaction.execute("DELETE FROM blob WHERE id = ?1 AND complete = 0", [id.0])?;
        transaction.commit()?;
        Ok(())
    }

    /// What is known of a blob; `None` when nothing is.
    ///
    /// # Errors
    /// The engine's.
    pub fn blob(&self, id: BlobId) -> Result<Option<Blob>, StoreError> {
        match known(&self.connection(), id) {
            Ok(blob) => Ok(Some(blob)),
            Err(StoreError::BlobUnknown { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// One chunk, still encrypted. The lock is held for this one chunk.
    ///
    /// # Errors
    /// [`StoreError::ChunkMissing`]; [`StoreError::Damaged`] when the page cannot be read.
    pub fn read_chunk(&self, id: BlobId, seq: u32) -> Result<Vec<u8>, StoreError> {
        self.connection()
            .prepare_cached("SELECT bytes FROM chunk WHERE blob = ?1 AND seq = ?2")?
            .query_row(params![id.0, seq], |row| row.get(0))
            .optional()?
            .ok_or(StoreError::ChunkMissing { id, seq })
    }

    /// Begins taking in chunks at speed.
    #[must_use]
    pub fn import(&self) -> Import<'_> {
        // A refused size only costs speed.
        let _ = self
            .connection()
            .pragma_update(None, "cache_size", BATCH_CACHE);
        Import {
            dossiers: self,
            batch: Vec::new(),
            bytes: 0,
            largest: BATCH,
        }
    }

    /// Reads every page and says whether the file holds together. Takes as long as reading the file does. The contents are not judged:
    /// a flipped bit in a chunk shows by the chunk's tag only.
    ///
    /// # Errors
    /// [`StoreError::Broken`].
    pub fn check(&self) -> Result<(), StoreError> {
        sound(&self.connection(), DeskFile::Dossiers, "integrity_check")
    }

    /// Was this file last used under `key`?
    pub(crate) fn knows(&self, key: &DataKey) -> Result<bool, StoreError> {
        let found: Option<[u8; 32]> = self
            .connection()
            .query_row("SELECT key_check FROM owner", [], |row| row.get(0))
            .optional()?;
        Ok(found == Some(key_check(key)))
    }

    /// Notes that this file is used under `key`. Only a hint: a file brought along from elsewhere is as good as before.
    pub(crate) fn own(&self, key: &DataKey) -> Result<(), StoreError> {
        if self.knows(key)? {
            return Ok(());
        }
        self.connection().execute(
            "INSERT INTO owner (singleton, key_check) VALUES (1, ?1) ON CONFLICT (singleton) DO UPDATE SET key_check = excluded.key_check",
            [key_check(key)],
        )?;
        Ok(())
    }

    pub(crate) fn close(self) -> Result<(), StoreError> {
        let connection = self
            .connection
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        connection.close().map_err(|(_, error)| error.into())
    }

    /// A panic inside a transaction has rolled it back, so a poisoned lock guards a sound connection.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Chunks on their way in, written 16 MiB at a time. Dropping it loses what was not flushed: an import goes on from [`Dossiers::missing_from`].
pub struct Import<'d> {
    dossiers: &'d Dossiers,
    batch: Vec<Chunk>,
    bytes: usize,
    largest: usize,
}

/// What a batch took is given back: a desk that is read for hours has better uses for it.
impl Drop for Import<'_> {
    fn drop(&mut self) {
        let connection = self.dossiers.connection();
        let _ = connection.pragma_update(None, "cache_size", DOSSIER_CACHE);
        let _ = connection.execute_batch("PRAGMA shrink_memory");
    }
}

impl Import<'_> {
    /// Takes one chunk; writes what has gathered when it is enough. Returns whether it wrote (a moment to report progress).
    ///
    /// # Errors
    /// As [`Dossiers::put_chunks`].
    pub fn push(&mut self, chunk: Chunk) -> Result<bool, StoreError> {
        self.bytes += chunk.bytes.len();
        self.batch.push(chunk);
        let is_enough = self.bytes >= self.largest;
        if is_enough {
            self.flush()?;
        }
        Ok(is_enough)
    }

    /// Writes what has gathered.
    ///
    /// # Errors
    /// As [`Dossiers::put_chunks`]. The chunks stay gathered, so that the call can be repeated when there is room again.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        self.dossiers.put_chunks(&self.batch)?;
        self.batch.clear();
        self.bytes = 0;
        Ok(())
    }

    /// Writes what has gathered and marks a blob complete.
    ///
    /// # Errors
    /// As [`Dossiers::put_chunks`] and [`Dossiers::finish_blob`].
    pub fn finish_blob(&mut self, id: BlobId) -> Result<(), StoreError> {
        self.flush()?;
        self.dossiers.finish_blob(id)
    }
}

fn known(connection: &Connection, id: BlobId) -> Result<Blob, StoreError> {
    connection
        .prepare_cached("SELECT chunks, size, complete FROM blob WHERE id = ?1")?
        .query_row([id.0], |row| {
            Ok(Blob {
                id,
                chunks: row.get(0)?,
                size: row.get(1)?,
                complete: row.get(2)?,
            })
        })
        .optional()?
        .ok_or(StoreError::BlobUnknown { id })
}

fn first_missing(connection: &Connection, id: BlobId) -> Result<u32, StoreError> {
    known(connection, id)?;
    // The end of the run that begins with chunk 0. Only the primary key's index is read, never a chunk.
    let next: Option<u32> = connection
        .prepare_cached(
            "SELECT here.seq + 1 FROM chunk AS here
             WHERE here.blob = ?1
               AND EXISTS (SELECT 1 FROM chunk WHERE blob = ?1 AND seq = 0)
               AND NOT EXISTS (SELECT 1 FROM chunk AS next WHERE next.blob = ?1 AND next.seq = here.seq + 1)
             ORDER BY here.seq LIMIT 1",
        )?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    Ok(next.unwrap_or(0))
}

fn key_check(key: &DataKey) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"jurybench/data-key-check/v1")
        .chain_update(key.expose())
        .finalize()
        .into()
}

/// In the plain file a damaged first page is damage; there is no key that could be wrong.
fn named(error: StoreError) -> StoreError {
    match error {
        StoreError::Damaged(source) => StoreError::Broken {
            file: DeskFile::Dossiers,
            finding: source.to_string(),
        },
        other => other,
    }
}
