//! 归档损坏: broken, hostile or simply other files end in a sentence that names the part, at once and without a traceback.
//!
//! The one rule: exit code 1 with the part among the problems, or 2 with a Chinese sentence; never a crash, never minutes, never gigabytes.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use jury_seal::{Envelope, SigningKey};
use zip::CompressionMethod::Stored;
use zip::write::SimpleFileOptions;

use crate::a_forged_archive::write;
use crate::an_archive_is_checked::{Parts, archive, parts};
use crate::harness::{Contest, verifier};

fn put(parts: &mut Parts, name: &str, bytes: Vec<u8>) {
    let found = parts.iter_mut().find(|(part, _)| part.starts_with(name));
    found.unwrap_or_else(|| panic!("{name}")).1 = bytes;
}

fn swap(parts: &mut Parts, name: &str, from: &[u8], to: &[u8]) {
    let bytes = parts.iter().find(|(part, _)| part.starts_with(name));
    let bytes = bytes.unwrap().1.clone();
    let at = bytes.windows(from.len()).position(|some| some == from);
    let at = at.unwrap_or_else(|| panic!("{name}"));
    put(
        parts,
        name,
        [&bytes[..at], to, &bytes[at + from.len()..]].concat(),
    );
}

fn add(parts: &mut Parts, folder: &str, bytes: &[u8]) {
    let name = format!("{folder}/{}.json", jury_seal::sha256(bytes));
    parts.push((name, bytes.to_vec()));
}

/// What is no document of its kind, signed by nobody known.
fn envelope(kind: &str, payload: &str) -> Vec<u8> {
    let kind = format!("application/vnd.jurybench.{kind}+json;v=1");
    let key = SigningKey::from_seed(&[9; 32]);
    Envelope::sign(&kind, payload.as_bytes().to_vec(), &[&key]).to_bytes()
}

type Change = fn(&mut Parts);

