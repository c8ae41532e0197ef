/** Signing a ticket for one entry of one expert. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { RereviewEntry } from '../../ipc/generated/RereviewEntry';
import type { RereviewTotal } from '../../ipc/generated/RereviewTotal';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { entryNumber } from '../../shared/format';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.rereview;

export function AskForm({ entry, total, onClose }: { entry: RereviewEntry; total: RereviewTotal; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [askedBy, setAskedBy] = useState('');
  const [written, setWritten] = useState<Written>();
  const sign = useAct('rereview_ask');
  const act = async () => {
    const target = await pickTarget(TEXT.pick, TEXT.fileName(total.name, entryNumber(entry.id)));
    if (target !== undefined) setWritten(await sign.act({ expert: total.expert, entries: [entry.id], reason, askedBy: askedBy.trim() === '' ? null : askedBy, target }));
  };
  return (
    <section className="card" aria-label={TEXT.askTitle(total.name)} data-testid="rereview-form">
      <h2>{TEXT.askTitle(total.name)}</h2>
      <p className="small"><small className="number secondary">{entryNumber(entry.id)}</small>{entry.title}</p>
      <label className="field"><span className="label">{TEXT.reason}</span><Input autoFocus value={reason} onChange={(event) => { setReason(event.target.value); }} data-testid="rereview-reason" /></label>
      <label className="field"><span className="label">{TEXT.askedBy}</span><Input value={askedBy} placeholder={TEXT.askedByHint} onChange={(event) => { setAskedBy(event.target.value); }} data-testid="rereview-by" /></label>
      <Sentence problem={sign.problem} /><WrittenLine written={written} />
      <div className="actions"><Button onClick={onClose}>{words.common.close}</Button><span className="grow" /><Button type="primary" disabled={reason.trim() === '' || written !== undefined} loading={sign.busy} onClick={() => { void act(); }} data-testid="rereview-sign">{TEXT.sign}</Button></div>
    </section>
  );
}
