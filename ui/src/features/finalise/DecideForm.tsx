/** Deciding one open item: what, why, and two people. */
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import type { FinaliseLook } from '../../ipc/generated/FinaliseLook';
import type { ItemName } from '../../ipc/generated/ItemName';
import type { OutcomeChoice } from '../../ipc/generated/OutcomeChoice';
import { useAct } from '../../ipc/useAct';
import { Sentence } from '../../shared/Sentence';
import { TwoPeopleFields, useTwoPeople } from '../../shared/TwoPeople';
import { words } from '../../words';

const TEXT = words.finalise;

interface Props { look: FinaliseLook; item: ItemName; outcomes: readonly OutcomeChoice[]; onClose: () => void }

export function DecideForm({ look, item, outcomes, onClose }: Props) {
  const [outcome, setOutcome] = useState(outcomes[0]?.outcome);
  const [reason, setReason] = useState('');
  const people = useTwoPeople(look.supervisors);
  const sign = useAct('decision_sign');
  const ready = outcome !== undefined && reason.trim() !== '' && people.ready;
  const act = async () => {
    if (!ready || sign.busy) return;
    const done = await sign.act({ track: look.track, item, outcome, reason, ...people.value });
    people.clear();
    if (done) onClose();
  };
  return (
    <div className="decide" data-testid="decide-form">
      <div className="field"><span className="label" id="outcome-label">{TEXT.outcome}</span>
        <Radio.Group aria-labelledby="outcome-label" value={outcome} onChange={(event) => { setOutcome(event.target.value as string); }} options={outcomes.map((one) => ({ value: one.outcome, label: one.label }))} /></div>
      <label className="field"><span className="label">{TEXT.reason}</span><Input autoFocus value={reason} onChange={(event) => { setReason(event.target.value); }} data-testid="decide-reason" /></label>
      <TwoPeopleFields people={people} supervisors={look.supervisors} onEnter={() => { void act(); }} />
      <Sentence problem={sign.problem} />
      <div className="actions"><Button onClick={onClose}>{words.common.close}</Button><span className="grow" /><Button type="primary" disabled={!ready} loading={sign.busy} onClick={() => { void act(); }} data-testid="decide-sign">{TEXT.sign}</Button></div>
    </div>
  );
}
