//! Materials in: half a gigabyte of dossiers packed on the organiser's desk and imported on an expert's, beside a plain copy of the same bytes
//! with SHA-256.
//!
//! All through the desk's own operations. The plain copy is flushed to the disk like everything the desk writes, and taken before, between and
//! after, since a disk is seldom as quick twice. The one rule: throughput is counted in bytes of material, whatever is written.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use jury_desk::Session;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::clock::{median, timed};
use crate::contest::{Contest, ask};
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::sheets::Noise;

const ENTRIES: usize = 4;
const MIB: usize = 1 << 20;
/// Files of one dossier: name and bytes. 133 MiB, so 532 MiB in all.
const DOSSIER: [(&str, usize); 14] = [
    ("项目申报书.pdf", 6 * MIB),
    ("演示视频.mp4", 112 * MIB),
    ("证明材料01.pdf", 2 * MIB),
    ("证明材料02.pdf", 2 * MIB),
    ("证明材料03.pdf", 1500 * 1024),
    ("证明材料04.jpg", 900 * 1024),
    ("证明材料05.jpg", 1100 * 1024),
    ("证明材料06.jpg", 1300 * 1024),
    ("证明材料07.jpg", 1200 * 1024),
    ("证明材料08.png", 800 * 1024),
    ("证明材料09.png", 700 * 1024),
    ("证明材料10.pdf", 2 * MIB),
    ("证明材料11.pdf", MIB),
    ("证明材料12.txt", 12 * 1024),
];
const MB: f64 = 1e6;

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let folder = crate::files::scratch()?;
    let bench = Bench {
        contest: Contest::at(folder.path()),
    };
    let files = bench.write_materials()?;
    let bytes: f64 = files.iter().map(|(_, size)| *size as f64).sum();
    let mut copies = vec![bench.copy(&files)?];
    let organiser = bench.contest.organiser(ENTRIES, 1)?;
    let pack = bench.pack(&organiser)?;
    copies.push(bench.copy(&files)?);
    let letters = bench.contest.letters(&organiser)?;
    let [letter] = letters.as_slice() else {
        return Err(Fault::wrong("one expert got several letters"));
    };
    let expert = bench.contest.expert(letter)?;
    let import = bench.import(&expert)?;
    copies.push(bench.copy(&files)?);
    let figure = |name, seconds: f64, bar| Figure {
        name,
        value: bytes / seconds / MB,
        unit: "MB/s",
        baseline: bytes / median(&copies) / MB,
        beside: "a plain copy with SHA-256, flushed",
        bar,
        paired_ratio: None,
    };
    Ok(vec![
        figure(
            "materials_in_vs_copy_sha256",
            pack.max(import),
            Bar::RatioAtLeast(0.5),
        ),
        figure(
            "materials_pack_vs_copy_sha256",
            pack,
            Bar::RatioAtLeast(0.5),
        ),
        figure(
            "materials_import_vs_copy_sha256",
            import,
            Bar::RatioAtLeast(0.5),
        ),
    ])
}

struct Bench {
    contest: Contest,
}

impl Bench {
    /// Bytes that no file system or cipher can shorten.
    fn write_materials(&self) -> Result<Vec<(PathBuf, usize)>, Fault> {
        let mut noise = Noise::new(512);
        let mut files = Vec::new();
        for entry in 1..=ENTRIES {
            let folder = self
                .contest
                .path("materials")
                .join(format!("01-{entry:03}"));
            std::fs::create_dir_all(&folder).map_err(Fault::file(&folder))?;
            for (name, size) in DOSSIER {
                let path = folder.join(name);
                let mut file = File::create(&path).map_err(Fault::file(&path))?;
                let mut block = vec![0_u8; size];
                block.chunks_mut(8).for_each(|part| {
                    part.copy_from_slice(&noise.next().to_le_bytes()[..part.len()]);
                });
                file.write_all(&block)
                    .and_then(|()| file.sync_all())
                    .map_err(Fault::file(&path))?;
                files.push((path, size));
            }
        }
        Ok(files)
    }

    /// Seconds of the plain copy.
    fn copy(&self, files: &[(PathBuf, usize)]) -> Result<f64, Fault> {
        let folder = self.contest.path("copy");
        std::fs::create_dir_all(&folder).map_err(Fault::file(&folder))?;
        let (seconds, ()) = timed(|| {
            files
                .iter()
                .enumerate()
                .try_for_each(|(n, (from, _))| copy_one(from, &folder.join(n.to_string())))
        })?;
        std::fs::remove_dir_all(&folder).map_err(Fault::file(&folder))?;
        Ok(seconds)
    }

    /// Seconds of building the pack.
    fn pack(&self, organiser: &Session) -> Result<f64, Fault> {
        let request = json!({"tracks": [], "folder": organiser.offer(&self.contest.path("packs"))});
        let (seconds, built) = timed(|| ask(organiser, "packs_build", request))?;
        match built["problems"].as_array() {
            Some(problems) if problems.is_empty() => Ok(seconds),
            _ => Err(Fault::wrong(format!("the pack has problems: {built}"))),
        }
    }

    /// Seconds of importing the pack into the expert's store.
    fn import(&self, expert: &Session) -> Result<f64, Fault> {
        let request = json!({"packs": [expert.offer(&self.contest.path("packs"))], "keep": "copy"});
        let (seconds, added) = timed(|| ask(expert, "pack_add", request))?;
        let count = u64::try_from(ENTRIES * DOSSIER.len()).unwrap_or(0);
        if added["present"] == count {
            Ok(seconds)
        } else {
            Err(Fault::wrong(format!("not every material came in: {added}")))
        }
    }
}

fn copy_one(from: &Path, to: &Path) -> Result<(), Fault> {
    let mut source = File::open(from).map_err(Fault::file(from))?;
    let mut copy = File::create(to).map_err(Fault::file(to))?;
    let (mut buffer, mut hash) = (vec![0; MIB], Sha256::new());
    loop {
        let count = source.read(&mut buffer).map_err(Fault::file(from))?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
        copy.write_all(&buffer[..count]).map_err(Fault::file(to))?;
    }
    std::hint::black_box(hash.finalize());
    copy.sync_all().map_err(Fault::file(to))
}
