//! Bringing a database file to the schema this program knows: numbered scripts, all or nothing.
//!
//! Our own because rusqlite_migration has no release for rusqlite 0.43. The one rule: a script that was released is never edited; add one.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::StoreError;
use crate::folder::DeskFile;

/// The scripts of one file, and the mark that tells it from the other two.
pub(crate) struct Schema {
    pub(crate) file: DeskFile,
    /// SQLite's `application_id`: "JyD1", "JyD2", "JyD3" in ASCII. A file put under another's name shows by it.
    application_id: i32,
    scripts: &'static [&'static str],
}

pub(crate) const DESK: Schema = Schema {
    file: DeskFile::Desk,
    application_id: 0x4a79_4431,
    scripts: &[
        include_str!("../migrations/desk/0001_documents.sql"),
        include_str!("../migrations/desk/0002_events.sql"),
        include_str!("../migrations/desk/0003_contest.sql"),
        include_str!("../migrations/desk/0004_people_and_packs.sql"),
        include_str!("../migrations/desk/0005_expert_desk.sql"),
        include_str!("../migrations/desk/0006_after_the_ranking.sql"),
        include_str!("../migrations/desk/0007_credit_code.sql"),
    ],
};

pub(crate) const DOSSIERS: Schema = Schema {
    file: DeskFile::Dossiers,
    application_id: 0x4a79_4432,
    scripts: &[include_str!("../migrations/dossiers/0001_chunks.sql")],
};

pub(crate) const INDEX: Schema = Schema {
    file: DeskFile::Index,
    application_id: 0x4a79_4433,
    scripts: &[
        include_str!("../migrations/index/0001_pages.sql"),
        include_str!("../migrations/index/0002_text_of_pages.sql"),
    ],
};

/// Runs the scripts that `connection` has not seen, in one transaction. `before` runs first when the file already holds something.
pub(crate) fn migrate(
    connection: &mut Connection,
    schema: &Schema,
    before: impl FnOnce(&Connection) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let found = version(connection)?;
    let known = u32::try_from(schema.scripts.len()).expect("a program carries few scripts");
    if found > 0 {
        expect_application(connection, schema)?;
    }
    if found > known {
        return Err(StoreError::NewerSchema {
            file: schema.file,
            found,
            known,
        });
    }
    if found == known {
        return Ok(());
    }
    if found > 0 {
        before(connection)?;
    }
    run(connection, schema, found as usize)
}

fn run(connection: &mut Connection, schema: &Schema, seen: usize) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for script in &schema.scripts[seen..] {
        transaction.execute_batch(script)?;
    }
    let dangling = transaction
        .prepare("PRAGMA foreign_key_check")?
        .query_map([], |_| Ok(()))?
        .count();
    if dangling > 0 {
        return Err(StoreError::MigrationRefused {
            file: schema.file,
            dangling,
        });
    }
    transaction.pragma_update(None, "application_id", schema.application_id)?;
    transaction.pragma_update(None, "user_version", schema.scripts.len())?;
    transaction.commit()?;
    Ok(())
}

/// How many scripts a file has seen.
pub(crate) fn version(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn expect_application(connection: &Connection, schema: &Schema) -> Result<(), StoreError> {
    let found: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if found == schema.application_id {
        return Ok(());
    }
    let finding = format!("it says it is {found:#x}, not {:#x}", schema.application_id);
    Err(StoreError::Broken {
        file: schema.file,
        finding,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "CREATE TABLE one (a INTEGER) STRICT; INSERT INTO one VALUES (1);";

    fn schema(scripts: &'static [&'static str]) -> Schema {
        Schema {
            file: DeskFile::Desk,
            application_id: 7,
            scripts,
        }
    }

    fn tables(connection: &Connection) -> String {
        let sql = "SELECT ifnull(group_concat(name), '') FROM sqlite_schema ORDER BY name";
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    fn at_first() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &schema(&[FIRST]), |_| {
            panic!("nothing to save yet")
        })
        .unwrap();
        connection
    }

    #[test]
    fn every_script_runs_on_an_empty_file_and_none_runs_twice() {
        for schema in [&DESK, &DOSSIERS, &INDEX] {
            let mut connection = Connection::open_in_memory().unwrap();
            for _ in 0..2 {
                migrate(&mut connection, schema, |_| panic!("nothing to save")).unwrap();
            }
            assert_eq!(version(&connection).unwrap() as usize, schema.scripts.len());
        }
    }

    #[test]
    fn a_failing_script_leaves_the_file_as_it_was() {
        let mut connection = at_first();
        let broken = schema(&[
            FIRST,
            "CREATE TABLE two (a INTEGER) STRICT;",
            "CREATE TABLE nonsense (",
        ]);
        assert!(migrate(&mut connection, &broken, |_| Ok(())).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
        assert_eq!(
            tables(&connection),
            "one",
            "the good script before the bad one is undone too"
        );
    }

    #[test]
    fn a_script_that_breaks_references_is_undone() {
        let mut connection = at_first();
        connection
            .pragma_update(None, "foreign_keys", false)
            .unwrap();
        let dangling = schema(&[
            FIRST,
            "CREATE TABLE two (a INTEGER REFERENCES three (id)) STRICT;
             CREATE TABLE three (id INTEGER PRIMARY KEY) STRICT; INSERT INTO two VALUES (9);",
        ]);
        assert!(matches!(
            migrate(&mut connection, &dangling, |_| Ok(())),
            Err(StoreError::MigrationRefused { dangling: 1, .. })
        ));
        assert_eq!(tables(&connection), "one");
    }

    #[test]
    fn an_existing_file_is_saved_before_it_changes_and_a_failing_save_stops_it() {
        let mut connection = at_first();
        let next = schema(&[FIRST, "CREATE TABLE two (a INTEGER) STRICT;"]);
        let refusal = || StoreError::Missing {
            path: "backups".into(),
        };
        assert!(migrate(&mut connection, &next, |_| Err(refusal())).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
        let mut saved = 0;
        migrate(&mut connection, &next, |before| {
            saved += 1;
            assert_eq!(version(before).unwrap(), 1, "the copy is of the old schema");
            Ok(())
        })
        .unwrap();
        assert_eq!((saved, version(&connection).unwrap()), (1, 2));
    }

    #[test]
    fn a_newer_file_and_a_file_of_another_kind_are_refused() {
        let mut connection = at_first();
        connection.pragma_update(None, "user_version", 9).unwrap();
        assert!(matches!(
            migrate(&mut connection, &schema(&[FIRST]), |_| Ok(())),
            Err(StoreError::NewerSchema {
                file: DeskFile::Desk,
                found: 9,
                known: 1
            })
        ));
        connection.pragma_update(None, "application_id", 8).unwrap();
        assert!(matches!(
            migrate(&mut connection, &schema(&[FIRST]), |_| Ok(())),
            Err(StoreError::Broken { .. })
        ));
    }
}
