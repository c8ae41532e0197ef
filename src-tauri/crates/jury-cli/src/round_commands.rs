//! `jury rule` and `jury round`: the rule file and who goes on to the next round.
//!
//! The one rule: what is adopted is the file that was previewed in the same command, so that its digest is the one on the terminal.

use std::path::Path;

use serde_json::{Value, json};

use crate::args::{RoundArgs, RoundCommand, RuleArgs, RuleCommand};
use crate::desk_commands::{Bench, field, items};
use crate::outcome::{Failure, Outcome, table};
use crate::{passphrase, reading};

pub(crate) fn rule(args: &RuleArgs) -> Result<Outcome, Failure> {
    match &args.command {
        RuleCommand::Show { desk } => {
            let look = Bench::open(desk)?.ask("rule_look", json!({}))?;
            let text = format!("{}# {}\n", field(&look, "text"), field(&look, "digest"));
            Ok(Outcome::good(look, text))
        }
        RuleCommand::Preview { desk, file } => {
            let bench = Bench::open(desk)?;
            let preview = bench.ask("rule_preview", draft(file)?)?;
            Ok(Outcome {
                text: effect(&preview),
                complaints: !items(&preview["faults"]).is_empty(),
                document: preview,
            })
        }
        RuleCommand::Adopt { desk, file, second } => {
            let bench = Bench::open(desk)?;
            let draft = draft(file)?;
            let preview = bench.ask("rule_preview", draft.clone())?;
            let mut request = Value::Object(passphrase::two_people(desk, second)?);
            request["draft"] = draft;
            request["digest"] = preview["digest"].clone();
            let look = bench.ask("rule_adopt", request)?;
            let text = format!("{}已采用 {}", effect(&preview), field(&look, "digest"));
            Ok(Outcome::good(look, text))
        }
    }
}

pub(crate) fn round(args: &RoundArgs) -> Result<Outcome, Failure> {
    let look = match &args.command {
        RoundCommand::Show { desk } => Bench::open(desk)?.ask("round_look", json!({}))?,
        RoundCommand::Promote {
            desk,
            track,
            choose,
            reason,
            judges,
            second,
        } => {
            let bench = Bench::open(desk)?;
            let mut request = Value::Object(passphrase::two_people(desk, second)?);
            request["judges"] = json!(judges);
            request["track"] = json!(track);
            request["chosen"] = json!(choose);
            request["reason"] = json!(reason);
            bench.ask("round_promote", request)?
        }
    };
    let text = cuts(&look);
    Ok(Outcome::good(look, text))
}

fn draft(file: &Path) -> Result<Value, Failure> {
    Ok(json!({"form": null, "text": reading::text(file)?}))
}

/// What a rule would change, a table a track.
fn effect(preview: &Value) -> String {
    let mut text = String::new();
    for fault in items(&preview["faults"]) {
        text.push_str(&format!("{}\n", fault.as_str().unwrap_or_default()));
    }
    for track in items(&preview["tracks"]) {
        let rows: Vec<Vec<String>> = items(&track["moved"])
            .iter()
            .map(|one| {
                let keys = ["entry", "title", "before", "after"];
                keys.map(|key| field(one, key)).to_vec()
            })
            .collect();
        if rows.is_empty() {
            text.push_str(&format!("{}：名次不变\n", field(&track, "name")));
        } else {
            let head = ["编号", "项目", "现在", "之后"];
            text.push_str(&format!(
                "{}\n{}\n",
                field(&track, "name"),
                table(&head, &rows)
            ));
        }
    }
    text
}

fn cuts(look: &Value) -> String {
    let count = |track: &Value, key: &str| items(&track[key]).len().to_string();
    let rows: Vec<Vec<String>> = items(&look["tracks"])
        .iter()
        .map(|track| {
            vec![
                field(track, "name"),
                field(track, "entries"),
                field(track, "places"),
                count(track, "through"),
                count(track, "tied"),
                count(&track["shortlist"], "entries"),
            ]
        })
        .collect();
    let head = ["赛道", "参加", "名额", "晋级", "并列", "已确定"];
    format!("{}\n{}\n", field(look, "current"), table(&head, &rows))
}
