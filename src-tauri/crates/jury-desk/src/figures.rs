//! Size class, weighted total and tally of a table: figures that need no desk.
//!
//! The command line asks these; no rule of judging lives here, only the conversion from words to jury-core and back.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::entry::{Money, SizeFacts};
use jury_core::ranking::{EntryMark, rank};
use jury_core::rule::Rule;
use jury_core::size_class::{Industry, classify};
use jury_core::tally::Aggregation;
use jury_core::{EntryId, Exact, ExpertId, Points};

use crate::call::Call;
use crate::error::{DeskError, ErrorCode};
use crate::session::Session;
use crate::wire::figures::{
    SizeAnswer, SizeAsk, TallyAnswer, TallyAsk, TallyEntry, TotalAnswer, TotalAsk,
};

impl Session {
    pub(crate) fn size(&self, ask: SizeAsk, _: &Call<'_>) -> Result<SizeAnswer, DeskError> {
        let name = ask.industry.trim();
        // Nothing named is a fact not known, like any other that is missing; a name not in the table is a mistake.
        let industry = match name {
            "" => None,
            name => Some(Industry::find(name).ok_or_else(|| unknown_industry(name))?),
        };
        let facts = SizeFacts {
            industry,
            employees: ask.employees.as_deref().map(employees).transpose()?,
            revenue: ask
                .revenue
                .as_deref()
                .map(|text| money(text, "营业收入"))
                .transpose()?,
            assets: ask
                .assets
                .as_deref()
                .map(|text| money(text, "资产总额"))
                .transpose()?,
        };
        let decision = classify(&facts);
        Ok(SizeAnswer {
            size: decision.size.map(|size| size.as_str().to_owned()),
            candidates: decision
                .candidates
                .iter()
                .map(|size| size.as_str().to_owned())
                .collect(),
            industry: industry.map_or_else(String::new, |known| known.name().to_owned()),
            basis: decision.basis_text(),
        })
    }

    pub(crate) fn total(&self, ask: TotalAsk, _: &Call<'_>) -> Result<TotalAnswer, DeskError> {
        let weights = points(&ask.weights, "权重")?;
        let scores = points(&ask.scores, "得分")?;
        check_total(&weights, &scores)?;
        let total: Exact = weights
            .iter()
            .zip(&scores)
            .map(|(weight, score)| &(&Exact::from(*weight) * &Exact::from(*score)) / 100)
            .sum();
        Ok(TotalAnswer {
            total: total.round_half_up(2).to_string(),
            exact: total.to_string(),
        })
    }

    pub(crate) fn tally(&self, ask: TallyAsk, _: &Call<'_>) -> Result<TallyAnswer, DeskError> {
        let rule = rule_of(&ask)?;
        let table = Table::read(&ask)?;
        let ranked = rank(&table.entries, &table.marks, &rule);
        let entries: Vec<TallyEntry> = ranked
            .iter()
            .map(|ranked| {
                let tally = ranked.tally.as_ref();
                TallyEntry {
                    id: table.name_of(&ranked.entry),
                    score: ranked.published.as_ref().map(ToString::to_string),
                    exact: tally.map(|tally| tally.exact.to_string()),
                    rank: ranked.rank,
                    used: tally.map_or(0, |tally| {
                        u32::try_from(tally.used.len()).unwrap_or(u32::MAX)
                    }),
                    dropped: tally
                        .map(|tally| table.dropped(&ranked.entry, tally))
                        .unwrap_or_default(),
                }
            })
            .collect();
        let notes = untrimmed(&rule, &entries).into_iter().collect();
        Ok(TallyAnswer { entries, notes })
    }
}

/// Says of which entries nothing was dropped although the rule drops extremes: their experts are too few.
fn untrimmed(rule: &Rule, entries: &[TallyEntry]) -> Option<String> {
    let Aggregation::Trimmed {
        minimum_experts, ..
    } = rule.aggregation
    else {
        return None;
    };
    let whole: Vec<&str> = entries
        .iter()
        .filter(|entry| entry.score.is_some() && entry.dropped.is_empty())
        .map(|entry| entry.id.as_str())
        .collect();
    let (first, count) = (whole.get(..whole.len().min(5))?, whole.len());
    let more = if count > first.len() { "等" } else { "" };
    (count > 0).then(|| {
        format!(
            "有 {count} 个项目（{}{more}）的有效得分不足 {minimum_experts} 个，没有去掉最高分和最低分，按全部得分平均。",
            first.join("、")
        )
    })
}

/// Names in the file are free text; inside they become numbered ids and come back as names.
struct Table {
    names: Vec<String>,
    entries: Vec<EntryId>,
    marks: BTreeMap<EntryId, BTreeMap<ExpertId, EntryMark>>,
}

