//! Headers of the clips that the sample carries, made by ffmpeg and not by our own writer.

use std::fs::File;
use std::path::Path;

use jury_media::{MediaFacts, MediaKind, probe};

fn clip(name: &str) -> MediaFacts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/sample");
    let mut file = File::open(folder.join(name)).expect("the sample's clips are committed");
    probe(&mut file).expect("the clip is whole")
}

#[test]
fn length_and_codec_agree_with_ffprobe() {
    // `ffprobe -show_entries format=duration:stream=codec_name`: h264 24.000 s, h264 19.267 s, vp8 18.008 s.
    for (name, kind, duration, codec) in [
        ("clip_a.mp4", MediaKind::Mp4, 24_000, "avc1"),
        ("clip_b.mp4", MediaKind::Mp4, 19_267, "avc1"),
        ("clip_c.webm", MediaKind::Webm, 18_008, "V_VP8"),
    ] {
        let facts = clip(name);
        assert_eq!(facts.kind, kind, "{name}");
        assert_eq!(facts.codec.as_deref(), Some(codec), "{name}");
        assert_eq!(facts.duration_ms, Some(duration), "{name}");
        assert!(facts.plays(), "{name}");
    }
}
