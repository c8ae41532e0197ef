//! The window comes up, shows its first screen, and the two walls around the page stand.

use crate::harness::{Place, Window};

#[test]
fn the_window_opens_on_the_first_screen() {
    let place = Place::new();
    let window = Window::open("smoke", &place, &[&place.folder("desks")]);
    window.see("评审台");
    window.wait_for(
        "the page to be built",
        "return document.querySelector('#root')?.children.length > 0",
    );
    window.screenshot("first-screen");
}

#[test]
fn the_page_can_neither_leave_nor_reach_beyond_its_two_commands() {
    let place = Place::new();
    let window = Window::open("walls", &place, &[&place.folder("desks")]);
    window.see("评审台");
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
    window.see("评审台");
    assert_eq!(
        window.script("return location.href", &[]),
        address,
        "still on its own page"
    );
}
