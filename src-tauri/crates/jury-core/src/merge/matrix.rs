//! Lays a settled merge out: the matrix, how far it has come, what stands in the way, and the marks that count.
//!
//! Not a decision: everything is decided when this begins. The one rule to know: a refused document leaves its cells as if it had never come.

use std::collections::BTreeMap;

use super::check::{Checked, CheckedLine};
use super::history::{Settled, Standing};
use super::{Code, Expected, Gates, MergeState, Signer, VerdictKind};
use crate::contest::Expert;
use crate::ranking::Marks;
use crate::sheet::{Finding, GateFinding};
use crate::{Digest, EntryId, Exact, ExpertId};

/// What one cell of the matrix says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellState {
    /// 待交: nothing that counts or could.
    Awaited,
    /// 已核验
    Verified,
    /// 待纸质确认
    Provisional,
    /// 已替换: verified, by a revision that replaced an earlier sheet.
    Replaced,
    /// 回避
    Recused,
    /// 代录: from a transcript.
    Transcript,
    /// 待处理: a person must look at the sheet first.
    Held,
    /// 材料缺失: the expert could not judge.
    MissingMaterial,
}

impl CellState {
    /// The name in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Awaited => "awaited",
            Self::Verified => "verified",
            Self::Provisional => "provisional",
            Self::Replaced => "replaced",
            Self::Recused => "recused",
            Self::Transcript => "transcript",
            Self::Held => "held",
            Self::MissingMaterial => "missing-material",
        }
    }
}

/// One entry by one expert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What the cell says.
    pub state: CellState,
    /// The total that counts, if one does.
    pub total: Option<Exact>,
    /// The sheet this was read from, or the one to look at.
    pub sheet: Option<Digest>,
}

/// Cells by what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CellCounts {
    /// With marks that are verified (已核验, 已替换, 代录).
    pub verified: usize,
    /// With marks that await the ink.
    pub provisional: usize,
    /// Waiting for a person to look.
    pub held: usize,
    /// Recused.
    pub recused: usize,
    /// Not judged for want of material.
    pub material_missing: usize,
    /// Nothing yet.
    pub awaited: usize,
    /// All of them.
    pub expected: usize,
}

impl CellCounts {
    fn add(&mut self, state: CellState) {
        self.expected += 1;
        *match state {
            CellState::Verified | CellState::Replaced | CellState::Transcript => &mut self.verified,
            CellState::Provisional => &mut self.provisional,
            CellState::Held => &mut self.held,
            CellState::Recused => &mut self.recused,
            CellState::MissingMaterial => &mut self.material_missing,
            CellState::Awaited => &mut self.awaited,
        } += 1;
    }

    /// Cells whose marks count.
    #[must_use]
    pub const fn valid(&self) -> usize {
        self.verified + self.provisional
    }
}

/// How far the merge has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Cells with verified marks.
    pub verified: usize,
    /// Cells with marks that await the ink.
    pub provisional: usize,
    /// Cells waiting for a person to look.
    pub held: usize,
    /// Cells recused.
    pub recused: usize,
    /// Cells not judged for want of material.
    pub material_missing: usize,
    /// Cells without anything.
    pub awaited: usize,
    /// All cells.
    pub expected: usize,
    /// The same by expert.
    pub per_expert: BTreeMap<ExpertId, CellCounts>,
    /// The same by entry; entries without any expert are there with zeros.
    pub per_entry: BTreeMap<EntryId, CellCounts>,
}

/// One thing that stands in the way of 定稿.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blocker {
    /// No sheet of this expert counts or is held.
    ExpertMissing {
        /// The expert.
        expert: ExpertId,
    },
    /// A sheet counts and awaits the ink.
    Provisional {
        /// The expert.
        expert: ExpertId,
        /// The sheet.
        sheet: Digest,
    },
    /// A sheet waits for a person to look.
    Held {
        /// The sheet.
        sheet: Digest,
        /// Everything said of it.
        codes: Vec<Code>,
    },
    /// A sheet counts and says nothing about an entry.
    Unmarked {
        /// The expert.
        expert: ExpertId,
        /// The entry.
        entry: EntryId,
    },
    /// An expert could not judge an entry for want of material.
    MaterialMissing {
        /// The expert.
        expert: ExpertId,
        /// The entry.
        entry: EntryId,
    },
    /// No sheet says anything about an entry.
    EntryMissing {
        /// The entry.
        entry: EntryId,
    },
    /// Fewer valid sheets for an entry than the contest wants.
    Quorum {
        /// The entry.
        entry: EntryId,
        /// Valid sheets.
        valid: usize,
        /// Sheets wanted.
        needed: usize,
    },
    /// Some sheets that count found that an entry does not pass a gate, or that something is missing to say so.
    Gate {
        /// The entry.
        entry: EntryId,
        /// The experts who found it, in the order of their ids.
        experts: Vec<ExpertId>,
    },
}

