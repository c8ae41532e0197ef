import { describe, expect, it } from 'vitest';
import { isParted, partsIn, SIDE, wholeWidth } from './parts';

const [W, H] = [6346, 8980];

describe('a page in parts', () => {
  it('is whole while it is small, and then lies in a modest size below its parts', () => {
    expect(wholeWidth(1200, 1698)).toBe(1200);
    expect(isParted(W, H)).toBe(true);
    expect(wholeWidth(W, H)).toBeLessThan(1000);
    expect(partsIn(1200, 1698, { left: 0, top: 0, right: 1200, bottom: 1698 })).toEqual([]);
  });

  it('holds what is in view and no more, however far one zooms', () => {
    for (const zoom of [1, 2, 4]) {
      const parts = partsIn(W * zoom, H * zoom, { left: 2000, top: 3000, right: 3300, bottom: 3900 });
      const bytes = parts.reduce((sum, { width, height }) => sum + 4 * width * height, 0);
      expect(bytes).toBeLessThanOrEqual(6 * 4 * SIDE * SIDE);
    }
  });

  it('covers all of the page, each pixel once', () => {
    const parts = partsIn(2500, 3000, { left: -50, top: -50, right: 9000, bottom: 9000 });
    expect(parts.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(2500 * 3000);
    expect(new Set(parts.map(({ left, top }) => `${String(left)},${String(top)}`)).size).toBe(parts.length);
    expect(parts.at(-1)).toEqual({ left: 2048, top: 2048, width: 452, height: 952 });
  });

  it('has nothing for a page out of view', () => {
    expect(partsIn(W, H, { left: 0, top: -900, right: 1000, bottom: -1 })).toEqual([]);
  });
});
