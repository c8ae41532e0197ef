/** After the tenth entry, once: the first ones were marked while the standard was still settling. A line, never a barrier. */
import { useEffect } from 'react';
import { amendAnswer, useAnswer } from '../../ipc/useAnswer';
import { useAct } from '../../ipc/useAct';
import { entryNumber } from '../../shared/format';
import { words } from '../../words';

const TEXT = words.overview;

interface Props { done: number; onOpen: (entry: string) => void }

export function RevisitBar({ done, onOpen }: Props) {
  const { answer, again } = useAnswer('revisit_look', {});
  const { act } = useAct('revisit_dismiss');
  useEffect(() => { again(); }, [done, again]);
  if (!answer || answer.entries.length === 0) return null;
  const dismiss = async () => {
    const next = await act({});
    if (next) amendAnswer('revisit_look', {}, () => next);
  };
  return (
    <div className="desk-line" role="status" data-testid="revisit">
      <span className="cut">{TEXT.revisit(answer.done)}</span>
      {answer.entries.map(({ entry, title }) => <button key={entry} type="button" className="link" title={title} onClick={() => { onOpen(entry); }}>{TEXT.revisitNumber(entryNumber(entry))}</button>)}
      <span className="grow" />
      <button type="button" className="link" onClick={() => { void dismiss(); }} data-testid="revisit-dismiss">{TEXT.revisitDismiss}</button>
    </div>
  );
}
