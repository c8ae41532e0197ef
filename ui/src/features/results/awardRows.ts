/**
 * Where award lines stand in the table.
 *
 * Not which entry gets what: the desk says it. The one rule: of entries that share a rank those above a settled line come first, so that the
 * line can be drawn between rows.
 */
import type { AwardLine } from '../../ipc/generated/AwardLine';
import type { AwardOf } from '../../ipc/generated/AwardOf';
import type { AwardsLook } from '../../ipc/generated/AwardsLook';
import type { ResultRow } from '../../ipc/generated/ResultRow';

export interface Placed { row: ResultRow; award: AwardOf | undefined; lines: AwardLine[] }

export function withLines(rows: readonly ResultRow[], look: AwardsLook | undefined): Placed[] {
  if (!look) return rows.map((row) => ({ row, award: undefined, lines: [] }));
  const awards = new Map(look.standings.map((one) => [one.entry, one]));
  const worth = (row: ResultRow) => awards.get(row.entry)?.level ?? look.levels.length;
  // The sort is stable: rows that share rank and award stay in the desk's order.
  const sorted = [...rows].sort((one, other) => (one.rank ?? Infinity) - (other.rank ?? Infinity) || worth(one) - worth(other));
  const open = look.levels.filter((line) => !line.across && line.places > 0);
  let counted = 0;
  return sorted.map((row) => {
    const award = awards.get(row.entry);
    if (row.rank !== null && (award?.out ?? '') === '') counted += 1;
    const lines = open.filter((line) => line.above === counted && counted > 0 && row.rank !== null && (award?.out ?? '') === '');
    return { row, award, lines };
  });
}

/** The word of what an entry gets: level first, special prizes after it. `brief` leaves out a level that the line below it already says. */
export function awardWords(award: AwardOf | undefined, look: AwardsLook, open: (name: string) => string, brief = false): string {
  if (!award) return '';
  const line = award.level === null ? undefined : look.levels[award.level];
  const level = line === undefined ? '' : award.open ? open(line.name) : brief && !line.across ? '' : line.name;
  return [level, ...award.specials].filter((one) => one !== '').join('、');
}
