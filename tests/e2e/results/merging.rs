//! 汇总: files come in by a drop, each gets its verdict in words, and a cell leads to the sheet that was signed.

use super::contest::Contest;
use crate::harness::Window;

pub(super) fn the_folder_is_dropped_and_every_file_gets_its_verdict(
    window: &Window<'_>,
    contest: &Contest,
) {
    window.see("赛事进度");
    window.screenshot("results-01-home");
    window.click_testid("nav-merge");
    window.see("还没有收到文件");
    window.drop_files(&[&contest.received]);
    window.gone("还没有收到文件");
    window.choose("赛道", &contest.track);
    window.see("收到的文件");
    for says in [
        // The one whose mark was changed, and the one that was torn.
        "签名无效，未汇入：文件在签名后被改动过",
        "微信传坏的.xlsx",
        "本次加入 10 份",
        "重复 1",
        "拒收 2",
        "已有更新的一版",
        &contest.absent,
    ] {
        window.see(says);
    }
    let verdicts = "return document.querySelectorAll('.files-list [data-testid^=file-]').length";
    assert!(
        window.script(verdicts, &[]).as_u64().unwrap_or_default() >= 6,
        "{}",
        window.text()
    );
    window.screenshot("results-02-merged");
}

pub(super) fn a_cell_opens_the_signed_sheet(window: &Window<'_>) {
    const CELL: &str = "const cell = document.querySelector('[data-testid^=matrix-] td.bg-verified'); cell?.click(); return cell !== null";
    window.wait_for("a verified cell", CELL);
    window.see("的评分表");
    window.wait_for(
        "marks of the sheet",
        "return document.querySelectorAll('[data-testid^=sheet-line-]').length > 2",
    );
    window.screenshot("results-03-sheet");
    window.click_testid("sheet-close");
    window.click_testid("missing");
    window.click("按项目");
    window.screenshot("results-04-missing");
    window.click_testid("missing");
}
