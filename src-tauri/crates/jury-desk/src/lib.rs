//! Everything the bench can be asked to do: one table of operations, the use cases behind it, and the sentences of every refusal.
//!
//! Not here: windows, dialogs, sockets (the shell), argument parsing (the command line). The one rule to know: [`Session::ask`] is the only
//! door, and neither the window nor the command line has logic of its own.

pub mod call;
pub mod error;
pub mod wire;
