import { describe, expect, it } from 'vitest';
import { FakeExpert } from '../../ipc/fake/expert';
import { begin, missing, walk } from './walk';

const look = new FakeExpert(true, false).look('01-041');

describe('walking the criteria', () => {
  it('begins at the first criterion without a mark, with its group open', () => {
    const now = begin(look, undefined, false);
    expect(now.active).toBe('E1');
    expect([...now.open]).toEqual(['E']);
  });

  it('begins where it was pointed to', () => {
    expect(begin(look, 'B4', false)).toMatchObject({ active: 'B4' });
  });

  it('opens the group of the criterion it reaches and stays at the ends', () => {
    const first = begin(look, 'A3', false);
    const next = walk(look.groups, first, { kind: 'move', direction: 1 });
    expect(next.active).toBe('B1');
    expect(next.open.has('B')).toBe(true);
    const start = begin(look, 'A1', false);
    expect(walk(look.groups, start, { kind: 'move', direction: -1 })).toBe(start);
  });

  it('folds and unfolds a group without changing what is being marked', () => {
    const now = begin(look, 'A1', false);
    const folded = walk(look.groups, now, { kind: 'toggle', group: 'A' });
    expect(folded).toMatchObject({ active: 'A1' });
    expect(folded.open.has('A')).toBe(false);
  });

  it('names what is missing, a single criterion by its own id', () => {
    const say = (group: string, count: number) => `${group} ${String(count)} 项`;
    expect(missing(look.groups, (id) => !id.startsWith('E') && id !== 'C3', say)).toEqual([{ text: 'C3', criterion: 'C3' }, { text: 'E 3 项', criterion: 'E1' }]);
    expect(missing(look.groups, () => true, say)).toEqual([]);
  });
});
