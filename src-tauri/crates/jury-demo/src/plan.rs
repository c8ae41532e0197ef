//! Who takes part in the made-up contest: tracks, entries, entrants, experts, and the few things that go wrong.
//!
//! Not the files (see [`crate::materials`]) and not the marks (see [`crate::marks`]). The one rule to know: a plan follows from its seed and
//! the two numbers alone, and everything later is drawn from the plan.

mod facts;
mod names;

use std::collections::BTreeSet;

use jury_core::contest::{Contest, Expert, Track};
use jury_core::entry::{EntrantKind, SizeFacts};
use jury_core::size_class::{Industry, SizeClass};
use jury_core::{ContestId, EntryId, ExpertId, IdError, PanelId, TrackId};

use crate::lexicon::{TrackNames, tracks, words};
use crate::random::Random;

pub(crate) use names::{PLACES, SCHOOLS};

/// Tracks in the order in which the demo opens them: the first is open to public institutions by the notice (城市治理).
const TRACK_ORDER: [&str; 14] = [
    "12", "01", "08", "02", "04", "07", "13", "10", "06", "05", "03", "11", "09", "14",
];
const ENTRIES_PER_TRACK: usize = 20;
/// What a plan is limited to, so that ids keep three and two digits.
pub(crate) const MOST_ENTRIES: usize = 2_000;
pub(crate) const MOST_EXPERTS: usize = 20;

/// Why there is no such contest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Fewer than 2 or more than 2,000 entries: one a track is needed, and ids have three digits.
    #[error("a demo has 2 to {MOST_ENTRIES} entries, not {entries}")]
    Entries {
        /// Entries asked for.
        entries: usize,
    },
    /// No expert, or more than 20 a panel.
    #[error("a panel of the demo has 1 to {MOST_EXPERTS} experts, not {experts}")]
    Experts {
        /// Experts asked for.
        experts: usize,
    },
    /// A made-up id is no id; cannot happen with the tables in the tree.
    #[error(transparent)]
    Id(#[from] IdError),
}

/// A whole contest before anything of it is on disk.
#[derive(Debug, Clone)]
pub struct ContestPlan {
    /// What it was made from.
    pub seed: u64,
    /// Name and edition.
    pub contest: Contest,
    /// At least two, about one per twenty entries, at most the fourteen of the edition.
    pub tracks: Vec<Track>,
    /// By track, then by number.
    pub entries: Vec<PlannedEntry>,
    /// Those who score and sign; the first of each panel is its chair.
    pub experts: Vec<PlannedExpert>,
    /// One more expert of the first track whose letter is still to be opened; not in `experts`.
    pub fresh: PlannedExpert,
    /// One more expert of the second track whose desk is half scored; not in `experts`.
    pub half_scored: PlannedExpert,
    /// The one recusal.
    pub recusal: Recusal,
    /// The entry whose application form is not in its folder.
    pub missing: MissingMaterial,
    /// The sheet that its expert signs a second time.
    pub revision: Revision,
}

/// An entry and what its dossier is made from.
#[derive(Debug, Clone)]
pub struct PlannedEntry {
    /// Such as `12-003`.
    pub id: EntryId,
    /// Its track.
    pub track: TrackId,
    /// 赛道 as text.
    pub track_name: String,
    /// 赛题 as text.
    pub topic: String,
    /// 项目名称
    pub title: String,
    /// 团队名称
    pub team: String,
    /// 牵头单位
    pub entrant: String,
    /// 单位性质
    pub kind: EntrantKind,
    /// Eighteen characters with a region code (99) that no region has.
    pub credit_code: String,
    /// As stated on the form; in some entries a figure is missing, so that the rule leaves several classes.
    pub facts: SizeFacts,
    /// The class the entrant states and, where the facts settle it, the class by the rule.
    pub size: SizeClass,
    /// What it is about, such as 城市地下管网风险预警.
    pub scene: String,
    /// How good it is, in thousandths of full marks.
    pub quality: i64,
    /// Pages its application form aims at; the file has 20 to 60.
    pub pages: usize,
    /// Which fonts the form's PDF names.
    pub fonts: FormFonts,
}

