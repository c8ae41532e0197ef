//! What a desk knows of its contest: tracks, entries, experts, assignments, the rubric and the rule.
//!
//! The organiser's desk reads it from its tables ([`ContestFacts::load`]); a chair's desk from the panel's part of the letter
//! (letters.rs). Merging, ranking and papers take this one value, so that both compute the same. Not signatures: roster.rs.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::{Contest, Expert, Round, Track};
use jury_core::entry::{EntrantKind, Entry, Industry, Money, SizeClass, SizeFacts};
use jury_core::rubric::Rubric;
use jury_core::rule::Rule;
use jury_core::{CriterionId, Digest, EntryId, ExpertId, PanelId, Points, ProfileId, TrackId};
use jury_store::table;
use jury_store::{Change, StoreError, View};

use crate::error::{DeskError, ErrorCode};
use crate::wire::expert::MaterialKind;
use crate::wire::merge::TrackName;

/// What stands for a track where there are several.
pub(crate) const ACROSS: &str = "跨赛道";

/// The contest as this desk knows it.
#[derive(Debug, Clone)]
pub(crate) struct ContestFacts {
    pub(crate) contest: Contest,
    pub(crate) round: Round,
    pub(crate) rubric: Rubric,
    pub(crate) rubric_digest: Digest,
    pub(crate) rule: Rule,
    pub(crate) tracks: Vec<Track>,
    pub(crate) entries: BTreeMap<EntryId, EntryFacts>,
    pub(crate) experts: BTreeMap<ExpertId, Expert>,
    /// Entries each expert is to judge.
    pub(crate) assignments: BTreeMap<ExpertId, BTreeSet<EntryId>>,
    /// Recusals known before the letters went out.
    pub(crate) recusals: BTreeMap<ExpertId, BTreeSet<EntryId>>,
}

/// An entry with what the desk adds to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntryFacts {
    pub(crate) entry: Entry,
    /// Why the size class is what it is.
    pub(crate) size_basis: String,
    /// Digest of the dossier's list of materials.
    pub(crate) dossier: Digest,
    /// For a calibration entry 校准项目: what it is compared with.
    pub(crate) calibration: Option<CalibrationFacts>,
}

/// What experts' marks of a calibration entry may be compared with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CalibrationFacts {
    /// Reference marks 参考分; may be empty.
    pub(crate) reference: BTreeMap<CriterionId, Points>,
    /// What they rest on; may be empty.
    pub(crate) remark: String,
}

impl ContestFacts {
    /// Whether this is the round in which everybody takes part.
    pub(crate) fn is_first_round(&self) -> bool {
        self.rule
            .rounds
            .first()
            .is_none_or(|first| first.round == self.round)
    }

