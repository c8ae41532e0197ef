//! The built-in sample rubric 「内置示例指标（非官方）」, read from `assets/rubrics/sample.csv` and `assets/rubrics/gates.csv`.
//!
//! Not an importer of organisers' tables: that reads workbooks and lives with them. The one rule to know: criteria and weights are data in
//! the table; only what the table has no column for (bands, names of profiles, which size has which) stands here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::sample_gates::{self, GATES};
use super::{Band, Criterion, Group, Profile, Rubric, RubricFault, Scale};
use crate::size_class::SizeClass;
use crate::{CriterionId, GroupId, IdError, Points, PointsError, ProfileId};

const SAMPLE: &str = include_str!("../../../../../assets/rubrics/sample.csv");

/// The name that shows wherever the sample is used. The contest's own table (附件3) is not public.
const NAME: &str = "内置示例指标（非官方）";

/// Columns of the table up to the weights; the guidance follows the weights.
const HEADER: &str =
    "rubric_id,level1_code,level1,level2_code,level2,general,sme,non-enterprise,guidance,seed_line";

/// Profiles in the order of the table's columns: id, name, note.
const PROFILES: [(&str, &str, &str); 3] = [
    (
        "general",
        "通用",
        "大型企业；同一权重适用于未另设方案的情形",
    ),
    (
        "sme",
        "中小微企业",
        "降低绝对规模类得分，经济效益按与自身规模相比的改善评",
    ),
    (
        "non-enterprise",
        "非企业主体",
        "事业单位、高校、科研院所等弱化市场空间，侧重社会效益",
    ),
];

/// Bands borrowed from the published ones of the third "互联网+" contest; an aid only, unrelated to this one.
const BANDS: [(&str, u8, u8); 4] = [
    ("优秀", 85, 100),
    ("良好", 70, 85),
    ("一般", 55, 70),
    ("较差", 0, 55),
];

/// Why a text is not a sample rubric.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SampleError {
    /// The first line is not the header expected.
    #[error("the header is {found:?}")]
    Header {
        /// The first line.
        found: String,
    },
    /// A line has the wrong number of fields. Fields hold no comma and no quote.
    #[error("line {line} has {found} fields")]
    Fields {
        /// The line, counting from 1.
        line: usize,
        /// Fields found.
        found: usize,
    },
    /// A code is not an id.
    #[error("line {line}")]
    Id {
        /// The line, counting from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        source: IdError,
    },
    /// A weight is not points.
    #[error("line {line}")]
    Weight {
        /// The line, counting from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        source: PointsError,
    },
    /// The table reads well and does not make a rubric.
    #[error("the table does not make a rubric: {faults:?}")]
    Faults {
        /// Everything wrong.
        faults: Vec<RubricFault>,
    },
}

impl Rubric {
    /// The built-in sample.
    #[must_use]
    pub fn built_in() -> Self {
        static BUILT_IN: LazyLock<Rubric> = LazyLock::new(|| {
            let mut rubric =
                Rubric::sample(SAMPLE).expect("the table in the tree is a rubric; a test reads it");
            rubric.gates = sample_gates::read(GATES)
                .expect("the table in the tree lists gates; a test reads it");
            rubric
        });
        BUILT_IN.clone()
    }

    /// Reads a table in the layout of `assets/rubrics/sample.csv`.
    ///
    /// # Errors
    /// [`SampleError`] names the line, or lists every fault of the rubric read.
    pub fn sample(csv: &str) -> Result<Self, SampleError> {
        let mut lines = csv
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line));
        let header = lines.next().map_or("", |(_, header)| header);
        if header != HEADER {
            return Err(SampleError::Header {
                found: header.to_owned(),
            });
        }
        let mut rubric = empty();
        for (line, text) in lines.filter(|(_, text)| !text.is_empty()) {
            read_line(&mut rubric, line, text)?;
        }
        let faults = rubric.validate();
        if faults.is_empty() {
            Ok(rubric)
        } else {
            Err(SampleError::Faults { faults })
        }
    }
}

fn read_line(rubric: &mut Rubric, line: usize, text: &str) -> Result<(), SampleError> {
    let fields: Vec<&str> = text.split(',').collect();
    let [
        rubric_id,
        group_code,
        group_name,
        code,
        name,
        general,
        sme,
        non_enterprise,
        guidance,
        _,
    ] = fields[..]
    else {
        return Err(SampleError::Fields {
            line,
            found: fields.len(),
        });
    };
    let bad_id = |source| SampleError::Id { line, source };
    let group_id = GroupId::new(group_code).map_err(bad_id)?;
    let id = CriterionId::new(code).map_err(bad_id)?;
    for (profile, weight) in rubric
        .profiles
        .iter_mut()
        .zip([general, sme, non_enterprise])
    {
        let weight =
            Points::parse(weight).map_err(|source| SampleError::Weight { line, source })?;
        profile.weights.insert(id.clone(), weight);
    }
    rubric.id = rubric_id.to_owned();
    if rubric
        .groups
        .last()
        .is_none_or(|group| group.id != group_id)
    {
        rubric.groups.push(Group {
            id: group_id,
            name: group_name.to_owned(),
            criteria: Vec::new(),
        });
    }
    if let Some(group) = rubric.groups.last_mut() {
        group.criteria.push(Criterion {
            id,
            name: name.to_owned(),
            guidance: guidance.to_owned(),
            levels: Vec::new(),
        });
    }
    Ok(())
}

/// The sample without its table.
fn empty() -> Rubric {
    let profile_id = |id: &str| ProfileId::new(id).expect("the ids of PROFILES are ids");
    let profile = |(id, name, note): (&str, &str, &str)| Profile {
        id: profile_id(id),
        name: name.to_owned(),
        note: note.to_owned(),
        weights: BTreeMap::new(),
    };
    let band = |(name, from_percent, to_percent): (&str, u8, u8)| Band {
        name: name.to_owned(),
        from_percent,
        to_percent,
    };
    let profile_of = |size| match size {
        SizeClass::Large => "general",
        SizeClass::Medium | SizeClass::Small | SizeClass::Micro => "sme",
        SizeClass::NotClassified => "non-enterprise",
    };
    Rubric {
        id: String::new(),
        name: NAME.to_owned(),
        version: 1,
        official: false,
        scale: Scale::Points,
        step: Points::from_hundredths(50),
        groups: Vec::new(),
        gates: Vec::new(),
        bands: BANDS.map(band).into(),
        profiles: PROFILES.map(profile).into(),
        profile_of: SizeClass::ALL
            .into_iter()
            .map(|size| (size, profile_id(profile_of(size))))
            .collect(),
    }
}
