//! A decision on a size class in one Chinese line, for screens, letters and papers.
//!
//! Not the decision. The one rule to know: the line shows the figures used, so that a reader can check it against the table.

use super::{Bound, Indicator, SizeClass, SizeDecision};

impl SizeDecision {
    /// One line such as 「软件和信息技术服务业，86 人，营收 1240 万元 → 小型：未达中型下限 100 人」.
    #[must_use]
    pub fn basis_text(&self) -> String {
        if self.size == Some(SizeClass::NotClassified) {
            return "非企业 → 不划型".to_owned();
        }
        let mut facts = vec![
            self.facts
                .industry
                .map_or("行业未填", |industry| industry.name())
                .to_owned(),
        ];
        facts.extend(
            self.used()
                .into_iter()
                .filter_map(|indicator| self.figure(indicator)),
        );
        format!("{} → {}", facts.join("，"), self.outcome())
    }

    fn used(&self) -> Vec<Indicator> {
        self.facts.industry.map_or_else(Vec::new, |industry| {
            industry
                .limits()
                .iter()
                .map(|limits| limits.indicator)
                .collect()
        })
    }

    fn figure(&self, indicator: Indicator) -> Option<String> {
        match indicator {
            Indicator::Employees => self.facts.employees.map(|people| format!("{people} 人")),
            Indicator::Revenue => self.facts.revenue.map(|money| format!("营收 {money} 万元")),
            Indicator::Assets => self.facts.assets.map(|money| format!("资产 {money} 万元")),
        }
    }

    fn outcome(&self) -> String {
        let why = self
            .basis
            .iter()
            .map(bound_text)
            .collect::<Vec<_>>()
            .join("、");
        match self.size {
            Some(SizeClass::Large) => format!("大型：达到大型下限 {why}"),
            Some(size) => format!(
                "{}：未达{}下限 {why}",
                size.label(),
                self.basis.first().map_or("", |bound| bound.class.label())
            ),
            None => format!(
                "资料不足（缺{}），可能为{}",
                self.missing_text(),
                self.candidates_text()
            ),
        }
    }

    fn missing_text(&self) -> String {
        if self.facts.industry.is_none() {
            return "行业".to_owned();
        }
        self.missing
            .iter()
            .map(|indicator| indicator.label())
            .collect::<Vec<_>>()
            .join("、")
    }

    fn candidates_text(&self) -> String {
        self.candidates
            .iter()
            .map(|size| size.label())
            .collect::<Vec<_>>()
            .join("、")
    }
}

fn bound_text(bound: &Bound) -> String {
    let name = match bound.indicator {
        Indicator::Employees => "",
        Indicator::Revenue => "营收 ",
        Indicator::Assets => "资产 ",
    };
    format!("{name}{} {}", bound.limit, bound.indicator.unit())
}
