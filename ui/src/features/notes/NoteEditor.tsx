/** A small sheet beside the place, where a note is written. Not modal: the page stays there to be read and scrolled. */
import { Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import type { Refusal } from '../../ipc/desk';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import { useBeside } from './beside';
import type { Draft, Point } from './draft';

const TEXT = words.notes;
const MOST = 2000;
const WIDTH = 320;
/** The entry as a whole, among criteria; no criterion is called so. */
const WHOLE = '';

interface Props {
  draft: Draft;
  place: string;
  anchor: Point;
  groups: EntryLook['groups'];
  /** Attached notes are locked. */
  readOnly: boolean;
  /** A later letter took its material away. */
  gone: boolean;
  problem: Refusal | undefined;
  onSave: (draft: Draft) => void;
  onRemove: () => void;
  onClose: () => void;
}

export function NoteEditor({ draft, place, anchor, groups, readOnly, gone, problem, onSave, onRemove, onClose }: Props) {
  const [text, setText] = useState(draft.text);
  const [attached, setAttached] = useState(draft.attached);
  const [criterion, setCriterion] = useState(draft.criterion);
  const box = useRef<HTMLElement>(null);
  const at = useBeside(anchor, WIDTH, box);
  useReturningFocus();
  const locked = readOnly && draft.attached;
  const save = () => { onSave({ ...draft, text, attached, criterion }); };
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const saves = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !locked;
    if (!saves && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (saves) save();
    else onClose();
  };
  return (
    <section ref={box} className="note-editor" style={{ ...at, width: WIDTH }} role="dialog" aria-label={draft.id === null ? TEXT.newNote : TEXT.editNote} onKeyDown={pressed} data-testid="note-editor" data-own-pointer="">
      <header><b>{draft.id === null ? TEXT.newNote : TEXT.editNote}</b><span className="secondary cut">{place}</span></header>
      {draft.quote !== '' && <blockquote className="small">{draft.quote}</blockquote>}
      <Input.TextArea autoFocus value={text} readOnly={locked} maxLength={MOST} autoSize={{ minRows: 2, maxRows: 8 }} placeholder={TEXT.textHint} aria-label={TEXT.text} onChange={(event) => { setText(event.target.value); }} data-testid="note-text" />
      <div className="row attach">
        <Checkbox checked={attached} disabled={readOnly} onChange={(event) => { setAttached(event.target.checked); }} data-testid="note-attached">{TEXT.attach}</Checkbox>
        <Select size="small" className="grow" value={criterion ?? WHOLE} disabled={!attached || readOnly} onChange={(next) => { setCriterion(next === WHOLE ? null : next); }} aria-label={TEXT.target} popupMatchSelectWidth={false} options={targets(groups)} data-testid="note-criterion" />
      </div>
      <p className="small secondary">{locked ? TEXT.locked : gone ? TEXT.goneHint : attached ? TEXT.attachedHint : TEXT.privateHint}</p>
      <Sentence problem={problem} />
      <footer className="row">
        {draft.id !== null && !locked && <button type="button" className="link small refused" onClick={onRemove} data-testid="note-remove">{TEXT.remove}</button>}
        <span className="grow" />
        <Button size="small" onClick={onClose}>{locked ? TEXT.close : TEXT.cancel}</Button>
        {!locked && <Button size="small" type="primary" onClick={save} data-testid="note-save">{TEXT.save}</Button>}
      </footer>
    </section>
  );
}

function targets(groups: EntryLook['groups']) {
  const ofGroup = ({ id, name, criteria }: EntryLook['groups'][number]) => ({
    label: `${id} ${name}`, title: id, options: criteria.map((one) => ({ value: one.id, label: `${one.id} ${one.name}` })),
  });
  return [{ value: WHOLE, label: TEXT.entry }, ...groups.map(ofGroup)];
}

/** Whoever was typing a mark goes on there when the note is done. */
function useReturningFocus(): void {
  const before = useRef(document.activeElement);
  useEffect(() => {
    const element = before.current;
    return () => { if (element instanceof HTMLElement && element.isConnected) element.focus(); };
  }, []);
}
