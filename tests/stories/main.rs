//! Stories through the desk: what people do with Jurybench in one day, and what goes wrong for them.
//!
//! Rules of judging are tested in jury-core, signatures in jury-seal; here the pieces work together, or refuse in words. The one rule: a story
//! asks only what the window could ask.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets an error has failed; helpers are part of the test"
)]

mod harness;

mod a_chair_signs_first;
mod a_contest_is_made;
mod a_damaged_archive;
mod a_desk_is_backed_up;
mod a_dossier_is_read;
mod a_file_is_looked_into;
mod a_forged_archive;
mod a_gate_is_failed;
mod a_letter_is_opened;
mod a_mark_is_looked_at_again;
mod a_mark_is_taken_back;
mod a_pack_is_added;
mod a_panel_across_tracks;
mod a_paper_is_typed;
mod a_paper_is_written;
mod a_paper_says_what_counts;
mod a_passphrase_is_forgotten;
mod a_place_is_noted;
mod a_return_is_handed_on;
mod a_second_round;
mod a_sheet_comes_again;
mod a_sheet_of_a_stranger;
mod a_track_is_closed;
mod a_track_is_finalised;
mod a_workbook_is_changed;
mod an_archive_is_checked;
mod an_archive_of_two_rounds;
mod an_objection_holds_back;
mod awards_across_tracks;
mod entries_for_calibration;
mod everybody_has_a_place;
mod marks_are_levelled;
mod objections_are_heard;
mod papers_and_receipts;
mod people_deliberate;
mod the_clock_goes_back;
mod the_figures_are_looked_at;
mod the_ink_is_confirmed;
mod the_power_fails;
mod the_whole_contest;
mod the_whole_day;
mod what_keeps_a_track_open;
mod what_the_checker_says;
mod who_was_cut_is_named;
mod words_are_looked_for;
