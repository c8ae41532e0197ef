//! The command line as scripts use it: exit codes, JSON shapes, and whole steps of the job on a demo contest.
//!
//! What a rule computes is tested in jury-core, what the desk refuses in the stories; here only that the stable contract holds (DESIGN §5). The
//! one rule: the program is run, nothing is called.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets an error has failed; helpers are part of the test"
)]

mod advisory;
mod backups;
mod demo;
mod desks;
mod faults;
mod figures;
mod papers;
mod program;
mod searches;
mod sheets;
