//! Workbooks in and out, material packs and rule files as files.
//!
//! Not signatures (jury-seal), not a desk's own store (jury-store), and no decision about anything it reads. The one rule to know: what comes in
//! is counted and checked before it is believed, and what goes out is read back before it has a name.
#![deny(missing_docs)]

pub mod archive;
pub mod audit_file;
pub mod backup_file;
pub mod book;
pub mod compare;
mod decimal;
pub mod draft_book;
pub mod entries_book;
pub mod experts_book;
pub mod export;
pub mod formal;
pub mod name_order;
pub mod pack;
pub mod paper;
pub mod paper_pdf;
pub mod results_book;
pub mod return_book;
pub mod rubric_book;
pub mod rule_file;
pub mod seal_sheet;
pub mod sheet_book;
pub mod table;
pub mod template;
#[cfg(test)]
mod testing;
