//! `demo`: a whole made-up contest on disk.

use jury_desk::call::{Call, Cancel};
use serde_json::json;

use crate::args::Demo;
use crate::outcome::{Failure, Outcome};
use crate::terminal::Terminal;

pub(crate) fn demo(demo: &Demo) -> Result<Outcome, Failure> {
    let terminal = Terminal::new();
    let call = Call::new(&terminal, Cancel::default());
    let request = jury_demo::Request {
        folder: demo.folder.clone(),
        entries: demo.entries,
        experts: demo.experts,
        seed: demo.seed,
    };
    let made = jury_demo::make(&request, &call)?;
    let document = serde_json::to_value(&made).unwrap_or_else(|_| json!({}));
    Ok(Outcome::good(document, made.text()))
}
