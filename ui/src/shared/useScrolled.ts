/**
 * How far a long table is scrolled and how much of it shows.
 *
 * The one rule: the distance moves in steps of a few rows, so that rows are chosen anew now and then and not at every pixel; what is drawn
 * beyond the view (shared/span) covers a step.
 */
import { startTransition, useCallback, useDeferredValue, useRef, useState, type UIEvent } from 'react';
import { useSize, type Size } from './useSize';

const STEP_ROWS = 4;

export interface Scrolled { attach: (element: HTMLElement | null) => (() => void) | undefined; onScroll: (event: UIEvent<HTMLElement>) => void; top: number; view: Size }

export function useScrolled(row: number): Scrolled {
  const [attach, { width, height }] = useSize();
  // The first rows stand at once, in columns of the right width; the rest of the view is filled in slices.
  const view = { width, height: useDeferredValue(height) };
  const [top, setTop] = useState(0);
  const drawn = useRef(0);
  const step = STEP_ROWS * row;
  const onScroll = useCallback((event: UIEvent<HTMLElement>) => {
    const next = Math.floor(event.currentTarget.scrollTop / step) * step;
    if (next === drawn.current) return;
    drawn.current = next;
    // Drawn in slices: dragging the bar through a thousand rows must not hold the window up.
    startTransition(() => { setTop(next); });
  }, [step]);
  return { attach, onScroll, top, view };
}
