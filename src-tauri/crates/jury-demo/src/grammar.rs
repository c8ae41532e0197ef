//! Sentences out of phrases: slots filled with the words of an entry, one wording chosen of several.
//!
//! Not the phrases (`assets/sample/phrases.toml`) and not the order of a dossier. The one rule to know: everything is dealt like cards, so
//! that no word or sentence comes back before all others of its kind have been used, and a figure keeps its value through a whole dossier.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{TrackWords, sentences, words};
use crate::plan::{PLACES, PlannedEntry, SCHOOLS, person};
use crate::random::Random;

/// Techniques any track may use.
pub(crate) const TECHNIQUES: [&str; 12] = [
    "多源异构数据融合技术",
    "隐私保护联合计算",
    "领域知识图谱构建",
    "时空数据对齐与插值",
    "小样本异常检测",
    "轻量化大模型微调",
    "数据血缘与溯源存证",
    "边缘侧实时计算",
    "可信执行环境",
    "数据质量自动稽核",
    "智能体任务编排",
    "跨域身份认证与授权",
];

/// A figure that the project improves, the same everywhere in one dossier.
#[derive(Debug, Clone)]
pub(crate) struct Metric {
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) before: f32,
    pub(crate) after: f32,
}

impl Metric {
    /// The value as text, with its unit.
    pub(crate) fn shown(&self, value: f32) -> String {
        format!("{}{}", number(value), self.unit)
    }
}

/// A number with at most one decimal.
pub(crate) fn number(value: f32) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0")
        .map_or(text.clone(), ToOwned::to_owned)
}

/// A member of a team.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) role: &'static str,
}

const ROLES: [&str; 8] = [
    "项目负责人",
    "技术总监",
    "数据治理主管",
    "算法工程师",
    "产品经理",
    "系统架构师",
    "应用推广负责人",
    "数据安全专员",
];

/// What fills the slots of one entry's sentences.
pub(crate) struct Story<'a> {
    entry: &'a PlannedEntry,
    pub(crate) words: &'static TrackWords,
    random: Random,
    /// Cards still to be dealt, by kind.
    decks: BTreeMap<String, Vec<usize>>,
    pub(crate) metrics: Vec<Metric>,
    pub(crate) members: Vec<Member>,
}

impl<'a> Story<'a> {
    pub(crate) fn new(entry: &'a PlannedEntry, mut random: Random) -> Self {
        let words = words(entry.track.as_str());
        // Figures are the entry's, not this text's: form, proofs and comments must not contradict each other.
        let mut figures = Random::new(entry.quality.unsigned_abs()).child(entry.id.as_str());
        let metrics = words
            .metrics
            .iter()
            .map(|text| metric(&mut figures, text))
            .collect();
        let mut taken = BTreeSet::new();
        let members = ROLES
            .iter()
            .map(|role| Member {
                name: person(&mut figures, &mut taken),
                role,
            })
            .collect();
        let random = Random::new(random.next());
        Self {
            entry,
            words,
            random,
            decks: BTreeMap::new(),
            metrics,
            members,
        }
    }

    pub(crate) fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    /// Several sentences of a part in one paragraph. `it` is what they are about; after the first sentence it is only referred to.
    pub(crate) fn paragraph(&mut self, part: &str, it: &str, count: usize) -> String {
        let again = if it.is_empty() { "" } else { reference(part) };
        (0..count)
            .map(|nth| self.sentence(part, if nth == 0 { it } else { again }))
            .collect()
    }

    /// The next sentence of a part.
    pub(crate) fn sentence(&mut self, part: &str, it: &str) -> String {
        let phrases = sentences(part);
        let phrase = &phrases[self.deal(part, phrases.len())];
        let worded = self.choose_wordings(phrase);
        self.fill(&worded, it)
    }

    /// The next card of a deck of `size`, reshuffled when it is empty.
    fn deal(&mut self, deck: &str, size: usize) -> usize {
        let cards = self.decks.entry(deck.to_owned()).or_default();
        if cards.is_empty() {
            cards.extend(0..size);
            self.random.shuffle(cards);
        }
        cards.pop().unwrap_or(0)
    }

