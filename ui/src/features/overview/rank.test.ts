import { describe, expect, it } from 'vitest';
import { dropped } from './rank';

describe('an entry dragged in the ranking', () => {
  const entries = ['a', 'b', 'c', 'd'];

  it('names the one it now stands above when it went up, below when it went down', () => {
    expect(dropped(entries, 3, 1)).toEqual({ entry: 'd', beside: 'b', above: true });
    expect(dropped(entries, 0, 3)).toEqual({ entry: 'a', beside: 'c', above: false });
    expect(dropped(entries, 0, 4)).toEqual({ entry: 'a', beside: 'd', above: false });
  });

  it('asks for nothing when it falls where it was', () => {
    expect(dropped(entries, 1, 1)).toBeUndefined();
    expect(dropped(entries, 1, 2)).toBeUndefined();
    expect(dropped(entries, 0, -1)).toBeUndefined();
  });
});
