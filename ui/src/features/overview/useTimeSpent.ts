/** Keeps the time an entry is on screen and attended to, for the expert alone. Losing some of it harms nothing. */
import { useEffect } from 'react';
import { ask } from '../../ipc/desk';
import { Attention } from './attention';

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll', 'timeupdate'] as const;

export function useTimeSpent(entry: string | undefined): void {
  useEffect(() => {
    if (entry === undefined) return undefined;
    const attention = new Attention();
    const touch = () => { attention.touch(performance.now()); };
    const keep = () => {
      attention.turnAway(performance.now());
      const seconds = attention.take();
      if (seconds > 0) ask('time_add', { entry, seconds }).catch(() => { attention.giveBack(seconds); });
    };
    const hidden = () => { if (document.hidden) keep(); else touch(); };
    touch();
    for (const sign of SIGNS) document.addEventListener(sign, touch, { capture: true, passive: true });
    window.addEventListener('blur', keep);
    window.addEventListener('focus', touch);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      for (const sign of SIGNS) document.removeEventListener(sign, touch, { capture: true });
      window.removeEventListener('blur', keep);
      window.removeEventListener('focus', touch);
      document.removeEventListener('visibilitychange', hidden);
      keep();
    };
  }, [entry]);
}
