//! Length and codec of a WebM (RFC 8794 EBML, RFC 9559 Matroska): Segment, then Info and Tracks.
//!
//! Not a demuxer: it stops at the first Cluster, where pictures begin. The one rule: an element may not leave its parent,
//! a level has at most `ELEMENTS` of them, and a value longer than 64 bytes is not read.

use std::io::{Read, Seek, SeekFrom};

use super::{MediaKind, MediaProblem, bytes_at};

const ELEMENTS: usize = 2_000;

const EBML: u64 = 0x1A45_DFA3;
const SEGMENT: u64 = 0x1853_8067;
const INFO: u64 = 0x1549_A966;
const SCALE: u64 = 0x2A_D7B1;
const DURATION: u64 = 0x4489;
const TRACKS: u64 = 0x1654_AE6B;
const TRACK: u64 = 0xAE;
const TRACK_TYPE: u64 = 0x83;
const CODEC: u64 = 0x86;
const CLUSTER: u64 = 0x1F43_B675;
/// Nanoseconds a tick when the file does not say.
const USUAL_SCALE: u64 = 1_000_000;
const PICTURES: u64 = 1;

type Found = (Option<u64>, Option<String>);

struct Element {
    id: u64,
    start: u64,
    end: u64,
}

/// Length in milliseconds and the codec of the first picture track.
pub(super) fn read(file: &mut (impl Read + Seek), bytes: u64) -> Result<Found, MediaProblem> {
    let header = next(file, 0, bytes)?.filter(|head| head.id == EBML);
    let header = header.ok_or_else(|| damaged("its EBML header cannot be read"))?;
    let segment = next(file, header.end, bytes)?.filter(|segment| segment.id == SEGMENT);
    let segment = segment.ok_or_else(|| damaged("it has no segment"))?;
    let (mut length, mut codec) = (None, None);
    for_each(file, &segment, |file, element| {
        match element.id {
            INFO => length = info(file, element)?,
            TRACKS => codec = tracks(file, element)?,
            _ => {}
        }
        Ok(element.id != CLUSTER)
    })?;
    Ok((length, codec))
}

fn damaged(what: &'static str) -> MediaProblem {
    MediaProblem::Damaged {
        kind: MediaKind::Webm,
        what,
    }
}

fn info<R: Read + Seek>(file: &mut R, parent: &Element) -> Result<Option<u64>, MediaProblem> {
    let (mut scale, mut ticks) = (USUAL_SCALE, None);
    for_each(file, parent, |file, element| {
        match element.id {
            SCALE => scale = unsigned(&value(file, element)?),
            DURATION => ticks = float(&value(file, element)?),
            _ => {}
        }
        Ok(true)
    })?;
    let ms = ticks.map(|ticks| ticks * scale as f64 / 1e6);
    Ok(ms
        .filter(|ms| ms.is_finite() && (0.0..1e12).contains(ms))
        .map(|ms| ms.round() as u64))
}

fn tracks<R: Read + Seek>(file: &mut R, parent: &Element) -> Result<Option<String>, MediaProblem> {
    let mut found = None;
    for_each(file, parent, |file, element| {
        if element.id == TRACK {
            found = track(file, element)?;
        }
        Ok(found.is_none())
    })?;
    Ok(found)
}

fn track<R: Read + Seek>(file: &mut R, parent: &Element) -> Result<Option<String>, MediaProblem> {
    let (mut pictures, mut codec) = (false, None);
    for_each(file, parent, |file, element| {
        match element.id {
            TRACK_TYPE => pictures = unsigned(&value(file, element)?) == PICTURES,
            CODEC => codec = Some(ascii(&value(file, element)?)),
            _ => {}
        }
        Ok(true)
    })?;
    Ok(codec.filter(|_| pictures))
}

/// Visits the children until the visitor says `false`.
fn for_each<R: Read + Seek>(
    file: &mut R,
    parent: &Element,
    mut visit: impl FnMut(&mut R, &Element) -> Result<bool, MediaProblem>,
) -> Result<(), MediaProblem> {
    let mut at = parent.start;
    for _ in 0..ELEMENTS {
        let Some(element) = next(file, at, parent.end)? else {
            break;
        };
        if !visit(file, &element)? {
            break;
        }
        at = element.end;
    }
    Ok(())
}

