//! Looking for words in ninety dossiers: PDFs packed, imported, read by the worker into the index, and then asked for through the desk's own
//! operation, as the search field does.
//!
//! The baseline is what one would write without an index: looking through the text of all pages, decrypted and in memory. The one rule: no query is
//! asked twice in a row, and each is asked for what the pane shows, two hundred pages with what stands around the words.

use std::hint::black_box;

use jury_desk::Session;
use serde_json::json;

use crate::clock::{median, timed};
use crate::contest::{Contest, ask};
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::papers::{Vocabulary, paper};
use crate::sheets::Noise;

const ENTRIES: usize = 90;
/// Pages of the materials of one dossier: the application form, then nine proofs.
const PAGES: [usize; 10] = [60, 2, 4, 6, 8, 10, 12, 14, 16, 18];
const QUERIES: usize = 50;
const ROUNDS: usize = 3;
const MOST: u32 = 200;
const MS: f64 = 1e3;

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let folder = crate::files::scratch()?;
    let contest = Contest::at(folder.path());
    let mut noise = Noise::new(90);
    let vocabulary = Vocabulary::new(&mut noise);
    let texts = write_materials(&contest, &vocabulary, &mut noise)?;
    let expert = expert(&contest)?;
    let (seconds, state) = timed(|| ask(&expert, "index_build", json!({})))?;
    if state["pages"] != texts.len() || state["unread"] != 0 {
        return Err(Fault::wrong(format!("the index is not whole: {state}")));
    }
    let queries = queries(&vocabulary);
    let (mut ours, mut plain) = (vec![Vec::new(); queries.len()], Vec::new());
    for _ in 0..ROUNDS {
        for (query, times) in queries.iter().zip(&mut ours) {
            times.push(search(&expert, query)?);
        }
    }
    for query in &queries {
        plain.push(timed(|| Ok::<_, Fault>(black_box(looked_through(&texts, query))))?.0 * MS);
    }
    let of_each: Vec<f64> = ours.iter().map(|times| median(times)).collect();
    let worst = of_each.iter().copied().fold(0.0, f64::max);
    let figure = |name, value, bar| Figure {
        name,
        value,
        unit: "ms",
        baseline: median(&plain),
        beside: "looking through all text in memory",
        bar,
        paired_ratio: None,
    };
    Ok(vec![
        figure("search_90_dossiers_ms", median(&of_each), Bar::Value(50.0)),
        figure("search_90_dossiers_worst_ms", worst, Bar::Value(50.0)),
        Figure {
            unit: "s",
            baseline: seconds,
            beside: "itself: the reading of all pages",
            ..figure("search_index_90_dossiers_s", seconds, Bar::Unset)
        },
    ])
}

/// Writes the dossiers and gives the text of their pages.
fn write_materials(
    contest: &Contest,
    vocabulary: &Vocabulary,
    noise: &mut Noise,
) -> Result<Vec<String>, Fault> {
    let mut texts = Vec::new();
    for entry in 1..=ENTRIES {
        let folder = contest.path("materials").join(format!("01-{entry:03}"));
        std::fs::create_dir_all(&folder).map_err(Fault::file(&folder))?;
        for (n, pages) in PAGES.into_iter().enumerate() {
            let name = if n == 0 {
                "项目申报书.pdf".to_owned()
            } else {
                format!("证明材料{n:02}.pdf")
            };
            let path = folder.join(name);
            let bytes = paper(vocabulary, pages, noise, &mut texts);
            std::fs::write(&path, bytes).map_err(Fault::file(&path))?;
        }
    }
    Ok(texts)
}

/// An expert's desk with all of it.
fn expert(contest: &Contest) -> Result<Session, Fault> {
    let organiser = contest.organiser(ENTRIES, 1)?;
    let packs = contest.path("packs");
    let request = json!({"tracks": [], "folder": organiser.offer(&packs)});
    ask(&organiser, "packs_build", request)?;
    let letters = contest.letters(&organiser)?;
    let [letter] = letters.as_slice() else {
        return Err(Fault::wrong("one expert got several letters"));
    };
    let expert = contest.expert(letter)?;
    let request = json!({"packs": [expert.offer(&packs)], "keep": "copy"});
    ask(&expert, "pack_add", request)?;
    Ok(expert)
}

/// Words of every frequency, two to four characters, some two at once, and some that stand nowhere.
fn queries(vocabulary: &Vocabulary) -> Vec<String> {
    (0..QUERIES)
        .map(|n| {
            let word = vocabulary.word(n * n * n / 40);
            match n % 5 {
                3 => format!("{word} {}", vocabulary.word(n)),
                4 if n % 10 == 9 => format!("{word}鼎彝"),
                _ => word.to_owned(),
            }
        })
        .collect()
}

/// Milliseconds of one question.
fn search(expert: &Session, words: &str) -> Result<f64, Fault> {
    let request = json!({"words": words, "scope": "all", "within": null, "most": MOST});
    let (seconds, answer) = timed(|| ask(expert, "search", request))?;
    if answer["unindexed"] == 0 {
        Ok(seconds * MS)
    } else {
        Err(Fault::wrong(format!(
            "not everything was searched: {answer}"
        )))
    }
}

fn looked_through(texts: &[String], query: &str) -> usize {
    let words: Vec<&str> = query.split(' ').collect();
    texts
        .iter()
        .filter(|text| words.iter().all(|word| text.contains(word)))
        .count()
}
