import { describe, expect, it } from 'vitest';
import { FakeExpert } from '../../ipc/fake/expert';
import { neighbour, ordered, passes } from './order';

const { entries } = new FakeExpert(true, false).home();

describe('the list of entries', () => {
  it('puts the highest total first and entries without one last', () => {
    const totals = ordered(entries, 'total').map(({ total }) => (total === null ? -1 : Number(total)));
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
  });

  it('shows unfinished entries only when asked to', () => {
    expect(entries.filter((row) => passes('open', row)).every(({ state }) => state === 'untouched' || state === 'partial')).toBe(true);
  });

  it('finds the way on from an entry that has just left the filter', () => {
    expect(neighbour(entries, 'open', '01-008', 1)).toBe('01-041');
    expect(neighbour(entries, 'all', '01-008', -1)).toBeUndefined();
  });
});
