/**
 * On the way to a page that is not loaded: it is loaded where it lies, and gone to once its picture is there.
 *
 * An empty sheet painted first would cost a whole frame, and another one when its picture comes. The one rule: whoever pressed a key sees
 * within a moment that it did something, picture or not.
 */
import { useCallback, useEffect, useState, type RefObject } from 'react';

/** A page whose picture takes longer is gone to without it. */
const PATIENCE_MS = 120;

export interface Heading<T> {
  target: T | undefined;
  /** Goes to the target once its page is loaded; with nothing, stays. */
  head: (target: T | undefined) => void;
}

export function useHeading<T extends { page: number }>(pages: RefObject<HTMLElement | null>, move: (target: T) => void): Heading<T> {
  const [target, setTarget] = useState<T>();
  const head = useCallback((next: T | undefined) => { setTarget(next); }, []);
  useEffect(() => {
    if (!target) return undefined;
    const picture = pages.current?.querySelector<HTMLImageElement>(`[data-page="${String(target.page)}"] img`);
    let waiting = true;
    const go = () => {
      if (!waiting) return;
      waiting = false;
      setTarget(undefined);
      move(target);
    };
    const timer = setTimeout(go, PATIENCE_MS);
    if (picture && 'decode' in picture) void picture.decode().then(go, go);
    else go();
    return () => { waiting = false; clearTimeout(timer); };
  }, [target, pages, move]);
  return { target, head };
}
