//! Commands that open a desk: `contest`, `pack`, `letter`, `panel`, `confirm`, `merge`, `results`, `archive`.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::args::{
    Archive, Confirm, ContestArgs, ContestCommand, ContestFiles, ContestNew, DeskArgs, LetterArgs,
    LetterCommand, Merge, PackArgs, PackCommand, PanelArgs, PanelCommand, Results, Second,
};
use crate::bench::{Bench, field, items, written};
use crate::outcome::{Failure, Outcome, table};
use crate::{passphrase, words};

pub(crate) fn contest(contest: &ContestArgs) -> Result<Outcome, Failure> {
    match &contest.command {
        ContestCommand::Templates { folder } => {
            let bench = Bench::without_desk();
            let answer = bench.ask("templates_write", json!({"target": bench.offer(folder)}))?;
            let text = format!("模板已写入 {}", folder.display());
            Ok(Outcome::good(answer, text))
        }
        ContestCommand::Check(files) => contest_check(files),
        ContestCommand::New(new) => contest_new(new),
        ContestCommand::Enrol {
            desk,
            second,
            files,
        } => enrol(desk, second, files),
        ContestCommand::Final(command) => crate::final_commands::run(command),
    }
}

fn enrol(desk: &DeskArgs, second: &Second, files: &[PathBuf]) -> Result<Outcome, Failure> {
    let bench = Bench::open(desk)?;
    let phrase = passphrase::of_supervisor(second)?;
    let request = json!({"files": bench.offer_all(files), "supervisor": second.supervisor, "supervisorPassphrase": phrase});
    let answer = bench.ask("enrolment_add", request)?;
    let text = "已登记。此前因钥匙不符被拒收的评分表，现在按登记的钥匙计入；组长要汇总它们，请重新生成组长的任务函。".to_owned();
    Ok(Outcome::good(answer, text))
}

fn files_request(bench: &Bench, files: &ContestFiles) -> Value {
    json!({
        "entries": bench.offer(&files.entries),
        "experts": bench.offer(&files.experts),
        "rubric": files.rubric.as_deref().map(|file| bench.offer(file)),
        "materials": files.materials.as_deref().map(|file| bench.offer(file)),
    })
}

fn contest_check(files: &ContestFiles) -> Result<Outcome, Failure> {
    let bench = Bench::without_desk();
    let answer = bench.ask("contest_check", files_request(&bench, files))?;
    let faults = items(&answer["faults"]);
    let mut text = format!(
        "参赛项目 {} 项，专家 {} 位，材料 {} 个文件。\n",
        answer["entries"], answer["experts"], answer["materials"]
    );
    let mut list = |heading: &str, lines: &[Value]| {
        if !lines.is_empty() {
            text.push_str(&format!("{heading} {} 条：\n", lines.len()));
        }
        for line in lines {
            text.push_str(&format!("  {}\n", line.as_str().unwrap_or_default()));
        }
    };
    list("须改正", &faults);
    list("请留意", &items(&answer["remarks"]));
    Ok(Outcome {
        complaints: !faults.is_empty(),
        document: answer,
        text,
    })
}

fn contest_new(new: &ContestNew) -> Result<Outcome, Failure> {
    let bench = Bench::without_desk();
    bench.session().make_desks_at(&new.desk);
    let request = json!({
        "name": new.name,
        "edition": new.edition,
        "files": files_request(&bench, &new.files),
        "organiser": new.organiser,
        "organiserPassphrase": passphrase::read(new.passphrase_file.as_deref(), "JURY_PASSPHRASE")?,
        "supervisor": new.supervisor,
        "copying": !new.forbid_copying,
        "supervisorPassphrase": passphrase::read(new.supervisor_passphrase_file.as_deref(), "JURY_SUPERVISOR_PASSPHRASE")?,
        "advisory": new.advisory,
    });
    let answer = bench.ask("contest_new", request)?;
    let text = format!(
        "赛事已建立：{}\n组织方核对码（印在邀请函上）：{}\n恢复码（只显示这一次，请写在纸上封存）：{}",
        new.desk.display(),
        field(&answer, "contestCode"),
        field(&answer, "recoveryCode")
    );
    Ok(Outcome::good(answer, text))
}

