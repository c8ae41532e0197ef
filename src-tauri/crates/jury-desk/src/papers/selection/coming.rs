//! What was expected in a round and what came of it, counted in sheets and in entries judged.
//!
//! The one rule: what is expected is the sum of its parts, so that nothing that was not handed in goes unsaid.

use jury_core::contest::Expert;

use crate::facts::EntryFacts;
use crate::merging::{Merged, look};
use crate::wire::merge::CellState;

/// Sheets, or entries judged, by what became of them.
#[derive(Default)]
pub(super) struct Coming {
    /// 已收, or 有效: with a sheet that counts.
    pub(super) counted: usize,
    /// 回避.
    pub(super) recused: usize,
    /// 材料缺失.
    pub(super) material_missing: usize,
    /// 待处理: something came, and a person has to look at it.
    pub(super) held: usize,
    /// 缺席: it was decided that nothing will come.
    pub(super) absent: usize,
    /// 未交: nothing came.
    pub(super) awaited: usize,
}

impl Coming {
    /// 评分表, one of each expert.
    pub(super) fn sheets<'e>(merged: &Merged, experts: impl Iterator<Item = &'e Expert>) -> Self {
        let mut coming = Self::default();
        experts.for_each(|expert| coming.add(look::sheet_state(merged, &expert.id)));
        coming
    }

    /// 项次: one expert with one entry.
    pub(super) fn cells<'e>(
        merged: &Merged,
        entries: impl Iterator<Item = &'e EntryFacts>,
    ) -> Self {
        let mut coming = Self::default();
        for one in entries {
            let id = &one.entry.id;
            for (expert, cell) in merged.state.cells.get(id).into_iter().flatten() {
                if let Some(expert) = merged.facts.experts.get(expert) {
                    coming.add(look::cell(merged, Some(cell), id, expert, true).state);
                }
            }
        }
        coming
    }

    /// 应交, or 应评: everything.
    pub(super) const fn expected(&self) -> usize {
        self.counted + self.recused + self.material_missing + self.held + self.absent + self.awaited
    }

    fn add(&mut self, state: CellState) {
        *match state {
            CellState::Verified
            | CellState::Provisional
            | CellState::Replaced
            | CellState::Transcript => &mut self.counted,
            CellState::Recused => &mut self.recused,
            CellState::MaterialMissing => &mut self.material_missing,
            CellState::Held => &mut self.held,
            CellState::Absent => &mut self.absent,
            CellState::Awaited => &mut self.awaited,
            CellState::NotAssigned => return,
        } += 1;
    }
}
