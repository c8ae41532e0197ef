//! Which entries and experts are linked by marks: only within such a component can strict and lenient be told apart.

use crate::Table;

/// Entries and experts linked by marks, directly or through others; both in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Linked {
    pub(crate) entries: Vec<usize>,
    pub(crate) experts: Vec<usize>,
}

/// The components of a table, by their first entry. What has no mark is in none.
pub(crate) fn components(table: &Table) -> Vec<Linked> {
    let by_expert: Vec<Vec<usize>> = (0..table.experts())
        .map(|expert| table.by_expert(expert).map(|(entry, _)| entry).collect())
        .collect();
    let mut seen = Seen {
        entries: vec![false; table.entries()],
        experts: vec![false; table.experts()],
    };
    let mut found = Vec::new();
    for entry in 0..table.entries() {
        if !seen.entries[entry] && table.of_entry(entry).next().is_some() {
            found.push(reach(table, &by_expert, entry, &mut seen));
        }
    }
    found
}

struct Seen {
    entries: Vec<bool>,
    experts: Vec<bool>,
}

fn reach(table: &Table, by_expert: &[Vec<usize>], start: usize, seen: &mut Seen) -> Linked {
    let mut linked = Linked::default();
    let mut waiting = vec![start];
    seen.entries[start] = true;
    while let Some(entry) = waiting.pop() {
        linked.entries.push(entry);
        for (expert, _) in table.of_entry(entry) {
            if std::mem::replace(&mut seen.experts[expert], true) {
                continue;
            }
            linked.experts.push(expert);
            for other in &by_expert[expert] {
                if !std::mem::replace(&mut seen.entries[*other], true) {
                    waiting.push(*other);
                }
            }
        }
    }
    linked.entries.sort_unstable();
    linked.experts.sort_unstable();
    linked
}
