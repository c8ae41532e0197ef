//! The draft workbook 草稿: an expert's marks as they stand, to look at, to print, to take notes on.
//!
//! Not a sheet anybody can hand in: it carries no signed data, no code and no line to sign on. The one rule: every page says that it is a draft.

use std::collections::BTreeMap;

use jury_core::{CriterionId, EntryId, Exact, Points};

use crate::paper::{Grid, PaperError, Style, new_workbook, short};
use crate::sheet_book::GroupColumns;

/// What the draft calls itself, on the sheet and at the foot of every page.
pub const DRAFT_MARK: &str = "草稿 未签名";

const SHEET_NAME: &str = "草稿（未签名）";
const FIRST_ROW: u32 = 5;
const FACTS: [(&str, f64); 5] = [
    ("序号", 5.0),
    ("项目编号", 10.0),
    ("参赛项目", 24.0),
    ("参赛单位", 18.0),
    ("权重方案", 10.0),
];
const AFTER: [(&str, f64); 4] = [
    ("合计", 8.0),
    ("本人排名", 6.0),
    ("状态", 9.0),
    ("评语", 26.0),
];
const MARK_WIDTH: f64 = 7.0;

/// What a draft shows.
#[derive(Debug, Clone)]
pub struct DraftBook {
    /// Such as 2025年“数据要素×”大赛云江分赛工业制造赛道书面评审.
    pub title: String,
    /// The expert's name.
    pub expert: String,
    /// When it was written, as people write it.
    pub at: String,
    /// The rubric's name.
    pub rubric: String,
    /// The weight profiles in use, in the order in which maxima are listed.
    pub profiles: Vec<String>,
    /// The criteria, by group.
    pub groups: Vec<GroupColumns>,
    /// One row per entry.
    pub rows: Vec<DraftRow>,
}

/// One entry as it stands.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// Which entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// The lead entrant.
    pub entrant: String,
    /// The name of the weight profile in force.
    pub profile: String,
    /// The marks there are.
    pub marks: BTreeMap<CriterionId, Points>,
    /// Their total, where there are any.
    pub total: Option<Exact>,
    /// Place in the expert's own ranking.
    pub place: Option<u32>,
    /// 已评, 未评完, 回避…
    pub state: String,
    /// Reason or comment.
    pub comment: String,
}

