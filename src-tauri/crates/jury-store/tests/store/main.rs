//! The store as its callers use it: real files in throw-away folders.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets an error has failed; helpers are part of the test"
)]

mod after_the_ranking;
mod backups;
mod beside_the_marks;
mod contest_tables;
mod desk;
mod documents;
mod dossiers;
mod events;
mod index;
mod my_own_ranking;
mod schema;
mod support;
