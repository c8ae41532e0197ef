//! Advisory figures 参考: how far experts agree, how strict each is, how sure a rank is, what to look at again.
//!
//! Tables of marks in, figures out. Not here: anything official (jury-core cannot see this crate), files, clocks, and the source of randomness:
//! whoever asks for random draws gives the seed. "Entry" is a row and "expert" a column; nothing more of judging is known.
//!
//! The one rule to know: a figure that is not defined is `None`; it is never NaN, infinite, zero or a guess.
#![deny(missing_docs)]

pub mod aggregate;
pub mod agreement;
pub mod bootstrap;
pub mod boundary;
mod components;
mod distribution;
mod elimination;
mod moments;
pub mod profile;
pub mod ranks;
pub mod severity;
mod table;
pub mod triage;

pub use aggregate::Aggregate;
pub use table::{Table, TableError};
