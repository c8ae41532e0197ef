/** The criteria of one group of one entry, edited in place. */
import { useState, type KeyboardEvent } from 'react';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import type { GroupForm } from '../../ipc/generated/GroupForm';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { decimals } from '../../shared/format';
import { useMarks } from '../../shared/marks';
import { saving } from '../../shared/saving';
import { ScoreField } from '../../shared/ScoreField';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.overview;

interface Props { entry: string; group: string; onClose: () => void; onOpen: (criterion: string | undefined) => void }

export function GroupEdit({ entry, group, onClose, onOpen }: Props) {
  const shown = useAnswer('entry_look', { entry });
  return (
    <div className="group-edit" data-testid="group-edit">
      <Answered shown={shown}>{(look) => {
        const form = look.groups.find(({ id }) => id === group);
        return form ? <Fields look={look} form={form} onClose={onClose} onOpen={onOpen} /> : null;
      }}</Answered>
    </div>
  );
}

function Fields({ look, form, onClose, onOpen }: { look: EntryLook; form: GroupForm; onClose: () => void; onOpen: (criterion: string | undefined) => void }) {
  const marks = useMarks(look);
  const first = Math.max(0, form.criteria.findIndex(({ mark }) => mark === null));
  const [at, setAt] = useState(first);
  const close = () => { void saving.flush().then(onClose); };
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const direction = event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Escape' || (direction === 1 && at === form.criteria.length - 1)) close();
    else if (direction !== 0) setAt(Math.max(0, at + direction));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <b>{TEXT.popHead(form.id, form.name, decimals(form.maximum, 0))}</b>
      {form.criteria.map((criterion, index) => (
        <div key={criterion.id} onFocus={() => { setAt(index); }}>
          <p className="line"><span className="secondary">{criterion.id}</span><span className="cut">{criterion.name}</span>
            <ScoreField label={words.form.mark(criterion.name)} value={marks.text(criterion.id)} step={criterion.step} maximum={criterion.maximum} stepper={false}
              invalid={marks.problem(criterion.id) !== undefined} readOnly={look.readOnly} focus={index === at} onChange={(text) => { marks.set(criterion.id, text); }} onKey={key} />
            <span className="secondary right">{words.form.maximum(decimals(criterion.maximum, 0))}</span></p>
          <Sentence problem={marks.problem(criterion.id)} />
        </div>
      ))}
      <small className="pair secondary"><span>{TEXT.popKeys}</span><button type="button" className="link" onClick={() => { onOpen(form.criteria[at]?.id); }}>{TEXT.openEntry}</button></small>
    </>
  );
}