    pub(crate) fn track(&self, id: &TrackId) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id == *id)
    }

    pub(crate) fn track_name(&self, id: &TrackId) -> String {
        self.track(id)
            .map_or_else(|| id.to_string(), |track| track.name.clone())
    }

    /// All tracks, to choose one.
    pub(crate) fn track_names(&self) -> Vec<TrackName> {
        let name = |track: &Track| TrackName {
            id: track.id.to_string(),
            name: track.name.clone(),
        };
        self.tracks.iter().map(name).collect()
    }

    /// The track asked for, or the first.
    pub(crate) fn choose_track(&self, asked: Option<&str>) -> Result<&Track, DeskError> {
        let found = match asked {
            Some(asked) => self
                .tracks
                .iter()
                .find(|track| track.id.as_str() == asked || track.name == asked),
            None => self.tracks.first(),
        };
        found.ok_or_else(|| {
            DeskError::new(ErrorCode::UnknownTrack).with("track", asked.unwrap_or("—"))
        })
    }

    /// Whether an expert judges in a track: has an entry of it assigned in this round, or, without any, is of it by the roster. A panel of a
    /// later round may judge across tracks; the first round's experts judge in their own.
    pub(crate) fn judges_in(&self, expert: &ExpertId, track: &TrackId) -> bool {
        let of_roster = || {
            self.experts
                .get(expert)
                .is_some_and(|one| one.track == *track)
        };
        match self.assignments.get(expert) {
            Some(assigned) if !assigned.is_empty() && !self.is_first_round() => {
                let of_entry = |id| {
                    self.entries
                        .get(id)
                        .map(|one: &EntryFacts| &one.entry.track)
                };
                assigned.iter().any(|entry| of_entry(entry) == Some(track))
            }
            _ => of_roster(),
        }
    }

    /// Tracks an expert judges in.
    pub(crate) fn tracks_of(&self, expert: &ExpertId) -> Vec<&Track> {
        let here = |track: &&Track| self.judges_in(expert, &track.id);
        self.tracks.iter().filter(here).collect()
    }

    /// What a letter, and every paper made from it, calls the track of what an expert was given.
    pub(crate) fn letter_track(&self, expert: &Expert) -> String {
        let assigned = self.assignments.get(&expert.id).into_iter().flatten();
        self.name_of_tracks(assigned, &expert.track)
    }

    /// The name of the track that entries are of, or that they are of several; the track given where there are none.
    pub(crate) fn name_of_tracks<'a>(
        &self,
        entries: impl Iterator<Item = &'a EntryId>,
        without: &TrackId,
    ) -> String {
        let track = |id| {
            self.entries
                .get(id)
                .map(|one: &EntryFacts| &one.entry.track)
        };
        let tracks: BTreeSet<&TrackId> = entries.filter_map(track).collect();
        let mut tracks = tracks.into_iter();
        match (tracks.next(), tracks.next()) {
            (Some(_), Some(_)) => ACROSS.to_owned(),
            (only, _) => self.track_name(only.unwrap_or(without)),
        }
    }

    /// Experts who have something to judge in this round, in id order.
    pub(crate) fn judges(&self) -> impl Iterator<Item = &Expert> {
        self.experts
            .values()
            .filter(|expert| self.is_judge(&expert.id))
    }

    /// Whether an expert has something to judge in this round.
    pub(crate) fn is_judge(&self, expert: &ExpertId) -> bool {
        let assigned = self.assignments.get(expert);
        assigned.is_some_and(|entries| !entries.is_empty())
    }

    /// Those of them who judge in a track.
    pub(crate) fn experts_of(&self, track: &TrackId) -> Vec<&Expert> {
        let here = |expert: &&Expert| self.judges_in(&expert.id, track);
        self.judges().filter(here).collect()
    }

    /// Entries of a track that count, in id order: those for calibration are in no matrix, ranking or number.
    pub(crate) fn entries_of(&self, track: &TrackId) -> Vec<&EntryFacts> {
        self.entries
            .values()
            .filter(|facts| facts.entry.track == *track && facts.calibration.is_none())
            .collect()
    }

    /// The rubric's label; a built-in one says that it is not official.
    pub(crate) fn rubric_label(&self) -> &str {
        &self.rubric.name
    }
}

/// Rows of the organiser's tables, as core types.
pub(crate) struct Tables {
    pub(crate) tracks: Vec<Track>,
    pub(crate) entries: Vec<(Entry, String)>,
    pub(crate) calibration: BTreeMap<EntryId, CalibrationFacts>,
    pub(crate) experts: Vec<Expert>,
    pub(crate) assignments: BTreeMap<ExpertId, BTreeSet<EntryId>>,
    pub(crate) recusals: BTreeMap<ExpertId, BTreeSet<EntryId>>,
}

/// State words of the assignment table.
const ASSIGNED: &str = "assigned";
const RECUSED: &str = "recused";

impl Tables {
    pub(crate) fn load(view: &View<'_>) -> Result<Self, DeskError> {
        let topics = table::topic::list(view)?;
        let tracks = table::track::list(view)?
            .into_iter()
            .map(|row| {
                let of_track = topics
                    .iter()
                    .filter(|topic| topic.track == row.id)
                    .map(|topic| topic.name.clone())
                    .collect();
                Ok(Track {
                    id: id(TrackId::new(&row.id))?,
                    name: row.name,
                    topics: of_track,
                })
            })
            .collect::<Result<Vec<_>, DeskError>>()?;
        let entries = table::entry::list(view)?
            .into_iter()
            .map(|row| entry_of(row, &topics))
            .collect::<Result<_, _>>()?;
        let experts = table::expert::list(view)?
            .into_iter()
            .map(expert_of)
            .collect::<Result<_, _>>()?;
        let (mut assignments, mut recusals) = (
            BTreeMap::<_, BTreeSet<_>>::new(),
            BTreeMap::<_, BTreeSet<_>>::new(),
        );
        for row in table::assignment::list(view)? {
            let map = if row.state == RECUSED {
                &mut recusals
            } else {
                &mut assignments
            };
            map.entry(id(ExpertId::new(&row.expert))?)
                .or_default()
                .insert(id(EntryId::new(&row.entry))?);
        }
        Ok(Self {
            tracks,
            entries,
            calibration: calibration(view)?,
            experts,
            assignments,
            recusals,
        })
    }

