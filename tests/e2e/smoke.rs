//! The window comes up, shows its first screen, and the two walls around the page stand.

use crate::harness::{Place, Window};

#[test]
fn the_window_opens_on_the_first_screen() {
    let place = Place::new();
    let window = Window::open("smoke", &place, &[&place.folder("desks")]);
    window.see("还没有工作台");
    window.see("新建赛事");
    window.screenshot("first-screen");
}

#[test]
fn a_file_that_is_no_letter_is_picked_and_refused_in_words() {
    let place = Place::new();
    let window = Window::open("no-letter", &place, &[&place.folder("desks")]);
    let file = place.path("假任务函.jurytask");
    std::fs::write(&file, "no letter at all").unwrap();
    window.click("打开任务函");
    window.will_pick(&[&file]);
    window.click("任务函文件");
    window.see("假任务函.jurytask");
    window.fill("开启码", "0000 0000 0000 0000");
    window.fill_testid("new-passphrase-1", "山高水长 2026");
    window.fill_testid("new-passphrase-2", "山高水长 2026");
    window.click_testid("letter-open");
    window.see("请选择组织方发来的 .jurytask 文件");
    window.screenshot("letter-refused");
}

#[test]
fn the_page_can_neither_leave_nor_reach_beyond_its_two_commands() {
    let place = Place::new();
    let window = Window::open("walls", &place, &[&place.folder("desks")]);
    window.see("打开任务函");
    let address = window.script("return location.href", &[]);
    for attempt in [
        "location.href = 'https://example.org/'; return true",
        "location.href = 'http://127.0.0.1:9/'; return true",
        "return window.open('https://example.org/') === null",
        "return window.__TAURI__ === undefined",
        "try { new Function('return 1')(); return false } catch { return true }",
        "return new Promise((tell) => { \
           document.addEventListener('securitypolicyviolation', (event) => tell(event.effectiveDirective === 'connect-src'), { once: true }); \
           fetch('https://example.org/').catch(() => undefined); })",
    ] {
        assert_eq!(window.script(attempt, &[]), true, "{attempt}");
    }
    window.see("打开任务函");
    assert_eq!(
        window.script("return location.href", &[]),
        address,
        "still on its own page"
    );
}
