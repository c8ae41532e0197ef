//! Finding an entry's materials in its folder: which file is the application form, which are proofs, which are films.
//!
//! Files are referenced where they lie (600 GB happens), never copied. The one rule: names are display text; nothing is opened here.

use std::path::{Path, PathBuf};

use jury_core::EntryId;
use jury_exchange::entries_book::EntryRow;

use crate::wire::expert::MaterialKind;

/// Most files one dossier may have; more is a wrong folder.
const MOST_FILES: usize = 200;

/// One material found, or one that should be there and is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) entry: EntryId,
    pub(crate) kind: MaterialKind,
    pub(crate) name: String,
    /// Nothing for a material that was not handed in.
    pub(crate) path: Option<PathBuf>,
    pub(crate) size: u64,
}

/// Looks through the folder of every entry.
pub(super) fn find(root: &Path, rows: &[EntryRow], remarks: &mut Vec<String>) -> Vec<Found> {
    let mut found = Vec::new();
    for row in rows {
        let mut of_entry = in_folder(&root.join(&row.folder), &row.id, remarks);
        if !of_entry
            .iter()
            .any(|material| material.kind == MaterialKind::ApplicationForm)
        {
            remarks.push(format!(
                "{}：没有找到申报书（文件名含“申报书”的 PDF），将登记为材料缺失。",
                row.id
            ));
            of_entry.insert(
                0,
                Found {
                    entry: row.id.clone(),
                    kind: MaterialKind::ApplicationForm,
                    name: "申报书".to_owned(),
                    path: None,
                    size: 0,
                },
            );
        }
        found.extend(of_entry);
    }
    found
}

fn in_folder(folder: &Path, entry: &EntryId, remarks: &mut Vec<String>) -> Vec<Found> {
    let mut files = Vec::new();
    collect(folder, 0, &mut files);
    if files.len() > MOST_FILES {
        remarks.push(format!(
            "{entry}：材料文件夹里有 {} 个文件，只登记前 {MOST_FILES} 个，请检查是否选错了文件夹。",
            files.len()
        ));
        files.truncate(MOST_FILES);
    }
    let mut found: Vec<Found> = files
        .into_iter()
        .map(|path| classify(entry, path))
        .collect();
    found.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    found
}

/// Regular files only: a link could lead anywhere. Two levels of folders are what secretariats make.
fn collect(folder: &Path, depth: u8, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() && depth < 2 {
            collect(&entry.path(), depth + 1, files);
        } else if kind.is_file() && !is_litter(&entry.path()) {
            files.push(entry.path());
        }
    }
    files.sort();
}

fn is_litter(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    name.starts_with('.') || name.starts_with("~$") || name == "thumbs.db" || name == "desktop.ini"
}

fn classify(entry: &EntryId, path: PathBuf) -> Found {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let kind = match ending.as_str() {
        "mp4" | "webm" | "mov" | "avi" | "mkv" | "wmv" => MaterialKind::Video,
        "pdf" if name.contains("申报书") => MaterialKind::ApplicationForm,
        "pdf" | "png" | "jpg" | "jpeg" => MaterialKind::Proof,
        _ => MaterialKind::Other,
    };
    let size = std::fs::metadata(&path).map_or(0, |facts| facts.len());
    Found {
        entry: entry.clone(),
        kind,
        name,
        path: Some(path),
        size,
    }
}
