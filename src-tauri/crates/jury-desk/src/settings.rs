//! The few settings a desk keeps: after how many idle minutes it locks.
//!
//! Not the locking (the window does that by asking `desk_lock`) and not light or dark, which the window must know before any desk is open. The one
//! rule: a setting nobody made has its careful value.

use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, meta};
use crate::error::{DeskError, ErrorCode};
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::everyday::Settings;

/// Minutes that may be chosen; 0 is never.
const CHOICES: [u32; 4] = [5, 10, 30, 0];
const USUAL: u32 = 10;

impl Session {
    pub(crate) fn settings_look(&self, _: Nothing, _: &Call<'_>) -> Result<Settings, DeskError> {
        look(&*self.open_desk()?)
    }

    pub(crate) fn settings_put(&self, ask: Settings, _: &Call<'_>) -> Result<Settings, DeskError> {
        let desk = self.open_desk()?;
        if !CHOICES.contains(&ask.idle_minutes) {
            return Err(DeskError::new(ErrorCode::BadRequest).with("detail", "idleMinutes"));
        }
        let minutes = ask.idle_minutes.to_string();
        desk.save(|change| Ok(table::meta::put_text(change, meta::IDLE_MINUTES, &minutes)?))?;
        look(&desk)
    }
}

fn look(desk: &OpenDesk) -> Result<Settings, DeskError> {
    let idle_minutes = desk
        .meta(meta::IDLE_MINUTES)?
        .and_then(|text| text.parse().ok())
        .filter(|minutes| CHOICES.contains(minutes))
        .unwrap_or(USUAL);
    Ok(Settings { idle_minutes })
}
