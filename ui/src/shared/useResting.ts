/**
 * Whether nobody has touched the window for a while: the time for work that can wait.
 *
 * Not the lock (useLocking). The one rule: pages scrolling by are somebody reading, whatever scrolled them.
 */
import { useEffect, useState } from 'react';

const SIGNS_OF_READING = ['pointerdown', 'keydown', 'wheel', 'scroll'] as const;

export function useResting(restMs: number): boolean {
  const [resting, setResting] = useState(false);
  useEffect(() => {
    let timer = setTimeout(() => { setResting(true); }, restMs);
    const touched = () => {
      clearTimeout(timer);
      setResting(false);
      timer = setTimeout(() => { setResting(true); }, restMs);
    };
    for (const sign of SIGNS_OF_READING) window.addEventListener(sign, touched, { passive: true, capture: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_READING) window.removeEventListener(sign, touched, { capture: true });
    };
  }, [restMs]);
  return resting;
}
