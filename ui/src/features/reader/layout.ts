/** Where pages lie in the scrolling view, and which of them are near enough to load. All in CSS pixels. */
import type { PageSize } from '../../ipc/generated/PageSize';

export const GAP = 12;

export type Fit = { kind: 'width' } | { kind: 'page' } | { kind: 'zoom'; percent: number };
/** Quarter turns clockwise. */
export type Turns = 0 | 1 | 2 | 3;
/** How pages are shown. */
export interface Manner { fit: Fit; turns: Turns; twoUp: boolean }
/** Where a page lies; `row` is the height of the row it stands in. */
export interface Place { left: number; top: number; width: number; height: number; row: number }
export interface Extent { width: number; height: number }
/** How pages become pixels. */
export interface Scale {
  /** CSS pixels per unit of a page's size at 100 %. */
  unit: number;
  /** Device pixels per CSS pixel: edges lie on whole device pixels, so that bitmaps are shown as they are. */
  device: number;
}

/** At 100 % a page is as wide as on paper at 96 pixels per inch; PDF points are 72 per inch. */
export const POINTS: Scale = { unit: 96 / 72, device: 1 };
export const LEAST_ZOOM = 20;
export const MOST_ZOOM = 400;

export function turned({ width, height }: PageSize, turns: Turns): PageSize {
  return turns % 2 === 1 ? { width: height, height: width } : { width, height };
}

/** Percent at which a row of pages is shown. */
export function percentOf(fit: Fit, row: readonly PageSize[], view: Extent, { unit }: Scale = POINTS): number {
  const width = row.reduce((sum, page) => sum + page.width, 0) * unit;
  const height = Math.max(...row.map((page) => page.height)) * unit;
  const across = Math.max(1, view.width - (row.length + 1) * GAP) / width;
  const down = Math.max(1, view.height - 2 * GAP) / height;
  const share = fit.kind === 'zoom' ? fit.percent / 100 : fit.kind === 'width' ? across : Math.min(across, down);
  return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, share * 100));
}

/** Pages that stand side by side with this one, itself included. */
export function rowOf(pages: readonly PageSize[], at: number, { turns, twoUp }: Manner): PageSize[] {
  const first = twoUp ? at - (at % 2) : at;
  return pages.slice(first, first + (twoUp ? 2 : 1)).map((page) => turned(page, turns));
}

/** Rows below each other. Each is fitted by itself when fitting, so that a landscape page among portraits is not cut. */
export function placesOf(pages: readonly PageSize[], manner: Manner, view: Extent, scale: Scale = POINTS): Place[] {
  const places: Place[] = [];
  const snap = (value: number) => Math.round(value * scale.device) / scale.device;
  let top = GAP;
  for (let first = 0; first < pages.length; first += manner.twoUp ? 2 : 1) {
    const row = rowOf(pages, first, manner);
    const pixels = (percentOf(manner.fit, row, view, scale) / 100) * scale.unit;
    const sizes = row.map((page) => {
      const width = Math.max(1, Math.round(page.width * pixels * scale.device));
      return { width: width / scale.device, height: Math.max(1, Math.round((width * page.height) / page.width)) / scale.device };
    });
    const height = Math.max(...sizes.map((size) => size.height));
    const across = sizes.reduce((sum, size) => sum + size.width, GAP * (sizes.length - 1));
    let left = Math.max(GAP, (view.width - across) / 2);
    for (const size of sizes) {
      places.push({ left: snap(left), top: snap(top), ...size, row: height });
      left += size.width + GAP;
    }
    top += height + GAP;
  }
  return places;
}

/** A stretch of the pages that is in view, in their own pixels. */
export interface InView { left: number; top: number; right: number; bottom: number }

/** What the pages take together, margins included. */
export function extentOf(places: readonly Place[]): Extent {
  const last = places.at(-1);
  const width = places.reduce((most, { left, width: wide }) => Math.max(most, left + wide), 0);
  return last ? { width: width + GAP, height: last.top + last.row + GAP } : { width: 0, height: 0 };
}

/** First and last page whose row touches the stretch from `from` to `to`; last is before first when none does. */
export function between(places: readonly Place[], from: number, to: number): [number, number] {
  let first = 0;
  let high = places.length;
  while (first < high) {
    const middle = (first + high) >> 1;
    const place = places[middle];
    if (place && place.top + place.row < from) first = middle + 1;
    else high = middle;
  }
  let last = first - 1;
  while (last + 1 < places.length && (places[last + 1]?.top ?? Infinity) <= to) last += 1;
  return [first, last];
}

/** The page that is being read: the one under the line a third down the view. */
export function pageAt(places: readonly Place[], scrollTop: number, viewHeight: number): number {
  const [first] = between(places, scrollTop + viewHeight / 3, Infinity);
  return Math.min(first, Math.max(0, places.length - 1));
}
