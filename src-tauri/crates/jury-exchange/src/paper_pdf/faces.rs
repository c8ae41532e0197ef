//! Fonts: which one has a character, how wide it is, where a text breaks.
//!
//! The one rule: the bundled font is asked first, and the computer's folders are opened only for a character it lacks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use krilla::Data;
use krilla::text::Font;

use super::PdfError;

/// The font the program carries; assets/fonts/README.md says what is in it.
const BUNDLED: &[u8] = include_bytes!("../../../../../assets/fonts/NotoSansSC-Subset.otf");
/// Drawn for a character that no font has; the bundled font has it.
const ABSENT: char = '□';
/// Larger files are no fonts anybody prints with.
const FONT_LIMIT: u64 = 64 << 20;
/// Folders within folders of fonts are looked into this deep.
const DEPTH: u8 = 4;
/// Characters that may not begin a line (GB/T 15834: closing marks stay with what they close).
const NOT_FIRST: &str = "，。、；：？！）》”’】〉…·,.;:?!)]}%";

/// A font with the bytes it was read from.
struct Face {
    bytes: Arc<Vec<u8>>,
    index: u32,
    font: Font,
}

/// A stretch of text in one font.
pub(super) struct Run {
    pub(super) font: Font,
    pub(super) text: String,
    /// In ems.
    pub(super) width: f32,
}

/// The fonts of one document.
pub(super) struct Faces {
    faces: Vec<Face>,
    /// Which face has a character, and its advance in ems.
    known: BTreeMap<char, (usize, f32)>,
    folders: Vec<PathBuf>,
    /// Font files of the computer, listed when first needed.
    files: Option<Vec<PathBuf>>,
    absent: BTreeSet<char>,
}

impl Faces {
    pub(super) fn new(folders: &[PathBuf]) -> Result<Self, PdfError> {
        let bundled = Face::of(Arc::new(BUNDLED.to_vec()), 0).ok_or(PdfError::Font)?;
        Ok(Self {
            faces: vec![bundled],
            known: BTreeMap::new(),
            folders: folders.to_owned(),
            files: None,
            absent: BTreeSet::new(),
        })
    }

    /// Characters drawn as □.
    pub(super) fn absent(&self) -> Vec<char> {
        self.absent.iter().copied().collect()
    }

    /// Width of a line of text in points.
    pub(super) fn width(&mut self, text: &str, size: f32) -> f32 {
        drawn(text)
            .map(|character| self.find(character).1)
            .sum::<f32>()
            * size
    }

    /// The text in stretches of one font each.
    pub(super) fn runs(&mut self, text: &str) -> Vec<Run> {
        let mut runs: Vec<(usize, Run)> = Vec::new();
        for character in drawn(text) {
            let (face, advance) = self.find(character);
            let shown = if self.absent.contains(&character) {
                ABSENT
            } else {
                character
            };
            match runs.last_mut() {
                Some((last, run)) if *last == face => {
                    run.text.push(shown);
                    run.width += advance;
                }
                _ => runs.push((
                    face,
                    Run {
                        font: self.faces[face].font.clone(),
                        text: shown.to_string(),
                        width: advance,
                    },
                )),
            }
        }
        runs.into_iter().map(|(_, run)| run).collect()
    }

