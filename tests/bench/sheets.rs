//! A made-up contest of ten thousand experts: what the one who merges knows, and every expert's signed sheet.
//!
//! Not the demo: nothing here is meant to be looked at. The one rule: everything follows from numbers, so that the process that merges can work
//! out for itself what the process that signed knew.

use std::collections::{BTreeMap, HashMap};

use jury_core::contest::{Expert, Round};
use jury_core::merge::{Expected, ExpectedEntry};
use jury_core::rubric::{Profile, Rubric};
use jury_core::sheet::{Counts, Line, LineState};
use jury_core::size_class::SizeClass;
use jury_core::{ContestId, CriterionId, Digest, EntryId, ExpertId, PanelId, Points, TrackId};
use jury_seal::document::parts::{App, ExpertName, KeyRecord, SigningRecord};
use jury_seal::document::roster::{ExpertKey, KeySource, KeyStatus, RosterExpert};
use jury_seal::document::rubric::RubricPart;
use jury_seal::document::sheet::{Install, RubricName, Sheet, SheetEntry, SheetKind, Times};
use jury_seal::verify::KeyBook;
use jury_seal::wire::Hex;
use jury_seal::{KeyId, PublicKey, SigningKey, seal, sha256};

use crate::fault::Fault;

/// Sheets, one an expert.
pub(crate) const SHEETS: usize = 10_000;
/// Entries on each.
pub(crate) const LINES: usize = 30;
/// Experts who judge the same thirty entries.
const PANEL: usize = 10;
const TRACKS: usize = 14;
const SIZE: SizeClass = SizeClass::Small;
/// As long as the comments people write.
const COMMENT: &str = "数据来源清楚，应用场景明确，已在两个园区落地；经济效益测算口径偏宽，建议补充第三方审计材料并说明数据更新频率。";

/// Small deterministic randomness: xorshift64*, Vigna 2016.
pub(crate) struct Noise(u64);

impl Noise {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `bound`, which is small.
    pub(crate) const fn below(&mut self, bound: u64) -> u64 {
        (self.next() >> 16) % bound
    }

    /// A mark for every criterion, between half and all of what can be given, on the rubric's step.
    pub(crate) fn marks(
        &mut self,
        rubric: &Rubric,
        profile: &Profile,
    ) -> BTreeMap<CriterionId, Points> {
        let step = rubric.step.hundredths();
        let mut mark = |maximum: &Points| {
            let steps = maximum.hundredths() / step;
            let given =
                steps - i64::try_from(self.below(steps.unsigned_abs() / 2 + 1)).unwrap_or(0);
            Points::from_hundredths(given * step)
        };
        profile
            .weights
            .iter()
            .map(|(criterion, maximum)| (criterion.clone(), mark(maximum)))
            .collect()
    }
}

/// What both processes know.
pub(crate) struct World {
    pub(crate) expected: Expected,
    pub(crate) book: KeyBook,
}

/// Digest of a few words and a number, for everything that is only compared.
fn name(what: &str, number: usize) -> Digest {
    sha256(format!("{what} {number}").as_bytes())
}

fn contest() -> Result<ContestId, Fault> {
    Ok(ContestId::new("bench")?)
}

fn expert_id(number: usize) -> Result<ExpertId, Fault> {
    Ok(ExpertId::new(format!("E{number:05}"))?)
}

fn panel_of(expert: usize) -> usize {
    expert / PANEL
}

fn track_of(panel: usize) -> Result<TrackId, Fault> {
    Ok(TrackId::new(format!("{:02}", panel % TRACKS + 1))?)
}

/// The entries of a panel.
fn entries_of(panel: usize) -> Result<Vec<EntryId>, Fault> {
    let track = track_of(panel)?;
    (0..LINES)
        .map(|line| {
            Ok(EntryId::new(format!(
                "{track}-{:06}",
                panel * LINES + line
            ))?)
        })
        .collect()
}

fn dossier(entry: &EntryId) -> Digest {
    sha256(entry.as_str().as_bytes())
}

fn key(expert: usize) -> SigningKey {
    SigningKey::from_seed(&name("key", expert).0)
}

fn rubric_digest(rubric: &Rubric) -> Result<Digest, Fault> {
    Ok(RubricPart::of(rubric).digest()?)
}

fn profile(rubric: &Rubric) -> Result<&Profile, Fault> {
    rubric
        .profile_for(SIZE)
        .ok_or_else(|| Fault::wrong("the built-in rubric has no profile for small enterprises"))
}

