//! Track and panel numbers: the tables are written with names or numbers, the contest needs both.

use std::collections::BTreeMap;

use jury_core::contest::{Expert, Track};
use jury_core::{PanelId, TrackId};
use jury_exchange::entries_book::EntryRow;
use jury_exchange::experts_book::ExpertRow;

/// The tracks of the 2025 edition with their numbers; an edition may add its own, which get the next numbers.
const KNOWN: &str = include_str!("../../../../../assets/tables/tracks_topics.csv");

/// Track ids and names by the text the tables use.
pub(super) struct Numbering {
    by_text: BTreeMap<String, (TrackId, String)>,
}

impl Numbering {
    /// Numbers every track text that occurs, in order of appearance for those not known.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let known = known();
        let mut by_text = BTreeMap::new();
        let mut next = known.len() + 1;
        for text in texts {
            if by_text.contains_key(text) {
                continue;
            }
            let bare = text.trim().trim_end_matches("赛道");
            let found = known.iter().find(|(number, name)| {
                bare == name
                    || bare
                        .parse::<usize>()
                        .is_ok_and(|given| number.parse() == Ok(given))
            });
            let (number, name) = match found {
                Some((number, name)) => (number.clone(), name.clone()),
                None => {
                    next += 1;
                    (format!("{:02}", next - 1), bare.to_owned())
                }
            };
            if let Ok(id) = TrackId::new(number) {
                by_text.insert(text.to_owned(), (id, name));
            }
        }
        Self { by_text }
    }

    pub(super) fn track(&self, text: &str) -> Option<TrackId> {
        self.by_text.get(text).map(|(id, _)| id.clone())
    }

    /// The tracks that occur, in number order, with the topics their entries name.
    pub(super) fn tracks(&self, entries: &[EntryRow]) -> Vec<Track> {
        let mut tracks: BTreeMap<TrackId, Track> = BTreeMap::new();
        for (text, (id, name)) in &self.by_text {
            let track = tracks.entry(id.clone()).or_insert_with(|| Track {
                id: id.clone(),
                name: name.clone(),
                topics: Vec::new(),
            });
            for entry in entries.iter().filter(|entry| entry.track == *text) {
                if !track.topics.contains(&entry.topic) {
                    track.topics.push(entry.topic.clone());
                }
            }
        }
        tracks.into_values().collect()
    }

    pub(super) fn experts(&self, rows: &[ExpertRow]) -> Vec<Expert> {
        let mut panels: BTreeMap<(TrackId, String), PanelId> = BTreeMap::new();
        rows.iter()
            .filter_map(|row| self.expert(row, &mut panels))
            .collect()
    }

    fn expert(
        &self,
        row: &ExpertRow,
        panels: &mut BTreeMap<(TrackId, String), PanelId>,
    ) -> Option<Expert> {
        let track = self.track(&row.track)?;
        let key = (track.clone(), row.panel.clone());
        if !panels.contains_key(&key) {
            let number = panels.keys().filter(|(other, _)| *other == track).count() + 1;
            panels.insert(key.clone(), super::panel_id(&track, number)?);
        }
        Some(Expert {
            id: row.id.clone(),
            name: row.name.clone(),
            unit: row.unit.clone(),
            track,
            panel: panels.get(&key)?.clone(),
            chair: row.chair,
        })
    }
}

/// Number and name of each known track.
fn known() -> Vec<(String, String)> {
    let mut tracks: Vec<(String, String)> = Vec::new();
    for line in KNOWN.lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(number), Some(name)) = (cells.next(), cells.next())
            && tracks.last().is_none_or(|(last, _)| last != number)
        {
            tracks.push((number.to_owned(), name.to_owned()));
        }
    }
    tracks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_numbers_and_new_tracks_all_get_a_number() {
        let numbering =
            Numbering::of(["现代农业", "02", "工业制造赛道", "数据资源", "数据资源"].into_iter());
        let id = |text| numbering.track(text).map(|id| id.to_string());
        assert_eq!(id("现代农业").as_deref(), Some("02"));
        assert_eq!(id("02").as_deref(), Some("02"));
        assert_eq!(id("工业制造赛道").as_deref(), Some("01"));
        assert_eq!(
            id("数据资源").as_deref(),
            Some("15"),
            "an edition's own track follows the fourteen known ones"
        );
    }
}
