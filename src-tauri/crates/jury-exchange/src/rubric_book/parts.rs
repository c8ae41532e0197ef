//! The smaller tables of a rubric: profiles, bands, facts.
//!
//! Not the criteria. The one rule: each table may be absent, and then the plainest answer holds: one profile for everybody, no bands, scale
//! points in steps of a half.

use std::collections::BTreeMap;

use jury_core::rubric::{Band, Profile, Scale};
use jury_core::size_class::SizeClass;
use jury_core::{CriterionId, Points, ProfileId};

use crate::table::{Column, Problem, RowFault, RowReader, Table, fold};

use super::{WEIGHT, criteria};

const NAME_LIMIT: usize = 100;
const TEXT_LIMIT: usize = 2_000;
const PROFILE_ID: &str = "方案编号";
const PROFILE_NAME: &str = "方案名称";
const SIZES: &str = "适用企业规模";
const NOTE: &str = "说明";
const BAND: &str = "档位";
const FROM: &str = "下限";
const TO: &str = "上限";
const FACT: &str = "项";
const CONTENT: &str = "内容";

pub(crate) const PROFILE_COLUMNS: &[Column] = &[
    Column::optional(PROFILE_ID, &["编号"]),
    Column::required(PROFILE_NAME, &["名称", "权重方案"]),
    Column::required(SIZES, &["适用规模", "企业规模"]),
    Column::optional(NOTE, &["备注"]),
];
pub(crate) const BAND_COLUMNS: &[Column] = &[
    Column::required(BAND, &["档次", "名称"]),
    percent(FROM),
    percent(TO),
];
pub(crate) const FACT_COLUMNS: &[Column] = &[
    Column::required(FACT, &["项目"]),
    Column::required(CONTENT, &["值"]),
];

const fn percent(name: &'static str) -> Column {
    Column {
        name,
        aliases: &[],
        required: true,
        unit: Some("%"),
    }
}

/// What stands in 基本信息.
pub(super) struct Facts {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) version: u32,
    pub(super) official: bool,
    pub(super) scale: Scale,
    pub(super) step: Points,
}

/// The keys of 基本信息, in the order of the template.
pub(crate) const FACT_KEYS: [&str; 6] =
    ["编号", "名称", "版本", "计分方式", "评分步进", "官方指标"];

pub(super) fn read_facts(table: Option<&Table>, faults: &mut Vec<RowFault>) -> Facts {
    let mut facts = Facts {
        id: "R1".to_owned(),
        name: "自定义指标体系".to_owned(),
        version: 1,
        official: false,
        scale: Scale::Points,
        step: Points::from_hundredths(50),
    };
    let Some(table) = table else { return facts };
    for row in &table.rows {
        let mut reader = RowReader::new(table, row);
        let key = reader.required_text(FACT, NAME_LIMIT);
        let content = reader.text(CONTENT, NAME_LIMIT);
        if let (Some(key), Some(content)) = (key, content)
            && let Err(problem) = take_fact(&mut facts, &fold(&key), content)
        {
            reader.fault(CONTENT, problem);
        }
        reader.finish(Some(()), faults, &mut Vec::new());
    }
    facts
}

fn take_fact(facts: &mut Facts, key: &str, content: String) -> Result<(), Problem> {
    let word = fold(&content);
    let unknown = |allowed: &[&str]| Problem::UnknownWord {
        given: content.clone(),
        allowed: allowed.iter().map(|word| (*word).to_owned()).collect(),
    };
    match key {
        "编号" => facts.id = content,
        "名称" => facts.name = content,
        "版本" => {
            facts.version = word
                .parse()
                .map_err(|_| Problem::NotWhole { given: content })?;
        }
        "评分步进" => facts.step = criteria::points(&word)?,
        "计分方式" => {
            facts.scale = match word.as_str() {
                "满分" => Scale::Points,
                "百分" => Scale::Percent,
                _ => return Err(unknown(&["满分", "百分"])),
            }
        }
        "官方指标" => {
            facts.official = match word.as_str() {
                "是" => true,
                "否" => false,
                _ => return Err(unknown(&["是", "否"])),
            }
        }
        _ => return Err(unknown(&FACT_KEYS)),
    }
    Ok(())
}

pub(super) fn read_bands(table: Option<&Table>, faults: &mut Vec<RowFault>) -> Vec<Band> {
    let mut bands = Vec::new();
    let Some(table) = table else { return bands };
    for row in &table.rows {
        let mut reader = RowReader::new(table, row);
        let name = reader.required_text(BAND, NAME_LIMIT);
        let [from, to] = [FROM, TO].map(|column| read_percent(&mut reader, column));
        let band = name
            .zip(from.zip(to))
            .map(|(name, (from_percent, to_percent))| Band {
                name,
                from_percent,
                to_percent,
            });
        bands.extend(reader.finish(band, faults, &mut Vec::new()));
    }
    bands
}

