/** Beginning a new revision, with the reason in place. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useAct } from '../../ipc/useAct';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import { Ticket } from './Ticket';

const TEXT = words.handback;

/** `onStarted` leads to what is to be looked at again. */
export function Revise({ onStarted }: { onStarted: () => void }) {
  const [reason, setReason] = useState<string>();
  const start = useAct('revision_start');
  if (reason === undefined) {
    return <section className="card quiet"><p className="secondary">{TEXT.reviseNote}</p><div className="actions"><Ticket /><span className="grow" /><Button onClick={() => { setReason(''); }} data-testid="revise">{TEXT.revise}</Button></div></section>;
  }
  return (
    <section className="card" aria-label={TEXT.revise}>
      <h2>{TEXT.revise}</h2>
      <label className="field"><span className="label">{TEXT.reviseReason}</span><Input autoFocus value={reason} onChange={(event) => { setReason(event.target.value); }} data-testid="revise-reason" /></label>
      <Sentence problem={start.problem} />
      <div className="actions"><Button onClick={() => { setReason(undefined); }}>{words.common.cancel}</Button><span className="grow" />
        <Button disabled={reason.trim() === ''} loading={start.busy} onClick={() => { void start.act({ reason }).then((home) => { if (home) onStarted(); }); }} data-testid="revise-start">{TEXT.reviseStart}</Button></div>
    </section>
  );
}
