/** Places something beside a point of the screen, wholly on the screen. */
import { useLayoutEffect, useState, type CSSProperties, type MouseEvent, type RefObject } from 'react';
import type { Point } from './draft';

const AWAY = 12;
const EDGE = 8;

export function besideOf(anchor: Point, width: number, height: number, screen: { width: number; height: number }): Point {
  const right = anchor.x + AWAY + width <= screen.width - EDGE;
  const x = right ? anchor.x + AWAY : anchor.x - AWAY - width;
  const below = anchor.y + AWAY;
  return {
    x: Math.max(EDGE, Math.min(x, screen.width - EDGE - width)),
    y: Math.max(EDGE, Math.min(below, screen.height - EDGE - height)),
  };
}

/** Measured once it is there, so that nothing is cut at the lower edge. */
export function useBeside(anchor: Point, width: number, box: RefObject<HTMLElement | null>): CSSProperties {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => { setHeight(box.current?.offsetHeight ?? 0); }, [box]);
  const at = besideOf(anchor, width, height, { width: window.innerWidth, height: window.innerHeight });
  return { left: at.x, top: at.y };
}

/** Where something was pressed; pressed by key it has no point, and its own edge is taken. */
export function pressedAt({ clientX, clientY, currentTarget }: MouseEvent): Point {
  if (clientX !== 0 || clientY !== 0) return { x: clientX, y: clientY };
  const { left, bottom } = currentTarget.getBoundingClientRect();
  return { x: left, y: bottom };
}
