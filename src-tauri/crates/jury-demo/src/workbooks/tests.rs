use jury_exchange::entries_book::read_entries;
use jury_exchange::experts_book::{Assigned, read_experts};

use super::*;
use crate::plan::plan;

#[test]
fn the_entries_workbook_reads_back_what_was_planned() {
    let plan = plan(5, 44, 5).unwrap();
    let rows = read_entries(&entries_xlsx(&plan).unwrap()).unwrap().rows;
    assert_eq!(rows.len(), plan.entries.len());
    for (row, entry) in rows.iter().zip(&plan.entries) {
        assert_eq!(
            (&row.id, &row.title, &row.entrant, row.kind),
            (&entry.id, &entry.title, &entry.entrant, entry.kind)
        );
        assert_eq!(
            (&row.facts, &row.track, &row.topic),
            (&entry.facts, &entry.track_name, &entry.topic)
        );
        assert_eq!(row.folder.to_str(), Some(entry.id.as_str()));
        assert_eq!(row.stated_size, Some(entry.size));
    }
}

#[test]
fn the_experts_workbook_reads_back_the_roster_with_one_chair_a_panel() {
    let plan = plan(5, 44, 5).unwrap();
    let rows = read_experts(&experts_xlsx(&plan).unwrap()).unwrap().rows;
    assert_eq!(rows.len(), plan.tracks.len() * 5 + 2);
    for (row, planned) in rows.iter().zip(plan.roster()) {
        assert_eq!(
            (&row.id, &row.name, row.chair),
            (
                &planned.expert.id,
                &planned.expert.name,
                planned.expert.chair
            )
        );
        assert!(row.recused.is_empty() && row.assigned == Assigned::All);
    }
}

#[test]
fn a_workbook_has_the_same_bytes_every_time() {
    let plan = plan(5, 12, 3).unwrap();
    assert_eq!(entries_xlsx(&plan).unwrap(), entries_xlsx(&plan).unwrap());
    assert_eq!(experts_xlsx(&plan).unwrap(), experts_xlsx(&plan).unwrap());
}
