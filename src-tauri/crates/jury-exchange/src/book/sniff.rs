//! What a file is, from its first bytes: people hand in old `.xls`, Word files and archives under any name.
//!
//! Not validation: a file that passes here may still be damaged. The one rule: the name of the file is never asked.

use super::BookError;

/// A kind of file that is often handed in instead of an `.xlsx`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignKind {
    /// `.xls` of Excel 97–2003, or `.et` of old WPS.
    OldExcel,
    /// `.doc` of Word 97–2003, or `.wps`.
    OldWord,
    /// Another file of the same old family, such as `.ppt`.
    OldOffice,
    /// `.docx`.
    Word,
    /// `.pptx`.
    Slides,
    /// `.ods` and its family.
    OpenDocument,
    /// `.xlsb`.
    BinaryWorkbook,
    /// A `.zip` that is no Office file.
    Zip,
    /// A `.rar`.
    Rar,
    /// A `.7z`.
    SevenZip,
    /// A PDF.
    Pdf,
    /// A picture, such as a photograph of the printed form.
    Picture,
    /// A letter 任务函, or another file in age's encryption.
    Letter,
    /// A material pack 材料包.
    Pack,
    /// None of these.
    Unknown,
}

/// Compound files: `.xls`, `.doc`, and every password-protected `.xlsx` (MS-OFFCRYPTO puts the encrypted package into one).
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const LOCAL_HEADER: &[u8] = b"PK\x03\x04";
const EMPTY_ARCHIVE: &[u8] = b"PK\x05\x06";

const MAGICS: &[(&[u8], ForeignKind)] = &[
    (EMPTY_ARCHIVE, ForeignKind::Zip),
    (b"Rar!\x1a\x07", ForeignKind::Rar),
    (b"7z\xbc\xaf\x27\x1c", ForeignKind::SevenZip),
    (b"%PDF-", ForeignKind::Pdf),
    (b"\x89PNG\r\n\x1a\n", ForeignKind::Picture),
    (b"\xff\xd8\xff", ForeignKind::Picture),
    (b"age-encryption.org/v1", ForeignKind::Letter),
    (&jury_seal::pack::MAGIC, ForeignKind::Pack),
];

/// Whether the first part of a container is one that workbooks (and their Office relatives) begin with, even if the rest is gone.
#[must_use]
pub fn begins_as_workbook(bytes: &[u8]) -> bool {
    // Signature, twenty-two bytes of facts, the length of the name, the length of what follows it, the name.
    let length = bytes
        .get(26..28)
        .map_or(0, |it| usize::from(it[0]) | (usize::from(it[1]) << 8));
    let name = bytes
        .get(30..)
        .map_or(&[][..], |rest| &rest[..rest.len().min(length)]);
    let parts: [&[u8]; 4] = [b"[Content_Types].xml", b"_rels/", b"xl/", b"docProps/"];
    bytes.starts_with(LOCAL_HEADER) && parts.iter().any(|part| name.starts_with(part))
}

/// Passes what may be an `.xlsx`.
pub(super) fn refuse_foreign(bytes: &[u8]) -> Result<(), BookError> {
    if bytes.starts_with(COMPOUND) {
        return Err(compound(bytes));
    }
    if let Some((_, kind)) = MAGICS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(BookError::Foreign { kind: *kind });
    }
    if bytes.starts_with(LOCAL_HEADER) {
        Ok(())
    } else {
        Err(BookError::Foreign {
            kind: ForeignKind::Unknown,
        })
    }
}

/// The directory of a compound file holds the names of its streams in UTF-16.
fn compound(bytes: &[u8]) -> BookError {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if has("EncryptedPackage") {
        return BookError::PasswordProtected;
    }
    let kind = if has("Workbook") {
        ForeignKind::OldExcel
    } else if has("WordDocument") {
        ForeignKind::OldWord
    } else {
        ForeignKind::OldOffice
    };
    BookError::Foreign { kind }
}

/// What a zip container is, from the names of its parts; nothing for a workbook.
pub(super) fn foreign_container<'a>(
    names: impl Iterator<Item = &'a [u8]> + Clone,
) -> Option<ForeignKind> {
    let has = |wanted: &str| {
        names
            .clone()
            .any(|name| name.eq_ignore_ascii_case(wanted.as_bytes()))
    };
    if has("xl/workbook.xml") {
        return None;
    }
    [
        ("xl/workbook.bin", ForeignKind::BinaryWorkbook),
        ("word/document.xml", ForeignKind::Word),
        ("ppt/presentation.xml", ForeignKind::Slides),
        ("META-INF/manifest.xml", ForeignKind::OpenDocument),
    ]
    .into_iter()
    .find_map(|(part, kind)| has(part).then_some(kind))
    .or(Some(ForeignKind::Zip))
}
