//! 归档被人改过: whoever forges a part that nobody signed, and mends the list of parts as well, is found out; whoever damages one is told which.
//!
//! The one rule: a forgery is named by its part (exit code 1); damage ends in a sentence with the part (1 or 2), never in a traceback.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use jury_desk::wire::outcome::AwardsLook;
use serde_json::{Value, json};

use crate::a_second_round::{hold_roadshow, judge};
use crate::a_track_is_finalised::{decide_all, together};
use crate::an_archive_is_checked::{Parts, archive, check, listed, parts};
use crate::harness::{Contest, Seat, plain_workbook, two_people, verifier};

const RULE: &str = r#"
decimals = 2
rank-basis = "published"
ties = ["all-mean", "group:C", "group:B"]
[aggregation]
kind = "mean"
[[rounds]]
round = "written"
weight = "40"
promote = { per-track = 1, ties = "ask" }
[[rounds]]
round = "roadshow"
weight = "60"
[[awards.levels]]
id = "first"
name = "一等奖"
per-track = 1
[[awards.levels]]
id = "second"
name = "二等奖"
ratio = "30"
rounding = "largest-remainder"
vacancies = true
[[awards.levels]]
id = "third"
name = "三等奖"
ratio = "20"
rounding = "half-up"
[[awards.special]]
id = "new"
name = "创新奖"
count = 1
"#;

/// Track 12 is final in both rounds with awards, one of its entries withdrew afterwards; a file without any envelope came too.
fn contest() -> Contest {
    let mut contest = Contest::make();
    judge(&contest);
    let organiser = contest.organiser();
    // A workbook that was cut short on the way is kept: it may once have been somebody's sheet.
    let whole = plain_workbook("表", &["一"], &[vec!["二"]]);
    organiser.merge_one(&contest.file("broken.xlsx", &whole[..whole.len() / 2]));
    let draft = json!({"form": null, "text": RULE});
    let preview = organiser.ask("rule_preview", draft.clone());
    let adopt = json!({"draft": draft, "digest": preview["digest"]});
    organiser.ask("rule_adopt", two_people(adopt));
    organiser.ask(
        "round_promote",
        two_people(json!({"track": "12", "chosen": [], "judges": [], "reason": ""})),
    );
    organiser.ask("finalise", together(json!({})));
    let organiser = hold_roadshow(&mut contest, organiser);
    let fewer = json!({"track": "12", "level": "second", "above": null, "fillAtMost": 0, "reason": "宁缺毋滥"});
    organiser.ask("award_settle", fewer);
    settle_ties(&organiser);
    let prize =
        json!({"track": "12", "prize": "new", "entry": "12-002", "given": true, "reason": "合议"});
    organiser.ask("special_prize_put", prize);
    decide_all(&organiser);
    organiser.ask("finalise", together(json!({})));
    let awarded = organiser.ask(
        "archive_save",
        json!({"target": organiser.pick(&contest.at("before.zip"))}),
    );
    assert!(awarded["name"].is_string(), "{awarded}");
    let outcome = value(&parts(&contest.at("before.zip")), "outcome.json");
    let first = outcome["awards"][0]["entries"].as_array().unwrap();
    let gone = first
        .iter()
        .find(|entry| entry.as_str().unwrap().starts_with("12-"));
    let gone = json!({"entry": gone.unwrap(), "day": "2025-09-30", "withdrawn": true, "reason": "主动退出"});
    organiser.ask("withdrawal_put", gone);
    drop(organiser);
    contest
}

/// Ties at award lines go to the first of those who tie, and where fewer may be chosen, to nobody else.
fn settle_ties(organiser: &Seat) {
    loop {
        let look: AwardsLook = organiser.ask_as("awards_look", json!({"track": "12"}));
        let Some(question) = look.questions.first() else {
            return;
        };
        let above: Vec<&str> = question
            .among
            .iter()
            .take(usize::try_from(question.room).unwrap())
            .map(|one| one.entry.as_str())
            .collect();
        let settle = json!({"track": "12", "level": question.level, "above": above, "fillAtMost": null, "reason": "合议"});
        organiser.ask("award_settle", settle);
    }
}

fn value(parts: &Parts, name: &str) -> Value {
    let (_, bytes) = parts.iter().find(|(part, _)| part == name).unwrap();
    serde_json::from_slice(bytes).unwrap()
}

fn part<'p>(parts: &'p mut Parts, name: &str) -> &'p mut Vec<u8> {
    let found = parts.iter_mut().find(|(part, _)| part.starts_with(name));
    &mut found.unwrap_or_else(|| panic!("{name}")).1
}

fn edit(parts: &mut Parts, name: &str, change: impl FnOnce(&mut Value)) {
    let mut said = value(parts, name);
    change(&mut said);
    *part(parts, name) = said.to_string().into_bytes();
}

