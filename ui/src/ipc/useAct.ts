/**
 * Does something the user asked for: busy, progress, cancel, and the sentence when it is refused.
 *
 * The one rule: one act at a time per place; a refusal stays until the next try.
 */
import { useCallback, useRef, useState } from 'react';
import type { AnswerOf, OperationName, RequestOf } from './carrier';
import { ask, refusal, type Refusal } from './desk';
import type { Progress } from './generated/Progress';

export interface Act<N extends OperationName> {
  busy: boolean;
  progress: Progress | undefined;
  problem: Refusal | undefined;
  /** Resolves to nothing when refused; the refusal is then in `problem`. */
  act: (request: RequestOf<N>) => Promise<AnswerOf<N> | undefined>;
  cancel: () => void;
  clear: () => void;
}

export function useAct<N extends OperationName>(name: N): Act<N> {
  const [busy, setBusy] = useState(false);
  const [progress, setProgress] = useState<Progress>();
  const [problem, setProblem] = useState<Refusal>();
  const running = useRef<AbortController>(undefined);
  const act = useCallback(async (request: RequestOf<N>) => {
    const control = new AbortController();
    running.current = control;
    setBusy(true);
    setProgress(undefined);
    setProblem(undefined);
    try {
      return await ask(name, request, { onProgress: setProgress, signal: control.signal });
    } catch (refused) {
      setProblem(refusal(refused));
      return undefined;
    } finally {
      setBusy(false);
      setProgress(undefined);
    }
  }, [name]);
  const cancel = useCallback(() => { running.current?.abort(); }, []);
  const clear = useCallback(() => { setProblem(undefined); }, []);
  return { busy, progress, problem, act, cancel, clear };
}
