/** Columns of the overview's table and how wide they are, so that a cell's place is known without measuring. */
import type { Levelling } from '../../ipc/generated/Levelling';
import type { Overview } from '../../ipc/generated/Overview';
import { decimals } from '../../shared/format';
import { words } from '../../words';
import type { SortKey } from './arrange';

const TEXT = words.overview;

export type Mode = 'groups' | 'criteria';
export type LeadKey = 'handle' | 'place' | 'title' | 'profile';
export type TailKey = 'total' | 'time' | 'state';
export interface LeadColumn { key: LeadKey; width: number }
export interface TailColumn { key: TailKey; width: number }
/** `maximum` is there when all entries share it. */
export interface MarkColumn { id: string; sort: SortKey; group: string; title: string; head: string; maximum: string | undefined; step: string; index: number }

export interface Layout {
  mode: Mode;
  lead: LeadColumn[];
  marks: MarkColumn[];
  tail: TailColumn[];
  markWidth: number;
  /** Left of the first mark; these columns stay while one scrolls sideways. */
  leadWidth: number;
  width: number;
}

const LEAST = { groups: 84, criteria: 56 } as const;
const MOST = { groups: 120, criteria: 80 } as const;

interface Wanted { mode: Mode; view: number; time: boolean; ranked: boolean }

export function layout(overview: Overview, levelling: Levelling, { mode, view, time, ranked }: Wanted): Layout {
  const marks = mode === 'groups' ? groupColumns(overview) : criterionColumns(levelling);
  const narrow = view < 900;
  // Beside the pane on a laptop 1280 wide: names give way before what is still to do.
  const snug = view < 1040;
  const tail: TailColumn[] = [{ key: 'total', width: 84 }, ...(time ? [{ key: 'time' as const, width: 68 }] : []), { key: 'state', width: narrow ? 96 : mode === 'groups' && !snug ? 132 : 112 }];
  const fixed: LeadColumn[] = [{ key: 'handle', width: ranked ? 24 : 12 }, { key: 'place', width: 56 }];
  // Where single marks show their own maxima, the profile's name is the first to give way.
  const profile: LeadColumn[] = narrow || (mode === 'criteria' && view < 1500) ? [] : [{ key: 'profile', width: 72 }];
  const title = snug ? 150 : mode === 'groups' ? 184 : 180;
  const rest = view - sum([...fixed, ...profile, ...tail]) - title;
  const markWidth = Math.max(LEAST[mode], Math.min(MOST[mode], Math.floor(rest / Math.max(1, marks.length))));
  const spare = Math.max(0, rest - markWidth * marks.length);
  const lead = [...fixed, { key: 'title' as const, width: title + spare }, ...profile];
  const leadWidth = sum(lead);
  return { mode, lead, marks, tail, markWidth, leadWidth, width: leadWidth + markWidth * marks.length + sum(tail) };
}

function sum(columns: readonly { width: number }[]): number {
  return columns.reduce((all, { width }) => all + width, 0);
}

function groupColumns(overview: Overview): MarkColumn[] {
  return overview.groups.map(({ id, name }, index) => ({ id, sort: `group ${id}`, group: id, title: TEXT.groupHead(id, name), head: TEXT.groupHead(id, name), maximum: shared(overview.rows.map(({ cells }) => cells[index]?.maximum)), step: '', index }));
}

function criterionColumns(levelling: Levelling): MarkColumn[] {
  return levelling.criteria.map(({ id, name, group, step, maximum }, index) => ({ id, sort: `criterion ${id}`, group, title: TEXT.criterionTitle(id, name, maximum === null ? undefined : decimals(maximum, 0)), head: name, maximum: maximum ?? undefined, step, index }));
}

function shared(maxima: readonly (string | undefined)[]): string | undefined {
  return maxima.every((one) => one === maxima[0]) ? maxima[0] : undefined;
}

/** Groups over the criteria, with how many columns each spans. */
export function spans(overview: Overview, marks: readonly MarkColumn[]): { id: string; name: string; columns: number }[] {
  return overview.groups.map(({ id, name }) => ({ id, name, columns: marks.filter(({ group }) => group === id).length })).filter(({ columns }) => columns > 0);
}
