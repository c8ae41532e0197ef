//! Scans: pages as pixels that look as if they had lain on a scanner.
//!
//! Not what stands on them (see [`crate::proof`]). The one rule to know: sines come from a table made by multiplication, never from the
//! platform's mathematics, so that the same seed gives the same pixels everywhere.

pub(crate) mod canvas;
pub(crate) mod leaf;
pub(crate) mod picture;