/// How the application form's PDF comes by its Chinese glyphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormFonts {
    /// A subset of the bundled font is in the file.
    Embedded,
    /// Nothing is in the file: /STSong-Light by the predefined CMap UniGB-UTF16-H, as many office exports are.
    NamedUtf16,
    /// The same by UniGB-UCS2-H.
    NamedUcs2,
}

/// An expert and how they score.
#[derive(Debug, Clone)]
pub struct PlannedExpert {
    /// Who they are and where they sit.
    pub expert: Expert,
    /// How much they give above (positive) or below others, in hundredths of a point of a total of 100.
    pub severity: i64,
    /// How far a mark strays at most, in thousandths of its maximum.
    pub noise: i64,
}

/// An expert who may not score an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recusal {
    /// Who.
    pub expert: ExpertId,
    /// Which entry.
    pub entry: EntryId,
    /// Why, as the expert writes it.
    pub reason: String,
}

/// An entry whose application form is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingMaterial {
    /// Which entry.
    pub entry: EntryId,
    /// What an expert writes about it.
    pub reason: String,
}

/// A sheet signed twice: between the first and the second, one mark of one entry changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Whose sheet.
    pub expert: ExpertId,
    /// Whose mark.
    pub entry: EntryId,
}

impl ContestPlan {
    /// Everybody on the roster: those who score, then the fresh and the half-scored expert.
    pub fn roster(&self) -> impl Iterator<Item = &PlannedExpert> {
        self.experts.iter().chain([&self.fresh, &self.half_scored])
    }

    /// The entries an expert scores: all of their track. The recused one is among them.
    pub fn entries_of<'a>(
        &'a self,
        expert: &'a PlannedExpert,
    ) -> impl Iterator<Item = &'a PlannedEntry> {
        self.entries
            .iter()
            .filter(|entry| entry.track == expert.expert.track)
    }

    pub(crate) fn random(&self, label: &str) -> Random {
        Random::new(self.seed).child(label)
    }
}

/// Makes up a contest.
///
/// # Errors
/// [`PlanError`]: numbers the ids have no room for.
pub fn plan(seed: u64, entries: usize, experts_per_panel: usize) -> Result<ContestPlan, PlanError> {
    if !(2..=MOST_ENTRIES).contains(&entries) {
        return Err(PlanError::Entries { entries });
    }
    if !(1..=MOST_EXPERTS).contains(&experts_per_panel) {
        return Err(PlanError::Experts {
            experts: experts_per_panel,
        });
    }
    let random = Random::new(seed);
    let chosen = chosen_tracks(entries);
    let entries = plan_entries(&random, &chosen, entries)?;
    let (experts, [fresh, half_scored]) = plan_experts(&random, &chosen, experts_per_panel)?;
    let recused = &experts[1.min(experts_per_panel - 1)].expert;
    let revising = &experts[2.min(experts_per_panel - 1)].expert;
    let of_track = |track: &TrackId, n: usize| {
        let ids: Vec<&EntryId> = entries
            .iter()
            .filter(|entry| entry.track == *track)
            .map(|entry| &entry.id)
            .collect();
        ids[n % ids.len()].clone()
    };
    let second = TrackId::new(chosen[1].id.as_str())?;
    let recused_entry = of_track(&recused.track, 3);
    let missing_entry = of_track(&second, 2);
    // A mark can be corrected only where there is one.
    let marked = (1..=entries.len())
        .map(|n| of_track(&revising.track, n))
        .find(|entry| *entry != recused_entry && *entry != missing_entry);
    let revised_entry = marked.unwrap_or_else(|| of_track(&revising.track, 1));
    Ok(ContestPlan {
        seed,
        contest: Contest {
            id: ContestId::new("yunjiang-2025")?,
            name: "2025年“数据要素×”大赛云江分赛".to_owned(),
            edition: "2025".to_owned(),
        },
        tracks: chosen
            .iter()
            .map(|track| {
                Ok(Track {
                    id: TrackId::new(track.id.as_str())?,
                    name: track.name.clone(),
                    topics: track.topics.clone(),
                })
            })
            .collect::<Result<_, IdError>>()?,
        recusal: Recusal {
            expert: recused.id.clone(),
            entry: recused_entry,
            reason: "近三年内曾担任该参赛单位技术顾问".to_owned(),
        },
        missing: MissingMaterial {
            entry: missing_entry,
            reason: "材料中没有项目申报书，仅有证明材料，无法评审".to_owned(),
        },
        revision: Revision {
            expert: revising.id.clone(),
            entry: revised_entry,
        },
        entries,
        experts,
        fresh,
        half_scored,
    })
}

