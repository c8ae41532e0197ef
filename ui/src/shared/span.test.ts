import { describe, expect, it } from 'vitest';
import { spanOf } from './span';

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
