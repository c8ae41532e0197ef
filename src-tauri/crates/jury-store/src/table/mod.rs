//! The tables of `desk.db`, one file each: the row type and every statement on it.
//!
//! Not here: use cases, and what a word in a `kind`, `state` or `role` column means. The one rule: reading takes a [`crate::View`], writing a
//! [`crate::Change`], and SQL is written out where it is used.

pub mod assignment;
pub mod audit;
pub mod calibration;
pub mod chair_note;
pub mod document;
pub mod entry;
pub mod entry_key;
pub mod expert;
pub mod held_pack;
pub mod letter_issue;
pub mod login;
pub mod material;
pub mod meta;
pub mod note;
pub mod outcome;
pub mod own_order;
pub mod pack_volume;
pub mod phrase;
pub mod reading_place;
pub mod received_file;
pub mod received_item;
pub mod score_event;
pub mod time_spent;
pub mod topic;
pub mod track;
pub mod transcript_event;

use jury_core::Digest;
use rusqlite::Row;

use crate::at::At;

/// A column of 32 bytes as a digest.
fn digest(row: &Row<'_>, column: usize) -> rusqlite::Result<Digest> {
    row.get(column).map(Digest)
}

/// A column of 32 bytes or nothing.
fn maybe_digest(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Digest>> {
    Ok(row.get::<_, Option<[u8; 32]>>(column)?.map(Digest))
}

/// A column that was written from an [`At`].
fn at(row: &Row<'_>, column: usize) -> rusqlite::Result<At> {
    row.get(column).map(At::stored)
}
