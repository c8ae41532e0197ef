/** Where pages lie in the scrolling view, and which of them are near enough to load. All in CSS pixels. */
import type { PageSize } from '../../ipc/generated/PageSize';

export const GAP = 12;

export type Fit = { kind: 'width' } | { kind: 'page' } | { kind: 'zoom'; percent: number };
export interface Place { top: number; width: number; height: number }

/** At 100 % a page is as wide as on paper at 96 pixels per inch; PDF points are 72 per inch. */
const PIXELS_PER_POINT = 96 / 72;
export const LEAST_ZOOM = 20;
export const MOST_ZOOM = 400;

/** Percent a page is shown at. */
export function percentOf(fit: Fit, page: PageSize, view: { width: number; height: number }): number {
  const acrossPage = Math.max(1, view.width - 2 * GAP) / (page.width * PIXELS_PER_POINT);
  const downPage = Math.max(1, view.height - 2 * GAP) / (page.height * PIXELS_PER_POINT);
  const share = fit.kind === 'zoom' ? fit.percent / 100 : fit.kind === 'width' ? acrossPage : Math.min(acrossPage, downPage);
  return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, share * 100));
}

/** Pages below each other. Each is fitted by itself when fitting, so that a landscape page among portraits is not cut. */
export function placesOf(pages: readonly PageSize[], fit: Fit, view: { width: number; height: number }): Place[] {
  let top = GAP;
  return pages.map((page) => {
    const scale = (percentOf(fit, page, view) / 100) * PIXELS_PER_POINT;
    const place = { top, width: Math.round(page.width * scale), height: Math.round(page.height * scale) };
    top += place.height + GAP;
    return place;
  });
}

export function heightOf(places: readonly Place[]): number {
  const last = places.at(-1);
  return last ? last.top + last.height + GAP : 0;
}

/** First and last page that touch the stretch from `from` to `to`; last is before first when none does. */
export function between(places: readonly Place[], from: number, to: number): [number, number] {
  let first = 0;
  let high = places.length;
  while (first < high) {
    const middle = (first + high) >> 1;
    const place = places[middle];
    if (place && place.top + place.height < from) first = middle + 1;
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
