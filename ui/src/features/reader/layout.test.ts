import { describe, expect, it } from 'vitest';
import { between, extentOf, pageAt, percentOf, placesOf, type Manner } from './layout';

const A4 = { width: 595, height: 842 };
const VIEW = { width: 624, height: 640 };
const WIDE: Manner = { fit: { kind: 'width' }, turns: 0, twoUp: false };
const pages = Array.from({ length: 500 }, () => A4);
const places = placesOf(pages, WIDE, VIEW);

describe('pages below each other', () => {
  it('fits the width with a margin on both sides', () => {
    expect(places[0]).toEqual({ left: 12, top: 12, width: 600, height: 849, row: 849 });
    expect(places[1]?.top).toBe(12 + 849 + 12);
    expect(extentOf(places)).toEqual({ width: 624, height: 12 + 500 * 861 });
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
    expect(Math.round(percentOf({ kind: 'page' }, [A4], VIEW))).toBe(55);
    expect(percentOf({ kind: 'zoom', percent: 9000 }, [A4], VIEW)).toBe(400);
  });

  it('has nothing to draw for a document without pages', () => {
    expect(between([], 0, 100)).toEqual([0, -1]);
    expect(extentOf([]).height).toBe(0);
  });
});

describe('turned pages and pages side by side', () => {
  it('lays a turned page on its side', () => {
    const [first] = placesOf([A4], { ...WIDE, turns: 1 }, VIEW);
    expect(first).toMatchObject({ width: 600, height: 424 });
  });

  it('puts two pages in a row, together as wide as the view, and a last one alone', () => {
    const three = placesOf([A4, A4, A4], { ...WIDE, twoUp: true }, VIEW);
    expect(three.map(({ left, top, width }) => [left, top, width])).toEqual([[12, 12, 294], [318, 12, 294], [12, 440, 600]]);
  });

  it('finds both pages of a row, whichever is the taller', () => {
    const uneven = placesOf([{ width: 842, height: 595 }, A4, A4, A4], { ...WIDE, twoUp: true }, VIEW);
    expect(between(uneven, 0, 20)).toEqual([0, 1]);
    expect(pageAt(uneven, 0, 300)).toBe(0);
  });

  it('has edges on whole device pixels and bitmaps in their own shape', () => {
    for (const device of [1, 1.25, 1.5, 2]) {
      for (const place of placesOf(pages.slice(0, 9), { ...WIDE, fit: { kind: 'zoom', percent: 133 } }, { width: 901, height: 640 }, { unit: 96 / 72, device })) {
        const whole = (value: number) => { expect(Math.abs(value * device - Math.round(value * device))).toBeLessThan(1e-6); };
        [place.left, place.top, place.width, place.height].forEach(whole);
        expect(Math.round(place.height * device)).toBe(Math.round((Math.round(place.width * device) * A4.height) / A4.width));
      }
    }
  });
});
