//! 评分汇总表 as formal papers, one a track, for PDF: what the workbook shows in 19 columns and more, folded so that A4 can be read.
//!
//! The one rule: every number of the workbook stands here too; the facts of an entry share a cell.

use std::path::PathBuf;

use jury_core::exact::Published;

use super::{ResultMark, ResultRow, ResultsBook, TrackResults};
use crate::formal::{
    Column, DRAFT, Fingerprint, Formal, FormalError, Section, columns, several_to_pdf,
    signature_chain,
};
use crate::paper_pdf::PaperPdf;

/// Width of an expert's column, in characters.
const EXPERT: u16 = 7;

impl ResultsBook {
    /// All tracks, each on pages of its own with its own 定稿 and room to sign. `fonts` as in [`Formal::to_pdf`].
    ///
    /// # Errors
    /// [`FormalError`], a fault of the program.
    pub fn to_pdf(&self, fonts: &[PathBuf]) -> Result<PaperPdf, FormalError> {
        let mut papers: Vec<Formal> = self.tracks.iter().map(|track| self.formal(track)).collect();
        if papers.is_empty() {
            // A document without a page is not one.
            papers.push(Formal {
                title: self.title.clone(),
                ..Formal::default()
            });
        }
        several_to_pdf(&self.title, &papers, fonts)
    }

    /// The paper of one track.
    #[must_use]
    pub fn formal(&self, track: &TrackResults) -> Formal {
        let struck = track
            .rows
            .iter()
            .flat_map(|row| &row.marks)
            .any(|mark| matches!(mark, ResultMark::Dropped(_)));
        let mut lines = vec![format!("指标体系：{}", self.rubric)];
        if struck {
            lines.push("加括号的是按规则去掉的最高分和最低分，不计入平均分。".to_owned());
        }
        Formal {
            title: format!("{}（{}）", self.title, track.name),
            status: track.final_as.clone().unwrap_or_else(|| DRAFT.to_owned()),
            sections: vec![Section {
                heading: String::new(),
                lines,
                columns: self.heads(track),
                rows: (1_usize..)
                    .zip(&track.rows)
                    .map(|(number, row)| cells(number, row, track.experts.len()))
                    .collect(),
                after: Vec::new(),
            }],
            signatures: signature_chain(),
            fingerprint: Some(Fingerprint::of_data(self.fingerprint)),
            ..Formal::default()
        }
    }

    fn heads(&self, track: &TrackResults) -> Vec<Column> {
        let mut heads = columns(&[
            ("序号", 4),
            ("项目编号", 8),
            ("团队作品／团队／参赛单位", 22),
            ("赛题", 9),
            ("性质、规模", 6),
        ]);
        heads.extend(track.experts.iter().map(|name| Column {
            name: name.clone(),
            width: EXPERT,
        }));
        heads.extend(columns(&[
            ("最高／最低", 6),
            ("有效专家", 4),
            (&self.mean_heading, 6),
            ("书面／路演", 6),
            ("综合得分", 7),
            ("名次", 4),
            ("拟定奖项", 7),
            ("备注", 10),
        ]));
        heads
    }
}

fn cells(number: usize, row: &ResultRow, experts: usize) -> Vec<String> {
    let mut cells = vec![
        number.to_string(),
        row.entry.to_string(),
        joined(&[&row.work, &row.team, &row.entrant]),
        row.topic.clone(),
        joined(&[&row.kind, &row.size]),
    ];
    cells.extend((0..experts).map(|at| row.marks.get(at).map_or_else(String::new, mark)));
    cells.extend([
        pair(row.highest.as_ref(), row.lowest.as_ref()),
        row.valid.to_string(),
        score(row.mean.as_ref()),
        pair(row.written.as_ref(), row.roadshow.as_ref()),
        score(row.overall.as_ref()),
        row.rank
            .map_or_else(|| "—".to_owned(), |rank| rank.to_string()),
        row.award.clone(),
        row.note.clone(),
    ]);
    cells
}

fn mark(mark: &ResultMark) -> String {
    match mark {
        ResultMark::Counted(total) => total.to_string(),
        ResultMark::Dropped(total) => format!("({total})"),
        ResultMark::None(word) => word.clone(),
    }
}

fn joined(texts: &[&str]) -> String {
    let said: Vec<&str> = texts
        .iter()
        .copied()
        .filter(|text| !text.is_empty())
        .collect();
    said.join("\n")
}

fn score(score: Option<&Published>) -> String {
    score.map(ToString::to_string).unwrap_or_default()
}

/// One above the other; a single one stands alone.
fn pair(first: Option<&Published>, second: Option<&Published>) -> String {
    joined(&[&score(first), &score(second)])
}
