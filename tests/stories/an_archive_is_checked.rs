//! 归档: what leaves the desk is checked by a program that shares no code with it, which names whatever was changed.

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use jury_desk::error::ErrorCode;
use jury_desk::wire::merge::FileVerdict;
use serde_json::{Value, json};

use crate::harness::{Contest, Seat, cancelled_after, opinion};

/// Both tracks with sheets of every standing: known keys, a confirmed and an unconfirmed one, a revision, one after the closing, a stranger's
/// file, a broken one, a panel's return.
fn contest() -> Contest {
    let contest = Contest::make();
    contest.expert("E0102");
    contest.enrol(&["E0102"]);
    let seat = contest.again("E0102");
    seat.mark_everything(1);
    seat.sign();
    let mut files = vec![seat.save_sheet(&contest.at("E0102.xlsx"))];
    seat.revise(3);
    files.push(seat.save_sheet(&contest.at("E0102-2.xlsx")));
    drop(seat);
    files.push(contest.sheet("E0101", 2));
    let signed = contest.signed("E0103", 5);
    let code = signed.home().signed.unwrap().code;
    files.push(signed.save_sheet(&contest.at("E0103.xlsx")));
    drop(signed);
    files.push(contest.sheet("E1201", 4));
    let good = std::fs::read(&files[2]).unwrap();
    files.push(contest.file("half.xlsx", &good[..good.len() / 2]));
    files.push(contest.file("words.txt.xlsx", b"no workbook at all"));
    let organiser = contest.organiser();
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    organiser.merge(&paths);
    organiser.ask("closing_sign", json!({"track": "12"}));
    drop(organiser);
    contest
        .supervisor()
        .ask("paper_confirm", json!({"expert": "E0103", "code": code}));
    let late = contest.again("E1201");
    late.revise(7);
    let late = late.save_sheet(&contest.at("late.xlsx"));
    let row = contest.organiser().merge_one(&late);
    assert_eq!(row.verdict, FileVerdict::Held);
    contest
}

pub(crate) fn archive(contest: &Contest, organiser: &Seat, name: &str) -> PathBuf {
    let file = contest.at(name);
    organiser.ask("archive_save", json!({"target": organiser.pick(&file)}));
    file
}

/// What it says of an archive whose list of parts is not the organiser's any more, but for just that: what a forger with the organiser's key
/// would still be told.
pub(crate) fn check_inside(archive: &Path, more: &[&str]) -> (bool, Vec<String>) {
    let (_, mut problems) = check(archive, more);
    problems.retain(|problem| !problem.starts_with("seal.json"));
    (problems.is_empty(), problems)
}

/// What the other program says: whether all is well, and every place where it is not.
pub(crate) fn check(archive: &Path, more: &[&str]) -> (bool, Vec<String>) {
    let report = opinion(archive, more);
    let problems = report["problems"].as_array().unwrap();
    let text = |problem: &Value| {
        format!(
            "{}：{}",
            problem["where"].as_str().unwrap(),
            problem["what"].as_str().unwrap()
        )
    };
    (problems.is_empty(), problems.iter().map(text).collect())
}

pub(crate) type Parts = Vec<(String, Vec<u8>)>;