fn chosen_tracks(entries: usize) -> Vec<&'static TrackNames> {
    let count = entries
        .div_ceil(ENTRIES_PER_TRACK)
        .clamp(2, TRACK_ORDER.len());
    TRACK_ORDER
        .iter()
        .take(count)
        .filter_map(|id| tracks().iter().find(|track| track.id == *id))
        .collect()
}

/// The kinds and classes handed out in turn: the first eight entries already show every class and both non-enterprises.
const KINDS: [(EntrantKind, SizeClass); 8] = [
    (EntrantKind::Enterprise, SizeClass::Small),
    (EntrantKind::Enterprise, SizeClass::Medium),
    (EntrantKind::PublicInstitution, SizeClass::NotClassified),
    (EntrantKind::University, SizeClass::NotClassified),
    (EntrantKind::Enterprise, SizeClass::Micro),
    (EntrantKind::Enterprise, SizeClass::Large),
    (EntrantKind::Enterprise, SizeClass::Small),
    (EntrantKind::Enterprise, SizeClass::Medium),
];
/// After those: mostly small and medium enterprises, as in the regional contests whose lists are public.
const LATER: [SizeClass; 8] = [
    SizeClass::Small,
    SizeClass::Small,
    SizeClass::Medium,
    SizeClass::Micro,
    SizeClass::Small,
    SizeClass::Large,
    SizeClass::Medium,
    SizeClass::Small,
];

/// Names already given out.
#[derive(Default)]
struct Taken {
    titles: BTreeSet<String>,
    teams: BTreeSet<String>,
    entrants: BTreeSet<String>,
}

fn plan_entries(
    random: &Random,
    chosen: &[&TrackNames],
    count: usize,
) -> Result<Vec<PlannedEntry>, PlanError> {
    let mut taken = Taken::default();
    let mut entries = Vec::with_capacity(count);
    for place in 0..count {
        // Dealt like cards, so that every track has its share of every class; the public institution falls to the first track.
        let track = chosen[place % chosen.len()];
        let number = place / chosen.len() + 1;
        let mut random = random.child(&format!("entry/{}/{number}", track.id));
        entries.push(plan_entry(&mut random, track, number, place, &mut taken)?);
    }
    entries.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(entries)
}

