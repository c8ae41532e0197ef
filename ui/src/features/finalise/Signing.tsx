/** Signing the result of a track, and reopening it. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { FinaliseLook } from '../../ipc/generated/FinaliseLook';
import { useAct } from '../../ipc/useAct';
import { Sentence } from '../../shared/Sentence';
import { TwoPeopleFields, useTwoPeople } from '../../shared/TwoPeople';
import { words } from '../../words';

const TEXT = words.finalise;

export function FinaliseForm({ look }: { look: FinaliseLook }) {
  const people = useTwoPeople(look.supervisors);
  const sign = useAct('finalise');
  const ready = look.open.length === 0 && people.ready;
  const act = async () => {
    if (!ready || sign.busy) return;
    await sign.act({ track: look.track, ...people.value });
    people.clear();
  };
  return (
    <section className="card" aria-label={TEXT.doTitle}>
      <h2>{TEXT.doTitle}</h2>
      <p className="secondary">{TEXT.doNote(look.round)}</p>
      {look.open.length === 0 && <TwoPeopleFields people={people} supervisors={look.supervisors} onEnter={() => { void act(); }} />}
      <Sentence problem={sign.problem} />
      <div className="actions">{look.open.length > 0 && <span className="attention">{TEXT.blocked(look.open.length)}</span>}<span className="grow" /><Button type="primary" disabled={!ready} loading={sign.busy} onClick={() => { void act(); }} data-testid="finalise-sign">{TEXT.do}</Button></div>
    </section>
  );
}

export function ReopenForm({ look, onClose }: { look: FinaliseLook; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const people = useTwoPeople(look.supervisors);
  const sign = useAct('reopen');
  const ready = reason.trim() !== '' && people.ready;
  const act = async () => {
    if (!ready || sign.busy) return;
    const done = await sign.act({ track: look.track, reason, ...people.value });
    people.clear();
    if (done) onClose();
  };
  return (
    <section className="card" aria-label={TEXT.reopenTitle}>
      <h2>{TEXT.reopenTitle}</h2>
      <p className="secondary">{TEXT.reopenNote}</p>
      <label className="field"><span className="label">{TEXT.reason}</span><Input autoFocus value={reason} onChange={(event) => { setReason(event.target.value); }} data-testid="reopen-reason" /></label>
      <TwoPeopleFields people={people} supervisors={look.supervisors} onEnter={() => { void act(); }} />
      <Sentence problem={sign.problem} />
      <div className="actions"><Button onClick={onClose}>{words.common.close}</Button><span className="grow" /><Button type="primary" disabled={!ready} loading={sign.busy} onClick={() => { void act(); }} data-testid="reopen-sign">{TEXT.reopen}</Button></div>
    </section>
  );
}
