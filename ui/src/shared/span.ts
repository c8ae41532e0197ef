/** Which rows of a long table to draw. */
export interface Span { from: number; to: number; before: number; after: number }

const AHEAD = 10;

/** Rows in view and a few around; `before` and `after` are the pixels that stand for the rest. */
export function spanOf(count: number, row: number, top: number, height: number): Span {
  const from = Math.max(0, Math.floor(top / row) - AHEAD);
  const to = Math.min(count, Math.ceil((top + Math.max(height, row)) / row) + AHEAD);
  return { from, to, before: from * row, after: Math.max(0, count - to) * row };
}

/** Where each of rows of different heights begins; one number more than rows, the last is where all end. */
export function edgesOf(heights: readonly number[]): number[] {
  const edges = [0];
  for (const height of heights) edges.push((edges.at(-1) ?? 0) + height);
  return edges;
}

/** The same as `spanOf` where rows differ in height. */
export function spanBetween(edges: readonly number[], row: number, top: number, height: number): Span {
  const count = edges.length - 1;
  const end = edges[count] ?? 0;
  const from = Math.max(0, rowAt(edges, top) - AHEAD);
  const to = Math.min(count, rowAt(edges, top + Math.max(height, row)) + 1 + AHEAD);
  return { from, to, before: edges[from] ?? 0, after: Math.max(0, end - (edges[to] ?? end)) };
}

/** The row that has this pixel; the last one for what is beyond the end. */
function rowAt(edges: readonly number[], pixel: number): number {
  let low = 0;
  let high = Math.max(0, edges.length - 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((edges[middle] ?? 0) <= pixel) low = middle;
    else high = middle - 1;
  }
  return low;
}
