//! The words of the made-up contest: tracks and topics of the 2025 edition, words of each track, sentences of each part of a dossier.
//!
//! Not how they are put together (see [`crate::grammar`]). The one rule to know: words are data in `assets/`, read once; the code holds
//! structure only.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const TRACKS_AND_TOPICS: &str = include_str!("../../../../assets/tables/tracks_topics.csv");
const LEXICON: &str = include_str!("../../../../assets/sample/lexicon.toml");
const PHRASES: &str = include_str!("../../../../assets/sample/phrases.toml");

/// What one track's dossiers talk about.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrackWords {
    pub(crate) id: String,
    pub(crate) brands: Vec<String>,
    pub(crate) industries: Vec<String>,
    pub(crate) trades: Vec<String>,
    pub(crate) scenes: Vec<String>,
    pub(crate) sources: Vec<String>,
    pub(crate) users: Vec<String>,
    pub(crate) pains: Vec<String>,
    pub(crate) features: Vec<String>,
    /// `name|unit|before|after`
    pub(crate) metrics: Vec<String>,
}

#[derive(serde::Deserialize)]
struct Lexicon {
    track: Vec<TrackWords>,
}

/// A track of the edition with its topics, in the order of the notice.
#[derive(Debug)]
pub(crate) struct TrackNames {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) topics: Vec<String>,
}

static TRACKS: LazyLock<Vec<TrackNames>> = LazyLock::new(|| {
    let mut tracks: Vec<TrackNames> = Vec::new();
    for row in csv::Reader::from_reader(TRACKS_AND_TOPICS.as_bytes()).into_records() {
        let row = row.expect("the table of tracks in the tree is well formed; a test reads it");
        if tracks.last().is_none_or(|track| track.id != row[0]) {
            tracks.push(TrackNames {
                id: row[0].to_owned(),
                name: row[1].to_owned(),
                topics: Vec::new(),
            });
        }
        if let Some(track) = tracks.last_mut() {
            track.topics.push(row[3].to_owned());
        }
    }
    tracks
});

static WORDS: LazyLock<Vec<TrackWords>> = LazyLock::new(|| {
    let lexicon: Lexicon =
        toml::from_str(LEXICON).expect("the lexicon in the tree is well formed; a test reads it");
    lexicon.track
});

static SENTENCES: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    toml::from_str(PHRASES).expect("the phrases in the tree are well formed; a test reads them")
});

pub(crate) fn tracks() -> &'static [TrackNames] {
    &TRACKS
}

/// The words of a track; every track of the table has some, a test says so.
pub(crate) fn words(track: &str) -> &'static TrackWords {
    WORDS
        .iter()
        .find(|words| words.id == track)
        .expect("every track of the table has words; a test compares them")
}

/// The sentences of a part; empty for a part nobody wrote, which a test would show as an empty paragraph.
pub(crate) fn sentences(part: &str) -> &'static [String] {
    SENTENCES.get(part).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_track_of_the_edition_has_topics_and_words() {
        assert_eq!(tracks().len(), 14);
        for track in tracks() {
            let words = words(&track.id);
            assert!(
                !track.topics.is_empty() && words.scenes.len() >= 6 && words.sources.len() == 8,
                "{}",
                track.name
            );
            assert!(
                words
                    .metrics
                    .iter()
                    .all(|metric| metric.split('|').count() == 4),
                "{}",
                track.name
            );
            assert!(
                words
                    .industries
                    .iter()
                    .all(|name| jury_core::size_class::Industry::find(name).is_some()),
                "{}",
                track.name
            );
        }
    }

    #[test]
    fn every_part_of_a_dossier_has_sentences() {
        assert!(SENTENCES.len() >= 20 && SENTENCES.values().all(|part| part.len() >= 2));
    }
}
