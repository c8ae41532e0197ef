//! `backup`: a desk in one file and back again.
//!
//! The one rule: a backup is never put over a desk; the folder to restore into must be empty or absent.

use std::path::Path;

use serde_json::{Value, json};

use crate::args::{BackupArgs, BackupCommand, Unlock};
use crate::bench::{Bench, field, items, written};
use crate::outcome::{Failure, Outcome};
use crate::passphrase;

pub(crate) fn backup(backup: &BackupArgs) -> Result<Outcome, Failure> {
    match &backup.command {
        BackupCommand::Save { desk, out } => {
            let bench = Bench::open(desk)?;
            let answer = bench.ask("backup_save", json!({"target": bench.offer(out)}))?;
            let text = format!(
                "{}\n材料不在备份里，恢复后请重新添加材料包。",
                written(&answer["written"])
            );
            Ok(Outcome::good(answer, text))
        }
        BackupCommand::Inspect { file } => {
            let bench = Bench::without_desk();
            let facts = bench.ask("backup_inspect", json!({"file": bench.offer(file)}))?;
            let text = said(&facts);
            Ok(Outcome::good(facts, text))
        }
        BackupCommand::Restore { file, desk, unlock } => restore(file, desk, unlock),
    }
}

fn restore(file: &Path, desk: &Path, unlock: &Unlock) -> Result<Outcome, Failure> {
    if std::fs::read_dir(desk).map_or(desk.exists(), |mut inside| inside.next().is_some()) {
        return Err(Failure::input(
            "deskExists",
            format!(
                "“{}”里已有文件，备份不会覆盖它。请换一个空的文件夹。",
                desk.display()
            ),
        ));
    }
    // An empty folder is as good as none; the desk makes its own.
    drop(std::fs::remove_dir(desk));
    let bench = Bench::without_desk();
    bench.session().make_desks_at(desk);
    let phrase = passphrase::read(unlock.passphrase_file.as_deref(), "JURY_PASSPHRASE")?;
    let answer = bench.ask(
        "backup_restore",
        json!({"file": bench.offer(file), "login": unlock.login, "passphrase": phrase}),
    )?;
    let text = format!(
        "已恢复到 {}\n{} {}\n材料不在备份里，请重新添加材料包。",
        desk.display(),
        field(&answer, "contest"),
        field(&answer, "name")
    );
    Ok(Outcome::good(answer, text))
}

fn said(facts: &Value) -> String {
    let logins = items(&facts["logins"]);
    let names: Vec<String> = logins.iter().map(|login| field(login, "name")).collect();
    let detail = match facts["detail"].as_str() {
        Some("") | None => String::new(),
        Some(detail) => format!("\n{detail}"),
    };
    format!(
        "{}{detail}\n备份于 {}\n登录：{}",
        field(facts, "contest"),
        field(facts, "at"),
        names.join("、")
    )
}
