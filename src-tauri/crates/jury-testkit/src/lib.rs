//! Builders, fixed keys and spoilt bytes for tests; a dev-dependency only.
//!
//! Not the desk: nothing here knows stores or sessions, so that every crate may use it. The one rule: the same call gives the same bytes.

pub mod bytes;
pub mod forgery;
