/**
 * Shows what somebody was sent to: the comment, or what is told the chair, comes into view and stands out for a moment.
 *
 * The one rule: the focus stays where it is, since whoever searches goes on to the next hit.
 */
import { useEffect } from 'react';
import type { Said } from '../../shared/place';

const FIELD: Record<Said, string> = { comment: '.form [data-testid="comment"]', toChair: '.form [data-testid="chair-note"]' };
const SHOWN_MS = 2400;
/** What is told the chair is asked for after the form has come. */
const [EVERY_MS, TRIES] = [60, 30];

export function useArrival(said: Said | undefined, turn: number | undefined): void {
  useEffect(() => {
    if (said === undefined) return undefined;
    let shown: Element | null = null;
    let timer = 0;
    const leave = () => { shown?.removeAttribute('data-arrived'); };
    const arrive = (tries: number) => {
      shown = document.querySelector(FIELD[said])?.closest('.comment') ?? null;
      if (shown) {
        shown.setAttribute('data-arrived', '');
        if (typeof shown.scrollIntoView === 'function') shown.scrollIntoView({ block: 'nearest' });
        timer = window.setTimeout(leave, SHOWN_MS);
      } else if (tries > 0) timer = window.setTimeout(() => { arrive(tries - 1); }, EVERY_MS);
    };
    arrive(TRIES);
    return () => { window.clearTimeout(timer); leave(); };
  }, [said, turn]);
}