    fn choose_wordings(&mut self, phrase: &str) -> String {
        let mut text = String::new();
        let mut rest = phrase;
        while let Some((before, after)) = rest.split_once('[') {
            let (choices, next) = after.split_once(']').unwrap_or((after, ""));
            let choices: Vec<&str> = choices.split('|').collect();
            text.push_str(before);
            text.push_str(choices[self.random.below(choices.len())]);
            rest = next;
        }
        text + rest
    }

    fn fill(&mut self, phrase: &str, it: &str) -> String {
        let metric = self.deal("metric", self.metrics.len());
        let mut text = String::new();
        let mut rest = phrase;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, next) = after.split_once('}').unwrap_or((after, ""));
            text.push_str(before);
            text.push_str(&self.slot(slot, it, metric));
            rest = next;
        }
        text + rest
    }

    fn slot(&mut self, slot: &str, it: &str, metric: usize) -> String {
        if let Some((kind, range)) = slot.split_once(':') {
            return self.number(kind, range);
        }
        let words = self.words;
        let entry = self.entry;
        match slot {
            "it" => it.to_owned(),
            "source" => self.word(slot, &words.sources),
            "user" => self.word(slot, &words.users),
            "pain" => self.word(slot, &words.pains),
            "feature" => self.word(slot, &words.features),
            "tech" => self.word(slot, &TECHNIQUES),
            "place" => self.word(slot, &PLACES),
            "school" => self.word(slot, &SCHOOLS),
            "year" => self.random.between(2023, 2025).to_string(),
            "scene" => entry.scene.clone(),
            "entrant" => entry.entrant.clone(),
            "team" => entry.team.clone(),
            "track" => entry.track_name.clone(),
            "topic" => entry.topic.clone(),
            "metric" => self.metrics[metric].name.clone(),
            "before" => self.metrics[metric].shown(self.metrics[metric].before),
            "after" => self.metrics[metric].shown(self.metrics[metric].after),
            "person" => self.next_member().name,
            "role" => self.last_member().role.to_owned(),
            unknown => format!("{{{unknown}}}"),
        }
    }

    fn number(&mut self, kind: &str, range: &str) -> String {
        let tenths = |text: &str| (text.parse::<f32>().unwrap_or(0.0) * 10.0) as i64;
        let (low, high) = range.split_once('-').unwrap_or((range, range));
        match kind {
            "p" => format!(
                "{}%",
                number(self.random.between(tenths(low), tenths(high)) as f32 / 10.0)
            ),
            _ => self
                .random
                .between(tenths(low) / 10, tenths(high) / 10)
                .to_string(),
        }
    }

    /// The next word of a kind.
    pub(crate) fn word<T: AsRef<str>>(&mut self, kind: &str, from: &[T]) -> String {
        from[self.deal(kind, from.len())].as_ref().to_owned()
    }

    fn next_member(&mut self) -> Member {
        let dealt = self.decks.entry("member".to_owned()).or_default();
        dealt.push(0);
        self.last_member()
    }

    fn last_member(&self) -> Member {
        let dealt = self.decks.get("member").map_or(1, Vec::len);
        self.members[(dealt.max(1) - 1) % self.members.len()].clone()
    }
}

/// How a sentence refers to what the one before it named.
fn reference(part: &str) -> &'static str {
    match part {
        "function" => "该模块",
        "technology" => "该技术",
        "architecture" => "该部分",
        "data_source" => "该数据",
        "advantage" => "这一优势",
        _ => "系统",
    }
}

fn metric(random: &mut Random, text: &str) -> Metric {
    let parts: Vec<&str> = text.split('|').collect();
    let value = |place: usize| {
        parts
            .get(place)
            .and_then(|part| part.parse::<f32>().ok())
            .unwrap_or(0.0)
    };
    let unit = parts.get(1).copied().unwrap_or_default();
    // A percentage is moved little, so that it stays below 100.
    let swing = if unit == "%" { 4 } else { 18 };
    let mut varied = |value: f32| {
        let moved = value * (100 + random.between(-swing, swing)) as f32 / 100.0;
        let moved = if value >= 100.0 && unit != "%" {
            moved.round()
        } else {
            (moved * 10.0).round() / 10.0
        };
        if unit == "%" {
            moved.min(value.max(99.2))
        } else {
            moved
        }
    };
    Metric {
        name: parts.first().copied().unwrap_or_default().to_owned(),
        unit: unit.to_owned(),
        before: varied(value(2)),
        after: varied(value(3)),
    }
}

#[cfg(test)]
mod tests;
