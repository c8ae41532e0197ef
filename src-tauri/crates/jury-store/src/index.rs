//! `index.db`: which page of which material holds a word, and the text around it. Encrypted like `desk.db`, and never precious: delete it and
//! it is made again.
//!
//! Not here: reading PDFs, which materials there are, the order in which hits are shown. The one rule: a page is in the index whole or not at
//! all, and [`Progress`] says from which page on to go on.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::bigram;
use crate::error::StoreError;
use crate::excerpt::{Excerpt, excerpt, tidy};
use crate::folded::Folded;
use crate::folder::{DeskFile, set_aside_locked};
use crate::migrate::{self, migrate};
use crate::open::{Kind, open};
use crate::secret::DataKey;

/// Pages of one material at most, less one; a page's number is the material's times this, plus the page.
const STRIDE: i64 = 4096;
/// Page cache in KiB (SQLite counts them negative): the lists of a common word stay decrypted from one key press to the next.
const CACHE: i32 = -16_384;
/// Pages of the index that one step of [`SearchIndex::settle`] merges: a few milliseconds, so that a search never waits long.
const MERGE_PAGES: i32 = 64;

/// A page to be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPage<'t> {
    /// The material's id.
    pub material: &'t str,
    /// How many pages the material has, 1 to 4,095.
    pub of: u32,
    /// The page, counted from 1.
    pub page: u32,
    /// Its text, blank for a scan; nothing when it could not be read.
    pub text: Option<&'t str>,
}

/// How far a material is in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Its pages; none when it cannot be opened.
    pub pages: u32,
    /// Pages taken in, from the first on.
    pub taken: u32,
    /// Of these, pages without text: scans.
    pub blank: u32,
    /// Of these, pages whose text could not be read.
    pub unread: u32,
}

impl Progress {
    /// Whether nothing is left to take in.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.taken == self.pages
    }
}

/// Words to look for; all of them must stand on a page. Letters' case and width do not matter, nor do broken lines.
#[derive(Debug, Clone)]
pub struct Words {
    folded: Vec<Folded>,
}

impl Words {
    /// The words, each with any punctuation inside it. Those without a letter or digit look for nothing.
    #[must_use]
    pub fn new(words: &[&str]) -> Self {
        let folded = words.iter().map(|word| Folded::of(word));
        Self {
            folded: folded.filter(|word| !word.is_empty()).collect(),
        }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Whether all of them stand in `text`, as they would on a page; never when there are none.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        self.excerpt_of(text).is_some()
    }