    /// Writes a whole contest's tables.
    pub(crate) fn store(&self, change: &Change<'_>) -> Result<(), StoreError> {
        let tracks: Vec<_> = self
            .tracks
            .iter()
            .enumerate()
            .map(|(position, track)| table::track::Track {
                id: track.id.to_string(),
                name: track.name.clone(),
                position: number(position),
            })
            .collect();
        table::track::replace_all(change, &tracks)?;
        let topics: Vec<_> = self.tracks.iter().flat_map(topics_of).collect();
        table::topic::replace_all(change, &topics)?;
        let entries: Vec<_> = self
            .entries
            .iter()
            .map(|(entry, basis)| entry_row(entry, basis, &topics))
            .collect();
        table::entry::replace_all(change, &entries)?;
        let (calibrating, references) = calibration_rows(&self.calibration);
        table::calibration::replace_all(change, &calibrating, &references)?;
        let experts: Vec<_> = self.experts.iter().map(expert_row).collect();
        table::expert::replace_all(change, &experts)?;
        let assigned = self.assignments.iter().flat_map(|(expert, entries)| {
            entries
                .iter()
                .map(move |entry| assignment(expert, entry, ASSIGNED))
        });
        let recused = self.recusals.iter().flat_map(|(expert, entries)| {
            entries
                .iter()
                .map(move |entry| assignment(expert, entry, RECUSED))
        });
        table::assignment::replace_all(change, &assigned.chain(recused).collect::<Vec<_>>())
    }
}

fn calibration(view: &View<'_>) -> Result<BTreeMap<EntryId, CalibrationFacts>, DeskError> {
    let mut found = BTreeMap::new();
    for row in table::calibration::list(view)? {
        let facts = CalibrationFacts {
            remark: row.remark,
            ..CalibrationFacts::default()
        };
        found.insert(id(EntryId::new(&row.entry))?, facts);
    }
    for row in table::calibration::references(view)? {
        if let Some(facts) = found.get_mut(&id(EntryId::new(&row.entry))?) {
            let criterion = id(CriterionId::new(&row.criterion))?;
            facts
                .reference
                .insert(criterion, Points::from_hundredths(row.value));
        }
    }
    Ok(found)
}

fn calibration_rows(
    all: &BTreeMap<EntryId, CalibrationFacts>,
) -> (
    Vec<table::calibration::Calibration>,
    Vec<table::calibration::Reference>,
) {
    let entries = all
        .iter()
        .map(|(entry, facts)| table::calibration::Calibration {
            entry: entry.to_string(),
            remark: facts.remark.clone(),
        });
    let references = all.iter().flat_map(|(entry, facts)| {
        facts
            .reference
            .iter()
            .map(move |(criterion, points)| table::calibration::Reference {
                entry: entry.to_string(),
                criterion: criterion.to_string(),
                value: points.hundredths(),
            })
    });
    (entries.collect(), references.collect())
}

fn assignment(expert: &ExpertId, entry: &EntryId, state: &str) -> table::assignment::Assignment {
    let reason = (state == RECUSED).then(|| "分配前已登记回避".to_owned());
    table::assignment::Assignment {
        entry: entry.to_string(),
        expert: expert.to_string(),
        state: state.to_owned(),
        reason,
    }
}

fn topics_of(track: &Track) -> Vec<table::topic::Topic> {
    let topic = |(no, name): (usize, &String)| table::topic::Topic {
        track: track.id.to_string(),
        no: number(no + 1),
        name: name.clone(),
    };
    track.topics.iter().enumerate().map(topic).collect()
}

