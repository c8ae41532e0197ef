/** What went wrong, in the desk's own sentence. */
import type { Refusal } from '../ipc/desk';
import { words } from '../words';
import { Button } from './Button';

/** Nothing when nothing is wrong; a cancelled call is not a fault and is told quietly. */
export function Sentence({ problem, again, quiet }: { problem: Refusal | undefined; again?: () => void; quiet?: boolean }) {
  if (!problem) return null;
  const calm = quiet === true || problem.code === 'cancelled';
  return (
    <div className={calm ? 'sentence calm' : 'sentence'} role="alert" data-testid="sentence">
      <span className="grow">{problem.sentence}</span>
      {again && <Button size="small" onClick={again}>{words.common.retry}</Button>}
    </div>
  );
}
