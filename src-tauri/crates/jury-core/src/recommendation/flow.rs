//! The flow of greatest value, one unit at a time. Not a general solver: small graphs, whole capacities.
//!
//! The one rule: after every unit the flow has the greatest value any flow of that size has (successive longest paths).

use std::collections::VecDeque;

/// A directed edge with room for `room` more units, each worth `value`.
#[derive(Clone, Copy)]
struct Edge {
    to: usize,
    room: u32,
    value: i64,
}

/// A graph; node 0 is where units come from, node 1 where they go.
pub(super) struct Flow {
    edges: Vec<Edge>,
    /// Edges by the node they leave.
    leaving: Vec<Vec<usize>>,
}

pub(super) const SOURCE: usize = 0;
pub(super) const SINK: usize = 1;

impl Flow {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            edges: Vec::new(),
            leaving: vec![Vec::new(); nodes],
        }
    }

    pub(super) fn edge(&mut self, from: usize, to: usize, room: u32, value: i64) {
        if room > 0 {
            self.leaving[from].push(self.edges.len());
            self.leaving[to].push(self.edges.len() + 1);
            // Every edge is followed by the one that takes its units back.
            self.edges.push(Edge { to, room, value });
            self.edges.push(Edge {
                to: from,
                room: 0,
                value: -value,
            });
        }
    }

    /// Sends one unit more and says what it adds to the value; nothing when no unit more gets through.
    pub(super) fn push(&mut self) -> Option<i64> {
        let mut best: Vec<Option<(i64, usize)>> = vec![None; self.leaving.len()];
        best[SOURCE] = Some((0, usize::MAX));
        let mut waiting = VecDeque::from([SOURCE]);
        let mut waits = vec![false; self.leaving.len()];
        while let Some(from) = waiting.pop_front() {
            waits[from] = false;
            let (reached, _) = best[from]?;
            for &index in &self.leaving[from] {
                let Edge { to, room, value } = self.edges[index];
                let value = reached + value;
                if room == 0 || best[to].is_some_and(|(known, _)| value <= known) {
                    continue;
                }
                best[to] = Some((value, index));
                if !waits[to] {
                    waits[to] = true;
                    waiting.push_back(to);
                }
            }
        }
        let (value, _) = best[SINK]?;
        let mut node = SINK;
        while node != SOURCE {
            let (_, index) = best[node]?;
            self.edges[index].room -= 1;
            self.edges[index ^ 1].room += 1;
            node = self.edges[index ^ 1].to;
        }
        Some(value)
    }
}
