/**
 * The rows in their order, which stays until somebody sorts again: a row that moves while it is edited is a row marked wrongly.
 */
import { useState } from 'react';
import { arrange, held, shapeOf, type Columns, type Line, type Section, type Sort } from './arrange';

interface Held { sort: Sort; entries: string; sections: Section[] }
export interface Arranged {
  sections: Section[];
  /** Values have changed so that sorting again would move rows. */
  stale: boolean;
}

/** A new `sort` object sorts again, even with the same key. */
export function useArranged(lines: readonly Line[], sort: Sort, columns: Columns): Arranged {
  const entries = lines.map(({ row }) => row.id).join(',');
  const fresh = arrange(lines, sort, columns);
  const [kept, setKept] = useState<Held>({ sort, entries, sections: fresh });
  if (kept.sort !== sort || kept.entries !== entries) {
    setKept({ sort, entries, sections: fresh });
    return { sections: fresh, stale: false };
  }
  return { sections: held(kept.sections, lines), stale: shapeOf(kept.sections) !== shapeOf(fresh) };
}
