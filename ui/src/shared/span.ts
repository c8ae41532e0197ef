/** Which rows of a long table to draw. */
export interface Span { from: number; to: number; before: number; after: number }

const AHEAD = 10;

/** Rows in view and a few around; `before` and `after` are the pixels that stand for the rest. */
export function spanOf(count: number, row: number, top: number, height: number): Span {
  const from = Math.max(0, Math.floor(top / row) - AHEAD);
  const to = Math.min(count, Math.ceil((top + Math.max(height, row)) / row) + AHEAD);
  return { from, to, before: from * row, after: Math.max(0, count - to) * row };
}