fn replace(parts: &mut Parts, name: &str, from: &str, to: &str) {
    let bytes = part(parts, name);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains(from), "{name} {from}");
    *bytes = text.replacen(from, to, 1).into_bytes();
}

fn remove(parts: &mut Parts, name: &str) {
    let at = parts.iter().position(|(part, _)| part.starts_with(name));
    parts.remove(at.unwrap_or_else(|| panic!("{name}")));
}

fn add(parts: &mut Parts, name: &str, bytes: &[u8]) {
    parts.push((name.to_owned(), bytes.to_vec()));
}

/// Another rule, with its digest in contest.json.
fn rule(parts: &mut Parts, from: &str, to: &str) {
    replace(parts, "rule.toml", from, to);
    let digest = jury_seal::sha256(part(parts, "rule.toml")).to_string();
    edit(parts, "contest.json", |said| said["rule"] = json!(digest));
}

/// The last entry of track 12 gets another title or entrant, in the table too.
fn rename(parts: &mut Parts, field: &str) {
    let said = value(parts, "contest.json");
    let entries = said["entries"].as_array().unwrap();
    let was = entries.last().unwrap()[field].as_str().unwrap().to_owned();
    edit(parts, "contest.json", |said| {
        let entries = said["entries"].as_array_mut().unwrap();
        entries.last_mut().unwrap()[field] = json!("别的名字");
    });
    let bytes = part(parts, "ranking.csv");
    let text = String::from_utf8(bytes.clone()).unwrap();
    *bytes = text.replace(&was, "别的名字").into_bytes();
}

fn last_entry(said: &mut Value) -> &mut Value {
    let entries = said["entries"].as_array_mut().unwrap();
    &mut entries.last_mut().unwrap()["team"]
}

fn row(said: &mut Value) -> &mut Value {
    &mut said["rounds"][0]["tracks"][1]["rows"][0]
}

type Change = fn(&mut Parts);

