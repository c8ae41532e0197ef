/**
 * Keeps the index of my dossiers complete, in the background: after signing in, and again whenever more materials have come.
 *
 * Not the work itself: the desk reads the pages, one at a time and after whatever is being looked at. The one rule: what is paused stays
 * so until somebody says otherwise or the desk is locked; what cannot be read now is not tried again and again.
 */
import { useEffect, useEffectEvent, useState } from 'react';
import type { Refusal } from '../../ipc/desk';
import type { IndexState } from '../../ipc/generated/IndexState';
import type { Progress } from '../../ipc/generated/Progress';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';

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

/** The first screen is drawn before anything is read for later. */
const REST_MS = 1500;

export function useIndexing(active: boolean): Indexing {
  const look = useAnswer('index_look', {});
  const { busy, progress, problem, act, cancel } = useAct('index_build');
  const [paused, setPaused] = useState(false);
  /** How things stood when the last run ended: while they stand so, another one would change nothing. */
  const [ended, setEnded] = useState<string>();
  const state = look.answer;
  const standing = state === undefined ? undefined : standingOf(state);
  const missing = state === undefined ? 0 : state.total - state.indexed;
  const wanted = active && missing > 0 && !paused && !busy && ended !== standing;
  const run = useEffectEvent(async () => {
    const after = await act({});
    setEnded(after ? standingOf(after) : standing);
    if (!after) look.again();
  });
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => { void run(); }, REST_MS);
    return () => { clearTimeout(timer); };
  }, [wanted]);
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
