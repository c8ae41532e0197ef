//! The store as its callers use it: real files in throw-away folders.

mod backups;
mod contest_tables;
mod desk;
mod documents;
mod dossiers;
mod events;
mod index;
mod schema;
mod support;
