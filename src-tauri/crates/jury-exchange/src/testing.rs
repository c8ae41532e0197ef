//! Workbooks and archives made by hand for the tests of this crate.
//!
//! Not fixtures of a contest. The one rule: a test states only what differs from an ordinary table.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A workbook of text cells.
pub(crate) fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(*cells) {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// A container of these parts.
pub(crate) fn container(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts of a workbook, to be put together again with something changed.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let read = |name: String| {
        let mut contents = Vec::new();
        std::io::copy(&mut archive.by_name(&name).unwrap(), &mut contents).unwrap();
        (name, contents)
    };
    names.into_iter().map(read).collect()
}

/// A workbook with one part replaced.
pub(crate) fn with_part(bytes: &[u8], name: &str, contents: &[u8]) -> Vec<u8> {
    let mut parts = parts(bytes);
    match parts.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => *old = contents.to_vec(),
        None => parts.push((name.to_owned(), contents.to_vec())),
    }
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, contents)| (name.as_str(), contents.as_slice()))
        .collect();
    container(&parts, CompressionMethod::Deflated)
}
