//! The parts of a workbook's package that lead to a sheet, as ECMA-376 relates them, and the elements of a part.
//!
//! Not what a sheet holds or looks like (cells.rs, shape.rs, looks.rs). The one rule: the sheet is found the way the parser of workbooks finds it,
//! so that all speak of the same one.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::BookError;

/// The parts of a workbook that lead to a sheet. All of them were unpacked and counted when the workbook was opened.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names as they are by names as they are looked for.
    names: BTreeMap<String, String>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, BookError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BookError::Damaged)?;
        let mut names = BTreeMap::new();
        for name in archive.file_names() {
            let name = name.map_err(|_| BookError::Damaged)?.into_owned();
            names.insert(name.replace('\\', "/").to_ascii_lowercase(), name);
        }
        Ok(Self { archive, names })
    }

    pub(super) fn text(&mut self, path: &str) -> Result<String, BookError> {
        let name = self.names.get(&path.to_ascii_lowercase());
        let name = name.map_or(path, String::as_str);
        let mut part = self.archive.by_name(name).map_err(|_| BookError::Damaged)?;
        let mut text = String::new();
        part.read_to_string(&mut text)
            .map_err(|_| BookError::Damaged)?;
        Ok(text)
    }

    /// Where the sheet of a name stands.
    pub(super) fn sheet(&mut self, name: &str) -> Result<String, BookError> {
        let workbook = self.workbook()?;
        let mut found = None;
        each_element(&self.text(&workbook)?, |tag, element| {
            if tag == "sheet"
                && found.is_none()
                && attribute(element, "name").as_deref() == Some(name)
            {
                found = attribute(element, "id");
            }
            Ok(())
        })?;
        let found = found.ok_or(BookError::Damaged)?;
        let mut related = self.relations(&workbook)?.into_iter();
        let target = related.find(|one| one.id == found);
        Ok(target.ok_or(BookError::Damaged)?.target)
    }

    /// The part of a kind that belongs to the workbook, if there is one.
    pub(super) fn beside_workbook(&mut self, kind: &str) -> Result<Option<String>, BookError> {
        let workbook = self.workbook()?;
        Ok(self.related(&workbook, kind)?.into_iter().next())
    }

    /// The parts of a kind that belong to a part.
    pub(super) fn related(&mut self, path: &str, kind: &str) -> Result<Vec<String>, BookError> {
        let related = self.relations(path)?.into_iter();
        let of_kind = related.filter(|one| one.kind.ends_with(kind));
        Ok(of_kind.map(|one| one.target).collect())
    }

    fn workbook(&mut self) -> Result<String, BookError> {
        let mut related = self.relations("")?.into_iter();
        let workbook = related.find(|one| one.kind.ends_with("/relationships/officeDocument"));
        Ok(workbook.ok_or(BookError::Damaged)?.target)
    }

    /// What belongs to a part; to the whole workbook for an empty path.
    fn relations(&mut self, path: &str) -> Result<Vec<Relation>, BookError> {
        let (folder, file) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
        let mut relations = Vec::new();
        let list = format!("{folder}_rels/{file}.rels");
        if !self.names.contains_key(&list.to_ascii_lowercase()) {
            return Ok(relations);
        }
        let text = self.text(&list)?;
        each_element(&text, |tag, element| {
            let of = |name| attribute(element, name);
            if tag == "Relationship"
                && let (Some(id), Some(target)) = (of("Id"), of("Target"))
            {
                relations.push(Relation {
                    id,
                    kind: of("Type").unwrap_or_default(),
                    target: within(folder, &target),
                });
            }
            Ok(())
        })?;
        Ok(relations)
    }
}

/// One part that belongs to another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// A target as a part's name: from the root, or from the folder it is said in.
fn within(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let (mut folder, mut target) = (folder.trim_end_matches('/'), target);
    while let Some(rest) = target.strip_prefix("../") {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        target = rest;
    }
    if folder.is_empty() {
        target.to_owned()
    } else {
        format!("{folder}/{target}")
    }
}

/// Calls `visit` with the local name of every element.
pub(super) fn each_element(
    text: &str,
    mut visit: impl FnMut(&str, &BytesStart<'_>) -> Result<(), BookError>,
) -> Result<(), BookError> {
    each_text(text, |tag, element, _| match element {
        Some(element) => visit(tag, element),
        None => Ok(()),
    })
}

/// Calls `visit` with every element, and with what is written right after each.
pub(super) fn each_text(
    text: &str,
    mut visit: impl FnMut(&str, Option<&BytesStart<'_>>, &str) -> Result<(), BookError>,
) -> Result<(), BookError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut tag = String::new();
    loop {
        match reader.read_event().map_err(|_| BookError::Damaged)? {
            Event::Start(element) | Event::Empty(element) => {
                element.local_name().as_ref().clone_into(&mut tag);
                visit(&tag, Some(&element), "")?;
            }
            Event::Text(content) => visit(&tag, None, content.as_ref())?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute by its local name, as a person reads it.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|one| one.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    value.ok().map(std::borrow::Cow::into_owned)
}

pub(super) fn whole(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}

pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<f64> {
    attribute(element, name)?.trim().parse().ok()
}
