//! The README's pictures: made by the end-to-end run, so that they show what the program really looks like.

use crate::error::XtaskError;
use crate::files::{build, read, write};
use crate::tool::{root, say};
use crate::{checks, setup};

/// Pictures the README shows, by the name the walk gives them.
const PICTURES: &[&str] = &["expert-desk"];

/// Runs the walk and copies the pictures.
pub(crate) fn renew() -> Result<(), XtaskError> {
    setup::everything()?;
    setup::ui()?;
    let out = build("screenshots");
    checks::end_to_end("test(/^walk/)", &out)?;
    for name in PICTURES {
        let picture = out.join(format!("{name}.png"));
        if !picture.is_file() {
            return Err(XtaskError::NoPicture {
                name: (*name).to_owned(),
            });
        }
        write(
            &root().join(format!("assets/screenshots/{name}.png")),
            &read(&picture)?,
        )?;
    }
    say("renewed assets/screenshots");
    Ok(())
}