/// What was forged, the part that must be named, and how.
const FORGERIES: &[(&str, &str, Change)] = &[
    ("结果删了", "results.json", |parts| {
        remove(parts, "results.json");
    }),
    ("结果清空了", "results.json", |parts| {
        edit(parts, "results.json", |said| said["rounds"] = json!([]));
    }),
    ("少了一个阶段", "results.json", |parts| {
        edit(parts, "results.json", |said| {
            drop(said["rounds"].as_array_mut().unwrap().pop());
        });
    }),
    ("一个阶段写了两遍", "results.json", |parts| {
        edit(parts, "results.json", |said| {
            let again = said["rounds"][0].clone();
            said["rounds"].as_array_mut().unwrap().push(again);
        });
    }),
    ("名次写成真", "results.json", |parts| {
        edit(parts, "results.json", |said| {
            row(said)["rank"] = json!(true);
        });
    }),
    ("并列写成零", "results.json", |parts| {
        edit(parts, "results.json", |said| row(said)["tied"] = json!(0));
    }),
    ("有效份数写成小数", "results.json", |parts| {
        edit(parts, "results.json", |said| {
            row(said)["valid"] = json!(2.0);
        });
    }),
    ("准确值写成数", "results.json", |parts| {
        edit(parts, "results.json", |said| row(said)["exact"] = json!(90));
    }),
    ("多写一个字段", "results.json", |parts| {
        edit(parts, "results.json", |said| {
            row(said)["award"] = json!("一等奖");
        });
    }),
    ("单元格换了状态", "results.json", |parts| {
        edit(parts, "results.json", |said| {
            row(said)["cells"][0]["state"] = json!("transcript");
        });
    }),
    ("结论指向别的文件", "results.json", |parts| {
        edit(parts, "results.json", |said| {
            said["rounds"][0]["verdicts"][0]["document"] = json!("0".repeat(64));
        });
    }),
    ("一条结论写了两遍", "results.json", |parts| {
        edit(parts, "results.json", |said| {
            let again = said["rounds"][0]["verdicts"][0].clone();
            said["rounds"][0]["verdicts"]
                .as_array_mut()
                .unwrap()
                .push(again);
        });
    }),
    ("赛道换了名字", "results.json", |parts| {
        edit(parts, "results.json", |said| {
            said["rounds"][0]["tracks"][0]["name"] = json!("别的赛道");
        });
    }),
    ("排名表删了", "ranking.csv", |parts| {
        remove(parts, "ranking.csv");
    }),
    ("排名表换了表头", "ranking.csv", |parts| {
        replace(parts, "ranking.csv", "名次", "名次（倒序）");
    }),
    ("排名表换了项目", "ranking.csv", |parts| {
        let said = value(parts, "contest.json");
        let title = said["entries"][0]["title"].as_str().unwrap().to_owned();
        replace(parts, "ranking.csv", &title, "别的项目");
    }),
    ("排名表换了单位", "ranking.csv", |parts| {
        let said = value(parts, "contest.json");
        let entrant = said["entries"][0]["entrant"].as_str().unwrap().to_owned();
        replace(parts, "ranking.csv", &entrant, "别的单位");
    }),
    ("排名表少一行", "ranking.csv", |parts| {
        let bytes = part(parts, "ranking.csv");
        let end = bytes[..bytes.len() - 1]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .unwrap();
        bytes.truncate(end + 1);
    }),
    ("赛事换了名字", "contest.json", |parts| {
        edit(parts, "contest.json", |said| {
            said["contest"]["name"] = json!("别的赛事");
        });
    }),
    ("项目换到没有的赛道", "contest.json", |parts| {
        edit(parts, "contest.json", |said| {
            said["entries"][0]["track"] = json!("77");
        });
    }),
    ("项目列了两次", "contest.json", |parts| {
        edit(parts, "contest.json", |said| {
            let again = said["entries"][0].clone();
            said["entries"].as_array_mut().unwrap().push(again);
        });
    }),
    ("分给名册外的人", "contest.json", |parts| {
        edit(parts, "contest.json", |said| {
            said["rounds"][0]["assignments"][0]["expert"] = json!("E9999");
        });
    }),
    ("少写一个阶段", "contest.json", |parts| {
        edit(parts, "contest.json", |said| {
            drop(said["rounds"].as_array_mut().unwrap().pop());
        });
    }),
    (
        "两个项目换了名字，排名表也换了",
        "项目名称、团队和单位的摘要",
        |parts| {
            rename(parts, "title");
        },
    ),
    (
        "两个项目换了单位，排名表也换了",
        "项目名称、团队和单位的摘要",
        |parts| {
            rename(parts, "entrant");
        },
    ),
    (
        "一个项目换了团队",
        "项目名称、团队和单位的摘要",
        |parts| {
            edit(parts, "contest.json", |said| {
                *last_entry(said) = json!("别的团队");
            });
        },
    ),
    ("换了规则和它的摘要", "定稿", |parts| {
        rule(parts, "decimals = 2", "decimals = 3");
    }),
    (
        "换了规则，入围名单也不认",
        "入围名单",
        |parts| rule(parts, "decimals = 2", "decimals = 3"),
    ),
    ("规则换了写法", "定稿", |parts| {
        rule(parts, "decimals = 2", "decimals = 0x2 # 两位");
    }),
    ("规则里换了奖项", "outcome.json", |parts| {
        rule(parts, "一等奖", "特等奖");
    }),
    ("规则有不认识的键", "rule.toml", |parts| {
        rule(parts, "decimals = 2", "decimals = 2\nbonus = 1");
    }),
    ("规则自相矛盾", "rule.toml", |parts| {
        rule(parts, "\"40.00\"", "\"50.00\"");
    }),
    ("规则里的数写成文字", "rule.toml", |parts| {
        rule(parts, "decimals = 2", "decimals = \"2\"");
    }),
    ("指标体系换了名字", "contest.json rubric", |parts| {
        edit(parts, "rubric.json", |said| {
            said["name"] = json!("别的指标体系");
        });
    }),
    ("日志删了", "audit.json", |parts| {
        remove(parts, "audit.json");
    }),
    ("日志表删了", "audit.csv", |parts| {
        remove(parts, "audit.csv");
    }),
    ("日志表换了人", "audit.csv", |parts| {
        replace(parts, "audit.csv", "周明岳", "别的人");
    }),
    ("日志表换了操作", "audit.csv", |parts| {
        replace(parts, "audit.csv", "采用计分规则", "看了计分规则");
    }),
    ("日志表换了内容", "audit.csv", |parts| {
        replace(parts, "audit.csv", "主动退出", "被取消");
    }),
    (
        "日志清空了",
        "它记下的操作日志位置",
        |parts| {
            edit(parts, "audit.json", |said| said["lines"] = json!([]));
        },
    ),
    ("收到的文件清单删了", "received.json", |parts| {
        remove(parts, "received.json");
    }),
    ("清单少一个文件", "没有列出", |parts| {
        edit(parts, "received.json", |said| {
            drop(said["files"].as_array_mut().unwrap().remove(0));
        });
    }),
    ("清单多一份签名", "不在归档里", |parts| {
        edit(parts, "received.json", |said| {
            said["files"][0]["envelopes"][0]["envelope"] = json!("1".repeat(64));
        });
    }),
    ("文件列了两次", "received.json", |parts| {
        edit(parts, "received.json", |said| {
            let again = said["files"][0].clone();
            said["files"].as_array_mut().unwrap().push(again);
        });
    }),
    (
        "退回的文件删了",
        "没有签名数据的文件",
        |parts| remove(parts, "refused/"),
    ),
    ("退回的文件换了内容", "refused/", |parts| {
        *part(parts, "refused/") = b"other".to_vec();
    }),
    (
        "多一个退回的文件",
        "没有签名数据的文件",
        |parts| {
            let bytes = b"more";
            add(
                parts,
                &format!("refused/{}", jury_seal::sha256(bytes)),
                bytes,
            );
        },
    ),
    ("多一个说不清的部件", "notes.txt", |parts| {
        add(parts, "notes.txt", b"x");
    }),
    ("多一个跳出目录的部件", "../evil", |parts| {
        add(parts, "../evil", b"x");
    }),
    ("多一类没有的文件", "documents/letter/", |parts| {
        add(
            parts,
            &format!("documents/letter/{}.json", "0".repeat(64)),
            b"{}",
        );
    }),
    (
        "文件换了名字",
        "内容不是名字所说的那一份",
        |parts| {
            let at = parts
                .iter()
                .position(|(name, _)| name.starts_with("documents/decision/"));
            let at = at.unwrap_or_else(|| {
                parts
                    .iter()
                    .position(|(name, _)| name.starts_with("documents/result/"))
                    .unwrap()
            });
            let folder = parts[at].0.rsplit_once('/').unwrap().0.to_owned();
            parts[at].0 = format!("{folder}/{}.json", "0".repeat(64));
        },
    ),
    ("说明删了", "README.txt", |parts| {
        remove(parts, "README.txt");
    }),
    ("奖项登记删了", "outcome.json", |parts| {
        remove(parts, "outcome.json");
    }),
    ("奖项换了人", "outcome.json awards", |parts| {
        edit(parts, "outcome.json", |said| {
            said["awards"][1]["entries"] = json!(["12-006"]);
        });
    }),
    ("单项奖换了人", "outcome.json awards", |parts| {
        edit(parts, "outcome.json", |said| {
            said["awards"][3]["entries"] = json!(["12-001"]);
        });
    }),
    ("退出的登记删了", "outcome.json awards", |parts| {
        edit(parts, "outcome.json", |said| {
            drop(said["lines"].as_array_mut().unwrap().pop());
        });
    }),
    ("登记换了日子", "没有记入操作日志", |parts| {
        edit(parts, "outcome.json", |said| {
            said["lines"][0]["at"] = json!("2020-01-01T00:00:00+00:00");
        });
    }),
    ("登记的内容不成样子", "outcome.json", |parts| {
        edit(parts, "outcome.json", |said| {
            said["lines"][0]["body"] = json!({"given": 1});
        });
    }),
    (
        "线上的决定删了，定稿不认",
        "所列奖项不是",
        |parts| {
            edit(parts, "outcome.json", |said| {
                let lines = said["lines"].as_array_mut().unwrap();
                lines.retain(|line| line["kind"] != "award-line");
                for (no, line) in (1..).zip(lines) {
                    line["no"] = json!(no);
                }
            });
        },
    ),
];

