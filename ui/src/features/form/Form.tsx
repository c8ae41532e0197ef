/** The scoring form of one entry. Use under a `key` per entry. */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { forget } from '../../ipc/answers';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import { middleOf, nearest } from '../../shared/bands';
import { useEvidence } from '../../shared/evidence';
import { useComment, useMarks, type Comment, type Marks } from '../../shared/marks';
import type { Said } from '../../shared/place';
import { saving } from '../../shared/saving';
import { words } from '../../words';
import { ChairNote } from './ChairNote';
import { CommentBox } from './CommentBox';
import { EntryHead } from './EntryHead';
import { FormFoot } from './FormFoot';
import { Gates } from './Gates';
import { Group } from './Group';
import { KeysPanel } from './KeysPanel';
import { Declare, Declared } from './Stand';
import { ToolsLine } from './ToolsLine';
import { formKey, signMeans, type FormKey } from './keys';
import { move, tell, type Way } from './undo';
import { useArrival } from './useArrival';
import { useGates, type Gates as Finds } from './useGates';
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
  /** Leaves the focus where it is at first: somebody is searching and goes on there. */
  quiet?: boolean;
  /** What somebody was sent to, and the number of the sending. */
  said?: Said | undefined;
  turn?: number | undefined;
  onGo: (entry: string, criterion?: string) => void;
}

const flush = () => { void saving.flush(); };

export function Form(props: Props) {
  const { look, criterion, roomy, quiet = false } = props;
  const marks = useMarks(look);
  const comment = useComment(look);
  const gates = useGates(look);
  const [gatesOpen, setGatesOpen] = useState(roomy);
  const [stand, step] = useReducer((now: Walk, one: Step) => walk(look.groups, now, one), undefined, () => begin(look, criterion, roomy));
  const [focus, setFocus] = useState(!look.readOnly && !quiet);
  const [help, setHelp] = useState(false);
  const nextButton = useRef<HTMLButtonElement>(null);
  const judged = look.row.state !== 'recused' && look.row.state !== 'materialMissing';
  useEffect(() => flush, []);
  const { marking, list } = useEvidence();
  useEffect(() => { marking(judged ? stand.active : undefined); }, [marking, judged, stand.active]);

  // The last mark of a calibration entry opens its reference, which the answer to a mark does not carry.
  const due = look.calibration !== null && look.calibration.feedback && look.calibration.shown !== (look.row.missing === 0);
  useEffect(() => { if (due) forget(['entry_look']); }, [due]);

  const go = (one: Step) => {
    flush();
    tell('');
    setFocus(true);
    step(one);
  };
  const takeBack = (way: Way) => { void back(way, props, { marks, comment, gates, active: stand.active }, (reached) => { step({ kind: 'go', criterion: reached }); }); };
  const act = (key: FormKey): boolean => {
    switch (key.kind) {
      case 'entry': return neighbour(props, key.direction);
      case 'help': setHelp(!help); return true;
      case 'escape': return leave(help, () => { setHelp(false); });
      case 'comment': return judged && into('[data-testid="comment"]');
      case 'gate': return look.gates.length > 0 && look.row.state !== 'recused' && toGates();
      case 'undo':
      case 'redo': if (!look.readOnly) takeBack(key.kind); return !look.readOnly;
      default: return judged && !look.readOnly && stand.active !== undefined && markKey(key, stand.active);
    }
  };
  const toGates = () => {
    setGatesOpen(true);
    requestAnimationFrame(focusGate);
    return true;
  };
  const markKey = (key: FormKey, active: string): boolean => {
    tell('');
    if (key.kind === 'digit') return typeInto(() => { marks.set(active, key.text); });
    if (key.kind === 'band') return propose(look, marks, active, key.place);
    if (key.kind !== 'criterion') return false;
    // What cannot be given is not left behind by Enter: the reason comes up where the caret is.
    if (key.direction === 1 && !able(look, active, marks.text(active))) {
      flush();
      return into('.active-criterion [data-score]');
    }
    const last = key.direction === 1 && criteriaOf(look.groups).at(-1)?.id === active;
    if (last) finish(nextButton.current);
    else go({ kind: 'move', direction: key.direction });
    return true;
  };
  useFormKeys(act);
  useArrival(props.said, props.turn);

  return (
    <aside className="form" aria-label={look.row.title}>
      <EntryHead look={look} roomy={roomy} />
      <div className="form-body">
        {look.readOnly && <p className="calm-line">{words.form.readOnly}</p>}
        {look.row.state !== 'recused' && <Gates look={look} gates={gates} open={gatesOpen} onToggle={() => { setGatesOpen(!gatesOpen); }} onBlur={flush} />}
        {judged
          ? look.groups.map((group) => <Group key={group.id} look={look} group={group} walk={stand} marks={marks} focus={focus} onStep={go} onBlur={flush} onSign={(sign) => { act(signMeans(sign)); }} />)
          : <Declared look={look} />}
        {judged && <CommentBox comment={comment} readOnly={look.readOnly} onBlur={flush} />}
        {list()}
        <ChairNote entry={look.row.id} readOnly={look.readOnly} onBlur={flush} />
        {judged && !look.readOnly && <Declare entry={look.row.id} />}
      </div>
      {help && <KeysPanel onClose={() => { setHelp(false); }} />}
      <ToolsLine entry={look.row.id} readOnly={look.readOnly} help={help} onMove={takeBack} onHelp={() => { setHelp(!help); }} />
      <FormFoot ref={nextButton} look={look} marks={marks} done={props.done} previous={props.previous} next={props.next} onGo={props.onGo} onMissing={(missing) => { go({ kind: 'go', criterion: missing }); }} />
    </aside>
  );
}

