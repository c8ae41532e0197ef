import { describe, expect, it } from 'vitest';
import { beginning, boxBetween, onPage, turn, unturn } from './turning';
import type { Turns } from './layout';

const ALL: Turns[] = [0, 1, 2, 3];

describe('a turned page', () => {
  it('comes back to itself', () => {
    for (const turns of ALL) {
      const back = unturn(turn({ x: 0.2, y: 0.7 }, turns), turns);
      expect(back.x).toBeCloseTo(0.2);
      expect(back.y).toBeCloseTo(0.7);
    }
  });

  it('has its top left corner at the top right after a quarter turn clockwise', () => {
    expect(turn({ x: 0, y: 0 }, 1)).toEqual({ x: 1, y: 0 });
    expect(beginning({ left: 0, top: 0, right: 1000, bottom: 2000 }, 1)).toEqual({ x: 0.8, y: 0 });
  });

  it('tells where the pointer is in ten-thousandths of the unturned page, never beyond its edge', () => {
    const shown = { left: 100, top: 50, width: 400, height: 200 };
    expect(onPage(shown, { x: 200, y: 100 }, 0)).toEqual({ x: 2500, y: 2500 });
    expect(onPage(shown, { x: 200, y: 100 }, 1)).toEqual({ x: 2500, y: 7500 });
    expect(onPage(shown, { x: 9999, y: -9999 }, 0)).toEqual({ x: 10_000, y: 0 });
  });

  it('has the same box whichever way it was drawn', () => {
    expect(boxBetween({ x: 5, y: 9 }, { x: 3, y: 20 })).toEqual({ left: 3, top: 9, right: 5, bottom: 20 });
  });
});
