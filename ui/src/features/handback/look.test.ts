import { expect, test } from 'vitest';
import type { Levelling } from '../../ipc/generated/Levelling';
import { extremes, zeros } from './look';

const column = (id: string) => ({ id, name: `指标${id}`, group: 'A', step: '0.50', maximum: null });
const row = (entry: string, marks: (string | null)[], maxima: string[]) => ({ entry, marks, maxima, place: null, position: null, seconds: 0 });
const levelling = (rows: Levelling['rows']): Levelling => ({ criteria: [column('A1'), column('A2')], rows, disagreements: [], ties: [], byHand: false, readOnly: false });

test('the lowest and highest are told by their share of the maximum', () => {
  const found = extremes(levelling([row('1', ['8.00', '3.00'], ['8.00', '5.00']), row('2', ['9.00', '3.00'], ['10.00', '5.00']), row('3', [null, '3.00'], ['10.00', '5.00'])]));
  expect(found).toHaveLength(1);
  expect(found[0]?.low.places.map(({ entry }) => entry)).toEqual(['2']);
  expect(found[0]?.high).toMatchObject({ mark: '8.00', maximum: '8.00' });
});

test('all who share an end are named, and nothing is said without marks', () => {
  const found = extremes(levelling([row('1', ['2.00', null], ['4.00', '5.00']), row('2', ['2.00', null], ['4.00', '5.00']), row('3', ['4.00', null], ['4.00', '5.00'])]));
  expect(found[0]?.low.places.map(({ entry }) => entry)).toEqual(['1', '2']);
  expect(extremes(levelling([]))).toEqual([]);
});

test('every zero is listed', () => {
  const given = levelling([row('1', ['0.50', '1.00'], ['4.00', '5.00']), row('2', ['0', '1.00'], ['4.00', '5.00'])]);
  expect(zeros(given)).toEqual([{ entry: '2', criterion: 'A1', name: '指标A1' }]);
});
