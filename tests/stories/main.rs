//! Stories through the desk: what people do with Jurybench in one day, and what goes wrong for them.
//!
//! Rules of judging are tested in jury-core, signatures in jury-seal; here the pieces work together, or refuse in words. The one rule: a story
//! asks only what the window could ask.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets an error has failed; helpers are part of the test"
)]

mod harness;

mod the_whole_day;
