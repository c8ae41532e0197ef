/** The two columns of 校正宽严: entries in the official order and in the other one. Ranks come from the desk. */
import type { AdvisoryRow } from '../../ipc/generated/AdvisoryRow';

export interface Pair { row: AdvisoryRow; to: number }

/** Rows with both ranks in the official order, each with its place in the other; those are the right column. */
export function pairs(rows: readonly AdvisoryRow[]): { left: readonly Pair[]; right: readonly AdvisoryRow[] } {
  const ranked = rows.filter(({ rank, adjustedRank }) => rank !== null && adjustedRank !== null);
  const right = ranked.toSorted((one, other) => (one.adjustedRank ?? 0) - (other.adjustedRank ?? 0) || ranked.indexOf(one) - ranked.indexOf(other));
  const places = new Map(right.map((row, place) => [row.entry, place]));
  return { left: ranked.map((row) => ({ row, to: places.get(row.entry) ?? 0 })), right };
}

/** Places gained by it; below zero when lost. */
export function gained({ rank, adjustedRank }: AdvisoryRow): number {
  return rank === null || adjustedRank === null ? 0 : rank - adjustedRank;
}

/** Whether any line lies between the two ranks. */
export function changesLine(row: AdvisoryRow, lines: readonly { after: number }[]): boolean {
  const { rank, adjustedRank } = row;
  return rank !== null && adjustedRank !== null && lines.some(({ after }) => (rank <= after) !== (adjustedRank <= after));
}