impl DraftBook {
    /// The workbook as a file.
    ///
    /// # Errors
    /// [`PaperError`], a fault of the program.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, PaperError> {
        let mut workbook = new_workbook(&format!("{DRAFT_MARK} {}", self.title))?;
        self.grid().write_into(&mut workbook)?;
        Ok(workbook.save_to_buffer()?)
    }

    fn grid(&self) -> Grid {
        let criteria: usize = self.groups.iter().map(|group| group.criteria.len()).sum();
        let widths = FACTS
            .iter()
            .map(|(_, width)| *width)
            .chain(std::iter::repeat_n(MARK_WIDTH, criteria))
            .chain(AFTER.iter().map(|(_, width)| *width))
            .collect();
        let mut grid = Grid::new(SHEET_NAME, widths);
        self.lay_head(&mut grid);
        self.lay_columns(&mut grid);
        for (at, line) in (0_u32..).zip(&self.rows) {
            self.lay_row(&mut grid, at, line);
        }
        grid.footer(&format!("{DRAFT_MARK}　{}　{}", self.expert, self.at));
        grid
    }

    fn lay_head(&self, grid: &mut Grid) {
        let last = grid.columns() - 1;
        grid.wide(0, 0..=last, DRAFT_MARK, Style::Banner);
        grid.wide(1, 0..=last, &self.title, Style::Title);
        grid.height(1, 30.0);
        let order = if self.profiles.len() > 1 {
            format!("（满分依次为：{}）", self.profiles.join("／"))
        } else {
            String::new()
        };
        let facts = format!(
            "专家姓名：{}　　导出时间：{}　　指标体系：{}{order}　　仅供本人核对，不能代替签名的评分表。",
            self.expert, self.at, self.rubric
        );
        grid.wide(2, 0..=last, &facts, Style::Line);
        grid.height(2, 30.0);
    }

    fn lay_columns(&self, grid: &mut Grid) {
        for (column, (name, _)) in (0..).zip(&FACTS) {
            grid.tall(3..=4, column, name, Style::Head);
        }
        let mut column = 5;
        for group in &self.groups {
            let width = u16::try_from(group.criteria.len())
                .expect("a group has fewer than 16,384 criteria");
            if width > 0 {
                grid.wide(3, column..=column + width - 1, &group.name, Style::Head);
            }
            for (at, criterion) in (column..).zip(&group.criteria) {
                let maxima: Vec<String> = criterion.maxima.iter().map(|one| short(*one)).collect();
                let alike = maxima.iter().all(|one| Some(one) == maxima.first());
                let shown = if alike {
                    maxima.first().cloned().unwrap_or_default()
                } else {
                    maxima.join("/")
                };
                let head = format!("{}\n满分 {shown}", criterion.name);
                grid.text(4, at, &head, Style::Head);
            }
            column += width;
        }
        for (at, (name, _)) in (column..).zip(&AFTER) {
            grid.tall(3..=4, at, name, Style::Head);
        }
        grid.height(3, 20.0);
        grid.height(4, 46.0);
        grid.repeat(0, 4);
        grid.freeze(FIRST_ROW, 3);
    }

    fn lay_row(&self, grid: &mut Grid, at: u32, line: &DraftRow) {
        let row = FIRST_ROW + at;
        grid.number(row, 0, &(at + 1).to_string(), Style::Whole);
        let facts = [
            line.entry.as_str(),
            &line.title,
            &line.entrant,
            &line.profile,
        ];
        for (column, fact) in (1..).zip(facts) {
            grid.text(row, column, fact, Style::Text);
        }
        let mut column = 5;
        for criterion in self.groups.iter().flat_map(|group| &group.criteria) {
            match line.marks.get(&criterion.id) {
                Some(mark) => grid.number(row, column, &mark.to_string(), Style::Number),
                None => grid.text(row, column, "", Style::Number),
            }
            column += 1;
        }
        match &line.total {
            Some(total) => {
                let shown = total.round_half_up(2).to_string();
                grid.number(row, column, &shown, Style::Number);
            }
            None => grid.text(row, column, "", Style::Number),
        }
        match line.place {
            Some(place) => grid.number(row, column + 1, &place.to_string(), Style::Whole),
            None => grid.text(row, column + 1, "", Style::Whole),
        }
        grid.text(row, column + 2, &line.state, Style::Centred);
        grid.text(row, column + 3, &line.comment, Style::Text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::BookError;
    use crate::seal_sheet::read_envelopes;
    use crate::testing::{parts, sheet_book};

    fn draft() -> DraftBook {
        let mark = |id: &str, hundredths| {
            (
                CriterionId::new(id).unwrap(),
                Points::from_hundredths(hundredths),
            )
        };
        DraftBook {
            title: "云江分赛工业制造赛道书面评审".to_owned(),
            expert: "张一".to_owned(),
            at: "2026-11-24 14:02".to_owned(),
            rubric: "内置示例指标（非官方）".to_owned(),
            profiles: vec!["通用".to_owned(), "中小微".to_owned()],
            groups: sheet_book().groups,
            rows: vec![DraftRow {
                entry: EntryId::new("01-001").unwrap(),
                title: "=1+1".to_owned(),
                entrant: "云江某某科技有限公司".to_owned(),
                profile: "通用".to_owned(),
                marks: [mark("A1", 3_550)].into(),
                total: Exact::ratio(3_550, 100),
                place: None,
                state: "未评完".to_owned(),
                comment: "请补".to_owned(),
            }],
        }
    }

    #[test]
    fn a_draft_says_so_on_the_sheet_and_on_every_page() {
        let book = draft();
        let cells = book.grid().visible();
        assert!(cells.values().any(|text| text == DRAFT_MARK));
        let bytes = book.to_xlsx().unwrap();
        let sheet = parts(&bytes)
            .into_iter()
            .find(|(name, _)| name.ends_with("sheet1.xml"))
            .unwrap()
            .1;
        let sheet = String::from_utf8(sheet).unwrap();
        let foot = sheet.split("<oddFooter>").nth(1).unwrap();
        assert!(foot.contains(DRAFT_MARK), "{foot}");
    }

    #[test]
    fn a_draft_cannot_be_handed_in() {
        let bytes = draft().to_xlsx().unwrap();
        assert_eq!(read_envelopes(&bytes), Err(BookError::NoSeal));
    }

    #[test]
    fn marks_stand_under_their_criteria_and_a_title_is_never_a_formula() {
        let bytes = draft().to_xlsx().unwrap();
        let cells = draft().grid().visible();
        let at = |address: &str| {
            cells
                .iter()
                .find(|(at, _)| at.to_string() == address)
                .map(|(_, text)| text.as_str())
        };
        assert_eq!((at("C6"), at("F6")), (Some("=1+1"), Some("35.50")));
        assert_eq!(at("F5"), Some("架构设计\n满分 40/35"));
        assert_eq!(at("I6"), Some("35.50"));
        assert_eq!(at("K6"), Some("未评完"));
        for (name, contents) in parts(&bytes) {
            let xml = String::from_utf8_lossy(&contents);
            assert!(!xml.contains("<f>"), "{name}");
        }
    }
}
