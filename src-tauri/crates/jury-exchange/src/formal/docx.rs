//! A formal paper as a Word document: the least of ECMA-376 that Word, WPS and LibreOffice open, written here.
//!
//! Not a general writer; the crates there are bring an image library and a second archive library for what is forty elements. The one rule: text goes
//! through [`escaped`] alone, and the same paper gives the same bytes.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Formal, FormalError, Section};
use crate::paper::qr_png;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>{}</Relationships>"#;
const QR_PART: &str = r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/code.png"/>"#;
/// Body in 仿宋 三号 and titles in 小标宋 二号 as GB/T 9704 has them, with 宋体 and 黑体 where a computer lacks those; tables in 五号.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋" w:hint="eastAsia"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="360" w:line="680" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体" w:hint="eastAsia"/><w:sz w:val="44"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:pPr><w:keepNext/><w:spacing w:after="120"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体" w:hint="eastAsia"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:keepNext/><w:spacing w:before="160"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体" w:hint="eastAsia"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body Text"/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Table Text"/><w:pPr><w:spacing w:line="300" w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:eastAsia="宋体" w:hint="eastAsia"/><w:sz w:val="21"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Small"><w:name w:val="Small"/><w:pPr><w:spacing w:line="280" w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:eastAsia="宋体" w:hint="eastAsia"/><w:sz w:val="18"/></w:rPr></w:style></w:styles>"#;
const FOOTER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="Small"/><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">{}第 </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> 页 共 </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> 页</w:t></w:r></w:p></w:ftr>"#;
/// Margins of GB/T 9704: 37 mm above, 28 mm left, 26 mm right, 35 mm below; in twentieths of a point.
const PAGE: &str = r#"<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>"#;
/// Width between those margins.
const WIDTH: u32 = 8_844;
/// Height kept free for a chop, which is 42 mm across at most.
const CHOP: u32 = 2_000;
/// 24 mm in English metric units.
const QR_SIDE: u32 = 864_000;

pub(super) fn write(formal: &Formal) -> Result<Vec<u8>, FormalError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| -> Result<(), FormalError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        zip.start_file(name, options)?;
        Ok(zip.write_all(bytes)?)
    };
    let status = if formal.status.is_empty() {
        String::new()
    } else {
        format!("{}　", escaped(&formal.status))
    };
    let qr = formal.fingerprint.as_ref();
    add("[Content_Types].xml", TYPES.as_bytes())?;
    add("_rels/.rels", ROOT.as_bytes())?;
    let image = if qr.is_some() { QR_PART } else { "" };
    add(
        "word/_rels/document.xml.rels",
        PARTS.replace("{}", image).as_bytes(),
    )?;
    add("word/document.xml", document(formal).as_bytes())?;
    add("word/footer1.xml", FOOTER.replace("{}", &status).as_bytes())?;
    if let Some(print) = qr {
        add("word/media/code.png", &qr_png(&print.digest)?)?;
    }
    add("word/styles.xml", STYLES.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

fn document(formal: &Formal) -> String {
    let mut body = paragraph("Title", &formal.title);
    for line in formal.head() {
        body.push_str(&paragraph("Subtitle", &line));
    }
    for section in &formal.sections {
        if !section.heading.is_empty() {
            body.push_str(&paragraph("Heading1", &section.heading));
        }
        for line in &section.lines {
            body.push_str(&paragraph("Body", line));
        }
        if !section.columns.is_empty() {
            body.push_str(&table(section));
            // A paragraph has to stand between two tables, and after the last.
            body.push_str(&paragraph("Small", ""));
        }
        for line in &section.after {
            body.push_str(&paragraph("Body", line));
        }
    }
    for who in &formal.signatures {
        body.push_str(&paragraph(
            "Normal",
            &format!("{who}签字：________________"),
        ));
    }
    if !formal.issuer.is_empty() {
        body.push_str(&chop(&formal.issuer));
    }
    if let Some(print) = &formal.fingerprint {
        let said = format!("{}：{}　核对码 {}", print.name, print.digest, print.code);
        body.push_str(&picture());
        body.push_str(&paragraph("Small", &said));
    }
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>{body}{PAGE}</w:body></w:document>"#
    )
}

fn paragraph(style: &str, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#,
        run(text)
    )
}

fn run(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| format!(r#"<w:t xml:space="preserve">{}</w:t>"#, escaped(line)))
        .collect();
    // Quotation marks and × belong to both scripts; the hint has them drawn as Chinese, as in the contest's own name.
    format!(
        r#"<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{}</w:r>"#,
        lines.join("<w:br/>")
    )
}

/// Who issues it and a date at the right, kept together, with room for the chop over them.
fn chop(issuer: &str) -> String {
    // A paragraph of that height: space before a paragraph is left out at the top of a page.
    let room = format!(
        r#"<w:p><w:pPr><w:keepNext/><w:spacing w:line="{CHOP}" w:lineRule="exact"/></w:pPr></w:p>"#
    );
    let line = |text: &str, next: &str| {
        format!(
            r#"<w:p><w:pPr>{next}<w:keepLines/><w:jc w:val="right"/></w:pPr>{}</w:p>"#,
            run(text)
        )
    };
    format!(
        "{room}{}{}",
        line(&format!("{issuer}（盖章）"), "<w:keepNext/>"),
        line("　　　　年　　月　　日", "")
    )
}

fn table(section: &Section) -> String {
    let whole: u32 = section
        .columns
        .iter()
        .map(|column| u32::from(column.width))
        .sum::<u32>()
        .max(1);
    let widths: Vec<u32> = section
        .columns
        .iter()
        .map(|column| WIDTH * u32::from(column.width) / whole)
        .collect();
    let grid: String = widths
        .iter()
        .map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#))
        .collect();
    let row = |texts: Vec<&str>, head: bool| {
        let cells: String = widths
            .iter()
            .enumerate()
            .map(|(at, width)| cell(texts.get(at).copied().unwrap_or(""), *width, head))
            .collect();
        let repeated = if head { "<w:tblHeader/>" } else { "" };
        format!("<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>")
    };
    let heads = section
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    let rows: String = section
        .rows
        .iter()
        .map(|texts| row(texts.iter().map(String::as_str).collect(), false))
        .collect();
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .iter()
        .map(|side| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#))
        .collect();
    format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{}{rows}</w:tbl>"#,
        row(heads, true)
    )
}

fn cell(text: &str, width: u32, head: bool) -> String {
    let shade = if head {
        r#"<w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>"#
    } else {
        ""
    };
    let middle = match (head, super::is_figure(text)) {
        (true, _) => r#"<w:jc w:val="center"/>"#,
        (false, true) => r#"<w:jc w:val="right"/>"#,
        (false, false) => "",
    };
    format!(
        r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/>{middle}</w:pPr>{}</w:p></w:tc>"#,
        run(text)
    )
}

fn picture() -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Small"/><w:keepNext/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{QR_SIDE}" cy="{QR_SIDE}"/><wp:docPr id="1" name="code" descr="二维码"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="code.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId3"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{QR_SIDE}" cy="{QR_SIDE}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
    )
}

/// Text as XML takes it; control characters, which it takes in no form, become a space.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('□'),
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