interface Given { marks: Marks; comment: Comment; gates: Finds; active: string | undefined }

/** What stands refused in the field is given up first: it was never saved, so the desk has nothing to take back. */
async function back(way: Way, { look, onGo }: Props, { marks, comment, gates, active }: Given, reach: (criterion: string) => void): Promise<void> {
  await saving.flush();
  if (way === 'undo' && active !== undefined && marks.problem(active)) {
    tell(words.form.dropped(marks.text(active)));
    marks.forget(active);
    return;
  }
  const moved = await move(way, look.row.id);
  if (!moved) return;
  if (moved.entry !== look.row.id) {
    onGo(moved.entry, moved.criterion ?? undefined);
    return;
  }
  criteriaOf(look.groups).forEach(({ id }) => { if (moved.values > 1 || id === moved.criterion) marks.forget(id); });
  if (moved.what === 'comment') comment.forget();
  if (moved.gate !== null) gates.forget(moved.gate);
  if (moved.criterion !== null) reach(moved.criterion);
}

function able(look: EntryLook, active: string, mark: string): boolean {
  const criterion = criteriaOf(look.groups).find(({ id }) => id === active);
  return criterion === undefined || nearest(mark, criterion.step, criterion.maximum).length === 0;
}

/** After the last criterion Enter leads on to the next entry; at the last entry the mark stays chosen, to be typed over. */
function finish(onward: HTMLButtonElement | null): void {
  if (onward && !onward.disabled) onward.focus();
  else if (document.activeElement instanceof HTMLInputElement) document.activeElement.select();
}

function neighbour({ previous, next, onGo }: Props, direction: 1 | -1): boolean {
  const entry = direction === 1 ? next : previous;
  tell('');
  if (entry !== undefined) onGo(entry);
  return true;
}

/** Puts the middle of a level; a mark that lies in it already stays. */
function propose(look: EntryLook, marks: Marks, active: string, place: number): boolean {
  const criterion = criteriaOf(look.groups).find(({ id }) => id === active);
  const band = criterion?.bands[place - 1];
  if (!criterion || !band) return false;
  const mark = middleOf(band, marks.text(active), criterion.step);
  if (mark !== marks.text(active)) marks.set(active, mark);
  return into('.active-criterion [data-score]');
}

/** Out of the help, or out of a text of the form back to the mark. */
function leave(help: boolean, close: () => void): boolean {
  if (help) close();
  const inText = document.activeElement instanceof HTMLElement && document.activeElement.dataset['formText'] !== undefined;
  return inText ? into('.active-criterion [data-score]') : help;
}

function into(place: string): boolean {
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(`.form ${place}`);
  field?.focus();
  if (field instanceof HTMLInputElement) requestAnimationFrame(() => { field.select(); });
  return field !== null;
}

/** The first gate nothing was said of, else the first of all. */
function focusGate(): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('.form .gate')].map((gate) => ({ first: gate.querySelector<HTMLButtonElement>('.gate-state'), said: gate.querySelector('[aria-pressed="true"]') !== null }));
  (buttons.find(({ said }) => !said) ?? buttons[0])?.first?.focus();
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
    const key = event.defaultPrevented ? undefined : formKey(event);
    if (key && current.current(key)) event.preventDefault();
  }, []);
  useEffect(() => {
    document.addEventListener('keydown', hear);
    return () => { document.removeEventListener('keydown', hear); };
  }, [hear]);
}