fn read_percent(reader: &mut RowReader<'_>, column: &'static str) -> Option<u8> {
    let given = reader.required_text(column, NAME_LIMIT)?;
    let bare = fold(&given).trim_end_matches('%').to_owned();
    match bare.parse() {
        Ok(percent) if percent <= 100 => Some(percent),
        _ => {
            reader.fault(column, Problem::NotWhole { given });
            None
        }
    }
}

/// The weight profiles being read.
pub(super) struct Profiles {
    profiles: Vec<Profile>,
    of: BTreeMap<SizeClass, ProfileId>,
}

impl Profiles {
    /// The one profile of a rubric that says nothing about size classes.
    fn for_everybody() -> Self {
        let id = ProfileId::new("general").expect("a word is an id");
        let of = SizeClass::ALL
            .into_iter()
            .map(|size| (size, id.clone()))
            .collect();
        Self {
            profiles: vec![Profile {
                id,
                name: "通用".to_owned(),
                note: String::new(),
                weights: BTreeMap::new(),
            }],
            of,
        }
    }

    /// The profile a column of weights belongs to. A column without a name belongs to the only one there is.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        if name.is_empty() {
            return (self.profiles.len() == 1).then_some(0);
        }
        self.profiles
            .iter()
            .position(|profile| fold(&profile.name) == name || profile.id.as_str() == name)
    }

    pub(super) fn weigh(&mut self, profile: usize, criterion: CriterionId, weight: Points) {
        self.profiles[profile].weights.insert(criterion, weight);
    }

    pub(super) fn into_parts(self) -> (Vec<Profile>, BTreeMap<SizeClass, ProfileId>) {
        (self.profiles, self.of)
    }
}

pub(super) fn read_profiles(table: Option<&Table>, faults: &mut Vec<RowFault>) -> Profiles {
    let Some(table) = table else {
        return Profiles::for_everybody();
    };
    let mut profiles = Profiles {
        profiles: Vec::new(),
        of: BTreeMap::new(),
    };
    for row in &table.rows {
        let mut reader = RowReader::new(table, row);
        read_profile(&mut reader, &mut profiles);
        reader.finish(Some(()), faults, &mut Vec::new());
    }
    if profiles.profiles.is_empty() {
        let (sheet, row) = (table.sheet.clone(), table.heading_row);
        faults.push(RowFault {
            sheet,
            row,
            column: PROFILE_NAME.to_owned(),
            problem: Problem::NoRows,
        });
    }
    profiles
}

fn read_profile(reader: &mut RowReader<'_>, profiles: &mut Profiles) {
    let code = reader
        .text(PROFILE_ID, NAME_LIMIT)
        .unwrap_or_else(|| format!("P{}", profiles.profiles.len() + 1));
    let id = reader.id(PROFILE_ID, Some(code), ProfileId::new);
    let name = reader.required_text(PROFILE_NAME, NAME_LIMIT);
    let sizes = reader.required_text(SIZES, NAME_LIMIT);
    let note = reader.text(NOTE, TEXT_LIMIT).unwrap_or_default();
    let (Some(id), Some(name), Some(sizes)) = (id, name, sizes) else {
        return;
    };
    for size in read_sizes(reader, &sizes) {
        if let Some(taken) = profiles.of.insert(size, id.clone()) {
            reader.fault(
                SIZES,
                Problem::SizeTwice {
                    size: size.label().to_owned(),
                    profile: taken.to_string(),
                },
            );
        }
    }
    profiles.profiles.push(Profile {
        id,
        name,
        note,
        weights: BTreeMap::new(),
    });
}

/// Size classes separated by commas, 顿号 or spaces; 全部 for all, 中小微 for the three.
fn read_sizes(reader: &mut RowReader<'_>, text: &str) -> Vec<SizeClass> {
    let mut sizes = Vec::new();
    for word in text
        .split([',', '，', '、', ';', '；', '/', ' '])
        .map(fold)
        .filter(|word| !word.is_empty())
    {
        match (word.as_str(), SizeClass::parse(&word)) {
            (_, Some(size)) => sizes.push(size),
            ("全部" | "所有", _) => sizes.extend(SizeClass::ALL),
            ("中小微" | "中小微型" | "中小微企业", _) => sizes.extend(
                SizeClass::OF_ENTERPRISES
                    .into_iter()
                    .filter(|size| size.is_sme()),
            ),
            ("非企业" | "非企业主体", _) => sizes.push(SizeClass::NotClassified),
            _ => {
                let allowed = SizeClass::ALL.map(|size| size.label().to_owned()).to_vec();
                reader.fault(
                    SIZES,
                    Problem::UnknownWord {
                        given: word,
                        allowed,
                    },
                );
            }
        }
    }
    sizes
}

/// The heading of a profile's column of weights.
pub(crate) fn weight_heading(profile: &Profile) -> String {
    format!("{WEIGHT}：{}", profile.name)
}
