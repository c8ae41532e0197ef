//! Pages that take PDFium a while, written by hand: what dossiers have that is slow.
//!
//! Not the demo's forms, most of which render in a few milliseconds, so that a pipe would look dear beside them. The one rule: the same bytes on
//! every run.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

use crate::fault::Fault;
use crate::sheets::Noise;

/// An A4 page in points.
const WIDE: f64 = 595.0;
const HIGH: f64 = 842.0;
/// An A4 scan at 300 dots an inch.
const SCAN: (u32, u32) = (2480, 3508);

/// Documents of several pages each; few, so that a worker holds all of them open.
pub(crate) fn documents() -> Result<Vec<Vec<u8>>, Fault> {
    let scans = (0..3).map(scan).collect::<Result<Vec<_>, _>>()?;
    Ok(vec![
        drawn(&[
            &curves(1),
            &bars(2),
            &network(3),
            &shades(4),
            &curves(5),
            &network(6),
        ]),
        scanned(&scans),
    ])
}

/// Measurements as thousands of short strokes: charts pasted from another program as vectors.
fn curves(seed: u64) -> String {
    let mut noise = Noise::new(seed);
    let mut text = String::from("0.4 w\n");
    for curve in 0..60_u32 {
        let base = 40.0 + f64::from(curve) * 12.5;
        colour(&mut text, &mut noise, "RG");
        let mut y = base;
        for step in 0..900_u32 {
            y += jitter(&mut noise, 3.0) - (y - base) * 0.02;
            let x = 30.0 + f64::from(step) * 0.6;
            let _ = write!(text, "{x:.2} {y:.2} {} ", if step == 0 { "m" } else { "l" });
        }
        text.push_str("S\n");
    }
    text
}

/// Small filled bars, the way spreadsheets print conditional formatting.
fn bars(seed: u64) -> String {
    let mut noise = Noise::new(seed);
    let mut text = String::new();
    for row in 0..150_u32 {
        for column in 0..180_u32 {
            colour(&mut text, &mut noise, "rg");
            let (x, y) = (20.0 + f64::from(column) * 3.1, 30.0 + f64::from(row) * 5.2);
            let _ = writeln!(
                text,
                "{x:.2} {y:.2} 2.70 {:.2} re f",
                1.0 + jitter(&mut noise, 3.0).abs()
            );
        }
    }
    text
}

/// Curved links between many places: a relation graph or a road map.
fn network(seed: u64) -> String {
    let mut noise = Noise::new(seed);
    let mut text = String::from("0.3 w\n");
    for _ in 0..9_000 {
        colour(&mut text, &mut noise, "RG");
        let at = place(&mut noise);
        let _ = write!(text, "{:.2} {:.2} m ", at.0, at.1);
        for _ in 0..3 {
            let (x, y) = (
                at.0 + jitter(&mut noise, 60.0),
                at.1 + jitter(&mut noise, 60.0),
            );
            let _ = write!(text, "{x:.2} {y:.2} ");
        }
        text.push_str("c S\n");
    }
    text
}

/// Rings of many corners filled over each other, half transparent: heat maps and coverage maps.
fn shades(seed: u64) -> String {
    let mut noise = Noise::new(seed);
    let mut text = String::from("/H gs\n");
    for _ in 0..1_200 {
        colour(&mut text, &mut noise, "rg");
        let (centre, radius) = (place(&mut noise), 8.0 + jitter(&mut noise, 6.0));
        for corner in 0..40_u32 {
            let angle = f64::from(corner) / 40.0 * TAU;
            let r = radius + jitter(&mut noise, 2.0);
            let (x, y) = (centre.0 + r * angle.cos(), centre.1 + r * angle.sin());
            let _ = write!(
                text,
                "{x:.2} {y:.2} {} ",
                if corner == 0 { "m" } else { "l" }
            );
        }
        text.push_str("f\n");
    }
    text
}

/// A number between minus and plus `most`.
fn jitter(noise: &mut Noise, most: f64) -> f64 {
    (f64::from(u32::try_from(noise.below(20_001)).unwrap_or(0)) / 10_000.0 - 1.0) * most
}

