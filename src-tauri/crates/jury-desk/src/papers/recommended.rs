//! 推荐汇总表 (domain.md §3.4 d).
//!
//! The one rule: it shows the list as the page 推荐 has it, share in words included, but for entries an undecided objection holds, which it names as 暂缓;
//! what the list of entries did not say, the 统一社会信用代码 perhaps, is left to be filled in.

use jury_exchange::formal::{Formal, Section, columns, signature_chain};

use super::{Source, not_ready};
use crate::error::DeskError;
use crate::outcome;

impl Source<'_> {
    pub(super) fn recommended(&self) -> Result<Formal, DeskError> {
        let look = outcome::recommendation(self.desk, self.merged)?;
        if look.rule.is_empty() {
            return Err(not_ready("规则中没有推荐名单"));
        }
        if !look.ways_out.is_empty() {
            return Err(not_ready("推荐名单没有可行的解，请先在“推荐”里处理"));
        }
        if !look.questions.is_empty() {
            return Err(not_ready("推荐名单边缘有并列，请先在“推荐”里处理"));
        }
        let notice = outcome::published_notices(self.desk)?
            .into_iter()
            .find(|notice| notice.what == "recommendation");
        let shown = notice.map_or_else(
            || "未公示".to_owned(),
            |notice| format!("{} 至 {} 公示", notice.starts, notice.ends),
        );
        let held: Vec<_> = look.rows.iter().filter(|row| row.held).collect();
        let mut after = vec![format!(
            "推荐 {} 个（≤{}），其中{}",
            look.rows.len(),
            look.limit,
            look.share
        )];
        if !held.is_empty() {
            after.push(format!("其中 {} 个有异议未处理，未列入本表：", held.len()));
        }
        after.extend(held.iter().map(|row| {
            format!(
                "{} {}：暂缓，见异议登记。",
                row.entry.entry, row.entry.title
            )
        }));
        // Whoever is held keeps their place in the order.
        let numbered = (1_usize..).zip(&look.rows).filter(|(_, row)| !row.held);
        let rows = numbered.map(|(number, row)| {
            let entry = self
                .merged
                .rounds()
                .find_map(|round| {
                    let id = jury_core::EntryId::new(&row.entry.entry).ok()?;
                    round.facts.entries.get(&id)
                })
                .map(|one| (&one.entry, one.size_basis.as_str()));
            let team = entry.map(|(entry, _)| entry.team.clone());
            let code = entry.map(|(entry, _)| entry.credit_code.clone());
            let basis = entry.map_or("", |(_, basis)| basis);
            vec![
                number.to_string(),
                row.entry.track.clone(),
                row.entry.title.clone(),
                team.unwrap_or_default(),
                row.entry.entrant.clone(),
                code.unwrap_or_default(),
                row.kind.clone(),
                if basis.is_empty() {
                    row.size_class.clone()
                } else {
                    format!("{}（{}）", row.size_class, basis)
                },
                row.score.clone(),
                row.rank.to_string(),
                shown.clone(),
            ]
        });
        Ok(Formal {
            title: self.title("推荐汇总表"),
            status: self.status()?,
            round: self.rounds_shown(),
            sections: vec![Section {
                heading: "推荐名单".to_owned(),
                lines: vec![format!("规则：{}", look.rule)],
                columns: columns(&[
                    ("推荐序", 6),
                    ("赛道", 11),
                    ("项目", 22),
                    ("团队", 13),
                    ("牵头单位", 20),
                    ("统一社会信用代码", 19),
                    ("单位性质", 8),
                    ("规模（证据）", 18),
                    ("得分", 7),
                    ("名次", 5),
                    ("公示情况", 15),
                ]),
                rows: rows.collect(),
                after,
            }],
            signatures: signature_chain(),
            fingerprint: Some(self.fingerprint()),
            ..Formal::default()
        })
    }
}
