//! Materials in: half a gigabyte of dossiers packed on the organiser's desk and imported on an expert's, beside a plain copy of the same bytes
//! with SHA-256.
//!
//! All through the desk's own operations. The plain copy is flushed to the disk like everything the desk writes, and taken before, between and
//! after, since a disk is seldom as quick twice. The one rule: throughput is counted in bytes of material, whatever is written.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use jury_desk::call::Call;
use jury_desk::{Session, SessionConfig};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::clock::{median, timed};
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
const PASSPHRASE: &str = "bench";
const MB: f64 = 1e6;

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let folder = crate::files::scratch()?;
    let bench = Bench {
        folder: folder.path().to_owned(),
    };
    let files = bench.write_materials()?;
    let bytes: f64 = files.iter().map(|(_, size)| *size as f64).sum();
    let mut copies = vec![bench.copy(&files)?];
    let organiser = bench.make_contest()?;
    let pack = bench.pack(&organiser)?;
    copies.push(bench.copy(&files)?);
    let expert = bench.open_letter(&organiser)?;
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
    folder: PathBuf,
}

impl Bench {
    fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn session(&self) -> Session {
        Session::new(SessionConfig {
            least_passphrase: 1,
            quick_letters: true,
            ballast: false,
            ..SessionConfig::system(self.folder.clone())
        })
    }

    /// Bytes that no file system or cipher can shorten.
    fn write_materials(&self) -> Result<Vec<(PathBuf, usize)>, Fault> {
        let mut noise = Noise::new(512);
        let mut files = Vec::new();
        for entry in 1..=ENTRIES {
            let folder = self.at("materials").join(format!("01-{entry:03}"));
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
        let folder = self.at("copy");
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

    fn make_contest(&self) -> Result<Session, Fault> {
        let mut entries = String::from(
            "项目编号,赛道,赛题,项目名称,团队名称,牵头单位,单位性质,行业,从业人员,营业收入,资产总额,企业规模\n",
        );
        for entry in 1..=ENTRIES {
            entries += &format!(
                "01-{entry:03},工业制造,协同制造,车间数据空间{entry},{entry}号队,云江示例科技有限公司,企业,工业,120,3000,5000,小型\n"
            );
        }
        let experts =
            "专家编号,姓名,单位,赛道,评审组,组长\nE0101,林致远,云江大学,工业制造,一组,是\n";
        for (name, text) in [("entries.csv", entries.as_str()), ("experts.csv", experts)] {
            std::fs::write(self.at(name), text).map_err(Fault::file(&self.at(name)))?;
        }
        let organiser = self.session();
        organiser.make_desks_at(&self.at("organiser"));
        let request = json!({
            "name": "云江测速赛", "edition": "2025年",
            "files": {
                "entries": organiser.offer(&self.at("entries.csv")),
                "experts": organiser.offer(&self.at("experts.csv")),
                "rubric": null,
                "materials": organiser.offer(&self.at("materials")),
            },
            "organiser": "周明岳", "organiserPassphrase": PASSPHRASE,
            "supervisor": "孟怀远", "supervisorPassphrase": PASSPHRASE,
        });
        ask(&organiser, "contest_new", request)?;
        Ok(organiser)
    }

    /// Seconds of building the pack.
    fn pack(&self, organiser: &Session) -> Result<f64, Fault> {
        let request = json!({"tracks": [], "folder": organiser.offer(&self.at("packs"))});
        let (seconds, built) = timed(|| ask(organiser, "packs_build", request))?;
        match built["problems"].as_array() {
            Some(problems) if problems.is_empty() => Ok(seconds),
            _ => Err(Fault::wrong(format!("the pack has problems: {built}"))),
        }
    }

    /// An expert's desk with its letter opened and no material yet.
    fn open_letter(&self, organiser: &Session) -> Result<Session, Fault> {
        let folder = self.at("letters");
        std::fs::create_dir_all(&folder).map_err(Fault::file(&folder))?;
        let request = json!({"experts": [], "folder": organiser.offer(&folder), "deadline": null});
        let built = ask(organiser, "letters_build", request)?;
        let letter = &built["letters"][0];
        let part = |key: &str| letter[key].as_str().unwrap_or_default();
        let expert = self.session();
        expert.make_desks_at(&self.at("expert"));
        let request = json!({"letter": expert.offer(&folder.join(part("file"))), "code": part("code"), "passphrase": PASSPHRASE});
        ask(&expert, "letter_open", request)?;
        ask(&expert, "commitment_accept", json!({"recusals": []}))?;
        Ok(expert)
    }

    /// Seconds of importing the pack into the expert's store.
    fn import(&self, expert: &Session) -> Result<f64, Fault> {
        let request = json!({"packs": [expert.offer(&self.at("packs"))], "keep": "copy"});
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

fn ask(session: &Session, operation: &str, request: Value) -> Result<Value, Fault> {
    let refused = |source| Fault::Desk {
        operation: operation.to_owned(),
        source: Box::new(source),
    };
    session
        .ask(operation, request, &Call::quiet())
        .map_err(refused)
}
