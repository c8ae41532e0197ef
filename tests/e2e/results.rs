//! The half of the organiser, once, in the real window: from a folder of received files to a signed result, a list and an archive.
//!
//! What each rule decides is tested below the window; here only that two people get from one end to the other and are told why when they cannot
//! go on. Every page is kept as a picture. The steps are in the files beside this one, in the order of the work.

mod contest;
mod finalising;
mod merging;
mod outcome;

use crate::harness::{Place, Window, sign_in};
use contest::{Contest, Unused};

#[test]
fn a_folder_of_received_files_becomes_a_final_result_and_an_archive_that_checks() {
    let place = Place::new();
    let contest = Contest::make(&place);
    let window = Window::open("results", &place, &[&contest.desk()]);
    sign_in(&window, contest::ORGANISER, None);
    merging::the_folder_is_dropped_and_every_file_gets_its_verdict(&window, &contest);
    merging::a_cell_opens_the_signed_sheet(&window);
    outcome::a_rule_shows_what_it_would_change_before_it_is_adopted(&window);
    finalising::what_is_open_is_listed_and_nothing_is_final(&window, &contest);
    finalising::each_open_item_is_closed_by_two_people(&window);
    finalising::the_track_is_signed_and_can_only_be_looked_at(&window, &contest);
    finalising::reopening_with_a_reason_leads_to_a_second_version(&window);
    outcome::awards_and_recommendation_say_why(&window, &contest);
    outcome::the_archive_is_checked_by_the_other_program(&window);
    outcome::the_log_tells_who_finalised(&window);
}

#[test]
fn a_contest_that_has_received_nothing_says_what_to_do_on_every_page() {
    let place = Place::new();
    let unused = Unused::make(&place);
    let window = Window::open("results-empty", &place, &[&unused.desk()]);
    unused.sign_in(&window);
    for (page, says) in [
        ("merge", "还没有收到文件"),
        ("ranking", "还没有有效评分"),
        ("finalise", "未处理"),
        ("recommend", "规则没有推荐名单"),
        ("audit", "校验相符"),
    ] {
        window.click_testid(&format!("nav-{page}"));
        window.see(says);
        window.screenshot(&format!("results-empty-{page}"));
    }
    let advisory = "return document.querySelector('[data-testid=nav-advisory]') === null";
    assert_eq!(
        window.script(advisory, &[]),
        true,
        "this contest did not allow the page 参考"
    );
}
