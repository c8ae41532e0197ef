//! `agreement`, `severity`: advisory figures 参考 of a table of marks.
//!
//! Reading the table and saying the figures only; what they are is jury-stats's. Not official: nothing here is read by `tally` or `results`. The one
//! rule: figures are numbers in JSON (doubles, unlike official decimals, which travel as strings), and what is not defined is null.

use std::collections::BTreeSet;
use std::path::Path;

use jury_stats::Table;
use jury_stats::agreement::{Agreement, Form};
use jury_stats::severity::{Component, Severity};
use serde_json::{Map, Value, json};

use crate::args::MarksTable;
use crate::figure_commands::{bad_table, reader, refuse_other_table};
use crate::outcome::{Failure, Outcome, table};

/// A table of marks with the names that stand beside it.
struct Named {
    experts: Vec<String>,
    entries: Vec<String>,
    marks: Table,
}

pub(crate) fn agreement(arguments: &MarksTable) -> Result<Outcome, Failure> {
    let named = Named::read(&arguments.table)?;
    let agreement = Agreement::of(&named.marks);
    let document = agreement_document(&agreement);
    Ok(Outcome::good(
        document,
        agreement_text(&agreement, named.entries.len()),
    ))
}

fn agreement_document(agreement: &Agreement) -> Value {
    let (w, alpha) = (agreement.kendall_w, agreement.alpha);
    let mut icc: Map<String, Value> = Form::ALL
        .iter()
        .map(|form| (form.name().to_owned(), json!(agreement.icc.value(*form))))
        .collect();
    let ci95: Map<String, Value> = Form::ALL
        .iter()
        .map(|form| (form.name().to_owned(), json!(agreement.icc.ci95(*form))))
        .collect();
    icc.insert("ci95".to_owned(), Value::Object(ci95));
    json!({
        "icc": icc,
        "kendall_w": {"w": w.w, "w_uncorrected": w.w_uncorrected, "chi2": w.chi2, "df": w.df, "p": w.p},
        "krippendorff_alpha": {"nominal": alpha.nominal, "ordinal": alpha.ordinal, "interval": alpha.interval, "ratio": alpha.ratio},
        "complete_cases": agreement.complete_cases,
    })
}

fn agreement_text(agreement: &Agreement, entries: usize) -> String {
    let row = |name: &str, value, more: String| vec![name.to_owned(), figure(value, 3), more];
    let mut rows: Vec<Vec<String>> = Form::ALL
        .iter()
        .map(|form| {
            let interval = agreement.icc.ci95(*form);
            let interval = interval.map_or_else(String::new, |(low, high)| {
                format!("95% 区间 {low:.3} 至 {high:.3}")
            });
            row(form_name(*form), agreement.icc.value(*form), interval)
        })
        .collect();
    let (w, alpha) = (agreement.kendall_w, agreement.alpha);
    let test = match (w.chi2, w.df, w.p) {
        (Some(chi2), Some(df), Some(p)) => format!("χ² = {chi2:.2}，自由度 {df}，p = {p:.3}"),
        _ => String::new(),
    };
    rows.push(row("Kendall W（同分校正）", w.w, test));
    rows.push(row("Kendall W（未校正）", w.w_uncorrected, String::new()));
    for (name, value) in [
        ("Krippendorff α 名义", alpha.nominal),
        ("Krippendorff α 顺序", alpha.ordinal),
        ("Krippendorff α 等距", alpha.interval),
        ("Krippendorff α 等比", alpha.ratio),
    ] {
        rows.push(row(name, value, String::new()));
    }
    format!(
        "{}ICC 和 W 只用各位专家都打了分的 {} 个项目（共 {entries} 个）；α 用至少有两个得分的项目。“—”表示无法定义。仅供参考，不影响正式成绩。\n",
        table(&["系数", "值", ""], &rows),
        agreement.complete_cases,
    )
}

const fn form_name(form: Form) -> &'static str {
    match form {
        Form::Icc1 => "ICC(1,1)",
        Form::Icc2 => "ICC(2,1)",
        Form::Icc3 => "ICC(3,1)",
        Form::Icc1k => "ICC(1,k)",
        Form::Icc2k => "ICC(2,k)",
        Form::Icc3k => "ICC(3,k)",
    }
}

