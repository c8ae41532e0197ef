//! Everything the bench can be asked to do: one table of operations, the use cases behind it, and the sentences of every refusal.
//!
//! Not here: windows, dialogs, sockets (the shell), argument parsing (the command line). The one rule to know: [`Session::ask`] is the only
//! door, and neither the window nor the command line has logic of its own.

mod advisory;
mod archiving;
mod auditing;
mod backing_up;
mod blame;
pub mod call;
mod checking;
mod confirming;
mod contest_making;
mod credentials;
mod deliberating;
mod desk;
mod dispatch;
mod dossiers;
mod draft;
mod enrolling;
pub mod error;
mod facts;
mod figures;
mod finalising;
mod form;
mod gating;
mod indexing;
mod intake;
mod journal;
pub mod judging;
mod leafing;
mod letter_changes;
mod letters;
mod levelling;
mod merging;
mod noting;
mod offers;
mod opening;
mod organising;
mod outcome;
mod overview;
mod packs;
mod paper_recovering;
mod papers;
mod phrasing;
pub mod ports;
mod printing;
mod reading;
mod receipts;
mod remarks;
mod rereviewing;
mod rescue;
mod results;
mod returning;
mod roster;
mod rounds;
mod ruling;
mod scoring;
mod searching;
mod session;
mod settings;
mod signing;
pub mod table;
mod tickets;
mod transcribing;
mod two_people;
mod undoing;
mod viewing;
pub mod wire;
mod words;

pub use jury_media::{Part, worker_count};
pub use reading::{PageWish, RangeSource};
pub use session::{Session, SessionConfig};

/// Becomes a render worker when the program was started as one. Every program over this desk calls it before anything else.
#[must_use]
pub fn render_worker() -> Option<std::process::ExitCode> {
    jury_media::worker::run_if_asked()
}
