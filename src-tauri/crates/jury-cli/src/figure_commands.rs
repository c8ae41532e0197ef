//! `size`, `total`, `tally`: figures that need no desk.

use std::path::Path;

use jury_desk::Session;
use jury_desk::call::Call;
use serde_json::{Value, json};

use crate::args::{Size, Tally, Total};
use crate::outcome::{Failure, Outcome, table};

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
    ["size", "candidates", "industry", "basis"]
        .map(|key| text_of(answer, key))
        .to_vec()
}

fn size_rows(file: &Path) -> Result<Vec<Value>, Failure> {
    let mut reader = reader(file)?;
    let heads = reader
        .headers()
        .map_err(|fault| bad_table(file, &fault))?
        .clone();
    let column = |name: &str| {
        heads
            .iter()
            .position(|head| head.trim().trim_start_matches('\u{feff}') == name)
    };
    let industry = column("industry").ok_or_else(|| {
        Failure::input(
            "badTable",
            "表头须有 industry,employees,revenue,assets 四列。",
        )
    })?;
    let others = ["employees", "revenue", "assets"].map(|name| (name, column(name)));
    let mut answers = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|fault| bad_table(file, &fault))?;
        let mut request = json!({"industry": record.get(industry).unwrap_or_default().trim(), "employees": null, "revenue": null, "assets": null});
        for (name, position) in &others {
            let cell = position
                .and_then(|position| record.get(position))
                .map(str::trim)
                .filter(|cell| !cell.is_empty());
            request[*name] = json!(cell);
        }
        answers.push(ask("size", request)?);
    }
    Ok(answers)
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
    let rule = tally.rule.as_deref().map(read_text).transpose()?;
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
    let text = table(&["名次", "项目", "得分", "准确值", "有效", "去掉"], &lines);
    Ok(Outcome::good(answer, text))
}

fn reader(file: &Path) -> Result<csv::Reader<std::io::Cursor<String>>, Failure> {
    Ok(csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(std::io::Cursor::new(read_text(file)?)))
}

fn read_text(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|_| {
        Failure::input(
            "cannotRead",
            format!(
                "无法读取“{}”：请确认文件存在，并以 UTF-8 编码保存。",
                file.display()
            ),
        )
    })
}

fn bad_table(file: &Path, fault: &csv::Error) -> Failure {
    Failure::input(
        "badTable",
        format!("“{}”不是有效的 CSV 表格（{fault}）。", file.display()),
    )
}