fn entry_row(entry: &Entry, basis: &str, topics: &[table::topic::Topic]) -> table::entry::Entry {
    let topic = topics
        .iter()
        .find(|topic| topic.track == entry.track.as_str() && topic.name == entry.topic)
        .map(|topic| topic.no);
    table::entry::Entry {
        id: entry.id.to_string(),
        track: entry.track.to_string(),
        topic,
        title: entry.title.clone(),
        team: entry.team.clone(),
        entrant: entry.entrant.clone(),
        credit_code: Some(entry.credit_code.clone()).filter(|code| !code.is_empty()),
        kind: entry.kind.as_str().to_owned(),
        industry: entry
            .facts
            .industry
            .map(|industry| industry.name().to_owned()),
        employees: entry
            .facts
            .employees
            .and_then(|count| i64::try_from(count).ok()),
        revenue: entry.facts.revenue.map(Money::hundredths),
        assets: entry.facts.assets.map(Money::hundredths),
        size_class: Some(entry.size.as_str().to_owned()),
        size_basis: Some(serde_json::Value::String(basis.to_owned()).to_string()),
        profile: Some(entry.profile.to_string()),
    }
}

fn entry_of(
    row: table::entry::Entry,
    topics: &[table::topic::Topic],
) -> Result<(Entry, String), DeskError> {
    let topic = topics
        .iter()
        .find(|topic| topic.track == row.track && Some(topic.no) == row.topic)
        .map(|topic| topic.name.clone());
    let basis = row
        .size_basis
        .as_deref()
        .and_then(|basis| serde_json::from_str::<String>(basis).ok())
        .unwrap_or_default();
    let entry = Entry {
        id: id(EntryId::new(&row.id))?,
        track: id(TrackId::new(&row.track))?,
        topic: topic.unwrap_or_default(),
        title: row.title,
        team: row.team,
        entrant: row.entrant,
        credit_code: row.credit_code.unwrap_or_default(),
        kind: EntrantKind::parse(&row.kind).unwrap_or(EntrantKind::Other),
        facts: SizeFacts {
            industry: row.industry.as_deref().and_then(Industry::find),
            employees: row.employees.and_then(|count| u64::try_from(count).ok()),
            revenue: row.revenue.map(Money),
            assets: row.assets.map(Money),
        },
        size: row
            .size_class
            .as_deref()
            .and_then(SizeClass::parse)
            .unwrap_or(SizeClass::NotClassified),
        profile: id(ProfileId::new(row.profile.as_deref().unwrap_or_default()))?,
    };
    Ok((entry, basis))
}

fn expert_row(expert: &Expert) -> table::expert::Expert {
    table::expert::Expert {
        id: expert.id.to_string(),
        name: expert.name.clone(),
        unit: expert.unit.clone(),
        track: expert.track.to_string(),
        panel: expert.panel.to_string(),
        chair: expert.chair,
    }
}

fn expert_of(row: table::expert::Expert) -> Result<Expert, DeskError> {
    Ok(Expert {
        id: id(ExpertId::new(&row.id))?,
        name: row.name,
        unit: row.unit,
        track: id(TrackId::new(&row.track))?,
        panel: id(PanelId::new(&row.panel))?,
        chair: row.chair,
    })
}

/// Words of the material table.
pub(crate) const fn kind_word(kind: MaterialKind) -> &'static str {
    match kind {
        MaterialKind::ApplicationForm => "application-form",
        MaterialKind::Proof => "proof",
        MaterialKind::Video => "video",
        MaterialKind::Other => "other",
    }
}

/// Reads what [`kind_word`] writes; anything else is other.
pub(crate) fn kind_of(word: &str) -> MaterialKind {
    match word {
        "application-form" => MaterialKind::ApplicationForm,
        "proof" => MaterialKind::Proof,
        "video" => MaterialKind::Video,
        _ => MaterialKind::Other,
    }
}

/// An id the store gives back was checked when it was written; another is damage.
pub(crate) fn id<T, E: std::error::Error>(result: Result<T, E>) -> Result<T, DeskError> {
    result.map_err(|error| DeskError::internal(&error))
}

fn number(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}
