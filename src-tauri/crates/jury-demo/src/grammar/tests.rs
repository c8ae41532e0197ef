use super::*;
use crate::face::glyph;
use crate::plan::plan;

const PARTS: [&str; 22] = [
    "background",
    "industry",
    "advantage",
    "architecture",
    "function",
    "technology",
    "data_source",
    "data_governance",
    "data_flow",
    "data_security",
    "case",
    "economic",
    "social",
    "promotion",
    "market",
    "effect",
    "resume",
    "qualification",
    "strength",
    "comment_high",
    "comment_middle",
    "comment_low",
];

#[test]
fn every_sentence_of_every_track_is_whole_and_has_glyphs() {
    let plan = plan(3, 280, 1).unwrap();
    for track in &plan.tracks {
        let entry = plan
            .entries
            .iter()
            .find(|entry| entry.track == track.id)
            .unwrap();
        let mut story = Story::new(entry, plan.random("test"));
        for part in PARTS {
            for _ in 0..sentences(part).len() * 3 {
                let sentence = story.sentence(part, "该模块");
                assert!(
                    sentence.ends_with(['。', '！', '）'])
                        && !sentence.contains(['{', '}', '[', ']', '|']),
                    "{sentence}"
                );
                assert!(
                    !sentence.contains("。。")
                        && !sentence.contains("，，")
                        && !sentence.contains("，。"),
                    "{sentence}"
                );
                let unknown: Vec<char> = sentence
                    .chars()
                    .filter(|character| glyph(*character) == 0)
                    .collect();
                assert!(unknown.is_empty(), "{unknown:?} in {sentence}");
            }
        }
    }
}

#[test]
fn no_sentence_comes_back_before_all_others_were_used() {
    let plan = plan(3, 4, 1).unwrap();
    let mut story = Story::new(&plan.entries[0], plan.random("test"));
    let phrases = sentences("case").len();
    let mut first: Vec<usize> = (0..phrases).map(|_| story.deal("x", phrases)).collect();
    first.sort_unstable();
    assert_eq!(first, (0..phrases).collect::<Vec<_>>());
}

#[test]
fn a_figure_is_the_same_in_form_proofs_and_comments() {
    let plan = plan(3, 4, 1).unwrap();
    let figures = |label: &str| Story::new(&plan.entries[0], plan.random(label)).metrics;
    let (one, other) = (figures("form"), figures("proof"));
    assert!(
        one.iter()
            .zip(&other)
            .all(|(one, other)| one.before == other.before && one.after == other.after)
    );
    let percentages = one.iter().filter(|metric| metric.unit == "%");
    assert!(
        percentages
            .into_iter()
            .all(|metric| metric.before <= 100.0 && metric.after <= 100.0)
    );
}
