//! Commands about single files and folders: `sheet`, `receipt`, `rescue`, `doctor`.

use std::collections::BTreeSet;
use std::path::Path;

use jury_desk::call::Call;
use serde_json::{Value, json};

use crate::args::{
    Doctor, ReceiptArgs, ReceiptCommand, RescueArgs, RescueCommand, SheetArgs, SheetCommand,
};
use crate::bench::{Bench, field, items, written};
use crate::desk_commands::{is_open, said as of_merge, shows_other};
use crate::outcome::{Failure, Outcome, one_line, table};
use crate::{passphrase, reading, words};

pub(crate) fn sheet(sheet: &SheetArgs) -> Result<Outcome, Failure> {
    match &sheet.command {
        SheetCommand::Mark { desk, table } => mark(&Bench::open(desk)?, table),
        SheetCommand::Sign { desk, out } => {
            let bench = Bench::open(desk)?;
            let phrase =
                passphrase::read(desk.unlock.passphrase_file.as_deref(), "JURY_PASSPHRASE")?;
            let signed = bench.ask("sheet_sign", json!({"passphrase": phrase}))?;
            let saved = bench.ask("sheet_save", json!({"target": bench.offer(out)}))?;
            let text = format!(
                "已签名，第 {} 版。\n核对码 {}\n{}",
                signed["seq"],
                signed["code"].as_str().unwrap_or_default(),
                written(&saved)
            );
            Ok(Outcome::good(
                json!({"signed": signed, "written": saved}),
                text,
            ))
        }
        SheetCommand::Print { desk, blank, out } => print(&Bench::open(desk)?, *blank, out),
        SheetCommand::Verify {
            file,
            desk,
            roster,
            unlock,
        } => {
            let bench = match desk {
                Some(desk) => Bench::open_folder(desk, unlock)?,
                None => Bench::without_desk(),
            };
            verify(&bench, file, roster.as_deref())
        }
        SheetCommand::Extract { file, out } => {
            let bench = Bench::without_desk();
            let answer = bench.ask(
                "sheet_extract",
                json!({"file": bench.offer(file), "folder": bench.offer(out)}),
            )?;
            let files = answer["files"].as_array().map(|files| {
                files
                    .iter()
                    .filter_map(Value::as_str)
                    .collect::<Vec<_>>()
                    .join("、")
            });
            let text = format!("已写入 {}：{}", out.display(), files.unwrap_or_default());
            Ok(Outcome::good(answer, text))
        }
    }
}

fn mark(bench: &Bench, file: &Path) -> Result<Outcome, Failure> {
    let rows = marks_in(file)?;
    let marks: Vec<Value> = rows
        .iter()
        .map(|[entry, criterion, value]| {
            let value = Some(value).filter(|value| !value.is_empty());
            json!({"entry": entry, "criterion": criterion, "value": value})
        })
        .collect();
    // All or nothing: a table of which half was saved is neither what was asked nor what was there.
    let home = bench.ask("marks_put", json!({"marks": marks}))?;
    let last = json!({"done": home["done"], "total": home["total"], "savedAt": home["savedAt"]});
    let text = format!(
        "已保存 {} 个分数，完成 {}/{} 项。",
        rows.len(),
        last["done"],
        last["total"]
    );
    Ok(Outcome::good(
        json!({"marks": rows.len(), "last": last}),
        text,
    ))
}

/// The rows below the header, all read before the first mark is saved.
fn marks_in(file: &Path) -> Result<Vec<[String; 3]>, Failure> {
    let text = reading::text(file)?;
    let bad = |said: String| Failure::input("badTable", said);
    let cells = |line: &str| {
        line.split(',')
            .map(|cell| cell.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let head = lines
        .next()
        .map(|(_, line)| cells(line))
        .unwrap_or_default();
    if head != ["entry", "criterion", "value"] {
        return Err(bad(format!(
            "“{}”的第一行应为表头 entry,criterion,value（英文逗号分隔），未保存任何分数。",
            file.display()
        )));
    }
    let rows: Vec<[String; 3]> = lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            <[String; 3]>::try_from(cells(line)).map_err(|_| {
                bad(format!(
                    "第 {} 行应为 entry,criterion,value 三格，未保存任何分数。",
                    number + 1
                ))
            })
        })
        .collect::<Result<_, _>>()?;
    if rows.is_empty() {
        return Err(bad(format!("“{}”里没有分数。", file.display())));
    }
    let mut seen = BTreeSet::new();
    if let Some([entry, criterion, _]) = rows.iter().find(|[e, c, _]| !seen.insert((e, c))) {
        return Err(bad(format!(
            "{entry} 的 {criterion} 写了两次，未保存任何分数。"
        )));
    }
    Ok(rows)
}