/// What was damaged, the part that must be named, and how.
const DAMAGES: &[(&str, &str, Change)] = &[
    ("赛事事实是空值", "contest.json", |parts| {
        put(parts, "contest.json", b"null".to_vec());
    }),
    ("赛事事实是列表", "contest.json", |parts| {
        put(parts, "contest.json", b"[]".to_vec());
    }),
    ("赛事事实套了二十万层", "contest.json", |parts| {
        put(parts, "contest.json", vec![b'['; 200_000]);
    }),
    ("赛事事实是 UTF-16", "contest.json", |parts| {
        put(parts, "contest.json", vec![0xff, 0xfe, b'{', 0]);
    }),
    (
        "赛事事实里有五百万位的数",
        "contest.json",
        |parts| {
            swap(
                parts,
                "contest.json",
                b"\"calibration\":false",
                &[b"\"calibration\":".to_vec(), vec![b'9'; 5_000_000]].concat(),
            );
        },
    ),
    ("赛事事实里有非数", "contest.json", |parts| {
        swap(
            parts,
            "contest.json",
            b"\"calibration\":false",
            b"\"calibration\":NaN",
        );
    }),
    ("赛事事实里有小数", "contest.json", |parts| {
        swap(
            parts,
            "contest.json",
            b"\"calibration\":false",
            b"\"calibration\":1e999999999",
        );
    }),
    (
        "赛事事实里同一个键两次",
        "contest.json",
        |parts| swap(parts, "contest.json", b"{", b"{\"rule\":1,"),
    ),
    ("项目名是半个字", "ranking.csv", |parts| {
        swap(
            parts,
            "contest.json",
            b"\"title\":\"",
            b"\"title\":\"\\ud800",
        );
    }),
    ("指标体系没有字段", "rubric.json", |parts| {
        put(parts, "rubric.json", b"{}".to_vec());
    }),
    ("指标体系的步长是零", "rubric.json", |parts| {
        swap(parts, "rubric.json", b"\"step\":", b"\"step\":0,\"was\":");
    }),
    ("规则不是 TOML", "rule.toml", |parts| {
        put(parts, "rule.toml", b"decimals = ".to_vec());
    }),
    ("规则不是 UTF-8", "rule.toml", |parts| {
        put(parts, "rule.toml", vec![0xff, 0xfe]);
    }),
    ("规则套了三万层", "rule.toml", |parts| {
        put(
            parts,
            "rule.toml",
            [b"ties = ".to_vec(), vec![b'['; 30_000]].concat(),
        );
    }),
    ("规则要一亿位小数", "rule.toml", |parts| {
        swap(parts, "rule.toml", b"decimals = 2", b"decimals = 100000000");
    }),
    ("规则的权重有十亿位", "rule.toml", |parts| {
        swap(parts, "rule.toml", b"\"100.00\"", b"\"1e999999999\"");
    }),
    ("规则的人数有五千位", "rule.toml", |parts| {
        swap(
            parts,
            "rule.toml",
            b"drop-low = 1",
            &[b"drop-low = 1".to_vec(), vec![b'0'; 5000]].concat(),
        );
    }),
    ("结果是列表", "results.json", |parts| {
        put(parts, "results.json", b"[]".to_vec());
    }),
    ("结果里没有阶段", "results.json", |parts| {
        put(parts, "results.json", b"{\"rounds\":null}".to_vec());
    }),
    ("排名表是国标码", "ranking.csv", |parts| {
        put(parts, "ranking.csv", vec![0xbd, 0xd7, 0xb6, 0xce]);
    }),
    (
        "排名表里有二十万字的一格",
        "ranking.csv",
        |parts| {
            put(
                parts,
                "ranking.csv",
                [b"\"".to_vec(), vec![b'x'; 200_000], b"\"\n".to_vec()].concat(),
            );
        },
    ),
    ("排名表里有空字符", "ranking.csv", |parts| {
        put(parts, "ranking.csv", vec![0; 100]);
    }),
    ("日志没有行", "audit.json", |parts| {
        put(parts, "audit.json", b"{\"lines\":null}".to_vec());
    }),
    ("日志的序号是负的", "audit.json", |parts| {
        swap(parts, "audit.json", b"\"no\":1,", b"\"no\":-1,");
    }),
    ("日志的摘要不是摘要", "audit.json", |parts| {
        swap(parts, "audit.json", b"\"prev\":\"0", b"\"prev\":\"z");
    }),
    ("登记的内容套了十万层", "outcome.json", |parts| {
        put(parts, "outcome.json", vec![b'['; 100_000]);
    }),
    ("名册是乱码", "documents/roster/", |parts| {
        put(parts, "documents/roster/", vec![0xff; 100]);
    }),
    ("名册是别的文件", "documents/roster/", |parts| {
        add(parts, "documents/roster", &envelope("nothing", "{}"));
    }),
    ("纪要是别的文件", "documents/minutes/", |parts| {
        add(parts, "documents/minutes", &envelope("nothing", "{}"));
    }),
    ("定稿的内容是乱码", "documents/result/", |parts| {
        add(parts, "documents/result", &envelope("result", "\u{0}"));
    }),
    ("收到的签名数据是乱码", "received/", |parts| {
        add(parts, "received", &[0xff; 100]);
    }),
    (
        "收到的签名数据内容套了十万层",
        "received/",
        |parts| {
            add(
                parts,
                "received",
                &envelope("scoresheet", &"[".repeat(100_000)),
            );
        },
    ),
    (
        "收到的评分表种类没有见过",
        "received/",
        |parts| add(parts, "received", &envelope("nothing", "{}")),
    ),
    ("目录也算部件", "received/", |parts| {
        parts.push(("received/".to_owned(), Vec::new()));
    }),
];

/// Exit code and everything said, within a bearable time and without a traceback.
#[track_caller]
fn checked(file: &Path, what: &str) -> (i32, String) {
    let begun = Instant::now();
    let output = Command::new("python3")
        .arg(verifier())
        .arg("--no-openssl")
        .arg(file)
        // A Chinese Windows console.
        .env("PYTHONIOENCODING", "gbk")
        .output()
        .unwrap();
    assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
    let said = [output.stdout, output.stderr].concat();
    // Names of parts and codes are ASCII in any encoding.
    let said = String::from_utf8_lossy(&said).into_owned();
    for word in ["Traceback", "Error", "error"] {
        assert!(!said.contains(word), "{what}: {said}");
    }
    (output.status.code().unwrap(), said)
}