pub(super) fn lay_out(
    mut checked: BTreeMap<Digest, Checked>,
    settled: Settled,
    expected: &Expected,
) -> MergeState {
    let Settled { verdicts, standing } = settled;
    let counts = |(expert, standing): (&ExpertId, &Standing)| match standing {
        Standing::Counts(digest) => Some((expert.clone(), *digest)),
        Standing::Held(_) => None,
    };
    let current = standing.iter().filter_map(counts).collect();
    let mut matrix = Matrix::new(expected);
    for (expert, entries) in panel_assignments(expected) {
        let source = Source::new(standing.get(expert), &verdicts, &mut checked);
        for entry in entries {
            matrix.fill(entry, expert, &source);
        }
        matrix.take_marks(expert, source);
    }
    let mut state = MergeState {
        verdicts,
        current,
        cells: matrix.cells,
        coverage: Coverage::default(),
        blockers: Vec::new(),
        decided: Vec::new(),
        marks: matrix.marks,
        gates: matrix.gates,
    };
    state.coverage = coverage(&state.cells);
    let decisions = &expected.decisions;
    for blocker in blockers(&state, &standing, expected) {
        match decisions.closing(&blocker) {
            Some(decision) => state.decided.push((blocker, decision)),
            None => state.blockers.push(blocker),
        }
    }
    state
        .marks
        .retain(|entry, _| !decisions.excludes_entry(entry));
    state
}

fn in_panel(expert: &Expert, expected: &Expected) -> bool {
    expected
        .only_panel
        .as_ref()
        .is_none_or(|panel| expert.panel == *panel)
}

/// Known, and no calibration entry.
fn counts_for_results(entry: &EntryId, expected: &Expected) -> bool {
    expected
        .entries
        .get(entry)
        .is_some_and(|known| !known.calibration)
}

fn panel_assignments(
    expected: &Expected,
) -> impl Iterator<Item = (&ExpertId, impl Iterator<Item = &EntryId>)> {
    expected
        .experts
        .iter()
        .filter(|(_, expert)| in_panel(expert, expected))
        .map(|(id, _)| {
            let entries = expected.assignments.get(id).into_iter().flatten();
            (
                id,
                entries.filter(|entry| counts_for_results(entry, expected)),
            )
        })
}

/// What one expert's cells are read from.
enum Source {
    Nothing,
    Held(Digest),
    Sheet {
        digest: Digest,
        marked: CellState,
        lines: BTreeMap<EntryId, CheckedLine>,
        gates: BTreeMap<EntryId, Vec<GateFinding>>,
    },
}

impl Source {
    fn new(
        standing: Option<&Standing>,
        verdicts: &BTreeMap<Digest, super::Verdict>,
        checked: &mut BTreeMap<Digest, Checked>,
    ) -> Self {
        let digest = match standing {
            None => return Self::Nothing,
            Some(Standing::Held(digest)) => return Self::Held(*digest),
            Some(Standing::Counts(digest)) => *digest,
        };
        let Some(sheet) = checked.get_mut(&digest) else {
            return Self::Nothing;
        };
        let provisional = verdicts
            .get(&digest)
            .is_some_and(|verdict| verdict.kind == VerdictKind::Provisional);
        let revised = sheet.claim.as_ref().is_some_and(|claim| claim.seq > 1);
        let marked = match sheet.signer {
            Signer::Transcribed => CellState::Transcript,
            _ if provisional => CellState::Provisional,
            _ if revised => CellState::Replaced,
            _ => CellState::Verified,
        };
        // Moved, not copied: these are most of what a large merge holds.
        Self::Sheet {
            digest,
            marked,
            lines: std::mem::take(&mut sheet.lines),
            gates: std::mem::take(&mut sheet.gates),
        }
    }

    fn cell(&self, entry: &EntryId) -> Cell {
        let (digest, marked, line) = match self {
            Self::Nothing => {
                return Cell {
                    state: CellState::Awaited,
                    total: None,
                    sheet: None,
                };
            }
            Self::Held(digest) => {
                return Cell {
                    state: CellState::Held,
                    total: None,
                    sheet: Some(*digest),
                };
            }
            Self::Sheet {
                digest,
                marked,
                lines,
                ..
            } => (*digest, *marked, lines.get(entry)),
        };
        let (state, total) = match line {
            Some(CheckedLine::Scored(mark)) => (marked, Some(mark.total.clone())),
            Some(CheckedLine::Recused) => (CellState::Recused, None),
            Some(CheckedLine::MaterialMissing) => (CellState::MissingMaterial, None),
            Some(CheckedLine::Unmarked) | None => (CellState::Awaited, None),
        };
        Cell {
            state,
            total,
            sheet: Some(digest),
        }
    }
}

struct Matrix {
    cells: BTreeMap<EntryId, BTreeMap<ExpertId, Cell>>,
    marks: Marks,
    gates: Gates,
}

impl Matrix {
    fn new(expected: &Expected) -> Self {
        let cells = expected
            .entries
            .iter()
            .filter(|(_, known)| !known.calibration)
            .map(|(entry, _)| (entry.clone(), BTreeMap::new()))
            .collect();
        Self {
            cells,
            marks: Marks::new(),
            gates: Gates::new(),
        }
    }

