//! The few settings a desk keeps: after how many idle minutes it locks, and how large the window shows it.
//!
//! Not the locking and the zooming (the window does both) and not light or dark, which the window must know before any desk is open. The one
//! rule: a setting nobody made has its careful value.

use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, meta};
use crate::error::{DeskError, ErrorCode};
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::everyday::Settings;

/// Minutes that may be chosen; 0 is never.
const MINUTES: Choice = Choice {
    key: meta::IDLE_MINUTES,
    name: "idleMinutes",
    among: &[5, 10, 30, 0],
    usual: 10,
};
/// Percent that may be chosen: the steps people know from browsers, as far as the screens are laid out for.
const ZOOM: Choice = Choice {
    key: meta::ZOOM,
    name: "zoom",
    among: &[80, 90, 100, 110, 125, 150, 175, 200],
    usual: 100,
};

/// A number that is one of a few.
struct Choice {
    key: &'static str,
    /// As the request calls it.
    name: &'static str,
    among: &'static [u32],
    usual: u32,
}

impl Session {
    pub(crate) fn settings_look(&self, _: Nothing, _: &Call<'_>) -> Result<Settings, DeskError> {
        look(&*self.open_desk()?)
    }

    pub(crate) fn settings_put(&self, ask: Settings, _: &Call<'_>) -> Result<Settings, DeskError> {
        let desk = self.open_desk()?;
        let minutes = MINUTES.checked(ask.idle_minutes)?;
        let zoom = ZOOM.checked(ask.zoom)?;
        desk.save(|change| {
            table::meta::put_text(change, MINUTES.key, &minutes)?;
            Ok(table::meta::put_text(change, ZOOM.key, &zoom)?)
        })?;
        look(&desk)
    }
}

fn look(desk: &OpenDesk) -> Result<Settings, DeskError> {
    Ok(Settings {
        idle_minutes: MINUTES.kept(desk)?,
        zoom: ZOOM.kept(desk)?,
    })
}

impl Choice {
    /// As it is kept.
    fn checked(&self, given: u32) -> Result<String, DeskError> {
        if self.among.contains(&given) {
            return Ok(given.to_string());
        }
        Err(DeskError::new(ErrorCode::BadRequest).with("detail", self.name))
    }

    fn kept(&self, desk: &OpenDesk) -> Result<u32, DeskError> {
        let kept = desk.meta(self.key)?.and_then(|text| text.parse().ok());
        Ok(kept
            .filter(|number| self.among.contains(number))
            .unwrap_or(self.usual))
    }
}
