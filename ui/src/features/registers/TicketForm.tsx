/** Signing a ticket 复评单: leave for one more revision, with the reason in it. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.organiser;

export function TicketForm({ expert, name, onClose }: { expert: string; name: string; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [written, setWritten] = useState<Written>();
  const sign = useAct('ticket_sign');
  const act = async () => {
    const target = await pickTarget(TEXT.ticketPick, TEXT.ticketName(name));
    if (target !== undefined) setWritten(await sign.act({ expert, reason, target }));
  };
  return (
    <section className="card" aria-label={TEXT.ticketTitle(name)} data-testid="ticket-form">
      <h2>{TEXT.ticketTitle(name)}</h2>
      <p className="secondary small">{TEXT.ticketNote}</p>
      <label className="field"><span className="label">{TEXT.ticketReason}</span><Input autoFocus value={reason} onChange={(event) => { setReason(event.target.value); }} data-testid="ticket-reason" /></label>
      <Sentence problem={sign.problem} /><WrittenLine written={written} />
      <div className="actions"><Button onClick={onClose}>{words.common.close}</Button><span className="grow" /><Button type="primary" disabled={reason.trim() === ''} loading={sign.busy} onClick={() => { void act(); }} data-testid="ticket-sign">{TEXT.ticketSign}</Button></div>
    </section>
  );
}