fn plan_entry(
    random: &mut Random,
    track: &TrackNames,
    number: usize,
    place: usize,
    taken: &mut Taken,
) -> Result<PlannedEntry, PlanError> {
    let words = words(&track.id);
    let (kind, size) = KINDS
        .get(place)
        .copied()
        .unwrap_or_else(|| (EntrantKind::Enterprise, LATER[place % LATER.len()]));
    let scene = words.scenes[(number - 1 + random.below(2)) % words.scenes.len()].clone();
    let entrant = match kind {
        EntrantKind::PublicInstitution => names::institution(place),
        EntrantKind::University => names::school(place),
        _ if place == 6 => names::long_company(random, words),
        _ => names::company(random, words, &mut taken.entrants),
    };
    let title = if place == 1 {
        names::long_title(random, words, &track.name, &scene)
    } else {
        names::title(random, words, &scene, &mut taken.titles)
    };
    Ok(PlannedEntry {
        id: EntryId::new(format!("{}-{number:03}", track.id))?,
        track: TrackId::new(track.id.as_str())?,
        track_name: track.name.clone(),
        topic: random.pick(&track.topics).clone(),
        team: names::team(random, words, &mut taken.teams),
        facts: entry_facts(random, &words.industries, kind, size, place),
        credit_code: credit_code(random, kind),
        quality: 560 + random.between(0, 170) + random.between(0, 170),
        pages: usize::try_from(random.between(24, 54)).unwrap_or(30),
        // Every third form, in every track.
        fonts: match (number + track.id.parse::<usize>().unwrap_or(0)) % 6 {
            2 => FormFonts::NamedUtf16,
            5 => FormFonts::NamedUcs2,
            _ => FormFonts::Embedded,
        },
        title,
        entrant,
        kind,
        size,
        scene,
    })
}

fn entry_facts(
    random: &mut Random,
    industries: &[String],
    kind: EntrantKind,
    size: SizeClass,
    place: usize,
) -> SizeFacts {
    let none = SizeFacts {
        industry: None,
        employees: None,
        revenue: None,
        assets: None,
    };
    if !kind.is_enterprise() {
        return SizeFacts {
            employees: Some(random.between(60, 2_400).unsigned_abs()),
            ..none
        };
    }
    let Some(industry) = Industry::find(random.pick(industries).as_str()) else {
        return none;
    };
    let mut facts = facts::facts(random, industry, size);
    // One in nine leaves a figure out. 微型 is settled by any one figure, so forgetting there shows nothing.
    if place % 9 == 7 && size != SizeClass::Micro {
        facts::forget_one(&mut facts);
    }
    facts
}

/// Real codes start with the kind (91 companies, 12 public institutions) and a region; region 99 does not exist.
fn credit_code(random: &mut Random, kind: EntrantKind) -> String {
    const SIGNS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let head = if kind.is_enterprise() {
        "91990100MA"
    } else {
        "1299010000"
    };
    let tail: String = (0..18 - head.len())
        .map(|_| char::from(*random.pick(SIGNS)))
        .collect();
    format!("{head}{tail}")
}

fn plan_experts(
    random: &Random,
    chosen: &[&TrackNames],
    per_panel: usize,
) -> Result<(Vec<PlannedExpert>, [PlannedExpert; 2]), PlanError> {
    let mut people = BTreeSet::new();
    let mut experts = Vec::new();
    let mut names = random.child("experts");
    for (panel, track) in chosen.iter().enumerate() {
        for number in 1..=per_panel {
            experts.push(plan_expert(
                &mut names,
                &mut people,
                track,
                number,
                panel * per_panel + number,
            )?);
        }
    }
    let mut extra = |track: &TrackNames, n: usize| {
        plan_expert(
            &mut names,
            &mut people,
            track,
            per_panel + 1,
            experts.len() + n,
        )
    };
    let spare = [extra(chosen[0], 1)?, extra(chosen[1], 2)?];
    Ok((experts, spare))
}

fn plan_expert(
    random: &mut Random,
    people: &mut BTreeSet<String>,
    track: &TrackNames,
    number: usize,
    place: usize,
) -> Result<PlannedExpert, PlanError> {
    let expert = Expert {
        id: ExpertId::new(format!("E{}{number:02}", track.id))?,
        name: names::person(random, people),
        unit: names::expert_unit(place),
        track: TrackId::new(track.id.as_str())?,
        panel: PanelId::new(format!("P{}", track.id))?,
        chair: number == 1,
    };
    Ok(PlannedExpert {
        expert,
        severity: random.between(-650, 550),
        noise: random.between(25, 80),
    })
}

/// A person's name for a dossier; people in different dossiers may share one.
pub(crate) fn person(random: &mut Random, taken: &mut BTreeSet<String>) -> String {
    names::person(random, taken)
}

#[cfg(test)]
mod tests;
