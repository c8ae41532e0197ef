//! The rule, awards, the recommendation list, 参考, the archive and the log.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::contest::{Contest, SUPERVISOR};
use super::finalising::both_passphrases;
use crate::harness::{Window, out};

/// The page with charts comes in a piece of its own.
const LONG: Duration = Duration::from_secs(60);

/// First a change that is looked at and dropped, then one that two people adopt.
pub(super) fn a_rule_shows_what_it_would_change_before_it_is_adopted(window: &Window<'_>) {
    window.click_testid("nav-rule");
    window.choose("专家分合成", "中位数");
    window.click_testid("rule-preview");
    window.see("对现在排名的影响");
    window.see("尚未采用，不影响任何结果");
    window.screenshot("results-05-rule-looked-at");
    window.click("恢复为现行规则");
    window.gone("对现在排名的影响");

    window.fill("至少几份有效评分才排名", "3");
    for (number, (name, places)) in [("一等奖", "1"), ("二等奖", "2")].iter().enumerate() {
        window.click("加一个等级");
        window.fill(&format!("奖项名称 {}", number + 1), name);
        window.fill(&format!("{name} 名额"), places);
    }
    window.click("编制推荐名单");
    window.fill("最多推荐", "4");
    window.fill("中小企业至少 %", "80");
    window.click_testid("rule-preview");
    window.see("采用这份规则");
    both_passphrases(window);
    window.screenshot("results-06-rule-adopting");
    window.click_testid("rule-adopt");
    window.gone("采用这份规则");
}

pub(super) fn awards_and_recommendation_say_why(window: &Window<'_>, contest: &Contest) {
    window.click_testid("nav-ranking");
    window.choose("赛道", &contest.track);
    window.see("定稿 第 2 版");
    window.see("怎么算出来的");
    window.see("一等奖");
    window.screenshot("results-15-ranking");
    window.click("奖项");
    window.see("已取 1，共 1");
    window.screenshot("results-16-awards");
    window.click_testid("nav-recommend");
    window.see("各项约束");
    window.see("中小企业");
    // The other track is open.
    window.see("还没有定稿，名单可能变化");
    window.screenshot("results-17-recommendation");
    window.click_testid("nav-advisory");
    window.see_within(LONG, "一致");
    window.screenshot("results-18-advisory");
}

pub(super) fn the_archive_is_checked_by_the_other_program(window: &Window<'_>) {
    let archive = out().join("files").join("归档.zip");
    std::fs::create_dir_all(archive.parent().unwrap()).unwrap();
    window.click_testid("nav-archive");
    window.see("怎样核验");
    window.will_pick(&[&archive]);
    window.click_testid("archive-save");
    window.see_within(LONG, "已写入并核对");
    window.screenshot("results-19-archive");
    let verifier = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/verifier/verify.py");
    let said = Command::new("python3")
        .arg(verifier)
        .arg(&archive)
        .output()
        .unwrap();
    assert!(
        said.status.success(),
        "{}{}",
        String::from_utf8_lossy(&said.stdout),
        String::from_utf8_lossy(&said.stderr)
    );
}

pub(super) fn the_log_tells_who_finalised(window: &Window<'_>) {
    window.click_testid("nav-audit");
    window.see("校验相符");
    window.screenshot("results-20-log");
    window.choose("操作", "定稿");
    window.see(&format!("监督员{SUPERVISOR}会签"));
    window.gone("导出评分汇总表");
    window.gone("登记认定");
    let lines = "return document.querySelectorAll('table.audit tbody tr').length === 2";
    window.wait_for("the two times the track was finalised", lines);
    window.screenshot("results-21-log-filtered");
}