fn place(noise: &mut Noise) -> (f64, f64) {
    (
        WIDE / 2.0 + jitter(noise, WIDE / 2.2),
        HIGH / 2.0 + jitter(noise, HIGH / 2.2),
    )
}

fn colour(text: &mut String, noise: &mut Noise, operator: &str) {
    let mut part = || 0.45 + jitter(noise, 0.4);
    let (red, green, blue) = (part(), part(), part());
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{red:.2} {green:.2} {blue:.2} {operator}");
}

/// Paper with grain, lines of strokes where text would be and a red stamp, as a JPEG.
fn scan(seed: u64) -> Result<Vec<u8>, Fault> {
    let mut noise = Noise::new(seed + 100);
    let (wide, high) = SCAN;
    let mut pixels = Vec::with_capacity(wide as usize * high as usize * 3);
    for y in 0..high {
        for x in 0..wide {
            let grain = u8::try_from(noise.below(14)).unwrap_or(0);
            let inked = y % 64 < 34
                && (200..wide - 200).contains(&x)
                && (x / 5 + y / 7 * 3) % 7 < 2 + (x / 97 + y / 64) % 2;
            let ring = (i64::from(x) - 1800).pow(2) + (i64::from(y) - 2900).pow(2);
            let stamped = (170_i64.pow(2)..200_i64.pow(2)).contains(&ring);
            let base: [u8; 3] = if stamped {
                [205, 60, 60]
            } else if inked {
                [50, 50, 55]
            } else {
                [238, 236, 230]
            };
            pixels.extend(base.map(|part| part.saturating_add(grain)));
        }
    }
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, 85);
    encoder
        .write_image(&pixels, wide, high, ExtendedColorType::Rgb8)
        .map_err(|error| Fault::wrong(format!("a scan cannot be encoded: {error}")))?;
    Ok(jpeg)
}

/// A document of drawn pages; `/H` is a half transparent state.
fn drawn(pages: &[&str]) -> Vec<u8> {
    let resources = "<</ExtGState<</H<</ca 0.35>>>>>>";
    let contents = pages.iter().map(|content| stream("", content.as_bytes()));
    document(resources, &[], contents.collect())
}

/// A document of pages that are one picture each.
fn scanned(jpegs: &[Vec<u8>]) -> Vec<u8> {
    let (wide, high) = SCAN;
    let facts = format!(
        "/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
    );
    let pictures: Vec<_> = jpegs.iter().map(|jpeg| stream(&facts, jpeg)).collect();
    let named: String = (0..pictures.len())
        .map(|n| format!("/P{n} {} 0 R", 3 + n))
        .collect();
    let contents = (0..pictures.len())
        .map(|n| stream("", format!("{WIDE} 0 0 {HIGH} 0 0 cm /P{n} Do").as_bytes()));
    document(
        &format!("<</XObject<<{named}>>>>"),
        &pictures,
        contents.collect(),
    )
}

/// A stream with what else stands in its dictionary.
pub(crate) fn stream(facts: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<<{facts}/Length {}>>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// Objects 1 and 2 are catalog and page tree, then `shared`, then page and content by turns.
pub(crate) fn document(resources: &str, shared: &[Vec<u8>], contents: Vec<Vec<u8>>) -> Vec<u8> {
    let first = 3 + shared.len();
    let kids: String = (0..contents.len())
        .map(|n| format!("{} 0 R ", first + 2 * n))
        .collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]>>", contents.len()).into_bytes(),
    ];
    objects.extend_from_slice(shared);
    for (n, content) in contents.into_iter().enumerate() {
        let at = first + 2 * n + 1;
        objects.push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDE} {HIGH}]/Contents {at} 0 R/Resources {resources}>>").into_bytes());
        objects.push(content);
    }
    bound(&objects)
}

/// Numbered objects with their cross-reference table (ISO 32000-1, 7.5).
fn bound(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (n, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        out.extend_from_slice(format!("{} 0 obj\n", n + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    let _ = write!(
        table,
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    out.extend_from_slice(table.as_bytes());
    out
}
