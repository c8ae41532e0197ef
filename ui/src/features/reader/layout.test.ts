import { describe, expect, it } from 'vitest';
import { between, heightOf, pageAt, percentOf, placesOf } from './layout';

const A4 = { width: 595, height: 842 };
const VIEW = { width: 624, height: 640 };
const pages = Array.from({ length: 500 }, () => A4);
const places = placesOf(pages, { kind: 'width' }, VIEW);

describe('pages below each other', () => {
  it('fits the width with a margin on both sides', () => {
    expect(places[0]).toEqual({ top: 12, width: 600, height: 849 });
    expect(places[1]?.top).toBe(12 + 849 + 12);
    expect(heightOf(places)).toBe(12 + 500 * 861);
  });

  it('draws a handful of pages however long the document is', () => {
    const [first, last] = between(places, 100_000, 100_640);
    expect(last - first).toBeLessThanOrEqual(2);
    expect(places[first]?.top).toBeLessThanOrEqual(100_640);
  });

  it('knows the page under the eye at the top, in the middle and at the end', () => {
    expect(pageAt(places, 0, 640)).toBe(0);
    expect(pageAt(places, places[29]?.top ?? 0, 640)).toBe(29);
    expect(pageAt(places, 10_000_000, 640)).toBe(499);
  });

  it('fits a whole page into the view and keeps within the zoom\'s bounds', () => {
    expect(Math.round(percentOf({ kind: 'page' }, A4, VIEW))).toBe(55);
    expect(percentOf({ kind: 'zoom', percent: 9000 }, A4, VIEW)).toBe(400);
  });

  it('has nothing to draw for a document without pages', () => {
    expect(between([], 0, 100)).toEqual([0, -1]);
    expect(heightOf([])).toBe(0);
  });
});
