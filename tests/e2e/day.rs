//! An expert's whole day without a mouse: signing in, reading, scoring, a note as evidence, levelling, signing, handing back, locking.
//!
//! What each key does is tested below the window; here only that a person without a pointer is never stuck. The one rule: nothing is
//! clicked; whatever has no key of its own is reached with Tab.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Place, Window, jury, key, out};

/// Opening a desk and drawing a first page in a development build.
const LONG: Duration = Duration::from_secs(60);
/// Stops between one end of a screen and the other at most; a person would give up much earlier.
const MOST_TABS: usize = 120;
/// More than any rubric has.
const MOST_CRITERIA: usize = 60;

#[test]
fn a_whole_day_of_an_expert_goes_by_keyboard_alone() {
    let place = Place::new();
    let demo = place.path("demo");
    let made = jury(&[
        "demo",
        demo.to_str().unwrap(),
        "--entries",
        "8",
        "--experts",
        "3",
        "--seed",
        "5",
        "--json",
    ]);
    let made: Value = serde_json::from_str(&made).unwrap();
    let half = Path::new(made["half"].as_str().unwrap()).to_owned();
    let window = Window::open("day", &place, &[&half]);
    window.see("口令");
    window.press(&format!("demo{}", key::ENTER));
    window.see_within(LONG, "逐项评审");
    open_one_with_its_form(&window);
    read(&window);
    score(&window);
    cite(&window);
    finish_the_rest(&window);
    level(&window);
    sign_and_hand_back(&window);
    lock_and_come_back(&window);
}

/// The demo has an entry whose application form was never handed in; the desk may open on it.
fn open_one_with_its_form(window: &Window<'_>) {
    window.wait_until("a page, or that there is none", || {
        window.shows("没有交来") || has_page(window)
    });
    if window.shows("没有交来") {
        turn(window, "]");
    }
}

/// To the next entry or the one before.
fn turn(window: &Window<'_>, key: &str) {
    let before = title(window);
    window.press(key);
    window.wait_until("another entry to be open", || {
        let now = title(window);
        !now.is_empty() && now != before
    });
}

fn has_next(window: &Window<'_>) -> bool {
    const NEXT: &str =
        "return document.querySelector('[data-testid=next-entry]')?.disabled === false";
    window.script(NEXT, &[]) == Value::Bool(true)
}

fn has_page(window: &Window<'_>) -> bool {
    const PAINTED: &str = "const image = document.querySelector('[data-testid^=\"page-\"] img'); return image !== null && image.complete && image.naturalWidth > 300";
    window.script(PAINTED, &[]) == Value::Bool(true)
}

fn page_is_painted(window: &Window<'_>) {
    window.wait_until("a page to be painted", || has_page(window));
}

/// Leafs, goes to a page by its number and back, enlarges and fits again.
fn read(window: &Window<'_>) {
    page_is_painted(window);
    window.press(&with_control("g"));
    window.press(&format!("4{}", key::ENTER));
    page_is(window, 4);
    window.press(&with_alt(key::LEFT));
    page_is(window, 1);
    window.press(&with_alt(key::RIGHT));
    page_is(window, 4);
    let zoom = percent(window);
    window.press(&with_control("="));
    window.wait_until("the page to be larger", || percent(window) > zoom);
    window.press(&with_control("0"));
    window.wait_until("the page to fit again", || percent(window) == zoom);
    window.screenshot("day-1-reading");
}

/// A band and a number, taken back and done again; a comment of which no key goes astray.
fn score(window: &Window<'_>) {
    window.press(&format!("2{}", key::ENTER));
    window.see("已保存");
    let total = total(window);
    window.press(&with_control("z"));
    window.wait_until("the mark to be taken back", || self::total(window) != total);
    window.press(&with_control("y"));
    window.wait_until("the mark to be there again", || {
        self::total(window) == total
    });
    window.press("/");
    window.press("数据来源清楚，[合规]证明齐全/有附件。");
    window.wait_for("the comment to hold what was typed", "return document.querySelector('[data-testid=comment]')?.value === '数据来源清楚，[合规]证明齐全/有附件。' || document.querySelector('[data-testid=comment] textarea')?.value === '数据来源清楚，[合规]证明齐全/有附件。'");
    window.press(&key::ESCAPE.to_string());
    window.press("?");
    window.see("按键");
    window.screenshot("day-2-keys");
    window.press(&key::ESCAPE.to_string());
}

/// A note where one is, fastened to a criterion.
fn cite(window: &Window<'_>) {
    window.press("n");
    window.see("批注");
    window.press("第四页的数字与附件不一致");
    window.press(&format!("{} ", key::TAB));
    window.screenshot("day-3-note");
    window.press(&format!("{}{}{}", key::CONTROL, key::ENTER, key::RELEASE));
    window.see("批注 1");
    window.wait_until("the page to stand at the criterion", || {
        number(window, "[data-testid=evidence]") == 4
    });
}

