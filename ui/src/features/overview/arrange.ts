/** How the overview's rows are put in order and grouped. */
import type { OverviewRow } from '../../ipc/generated/OverviewRow';
import { hundredths } from '../../shared/format';

export type Order = 'rank' | 'total' | 'reading';
export interface Section { kind: 'open' | 'done' | 'all'; rows: OverviewRow[] }

const finished = ({ row }: OverviewRow) => row.state === 'done';
const worth = ({ row }: OverviewRow) => (row.total === null ? -1 : (hundredths(row.total) ?? -1));

/** By rank, unfinished ones come first and unranked; in the original order there are no groups. */
export function arrange(rows: readonly OverviewRow[], order: Order): Section[] {
  if (order === 'reading') return [{ kind: 'all', rows: [...rows] }];
  const open = rows.filter((row) => !finished(row));
  const done = rows.filter(finished).sort((a, b) => (order === 'rank' ? (a.row.rank ?? 0) - (b.row.rank ?? 0) : worth(b) - worth(a)));
  const sections: Section[] = [{ kind: 'open', rows: open }, { kind: 'done', rows: done }];
  return sections.filter((section) => section.rows.length > 0);
}

/** Newer values in the order of earlier sections: while a cell is edited its row must not move away under the fingers. */
export function held(sections: readonly Section[], rows: readonly OverviewRow[]): Section[] {
  return sections.map((section) => ({ ...section, rows: section.rows.map((old) => rows.find(({ row }) => row.id === old.row.id) ?? old) }));
}
