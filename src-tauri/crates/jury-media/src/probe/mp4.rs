//! Length and codec of an MP4, from the few boxes that say so (ISO/IEC 14496-12: moov, mvhd, trak, mdia, hdlr, stsd).
//!
//! Not a demuxer: samples are never read, so a film of 4 GiB costs a handful of small reads wherever its moov stands.
//! The one rule: a box may not leave its parent, and a level has at most `BOXES` of them.

use std::io::{Read, Seek};

use super::{MediaKind, MediaProblem, bytes_at};

/// Boxes walked per level. Fragmented films have thousands of top-level boxes, but their moov comes early.
const BOXES: usize = 10_000;

type Found = (Option<u64>, Option<String>);

/// One box: its name and where its content lies.
struct Mp4Box {
    name: [u8; 4],
    start: u64,
    end: u64,
}

/// Length in milliseconds and the first picture codec.
pub(super) fn read(file: &mut (impl Read + Seek), bytes: u64) -> Result<Found, MediaProblem> {
    let Some(moov) = find(file, 0, bytes, b"moov")? else {
        return Err(damaged(
            "it has no index (moov): recording or copying was cut off",
        ));
    };
    let duration = match find(file, moov.start, moov.end, b"mvhd")? {
        Some(mvhd) => movie_length(file, &mvhd)?,
        None => return Err(damaged("its index has no header (mvhd)")),
    };
    Ok((duration, picture_codec(file, &moov)?))
}

fn damaged(what: &'static str) -> MediaProblem {
    MediaProblem::Damaged {
        kind: MediaKind::Mp4,
        what,
    }
}

/// mvhd: version, flags, two times, time scale, duration; the times and the duration are 64 bits wide in version 1.
fn movie_length(file: &mut (impl Read + Seek), mvhd: &Mp4Box) -> Result<Option<u64>, MediaProblem> {
    if mvhd.end - mvhd.start < 32 {
        return Err(damaged("its header (mvhd) is too short"));
    }
    let head: [u8; 32] = bytes_at(file, mvhd.start)?;
    let (scale, duration, unknown) = match head[0] {
        0 => (be(&head[12..16]), be(&head[16..20]), u64::from(u32::MAX)),
        1 => (be(&head[20..24]), be(&head[24..32]), u64::MAX),
        _ => return Err(damaged("its header (mvhd) has an unknown version")),
    };
    if scale == 0 || duration == unknown || duration == 0 {
        return Ok(None);
    }
    Ok(u64::try_from(u128::from(duration) * 1000 / u128::from(scale)).ok())
}

/// The codec of the first track whose handler is `vide`.
fn picture_codec(
    file: &mut (impl Read + Seek),
    moov: &Mp4Box,
) -> Result<Option<String>, MediaProblem> {
    let mut at = moov.start;
    for _ in 0..BOXES {
        let Some(track) = next(file, at, moov.end)? else {
            break;
        };
        at = track.end;
        if track.name == *b"trak"
            && let Some(codec) = track_codec(file, &track)?
        {
            return Ok(Some(codec));
        }
    }
    Ok(None)
}

fn track_codec(
    file: &mut (impl Read + Seek),
    track: &Mp4Box,
) -> Result<Option<String>, MediaProblem> {
    let Some(mdia) = find(file, track.start, track.end, b"mdia")? else {
        return Ok(None);
    };
    let Some(hdlr) = find(file, mdia.start, mdia.end, b"hdlr")? else {
        return Ok(None);
    };
    if hdlr.end - hdlr.start < 12 || bytes_at::<4>(file, hdlr.start + 8)? != *b"vide" {
        return Ok(None);
    }
    let mut inner = mdia;
    for name in [b"minf", b"stbl", b"stsd"] {
        let Some(found) = find(file, inner.start, inner.end, name)? else {
            return Ok(None);
        };
        inner = found;
    }
    // stsd: version and flags, number of entries, then the first entry, itself a box named after the codec.
    let entry = inner.start.saturating_add(8);
    Ok(next(file, entry, inner.end)?
        .map(|codec| codec.name.iter().map(|&b| printable(b)).collect()))
}

fn printable(byte: u8) -> char {
    if byte.is_ascii_graphic() {
        byte.into()
    } else {
        '?'
    }
}

fn find(
    file: &mut (impl Read + Seek),
    start: u64,
    end: u64,
    name: &[u8; 4],
) -> Result<Option<Mp4Box>, MediaProblem> {
    let mut at = start;
    for _ in 0..BOXES {
        match next(file, at, end)? {
            Some(found) if found.name == *name => return Ok(Some(found)),
            Some(other) => at = other.end,
            None => break,
        }
    }
    Ok(None)
}

