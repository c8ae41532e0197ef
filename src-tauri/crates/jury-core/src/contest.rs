//! A contest and the people and tracks in it.
//!
//! Not the entries (see [`crate::entry`]) and not who judges what (the assignment is a set of ids, handed to [`crate::merge`]). The one
//! rule to know: nothing here knows any track, date or quota of a real contest; all of it is data of one edition.

use crate::{ContestId, ExpertId, PanelId, TrackId};

/// A contest in one edition, 赛事.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest {
    /// The id that every signed document of the contest carries.
    pub id: ContestId,
    /// The full name as official papers print it.
    pub name: String,
    /// The edition, 届次, as printed.
    pub edition: String,
}

/// One round of judging, 评审阶段.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Round {
    /// 书面评审: experts read dossiers, alone.
    Written,
    /// 路演答辩: teams present, experts ask.
    Roadshow,
    /// 跨赛道路演: a second roadshow in which entries of all tracks meet.
    RoadshowFinal,
}

impl Round {
    /// Every round, in the order they are held.
    pub const ALL: [Self; 3] = [Self::Written, Self::Roadshow, Self::RoadshowFinal];

    /// The name in documents and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Roadshow => "roadshow",
            Self::RoadshowFinal => "roadshow-final",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|round| round.as_str() == text)
    }

    /// What people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Written => "书面评审",
            Self::Roadshow => "路演答辩",
            Self::RoadshowFinal => "跨赛道路演",
        }
    }
}

/// A track, 赛道, with the topics (赛题) an entry may choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// The id, such as `02`.
    pub id: TrackId,
    /// The name as printed.
    pub name: String,
    /// The topics in the order of the contest's guide; may be empty.
    pub topics: Vec<String>,
}

/// An expert, 评审专家. Belongs to one track and one panel of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expert {
    /// The id, such as `E0204`.
    pub id: ExpertId,
    /// The name as printed.
    pub name: String,
    /// The employer, for recusals and for the list of experts.
    pub unit: String,
    /// The track judged.
    pub track: TrackId,
    /// The panel, 评审组, within the track.
    pub panel: PanelId,
    /// Whether this expert leads the panel, 组长.
    pub chair: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_reads_back_the_name_it_writes() {
        for round in Round::ALL {
            assert_eq!(Round::parse(round.as_str()), Some(round));
        }
        assert_eq!(
            Round::parse("书面评审"),
            None,
            "labels are for people, not for documents"
        );
    }
}
