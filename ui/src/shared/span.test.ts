import { describe, expect, it } from 'vitest';
import { edgesOf, spanBetween, spanOf } from './span';

describe('rows of a long matrix', () => {
  it('draws what is in view and stands in for the rest to the pixel', () => {
    const span = spanOf(1200, 30, 6000, 540);
    expect(span).toEqual({ from: 190, to: 228, before: 5700, after: 29160 });
    expect(span.before + (span.to - span.from) * 30 + span.after).toBe(36_000);
  });

  it('draws all of a short one', () => {
    expect(spanOf(24, 30, 0, 540)).toMatchObject({ from: 0, to: 24, after: 0 });
  });
});

describe('rows with lines between them', () => {
  const heights = Array.from({ length: 1203 }, (_, index) => (index % 400 === 10 ? 26 : 30));
  const edges = edgesOf(heights);

  it('stand at their place to the pixel wherever one looks', () => {
    const all = heights.reduce((sum, height) => sum + height, 0);
    for (const top of [0, 17, 300, 326, 6000, 12_345, all - 540, all + 900]) {
      const span = spanBetween(edges, 30, top, 540);
      const drawn = heights.slice(span.from, span.to).reduce((sum, height) => sum + height, 0);
      expect(span.before + drawn + span.after).toBe(all);
      expect(span.to - span.from).toBeLessThan(42);
      expect(span.before).toBeLessThanOrEqual(Math.min(top, all));
    }
  });

  it('are none where there are none, and a few before the height is known', () => {
    expect(spanBetween(edgesOf([]), 30, 0, 540)).toEqual({ from: 0, to: 0, before: 0, after: 0 });
    expect(spanBetween(edges, 30, 0, 0)).toMatchObject({ from: 0, to: 12 });
  });
});
