//! A set as the archive that verify.py reads, without results: the two are compared here, not by it.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use jury_core::ranking::Ranked;
use jury_core::tally::Dropped;
use jury_seal::{canon, sha256};
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use crate::world::World;

/// One rule a set, in turn.
pub(crate) const RULES: [&str; 6] = [
    "decimals = 2\nrank-basis = \"published\"\nties = [\"all-mean\", \"group:C\", \"group:B\"]\n[aggregation]\nkind = \"trimmed\"\ndrop-high = 1\ndrop-low = 1\nminimum-experts = 5\n[[rounds]]\nround = \"written\"\nweight = \"100\"\n",
    "decimals = 0\nrank-basis = \"published\"\nties = [\"highest\", \"group:A\"]\n[aggregation]\nkind = \"median\"\n[[rounds]]\nround = \"written\"\nweight = \"100\"\n",
    "decimals = 4\nrank-basis = \"exact\"\nties = []\nminimum-sheets = 30\n[aggregation]\nkind = \"mean\"\n[[rounds]]\nround = \"written\"\nweight = \"100\"\n",
    "decimals = 1\nrank-basis = \"published\"\nties = [\"round:written\", \"group:A\"]\n[aggregation]\nkind = \"trimmed\"\ndrop-high = 10\ndrop-low = 12\nminimum-experts = 23\n[[rounds]]\nround = \"written\"\nweight = \"100\"\n",
    "decimals = 2\nrank-basis = \"published\"\nties = [\"round:roadshow\", \"round:written\", \"all-mean\"]\n[aggregation]\nkind = \"trimmed\"\ndrop-high = 1\ndrop-low = 1\nminimum-experts = 5\n[[rounds]]\nround = \"written\"\nweight = \"40.00\"\npromote = { per-track = 2, ties = \"ask\" }\n[[rounds]]\nround = \"roadshow\"\nweight = \"60.00\"\n",
    "decimals = 0\nrank-basis = \"exact\"\nties = [\"round:roadshow-final\", \"highest\", \"group:A\"]\nminimum-sheets = 25\n[aggregation]\nkind = \"median\"\n[[rounds]]\nround = \"written\"\nweight = \"30.00\"\npromote = { ratio = \"55.00\", rounding = \"largest-remainder\", ties = \"all\" }\n[[rounds]]\nround = \"roadshow\"\nweight = \"50.50\"\npromote = { across = 3, ties = \"ask\" }\n[[rounds]]\nround = \"roadshow-final\"\nweight = \"19.50\"\n",
];

pub(crate) fn write(path: &Path, world: &World, received: &[Vec<u8>], rule: &str) {
    let mut zip = zip::ZipWriter::new(File::create(path).unwrap());
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut files: Vec<(String, Vec<u8>)> = vec![
        (
            "contest.json".to_owned(),
            canon::to_bytes(&contest(world, rule)).unwrap(),
        ),
        ("rubric.json".to_owned(), world.rubric.clone()),
        ("rule.toml".to_owned(), rule.as_bytes().to_vec()),
    ];
    for (kind, envelope) in &world.documents {
        files.push((
            format!("documents/{kind}/{}.json", envelope.digest()),
            envelope.to_bytes(),
        ));
    }
    for bytes in received {
        files.push((format!("received/{}.json", sha256(bytes)), bytes.clone()));
    }
    files.sort();
    files.dedup();
    let listed: Vec<Value> = files
        .iter()
        .map(|(name, bytes)| json!({"path": name, "sha256": sha256(bytes).to_string(), "size": bytes.len()}))
        .collect();
    let manifest = json!({"files": listed, "format": "jurybench-archive/1"});
    files.push((
        "manifest.json".to_owned(),
        serde_json::to_vec(&manifest).unwrap(),
    ));
    for (name, bytes) in files {
        zip.start_file(name, plain).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap();
}

fn contest(world: &World, rule: &str) -> Value {
    let rounds: Vec<Value> = world
        .expected
        .iter()
        .map(|expected| {
            let assigned = expected.assignments.iter().map(|(expert, entries)| {
                let entries: Vec<_> = entries.iter().map(ToString::to_string).collect();
                json!({"entries": entries, "expert": expert.to_string()})
            });
            json!({"assignments": assigned.collect::<Vec<_>>(), "round": expected.round.as_str()})
        })
        .collect();
    json!({
        "contest": {"edition": "2026", "id": "GX-2026", "name": "云江分赛"},
        "entries": world.entries,
        "format": "jurybench-archive/1",
        "rounds": rounds,
        "rubric": world.expected[0].rubric_digest.to_string(),
        "rule": sha256(rule.as_bytes()).to_string(),
    })
}

/// A row of a ranking as FORMAT.md writes it.
pub(crate) fn row(ranked: &Ranked) -> Value {
    let tally = ranked.tally.as_ref();
    let dropped: Vec<Value> = tally
        .map(|tally| tally.dropped.as_slice())
        .unwrap_or_default()
        .iter()
        .map(|(expert, end)| {
            let end = match end {
                Dropped::Highest => "highest",
                Dropped::Lowest => "lowest",
            };
            json!({"end": end, "expert": expert.to_string()})
        })
        .collect();
    let used: Vec<_> = tally
        .map(|tally| tally.used.as_slice())
        .unwrap_or_default()
        .iter()
        .map(ToString::to_string)
        .collect();
    let rounds: Vec<Value> = ranked
        .rounds
        .iter()
        .map(|one| {
            let (exact, published) = (one.exact.as_ref(), one.published.as_ref());
            json!({"exact": exact.map(ToString::to_string), "published": published.map(ToString::to_string), "round": one.round.as_str()})
        })
        .collect();
    json!({
        "decided_by": ranked.decided_by.map(|step| step + 1),
        "dropped": dropped,
        "entry": ranked.entry.to_string(),
        "exact": ranked.score.as_ref().map(ToString::to_string),
        "published": ranked.published.as_ref().map(ToString::to_string),
        "rank": ranked.rank,
        "rounds": rounds,
        "tie_values": ranked.tie_values.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "tied": ranked.tied,
        "used": used,
        "valid": tally.map_or(0, |tally| tally.valid),
    })
}
