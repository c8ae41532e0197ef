//! How strict each expert is: the additive model mark = entry + expert, by least squares.
//!
//! With incomplete panels the plain mean of an entry depends on who happened to mark it; the model takes that out. What it cannot do: compare
//! across components, or tell anything of an expert with one mark, which would only ever explain itself. No z-scores: they take the luck of
//! having strong entries for leniency. The one rule: effects sum to zero within a component, so adjusted values mean "as if everyone had marked".

mod interval;

use crate::Table;
use crate::components::{Linked, components};
use crate::elimination::Graph;
use crate::moments::{count, mean};

/// The additive model of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Severity {
    /// Entries and experts that can be compared with each other, by their first entry.
    pub components: Vec<Component>,
    levels: Vec<Option<f64>>,
    effects: Vec<Option<f64>>,
}

/// Entries and experts linked by marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// Its entries, ascending.
    pub entries: Vec<EntryLevel>,
    /// Its experts, ascending.
    pub experts: Vec<ExpertEffect>,
}

/// One entry under the model, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EntryLevel {
    /// Row.
    pub entry: usize,
    /// Plain mean of its marks.
    pub raw: f64,
    /// Mean of its marks less the effects of those who gave them; comparable within the component alone. Equals `raw` where the entry stands alone.
    pub adjusted: f64,
}

/// One expert under the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExpertEffect {
    /// Column.
    pub expert: usize,
    /// Points above (lenient) or below (strict) the others of the component; nothing for an expert with one mark.
    pub effect: Option<f64>,
}

impl Severity {
    /// Fits the model.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        let mut effects = vec![None; table.experts()];
        let linked = components(table);
        for component in &linked {
            fit(table, component, &mut effects);
        }
        let levels: Vec<Option<f64>> = (0..table.entries())
            .map(|entry| adjusted(table, entry, &effects).or_else(|| raw(table, entry)))
            .collect();
        let components = linked
            .iter()
            .map(|linked| Component::new(table, linked, &levels, &effects))
            .collect();
        Self {
            components,
            levels,
            effects,
        }
    }

    /// Points an expert is above the others of the component; nothing where it cannot be told.
    #[must_use]
    pub fn effect(&self, expert: usize) -> Option<f64> {
        self.effects.get(expert).copied().flatten()
    }

    /// Adjusted value of an entry; nothing without a mark.
    #[must_use]
    pub fn level(&self, entry: usize) -> Option<f64> {
        self.levels.get(entry).copied().flatten()
    }

    /// The marks as if every expert were as strict as the others of the component: each less its expert's effect. The mark of an expert without
    /// effect stays as it is.
    #[must_use]
    pub fn leveled(&self, table: &Table) -> Table {
        table.each_mark(|expert, mark| mark - self.effect(expert).unwrap_or(0.0))
    }

    /// What of a mark the model does not explain, in points; nothing of the mark of an expert without effect.
    #[must_use]
    pub fn residual(&self, table: &Table, entry: usize, expert: usize) -> Option<f64> {
        Some(table.mark(entry, expert)? - self.level(entry)? - self.effect(expert)?)
    }
}

impl Component {
    fn new(
        table: &Table,
        linked: &Linked,
        levels: &[Option<f64>],
        effects: &[Option<f64>],
    ) -> Self {
        let level = |entry: usize| {
            Some(EntryLevel {
                entry,
                raw: raw(table, entry)?,
                adjusted: levels[entry]?,
            })
        };
        let effect = |expert: usize| ExpertEffect {
            expert,
            effect: effects[expert],
        };
        Self {
            entries: linked.entries.iter().copied().filter_map(level).collect(),
            experts: linked.experts.iter().copied().map(effect).collect(),
        }
    }
}

fn raw(table: &Table, entry: usize) -> Option<f64> {
    let marks: Vec<f64> = table.of_entry(entry).map(|(_, mark)| mark).collect();
    mean(&marks)
}

fn adjusted(table: &Table, entry: usize, effects: &[Option<f64>]) -> Option<f64> {
    let marks: Vec<f64> = table
        .of_entry(entry)
        .filter_map(|(expert, mark)| Some(mark - effects[expert]?))
        .collect();
    mean(&marks)
}

/// Effects of one component.
fn fit(table: &Table, component: &Linked, effects: &mut [Option<f64>]) {
    let Judges {
        judges,
        graph,
        flows,
        ..
    } = Judges::of(table, component);
    let potentials = graph.potentials(flows);
    let middle = mean(&potentials).unwrap_or_default();
    for (judge, potential) in judges.iter().zip(potentials) {
        effects[*judge] = Some(potential - middle);
    }
}

/// The normal equations of one component. Entries are eliminated first: each links the experts who marked it.
struct Judges {
    /// Experts of two marks or more, ascending.
    judges: Vec<usize>,
    graph: Graph,
    flows: Vec<f64>,
    /// Marks of judges, and entries with any: what the residuals have degrees of freedom of.
    marks: usize,
    entries: usize,
}

impl Judges {
    fn of(table: &Table, component: &Linked) -> Self {
        let judges: Vec<usize> = component
            .experts
            .iter()
            .copied()
            .filter(|expert| table.by_expert(*expert).nth(1).is_some())
            .collect();
        let mut this = Self {
            graph: Graph::new(judges.len()),
            flows: vec![0.0; judges.len()],
            judges,
            marks: 0,
            entries: 0,
        };
        for entry in &component.entries {
            // Both ascend, so the place of an expert among the judges is found by bisection.
            let marks: Vec<(usize, f64)> = table
                .of_entry(*entry)
                .filter_map(|(expert, mark)| Some((this.judges.binary_search(&expert).ok()?, mark)))
                .collect();
            this.link(&marks);
        }
        this
    }

    fn link(&mut self, marks: &[(usize, f64)]) {
        let values: Vec<f64> = marks.iter().map(|(_, mark)| *mark).collect();
        let Some(mean) = mean(&values) else { return };
        let weight = 1.0 / count(marks.len());
        self.marks += marks.len();
        self.entries += 1;
        for (place, (judge, mark)) in marks.iter().enumerate() {
            self.flows[*judge] += mark - mean;
            for (other, _) in &marks[place + 1..] {
                self.graph.link(*judge, *other, weight);
            }
        }
    }
}
