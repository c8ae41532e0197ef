//! `index.db`: which page of which material holds a word. Encrypted like `desk.db`, and never precious: delete it and it is made again.
//!
//! Not here: the text itself (the table is contentless), reading PDFs, showing excerpts.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, TransactionBehavior, params};

use crate::bigram;
use crate::error::StoreError;
use crate::folder::{DeskFile, set_aside_locked};
use crate::migrate::{self, migrate};
use crate::open::{Kind, open};
use crate::secret::DataKey;

/// A page on which all words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The material's id.
    pub material: String,
    /// The page, counted from 1.
    pub page: u32,
}

/// The search index of a desk.
pub struct SearchIndex {
    connection: Mutex<Connection>,
}

impl SearchIndex {
    /// Opens or makes the file; one that does not open under `key` is set aside and made anew.
    pub(crate) fn open(folder: &Path, key: &DataKey) -> Result<Self, StoreError> {
        let connection = match Self::connect(folder, key) {
            Err(error) if error.is_damage() => {
                set_aside_locked(folder, DeskFile::Index)?;
                Self::connect(folder, key)?
            }
            other => other?,
        };
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    fn connect(folder: &Path, key: &DataKey) -> Result<Connection, StoreError> {
        let mut connection = open(&DeskFile::Index.within(folder), Kind::Keyed(key))?;
        migrate(&mut connection, &migrate::INDEX, |_| Ok(()))?;
        Ok(connection)
    }

    /// Takes in the text of one page (counted from 1), replacing what was known of that page.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::Damaged`] (then [`crate::set_aside`] the index once the desk is closed).
    pub fn index_page(&self, material: &str, page: u32, text: &str) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let id: i64 = transaction
            .prepare_cached(
                "INSERT INTO page (material, page) VALUES (?1, ?2)
                 ON CONFLICT (material, page) DO UPDATE SET page = excluded.page RETURNING id",
            )?
            .query_row(params![material, page], |row| row.get(0))?;
        transaction
            .prepare_cached("DELETE FROM page_text WHERE rowid = ?1")?
            .execute([id])?;
        transaction
            .prepare_cached("INSERT INTO page_text (rowid, bigrams) VALUES (?1, ?2)")?
            .execute(params![id, bigram::page_tokens(text)])?;
        transaction.commit()?;
        Ok(())
    }

    /// How many pages of a material are in the index; indexing goes on from there.
    ///
    /// # Errors
    /// The engine's.
    pub fn pages_of(&self, material: &str) -> Result<u32, StoreError> {
        let count = self
            .connection()
            .prepare_cached("SELECT count(*) FROM page WHERE material = ?1")?
            .query_row([material], |row| row.get(0))?;
        Ok(count)
    }

    /// The pages on which all of `words` stand, by material and page, at most `most` of them. Letters' case and width do not matter.
    ///
    /// # Errors
    /// The engine's. Words without a letter or digit find nothing.
    pub fn search(&self, words: &[&str], most: u32) -> Result<Vec<Hit>, StoreError> {
        let Some(query) = bigram::query(words) else {
            return Ok(Vec::new());
        };
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT page.material, page.page FROM page_text JOIN page ON page.id = page_text.rowid
             WHERE page_text MATCH ?1 ORDER BY page.material, page.page LIMIT ?2",
        )?;
        let hits = statement
            .query_map(params![query, most], |row| {
                Ok(Hit {
                    material: row.get(0)?,
                    page: row.get(1)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(hits)
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