    /// The excerpt of a text that is in no index; `None` when one of the words does not stand in it, or there are none.
    #[must_use]
    pub fn excerpt_of(&self, text: &str) -> Option<Excerpt> {
        excerpt(text, &self.folded)
    }
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
        connection.pragma_update(None, "cache_size", CACHE)?;
        Ok(connection)
    }

    /// Takes in pages, all of them or none. A material's pages come in their order; one that is there already, or comes before its turn, is left
    /// out. Many at a time are much quicker than one by one.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::Constraint`] for a page beyond its material, [`StoreError::Damaged`] (then
    /// [`crate::set_aside`] the index once the desk is closed).
    pub fn take_in(&self, pages: &[NewPage<'_>]) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for page in pages {
            take_in_one(&transaction, page)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Notes that a material cannot be opened, so that nobody tries again.
    ///
    /// # Errors
    /// The engine's.
    pub fn set_unreadable(&self, material: &str) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached("INSERT OR IGNORE INTO material (id, pages, taken) VALUES (?1, 0, 0)")?
            .execute([material])?;
        Ok(())
    }

    /// How far each material is in the index, by id. Those that are not in it at all are not here.
    ///
    /// # Errors
    /// The engine's.
    pub fn progress(&self) -> Result<BTreeMap<String, Progress>, StoreError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare_cached("SELECT id, pages, taken, blank, unread FROM material")?;
        let progress = |row: &rusqlite::Row<'_>| {
            let [pages, taken, blank, unread] =
                [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
            let progress = Progress {
                pages,
                taken,
                blank,
                unread,
            };
            Ok((row.get(0)?, progress))
        };
        let all = statement.query_map([], progress)?;
        Ok(all.collect::<rusqlite::Result<_>>()?)
    }

    /// The pages on which all of `words` stand, counted from 1 and in order, by material.
    ///
    /// # Errors
    /// The engine's.
    pub fn pages_with(&self, words: &Words) -> Result<BTreeMap<String, Vec<u32>>, StoreError> {
        let Some(query) = bigram::query(&words.folded) else {
            return Ok(BTreeMap::new());
        };
        let connection = self.connection();
        let mut found: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
        let mut statement = connection.prepare_cached(
            "SELECT rowid FROM page_text WHERE page_text MATCH ?1 ORDER BY rowid",
        )?;
        for id in statement.query_map([query], |row| row.get::<_, i64>(0))? {
            let id = id?;
            let page = u32::try_from(id % STRIDE).expect("a remainder of 4096 is small");
            found.entry(id / STRIDE).or_default().push(page);
        }
        let mut name = connection.prepare_cached("SELECT id FROM material WHERE no = ?1")?;
        found
            .into_iter()
            .map(|(no, pages)| Ok((name.query_row([no], |row| row.get(0))?, pages)))
            .collect()
    }

    /// What stands around `words` on a page; `None` when they do not all stand there.
    ///
    /// # Errors
    /// The engine's.
    pub fn excerpt(
        &self,
        material: &str,
        page: u32,
        words: &Words,
    ) -> Result<Option<Excerpt>, StoreError> {
        let text = self.page(material, page)?;
        Ok(text.and_then(|text| excerpt(&text, &words.folded)))
    }

    /// The text of a page as it is kept; `None` when it is not in the index or could not be read.
    ///
    /// # Errors
    /// The engine's.
    pub fn page(&self, material: &str, page: u32) -> Result<Option<String>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT page.text FROM material JOIN page ON page.id = material.no * 4096 + ?2 WHERE material.id = ?1",
        )?;
        let text = statement
            .query_map(params![material, page], |row| row.get(0))?
            .next()
            .transpose()?;
        Ok(text)
    }

    /// Brings the index into its quickest form, step by step; worth calling once much was taken in. `go_on` is asked between steps.
    ///
    /// # Errors
    /// The engine's.
    pub fn settle(&self, mut go_on: impl FnMut() -> bool) -> Result<(), StoreError> {
        // A negative number begins a merge of everything, positive ones go on with it (sqlite.org/fts5.html, 6.8).
        let mut pages = -MERGE_PAGES;
        while go_on() && self.merge(pages)? {
            pages = MERGE_PAGES;
        }
        Ok(())
    }

    /// Whether there was anything to merge: fewer than two changes are the command itself.
    fn merge(&self, pages: i32) -> Result<bool, StoreError> {
        let connection = self.connection();
        let before = connection.total_changes();
        connection
            .prepare_cached("INSERT INTO page_text (page_text, rank) VALUES ('merge', ?1)")?
            .execute([pages])?;
        Ok(connection.total_changes() - before >= 2)
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

fn take_in_one(transaction: &Transaction<'_>, page: &NewPage<'_>) -> Result<(), StoreError> {
    let (no, taken): (i64, u32) = transaction
        .prepare_cached(
            "INSERT INTO material (id, pages, taken) VALUES (?1, ?2, 0)
             ON CONFLICT (id) DO UPDATE SET pages = excluded.pages RETURNING no, taken",
        )?
        .query_row(params![page.material, page.of], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    if page.page != taken + 1 {
        return Ok(());
    }
    let text = page.text.map(tidy);
    let folded = text.as_deref().map(Folded::of);
    let blank = folded.as_ref().is_some_and(Folded::is_empty);
    transaction
        .prepare_cached(
            "UPDATE material SET taken = ?2, blank = blank + ?3, unread = unread + ?4 WHERE no = ?1",
        )?
        .execute(params![no, page.page, blank, page.text.is_none()])?;
    if let (Some(text), Some(folded), false) = (text, folded, blank) {
        let id = no * STRIDE + i64::from(page.page);
        transaction
            .prepare_cached("INSERT INTO page (id, text) VALUES (?1, ?2)")?
            .execute(params![id, text])?;
        transaction
            .prepare_cached("INSERT INTO page_text (rowid, bigrams) VALUES (?1, ?2)")?
            .execute(params![id, bigram::page_tokens(&folded)])?;
    }
    Ok(())
}
