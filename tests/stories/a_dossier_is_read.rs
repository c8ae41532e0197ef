//! Reading: where one stopped is remembered across sign-ins, and the marks never hear of it.

use jury_desk::error::ErrorCode;
use jury_desk::wire::expert::EntryLook;
use jury_desk::wire::reading::{FitKind, MaterialLook, ReadingSpot};
use serde_json::json;

use crate::harness::{Contest, Seat};

fn material(seat: &Seat) -> String {
    let look: EntryLook = seat.ask_as("entry_look", json!({"entry": "01-001"}));
    look.materials.first().unwrap().id.clone()
}

fn spot() -> ReadingSpot {
    ReadingSpot {
        page: 13,
        share: -120,
        fit: FitKind::Zoom,
        percent: 180,
        turns: 1,
        two_up: true,
        film_ms: Some(151_000),
    }
}

#[track_caller]
fn look(seat: &Seat, material: &str) -> MaterialLook {
    seat.ask_as("material_look", json!({"material": material}))
}

#[test]
fn a_material_is_opened_where_it_was_put_away_even_after_signing_in_again() {
    let contest = Contest::make();
    let seat = contest.open_letter("E0102", &contest.at("one/desk"));
    let material = material(&seat);
    assert_eq!(look(&seat, &material).spot, None);
    seat.ask("reading_place_put", json!({"material": material, "spot": {"page": 2, "share": 0, "fit": "width", "percent": 100, "turns": 0, "twoUp": false, "filmMs": null}}));
    let later = json!({"material": material, "spot": spot()});
    seat.ask("reading_place_put", later);
    assert_eq!(look(&seat, &material).spot, Some(spot()));
    let saved_at = seat.home().saved_at;
    drop(seat);
    let again = Seat::signed_in(&contest.at("one/desk"), None);
    assert_eq!(look(&again, &material).spot, Some(spot()));
    assert_eq!(again.home().saved_at, saved_at, "a place is no mark");
}

#[test]
fn a_place_in_a_material_that_is_not_mine_is_refused() {
    let contest = Contest::make();
    let seat = contest.open_letter("E0102", &contest.at("one/desk"));
    let foreign = json!({"material": "00000000000000000000000000000000", "spot": spot()});
    assert_eq!(
        seat.refused("reading_place_put", foreign).code,
        ErrorCode::MaterialAbsent
    );
    let mine = material(&seat);
    let askew = json!({"material": mine, "spot": {"turns": 4, "page": 0, "share": 0, "fit": "width", "percent": 100, "twoUp": false, "filmMs": null}});
    assert_eq!(
        seat.refused("reading_place_put", askew).code,
        ErrorCode::BadRequest
    );
}
