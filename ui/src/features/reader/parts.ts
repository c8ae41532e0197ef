/**
 * A page that is looked at closely is drawn in parts, and only those in view: memory follows the screen and not the zoom.
 *
 * Below them lies the whole page in a modest size, so that scrolling never meets white. All in device pixels of the page.
 */

import type { InView } from './layout';

/** Up to so many pixels a page is one bitmap. */
const WHOLE = 4_000_000;
/** Pixels of the bitmap that lies below the parts. */
const BELOW = 1_200_000;
/** Side of a part. */
export const SIDE = 1024;

export interface Part { left: number; top: number; width: number; height: number }

/** Width of the bitmap of the whole page. */
export function wholeWidth(width: number, height: number): number {
  return isParted(width, height) ? Math.round(Math.sqrt((BELOW * width) / height)) : width;
}

export function isParted(width: number, height: number): boolean {
  return width * height > WHOLE;
}

/** The parts of a page of this size that touch the window from (left, top) to (right, bottom). */
export function partsIn(width: number, height: number, window: InView): Part[] {
  if (!isParted(width, height)) return [];
  const first = (from: number) => Math.max(0, Math.floor(from / SIDE));
  const last = (to: number, size: number) => Math.min(Math.ceil(size / SIDE), Math.ceil(to / SIDE));
  const parts: Part[] = [];
  for (let row = first(window.top); row < last(window.bottom, height); row += 1) {
    for (let column = first(window.left); column < last(window.right, width); column += 1) {
      const [left, top] = [column * SIDE, row * SIDE];
      parts.push({ left, top, width: Math.min(SIDE, width - left), height: Math.min(SIDE, height - top) });
    }
  }
  return parts;
}
