//! The main job, once, through the real window: a letter is opened, entries are scored by keyboard, the sheet is signed and handed back, the
//! chair aggregates the panel, a supervisor confirms the paper, the organiser merges and exports the results.
//!
//! What each rule does is tested below the window; here only that a person gets from one end to the other. `cargo xtask run` without a
//! display runs this story and leaves its pictures and files.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use crate::harness::{Place, Window, jury, key, out, sign_in};

/// Making a demo takes half a minute in a development build, opening a real letter some seconds.
const LONG: Duration = Duration::from_secs(120);

/// A demo contest and what this story needs of it.
struct Demo {
    folder: PathBuf,
    fresh: String,
    fresh_name: String,
    track: String,
    letter: PathBuf,
    code: String,
    chair: String,
}

impl Demo {
    fn make(folder: &Path) -> Self {
        let text = jury(&[
            "demo",
            &folder.to_string_lossy(),
            "--entries",
            "8",
            "--experts",
            "3",
            "--seed",
            "11",
            "--json",
        ]);
        let made: Value = serde_json::from_str(&text).unwrap();
        let fresh = &made["fresh"];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let id = text(&fresh["id"]);
        // An expert's number begins with that of the track: E1204 is of track 12.
        let same_track = |one: &&Value| text(&one["id"])[..3] == id[..3] && one["chair"] == true;
        let chair = made["experts"].as_array().unwrap().iter().find(same_track);
        Self {
            folder: folder.to_owned(),
            fresh_name: text(&fresh["name"]),
            track: text(&chair.unwrap()["track"]),
            chair: text(&chair.unwrap()["name"]),
            letter: PathBuf::from(text(&fresh["letter"])),
            code: text(&fresh["code"]),
            fresh: id,
        }
    }