pub(crate) fn pack(pack: &PackArgs) -> Result<Outcome, Failure> {
    match &pack.command {
        PackCommand::Build { desk, track, out } => {
            let bench = Bench::open(desk)?;
            let answer = bench.ask(
                "packs_build",
                json!({"tracks": track, "folder": bench.offer(out)}),
            )?;
            let mut lines: Vec<String> = items(&answer["files"])
                .iter()
                .chain(&items(&answer["problems"]))
                .map(|line| line.as_str().unwrap_or_default().to_owned())
                .collect();
            lines.insert(0, format!("已写入 {}", out.display()));
            Ok(Outcome::good(answer, lines.join("\n")))
        }
        PackCommand::Inspect { file } => {
            let bench = Bench::without_desk();
            let answer = bench.ask("pack_inspect", json!({"file": bench.offer(file)}))?;
            let row = [
                "contest",
                "track",
                "volume",
                "volumes",
                "materials",
                "chunks",
                "complete",
            ]
            .map(|key| field(&answer, key));
            let text = table(
                &["赛事", "赛道", "卷", "共", "材料", "块", "完整"],
                &[row.to_vec()],
            );
            let complaints = answer["complete"] != json!(true);
            Ok(Outcome {
                document: answer,
                text,
                complaints,
            })
        }
        PackCommand::Add {
            desk,
            in_place,
            packs,
        } => {
            let bench = Bench::open(desk)?;
            let keep = if *in_place { "inPlace" } else { "copy" };
            let answer = bench.ask(
                "pack_add",
                json!({"packs": bench.offer_all(packs), "keep": keep}),
            )?;
            let mut text = format!("可查看的材料 {}/{}\n", answer["present"], answer["total"]);
            for problem in items(&answer["problems"])
                .iter()
                .chain(&items(&answer["missing"]))
            {
                text.push_str(problem.as_str().unwrap_or_default());
                text.push('\n');
            }
            let complaints = !items(&answer["problems"]).is_empty();
            Ok(Outcome {
                document: answer,
                text,
                complaints,
            })
        }
    }
}

/// Said where a later round's letter led to a key that the roster may not know.
const NEW_KEY: &str = "\n注意：这里没有您前面阶段的工作台，新做了一把签名钥匙。评审过前面阶段的，请在原来的电脑上，在原工作台旁边另建文件夹打开这份任务函（或先把原工作台的备份恢复到这台电脑），不要用这个新工作台；做不到的，请用 jury letter key 导出登记文件交组织方登记，否则签名的评分表会被拒收。";

pub(crate) fn letter(letter: &LetterArgs) -> Result<Outcome, Failure> {
    match &letter.command {
        LetterCommand::Build {
            desk,
            expert,
            deadline,
            feedback,
            out,
        } => {
            let bench = Bench::open(desk)?;
            let answer = bench.ask(
                "letters_build",
                json!({"experts": expert, "folder": bench.offer(out), "deadline": deadline, "feedback": feedback}),
            )?;
            let rows: Vec<Vec<String>> = items(&answer["letters"])
                .iter()
                .map(|letter| {
                    ["expert", "name", "track", "file", "code"]
                        .map(|key| field(letter, key))
                        .to_vec()
                })
                .collect();
            Ok(Outcome::good(
                answer,
                table(&["专家", "姓名", "赛道", "文件", "开启码"], &rows),
            ))
        }
        LetterCommand::Open {
            file,
            code,
            desk,
            passphrase_file,
            accept_commitment,
        } => {
            let bench = Bench::without_desk();
            bench.session().make_desks_at(desk);
            let phrase = passphrase::read(passphrase_file.as_deref(), "JURY_PASSPHRASE")?;
            let answer = bench.ask(
                "letter_open",
                json!({"letter": bench.offer(file), "code": code, "passphrase": phrase}),
            )?;
            if *accept_commitment {
                bench.ask("commitment_accept", json!({"recusals": []}))?;
            }
            let mut text = format!(
                "{} 项待评；组织方核对码 {}（请与邀请函核对）",
                answer["entries"],
                field(&answer, "contestCode")
            );
            if answer["newKey"] == json!(true) {
                text.push_str(NEW_KEY);
            }
            Ok(Outcome::good(answer, text))
        }
        LetterCommand::Key { desk, out } => {
            let bench = Bench::open(desk)?;
            let answer = bench.ask("enrolment_save", json!({"target": bench.offer(out)}))?;
            let text = format!(
                "{}。请交给组织方登记（jury contest enrol）。",
                written(&answer)
            );
            Ok(Outcome::good(answer, text))
        }
    }
}

