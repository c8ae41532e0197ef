/**
 * Keeps the index of my dossiers complete, in the background: after signing in, and again whenever more materials have come.
 *
 * Not the work itself: the desk reads the pages, one at a time. Somebody reading needs the whole machine, so this waits until nobody has touched
 * the window for a while and steps back at the first touch, unless somebody is searching. The one rule: what is paused stays so until
 * somebody says otherwise or the desk is locked; what cannot be read now is not tried again and again.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Refusal } from '../../ipc/desk';
import type { IndexState } from '../../ipc/generated/IndexState';
import type { Progress } from '../../ipc/generated/Progress';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { useResting } from '../../shared/useResting';

export interface Indexing {
  state: IndexState | undefined;
  busy: boolean;
  progress: Progress | undefined;
  paused: boolean;
  /** Materials that are here and could not be taken in. */
  leftOver: number;
  problem: Refusal | undefined;
  pause: () => void;
  resume: () => void;
}

/** Longer than the time between two pages turned, shorter than a page takes to read. */
const REST_MS = 6000;

/** `searching`: somebody looks for words now, so that the index is worth more than the next page's speed. */
export function useIndexing(active: boolean, searching: boolean): Indexing {
  const look = useAnswer('index_look', {});
  const { busy, progress, problem, act, cancel } = useAct('index_build');
  const [paused, setPaused] = useState(false);
  /** How things stood when the last run ended: while they stand so, another one would change nothing. */
  const [ended, setEnded] = useState<string>();
  const state = look.answer;
  const standing = state === undefined ? undefined : standingOf(state);
  const missing = state === undefined ? 0 : state.total - state.indexed;
  const resting = useResting(REST_MS);
  const fitting = active && !paused && (resting || searching);
  const wanted = fitting && missing > 0 && !busy && ended !== standing;
  const steppedBack = useRef(false);
  const run = useEffectEvent(async () => {
    steppedBack.current = false;
    const after = await act({});
    if (!steppedBack.current) setEnded(after ? standingOf(after) : standing);
    if (!after) look.again();
  });
  useEffect(() => { if (wanted) void run(); }, [wanted]);
  useEffect(() => {
    if (fitting || !busy) return;
    steppedBack.current = true;
    cancel();
  }, [fitting, busy, cancel]);
  const refused = problem !== undefined && problem.code !== 'cancelled' ? problem : undefined;
  return {
    state, busy, progress, paused, leftOver: !busy && ended !== undefined && ended === standing ? missing : 0, problem: refused,
    pause: () => { setPaused(true); cancel(); },
    resume: () => { setPaused(false); setEnded(undefined); },
  };
}

function standingOf({ indexed, total }: IndexState): string {
  return `${String(indexed)}/${String(total)}`;
}