/// The element at a position, or `None` at the end of the parent. A length of all ones means "to the end of the parent"
/// (a recording that was streamed).
fn next(file: &mut (impl Read + Seek), at: u64, end: u64) -> Result<Option<Element>, MediaProblem> {
    if at >= end {
        return Ok(None);
    }
    let cut_off = || damaged("an element is cut off");
    let (id, id_bytes) = number(file, at, end, true)?
        .filter(|(_, n)| *n <= 4)
        .ok_or_else(cut_off)?;
    let (length, length_bytes) = number(file, at + id_bytes, end, false)?.ok_or_else(cut_off)?;
    let start = at + id_bytes + length_bytes;
    let unknown = length == (1 << (7 * length_bytes)) - 1;
    // A file cut off in its last element still says how long it was meant to be.
    let stop = if unknown {
        end
    } else {
        start.saturating_add(length).min(end)
    };
    Ok(Some(Element {
        id,
        start,
        end: stop,
    }))
}

/// A variable-length number and its bytes; identifiers keep their marker bit.
fn number(
    file: &mut (impl Read + Seek),
    at: u64,
    end: u64,
    keep_marker: bool,
) -> Result<Option<(u64, u64)>, MediaProblem> {
    if at >= end {
        return Ok(None);
    }
    let [first] = bytes_at(file, at)?;
    let bytes = u64::from(first.leading_zeros()) + 1;
    if bytes > 8 || at + bytes > end {
        return Ok(None);
    }
    let first = if keep_marker {
        u64::from(first)
    } else {
        u64::from(first) & ((1 << (8 - bytes)) - 1)
    };
    let mut value = first;
    for offset in 1..bytes {
        let [byte] = bytes_at(file, at + offset)?;
        value = value << 8 | u64::from(byte);
    }
    Ok(Some((value, bytes)))
}

fn value(file: &mut (impl Read + Seek), element: &Element) -> Result<Vec<u8>, MediaProblem> {
    let length = element.end.saturating_sub(element.start);
    if length > 64 {
        return Err(damaged("a value is too long"));
    }
    let mut out = vec![0; length as usize];
    file.seek(SeekFrom::Start(element.start))?;
    file.read_exact(&mut out)?;
    Ok(out)
}

fn unsigned(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .take(8)
        .fold(0, |value, byte| value << 8 | u64::from(*byte))
}

fn float(bytes: &[u8]) -> Option<f64> {
    match *bytes {
        [a, b, c, d] => Some(f64::from(f32::from_be_bytes([a, b, c, d]))),
        [a, b, c, d, e, f, g, h] => Some(f64::from_be_bytes([a, b, c, d, e, f, g, h])),
        _ => None,
    }
}

fn ascii(bytes: &[u8]) -> String {
    bytes
        .iter()
        .filter(|byte| byte.is_ascii_graphic())
        .map(|&byte| char::from(byte))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::{MediaFacts, MediaKind, MediaProblem, probe};
    use proptest::prelude::*;
    use std::io::Cursor;

    fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
        let length = (content.len() as u32 | 0x1000_0000).to_be_bytes();
        [id, &length[..], content].concat()
    }

    fn clip() -> Vec<u8> {
        let header = element(&[0x1A, 0x45, 0xDF, 0xA3], &element(&[0x42, 0x82], b"webm"));
        let duration = element(&[0x44, 0x89], &12_345.0_f64.to_be_bytes());
        let info = element(&[0x15, 0x49, 0xA9, 0x66], &duration);
        let sound = element(
            &[0xAE],
            &[element(&[0x83], &[2]), element(&[0x86], b"A_OPUS")].concat(),
        );
        let picture = element(
            &[0xAE],
            &[element(&[0x83], &[1]), element(&[0x86], b"V_VP9")].concat(),
        );
        let tracks = element(&[0x16, 0x54, 0xAE, 0x6B], &[sound, picture].concat());
        let cluster = element(&[0x1F, 0x43, 0xB6, 0x75], &[0; 300]);
        let content = [info, tracks, cluster].concat();
        // A segment of unknown length, as recorders write it.
        [
            header,
            vec![
                0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
            ],
            content,
        ]
        .concat()
    }

    fn of(bytes: &[u8]) -> Result<MediaFacts, MediaProblem> {
        probe(&mut Cursor::new(bytes))
    }

    #[test]
    fn length_and_picture_codec_are_found() {
        let facts = of(&clip()).unwrap();
        assert_eq!(
            (facts.kind, facts.duration_ms),
            (MediaKind::Webm, Some(12_345))
        );
        assert_eq!(facts.codec.as_deref(), Some("V_VP9"));
        assert!(facts.plays());
    }

    #[test]
    fn a_header_cut_short_is_damage() {
        assert!(matches!(
            of(&clip()[..14]),
            Err(MediaProblem::Damaged { .. })
        ));
    }

    proptest! {
        #[test]
        fn changed_bytes_give_facts_or_a_problem_and_never_a_panic(
            changes in proptest::collection::vec((4_usize..120, any::<u8>()), 1..12)
        ) {
            let mut clip = clip();
            for (at, value) in changes {
                clip[at] = value;
            }
            let _ = of(&clip);
        }
    }
}