pub(crate) fn parts(archive: &Path) -> Parts {
    let bytes = std::fs::read(archive).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The list these parts need.
pub(crate) fn listed(parts: &Parts) -> Value {
    let files: Vec<Value> = parts
        .iter()
        .filter(|(part, _)| part != "manifest.json" && part != "seal.json")
        .map(|(part, bytes)| {
            let digest = jury_seal::sha256(bytes).to_string();
            json!({"path": part, "sha256": digest, "size": bytes.len()})
        })
        .collect();
    json!({"files": files, "format": "jurybench-archive/1"})
}

/// The archive again with one part changed, by someone who knows to mend the list of parts as well.
pub(crate) fn forged(
    contest: &Contest,
    parts: &Parts,
    name: &str,
    change: impl Fn(&str) -> String,
) -> PathBuf {
    let mut parts = parts.clone();
    let (_, bytes) = parts
        .iter_mut()
        .find(|(part, _)| part.starts_with(name))
        .unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed, "{name} was changed");
    *bytes = changed.into_bytes();
    let manifest = listed(&parts);
    let path = contest.at("forged.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (part, bytes) in &parts {
        let bytes = if part == "manifest.json" {
            manifest.to_string().into_bytes()
        } else {
            bytes.clone()
        };
        zip.start_file(part, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap();
    path
}

#[test]
fn the_archive_of_a_contest_is_found_right_by_the_other_program() {
    let contest = contest();
    let organiser = contest.organiser();
    let file = archive(&contest, &organiser, "归档.zip");
    let (well, problems) = check(&file, &[]);
    assert!(well, "{problems:#?}");
    let (well, problems) = check(&file, &["--contest-code", "0000-0000-0000-0000"]);
    assert!(!well && problems[0].contains("核对码"), "{problems:#?}");
    // The same state gives the same bytes, but for the log, which tells of the first archive.
    let again = archive(&contest, &organiser, "归档2.zip");
    for (one, other) in parts(&file).iter().zip(&parts(&again)) {
        let of_the_log =
            one.0.starts_with("audit") || one.0 == "manifest.json" || one.0 == "seal.json";
        assert!(one == other || of_the_log, "{}", one.0);
    }
    // Nothing secret is in it.
    let names: Vec<String> = parts(&file).into_iter().map(|(name, _)| name).collect();
    assert!(
        names
            .iter()
            .all(|name| !name.contains("letter") && !name.contains("rescue")),
        "{names:?}"
    );
    assert!(
        names.iter().any(|name| name.starts_with("refused/")),
        "{names:?}"
    );
}

#[test]
fn whatever_was_changed_in_an_archive_is_named() {
    let contest = contest();
    let organiser = contest.organiser();
    let parts = parts(&archive(&contest, &organiser, "归档.zip"));
    let say = |name: &str, change: &dyn Fn(&str) -> String| {
        let (well, problems) =
            check_inside(&forged(&contest, &parts, name, change), &["--no-openssl"]);
        assert!(!well, "{name}");
        problems.join("\n")
    };
    let results: Value = serde_json::from_slice(
        &parts
            .iter()
            .find(|(name, _)| name == "results.json")
            .unwrap()
            .1,
    )
    .unwrap();
    let row = &results["rounds"][0]["tracks"][0]["rows"][0];
    let (entry, exact) = (
        row["entry"].as_str().unwrap(),
        row["exact"].as_str().unwrap(),
    );
    let published = row["published"].as_str().unwrap();
    let said = say("results.json", &|text| {
        text.replacen(&format!("\"exact\":\"{exact}\""), "\"exact\":\"99\"", 1)
    });
    assert!(
        said.contains(&format!("results.json 书面评审 项目 {entry} exact")),
        "{said}"
    );
    let said = say("ranking.csv", &|text| text.replacen(published, "99.99", 1));
    assert!(
        said.contains("ranking.csv") && said.contains("99.99"),
        "{said}"
    );
    let said = say("results.json", &|text| {
        text.replacen("\"AFTER-CLOSE\"", "", 1)
    });
    assert!(said.contains("的结论"), "{said}");
    let said = say("contest.json", &|text| {
        text.replacen("\"size_class\":\"large\"", "\"size_class\":\"small\"", 1)
    });
    assert!(said.contains("PACKAGE"), "{said}");
    let said = say("rule.toml", &|text| {
        text.replacen("decimals = 2", "decimals = 3", 1)
    });
    assert!(said.contains("contest.json rule"), "{said}");
    let said = say("rubric.json", &|text| {
        text.replacen("\"step\":", "\"step\": ", 1)
    });
    assert!(said.contains("contest.json rubric"), "{said}");
    let said = say("audit.json", &|text| {
        text.replacen("收到文件", "收到文档", 1)
    });
    assert!(said.contains("操作日志第"), "{said}");
    let said = say("audit.csv", &|text| text.replacen("2025-", "2024-", 1));
    assert!(said.contains("audit.csv"), "{said}");
    // A byte of a signed document: its signature is wrong, and what it vouched for is missing.
    for kind in [
        "documents/roster/",
        "documents/closing/",
        "documents/confirmation/",
    ] {
        let said = say(kind, &|text| {
            text.replacen("\"sig\":\"", "\"sig\":\"AA", 1)
                .replacen("==\"}", "\"}", 1)
        });
        assert!(said.contains(kind), "{said}");
    }
    let sheet = parts
        .iter()
        .find(|(name, bytes)| {
            name.starts_with("received/") && String::from_utf8_lossy(bytes).contains("scoresheet")
        })
        .unwrap();
    let at = sheet.1.len() / 2;
    let said = say(&sheet.0, &|text| {
        let other = if &text[at..=at] == "A" { "B" } else { "A" };
        format!("{}{other}{}", &text[..at], &text[at + 1..])
    });
    assert!(said.contains(&sheet.0), "{said}");
    // An accident, with the list as it was: the part is named.
    let mut broken = parts.clone();
    broken.retain(|(name, _)| name != "README.txt");
    let path = contest.at("broken.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (part, bytes) in &broken {
        zip.start_file(part, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    let (_, problems) = check(&path, &["--no-openssl"]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("README.txt"), "{problems:?}");
}

#[test]
fn an_archive_is_the_organisers_to_make_and_can_be_given_up() {
    let contest = contest();
    let supervisor = contest.supervisor();
    let target = json!({"target": supervisor.pick(&contest.at("a.zip"))});
    assert_eq!(
        supervisor.refused("archive_save", target).code,
        ErrorCode::NotAllowed
    );
    drop(supervisor);
    let organiser = contest.organiser();
    let target = json!({"target": organiser.pick(&contest.at("a.zip"))});
    let error = cancelled_after(2, &organiser, "archive_save", target);
    assert_eq!(error.code, ErrorCode::Cancelled);
    let left = std::fs::read_dir(contest.at("")).unwrap();
    assert!(left.into_iter().all(|file| {
        !file
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with("a.zip")
    }));
}

#[test]
fn what_was_dropped_by_mistake_is_listed_and_its_bytes_are_nowhere() {
    let contest = Contest::make();
    let age = b"age-encryption.org/v1\n-> scrypt secret-in-a-letter".to_vec();
    let vault = br#"{"desk":"x","logins":[{"wrapped":"secret-of-a-vault"}]}"#.to_vec();
    let files = [
        contest.file("E0101.jurytask", age),
        contest.file("desk.keys", vault),
        contest.file("desk.db", b"SQLite format 3\0secret-of-a-store"),
        contest.letter("E0101").file,
        contest.sheet("E0102", 1),
    ];
    let organiser = contest.organiser();
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    organiser.merge(&paths);
    let parts = parts(&archive(&contest, &organiser, "归档.zip"));
    let refused = parts
        .iter()
        .filter(|(name, _)| name.starts_with("refused/"));
    assert_eq!(refused.count(), 0);
    for (name, bytes) in &parts {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("secret-"), "{name}");
    }
    let listed = &parts
        .iter()
        .find(|(name, _)| name == "received.json")
        .unwrap()
        .1;
    let listed: Value = serde_json::from_slice(listed).unwrap();
    for file in listed["files"].as_array().unwrap() {
        let is_sheet = file["name"].as_str().unwrap().ends_with(".xlsx");
        assert_eq!(file["kept"], json!(is_sheet), "{file}");
        assert!(file["size"].as_u64().unwrap() > 0, "{file}");
    }
    let (well, problems) = check(&contest.at("归档.zip"), &["--no-openssl"]);
    assert!(well, "{problems:#?}");
}

#[test]
fn an_archive_that_is_not_the_organisers_is_told_by_its_signature() {
    use jury_seal::{Envelope, SigningKey};
    let contest = contest();
    let organiser = contest.organiser();
    let earlier = parts(&archive(&contest, &organiser, "earlier.zip"));
    let good = parts(&archive(&contest, &organiser, "归档.zip"));
    let told = |what: &str, parts: &Parts| {
        let path = contest.at("forged.zip");
        crate::a_forged_archive::write(&path, parts);
        let (_, problems) = check(&path, &["--no-openssl"]);
        assert!(
            problems.iter().any(|one| one.starts_with("seal.json")),
            "{what}: {problems:#?}"
        );
        problems.len()
    };
    let with = |bytes: Option<Vec<u8>>| {
        let others = good.iter().filter(|(name, _)| name != "seal.json").cloned();
        let seal = bytes.map(|bytes| ("seal.json".to_owned(), bytes));
        others.chain(seal).collect::<Parts>()
    };
    let seal_of = |parts: &Parts| parts.last().unwrap().1.clone();
    told("none", &with(None));
    told("of an earlier archive", &with(Some(seal_of(&earlier))));
    told("no envelope", &with(Some(b"{}".to_vec())));
    let (envelope, _) = Envelope::read(&seal_of(&good)).unwrap();
    let stranger = SigningKey::from_seed(&[9; 32]);
    let again = Envelope::sign(
        &envelope.payload_type,
        envelope.payload.clone(),
        &[&stranger],
    );
    told("by somebody else", &with(Some(again.to_bytes())));
    let mut both = envelope.clone();
    both.countersign(&stranger);
    told("by somebody else as well", &with(Some(both.to_bytes())));
    let closing = good
        .iter()
        .find(|(name, _)| name.starts_with("documents/roster/"))
        .unwrap();
    told("another document", &with(Some(closing.1.clone())));
    // A document left out whole, which nothing else names, leaves no other trace.
    let unnamed = |(name, bytes): &&(String, Vec<u8>)| {
        name.starts_with("received/") && String::from_utf8_lossy(bytes).contains("panelreturn")
            || name.starts_with("documents/receipt/")
    };
    let mut fewer = good.clone();
    if let Some((name, _)) = good.iter().find(unnamed).cloned() {
        fewer.retain(|(other, _)| *other != name);
        told("a document less", &fewer);
    }
    let mut topic = good;
    let (_, facts) = topic
        .iter_mut()
        .find(|(name, _)| name == "contest.json")
        .unwrap();
    let text = String::from_utf8(facts.clone()).unwrap();
    *facts = text
        .replacen("\"topic\":\"", "\"topic\":\"别的", 1)
        .into_bytes();
    assert_eq!(told("a topic nobody signed", &topic), 1);
}