fn made(contest: &Contest) -> Parts {
    let signed = contest.sheet("E1201", 4);
    let organiser = contest.organiser();
    organiser.merge_one(&signed);
    parts(&archive(contest, &organiser, "归档.zip"))
}

#[test]
fn every_damage_is_told_with_its_part() {
    let contest = Contest::make();
    let parts = made(&contest);
    let file = contest.at("damaged.zip");
    write(&file, &parts);
    assert_eq!(checked(&file, "nothing").0, 0);
    for (what, named, change) in DAMAGES {
        let mut parts = parts.clone();
        change(&mut parts);
        write(&file, &parts);
        let (code, said) = checked(&file, what);
        assert!(code == 1 || code == 2, "{what}: {code} {said}");
        assert!(said.contains(named), "{what}: {said}");
    }
}

#[test]
fn a_broken_or_hostile_zip_is_refused() {
    let contest = Contest::make();
    let parts = made(&contest);
    let file = contest.at("damaged.zip");
    write(&file, &parts);
    let good = std::fs::read(&file).unwrap();
    let refused = |what: &str, bytes: &[u8], named: &str| {
        std::fs::write(&file, bytes).unwrap();
        let (code, said) = checked(&file, what);
        assert_eq!(code, 2, "{what}: {said}");
        assert!(said.contains(named), "{what}: {said}");
    };
    refused("half of it", &good[..good.len() / 2], "damaged.zip");
    refused("nothing at all", b"", "damaged.zip");
    refused("words", b"hello", "damaged.zip");
    let headers = |field: usize, value: u8| {
        let mut bytes = good.clone();
        for at in 0..bytes.len() - 30 {
            let local = bytes[at..].starts_with(b"PK\x03\x04");
            if local || bytes[at..].starts_with(b"PK\x01\x02") {
                bytes[at + field + if local { 0 } else { 2 }] = value;
            }
        }
        bytes
    };
    refused("encrypted parts", &headers(6, 1), "README.txt");
    refused("another compression", &headers(8, 14), "README.txt");
    refused("compression nobody knows", &headers(8, 99), "README.txt");
    let data = good
        .windows(12)
        .position(|some| some == b"contest.json")
        .unwrap();
    let mut flipped = good.clone();
    flipped[data + 100] ^= 0xff;
    refused("a flipped byte", &flipped, "contest.json");

    let bomb = |size: usize, count: usize| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let mut zip = zip::ZipWriter::new(&mut bytes);
        let zeros = vec![0; 1 << 20];
        for at in 0..count {
            let name = format!("refused/{at:064}");
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            (0..size).for_each(|_| zip.write_all(&zeros).unwrap());
        }
        zip.finish().unwrap();
        bytes.into_inner()
    };
    refused("no list of parts", &bomb(0, 1), "manifest.json");
    refused("a part of 129 MiB", &bomb(129, 1), "refused/0");
    refused(
        "4 GiB in parts that each are bearable",
        &sizes_of(&bomb(1, 40), 110 << 20),
        "damaged.zip",
    );
}

/// The zip with another unpacked size for every part in its directory.
fn sizes_of(zip: &[u8], size: u32) -> Vec<u8> {
    let mut bytes = zip.to_vec();
    for at in 0..bytes.len() - 30 {
        if bytes[at..].starts_with(b"PK\x01\x02") {
            bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
        }
    }
    bytes
}

#[test]
fn a_part_that_stands_twice_and_a_code_that_is_missing_are_told() {
    let contest = Contest::make();
    let parts = made(&contest);
    let file = contest.at("twice.zip");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in &parts {
        zip.start_file(
            name,
            SimpleFileOptions::default().compression_method(Stored),
        )
        .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.start_file("ranking.cs_", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"forged").unwrap();
    let mut bytes = zip.finish().unwrap().into_inner();
    for at in 0..bytes.len() - 11 {
        if bytes[at..].starts_with(b"ranking.cs_") {
            bytes[at + 10] = b'v';
        }
    }
    std::fs::write(&file, bytes).unwrap();
    let (code, said) = checked(&file, "twice");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("ranking.csv"), "{said}");
    let bad = Command::new("python3")
        .arg(verifier())
        .arg(&file)
        .arg("--contest-code")
        .output()
        .unwrap();
    assert_eq!(
        bad.status.code(),
        Some(2),
        "a code that is not there is no code"
    );
}
