/**
 * Shows the answer to a look and keeps it fresh.
 *
 * The one rule: an answer already there stays on screen while it is asked again, so nothing jumps.
 */
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { keep, keyOf, peek, put, seat, watch, type Held } from './answers';
import type { AnswerOf, OperationName, RequestOf } from './carrier';
import { ask, refusal, type Refusal } from './desk';

export interface Shown<T> {
  answer: T | undefined;
  problem: Refusal | undefined;
  /** Nothing to show yet. */
  loading: boolean;
  /** Asks again now. */
  again: () => void;
}

export function useAnswer<N extends OperationName>(name: N, request: RequestOf<N>): Shown<AnswerOf<N>> {
  const key = keyOf(name, request);
  const again = useCallback(() => { void askInto(name, key); }, [name, key]);
  const shown = useSyncExternalStore(useCallback((tell) => watch(key, tell), [key]), () => peek(key));
  useEffect(() => {
    if (peek(key).answer === undefined) again();
    return keep(key, again);
  }, [key, again]);
  return { answer: shown.answer as AnswerOf<N> | undefined, problem: problemOf(shown), loading: shown.answer === undefined && shown.problem === undefined, again };
}

/** Asks before anything is on screen, so that the first thing drawn can be the answer and not a word for waiting. */
export async function askAhead<N extends OperationName>(name: N, request: RequestOf<N>): Promise<void> {
  await askInto(name, keyOf(name, request));
}

/** Changes an answer on screen by what another answer already said. */
export function amendAnswer<N extends OperationName>(name: N, request: RequestOf<N>, change: (answer: AnswerOf<N>) => AnswerOf<N>): void {
  const key = keyOf(name, request);
  const now = peek(key);
  if (now.answer !== undefined) put(key, { ...now, answer: change(now.answer as AnswerOf<N>) });
}

function problemOf(shown: Held): Refusal | undefined {
  return shown.problem === undefined ? undefined : refusal(shown.problem);
}

const rounds = new Map<string, number>();

async function askInto(name: OperationName, key: string): Promise<void> {
  const round = (rounds.get(key) ?? 0) + 1;
  rounds.set(key, round);
  const asked = seat();
  put(key, { ...peek(key), asking: true });
  const request = JSON.parse(key.slice(name.length + 1)) as RequestOf<OperationName>;
  const next = await ask(name, request).then((answer): Held => ({ answer, asking: false }), (problem: unknown): Held => ({ ...peek(key), problem, asking: false }));
  // A later question has been asked meanwhile, or somebody else sits here now: this answer is not wanted any more.
  if (rounds.get(key) === round && seat() === asked) put(key, next);
}
