//! Opening one database file with the settings the store's promises rest on, and checking that they took.
//!
//! Not here: which files a desk has and in which order they open (desk.rs). The settings and their reasons: security notes §6.2; with
//! WAL and synchronous=FULL a simulated power cut lost no acknowledged save in 7,096 states, with NORMAL it lost up to 23.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::secret::DataKey;

/// Oldest SQLite without the WAL-reset race (present from 3.7.0 to 3.51.2).
const OLDEST_SQLITE: i32 = 3_051_003;
/// Page size of `dossiers.db`: 64 KiB pages take 1 MiB chunks twice as fast as 4 KiB pages.
const DOSSIER_PAGE: u32 = 65_536;
/// Page cache of `dossiers.db` in KiB (SQLite counts them negative) while it is read: a few chunks.
pub(crate) const DOSSIER_CACHE: i32 = -8_192;

/// What kind of file is to be opened.
#[derive(Clone, Copy)]
pub(crate) enum Kind<'k> {
    /// Encrypted under the key.
    Keyed(&'k DataKey),
    /// In clear with 64 KiB pages.
    Dossiers,
}

impl Kind<'_> {
    /// Small frequent changes want a log. Chunks are appended by the gigabyte: a log would have every byte written twice (imports
    /// took twice as long), while a rollback journal holds only the few pages that change. PERSIST rather than DELETE, since its commit
    /// is a synced write to the journal's header and not an unlink that a power cut can undo.
    fn journal(self) -> &'static str {
        match self {
            Self::Keyed(_) => "wal",
            Self::Dossiers => "persist",
        }
    }
}

/// Opens `path`, creating it if it does not exist, and reads its first page.
///
/// A first page that does not decrypt (wrong key or damage, SQLCipher cannot tell) is [`StoreError::Damaged`].
pub(crate) fn open(path: &Path, kind: Kind<'_>) -> Result<Connection, StoreError> {
    let connection = unlocked(path, kind, OpenFlags::SQLITE_OPEN_CREATE)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    connection.pragma_update_and_check(None, "journal_mode", kind.journal(), |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // A log or journal that once grew large is cut back afterwards.
    connection.pragma_update_and_check(None, "journal_size_limit", 64 << 20, |_| Ok(()))?;
    expect_settings(&connection, kind)?;
    Ok(connection)
}

/// Opens an existing copy of `desk.db` for a look, changing nothing about how it is journalled.
pub(crate) fn open_copy(path: &Path, key: &DataKey) -> Result<Connection, StoreError> {
    let connection = unlocked(path, Kind::Keyed(key), OpenFlags::empty())?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

fn unlocked(path: &Path, kind: Kind<'_>, create: OpenFlags) -> Result<Connection, StoreError> {
    // Without SQLITE_OPEN_URI, and with an absolute path, no file name can be taken for a URI with options in it.
    let path = std::path::absolute(path).map_err(StoreError::io("find", path))?;
    refuse_other_than_file(&path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = Connection::open_with_flags(path, flags)?;
    // SQLCipher writes its findings to stderr otherwise; ours are errors.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    match kind {
        Kind::Keyed(key) => connection.execute_batch(&key_pragma(key))?,
        Kind::Dossiers => {
            connection.pragma_update(None, "page_size", DOSSIER_PAGE)?;
            connection.pragma_update(None, "cache_size", DOSSIER_CACHE)?;
        }
    }
    // Before the first read: a WAL database first touched in exclusive mode keeps its index on the heap and needs no shared memory.
    connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
    connection.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    set_limits(&connection)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// A folder or a pipe where the file should be is named here: the engine would only say that it cannot open it.
fn refuse_other_than_file(path: &Path) -> Result<(), StoreError> {
    match std::fs::metadata(path) {
        Ok(facts) if !facts.is_file() => {
            let kind = std::io::Error::other("it is not a regular file");
            Err(StoreError::io("open", path)(kind))
        }
        _ => Ok(()),
    }
}

fn key_pragma(key: &DataKey) -> Zeroizing<String> {
    use std::fmt::Write;
    let mut sql = Zeroizing::new(String::with_capacity(96));
    sql.push_str("PRAGMA key = \"x'");
    for byte in key.expose() {
        write!(sql, "{byte:02x}").expect("a string takes any text");
    }
    sql.push_str("'\"");
    sql
}

/// SQLite's limits "for high security" (sqlite.org/security.html), raised only as far as our own statements need.
fn set_limits(connection: &Connection) -> Result<(), StoreError> {
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, 64 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 100),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 20),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 3),
        (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 10),
    ] {
        connection.set_limit(limit, value)?;
    }
    Ok(())
}

fn expect_settings(connection: &Connection, kind: Kind<'_>) -> Result<(), StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        let found = rusqlite::version().to_owned();
        return Err(StoreError::Engine {
            setting: "version",
            found,
            needed: "3.51.3 or later",
        });
    }
    expect(connection, "journal_mode", kind.journal())?;
    expect(connection, "synchronous", "2")?;
    expect(connection, "locking_mode", "exclusive")?;
    expect(connection, "foreign_keys", "1")?;
    match kind {
        Kind::Dossiers => expect(connection, "page_size", "65536"),
        Kind::Keyed(_) => {
            let found = pragma(connection, "cipher_version")?;
            if found.is_empty() {
                let setting = "cipher_version";
                return Err(StoreError::Engine {
                    setting,
                    found,
                    needed: "any",
                });
            }
            Ok(())
        }
    }
}

fn expect(
    connection: &Connection,
    setting: &'static str,
    needed: &'static str,
) -> Result<(), StoreError> {
    let found = pragma(connection, setting)?;
    if found == needed {
        return Ok(());
    }
    Err(StoreError::Engine {
        setting,
        found,
        needed,
    })
}

/// A pragma's value as text; empty when the engine does not know it.
fn pragma(connection: &Connection, name: &str) -> Result<String, StoreError> {
    use rusqlite::types::Value;
    let mut statement = connection.prepare(&format!("PRAGMA {name}"))?;
    let value = statement
        .query_map([], |row| row.get(0))?
        .next()
        .transpose()?;
    Ok(match value {
        Some(Value::Text(text)) => text,
        Some(Value::Integer(integer)) => integer.to_string(),
        _ => String::new(),
    })
}

/// Runs one of SQLite's or SQLCipher's checks and returns what it complains about, nothing when all is well.
pub(crate) fn complaints(connection: &Connection, check: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(&format!("PRAGMA {check}"))?;
    let found = statement
        .query_map([], |row| row.get::<_, String>(0))?
        .filter(|line| line.as_deref() != Ok("ok"))
        .take(10)
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}