    /// Sheets of the fresh expert's track.
    fn sheets(&self) -> Vec<PathBuf> {
        let mut sheets: Vec<PathBuf> = std::fs::read_dir(self.folder.join("sheets"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| {
                path.file_name()
                    .unwrap()
                    .to_string_lossy()
                    .starts_with(&self.fresh[..3])
            })
            .collect();
        sheets.sort();
        sheets
    }
}

#[test]
fn walk_the_main_job_from_letter_to_ranking() {
    let place = Place::new();
    let demo = Demo::make(&place.path("demo"));
    let files = out().join("files");
    std::fs::create_dir_all(&files).unwrap();
    let (desks, experts, organiser) = (
        place.folder("desks"),
        demo.folder.join("experts"),
        demo.folder.join("organiser"),
    );
    let window = Window::open("walk", &place, &[&desks, &experts, &organiser]);
    let sheet = files.join("评分表.xlsx");
    let paper_code = expert_scores_and_signs(&window, &demo, &sheet);
    let panel_return = files.join("评审组汇总表.xlsx");
    chair_aggregates(&window, &demo, &sheet, &panel_return);
    organiser_merges(&window, &demo, &panel_return);
    supervisor_confirms(&window, &demo, &paper_code);
    let results = files.join("评分汇总表.xlsx");
    organiser_exports(&window, &demo, &results);
    for file in [&sheet, &panel_return, &results] {
        let size = std::fs::metadata(file).map_or(0, |facts| facts.len());
        assert!(size > 5_000, "{} has {size} bytes", file.display());
    }
}

fn expert_scores_and_signs(window: &Window<'_>, demo: &Demo, sheet: &Path) -> String {
    window.see("打开任务函");
    window.screenshot("1-first-screen");
    window.click("打开任务函");
    window.will_pick(&[&demo.letter]);
    window.click("选择文件任务函文件");
    window.fill("开启码", &demo.code);
    window.fill("口令", "铁马冰河入梦来");
    window.fill("再输入一次口令", "铁马冰河入梦来");
    window.screenshot("2-letter");
    window.click_testid("letter-open");
    window.see_within(LONG, "任务函已打开");
    window.screenshot("3-letter-opened");
    window.click_testid("letter-continue");
    window.see("保密与回避承诺");
    window.screenshot("4-commitment");
    window.click("本人已阅读并承诺遵守以上内容。");
    window.click_testid("commit-accept");
    window.see("这份材料还没有导入");
    window.will_pick(&[&demo.folder.join("packs")]);
    window.click_testid("pack-folder");
    page_is_painted(window, LONG);
    window.screenshot("5-dossier-and-form");
    score_every_entry(window);
    window.click("总览");
    window.see("没有缺项");
    window.screenshot("7-overview");
    window.click("签名与交回");
    window.fill("口令", "铁马冰河入梦来");
    window.click_testid("sign");
    window.see("第 1 版已签名");
    window.will_pick(&[sheet]);
    window.click_testid("sheet-save");
    window.see("已写入并核对");
    window.screenshot("8-signed");
    let code = window.script(
        "return document.querySelector('[data-testid=sheet-code]').innerText",
        &[],
    );
    window.click("锁定");
    window.see("这台电脑上的工作台");
    code.as_str().unwrap().to_owned()
}

/// A page of the dossier is there in pixels: an image element with a width of its own.
fn page_is_painted(window: &Window<'_>, patience: Duration) {
    window.see_within(patience, "页");
    window.wait_for(
        "a page to be painted",
        "const image = document.querySelector('[data-testid=\"page-1\"] img'); return image !== null && image.complete && image.naturalWidth > 300",
    );
}

/// By keyboard alone: a digit for every criterion, Enter to go on, `]` for the next entry.
fn score_every_entry(window: &Window<'_>) {
    let count = window.script(
        "return document.querySelectorAll('[data-testid^=\"entry-0\"], [data-testid^=\"entry-1\"]').length",
        &[],
    );
    let count = count.as_u64().unwrap();
    assert!(count >= 2, "the list shows the entries assigned");
    for place in 0..count {
        for _ in 0..16 {
            window.press(&format!("2{}", key::ENTER));
        }
        let done = place + 1;
        window.see(&format!("已完成 {done} / {count}"));
        if place == 0 {
            window.screenshot("expert-desk");
        }
        if done < count {
            let before = entry_title(window);
            window.press("]");
            window.wait_until("the next entry to be open", || {
                let now = entry_title(window);
                !now.is_empty() && now != before
            });
        }
    }
}

fn entry_title(window: &Window<'_>) -> String {
    let title = window.script(
        "return document.querySelector('[data-testid=entry-title]')?.innerText ?? ''",
        &[],
    );
    title.as_str().unwrap_or_default().to_owned()
}

fn chair_aggregates(window: &Window<'_>, demo: &Demo, sheet: &Path, panel_return: &Path) {
    sign_in(window, &demo.chair, None);
    window.click("评审组");
    window.see("还没有收到文件");
    let sheets = demo.sheets();
    let dropped: Vec<&Path> = sheets.iter().map(PathBuf::as_path).chain([sheet]).collect();
    window.drop_files(&dropped);
    window.gone("还没有收到文件");
    window.see("待纸质确认");
    window.see(&demo.fresh_name);
    window.screenshot("9-chair-merge");
    window.click("汇总表");
    window.fill("合议纪要", "各位专家对排名无异议。");
    window.fill("口令", "demo");
    window.click_testid("return-sign");
    window.see("第 1 版已签名");
    window.will_pick(&[panel_return]);
    window.click_testid("return-save");
    window.see("已写入并核对");
    window.screenshot("10-panel-return");
    window.click("锁定");
}

fn organiser_merges(window: &Window<'_>, demo: &Demo, panel_return: &Path) {
    sign_in(window, "组织方", Some("组织方"));
    window.see("赛事进度");
    window.click_testid("nav-merge");
    window.see("还没有收到文件");
    window.drop_files(&[panel_return, &demo.folder.join("sheets")]);
    window.gone("还没有收到文件");
    window.choose("赛道", &demo.track);
    window.see(&demo.fresh_name);
    window.see("请监督员登录后");
    window.screenshot("11-central-merge");
    window.click("锁定");
}

fn supervisor_confirms(window: &Window<'_>, demo: &Demo, paper_code: &str) {
    sign_in(window, "组织方", Some("监督员"));
    window.click_testid("nav-merge");
    window.choose("赛道", &demo.track);
    window.fill("纸质表核对码", paper_code);
    window.screenshot("12-paper-code");
    window.click_testid(&format!("paper-confirm-{}", demo.fresh));
    window.gone("请输入纸质表上的核对码");
    window.click("锁定");
}

fn organiser_exports(window: &Window<'_>, demo: &Demo, results: &Path) {
    sign_in(window, "组织方", Some("组织方"));
    window.click_testid("nav-ranking");
    window.choose("赛道", &demo.track);
    window.see("怎么算出来的");
    window.see("第 1 名");
    window.screenshot("13-ranking");
    window.will_pick(&[results]);
    window.click_testid("results-save");
    window.see("已写入并核对");
    window.click_testid("nav-home");
    window.see("定稿前须解决");
    window.screenshot("14-progress");
}