pub(crate) fn panel(panel: &PanelArgs) -> Result<Outcome, Failure> {
    let PanelCommand::Return { desk, minutes, out } = &panel.command;
    let bench = Bench::open(desk)?;
    let phrase = passphrase::read(desk.unlock.passphrase_file.as_deref(), "JURY_PASSPHRASE")?;
    let signed = bench.ask(
        "panel_return_sign",
        json!({"passphrase": phrase, "minutes": minutes}),
    )?;
    let saved = bench.ask("panel_return_save", json!({"target": bench.offer(out)}))?;
    let text = format!(
        "评审组汇总表已签名。\n核对码 {}\n{}",
        field(&signed, "code"),
        written(&saved)
    );
    Ok(Outcome::good(
        json!({"signed": signed, "written": saved}),
        text,
    ))
}

pub(crate) fn confirm(confirm: &Confirm) -> Result<Outcome, Failure> {
    let bench = Bench::open(&confirm.desk)?;
    let answer = bench.ask(
        "paper_confirm",
        json!({"expert": confirm.expert, "code": confirm.code}),
    )?;
    Ok(Outcome::good(answer, "核对相符，已确认。".to_owned()))
}

/// What the desk says of a file, with the mend; of a changed workbook also each cell.
pub(crate) fn said(file: &Value) -> String {
    let sentences = items(&file["sentences"]);
    let sentences = sentences.iter().filter_map(Value::as_str);
    sentences.collect::<Vec<_>>().concat()
}

/// Whether a file, or the one it repeats, was held or refused.
pub(crate) fn is_open(file: &Value) -> bool {
    let open = |key: &str| matches!(file[key].as_str(), Some("held" | "rejected"));
    open("verdict") || open("repeats")
}

/// Whether a workbook shows something else than was signed.
pub(crate) fn shows_other(file: &Value) -> bool {
    items(&file["codes"]).contains(&json!("XLSX-MISMATCH"))
}

pub(crate) fn merge(merge: &Merge) -> Result<Outcome, Failure> {
    let bench = Bench::open(&merge.desk)?;
    let answer = bench.ask("merge_add", json!({"files": bench.offer_all(&merge.files)}))?;
    let files = items(&answer["files"]);
    let rows: Vec<Vec<String>> = files
        .iter()
        .map(|file| {
            let codes: Vec<String> = items(&file["codes"])
                .iter()
                .map(|code| code.as_str().unwrap_or_default().to_owned())
                .collect();
            vec![
                words::verdict(&field(file, "verdict")).to_owned(),
                field(file, "who"),
                field(file, "file"),
                codes.join(" "),
                said(file),
            ]
        })
        .collect();
    let complaints = files.iter().any(|file| is_open(file) || shows_other(file));
    let text = format!(
        "{}{}覆盖 {}%",
        table(&["结论", "专家", "文件", "代码", "说明"], &rows),
        field(&answer, "round"),
        field(&answer["coverage"], "percent")
    );
    Ok(Outcome {
        document: answer,
        text,
        complaints,
    })
}

pub(crate) fn results(results: &Results) -> Result<Outcome, Failure> {
    let bench = Bench::open(&results.desk)?;
    let first = bench.ask("results_look", json!({"track": null}))?;
    let mut tracks = Vec::new();
    let mut text = String::new();
    for track in items(&first["tracks"]) {
        let look = bench.ask("results_look", json!({"track": track["id"]}))?;
        let rows: Vec<Vec<String>> = items(&look["rows"])
            .iter()
            .map(|row| {
                [
                    "rank",
                    "entry",
                    "title",
                    "published",
                    "exact",
                    "valid",
                    "decided",
                ]
                .map(|key| field(row, key))
                .to_vec()
            })
            .collect();
        text.push_str(&format!(
            "{} {}　{}　{}\n{}\n",
            field(&track, "id"),
            field(&track, "name"),
            field(&look, "round"),
            field(&look["mark"], "text"),
            table(
                &[
                    "名次",
                    "编号",
                    "项目",
                    "公布分",
                    "准确值",
                    "有效",
                    "同分规则"
                ],
                &rows
            )
        ));
        tracks.push(json!({"id": track["id"], "name": track["name"], "round": look["round"], "rule": look["rule"], "status": look["mark"], "entries": look["rows"]}));
    }
    if let Some(file) = &results.xlsx {
        let saved = bench.ask("results_save", json!({"target": bench.offer(file)}))?;
        text.push_str(&written(&saved));
    }
    Ok(Outcome::good(json!({"tracks": tracks}), text))
}

/// `jury archive`
pub(crate) fn archive(archive: &Archive) -> Result<Outcome, Failure> {
    let bench = Bench::open(&archive.desk)?;
    let saved = bench.ask("archive_save", json!({"target": bench.offer(&archive.out)}))?;
    Ok(Outcome::good(saved.clone(), written(&saved)))
}
