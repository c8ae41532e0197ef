//! The submission pack 报送材料 (R55): selection rules, how entries were selected, experts, recommended entries with their materials, an index; one folder.
//!
//! The one rule: the folder has its name only when every file in it was written and read back; what was begun and not finished stays `.part` or goes,
//! and nothing that exists is written over.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use jury_exchange::export::{ExportError, write_verified, write_verified_from};
use jury_exchange::formal::{Formal, Section, columns};
use jury_exchange::rule_file::canonical_text;
use jury_seal::sha256;
use jury_store::table;

use super::{Source, drawn, not_ready, texts};
use crate::call::Call;
use crate::error::{DeskError, ErrorCode};
use crate::offers::file_name;
use crate::outcome;
use crate::session::Session;
use crate::signing::harmless_name;
use crate::wire::Written;

/// Marks a folder on the way as ours, so that only such a one is cleared away.
const MARKER: &str = "未完成.txt";
const RULES: &str = "1 省内推荐规则";
const SELECTION: &str = "2 遴选过程";
const EXPERTS: &str = "3 评审专家名单";
const LIST: &str = "4 推荐项目名单";
const MATERIALS: &str = "推荐项目材料";

/// Writes the folder.
pub(super) fn write(
    session: &Session,
    source: &Source<'_>,
    target: &str,
    call: &Call<'_>,
) -> Result<Written, DeskError> {
    let target = session.path_of(target)?;
    let taken = || DeskError::new(ErrorCode::FolderTaken).with("folder", file_name(&target));
    if fs::symlink_metadata(&target).is_ok() {
        return Err(taken());
    }
    // Made before anything is written, so that a list that is not ready leaves no folder.
    let papers = papers(source)?;
    let begun = Begun::at(&target)?;
    let mut listed = Listed::default();
    for (folder, name, bytes) in &papers {
        begun.put(&mut listed, folder, name, bytes)?;
    }
    materials(source, &begun, &mut listed, call)?;
    let index = index(source, &listed);
    for format in ["docx", "pdf"] {
        let (bytes, _, _) = drawn(&index, format)?;
        begun.put(
            &mut Listed::default(),
            "",
            &format!("目录.{format}"),
            &bytes,
        )?;
    }
    begun.put(
        &mut Listed::default(),
        "",
        "SHA256SUMS.txt",
        listed.sums().as_bytes(),
    )?;
    if fs::symlink_metadata(&target).is_ok() {
        return Err(taken());
    }
    begun.finish(&target)?;
    Ok(session.written(&target))
}

/// The folder on the way; goes away with whoever gives up.
struct Begun {
    path: PathBuf,
    named: bool,
}

impl Drop for Begun {
    fn drop(&mut self) {
        if !self.named {
            // What stays behind is cleared away by the next try.
            drop(fs::remove_dir_all(&self.path));
        }
    }
}

impl Begun {
    fn at(target: &Path) -> Result<Self, DeskError> {
        let mut name = target.file_name().map(OsString::from).unwrap_or_default();
        name.push(".part");
        let path = target.with_file_name(name);
        let failed = |error| DeskError::from(ExportError::of(&path, error));
        if path.join(MARKER).is_file() {
            fs::remove_dir_all(&path).map_err(failed)?;
        }
        fs::create_dir(&path).map_err(failed)?;
        let begun = Self {
            path: path.clone(),
            named: false,
        };
        fs::write(path.join(MARKER), "这个文件夹还没有写完，请勿使用。").map_err(failed)?;
        Ok(begun)
    }

    fn folder(&self, folder: &str) -> Result<PathBuf, DeskError> {
        let path = self.path.join(folder);
        fs::create_dir_all(&path)
            .map_err(|error| DeskError::from(ExportError::of(&path, error)))?;
        Ok(path)
    }

    fn put(
        &self,
        listed: &mut Listed,
        folder: &str,
        name: &str,
        bytes: &[u8],
    ) -> Result<(), DeskError> {
        write_verified(&self.folder(folder)?.join(name), bytes)?;
        listed.add(folder, name, sha256(bytes).to_string(), bytes.len() as u64);
        Ok(())
    }

    fn finish(mut self, target: &Path) -> Result<(), DeskError> {
        let failed = |error| DeskError::from(ExportError::of(target, error));
        fs::remove_file(self.path.join(MARKER)).map_err(failed)?;
        // Folders are renamed over nothing: an empty folder of that name, made meanwhile, is the one thing a system might replace.
        fs::rename(&self.path, target).map_err(failed)?;
        self.named = true;
        if let Some(parent) = target
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
        {
            // Some file systems cannot flush a folder; the files in it are flushed.
            drop(File::open(parent).and_then(|folder| folder.sync_all()));
        }
        Ok(())
    }
}

/// Files written: path, digest and size; and what an entrant never handed in.
#[derive(Default)]
struct Listed {
    files: BTreeMap<String, (String, u64)>,
    missing: Vec<String>,
}