impl Table {
    fn read(ask: &TallyAsk) -> Result<Self, DeskError> {
        let mut table = Self {
            names: Vec::new(),
            entries: Vec::new(),
            marks: BTreeMap::new(),
        };
        if ask.experts.is_empty() || ask.rows.is_empty() {
            return Err(bad_table(
                "没有评分；表头应为 entry 和各位专家，每行一个项目".to_owned(),
            ));
        }
        let named: BTreeSet<&String> = ask.experts.iter().collect();
        if named.len() < ask.experts.len() || ask.experts.iter().any(|name| name.trim().is_empty())
        {
            return Err(bad_table("表头中专家姓名为空或重复".to_owned()));
        }
        if ask.rows.iter().any(|row| row.entry.trim().is_empty()) {
            return Err(bad_table("有一行没有项目编号".to_owned()));
        }
        let mut seen = BTreeSet::new();
        for row in &ask.rows {
            if !seen.insert(&row.entry) {
                return Err(bad_table(format!("“{}”出现了两次", row.entry)));
            }
            if row.scores.len() != ask.experts.len() {
                return Err(bad_table(format!(
                    "“{}”有 {} 格，应有 {} 格",
                    row.entry,
                    row.scores.len(),
                    ask.experts.len()
                )));
            }
            let entry = numbered(table.names.len(), EntryId::new)?;
            let mut marks = BTreeMap::new();
            for (column, score) in row.scores.iter().enumerate() {
                if let Some(score) = score {
                    marks.insert(
                        numbered(column, ExpertId::new)?,
                        EntryMark {
                            total: score_of(score)?,
                            groups: BTreeMap::new(),
                        },
                    );
                }
            }
            table.names.push(row.entry.clone());
            table.entries.push(entry.clone());
            table.marks.insert(entry, marks);
        }
        Ok(table)
    }

    fn name_of(&self, entry: &EntryId) -> String {
        // Numbered in order, so they stand in order.
        let position = self.entries.binary_search(entry);
        position.map_or_else(|_| String::new(), |position| self.names[position].clone())
    }

    fn dropped(&self, entry: &EntryId, tally: &jury_core::tally::Tally) -> Vec<String> {
        let marks = self.marks.get(entry);
        tally
            .dropped
            .iter()
            .filter_map(|(expert, _)| Some(marks?.get(expert)?.total.round_half_up(2).to_string()))
            .collect()
    }
}

fn numbered<T, E: std::error::Error>(
    number: usize,
    id: impl FnOnce(String) -> Result<T, E>,
) -> Result<T, DeskError> {
    id(format!("{number:08}")).map_err(|error| DeskError::internal(&error))
}

fn rule_of(ask: &TallyAsk) -> Result<Rule, DeskError> {
    let mut rule = match &ask.rule {
        Some(text) => jury_exchange::rule_file::read_rule(text)
            .map_err(|fault| crate::intake::rule_refusal(&fault))?,
        // A bare table has no groups to break ties by; the plain mean of all is what an organiser expects of it.
        None => Rule {
            aggregation: Aggregation::Mean,
            ..Rule::default()
        },
    };
    if let Some(drop) = ask.drop_extremes {
        let drop = drop as usize;
        rule.aggregation = if drop == 0 {
            Aggregation::Mean
        } else {
            Aggregation::Trimmed {
                drop_high: drop,
                drop_low: drop,
                minimum_experts: 2 * drop + 1,
            }
        };
    }
    if let Some(decimals) = ask.decimals {
        if decimals > 6 {
            return Err(DeskError::new(ErrorCode::BadNumber)
                .with("given", decimals)
                .with("what", "小数位数，0 至 6"));
        }
        rule.decimals = decimals;
    }
    Ok(rule)
}

fn check_total(weights: &[Points], scores: &[Points]) -> Result<(), DeskError> {
    if weights.len() != scores.len() {
        return Err(bad_table(format!(
            "权重有 {} 个，得分有 {} 个",
            weights.len(),
            scores.len()
        )));
    }
    let sum: Points = weights.iter().copied().sum();
    if sum != Points::HUNDRED || weights.iter().any(|weight| weight.hundredths() < 0) {
        return Err(bad_table(format!("权重之和应为 100，现为 {sum}")));
    }
    match scores
        .iter()
        .find(|score| **score < Points::ZERO || **score > Points::HUNDRED)
    {
        Some(score) => Err(bad_table(format!("得分应为 0 至 100，{score} 超出范围"))),
        None => Ok(()),
    }
}

fn points(texts: &[String], what: &str) -> Result<Vec<Points>, DeskError> {
    texts
        .iter()
        .map(|text| Points::parse(text.trim()).map_err(|_| bad_number(text, what)))
        .collect()
}

/// An expert's score of an entry: 0 to 100, as a total of any rubric here is.
fn score_of(text: &str) -> Result<Exact, DeskError> {
    let score = Points::parse(text.trim()).map_err(|_| bad_number(text, "得分，最多两位小数"))?;
    if score < Points::ZERO || score > Points::HUNDRED {
        return Err(bad_table(format!("得分应为 0 至 100，{score} 超出范围")));
    }
    Ok(Exact::from(score))
}

fn employees(text: &str) -> Result<u64, DeskError> {
    text.trim()
        .parse()
        .map_err(|_| bad_number(text, "从业人员，整数"))
}

fn money(text: &str, what: &str) -> Result<Money, DeskError> {
    Money::parse(text.trim()).map_err(|_| bad_number(text, &format!("{what}，万元，最多两位小数")))
}

fn bad_number(given: &str, what: &str) -> DeskError {
    // A line of ten megabytes is no number, and no sentence either.
    let given: String = given.chars().take(40).collect();
    DeskError::new(ErrorCode::BadNumber)
        .with("given", given)
        .with("what", what)
}

fn bad_table(why: String) -> DeskError {
    DeskError::new(ErrorCode::BadTable).with("why", why)
}

fn unknown_industry(given: &str) -> DeskError {
    let examples = Industry::all()
        .take(5)
        .map(Industry::name)
        .collect::<Vec<_>>()
        .join("、");
    DeskError::new(ErrorCode::UnknownIndustry)
        .with("industry", given)
        .with("examples", examples)
}