impl World {
    /// Works out what is known before any sheet comes in.
    pub(crate) fn new() -> Result<Self, Fault> {
        let rubric = Rubric::built_in();
        let digest = rubric_digest(&rubric)?;
        let profile = profile(&rubric)?.id.clone();
        let mut expected = Expected::new(contest()?, Round::Written, rubric, digest);
        let mut roster = Vec::new();
        for panel in 0..SHEETS / PANEL {
            let (track, entries) = (track_of(panel)?, entries_of(panel)?);
            for entry in &entries {
                let facts = ExpectedEntry {
                    track: track.clone(),
                    size: SIZE,
                    profile: profile.clone(),
                    dossier: dossier(entry),
                    calibration: false,
                };
                expected.entries.insert(entry.clone(), facts);
            }
            for number in panel * PANEL..(panel + 1) * PANEL {
                let (expert, record) = expert(number)?;
                expected
                    .assignments
                    .insert(expert.id.clone(), entries.iter().cloned().collect());
                expected
                    .assignment_digests
                    .insert(expert.id.clone(), [name("assignment", number)].into());
                expected
                    .trusted_keys
                    .insert(expert.id.clone(), [record.keyid.to_string()].into());
                roster.push(in_roster(&expert, record));
                expected.experts.insert(expert.id.clone(), expert);
            }
        }
        let book = KeyBook::of_experts(&expected.contest, &roster)
            .map_err(|_| Fault::wrong("a made-up key is refused"))?;
        Ok(Self { expected, book })
    }
}

fn expert(number: usize) -> Result<(Expert, KeyRecord), Fault> {
    let panel = panel_of(number);
    let expert = Expert {
        id: expert_id(number)?,
        name: format!("专家{number}"),
        unit: "云江大学".to_owned(),
        track: track_of(panel)?,
        panel: PanelId::new(format!("P{panel:04}"))?,
        chair: number.is_multiple_of(PANEL),
    };
    Ok((expert, KeyRecord::of(&key(number).public())))
}

fn in_roster(expert: &Expert, record: KeyRecord) -> RosterExpert {
    RosterExpert {
        id: expert.id.clone(),
        name: expert.name.clone(),
        unit: expert.unit.clone(),
        track: expert.track.clone(),
        panel: expert.panel.clone(),
        chair: expert.chair,
        recipient: None,
        keys: vec![ExpertKey {
            key: record,
            source: KeySource::Enrolled,
            status: KeyStatus::Enrolled,
            revoked_after: None,
        }],
    }
}

/// The signed sheet of an expert, as the bytes of its envelope.
pub(crate) fn envelope(number: usize) -> Result<Vec<u8>, Fault> {
    let rubric = Rubric::built_in();
    let (expert, record) = expert(number)?;
    let mut noise = Noise::new(number as u64);
    let lines = entries_of(panel_of(number))?
        .into_iter()
        .map(|entry| line(entry, &rubric, &mut noise))
        .collect::<Result<Vec<_>, _>>()?;
    let counts = Counts::of(&lines);
    let at = "2025-06-12T14:02:07+08:00";
    let entry = |line: &Line| SheetEntry::of(line, dossier(&line.entry), SIZE, Some(at.to_owned()));
    let sheet = Sheet {
        contest: contest()?,
        round: Round::Written,
        track: expert.track,
        panel: expert.panel,
        expert: ExpertName {
            id: expert.id,
            name: expert.name,
        },
        kind: SheetKind::Final,
        seq: 1,
        prev: None,
        ticket: None,
        reason: None,
        letter: name("letter", number),
        assignment: name("assignment", number),
        rubric: RubricName::of(&rubric, rubric_digest(&rubric)?),
        key: SigningRecord {
            own: record,
            introduction: None,
        },
        install: Install {
            id: Hex([7; 16]),
            counter: 480,
        },
        entries: lines
            .iter()
            .map(entry)
            .collect::<Result<_, _>>()
            .map_err(jury_seal::document::SealError::from)?,
        counts: counts.into(),
        times: Times {
            signed_at: at.to_owned(),
            since_prev_s: None,
            clock_anomalies: 0,
        },
        app: App {
            name: "jurybench".to_owned(),
            version: "0.1.0".to_owned(),
        },
    };
    Ok(seal(&sheet, &[&key(number)])?.to_bytes())
}

fn line(entry: EntryId, rubric: &Rubric, noise: &mut Noise) -> Result<Line, Fault> {
    let profile = profile(rubric)?;
    let marks = noise.marks(rubric, profile);
    Ok(Line {
        entry,
        profile: profile.id.clone(),
        weights: profile.weights.clone(),
        total: Some(rubric.total(profile, &marks)),
        state: LineState::Scored(marks),
        comment: COMMENT.to_owned(),
        gates: Vec::new(),
    })
}

/// Every expert's public key by its id.
pub(crate) fn keys() -> HashMap<KeyId, PublicKey> {
    (0..SHEETS)
        .map(|number| key(number).public())
        .map(|key| (key.id(), key))
        .collect()
}