fn print(bench: &Bench, blank: bool, out: &std::path::Path) -> Result<Outcome, Failure> {
    let operation = if blank {
        "blank_forms_save"
    } else {
        "paper_save"
    };
    let answer = bench.ask(operation, json!({"target": bench.offer(out)}))?;
    let absent: Vec<&str> = answer["absent"]
        .as_array()
        .map(|absent| absent.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let mut text = format!("{}，共 {} 页", written(&answer["written"]), answer["pages"]);
    if !absent.is_empty() {
        text.push_str(&format!("\n没有字体可印、以 □ 代替：{}", absent.join("、")));
    }
    Ok(Outcome {
        complaints: !absent.is_empty(),
        ..Outcome::good(answer.clone(), text)
    })
}

pub(crate) fn receipt(receipt: &ReceiptArgs) -> Result<Outcome, Failure> {
    match &receipt.command {
        ReceiptCommand::Write { desk, out } => {
            let bench = Bench::open(desk)?;
            let answer = bench.ask("receipts_save", json!({"target": bench.offer(out)}))?;
            let text = format!(
                "{}，回执 {} 份",
                written(&answer["written"]),
                answer["count"]
            );
            Ok(Outcome::good(answer, text))
        }
        ReceiptCommand::Add { desk, file } => {
            let bench = Bench::open(desk)?;
            let answer = bench.ask("receipt_add", json!({"file": bench.offer(file)}))?;
            let rows: Vec<Vec<String>> = answer["rows"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|row| {
                    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
                    let seq = row["seq"].to_string();
                    vec![seq, text("code"), text("who"), text("at"), text("verdict")]
                })
                .collect();
            let text = table(&["版次", "核对码", "收讫", "时间", "结论"], &rows);
            Ok(Outcome::good(answer, text))
        }
    }
}

fn verify(bench: &Bench, file: &Path, roster: Option<&Path>) -> Result<Outcome, Failure> {
    let roster = roster.map(|roster| bench.offer(roster));
    let answer = bench.ask(
        "sheet_verify",
        json!({"file": bench.offer(file), "roster": roster}),
    )?;
    let envelopes = answer["envelopes"].as_array().cloned().unwrap_or_default();
    let row = |envelope: &Value| {
        let text = |key: &str| envelope[key].as_str().unwrap_or("—").to_owned();
        let fits = match envelope["fits"].as_bool() {
            Some(true) => "与自带公钥相符",
            _ => "不符",
        };
        vec![
            words::kind(&text("kind")).to_owned(),
            text("expert"),
            field(envelope, "seq"),
            text("code"),
            fits.to_owned(),
            owner(&text("owner")).to_owned(),
            codes(envelope),
        ]
    };
    let rows: Vec<Vec<String>> = envelopes.iter().map(row).collect();
    let merged = items(&answer["rows"]);
    let complaints = envelopes
        .iter()
        .any(|envelope| !items(&envelope["codes"]).is_empty())
        || merged.iter().any(|row| is_open(row) || shows_other(row));
    let heads = [
        "类型",
        "自称专家",
        "版次",
        "核对码",
        "签名",
        "公钥是谁的",
        "问题",
    ];
    let said = match answer["by"].as_str() {
        Some(by) => format!("公钥的主人按{by}核对。"),
        None => "没有核对公钥是谁的：这样的公钥和签名任何人都能自己做一份。要知道是谁签的，请用 --desk 指定组织方或组长的工作台，或用 --roster 指定专家名册。".to_owned(),
    };
    let mut text = format!("{}\n{said}\n", table(&heads, &rows));
    if merged.is_empty() {
        text.push_str("没有核对表格里看得见的内容是否与签名一致：只有组织方或组长的工作台（--desk）能比对。\n");
    }
    for row in &merged {
        let verdict = field(row, "verdict");
        text.push_str(&format!(
            "{}　现在汇总，结论是：{} {}\n{}\n",
            one_line(&field(row, "who")),
            words::verdict(&verdict),
            codes(row),
            of_merge(row)
        ));
    }
    Ok(Outcome {
        text,
        document: answer,
        complaints,
    })
}

fn codes(of: &Value) -> String {
    let codes = items(&of["codes"]);
    let codes = codes.iter().filter_map(Value::as_str);
    codes.collect::<Vec<_>>().join(" ")
}

fn owner(owner: &str) -> &'static str {
    match owner {
        "known" => "名册登记的这位专家",
        "introduced" => "任务函引入，待纸质确认",
        "revoked" => "已挂失",
        "superfluous" => "任务函引入，但名册已有另一把",
        "unknown" => "不在名册中",
        _ => "未核对",
    }
}

