//! `search`: words in all materials of an expert's desk, and in the expert's own comments and notes.
//!
//! The window makes the index in the background; here it is made, or gone on with, before looking. The one rule: pages count from 1 in what
//! people read, from 0 in the document, as everywhere.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::args::Search;
use crate::bench::{Bench, field, items};
use crate::outcome::{Failure, Outcome};

pub(crate) fn search(search: &Search) -> Result<Outcome, Failure> {
    let bench = Bench::open(&search.desk)?;
    bench.ask("index_build", json!({}))?;
    let scope = if search.entry.is_some() {
        "entry"
    } else {
        "all"
    };
    let answer = bench.ask(
        "search",
        json!({"words": search.words.join(" "), "scope": scope, "within": search.entry, "most": search.most}),
    )?;
    let text = said(&answer);
    Ok(Outcome::good(answer, text))
}

fn said(answer: &Value) -> String {
    let mut text = String::new();
    own(&mut text, answer);
    let entries = items(&answer["entries"]);
    for entry in &entries {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{} {}（{}）",
            field(entry, "entry"),
            field(entry, "title"),
            field(entry, "entrant")
        );
        for hit in items(&entry["hits"]) {
            let page = hit["page"].as_u64().unwrap_or_default() + 1;
            let _ = writeln!(
                text,
                "  {} 第 {page} 页　{}",
                field(&hit, "materialName"),
                context(&hit)
            );
        }
    }
    let _ = writeln!(text, "{} 个项目，{} 页。", entries.len(), answer["pages"]);
    for (key, note) in [
        ("scans", "页是扫描件或图片，没有文字，检索不到。"),
        ("unread", "份（页）的文字读不出来，检索不到。"),
        ("unindexed", "份材料没有导入或暂时读不了，没有检索。"),
    ] {
        match answer[key].as_u64() {
            Some(0) | None => {}
            Some(count) => {
                let _ = writeln!(text, "有 {count} {note}");
            }
        }
    }
    text
}

/// The expert's own words, before those of the dossiers: there are few of them.
fn own(text: &mut String, answer: &Value) {
    let own = items(&answer["own"]);
    if own.is_empty() {
        return;
    }
    let _ = writeln!(text, "我的批注与评语，{} 条：", answer["ownCount"]);
    for one in &own {
        let _ = writeln!(
            text,
            "  {} {}　{}",
            field(one, "entry"),
            place(one),
            context(one)
        );
    }
}

/// Where something of one's own stands, as people say it.
fn place(own: &Value) -> String {
    let material = own["materialName"].as_str().unwrap_or("材料已更换");
    match (
        own["kind"].as_str(),
        own["page"].as_u64(),
        own["filmMs"].as_u64(),
    ) {
        (Some("comment"), ..) => "评语".to_owned(),
        (Some("toChair"), ..) => "给组长的话".to_owned(),
        (_, Some(page), _) => format!("{material} 第 {} 页", page + 1),
        (_, None, Some(ms)) => format!("{material} {:02}:{:02}", ms / 60_000, ms / 1_000 % 60),
        (_, None, None) => material.to_owned(),
    }
}

/// What stands around the words, with the words in brackets.
fn context(hit: &Value) -> String {
    items(&hit["context"])
        .iter()
        .map(|piece| {
            let text = piece["text"].as_str().unwrap_or_default();
            if piece["found"] == true {
                format!("【{text}】")
            } else {
                text.replace('\n', "")
            }
        })
        .collect()
}
