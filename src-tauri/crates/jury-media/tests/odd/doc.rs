//! PDFs byte by byte: numbered objects with a table, or packed into object streams as office programs write them.
//!
//! Not checked in any way, for what is written here is to be wrong. The one rule: object 1 is the catalog.

use std::fmt::Write as _;

use miniz_oxide::deflate::compress_to_vec_zlib;

/// Objects under way, each as it stands between `obj` and `endobj`.
#[derive(Clone, Default)]
pub(crate) struct Doc {
    pub(crate) objects: Vec<Vec<u8>>,
    /// Further entries of the trailer.
    pub(crate) trailer: String,
}

pub(crate) const A4: &str = "/MediaBox[0 0 595 842]";
/// A square that is plain to see.
pub(crate) const SQUARE: &str = "0 0 0 rg 100 500 200 200 re f";

impl Doc {
    /// One page: its dictionary's further entries, its resources, its content. Objects 1 to 4 are catalog, tree, page and
    /// content.
    pub(crate) fn page(page: &str, resources: &str, content: &[u8]) -> Self {
        let mut doc = Self::default();
        doc.add("<</Type/Catalog/Pages 2 0 R>>");
        doc.add("<</Type/Pages/Count 1/Kids[3 0 R]>>");
        doc.add(format!(
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<{resources}>>{page}>>"
        ));
        doc.add(stream("", content));
        doc
    }

    /// One A4 page with a square.
    pub(crate) fn square() -> Self {
        Self::page(A4, "", SQUARE.as_bytes())
    }

    /// Adds an object and gives its number.
    pub(crate) fn add(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.objects.push(body.into());
        self.objects.len()
    }

    /// The number of the object added next.
    pub(crate) const fn next(&self) -> usize {
        self.objects.len() + 1
    }

    pub(crate) fn set(&mut self, number: usize, body: impl Into<Vec<u8>>) {
        self.objects[number - 1] = body.into();
    }

    /// Adds entries to the catalog.
    pub(crate) fn catalog(mut self, more: &str) -> Self {
        self.set(1, format!("<</Type/Catalog/Pages 2 0 R{more}>>"));
        self
    }