/// Writes an archive of these parts with the list they need.
pub(crate) fn write(path: &Path, parts: &Parts) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    let manifest = listed(parts).to_string().into_bytes();
    for (name, bytes) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        let bytes = if name == "manifest.json" {
            &manifest
        } else {
            bytes
        };
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn every_forgery_is_named_by_its_part() {
    let contest = contest();
    let organiser = contest.organiser();
    let file = archive(&contest, &organiser, "归档.zip");
    let (well, problems) = check(&file, &[]);
    assert!(well, "{problems:#?}");
    let (well, problems) = check(&contest.at("before.zip"), &[]);
    assert!(well, "before the withdrawal: {problems:#?}");
    let parts = parts(&file);
    let outcome = value(&parts, "outcome.json");
    assert!(outcome["lines"].as_array().unwrap().len() >= 2, "{outcome}");
    let names: BTreeSet<&str> = FORGERIES.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names.len(), FORGERIES.len());
    let paths: Vec<PathBuf> = FORGERIES
        .iter()
        .enumerate()
        .map(|(at, (_, _, change))| {
            let mut parts = parts.clone();
            change(&mut parts);
            let path = contest.at(&format!("{at}.zip"));
            write(&path, &parts);
            path
        })
        .collect();
    let output = Command::new("python3")
        .arg(verifier())
        .args(["--json", "--no-openssl"])
        .args(&paths)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let reports: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let unnamed: Vec<String> = FORGERIES
        .iter()
        .zip(&reports)
        .filter(|((_, wanted, _), report)| {
            let problems = report["problems"].as_array().unwrap();
            !problems.iter().any(|problem| {
                let text = |field: &str| problem[field].as_str().unwrap().contains(wanted);
                text("where") || text("what")
            })
        })
        .map(|((name, ..), report)| format!("{name}: {:#}", report["problems"]))
        .collect();
    assert!(unnamed.is_empty(), "{}", unnamed.join("\n"));
}
