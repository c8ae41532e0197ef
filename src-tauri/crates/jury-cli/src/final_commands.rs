//! `contest open|close|decide|finalise|reopen|audit`: what follows the merge, two people at a time.

use serde_json::{Value, json};

use crate::args::{DeskArgs, FinalCommand, Second};
use crate::bench::{Bench, field, items, written};
use crate::outcome::{Failure, Outcome, table};
use crate::passphrase;

/// Runs one of these commands.
pub(crate) fn run(command: &FinalCommand) -> Result<Outcome, Failure> {
    match command {
        FinalCommand::Open { desk, track } => open(desk, track.as_deref()),
        FinalCommand::Close { desk, track } => {
            let bench = Bench::open(desk)?;
            let answer = bench.ask("closing_sign", json!({ "track": track }))?;
            let text = "已收卷并签名；此后修订的评分表要有复评单。".to_owned();
            Ok(Outcome::good(answer, text))
        }
        FinalCommand::Decide {
            desk,
            second,
            track,
            kind,
            entry,
            expert,
            sheet,
            outcome,
            reason,
        } => {
            let item = json!({"kind": kind, "entry": entry, "expert": expert, "sheet": sheet});
            let request =
                json!({"track": track, "item": item, "outcome": outcome, "reason": reason});
            together(desk, second, "decision_sign", request)
        }
        FinalCommand::Finalise {
            desk,
            second,
            track,
        } => together(desk, second, "finalise", json!({"track": track})),
        FinalCommand::Reopen {
            desk,
            second,
            track,
            reason,
        } => {
            let request = json!({"track": track, "reason": reason});
            together(desk, second, "reopen", request)
        }
        FinalCommand::Audit { desk, out } => {
            let bench = Bench::open(desk)?;
            let answer = bench.ask("audit_save", json!({"target": bench.offer(out)}))?;
            let text = written(&answer);
            Ok(Outcome::good(answer, text))
        }
    }
}

fn open(desk: &DeskArgs, track: Option<&str>) -> Result<Outcome, Failure> {
    let bench = Bench::open(desk)?;
    let first = bench.ask("finalise_look", json!({"track": track}))?;
    let all = items(&first["tracks"]);
    let tracks: Vec<&Value> = all
        .iter()
        .filter(|one| track.is_none_or(|track| one["id"] == track))
        .collect();
    let (mut looks, mut text, mut complaints) = (Vec::new(), String::new(), false);
    for one in tracks {
        let look = bench.ask("finalise_look", json!({"track": one["id"]}))?;
        complaints |= !items(&look["open"]).is_empty();
        text.push_str(&said(&look));
        looks.push(look);
    }
    Ok(Outcome {
        document: json!({"tracks": looks}),
        text,
        complaints,
    })
}

/// An act of two people, each with their passphrase.
fn together(
    desk: &DeskArgs,
    second: &Second,
    name: &str,
    mut request: Value,
) -> Result<Outcome, Failure> {
    let bench = Bench::open(desk)?;
    for (name, value) in passphrase::two_people(desk, second)? {
        request[name] = value;
    }
    let look = bench.ask(name, request)?;
    let text = said(&look);
    Ok(Outcome::good(look, text))
}

/// How a track stands.
fn said(look: &Value) -> String {
    let named = items(&look["tracks"])
        .into_iter()
        .find(|one| one["id"] == look["track"])
        .map(|one| format!("{} {}", field(&one, "id"), field(&one, "name")))
        .unwrap_or_default();
    let rows: Vec<Vec<String>> = items(&look["open"])
        .iter()
        .map(|item| {
            let outcomes: Vec<String> = items(&item["outcomes"])
                .iter()
                .map(|one| format!("{}（{}）", field(one, "outcome"), field(one, "label")))
                .collect();
            vec![
                field(item, "title"),
                field(item, "sentence"),
                flags(&item["item"]),
                outcomes.join(" "),
            ]
        })
        .collect();
    let head = format!("{named}　{}\n", field(&look["mark"], "text"));
    if rows.is_empty() {
        return head;
    }
    format!(
        "{head}{}",
        table(&["事项", "说明", "认定时写", "可认定为"], &rows)
    )
}

/// How `contest decide` is told which item is meant.
fn flags(item: &Value) -> String {
    let keys = ["kind", "entry", "expert", "sheet"];
    let given = keys.map(|key| item[key].as_str().map(|name| format!("--{key} {name}")));
    given.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
