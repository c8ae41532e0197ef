//! Words looked for in the real window: in the pages of a dossier, whose place is then on the screen, and in one's own comments; and the window
//! enlarged by its keys, in which all of it still works.
//!
//! What is found and how is tested below the window. The one rule: nothing is clicked.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::harness::{Place, Window, jury, key};

/// Opening a desk, and reading all its pages into the index, in a development build.
const LONG: Duration = Duration::from_secs(180);
const COMMENT: &str = "鼎彝之说有第三方佐证";

#[test]
fn words_are_found_in_the_dossiers_and_in_ones_own_comments() {
    let place = Place::new();
    let demo = place.path("demo");
    let folder = demo.to_str().unwrap();
    let made = jury(&["demo", folder, "--entries", "8", "--experts", "3", "--json"]);
    let made: Value = serde_json::from_str(&made).unwrap();
    let half = Path::new(made["half"].as_str().unwrap()).to_owned();
    let window = Window::open("search", &place, &[&half]);
    window.see("口令");
    window.press(&format!("demo{}", key::ENTER));
    window.see_within(LONG, "逐项评审");
    comment(&window);
    look_for(&window, "数据");
    window.see_within(LONG, "个项目，");
    // Own comments come first, then the names of entries, then pages; each Enter goes on to the next.
    for _ in 0..3 {
        window.press(&key::ENTER.to_string());
    }
    window.wait_for(
        "the words to be marked on the page",
        "return document.querySelector('[data-testid=mark-found]') !== null",
    );
    window.screenshot("search-1-page");
    look_for(&window, "鼎彝");
    window.see("批注与评语中有");
    window.press(&key::ENTER.to_string());
    window.wait_for(
        "the comment to stand out",
        "return document.querySelector('.comment[data-arrived]') !== null",
    );
    enlarge(&window);
    window.press(&key::ESCAPE.to_string());
    window.wait_for(
        "the search to be closed",
        "return document.querySelector('[data-testid=search-pane]') === null",
    );
}

fn comment(window: &Window<'_>) {
    window.wait_for(
        "the form",
        "return document.querySelector('.form [data-testid=comment]') !== null",
    );
    window.press("/");
    window.press(COMMENT);
    window.see("已保存");
    window.press(&key::ESCAPE.to_string());
}

/// Everywhere, whatever stood in the field.
fn look_for(window: &Window<'_>, words: &str) {
    window.press(&format!("{}{}f{}", key::CONTROL, key::SHIFT, key::RELEASE));
    window.wait_for(
        "the search",
        "return document.activeElement?.dataset.testid === 'search-words'",
    );
    window.press(&with_control("a"));
    window.press(words);
}

/// The window grows, the layout meets it as a smaller one, and goes back.
fn enlarge(window: &Window<'_>) {
    let wide = width(window);
    for _ in 0..3 {
        window.press(&format!("{}{}={}", key::CONTROL, key::ALT, key::RELEASE));
    }
    window.wait_until("the window to be shown at 150 %", || {
        width(window) * 3 <= wide * 2 + 6
    });
    window.screenshot("search-2-150");
    window.press(&format!("{}{}0{}", key::CONTROL, key::ALT, key::RELEASE));
    window.wait_until("the usual size", || width(window) == wide);
}

fn width(window: &Window<'_>) -> u64 {
    window
        .script("return window.innerWidth", &[])
        .as_u64()
        .unwrap_or_default()
}

fn with_control(text: &str) -> String {
    format!("{}{text}{}", key::CONTROL, key::RELEASE)
}
