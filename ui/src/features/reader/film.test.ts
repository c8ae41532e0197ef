import { describe, expect, it } from 'vitest';
import { beginningOf, filmKey, moved } from './film';

const key = (code: string, more = {}) => filmKey({ code, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('a film', () => {
  it('goes on where it was left, and begins anew when it was seen to the end', () => {
    expect(beginningOf(61_000, 154_000)).toBe(61_000);
    expect(beginningOf(153_500, 154_000)).toBe(0);
    expect(beginningOf(null, 154_000)).toBe(0);
    expect(beginningOf(5_000, Number.NaN)).toBe(5_000);
  });

  it('steps within its length', () => {
    expect(moved(2_000, -5_000, 154_000)).toBe(0);
    expect(moved(153_000, 5_000, 154_000)).toBe(154_000);
    expect(moved(1_000, 40, Number.NaN)).toBe(1_040);
  });

  it('takes its own keys by place and leaves those with a modifier alone', () => {
    expect([key('Comma'), key('Period'), key('ArrowLeft'), key('ArrowRight'), key('Space')]).toEqual(['frameBack', 'frameOn', 'backward', 'onward', 'play']);
    expect(key('Period', { ctrlKey: true })).toBeUndefined();
    expect(key('Digit5')).toBeUndefined();
  });
});
