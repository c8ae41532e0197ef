/** The scoring form of one entry. Use under a `key` per entry. */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import { useMarks } from '../../shared/marks';
import { saving } from '../../shared/saving';
import { words } from '../../words';
import { CommentBox } from './CommentBox';
import { EntryHead } from './EntryHead';
import { FormFoot } from './FormFoot';
import { Group } from './Group';
import { Declare, Declared } from './Stand';
import { formKey, type FormKey } from './keys';
import { begin, criteriaOf, walk, type Step, type Walk } from './walk';

interface Props {
  look: EntryLook;
  /** Entries done, among which my rank is counted. */
  done: number;
  previous: string | undefined;
  next: string | undefined;
  /** Criterion to begin at, when something pointed to it. */
  criterion: string | undefined;
  roomy: boolean;
  onGo: (entry: string) => void;
}

const flush = () => { void saving.flush(); };

export function Form(props: Props) {
  const { look, criterion, roomy } = props;
  const marks = useMarks(look);
  const [stand, step] = useReducer((now: Walk, one: Step) => walk(look.groups, now, one), undefined, () => begin(look, criterion, roomy));
  const [focus, setFocus] = useState(!look.readOnly);
  const nextButton = useRef<HTMLButtonElement>(null);
  const judged = look.row.state !== 'recused' && look.row.state !== 'materialMissing';
  useEffect(() => flush, []);

  const go = (one: Step) => {
    flush();
    setFocus(true);
    step(one);
  };
  useFormKeys((key) => {
    if (key.kind === 'entry') return move(props, key.direction);
    if (!judged || look.readOnly || stand.active === undefined) return false;
    if (key.kind === 'digit') return typeInto(() => { marks.set(stand.active ?? '', key.text); });
    const all = criteriaOf(look.groups);
    const last = key.direction === 1 && all.at(-1)?.id === stand.active;
    if (last) nextButton.current?.focus();
    else go({ kind: 'move', direction: key.direction });
    return true;
  });

  return (
    <aside className="form" aria-label={look.row.title}>
      <EntryHead look={look} roomy={roomy} />
      <div className="form-body">
        {look.readOnly && <p className="calm-line">{words.form.readOnly}</p>}
        {judged
          ? look.groups.map((group) => <Group key={group.id} group={group} walk={stand} marks={marks} readOnly={look.readOnly} focus={focus} onStep={go} onBlur={flush} />)
          : <Declared look={look} />}
        {judged && <CommentBox look={look} onBlur={flush} />}
        {judged && !look.readOnly && <Declare entry={look.row.id} />}
      </div>
      <FormFoot ref={nextButton} look={look} marks={marks} done={props.done} previous={props.previous} next={props.next} onGo={props.onGo} />
    </aside>
  );
}

function move({ previous, next, onGo }: Props, direction: 1 | -1): boolean {
  const entry = direction === 1 ? next : previous;
  if (entry !== undefined) onGo(entry);
  return true;
}

/** A digit pressed anywhere begins a new mark in the field, with the caret behind it. */
function typeInto(set: () => void): boolean {
  const field = document.querySelector<HTMLInputElement>('.active-criterion [data-score]');
  if (!field) return false;
  set();
  field.focus();
  requestAnimationFrame(() => { field.setSelectionRange(field.value.length, field.value.length); });
  return true;
}

/** Hears keys wherever the focus is; the newest handler counts. */
function useFormKeys(act: (key: FormKey) => boolean): void {
  const current = useRef(act);
  useEffect(() => { current.current = act; });
  const hear = useCallback((event: KeyboardEvent) => {
    const key = formKey(event);
    if (key && current.current(key)) event.preventDefault();
  }, []);
  useEffect(() => {
    document.addEventListener('keydown', hear);
    return () => { document.removeEventListener('keydown', hear); };
  }, [hear]);
}