/// By digits and Enter through every entry that is not complete.
fn finish_the_rest(window: &Window<'_>) {
    // What is missing stands in the foot; an entry not begun has no total.
    const MISSING: &str = "return document.querySelector('[data-testid^=missing-]') !== null || /—/.test(document.querySelector('[data-testid=total]').innerText)";
    for _ in 0..30 {
        if window.shows("没有缺项") || is_complete(window) {
            break;
        }
        let lacks = || window.script(MISSING, &[]) == Value::Bool(true);
        for _ in 0..MOST_CRITERIA {
            if !lacks() {
                break;
            }
            window.press(&format!("2{}", key::ENTER));
        }
        window.wait_until("an entry to lack nothing", || !lacks());
        if !is_complete(window) {
            turn(window, if has_next(window) { "]" } else { "[" });
        }
    }
    assert!(is_complete(window), "{}", window.text());
}

/// One mark changed in the table of all.
fn level(window: &Window<'_>) {
    reach(window, "总览");
    window.press(&key::ENTER.to_string());
    window.see("没有缺项");
    window.screenshot("day-4-overview");
}

fn sign_and_hand_back(window: &Window<'_>) {
    reach(window, "签名与交回");
    window.press(&key::ENTER.to_string());
    window.see("口令");
    reach(window, "口令");
    window.press(&format!("demo{}", key::ENTER));
    window.see("第 1 版已签名");
    let sheet = out().join("files").join("day.xlsx");
    std::fs::create_dir_all(sheet.parent().unwrap()).unwrap();
    window.will_pick(&[&sheet]);
    reach(window, "导出评分表");
    window.press(&key::ENTER.to_string());
    window.see("已写入并核对");
    window.screenshot("day-5-signed");
    assert!(std::fs::metadata(&sheet).unwrap().len() > 5_000);
}

fn lock_and_come_back(window: &Window<'_>) {
    reach(window, "逐项评审");
    window.press(&key::ENTER.to_string());
    window.wait_until("an entry to be open", || !title(window).is_empty());
    let before = title(window);
    window.press(&with_control("l"));
    window.see("已锁定");
    window.press(&format!("demo{}", key::ENTER));
    window.wait_until("the same entry to be open", || title(window) == before);
    window.screenshot("day-6-back");
}

/// Tabs to what carries these words.
fn reach(window: &Window<'_>, words: &str) {
    const OWN: &str = "const one = document.activeElement; if (one === document.body) return false; const own = [one?.getAttribute('aria-label'), one?.innerText, ...[...(one?.labels ?? [])].map((label) => label.innerText)]; return own.some((name) => name?.replace(/\\s+/g, '').includes(arguments[0]))";
    for _ in 0..MOST_TABS {
        if window.script(OWN, &[json!(words)]) == Value::Bool(true) {
            return;
        }
        window.press(&key::TAB.to_string());
    }
    panic!("“{words}” cannot be reached with Tab:\n{}", window.text());
}

fn with_control(text: &str) -> String {
    format!("{}{text}{}", key::CONTROL, key::RELEASE)
}

fn with_alt(arrow: char) -> String {
    format!("{}{arrow}{}", key::ALT, key::RELEASE)
}

fn page_is(window: &Window<'_>, page: u64) {
    window.wait_until(&format!("page {page}"), || {
        number(window, "[data-testid=page-number]") == page
    });
}

fn percent(window: &Window<'_>) -> u64 {
    number(window, "[data-testid=zoom]")
}

/// The digits in a field or a text.
fn number(window: &Window<'_>, selector: &str) -> u64 {
    let script = format!(
        "const one = document.querySelector('{selector}'); return Number(/\\d+/.exec(one?.value ?? one?.innerText ?? '')?.[0] ?? 0)"
    );
    window.script(&script, &[]).as_u64().unwrap_or_default()
}

fn text_of(window: &Window<'_>, id: &str) -> String {
    let text = window.script(
        &format!("return document.querySelector('[data-testid={id}]')?.innerText ?? ''"),
        &[],
    );
    text.as_str().unwrap_or_default().to_owned()
}

fn title(window: &Window<'_>) -> String {
    text_of(window, "entry-title")
}

fn total(window: &Window<'_>) -> String {
    text_of(window, "total")
}

/// Whether the bar of progress says that all is done.
fn is_complete(window: &Window<'_>) -> bool {
    let done = text_of(window, "done");
    let mut numbers = done
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    matches!((numbers.next(), numbers.next()), (Some(done), Some(all)) if done == all)
}
