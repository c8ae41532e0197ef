/** How the overview's rows are put in order and grouped. */
import type { LevelRow } from '../../ipc/generated/LevelRow';
import type { Levelling } from '../../ipc/generated/Levelling';
import type { Overview } from '../../ipc/generated/Overview';
import type { OverviewRow } from '../../ipc/generated/OverviewRow';
import { hundredths } from '../../shared/format';

/** An entry with its sums and its single marks. */
export interface Line extends OverviewRow { level: LevelRow }
export type SortKey = 'place' | 'total' | 'reading' | 'title' | 'profile' | 'time' | 'state' | `group ${string}` | `criterion ${string}`;
export interface Sort { key: SortKey; descending: boolean }
export interface Section { kind: 'open' | 'done' | 'all'; rows: Line[] }

/** Rows of both looks, in reading order. While one of them is newer, an entry that only it has waits for the other. */
export function linesOf(overview: Overview, levelling: Levelling): Line[] {
  const levels = new Map(levelling.rows.map((level) => [level.entry, level]));
  return overview.rows.flatMap((one) => {
    const level = levels.get(one.row.id);
    return level ? [{ ...one, level }] : [];
  });
}

const finished = ({ row }: Line) => row.state === 'done';
const number = (value: string | null | undefined) => (value === null || value === undefined ? undefined : hundredths(value));
const STATES = ['untouched', 'partial', 'materialMissing', 'recused', 'done'];

/** What a row is sorted by; nothing goes last, whichever way the rest goes. */
function worth(line: Line, key: SortKey, columns: Columns): number | string | undefined {
  if (key === 'place') return line.level.position ?? undefined;
  if (key === 'total') return number(line.row.total);
  if (key === 'title') return line.row.title;
  if (key === 'profile') return line.row.profile;
  if (key === 'time') return line.level.seconds;
  if (key === 'state') return STATES.indexOf(line.row.state);
  const [kind, id = ''] = key.split(' ');
  if (kind === 'group') return number(line.cells[columns.groups.indexOf(id)]?.total);
  return number(line.level.marks[columns.criteria.indexOf(id)]);
}

export interface Columns { groups: readonly string[]; criteria: readonly string[] }

/** Equals stay in reading order both ways. By rank and by total, unfinished entries come first in a group of their own. */
export function arrange(lines: readonly Line[], sort: Sort, columns: Columns): Section[] {
  if (sort.key === 'reading') return [{ kind: 'all', rows: sort.descending ? [...lines].reverse() : [...lines] }];
  const sorted = (rows: readonly Line[]) => [...rows].sort((a, b) => compare(worth(a, sort.key, columns), worth(b, sort.key, columns), sort.descending));
  if (sort.key !== 'place' && sort.key !== 'total') return [{ kind: 'all', rows: sorted(lines) }];
  const sections: Section[] = [{ kind: 'open', rows: lines.filter((line) => !finished(line)) }, { kind: 'done', rows: sorted(lines.filter(finished)) }];
  return sections.filter((section) => section.rows.length > 0);
}

const COLLATOR = new Intl.Collator('zh-CN');

function compare(one: number | string | undefined, other: number | string | undefined, descending: boolean): number {
  if (one === undefined || other === undefined) return (one === undefined ? 1 : 0) - (other === undefined ? 1 : 0);
  const way = descending ? -1 : 1;
  if (typeof one === 'number' && typeof other === 'number') return way * (one - other);
  return way * COLLATOR.compare(String(one), String(other));
}

/** Whether a column is first sorted from the top: marks, totals and time are. */
export function beginsDescending(key: SortKey): boolean {
  return key === 'total' || key === 'time' || key.includes(' ');
}

/** Newer values in the order of earlier sections: while marks are levelled a row must not move away under the fingers. */
export function held(sections: readonly Section[], lines: readonly Line[]): Section[] {
  const newer = new Map(lines.map((line) => [line.row.id, line]));
  return sections.map((section) => ({ ...section, rows: section.rows.map((old) => newer.get(old.row.id) ?? old) }));
}

/** Entry ids in order, with the sections' bounds, for telling whether two arrangements are the same. */
export function shapeOf(sections: readonly Section[]): string {
  return sections.map(({ kind, rows }) => `${kind}:${rows.map(({ row }) => row.id).join(',')}`).join(';');
}
