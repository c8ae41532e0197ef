/** A group of criteria: its line, and its criteria when open. */
import type { CriterionForm } from '../../ipc/generated/CriterionForm';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import type { GroupForm } from '../../ipc/generated/GroupForm';
import { decimals } from '../../shared/format';
import type { Marks } from '../../shared/marks';
import type { Sign } from '../../shared/signs';
import { EntryStateMark } from '../../shared/State';
import { words } from '../../words';
import { CriterionPanel } from './CriterionPanel';
import { CriterionRow } from './CriterionRow';
import type { Step, Walk } from './walk';

const TEXT = words.form;

interface Props { look: EntryLook; group: GroupForm; walk: Walk; marks: Marks; focus: boolean; onStep: (step: Step) => void; onBlur: () => void; onSign: (sign: Sign) => void }

export function Group({ look, group, walk, marks, focus, onStep, onBlur, onSign }: Props) {
  const open = walk.open.has(group.id);
  const one = (criterion: CriterionForm) => (criterion.id === walk.active
    ? <CriterionPanel key={criterion.id} look={look} criterion={criterion} mark={marks.text(criterion.id)} problem={marks.problem(criterion.id)} focus={focus} onMark={(text) => { marks.set(criterion.id, text); }} onBlur={onBlur} onSign={onSign} />
    : <CriterionRow key={criterion.id} criterion={criterion} mark={marks.text(criterion.id)} problem={marks.problem(criterion.id)} onGo={() => { onStep({ kind: 'go', criterion: criterion.id }); }} />);
  return (
    <>
      <GroupLine group={group} open={open} marks={marks} onToggle={() => { onStep({ kind: 'toggle', group: group.id }); }} />
      {open && <div className="criteria">{group.criteria.map(one)}</div>}
    </>
  );
}

function GroupLine({ group, open, marks, onToggle }: { group: GroupForm; open: boolean; marks: Marks; onToggle: () => void }) {
  const done = group.criteria.filter(({ id }) => marks.given(id)).length;
  const left = group.criteria.length - done;
  return (
    <button type="button" className={open ? 'plain group open' : 'plain group'} aria-expanded={open} onClick={onToggle} data-testid={`group-${group.id}`}>
      <span>{group.id}</span><span className="cut">{group.name}</span>
      {group.previousMaximum !== null && <small className="note">{TEXT.previousMaximum(decimals(group.previousMaximum, 0))}</small>}
      <small className="level">{done === 0 ? <EntryStateMark state="untouched" text={TEXT.unmarked(left)} /> : <span className="secondary">{TEXT.marked(done, group.criteria.length)}</span>}</small>
      <span className="value">{group.total === null ? words.common.none : decimals(group.total, 1)}</span>
      <span className="maximum">{TEXT.maximum(decimals(group.maximum, 0))}</span>
    </button>
  );
}
