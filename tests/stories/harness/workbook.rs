//! Workbooks as other programs leave them: plain tables, and a part of an existing one changed.

use std::io::{Cursor, Read as _, Write as _};

use jury_exchange::return_book::ReturnBook;
use jury_seal::sha256;
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook of one sheet: a row of headings and rows of text.
pub(crate) fn plain_workbook(sheet: &str, head: &[&str], rows: &[Vec<&str>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name(sheet).unwrap();
    for (column, text) in head.iter().enumerate() {
        page.write_string(0, u16::try_from(column).unwrap(), *text)
            .unwrap();
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in cells.iter().enumerate() {
            page.write_string(row, u16::try_from(column).unwrap(), *text)
                .unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The same workbook with the text of one part changed, as somebody with an archive program could.
pub(crate) fn with_part_changed(
    workbook: &[u8],
    part: &str,
    change: impl FnOnce(&str) -> String,
) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let mut change = Some(change);
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if name == part {
            let change = change.take().expect("a part stands in a workbook once");
            bytes = change(std::str::from_utf8(&bytes).unwrap()).into_bytes();
        }
        written
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        written.write_all(&bytes).unwrap();
    }
    assert!(change.is_none(), "there is no {part}");
    written.finish().unwrap().into_inner()
}

/// A workbook that carries these envelopes and shows nothing, made as a panel return is.
pub(crate) fn carrying(envelopes: Vec<Vec<u8>>) -> Vec<u8> {
    let book = ReturnBook {
        title: String::new(),
        panel: String::new(),
        chair: String::new(),
        date: String::new(),
        rule: String::new(),
        ranking: Vec::new(),
        coverage: Vec::new(),
        minutes: String::new(),
        seq: 1,
        code: String::new(),
        digest: sha256(b""),
        envelopes,
    };
    book.to_xlsx().unwrap()
}
