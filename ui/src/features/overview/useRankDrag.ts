/**
 * Dragging a row by its handle with the pointer. Not the system's drag and drop, which the window keeps for files.
 *
 * The scrolled table itself holds the pointer: the row's own handle may scroll out of what is drawn.
 */
import { useState, type PointerEvent } from 'react';

const EDGE = 28;
const STEP = 10;

export interface RankDrag {
  /** Row being dragged and the gap it would fall into, both among the rows that have a place. */
  now: { from: number; gap: number } | undefined;
  begin: (event: PointerEvent<HTMLElement>, from: number) => void;
  move: (event: PointerEvent<HTMLElement>) => void;
  end: () => void;
  cancel: () => void;
}

/** `gapAt` turns a height in the window into a gap. */
export function useRankDrag(scroller: () => HTMLElement | null, gapAt: (clientY: number) => number, drop: (from: number, gap: number) => void): RankDrag {
  const [now, setNow] = useState<{ from: number; gap: number }>();
  const cancel = () => { setNow(undefined); };
  return {
    now,
    begin: (event, from) => {
      if (event.button !== 0) return;
      event.preventDefault();
      scroller()?.setPointerCapture(event.pointerId);
      setNow({ from, gap: from });
    },
    move: (event) => {
      const element = scroller();
      if (!now || !element) return;
      const { top, bottom } = element.getBoundingClientRect();
      if (event.clientY < top + 2 * EDGE) element.scrollTop -= STEP;
      else if (event.clientY > bottom - EDGE) element.scrollTop += STEP;
      const gap = gapAt(event.clientY);
      if (gap !== now.gap) setNow({ ...now, gap });
    },
    end: () => {
      if (now) drop(now.from, now.gap);
      cancel();
    },
    cancel,
  };
}
