//! `jury rule` and `jury round`: the rule file and who goes on to the next round.
//!
//! The one rule: what is adopted is the file that was previewed in the same command, so that its digest is the one on the terminal.

use std::path::Path;

use serde_json::{Value, json};

use crate::args::{RoundArgs, RoundCommand, RuleArgs, RuleCommand};
use crate::bench::{Bench, field, items};
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
            let round = bench.ask("round_look", json!({}))?["current"].clone();
            let look = bench.ask("round_promote", request)?;
            // When every track has gone on, the next round is worked in; what was just signed is told all the same.
            let drawn = bench.ask("round_choose", json!({ "round": round }))?;
            let text = format!(
                "入围名单已签发。接着用 contest finalise --round {} 定稿这个阶段的各赛道；定稿之后要改名单或评审专家，须先重开。\n{}",
                round.as_str().unwrap_or_default(),
                cuts(&drawn)
            );
            return Ok(Outcome::good(look, text));
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
        let name = field(&track, "name");
        text.push_str(&changed(&name, "名次", &track["moved"]));
        text.push_str(&changed(&name, "奖项和晋级", &track["fortunes"]));
    }
    text
}

/// What changes in one track, before and after.
fn changed(track: &str, what: &str, changes: &Value) -> String {
    let keys = ["entry", "title", "before", "after"];
    let cell = |one: &Value, key: &str| match field(one, key) {
        nothing if nothing.is_empty() => "—".to_owned(),
        text => text,
    };
    let rows: Vec<Vec<String>> = items(changes)
        .iter()
        .map(|one| keys.map(|key| cell(one, key)).to_vec())
        .collect();
    if rows.is_empty() {
        return format!("{track}：{what}不变\n");
    }
    let head = ["编号", "项目", "现在", "之后"];
    format!("{track}：{what}\n{}\n", table(&head, &rows))
}

/// The rounds, and the cut after the one worked in, track by track.
fn cuts(look: &Value) -> String {
    let rounds: Vec<Vec<String>> = items(&look["rounds"])
        .iter()
        .map(|round| {
            let here = if round["round"] == look["current"] {
                "▸"
            } else {
                ""
            };
            vec![
                format!("{here}{}", field(round, "label")),
                format!("{}%", field(round, "weight")),
                field(round, "entries"),
                field(round, "cut"),
            ]
        })
        .collect();
    let mut text = table(&["阶段", "权重", "参加", "晋级规则"], &rounds);
    let tracks = items(&look["tracks"]);
    if tracks.is_empty() {
        text.push_str("\n这是最后一个阶段，其后没有晋级。\n");
    }
    for track in &tracks {
        text.push_str(&cut(track));
    }
    text
}

/// The cut in one track: what was drawn, what would be, what stands in the way.
fn cut(track: &Value) -> String {
    let places = match &track["places"] {
        Value::Null => "全部晋级".to_owned(),
        places => format!("名额 {places}"),
    };
    let mut text = format!(
        "\n{} {}　参加 {} 项，{places}\n",
        track["track"].as_str().unwrap_or_default(),
        field(track, "name"),
        field(track, "entries")
    );
    let mut line = |head: &str, names: &[String]| {
        if !names.is_empty() {
            text.push_str(&format!("  {head}：{}\n", names.join("、")));
        }
    };
    let texts = |value: &Value| -> Vec<String> {
        let all = items(value);
        all.iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    };
    let ids = |key: &str| -> Vec<String> {
        items(&track[key])
            .iter()
            .map(|one| field(one, "entry"))
            .collect()
    };
    let list = &track["shortlist"];
    if list.is_null() {
        line("按规则晋级", &ids("through"));
        line(
            &format!("并列，其中还有名额 {}，请用 --choose 认定", track["open"]),
            &ids("tied"),
        );
        line("还不能确定，先要处理", &texts(&track["blockers"]));
    } else {
        let head = format!(
            "已确定晋级（第 {} 版，核对码 {}）",
            list["version"],
            field(list, "code")
        );
        line(&head, &texts(&list["entries"]));
        line("下一阶段由谁评审", &texts(&list["judges"]));
        let reason = Some(field(list, "reason")).filter(|reason| !reason.is_empty());
        line("并列认定的理由", reason.as_slice());
        if list["differs"] == json!(true) {
            line(
                "注意",
                &["现在的排名会得出另一份名单，请核对后重新确定".to_owned()],
            );
        }
    }
    text
}
