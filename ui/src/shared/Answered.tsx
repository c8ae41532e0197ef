/** Shows an answer once it is there: loading in words, a refusal with a retry, and never a jump when it is asked again. */
import { useDeferredValue, type ReactNode } from 'react';
import type { Shown } from '../ipc/useAnswer';
import { words } from '../words';
import { Sentence } from './Sentence';

export function Answered<T>({ shown, children }: { shown: Shown<T>; children: (answer: T) => ReactNode }) {
  // What a first answer brings is drawn in slices: a thousand rows must not hold the window up. Later ones replace it at once.
  const begun = useDeferredValue(shown.answer !== undefined);
  if (shown.answer !== undefined && begun) return <>{shown.problem && <Sentence problem={shown.problem} again={shown.again} />}{children(shown.answer)}</>;
  if (shown.problem) return <div className="filler"><Sentence problem={shown.problem} again={shown.again} /></div>;
  return <div className="filler secondary" role="status">{words.common.loading}</div>;
}
