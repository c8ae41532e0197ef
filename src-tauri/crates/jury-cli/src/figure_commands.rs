//! `size`, `total`, `tally`: figures that need no desk.

use std::path::Path;

use jury_desk::Session;
use jury_desk::call::Call;
use serde_json::{Value, json};

use crate::args::{Size, Tally, Total};
use crate::outcome::{Failure, Outcome, table};
use crate::{reading, words};

fn ask(name: &str, request: Value) -> Result<Value, Failure> {
    Ok(Session::without_desk().ask(name, request, &Call::quiet())?)
}

fn text_of(value: &Value, key: &str) -> String {
    match &value[key] {
        Value::Null => "—".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join("、"),
        other => other.to_string(),
    }
}

pub(crate) fn size(size: &Size) -> Result<Outcome, Failure> {
    let document = match &size.csv {
        Some(file) => Value::Array(size_rows(file)?),
        None => ask(
            "size",
            json!({"industry": size.industry.clone().unwrap_or_default(), "employees": size.employees, "revenue": size.revenue, "assets": size.assets}),
        )?,
    };
    let rows: Vec<Vec<String>> = match &document {
        Value::Array(rows) => rows.iter().map(size_row).collect(),
        one => vec![size_row(one)],
    };
    Ok(Outcome::good(
        document,
        table(&["规模", "可能", "行业", "依据"], &rows),
    ))
}

fn size_row(answer: &Value) -> Vec<String> {
    let candidates = answer["candidates"].as_array().into_iter().flatten();
    let candidates: Vec<&str> = candidates
        .filter_map(Value::as_str)
        .map(words::size)
        .collect();
    vec![
        words::size(&text_of(answer, "size")).to_owned(),
        candidates.join("、"),
        text_of(answer, "industry"),
        text_of(answer, "basis"),
    ]
}

fn size_rows(file: &Path) -> Result<Vec<Value>, Failure> {
    let mut reader = reader(file)?;
    let heads = reader
        .headers()
        .map_err(|fault| bad_table(file, &fault))?
        .clone();
    let columns = size_columns(file, &heads)?;
    let mut answers = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|fault| bad_table(file, &fault))?;
        let mut request = json!({});
        for (name, position) in &columns {
            let cell = record.get(*position).map(str::trim);
            request[*name] = json!(cell.filter(|cell| !cell.is_empty()));
        }
        // An industry is text, blank where it is not known; the figures are absent then.
        if request["industry"].is_null() {
            request["industry"] = json!("");
        }
        answers.push(ask("size", request)?);
    }
    Ok(answers)
}

/// Where each of the four columns stands; each must, once.
fn size_columns(
    file: &Path,
    heads: &csv::StringRecord,
) -> Result<[(&'static str, usize); 4], Failure> {
    let is = |head: &str, name: &str| head.trim().trim_start_matches('\u{feff}') == name;
    let mut columns = ["industry", "employees", "revenue", "assets"].map(|name| (name, 0));
    for (name, place) in &mut columns {
        let mut found = heads
            .iter()
            .enumerate()
            .filter(|(_, head)| is(head, name))
            .map(|(position, _)| position);
        let wrong = match (found.next(), found.next()) {
            (Some(position), None) => {
                *place = position;
                continue;
            }
            (None, _) => "缺少",
            _ => "重复了",
        };
        return Err(Failure::input(
            "badTable",
            format!(
                "“{}”的表头{wrong} {name} 列；表头须有 industry,employees,revenue,assets 四列，各一列，不知道的格子留空。",
                file.display()
            ),
        ));
    }
    Ok(columns)
}

pub(crate) fn total(total: &Total) -> Result<Outcome, Failure> {
    let answer = ask(
        "total",
        json!({"weights": total.weights, "scores": total.scores}),
    )?;
    let text = format!(
        "{}（准确值 {}）",
        text_of(&answer, "total"),
        text_of(&answer, "exact")
    );
    Ok(Outcome::good(answer, text))
}

pub(crate) fn tally(tally: &Tally) -> Result<Outcome, Failure> {
    let mut reader = reader(&tally.table)?;
    let heads = reader
        .headers()
        .map_err(|fault| bad_table(&tally.table, &fault))?
        .clone();
    refuse_other_table(&tally.table, &heads)?;
    let experts: Vec<&str> = heads.iter().skip(1).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|fault| bad_table(&tally.table, &fault))?;
        let scores: Vec<Option<&str>> = record
            .iter()
            .skip(1)
            .map(|cell| Some(cell.trim()).filter(|cell| !cell.is_empty()))
            .collect();
        rows.push(json!({"entry": record.get(0).unwrap_or_default().trim(), "scores": scores}));
    }
    let rule = tally.rule.as_deref().map(reading::text).transpose()?;
    let request = json!({"experts": experts, "rows": rows, "rule": rule, "dropExtremes": tally.drop_extremes, "decimals": tally.decimals});
    let answer = ask("tally", request)?;
    let lines: Vec<Vec<String>> = answer["entries"]
        .as_array()
        .map(|entries| {
            entries
                .iter()
                .map(|entry| {
                    ["rank", "id", "score", "exact", "used", "dropped"]
                        .map(|key| text_of(entry, key))
                        .to_vec()
                })
                .collect()
        })
        .unwrap_or_default();
    let mut text = table(&["名次", "项目", "得分", "准确值", "有效", "去掉"], &lines);
    for note in answer["notes"].as_array().into_iter().flatten() {
        text.push_str(note.as_str().unwrap_or_default());
        text.push('\n');
    }
    Ok(Outcome::good(answer, text))
}

/// A table that was saved with another separator, or without its row of names, would be read as something else.
pub(crate) fn refuse_other_table(file: &Path, heads: &csv::StringRecord) -> Result<(), Failure> {
    let first = heads.get(0).unwrap_or_default();
    let other = first.contains([';', '；', '，', '\t']);
    if heads.len() == 1 && other {
        return Err(Failure::input(
            "badTable",
            format!(
                "“{}”不是用英文逗号分隔的表格，请另存为逗号分隔的 CSV（UTF-8）后再用。",
                file.display()
            ),
        ));
    }
    let is_number = |cell: &str| cell.trim().is_empty() || cell.trim().parse::<f64>().is_ok();
    let is_named = matches!(
        first.trim().trim_start_matches('\u{feff}'),
        "entry" | "项目" | "编号" | "项目编号"
    );
    if !is_named && heads.len() > 1 && heads.iter().skip(1).all(is_number) {
        return Err(Failure::input(
            "badTable",
            format!(
                "“{}”的第一行像是分数，缺少表头；第一行应为 entry 和各位专家的姓名。",
                file.display()
            ),
        ));
    }
    Ok(())
}

pub(crate) fn reader(file: &Path) -> Result<csv::Reader<std::io::Cursor<String>>, Failure> {
    Ok(csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(std::io::Cursor::new(reading::text(file)?)))
}

pub(crate) fn bad_table(file: &Path, fault: &csv::Error) -> Failure {
    Failure::input(
        "badTable",
        format!("“{}”不是有效的 CSV 表格（{fault}）。", file.display()),
    )
}
