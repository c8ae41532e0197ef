//! Film plays and seeks in the real window, out of the encrypted store: both formats a dossier may bring.
//!
//! WebKitGTK is particular about where film comes from (only a server that answers open-ended ranges to the true end), so this is
//! tried with the engine itself and not only in the server's tests.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::{Place, Window, jury};

/// Jumps to seven tenths of the film on screen, plays on from there and says how it went.
const WATCH: &str = "
    return (async () => {
        const film = document.querySelector('video');
        const happens = (event) => new Promise((done, fail) => {
            film.addEventListener(event, done, { once: true });
            film.addEventListener('error', () => fail(new Error(`media error ${film.error?.code}`)), { once: true });
        });
        film.muted = true;
        if (film.readyState < 1) await happens('loadedmetadata');
        const target = film.duration * 0.7;
        const sought = happens('seeked');
        film.currentTime = target;
        await sought;
        await film.play();
        while (film.currentTime <= target + 0.1) await happens('timeupdate');
        film.pause();
        return { name: film.getAttribute('aria-label'), width: film.videoWidth, from: film.currentSrc };
    })()";

#[test]
fn film_of_both_formats_plays_and_seeks_from_the_store() {
    let place = Place::new();
    let demo = place.path("demo");
    let folder = demo.to_str().unwrap();
    let made = jury(&["demo", folder, "--entries", "8", "--experts", "3", "--json"]);
    let made: Value = serde_json::from_str(&made).unwrap();
    let window = Window::open("film", &place, &[&demo.join("experts")]);
    window.click(made["experts"][0]["name"].as_str().unwrap());
    window.fill("口令", "demo");
    window.click("进入工作台");
    let mut endings = BTreeSet::new();
    for entry in entries(&window) {
        window.click_testid(&entry);
        window.see("申报书");
        watch_films(&window, &mut endings);
    }
    window.screenshot("film");
    let both = BTreeSet::from(["mp4".to_owned(), "webm".to_owned()]);
    assert_eq!(endings, both, "the demo has films of both formats");
}

/// Test ids of the entries in the list.
fn entries(window: &Window<'_>) -> Vec<String> {
    const LISTED: &str = "[...document.querySelectorAll('[data-testid^=\"entry-\"]')].map((one) => one.dataset.testid).filter((id) => /entry-\\d/.test(id))";
    window.wait_for(
        "the list of entries",
        &format!("return {LISTED}.length > 0"),
    );
    let ids = window.script(&format!("return {LISTED}"), &[]);
    let ids = ids.as_array().unwrap().iter();
    ids.map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// Watches every film of the entry on screen and notes the endings of their names.
fn watch_films(window: &Window<'_>, endings: &mut BTreeSet<String>) {
    let count = window.script(
        "return Number(document.querySelector('[data-testid=tab-video] small')?.innerText ?? 0)",
        &[],
    );
    let count = count.as_u64().unwrap();
    if count > 0 {
        window.click_testid("tab-video");
    }
    for number in 0..count {
        if number > 0 {
            window.click("下一份");
        }
        window.wait_for("a film", "return document.querySelector('video') !== null");
        let watched = window.script(WATCH, &[]);
        assert!(
            watched["width"].as_u64().unwrap() > 0,
            "{watched}: there is a picture"
        );
        assert!(
            watched["from"]
                .as_str()
                .unwrap()
                .starts_with("http://127.0.0.1:"),
            "{watched}"
        );
        let name = watched["name"].as_str().unwrap();
        endings.insert(name.rsplit('.').next().unwrap().to_owned());
    }
}
