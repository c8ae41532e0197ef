/** The fake desk beside the marks: taking back, histories, phrases, words to the chair. Every writing answer is watched, so that none is forgotten. */
import type { ChairNote } from '../generated/ChairNote';
import type { Changed } from '../generated/Changed';
import type { History } from '../generated/History';
import type { HistoryRow } from '../generated/HistoryRow';
import type { Phrases } from '../generated/Phrases';
import type { Undone } from '../generated/Undone';
import { points, type FakeExpert, type Finding, type Work } from './expert';

type Answer = (request: never) => unknown;
interface Said { mark: number | undefined; text: string; stand: Work['stand']; found: Finding | undefined }
interface Edit { entry: string; what: Changed; criterion: string | null; gate: string | null; before: Said; after: Said }

const WRITING = ['mark_put', 'marks_put', 'comment_put', 'gate_put', 'recusal_put', 'material_missing_put'];
const NOTHING: Said = { mark: undefined, text: '', stand: 'open', found: undefined };

export function withForm(expert: FakeExpert, answers: Record<string, Answer>): Record<string, Answer> {
  const form = new FakeForm(expert);
  const watched = WRITING.filter((name) => name in answers).map((name) => [name, (request: never) => form.watch(() => answers[name]?.(request))] as const);
  return {
    ...answers, ...Object.fromEntries(watched),
    undo: () => form.go(form.done, form.undone, true),
    redo: () => form.go(form.undone, form.done, false),
    history_look: ({ entry, criterion }: { entry: string; criterion: string | null }) => form.history(entry, criterion),
    phrases_look: () => form.listed(),
    phrase_put: ({ text }: { text: string }) => { if (!form.phrases.some((one) => one.text === text.trim())) form.phrases.push({ id: String(form.phrases.length + 1), text: text.trim(), used: 0 }); return form.listed(); },
    phrase_use: ({ id }: { id: string }) => { const one = form.phrases.find((phrase) => phrase.id === id); if (one) one.used += 1; return form.listed(); },
    phrase_remove: ({ id }: { id: string }) => { form.phrases = form.phrases.filter((one) => one.id !== id); return form.listed(); },
    chair_note_look: ({ entry }: { entry: string }) => form.note(entry),
    chair_note_put: ({ entry, text }: { entry: string; text: string }) => { form.notes.set(entry, text); return form.note(entry); },
  };
}

class FakeForm {
  done: Edit[][] = [];
  undone: Edit[][] = [];
  phrases = [{ id: '1', text: '数据来源与授权清楚，治理较规范。', used: 6 }, { id: '2', text: '缺少第三方佐证，建议补充。', used: 2 }];
  notes = new Map<string, string>();
  events: { entry: string; row: HistoryRow }[] = [];

  constructor(readonly expert: FakeExpert) {}

  /** Notes whatever `act` changed as one step. */
  watch(act: () => unknown): unknown {
    const before = this.expert.works.map((work) => ({ ...work, marks: new Map(work.marks), gates: new Map(work.gates) }));
    const answer = act();
    const edits = before.flatMap((was, index) => differences(was, this.expert.works[index] ?? was));
    if (edits.length > 0) {
      this.done.push(edits);
      this.undone = [];
      edits.forEach((edit) => { this.log(edit); });
    }
    return answer;
  }

  go(from: Edit[][], to: Edit[][], back: boolean): Undone {
    const step = from.pop();
    if (step) to.push(step);
    const edits = (step ?? []).map((edit) => (back ? { ...edit, before: edit.after, after: edit.before } : edit));
    edits.forEach((edit) => { this.apply(edit); });
    const [first] = edits;
    const moved = first && { entry: first.entry, what: first.what, criterion: first.criterion, gate: first.gate, before: shown(first.before), after: shown(first.after), values: edits.length, saved: this.expert.saved(this.expert.work(first.entry)) };
    return { moved: moved ?? null, undo: this.done.length, redo: this.undone.length };
  }

  apply(edit: Edit) {
    const work = this.expert.work(edit.entry);
    if (edit.what === 'comment') work.comment = edit.after.text;
    else if (edit.what === 'state') Object.assign(work, { stand: edit.after.stand, reason: edit.after.text });
    else if (edit.gate !== null) { if (edit.after.found) work.gates.set(edit.gate, edit.after.found); else work.gates.delete(edit.gate); }
    else if (edit.after.mark === undefined) work.marks.delete(edit.criterion ?? '');
    else work.marks.set(edit.criterion ?? '', edit.after.mark);
    this.log(edit);
  }

  log({ entry, what, criterion, gate, after }: Edit) {
    const state = what !== 'state' ? null : after.stand === 'open' ? 'done' : after.stand === 'recused' ? 'recused' : 'materialMissing';
    this.events.unshift({ entry, row: { at: new Date().toISOString().slice(0, 19).concat('+08:00'), what, criterion, gate, finding: after.found?.finding ?? null, mark: shown(after), state, text: after.found?.reason ?? after.text, inForce: false } });
  }

  history(entry: string, criterion: string | null): History {
    const seen = new Set<string>();
    const rows = this.events.filter((one) => one.entry === entry && (criterion === null || one.row.criterion === criterion)).map(({ row }) => {
      const about = `${row.what} ${row.criterion ?? row.gate ?? ''}`;
      const inForce = !seen.has(about);
      seen.add(about);
      return { ...row, inForce };
    });
    return { rows };
  }

  listed(): Phrases {
    return { phrases: [...this.phrases].sort((one, other) => other.used - one.used) };
  }

  note(entry: string): ChairNote {
    const text = this.notes.get(entry) ?? '';
    return { text, at: text === '' ? null : new Date().toISOString(), chairs: this.expert.chair ? [] : ['韩立言'] };
  }
}

function shown({ mark }: Said): string | null {
  return mark === undefined ? null : points(mark);
}

function differences(was: Work, now: Work): Edit[] {
  const entry = now.id;
  const criteria = [...new Set([...was.marks.keys(), ...now.marks.keys()])].filter((id) => was.marks.get(id) !== now.marks.get(id));
  const marks = criteria.map((criterion): Edit => ({ entry, what: 'mark', criterion, gate: null, before: { ...NOTHING, mark: was.marks.get(criterion) }, after: { ...NOTHING, mark: now.marks.get(criterion) } }));
  const comment: Edit[] = was.comment === now.comment ? [] : [{ entry, what: 'comment', criterion: null, gate: null, before: { ...NOTHING, text: was.comment }, after: { ...NOTHING, text: now.comment } }];
  const state: Edit[] = was.stand === now.stand && was.reason === now.reason ? [] : [{ entry, what: 'state', criterion: null, gate: null, before: { ...NOTHING, stand: was.stand, text: was.reason }, after: { ...NOTHING, stand: now.stand, text: now.reason } }];
  const found = [...new Set([...was.gates.keys(), ...now.gates.keys()])].filter((id) => was.gates.get(id) !== now.gates.get(id));
  const gates = found.map((gate): Edit => ({ entry, what: 'gate', criterion: null, gate, before: { ...NOTHING, found: was.gates.get(gate) }, after: { ...NOTHING, found: now.gates.get(gate) } }));
  return [...marks, ...comment, ...state, ...gates];
}