    /// With a cross-reference table (ISO 32000-1, 7.5.4).
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let (mut out, starts) = self.body();
        let table: String = starts.iter().fold(String::new(), |mut text, start| {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{start:010} 00000 n ");
            text
        });
        let (at, size, more) = (out.len(), self.next(), &self.trailer);
        out.extend_from_slice(
            format!(
                "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{more}>>\nstartxref\n{at}\n%%EOF\n"
            )
            .as_bytes(),
        );
        out
    }

    /// Header and objects, and where each object starts.
    pub(crate) fn body(&self) -> (Vec<u8>, Vec<usize>) {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut starts = Vec::new();
        for (n, object) in self.objects.iter().enumerate() {
            starts.push(out.len());
            out.extend_from_slice(format!("{} 0 obj\n", n + 1).as_bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        (out, starts)
    }

    /// All objects without a stream in one object stream, with a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
    pub(crate) fn packed(&self) -> Vec<u8> {
        let is_stream = |object: &[u8]| object.ends_with(b"endstream");
        let holder = self.next();
        let table = holder + 1;
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut rows = vec![[0_u32, 0, 65_535]];
        let (mut heads, mut inner, mut place) = (String::new(), Vec::new(), 0);
        for (n, object) in self.objects.iter().enumerate() {
            if is_stream(object) {
                rows.push([1, out.len() as u32, 0]);
                out.extend_from_slice(format!("{} 0 obj\n", n + 1).as_bytes());
                out.extend_from_slice(object);
                out.extend_from_slice(b"\nendobj\n");
            } else {
                rows.push([2, holder as u32, place]);
                let _ = write!(heads, "{} {} ", n + 1, inner.len());
                inner.extend_from_slice(object);
                inner.push(b'\n');
                place += 1;
            }
        }
        let first = heads.len();
        let content = [heads.as_bytes(), &inner].concat();
        rows.push([1, out.len() as u32, 0]);
        out.extend_from_slice(format!("{holder} 0 obj\n").as_bytes());
        out.extend_from_slice(&deflated(
            &format!("/Type/ObjStm/N {place}/First {first}"),
            &content,
        ));
        out.extend_from_slice(b"\nendobj\n");
        let at = out.len();
        rows.push([1, at as u32, 0]);
        let packed: Vec<u8> = rows
            .iter()
            .flat_map(|[kind, one, two]| {
                let (one, two) = (one.to_be_bytes(), two.to_be_bytes());
                [*kind as u8, one[0], one[1], one[2], one[3], two[2], two[3]]
            })
            .collect();
        let facts = format!(
            "/Type/XRef/W[1 4 2]/Size {}/Root 1 0 R{}",
            table + 1,
            self.trailer
        );
        out.extend_from_slice(format!("{table} 0 obj\n").as_bytes());
        out.extend_from_slice(&deflated(&facts, &packed));
        out.extend_from_slice(format!("\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
        out
    }
}

/// A stream object with its true length.
pub(crate) fn stream(facts: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<<{facts}/Length {}>>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// The same, compressed.
pub(crate) fn deflated(facts: &str, content: &[u8]) -> Vec<u8> {
    let small = compress_to_vec_zlib(content, 6);
    stream(&format!("{facts}/Filter/FlateDecode"), &small)
}

/// The document that mutations start from: three pages of which the first has Latin, Chinese that is not embedded, a
/// picture, links, and there is a table of contents of two levels and a form field.
pub(crate) fn whole() -> Doc {
    let mut doc = Doc::default();
    doc.add("<</Type/Catalog/Pages 2 0 R/Outlines 9 0 R/AcroForm<</Fields[14 0 R]/DA(/L 9 Tf)>>>>");
    doc.add("<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]/Resources 6 0 R>>");
    doc.add(format!(
        "<</Type/Page/Parent 2 0 R{A4}/Contents[15 0 R 16 0 R]/Annots[12 0 R 13 0 R 14 0 R]>>"
    ));
    doc.add(format!(
        "<</Type/Page/Parent 2 0 R{A4}/Rotate 90/Contents 16 0 R>>"
    ));
    doc.add(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/CropBox[10 10 800 500]/Contents 15 0 R>>",
    );
    doc.add(
        "<</Font<</L 7 0 R/C 8 0 R>>/XObject<</I 17 0 R>>/ExtGState<</H<</ca 0.4/BM/Multiply>>>>>>",
    );
    doc.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    doc.add("<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[18 0 R]>>");
    doc.add("<</Type/Outlines/First 10 0 R/Last 10 0 R/Count 2>>");
    doc.add("<</Title<FEFF7B2C4E007AE0>/Parent 9 0 R/First 11 0 R/Last 11 0 R/Count 1/Dest[4 0 R/Fit]>>");
    doc.add("<</Title(1.1 Data)/Parent 10 0 R/A<</S/GoTo/D[5 0 R/XYZ 0 300 0]>>>>");
    doc.add("<</Type/Annot/Subtype/Link/Rect[50 690 200 720]/Dest[5 0 R/Fit]>>");
    doc.add(
        "<</Type/Annot/Subtype/Link/Rect[50 590 200 640]/A<</S/URI/URI(https://example.org/)>>>>",
    );
    doc.add("<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Li Na)/Rect[300 690 500 720]/P 3 0 R>>");
    doc.add(deflated("", b"BT /L 24 Tf 50 700 Td (Reading desk) Tj ET BT /C 40 Tf 50 600 Td <6570636E89817D20> Tj ET"));
    doc.add(deflated(
        "",
        b"/H gs q 200 0 0 200 300 300 cm /I Do Q 1 0 0 RG 3 w 40 40 m 200 100 300 20 400 90 c S",
    ));
    let grey: Vec<u8> = (0..64 * 64).map(|n| (n % 251) as u8).collect();
    doc.add(deflated(
        "/Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceGray/BitsPerComponent 8",
        &grey,
    ));
    doc.add("<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 19 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>");
    doc.add("<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>");
    doc
}