    /// The text in lines no wider than `width` points; a line break in it is kept.
    pub(super) fn wrap(&mut self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            self.wrap_paragraph(paragraph, size, width, &mut lines);
        }
        lines
    }

    fn wrap_paragraph(&mut self, text: &str, size: f32, width: f32, lines: &mut Vec<String>) {
        let mut line = String::new();
        let mut used = 0.0;
        for character in drawn(text) {
            let advance = self.find(character).1 * size;
            if used + advance > width && !line.is_empty() {
                let kept = kept_together(&line, character);
                let rest = line.split_off(kept);
                lines.push(std::mem::replace(&mut line, rest));
                used = self.width(&line, size);
            }
            line.push(character);
            used += advance;
        }
        lines.push(line);
    }

    fn find(&mut self, character: char) -> (usize, f32) {
        if let Some(known) = self.known.get(&character) {
            return *known;
        }
        let found = self.look_for(character);
        self.known.insert(character, found);
        found
    }

    fn look_for(&mut self, character: char) -> (usize, f32) {
        let here = |face: &Face| face.advance(character);
        if let Some(found) = (0..)
            .zip(&self.faces)
            .find_map(|(n, face)| Some((n, here(face)?)))
        {
            return found;
        }
        if let Some(face) = self.of_this_computer(character) {
            let advance = face.advance(character).unwrap_or(1.0);
            self.faces.push(face);
            return (self.faces.len() - 1, advance);
        }
        self.absent.insert(character);
        (0, self.faces[0].advance(ABSENT).unwrap_or(1.0))
    }

    fn of_this_computer(&mut self, character: char) -> Option<Face> {
        let folders = &self.folders;
        let files = self.files.get_or_insert_with(|| {
            let mut files = Vec::new();
            folders
                .iter()
                .for_each(|folder| collect(folder, 0, &mut files));
            // Chinese fonts first, so that a name is not set in a font of symbols; then by name, so that a machine always chooses alike.
            files.sort_by_key(|file| (!sounds_chinese(file), file.clone()));
            files
        });
        files.iter().find_map(|file| face_with(file, character))
    }
}

impl Face {
    fn of(bytes: Arc<Vec<u8>>, index: u32) -> Option<Self> {
        let font = Font::new(Data::from(Arc::clone(&bytes)), index)?;
        Some(Self { bytes, index, font })
    }

    /// The advance of a character in ems; nothing when the font lacks it.
    fn advance(&self, character: char) -> Option<f32> {
        let face = ttf_parser::Face::parse(&self.bytes, self.index).ok()?;
        let glyph = face.glyph_index(character).filter(|glyph| glyph.0 != 0)?;
        let advance = face.glyph_hor_advance(glyph)?;
        Some(f32::from(advance) / f32::from(face.units_per_em()))
    }
}

/// What of a text is drawn: control characters mean a gap, marks that only steer other characters (joiners, variation selectors) nothing.
fn drawn(text: &str) -> impl Iterator<Item = char> {
    let steers = |character: &char| matches!(*character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    let plain = |character: char| {
        if character.is_control() {
            ' '
        } else {
            character
        }
    };
    text.chars()
        .filter(move |character| !steers(character))
        .map(plain)
}

/// Where to cut a full line before `next`: not before closing marks, not inside a number or a Latin word.
fn kept_together(line: &str, next: char) -> usize {
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '.';
    let mut cut = line.len();
    let mut after = next;
    for (at, character) in line.char_indices().rev().take(24) {
        let stays = NOT_FIRST.contains(after) || (is_word(after) && is_word(character));
        if !stays {
            return cut;
        }
        (cut, after) = (at, character);
    }
    line.len()
}

fn collect(folder: &Path, depth: u8, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() && depth < DEPTH {
            collect(&path, depth + 1, files);
        } else if is_font(&path) {
            files.push(path);
        }
    }
}

fn is_font(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| {
        ["otf", "ttf", "ttc", "otc"]
            .iter()
            .any(|known| ending == *known)
    })
}

fn sounds_chinese(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    const NAMES: [&str; 12] = [
        "cjk",
        "sourcehan",
        "simsun",
        "msyh",
        "simhei",
        "pingfang",
        "songti",
        "heiti",
        "wqy",
        "hansans",
        "dengxian",
        "simkai",
    ];
    NAMES.iter().any(|known| name.contains(known))
}

fn face_with(file: &Path, character: char) -> Option<Face> {
    let small =
        std::fs::metadata(file).is_ok_and(|facts| facts.is_file() && facts.len() <= FONT_LIMIT);
    if !small {
        return None;
    }
    let bytes: Arc<Vec<u8>> = Arc::new(std::fs::read(file).ok()?);
    let count = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1).min(32);
    (0..count).find_map(|index| {
        let face = ttf_parser::Face::parse(&bytes, index).ok()?;
        face.glyph_index(character).filter(|glyph| glyph.0 != 0)?;
        Face::of(Arc::clone(&bytes), index)
    })
}