pub(crate) fn rescue(rescue: &RescueArgs) -> Result<Outcome, Failure> {
    match &rescue.command {
        RescueCommand::Request { desk, out } => {
            let bench = Bench::without_desk();
            let desk = bench.desk_at(desk)?;
            let answer = bench.ask(
                "rescue_request",
                json!({"desk": desk, "target": bench.offer(out)}),
            )?;
            let text = format!(
                "请向组织方电话读出核对码 {}\n{}",
                answer["code"].as_str().unwrap_or_default(),
                written(&answer["written"])
            );
            Ok(Outcome::good(answer, text))
        }
        RescueCommand::Answer {
            desk,
            file,
            code,
            supervisor,
            supervisor_passphrase_file,
            out,
        } => {
            let bench = Bench::open(desk)?;
            let phrase = passphrase::read(
                supervisor_passphrase_file.as_deref(),
                "JURY_SUPERVISOR_PASSPHRASE",
            )?;
            let request = json!({"request": bench.offer(file), "code": code, "supervisor": supervisor, "supervisorPassphrase": phrase, "target": bench.offer(out)});
            let answer = bench.ask("rescue_answer", request)?;
            let text = written(&answer);
            Ok(Outcome::good(answer, text))
        }
        RescueCommand::Apply {
            desk,
            file,
            passphrase_file,
        } => {
            let bench = Bench::without_desk();
            let desk = bench.desk_at(desk)?;
            let phrase = passphrase::read(passphrase_file.as_deref(), "JURY_PASSPHRASE")?;
            let answer = bench.ask(
                "rescue_apply",
                json!({"desk": desk, "answer": bench.offer(file), "passphrase": phrase}),
            )?;
            Ok(Outcome::good(
                answer,
                "已换用新口令，评分全部保留。".to_owned(),
            ))
        }
    }
}

pub(crate) fn doctor(doctor: &Doctor) -> Result<Outcome, Failure> {
    let bench = Bench::open_folder(&doctor.desk, &doctor.unlock)?;
    let answer = bench.session().ask("doctor", json!({}), &Call::quiet())?;
    let checks = answer["checks"].as_array().cloned().unwrap_or_default();
    let rows: Vec<Vec<String>> = checks
        .iter()
        .map(|check| {
            let mark = if check["ok"] == json!(true) {
                "✓"
            } else {
                "✕"
            };
            vec![
                mark.to_owned(),
                check["name"].as_str().unwrap_or_default().to_owned(),
                check["found"].as_str().unwrap_or_default().to_owned(),
            ]
        })
        .collect();
    let complaints = checks.iter().any(|check| check["ok"] != json!(true));
    Ok(Outcome {
        text: table(&["", "检查", "结果"], &rows),
        document: answer,
        complaints,
    })
}
