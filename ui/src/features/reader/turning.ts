/** Between a page as it is shown and the same page unturned. Shares run from 0 to 1 from the top left corner. */
import type { CSSProperties } from 'react';
import type { Extent, Turns } from './layout';
import type { Box } from '../../shared/place';

export interface Point { x: number; y: number }

/** From what is shown to the unturned page. */
export function unturn({ x, y }: Point, turns: Turns): Point {
  switch (turns) {
    case 0: return { x, y };
    case 1: return { x: y, y: 1 - x };
    case 2: return { x: 1 - x, y: 1 - y };
    case 3: return { x: 1 - y, y: x };
  }
}

/** From the unturned page to what is shown. */
export function turn(point: Point, turns: Turns): Point {
  return unturn(point, ((4 - turns) % 4) as Turns);
}

/** Where a box begins on the page as shown, as shares of its width and height. */
export function beginning(box: Box, turns: Turns): Point {
  const [one, other] = [turn({ x: box.left / 10_000, y: box.top / 10_000 }, turns), turn({ x: box.right / 10_000, y: box.bottom / 10_000 }, turns)];
  return { x: Math.min(one.x, other.x), y: Math.min(one.y, other.y) };
}

/** A layer over a page of this shown size that draws in unturned coordinates and is turned with the page. */
export function layerStyle(shown: Extent, turns: Turns): CSSProperties {
  const [width, height] = turns % 2 === 1 ? [shown.height, shown.width] : [shown.width, shown.height];
  const moved = [undefined, `translateX(${String(shown.width)}px) rotate(90deg)`, `translate(${String(shown.width)}px, ${String(shown.height)}px) rotate(180deg)`, `translateY(${String(shown.height)}px) rotate(270deg)`][turns];
  return { width, height, transform: moved, transformOrigin: '0 0' };
}

/** A point of the unturned page in ten-thousandths, kept on the page. */
export function onPage(shown: { left: number; top: number; width: number; height: number }, client: Point, turns: Turns): Point {
  const within = (value: number) => Math.min(1, Math.max(0, value));
  const { x, y } = unturn({ x: within((client.x - shown.left) / shown.width), y: within((client.y - shown.top) / shown.height) }, turns);
  return { x: Math.round(x * 10_000), y: Math.round(y * 10_000) };
}

/** The box between two points, whichever way it was drawn. */
export function boxBetween(one: Point, other: Point): Box {
  return { left: Math.min(one.x, other.x), top: Math.min(one.y, other.y), right: Math.max(one.x, other.x), bottom: Math.max(one.y, other.y) };
}