pub(crate) fn severity(arguments: &MarksTable) -> Result<Outcome, Failure> {
    let named = Named::read(&arguments.table)?;
    let severity = Severity::of(&named.marks);
    let components: Vec<Value> = severity
        .components
        .iter()
        .map(|component| named.component(component))
        .collect();
    let document = json!({"components": components});
    Ok(Outcome::good(document, named.severity_text(&severity)))
}

impl Named {
    fn component(&self, component: &Component) -> Value {
        let entries: Vec<Value> = component
            .entries
            .iter()
            .map(|level| json!({"id": self.entries[level.entry], "raw": level.raw, "adjusted": level.adjusted}))
            .collect();
        let experts: Vec<Value> = component
            .experts
            .iter()
            .map(|expert| json!({"id": self.experts[expert.expert], "effect": expert.effect}))
            .collect();
        json!({"entries": entries, "experts": experts})
    }

    fn severity_text(&self, severity: &Severity) -> String {
        let (mut entries, mut experts) = (Vec::new(), Vec::new());
        for (number, component) in (1..).zip(&severity.components) {
            for level in &component.entries {
                let name = self.entries[level.entry].clone();
                let figures = [figure(Some(level.raw), 2), figure(Some(level.adjusted), 2)];
                entries.push([vec![number.to_string(), name], figures.to_vec()].concat());
            }
            for expert in &component.experts {
                let name = self.experts[expert.expert].clone();
                experts.push(vec![number.to_string(), name, signed(expert.effect)]);
            }
        }
        let mut text = format!(
            "{}\n{}",
            table(&["组", "项目", "平均分", "调整后"], &entries),
            table(&["组", "专家", "宽（+）严（-）"], &experts),
        );
        if severity.components.len() > 1 {
            text.push_str("不同组之间没有共同的专家和项目，调整后的分数不能互相比较。\n");
        }
        text.push_str("“—”表示只评了一个项目，看不出宽严。仅供参考，不影响正式成绩。\n");
        text
    }

    fn read(file: &Path) -> Result<Self, Failure> {
        let mut reader = reader(file)?;
        let heads = reader
            .headers()
            .map_err(|fault| bad_table(file, &fault))?
            .clone();
        refuse_other_table(file, &heads)?;
        let experts: Vec<String> = heads
            .iter()
            .skip(1)
            .map(|name| name.trim().to_owned())
            .collect();
        let (mut entries, mut rows) = (Vec::new(), Vec::new());
        for record in reader.records() {
            let record = record.map_err(|fault| bad_table(file, &fault))?;
            entries.push(record.get(0).unwrap_or_default().trim().to_owned());
            let marks = record.iter().skip(1).map(mark);
            rows.push(marks.collect::<Result<Vec<_>, _>>()?);
        }
        let refused =
            |why: &str| Failure::input("badTable", format!("“{}”：{why}", file.display()));
        if experts.is_empty() || entries.is_empty() {
            return Err(refused(
                "没有评分；表头应为 entry 和各位专家，每行一个项目。",
            ));
        }
        if !distinct(&experts) {
            return Err(refused("表头中专家姓名为空或重复。"));
        }
        if !distinct(&entries) {
            return Err(refused("有项目编号为空或重复。"));
        }
        let marks = Table::new(experts.len(), &rows).map_err(|why| refused(&why.to_string()))?;
        Ok(Self {
            experts,
            entries,
            marks,
        })
    }
}

/// Whether all are named, and none as another.
fn distinct(names: &[String]) -> bool {
    let all: BTreeSet<&String> = names.iter().filter(|name| !name.is_empty()).collect();
    all.len() == names.len()
}

/// A mark, of whatever scale; nothing in an empty cell.
fn mark(cell: &str) -> Result<Option<f64>, Failure> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let number = cell.parse().ok().filter(|number: &f64| number.is_finite());
    let given: String = cell.chars().take(40).collect();
    number.map(Some).ok_or_else(|| {
        Failure::input(
            "badNumber",
            format!("“{given}”不是得分；没有得分的格子请留空。"),
        )
    })
}

fn figure(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "—".to_owned(), |value| format!("{value:.decimals$}"))
}

fn signed(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |value| format!("{value:+.2}"))
}
