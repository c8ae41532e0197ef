//! The schema of the three files as a snapshot: a change shows in review, and must come by a new migration.

use jury_store::DeskFile;

use crate::support::{a_desk, raw};

#[test]
fn the_schema_is_the_reviewed_one() {
    let bench = a_desk();
    let folder = bench.folder;
    bench.desk.close().unwrap();
    for file in [DeskFile::Desk, DeskFile::Dossiers, DeskFile::Index] {
        let path = folder.path().join(file.name());
        let connection = match file {
            DeskFile::Dossiers => rusqlite::Connection::open(path).unwrap(),
            _ => raw(&path),
        };
        let mut statement = connection
            .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
            .unwrap();
        let sql: Vec<String> = statement
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        insta::assert_snapshot!(file.name(), sql.join(";\n\n"));
    }
}

#[test]
fn every_table_of_ours_is_strict() {
    let bench = a_desk();
    let folder = bench.folder;
    bench.desk.close().unwrap();
    let connection = raw(&folder.path().join("desk.db"));
    let loose: Vec<String> = connection
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(
        loose,
        Vec::<String>::new(),
        "a loose table takes text where a number belongs"
    );
}
