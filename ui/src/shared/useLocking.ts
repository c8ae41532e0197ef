/**
 * Locking by Ctrl+L (⌘L) and after minutes without a hand on keyboard or mouse, as many as the desk's settings say.
 *
 * Not the lock itself: the desk closes its stores and wipes its keys. The one rule: a key pressed while Chinese is being composed locks nothing.
 */
import { useEffect, useRef } from 'react';
import { composing } from './composing';

/** Until the desk has said how many. */
export const IDLE_MINUTES = 10;
const MINUTE_MS = 60_000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

export function isLockKey(event: KeyboardEvent): boolean {
  return !composing(event) && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyL';
}

/** `idleMinutes` 0: by key alone. */
export function useLocking(open: boolean, lock: () => void, idleMinutes = IDLE_MINUTES): void {
  const now = useRef(lock);
  useEffect(() => { now.current = lock; });
  useEffect(() => {
    if (!open) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(timer);
      if (idleMinutes > 0) timer = setTimeout(() => { now.current(); }, idleMinutes * MINUTE_MS);
    };
    const press = (event: KeyboardEvent) => {
      if (!isLockKey(event)) return;
      event.preventDefault();
      now.current();
    };
    alive();
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true, capture: true });
    window.addEventListener('keydown', press, { capture: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive, { capture: true });
      window.removeEventListener('keydown', press, { capture: true });
    };
  }, [open, idleMinutes]);
}
