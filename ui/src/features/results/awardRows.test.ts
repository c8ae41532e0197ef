import { expect, test } from 'vitest';
import type { AwardLine } from '../../ipc/generated/AwardLine';
import type { AwardsLook } from '../../ipc/generated/AwardsLook';
import type { ResultRow } from '../../ipc/generated/ResultRow';
import { awardWords, withLines } from './awardRows';

const row = (entry: string, rank: number | null) => ({ entry, rank }) as ResultRow;
const line = (id: string, above: number, more: Partial<AwardLine> = {}): AwardLine => ({ id, name: id, quota: '', places: 1, taken: 1, vacancy: '', mayBeVacant: false, across: false, above, open: false, stale: false, ...more });
const look = (levels: AwardLine[], standings: [string, number | null, boolean?, string?][]): AwardsLook => ({
  track: '01', levels, standings: standings.map(([entry, level, open = false, out = '']) => ({ entry, level, open, specials: [], out })), questions: [], questionsElsewhere: [], decisions: [], specials: [],
});

test('a line stands below the last entry above it', () => {
  const placed = withLines([row('a', 1), row('b', 2), row('c', 3)], look([line('first', 1), line('second', 2)], [['a', 0], ['b', 1], ['c', null]]));
  expect(placed.map((one) => one.lines.map(({ id }) => id))).toEqual([['first'], ['second'], []]);
});

test('of equals the one above a settled line comes first', () => {
  const placed = withLines([row('a', 1), row('b', 1)], look([line('first', 1)], [['a', null], ['b', 0]]));
  expect(placed.map((one) => one.row.entry)).toEqual(['b', 'a']);
  expect(placed[0]?.lines).toHaveLength(1);
});

test('whoever left and whoever has no rank is not counted', () => {
  const placed = withLines([row('a', 1), row('b', 2), row('c', null)], look([line('first', 1)], [['a', null, false, '退出'], ['b', 0], ['c', null]]));
  expect(placed.map((one) => one.lines.length)).toEqual([0, 1, 0]);
});

test('a level across all tracks has no line', () => {
  expect(withLines([row('a', 1)], look([line('first', 1, { across: true })], [['a', 0]]))[0]?.lines).toEqual([]);
});

test('where there is little room a level is said by its line alone, unless it has none', () => {
  const awards = look([line('first', 1), line('grand', 1, { across: true })], [['a', 0], ['b', 1], ['c', 0, true]]);
  expect(awards.standings.map((one) => awardWords(one, awards, (name) => `${name}待定`, true))).toEqual(['', 'grand', 'first待定']);
});

test('an open award is said to be open', () => {
  const awards = look([line('first', 1)], [['a', 0, true]]);
  expect(awardWords(awards.standings[0], awards, (name) => `${name}待定`)).toBe('first待定');
});