    fn fill(&mut self, entry: &EntryId, expert: &ExpertId, source: &Source) {
        if let Some(row) = self.cells.get_mut(entry) {
            row.insert(expert.clone(), source.cell(entry));
        }
    }

    fn take_marks(&mut self, expert: &ExpertId, source: Source) {
        let Source::Sheet { lines, gates, .. } = source else {
            return;
        };
        for (entry, line) in lines {
            if !self.cells.contains_key(&entry) {
                continue;
            }
            if let CheckedLine::Scored(mark) = line {
                self.marks
                    .entry(entry)
                    .or_default()
                    .insert(expert.clone(), mark);
            }
        }
        for (entry, findings) in gates {
            if self.cells.contains_key(&entry) {
                self.gates
                    .entry(entry)
                    .or_default()
                    .insert(expert.clone(), findings);
            }
        }
    }
}

fn coverage(cells: &BTreeMap<EntryId, BTreeMap<ExpertId, Cell>>) -> Coverage {
    let mut all = CellCounts::default();
    let mut coverage = Coverage::default();
    for (entry, row) in cells {
        let of_entry = coverage.per_entry.entry(entry.clone()).or_default();
        for (expert, cell) in row {
            all.add(cell.state);
            of_entry.add(cell.state);
            coverage
                .per_expert
                .entry(expert.clone())
                .or_default()
                .add(cell.state);
        }
    }
    let CellCounts {
        verified,
        provisional,
        held,
        recused,
        material_missing,
        awaited,
        expected,
    } = all;
    Coverage {
        verified,
        provisional,
        held,
        recused,
        material_missing,
        awaited,
        expected,
        ..coverage
    }
}

fn blockers(
    state: &MergeState,
    standing: &BTreeMap<ExpertId, Standing>,
    expected: &Expected,
) -> Vec<Blocker> {
    let held = state
        .verdicts
        .iter()
        .filter(|(_, verdict)| verdict.kind == VerdictKind::Held)
        // What is final waits for nobody.
        .filter(|(_, verdict)| !verdict.codes.contains(&Code::AfterFinal));
    let mut blockers: Vec<_> = held
        .map(|(sheet, verdict)| Blocker::Held {
            sheet: *sheet,
            codes: verdict.codes.clone(),
        })
        .collect();
    let is_provisional = |sheet: &Digest| {
        state
            .verdicts
            .get(sheet)
            .is_some_and(|verdict| verdict.kind == VerdictKind::Provisional)
    };
    for (expert, mut entries) in panel_assignments(expected) {
        let expert = expert.clone();
        match standing.get(&expert) {
            None if entries.next().is_some() => blockers.push(Blocker::ExpertMissing { expert }),
            Some(Standing::Counts(sheet)) if is_provisional(sheet) => {
                blockers.push(Blocker::Provisional {
                    expert,
                    sheet: *sheet,
                });
            }
            _ => {}
        }
    }
    for (entry, row) in &state.cells {
        blockers.extend(
            row.iter()
                .filter_map(|(expert, cell)| cell_blocker(entry, expert, cell)),
        );
        blockers.extend(entry_blocker(entry, row, state, expected));
    }
    blockers.extend(state.gates.iter().filter_map(gate_blocker));
    blockers.sort();
    blockers
}

fn gate_blocker(
    (entry, row): (&EntryId, &BTreeMap<ExpertId, Vec<GateFinding>>),
) -> Option<Blocker> {
    let experts: Vec<_> = row
        .iter()
        .filter(|(_, findings)| findings.iter().any(|one| one.finding != Finding::Pass))
        .map(|(expert, _)| expert.clone())
        .collect();
    (!experts.is_empty()).then(|| Blocker::Gate {
        entry: entry.clone(),
        experts,
    })
}

fn cell_blocker(entry: &EntryId, expert: &ExpertId, cell: &Cell) -> Option<Blocker> {
    let (entry, expert) = (entry.clone(), expert.clone());
    match cell.state {
        CellState::Awaited if cell.sheet.is_some() => Some(Blocker::Unmarked { expert, entry }),
        CellState::MissingMaterial => Some(Blocker::MaterialMissing { expert, entry }),
        _ => None,
    }
}

fn entry_blocker(
    entry: &EntryId,
    row: &BTreeMap<ExpertId, Cell>,
    state: &MergeState,
    expected: &Expected,
) -> Option<Blocker> {
    let (entry, needed) = (entry.clone(), expected.quorum);
    let valid = state
        .coverage
        .per_entry
        .get(&entry)
        .map_or(0, CellCounts::valid);
    if row.values().all(|cell| cell.state == CellState::Awaited) {
        Some(Blocker::EntryMissing { entry })
    } else {
        (valid < needed).then_some(Blocker::Quorum {
            entry,
            valid,
            needed,
        })
    }
}
