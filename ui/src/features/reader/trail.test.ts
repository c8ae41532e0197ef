import { describe, expect, it } from 'vitest';
import { jumped, NO_TRAIL, stepped, type Trail } from './trail';

describe('the trail of jumps', () => {
  it('goes back to where one left and forward to where one came back from', () => {
    const trail = jumped(jumped(NO_TRAIL as Trail<number>, 3), 14);
    const [first, back] = stepped(trail, 40, 'back') ?? [];
    expect(first).toBe(14);
    const [second, further] = stepped(back ?? NO_TRAIL, 14, 'back') ?? [];
    expect(second).toBe(3);
    expect(stepped(further ?? NO_TRAIL, 3, 'forward')?.[0]).toBe(14);
  });

  it('ends at both ends, and a new jump forgets what lay ahead', () => {
    expect(stepped(NO_TRAIL, 1, 'back')).toBeUndefined();
    expect(stepped(NO_TRAIL, 1, 'forward')).toBeUndefined();
    const [, back] = stepped(jumped(NO_TRAIL as Trail<number>, 1), 2, 'back') ?? [];
    expect(jumped(back ?? NO_TRAIL, 5).forward).toEqual([]);
  });

  it('does not grow for ever', () => {
    let trail: Trail<number> = NO_TRAIL;
    for (let at = 0; at < 500; at += 1) trail = jumped(trail, at);
    expect(trail.back).toHaveLength(50);
    expect(trail.back.at(-1)).toBe(499);
  });
});
