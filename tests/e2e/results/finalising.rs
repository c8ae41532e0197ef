//! 定稿: refused while anything is open, signed by two people, and a new version after reopening.

use super::contest::{Contest, SUPERVISOR};
use crate::harness::Window;

/// Somebody handed in nothing, an entry has too few sheets for the rule, and one was found to fail at a gate.
const OPEN: usize = 3;
const REASON: &str = "专家突发疾病，无法评审，经合议认定";

pub(super) fn what_is_open_is_listed_and_nothing_is_final(window: &Window<'_>, contest: &Contest) {
    window.click_testid("nav-finalise");
    window.choose("赛道", &contest.track);
    window.see("未定稿");
    window.see(&format!("未处理 {OPEN} 项"));
    window.see(&contest.absent);
    window.see(&format!("还有 {OPEN} 项未处理，暂不能定稿"));
    let refused = "return document.querySelector('[data-testid=finalise-sign]').disabled";
    assert_eq!(window.script(refused, &[]), true);
    window.screenshot("results-07-open");
}

pub(super) fn each_open_item_is_closed_by_two_people(window: &Window<'_>) {
    for done in 1..=OPEN {
        window.click_testid("decide-open");
        window.fill_testid("decide-reason", REASON);
        both_passphrases(window);
        if done == 1 {
            window.screenshot("results-08-deciding");
        }
        window.click_testid("decide-sign");
        window.see(&format!("已登记认定 {done} 项"));
    }
    window.see("没有未处理的事项，可以定稿");
    window.screenshot("results-09-decided");
}

pub(super) fn the_track_is_signed_and_can_only_be_looked_at(
    window: &Window<'_>,
    contest: &Contest,
) {
    both_passphrases(window);
    window.click_testid("finalise-sign");
    window.see("定稿 第 1 版 核对码");
    window.see("摘要");
    window.gone("签名定稿");
    window.gone("改认定");
    window.screenshot("results-10-final");
    window.click_testid("nav-merge");
    window.see(&contest.track);
    window.screenshot("results-11-final-merge");
    window.click_testid("nav-rule");
    window.see("计分规则不能再改");
    window.screenshot("results-12-final-rule");
    window.click_testid("nav-finalise");
}

pub(super) fn reopening_with_a_reason_leads_to_a_second_version(window: &Window<'_>) {
    window.click_testid("reopen-open");
    both_passphrases(window);
    let refused = "return document.querySelector('[data-testid=reopen-sign]').disabled";
    assert_eq!(window.script(refused, &[]), true, "without a reason");
    window.fill_testid("reopen-reason", "有专家提出更正，经核实后重新定稿");
    window.screenshot("results-13-reopening");
    window.click_testid("reopen-sign");
    window.see("未定稿（第 1 版已重开）");
    both_passphrases(window);
    window.click_testid("finalise-sign");
    window.see("定稿 第 2 版 核对码");
    window.see("已重开：有专家提出更正");
    window.screenshot("results-14-second-version");
}

/// The organiser's and, beside them, the supervisor's.
pub(super) fn both_passphrases(window: &Window<'_>) {
    window.see(SUPERVISOR);
    window.fill_testid("own-passphrase", "demo");
    window.fill_testid("supervisor-passphrase", "demo");
}
