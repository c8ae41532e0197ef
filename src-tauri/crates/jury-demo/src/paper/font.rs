//! The one font of a PDF: embedded as a subset, or only named, as many office programs leave it.
//!
//! The one rule to know: characters are encoded while pages are drawn, and the font objects are written afterwards, when it is known which
//! glyphs were used.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;

use crate::face::{FONT, advance, glyph};
use crate::paper::{PaperError, packed};
use crate::plan::FormFonts;

const SUBSET_NAME: &[u8] = b"JURYAA+NotoSansSC-Regular";
/// The standard Chinese font of Adobe's readers; a reader without it takes whatever Chinese font the system has.
const STANDARD_NAME: &[u8] = b"STSong-Light";

/// The dash — is CID 105 of Adobe-GB1: row 1 of GB 2312 is CIDs 96 to 189 in the order of that row. Of the marks used here it is the only
/// one that the bundled font does not make a full em wide.
const DASH: u16 = 105;

/// A font in use in one document.
pub(crate) struct Font {
    fonts: FormFonts,
    glyphs: GlyphRemapper,
    /// New glyph number to character, for searching and copying.
    used: BTreeMap<u16, char>,
}

impl Font {
    pub(crate) fn new(fonts: FormFonts) -> Self {
        Self {
            fonts,
            glyphs: GlyphRemapper::new(),
            used: BTreeMap::new(),
        }
    }

    /// The bytes that show a text: glyph numbers of the subset, or UTF-16 for the predefined CMaps.
    pub(crate) fn encode(&mut self, text: &str) -> Vec<u8> {
        if self.fonts != FormFonts::Embedded {
            return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        }
        let mut codes = Vec::with_capacity(text.len());
        for character in text.chars() {
            let number = self.glyphs.remap(glyph(character));
            self.used.entry(number).or_insert(character);
            codes.extend(number.to_be_bytes());
        }
        codes
    }

    /// Writes the font's objects; `next` hands out numbers, `id` is the one that pages name.
    pub(crate) fn write(&self, pdf: &mut Pdf, id: Ref, next: &mut Ref) -> Result<(), PaperError> {
        let (cid, descriptor) = (next.bump(), next.bump());
        let encoding: &[u8] = match self.fonts {
            FormFonts::Embedded => {
                return self.write_embedded(pdf, id, [cid, descriptor, next.bump(), next.bump()]);
            }
            FormFonts::NamedUtf16 => b"UniGB-UTF16-H",
            FormFonts::NamedUcs2 => b"UniGB-UCS2-H",
        };
        pdf.type0_font(id)
            .base_font(Name(STANDARD_NAME))
            .encoding_predefined(Name(encoding))
            .descendant_font(cid);
        let mut font = pdf.cid_font(cid);
        let collection = SystemInfo {
            registry: Str(b"Adobe"),
            ordering: Str(b"GB1"),
            supplement: 4,
        };
        font.subtype(CidFontType::Type0)
            .base_font(Name(STANDARD_NAME))
            .system_info(collection);
        font.font_descriptor(descriptor).default_width(1000.0);
        // In Adobe-GB1, ASCII is CIDs 1 to 95.
        let mut widths = font.widths();
        widths.consecutive(
            1,
            (' '..='~').map(|character| f32::from(advance(character))),
        );
        widths.same(DASH, DASH, f32::from(advance('—')));
        widths.finish();
        font.finish();
        describe(
            pdf,
            descriptor,
            STANDARD_NAME,
            FontFlags::SYMBOLIC | FontFlags::SERIF,
        )
        .finish();
        Ok(())
    }

    fn write_embedded(
        &self,
        pdf: &mut Pdf,
        id: Ref,
        [cid, descriptor, file, unicode]: [Ref; 4],
    ) -> Result<(), PaperError> {
        let identity = SystemInfo {
            registry: Str(b"Adobe"),
            ordering: Str(b"Identity"),
            supplement: 0,
        };
        let mut type0 = pdf.type0_font(id);
        type0
            .base_font(Name(SUBSET_NAME))
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(unicode);
        type0.finish();
        let mut font = pdf.cid_font(cid);
        font.subtype(CidFontType::Type0)
            .base_font(Name(SUBSET_NAME))
            .system_info(identity);
        font.font_descriptor(descriptor).default_width(1000.0);
        let mut widths = font.widths();
        for (number, character) in self
            .used
            .iter()
            .filter(|(_, character)| advance(**character) != 1000)
        {
            widths.same(*number, *number, f32::from(advance(*character)));
        }
        widths.finish();
        font.finish();
        describe(pdf, descriptor, SUBSET_NAME, FontFlags::SYMBOLIC).font_file3(file);
        let subset = packed(&compact_font(&self.glyphs)?);
        let mut stream = pdf.stream(file, &subset);
        stream
            .filter(Filter::FlateDecode)
            .pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        stream.finish();
        let mut cmap = UnicodeCmap::new(Name(b"Jury-Identity-UCS2"), identity);
        self.used
            .iter()
            .for_each(|(number, character)| cmap.pair(*number, *character));
        let cmap = packed(cmap.finish().as_slice());
        pdf.stream(unicode, &cmap).filter(Filter::FlateDecode);
        Ok(())
    }
}

fn describe<'a>(
    pdf: &'a mut Pdf,
    id: Ref,
    name: &'a [u8],
    flags: FontFlags,
) -> pdf_writer::writers::FontDescriptor<'a> {
    let mut descriptor = pdf.font_descriptor(id);
    descriptor
        .name(Name(name))
        .flags(flags)
        .bbox(Rect::new(-100.0, -220.0, 1100.0, 1000.0));
    descriptor
        .italic_angle(0.0)
        .ascent(880.0)
        .descent(-120.0)
        .cap_height(733.0)
        .stem_v(90.0);
    descriptor
}

/// The CFF table of the subset: what a CIDFontType0C stream holds. The subsetter returns a whole OpenType file.
fn compact_font(glyphs: &GlyphRemapper) -> Result<Vec<u8>, PaperError> {
    let subset = subsetter::subset(FONT, 0, glyphs)?;
    let face = ttf_parser::RawFace::parse(&subset, 0)?;
    let table = face
        .table(ttf_parser::Tag::from_bytes(b"CFF "))
        .ok_or(PaperError::NoOutlines)?;
    Ok(table.to_vec())
}
