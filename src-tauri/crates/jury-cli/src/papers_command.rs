//! `jury papers`: which papers can be written now, and writing one.
//!
//! The one rule: the format is the ending of the file asked for; a name without one is a folder.

use serde_json::{Value, json};

use crate::args::{PapersArgs, PapersCommand};
use crate::bench::{Bench, field, items, written};
use crate::outcome::{Failure, Outcome, table};

pub(crate) fn papers(args: &PapersArgs) -> Result<Outcome, Failure> {
    match &args.command {
        PapersCommand::List { desk, track } => {
            let look = Bench::open(desk)?.ask("papers_look", json!({"track": track}))?;
            let rows: Vec<Vec<String>> = items(&look["papers"])
                .iter()
                .map(|paper| {
                    let formats = items(&paper["formats"]);
                    let formats: Vec<&str> = formats
                        .iter()
                        .filter_map(Value::as_str)
                        // A folder is what a name without an ending asks for; the others are endings as they are typed.
                        .map(|format| {
                            if format == "folder" {
                                "文件夹"
                            } else {
                                format
                            }
                        })
                        .collect();
                    let why = field(paper, "whyNot");
                    let state = if why.is_empty() {
                        "可导出".to_owned()
                    } else {
                        why
                    };
                    vec![
                        field(paper, "kind"),
                        field(paper, "name"),
                        formats.join("、"),
                        state,
                    ]
                })
                .collect();
            let mut text = table(&["代号", "文书", "格式", "状态"], &rows);
            for warning in items(&look["warnings"]) {
                text.push_str(&format!("\n注意：{}", warning.as_str().unwrap_or_default()));
            }
            Ok(Outcome::good(look, text))
        }
        PapersCommand::Write {
            desk,
            kind,
            out,
            track,
            entry,
            pinyin,
        } => {
            let bench = Bench::open(desk)?;
            let format = out.extension().map_or_else(
                || "folder".to_owned(),
                |ending| ending.to_string_lossy().into_owned(),
            );
            let request = json!({
                "kind": kind, "format": format, "track": track, "entry": entry, "byPinyin": pinyin, "target": bench.offer(out),
            });
            let saved = bench.ask("paper_write", request)?;
            let text = written(&saved["written"]);
            Ok(Outcome::good(saved, text))
        }
    }
}
