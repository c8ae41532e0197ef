//! Reading: where one stopped is remembered across sign-ins, and the marks never hear of it.

use jury_desk::error::ErrorCode;
use jury_desk::wire::expert::{EntryLook, MaterialRow, MaterialState};
use jury_desk::wire::reading::{DossierLook, FitKind, MaterialLook, ReadingSpot};
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

fn dossier(seat: &Seat, entry: &str) -> DossierLook {
    seat.ask_as("dossier_look", json!({"entry": entry}))
}

#[track_caller]
fn film(seat: &Seat) -> String {
    let look = dossier(seat, "01-001");
    let is_film = |row: &&MaterialRow| row.name.ends_with(".mp4");
    look.materials.iter().find(is_film).unwrap().id.clone()
}

#[test]
fn the_organiser_reads_the_files_it_was_handed_where_they_lie() {
    let contest = Contest::make();
    let organiser = contest.organiser();
    let look = dossier(&organiser, "01-001");
    assert_eq!(look.materials.len(), 3);
    assert!(
        look.materials
            .iter()
            .all(|row| row.state == MaterialState::Present)
    );
    let film = organiser.session().film(&film(&organiser)).unwrap();
    let handed_in = std::fs::read(contest.at("materials/01-001/演示.mp4")).unwrap();
    let mut bytes = vec![0; handed_in.len() - 7];
    film.read_at(7, &mut bytes).unwrap();
    assert_eq!(bytes, handed_in[7..]);
    assert_eq!(
        (film.length(), film.mime()),
        (handed_in.len() as u64, "video/mp4")
    );
    let absent = dossier(&organiser, "01-003");
    assert_eq!(absent.materials[0].state, MaterialState::Missing);
    let said = self::look(&organiser, &absent.materials[0].id)
        .problem
        .unwrap();
    assert_eq!(
        said, "参赛单位未提交这份材料。",
        "an organiser marks nothing"
    );
}

#[test]
fn a_file_of_the_library_that_was_moved_or_changed_is_named_and_not_shown() {
    let contest = Contest::make();
    let organiser = contest.organiser();
    let (id, file) = (film(&organiser), contest.at("materials/01-001/演示.mp4"));
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, [&bytes[..], b"."].concat()).unwrap();
    let refused = |id: &str| organiser.session().film(id).err().unwrap();
    assert_eq!(refused(&id).code, ErrorCode::MaterialMoved);
    std::fs::remove_file(&file).unwrap();
    let error = refused(&id);
    assert_eq!(error.code, ErrorCode::MaterialMoved);
    assert!(error.sentence.contains("演示.mp4") && !error.sentence.contains('/'));
    let rows = dossier(&organiser, "01-001").materials;
    let row = rows.iter().find(|row| row.id == id).unwrap();
    assert_eq!(row.state, MaterialState::Absent);
    std::fs::create_dir(&file).unwrap();
    assert_eq!(
        refused(&id).code,
        ErrorCode::MaterialMoved,
        "a folder in its place"
    );
}

#[test]
fn a_supervisor_reads_and_leaves_no_place_behind() {
    let contest = Contest::make();
    let supervisor = contest.supervisor();
    let id = film(&supervisor);
    supervisor.ask("reading_place_put", json!({"material": id, "spot": spot()}));
    assert_eq!(look(&supervisor, &id).spot, None);
    drop(supervisor);
    let organiser = contest.organiser();
    organiser.ask("reading_place_put", json!({"material": id, "spot": spot()}));
    assert_eq!(look(&organiser, &id).spot, Some(spot()));
}

#[test]
fn an_expert_is_told_of_no_dossier_but_those_of_the_letter() {
    let contest = Contest::make();
    let seat = contest.open_letter("E0102", &contest.at("one/desk"));
    assert!(!dossier(&seat, "01-001").materials.is_empty());
    assert!(dossier(&seat, "02-001").materials.is_empty());
    assert_eq!(
        seat.refused("dossier_look", json!({"entry": "../02"})).code,
        ErrorCode::UnknownEntry
    );
}
