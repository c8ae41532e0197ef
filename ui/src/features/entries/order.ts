/** Which entries the list shows and in what order; 上一项 and 下一项 follow it. */
import type { EntryRow } from '../../ipc/generated/EntryRow';
import { hundredths } from '../../shared/format';

export type Filter = 'all' | 'open' | 'done' | 'other';
export type Order = 'reading' | 'total' | 'number';

export function passes(filter: Filter, { state }: EntryRow): boolean {
  switch (filter) {
    case 'all': return true;
    case 'open': return state === 'untouched' || state === 'partial';
    case 'done': return state === 'done';
    case 'other': return state === 'recused' || state === 'materialMissing';
  }
}

/** All rows in order; filtering comes after, so that neighbours of a row that no longer passes are still known. */
export function ordered(rows: readonly EntryRow[], order: Order): EntryRow[] {
  const worth = (row: EntryRow) => (row.total === null ? -1 : (hundredths(row.total) ?? -1));
  switch (order) {
    case 'reading': return [...rows];
    case 'total': return [...rows].sort((a, b) => worth(b) - worth(a));
    case 'number': return [...rows].sort((a, b) => a.id.localeCompare(b.id));
  }
}

/** The nearest entry before or after `from` that passes the filter. */
export function neighbour(rows: readonly EntryRow[], filter: Filter, from: string, direction: 1 | -1): string | undefined {
  const start = rows.findIndex(({ id }) => id === from);
  for (let at = start + direction; at >= 0 && at < rows.length; at += direction) {
    const row = rows[at];
    if (row && passes(filter, row)) return row.id;
  }
  return undefined;
}