impl Listed {
    fn add(&mut self, folder: &str, name: &str, digest: String, size: u64) {
        let path = if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        };
        self.files.insert(path, (digest, size));
    }

    fn sums(&self) -> String {
        let line = |(path, (digest, _)): (&String, &(String, u64))| format!("{digest}  {path}\n");
        self.files.iter().map(line).collect()
    }
}

type Paper = (&'static str, String, Vec<u8>);

/// Everything but materials and index.
fn papers(source: &Source<'_>) -> Result<Vec<Paper>, DeskError> {
    let rule = &source.merged.facts.rule;
    let mut made: Vec<Paper> = vec![(
        RULES,
        "计分规则.toml".to_owned(),
        canonical_text(rule).into_bytes(),
    )];
    let add = |folder, name: &str, formal: &Formal, formats: &[&str], made: &mut Vec<Paper>| {
        for format in formats {
            let (bytes, _, _) = drawn(formal, format)?;
            made.push((folder, format!("{name}.{format}"), bytes));
        }
        Ok::<_, DeskError>(())
    };
    let both = &["docx", "pdf"];
    add(RULES, "省内推荐规则", &source.rules()?, both, &mut made)?;
    add(
        RULES,
        "评审指标体系",
        &source.rubric(),
        &["xlsx", "pdf"],
        &mut made,
    )?;
    add(SELECTION, "遴选过程", &source.selection()?, both, &mut made)?;
    add(EXPERTS, "评审专家名单", &source.experts()?, both, &mut made)?;
    let list = source.recommended()?;
    add(LIST, "推荐汇总表", &list, &["xlsx", "pdf"], &mut made)?;
    Ok(made)
}

/// Copies the recommended entries' materials out of the library, each checked against the digest noted when it was taken in.
fn materials(
    source: &Source<'_>,
    begun: &Begun,
    listed: &mut Listed,
    call: &Call<'_>,
) -> Result<(), DeskError> {
    let list = outcome::recommendation(source.desk, source.merged)?;
    let mut wanted = Vec::new();
    // Materials of an entry that an undecided objection holds stay here; the list in the pack says so.
    for row in list.rows.iter().filter(|row| !row.held) {
        let of = &row.entry.entry;
        let found = source
            .desk
            .read(|view| Ok(table::material::of_entry(view, of)?))?;
        wanted.extend(found.into_iter().map(|material| (&row.entry, material)));
    }
    let total: u64 = wanted.iter().map(|(_, material)| material.size).sum();
    let mut done = 0;
    for (entry, material) in &wanted {
        if material.path.is_empty() {
            let missing = format!("{} {}：{}", entry.entry, entry.title, material.name);
            listed.missing.push(missing);
            continue;
        }
        call.step("正在复制申报材料", done, total, "字节")?;
        let folder = format!(
            "{LIST}/{MATERIALS}/{}",
            harmless_name(&format!("{} {}", entry.entry, entry.title))
        );
        let path = begun.folder(&folder)?.join(harmless_name(&material.name));
        let unreadable = |_| {
            not_ready(&format!(
                "申报材料“{}”（{}）读不到，请接上存放材料的磁盘",
                material.name, entry.entry
            ))
        };
        let mut from = File::open(&material.path).map_err(unreadable)?;
        let written = write_verified_from(&path, &mut from)?;
        let digest = digest_of(&written)?;
        if material
            .sha256
            .is_some_and(|known| known.to_string() != digest)
        {
            return Err(not_ready(&format!(
                "申报材料“{}”（{}）与收到时不一致，请核对",
                material.name, entry.entry
            )));
        }
        listed.add(&folder, &file_name(&written), digest, material.size);
        done += material.size;
    }
    Ok(())
}

fn digest_of(path: &Path) -> Result<String, DeskError> {
    use sha2::Digest as _;
    let failed = |error| DeskError::from(ExportError::of(path, error));
    let mut hasher = sha2::Sha256::new();
    let mut file = File::open(path).map_err(failed)?;
    let mut block = vec![0; 1 << 20];
    loop {
        let count = std::io::Read::read(&mut file, &mut block).map_err(failed)?;
        if count == 0 {
            return Ok(hex::encode(hasher.finalize()));
        }
        hasher.update(&block[..count]);
    }
}

fn index(source: &Source<'_>, listed: &Listed) -> Formal {
    let rows = (1_usize..)
        .zip(&listed.files)
        .map(|(number, (path, (digest, size)))| {
            vec![
                number.to_string(),
                path.clone(),
                size.to_string(),
                digest.chars().take(16).collect(),
            ]
        });
    let mut after = texts(["完整的 SHA-256 见 SHA256SUMS.txt。"]);
    if !listed.missing.is_empty() {
        let missing = listed.missing.join("；");
        after.push(format!("参赛单位没有提交、因而不在其中的材料：{missing}。"));
    }
    Formal {
        title: source.title("报送材料目录"),
        sections: vec![Section {
            columns: columns(&[
                ("序号", 6),
                ("文件", 60),
                ("字节", 14),
                ("SHA-256 前 16 位", 18),
            ]),
            rows: rows.collect(),
            after,
            ..Section::default()
        }],
        ..Formal::default()
    }
}