/// The box at a position, or `None` at the end of the parent.
fn next(file: &mut (impl Read + Seek), at: u64, end: u64) -> Result<Option<Mp4Box>, MediaProblem> {
    if at.saturating_add(8) > end {
        return Ok(None);
    }
    let head: [u8; 8] = bytes_at(file, at)?;
    let (length, header) = match be(&head[..4]) {
        0 => (end - at, 8), // up to the end of the file
        1 if at.saturating_add(16) <= end => (be(&bytes_at::<8>(file, at + 8)?), 16),
        length => (length, 8),
    };
    let stop = at
        .checked_add(length)
        .filter(|&stop| length >= header && stop <= end);
    let stop = stop.ok_or_else(|| {
        damaged("a box is longer than what holds it: the file is cut off or not an MP4")
    })?;
    let name = [head[4], head[5], head[6], head[7]];
    Ok(Some(Mp4Box {
        name,
        start: at + header,
        end: stop,
    }))
}

fn be(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |value, byte| value << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use crate::probe::{MediaFacts, MediaKind, MediaProblem, probe};
    use proptest::prelude::*;
    use std::io::Cursor;

    fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = (content.len() as u32 + 8).to_be_bytes();
        [&length[..], name, content].concat()
    }

    fn track(handler: &[u8; 4], codec: &[u8; 4]) -> Vec<u8> {
        let hdlr = boxed(b"hdlr", &[&[0; 8][..], handler, &[0; 12]].concat());
        let stsd = boxed(
            b"stsd",
            &[&[0, 0, 0, 0, 0, 0, 0, 1][..], &boxed(codec, &[0; 70])].concat(),
        );
        let minf = boxed(b"minf", &boxed(b"stbl", &stsd));
        boxed(b"trak", &boxed(b"mdia", &[hdlr, minf].concat()))
    }

    fn film(moov_first: bool) -> Vec<u8> {
        let mut mvhd = vec![0; 100];
        mvhd[12..16].copy_from_slice(&600_u32.to_be_bytes());
        mvhd[16..20].copy_from_slice(&(600 * 90_u32).to_be_bytes());
        let content = [
            boxed(b"mvhd", &mvhd),
            track(b"soun", b"mp4a"),
            track(b"vide", b"avc1"),
        ]
        .concat();
        let (moov, mdat) = (boxed(b"moov", &content), boxed(b"mdat", &[7; 5000]));
        let ftyp = boxed(b"ftyp", b"isom\0\0\0\0isomavc1");
        if moov_first {
            [ftyp, moov, mdat].concat()
        } else {
            [ftyp, mdat, moov].concat()
        }
    }

    fn of(bytes: &[u8]) -> Result<MediaFacts, MediaProblem> {
        probe(&mut Cursor::new(bytes))
    }

    #[test]
    fn length_and_picture_codec_are_found_with_the_index_first_or_last() {
        for moov_first in [true, false] {
            let facts = of(&film(moov_first)).unwrap();
            assert_eq!(facts.kind, MediaKind::Mp4);
            assert_eq!(facts.duration_ms, Some(90_000));
            assert_eq!(facts.codec.as_deref(), Some("avc1"));
            assert!(facts.plays());
        }
    }

    #[test]
    fn a_film_cut_off_before_its_index_says_so() {
        let film = film(false);
        assert!(matches!(
            of(&film[..3000]),
            Err(MediaProblem::Damaged { .. })
        ));
        assert!(
            matches!(of(&film[..5032]), Err(MediaProblem::Damaged { what, .. }) if what.contains("moov"))
        );
    }

    #[test]
    fn hevc_is_known_not_to_play() {
        let film = film(true);
        let at = film
            .windows(8)
            .position(|eight| &eight[4..] == b"avc1" && eight[3] == 78)
            .unwrap();
        let mut other = film;
        other[at + 4..at + 8].copy_from_slice(b"hvc1");
        assert!(!of(&other).unwrap().plays());
    }

    proptest! {
        #[test]
        fn changed_bytes_give_facts_or_a_problem_and_never_a_panic(
            changes in proptest::collection::vec((0_usize..700, any::<u8>()), 1..12)
        ) {
            let mut film = film(true);
            for (at, value) in changes {
                film[at] = value;
            }
            let _ = of(&film);
        }
    }
}
