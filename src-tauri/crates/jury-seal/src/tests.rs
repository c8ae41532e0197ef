//! Tests that span the crate: published vectors, foreign tools, tampering, and FORMAT.md's own vectors.

mod format;
mod left_out;
mod openssl;
mod published;
mod tamper;
