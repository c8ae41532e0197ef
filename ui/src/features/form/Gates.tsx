/**
 * 门槛项: what an entrant must fulfil, above the marks; each passed, in doubt or failed, and nothing said at first.
 *
 * Not marks: no number follows. The one rule: a finding is saved when chosen, and asking for its reason never stands in the way.
 */
import { Input } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import type { GateForm } from '../../ipc/generated/GateForm';
import type { GateState } from '../../ipc/generated/GateState';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import type { Found, Gates as Finds } from './useGates';

const TEXT = words.form;
const STATES: readonly GateState[] = ['pass', 'doubt', 'fail'];
const MOST = 2000;

interface Props { look: EntryLook; gates: Finds; open: boolean; onToggle: () => void; onBlur: () => void }

export function Gates({ look, gates, open, onToggle, onBlur }: Props) {
  if (look.gates.length === 0) return null;
  return (
    <section className="gates" aria-label={TEXT.gates} data-testid="gates" onKeyDown={wander}>
      <button type="button" className={open ? 'plain group open' : 'plain group'} aria-expanded={open} onClick={onToggle} data-testid="gates-toggle">
        <span className="gates-name">{TEXT.gates}</span><Summary listed={look.gates} gates={gates} />
      </button>
      {open && look.gates.map((gate) => <Gate key={gate.id} gate={gate} found={gates.found(gate.id)} gates={gates} readOnly={look.readOnly} onBlur={onBlur} />)}
    </section>
  );
}

/** Arrows go from a gate's answers to the next gate's, and between the answers of one. */
function wander(event: KeyboardEvent<HTMLElement>) {
  const here = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.gate-states') : null;
  if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
  const answers = (group: Element | undefined) => [...group?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? []];
  const groups = [...event.currentTarget.querySelectorAll('.gate-states')];
  const at = answers(here).findIndex((one) => one === event.target);
  const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
  if (!step || at < 0) return;
  const [down = 0, aside = 0] = step;
  const next = answers(groups[groups.indexOf(here) + down])[at + aside];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView?.({ block: 'nearest' });
}

/** G3 不通过, G5 待补, else how many were not looked at. */
function Summary({ listed, gates }: { listed: readonly GateForm[]; gates: Finds }) {
  const found = listed.map(({ id }) => ({ id, finding: gates.found(id).finding }));
  const against = found.filter(({ finding }) => finding === 'doubt' || finding === 'fail');
  const unsaid = found.filter(({ finding }) => finding === null).length;
  if (against.length > 0) return <small className="gates-said attention cut">{against.map(({ id, finding }) => TEXT.gateFound(id, finding ? TEXT.gateStates[finding] : '')).join(words.common.listJoin)}</small>;
  return <small className="gates-said secondary cut">{unsaid === 0 ? TEXT.gatesPassed : TEXT.gatesUnsaid(unsaid, found.length)}</small>;
}

function Gate({ gate, found, gates, readOnly, onBlur }: { gate: GateForm; found: Found; gates: Finds; readOnly: boolean; onBlur: () => void }) {
  const [guided, setGuided] = useState(false);
  const against = found.finding === 'doubt' || found.finding === 'fail';
  return (
    <div className={against ? 'gate against' : 'gate'} data-testid={`gate-${gate.id}`}>
      <div className="gate-line">
        <button type="button" className="plain cut" aria-expanded={guided} title={gate.guidance} onClick={() => { setGuided(!guided); }}><span className="secondary">{gate.id}</span> {gate.name}</button>
        <span className="gate-states" role="group" aria-label={TEXT.gateOf(gate.name)}>
          {STATES.map((state) => <button key={state} type="button" className={`plain gate-state ${state}`} aria-pressed={found.finding === state} disabled={readOnly} onClick={() => { gates.choose(gate.id, found.finding === state ? null : state); }} data-testid={`gate-${gate.id}-${state}`}>{TEXT.gateStates[state]}</button>)}
        </span>
      </div>
      {guided && gate.guidance !== '' && <p className="small secondary">{gate.guidance}</p>}
      {against && <Input.TextArea data-form-text="" value={found.reason} readOnly={readOnly} maxLength={MOST} autoSize={{ minRows: 1, maxRows: 4 }} status={found.reason.trim() === '' && !readOnly ? 'warning' : ''}
        placeholder={readOnly ? '' : TEXT.gateReasonHint} aria-label={TEXT.gateReason(gate.name)} onChange={(event) => { gates.explain(gate.id, event.target.value); }} onBlur={onBlur} data-testid={`gate-${gate.id}-reason`} />}
      <Sentence problem={gates.problem(gate.id)} />
    </div>
  );
}
