//! Solving L·x = b for the weighted Laplacian of a connected graph: potentials from net flows.
//!
//! Vertices are eliminated one by one, each replaced by links between its neighbours. The matrix is changed only by adding, multiplying and
//! dividing positive numbers, so its pivots keep their full relative accuracy however badly conditioned it is (long chains of panels that share
//! one expert each); a general Cholesky or conjugate gradients would lose digits there. That, and that it is thirty lines, is why it stands here.

/// A weighted graph; `weights[i][j]` of the link between i and j, symmetric, zero without one.
#[derive(Debug, Clone)]
pub(crate) struct Graph {
    pub(crate) weights: Vec<Vec<f64>>,
}

impl Graph {
    /// A graph of this many vertices without links.
    pub(crate) fn new(vertices: usize) -> Self {
        Self {
            weights: vec![vec![0.0; vertices]; vertices],
        }
    }

    /// Adds to the weight of the link between two different vertices.
    pub(crate) fn link(&mut self, one: usize, other: usize, weight: f64) {
        self.weights[one][other] += weight;
        self.weights[other][one] += weight;
    }

    /// Potentials with these net flows out of each vertex, the last vertex at zero. The graph is connected and the flows sum to zero; what
    /// rounding leaves of that sum goes to the last vertex.
    pub(crate) fn potentials(mut self, mut flows: Vec<f64>) -> Vec<f64> {
        let last = self.weights.len().saturating_sub(1);
        let degrees: Vec<f64> = (0..last)
            .map(|vertex| self.eliminate(vertex, &mut flows))
            .collect();
        let mut potentials = vec![0.0; self.weights.len()];
        for (vertex, degree) in degrees.into_iter().enumerate().rev() {
            let links = self.weights[vertex].iter().zip(&potentials);
            let inflow: f64 = links
                .skip(vertex + 1)
                .map(|(weight, potential)| weight * potential)
                .sum();
            potentials[vertex] = (flows[vertex] + inflow) / degree;
        }
        potentials
    }

    /// Takes a vertex out of those after it; gives the sum of its links to them.
    fn eliminate(&mut self, vertex: usize, flows: &mut [f64]) -> f64 {
        let (done, left) = self.weights.split_at_mut(vertex + 1);
        let links = &done[vertex];
        let degree: f64 = links[vertex + 1..].iter().sum();
        for (offset, row) in left.iter_mut().enumerate() {
            let neighbour = vertex + 1 + offset;
            let share = links[neighbour] / degree;
            if share == 0.0 {
                continue;
            }
            flows[neighbour] += share * flows[vertex];
            for (other, weight) in row.iter_mut().enumerate().skip(vertex + 1) {
                if other != neighbour {
                    *weight += share * links[other];
                }
            }
        }
        degree
    }
}
