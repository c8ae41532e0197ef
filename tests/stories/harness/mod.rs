//! What every story stands on: somebody at a computer, and a small contest made as a secretariat would make it.
//!
//! Everything goes through [`jury_desk::Session::ask`], as the window and the command line do. The one rule: keys are cheap and materials
//! small here, and nothing else is different from a real contest.

mod contest;
mod opinion;
mod seat;
mod tables;
mod workbook;

pub(crate) use contest::{CONTEST, Contest, PASSPHRASE, new_request, two_people, write_inputs};
pub(crate) use opinion::{opinion, verifier};
pub(crate) use seat::{Seat, cancelled_after, whole};
pub(crate) use tables::{ENTRIES_HEAD, EXPERTS_HEAD, entries, experts};
pub(crate) use workbook::{carrying, plain_workbook, with_part_changed};

/// A clock time that lies within the contest.
pub(crate) const MORNING: &str = "2025-06-10T09:00:00+08:00";
