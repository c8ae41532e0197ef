import { expect, it } from 'vitest';
import type { AdvisoryRow } from '../../ipc/generated/AdvisoryRow';
import { changesLine, gained, pairs } from './adjusting';
import { shown } from '../../shared/format';
import { reach } from './figures';
import { stepOf } from './strip';
import { place } from './Ticks';

const row = (entry: string, rank: number | null, adjustedRank: number | null): AdvisoryRow => ({ entry, title: '', rank, published: null, group: 1, best: null, worst: null, within: [], crosses: [], adjusted: null, adjustedRank });

it('joins the official order with the other one', () => {
  const rows = [row('a', 1, 3), row('b', 2, 1), row('c', 3, 1), row('d', null, null)];
  const { left, right } = pairs(rows);
  expect(left.map(({ row: { entry }, to }) => `${entry}${String(to)}`)).toEqual(['a2', 'b0', 'c1']);
  expect(right.map(({ entry }) => entry)).toEqual(['b', 'c', 'a']);
  expect(rows.map(gained)).toEqual([-2, 1, 2, 0]);
});

it('knows when a line lies between the two ranks', () => {
  expect(changesLine(row('a', 2, 3), [{ after: 2 }])).toBe(true);
  expect(changesLine(row('a', 2, 3), [{ after: 1 }, { after: 3 }])).toBe(false);
  expect(changesLine(row('a', null, 3), [{ after: 2 }])).toBe(false);
});

it('draws axes people can count on', () => {
  expect([stepOf(23, 20), stepOf(89, 20), stepOf(1199, 20)]).toEqual([2, 5, 100]);
  expect([reach([]), reach([0.4, -3.2]), reach([undefined, 11])]).toEqual([1, 4, 15]);
  expect([shown('-0.75'), shown('+0.90'), shown(null)]).toEqual(['−0.75', '+0.90', '—']);
  expect(place(1, 1, 1)).toBe('calc(12px + 0.00000 * (100% - 24px))');
});
